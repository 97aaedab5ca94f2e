//! The output of a task. The caller passes a writer, which is stdout when a user runs the task.
//!
//! A task can print only a [`Printed`], which has all foreign characters escaped.

use std::fmt::Display;
use std::io::{ErrorKind, Result as IoResult, Write};

use odc_codegen::document::{Printed, Problem, Result};

/// Prints the reports of a task.
pub(crate) struct Console<'a>(&'a mut dyn Write);

impl<'a> Console<'a> {
    pub(crate) fn new(out: &'a mut dyn Write) -> Self {
        Self(out)
    }

    /// # Errors
    /// The writer fails, for example because the disk is full.
    pub(crate) fn print(&mut self, report: &Printed) -> Result<()> {
        let written = self.0.write_all(report.as_str().as_bytes());
        written
            .and_then(|()| self.0.flush())
            .map_err(|e| cannot_print(&e))
    }
}

pub(crate) fn cannot_print(error: &std::io::Error) -> Problem {
    Problem::new(format!("cannot print: {error}"))
}

/// Prints a line to stderr.
pub(crate) fn print_to_stderr(line: impl Display) {
    // There is no other place to report a failure.
    let _ = std::io::stderr().write_all(Printed::from_line(line).as_str().as_bytes());
}

/// A writer to a pipe whose reader may close it, as in `… | head -1`. Then the rest of the output is discarded, and the
/// task continues.
pub(crate) struct Pipe<W> {
    to: W,
    closed: bool,
}

impl<W: Write> Pipe<W> {
    pub(crate) fn new(to: W) -> Self {
        Self { to, closed: false }
    }

    fn ignore_closed<T>(&mut self, ended: IoResult<T>, otherwise: T) -> IoResult<T> {
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
        self.ignore_closed(written, bytes.len())
    }

    fn flush(&mut self) -> IoResult<()> {
        if self.closed {
            return Ok(());
        }
        let flushed = self.to.flush();
        self.ignore_closed(flushed, ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Accepts this number of writes, then fails with this error.
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

    fn print_line(out: &mut dyn Write) -> Result<()> {
        Console::new(out).print(&Printed::from_line("line"))
    }

    #[test]
    fn a_closed_pipe_causes_no_failure() {
        let mut out = Pipe::new(Reader(1, ErrorKind::BrokenPipe));
        for _ in 0..3 {
            print_line(&mut out).unwrap();
        }
        assert!(out.closed);
    }

    #[test]
    fn a_full_disk_causes_a_failure() {
        let mut out = Pipe::new(Reader(1, ErrorKind::StorageFull));
        print_line(&mut out).unwrap();
        let refused = print_line(&mut out).unwrap_err().to_string();
        assert!(refused.starts_with("cannot print: "), "{refused}");
    }
}
