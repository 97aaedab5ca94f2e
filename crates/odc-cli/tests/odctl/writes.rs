//! Commands that change something, under bad conditions: each makes its change once, or says what may have happened
//! and which command shows it.

use std::process::Stdio;
use std::time::Duration;

use futures_util::future::join_all;
use odc_sandbox::Pace;

use crate::release::{quick, spawn, until};
use crate::support::{Desk, Run};

/// The commands. Each has the operation that makes the change.
const WRITES: [(&str, &str); 21] = [
    ("tag 'Booking Desk' 4.0.0", "tag_revision"),
    ("notes 'Booking Desk' --set NOTES", "tag_revision"),
    ("delete FREE --despite-use --yes", "delete_asset"),
    ("source upload OML", "create_revision"),
    ("build 'Booking Desk' --new", "start_build"),
    (
        "undeploy 'Booking Desk' --from prod --yes",
        "start_deployment",
    ),
    ("deploy 'Booking Desk' --to prod", "start_deployment"),
    ("promote 'Booking Desk' --to prod --yes", "start_deployment"),
    (
        "promote 'Booking Desk' --to prod --yes --tag 4.0.0",
        "tag_revision",
    ),
    (
        "rollback 'Booking Desk' --in prod --yes",
        "start_deployment",
    ),
    ("users create rui@new.test", "create_user"),
    ("users deactivate ana@new.test", "update_user"),
    ("users activate ana@new.test", "update_user"),
    ("users import PEOPLE", "create_users_in_bulk"),
    ("groups add GROUP ana@new.test", "modify_group_users"),
    ("groups remove GROUP ana@new.test", "modify_group_users"),
    ("grant ana@new.test ROLE", "grant_application_role"),
    ("revoke ana@new.test ROLE", "revoke_application_role"),
    (
        "grant ana@new.test Developer --organization",
        "grant_organization_role",
    ),
    (
        "config apply SETTINGS --in prod",
        "update_application_configuration",
    ),
    (
        "config apply SETTINGS --in prod --apply-now --yes",
        "start_deployment",
    ),
];

/// A tenant with the things that the commands need, and the arguments of one command.
async fn prepared(command: &str) -> (Desk, Vec<String>) {
    let desk = quick().await;
    let file = |name: &str, text: &str| {
        let path = desk.home.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let oml = desk.home.path().join("booking.oml");
    let oml = oml.to_str().unwrap().to_owned();
    let mut words = Vec::new();
    for word in split(command) {
        words.push(match word.as_str() {
            "NOTES" => {
                assert_done(&desk, &["tag", "Booking Desk", "4.0.0"]).await;
                file("notes.md", "Faster.\n")
            }
            "FREE" => free(&desk).await,
            "OML" => {
                assert_done(&desk, &["source", "download", "Booking Desk", "--to", &oml]).await;
                oml.clone()
            }
            "PEOPLE" => file("people.csv", "email,name\nana@new.test,Ana\n"),
            "SETTINGS" => {
                let text = "assets:\n  Booking Desk:\n    settings: {PageSize: 80}\n";
                file("settings.yaml", text)
            }
            "GROUP" => full_name(&desk, "groups", &["stage", "name"]).await,
            "ROLE" => full_name(&desk, "roles", &["stage", "app", "name"]).await,
            "rollback" => {
                assert_done(&desk, &["deploy", "Booking Desk", "--to", "prod"]).await;
                word
            }
            "ana@new.test" => {
                assert_done(&desk, &["users", "create", "ana@new.test"]).await;
                word
            }
            _ => word,
        });
    }
    // The first command undoes the change of the second one, so the second one runs first.
    for (taken, given) in [
        ("revoke", "grant"),
        ("remove", "add"),
        ("activate", "deactivate"),
    ] {
        if words.iter().any(|word| word == taken) {
            let before = words.iter().map(|word| match word.as_str() {
                word if word == taken => given,
                word => word,
            });
            assert_done(&desk, &before.collect::<Vec<_>>()).await;
        }
    }
    // A token is already stored, so that the first request belongs to the command.
    assert_done(&desk, &["stages"]).await;
    desk.sandbox.clear_journal();
    (desk, words)
}

/// The words of a command line. `'` quotes.
pub fn split(command: &str) -> Vec<String> {
    let parts = command.split('\'').enumerate();
    let words = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(ToOwned::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

async fn assert_done(desk: &Desk, arguments: &[&str]) {
    let run = desk.odctl(arguments).await;
    assert_eq!(run.code, 0, "{run}");
}

/// An asset that nobody uses.
async fn free(desk: &Desk) -> String {
    let rows = desk.odctl(&["assets", "-o", "json"]).await.json();
    for row in rows.as_array().unwrap() {
        let key = row["assetKey"].as_str().unwrap();
        if desk.odctl(&["impact", "delete", key]).await.code == 0 {
            return key.to_owned();
        }
    }
    panic!("every asset is in use");
}

/// The full name of the first group or role.
async fn full_name(desk: &Desk, list: &str, members: &[&str]) -> String {
    let rows = desk.odctl(&[list, "list", "-o", "json"]).await.json();
    let parts = members.iter().map(|name| rows[0][name].as_str().unwrap());
    parts.collect::<Vec<_>>().join("/")
}

fn borrowed(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

/// How often the tenant has carried out an operation.
fn done(desk: &Desk, operation: &str) -> usize {
    let journal = desk.sandbox.journal();
    let is_done = |status: Option<u16>| status.is_some_and(|status| status < 300);
    journal
        .iter()
        .filter(|it| it.operation == Some(operation) && is_done(it.status))
        .count()
}

/// Runs a test for each command.
async fn for_each<F: Future<Output = ()>>(test: impl Fn(&'static str, &'static str) -> F) {
    let tests = WRITES.map(|(command, operation)| test(command, operation));
    join_all(tests).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_429_is_waited_out() {
    for_each(async |command, operation| {
        let (desk, words) = prepared(command).await;
        let wait = Duration::from_secs(1);
        let faults = desk.sandbox.faults();
        faults.on(operation).status_with_retry_after(429, wait);
        let run = desk.odctl(&borrowed(&words)).await;
        assert_eq!((run.code, done(&desk, operation)), (0, 1), "{run}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_becomes_invalid_is_replaced() {
    for_each(async |command, operation| {
        let (desk, words) = prepared(command).await;
        // The tenant forgets the token while the first request is under way.
        desk.sandbox
            .faults()
            .on("*")
            .latency(Duration::from_secs(2));
        let words = borrowed(&words);
        let die = async {
            while desk.sandbox.journal().is_empty() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            desk.sandbox.clock().advance(Duration::from_secs(13 * 3600));
        };
        let (run, ()) = tokio::join!(desk.odctl(&words), die);
        assert_eq!((run.code, done(&desk, operation)), (0, 1), "{run}");
        assert!(done(&desk, "token") >= 1, "{run}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_stdout_does_not_stop_a_command() {
    for_each(async |command, operation| {
        let (desk, words) = prepared(command).await;
        let mut command = desk.command(&borrowed(&words));
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().await.unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{words:?} {stderr}");
        assert!(!stderr.contains("error"), "{words:?} {stderr}");
        assert_eq!(done(&desk, operation), 1, "{words:?}");
    })
    .await;
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn after_sigint_the_message_says_what_may_have_happened_and_how_to_check_it() {
    for_each(async |command, operation| {
        let (desk, words) = prepared(command).await;
        let faults = desk.sandbox.faults();
        faults.on(operation).latency(Duration::from_secs(120));
        let mut child = spawn(&desk, &borrowed(&words));
        let ended = until(&mut child, || desk.calls().contains(&operation)).await;
        assert_eq!(ended, None, "{words:?}");
        let pid = child.id().unwrap().to_string();
        let kill = std::process::Command::new("kill")
            .args(["-INT", &pid])
            .status();
        assert!(kill.unwrap().success());
        let output = child.wait_with_output().await.unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(130), "{words:?} {stderr}");
        let line = stderr.lines().last().unwrap();
        assert!(line.starts_with("error: stopped; "), "{words:?} {line}");
        assert_advises(&desk, &words, line).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_failure_of_the_service_the_message_says_what_may_have_happened_and_how_to_check_it()
 {
    for_each(async |command, operation| {
        // An import retries for a long time, and its state can continue it.
        if command.starts_with("users import") {
            return;
        }
        let (desk, words) = prepared(command).await;
        desk.sandbox.faults().on(operation).always().status(500);
        let run = desk.odctl(&borrowed(&words)).await;
        desk.sandbox.faults().clear();
        assert_eq!((run.code, done(&desk, operation)), (1, 0), "{run}");
        // The result of a deployment is looked up.
        if !["promote", "deploy", "rollback"].contains(&words[0].as_str()) {
            let line = run.stderr.lines().last().unwrap();
            assert_advises(&desk, &words, line).await;
        }
    })
    .await;
}

/// Asserts that the line says what may have happened, and that its command works.
async fn assert_advises(desk: &Desk, words: &[String], line: &str) {
    assert!(line.contains(" may "), "{words:?} {line}");
    let (_, advice) = line
        .split_once("odctl ")
        .unwrap_or_else(|| panic!("{words:?} {line}"));
    let ends = [" shows ", " continues"];
    let end = ends.iter().filter_map(|end| advice.find(end)).min();
    let mut arguments = split(&advice[..end.unwrap_or(advice.len())]);
    if advice.starts_with("users import") {
        arguments.push("--dry-run".to_owned());
    }
    let run: Run = desk.odctl(&borrowed(&arguments)).await;
    // A report that a user or an asset does not exist is a valid result too.
    assert!([0, 5].contains(&run.code), "{words:?} {line}\n{run}");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn after_sigint_the_message_says_how_to_follow_a_running_operation() {
    for command in [
        "undeploy 'Booking Desk' --from prod --yes",
        "build 'Booking Desk' --new",
    ] {
        let (desk, words) = prepared(command).await;
        let mut pace = Pace::instant();
        (pace.deployment, pace.build) = (60_000, 60_000);
        desk.sandbox.set_pace(pace);
        let mut child = spawn(&desk, &borrowed(&words));
        let waits = || desk.count("get_deployment") + desk.count("get_build") > 0;
        assert_eq!(until(&mut child, waits).await, None, "{words:?}");
        let pid = child.id().unwrap().to_string();
        let kill = std::process::Command::new("kill")
            .args(["-INT", &pid])
            .status();
        assert!(kill.unwrap().success());
        let output = child.wait_with_output().await.unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        let line = stderr.lines().last().unwrap();
        let (_, key) = line
            .split_once(" continues in the tenant; follow it with: odctl logs ")
            .unwrap_or_else(|| panic!("{line}"));
        let logs = desk.odctl(&["logs", key]).await;
        assert_eq!(logs.code, 0, "{logs}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_deadline_the_message_says_what_continues_and_how_to_follow_it() {
    for command in [
        "undeploy 'Booking Desk' --from prod --yes",
        "build 'Booking Desk' --new",
    ] {
        let (desk, mut words) = prepared(command).await;
        let mut pace = Pace::instant();
        (pace.deployment, pace.build) = (60_000, 60_000);
        desk.sandbox.set_pace(pace);
        words.extend(["--deadline", "0.01"].map(ToOwned::to_owned));
        let run = desk.odctl(&borrowed(&words)).await;
        assert_eq!((run.code, run.stdout.as_str()), (6, ""), "{run}");
        let line = run.stderr.lines().last().unwrap();
        let follow = " continues in the tenant; follow it with: odctl logs ";
        assert!(line.contains(follow), "{run}");
    }
}
