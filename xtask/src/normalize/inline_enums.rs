//! Gives enums that stand inside another schema a name of their own.
//!
//! Published: `properties: {kind: {type: string, enum: […]}}`. Typify makes a closed enum of it.
//! Lowered:   `$ref` to a component schema named after the place, which becomes an open enum.
//! (A `default` beside the values goes: it documents what the service does when nothing is sent.)

use serde_json::{Map, Value, json};

use super::{Changes, each_object};
use crate::document::Document;
use crate::names;
use crate::problem::Result;

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut found = Vec::new();
    each_object(&mut document.root, "", &mut |value, pointer| {
        let is_enum = value.get("enum").is_some_and(Value::is_array)
            && value.get("type").is_some_and(|t| t == "string");
        let is_component = pointer
            .strip_prefix("/components/schemas/")
            .is_some_and(|rest| !rest.contains('/'));
        if is_enum && !is_component {
            found.push((pointer.to_owned(), value.clone()));
        }
    });
    for (pointer, schema) in &found {
        let name = name_for(&document.root, pointer);
        if document
            .root
            .pointer(&format!("/components/schemas/{name}"))
            .is_some()
        {
            return Err(document
                .problem(
                    pointer,
                    format!("the enum here would be the schema `{name}`, which is there already"),
                )
                .fix("move it to components/schemas with an overlay action"));
        }
        if let Some(place) = document.root.pointer_mut(pointer) {
            let description = schema.get("description").cloned();
            *place = json!({"$ref": format!("#/components/schemas/{name}")});
            if let Some(description) = description {
                place["description"] = description;
            }
        }
        schemas(&mut document.root).insert(name, schema.clone());
    }
    Ok(found.into_iter().map(|(pointer, _)| pointer).collect())
}

/// `components.schemas`, made when it is not there.
fn schemas(root: &mut Value) -> &mut Map<String, Value> {
    let mut at = root;
    for name in ["components", "schemas"] {
        if !at[name].is_object() {
            at[name] = json!({});
        }
        at = &mut at[name];
    }
    at.as_object_mut().expect("made an object above")
}

/// Steps of a pointer that say nothing to a user.
const STRUCTURE: [&str; 8] = [
    "properties",
    "items",
    "schema",
    "parameters",
    "content",
    "responses",
    "requestBody",
    "components",
];

/// `/components/schemas/UserResponse/properties/kind` -> `UserKind`;
/// the parameter `order` of `list_users` -> `ListUsersOrder`.
fn name_for(root: &Value, pointer: &str) -> String {
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    let mut words = Vec::new();
    match steps.as_slice() {
        ["components", "schemas", schema, rest @ ..] => {
            words.push(names::schema(
                schema,
                root.pointer(&format!("/components/schemas/{schema}")),
            ));
            words.extend(rest.iter().map(|step| (*step).to_owned()));
        }
        ["paths", path, method, rest @ ..] => {
            let operation = root.pointer(&format!("/paths/{path}/{method}"));
            words.push(names::operation(method, path, operation));
            let mut at = format!("/paths/{path}/{method}");
            for step in rest {
                at = format!("{at}/{step}");
                let named = root
                    .pointer(&at)
                    .and_then(|v| v.get("name"))
                    .and_then(Value::as_str);
                words.push(named.unwrap_or(step).to_owned());
            }
        }
        other => words.extend(other.iter().map(|step| (*step).to_owned())),
    }
    words.retain(|word| !STRUCTURE.contains(&word.as_str()) && word.parse::<usize>().is_err());
    names::variant(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_enum_becomes_a_component() {
        let schema = json!({"type": "string", "enum": ["A"]});
        let published = json!({
            "paths": {"/a": {"get": {"operationId": "Thing_QueryThings", "parameters": [
                {"name": "order", "in": "query", "schema": schema}
            ]}}},
            "components": {"schemas": {"UserResponse": {"properties": {"kind": schema}}}}
        });
        let mut document = Document::parse("x.json", &published.to_string()).unwrap();
        assert_eq!(apply(&mut document).unwrap().len(), 2);
        assert!(
            apply(&mut document).unwrap().is_empty(),
            "a second run finds nothing to do"
        );
        let schemas = &document.root["components"]["schemas"];
        let reference = json!({"$ref": "#/components/schemas/UserKind"});
        assert_eq!(schemas["UserResponse"]["properties"]["kind"], reference);
        assert_eq!(schemas["UserKind"], schema);
        assert_eq!(schemas["ListThingsOrder"], schema);
    }
}
