//! What prose is made of, and the characters that stand in it for more than themselves.

/// Stands before each link to an item and each code block that we write, until the file is inspected.
///
/// A noncharacter of Unicode: [`printable`](super::printable) takes it out of every text of a document, so none can forge it.
pub const MARK: char = '\u{fdd0}';

/// A blank at which no line breaks.
pub(super) const KEPT: char = '\u{fdd1}';

/// The end of a line that the author wants: the backslash of a hard break.
pub(super) const BREAK: char = '\u{fdd2}';

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Line),
    Heading(usize, Line),
    /// A heading of ours, right above what it is about.
    Section(Line),
    Code(String),
    Quote(Vec<Block>),
    List(List),
    Table(Table),
    Rule,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct List {
    /// The number of the first item; none for bullets.
    pub(super) first: Option<u64>,
    pub(super) items: Vec<Vec<Block>>,
    /// Empty lines stand between the items.
    pub(super) loose: bool,
}

/// The first row is the head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) alignments: Vec<&'static str>,
    pub(super) rows: Vec<Vec<Line>>,
}

/// A run of text as Markdown: escaped, with marks, not yet wrapped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub(super) String);
