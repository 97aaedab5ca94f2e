//! Turns the `OpenAPI` documents in `openapi/` into the client crates in `crates/`.
//!
//! This file only starts the tasks. Each task is a separate module. See `cargo xtask --help`.

// All output goes through the console, which escapes characters that control a terminal.
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod cache;
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
mod output;
mod progress;
mod scaffold;
#[cfg(test)]
mod test_workspace;
mod verdict;
mod workspace;

use std::process::ExitCode;

use clap::Parser as _;
use odc_http::text::printable;

use odc_codegen::contain::{self, Job as _};
use odc_codegen::document::{Printed, Problem, Result};
use odc_codegen::explain::ExplainJob;

use verdict::Verdict;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments
        .next()
        .is_some_and(|job| job == contain::WORKER_ARGUMENT)
    {
        let arguments = arguments.map_while(|argument| argument.into_string().ok());
        return run_worker(&arguments.collect::<Vec<_>>());
    }
    if let Ok(program) = std::env::current_exe() {
        contain::set_worker_program(program);
    }
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return print_clap_error(&with_printable_arguments(error)),
    };
    let ended = match cli.task {
        cli::Task::Explain(args) => run_task(|out| explain::run(&args, out)),
        cli::Task::Generate(args) => run_task(|out| generate::run(&args, out)),
        cli::Task::Diff(args) => run_task(|out| diff::run(&args, out)),
        cli::Task::Import(args) => run_task(|out| import::run(&args, out)),
        cli::Task::List(args) => run_task(|out| list::run(&args, out)),
        cli::Task::Scaffold(args) => run_task(|out| scaffold::run(&args, out)),
        cli::Task::Quickstart(args) => return xtask_launch::quickstart::run(&args.arguments),
        cli::Task::Man(args) => return xtask_launch::man::run(&args.arguments),
        cli::Task::Ci(args) => return xtask_launch::ci::run(&args.arguments),
    };
    match ended {
        Ok(verdict) => ExitCode::from(verdict.exit_code()),
        Err(problem) => print_failure(&problem),
    }
}

/// Runs the job that the arguments name, as a worker process.
fn run_worker(arguments: &[String]) -> ExitCode {
    let Some((name, limits)) = arguments.split_first() else {
        return ExitCode::FAILURE;
    };
    let limits: Vec<u64> = limits
        .iter()
        .map_while(|limit| limit.parse().ok())
        .collect();
    match name.as_str() {
        diff::DiffJob::NAME => contain::run_worker::<diff::DiffJob>(&limits),
        import::ImportJob::NAME => contain::run_worker::<import::ImportJob>(&limits),
        list::ListJob::NAME => contain::run_worker::<list::ListJob>(&limits),
        scaffold::ScaffoldJob::NAME => contain::run_worker::<scaffold::ScaffoldJob>(&limits),
        ExplainJob::NAME => contain::run_worker::<ExplainJob>(&limits),
        job => odc_codegen::run_worker(job, &limits).unwrap_or(ExitCode::FAILURE),
    }
}

fn print_failure(problem: &Problem) -> ExitCode {
    console::print_to_stderr(format_args!("error: {problem}"));
    ExitCode::FAILURE
}

/// The same error, but with printable arguments.
fn with_printable_arguments(error: clap::Error) -> clap::Error {
    let arguments = std::env::args_os();
    let arguments = arguments.map(|argument| printable(&argument.to_string_lossy()).to_string());
    cli::Cli::try_parse_from(arguments).err().unwrap_or(error)
}

/// Prints the requested help, or the error in the command line.
fn print_clap_error(error: &clap::Error) -> ExitCode {
    match error.print() {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe && !error.use_stderr() => {
            print_failure(&console::cannot_print(&e))
        }
        _ if error.use_stderr() => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

/// Runs a task to its end, even if the reader of its output closes the pipe.
fn run_task(task: impl FnOnce(&mut console::Console<'_>) -> Result<Verdict>) -> Result<Verdict> {
    let mut out = console::Pipe::new(std::io::stdout().lock());
    let mut out = console::Console::new(&mut out);
    let ended = task(&mut out)?;
    out.print(&Printed::default())?;
    Ok(ended)
}
