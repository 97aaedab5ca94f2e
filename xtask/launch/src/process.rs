//! Starts other programs and reports how they end.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

/// The cargo that started this program, or else the cargo of the search path.
#[must_use]
pub fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Runs a program that prints its own messages. Returns its exit code as the exit code of this program.
#[must_use]
pub fn run_and_exit_like(command: &mut Command) -> ExitCode {
    match command.status() {
        Ok(status) => match status.code().and_then(|code| u8::try_from(code).ok()) {
            Some(code) => ExitCode::from(code),
            None => fail(&format!("{} ended with {status}", name(command))),
        },
        Err(error) => fail(&not_started(command, &error)),
    }
}

/// Prints one line to stderr and returns the exit code of a failure.
#[must_use]
pub fn fail(what: &str) -> ExitCode {
    eprintln!("error: {what}");
    ExitCode::FAILURE
}

/// The message for a program that cannot be started.
#[must_use]
pub fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!(
        "cannot run {}: {error}; install Rust from https://rustup.rs, or set CARGO",
        name(command)
    )
}

fn name(command: &Command) -> std::path::Display<'_> {
    std::path::Path::new(command.get_program()).display()
}
