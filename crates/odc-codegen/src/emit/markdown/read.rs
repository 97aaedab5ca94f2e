//! Reads the Markdown of a document. Unknown syntax is text.

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::blocks::{BREAK, Block, Line, List, Table};
use super::escape::{self, printable};

/// The deepest nesting of quotes and lists. Deeper blocks are read as if they were at this level.
const DEEPEST: usize = 8;

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let text = printable(text);
    let mut reader = Reader::default();
    for event in TextMergeStream::new(Parser::new_ext(&text, Options::ENABLE_TABLES)) {
        reader.event(event);
    }
    reader.flush();
    reader.blocks
}

/// Reads Markdown as one line. Spaces separate the blocks.
pub(super) fn line(text: &str) -> String {
    fn add(line: &mut String, blocks: &[Block]) {
        for block in blocks {
            if !line.is_empty() {
                line.push(' ');
            }
            match block {
                Block::Paragraph(Line(text))
                | Block::Heading(_, Line(text))
                | Block::Section(Line(text)) => line.push_str(text),
                Block::Code(text) => escape::code(line, text.trim()),
                Block::Quote(blocks) => add(line, blocks),
                Block::List(list) => list.items.iter().for_each(|item| add(line, item)),
                Block::Table(table) => {
                    for Line(cell) in table.rows.iter().flatten() {
                        line.extend([cell, " "]);
                    }
                }
                Block::Rule => {}
            }
        }
    }
    let mut line = String::new();
    add(&mut line, &blocks(text));
    line.replace(['\n', BREAK], " ")
}

/// An open block that contains others.
enum Open {
    Quote,
    List(List),
    Item,
    /// A block that is too deep. Its content goes to its parent.
    Through,
}

#[derive(Default)]
struct Reader {
    /// The content of the innermost open block up to here.
    blocks: Vec<Block>,
    /// The open blocks. Each has the content that its parent had before it.
    open: Vec<(Open, Vec<Block>)>,
    /// How many open blocks are not `Through`.
    depth: usize,
    line: String,
    emphasis: usize,
    strong: usize,
    /// The open links. The outermost one has a target and the position where its text begins.
    links: Vec<Option<(String, usize)>>,
    code: Option<String>,
    table: Option<Table>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.text(&text),
            },
            Event::Code(code) => escape::code(&mut self.line, &code),
            Event::SoftBreak => self.line.push('\n'),
            Event::HardBreak => self.line.extend([BREAK, '\n']),
            Event::Rule => {
                self.flush();
                self.blocks.push(Block::Rule);
            }
            // HTML becomes text. The extensions are not enabled, so their events do not occur.
            Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        let links = self.links.is_empty();
        escape::plain(&mut self.line, &printable(text), links);
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => {
                self.flush();
                self.loosen();
            }
            Tag::BlockQuote(_) => self.enter(Open::Quote),
            Tag::List(first) => self.enter(Open::List(List {
                first: first.filter(|first| *first < 1_000_000),
                ..List::default()
            })),
            Tag::Item => self.enter(Open::Item),
            Tag::CodeBlock(_) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::Table(alignments) => {
                self.flush();
                let alignments = alignments.iter().map(|alignment| match alignment {
                    Alignment::None => "---",
                    Alignment::Left => ":--",
                    Alignment::Center => ":-:",
                    Alignment::Right => "--:",
                });
                self.table = Some(Table {
                    alignments: alignments.collect(),
                    rows: Vec::new(),
                });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::Emphasis => {
                self.emphasis += 1;
                if self.emphasis == 1 {
                    self.line.push('*');
                }
            }
            Tag::Strong => {
                self.strong += 1;
                if self.strong == 1 {
                    self.line.push_str("**");
                }
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => self.link(&dest_url),
            Tag::Heading { .. } | Tag::HtmlBlock => self.flush(),
            Tag::TableCell
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let line = std::mem::take(&mut self.line);
                self.blocks.push(Block::Heading(level as usize, Line(line)));
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.leave(),
            TagEnd::CodeBlock => {
                let code = printable(&self.code.take().unwrap_or_default());
                self.blocks.push(Block::Code(code));
            }
            TagEnd::TableCell => {
                let cell = Line(std::mem::take(&mut self.line));
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::TableRow => {
                // A reader of Markdown fills a short row with empty cells. So empty cells at the end of a row are not
                // needed.
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    while row.len() > 1 && row.last().is_some_and(|cell| cell.0.is_empty()) {
                        row.pop();
                    }
                }
            }
            TagEnd::Table => self.blocks.extend(self.table.take().map(Block::Table)),
            TagEnd::Emphasis => {
                self.emphasis -= 1;
                if self.emphasis == 0 {
                    self.line.push('*');
                }
            }
            TagEnd::Strong => {
                self.strong -= 1;
                if self.strong == 0 {
                    self.line.push_str("**");
                }
            }
            TagEnd::Link | TagEnd::Image => self.unlink(),
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.flush(),
            TagEnd::TableHead
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Ends a paragraph. A tight list has no event for the end of a paragraph.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.trim().is_empty() {
            self.blocks.push(Block::Paragraph(Line(line)));
        }
    }

    /// Marks the list as one with empty lines, since an item of it has a paragraph event.
    fn loosen(&mut self) {
        if let [.., (Open::List(list), _), (Open::Item, _)] = &mut self.open[..] {
            list.loose = true;
        }
    }

    fn enter(&mut self, open: Open) {
        self.flush();
        // An item is too deep when its list is too deep.
        let is_through = match (&open, self.open.last()) {
            (Open::Item, Some((holder, _))) => matches!(holder, Open::Through),
            _ => self.depth >= DEEPEST,
        };
        if is_through {
            self.open.push((Open::Through, Vec::new()));
            return;
        }
        self.depth += usize::from(!matches!(open, Open::Item));
        let before = std::mem::take(&mut self.blocks);
        self.open.push((open, before));
    }

    /// Closes a block. An empty block is removed.
    fn leave(&mut self) {
        self.flush();
        let Some((open, before)) = self.open.pop() else {
            return;
        };
        self.depth -= usize::from(matches!(open, Open::Quote | Open::List(_)));
        let held = match open {
            Open::Through => return,
            _ => std::mem::replace(&mut self.blocks, before),
        };
        match (open, self.open.last_mut()) {
            (Open::Item, Some((Open::List(list), _))) if !held.is_empty() => list.items.push(held),
            (Open::Quote, _) if !held.is_empty() => self.blocks.push(Block::Quote(held)),
            (Open::List(list), _) if !list.items.is_empty() => self.blocks.push(Block::List(list)),
            _ => {}
        }
    }

    /// Begins a link to an address. A link to any other target becomes its text. An image becomes a link.
    fn link(&mut self, address: &str) {
        let target = escape::target(address).filter(|_| self.links.is_empty());
        self.links.push(target.map(|target| {
            // An exclamation mark before the link would make it an image.
            if self.line.ends_with('!') {
                self.line.insert(self.line.len() - 1, '\\');
            }
            self.line.push('[');
            (target, self.line.len())
        }));
    }

    fn unlink(&mut self) {
        let Some(Some((target, start))) = self.links.pop() else {
            return;
        };
        if self.line[start..].trim().is_empty() || is_same(&self.line[start..], &target) {
            self.line.truncate(start - 1);
            escape::plain(&mut self.line, &target, true);
        } else {
            self.line.extend(["](", &target, ")"]);
        }
    }
}

/// Whether the text of a link is its address.
fn is_same(text: &str, target: &str) -> bool {
    let mut escaped = String::new();
    escape::plain(&mut escaped, target, false);
    text == escaped
}
