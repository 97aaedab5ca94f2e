//! The shell and Python examples of the README, run as they stand. The Rust ones are doctests.
#![cfg(unix)]

use std::path::Path;
use std::process::{Command, Output};

fn example(language: &str) -> String {
    let readme = include_str!("../README.md");
    let start = readme
        .split_once(&format!("```{language}\n"))
        .expect("an example")
        .1;
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
