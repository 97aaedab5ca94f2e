//! Calls a format by its name in `OpenAPI` and JSON Schema, and makes it fit its type.
//!
//! Published: `format: guid`, as generators for .NET write it, which typify knows as text of any kind; a format without a
//! type, or with one that has no formats, on both of which it panics.
//! Lowered:   `format: uuid`; the type that the format is one of; no format.

use serde_json::{Map, Value};

use crate::document::{Changes, Document, Result, each_object};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    each_object(&mut document.root, "", &mut |schema, pointer| {
        if schema.as_object_mut().is_some_and(fit) {
            changes.push(pointer.to_owned());
        }
    });
    Ok(changes)
}

/// Whether the format had to be fitted.
fn fit(schema: &mut Map<String, Value>) -> bool {
    let text = |key: &str| schema.get(key).and_then(Value::as_str).map(str::to_owned);
    let (Some(format), ty) = (text("format"), text("type")) else {
        return false;
    };
    let composed = ["$ref", "allOf", "oneOf", "anyOf", "properties", "items"];
    let is_composed = composed.iter().any(|key| schema.contains_key(*key));
    let has_formats = matches!(ty.as_deref(), None | Some("string" | "integer" | "number"));
    if is_composed || !has_formats {
        schema.shift_remove("format");
        return true;
    }
    let name = if format == "guid" { "uuid" } else { &format };
    if ty.is_some() && name == format {
        return false;
    }
    let ty = schema.entry("type");
    ty.or_insert_with(|| type_of(name).into());
    schema.insert("format".to_owned(), name.into());
    true
}

/// `OpenAPI` 3.0.3, "Data Types", and the registry of formats; .NET writes a number that may come as text so.
fn type_of(format: &str) -> &'static str {
    match format {
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" => {
            "integer"
        }
        "float" | "double" | "double-int" | "decimal" | "decimal128" => "number",
        _ => "string",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::{after_pass, applied_to_schemas};
    use super::*;

    #[test]
    fn a_guid_is_a_uuid() {
        let schema = |format: &str| json!({"components": {"schemas": {"Key": {"type": "string", "format": format}}}});
        let (document, changes) = after_pass(apply, &schema("guid"));
        assert_eq!(changes, ["/components/schemas/Key"]);
        assert_eq!(document.root, schema("uuid"));
    }

    #[test]
    fn a_format_fits_its_type() {
        let with = |schema: &Value| applied_to_schemas(apply, &json!({"A": schema}))["A"].take();
        for (format, ty) in [
            ("int64", "integer"),
            ("uint8", "integer"),
            ("double", "number"),
            ("decimal", "number"),
            ("date-time", "string"),
        ] {
            let typed = json!({"type": ty, "format": format});
            assert_eq!(with(&json!({"format": format})), typed);
            assert_eq!(with(&typed), typed);
        }
        assert_eq!(
            with(&json!({"type": "object", "format": "uuid"})),
            json!({"type": "object"})
        );
        assert_eq!(
            with(&json!({"allOf": [], "format": "uuid"})),
            json!({"allOf": []})
        );
    }
}
