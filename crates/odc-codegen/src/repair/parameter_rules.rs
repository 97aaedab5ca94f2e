//! Records the defaults and ranges of parameters, which a later pass removes.
//!
//! Published: `{name: limit, schema: {type: integer, minimum: 1, maximum: 1000, default: 100}}`. From these, typify
//! would make a type that validates, and a default that the service applies itself.
//! Repaired:  the document does not change. The values are recorded in the findings.

use serde_json::Value;

use crate::document::findings::Rules;
use crate::document::{Changes, Document, METHODS, Result, child, objects, resolve};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let root = &document.root;
    let mut found = Vec::new();
    for (path, item) in objects(root, "/paths") {
        let operations = item.as_object().into_iter().flatten();
        for (method, operation) in operations.filter(|(name, _)| METHODS.contains(&name.as_str())) {
            let pointer = child(&child("/paths", path), method);
            let lists = [item.get("parameters"), operation.get("parameters")];
            let parameters = lists
                .into_iter()
                .flatten()
                .filter_map(Value::as_array)
                .flatten();
            for parameter in parameters.map(|parameter| resolve(root, parameter)) {
                let text = |key: &str| parameter.get(key).and_then(Value::as_str);
                let rules = parameter
                    .get("schema")
                    .map(|schema| rules(resolve(root, schema)));
                if let (Some(place), Some(name), Some(rules)) = (text("in"), text("name"), rules)
                    && rules != Rules::default()
                {
                    let place = (place.to_owned(), name.to_owned());
                    found.push((pointer.clone(), place, rules));
                }
            }
        }
    }
    for (pointer, (place, name), rules) in found {
        document
            .findings
            .record_rules(&pointer, (&place, &name), rules);
    }
    Ok(Changes::new())
}

fn rules(schema: &Value) -> Rules {
    let default = match schema.get("default") {
        Some(Value::String(text)) => Some(text.clone()),
        Some(value @ (Value::Number(_) | Value::Bool(_))) => Some(value.to_string()),
        _ => None,
    };
    let number = |key: &str| schema.get(key).and_then(Value::as_i64);
    Rules {
        default,
        minimum: number("minimum"),
        maximum: number("maximum"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn rules_are_recorded_for_every_operation_and_stay_when_the_document_no_longer_has_them() {
        let text = json!({
            "openapi": "3.0.3", "info": {}, "paths": {"/a": {
                "parameters": [{"$ref": "#/components/parameters/limit"}],
                "get": {"parameters": [
                    {"name": "all", "in": "query", "schema": {"$ref": "#/components/schemas/All"}},
                    {"name": "none", "in": "query", "schema": {"type": "string", "default": null}}
                ], "responses": {}},
                "post": {"responses": {}}
            }},
            "components": {
                "parameters": {"limit": {"name": "limit", "in": "query",
                    "schema": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}}},
                "schemas": {"All": {"type": "boolean", "default": false}}
            }
        });
        let mut document = Document::parse("x.json", &text.to_string()).unwrap();
        apply(&mut document).unwrap();
        document.root = json!({"paths": {}});
        apply(&mut document).unwrap();
        let limit = Rules {
            default: Some("100".to_owned()),
            minimum: Some(1),
            maximum: Some(1000),
        };
        let rules =
            |operation: &str, name: &str| document.findings.rules(operation, ("query", name));
        assert_eq!(rules("/paths/~1a/get", "limit"), limit);
        assert_eq!(rules("/paths/~1a/post", "limit"), limit);
        assert_eq!(
            rules("/paths/~1a/get", "all").default.as_deref(),
            Some("false")
        );
        assert_eq!(rules("/paths/~1a/get", "none"), Rules::default());
    }
}
