//! Gives every format the name that `OpenAPI` and JSON Schema use, and a type that matches it.
//!
//! Published: `format: guid`, which generators for .NET write and typify does not support; a format without a type; a
//! format with a type that has no formats. Typify panics on the last two.
//! Repaired:  `guid` becomes `uuid`. A format without a type gets the type that belongs to it. A format with a type
//! that has no formats, or in a schema that is more than a scalar, is removed.

use serde_json::{Map, Value};

use crate::document::{Changes, Document, Result, each_object};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    each_object(&mut document.root, "", &mut |schema, pointer| {
        if schema.as_object_mut().is_some_and(repair_format) {
            changes.push(pointer.to_owned());
        }
    });
    Ok(changes)
}

/// Repairs the format. Returns whether it changed something.
fn repair_format(schema: &mut Map<String, Value>) -> bool {
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

/// The type of a format. The sources are `OpenAPI` 3.0.3, "Data Types", the registry of formats, and the names of
/// numbers in .NET.
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
    fn a_format_gets_its_type_or_is_removed() {
        let repaired =
            |schema: &Value| applied_to_schemas(apply, &json!({"A": schema}))["A"].take();
        for (format, ty) in [
            ("int64", "integer"),
            ("uint8", "integer"),
            ("double", "number"),
            ("decimal", "number"),
            ("date-time", "string"),
        ] {
            let typed = json!({"type": ty, "format": format});
            assert_eq!(repaired(&json!({"format": format})), typed);
            assert_eq!(repaired(&typed), typed);
        }
        assert_eq!(
            repaired(&json!({"type": "object", "format": "uuid"})),
            json!({"type": "object"})
        );
        assert_eq!(
            repaired(&json!({"allOf": [], "format": "uuid"})),
            json!({"allOf": []})
        );
    }
}
