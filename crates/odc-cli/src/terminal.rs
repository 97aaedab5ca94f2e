//! Writes data to stdout, and everything else to stderr. Control characters in names and texts of the service are
//! escaped. Texts that a CI system would obey when it reads the log of a step are escaped too: in GitHub Actions a
//! line that begins with `::`, in Azure Pipelines and other systems `##vso[` anywhere in a line. Otherwise the name
//! of an asset could set a variable of the pipeline.

use std::collections::HashSet;
use std::fmt::Display;
use std::io::{IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use console::{Term, style};
use indicatif::{MultiProgress, ProgressDrawTarget};
use odc_http::text::printable;

use crate::exit::Failure;

/// When to use colours.
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

/// One line without text that controls a terminal or a CI system.
#[must_use]
pub fn line(text: &str) -> String {
    let line = without_commands(&printable(text).to_string(), r"\u{23}");
    let blanks = line.len() - line.trim_start().len();
    match line[blanks..].strip_prefix("::") {
        Some(rest) => format!(r"{}\u{{3a}}:{rest}", &line[..blanks]),
        None => line,
    }
}

/// A text in which `##WORD[` is not a command of a CI system: `hash` replaces the second `#`.
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

/// Whether a CI system would find a command in a text.
fn has_commands(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start);
    lines.any(|line| line.starts_with("::")) || without_commands(text, "") != text
}

/// Lines without text that controls a terminal.
fn lines(text: &str) -> String {
    let lines = text.split('\n').map(|line| printable(line).to_string());
    lines.collect::<Vec<_>>().join("\n")
}

/// A text for stdout. Names and texts of the service in it cannot control a terminal or a CI system. All functions
/// that make such a text escape them, except [`verbatim`](Self::verbatim).
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
        // `#` occurs only in texts, and its escape has the same meaning.
        Self(without_commands(json, r"\u0023") + "\n")
    }

    /// Serialized YAML. `None` if a CI system would find a command in it.
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

    /// A text that is not changed: a text of this program, or one that SECURITY.md names, such as CSV.
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

/// Writes data to stdout. If stdout is not a terminal, no byte is changed. If the reader has closed stdout, as `head`
/// does, the command continues without hints, and ends with its own exit code.
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

/// Lines on stderr: hints, plans, and failures. Progress bars move out of their way.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    bars: MultiProgress,
    filter: Arc<OnceLock<Filter>>,
    warned: Arc<Mutex<HashSet<String>>>,
}

/// Changes a line before it is written.
pub type Filter = fn(&str) -> String;

impl Notes {
    /// Writes a line. A closed stderr is ignored. If the reader has closed stdout, no hint is written.
    pub fn say(&self, text: impl Display) {
        if READER_HAS_GONE.load(Ordering::Relaxed) {
            return;
        }
        self.write(&line(&text.to_string()));
    }

    /// Writes a warning, but each text only once.
    pub fn warn(&self, text: impl Display) {
        let text = text.to_string();
        let mut warned = self.warned.lock().unwrap_or_else(PoisonError::into_inner);
        if warned.insert(text.clone()) {
            drop(warned);
            self.say(format_args!("warning: {text}"));
        }
    }

    /// Writes a command for a CI system. The caller must escape the values in it.
    pub fn command(&self, command: &str) {
        self.write(&printable(command).to_string());
    }

    /// From now on, sends every line through a filter. The first filter stays.
    pub fn filter_by(&self, filter: Filter) {
        self.filter.get_or_init(|| filter);
    }

    /// Writes the line of a failure.
    pub fn fail(&self, text: &str) {
        let mark = style("error:").red().bold().for_stderr();
        self.write(&format!("{mark} {}", line(text)));
    }

    /// The place where progress bars are drawn.
    #[must_use]
    pub const fn bars(&self) -> &MultiProgress {
        &self.bars
    }

    /// Removes the bars, and draws no more bars. So a user who stops a command does not wait for the thread that
    /// draws them.
    pub fn end_bars(&self) {
        // A terminal that no longer exists does not show a bar either.
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
    fn characters_that_a_terminal_obeys_are_escaped_but_line_breaks_stay() {
        assert_eq!(
            lines("head\n\u{1b}[2Jrow\u{202e}"),
            "head\n\\u{1b}[2Jrow\\u{202e}"
        );
    }

    #[test]
    fn text_that_a_ci_system_obeys_is_escaped_and_other_text_stays() {
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
    fn no_form_of_a_text_contains_a_command_of_a_ci_system() {
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
