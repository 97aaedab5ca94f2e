//! Finds mistakes in credentials that the server did not accept. Most often they were not pasted completely or
//! correctly.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use crate::secret::Credentials;

/// What is unusual about the credentials, and what to do about it. It quotes no part of them.
pub(crate) fn credential_hint(credentials: &Credentials) -> Option<&'static str> {
    let (id, secret) = (
        credentials.client_id(),
        credentials.client_secret().expose().as_str(),
    );
    if id == secret {
        return Some(
            "the client secret is the client id; set ODC_CLIENT_SECRET to the secret, which the ODC portal shows once, when it is created",
        );
    }
    if is_client_id(secret) && !is_client_id(id) {
        return Some(
            "the client id and the client secret look swapped; exchange ODC_CLIENT_ID and ODC_CLIENT_SECRET",
        );
    }
    if holds_both(secret, id) {
        return Some(
            "the client secret is the client id and the secret in one, as an Authorization header has them; set ODC_CLIENT_SECRET to the part after the colon, not in Base64",
        );
    }
    secret_hint(secret).or_else(|| id_hint(id))
}

fn secret_hint(secret: &str) -> Option<&'static str> {
    Some(match paste_fault(secret)? {
        PasteFault::Masked => {
            "the client secret is masked with asterisks or dots; copy the secret itself, or create a new one in the ODC portal, and set ODC_CLIENT_SECRET"
        }
        PasteFault::Quoted => {
            "the client secret begins or ends with a quote, perhaps of an .env file; set ODC_CLIENT_SECRET without quotes"
        }
        PasteFault::Blank => "the client secret holds a blank; set ODC_CLIENT_SECRET without it",
        PasteFault::Invisible => {
            "the client secret holds an invisible character, or one that is not ASCII, perhaps from a chat or a web page; type or copy it anew into ODC_CLIENT_SECRET"
        }
        PasteFault::Encoded => {
            "the client secret looks URL-encoded (%2B, %2F, %3D); set ODC_CLIENT_SECRET to it as the ODC portal shows it"
        }
        PasteFault::Variable => {
            "the client secret is the name of a variable, not its value; set ODC_CLIENT_SECRET to the secret itself"
        }
        PasteFault::Assignment => {
            "the client secret holds the name of the variable, too; set ODC_CLIENT_SECRET only to the text after `=`"
        }
        PasteFault::Entity => {
            "the client secret holds an HTML entity (&amp;, &#43;), perhaps from the source of a web page; set ODC_CLIENT_SECRET to it as the ODC portal shows it"
        }
    })
}

fn id_hint(id: &str) -> Option<&'static str> {
    paste_fault(id).map(|_| {
        "the client id holds a blank, a quote or another character that no id has; set ODC_CLIENT_ID as the ODC portal shows it"
    })
}

/// Typical mistakes in pasted text.
enum PasteFault {
    Masked,
    Quoted,
    Blank,
    Invisible,
    Encoded,
    Variable,
    Assignment,
    Entity,
}

fn paste_fault(text: &str) -> Option<PasteFault> {
    let is_mask = |c: char| matches!(c, '*' | '•' | '●' | '…');
    let quotes = ['"', '\'', '`', '“', '”', '‘', '’'];
    if is_assignment(text) {
        Some(PasteFault::Assignment)
    } else if text.contains("****") || text.contains("•••") || text.chars().all(is_mask) {
        Some(PasteFault::Masked)
    } else if text.starts_with(quotes) || text.ends_with(quotes) {
        Some(PasteFault::Quoted)
    } else if is_variable(text) {
        Some(PasteFault::Variable)
    } else if text.contains([' ', '\t', '\r', '\n']) {
        Some(PasteFault::Blank)
    } else if !text.is_ascii() {
        Some(PasteFault::Invisible)
    } else if is_encoded(text) {
        Some(PasteFault::Encoded)
    } else if text.split('&').skip(1).any(begins_with_entity) {
        Some(PasteFault::Entity)
    } else {
        None
    }
}

/// Whether a text looks URL-encoded. That is so if each `%` begins an escape of a character that must be escaped, and
/// the text contains no such character itself. A secret may contain `%` itself.
fn is_encoded(text: &str) -> bool {
    let mut escapes = text.split('%').skip(1).peekable();
    let is_escape = |rest: &str| {
        let code = rest
            .get(..2)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        code.is_some_and(|byte| !byte.is_ascii_alphanumeric())
    };
    escapes.peek().is_some() && escapes.all(is_escape) && !text.contains(['+', '/', '='])
}

/// Whether a text is a line of an .env file, a shell or a JSON file, with the name of the variable.
fn is_assignment(text: &str) -> bool {
    let text = Zeroizing::new(text.to_ascii_lowercase());
    let names = ["client_secret", "client_id", "clientsecret", "clientid"];
    let mut values = names
        .into_iter()
        .filter_map(|name| Some(text.split_once(name)?.1));
    values.any(|rest| {
        rest.trim_start_matches(['"', '\'', ' '])
            .starts_with(['=', ':'])
    })
}

/// Whether a text is the name of a variable, as shells and templates write it.
fn is_variable(text: &str) -> bool {
    let of_windows = text
        .strip_prefix('%')
        .and_then(|rest| rest.strip_suffix('%'));
    let name = of_windows.or_else(|| text.strip_prefix('$'));
    let is_part = |byte: u8| byte.is_ascii_uppercase() || byte == b'_';
    let is_name = name.is_some_and(|name| name.contains('_') && name.bytes().all(is_part));
    is_name || text.starts_with("${") || text.starts_with("{{")
}

/// Whether the text after an `&` makes it an HTML entity.
fn begins_with_entity(rest: &str) -> bool {
    let Some((name, _)) = rest.split_once(';') else {
        return false;
    };
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    match name.strip_prefix('#') {
        Some(number) => {
            let digits = number.trim_start_matches(['x', 'X']);
            !digits.is_empty() && is_number(digits)
        }
        None => ["amp", "lt", "gt", "quot", "apos", "nbsp"].contains(&name),
    }
}

/// Whether a text is `id:secret`, as it is or in Base64.
fn holds_both(text: &str, id: &str) -> bool {
    let begins_with_id = |pair: &[u8]| {
        let secret = pair.strip_prefix(id.as_bytes());
        secret.is_some_and(|rest| rest.starts_with(b":"))
    };
    let encoded = text.strip_prefix("Basic ").unwrap_or(text);
    let decoded = STANDARD.decode(encoded).map(Zeroizing::new);
    begins_with_id(text.as_bytes()) || decoded.is_ok_and(|pair| begins_with_id(&pair))
}

/// Whether a text looks like the id of an API client: 32 hexadecimal digits, with the dashes of a UUID or without.
fn is_client_id(text: &str) -> bool {
    let is_dash = |at: usize| text.len() == 36 && matches!(at, 8 | 13 | 18 | 23);
    matches!(text.len(), 32 | 36)
        && text.bytes().enumerate().all(|(at, byte)| match byte {
            b'-' => is_dash(at),
            _ => byte.is_ascii_hexdigit() && !is_dash(at),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "5b6c1f0e-0000-4000-8000-000000000001";
    /// A secret and an id as the portal and the sandbox write them.
    const DIGITS: &str = "5b6c1f0e000040008000000000000001";

    #[test]
    fn each_paste_mistake_is_named_and_no_secret_is_quoted() {
        for (id, secret, words) in [
            (ID, " hu5h", "holds a blank"),
            (ID, "hu5h\t", "holds a blank"),
            (ID, "\"hu5h\"", "a quote"),
            (ID, "“hu5h”", "a quote"),
            (ID, "hu\u{200b}5h", "an invisible character"),
            (ID, "\u{feff}hu5h", "an invisible character"),
            (ID, "hu5h%2Bhu5h%3D", "URL-encoded"),
            (ID, "hu5h****", "masked"),
            (ID, "••••••••", "masked"),
            (ID, "•••hu5h", "masked"),
            (ID, "**", "masked"),
            (ID, "hu5h\"", "a quote"),
            (ID, "${hu5h}", "a variable"),
            (ID, "{{ hu5h }}", "a variable"),
            (ID, "$ODC_CLIENT_SECRET", "a variable"),
            (ID, "%ODC_CLIENT_SECRET%", "a variable"),
            (ID, "ODC_CLIENT_SECRET=hu5h", "name of the variable, too"),
            (
                ID,
                "export ODC_CLIENT_SECRET=\"hu5h\"",
                "name of the variable, too",
            ),
            (
                ID,
                "\"client_secret\": \"hu5h\"",
                "name of the variable, too",
            ),
            (ID, "hu5h&amp;hu5h", "HTML entity"),
            (ID, "hu5h&#43;", "HTML entity"),
            (ID, "hu5h&#x2B;", "HTML entity"),
            (DIGITS, "5b6c1f0e000040008000000000000001:hu5h", "in one"),
            (
                DIGITS,
                "NWI2YzFmMGUwMDAwNDAwMDgwMDAwMDAwMDAwMDAwMDE6aHU1aA==",
                "in one",
            ),
            (
                DIGITS,
                "Basic NWI2YzFmMGUwMDAwNDAwMDgwMDAwMDAwMDAwMDAwMDE6aHU1aA==",
                "in one",
            ),
            ("hu5h", ID, "swapped"),
            ("hu5h", DIGITS, "swapped"),
            (DIGITS, DIGITS, "is the client id"),
            (ID, ID, "is the client id"),
            ("\"5b6c\"", "hu5h", "the client id holds"),
        ] {
            let found = credential_hint(&Credentials::new(id, secret)).expect(secret);
            assert!(found.contains(words), "{secret:?}: {found}");
            assert!(
                !found.contains("hu5h") && !found.contains("5b6c"),
                "{found}"
            );
        }
    }

    #[test]
    fn a_text_that_only_looks_like_an_id_is_not_a_swapped_id() {
        for secret in [
            "5b6c1f0e-0000-4000-8000-00000000000",
            "5b6c1f0e-0000-4000-8000-0000000000012",
            "5b6c1f0e-0000-4000-8000-00000000000g",
            "5b6c1f0e_0000-4000-8000-000000000001",
            "5b6c1f0e00000-4000-8000-000000000001",
            "5b6c1f0e-000040008000000000000001",
            "5b6c1f0e00004000800000000000000g",
            "5b6c1f0e00004000800000000000001",
            "5b6c1f0e-00004000800000000000001",
        ] {
            assert_eq!(
                credential_hint(&Credentials::new("hu5h", secret)),
                None,
                "{secret}"
            );
        }
    }

    #[test]
    fn secrets_that_servers_create_cause_no_hint() {
        for secret in [
            "s3cret+/=",
            "a%b",
            "100%",
            "a%41b",
            "a+%2B",
            "p*ss**w",
            "0f8fad5b.x-y_z~",
            "a&b;c",
            "&#;a",
            "a&amp",
            "%a%",
            "$A",
            "c2VjcmV0c2VjcmV0",
            "my_client_id_is",
        ] {
            assert_eq!(
                credential_hint(&Credentials::new("id", secret)),
                None,
                "{secret}"
            );
        }
    }
}
