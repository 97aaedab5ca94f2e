//! Promotions with a failure: which assets are held back, which continue, and which are undone.

use odc_sandbox::{Failure, Pace, Process};
use serde_json::Value;
use uuid::Uuid;

use crate::release::{plan, quick, release, spawn, started, until, writes};
use crate::support::{Desk, Run};

/// The rows of a run, by the names of the assets.
fn outcome<'a>(rows: &'a Value, name: &str) -> &'a Value {
    let mut rows = rows.as_array().unwrap().iter();
    &rows.find(|row| row["asset"] == name).unwrap()["outcome"]
}

async fn plan_of(desk: &Desk, release: &str) -> Value {
    let run = desk
        .odctl(&[
            "promote", "--file", release, "--to", "prod", "--plan", "json",
        ])
        .await;
    assert_eq!(run.code, 0, "{run}");
    run.json()
}

fn key(plan: &Value, name: &str) -> Uuid {
    let mut items = plan["items"].as_array().unwrap().iter();
    let item = items.find(|item| item["name"] == name).unwrap();
    item["asset"].as_str().unwrap().parse().unwrap()
}

/// Promotes the set while the deployment of one asset fails.
async fn with_failure(desk: &Desk, name: &str, more: &[&str]) -> Run {
    let release = release(desk);
    let plan = plan_of(desk, &release).await;
    let failure = Failure::of(Process::Deployment)
        .asset(key(&plan, name))
        .message("OS-DPL-50205", "the database is away");
    desk.sandbox.fail_next(failure);
    let arguments = [
        "promote", "--file", &release, "--to", "prod", "--yes", "-o", "json",
    ];
    desk.odctl(&[&arguments[..], more].concat()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_asset_holds_back_its_consumers_and_the_others_continue() {
    let desk = quick().await;
    let state = desk.home.path().join("state.json");
    let state = state.to_str().unwrap();
    let run = with_failure(&desk, "Onboarding Desk", &["--state", state]).await;
    assert_eq!(run.code, 7, "{run}");
    let rows = run.json();
    for (name, what) in [
        ("Onboarding Desk", "failed"),
        ("Loan Desk", "held back"),
        ("Onboarding Portal", "held back"),
        ("Booking Desk", "deployed"),
    ] {
        assert_eq!(outcome(&rows, name), what, "{run}");
    }
    assert!(run.stderr.contains("the database is away"), "{run}");
    assert!(
        run.stderr
            .contains("1 of 4 assets failed, 2 were held back"),
        "{run}"
    );
    // Another run does the rest, and repeats no step.
    let again = desk
        .odctl(&["promote", "--resume", state, "-o", "json"])
        .await;
    assert_eq!(again.code, 0, "{again}");
    let started = started(&desk);
    assert_eq!(started.len(), 5, "{again}");
    for name in [
        "Loan Desk",
        "Onboarding Portal",
        "Booking Desk",
        "Onboarding Desk",
    ] {
        assert_eq!(desk.in_production(name).await, Some(8), "{name}");
    }
    // A finished plan has no steps any more.
    let done = desk.odctl(&["promote", "--resume", state]).await;
    assert_eq!(done.code, 0, "{done}");
    assert_eq!(self::started(&desk).len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_asset_ends_with_exit_code_1_and_the_messages_of_the_service() {
    let desk = quick().await;
    let failure = Failure::of(Process::Deployment).message("OS-DPL-50205", "the database is away");
    desk.sandbox.fail_next(failure);
    let run = desk
        .odctl(&["promote", "Booking Desk", "--to", "prod", "--yes"])
        .await;
    assert_eq!(run.code, 1, "{run}");
    assert!(
        run.stderr
            .contains("Booking Desk is not deployed to Production"),
        "{run}"
    );
    assert!(run.stderr.contains("the database is away"), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_failure_the_earlier_revisions_run_again() {
    let desk = quick().await;
    let run = with_failure(&desk, "Loan Desk", &["--rollback-on-failure"]).await;
    assert_eq!(run.code, 7, "{run}");
    let rows = run.json();
    assert_eq!(outcome(&rows, "Loan Desk"), "failed", "{run}");
    assert_eq!(outcome(&rows, "Onboarding Desk"), "undone", "{run}");
    assert_eq!(desk.in_production("Booking Desk").await, Some(7));
    assert_eq!(desk.in_production("Onboarding Portal").await, Some(7));
    // It did not run there before the promotion.
    assert_eq!(desk.in_production("Onboarding Desk").await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn undoing_continues_after_the_command_was_killed() {
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
async fn an_asset_that_could_not_be_undone_is_tried_again() {
    let desk = quick().await;
    let mut pace = Pace::instant();
    pace.deployment = 1_000;
    desk.sandbox.set_pace(pace);
    let release = desk.home.path().join("release.yaml");
    std::fs::write(&release, "assets: [Loan Desk, Onboarding Desk]\n").unwrap();
    let release = release.to_str().unwrap();
    let state = desk.home.path().join("state.json");
    let state = state.to_str().unwrap();
    let plan = plan_of(&desk, release).await;
    let loan = Failure::of(Process::Deployment).asset(key(&plan, "Loan Desk"));
    desk.sandbox.fail_next(loan);
    let arguments = ["promote", "--file", release, "--to", "prod", "--yes"];
    let more = ["--rollback-on-failure", "--state", state];
    let mut child = spawn(&desk, &[&arguments[..], &more].concat());
    let ended = until(&mut child, || started(&desk).len() == 2).await;
    assert_eq!(ended, None);
    // The request to undo Onboarding Desk is refused.
    desk.sandbox.faults().on("start_deployment").status(409);
    let output = child.wait_with_output().await.unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(7), "{stderr}");
    let line = stderr.lines().last().unwrap();
    assert_eq!(
        line,
        format!(
            "error: 1 of 2 assets failed, and the new revision of Onboarding Desk still runs in Production; try again with: odctl promote --resume {state}"
        )
    );
    assert_eq!(desk.in_production("Onboarding Desk").await, Some(8));
    let again = ["promote", "--resume", state, "-o", "json"];
    let run = desk.odctl(&again).await;
    assert_eq!(run.code, 7, "{run}");
    assert_eq!(outcome(&run.json(), "Onboarding Desk"), "undone", "{run}");
    assert_eq!(desk.in_production("Onboarding Desk").await, None);
    // Then nothing remains to do.
    let before = started(&desk).len();
    assert_eq!(desk.odctl(&again).await.code, 7);
    assert_eq!(started(&desk).len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreadable_file_is_a_usage_error_in_every_command() {
    let desk = Desk::start().await;
    let folder = desk.home.path().to_str().unwrap().to_owned();
    let release = desk.home.path().join("release.yaml");
    let text = format!("assets:\n- {{asset: Loan Desk, tag: 9.0.0, notes_file: {folder}}}\n");
    std::fs::write(&release, text).unwrap();
    let release = release.to_str().unwrap();
    let prod = ["--in", "Production"];
    for missing in ["/nonexistent/file", &folder] {
        for arguments in [
            &["promote", "--resume", missing][..],
            &["promote", "--file", missing, "--to", "Production"],
            &["config", "apply", missing, prod[0], prod[1]],
            &["users", "import", missing],
            &["users", "import", "--resume", missing],
            &["notes", "Loan Desk", "--set", missing],
            &[
                "source",
                "upload",
                missing,
                "--tag",
                "9.0.0",
                "--notes-file",
                missing,
            ],
        ] {
            let run = desk.odctl(arguments).await;
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
            assert!(run.stderr.starts_with("error: "), "{run}");
            assert!(
                run.stderr.contains(&format!("cannot read {missing}")),
                "{run}"
            );
        }
    }
    let notes = ["promote", "--file", release, "--to", "Production"];
    let notes = desk.odctl(&notes).await;
    let start = format!("error: {release} at line 2 column 3: cannot read {folder}: ");
    assert!(
        notes.code == 2 && notes.stderr.starts_with(&start),
        "{notes}"
    );
}
