//! Writes references as the names that they lead to.
//!
//! Published: `$ref: '#/components/schemas/PagedResult%601'`, since a reference is a URL; the schema is called
//! ``PagedResult`1``. Everything here, and typify, compares references with names.
//! Lowered:   the name itself. A reference that leads to something as it is stays.

use serde_json::Value;

use super::{Changes, each_object};
use crate::document::Document;
use crate::problem::Result;

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    let published = document.root.clone();
    let leads = |reference: &str| {
        let pointer = reference.strip_prefix('#');
        pointer.is_some_and(|pointer| published.pointer(pointer).is_some())
    };
    each_object(&mut document.root, "", &mut |value, pointer| {
        let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
            return;
        };
        let decoded = decoded(reference);
        if !leads(reference) && leads(&decoded) {
            value["$ref"] = decoded.into();
            changes.push(pointer.to_owned());
        }
    });
    Ok(changes)
}

/// `%60` -> `` ` `` (RFC 3986, section 2.1); as it is where that makes no text.
fn decoded(reference: &str) -> String {
    let bytes = reference.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |i: usize| bytes.get(i).and_then(|b| char::from(*b).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                plain.extend(u8::try_from(high * 16 + low));
                at += 3;
            }
            (byte, ..) => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(plain).unwrap_or_else(|_| reference.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_escaped_name_is_found() {
        let to = |reference: &str| json!({"items": {"$ref": reference}});
        let root = json!({"components": {"schemas": {
            "Page`1[[A]]": {}, "B": to("#/components/schemas/Page%601%5B%5BA%5D%5D"), "C": to("#/components/schemas/D%60"),
        }}});
        let mut document = Document::parse("x.json", &root.to_string()).unwrap();
        assert_eq!(
            apply(&mut document).unwrap(),
            ["/components/schemas/B/items"]
        );
        assert!(
            apply(&mut document).unwrap().is_empty(),
            "a second run finds nothing to do"
        );
        let schemas = &document.root["components"]["schemas"];
        assert_eq!(schemas["B"], to("#/components/schemas/Page`1[[A]]"));
        assert_eq!(schemas["C"], to("#/components/schemas/D%60"));
    }
}
