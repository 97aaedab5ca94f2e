//! Prints an explanation.

use odc_http::text::one_line;

use odc_codegen::document::Printed;
use odc_codegen::explain::{Candidate, Change, Explanation, Naming, Place, Rule, Ruled, TABLES};

/// How many characters of a value are shown.
const SHOWN: usize = 60;

/// Lines of text.
#[derive(Default)]
struct Lines(Printed);

impl Lines {
    fn add(&mut self, line: &str) {
        self.0.line(line.trim_end());
    }

    /// Adds lines, with a word before the first one.
    fn add_with_word(&mut self, word: &str, lines: &[String]) {
        for (i, line) in lines.iter().enumerate() {
            let word = if i == 0 { word } else { "" };
            self.add(&format!("  {word:<10} {line}"));
        }
    }

    fn add_with_heading(&mut self, head: &str, lines: &[String]) {
        if !lines.is_empty() {
            self.add("");
            self.add(head);
            for line in lines {
                self.add(&format!("  {line}"));
            }
        }
    }
}

/// The explanation as text. `files` declare the thing, and `refused` is a refusal after the passes.
pub(super) fn explanation_text(
    explanation: &Explanation,
    files: &[String],
    refused: Option<&str>,
) -> Printed {
    let mut lines = Lines::default();
    lines.add(&format!(
        "{} {}",
        explanation.sort.word(),
        explanation.exact
    ));
    lines.add_with_word("published", &explanation.published);
    lines.add_with_word("place", &[place_text(&explanation.place)]);
    let rust = &explanation.rust;
    if rust.is_empty() {
        lines.add_with_word("Rust", &["not generated".to_owned()]);
    }
    lines.add_with_word("Rust", rust);
    lines.add_with_word("generated", files);
    lines.add_with_heading("name", &naming_lines(&explanation.name));
    lines.add_with_heading("changed", &change_columns(&explanation.changed));
    lines.add_with_heading("removed", &change_columns(&explanation.removed));
    if !explanation.parts.is_empty() {
        let parts = explanation.parts.join(", ");
        let how = format!("see {}::NAME", explanation.exact);
        lines.add_with_heading("parts that changed too", &[format!("{parts}; {how}")]);
    }
    lines.add_with_heading("found", &explanation.findings);
    let refused = match (&explanation.refused, refused) {
        (Some((after, problem)), _) => vec![format!("after {after}: {problem}")],
        (None, Some(problem)) => vec![format!("when it was generated: {problem}")],
        (None, None) => Vec::new(),
    };
    lines.add_with_heading("refused", &refused);
    lines.0
}

/// Lists several things with the same name. Each line has a name that only this thing has.
pub(super) fn candidate_list(all: &[Candidate]) -> Printed {
    let things = all
        .iter()
        .map(|one| format!("{} {}", one.sort.word(), one.exact));
    let things: Vec<String> = things.collect();
    let width = things
        .iter()
        .map(|thing| thing.chars().count())
        .max()
        .unwrap_or(0);
    let mut lines = Lines::default();
    for (thing, one) in things.iter().zip(all) {
        lines.add(&format!("{thing:<width$}  {}", place_text(&one.place)));
    }
    lines.0
}

fn place_text(place: &Place) -> String {
    let pointer = if place.pointer.is_empty() {
        "(root)"
    } else {
        &place.pointer
    };
    match place.line {
        Some(line) => format!("{}:{line}: {pointer}", place.file),
        None => format!("{}: {pointer}", place.file),
    }
}

fn naming_lines(name: &Naming) -> Vec<String> {
    let mut lines = Vec::new();
    for candidate in &name.candidates {
        let verdict = match &candidate.rejection {
            Some(why) => format!("not {}: {why}", candidate.name),
            None => candidate.name.clone(),
        };
        lines.push(format!("{verdict}  ({})", candidate.way));
        lines.extend(candidate.steps.iter().map(rule_line));
    }
    if let Some((at, description)) = &name.action {
        let description = one_line(description, 2 * SHOWN);
        lines.push(format!("  {}: {description}", place_text(at)));
    }
    if let Some(number) = &name.number {
        lines.push(format!("{}  ({})", number.to, number.why));
    }
    lines.extend(name.builder.iter().map(rule_line));
    lines
}

fn rule_line(step: &Ruled) -> String {
    let to = if step.to.is_empty() {
        "(nothing)"
    } else {
        &step.to
    };
    format!("  {} -> {to}  ({}: {})", step.from, step.table, step.why)
}

/// One line for each change, in columns.
fn change_columns(changes: &[Change]) -> Vec<String> {
    let width = changes
        .iter()
        .map(|change| change.by.len())
        .max()
        .unwrap_or(0);
    let members = changes.iter().map(|change| change.member.len().min(SHOWN));
    let member_width = members.max().unwrap_or(0);
    let lines = changes.iter().map(|change| {
        let what = change_text(change);
        format!(
            "{:<width$}  {:<member_width$}  {what}",
            change.by, change.member
        )
    });
    lines.collect()
}

fn change_text(change: &Change) -> String {
    let text = |text: &String| {
        if change.moved {
            text.clone()
        } else {
            one_line(text, SHOWN)
        }
    };
    match (&change.from, &change.to) {
        (Some(from), Some(to)) => {
            let word = if change.moved { "moved " } else { "" };
            format!("{word}{} -> {}", text(from), text(to))
        }
        (None, Some(to)) => format!("added {}", text(to)),
        (Some(from), None) => text(from),
        (None, None) => String::new(),
    }
}

/// All naming rules.
pub(super) fn all_rules() -> Printed {
    let mut lines = Lines::default();
    for table in TABLES {
        lines.add(table.title);
        lines.add(&format!("  {}", table.about));
        table
            .rules
            .iter()
            .for_each(|rule| add_rule(&mut lines, rule));
        lines.add("");
    }
    lines.0
}

fn add_rule(lines: &mut Lines, rule: &Rule) {
    let shown = |text: &'static str| if text.is_empty() { "(nothing)" } else { text };
    let words: Vec<&str> = rule.forms.iter().map(|word| shown(word)).collect();
    for line in wrap_words(&words.join(", ")) {
        lines.add(&format!("    {line}"));
    }
    let (from, to) = rule.example;
    lines.add(&format!("      becomes  {}", shown(rule.becomes)));
    lines.add(&format!("      why      {}", rule.why));
    lines.add(&format!("      example  {} -> {to}", shown(from)));
}

/// Wraps words to lines that fit into a terminal.
fn wrap_words(words: &str) -> Vec<String> {
    const WIDTH: usize = 96;
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ') {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
