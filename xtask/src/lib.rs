//! Turns the `OpenAPI` documents in `openapi/` into the client crates in `crates/`.
//!
//! This file only dispatches: every task is a module of its own. See `cargo xtask --help`.
//! (A library beside the program, so that fuzzing and benchmarks reach what the program does.)

mod api;
mod cli;
mod console;
mod diff;
mod document;
#[cfg(test)]
mod forms;
mod generate;
mod grammar;
mod import;
mod list;
mod lower;
mod memo;
mod names;
mod normalize;
mod output;
mod overlay;
mod pipeline;
mod preflight;
mod problem;
mod progress;
mod refine;
mod scaffold;
#[cfg(test)]
mod tree;
mod workspace;

use std::process::ExitCode;

use clap::Parser as _;

use problem::Problem;

/// What a task ends with; the process' exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Everything is as it should be: 0.
    Fresh,
    /// Something is stale, wrong or breaking: 4.
    Stale,
}

/// Runs the task that the command line asks for.
#[must_use]
pub fn run() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments
        .next()
        .is_some_and(|argument| argument == lower::HIDDEN)
    {
        let memory = arguments.next();
        return lower::work(memory.as_deref().and_then(std::ffi::OsStr::to_str));
    }
    if let Ok(program) = std::env::current_exe() {
        lower::contain_by(program);
    }
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(answer) => return answered(&answer),
    };
    let ended = match cli.task {
        cli::Task::Generate(args) => in_full(|out| generate::run(&args, out)),
        cli::Task::Diff(args) => in_full(|out| diff::run(&args, out)),
        cli::Task::Import(args) => in_full(|out| import::run(&args, out)),
        cli::Task::List(args) => in_full(|out| list::run(&args, out)),
        cli::Task::Scaffold(args) => in_full(|out| scaffold::run(&args, out)),
        cli::Task::Quickstart(args) => return xtask_launch::quickstart::run(&args.arguments),
        cli::Task::Ci(args) => return xtask_launch::ci::run(&args.arguments),
    };
    match ended {
        Ok(Outcome::Fresh) => ExitCode::SUCCESS,
        Ok(Outcome::Stale) => ExitCode::from(4),
        Err(problem) => failed(&problem),
    }
}

fn failed(problem: &Problem) -> ExitCode {
    console::mention(&format!("error: {problem}\n"));
    ExitCode::FAILURE
}

/// Gives the help that was asked for, or says what is wrong with the command line.
fn answered(answer: &clap::Error) -> ExitCode {
    match answer.print() {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe && !answer.use_stderr() => {
            failed(&console::unprinted(&e))
        }
        _ if answer.use_stderr() => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

/// Runs a task to its end, also when nobody reads its output any more.
fn in_full(
    task: impl FnOnce(&mut dyn std::io::Write) -> problem::Result<Outcome>,
) -> problem::Result<Outcome> {
    let mut out = console::Pipe::new(std::io::stdout().lock());
    let ended = task(&mut out)?;
    console::say(&mut out, "")?;
    Ok(ended)
}

/// The whole way of a document, nothing written: the files of its crate by name, or the refusal.
///
/// For fuzzing and benchmarks, which name the `worker` that contains progenitor.
///
/// # Errors
/// The refusal, on one line.
#[doc(hidden)]
pub fn generate_text(
    document: &str,
    overlay: Option<&str>,
    worker: Option<std::path::PathBuf>,
) -> Result<std::collections::BTreeMap<String, String>, String> {
    if let Some(worker) = worker {
        lower::contain_by(worker);
    }
    let source = |file: &str, text: &str| pipeline::Source {
        file: file.to_owned(),
        text: text.to_owned(),
    };
    let overlay = overlay.map(|text| source("openapi/x-v1.overlay.yaml", text));
    pipeline::generate_from(
        "x-v1",
        &source("openapi/x-v1.json", document),
        overlay.as_ref(),
        &mut |_, _| {},
    )
    .map(|generated| generated.files)
    .map_err(|problem| problem.to_string())
}
