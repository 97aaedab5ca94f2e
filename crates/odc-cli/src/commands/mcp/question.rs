//! A question to the user of the client, made of single lines. No name or text of the service begins a line of its own,
//! hides another line, or moves words out of sight.

use serde_json::Value;

use super::secrets::Clean;
use crate::terminal::line;

/// The most characters of a question that a user can be expected to read.
const MOST: usize = 50_000;

/// The longest run of blanks that stays. A longer one could move words to the next line of a narrow window.
const BLANKS: usize = 12;

/// The lines of a question.
#[derive(Debug, Default)]
pub(super) struct Question(Vec<Clean>);

impl Question {
    /// Adds a line.
    pub(super) fn line(&mut self, text: &str) {
        // Secrets are hidden in each line alone: a quotation mark in one line hides no other line.
        self.0.push(Clean::from_text(&narrow(&line(text))));
    }

    /// Adds JSON, in as many lines as it has members.
    pub(super) fn json(&mut self, value: &Value) {
        let json = serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string());
        json.lines().for_each(|text| self.line(text));
    }

    /// The question as one text.
    ///
    /// # Errors
    /// It is too long. A user who reads a part of it would agree to more than that.
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

/// A line in which long runs of blanks, except the one at its begin, are counted.
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
    fn no_text_begins_a_line_hides_one_or_moves_words_out_of_sight() {
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
    fn a_question_is_whole_or_is_not_asked() {
        let mut question = Question::default();
        question.json(&json!("é".repeat(MOST - 2)));
        assert!(question.text().unwrap().as_str().ends_with("é\""));
        question.line("x");
        let why = question.text().unwrap_err();
        assert!(why.contains("would have 50002 characters"), "{why}");
    }
}
