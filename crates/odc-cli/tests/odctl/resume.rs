//! Going on with a promotion that was stopped, killed, or ran out of time.

use std::process::Stdio;
use std::time::Duration;

use odc_sandbox::Pace;
use tokio::process::Child;
use uuid::Uuid;

use crate::deliver::quick;
use crate::promote::{release, started};
use crate::support::Desk;

const NAMES: [&str; 4] = [
    "Loan Desk",
    "Onboarding Portal",
    "Booking Desk",
    "Onboarding Desk",
];

fn spawn(desk: &Desk, arguments: &[&str]) -> Child {
    let mut command = desk.command(arguments);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// The number of writes that the service has accepted.
fn writes(desk: &Desk) -> usize {
    let journal = desk.sandbox.journal();
    let names = ["start_build", "tag_revision", "start_deployment"];
    let is_write = |name: Option<&str>| name.is_some_and(|name| names.contains(&name));
    let done = journal
        .iter()
        .filter(|one| is_write(one.operation) && one.status.is_some_and(|status| status < 300));
    done.count()
}

/// Waits until the child has ended, or until something holds. Returns the exit code of a child that has ended.
async fn until(child: &mut Child, holds: impl Fn() -> bool) -> Option<i32> {
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status.code().unwrap_or(-1));
        }
        if holds() {
            return None;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// Every asset was deployed once.
async fn assert_deployed_once(desk: &Desk) {
    let mut keys: Vec<Uuid> = started(desk);
    assert_eq!(keys.len(), NAMES.len());
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), NAMES.len());
    for name in NAMES {
        assert!(desk.in_production(name).await >= Some(8), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_is_killed_after_each_write_loses_nothing_and_does_nothing_twice() {
    let desk = quick().await;
    // A revision without a build.
    let source = desk.home.path().join("loan.oml");
    let source = source.to_str().unwrap();
    for arguments in [
        &["source", "download", "Loan Desk", "--to", source][..],
        &["source", "upload", source],
    ] {
        assert_eq!(desk.odctl(arguments).await.code, 0);
    }
    let (release, state) = (release(&desk), desk.home.path().join("state.json"));
    let text = std::fs::read_to_string(&release).unwrap();
    let text = text.replace("- Loan Desk", "- {asset: Loan Desk, revision: 9}");
    std::fs::write(&release, text).unwrap();
    let state = state.to_str().unwrap();
    let first = [
        "promote", "--file", &release, "--to", "prod", "--yes", "--state", state,
    ];
    let mut arguments = first.to_vec();
    let mut kills = 0;
    loop {
        let before = writes(&desk);
        let mut child = spawn(&desk, &arguments);
        if let Some(code) = until(&mut child, || writes(&desk) > before).await {
            assert_eq!(code, 0);
            break;
        }
        child.kill().await.unwrap();
        kills += 1;
        assert!(kills < 20, "it does not come to an end");
        arguments = vec!["promote", "--resume", state];
    }
    // A build, a tag and four deployments.
    assert!(kills >= 4, "{kills}");
    assert_eq!(desk.count("start_build"), 1);
    assert_deployed_once(&desk).await;
    assert_eq!(desk.in_production("Loan Desk").await, Some(9));
    let revisions = desk
        .odctl(&["revisions", "Booking Desk", "-o", "json"])
        .await
        .json();
    assert_eq!(revisions[0]["tag"], "4.0.0");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deployment_whose_answer_never_came_is_found_again() {
    let desk = quick().await;
    let state = desk.home.path().join("state.json");
    let state = state.to_str().unwrap();
    desk.sandbox
        .faults()
        .on("start_deployment")
        .slow_body(Duration::from_secs(600));
    let arguments = [
        "promote",
        "Booking Desk",
        "--to",
        "prod",
        "--yes",
        "--state",
        state,
    ];
    let mut child = spawn(&desk, &arguments);
    let ended = until(&mut child, || !started(&desk).is_empty()).await;
    assert_eq!(ended, None);
    child.kill().await.unwrap();
    let run = desk
        .odctl(&["promote", "--resume", state, "-o", "json"])
        .await;
    assert_eq!(
        (run.code, &run.json()[0]["revision"]),
        (0, &8.into()),
        "{run}"
    );
    assert_eq!(desk.count("start_deployment"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deployment_that_was_never_sent_is_sent_again() {
    let desk = quick().await;
    let state = desk.home.path().join("state.json");
    let state = state.to_str().unwrap();
    desk.sandbox.faults().on("start_deployment").reset();
    let run = desk
        .odctl(&[
            "promote",
            "Booking Desk",
            "--to",
            "prod",
            "--yes",
            "--state",
            state,
        ])
        .await;
    assert_eq!(run.code, 1, "{run}");
    let run = desk
        .odctl(&["promote", "--resume", state, "-o", "json"])
        .await;
    assert_eq!(
        (run.code, &run.json()[0]["revision"]),
        (0, &8.into()),
        "{run}"
    );
    assert_eq!(started(&desk).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_broke_off_is_looked_up_and_not_repeated() {
    let desk = quick().await;
    desk.sandbox.faults().on("start_deployment").truncate();
    let run = desk
        .odctl(&["promote", "Booking Desk", "--to", "prod", "--yes"])
        .await;
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(desk.count("start_deployment"), 1);
}

/// A tenant in which a deployment takes a minute.
async fn slow() -> Desk {
    let desk = quick().await;
    let mut pace = Pace::instant();
    pace.deployment = 60_000;
    desk.sandbox.set_pace(pace);
    desk
}

/// Runs the command that a line advises, after the deployment has ended.
async fn follow(desk: &Desk, line: &str) {
    let (_, advice) = line.split_once("go on with: odctl ").unwrap();
    desk.sandbox.clock().advance(Duration::from_secs(61));
    let arguments: Vec<_> = advice.split_whitespace().collect();
    let run = desk.odctl(&arguments).await;
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(desk.in_production("Booking Desk").await, Some(8));
    assert_eq!(started(desk).len(), 1);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn sigint_says_what_goes_on_and_the_command_that_goes_on() {
    let desk = slow().await;
    let mut child = spawn(&desk, &["promote", "Booking Desk", "--to", "prod", "--yes"]);
    let ended = until(&mut child, || desk.count("get_deployment") > 0).await;
    assert_eq!(ended, None);
    let pid = child.id().unwrap().to_string();
    std::process::Command::new("kill")
        .args(["-INT", &pid])
        .status()
        .unwrap();
    let output = child.wait_with_output().await.unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(130), "{stderr}");
    let line = stderr.lines().last().unwrap();
    let start = "error: stopped; the deployment of Booking Desk to Production goes on in the tenant; go on with: ";
    assert!(line.starts_with(start), "{line}");
    follow(&desk, line).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deadline_ends_with_6_and_the_command_that_goes_on() {
    let desk = slow().await;
    let arguments = [
        "promote",
        "Booking Desk",
        "--to",
        "prod",
        "--yes",
        "--deadline",
        "0.03",
    ];
    let run = desk.odctl(&arguments).await;
    assert_eq!((run.code, run.stdout.as_str()), (6, ""), "{run}");
    let line = run.stderr.lines().last().unwrap();
    assert!(
        line.contains("the deployment of Booking Desk to Production goes on"),
        "{line}"
    );
    follow(&desk, line).await;
    // Neither the plan nor its lock is left over.
    let plans = desk.home.path().join("data/odctl/plans");
    assert_eq!(std::fs::read_dir(plans).unwrap().count(), 0);
}

/// Writes a plan for the set, and returns its path.
async fn plan(desk: &Desk) -> String {
    let release = release(desk);
    let run = desk
        .odctl(&[
            "promote", "--file", &release, "--to", "prod", "--plan", "json",
        ])
        .await;
    assert_eq!(run.code, 0, "{run}");
    let file = desk.home.path().join("plan.json");
    // A transcript does not have the name of the tenant.
    let text = run.stdout.replace("HOST", desk.sandbox.domain());
    std::fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

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
async fn what_somebody_does_with_other_assets_does_not_make_a_plan_old() {
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
async fn a_taking_back_that_is_killed_goes_on() {
    use odc_sandbox::{Failure, Process};
    let desk = quick().await;
    let state = plan(&desk).await;
    let text = std::fs::read_to_string(&state).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut items = json["items"].as_array().unwrap().iter();
    let loan = items.find(|item| item["name"] == "Loan Desk").unwrap();
    let key: Uuid = loan["asset"].as_str().unwrap().parse().unwrap();
    desk.sandbox
        .fail_next(Failure::of(Process::Deployment).asset(key));
    let mut arguments = vec![
        "promote",
        "--resume",
        &state,
        "--yes",
        "--rollback-on-failure",
    ];
    let mut code = None;
    for _ in 0..20 {
        let before = writes(&desk);
        let mut child = spawn(&desk, &arguments);
        code = until(&mut child, || writes(&desk) > before).await;
        if code.is_some() {
            break;
        }
        child.kill().await.unwrap();
        arguments = vec!["promote", "--resume", &state];
    }
    assert_eq!(code, Some(7));
    assert_eq!(desk.in_production("Onboarding Desk").await, None);
    for name in ["Booking Desk", "Onboarding Portal"] {
        assert_eq!(desk.in_production(name).await, Some(7), "{name}");
    }
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
async fn a_429_and_a_token_that_dies_do_not_stop_a_promotion() {
    let desk = quick().await;
    let faults = desk.sandbox.faults();
    let wait = Duration::from_secs(1);
    faults
        .on("start_deployment")
        .status_with_retry_after(429, wait);
    // The token is kept between the two commands, and the service does not know it any more.
    assert_eq!(desk.odctl(&["stages"]).await.code, 0);
    desk.sandbox.clock().advance(Duration::from_secs(13 * 3600));
    let run = desk
        .odctl(&["promote", "Booking Desk", "--to", "prod", "--yes"])
        .await;
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(started(&desk).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_state_that_is_not_done_is_not_overwritten() {
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
async fn a_service_that_is_away_during_the_wait_leaves_open_how_it_ended() {
    let desk = slow().await;
    desk.sandbox
        .faults()
        .on("get_deployment")
        .always()
        .status(501);
    let run = desk
        .odctl(&["promote", "Booking Desk", "--to", "prod", "--yes"])
        .await;
    assert_eq!(run.code, 1, "{run}");
    desk.sandbox.faults().clear();
    let line = run.stderr.lines().last().unwrap();
    follow(&desk, line).await;
}
