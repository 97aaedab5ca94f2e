//! `--report` of commands that check or change something: the exact text for each CI system.

use std::fmt::Write as _;

use insta::assert_snapshot;
use odc_sandbox::{Failure, Process};

use crate::release::{quick, release};
use crate::support::{Desk, Run};

/// Runs a command with a report. Returns the parts that a CI system sees: its commands on stderr, and the file.
async fn reported(desk: &Desk, arguments: &[&str], system: &str) -> String {
    let home = desk.home.path();
    let file = home.join("report");
    let _ = std::fs::remove_file(&file);
    let options = ["--report", system, "--report-file", "report"];
    let arguments = [arguments, &options].concat();
    let mut command = desk.command(&arguments);
    command.current_dir(home);
    let run = desk.run(command, &arguments, "").await;
    let (commands, file) = (commands(&run), std::fs::read_to_string(&file).unwrap());
    let text = format!("# {system}, exit {}\n{commands}{file}", run.code);
    let key = regex::Regex::new("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").unwrap();
    key.replace_all(&text.replace(&format!("{}/", home.display()), ""), "KEY")
        .into_owned()
}

/// The lines of stderr that a CI system reads as commands.
fn commands(run: &Run) -> String {
    let is_command = |line: &&str| line.starts_with("::") || line.starts_with("##vso");
    let lines = run.stderr.lines().filter(is_command);
    lines.fold(String::new(), |mut all, line| {
        writeln!(all, "{line}").unwrap();
        all
    })
}

/// The reports for all systems.
async fn all(desk: &Desk, arguments: &[&str]) -> String {
    let mut text = String::new();
    for system in ["junit", "github", "azure"] {
        text += &reported(desk, arguments, system).await;
        text.push('\n');
    }
    text
}

/// Two new people, and a value for a setting.
fn write_files(desk: &Desk) {
    let write = |name: &str, text: &str| {
        std::fs::write(desk.home.path().join(name), text).unwrap();
    };
    write(
        "people.csv",
        "email,name\nana@new.test,Ana\nbea@new.test,\"Bea: 50%, or so\"\n",
    );
    write(
        "settings.yaml",
        "assets:\n  Booking Desk:\n    settings: {PageSize: 80}\n",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn reads_report_passed_and_failed_checks() {
    let desk = quick().await;
    write_files(&desk);
    let apply = ["config", "apply", "settings.yaml", "--in", "prod", "--yes"];
    let applied = reported(&desk, &apply, "junit").await;
    assert_snapshot!("report-config-apply", applied);
    for (name, arguments) in [
        (
            "impact-deploy",
            &["impact", "deploy", "Booking Desk", "--to", "Production"][..],
        ),
        (
            "impact-deploy-breaks",
            &["impact", "deploy", "Loan Desk", "--to", "Production"],
        ),
        ("impact-delete", &["impact", "delete", "Invoice Desk"]),
        (
            "config-diff",
            &[
                "config",
                "diff",
                "Development",
                "Production",
                "--asset",
                "Booking Desk",
            ],
        ),
    ] {
        assert_snapshot!(format!("report-{name}"), all(&desk, arguments).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dry_runs_report_their_findings() {
    let desk = quick().await;
    release(&desk);
    write_files(&desk);
    for (name, arguments) in [
        (
            "promote-dry",
            &["promote", "--file", "release.yaml", "--to", "prod"][..],
        ),
        (
            "promote-gate-dry",
            &["promote", "Loan Desk", "--to", "prod"],
        ),
        ("deploy-dry", &["deploy", "Booking Desk", "--to", "prod"]),
        ("build-dry", &["build", "Booking Desk", "--new"]),
        ("tag-dry", &["tag", "Booking Desk", "4.0.0"]),
        (
            "undeploy-dry",
            &["undeploy", "Booking Desk", "--from", "prod"],
        ),
        ("delete-dry", &["delete", "Invoice Desk"]),
        (
            "config-apply-dry",
            &["config", "apply", "settings.yaml", "--in", "prod"],
        ),
        ("users-import-dry", &["users", "import", "people.csv"]),
    ] {
        let arguments = [arguments, &["--dry-run"]].concat();
        assert_snapshot!(format!("report-{name}"), all(&desk, &arguments).await);
    }
    let calls = desk.calls();
    let writes = ["start_deployment", "delete_asset", "create_users_in_bulk"];
    assert!(!calls.iter().any(|it| writes.contains(it)), "{calls:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promotion_reports_each_asset() {
    let desk = quick().await;
    let release = release(&desk);
    let plan = [
        "promote", "--file", &release, "--to", "prod", "--plan", "json",
    ];
    let plan = desk.odctl(&plan).await.json();
    let items = plan["items"].as_array().unwrap();
    let item = items
        .iter()
        .find(|it| it["name"] == "Onboarding Desk")
        .unwrap();
    let key = item["asset"].as_str().unwrap().parse().unwrap();
    let failure = Failure::of(Process::Deployment).asset(key);
    desk.sandbox
        .fail_next(failure.message("OS-DPL-50205", "the database is away"));
    let state = desk.home.path().join("state.json");
    let state = state.to_str().unwrap();
    let promote = [
        "promote", "--file", &release, "--to", "prod", "--yes", "--state", state,
    ];
    assert_snapshot!(
        "report-promote-failed",
        reported(&desk, &promote, "github").await
    );
    let resume = ["promote", "--resume", state];
    assert_snapshot!("report-promote", reported(&desk, &resume, "junit").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_and_refusals_are_reported() {
    let desk = quick().await;
    write_files(&desk);
    for (name, arguments, system) in [
        (
            "deploy",
            &["deploy", "Booking Desk", "--to", "Production"][..],
            "junit",
        ),
        (
            "rollback",
            &["rollback", "Booking Desk", "--in", "Production", "--yes"],
            "junit",
        ),
        (
            "rollback-unanswered",
            &["rollback", "Booking Desk", "--in", "Production"],
            "github",
        ),
        ("build", &["build", "Booking Desk"], "junit"),
        (
            "build-refused",
            &["build", "Booking Desk", "--revision", "99"],
            "azure",
        ),
        ("tag", &["tag", "Booking Desk", "4.0.0"], "junit"),
        ("tag-unanswered", &["tag", "Booking Desk", "4.0.1"], "azure"),
        (
            "notes",
            &[
                "notes",
                "Booking Desk",
                "--set",
                "people.csv",
                "--revision",
                "7",
            ],
            "github",
        ),
        (
            "source-refused",
            &["source", "upload", "nowhere.oml"],
            "github",
        ),
        (
            "users-create",
            &["users", "create", "rui@new.test"],
            "junit",
        ),
        (
            "grant-organization",
            &["grant", "rui@new.test", "Developer", "--organization"],
            "junit",
        ),
        (
            "users-deactivate",
            &["users", "deactivate", "rui@new.test"],
            "junit",
        ),
        (
            "groups-add-refused",
            &["groups", "add", "Nonsense", "rui@new.test"],
            "azure",
        ),
        (
            "undeploy",
            &["undeploy", "Booking Desk", "--from", "Production", "--yes"],
            "junit",
        ),
        (
            "undeploy-refused",
            &["undeploy", "Booking Desk", "--from", "Production", "--yes"],
            "azure",
        ),
        (
            "delete-refused",
            &["delete", "Invoice Desk", "--yes"],
            "github",
        ),
        ("users-import", &["users", "import", "people.csv"], "azure"),
        (
            "promote-gate",
            &["promote", "Loan Desk", "--to", "prod"],
            "junit",
        ),
        (
            "promote-unanswered",
            &["promote", "Asset Desk", "--to", "prod"],
            "github",
        ),
        (
            "deploy-unknown",
            &["deploy", "Nonsense", "--to", "prod"],
            "github",
        ),
    ] {
        let text = reported(&desk, arguments, system).await;
        assert_snapshot!(format!("report-{name}"), text);
    }
}

/// In the folder of processes, not even root can create a file.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_command_fails_if_its_report_cannot_be_written() {
    let desk = quick().await;
    let report = ["--report", "junit", "--report-file", "/proc/report.xml"];
    let undeploy = ["undeploy", "Booking Desk", "--from", "Production", "--yes"];
    let run = desk.odctl(&[&undeploy[..], &report].concat()).await;
    assert_eq!(run.code, 1, "{run}");
    assert!(
        run.stderr.contains("cannot write /proc/report.xml"),
        "{run}"
    );
    // If the command itself fails, this failure stays the reason.
    let run = desk.odctl(&[&undeploy[..], &report].concat()).await;
    assert_eq!(run.code, 5, "{run}");
    assert_eq!(run.stderr.matches("error: ").count(), 2, "{run}");
    desk.sandbox.clear_journal();
    let run = desk.odctl(&[&undeploy[..], &report[..2]].concat()).await;
    assert_eq!(run.code, 2, "{run}");
    assert!(
        desk.sandbox.journal().is_empty(),
        "refused before anything is sent"
    );
}
