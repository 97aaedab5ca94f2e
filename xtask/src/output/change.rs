//! A file that must change, and the lines that show the difference.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use similar::TextDiff;

use odc_codegen::document::Printed;

/// How many lines of the difference are shown.
const DIFF_LINES: usize = 12;

/// How many characters of each line are shown.
const DIFF_COLUMNS: usize = 200;

/// How long the search for the shortest difference may take.
const PATIENCE: Duration = Duration::from_millis(500);

/// A file that must be written or deleted.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) path: PathBuf,
    pub(super) before: Option<Vec<u8>>,
    /// `None` if the file is to be deleted.
    pub(super) after: Option<String>,
}

impl Change {
    /// Whether the file is still the same as when the change was planned, or already has the new text.
    pub(super) fn is_as_planned(&self) -> bool {
        match read_bytes(&self.path) {
            Ok(now) => {
                let wanted = self.after.as_deref().map(str::as_bytes);
                now == self.before || now.as_deref() == wanted
            }
            // The attempt to write it will report the problem.
            Err(_) => true,
        }
    }

    pub(crate) fn reason(&self) -> &'static str {
        match (&self.before, &self.after) {
            (_, None) => "no longer generated",
            (None, _) => "missing",
            (Some(_), Some(_)) => "differs",
        }
    }

    /// The first lines that differ: the current line after `-`, and the new line after `+`.
    pub(crate) fn difference(&self) -> Printed {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => {
                first_difference(&String::from_utf8_lossy(before), after)
            }
            _ => Printed::default(),
        }
    }
}

/// The content of a file; `None` if there is no such file.
pub(super) fn read_bytes(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    match fs::symlink_metadata(path) {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Ok(found) if !found.is_file() => Err(std::io::Error::other("it is not a file")),
        _ => fs::read(path).map(Some),
    }
}

fn first_difference(found: &str, wanted: &str) -> Printed {
    // When the time is over, a longer difference is shown. For very different texts, this is good enough.
    let diff = TextDiff::configure()
        .timeout(PATIENCE)
        .diff_lines(found, wanted);
    let mut shown = Printed::default();
    let unified = diff.unified_diff().context_radius(1).to_string();
    for line in unified.lines().take(DIFF_LINES) {
        let line: String = line.chars().take(DIFF_COLUMNS).collect();
        shown.line(format_args!("    {line}"));
    }
    if unified.lines().nth(DIFF_LINES).is_some() {
        shown.line("    …");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_of_two_completely_different_texts_is_found_in_time() {
        let text = |mark: char| {
            let lines: Vec<String> = (0..60_000).map(|i| format!("{mark}{i}")).collect();
            lines.join("\n") + "\n"
        };
        let started = std::time::Instant::now();
        let shown = first_difference(&text('a'), &(text('b') + &"c".repeat(1 << 20)));
        assert!(started.elapsed() < PATIENCE * 10, "{:?}", started.elapsed());
        assert_eq!(shown.as_str().lines().count(), DIFF_LINES + 1);
    }
}
