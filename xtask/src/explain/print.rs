//! An explanation as text, safe to print.

use odc_http::text::one_line;

use odc_codegen::document::Printed;
use odc_codegen::explain::{Candidate, Change, Explanation, Naming, Place, Rule, Ruled, TABLES};

/// Characters of a value that are shown.
const SHOWN: usize = 60;

/// Lines of text.
#[derive(Default)]
struct Lines(Printed);

impl Lines {
    fn add(&mut self, line: &str) {
        self.0.line(line.trim_end());
    }

    /// Lines of which the first has a word before it.
    fn about(&mut self, word: &str, lines: &[String]) {
        for (i, line) in lines.iter().enumerate() {
            let word = if i == 0 { word } else { "" };
            self.add(&format!("  {word:<10} {line}"));
        }
    }

    fn headed(&mut self, head: &str, lines: &[String]) {
        if !lines.is_empty() {
            self.add("");
            self.add(head);
            for line in lines {
                self.add(&format!("  {line}"));
            }
        }
    }
}

/// `files` declare the thing; `refused` is what refuses the document when the passes do not.
pub(super) fn text(explanation: &Explanation, files: &[String], refused: Option<&str>) -> Printed {
    let mut lines = Lines::default();
    lines.add(&format!(
        "{} {}",
        explanation.sort.word(),
        explanation.exact
    ));
    lines.about("published", &explanation.published);
    lines.about("place", &[place(&explanation.place)]);
    let rust = &explanation.rust;
    if rust.is_empty() {
        lines.about("Rust", &["not generated".to_owned()]);
    }
    lines.about("Rust", rust);
    lines.about("generated", files);
    lines.headed("name", &naming(&explanation.name));
    lines.headed("changed", &columns(&explanation.changed));
    lines.headed("dropped", &columns(&explanation.dropped));
    if !explanation.parts.is_empty() {
        let parts = explanation.parts.join(", ");
        let how = format!("ask for {}::NAME", explanation.exact);
        lines.headed("parts that changed, too", &[format!("{parts}; {how}")]);
    }
    lines.headed("found", &explanation.findings);
    let refused = match (&explanation.refused, refused) {
        (Some((after, problem)), _) => vec![format!("after {after}: {problem}")],
        (None, Some(problem)) => vec![format!("when it was generated: {problem}")],
        (None, None) => Vec::new(),
    };
    lines.headed("refused", &refused);
    lines.0
}

/// Several things of one name, with names of their own.
pub(super) fn candidates(all: &[Candidate]) -> Printed {
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
        lines.add(&format!("{thing:<width$}  {}", place(&one.place)));
    }
    lines.0
}

fn place(place: &Place) -> String {
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

fn naming(name: &Naming) -> Vec<String> {
    let mut lines = Vec::new();
    for wished in &name.wishes {
        let verdict = match &wished.lost {
            Some(why) => format!("not {}: {why}", wished.name),
            None => wished.name.clone(),
        };
        lines.push(format!("{verdict}  ({})", wished.way));
        lines.extend(wished.steps.iter().map(ruled));
    }
    if let Some((at, description)) = &name.action {
        let description = one_line(description, 2 * SHOWN);
        lines.push(format!("  {}: {description}", place(at)));
    }
    if let Some(number) = &name.number {
        lines.push(format!("{}  ({})", number.to, number.why));
    }
    lines.extend(name.builder.iter().map(ruled));
    lines
}

fn ruled(step: &Ruled) -> String {
    let to = if step.to.is_empty() {
        "(nothing)"
    } else {
        &step.to
    };
    format!("  {} -> {to}  ({}: {})", step.from, step.table, step.why)
}

/// One line each, in columns.
fn columns(changes: &[Change]) -> Vec<String> {
    let width = changes
        .iter()
        .map(|change| change.by.len())
        .max()
        .unwrap_or(0);
    let members = changes.iter().map(|change| change.member.len().min(SHOWN));
    let member_width = members.max().unwrap_or(0);
    let lines = changes.iter().map(|change| {
        let what = what(change);
        format!(
            "{:<width$}  {:<member_width$}  {what}",
            change.by, change.member
        )
    });
    lines.collect()
}

fn what(change: &Change) -> String {
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
pub(super) fn rules() -> Printed {
    let mut lines = Lines::default();
    for table in TABLES {
        lines.add(table.title);
        lines.add(&format!("  {}", table.about));
        table
            .rules
            .iter()
            .for_each(|rule| one_rule(&mut lines, rule));
        lines.add("");
    }
    lines.0
}

fn one_rule(lines: &mut Lines, rule: &Rule) {
    let said = |text: &'static str| if text.is_empty() { "(nothing)" } else { text };
    let words: Vec<&str> = rule.of.iter().map(|word| said(word)).collect();
    for line in wrapped(&words.join(", ")) {
        lines.add(&format!("    {line}"));
    }
    let (from, to) = rule.example;
    lines.add(&format!("      becomes  {}", said(rule.becomes)));
    lines.add(&format!("      why      {}", rule.why));
    lines.add(&format!("      example  {} -> {to}", said(from)));
}

/// Lines of a width that terminals have.
fn wrapped(words: &str) -> Vec<String> {
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
