//! Escapes text so that nothing in it is read as Markdown.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The longest character reference: a name (HTML, "Named character references") or digits.
const LONGEST_ENTITY: usize = 32;

/// Removes characters that a Rust comment must not contain, invisible characters, noncharacters (our marks are some of
/// them), and texts that look like tokens. Line ends become `\n`.
#[must_use]
pub fn printable(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text = text.chars().map(|c| match c {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        other => other,
    });
    let text: String = text
        .filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || is_left_out(*c)))
        .collect();
    odc_http::text::without_tokens(&text).to_string()
}

/// Whether a character is invisible (Unicode, category Cf) or a noncharacter. Some of the invisible characters change
/// the direction of text.
fn is_left_out(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Appends a printable text, escaped. With `links`, each address in it becomes a link.
pub(super) fn plain(out: &mut String, text: &str, links: bool) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let candidate = if c == 'h' { address(rest) } else { None };
        if let Some((length, is_address)) = candidate {
            let (found, after) = rest.split_at(length);
            if is_address && links {
                out.extend(["<", found, ">"]);
            } else {
                characters(out, found, after);
            }
            rest = after;
        } else {
            let end = rest[c.len_utf8()..].find('h').map(|at| at + c.len_utf8());
            let (found, after) = rest.split_at(end.unwrap_or(rest.len()));
            characters(out, found, after);
            rest = after;
        }
    }
}

/// Appends a text without links, escaped. `after` is the text that follows.
fn characters(out: &mut String, text: &str, after: &str) {
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let next = rest.chars().next().or_else(|| after.chars().next());
        if c.is_whitespace() {
            out.push(if c == '\n' { '\n' } else { ' ' });
            continue;
        }
        let before = out.chars().next_back();
        let is_special = match c {
            '`' | '<' | '[' | ']' | '~' => true,
            '\\' => next.is_none_or(|c| c.is_ascii_punctuation() || c.is_whitespace()),
            '*' => {
                let is_blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
                !(is_blank(before) && is_blank(next))
            }
            '_' => {
                let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !(is_letter(before) && is_letter(next))
            }
            '&' => is_entity(rest),
            _ => false,
        };
        if is_special {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Whether `&` before this text makes a character reference.
fn is_entity(rest: &str) -> bool {
    let letters = rest.bytes().take(LONGEST_ENTITY);
    let name = letters.take_while(|b| b.is_ascii_alphanumeric() || *b == b'#');
    let length = name.count();
    length > 0 && rest[length..].starts_with(';')
}

/// Appends a code span without line breaks.
pub(super) fn code(out: &mut String, text: &str) {
    let mut text = printable(text).replace(char::is_whitespace, " ");
    if text.is_empty() {
        text.push(' ');
    }
    let runs: std::collections::HashSet<usize> = text.split(|c| c != '`').map(str::len).collect();
    let mut lengths = 1..=runs.len() + 1;
    let mark = lengths.find(|length| !runs.contains(length)).unwrap_or(1);
    let mark = "`".repeat(mark);
    // Markdown removes one space at each end of such a code span. So one more is added.
    let is_padded = text.starts_with(' ') && text.ends_with(' ') && text.trim() != "";
    let pad = if text.contains('`') || is_padded {
        " "
    } else {
        ""
    };
    // Without a space, two adjacent spans would be read as one span.
    let apart = if out.ends_with('`') { " " } else { "" };
    let span = format!("{apart}{mark}{pad}{text}{pad}{mark}");
    out.push_str(&span.replace(' ', &super::blocks::KEPT.to_string()));
}

/// The length of the text that begins with the scheme of an address, and whether it is an address.
fn address(text: &str) -> Option<(usize, bool)> {
    let mut schemes = ["https://", "http://"].iter();
    let (scheme, rest) = schemes.find_map(|scheme| Some((scheme, text.strip_prefix(scheme)?)))?;
    let end = rest.find(|c: char| c.is_whitespace() || "<>()[]{}\"'`|\\^".contains(c));
    let whole = &rest[..end.unwrap_or(rest.len())];
    let address = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    if address.contains('.') {
        Some((scheme.len() + address.len(), true))
    } else {
        Some((scheme.len() + whole.len(), false))
    }
}

/// The escaped target of a link, or `None` when it is not an address.
pub(super) fn target(address: &str) -> Option<String> {
    let is_address = ["https://", "http://"].iter().any(|scheme| {
        address
            .strip_prefix(scheme)
            .is_some_and(|rest| !rest.is_empty())
    });
    is_address.then(|| {
        let mut target = String::with_capacity(address.len());
        for c in printable(address).chars() {
            if c.is_alphanumeric() || "-._~:/?#@!$&'+,;=%".contains(c) {
                target.push(c);
            } else {
                let mut bytes = [0; 4];
                target.extend(utf8_percent_encode(
                    c.encode_utf8(&mut bytes),
                    NON_ALPHANUMERIC,
                ));
            }
        }
        target
    })
}

/// Escapes the beginning of a line, so that it does not begin a block.
pub(super) fn escape_line_start(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut chars = line[digits..].chars();
    let (Some(first), second) = (chars.next(), chars.next()) else {
        return line.to_owned();
    };
    let is_blank = second.is_none_or(char::is_whitespace);
    let begins = match first {
        _ if digits > 0 => matches!(first, '.' | ')') && is_blank,
        '#' | '>' | '=' | '|' | ':' => true,
        '-' | '+' => !second.is_some_and(char::is_alphanumeric),
        '*' => is_blank,
        _ => false,
    };
    if begins {
        let (number, rest) = line.split_at(digits);
        format!("{number}\\{rest}")
    } else {
        line.to_owned()
    }
}
