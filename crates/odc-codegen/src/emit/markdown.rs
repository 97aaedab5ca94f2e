//! Makes the prose of doc comments from the texts of a document and our own texts around them.
//!
//! Descriptions are `CommonMark` (`OpenAPI` 3.0.3, "Rich Text Formatting"). Rustdoc runs code blocks as tests, copies
//! HTML to the page, and treats brackets as links to items. So no text of a document is copied into a comment. The text
//! is parsed into known blocks ([`read`]). The blocks are printed again ([`print`]), with every special character
//! escaped ([`escape`]). Our own links to items and code blocks have a mark. [`inspect`](super::inspect) refuses a file
//! with others.

mod blocks;
mod escape;
mod print;
mod read;
#[cfg(test)]
mod tests;

use blocks::{Block, List};

pub use blocks::{Line, MARK};
pub use escape::printable;

/// Blocks of prose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Prose(Vec<Block>);

impl Line {
    /// One of our own texts. A bracket in it begins a link to an item.
    #[must_use]
    pub fn ours(text: &'static str) -> Self {
        Self::default().and(text)
    }

    /// Reads the Markdown of a document as one line.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self(read::line(text))
    }

    /// Appends one of our own texts.
    #[must_use]
    pub fn and(mut self, text: &'static str) -> Self {
        self.0 += &text.replace('[', &format!("{MARK}["));
        self
    }

    /// Appends a text of a document that is not Markdown.
    #[must_use]
    pub fn plain(mut self, text: &str) -> Self {
        escape::plain(&mut self.0, &printable(text), true);
        self
    }

    /// Appends any text as a span of code.
    #[must_use]
    pub fn code(mut self, text: &str) -> Self {
        escape::code(&mut self.0, text);
        self
    }

    /// Appends another line.
    #[must_use]
    pub fn line(mut self, line: &Self) -> Self {
        self.0 += &line.0;
        self
    }

    /// Appends a link to an item, such as `Client::list_users` at `crate::Client::list_users`.
    #[must_use]
    pub fn item(mut self, name: &str, path: &str) -> Self {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
        if [name, path].iter().any(|part| !part.chars().all(plain)) {
            return self.code(name);
        }
        self.0.extend([&String::from(MARK), "[`", name, "`]"]);
        if name != path {
            self.0.extend(["(", path, ")"]);
        }
        self
    }

    /// Joins all lines, with one of our own texts between them.
    pub fn joined(lines: impl IntoIterator<Item = Self>, between: &'static str) -> Self {
        let all = lines
            .into_iter()
            .reduce(|all, line| all.and(between).line(&line));
        all.unwrap_or_default()
    }

    /// The text as one line of a comment. The line may be long.
    #[must_use]
    pub fn unwrapped(&self) -> String {
        print::on_one_line(&self.0)
    }
}

impl From<Line> for Prose {
    fn from(line: Line) -> Self {
        Self(vec![Block::Paragraph(line)])
    }
}

impl Prose {
    /// The Markdown of a document.
    pub(crate) fn read(text: &str) -> Self {
        Self(read::blocks(text))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a period at the end, unless other punctuation is there.
    pub(crate) fn sentence(mut self) -> Self {
        end_with_period(&mut self.0);
        self
    }

    /// Adds a paragraph.
    pub(crate) fn paragraph(mut self, line: Line) -> Self {
        self.0.push(Block::Paragraph(line));
        self
    }

    /// Adds other prose below one of our headings. Empty prose gets no heading.
    pub(crate) fn section(mut self, title: &'static str, prose: Self) -> Self {
        if !prose.is_empty() {
            self.0.push(Block::Section(Line::ours(title)));
            self.0.extend(prose.0);
        }
        self
    }

    pub(crate) fn and(mut self, prose: Self) -> Self {
        self.0.extend(prose.0);
        self
    }

    /// A list with a bullet for each item. Without items, the prose is empty.
    pub(crate) fn list(items: impl IntoIterator<Item = Self>) -> Self {
        let items: Vec<_> = items.into_iter().map(|item| item.0).collect();
        if items.is_empty() {
            return Self::default();
        }
        Self(vec![Block::List(List {
            items,
            ..List::default()
        })])
    }

    /// Adds a text before the first paragraph.
    pub(crate) fn led_by(mut self, lead: Line) -> Self {
        match self.0.first_mut() {
            Some(Block::Paragraph(first)) => *first = lead.line(first),
            _ => self.0.insert(0, Block::Paragraph(lead)),
        }
        self
    }

    /// The lines of a comment.
    pub(crate) fn lines(&self) -> Vec<String> {
        print::lines(&self.0)
    }
}

fn end_with_period(blocks: &mut [Block]) {
    match blocks.last_mut() {
        Some(Block::Paragraph(Line(text))) if !text.ends_with(['.', '!', '?', ':', '|']) => {
            text.push('.');
        }
        Some(Block::List(list)) => {
            if let Some(last) = list.items.last_mut() {
                end_with_period(last);
            }
        }
        _ => {}
    }
}
