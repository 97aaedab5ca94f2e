//! Defines the blocks of prose, and the characters with a special meaning in it.

/// Marks each link to an item and each code block that the generator writes, until the file is inspected.
///
/// It is a noncharacter of Unicode. [`printable`](super::printable) removes it from every text of a document, so no
/// text of a document contains it.
pub const MARK: char = '\u{fdd0}';

/// A space at which a line must not break.
pub(super) const KEPT: char = '\u{fdd1}';

/// A hard line break, which Markdown writes as a backslash.
pub(super) const BREAK: char = '\u{fdd2}';

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Line),
    Heading(usize, Line),
    /// A heading of the generator.
    Section(Line),
    Code(String),
    Quote(Vec<Block>),
    List(List),
    Table(Table),
    Rule,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct List {
    /// The number of the first item, or `None` for bullets.
    pub(super) first: Option<u64>,
    pub(super) items: Vec<Vec<Block>>,
    /// There are empty lines between the items.
    pub(super) loose: bool,
}

/// A table. The first row is its head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) alignments: Vec<&'static str>,
    pub(super) rows: Vec<Vec<Line>>,
}

/// A run of text as Markdown: escaped, with marks, not yet wrapped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub(super) String);
