//! `odctl graph --as svg`: Graphviz draws the graph. These tests also work on machines without Graphviz.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use odc_sandbox::Sandbox;

use crate::support::{Desk, Run};

const ASSET: &str = "Booking Desk";

async fn desk() -> Desk {
    Desk::with(Sandbox::start().await.unwrap())
}

/// Draws the graph of an asset. Programs are found only in this folder.
async fn draw(desk: &Desk, programs: &Path) -> Run {
    let arguments = ["graph", ASSET, "--as", "svg"];
    let mut command = desk.command(&arguments);
    command.env("PATH", programs);
    desk.run(command, &arguments, "").await
}

/// A folder with a program `dot` that runs these commands.
fn with_dot(desk: &Desk, script: &str) -> PathBuf {
    let folder = desk.home.path().join("bin");
    std::fs::create_dir_all(&folder).unwrap();
    let dot = folder.join("dot");
    std::fs::write(&dot, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&dot, std::fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn dot_gets_the_graph_on_its_stdin_and_its_drawing_is_the_output() {
    let desk = desk().await;
    let home = desk.home.path().display();
    let script = format!(
        "echo \"$@\" > {home}/arguments; while IFS= read -r line; do printf '%s\\n' \"$line\"; done > {home}/graph; echo '<svg/>'"
    );
    let run = draw(&desk, &with_dot(&desk, &script)).await;
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (0, "<svg/>\n", "")
    );
    let read = |name: &str| std::fs::read_to_string(desk.home.path().join(name)).unwrap();
    assert_eq!(read("arguments"), "-Tsvg\n");
    let dot = desk.odctl(&["graph", ASSET, "--as", "dot"]).await;
    assert!(dot.stdout.starts_with("digraph assets {\n"), "{dot}");
    assert_eq!(read("graph"), dot.stdout);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_dot_one_line_says_what_to_install() {
    let desk = desk().await;
    let empty = desk.home.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let run = draw(&desk, &empty).await;
    assert_no_dot(&run);
}

fn assert_no_dot(run: &Run) {
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run}");
    assert_eq!(
        run.stderr,
        "error: the program dot of Graphviz is needed for SVG; install Graphviz, or use --as dot: No such file or directory (os error 2)\n"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_of_dot_is_reported_even_if_it_reads_nothing() {
    let desk = desk().await;
    let run = draw(&desk, &with_dot(&desk, "exec <&-; exit 3")).await;
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run}");
    assert_eq!(
        run.stderr,
        "error: dot failed (exit status: 3); --as dot prints its input\n"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_graphviz_of_this_machine_draws_every_asset_or_a_message_says_it_is_missing() {
    let desk = desk().await;
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = std::env::split_paths(&path);
    let Some(folder) = folders.find(|folder| folder.join("dot").is_file()) else {
        assert_no_dot(&draw(&desk, desk.home.path()).await);
        return;
    };
    let run = draw(&desk, &folder).await;
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("<svg"), "{run}");
    let dot = desk.odctl(&["graph", ASSET, "--as", "dot"]).await;
    let nodes = dot.stdout.matches("[label=").count();
    assert_eq!(run.stdout.matches("class=\"node\"").count(), nodes, "{run}");
}
