//! Gives enums, objects and unions that stand inside another schema a name of their own.
//!
//! Published: `properties: {kind: {type: string, enum: […]}, site: {type: object, properties: …}, pet: {oneOf: […]}}`. Typify
//! makes a closed enum of the first, and types of the others that we know nothing about.
//! Lowered:   `$ref` to a component schema named after the place. Parts of `allOf` stay.

use serde_json::{Map, Value, json};

use super::{Changes, PLACE, each_object, is_component, unions};
use crate::api::resolve;
use crate::document::Document;
use crate::names::{self, Names};
use crate::problem::Result;

/// Where a schema stood that has got a name.
pub(crate) const ORIGIN: &str = "x-odc-origin";

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut found = Vec::new();
    let published = document.root.clone();
    // Deepest first, so that what is inside has its name before what is around it moves.
    each_object(&mut document.root, "", &mut |value, pointer| {
        if wants_a_name(&published, value) && !has_a_name(pointer) {
            found.push(pointer.to_owned());
        }
    });
    let names = Names::by_rule(&document.root);
    for pointer in &found {
        let name = free(&document.root, &name_for(&document.root, pointer, &names));
        if let Some(place) = document.root.pointer_mut(pointer) {
            let mut schema = place.take();
            schema[ORIGIN] = pointer.clone().into();
            *place = json!({"$ref": format!("#/components/schemas/{name}")});
            for beside in PLACE {
                if let Some(value) = schema.get(beside) {
                    place[beside] = value.clone();
                }
            }
            schemas(&mut document.root).insert(name, schema);
        }
    }
    Ok(found)
}

fn wants_a_name(root: &Value, schema: &Value) -> bool {
    let is = |ty: &str| schema.get("type").is_some_and(|t| t == ty);
    let is_union = |schema: &Value| unions::alternatives(schema).is_some();
    let parts = schema.get("allOf").and_then(Value::as_array);
    let mut parts = parts.into_iter().flatten();
    (is("string") && schema.get("enum").is_some_and(Value::is_array))
        || (is("object") && schema.get("properties").is_some_and(Value::is_object))
        || is_union(schema)
        || parts.any(|part| is_union(resolve(root, part)))
}

/// A component of its own, or a part that its neighbours are merged with.
fn has_a_name(pointer: &str) -> bool {
    let part_of = pointer.rsplit('/').nth(1);
    part_of == Some("allOf") || is_component(pointer)
}

/// The name, numbered when a schema of the document has it.
pub(super) fn free(root: &Value, name: &str) -> String {
    let taken = |name: &String| {
        root.pointer(&format!("/components/schemas/{name}"))
            .is_some()
    };
    let numbered = (2..).map(|n| format!("{name}{n}"));
    std::iter::once(name.to_owned())
        .chain(numbered)
        .find(|name| !taken(name))
        .unwrap_or_else(|| name.to_owned())
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
const STRUCTURE: [&str; 10] = [
    "properties",
    "items",
    "schema",
    "parameters",
    "content",
    "responses",
    "requestBody",
    "components",
    "oneOf",
    "anyOf",
];

/// `/components/schemas/UserResponse/properties/kind` -> `UserKind`;
/// the parameter `order` of `list_users` -> `ListUsersOrder`; the body of `create_user` -> `CreateUserRequest`;
/// what it answers -> `CreateUserAnswer`, each of what `list_users` answers -> `ListUsersItem`.
pub(crate) fn name_for(root: &Value, pointer: &str, names: &Names) -> String {
    let unescaped = |step: &str| step.replace("~1", "/").replace("~0", "~");
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    let mut words = Vec::new();
    match steps.as_slice() {
        ["components", "schemas", schema, rest @ ..] => {
            words.extend(names.schemas.get(&unescaped(schema)).cloned());
            words.extend(rest.iter().map(|step| unescaped(step)));
        }
        ["paths", path, method, rest @ ..] => {
            let mut at = format!("/paths/{path}/{method}");
            words.extend(names.operations.get(&at).cloned());
            let (part, rest) = part(rest);
            words.extend(part.map(str::to_owned));
            for step in rest {
                at = format!("{at}/{step}");
                let name = root
                    .pointer(&at)
                    .and_then(|v| v.get("name"))
                    .and_then(Value::as_str);
                words.push(unescaped(name.unwrap_or(step)));
            }
        }
        other => words.extend(other.iter().map(|step| (*step).to_owned())),
    }
    words.retain(|word| !STRUCTURE.contains(&word.as_str()) && word.parse::<usize>().is_err());
    if matches!(steps.as_slice(), [.., "oneOf" | "anyOf", _]) {
        let title = root.pointer(pointer).and_then(|v| v.get("title"));
        let title = title.and_then(Value::as_str).unwrap_or("Alternative");
        words.push(title.to_owned());
    }
    names::place(&words.join(" "))
}

/// What a part of an operation is called, and the steps from there on. Media types and status codes say nothing to a user.
fn part<'s, 'p>(steps: &'s [&'p str]) -> (Option<&'static str>, &'s [&'p str]) {
    match steps {
        ["requestBody", "content", _, rest @ ..] => (Some("request"), rest),
        ["responses", status, "content", _, rest @ ..] => match rest {
            _ if !status.starts_with('2') => (Some("error"), rest),
            ["schema", "items", rest @ ..] => (Some("item"), rest),
            _ => (Some("answer"), rest),
        },
        _ => (None, steps),
    }
}

#[cfg(test)]
mod tests {
    use super::super::applied_early;
    use super::*;

    #[test]
    fn an_inline_schema_becomes_a_component() {
        let schema = json!({"type": "string", "enum": ["A"]});
        let published = json!({
            "paths": {"/a": {"get": {"operationId": "Thing_QueryThings", "parameters": [
                {"name": "order", "in": "query", "schema": schema}
            ]}}},
            "components": {"schemas": {"UserResponse": {"properties": {
                "kind": schema,
                "site": {"type": "object", "nullable": true, "properties": {"kind": schema}},
            }}}}
        });
        let (document, changes) = applied_early(apply, &published);
        assert_eq!(changes.len(), 4);
        let from = |pointer: &str| {
            let mut schema = schema.clone();
            schema[ORIGIN] = json!(pointer);
            schema
        };
        let schemas = &document.root["components"]["schemas"];
        let reference = json!({"$ref": "#/components/schemas/UserKind"});
        assert_eq!(schemas["UserResponse"]["properties"]["kind"], reference);
        let place = "/components/schemas/UserResponse/properties/kind";
        assert_eq!(schemas["UserKind"], from(place));
        assert_eq!(
            schemas["UserSite"]["properties"]["kind"],
            json!({"$ref": "#/components/schemas/UserSiteKind"})
        );
        assert_eq!(
            schemas["UserResponse"]["properties"]["site"]["nullable"],
            true
        );
        let place = "/paths/~1a/get/parameters/0/schema";
        assert_eq!(schemas["ListThingsOrder"], from(place));
    }
}
