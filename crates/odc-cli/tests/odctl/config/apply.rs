//! A file is either applied completely, or refused before anything is sent. A change that cannot be undone needs
//! consent.

use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::io::AsyncReadExt as _;

use super::{PLAIN, SECRET, apply, asset, has_written, settings, small, some_app, text};
use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_variable_is_refused_with_its_name_and_line_before_anything_is_sent() {
    let desk = small().await;
    let app = some_app(&desk).await;
    let path = settings(&desk, &app);
    desk.sandbox.clear_journal();
    let run = apply(&desk, &path, &[], None).await;
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    let start = format!("error: {} at line 6 column 21: ", path.display());
    assert!(run.stderr.starts_with(&start), "{run}");
    let problem = "the environment variable CLAIMS_TOKEN is not set; nothing was sent\n";
    assert!(run.stderr.ends_with(problem), "{run}");
    assert_eq!(desk.calls(), Vec::<&str>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_in_the_file_and_an_unknown_setting_are_refused_before_anything_is_set() {
    let desk = small().await;
    let app = some_app(&desk).await;
    let path = desk.home.path().join("settings.yaml");
    let write = |name: &str, value: &str| {
        let text = format!("assets:\n  {app}:\n    settings: {{{PLAIN}: 80, {name}: {value}}}\n");
        std::fs::write(&path, text).unwrap();
    };
    write(SECRET, "s3cret-in-the-file");
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
async fn a_value_of_another_type_is_refused_before_any_asset_is_set() {
    let desk = Desk::start().await;
    let path = desk.home.path().join("settings.yaml");
    for (wrong, column, problem) in [
        (
            "settings: {PageSize: many}",
            44,
            "settings.PageSize of Onboarding Portal: many does not fit: its type Integer takes a whole number",
        ),
        (
            "settings: {PageSize: '${WIDE}'}",
            44,
            "settings.PageSize of Onboarding Portal: ${WIDE} does not fit: its type Integer takes a whole number",
        ),
    ] {
        let right = "Booking Portal: {settings: {PageSize: 77}}";
        let text = format!("assets:\n  {right}\n  Onboarding Portal: {{{wrong}}}\n");
        std::fs::write(&path, text).unwrap();
        for more in [&["-y"][..], &["--dry-run"]] {
            let path = path.to_str().unwrap();
            let arguments = [
                &[
                    "config",
                    "apply",
                    path,
                    "--in",
                    "Production",
                    "--var",
                    "WIDE",
                ],
                more,
            ];
            let arguments = arguments.concat();
            let mut command = desk.command(&arguments);
            command.env("WIDE", "s3cret");
            let run = desk.run(command, &arguments, "").await;
            let start = format!("error: {path} at line 3 column {column}: {problem}");
            assert!(run.code == 2 && run.stderr.starts_with(&start), "{run}");
            assert!(!run.to_string().contains("s3cret"), "{run}");
        }
    }
    assert!(!has_written(&desk));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_may_only_use_variables_that_the_user_or_the_setting_names() {
    let desk = small().await;
    let app = some_app(&desk).await;
    let path = desk.home.path().join("settings.yaml");
    let path = path.to_str().unwrap();
    let own = format!(
        "{}_SETTINGS_PAGE_SIZE",
        app.to_uppercase().replace(' ', "_")
    );
    let try_it = async |variable: &str, more: &[&str]| {
        let text = format!("assets:\n  {app}:\n    settings: {{{PLAIN}: '${{{variable}}}'}}\n");
        std::fs::write(path, text).unwrap();
        let arguments = [&["config", "apply", path, "--in", "Production", "-y"], more].concat();
        let mut command = desk.command(&arguments);
        command.env(variable, "84");
        desk.run(command, &arguments, "").await
    };
    let of_odctl = "variables that begin with ODC_ are for odctl alone, and no setting gets them";
    for (variable, more, problem) in [
        (
            "CI_TOKEN",
            &[][..],
            &*format!(
                "settings.PageSize of {app}: a file does not choose ${{CI_TOKEN}} alone: allow it with --var CI_TOKEN, or name the variable {own}; nothing was sent"
            ),
        ),
        (
            "CI_TOKEN",
            &["--var", "CI_TOKENS"],
            "allow it with --var CI_TOKEN,",
        ),
        ("ODC_REALM", &[], of_odctl),
        ("CI_TOKEN", &["--var", "ODC_REALM"], of_odctl),
    ] {
        let run = try_it(variable, more).await;
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
        assert!(run.stderr.contains(problem), "{run}");
    }
    assert!(!has_written(&desk));
    for (variable, more) in [("CI_TOKEN", &["--var", "CI_TOKEN"][..]), (&own, &[])] {
        desk.sandbox.clear_journal();
        let run = try_it(variable, more).await;
        assert_eq!(run.code, 0, "{run}");
    }
}

/// A file with very many names is read in one pass.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_very_many_settings_is_read_quickly() {
    let desk = small().await;
    let app = some_app(&desk).await;
    let path = desk.home.path().join("settings.yaml");
    let settings = (0..60_000).map(|number| format!("      Setting{number}: 1\n"));
    let settings: String = settings.collect();
    std::fs::write(
        &path,
        format!("assets:\n  {app}:\n    settings:\n{settings}"),
    )
    .unwrap();
    let begun = std::time::Instant::now();
    let run = apply(&desk, &path, &["--dry-run"], None).await;
    assert_eq!(run.code, 5, "{run}");
    assert!(run.stderr.contains("has no settings.Setting0"), "{run}");
    let taken = begun.elapsed();
    assert!(taken < Duration::from_secs(30), "{taken:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn replacing_a_secret_and_bringing_values_of_others_into_effect_need_yes() {
    let desk = small().await;
    let app = some_app(&desk).await;
    let path = settings(&desk, &app);
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
    // Only the text, while the secret is pending.
    let alone = desk.home.path().join("alone.yaml");
    std::fs::write(
        &alone,
        format!("assets: {{{app}: {{settings: {{{PLAIN}: 81}}}}}}\n"),
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

    // A value of the file that was already pending needs no question, and comes into effect.
    std::fs::write(
        &alone,
        format!("assets: {{{app}: {{settings: {{{PLAIN}: 82}}}}}}\n"),
    )
    .unwrap();
    let set = apply(&desk, &alone, &[], None).await;
    assert_eq!(set.code, 0, "{set}");
    let now = apply(&desk, &alone, &["--apply-now"], None).await;
    assert_eq!(now.code, 0, "{now}");
    let arguments = [
        "config",
        "get",
        &app,
        "--in",
        "prod",
        "--pending",
        "-o",
        "json",
    ];
    let pending = desk.odctl(&arguments).await;
    assert_eq!(pending.json(), Value::Array(Vec::new()), "{pending}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_value_comes_into_effect_in_a_stage_without_the_asset() {
    let desk = Desk::start().await;
    let app = asset(&desk, "it does not run in Production", "WebApplication").await;
    let path = desk.home.path().join("settings.yaml");
    std::fs::write(
        &path,
        format!("assets: {{{app}: {{settings: {{{PLAIN}: 5}}}}}}\n"),
    )
    .unwrap();
    let run = apply(&desk, &path, &["--apply-now"], None).await;
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("leave out --apply-now"), "{run}");
    assert!(!has_written(&desk));
}

#[tokio::test(flavor = "multi_thread")]
async fn agents_timers_integrations_and_libraries_are_set_in_one_request_each() {
    let desk = Desk::start().await;
    let agent = asset(&desk, "runs in Production", "Agent").await;
    let get = ["config", "get", &agent, "--in", "Production", "-o", "json"];
    let found = desk.odctl(&get).await.json();
    let library = found
        .as_array()
        .unwrap()
        .iter()
        .map(|it| text(&it["setting"]))
        .find(|path| path.ends_with(".settings.Language"))
        .unwrap();
    let library = library.split('.').nth(1).unwrap();
    let path = desk.home.path().join("settings.yaml");
    let content = format!(
        "assets:\n  {agent}:\n    timers: {{NightlyCleanup: {{IsActive: false}}}}\n    integrations: {{ExchangeRates: {{Username: ana}}}}\n    libraries: {{{library}: {{settings: {{Language: pt}}}}}}\n"
    );
    std::fs::write(&path, content).unwrap();
    desk.sandbox.clear_journal();
    let run = apply(&desk, &path, &["-o", "json"], None).await;
    assert_eq!(
        (run.code, run.json().as_array().unwrap().len()),
        (0, 3),
        "{run}"
    );
    assert_eq!(
        desk.calls(),
        [
            "list_environments",
            "list_assets",
            "get_agent_revision_configuration",
            "update_agent_configuration"
        ]
    );
    let after = desk
        .odctl(&[&get[..], &["--pending"]].concat())
        .await
        .json();
    let values: Vec<_> = after
        .as_array()
        .unwrap()
        .iter()
        .map(|it| text(&it["value"]))
        .collect();
    assert_eq!(values, ["False", "ana", "pt"]);
    let back = format!("assets: {{{agent}: {{timers: {{NightlyCleanup: {{IsActive: null}}}}}}}}\n");
    std::fs::write(&path, back).unwrap();
    assert_eq!(apply(&desk, &path, &[], None).await.code, 0);
    let after = desk
        .odctl(&[&get[..], &["--pending"]].concat())
        .await
        .json();
    assert_eq!(after.as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_time_is_over_the_exit_code_is_6_and_the_message_says_what_continues() {
    let desk = small().await;
    let app = some_app(&desk).await;
    let path = desk.home.path().join("settings.yaml");
    let content = format!("assets: {{{app}: {{settings: {{{PLAIN}: 90}}}}}}\n");
    std::fs::write(&path, content).unwrap();
    let hurry = ["--apply-now", "--deadline", "0.01", "-o", "json"];
    let run = apply(&desk, &path, &hurry, None).await;
    assert_eq!(run.code, 6, "{run}");
    assert_eq!(run.json()[0]["outcome"], "pending");
    assert!(run.stderr.contains("odctl logs "), "{run}");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn sigint_says_that_the_settings_are_still_being_applied() {
    let desk = small().await;
    let app = some_app(&desk).await;
    let path = desk.home.path().join("settings.yaml");
    let content = format!("assets: {{{app}: {{settings: {{{PLAIN}: 91}}}}}}\n");
    std::fs::write(&path, content).unwrap();
    desk.sandbox
        .faults()
        .on("get_deployment")
        .latency(Duration::from_secs(120));
    let file = path.to_str().unwrap();
    let arguments = ["config", "apply", file, "--in", "prod", "--apply-now"];
    let mut child = desk
        .command(&arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while !desk.calls().contains(&"get_deployment") {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let pid = child.id().unwrap().to_string();
    let kill = std::process::Command::new("kill")
        .args(["-INT", &pid])
        .status();
    assert!(kill.unwrap().success());
    let mut said = String::new();
    let mut stderr = child.stderr.take().unwrap();
    stderr.read_to_string(&mut said).await.unwrap();
    assert_eq!(child.wait().await.unwrap().code(), Some(130), "{said}");
    let expected =
        format!("the settings of {app} are still being applied in Production; odctl logs ");
    assert!(said.contains(&expected), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_reports_the_values_that_were_set_before_it() {
    let desk = small().await;
    let app = some_app(&desk).await;
    let path = desk.home.path().join("settings.yaml");
    std::fs::write(
        &path,
        format!("assets: {{{app}: {{settings: {{{PLAIN}: 82}}}}}}\n"),
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
        format!("assets: {{{app}: {{settings: {{{PLAIN}: 83}}}}}}\n"),
    )
    .unwrap();
    let run = apply(&desk, &path, &["-o", "json"], None).await;
    assert_eq!(
        (run.code, run.json()[0]["outcome"].as_str()),
        (1, Some("failed")),
        "{run}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_that_only_the_tenant_shows_is_reported_with_line_and_column() {
    let desk = small().await;
    let app = some_app(&desk).await;
    let path = desk.home.path().join("settings.yaml");
    for (text, place, problem) in [
        (
            format!("assets:\n  {app}:\n    settings:\n      {PLAIN}: 5\n      Nonsense: 1\n"),
            "line 5 column 17",
            format!("{app} has no settings.Nonsense; it has settings."),
        ),
        (
            format!("assets:\n  {app}:\n    settings: {{{PLAIN}: 5, {SECRET}: x}}\n"),
            "line 3 column 43",
            format!("settings.{SECRET} of {app}: it is a secret; write ${{NAME}}"),
        ),
        (
            format!("assets:\n  {app}: {{}}\n  Nonsense:\n    settings: {{A: 1}}\n"),
            "line 4 column 5",
            "there is no asset \"Nonsense\"".to_owned(),
        ),
        (
            format!("assets:\n  {app}: {{}}\n  {}: {{}}\n", app.to_lowercase()),
            "line 3 column ",
            format!("{app} is named before; name it once"),
        ),
    ] {
        std::fs::write(&path, text).unwrap();
        let run = apply(&desk, &path, &["-y"], None).await;
        assert!([2, 5].contains(&run.code), "{run}");
        let start = format!("error: {} at {place}", path.display());
        assert!(run.stderr.starts_with(&start), "{run}");
        assert!(run.stderr.contains(&format!(": {problem}")), "{run}");
    }
    assert!(!has_written(&desk));
}
