//! Prose of a document as lines of a doc comment.
//!
//! Descriptions are `CommonMark` (`OpenAPI` 3.0.3, "Rich Text Formatting") for another reader than rustdoc, which compiles
//! what is shown as code, and takes brackets for links to items, angle brackets for HTML, and a bare address for a mistake.

/// Columns of text in a doc comment.
const WIDTH: usize = 96;

/// What may begin something other than plain text; the letter begins an address.
const SPECIAL: [char; 6] = ['\\', '`', '<', '[', ']', 'h'];

/// What may stand before a fence: the marks of quotes and of lists.
const MARGIN: [char; 6] = [' ', '\t', '>', '-', '*', '+'];

/// The lines of a text: paragraphs stay, lines wrap, code is shown and never compiled.
pub(super) fn lines(text: &str) -> Vec<String> {
    let text = printable(text);
    let mut lines = Vec::new();
    let mut block = None;
    for line in text.trim().lines() {
        match (block, fence(line)) {
            (Some(open), _) if closes(line, open) => {
                lines.push(open.to_owned());
                block = None;
            }
            (Some(_), _) => lines.push(line.to_owned()),
            (None, Some(open)) => {
                lines.push(format!("{open}text"));
                block = Some(open);
            }
            (None, None) => wrap(&escape(line), &mut lines),
        }
    }
    lines.extend(block.map(str::to_owned));
    lines
}

/// A text as a span of code, whatever it holds.
pub(super) fn code(text: &str) -> String {
    let text = printable(text).replace(['\n', '\t'], " ");
    let mut runs = 0;
    let mut longest = 0;
    for c in text.chars() {
        runs = if c == '`' { runs + 1 } else { 0 };
        longest = longest.max(runs);
    }
    if longest == 0 {
        return format!("`{text}`");
    }
    let mark = "`".repeat(longest + 1);
    format!("{mark} {text} {mark}")
}

/// Without the characters that a comment of Rust may not hold: bare carriage returns, and what turns the direction of text.
pub(crate) fn printable(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || turns(*c)))
        .collect()
}

/// The mark that begins a block of code.
fn fence(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(MARGIN);
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let rest = line.trim_start_matches(mark);
    let fence = &line[..line.len() - rest.len()];
    let is_span = mark == '`' && rest.contains(mark);
    (fence.len() >= 3 && !is_span).then_some(fence)
}

fn closes(line: &str, open: &str) -> bool {
    let line = line.trim_start_matches(MARGIN).trim_end();
    line.starts_with(open) && line.chars().all(|c| open.starts_with(c))
}

/// Brackets and angle brackets outside of code would become links and HTML; an address becomes a link.
fn escape(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    let mut rest = line;
    loop {
        let plain = rest.find(SPECIAL).unwrap_or(rest.len());
        escaped.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let Some(c) = rest.chars().next() else {
            return escaped;
        };
        let length = if let Some(length) = verbatim(rest) {
            escaped.push_str(&rest[..length]);
            length
        } else if let Some(length) = address(rest) {
            escaped.extend(["<", &rest[..length], ">"]);
            length
        } else {
            if matches!(c, '[' | ']' | '<') {
                escaped.push('\\');
            }
            escaped.push(c);
            c.len_utf8()
        };
        rest = &rest[length..];
    }
}

/// The length of what stays as it is at the beginning of a text: an escape, code, a link.
fn verbatim(text: &str) -> Option<usize> {
    let next = text.chars().nth(1);
    match text.chars().next()? {
        '\\' => next.filter(char::is_ascii_punctuation).map(|_| 2),
        '`' => Some(span(text)),
        '<' => {
            let end = address(&text[1..])? + 1;
            text[end..].starts_with('>').then_some(end + 1)
        }
        '[' => link(text).or_else(|| item(text)),
        _ => None,
    }
}

/// The length of a span of code, or of backticks that begin none.
fn span(text: &str) -> usize {
    let marks = |text: &str| text.len() - text.trim_start_matches('`').len();
    let opening = marks(text);
    let mut at = opening;
    while let Some(found) = text[at..].find('`') {
        let closing = marks(&text[at + found..]);
        at += found + closing;
        if closing == opening {
            return at;
        }
    }
    opening
}

/// `[text](https://…)`: where other targets lie, rustdoc would not know.
fn link(text: &str) -> Option<usize> {
    let label = 1 + text[1..].find(['[', ']', '<'])?;
    let (target, _) = text[label..].strip_prefix("](")?.split_once(')')?;
    let mut schemes = ["https://", "http://", "mailto:"].iter();
    let is_address = schemes.any(|scheme| target.starts_with(scheme));
    is_address.then_some(label + target.len() + 3)
}

/// A type of the crate, as our own prose names it: ``[`Client`]``.
fn item(text: &str) -> Option<usize> {
    let (path, _) = text.strip_prefix("[`")?.split_once("`]")?;
    let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':');
    let is_item = path.starts_with(|c: char| c.is_ascii_uppercase()) && path.chars().all(named);
    is_item.then_some(path.len() + 4)
}

/// The length of an address that stands in the text as such.
fn address(text: &str) -> Option<usize> {
    let mut schemes = ["https://", "http://"].iter();
    let (scheme, rest) = schemes.find_map(|scheme| Some((scheme, text.strip_prefix(scheme)?)))?;
    let end = rest.find(|c: char| c.is_whitespace() || "<>()[]{}\"'`|\\^".contains(c));
    let rest = rest[..end.unwrap_or(rest.len())]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    rest.contains('.').then_some(scheme.len() + rest.len())
}

fn wrap(line: &str, out: &mut Vec<String>) {
    // A row of a table and a heading are one line.
    if line.trim_start().starts_with(['|', '#']) {
        out.push(line.trim().to_owned());
        return;
    }
    let indent = if line.starts_with("- ") { "  " } else { "" };
    let mut current = String::new();
    let mut width = 0;
    for word in words(line) {
        let length = word.chars().count();
        if !current.is_empty() && width + 1 + length > WIDTH {
            out.push(std::mem::replace(&mut current, indent.to_owned()));
            width = indent.len();
        }
        if !current.trim().is_empty() {
            current.push(' ');
            width += 1;
        }
        current.push_str(&word);
        width += length;
    }
    out.push(current);
}

/// Words of a line; a span of code is part of one word, and so is what would begin a list, a heading or a quote at the
/// start of a line.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut in_code = false;
    for word in line.split_whitespace() {
        match words.last_mut().filter(|_| in_code || begins_block(word)) {
            Some(last) => {
                last.push(' ');
                last.push_str(word);
            }
            None => words.push(word.to_owned()),
        }
        in_code ^= word.matches('`').count() % 2 == 1;
    }
    words
}

fn begins_block(word: &str) -> bool {
    let number = word.strip_suffix(['.', ')']);
    let is_number = number.is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()));
    let all = |mark: char| word.chars().all(|c| c == mark);
    is_number || word.starts_with(['>', '~']) || "#-+*=_".chars().any(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_do_not_become_links_unless_they_are() {
        for (text, escaped) in [
            (
                "Use a[b] or <c>, `d[e]`, and [`Client`].",
                "Use a\\[b\\] or \\<c>, `d[e]`, and [`Client`].",
            ),
            (
                "See [the docs](https://acme.test/a) for List<T> and a[0].",
                "See [the docs](https://acme.test/a) for List\\<T> and a\\[0\\].",
            ),
            (
                "[groups](#/Groups) [`name`]",
                "\\[groups\\](#/Groups) \\[`name`\\]",
            ),
            ("one ` and [b]", "one ` and \\[b\\]"),
            ("``a`[b]`` [c]", "``a`[b]`` \\[c\\]"),
            ("already \\<b> and \\[c\\]", "already \\<b> and \\[c\\]"),
        ] {
            assert_eq!(escape(text), escaped);
        }
    }

    #[test]
    fn an_address_is_a_link() {
        for (text, escaped) in [
            (
                "At https://acme.test/a?b=1.",
                "At <https://acme.test/a?b=1>.",
            ),
            ("(http://acme.test)", "(<http://acme.test>)"),
            ("<https://acme.test/a>", "<https://acme.test/a>"),
            ("`https://acme.test`", "`https://acme.test`"),
            ("https://{tenant}/a", "https://{tenant}/a"),
            ("größe: https://ü.test", "größe: <https://ü.test>"),
        ] {
            assert_eq!(escape(text), escaped);
        }
    }

    #[test]
    fn long_lines_wrap_and_paragraphs_stay() {
        let long = format!("{}end\n\nnext", "word ".repeat(25));
        assert_eq!(lines(&long).len(), 4);
    }

    #[test]
    fn a_span_of_code_is_never_broken() {
        let text = format!(
            "{} `User management > View end users` or more",
            "word ".repeat(17)
        );
        assert_eq!(words(&text)[17], "`User management > View end users`");
    }

    #[test]
    fn a_line_that_wraps_begins_no_list_no_heading_and_no_quote() {
        let long = "words ".repeat(WIDTH / 6);
        for mark in ["-", "*", "+", "#", "1.", ">", ">=", "---", "==="] {
            let text = lines(&format!("{long}{mark} more"));
            assert_eq!(text.len(), 2);
            assert!(text[1].starts_with("words "), "{text:?}");
        }
    }

    #[test]
    fn a_row_of_a_table_is_one_line() {
        let row = format!("| {} |", "cell ".repeat(40).trim());
        assert_eq!(lines(&row), [row]);
    }

    #[test]
    fn code_is_never_compiled_however_it_is_marked() {
        for (text, shown) in [
            ("```\na[0]\n```", "```text\na[0]\n```"),
            ("~~~ json\n```\n~~~\nb", "~~~text\n```\n~~~\nb"),
            ("````rust\n```\na\n```\n````", "````text\n```\na\n```\n````"),
            ("> ```\n> a\n> ```\nb", "```text\n> a\n```\nb"),
            ("- ```sh\n  a\n  ```", "```text\n  a\n```"),
            ("```\nnever closed", "```text\nnever closed\n```"),
            ("Like:\n\n    let a;\n", "Like:\n\nlet a;"),
            ("```a[b]``` is code", "```a[b]``` is code"),
        ] {
            assert_eq!(lines(text).join("\n"), shown);
        }
    }

    #[test]
    fn what_no_comment_may_hold_is_left_out() {
        let text = "one\r\ntwo\rthree\u{202e}\u{0}\n```\na\rb\n```";
        assert_eq!(
            lines(text),
            ["one", "two", "three", "```text", "a", "b", "```"]
        );
    }

    #[test]
    fn a_span_of_code_may_hold_any_text() {
        for (text, span) in [
            ("GET /a", "`GET /a`"),
            ("List`1", "`` List`1 ``"),
            ("a\r\nb", "`a b`"),
        ] {
            assert_eq!(code(text), span);
        }
    }
}
