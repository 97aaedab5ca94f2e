//! A question to the user of the client, made of single lines. No name or text of the service can begin a line of its
//! own, hide another line, or move words out of sight.

use serde_json::Value;

use super::secrets::Clean;
use crate::terminal::line;

/// The largest number of characters in a question. A user cannot be expected to read more.
const MOST: usize = 50_000;

/// The longest run of blanks that stays. A longer one could move words to the next line of a narrow window.
const BLANKS: usize = 12;

/// The lines of a question.
#[derive(Debug, Default)]
pub(super) struct Question(Vec<Clean>);

impl Question {
    /// Adds a line.
    pub(super) fn line(&mut self, text: &str) {
        // Secrets are hidden in each line separately, so that a quotation mark in one line hides no other line.
        self.0.push(Clean::from_text(&narrow(&line(text))));
    }

    /// Adds JSON. Each member becomes a line.
    pub(super) fn json(&mut self, value: &Value) {
        let json = serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string());
        json.lines().for_each(|text| self.line(text));
    }

    /// The question as one text.
    ///
    /// # Errors
    /// It is too long. A user who reads only a part of it would agree to more than that part.
    pub(super) fn text(&self) -> Result<Clean, String> {
        let whole = Clean::joined(&self.0);
        let length = whole.as_str().chars().count();
        if length > MOST {
            return Err(format!(
                "the question about it would have {length} characters, and a user is asked at most {MOST}; make smaller calls, or use the command line"
            ));
        }
        Ok(whole)
    }
}

/// A line in which long runs of blanks are replaced by their number, except at the beginning.
fn narrow(line: &str) -> String {
    let text = line.trim_start_matches(' ');
    let mut narrow = " ".repeat((line.len() - text.len()).min(4 * BLANKS));
    let mut rest = text;
    while let Some(at) = rest.find(' ') {
        let (before, from) = rest.split_at(at);
        let after = from.trim_start_matches(' ');
        let count = from.len() - after.len();
        narrow += before;
        if count > BLANKS {
            narrow.extend([" (", &count.to_string(), " blanks) "]);
        } else {
            narrow += &from[..count];
        }
        rest = after;
    }
    narrow + rest
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_text_cannot_begin_a_line_hide_a_line_or_move_words_out_of_sight() {
        let mut question = Question::default();
        question.line("plan   App\nNOTE: nothing is changed.\r\u{85}\u{2028}x   r2 → QA");
        question.line("impact     password: \"");
        question.line(&format!("       after      A{}NOTE", " ".repeat(90)));
        question.json(&json!({"name": "a\nb\u{202e}", "secondName": "password: \""}));
        assert_eq!(
            question.text().unwrap().as_str(),
            r#"plan   App\nNOTE: nothing is changed.\r\u{85}\u{2028}x   r2 → QA
impact     password: "
       after      A (90 blanks) NOTE
{
  "name": "a\nb\u{202e}",
  "secondName": "password: \""
}"#
        );
    }

    #[test]
    fn a_question_is_asked_only_if_it_is_complete() {
        let mut question = Question::default();
        question.json(&json!("é".repeat(MOST - 2)));
        assert!(question.text().unwrap().as_str().ends_with("é\""));
        question.line("x");
        let why = question.text().unwrap_err();
        assert!(why.contains("would have 50002 characters"), "{why}");
    }
}
