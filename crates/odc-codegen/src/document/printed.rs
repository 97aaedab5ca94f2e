//! Makes text for people and for programs in which the characters of a document can do no harm.
//!
//! Names and prose of a document may hold line breaks, escape sequences for terminals, and characters that change the
//! direction of text. No task prints them unchanged. A task prints a [`Printed`], and each function that adds text to a
//! `Printed` escapes such characters.

use std::fmt::{self, Display, Write as _};
use std::ops::AddAssign;

use odc_http::text::{is_printable, printable, without_tokens};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The longest line, in characters. A longer line is cut, because a document may hold any number of names.
const MAX_LINE: usize = 5_000;

/// Lines for a terminal or a text file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct Printed(String);

/// The text of another process. Its control sequences are escaped too. The lines are not changed otherwise.
impl From<String> for Printed {
    fn from(text: String) -> Self {
        let is_safe = |c: char| c == '\n' || is_printable(c);
        if text.chars().all(is_safe) {
            return Self(text);
        }
        let escaped = text.chars().map(|c| {
            if is_safe(c) {
                c.to_string()
            } else {
                c.escape_unicode().to_string()
            }
        });
        Self(escaped.collect())
    }
}

impl Printed {
    /// One line.
    #[must_use]
    pub fn from_line(line: impl Display) -> Self {
        let mut printed = Self::default();
        printed.line(line);
        printed
    }

    /// Adds exactly one line: line breaks in it and control sequences for terminals are escaped, and text that looks
    /// like a token is removed.
    pub fn line(&mut self, line: impl Display) {
        let line = line.to_string();
        let line = printable(&line).to_string();
        match line.char_indices().nth(MAX_LINE) {
            Some((end, _)) => self.0.extend([&line[..end], "…\n"]),
            None => self.0.extend([&line, "\n"]),
        }
    }

    /// Adds a value as [`json`] writes it. Text that looks like a token is removed from the values, but not from the
    /// keys.
    pub fn json(&mut self, value: &impl Serialize) {
        let value = serde_json::to_value(value).expect("a value whose keys are texts");
        self.0.extend([&json(&redacted(value)), "\n"]);
    }

    /// The lines, each with its line break.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AddAssign for Printed {
    fn add_assign(&mut self, other: Self) {
        self.0 += &other.0;
    }
}

impl Display for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value as JSON with an indentation of two spaces. Characters that control a terminal and invisible characters are
/// escaped, so a program reads exactly the same texts.
///
/// # Panics
/// A value that JSON cannot hold: a value with keys that are not texts.
#[must_use]
pub fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("a value whose keys are texts");
    let mut json = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c == '\n' || is_printable(c) => json.push(c),
            // Such a character is always inside a string, because JSON is ASCII outside of strings. Serde has already
            // escaped the ASCII control characters.
            c => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                // Writing to a string does not fail.
                let _ = write!(json, "\\u{unit:04x}");
            }),
        }
    }
    json
}

fn redacted(value: Value) -> Value {
    match value {
        Value::String(text) => without_tokens(&text).to_string().into(),
        Value::Array(values) => values.into_iter().map(redacted).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(key, value)| (key, redacted(value)))
            .collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json as value;

    use super::*;

    const FOREIGN: &str = "a\u{1b}[31m\r\n\u{202e}b\u{7f}\u{9b}\u{2028}ü";

    #[test]
    fn any_text_stays_on_one_line() {
        let report = Printed::from_line(format_args!("  note      {FOREIGN}"));
        let line = "  note      a\\u{1b}[31m\\r\\n\\u{202e}b\\u{7f}\\u{9b}\\u{2028}ü\n";
        assert_eq!(report.as_str(), line);
    }

    #[test]
    fn a_text_of_another_process_has_no_control_sequence_either() {
        let sent = |text: &str| -> Printed { serde_json::from_value(value!(text)).unwrap() };
        let printed = Printed::from_line(FOREIGN);
        assert_eq!(sent(printed.as_str()), printed);
        assert_eq!(sent("a\u{1b}[31m\nb\n").as_str(), "a\\u{1b}[31m\nb\n");
    }

    #[test]
    fn no_token_is_printed_as_a_line_or_in_json() {
        let token = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.c2ln";
        let mut printed = Printed::from_line(format_args!("  note {token}"));
        printed.json(&value!([{"what": format!("a\n{token}")}]));
        let json = "[\n  {\n    \"what\": \"a\\n[redacted]\"\n  }\n]\n";
        assert_eq!(printed.as_str(), format!("  note [redacted]\n{json}"));
    }

    #[test]
    fn a_long_line_is_cut() {
        let report = Printed::from_line("x".repeat(1 << 20));
        assert_eq!(report.as_str().chars().count(), MAX_LINE + 2);
        assert!(report.as_str().ends_with("x…\n"));
    }

    #[test]
    fn json_keeps_its_texts_and_contains_no_raw_control_character() {
        let written = json(&value!({FOREIGN: [FOREIGN]}));
        let text = r"a\u001b[31m\r\n\u202eb\u007f\u009b\u2028ü";
        assert_eq!(
            written,
            format!("{{\n  \"{text}\": [\n    \"{text}\"\n  ]\n}}")
        );
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read[FOREIGN][0], FOREIGN);
    }

    proptest! {
        #[test]
        fn json_of_any_text_is_read_as_the_same_text(text in any::<String>()) {
            let written = json(&value!({ text.clone(): text }));
            prop_assert!(written.chars().all(|c| c == '\n' || is_printable(c)), "{}", written);
            let read: Value = serde_json::from_str(&written).unwrap();
            prop_assert_eq!(&read[&text], &value!(text));
        }
    }
}
