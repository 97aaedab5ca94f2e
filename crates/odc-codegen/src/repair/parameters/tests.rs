//! Checks parameters before and after the pass.

use super::super::after_pass;
use super::*;
use crate::document::reference;

/// The parameters after the pass, and the notes.
fn applied(parameter: &Value) -> (Option<Value>, Vec<String>) {
    applied_to(std::slice::from_ref(parameter))
}

fn after(parameters: &[Value]) -> Document {
    let thing = json!({"type": "object", "properties": {
        "size": {"type": "integer", "description": "How big."}, "colors": {"type": "array", "items": {"type": "string"}},
    }, "required": ["size"]});
    let root = json!({
        "paths": {"/a": {"get": {"parameters": parameters}}},
        "components": {"schemas": {
            "Thing": thing,
            "Deep": {"properties": {"thing": {"type": "object"}}},
            "Endless": {"type": "array", "items": {"$ref": "#/components/schemas/Endless"}},
        }},
    });
    after_pass(apply, &root).0
}

fn applied_to(parameters: &[Value]) -> (Option<Value>, Vec<String>) {
    let document = after(parameters);
    let at = "x.json:1: /paths/~1a/get";
    let notes = document
        .notes
        .iter()
        .map(|note| note.to_string().replace(at, ""));
    let repaired = document.root.pointer("/paths/~1a/get/parameters");
    (repaired.cloned(), notes.collect())
}

fn query(schema: &Value, style: &str, explode: bool) -> Value {
    json!({"name": "q", "in": "query", "required": true, "schema": schema, "style": style, "explode": explode})
}

fn plain_query(name: &str, schema: &Value) -> Value {
    json!({"name": name, "in": "query", "required": true, "schema": schema})
}

#[test]
fn a_list_that_the_overlay_joins_with_commas_becomes_text_with_any_schema() {
    for schema in [
        json!({"type": "integer"}),
        json!({"type": "array", "items": {"type": "string"}}),
        json!({"type": "string", "enum": ["a"]}),
    ] {
        let mut list = plain_query("q", &schema);
        list["x-odc-comma-list"] = json!(true);
        let mut text = plain_query("q", &json!({"type": "string"}));
        text["x-odc-comma-list"] = json!(true);
        assert_eq!(applied(&list), (Some(json!([text])), Vec::new()));
    }
}

#[test]
fn an_optional_cookie_is_removed_and_a_required_one_skips_the_operation() {
    let cookie = |required: bool| json!({"name": "sid", "in": "cookie", "required": required});
    let (left, notes) = applied(&cookie(false));
    assert_eq!(left, Some(json!([])));
    assert_eq!(notes, ["/parameters: the cookie `sid` is not sent"]);
    let (left, notes) = applied(&cookie(true));
    assert_eq!(left, None);
    assert_eq!(
        notes,
        [": GET /a is not generated: it requires the cookie `sid`"]
    );
}

#[test]
fn standard_headers_are_ignored_and_an_invalid_header_name_skips_the_operation() {
    let header = |name: &str| json!({"name": name, "in": "header", "required": true, "schema": {"type": "string"}});
    for name in ["Authorization", "accept", "Content-Type"] {
        assert_eq!(applied(&header(name)), (Some(json!([])), Vec::new()));
    }
    for name in ["X Key", "größe", ""] {
        let (left, notes) = applied(&header(name));
        assert_eq!(left, None);
        let note = format!(
            ": GET /a is not generated: it requires `{name}`, which is not a valid header name"
        );
        assert_eq!(notes, [note]);
    }
}

#[test]
fn style_and_nullable_have_no_effect_on_a_scalar_in_the_query() {
    let text = json!({"type": "string"});
    let nullable = json!({"type": "string", "nullable": true});
    for style in ["form", "simple", "deepObject"] {
        let (left, notes) = applied(&query(&nullable, style, false));
        assert_eq!(left, Some(json!([plain_query("q", &text)])));
        assert!(notes.is_empty(), "{notes:?}");
    }
}

#[test]
fn a_list_is_repeated_or_joined_according_to_its_style() {
    let list = json!({"type": "array", "items": {"type": "string"}});
    for (style, explode, mark) in [
        ("form", false, ","),
        ("spaceDelimited", false, " "),
        ("pipeDelimited", false, "|"),
    ] {
        let joined = plain_query("q", &json!({"type": "string"}));
        let document = after(&[query(&list, style, explode)]);
        let repaired = document.root.pointer("/paths/~1a/get/parameters");
        assert_eq!(repaired, Some(&json!([joined])));
        let found = document
            .findings
            .separator("/paths/~1a/get", ("query", "q"));
        assert_eq!(found, Some(mark));
        assert_eq!(
            applied(&query(&list, style, true)).0,
            Some(json!([plain_query("q", &list)]))
        );
    }
    let (left, notes) = applied(&query(&list, "deepObject", true));
    assert_eq!(left, None);
    assert_eq!(
        notes,
        [
            ": GET /a is not generated: it requires the query parameter `q` with a list of style deepObject"
        ]
    );
}

#[test]
fn an_object_of_scalars_becomes_a_parameter_for_each_of_them() {
    let thing = json!({"$ref": "#/components/schemas/Thing"});
    let (left, notes) = applied(&query(&thing, "form", true));
    let colors = json!({"type": "array", "items": {"type": "string"}});
    let size = json!({"type": "integer", "description": "How big."});
    assert_eq!(
        left,
        Some(json!([
            {"name": "size", "in": "query", "required": true, "description": "How big.", "schema": size},
            {"name": "colors", "in": "query", "required": false, "description": "", "schema": colors},
        ]))
    );
    assert!(notes.is_empty(), "{notes:?}");
    let mut nullable = size.clone();
    nullable["nullable"] = json!(true);
    let flat = json!({"properties": {"size": nullable}});
    let (left, _) = applied(&query(&flat, "deepObject", true));
    assert_eq!(
        left,
        Some(
            json!([{"name": "q[size]", "in": "query", "required": false, "description": "How big.", "schema": size}])
        )
    );
}

#[test]
fn nested_values_are_not_sent() {
    for (name, style) in [("Deep", "deepObject"), ("Endless", "form")] {
        let mut parameter = query(&reference(name), style, true);
        parameter["required"] = json!(false);
        let (left, notes) = applied(&parameter);
        assert_eq!(left, Some(json!([])));
        assert_eq!(
            notes,
            ["/parameters: the query parameter `q` with nested values is not sent"]
        );
    }
}

#[test]
fn a_parameter_that_is_declared_twice_is_kept_once_with_a_note() {
    let (left, notes) = applied_to(&[
        plain_query("size", &json!({"type": "string"})),
        query(&reference("Thing"), "form", true),
    ]);
    let left = left.unwrap_or_default();
    let names = left.as_array().unwrap().iter().map(|p| &p["name"]);
    assert_eq!(names.collect::<Vec<_>>(), ["size", "colors"]);
    assert_eq!(left[0]["schema"], json!({"type": "string"}));
    assert_eq!(
        notes,
        ["/parameters: the query parameter `size` is declared twice: the first one counts"]
    );
}

#[test]
fn a_parameter_without_a_schema_is_text() {
    let parameter = json!({"name": "q", "in": "query", "content": {"application/json": {"schema": {"type": "object"}}}});
    let (left, notes) = applied(&parameter);
    assert_eq!(
        left,
        Some(json!([{"name": "q", "in": "query", "schema": {"type": "string"}}]))
    );
    assert_eq!(
        notes,
        ["/parameters: `q` is sent as given; the text must be application/json"]
    );
}

#[test]
fn a_list_in_the_path_is_text_and_other_styles_skip_the_operation() {
    let key = |schema: Value, style: &str| json!({"name": "k", "in": "path", "required": true, "schema": schema, "style": style});
    let (left, notes) = applied(&key(
        json!({"type": "array", "items": {"type": "string"}}),
        "simple",
    ));
    assert_eq!(
        left,
        Some(json!([{"name": "k", "in": "path", "required": true, "schema": {"type": "string"}}]))
    );
    assert_eq!(
        notes,
        ["/parameters: `k` is a list: the caller joins its values with commas"]
    );
    let (left, notes) = applied(&key(json!({"type": "string"}), "matrix"));
    assert_eq!(left, None);
    assert_eq!(
        notes,
        [": GET /a is not generated: it requires the path parameter `k` of style matrix"]
    );
}
