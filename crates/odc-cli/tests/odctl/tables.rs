//! Tables on terminals of several widths: a value is always shown completely.

use std::collections::HashSet;

use tokio::process::Command;

use crate::support::Desk;
use crate::terminal::pseudo::Terminal;

/// The commands whose tables are checked.
const COMMANDS: [&str; 22] = [
    "stages",
    "assets",
    "revisions 'Booking Portal'",
    "builds 'Booking Portal'",
    "deployments --limit 20",
    "where 'Booking Portal'",
    "diff Development Production",
    "users list",
    "users show ana.becker@acme.example",
    "groups list",
    "groups show Development/Sales",
    "roles list --in Production",
    "roles list --organization",
    "roles show Developer --organization",
    "audit roles --in Production --user becker",
    "audit roles --organization",
    "config get 'Booking Desk' --in Production",
    "impact delete barcode",
    "api list users",
    "api list-users --limit 10",
    "explain --list",
    "whoami",
];

/// Runs a command line on a terminal. Returns the text that it wrote to stdout.
fn shown(desk: &Desk, line: &str, width: u16) -> String {
    let mut shell = Command::new("/bin/sh");
    let program = env!("CARGO_BIN_EXE_odctl");
    shell.arg("-c").arg(format!("{program} {line} 2>/dev/null"));
    for (name, value) in desk.command(&[]).as_std().get_envs() {
        shell.env(name, value.unwrap_or_default());
    }
    let ended = Terminal::wide(&shell, width).end();
    assert!(matches!(ended.code, 0 | 4), "{line}: {ended:?}");
    ended.text
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_fit_their_terminal_and_break_no_key_and_no_word() {
    let desk = Desk::start().await;
    let mut wrong = Vec::new();
    for line in COMMANDS {
        // With its natural width.
        let whole = shown(&desk, line, 2_000);
        let words: HashSet<&str> = whole.split_whitespace().collect();
        assert!(words.len() > 4, "{line}: {whole}");
        for width in [40, 80, 100] {
            let text = shown(&desk, line, width);
            let broken = text.split_whitespace().find(|word| !words.contains(word));
            let most = text.lines().map(console::measure_text_width).max();
            // A key of 36 symbols and its name need more than 40 columns.
            let is_wide = width > 40 && most > Some(width.into());
            if broken.is_some() || is_wide {
                wrong.push(format!("{line} at {width}: {broken:?}\n{text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_that_a_narrow_terminal_leaves_out_are_named_and_can_be_chosen() {
    let desk = Desk::start().await;
    let stages = Terminal::wide(&desk.command(&["stages"]), 80).end();
    let hint = "left out at 80 columns: key, region (--columns chooses, -o json has all)";
    assert!(stages.text.contains(hint), "{stages:?}");
    // Named columns are always shown. If they do not fit, each column is on a line of its own.
    let named = ["stages", "--columns", "stage,key,domain"];
    let named = Terminal::wide(&desk.command(&named), 60).end();
    let key = desk.sandbox.stages()[0].key.to_string();
    let record = format!("stage    Development\r\nkey      {key}\r\ndomain   ");
    assert!(named.text.contains(&record), "{named:?}");
    assert!(!named.text.contains("left out"), "{named:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_option_of_the_output_has_its_effect_or_is_refused() {
    let desk = Desk::start().await;
    let export = ["config", "export", "Booking Portal", "--in", "Production"];
    let json = desk.odctl(&[&export[..], &["-o", "json"]].concat()).await;
    assert!(
        json.json()["assets"]["Booking Portal"].is_object(),
        "{json}"
    );
    desk.sandbox.clear_journal();
    let plan = [
        "promote",
        "Booking Portal",
        "--to",
        "Production",
        "--plan",
        "json",
    ];
    let graph = ["graph", "Booking Portal"];
    let mermaid = [&graph[..], &["--as", "mermaid"]].concat();
    for (arguments, more, problem) in [
        (
            &export[..],
            &["-o", "csv"][..],
            "-o csv: the file has a form of its own; leave the option out (it knows -o json and -o yaml)",
        ),
        (&export, &["--columns", "a"], "--columns: the file has"),
        (&graph, &["-o", "csv"], "-o csv: a graph has"),
        (&graph, &["-o", "markdown"], "-o markdown: a graph has"),
        (&graph, &["--no-header"], "--no-header: a graph has"),
        (
            &mermaid,
            &["-o", "json"],
            "--as: JSON and YAML hold the graph",
        ),
        (&plan, &["-o", "yaml"], "-o yaml: the plan has"),
        (
            &["completion", "bash"],
            &["-o", "json"],
            "-o json: a script has",
        ),
    ] {
        let run = desk.odctl(&[arguments, more].concat()).await;
        let start = format!("error: {problem}");
        assert!(run.code == 2 && run.stderr.starts_with(&start), "{run}");
        assert_eq!((run.stdout.as_str(), run.stderr.lines().count()), ("", 1));
    }
    assert_eq!(desk.calls(), Vec::<&str>::new());
    let markdown = desk.odctl(&["stages", "--no-header", "-o", "markdown"]);
    let markdown = markdown.await;
    assert_eq!(
        (markdown.code, markdown.stdout.as_str()),
        (2, ""),
        "{markdown}"
    );
    let start = "error: --no-header: a table of Markdown needs its header";
    assert!(markdown.stderr.starts_with(start), "{markdown}");
}
