//! Adds a server when the document has no server.
//!
//! Published: no `servers`, or an empty list. Both mean `/` (`OpenAPI` 3.0.3, "OpenAPI Object").
//! Repaired:  the server `/`, with a note. If the API is below `/api`, it would respond with 404 to every request.

use serde_json::{Value, json};

use crate::document::{Changes, Document, Result};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let url = document.root.pointer("/servers/0/url");
    let url = url.and_then(Value::as_str);
    if url.is_some_and(|url| !url.trim().is_empty()) {
        return Ok(Changes::new());
    }
    let what = "the document names no server, so paths begin at the root of the portal domain; \
                   if that is wrong, add `servers: [{url: https://ODC_PORTAL_DOMAIN/api/…}]` with an overlay action";
    document.note("/servers", what.to_owned());
    document.root["servers"] = json!([{"url": "/"}]);
    Ok(vec!["/servers".to_owned()])
}

#[cfg(test)]
mod tests {
    use super::super::after_pass;
    use super::*;

    #[test]
    fn a_document_without_a_server_gets_the_root_with_a_note() {
        for published in [json!({}), json!({"servers": []})] {
            let (document, changes) = after_pass(apply, &published);
            assert_eq!(changes, ["/servers"]);
            assert_eq!(document.root["servers"], json!([{"url": "/"}]));
            assert_eq!(document.notes.len(), 1);
        }
    }
}
