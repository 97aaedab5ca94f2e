//! Reads text files, with a limit of their size and an error that says the line.

use std::fs;
use std::io::{Error, ErrorKind, Read as _};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use super::problem::{Problem, Result};

/// The largest file that is read, in bytes.
const MAX_FILE: u64 = 64 << 20;

/// How long to wait until a program opens the pipe for writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// Reads a text file, or a pipe such as `<(…)`; `shown` is its name in messages.
///
/// # Errors
/// A file that cannot be read, is too large, or is not UTF-8 (with its line).
pub fn read_text(path: &Path, shown: &str) -> Result<String> {
    let mut bytes = Vec::new();
    let read =
        open(path, PATIENCE).and_then(|file| file.take(MAX_FILE + 1).read_to_end(&mut bytes));
    read.map_err(|e| Problem::io("read", path, &e))?;
    if bytes.len() as u64 > MAX_FILE {
        let what = format!(
            "larger than {} MiB; no document is this large",
            MAX_FILE >> 20
        );
        return Err(Problem::new(what)
            .file(shown)
            .fix("name the file that holds the document"));
    }
    let (what, valid) = match &bytes[..] {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => ("UTF-16, not UTF-8", 0),
        bytes => match std::str::from_utf8(bytes) {
            Ok(text) => return Ok(text.to_owned()),
            Err(e) => ("not UTF-8 text", e.valid_up_to()),
        },
    };
    let line = bytes[..valid].split(|byte| *byte == b'\n').count();
    Err(Problem::new(what)
        .file(shown)
        .line(Some(line))
        .fix("save the file as UTF-8"))
}

/// Opens a file. A pipe is opened in a thread, since opening blocks until a program opens the pipe for writing. If no
/// program does, the thread waits until this process ends.
fn open(path: &Path, patience: Duration) -> std::io::Result<fs::File> {
    if fs::metadata(path)?.is_file() {
        return fs::File::open(path);
    }
    let (sender, opened) = mpsc::channel();
    let waited = path.to_owned();
    std::thread::spawn(move || sender.send(fs::File::open(waited)));
    opened.recv_timeout(patience).unwrap_or_else(|_| {
        let what = "no program writes to this pipe; start its writer first, or name a regular file";
        Err(Error::new(ErrorKind::TimedOut, what))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_utf_8_is_refused_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.json");
        let refused = |bytes: &[u8]| {
            fs::write(&path, bytes).unwrap();
            read_text(&path, "x.json").unwrap_err().to_string()
        };
        assert_eq!(
            refused(b"{\n\"title\":\n\"caf\xe9\"}"),
            "x.json:3: not UTF-8 text; save the file as UTF-8"
        );
        assert_eq!(
            refused(b"\xff\xfe{\0}\0"),
            "x.json:1: UTF-16, not UTF-8; save the file as UTF-8"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_read_and_a_pipe_without_a_writer_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let [pipe, unwritten] = ["x.json", "y.json"].map(|name| folder.path().join(name));
        for pipe in [&pipe, &unwritten] {
            let made = std::process::Command::new("mkfifo").arg(pipe).status();
            assert!(made.unwrap().success());
        }
        let refused = open(&unwritten, Duration::from_millis(20)).unwrap_err();
        assert!(
            refused
                .to_string()
                .contains("no program writes to this pipe")
        );
        std::thread::scope(|scope| {
            scope.spawn(|| fs::write(&pipe, "{}").unwrap());
            assert_eq!(read_text(&pipe, "x.json").unwrap(), "{}");
        });
    }

    #[test]
    fn a_file_that_never_ends_is_refused() {
        let zeros = Path::new("/dev/zero");
        if zeros.exists() {
            let refused = read_text(zeros, "x.json").unwrap_err().to_string();
            assert!(
                refused.starts_with("x.json: larger than 64 MiB"),
                "{refused}"
            );
        }
    }
}
