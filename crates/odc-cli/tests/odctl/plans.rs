//! Plans as files: they are carried out later, and refused if they belong to another tenant or are too old.

use std::fs::File;
use std::time::Duration;

use odc_sandbox::{Failure, Process};

use crate::release::{assert_deployed_once, plan, quick, slow, spawn, started, until, writes};

#[tokio::test(flavor = "multi_thread")]
async fn a_printed_plan_does_nothing_until_it_is_carried_out() {
    let desk = quick().await;
    let plan = plan(&desk).await;
    assert_eq!(writes(&desk), 0);
    let asked = desk.odctl(&["promote", "--resume", &plan]).await;
    assert_eq!((asked.code, writes(&desk)), (2, 0), "{asked}");
    let run = desk.odctl(&["promote", "--resume", &plan, "--yes"]).await;
    assert_eq!(run.code, 0, "{run}");
    assert_deployed_once(&desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_of_another_tenant_is_refused_in_one_line() {
    let desk = quick().await;
    let plan = plan(&desk).await;
    let text = std::fs::read_to_string(&plan).unwrap();
    std::fs::write(
        &plan,
        text.replace(desk.sandbox.domain(), "acme.outsystems.dev"),
    )
    .unwrap();
    desk.sandbox.clear_journal();
    let run = desk.odctl(&["promote", "--resume", &plan, "--yes"]).await;
    assert_eq!((run.code, run.stderr.lines().count()), (2, 1), "{run}");
    assert!(
        run.stderr
            .contains("the plan is for the tenant acme.outsystems.dev"),
        "{run}"
    );
    assert_eq!(desk.calls(), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_older_than_the_tenant_is_refused_in_one_line() {
    let desk = quick().await;
    let plan = plan(&desk).await;
    let deploy = ["deploy", "Booking Desk", "--to", "prod", "--revision", "6"];
    let deployed = desk.odctl(&deploy).await;
    assert_eq!(deployed.code, 0, "{deployed}");
    desk.sandbox.clear_journal();
    let run = desk.odctl(&["promote", "--resume", &plan, "--yes"]).await;
    assert_eq!((run.code, writes(&desk)), (2, 0), "{run}");
    let line = run.stderr.lines().last().unwrap();
    assert!(
        line.contains("somebody else has changed Booking Desk in Production"),
        "{line}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_of_other_assets_do_not_make_a_plan_old() {
    let desk = quick().await;
    let plan = plan(&desk).await;
    let arguments = [
        "deploy",
        "Invoice Portal",
        "--to",
        "prod",
        "--despite-errors",
    ];
    let deployed = desk.odctl(&arguments).await;
    assert_eq!(deployed.code, 0, "{deployed}");
    desk.sandbox.clear_journal();
    let run = desk.odctl(&["promote", "--resume", &plan, "--yes"]).await;
    assert_eq!(run.code, 0, "{run}");
    assert_deployed_once(&desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_commands_do_not_carry_out_one_plan() {
    let desk = slow().await;
    let plan = plan(&desk).await;
    let mut child = spawn(&desk, &["promote", "--resume", &plan, "--yes"]);
    let ended = until(&mut child, || !started(&desk).is_empty()).await;
    assert_eq!(ended, None);
    let other = desk.odctl(&["promote", "--resume", &plan]).await;
    assert_eq!(
        (other.code, other.stderr.lines().count()),
        (2, 1),
        "{other}"
    );
    assert!(
        other.stderr.contains("another odctl carries out"),
        "{other}"
    );
    child.kill().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unfinished_state_is_not_overwritten() {
    let desk = quick().await;
    let plan = plan(&desk).await;
    let before = std::fs::read_to_string(&plan).unwrap();
    let run = desk
        .odctl(&[
            "promote",
            "Booking Desk",
            "--to",
            "prod",
            "--yes",
            "--state",
            &plan,
        ])
        .await;
    assert_eq!((run.code, writes(&desk)), (2, 0), "{run}");
    assert!(run.stderr.contains("promote --resume"), "{run}");
    assert_eq!(std::fs::read_to_string(&plan).unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_read_when_no_other_command_can_change_it_any_more() {
    let desk = quick().await;
    let path = desk.home.path().join("plan.json");
    // A file that another command will soon replace.
    std::fs::write(&path, "{").unwrap();
    let lock = File::create(desk.home.path().join("plan.json.lock")).unwrap();
    lock.lock().unwrap();
    let plan = path.to_str().unwrap();
    let run = desk.odctl(&["promote", "--resume", plan, "--yes"]).await;
    assert_eq!((run.code, run.stderr.lines().count()), (2, 1), "{run}");
    assert!(run.stderr.contains("another odctl carries out"), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_by_others_during_planning_stops_a_promotion() {
    let desk = quick().await;
    let latency = Duration::from_secs(4);
    let analysis = desk.sandbox.faults();
    analysis.on("get_deployment_analysis").latency(latency);
    let arguments = ["promote", "Booking Desk", "--to", "prod", "--yes"];
    let child = spawn(&desk, &arguments);
    while desk.count("start_deployment_analysis") == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let other = ["deploy", "Booking Desk", "--to", "prod", "--revision", "6"];
    let other = desk
        .odctl(&[&other[..], &["--despite-errors"]].concat())
        .await;
    assert_eq!(other.code, 0, "{other}");
    let output = child.wait_with_output().await.unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    let line = stderr.lines().last().unwrap();
    assert!(
        line.contains("somebody else has changed Booking Desk in Production"),
        "{line}"
    );
    assert_eq!(desk.in_production("Booking Desk").await, Some(6));
    assert_eq!(started(&desk).len(), 1);
    let plans = desk.home.path().join("data/odctl/plans");
    let left = std::fs::read_dir(plans).map_or(0, Iterator::count);
    assert_eq!(left, 0, "no plan is kept of what was not begun");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_of_a_plan_always_ends_with_exit_code_0() {
    let desk = quick().await;
    let plan = plan(&desk).await;
    let broken = std::fs::read_to_string(&plan).unwrap();
    let broken = broken.replace("\"hasErrors\": false", "\"hasErrors\": true");
    std::fs::write(&plan, &broken).unwrap();
    let dry = ["promote", "--resume", &plan, "--dry-run"];
    let run = desk.odctl(&dry).await;
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run}");
    let last = run.stderr.lines().last();
    assert_eq!(last, Some("nothing was changed (--dry-run)"), "{run}");
    assert!(run.stderr.starts_with("plan   "), "{run}");
    assert_eq!(std::fs::read_to_string(&plan).unwrap(), broken);
    let gate = desk.odctl(&["promote", "--resume", &plan, "--yes"]).await;
    assert_eq!((gate.code, writes(&desk)), (4, 0), "{gate}");
    // A plan that can no longer be carried out is marked as such.
    let deploy = ["deploy", "Booking Desk", "--to", "prod", "--revision", "6"];
    let deployed = desk.odctl(&deploy).await;
    assert_eq!(deployed.code, 0, "{deployed}");
    let old = desk.odctl(&dry).await;
    assert_eq!(old.code, 2, "{old}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_state_in_which_something_failed_is_not_overwritten() {
    let desk = quick().await;
    let state = desk.home.path().join("my state.json");
    let state = state.to_str().unwrap();
    desk.sandbox.fail_next(Failure::of(Process::Deployment));
    let arguments = ["promote", "Booking Desk", "--to", "prod", "--state", state];
    let with = |more: &'static str| [&arguments[..], &[more]].concat();
    let failed = desk.odctl(&with("--yes")).await;
    assert_eq!(failed.code, 1, "{failed}");
    let before = std::fs::read_to_string(state).unwrap();
    for more in ["--yes", "--dry-run"] {
        let run = desk.odctl(&with(more)).await;
        assert_eq!((run.code, run.stderr.lines().count()), (2, 1), "{run}");
        let advice = format!(
            "continue it with: odctl promote --resume '{state}'; or discard it by removing the file"
        );
        assert!(run.stderr.contains(&advice), "{run}");
    }
    assert_eq!(std::fs::read_to_string(state).unwrap(), before);
    let resumed = desk.odctl(&["promote", "--resume", state]).await;
    assert_eq!(resumed.code, 0, "{resumed}");
    // No command uses a finished plan.
    let next = ["promote", "Loan Portal", "--to", "prod", "--state", state];
    let next = desk.odctl(&[&next[..], &["--yes"]].concat()).await;
    assert_eq!(next.code, 0, "{next}");
}
