//! Turns the `OpenAPI` documents in `openapi/` into the client crates in `crates/`.
//!
//! This file only dispatches: every task is a module of its own. See `cargo xtask --help`.

// What is printed goes through the console, which takes nothing that a terminal obeys.
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod cli;
mod console;
mod diff;
mod documents;
mod explain;
#[cfg(test)]
mod forms;
mod generate;
mod import;
mod list;
mod memo;
mod outcome;
mod output;
mod progress;
mod scaffold;
#[cfg(test)]
mod tree;
mod workspace;

use std::process::ExitCode;

use clap::Parser as _;
use odc_http::text::printable;

use odc_codegen::contain::{self, Job as _};
use odc_codegen::document::{Printed, Problem, Result};
use odc_codegen::explain::Explaining;

use outcome::Outcome;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|job| job == contain::HIDDEN) {
        let arguments = arguments.map_while(|argument| argument.into_string().ok());
        return work(&arguments.collect::<Vec<_>>());
    }
    if let Ok(program) = std::env::current_exe() {
        contain::contain_by(program);
    }
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(answer) => return answered(&with_printable_arguments(answer)),
    };
    let ended = match cli.task {
        cli::Task::Explain(args) => in_full(|out| explain::run(&args, out)),
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

/// Does the job of a worker.
fn work(arguments: &[String]) -> ExitCode {
    let Some((name, limits)) = arguments.split_first() else {
        return ExitCode::FAILURE;
    };
    let limits: Vec<u64> = limits
        .iter()
        .map_while(|limit| limit.parse().ok())
        .collect();
    match name.as_str() {
        diff::Comparing::NAME => contain::work::<diff::Comparing>(&limits),
        import::Importing::NAME => contain::work::<import::Importing>(&limits),
        list::Listing::NAME => contain::work::<list::Listing>(&limits),
        scaffold::Scaffolding::NAME => contain::work::<scaffold::Scaffolding>(&limits),
        Explaining::NAME => contain::work::<Explaining>(&limits),
        job => odc_codegen::work(job, &limits).unwrap_or(ExitCode::FAILURE),
    }
}

fn failed(problem: &Problem) -> ExitCode {
    console::mention(format_args!("error: {problem}"));
    ExitCode::FAILURE
}

/// The same answer, in which the arguments are printable.
fn with_printable_arguments(answer: clap::Error) -> clap::Error {
    let arguments = std::env::args_os();
    let arguments = arguments.map(|argument| printable(&argument.to_string_lossy()).to_string());
    cli::Cli::try_parse_from(arguments).err().unwrap_or(answer)
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
fn in_full(task: impl FnOnce(&mut console::Console<'_>) -> Result<Outcome>) -> Result<Outcome> {
    let mut out = console::Pipe::new(std::io::stdout().lock());
    let mut out = console::Console::new(&mut out);
    let ended = task(&mut out)?;
    out.say(&Printed::default())?;
    Ok(ended)
}
