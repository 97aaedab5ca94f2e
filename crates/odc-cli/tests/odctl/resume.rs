//! Continues a promotion that was stopped or killed, or that exceeded its time.

use std::time::Duration;

use crate::release::{assert_deployed_once, quick, release, slow, spawn, started, until, writes};
use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn after_a_kill_at_any_write_nothing_is_lost_and_nothing_is_done_twice() {
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
async fn a_deployment_without_a_response_is_found() {
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
async fn an_operation_with_an_incomplete_response_is_looked_up_and_not_repeated() {
    let desk = quick().await;
    desk.sandbox.faults().on("start_deployment").truncate();
    let run = desk
        .odctl(&["promote", "Booking Desk", "--to", "prod", "--yes"])
        .await;
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(desk.count("start_deployment"), 1);
}

/// Runs the command that a line advises, after the deployment has ended.
async fn follow(desk: &Desk, line: &str) {
    let (_, advice) = line.split_once("continue with: odctl ").unwrap();
    desk.sandbox.clock().advance(Duration::from_secs(61));
    let arguments: Vec<_> = advice.split_whitespace().collect();
    let run = desk.odctl(&arguments).await;
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(desk.in_production("Booking Desk").await, Some(8));
    assert_eq!(started(desk).len(), 1);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn after_sigint_the_message_says_what_continues_and_the_command_to_continue() {
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
    let start = "error: stopped; the deployment of Booking Desk to Production continues in the tenant; continue with: ";
    assert!(line.starts_with(start), "{line}");
    follow(&desk, line).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deadline_ends_with_exit_code_6_and_the_command_to_continue() {
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
        line.contains("the deployment of Booking Desk to Production continues"),
        "{line}"
    );
    follow(&desk, line).await;
    // Neither the plan nor its lock stays.
    let plans = desk.home.path().join("data/odctl/plans");
    assert_eq!(std::fs::read_dir(plans).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_429_and_an_invalid_token_do_not_stop_a_promotion() {
    let desk = quick().await;
    let faults = desk.sandbox.faults();
    let wait = Duration::from_secs(1);
    faults
        .on("start_deployment")
        .status_with_retry_after(429, wait);
    // The token is stored between the two commands, and the service does not accept it any more.
    assert_eq!(desk.odctl(&["stages"]).await.code, 0);
    desk.sandbox.clock().advance(Duration::from_secs(13 * 3600));
    let run = desk
        .odctl(&["promote", "Booking Desk", "--to", "prod", "--yes"])
        .await;
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(started(&desk).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn if_the_service_does_not_respond_during_a_wait_the_result_is_unknown() {
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
