//! The documents that the tests compare, and changes of them.

use serde_json::{Value, json};

/// A document with two operations, a schema that responses and requests share, a recursive schema, and a wrapped
/// schema.
pub(crate) fn things() -> Value {
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

/// A later revision of the document, with most kinds of changes.
pub(crate) fn revised() -> Value {
    let mut new = renamed("ThingPatchRequest", "PatchThingRequest");
    let request = "/components/schemas/PatchThingRequest/properties";
    for (pointer, value) in [
        (format!("{RESPONSE}/size"), Value::Null),
        (
            format!("{RESPONSE}/parts/description"),
            json!("Parts of it."),
        ),
        (
            "/components/schemas/Kind/enum".to_owned(),
            json!(["SAME_STAGE", "Big", "Small"]),
        ),
        (format!("{request}/name/maxLength"), json!(40)),
        (
            format!("{request}/owner"),
            json!({"$ref": "#/components/schemas/Kind"}),
        ),
        (format!("{GET}/parameters/0/explode"), json!(false)),
        (format!("{GET}/deprecated"), json!(true)),
        (
            format!("{GET}/responses/409"),
            json!({"description": "No."}),
        ),
        ("/info/version".to_owned(), json!("v1.1")),
        ("/security".to_owned(), json!([{"bearer": []}])),
        (
            "/components/securitySchemes".to_owned(),
            json!({"bearer": {"type": "http", "scheme": "bearer"}}),
        ),
        (
            "/paths/~1invitations".to_owned(),
            json!({"post": {"responses": {"204": {}}}}),
        ),
    ] {
        set(&mut new, &pointer, value);
    }
    new
}

/// Sets the value at `pointer`, or removes it if `value` is null.
pub(crate) fn set(root: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/");
    let parent = root.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        parent.shift_remove(&key);
    } else {
        parent.insert(key, value);
    }
}

/// The document with another name of one schema.
pub(crate) fn renamed(from: &str, to: &str) -> Value {
    serde_json::from_str(&things().to_string().replace(from, to)).unwrap()
}

/// The pointers of all values below `value`.
pub(crate) fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| {
            let token = key.replace('~', "~0").replace('/', "~1");
            pointers(value, &format!("{at}/{token}"), found);
        }),
        Value::Array(array) => {
            for (i, element) in array.iter().enumerate() {
                pointers(element, &format!("{at}/{i}"), found);
            }
        }
        _ => {}
    }
}

/// Replaces the value at one place by the value of another place, by a foreign value, or by a cycle.
pub(crate) fn mutate(root: &mut Value, place: usize, how: u8, other: usize) {
    let mut all = Vec::new();
    pointers(root, "", &mut all);
    let place = &all[1 + place % (all.len() - 1)];
    let other = root.pointer(&all[other % all.len()]).cloned();
    let value = match how {
        0 => Value::Null,
        1 => json!([]),
        2 => json!({"$ref": format!("#{place}")}),
        3 => json!({"allOf": [{"$ref": "#/components/schemas/ThingApiResponse"}]}),
        4 => json!("x"),
        5 => json!(true),
        _ => other.unwrap_or_default(),
    };
    *root.pointer_mut(place).unwrap() = value;
}

pub(crate) const GET: &str = "/paths/~1things~1{key}/get";
pub(crate) const PATCH: &str = "/paths/~1things~1{key}/patch";
pub(crate) const RESPONSE: &str = "/components/schemas/ThingApiResponse/properties";
