//! The examples in the help of all commands work: each is run with a sandbox.

use std::path::Path;
use std::process::Stdio;

use clap::CommandFactory as _;
use odc_cli::cli::Cli;
use odc_sandbox::{Pace, Sandbox};
use tokio::process::Command;

use crate::support::{Desk, Run};

/// Examples that need more than a tenant and files, with the thing that each needs.
const ELSEWHERE: [(&str, &str); 6] = [
    ("odctl login", "a portal domain and a secret"),
    ("odctl profile", "a profile"),
    ("odctl mcp", "an MCP client"),
    ("odctl fleet", "a shared store"),
    ("odctl promote --all-changed", "a minute, for 100 requests"),
    ("odctl users import --resume", "an import that was killed"),
];

/// All commands, and whether each has a dry run.
fn commands(command: &clap::Command, words: &str, all: &mut Vec<(String, bool)>) {
    let is_dry = command.get_arguments().any(|it| it.get_id() == "dry_run");
    all.push((words.to_owned(), is_dry));
    for nested in command.get_subcommands() {
        commands(nested, &format!("{words} {}", nested.get_name()), all);
    }
}

/// The examples of a command and of its subcommands.
fn examples(command: &clap::Command) -> Vec<String> {
    let help = command.get_after_help().map(ToString::to_string);
    let help = help.unwrap_or_default();
    let lines = help.lines().skip_while(|line| *line != "Examples:").skip(1);
    let lines = lines.take_while(|line| !line.is_empty()).map(str::trim);
    let own = lines.filter(|line| line.starts_with("odctl "));
    let mut all: Vec<_> = own.map(ToOwned::to_owned).collect();
    all.extend(command.get_subcommands().flat_map(examples));
    all
}

/// The command line for the test: if a command has a dry run, it is used.
fn harmless(line: &str, commands: &[(String, bool)]) -> String {
    let is_it = |it: &&(String, bool)| line == it.0 || line.starts_with(&format!("{} ", it.0));
    let of_line = commands.iter().filter(is_it);
    let (words, is_dry) = of_line.max_by_key(|(words, _)| words.len()).unwrap();
    let is_meant = ["--dry-run", "--plan", "--resume"];
    if !is_dry || is_meant.iter().any(|flag| line.contains(flag)) {
        return line.to_owned();
    }
    let rest = line.strip_prefix(words).unwrap();
    format!("{words} --dry-run{}", rest.replace(" --yes", ""))
}

fn write_files(folder: &Path) {
    let workbook = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/odctl/people/people.xlsx");
    std::fs::copy(workbook, folder.join("people.xlsx")).unwrap();
    for (name, text) in [
        ("people.csv", "email,name\nana@new.test,Ana\n"),
        ("NOTES.md", "Faster search.\n"),
        ("release.yaml", "assets:\n  - Booking Desk\n"),
        (
            "settings.yaml",
            "assets:\n  Booking Desk:\n    settings:\n      PageSize: 50\n",
        ),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
}

/// Runs a line like a shell: `odctl` is the program, and words in capitals are replaced by keys.
async fn run(desk: &Desk, folder: &Path, line: &str, keys: &[(&str, String)]) -> Run {
    let line = keys
        .iter()
        .fold(line.to_owned(), |line, (word, key)| line.replace(word, key));
    let program = Path::new(env!("CARGO_BIN_EXE_odctl")).parent().unwrap();
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(&line).env_clear();
    for (name, value) in desk.command(&[]).as_std().get_envs() {
        shell.env(name, value.unwrap_or_default());
    }
    shell
        .env("PATH", format!("{}:/usr/bin:/bin", program.display()))
        .current_dir(folder)
        .stdin(Stdio::null())
        .kill_on_drop(true);
    let output = shell.output().await.unwrap();
    Run::new(&[&line], output, desk.sandbox.domain())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_example_in_the_help_of_a_command_works() {
    let sandbox = Sandbox::builder().pace(Pace::instant()).start().await;
    let desk = Desk::with(sandbox.unwrap());
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path());
    for shell in [".local/share/bash-completion/completions", ".zfunc"] {
        std::fs::create_dir_all(desk.home.path().join(shell)).unwrap();
    }
    // A promotion can be rolled back.
    let promote = ["promote", "Claims Portal", "--to", "Production", "--yes"];
    let promoted = desk.odctl(&promote).await;
    assert_eq!(promoted.code, 0, "{promoted}");
    let key = async |words: &str| {
        let found = run(&desk, folder.path(), words, &[]).await;
        found.stdout.lines().next().unwrap().to_owned()
    };
    let keys = [
        (
            "OPERATION_KEY",
            key("odctl deployments --limit 1 --columns operation --no-header -o csv").await,
        ),
        (
            "ASSET_KEY",
            key("odctl assets 'Booking Portal' --columns key --no-header -o csv").await,
        ),
    ];
    let (all, mut known) = (examples(&Cli::command()), Vec::new());
    commands(&Cli::command(), "odctl", &mut known);
    let is_here = |line: &str| !ELSEWHERE.iter().any(|(start, _)| line.starts_with(start));
    let (mut tried, mut wrong) = (0, Vec::new());
    for example in all.iter().filter(|line| is_here(line)) {
        let ended = run(&desk, folder.path(), &harmless(example, &known), &keys).await;
        // If a gate fails, that is a valid result.
        if !matches!(ended.code, 0 | 4) || ended.stderr.contains("error:") {
            wrong.push(ended.to_string());
        }
        tried += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(tried >= 60, "{tried}");
    for (start, what) in ELSEWHERE {
        let is_one = |line: &String| line.starts_with(start);
        assert!(all.iter().any(is_one), "{start} needs {what}");
    }
}

/// Examples that are not run must at least be valid command lines.
#[test]
fn an_example_that_is_not_run_is_a_valid_command_line() {
    let mut tried = 0;
    for line in examples(&Cli::command()) {
        if !ELSEWHERE.iter().any(|(start, _)| line.starts_with(start)) {
            continue;
        }
        let line = line.split(['<', '>']).next().unwrap();
        let quoted = line.split('\'').enumerate();
        let words = quoted.flat_map(|(at, part)| match at % 2 {
            1 => vec![part],
            _ => part.split_whitespace().collect(),
        });
        let parsed = Cli::command().try_get_matches_from(words);
        assert!(parsed.is_ok(), "{line}: {}", parsed.unwrap_err());
        tried += 1;
    }
    assert!(tried >= ELSEWHERE.len(), "{tried}");
}
