//! Tests changes of schemas that many operations share, and changes of cycles.

use serde_json::{Value, json};

use super::*;

#[test]
fn a_schema_that_no_operation_uses_does_not_count() {
    assert!(setting("/components/schemas/Lonely", json!({"type": "object"})).is_empty());
}

fn shared_owner(root: &mut Value) {
    let owner = json!({"$ref": "#/components/schemas/Owner"});
    set(root, &format!("{RESPONSE}/owner"), owner);
}

#[test]
fn a_change_of_a_shared_schema_is_reported_once_in_its_worst_class() {
    assert_eq!(
        prepared(shared_owner, |root| {
            set(
                root,
                "/components/schemas/Owner/required",
                json!(["key", "mail"]),
            );
        }),
        ["breaking: PATCH /things/{key}: request field `mail` is required now"]
    );
}

#[test]
fn a_change_of_a_shared_schema_shows_how_many_operations_it_concerns() {
    let twice = |root: &mut Value| {
        let get = root["paths"]["/things/{key}"]["get"].clone();
        for path in ["/a", "/b"] {
            root["paths"][path] = json!({"get": get});
        }
    };
    assert_eq!(
        prepared(twice, |root| set(
            root,
            &format!("{RESPONSE}/size"),
            Value::Null
        )),
        ["breaking: GET /a and 2 more: response field `size` removed"]
    );
}

#[test]
fn a_shared_parameter_is_one_change() {
    assert_eq!(
        setting(
            "/paths/~1things~1{key}/parameters/0/description",
            json!("Its key.")
        ),
        ["text: GET /things/{key} and 1 more: description of path parameter `key` added"]
    );
}

#[test]
fn another_spelling_of_a_document_is_not_a_change() {
    let text = things().to_string();
    let same_name = text.replace("\"maxItems\":9", "\"maxItems\":9.0");
    assert_ne!(same_name, text);
    let turned: Value = {
        let mut root: Value = serde_json::from_str(&same_name).unwrap();
        let object = root.as_object_mut().unwrap();
        let info = object.shift_remove("info").unwrap();
        object.insert("info".to_owned(), info);
        root
    };
    assert!(between(&things(), &turned).is_empty());
}

#[test]
fn the_comparison_of_cycles_ends() {
    let to = |name: &str| json!({"allOf": [{"$ref": format!("#/components/schemas/{name}")}]});
    for (kind, other) in [
        (to("Kind"), json!({"$ref": "#/components/schemas/Kind"})),
        (
            json!({"allOf": [to("Kind")["allOf"][0], {"properties": {"a": to("Kind")}}]}),
            to("Owner"),
        ),
        (
            json!({"oneOf": [{"$ref": "#/components/schemas/Kind"}]}),
            json!({"anyOf": [to("Kind")]}),
        ),
        (
            json!({"items": {"$ref": "#/components/schemas/Kind"}}),
            json!({"additionalProperties": to("Kind")}),
        ),
    ] {
        let mut old = things();
        set(&mut old, "/components/schemas/Kind", kind);
        let mut new = old.clone();
        set(&mut new, "/components/schemas/Owner", other);
        between(&old, &new);
        assert!(between(&old, &old).is_empty());
    }
}
