//! Makes foreign text safe for a terminal, a log line and an error message, and makes words safe for a command line.
//!
//! Foreign text comes from a server, a document or a file. It may contain line breaks, escape sequences that a
//! terminal obeys, characters that change the direction of text, invisible characters, and tokens. Code that prints
//! foreign text calls one of the two functions here.

use std::fmt::{self, Write as _};

/// The text in place of a secret.
pub const REDACTED: &str = "[redacted]";

/// The shortest text that counts as a token.
const SHORTEST_TOKEN: usize = 20;

/// Foreign text on one line, without characters that a terminal obeys or that a reader cannot see.
///
/// Such characters are escaped as in Rust (`\n`, `\u{1b}`). Parts that look like a token are removed. Nothing else
/// changes, so that names can be compared with their source.
///
/// ```
/// assert_eq!(odc_http::text::printable("a\u{1b}[31m\n").to_string(), r"a\u{1b}[31m\n");
/// ```
#[must_use]
pub const fn printable(text: &str) -> Printable<'_> {
    Printable {
        text,
        escapes: true,
    }
}

/// Foreign text without parts that look like a token. Do not print it as it is: the caller must escape it, for
/// example as JSON does.
///
/// ```
/// let text = "a\n eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.x.y";
/// assert_eq!(odc_http::text::without_tokens(text).to_string(), "a\n [redacted]");
/// ```
#[must_use]
pub const fn without_tokens(text: &str) -> Printable<'_> {
    Printable {
        text,
        escapes: false,
    }
}

/// Whether [`printable`] leaves a character as it is.
#[must_use]
pub fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~') || is_combining(c) || c.escape_debug().eq([c])
}

/// The [`printable`] form of a text; `Display` writes it.
#[derive(Clone, Copy)]
pub struct Printable<'a> {
    text: &'a str,
    escapes: bool,
}

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut after_scheme = false;
        for word in self.text.split_inclusive(|c| !is_token_char(c)) {
            let (word, end) = match word.char_indices().next_back() {
                Some((at, last)) if !is_token_char(last) => word.split_at(at),
                _ => (word, ""),
            };
            if is_token(word, after_scheme) {
                f.write_str(REDACTED)?;
            } else {
                f.write_str(word)?;
            }
            // A scheme is still valid after the blanks and quotes that follow it.
            if !word.is_empty() {
                after_scheme = ["bearer", "basic"]
                    .iter()
                    .any(|s| word.eq_ignore_ascii_case(s));
            }
            if self.escapes {
                escape(f, end)?;
            } else {
                f.write_str(end)?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

/// Foreign prose on one line of at most `most` characters.
///
/// Runs of white space become one blank, the rest is [`printable`]. A text that is cut ends in `…`.
///
/// ```
/// assert_eq!(odc_http::text::one_line("two\r\n  lines\u{7}", 80), r"two lines\u{7}");
/// assert_eq!(odc_http::text::one_line("long prose", 6), "long p…");
/// ```
#[must_use]
pub fn one_line(text: &str, most: usize) -> String {
    let mut joined = String::new();
    // Of an endless text, this reads only as much as can be shown. A token at the cut is removed completely.
    let mut words = text.split_whitespace();
    while joined.len() < most.saturating_mul(4) {
        let Some(word) = words.next() else { break };
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    let mut line = Bounded {
        text: String::new(),
        left: most,
    };
    match write!(line, "{}", printable(&joined)) {
        Ok(()) => line.text,
        Err(fmt::Error) => line.text + "…",
    }
}

/// A word as a POSIX shell reads it: in single quotes, unless it contains only characters without a special meaning.
///
/// ```
/// assert_eq!(odc_http::text::shell_word("plan-1.json"), "plan-1.json");
/// assert_eq!(odc_http::text::shell_word("it's"), r"'it'\''s'");
/// ```
#[must_use]
pub fn shell_word(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-:+=%@,".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Takes at most `left` characters, and refuses the next one.
struct Bounded {
    text: String,
    left: usize,
}

impl fmt::Write for Bounded {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            self.left = self.left.checked_sub(1).ok_or(fmt::Error)?;
            self.text.push(c);
        }
        Ok(())
    }
}

/// Characters of a JWT (RFC 7519), of Base64 in all its forms, and of a bearer token (RFC 6750, section 2.1).
const fn is_token_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | '+' | '/' | '=')
}

fn is_token(word: &str, after_scheme: bool) -> bool {
    // A JWT begins with the Base64 of `{"`.
    let mut starts = word.match_indices("eyJ").map(|(start, _)| &word[start..]);
    let jwt = starts.any(|rest| rest.len() >= SHORTEST_TOKEN && is_json(rest));
    let opaque = after_scheme
        && word.len() >= SHORTEST_TOKEN
        && word.bytes().any(|b| b.is_ascii_digit() || b == b'=');
    jwt || opaque
}

/// Whether Base64 (RFC 4648, sections 4 and 5) begins with plain text, as the header of a JWT does. A name that
/// consists of two words, such as `surveyJobs`, does not.
fn is_json(text: &str) -> bool {
    /// The number of characters that are checked. The shortest header has more characters.
    const LOOKED_AT: usize = 16;
    let (mut bits, mut count, mut read) = (0_u32, 0, 0);
    for byte in text.bytes().take(LOOKED_AT) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return false,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            let decoded = (bits >> count) & 0xff;
            if !(0x20..0x7f).contains(&decoded) && !matches!(decoded, 9 | 10 | 13) {
                return false;
            }
        }
        read += 1;
    }
    read == LOOKED_AT
}

/// Escapes the characters that the standard library treats as unprintable. Quotes and backslashes do not change.
fn escape(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    text.chars().try_for_each(|c| {
        // The rule for all characters is slow, and a hostile text may have millions of these characters.
        if c.is_ascii_control() || !is_printable(c) {
            c.escape_debug()
                .try_for_each(|escaped| f.write_char(escaped))
        } else {
            f.write_char(c)
        }
    })
}

/// Whether the standard library escapes a character only when no other character is before it.
fn is_combining(c: char) -> bool {
    let mut buffer = [b'a'; 5];
    let length = c.encode_utf8(&mut buffer[1..]).len();
    let pair = std::str::from_utf8(&buffer[..=length]).expect("a letter and a character");
    pair.escape_debug().eq(pair.chars())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const JWT: &str = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.x.y";

    fn shown(text: &str) -> String {
        printable(text).to_string()
    }

    #[test]
    fn characters_that_a_terminal_obeys_are_escaped() {
        assert_eq!(shown("a\r\n\u{1b}[31m\u{9b}b"), r"a\r\n\u{1b}[31m\u{9b}b");
    }

    #[test]
    fn invisible_characters_and_those_that_change_direction_are_escaped() {
        for c in [
            '\u{202e}',
            '\u{2066}',
            '\u{200b}',
            '\u{feff}',
            '\u{2028}',
            '\u{a0}',
            '\u{ad}',
            '\u{e0041}',
        ] {
            assert_eq!(shown(&c.to_string()), c.escape_unicode().to_string());
        }
    }

    #[test]
    fn letters_symbols_and_quotes_of_all_languages_stay() {
        let text = r#"größe "名前" 'e\u301' ≥ C:\new 🦀 /a~1b"#.replace(r"\u301", "\u{301}");
        assert_eq!(shown(&text), text);
    }

    #[test]
    fn a_word_is_quoted_as_a_shell_reads_it() {
        for (word, written) in [
            ("/home/ana/plan-1.json", "/home/ana/plan-1.json"),
            ("127.0.0.1:80", "127.0.0.1:80"),
            ("my plan's.json", r"'my plan'\''s.json'"),
            ("$HOME;rm", "'$HOME;rm'"),
            ("~/plan", "'~/plan'"),
            (r"a\b", r"'a\b'"),
            ("", "''"),
        ] {
            assert_eq!(shell_word(word), written);
        }
    }

    #[test]
    fn a_token_is_removed_in_every_position() {
        assert_eq!(shown(JWT), REDACTED);
        assert_eq!(shown(&format!("[\"{JWT}\", 7]")), "[\"[redacted]\", 7]");
        assert_eq!(shown(&format!("a={JWT}&b=c")), "[redacted]&b=c");
        assert_eq!(
            shown("Bearer: 0123456789abcdefghij!"),
            "Bearer: [redacted]!"
        );
        assert_eq!(
            shown("basic dXNlcjpwYXNzd29yZC1vZi1tYW55"),
            "basic [redacted]"
        );
    }

    #[test]
    fn words_that_only_look_like_a_token_stay() {
        for text in [
            "Bearer authentication is required",
            "eyJ is short",
            "Bearer of 7 names",
            "/paths/~1api~1surveyJobs~1{key}/get",
            "keyJsonWebTokenOfTheService",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn a_line_has_a_limit_and_a_token_at_its_end_is_removed_completely() {
        assert_eq!(one_line(&"word ".repeat(1000), 300).chars().count(), 301);
        let text = format!("{} {JWT}", "x".repeat(290));
        assert_eq!(
            one_line(&text, 300),
            format!("{} [redacted", "x".repeat(290))[..300].to_owned() + "…"
        );
    }

    proptest! {
        #[test]
        fn every_text_prints_on_one_line_without_control_characters(text in "\\PC*|.*", most in 0_usize..400) {
            for line in [shown(&text), one_line(&text, most)] {
                prop_assert!(!line.contains(char::is_control), "{line:?}");
            }
            prop_assert!(one_line(&text, most).chars().count() <= most + 1);
        }

        #[test]
        fn a_token_is_never_printed(before in ".{0,30}", after in ".{0,30}") {
            let text = format!("{before}{JWT}{after}");
            prop_assert!(!shown(&text).contains("eyJhbGciOiJSUzI1NiIsInR5"));
            prop_assert!(!one_line(&text, 300).contains("eyJhbGciOiJSUzI1NiIsInR5"));
        }
    }
}
