//! The configuration of assets: show, compare, export and set it. Secrets are never written.

mod apply;

use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use odc_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::support::{Desk, Run};

async fn small() -> Desk {
    let sandbox = Sandbox::builder().users(4).assets(6).revisions(3);
    Desk::with(sandbox.start().await.unwrap())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

const PLAIN: &str = "PageSize";
const SECRET: &str = "ServiceToken";

/// An app that runs in Production.
async fn some_app(desk: &Desk) -> String {
    asset(desk, "runs in Production", "WebApplication").await
}

/// An asset of a type, with this message about its configuration.
async fn asset(desk: &Desk, said: &str, kind: &str) -> String {
    let assets = desk.odctl(&["assets", "--type", kind, "-o", "json"]).await;
    for asset in assets.json().as_array().unwrap() {
        let name = text(&asset["name"]);
        let run = desk
            .odctl(&["config", "get", &name, "--in", "Production"])
            .await;
        if run.stderr.contains(said) {
            assert!(
                run.stdout.contains(PLAIN) && run.stdout.contains(SECRET),
                "{run}"
            );
            return name;
        }
    }
    panic!("no {kind} of the sandbox has this text: {said}");
}

/// A file that sets a text and a secret.
fn settings(desk: &Desk, app: &str) -> PathBuf {
    let path = desk.home.path().join("settings.yaml");
    let text = format!(
        "# of {app}\nassets:\n  {app}:\n    settings:\n      {PLAIN}: 75\n      {SECRET}: ${{CLAIMS_TOKEN}}\n"
    );
    std::fs::write(&path, text).unwrap();
    path
}

async fn apply(desk: &Desk, path: &Path, more: &[&str], token: Option<&str>) -> Run {
    let mut arguments = vec![
        "config",
        "apply",
        path.to_str().unwrap(),
        "--in",
        "Production",
        "--var",
        "CLAIMS_TOKEN",
    ];
    arguments.extend(more);
    let mut command = desk.command(&arguments);
    if let Some(token) = token {
        command.env("CLAIMS_TOKEN", token);
    }
    desk.run(command, &arguments, "").await
}

const WRITES: [&str; 3] = [
    "update_application_configuration",
    "update_agent_configuration",
    "start_deployment",
];

fn has_written(desk: &Desk) -> bool {
    desk.calls().iter().any(|call| WRITES.contains(call))
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_shown_with_their_places_in_three_requests() {
    let desk = small().await;
    let app = some_app(&desk).await;
    desk.sandbox.clear_journal();
    let get = desk.odctl(&["config", "get", &app, "--in", "prod"]).await;
    assert_snapshot!("config-get", get);
    assert_eq!(
        desk.calls(),
        [
            "list_assets",
            "list_environments",
            "get_application_revision_configuration"
        ]
    );
    let unknown = desk
        .odctl(&["config", "get", &app, "--in", "Nowhere"])
        .await;
    assert_eq!(unknown.code, 5, "{unknown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_file_is_applied_the_stages_differ_and_the_export_has_its_values() {
    let desk = small().await;
    let app = some_app(&desk).await;
    let diff = [
        "config",
        "diff",
        "Development",
        "Production",
        "--asset",
        &app,
    ];
    let path = settings(&desk, &app);
    desk.sandbox.clear_journal();
    let dry = apply(&desk, &path, &["--dry-run"], Some("sesame")).await;
    let folder = format!("{}/", desk.home.path().display());
    assert_snapshot!("config-apply-dry-run", dry.to_string().replace(&folder, ""));
    assert!(!has_written(&desk));

    let run = apply(&desk, &path, &["-y", "-o", "json"], Some("sesame")).await;
    assert_eq!(run.code, 0, "{run}");
    assert!(
        run.json()
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["outcome"] == "pending"),
        "{run}"
    );
    assert!(
        run.stderr
            .contains("come into effect with the next deployment"),
        "{run}"
    );
    let pending = desk
        .odctl(&[
            "config",
            "get",
            &app,
            "--in",
            "prod",
            "--pending",
            "-o",
            "json",
        ])
        .await;
    let found: Vec<_> = pending
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|it| text(&it["name"]))
        .collect();
    assert!(found == [PLAIN, SECRET], "{pending}");

    let differ = desk.odctl(&diff).await;
    assert_eq!(differ.code, 4, "{differ}");
    assert!(differ.stdout.contains("75 (pending)"), "{differ}");
    let row = desk.odctl(&[&diff[..], &["-o", "json"]].concat()).await;
    let row = &row.json()[0];
    assert_eq!(
        (&row["setting"], &row["to"], &row["toPending"]),
        (
            &json!(format!("settings.{PLAIN}")),
            &json!("75"),
            &json!(true)
        )
    );
    assert_eq!(row["fromPending"], false);
    let sheet = desk.odctl(&[&diff[..], &["-o", "csv"]].concat()).await;
    let head = "setting,Development,Development pending,Production,Production pending\n";
    assert!(sheet.stdout.starts_with(head), "{sheet}");
    let secret = format!("settings.{SECRET},\"(secret, not set)\",false,\"(secret, set)\",true");
    assert!(sheet.stdout.contains(&secret), "{sheet}");
    let export = desk
        .odctl(&["config", "export", &app, "--in", "Production"])
        .await;
    assert_eq!(export.code, 0, "{export}");
    assert!(
        export.stdout.contains(&format!("{PLAIN}: '75'")),
        "{export}"
    );
    assert!(
        export.stdout.contains(&format!("{SECRET}: ${{")),
        "{export}"
    );
    for run in [dry, run, pending, differ, export] {
        assert!(!run.to_string().contains("sesame"), "{run}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn config_apply_accepts_the_file_of_config_export() {
    let desk = small().await;
    let app = some_app(&desk).await;
    let path = settings(&desk, &app);
    assert_eq!(apply(&desk, &path, &["-y"], Some("sesame")).await.code, 0);
    let export = desk
        .odctl(&["config", "export", &app, "--in", "Production"])
        .await;
    let path = desk.home.path().join("export.yaml");
    std::fs::write(&path, &export.stdout).unwrap();
    let mut arguments = vec![
        "config",
        "apply",
        path.to_str().unwrap(),
        "--in",
        "Production",
    ];
    arguments.extend(["--dry-run", "-o", "json"]);
    let mut command = desk.command(&arguments);
    let names = export
        .stderr
        .rsplit("from ")
        .next()
        .unwrap()
        .trim()
        .to_owned();
    for name in names.split(", ") {
        command.env(name, "sesame");
    }
    let run = desk.run(command, &arguments, "").await;
    assert_eq!(run.code, 0, "{run}");
    // A secret cannot be compared, so it is always set again. Nothing else differs.
    let rows = run.json();
    let rows = rows.as_array().unwrap();
    assert!(
        rows.iter().all(|row| text(&row["to"]).starts_with("${")),
        "{run}"
    );
    assert_eq!(rows.len(), names.split(", ").count());
}
