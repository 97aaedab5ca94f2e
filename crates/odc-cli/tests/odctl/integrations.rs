//! Runs the scripts of the GitHub Action and of the Azure Pipelines template, as `integrations/README.md` describes them.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

use serde_norway::Value;
use tokio::process::Command;

use crate::support::Desk;

fn yaml(path: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../integrations");
    let text = std::fs::read_to_string(folder.join(path)).unwrap();
    serde_norway::from_str(&text).unwrap()
}

/// Runs the script of a step with the variables that the step has, after the inputs are put in their places.
async fn step(desk: &Desk, script: &Value, env: &Value, inputs: &BTreeMap<&str, &str>) -> Output {
    let mut command = Command::new("bash");
    let program = Path::new(env!("CARGO_BIN_EXE_odctl")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    command
        .args(["-c", script.as_str().unwrap()])
        .env_clear()
        .env("PATH", format!("{}:{path}", program.display()))
        .env("HOME", desk.home.path())
        .env("RUNNER_TEMP", desk.home.path())
        .env("GITHUB_OUTPUT", desk.home.path().join("outputs"))
        .env("ODC_ALLOW_HTTP_LOOPBACK", "1");
    for (name, value) in env.as_mapping().unwrap() {
        let mut value = value.as_str().unwrap().to_owned();
        for (input, given) in inputs {
            for place in [
                format!("${{{{ inputs.{input} }}}}"),
                format!("${{{{ parameters.{input} }}}}"),
                format!("$({input})"),
            ] {
                value = value.replace(&place, given);
            }
        }
        assert!(!value.starts_with('$'), "{value} has no value");
        command.env(name.as_str().unwrap(), value);
    }
    command.output().await.unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_github_action_runs_a_command_and_reports_its_exit_code() {
    let desk = Desk::start().await;
    let action = yaml("github/action.yml");
    let run = &action["runs"]["steps"][1];
    let mut inputs = BTreeMap::from([
        ("command", r#"diff Development "Prod uction" -o json"#),
        ("portal-domain", desk.sandbox.domain()),
        ("client-id", desk.sandbox.client_id()),
        ("client-secret", desk.sandbox.client_secret()),
        ("accept-exit-codes", ""),
    ]);
    let unknown = step(&desk, &run["run"], &run["env"], &inputs).await;
    assert_eq!(unknown.status.code(), Some(5));
    let words = "Prod uction";
    assert!(text(&unknown.stderr).contains(words), "quotes keep a blank");

    inputs.insert("command", "diff Development Production -o json");
    let differs = step(&desk, &run["run"], &run["env"], &inputs).await;
    assert_eq!(differs.status.code(), Some(4), "{}", text(&differs.stderr));
    inputs.insert("accept-exit-codes", "7, 4");
    let accepted = step(&desk, &run["run"], &run["env"], &inputs).await;
    assert_eq!(accepted.status.code(), Some(0));
    assert_eq!(accepted.stdout, differs.stdout);

    let outputs = std::fs::read_to_string(desk.home.path().join("outputs")).unwrap();
    let lines: Vec<_> = outputs.lines().collect();
    assert_eq!(
        (lines[0], lines[2], lines[4]),
        ("exit-code=5", "exit-code=4", "exit-code=4")
    );
    let data = lines[5].strip_prefix("stdout-file=").unwrap();
    assert_eq!(std::fs::read(data).unwrap(), accepted.stdout);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_shell_reads_the_command_of_an_action() {
    let desk = Desk::start().await;
    let action = yaml("github/action.yml");
    let run = &action["runs"]["steps"][1];
    let inputs = BTreeMap::from([
        ("command", "stages $(touch hacked) ; touch hacked"),
        ("portal-domain", desk.sandbox.domain()),
        ("client-id", desk.sandbox.client_id()),
        ("client-secret", desk.sandbox.client_secret()),
        ("accept-exit-codes", ""),
    ]);
    let refused = step(&desk, &run["run"], &run["env"], &inputs).await;
    assert_eq!(refused.status.code(), Some(2), "{}", text(&refused.stderr));
    assert!(!Path::new("hacked").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_azure_template_runs_a_command_and_sets_its_exit_code() {
    let desk = Desk::start().await;
    let template = yaml("azure/odctl.yml");
    let run = &template["steps"][0];
    let inputs = BTreeMap::from([
        ("command", "diff Development Production"),
        ("version", ""),
        ("acceptExitCodes", "4"),
        ("ODC_PORTAL_DOMAIN", desk.sandbox.domain()),
        ("ODC_CLIENT_ID", desk.sandbox.client_id()),
        ("ODC_CLIENT_SECRET", desk.sandbox.client_secret()),
    ]);
    let accepted = step(&desk, &run["bash"], &run["env"], &inputs).await;
    assert_eq!(
        accepted.status.code(),
        Some(0),
        "{}",
        text(&accepted.stderr)
    );
    let log = text(&accepted.stdout);
    let line = "##vso[task.setvariable variable=exitCode;isOutput=true]4";
    assert!(log.lines().any(|it| it == line), "{log}");
}
