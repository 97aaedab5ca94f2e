//! Refuses what cannot be generated, before any dependency sees it, and says where it stands.
//!
//! Typify recurses over `$ref`, `allOf`, `oneOf` and `anyOf` without a guard: a cycle made of these
//! alone overflows its stack, which nothing can catch.

use std::collections::HashMap;

use serde_json::Value;

use crate::document::{Document, child};
use crate::names::{METHODS, objects};
use crate::problem::Result;

const COMPOSERS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// # Errors
/// The first form that cannot be generated.
pub(crate) fn check(document: &Document) -> Result<()> {
    version(document)?;
    members(document)?;
    shapes(document, &document.root, "", false)?;
    references(document, &document.root, "", false)?;
    operations(document)?;
    cycles(document)
}

/// # Errors
/// No `OpenAPI` document, or one of another version than 3.0.
pub(crate) fn version(document: &Document) -> Result<()> {
    let version = document.root.get("openapi").and_then(Value::as_str);
    match version {
        Some(version) if version.starts_with("3.0.") => Ok(()),
        Some(version) => Err(document
            .problem("/openapi", format!("OpenAPI {version} is not supported"))
            .fix("publish or convert the document as OpenAPI 3.0")),
        None => Err(document.problem(
            "/openapi",
            "not an OpenAPI 3 document: no `openapi` version",
        )),
    }
}

/// Every `$ref` has to lead to something in this document.
fn references(document: &Document, value: &Value, pointer: &str, named: bool) -> Result<()> {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(reference)) = object.get("$ref").filter(|_| !named) {
                let found = reference
                    .strip_prefix('#')
                    .and_then(|p| document.root.pointer(p));
                let is_component =
                    reference.starts_with("#/components/") && reference.matches('/').count() == 3;
                if found.is_none() || !is_component {
                    return Err(document
                        .problem(
                            pointer,
                            format!(
                                "the reference `{reference}` leads to no component of this document"
                            ),
                        )
                        .fix(
                            "add the component, or correct the reference, with an overlay action",
                        ));
                }
            }
            for (key, value) in object
                .iter()
                .filter(|(key, _)| named || !key.starts_with("x-"))
            {
                references(
                    document,
                    value,
                    &child(pointer, key),
                    key == "properties" && !named,
                )?;
            }
        }
        Value::Array(array) => {
            for (i, value) in array.iter().enumerate() {
                references(document, value, &format!("{pointer}/{i}"), false)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Whatever holds schemas has to hold objects; `openapiv3` would say so without the place.
fn shapes(document: &Document, value: &Value, pointer: &str, is_map: bool) -> Result<()> {
    match value {
        Value::Object(object) => {
            for (key, value) in object.iter().filter(|(key, _)| is_map || !is_opaque(key)) {
                let pointer = child(pointer, key);
                if !is_map {
                    shape(document, key, value, &pointer)?;
                }
                shapes(document, value, &pointer, is_named(key) && !is_map)?;
            }
        }
        Value::Array(array) => {
            for (i, value) in array.iter().enumerate() {
                shapes(document, value, &format!("{pointer}/{i}"), false)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Objects whose keys are names of the API.
fn is_named(key: &str) -> bool {
    matches!(
        key,
        "properties"
            | "schemas"
            | "paths"
            | "responses"
            | "content"
            | "headers"
            | "requestBodies"
            | "variables"
    )
}

/// Members that hold values of the API.
fn is_opaque(key: &str) -> bool {
    key.starts_with("x-") || matches!(key, "example" | "examples" | "default" | "enum")
}

/// What the member `key` of an object may be.
fn shape(document: &Document, key: &str, value: &Value, pointer: &str) -> Result<()> {
    let refused = |what: &str| {
        let fix = "replace it with an overlay action, or repair the file";
        Err(document.problem(pointer, what.to_owned()).fix(fix))
    };
    match key {
        "properties" | "schemas" | "content" => {
            let Some(members) = value.as_object() else {
                return refused(&format!("`{key}` is a JSON object of schemas by name"));
            };
            if let Some((name, _)) = members.iter().find(|(_, member)| !member.is_object()) {
                let pointer = child(pointer, name);
                let what = format!("what `{key}` holds here is a JSON object, a schema");
                return Err(document
                    .problem(&pointer, what)
                    .fix("replace it with an overlay action"));
            }
        }
        "items" | "schema" | "not" if !value.is_object() => {
            return refused(&format!("`{key}` is a schema, a JSON object"));
        }
        "allOf" | "oneOf" | "anyOf"
            if !value
                .as_array()
                .is_some_and(|parts| parts.iter().all(Value::is_object)) =>
        {
            return refused(&format!("`{key}` is a list of schemas"));
        }
        "info" | "paths" | "components" | "responses" | "requestBody" if !value.is_object() => {
            return refused(&format!("`{key}` is a JSON object"));
        }
        _ => {}
    }
    Ok(())
}

/// What every document has.
fn members(document: &Document) -> Result<()> {
    for member in ["info", "paths"] {
        if !document.root.get(member).is_some_and(Value::is_object) {
            let what = format!("`{member}` is missing, or no JSON object");
            return Err(document
                .problem("", what)
                .fix("repair the file, or copy it anew from where it was published"));
        }
    }
    for (path, item) in objects(&document.root, "/paths") {
        if !item.is_object() {
            return Err(document.problem(&child("/paths", path), "a path item is a JSON object"));
        }
    }
    Ok(())
}

fn operations(document: &Document) -> Result<()> {
    for (path, item) in objects(&document.root, "/paths") {
        let pointer = child("/paths", path);
        if item.get("$ref").is_some() {
            return Err(document
                .problem(&pointer, "a path item that is a reference")
                .fix("write the operations into the document"));
        }
        for (method, operation) in item.as_object().into_iter().flatten() {
            if METHODS.contains(&method.as_str()) {
                let pointer = child(&pointer, method);
                let responses = operation.get("responses").and_then(Value::as_object);
                if responses.is_none_or(|r| {
                    !r.keys()
                        .any(|status| status.starts_with('2') || status == "default")
                }) {
                    return Err(document
                        .problem(&pointer, "the operation declares no 2xx response")
                        .fix("add the one that the service gives with an overlay action"));
                }
            }
        }
    }
    Ok(())
}

/// Cycles of schemas that contain themselves without a property or an array in between.
fn cycles(document: &Document) -> Result<()> {
    let mut done: HashMap<String, bool> = HashMap::new();
    for (name, _) in objects(&document.root, "/components/schemas") {
        visit(document, name, &mut done)?;
    }
    Ok(())
}

/// Depth-first search with an explicit stack; `done` is false while a schema is being visited.
fn visit(document: &Document, start: &str, done: &mut HashMap<String, bool>) -> Result<()> {
    let mut stack = vec![(start.to_owned(), false)];
    while let Some((name, left)) = stack.pop() {
        if left {
            done.insert(name, true);
            continue;
        }
        match done.get(&name) {
            Some(true) => continue,
            Some(false) => {
                return Err(document
                    .problem(
                        &child("/components/schemas", &name),
                        "the schema is made of itself",
                    )
                    .fix(
                        "break the cycle of $ref, allOf, oneOf and anyOf with an overlay action",
                    ));
            }
            None => {}
        }
        done.insert(name.clone(), false);
        stack.push((name.clone(), true));
        let pointer = child("/components/schemas", &name);
        if let Some(schema) = document.root.pointer(&pointer) {
            let mut parts = Vec::new();
            composed_of(schema, &mut parts);
            stack.extend(
                parts
                    .into_iter()
                    .filter(|part| done.get(part) != Some(&true))
                    .map(|part| (part, false)),
            );
        }
    }
    Ok(())
}

/// The component schemas that `schema` is made of.
fn composed_of(schema: &Value, parts: &mut Vec<String>) {
    if let Some(name) = schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|r| r.strip_prefix("#/components/schemas/"))
    {
        parts.push(name.replace("~1", "/").replace("~0", "~"));
    }
    for composer in COMPOSERS {
        for part in schema
            .get(composer)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            composed_of(part, parts);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn checked(root: &Value) -> std::result::Result<(), String> {
        let mut root = root.clone();
        root["openapi"] = json!("3.0.3");
        root["info"] = json!({});
        root["paths"] = json!({});
        check(&Document::parse("x.json", &root.to_string()).unwrap()).map_err(|p| p.to_string())
    }

    #[test]
    fn openapi_3_1_is_refused_clearly() {
        let document = Document::parse("x.json", r#"{"openapi": "3.1.0"}"#).unwrap();
        assert_eq!(
            check(&document).unwrap_err().to_string(),
            "x.json:1: /openapi: OpenAPI 3.1.0 is not supported; publish or convert the document as OpenAPI 3.0"
        );
    }

    #[test]
    fn a_reference_to_nothing_is_refused() {
        let root = json!({"components": {"schemas": {"A": {"items": {"$ref": "#/components/schemas/B"}}}}});
        assert!(
            checked(&root)
                .unwrap_err()
                .contains("/components/schemas/A/items: the reference")
        );
    }

    #[test]
    fn a_cycle_of_compositions_is_refused() {
        let to = |name: &str| json!({"allOf": [{"$ref": format!("#/components/schemas/{name}")}]});
        let refused = checked(
            &json!({"components": {"schemas": {"A": to("B"), "B": to("C"), "C": to("A")}}}),
        );
        assert!(refused.unwrap_err().contains("is made of itself"));
    }

    #[test]
    fn a_diamond_is_no_cycle() {
        let to = |names: &[&str]| {
            let parts: Vec<Value> = names
                .iter()
                .map(|n| json!({"$ref": format!("#/components/schemas/{n}")}))
                .collect();
            json!({"allOf": parts})
        };
        let root = json!({"components": {"schemas": {"A": to(&["B", "C"]), "B": to(&["C"]), "C": {"type": "object"}}}});
        assert_eq!(checked(&root), Ok(()));
    }

    #[test]
    fn recursion_through_a_property_is_fine() {
        let root = json!({"components": {"schemas": {"A": {"properties": {"next": {"$ref": "#/components/schemas/A"}}}}}});
        assert_eq!(checked(&root), Ok(()));
    }

    #[test]
    fn an_array_in_place_of_a_property_schema_is_refused() {
        let root = json!({"components": {"schemas": {"A": {"properties": {"b": []}}}}});
        assert!(
            checked(&root)
                .unwrap_err()
                .contains("/components/schemas/A/properties/b: what `properties` holds here")
        );
    }
}
