//! Plans as files: carried out later, and refused when they are not of this tenant or of now.

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
