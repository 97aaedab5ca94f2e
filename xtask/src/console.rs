//! What a task says: to a passed writer, which for a user is standard output.
//!
//! A task has no other way to say anything than a [`Printed`], in which nothing foreign is raw.

use std::fmt::Display;
use std::io::{ErrorKind, Result as IoResult, Write};

use odc_codegen::document::{Printed, Problem, Result};

/// Where a task says what it has to say.
pub(crate) struct Console<'a>(&'a mut dyn Write);

impl<'a> Console<'a> {
    pub(crate) fn new(out: &'a mut dyn Write) -> Self {
        Self(out)
    }

    /// # Errors
    /// A writer that takes nothing, a full disk say.
    pub(crate) fn say(&mut self, report: &Printed) -> Result<()> {
        let said = self.0.write_all(report.as_str().as_bytes());
        said.and_then(|()| self.0.flush())
            .map_err(|e| unprinted(&e))
    }
}

pub(crate) fn unprinted(error: &std::io::Error) -> Problem {
    Problem::new(format!("cannot print: {error}"))
}

/// Says a line to the user's second channel, which nobody has to read.
pub(crate) fn mention(line: impl Display) {
    // There is nowhere else to say that it cannot be said.
    let _ = std::io::stderr().write_all(Printed::of(line).as_str().as_bytes());
}

/// A writer whose reader may leave, as that of `… | head -1` does: what it does not want is not said, and the task
/// goes on.
pub(crate) struct Pipe<W> {
    to: W,
    closed: bool,
}

impl<W: Write> Pipe<W> {
    pub(crate) fn new(to: W) -> Self {
        Self { to, closed: false }
    }

    fn unless_closed<T>(&mut self, ended: IoResult<T>, otherwise: T) -> IoResult<T> {
        match ended {
            Err(e) if e.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(otherwise)
            }
            ended => ended,
        }
    }
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> IoResult<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        let written = self.to.write(bytes);
        self.unless_closed(written, bytes.len())
    }

    fn flush(&mut self) -> IoResult<()> {
        if self.closed {
            return Ok(());
        }
        let flushed = self.to.flush();
        self.unless_closed(flushed, ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes so many writes, then fails in its own way.
    struct Reader(usize, ErrorKind);

    impl Write for Reader {
        fn write(&mut self, bytes: &[u8]) -> IoResult<usize> {
            self.0 = self.0.checked_sub(1).ok_or(self.1)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> IoResult<()> {
            Ok(())
        }
    }

    fn say(out: &mut dyn Write) -> Result<()> {
        Console::new(out).say(&Printed::of("line"))
    }

    #[test]
    fn a_reader_who_leaves_is_no_failure() {
        let mut out = Pipe::new(Reader(1, ErrorKind::BrokenPipe));
        for _ in 0..3 {
            say(&mut out).unwrap();
        }
        assert!(out.closed);
    }

    #[test]
    fn a_full_disk_is_one() {
        let mut out = Pipe::new(Reader(1, ErrorKind::StorageFull));
        say(&mut out).unwrap();
        let refused = say(&mut out).unwrap_err().to_string();
        assert!(refused.starts_with("cannot print: "), "{refused}");
    }
}
