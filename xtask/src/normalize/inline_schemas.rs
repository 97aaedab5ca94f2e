//! Gives enums, objects and unions that stand inside another schema a name of their own.
//!
//! Published: `properties: {kind: {type: string, enum: […]}, site: {type: object, properties: …}, pet: {oneOf: […]}}`. Typify
//! makes a closed enum of the first, and types of the others that we know nothing about.
//! Lowered:   `$ref` to a component schema named after the place. Parts of `allOf` stay.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::{Changes, PLACE, composer, each_object, is_component, reference, unions};
use crate::api::resolve;
use crate::document::{Document, child, key_of};
use crate::names::{self, Names};
use crate::problem::Result;

/// Where a schema stood that has got a name.
pub(super) const ORIGIN: &str = "x-odc-origin";

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut found = Vec::new();
    let published = document.root.clone();
    // Deepest first, so that what is inside has its name before what is around it moves.
    each_object(&mut document.root, "", &mut |value, pointer| {
        if wants_a_name(&published, value) && !has_a_name(pointer) {
            found.push(pointer.to_owned());
        }
    });
    let mut fresh = Fresh::of(&document.root);
    for pointer in &found {
        let name = name_for(&document.root, pointer, &fresh.names);
        let name = fresh.name(&name);
        lift(&mut document.root, pointer, name);
    }
    Ok(found)
}

/// Makes a component of the schema at a pointer; in its place stay a reference and what is said of the place.
pub(super) fn lift(root: &mut Value, pointer: &str, name: String) {
    if let Some(place) = root.pointer_mut(pointer) {
        let mut schema = place.take();
        schema[ORIGIN] = pointer.into();
        *place = reference(&name);
        for beside in PLACE {
            if let Some(value) = schema.get(beside) {
                place[beside] = value.clone();
            }
        }
        schemas(root).insert(name, schema);
    }
}

/// Where a component schema stands in the document as published, which has no place for those that passes make.
pub(crate) fn origin(published: &str, schema: &Value) -> String {
    let origin = schema.get(ORIGIN).and_then(Value::as_str);
    origin.map_or_else(|| child("/components/schemas", published), str::to_owned)
}

fn wants_a_name(root: &Value, schema: &Value) -> bool {
    let is = |ty: &str| schema.get("type").is_some_and(|t| t == ty);
    let is_union = |schema: &Value| unions::alternatives(schema).is_some();
    let parts = schema.get("allOf").and_then(Value::as_array);
    let mut parts = parts.into_iter().flatten();
    let may_be_object = is("object") || schema.get("type").is_none();
    (is("string") && schema.get("enum").is_some_and(Value::is_array))
        || (may_be_object && schema.get("properties").is_some_and(Value::is_object))
        || is_union(schema)
        || parts.any(|part| is_union(resolve(root, part)))
}

/// A component of its own, or a part that its neighbours are merged with.
fn has_a_name(pointer: &str) -> bool {
    composer(pointer) == Some("allOf") || is_component(pointer)
}

/// Names for the schemas that passes make: none that another has, as published or in Rust.
pub(super) struct Fresh {
    pub(super) names: Names,
    taken: HashSet<String>,
}

impl Fresh {
    pub(super) fn of(root: &Value) -> Self {
        let names = Names::by_rule(root);
        let taken = names.schemas.iter().flat_map(<[&String; 2]>::from);
        Self {
            taken: taken.cloned().collect(),
            names,
        }
    }

    /// The name, numbered when it is taken.
    pub(super) fn name(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{wanted}{number}");
            number += 1;
        }
        name
    }
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
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    let parameter = |count: usize| {
        let name = root.pointer(&format!("/{}/name", steps[..count].join("/")));
        name.and_then(Value::as_str).map(str::to_owned)
    };
    let operation = |path: &str, method: &str| {
        let name = names.operations.get(&format!("/paths/{path}/{method}"));
        name.cloned()
    };
    let (owner, part, rest) = match steps.as_slice() {
        ["components", "schemas", schema, rest @ ..] => {
            (names.schemas.get(&key_of(schema)).cloned(), None, rest)
        }
        ["paths", _, "parameters", _, rest @ ..] => (None, parameter(4), rest),
        ["paths", path, method, "parameters", _, rest @ ..] => {
            (operation(path, method), parameter(5), rest)
        }
        ["paths", path, method, rest @ ..] => {
            let (part, rest) = part(rest);
            (operation(path, method), part.map(str::to_owned), rest)
        }
        other => (None, None, other),
    };
    let mut words: Vec<String> = owner.into_iter().chain(part).collect();
    words.extend(telling(rest).map(key_of));
    if matches!(steps.as_slice(), [.., "oneOf" | "anyOf", _]) {
        let title = root.pointer(pointer).and_then(|v| v.get("title"));
        let title = title.and_then(Value::as_str).unwrap_or("Alternative");
        words.push(title.to_owned());
    }
    names::place(&words.join(" "))
}

/// The steps that say something to a user; a property does, whatever it is called.
fn telling<'p>(steps: &[&'p str]) -> impl Iterator<Item = &'p str> {
    let mut names_follow = false;
    steps.iter().copied().filter(move |step| {
        let is_name = std::mem::take(&mut names_follow);
        names_follow = !is_name && *step == "properties";
        is_name || !(STRUCTURE.contains(step) || step.parse::<usize>().is_ok())
    })
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

    #[test]
    fn a_property_called_like_a_word_of_the_specification_gives_its_name() {
        let object = json!({"properties": {"a": {"type": "string"}}});
        let list = json!({"type": "array", "items": object});
        let published = json!({"components": {"schemas": {
            "ThingListModel": {"properties": {"items": list, "404": object, "properties": object}},
        }}});
        let (document, _) = applied_early(apply, &published);
        let schemas = document.root["components"]["schemas"].as_object().unwrap();
        let names: Vec<&String> = schemas.keys().collect();
        assert_eq!(
            names,
            [
                "ThingListModel",
                "ThingListItems",
                "ThingList404",
                "ThingListProperties"
            ]
        );
    }

    #[test]
    fn a_name_that_another_type_has_is_numbered() {
        let kind = json!({"type": "string", "enum": ["A"]});
        let published = json!({"components": {"schemas": {
            "User": {"properties": {"kind": kind}}, "user_kind": kind,
        }}});
        let (document, _) = applied_early(apply, &published);
        let schemas = &document.root["components"]["schemas"];
        assert_eq!(
            schemas["User"]["properties"]["kind"],
            reference("UserKind2")
        );
    }
}
