//! Checks that no text of a document becomes a doctest, HTML, or a link to an item.
//!
//! The tests make docs from many descriptions, and read them as rustdoc does. They use the parser in the version of the
//! current rustdoc, and in its newest version.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;

/// The docs of an item with this description, without `///`.
fn docs(description: &str) -> String {
    let file = odc_codegen::described(description).unwrap();
    let mut docs = String::new();
    for line in file.lines() {
        if let Some(line) = line.strip_prefix("///") {
            let _ = writeln!(docs, "{}", line.strip_prefix(' ').unwrap_or(line));
        } else {
            assert_eq!(
                line, "pub struct Item;",
                "the file holds only the docs and the item"
            );
        }
    }
    docs
}

/// The result of reading Markdown: the forbidden parts, the letters and digits, and the number of code blocks.
#[derive(Debug, Default, PartialEq)]
struct Found {
    faults: Vec<String>,
    letters: String,
    blocks: usize,
}

/// Makes a function that reads docs with one of the two versions of the parser. Both have the same names.
macro_rules! reader {
    ($name:ident, $krate:ident) => {
        fn $name(text: &str, extensions: bool) -> Found {
            use $krate::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag};

            let mut options = Options::ENABLE_TABLES;
            if extensions {
                options |= Options::ENABLE_FOOTNOTES
                    | Options::ENABLE_STRIKETHROUGH
                    | Options::ENABLE_TASKLISTS
                    | Options::ENABLE_SMART_PUNCTUATION;
            } else {
                options = Options::empty();
            }
            let anything = |link: BrokenLink<'_>| {
                let title: $krate::CowStr<'static> = "".into();
                Some((link.reference.into_string().into(), title))
            };
            let parser = Parser::new_with_broken_link_callback(text, options, Some(anything));
            let mut found = Found::default();
            for event in parser {
                match &event {
                    Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                        if &**info == "text" =>
                    {
                        found.blocks += 1;
                    }
                    Event::Start(Tag::Link {
                        link_type: LinkType::Inline | LinkType::Autolink,
                        dest_url,
                        ..
                    }) if dest_url.starts_with("http://") || dest_url.starts_with("https://") => {}
                    Event::Start(
                        Tag::CodeBlock(_)
                        | Tag::Link { .. }
                        | Tag::Image { .. }
                        | Tag::HtmlBlock
                        | Tag::FootnoteDefinition(_),
                    )
                    | Event::Html(_)
                    | Event::InlineHtml(_)
                    | Event::FootnoteReference(_)
                    | Event::TaskListMarker(_) => found.faults.push(format!("{event:?}")),
                    Event::Text(text) | Event::Code(text) => {
                        found
                            .letters
                            .extend(text.chars().filter(|c| c.is_alphanumeric()));
                    }
                    _ => {}
                }
            }
            found
        }
    };
}

reader!(read_with_current, rustdoc_cmark);
reader!(read_with_newest, pulldown_cmark);

/// Asserts that the docs of a description are prose: no doctest, no HTML, no link to an item.
fn assert_is_prose(description: &str) {
    let docs = docs(description);
    for read in [read_with_current, read_with_newest] {
        let found = read(&docs, true);
        assert_eq!(found.faults, [] as [&str; 0], "{description:?}\n{docs}");
        let doctests = read(&docs, false);
        assert_eq!(doctests.faults, [] as [&str; 0], "{description:?}\n{docs}");
        assert_eq!(doctests.blocks, found.blocks, "{description:?}\n{docs}");
    }
}

/// The letters and digits that a reader of the published text sees.
fn visible_letters(description: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser};

    let mut letters = String::new();
    for event in Parser::new_ext(description, Options::ENABLE_TABLES) {
        if let Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) =
            event
        {
            letters.extend(text.chars().filter(|c| c.is_alphanumeric()));
        }
    }
    letters
}

const FRAGMENTS: &[&str] = &[
    "```",
    "````",
    "~~~",
    "``",
    "`",
    "```rust\n",
    "~~~ rust,no_run\n",
    "``` {.rust}\n",
    "{.class}",
    "{#id}",
    "assert!(false);\n",
    "    let a;\n",
    "\tlet a;\n",
    "\n",
    "\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "\t",
    "\r",
    "\r\n",
    "\u{a0}",
    "\u{2003}",
    "\u{3000}",
    "\u{1680}",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\u{b}",
    "\u{c}",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "\u{fdd0}",
    "\u{fdd1}",
    "\u{fdd2}",
    "\u{fffe}",
    "\0",
    "> ",
    ">",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "1) ",
    "123456789. ",
    "- [ ] ",
    "# ",
    "###### ",
    "#",
    "===",
    "---",
    "***",
    "___",
    "+++",
    "|",
    "| a | b |\n",
    "|---|---|\n",
    ":-:",
    "[a]: https://acme.test/a\n",
    "[a]: <b> 'c'\n",
    "[a]",
    "[a][]",
    "[a][b]",
    "[`A`]",
    "[`A",
    "[^1]",
    "[^1]: ",
    "[",
    "]",
    "](",
    ")",
    "(",
    "![",
    "!",
    "[a](https://acme.test/b \"c\")",
    "[a](crate::A)",
    "[a](javascript:b)",
    "<https://acme.test>",
    "<a@acme.test>",
    "https://acme.test/a_b*",
    "http://",
    "https://",
    "<script>",
    "</script>",
    "<pre>",
    "<!-- ",
    "-->",
    "<? ",
    "?>",
    "<!A ",
    "<![CDATA[",
    "]]>",
    "<div>\n",
    "</div>\n",
    "<a href='b'>",
    "</a>",
    "<br/>",
    "<T>",
    "<",
    ">",
    "&lt;script&gt;",
    "&#96;&#96;&#96;",
    "&nbsp;",
    "&#10;",
    "&amp;lt;",
    "&",
    ";",
    "\\",
    "\\\n",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "$",
    "$$",
    "a",
    "B",
    "é",
    "語",
    "1",
    ".",
    ":",
    "=",
    "\"",
    "'",
    "--",
    "...",
    "/",
    "*/",
    "/*",
    "//",
    "fn main() {}",
];

fn markdown() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        8 => prop::sample::select(FRAGMENTS).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
        1 => "[ -~]{0,8}",
    ];
    prop::collection::vec(fragment, 0..32).prop_map(|fragments| fragments.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_description_becomes_a_doctest_html_or_a_link_to_an_item(description in markdown()) {
        assert_is_prose(&description);
    }

    #[test]
    fn docs_hold_every_letter_of_a_description(description in "[-a-zA-Z0-9 \n\\[\\]()*_`~#>|<&;:.!+=\\\\]{0,60}") {
        let docs = docs(&description);
        prop_assert_eq!(read_with_newest(&docs, true).letters, visible_letters(&description), "{}", docs);
    }
}

/// Tries each start of a code block after each white space, in each block that can contain a code block.
#[test]
fn no_code_fence_becomes_a_doctest_at_any_place() {
    let spaces = (0..=0x3000_u32).filter_map(char::from_u32);
    let spaces: Vec<char> = spaces
        .filter(|c| c.is_whitespace() || c.is_control())
        .collect();
    for fence in ["```", "~~~", "````rust", "~~~~ {.rust}", "```should_panic"] {
        for before in [
            "",
            "- ",
            "1. ",
            "> ",
            "text\n",
            "- a\n\n  ",
            "> - ",
            "[^1]: ",
            "<div>\n",
            "| a |\n|---|\n",
        ] {
            for space in &spaces {
                assert_is_prose(&format!(
                    "{before}{space}{fence}\n{space}panic!();\n{space}{fence}\n"
                ));
                assert_is_prose(&format!("{before}{fence}{space}\npanic!();\n"));
            }
        }
    }
}

fn time_to_describe(description: &str) -> Duration {
    let started = Instant::now();
    odc_codegen::described(description).unwrap();
    started.elapsed()
}

/// Whether a text of four times the length takes at most eight times the time. One of several measurements has to show this.
///
/// With linear growth, it takes four times the time; with quadratic growth, sixteen times. The limit of eight times
/// allows for a busy machine.
fn grows_linearly(part: &str) -> bool {
    const TRIES: usize = 10;
    let text = |bytes: usize| part.repeat(bytes / part.len());
    let [once, four] = [1 << 13, 1 << 15].map(text);
    (0..TRIES)
        .any(|_| time_to_describe(&four) <= 8 * time_to_describe(&once) + Duration::from_millis(1))
}

#[test]
fn the_time_grows_linearly_with_the_text() {
    let mut slow = Vec::new();
    for part in [
        "[`A",
        "[`A`",
        "[`A`]",
        "[",
        "![",
        "[a](",
        "[a](b",
        "`",
        "`` ",
        "`a``b",
        "*a ",
        "**a ",
        "*a_b ",
        "_a",
        "<",
        "<a ",
        "<!--",
        "<?",
        "<![CDATA[",
        "&",
        "&a",
        "\\",
        "> ",
        ">",
        "- ",
        "1. ",
        "- a\n",
        "> a\n",
        "  - a\n",
        "~~~\n",
        "```\n",
        "https://",
        "h",
        "http://a.b ",
        "| a ",
        "|\n|-\n",
        "a\n|-|-\n",
        "# a\n",
        "a\n===\n",
        "[a]: b\n",
        "[a]\n",
        "[^1]",
        "[^1]: ",
        "<a@b.c>",
        "\u{a0}",
        "a\n\n",
        "a\u{2028}",
        "\t",
        "    a\n",
        "é",
    ] {
        if !grows_linearly(part) {
            slow.push(part);
        }
    }
    assert_eq!(slow, [] as [&str; 0]);
}
