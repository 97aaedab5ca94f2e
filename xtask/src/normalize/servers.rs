//! Gives the document a server.
//!
//! Published: no `servers` at all, as generators for .NET write it; its paths are then below the host itself.
//! Lowered:   `servers: [{url: /}]`, with a note: a service of the portal usually has a path of its own.

use serde_json::{Value, json};

use super::Changes;
use crate::document::Document;
use crate::problem::Result;

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let url = document
        .root
        .pointer("/servers/0/url")
        .and_then(Value::as_str);
    if url.is_some_and(|url| !url.trim().is_empty()) {
        return Ok(Changes::new());
    }
    document.root["servers"] = json!([{"url": "/"}]);
    let note =
        "the document names no server: its paths are taken as they are, below the portal domain";
    document.note("/servers", note.to_owned());
    Ok(vec!["/servers".to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_server_paths_are_below_the_host() {
        for root in [
            json!({}),
            json!({"servers": []}),
            json!({"servers": [{"url": ""}]}),
        ] {
            let mut document = Document::parse("x.json", &root.to_string()).unwrap();
            assert_eq!(apply(&mut document).unwrap(), ["/servers"]);
            assert_eq!(document.root["servers"], json!([{"url": "/"}]));
            assert_eq!(document.notes.len(), 1);
            assert!(
                apply(&mut document).unwrap().is_empty(),
                "a second run finds nothing to do"
            );
        }
    }
}
