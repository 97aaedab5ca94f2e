//! Tests how the program prints, its errors for a wrong command line, and the workspace in which it works.

use std::process::{Command, Output, Stdio};

fn xtask(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments);
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Runs the program with a closed stdout.
fn run_unread(arguments: &[&str]) -> Output {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = xtask(arguments);
    command.stdout(writer).output().unwrap()
}

#[test]
fn a_reader_that_closes_the_pipe_causes_no_failure() {
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/portfolio-v2.json");
    for arguments in [
        &["list"][..],
        &["generate", "--check", "--verbose"],
        &["diff", document, document],
        &["import", "portfolio-v2", document, "--dry-run"],
        &["--help"],
        &["scaffold", "--help"],
    ] {
        let ended = run_unread(arguments);
        assert_eq!(ended.status.code(), Some(0), "{arguments:?}: {ended:?}");
        let stderr = text(&ended.stderr);
        assert!(
            !stderr.contains("panicked") && !stderr.contains("error"),
            "{stderr}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_output_is_reported_on_one_line() {
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/portfolio-v2.json");
    for arguments in [
        &["list"][..],
        &["generate", "--check"],
        &["diff", document, document],
        &["import", "portfolio-v2", document, "--dry-run"],
        &["--help"],
    ] {
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let ended = xtask(arguments).stdout(full).output().unwrap();
        assert_eq!(ended.status.code(), Some(1), "{arguments:?}");
        let stderr = text(&ended.stderr);
        let errors: Vec<&str> = stderr
            .lines()
            .filter(|line| !line.contains(" … "))
            .collect();
        assert!(
            matches!(errors[..], [line] if line.starts_with("error: cannot print: ")),
            "{arguments:?}: {stderr}"
        );
    }
}

#[test]
fn an_error_that_cannot_be_printed_is_a_failure_without_a_panic() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = xtask(&["generate", "no-such-document"]);
    let ended = command.stdout(Stdio::null()).stderr(writer).status();
    assert_eq!(ended.unwrap().code(), Some(1));
}

#[test]
fn a_wrong_command_line_ends_with_1_and_help_with_0() {
    for arguments in [&[][..], &["regenerate"], &["list", "--all"], &["import"]] {
        let ended = xtask(arguments).output().unwrap();
        assert_eq!(ended.status.code(), Some(1), "{arguments:?}");
        assert!(text(&ended.stderr).contains("Usage: cargo xtask"));
    }
    for arguments in [&["--help"][..], &["import", "-h"]] {
        let ended = xtask(arguments).output().unwrap();
        assert_eq!(ended.status.code(), Some(0), "{arguments:?}");
        assert!(text(&ended.stdout).contains("Exit codes: 0 "));
    }
}

/// The `target/` of a copied workspace holds a program that was built in the original workspace.
#[test]
fn the_program_works_in_the_workspace_in_which_it_runs_although_another_one_built_it() {
    let copy = tempfile::tempdir().unwrap();
    for folder in ["openapi", "xtask", "crates"] {
        std::fs::create_dir(copy.path().join(folder)).unwrap();
    }
    std::fs::write(copy.path().join("openapi/README.md"), "").unwrap();
    let listed = |command: &mut Command| {
        let ended = command.output().unwrap();
        assert_eq!(ended.status.code(), Some(0), "{ended:?}");
        text(&ended.stdout)
    };
    let original = listed(&mut xtask(&["list"]));
    assert!(original.contains("identity-v1"), "{original}");
    let by_cargo = listed(xtask(&["list"]).env("CARGO_MANIFEST_DIR", copy.path().join("xtask")));
    assert!(!by_cargo.contains("identity-v1"), "{by_cargo}");
    let mut by_hand = xtask(&["list"]);
    by_hand.current_dir(copy.path().join("crates"));
    let by_hand = listed(by_hand.env_remove("CARGO_MANIFEST_DIR"));
    assert_eq!(by_hand, by_cargo);
}

#[test]
fn outside_of_a_workspace_the_error_says_where_to_run_it() {
    let elsewhere = tempfile::tempdir().unwrap();
    let mut command = xtask(&["list"]);
    command.current_dir(elsewhere.path());
    let ended = command.env_remove("CARGO_MANIFEST_DIR").output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    let expected =
        "error: no openapi/ folder beside xtask/; run `cargo xtask` inside the workspace\n";
    assert_eq!(text(&ended.stderr), expected);
}
