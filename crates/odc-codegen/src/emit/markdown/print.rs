//! Prints blocks as the lines of a comment.

use super::blocks::{BREAK, Block, KEPT, Line, List, MARK, Table};
use super::escape;

/// The number of columns for text in a doc comment.
const WIDTH: usize = 96;

/// The smallest number of columns for text in nested blocks.
const LEAST: usize = 40;

pub(super) fn lines(blocks: &[Block]) -> Vec<String> {
    all(blocks, WIDTH, false)
}

fn all(blocks: &[Block], width: usize, tight: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut before: Option<&Block> = None;
    for block in blocks {
        let apart = match (before, block) {
            (None | Some(Block::Section(_)), _) => false,
            (Some(Block::Paragraph(_)), Block::List(list)) => !tight || list.first.is_some(),
            _ => true,
        };
        if apart {
            lines.push(String::new());
        }
        lines.extend(one(block, width));
        before = Some(block);
    }
    lines
}

fn one(block: &Block, width: usize) -> Vec<String> {
    match block {
        Block::Paragraph(Line(text)) => wrapped(text, width),
        Block::Section(line) => vec![heading(1, line)],
        Block::Heading(level, line) => vec![heading(*level, line)],
        Block::Code(text) => code(text),
        Block::Quote(blocks) => {
            let lines = all(blocks, narrower(width, 2), false);
            lines
                .iter()
                .map(|line| format!("> {line}").trim_end().to_owned())
                .collect()
        }
        Block::List(list) => items(list, width),
        Block::Table(table) => rows(table),
        // With hyphens, the marker of a list item and a rule in the item (`- ---`) would be read as one rule.
        Block::Rule => vec!["***".to_owned()],
    }
}

fn narrower(width: usize, by: usize) -> usize {
    width.saturating_sub(by).max(LEAST)
}

fn heading(level: usize, line: &Line) -> String {
    let text = on_one_line(&line.0);
    let text = match text.strip_suffix('#') {
        Some(before) => format!("{before}\\#"),
        None => text,
    };
    format!("{} {text}", "#".repeat(level))
        .trim_end()
        .to_owned()
}

fn code(text: &str) -> Vec<String> {
    let longest = text.split(|c| c != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    let mut lines = vec![format!("{fence}{MARK}text")];
    lines.extend(text.lines().map(|line| line.trim_end().to_owned()));
    lines.push(fence);
    lines
}

fn items(list: &List, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (i, item) in list.items.iter().enumerate() {
        if list.loose && i > 0 {
            lines.push(String::new());
        }
        let number = list.first.map(|first| first.saturating_add(i as u64));
        let mark = number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
        let indent = " ".repeat(mark.len());
        for (i, line) in all(item, narrower(width, mark.len()), !list.loose)
            .iter()
            .enumerate()
        {
            let before = if i == 0 { &mark } else { &indent };
            lines.push(format!("{before}{line}").trim_end().to_owned());
        }
    }
    lines
}

fn rows(table: &Table) -> Vec<String> {
    let row = |row: &Vec<Line>| {
        let cells = row
            .iter()
            .map(|cell| on_one_line(&cell.0).replace('|', "\\|"));
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let mut lines: Vec<String> = table.rows.iter().map(row).collect();
    lines.insert(
        1.min(lines.len()),
        format!("|{}|", table.alignments.join("|")),
    );
    lines
}

/// The text on one line.
pub(super) fn on_one_line(text: &str) -> String {
    let words = text
        .split([' ', '\n', BREAK])
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").replace(KEPT, " ")
}

/// The number of columns that these words need on one line.
fn columns(words: &[&str]) -> usize {
    let letters = words.iter().flat_map(|word| word.chars());
    letters.filter(|c| *c != MARK).count() + words.len().saturating_sub(1)
}

/// Removes the last words from a line, and returns them, when the next word would need an escape at the beginning of a
/// line. Such an escape is hard to read in the source: `201\. `.
fn before_line_start<'w>(line: &mut Vec<&'w str>, next: &'w str) -> Vec<&'w str> {
    let is_plain = |word: &str| escape::escape_line_start(word) == word;
    let mut first = next;
    let mut end = line.len();
    while !is_plain(first) && end > 1 {
        end -= 1;
        first = line[end];
    }
    if is_plain(first) {
        line.split_off(end)
    } else {
        Vec::new()
    }
}

/// Wraps the text of a paragraph. Hard line breaks are kept.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let mut current: Vec<&str> = Vec::new();
        for word in line.split(' ').filter(|word| !word.is_empty()) {
            if !current.is_empty() && columns(&current) + 1 + columns(&[word]) > width {
                let next = before_line_start(&mut current, word);
                lines.push(current.join(" "));
                current = next;
            }
            current.push(word);
        }
        if !current.is_empty() {
            lines.push(current.join(" "));
        }
    }
    // A paragraph does not end with a break.
    if let Some(last) = lines.last_mut() {
        *last = last.trim_end_matches(BREAK).to_owned();
    }
    let line = |line: &String| {
        escape::escape_line_start(line)
            .replace(KEPT, " ")
            .replace(BREAK, "\\")
    };
    lines.iter().map(line).collect()
}
