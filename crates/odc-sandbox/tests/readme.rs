//! Runs the shell and Python examples of the README unchanged. The Rust examples are doctests.
#![cfg(unix)]

use std::path::Path;
use std::process::{Command, Output};

fn example(language: &str) -> String {
    nth_example(language, 1)
}

fn nth_example(language: &str, number: usize) -> String {
    let readme = include_str!("../README.md");
    let begin = format!("```{language}\n");
    let start = readme.split(&begin).nth(number).expect("an example");
    start.split_once("\n```").expect("its end").0.to_owned()
}

fn is_missing(program: &str) -> bool {
    let missing = Command::new(program).arg("--version").output().is_err();
    if missing {
        eprintln!("skipped: there is no {program} here");
    }
    missing
}

/// Runs a script in an empty directory, with the program on the path.
fn run(script: &str) -> Output {
    let directory = std::env::temp_dir().join(format!("odc-sandbox-{}", uuid::Uuid::new_v4()));
    std::fs::create_dir(&directory).expect("a directory");
    let program = Path::new(env!("CARGO_BIN_EXE_odc-sandbox"))
        .parent()
        .expect("a directory");
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("bash")
        .args([
            "-e",
            "-m",
            "-c",
            &format!("trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n{script}"),
        ])
        .current_dir(&directory)
        .env("PATH", format!("{}:{path}", program.display()))
        .env("no_proxy", "*")
        .output()
        .expect("bash");
    std::fs::remove_dir_all(&directory).expect("removed");
    output
}

#[test]
fn the_shell_example_runs() {
    if is_missing("bash") || is_missing("curl") {
        return;
    }
    let output = run(&example("sh"));
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{output:?}");
    assert!(
        text.contains("\"totalResults\":500") && text.contains("<h1>Bad Gateway</h1>"),
        "{text}"
    );
}

#[test]
fn the_python_example_runs() {
    if is_missing("bash") || is_missing("python3") {
        return;
    }
    let start: Vec<_> = example("sh").lines().take(3).map(str::to_owned).collect();
    let script = format!(
        "{}\npython3 - <<'PY'\n{}\nPY\nkill %1\n",
        start.join("\n"),
        example("python")
    );
    let output = run(&script);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "counted 50\n");
}

#[test]
fn the_shell_example_with_tls_runs() {
    if is_missing("bash") || is_missing("curl") {
        return;
    }
    let output = run(&nth_example("sh", 2));
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{output:?}");
    assert!(text.contains("\"issuer\":\"https://127.0.0.1:"), "{text}");
}

/// Programs in other languages trust the sandbox because of the variables in its banner.
#[test]
fn clients_of_other_languages_reach_a_sandbox_with_tls() {
    let url = "'https://' + domain + '/identity/.well-known/openid-configuration'";
    let python = format!(
        "import os, urllib.request; domain = os.environ['ODC_PORTAL_DOMAIN']; print(urllib.request.urlopen({url}).status)"
    );
    let node = format!(
        "const domain = process.env.ODC_PORTAL_DOMAIN; require('https').get({url}, (r) => {{ console.log(r.statusCode); r.resume() }})"
    );
    for (program, option, code) in [("python3", "-c", python), ("node", "-e", node)] {
        if is_missing("bash") || is_missing(program) {
            continue;
        }
        let start: Vec<_> = nth_example("sh", 2)
            .lines()
            .take(3)
            .map(str::to_owned)
            .collect();
        let script = format!(
            "{}\n{program} {option} \"{code}\"\nkill %1\n",
            start.join("\n")
        );
        let output = run(&script);
        assert!(output.status.success(), "{output:?}");
        assert_eq!(
            String::from_utf8_lossy(&output.stdout),
            "200\n",
            "{program}"
        );
    }
}
