//! The configuration of assets: shown, compared, exported, set; secrets never written.

use std::path::{Path, PathBuf};
use std::time::Duration;

use insta::assert_snapshot;
use odc_sandbox::Sandbox;
use serde_json::Value;

use crate::support::{Desk, Run};

async fn small() -> Desk {
    let sandbox = Sandbox::builder().users(4).assets(6).revisions(3);
    Desk::with(sandbox.start().await.unwrap())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// An app that runs in Production, and its settings there.
async fn some_app(desk: &Desk) -> (String, Vec<Value>) {
    let assets = desk
        .odctl(&["assets", "--deployable", "-o", "json"])
        .await
        .json();
    for asset in assets.as_array().unwrap() {
        let name = text(&asset["name"]);
        let run = desk
            .odctl(&["config", "get", &name, "--in", "Production", "-o", "json"])
            .await;
        if run.code == 0 && run.stderr.contains("runs in Production") {
            let settings = run.json().as_array().unwrap().clone();
            let has = |is: &dyn Fn(&Value) -> bool| settings.iter().any(is);
            if has(&|it| it["isSecret"] == true) && has(&|it| is_plain(it)) {
                return (name, settings);
            }
        }
    }
    panic!("no app of the sandbox has a secret and a text in Production");
}

fn is_plain(setting: &Value) -> bool {
    setting["isSecret"] != true
        && setting["dataType"] == "Text"
        && text(&setting["setting"]).starts_with("settings.")
}

fn last(setting: &Value) -> String {
    text(&setting["name"])
}

/// A file that sets a text and a secret.
fn settings(desk: &Desk, app: &str, plain: &str, secret: &str) -> PathBuf {
    let path = desk.home.path().join("settings.yaml");
    let text = format!(
        "# of {app}\nassets:\n  {app}:\n    settings:\n      {plain}: a new value\n      {secret}: ${{CLAIMS_TOKEN}}\n"
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
    ];
    arguments.extend(more);
    let mut command = desk.command(&arguments);
    if let Some(token) = token {
        command.env("CLAIMS_TOKEN", token);
    }
    desk.run(command, &arguments, "").await
}

fn names(settings: &[Value]) -> (String, String) {
    let plain = settings.iter().find(|it| is_plain(it)).unwrap();
    let secret = settings.iter().find(|it| it["isSecret"] == true).unwrap();
    assert!(text(&secret["setting"]).starts_with("settings."));
    (last(plain), last(secret))
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
    let (app, _) = some_app(&desk).await;
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
async fn a_file_is_applied_and_then_the_stages_differ_and_the_export_has_it() {
    let desk = small().await;
    let (app, found) = some_app(&desk).await;
    let (plain, secret) = names(&found);
    let diff = [
        "config",
        "diff",
        "Development",
        "Production",
        "--asset",
        &app,
    ];
    let path = settings(&desk, &app, &plain, &secret);
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
        .map(last)
        .collect();
    assert!(
        found.contains(&plain) && found.contains(&secret),
        "{pending}"
    );

    let differ = desk.odctl(&diff).await;
    assert_eq!(differ.code, 4, "{differ}");
    assert!(differ.stdout.contains("a new value (pending)"), "{differ}");
    let export = desk
        .odctl(&["config", "export", &app, "--in", "Production"])
        .await;
    assert_eq!(export.code, 0, "{export}");
    assert!(
        export.stdout.contains(&format!("{plain}: a new value")),
        "{export}"
    );
    assert!(
        export.stdout.contains(&format!("{secret}: ${{")),
        "{export}"
    );
    for run in [dry, run, pending, differ, export] {
        assert!(!run.to_string().contains("sesame"), "{run}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_config_export_writes_is_what_config_apply_takes() {
    let desk = small().await;
    let (app, found) = some_app(&desk).await;
    let (plain, secret) = names(&found);
    let path = settings(&desk, &app, &plain, &secret);
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
    // A secret cannot be compared, so it is always set anew; nothing else differs.
    let rows = run.json();
    let rows = rows.as_array().unwrap();
    assert!(
        rows.iter().all(|row| text(&row["to"]).starts_with("${")),
        "{run}"
    );
    assert_eq!(rows.len(), names.split(", ").count());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_variable_is_refused_with_its_name_and_line_before_anything_is_sent() {
    let desk = small().await;
    let (app, found) = some_app(&desk).await;
    let (plain, secret) = names(&found);
    let path = settings(&desk, &app, &plain, &secret);
    desk.sandbox.clear_journal();
    let run = apply(&desk, &path, &[], None).await;
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    assert!(
        run.stderr
            .contains("the environment variable CLAIMS_TOKEN is not set at line 6 column "),
        "{run}"
    );
    assert_eq!(desk.calls(), Vec::<&str>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_in_the_file_and_an_unknown_setting_are_refused_before_anything_is_set() {
    let desk = small().await;
    let (app, found) = some_app(&desk).await;
    let (plain, secret) = names(&found);
    let path = desk.home.path().join("settings.yaml");
    let write = |name: &str, value: &str| {
        let text = format!("assets:\n  {app}:\n    settings: {{{plain}: new, {name}: {value}}}\n");
        std::fs::write(&path, text).unwrap();
    };
    write(&secret, "s3cret-in-the-file");
    let run = apply(&desk, &path, &["-y"], None).await;
    assert_eq!(run.code, 2, "{run}");
    assert!(
        run.stderr.contains("it is a secret; write ${NAME}"),
        "{run}"
    );
    assert!(!run.to_string().contains("s3cret"), "{run}");
    write("Nonsense", "1");
    let run = apply(&desk, &path, &["-y"], None).await;
    assert_eq!(run.code, 5, "{run}");
    assert!(
        run.stderr.contains("settings.Nonsense") && run.stderr.contains("it has settings."),
        "{run}"
    );
    assert!(!has_written(&desk));
    let missing = apply(&desk, &desk.home.path().join("none.yaml"), &[], None).await;
    assert_eq!(missing.code, 2, "{missing}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_that_is_set_is_replaced_only_with_yes_and_values_of_others_go_live_only_with_yes()
{
    let desk = small().await;
    let (app, found) = some_app(&desk).await;
    let (plain, secret) = names(&found);
    let path = settings(&desk, &app, &plain, &secret);
    assert_eq!(apply(&desk, &path, &["-y"], Some("sesame")).await.code, 0);
    desk.sandbox.clear_journal();
    let refused = apply(&desk, &path, &[], Some("other")).await;
    assert_eq!(
        (refused.code, refused.stdout.as_str()),
        (2, ""),
        "{refused}"
    );
    assert!(
        refused
            .stderr
            .contains("loses the present values of its secrets")
            && refused.stderr.contains("--yes"),
        "{refused}"
    );
    // The text alone, while the secret is pending.
    let alone = desk.home.path().join("alone.yaml");
    std::fs::write(
        &alone,
        format!("assets: {{{app}: {{settings: {{{plain}: newer}}}}}}\n"),
    )
    .unwrap();
    let refused = apply(&desk, &alone, &["--apply-now"], None).await;
    assert_eq!(refused.code, 2, "{refused}");
    assert!(
        refused.stderr.contains("that are not in the file go live"),
        "{refused}"
    );
    assert!(!has_written(&desk));

    desk.sandbox
        .faults()
        .on("get_deployment")
        .status_with_retry_after(429, Duration::from_secs(1));
    let run = apply(&desk, &alone, &["--apply-now", "--yes", "-o", "json"], None).await;
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(run.json()[0]["outcome"], "in effect");
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
    assert_eq!(pending.json(), Value::Array(Vec::new()), "{pending}");
    let again = apply(&desk, &alone, &["--apply-now"], None).await;
    assert_eq!(again.code, 0, "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_comes_into_effect_where_the_asset_does_not_run() {
    let desk = small().await;
    let assets = desk
        .odctl(&["assets", "--deployable", "-o", "json"])
        .await
        .json();
    for asset in assets.as_array().unwrap() {
        let name = text(&asset["name"]);
        let run = desk
            .odctl(&["config", "get", &name, "--in", "Production", "-o", "json"])
            .await;
        let settings = run.json().as_array().unwrap().clone();
        let Some(plain) = settings.iter().find(|it| is_plain(it)) else {
            continue;
        };
        if run.stderr.contains("it does not run in Production") {
            let path = desk.home.path().join("settings.yaml");
            std::fs::write(
                &path,
                format!("assets: {{{name}: {{settings: {{{}: x}}}}}}\n", last(plain)),
            )
            .unwrap();
            let run = apply(&desk, &path, &["--apply-now"], None).await;
            assert_eq!(run.code, 2, "{run}");
            assert!(run.stderr.contains("leave out --apply-now"), "{run}");
            assert!(!has_written(&desk));
            return;
        }
    }
    panic!("every app of the sandbox runs in Production");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_set_before_a_failure_is_said() {
    let desk = small().await;
    let (app, found) = some_app(&desk).await;
    let (plain, _) = names(&found);
    let path = desk.home.path().join("settings.yaml");
    std::fs::write(
        &path,
        format!("assets: {{{app}: {{settings: {{{plain}: newest}}}}}}\n"),
    )
    .unwrap();
    desk.sandbox.faults().on("start_deployment").status(409);
    let run = apply(&desk, &path, &["--apply-now", "--yes", "-o", "json"], None).await;
    assert_eq!(run.code, 1, "{run}");
    assert_eq!(run.json()[0]["outcome"], "pending");
    desk.sandbox
        .faults()
        .on("update_application_configuration")
        .status(400);
    std::fs::write(
        &path,
        format!("assets: {{{app}: {{settings: {{{plain}: other}}}}}}\n"),
    )
    .unwrap();
    let run = apply(&desk, &path, &["-o", "json"], None).await;
    assert_eq!(
        (run.code, run.json()[0]["outcome"].as_str()),
        (1, Some("failed")),
        "{run}"
    );
}
