//! The last check of a Rust file before it is written. Its docs must contain no code, HTML or links that come from a
//! document.
//!
//! The check reads the docs of each item as rustdoc reads them. The generator puts [`MARK`] before each of its links to
//! items and code blocks. No text of a document contains this mark. The check reads the file twice. With the marks,
//! every code block and every link to an item must have one. Without the marks, the file must contain the same links
//! and code blocks, and no others. If the check refuses a file, the generator has a fault.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag};

use super::markdown::MARK;
use crate::document::{Problem, Result};

/// The info strings of our code blocks: `text` is only shown, `no_run` is compiled but not run.
const INFOS: [&str; 2] = ["text", "no_run"];

/// The largest number of characters of a name in a refusal.
const SHOWN: usize = 60;

/// Checks the docs of a file, and returns the file without the marks.
///
/// # Errors
/// The docs contain code, HTML, or links to items that the generator did not write.
pub fn finish_file(file: &str, marked: &str) -> Result<String> {
    let refused = |item: &str, what: &str| {
        let item = odc_http::text::one_line(item, SHOWN);
        let what =
            format!("the docs of `{item}` would hold {what}, which the generator did not write");
        let file = format!("generated {file}");
        Problem::new(what)
            .file(file)
            .fix("this is a bug in crates/odc-codegen/src/emit/markdown")
    };
    let before = collect_docs(file, marked)?;
    let text = marked.replace(MARK, "");
    let after = collect_docs(file, &text)?;
    let mut marks = 0;
    let mut all_after = after.iter();
    for Docs { item, text } in &before {
        marks += text.matches(MARK).count();
        let ours = read_parts(text, rustdoc(), true).map_err(|what| refused(item, &what))?;
        let after = all_after.next().map_or("", |after| &after.text);
        // Rustdoc looks for doctests without the Markdown extensions of its pages.
        for options in [rustdoc(), Options::empty()] {
            let there = read_parts(after, options, false).map_err(|what| refused(item, &what))?;
            if there != ours {
                return Err(refused(item, "links or code blocks"));
            }
        }
    }
    if all_after.next().is_some() || marks != marked.matches(MARK).count() {
        return Err(refused("no item", "marks outside of docs"));
    }
    Ok(text)
}

/// The Markdown extensions of rustdoc's pages.
fn rustdoc() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

/// The parts of a text that the generator must have written: the info strings of code blocks, and the targets of links
/// to items.
#[derive(Debug, PartialEq, Eq)]
struct Ours {
    infos: Vec<String>,
    items: Vec<String>,
}

/// Reads the parts of a text that the generator must have written.
///
/// # Errors
/// The text has a part that the generator never writes, or a part without its mark.
fn read_parts(text: &str, options: Options, has_marks: bool) -> std::result::Result<Ours, String> {
    // Rustdoc treats every bracket as a possible link to an item.
    let anything = |link: BrokenLink<'_>| Some((link.reference.into_static(), "".into()));
    let parser = Parser::new_with_broken_link_callback(text, options, Some(anything));
    if parser.reference_definitions().iter().next().is_some() {
        return Err("a link reference definition".to_owned());
    }
    let (mut infos, mut items) = (Vec::new(), Vec::new());
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let own = if has_marks {
                    info.strip_prefix(MARK)
                } else {
                    Some(&*info)
                };
                match own.filter(|info| INFOS.contains(info)) {
                    Some(info) => infos.push(info.to_owned()),
                    None => return Err("a code block".to_owned()),
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                return Err("an indented code block".to_owned());
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let is_address = ["http://", "https://"]
                    .iter()
                    .any(|s| dest_url.starts_with(s));
                if is_address && matches!(link_type, LinkType::Inline | LinkType::Autolink) {
                    continue;
                }
                if has_marks && !text[..range.start].ends_with(MARK) {
                    return Err("a link to an item".to_owned());
                }
                items.push(dest_url.replace(MARK, ""));
            }
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => {
                return Err("HTML".to_owned());
            }
            Event::Start(Tag::Image { .. }) => return Err("an image".to_owned()),
            Event::FootnoteReference(_) | Event::Start(Tag::FootnoteDefinition(_)) => {
                return Err("a footnote".to_owned());
            }
            _ => {}
        }
    }
    Ok(Ours { infos, items })
}

/// The docs of an item.
struct Docs {
    /// The beginning of the item.
    item: String,
    text: String,
}

fn collect_docs(file: &str, text: &str) -> Result<Vec<Docs>> {
    let parsed: std::result::Result<TokenStream, _> = text.parse();
    let tokens = parsed.map_err(|e| unreadable(file, &e.to_string()))?;
    let mut found = Vec::new();
    collect_docs_below(file, tokens, &mut found)?;
    Ok(found)
}

fn unreadable(file: &str, what: &str) -> Problem {
    let what = format!("its docs cannot be read: {what}");
    Problem::new(what)
        .file(format!("generated {file}"))
        .fix("this is a bug in crates/odc-codegen/src/emit")
}

/// Collects the docs of every item, including items inside macros and bodies. Adjacent attributes belong to one item.
fn collect_docs_below(file: &str, tokens: TokenStream, found: &mut Vec<Docs>) -> Result<()> {
    let mut fragments = Vec::new();
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut rest = &tokens[..];
    while let [token, after @ ..] = rest {
        rest = after;
        if is_punct(token, '#') {
            if let [inner, after @ ..] = rest
                && is_punct(inner, '!')
            {
                rest = after;
            }
            if let [TokenTree::Group(attribute), after @ ..] = rest
                && attribute.delimiter() == Delimiter::Bracket
            {
                rest = after;
                fragments.extend(doc_text(file, attribute.stream())?);
                continue;
            }
        }
        if !fragments.is_empty() {
            let next = rest.iter();
            let next = next.take_while(|token| !matches!(token, TokenTree::Group(_)));
            let item: Vec<String> = std::iter::once(token)
                .chain(next.take(4))
                .map(ToString::to_string)
                .collect();
            found.push(Docs {
                item: item.join(" "),
                text: join_fragments(&std::mem::take(&mut fragments)),
            });
        }
        if let TokenTree::Group(group) = token {
            collect_docs_below(file, group.stream(), found)?;
        }
    }
    if !fragments.is_empty() {
        found.push(Docs {
            item: "the module".to_owned(),
            text: join_fragments(&fragments),
        });
    }
    Ok(())
}

fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

/// The text of `doc = "…"`, or `None` for an attribute without text.
fn doc_text(file: &str, attribute: TokenStream) -> Result<Option<String>> {
    let tokens: Vec<TokenTree> = attribute.into_iter().collect();
    match &tokens[..] {
        [
            TokenTree::Ident(name),
            TokenTree::Punct(_),
            TokenTree::Literal(text),
        ] if name == "doc" => {
            let text = syn::parse_str::<syn::LitStr>(&text.to_string());
            let text = text.map_err(|e| unreadable(file, &e.to_string()))?;
            Ok(Some(text.value()))
        }
        [TokenTree::Ident(name), TokenTree::Group(_)] if name == "doc" => Ok(None),
        [TokenTree::Ident(name), ..] if name == "doc" || name == "deprecated" => {
            Err(unreadable(file, "an attribute of a form that is not known"))
        }
        _ => Ok(None),
    }
}

/// The lines of an item without their common indent, like `unindent_doc_fragments` of rustc.
fn join_fragments(fragments: &[String]) -> String {
    let lines = || fragments.iter().flat_map(|fragment| fragment.split('\n'));
    let indent = |line: &&str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let whole = lines().filter(|line| !line.trim().is_empty());
    let least = whole.map(|line| indent(&line)).min().unwrap_or(0);
    let cut = lines().map(|line| line.get(least..).unwrap_or_default());
    cut.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(docs: &str) -> String {
        let file = format!("{docs}\npub struct Thing {{ pub key: String }}");
        let refused = finish_file("types.rs", &file).err();
        refused.map_or_else(String::new, |refused| refused.to_string())
    }

    #[test]
    fn the_docs_of_many_items_are_read_in_time() {
        let file = "/// Says.\npub struct Item;\n".repeat(40_000);
        let started = std::time::Instant::now();
        assert_eq!(collect_docs("x.rs", &file).unwrap().len(), 40_000);
        assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
    }

    #[test]
    fn parts_that_the_generator_did_not_write_are_refused_with_file_and_item() {
        for (docs, what) in [
            ("/// ```\n/// let a;\n/// ```", "a code block"),
            ("/// ```text\n/// ```", "a code block"),
            ("/// - ~~~no_run", "a code block"),
            ("/// a\n///\n///     let a;", "an indented code block"),
            ("/** a\n\n      let a;\n*/", "an indented code block"),
            ("/// a <b>", "HTML"),
            ("/// <!-- -->", "HTML"),
            ("/// [`Nope`]", "a link to an item"),
            ("/// [a](Thing)", "a link to an item"),
            ("/// [a](mailto:b@acme.test)", "a link to an item"),
            (
                "/// a\n///\n/// [a]: https://acme.test",
                "a link reference definition",
            ),
            ("/// ![a](https://acme.test)", "an image"),
            ("#[doc = \"a\"]\n#[derive(Debug)]\n/// <b>", "HTML"),
        ] {
            assert_eq!(
                refusal(docs),
                format!(
                    "generated types.rs: the docs of `pub struct Thing` would hold {what}, which the generator did not write; \
                     this is a bug in crates/odc-codegen/src/emit/markdown"
                )
            );
        }
        let inside = "macro! { /// <b>\n A = \"a\" }";
        assert!(
            finish_file("a.rs", inside)
                .unwrap_err()
                .to_string()
                .contains("`A = \"a\"`")
        );
    }

    #[test]
    fn docs_in_an_unknown_form_are_refused() {
        for docs in [
            "#[doc = include_str!(\"a.md\")]",
            "#[deprecated(note = \"<b>\")]",
        ] {
            assert!(
                refusal(docs).contains("an attribute of a form that is not known"),
                "{docs}"
            );
        }
    }

    #[test]
    fn marked_parts_are_accepted_and_lose_their_marks() {
        let file = "/// ```\u{fdd0}text\n/// a\n/// ```\n/// \u{fdd0}[`Thing`]\nstruct Thing;";
        assert_eq!(finish_file("a.rs", file).unwrap(), file.replace(MARK, ""));
    }

    #[test]
    fn a_mark_at_another_place_is_refused() {
        for docs in [
            "/// `\u{fdd0}``\n/// let a;\n/// ```",
            "/// !\u{fdd0}[a](b)",
            "/// <\u{fdd0}b>",
        ] {
            assert_ne!(refusal(docs), "", "{docs}");
        }
        assert!(finish_file("a.rs", "const A: &str = \"\u{fdd0}\";").is_err());
    }
}
