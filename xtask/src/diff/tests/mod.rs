//! A document of a few lines that the tests change.

mod access;
mod answers;
mod choices;
mod fields;
mod generated;
mod mutations;
mod names;
mod operations;
mod parameters;
mod reports;
mod shared;
mod types;

pub(crate) use mutations::mutate;

use serde_json::{Value, json};

use super::*;

/// Two operations; a schema that answers and requests share, a recursive one, a wrapped one.
fn things() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "v1"},
        "servers": [{"url": "https://ODC_PORTAL_DOMAIN/api/things/v1"}],
        "paths": {
            "/things/{key}": {
                "parameters": [{"name": "key", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}}],
                "get": {
                    "operationId": "Thing_ReadThing",
                    "parameters": [{"name": "embed", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}],
                    "responses": {
                        "200": {"description": "It.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ThingApiResponse"}}}},
                        "404": {"description": "None."}
                    }
                },
                "patch": {
                    "operationId": "Thing_PatchThing",
                    "requestBody": {"content": {"application/json": {"schema": {"allOf": [{"$ref": "#/components/schemas/ThingPatchRequest"}]}}}},
                    "responses": {"204": {"description": "Done."}}
                }
            }
        },
        "components": {"schemas": {
            "ThingApiResponse": {"type": "object", "properties": {
                "key": {"type": "string", "format": "uuid"},
                "traceID": {"type": "string"},
                "size": {"type": "integer", "format": "int32", "nullable": true},
                "kind": {"allOf": [{"$ref": "#/components/schemas/Kind"}], "nullable": true},
                "parts": {"type": "array", "items": {"$ref": "#/components/schemas/ThingApiResponse"}}
            }},
            "ThingPatchRequest": {"type": "object", "properties": {
                "name": {"type": "string", "nullable": true},
                "count": {"type": "integer", "format": "int32"},
                "words": {"type": "array", "maxItems": 9, "items": {"type": "string"}},
                "owner": {"$ref": "#/components/schemas/Owner"}
            }},
            "Owner": {"type": "object", "required": ["key"], "properties": {"key": {"type": "string"}, "mail": {"type": "string"}}},
            "Kind": {"type": "string", "enum": ["SAME_STAGE", "Big"]}
        }}
    })
}

fn document(root: &Value) -> Document {
    Document::parse("x.json", &root.to_string()).unwrap()
}

/// The change of the things' document that `edit` makes, as `class: sentence` lines.
fn after(edit: impl FnOnce(&mut Value)) -> Vec<String> {
    let (old, mut new) = (things(), things());
    edit(&mut new);
    between(&old, &new)
}

fn between(old: &Value, new: &Value) -> Vec<String> {
    let line = |c: &Change| format!("{}: {}", c.class.word(), c.sentence());
    let changes = compare(&document(old), &document(new));
    changes.iter().map(line).collect()
}

/// Sets the value at `pointer`, or removes it when `value` is null.
fn set(root: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/");
    let parent = root.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        parent.shift_remove(&key);
    } else {
        parent.insert(key, value);
    }
}

/// The same with values set at several pointers.
fn settings(values: &[(&str, Value)]) -> Vec<String> {
    after(|root| {
        for (pointer, value) in values {
            set(root, pointer, value.clone());
        }
    })
}

/// What `edit` changes in a document that `prepare` made of the things' one.
fn prepared(prepare: impl FnOnce(&mut Value), edit: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut old = things();
    prepare(&mut old);
    let mut new = old.clone();
    edit(&mut new);
    between(&old, &new)
}

/// Both ways: from one value at `pointer` to another, and back.
fn flipped(pointer: &str, one: Value, other: Value) -> [Vec<String>; 2] {
    let (mut a, mut b) = (things(), things());
    set(&mut a, pointer, one);
    set(&mut b, pointer, other);
    [between(&a, &b), between(&b, &a)]
}

fn setting(pointer: &str, value: Value) -> Vec<String> {
    after(|root| set(root, pointer, value))
}

/// The whole document with one schema name replaced by another.
fn renamed(from: &str, to: &str) -> Value {
    serde_json::from_str(&things().to_string().replace(from, to)).unwrap()
}

/// The one line of a change of the GET.
fn get(class: &str, what: &str) -> [String; 1] {
    [format!("{class}: GET /things/{{key}}: {what}")]
}

/// The one line of a change of the PATCH.
fn patch(class: &str, what: &str) -> [String; 1] {
    [format!("{class}: PATCH /things/{{key}}: {what}")]
}

const GET: &str = "/paths/~1things~1{key}/get";
const PATCH: &str = "/paths/~1things~1{key}/patch";
const ANSWER: &str = "/components/schemas/ThingApiResponse/properties";
const REQUEST: &str = "/components/schemas/ThingPatchRequest";
