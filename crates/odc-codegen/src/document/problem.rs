//! The only error type of the generator. It says on one line what is wrong, where, and what to do.

use std::fmt;
use std::path::Path;

use odc_http::text::{one_line, printable};
use serde::{Deserialize, Serialize};

/// The result of a function of the generator that can fail.
pub type Result<T> = std::result::Result<T, Problem>;

/// A refusal or a failure, printed as `FILE:LINE: POINTER: WHAT; FIX`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Problem {
    file: Option<String>,
    line: Option<usize>,
    pointer: Option<String>,
    what: String,
    fix: Option<String>,
}

impl Problem {
    /// A problem without a place; `what` is one sentence without a period.
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            file: None,
            line: None,
            pointer: None,
            what: what.into(),
            fix: None,
        }
    }

    /// The file, shown relative to the workspace.
    #[must_use]
    pub fn file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// The line of the file, from 1.
    #[must_use]
    pub fn line(mut self, line: Option<usize>) -> Self {
        self.line = line;
        self
    }

    /// The place as a JSON pointer (RFC 6901).
    #[must_use]
    pub fn pointer(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// Whether the problem is in this file.
    #[must_use]
    pub fn is_in(&self, file: &str) -> bool {
        self.file.as_deref() == Some(file)
    }

    /// The JSON pointer, if there is one.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.pointer.as_deref()
    }

    /// What to do about it, as one sentence without a period.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }

    /// A failed file operation: `cannot read PATH: ERROR`.
    #[must_use]
    pub fn io(doing: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::new(format!("cannot {doing} {}: {error}", path.display()))
    }
}

/// The longest sentence, in characters. A longer sentence is cut, because a dependency may quote a whole document.
const MAX_SENTENCE: usize = 2_000;

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}", printable(file))?;
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
            }
            f.write_str(": ")?;
        }
        match self.pointer.as_deref() {
            None => {}
            Some("") => f.write_str("(root): ")?,
            Some(pointer) => write!(f, "{}: ", printable(pointer))?,
        }
        f.write_str(&one_line(&self.what, MAX_SENTENCE))?;
        if let Some(fix) = &self.fix {
            write!(f, "; {}", one_line(fix, MAX_SENTENCE))?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_one_line_although_names_hold_line_breaks_and_escape_codes() {
        let problem = Problem::new("the path `/a\n\u{1b}[31m`\r\n is wrong")
            .file("x.json")
            .line(Some(1))
            .pointer("/paths/~1a\n\u{1b}[31m")
            .fix("do\nthis");
        assert_eq!(
            problem.to_string(),
            "x.json:1: /paths/~1a\\n\\u{1b}[31m: the path `/a \\u{1b}[31m` is wrong; do this"
        );
    }
}
