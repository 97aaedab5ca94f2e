//! Turns the `OpenAPI` documents in `openapi/` into the client crates in `crates/`.
//!
//! This file only dispatches: every task is a module of its own. See `cargo xtask --help`.

mod api;
mod cli;
mod diff;
mod document;
#[cfg(test)]
mod forms;
mod generate;
mod import;
mod list;
mod lower;
mod names;
mod normalize;
mod output;
mod overlay;
mod pipeline;
mod preflight;
mod problem;
mod quickstart;
mod refine;
mod scaffold;
mod workspace;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

/// What a task ends with; the process' exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Everything is as it should be: 0.
    Fresh,
    /// Something has to be regenerated: 4.
    Stale,
}

fn main() -> ExitCode {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|argument| argument == lower::HIDDEN)
    {
        return lower::work();
    }
    if let Ok(program) = std::env::current_exe() {
        lower::contain_by(program);
    }
    let cli = cli::Cli::parse();
    let mut out = std::io::stdout().lock();
    let ended = match cli.task {
        cli::Task::Generate(args) => generate::run(&args, &mut out),
        cli::Task::Diff(args) => diff::run(&args, &mut out),
        cli::Task::Import(args) => import::run(&args, &mut out),
        cli::Task::List(args) => list::run(&args, &mut out),
        cli::Task::Scaffold(args) => scaffold::run(&args, &mut out),
        cli::Task::Quickstart(args) => quickstart::run(&args, &mut out),
    };
    let flushed = out.flush();
    match ended {
        Ok(Outcome::Fresh) if flushed.is_ok() => ExitCode::SUCCESS,
        Ok(Outcome::Stale) => ExitCode::from(4),
        Ok(Outcome::Fresh) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}
