//! Calls a format by its name in `OpenAPI` and JSON Schema.
//!
//! Published: `format: guid`, as generators for .NET write it. Typify knows it as text of any kind.
//! Lowered:   `format: uuid`.

use super::{Changes, each_object};
use crate::document::Document;
use crate::problem::Result;

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    each_object(&mut document.root, "", &mut |schema, pointer| {
        if schema.get("format").is_some_and(|format| format == "guid") {
            schema["format"] = "uuid".into();
            changes.push(pointer.to_owned());
        }
    });
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_guid_is_a_uuid() {
        let schema = |format: &str| json!({"components": {"schemas": {"Key": {"type": "string", "format": format}}}});
        let mut document = Document::parse("x.json", &schema("guid").to_string()).unwrap();
        assert_eq!(apply(&mut document).unwrap(), ["/components/schemas/Key"]);
        assert!(
            apply(&mut document).unwrap().is_empty(),
            "a second run finds nothing to do"
        );
        assert_eq!(document.root, schema("uuid"));
    }
}
