//! `cargo xtask`: runs the task that the command line names.
//!
//! The quickstart, CI and the man pages run in this program. For all other tasks, it lets cargo build and run the
//! program of the package `xtask`.

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let mut arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let task = arguments.first().and_then(|task| task.to_str());
    match task {
        Some("quickstart") => xtask_launch::quickstart::run(&arguments.split_off(1)),
        Some("man") => xtask_launch::man::run(&arguments.split_off(1)),
        Some("ci") => xtask_launch::ci::run(&arguments.split_off(1)),
        _ => {
            let mut generator = Command::new(xtask_launch::cargo());
            generator.args(["run", "--profile", "generator", "--package", "xtask", "--"]);
            xtask_launch::run_and_exit_like(generator.args(arguments))
        }
    }
}
