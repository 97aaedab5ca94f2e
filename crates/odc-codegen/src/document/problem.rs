//! The one error type of the generator: what is wrong, where, and what to do, on one line.

use std::fmt::{self, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

/// What a function of the generator returns.
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
    /// A problem of which only this is known: what is wrong, as one sentence without a period.
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

    /// Whether it is a problem of this file.
    #[must_use]
    pub fn is_in(&self, file: &str) -> bool {
        self.file.as_deref() == Some(file)
    }

    /// Its JSON pointer, if it has one.
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

    /// The failure to do something with a file: `cannot read PATH: ERROR`.
    #[must_use]
    pub fn io(doing: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::new(format!("cannot {doing} {}: {error}", path.display()))
    }
}

/// Keeps a message on one line: dependencies' messages may hold line breaks.
fn one_line(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    for (i, word) in text.split_whitespace().enumerate() {
        if i > 0 {
            f.write_str(" ")?;
        }
        printable(f, word)?;
    }
    Ok(())
}

/// Names of the document may hold line breaks and whatever else a terminal obeys.
fn printable(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    text.chars().try_for_each(|c| {
        if c.is_control() {
            write!(f, "{}", c.escape_default())
        } else {
            f.write_char(c)
        }
    })
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            f.write_str(file)?;
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
            }
            f.write_str(": ")?;
        }
        if let Some(pointer) = &self.pointer {
            printable(
                f,
                if pointer.is_empty() {
                    "(root)"
                } else {
                    pointer
                },
            )?;
            f.write_str(": ")?;
        }
        one_line(f, &self.what)?;
        if let Some(fix) = &self.fix {
            f.write_str("; ")?;
            one_line(f, fix)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_takes_one_line_whatever_the_document_calls_its_things() {
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
