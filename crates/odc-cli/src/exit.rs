//! The end of a command: its exit code, and the one line that says why it failed.
//!
//! Only this file decides the codes, so that a pipeline can rely on them.

use std::fmt;
use std::path::Path;

use odc_http::text::printable;
use odc_runtime::{Error, ErrorKind};

use crate::catalog;

/// The exit codes of `odctl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// The command has done its work.
    Done = 0,
    /// The command failed.
    Failed = 1,
    /// The command line was wrong.
    WrongUse = 2,
    /// The API client is not signed in, or lacks a permission.
    NotPermitted = 3,
    /// The compared things differ, or a gate failed.
    Differs = 4,
    /// The named thing does not exist.
    NotFound = 5,
    /// The command did not end in time.
    OutOfTime = 6,
    /// Some of several things failed.
    Partly = 7,
    /// The user stopped the command (SIGINT).
    Interrupted = 130,
}

impl Exit {
    /// All codes, with the words of `--help`.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Done, "done"),
        (Self::Failed, "failed"),
        (Self::WrongUse, "wrong use"),
        (Self::NotPermitted, "not permitted or not signed in"),
        (Self::Differs, "differs, or the gate did not hold"),
        (Self::NotFound, "not found"),
        (Self::OutOfTime, "ran out of time"),
        (Self::Partly, "some of many failed"),
        (Self::Interrupted, "stopped by SIGINT"),
    ];

    /// The number that the process ends with.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The table of `--help`.
    #[must_use]
    pub fn help() -> String {
        let lines = Self::ALL.map(|(exit, words)| format!("  {:>3}  {words}", exit.code()));
        format!("Exit codes:\n{}", lines.join("\n"))
    }

    /// The exit code for a failed call.
    #[must_use]
    pub fn for_error(error: &Error) -> Self {
        match error.kind() {
            ErrorKind::Config | ErrorKind::InvalidRequest => Self::WrongUse,
            // A failure of the identity service says nothing about the credentials.
            ErrorKind::Auth if !error.is_retryable() => Self::NotPermitted,
            ErrorKind::Timeout | ErrorKind::Deadline => Self::OutOfTime,
            ErrorKind::OperationGone => Self::NotFound,
            ErrorKind::Status if error.is_not_found() => Self::NotFound,
            ErrorKind::Status if error.is_permission_denied() => Self::NotPermitted,
            ErrorKind::Status if error.status().is_some_and(|status| status == 401) => {
                Self::NotPermitted
            }
            _ => Self::Failed,
        }
    }
}

/// The clients' advice after a deadline. A user of a program cannot call the wait again.
const ADVICE_OF_CLIENTS: &str = "; it may continue: wait for it again, with a longer deadline";

/// The error of a call for the command line: an operation has its name in `odctl api`. After a deadline, the command
/// adds its own advice.
#[must_use]
pub fn error_line(error: &Error) -> String {
    let line = error.to_string();
    let line = line.strip_suffix(ADVICE_OF_CLIENTS).unwrap_or(&line);
    let name = error.operation().and_then(catalog::name_of);
    match (name, line.split_once(": ")) {
        // The line begins with the call: the Rust name of the operation, or method and path.
        (Some(name), Some((_, rest))) => format!("{name}: {rest}"),
        _ => line.to_owned(),
    }
}

/// The reason why a command ended early: its exit code and one printable line.
#[derive(Debug)]
pub struct Failure {
    exit: Exit,
    /// `None` if the reader of stdout has closed it. Then nothing is reported.
    line: Option<String>,
}

impl Failure {
    /// A failure with its exit code. The line says what happened, where, and what to do.
    pub fn new(exit: Exit, line: impl fmt::Display) -> Self {
        let line = printable(&line.to_string()).to_string();
        Self {
            exit,
            line: Some(line),
        }
    }

    /// The same failure, with the place that it concerns: a file with line and column.
    #[must_use]
    pub fn at_place(self, place: &str) -> Self {
        match &self.line {
            Some(line) => Self::new(self.exit, format_args!("{place}: {line}")),
            None => self,
        }
    }

    /// The command failed.
    pub fn failed(line: impl fmt::Display) -> Self {
        Self::new(Exit::Failed, line)
    }

    /// The command line was wrong.
    pub fn usage(line: impl fmt::Display) -> Self {
        Self::new(Exit::WrongUse, line)
    }

    /// A file that the user named cannot be read.
    pub fn unreadable(path: &Path, error: impl fmt::Display) -> Self {
        Self::usage(format_args!("cannot read {}: {error}", path.display()))
    }

    /// The named thing does not exist.
    pub fn not_found(line: impl fmt::Display) -> Self {
        Self::new(Exit::NotFound, line)
    }

    /// Writing to stdout failed. If the reader has closed it, as `head` does, nothing is reported.
    #[must_use]
    pub fn of_stdout(error: &std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self {
                exit: Exit::Done,
                line: None,
            };
        }
        Self::failed(format_args!("cannot write to stdout: {error}"))
    }

    /// The code that the process ends with.
    #[must_use]
    pub const fn exit(&self) -> Exit {
        self.exit
    }

    /// The line for stderr.
    #[must_use]
    pub fn line(&self) -> Option<&str> {
        self.line.as_deref()
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let (exit, line) = (Exit::for_error(&error), error_line(&error));
        if error.kind() == ErrorKind::Deadline {
            let last = std::error::Error::source(&error);
            let last = last.and_then(|last| last.downcast_ref::<Error>());
            let advice = match last.map(Error::kind) {
                Some(ErrorKind::Network) => "check the connection, and give the command again",
                _ => "give the command again with a longer --deadline",
            };
            return Self::new(exit, format_args!("{line}; {advice}"));
        }
        Self::new(exit, line)
    }
}

#[cfg(test)]
mod tests {
    use odc_runtime::client::Method;
    use odc_runtime::{Operation, ProblemDetails, Tenant};

    use super::*;

    static GET: Operation = Operation::new("get_thing", "G", Method::GET, "/things");

    #[test]
    fn the_status_of_a_response_decides_the_code() {
        for (status, exit) in [
            (400, Exit::Failed),
            (401, Exit::NotPermitted),
            (403, Exit::NotPermitted),
            (404, Exit::NotFound),
            (409, Exit::Failed),
            (429, Exit::Failed),
            (500, Exit::Failed),
        ] {
            let error = Error::for_test(&GET, status).with_problem(ProblemDetails::default());
            assert_eq!(Exit::for_error(&error), exit, "{status}");
        }
    }

    #[test]
    fn an_operation_is_named_as_in_odctl_api() {
        let listed = &odc_identity_v1::operations::LIST_USERS;
        let older = &odc_portfolio_v1::operations::LIST_ENVIRONMENTS;
        for (operation, name) in [
            (listed, "list-users: 404 "),
            (older, "list-environments-v1: 404 "),
            (&GET, "get_thing: 404 "),
        ] {
            let error = Error::for_test(operation, 404).with_problem(ProblemDetails::default());
            let line = error_line(&error);
            assert!(line.starts_with(name), "{line}");
        }
    }

    #[test]
    fn a_wrong_setting_is_a_usage_error() {
        let error = Tenant::builder().portal_domain("a b").build().unwrap_err();
        assert_eq!(Exit::for_error(&error), Exit::WrongUse);
    }

    #[test]
    fn the_help_names_every_code() {
        let help = Exit::help();
        for (exit, words) in Exit::ALL {
            assert!(help.contains(&format!("{:>3}  {words}", exit.code())));
        }
    }

    #[test]
    fn a_closed_pipe_is_not_reported_and_foreign_text_stays_on_its_line() {
        let closed = Failure::of_stdout(&std::io::ErrorKind::BrokenPipe.into());
        assert_eq!((closed.exit(), closed.line()), (Exit::Done, None));
        let failure = Failure::failed("a\n\u{1b}[2J");
        assert_eq!(failure.line(), Some("a\\n\\u{1b}[2J"));
    }
}
