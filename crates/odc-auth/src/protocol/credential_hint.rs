//! Faults of credentials that the server does not know: most often they were not pasted completely or correctly.

use crate::secret::Credentials;

/// What is strange about the credentials, and what to do about it. It quotes nothing of them.
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
    if is_uuid(secret) && !is_uuid(id) {
        return Some(
            "the client id and the client secret look swapped; exchange ODC_CLIENT_ID and ODC_CLIENT_SECRET",
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
    })
}

fn id_hint(id: &str) -> Option<&'static str> {
    paste_fault(id).map(|_| {
        "the client id holds a blank, a quote or another character that no id has; set ODC_CLIENT_ID as the ODC portal shows it"
    })
}

/// Typical faults of pasted text.
enum PasteFault {
    Masked,
    Quoted,
    Blank,
    Invisible,
    Encoded,
    Variable,
}

fn paste_fault(text: &str) -> Option<PasteFault> {
    let is_mask = |c: char| matches!(c, '*' | '•' | '●' | '…');
    let quotes = ['"', '\'', '`', '“', '”', '‘', '’'];
    if text.contains("****") || text.contains("•••") || text.chars().all(is_mask) {
        Some(PasteFault::Masked)
    } else if text.starts_with(quotes) || text.ends_with(quotes) {
        Some(PasteFault::Quoted)
    } else if text.starts_with("${") || text.starts_with("{{") {
        Some(PasteFault::Variable)
    } else if text.contains([' ', '\t', '\r', '\n']) {
        Some(PasteFault::Blank)
    } else if !text.is_ascii() {
        Some(PasteFault::Invisible)
    } else if is_encoded(text) {
        Some(PasteFault::Encoded)
    } else {
        None
    }
}

/// Whether a text looks URL-encoded: each `%` begins an escape of a character that has to be escaped, and none of these
/// characters is in the text. A secret may contain `%` itself.
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

/// Whether a text is a UUID, as the ids of API clients are.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "5b6c1f0e-0000-4000-8000-000000000001";

    #[test]
    fn each_way_to_paste_wrongly_is_named_and_nothing_is_quoted() {
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
            ("hu5h", ID, "swapped"),
            (ID, ID, "is the client id"),
            ("\"5b6c\"", "hu5h", "the client id holds"),
        ] {
            let found = credential_hint(&Credentials::new(id, secret)).expect(secret);
            assert!(found.contains(words), "{secret:?}: {found}");
            assert!(!found.contains("hu5h") && !found.contains(ID), "{found}");
        }
    }

    #[test]
    fn what_only_resembles_an_id_is_no_swapped_id() {
        for secret in [
            "5b6c1f0e-0000-4000-8000-00000000000",
            "5b6c1f0e-0000-4000-8000-0000000000012",
            "5b6c1f0e-0000-4000-8000-00000000000g",
            "5b6c1f0e_0000-4000-8000-000000000001",
        ] {
            assert_eq!(
                credential_hint(&Credentials::new("hu5h", secret)),
                None,
                "{secret}"
            );
        }
    }

    #[test]
    fn secrets_as_servers_make_them_are_not_suspicious() {
        for secret in [
            "s3cret+/=",
            "a%b",
            "100%",
            "a%41b",
            "a+%2B",
            "p*ss**w",
            "0f8fad5b.x-y_z~",
        ] {
            assert_eq!(
                credential_hint(&Credentials::new("id", secret)),
                None,
                "{secret}"
            );
        }
    }
}
