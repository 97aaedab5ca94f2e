//! Writes data to stdout, and everything else to stderr. Control characters in names and texts of the service are
//! escaped, and so are the texts that a CI system obeys when it reads the log of a step: in GitHub Actions a line that
//! begins with `::`, in Azure Pipelines and others `##vso[` anywhere in a line. Otherwise the name of an asset could
//! set a variable of the pipeline.

use std::collections::HashSet;
use std::fmt::Display;
use std::io::{IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use console::{Term, style};
use indicatif::{MultiProgress, ProgressDrawTarget};
use odc_http::text::printable;

use crate::exit::Failure;

/// When text is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Applies the choice to the whole program.
    pub fn apply(self) {
        let enabled = match self {
            Self::Auto => return,
            Self::Always => true,
            Self::Never => false,
        };
        console::set_colors_enabled(enabled);
        console::set_colors_enabled_stderr(enabled);
    }
}

/// One line without anything that controls a terminal or a CI system.
#[must_use]
pub fn line(text: &str) -> String {
    let line = without_commands(&printable(text).to_string(), r"\u{23}");
    let blanks = line.len() - line.trim_start().len();
    match line[blanks..].strip_prefix("::") {
        Some(rest) => format!(r"{}\u{{3a}}:{rest}", &line[..blanks]),
        None => line,
    }
}

/// A text in which `##WORD[` is not a command of a CI system: `hash` takes the place of the second `#`.
pub(crate) fn without_commands(text: &str, hash: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find("##") {
        let (before, found) = rest.split_at(at + 1);
        out += before;
        rest = found;
        if found[1..].trim_start_matches(is_word).starts_with('[') {
            out += hash;
            rest = &found[1..];
        }
    }
    out + rest
}

/// Whether a CI system finds a command in a text.
fn has_commands(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start);
    lines.any(|line| line.starts_with("::")) || without_commands(text, "") != text
}

/// Lines without anything that controls a terminal.
fn lines(text: &str) -> String {
    let lines = text.split('\n').map(|line| printable(line).to_string());
    lines.collect::<Vec<_>>().join("\n")
}

/// A text for stdout. Names and texts of the service control neither a terminal nor a CI system in it: each function that
/// makes one escapes them, except [`verbatim`](Self::verbatim).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(String);

impl Text {
    /// Lines for people: tables and drawings.
    #[must_use]
    pub fn of_lines(lines: &str) -> Self {
        Self(lines.split('\n').map(line).collect::<Vec<_>>().join("\n"))
    }

    /// Serialized JSON.
    #[must_use]
    pub fn of_json(json: &str) -> Self {
        // `#` stands in texts alone, and its escape means the same.
        Self(without_commands(json, r"\u0023") + "\n")
    }

    /// Serialized YAML; `None` when a CI system would find a command in it.
    #[must_use]
    pub fn of_yaml(yaml: String) -> Option<Self> {
        (!has_commands(&yaml)).then_some(Self(yaml))
    }

    /// SVG.
    #[must_use]
    pub fn of_svg(svg: &str) -> Self {
        let lines = svg.split('\n').map(|line| {
            let blanks = line.len() - line.trim_start().len();
            match line[blanks..].strip_prefix("::") {
                Some(rest) => format!("{}&#58;:{rest}", &line[..blanks]),
                None => line.to_owned(),
            }
        });
        Self(without_commands(
            &lines.collect::<Vec<_>>().join("\n"),
            "&#35;",
        ))
    }

    /// A text that stays as it is: one of this program, or one that SECURITY.md names, such as CSV.
    #[must_use]
    pub fn verbatim(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The width of the terminal. `None` when stdout is not a terminal.
#[must_use]
pub fn width() -> Option<u16> {
    let term = Term::stdout();
    let size = term.is_term().then(|| term.size_checked()).flatten();
    size.map(|(_, columns)| columns)
}

/// Writes data to stdout. When stdout is not a terminal, no byte is changed. When the reader has closed stdout, as `head` does,
/// the command continues without hints, and ends with its own exit code.
///
/// # Errors
/// Writing fails; [`Failure::of_stdout`] explains it.
pub fn data(Text(text): &Text) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    let written = if stdout.is_terminal() {
        stdout.write_all(lines(text).as_bytes())
    } else {
        stdout.write_all(text.as_bytes())
    };
    let written = written.and_then(|()| stdout.flush());
    match written {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            READER_HAS_GONE.store(true, Ordering::Relaxed);
            Ok(())
        }
        written => written.map_err(|error| Failure::of_stdout(&error)),
    }
}

/// Whether the reader has closed stdout. The process has only one stdout.
static READER_HAS_GONE: AtomicBool = AtomicBool::new(false);

/// Lines on stderr: hints, plans, and failures. Progress bars make room for them.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    bars: MultiProgress,
    filter: Arc<OnceLock<Filter>>,
    warned: Arc<Mutex<HashSet<String>>>,
}

/// Changes a line before it is written.
pub type Filter = fn(&str) -> String;

impl Notes {
    /// Writes a line. A closed stderr is ignored. When the reader has closed stdout, no hint is written.
    pub fn say(&self, text: impl Display) {
        if READER_HAS_GONE.load(Ordering::Relaxed) {
            return;
        }
        self.write(&line(&text.to_string()));
    }

    /// Writes a warning, once for each text.
    pub fn warn(&self, text: impl Display) {
        let text = text.to_string();
        let mut warned = self.warned.lock().unwrap_or_else(PoisonError::into_inner);
        if warned.insert(text.clone()) {
            drop(warned);
            self.say(format_args!("warning: {text}"));
        }
    }

    /// Writes a command for a CI system. The caller escapes the values in it.
    pub fn command(&self, command: &str) {
        self.write(&printable(command).to_string());
    }

    /// Sends every line through a filter from now on. The first filter stays.
    pub fn filter_by(&self, filter: Filter) {
        self.filter.get_or_init(|| filter);
    }

    /// Writes the line of a failure.
    pub fn fail(&self, text: &str) {
        let mark = style("error:").red().bold().for_stderr();
        self.write(&format!("{mark} {}", line(text)));
    }

    /// Where progress bars are drawn.
    #[must_use]
    pub const fn bars(&self) -> &MultiProgress {
        &self.bars
    }

    /// Clears the bars, and draws no more bars. A user who stops a command does not wait for the thread that draws
    /// them.
    pub fn end_bars(&self) {
        // A terminal that has gone does not show a bar either.
        let _ = self.bars.clear();
        self.bars.set_draw_target(ProgressDrawTarget::hidden());
    }

    fn write(&self, line: &str) {
        let filtered = self.filter.get().map(|filter| filter(line));
        let line = filtered.as_deref().unwrap_or(line);
        self.bars.suspend(|| {
            let _ = writeln!(std::io::stderr(), "{line}");
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_escaped_and_line_breaks_stay() {
        assert_eq!(
            lines("head\n\u{1b}[2Jrow\u{202e}"),
            "head\n\\u{1b}[2Jrow\\u{202e}"
        );
    }

    #[test]
    fn what_a_ci_system_obeys_is_escaped_and_all_else_stays() {
        for (text, expected) in [
            ("a\n::error::b", r"a\n::error::b"),
            ("::error::b", r"\u{3a}:error::b"),
            (" ::add-mask::b", r" \u{3a}:add-mask::b"),
            ("a ##vso[task.x]b", r"a #\u{23}vso[task.x]b"),
            ("###vso[a]##[group]", r"##\u{23}vso[a]#\u{23}[group]"),
            ("##teamcity[x]", r"#\u{23}teamcity[x]"),
            ("## Notes [1] a::b ##", "## Notes [1] a::b ##"),
        ] {
            assert_eq!(line(text), expected);
        }
    }

    #[test]
    fn no_form_of_a_text_has_a_command_of_a_ci_system() {
        let hostile = "::error::a\n  ::add-mask::b\nx ##vso[task.setvariable]c";
        for (text, expected) in [
            (
                Text::of_lines(hostile),
                "\\u{3a}:error::a\n  \\u{3a}:add-mask::b\nx #\\u{23}vso[task.setvariable]c",
            ),
            (Text::of_json("\"##vso[a]\""), "\"#\\u0023vso[a]\"\n"),
            (
                Text::of_svg(hostile),
                "&#58;:error::a\n  &#58;:add-mask::b\nx #&#35;vso[task.setvariable]c",
            ),
        ] {
            assert_eq!(text.as_str(), expected);
            assert!(!has_commands(text.as_str()), "{text:?}");
        }
        assert_eq!(Text::of_yaml(hostile.to_owned()), None);
        assert!(Text::of_yaml("a: b\n".to_owned()).is_some());
    }
}
