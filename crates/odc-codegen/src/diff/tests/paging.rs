//! Tests changes of lists: their streams, their pages, and what is fetched ahead.

use serde_json::{Value, json};

use super::*;

/// A document with a list in pages. The words are the names of the items and of the offset.
fn listing(items: &str, offset: &str) -> Value {
    let number = json!({"type": "integer", "format": "int32"});
    let query = |name: &str| json!({"name": name, "in": "query", "schema": number});
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "v1"},
        "servers": [{"url": "https://ODC_PORTAL_DOMAIN/api/things/v1"}],
        "paths": {"/things": {"get": {
            "operationId": "Thing_ListThings",
            "parameters": [query("limit"), query(offset)],
            "responses": {"200": {"description": "All.", "content": {"application/json":
                {"schema": {"$ref": "#/components/schemas/Things"}}}}}
        }}},
        "components": {"schemas": {"Things": {"type": "object", "properties": {
            items: {"type": "array", "items": {"type": "string"}},
            "page": {"type": "object", "properties":
                {"offset": number, "nextPageOffset": number, "totalResults": number}}
        }}}}
    })
}

const LIST: &str = "/paths/~1things/get";

fn of_list(old: &Value, new: &Value) -> Vec<String> {
    let lines = between(old, new);
    lines
        .into_iter()
        .filter(|line| line.contains("list "))
        .collect()
}

#[test]
fn a_list_that_loses_its_stream_is_breaking_and_the_remedy_is_named() {
    let lost = [
        "breaking: GET /things: the list loses `.stream()`, `.pages()` and `.prefetch()` \
                 (`x-odc-page` in the overlay can name the parts of the list and keep them)",
    ];
    let old = listing("results", "offset");
    assert_eq!(of_list(&old, &listing("data", "offset")), lost);
    assert_eq!(of_list(&old, &listing("results", "cursor")), lost);
    assert_eq!(
        of_list(&listing("data", "offset"), &old),
        ["additive: GET /things: the list gets `.stream()`, `.pages()` and `.prefetch()`"]
    );
    assert_eq!(of_list(&old, &old), [] as [&str; 0]);
}

#[test]
fn an_overlay_that_names_the_parts_keeps_the_list() {
    let mut new = listing("data", "cursor");
    let parts = json!({"items": "data", "offset": "cursor", "next": "page.nextPageOffset",
        "total": "page.totalResults"});
    set(&mut new, &format!("{LIST}/x-odc-page"), parts);
    assert_eq!(
        of_list(&listing("results", "offset"), &new),
        [] as [&str; 0]
    );
    set(&mut new, &format!("{LIST}/x-odc-page/total"), Value::Null);
    assert_eq!(
        of_list(&listing("results", "offset"), &new),
        ["breaking: GET /things: the list loses `.prefetch()` \
          (`x-odc-page` in the overlay can name the parts of the list and keep them)"]
    );
}

#[test]
fn a_list_whose_pages_texts_identify_is_another_form() {
    let old = listing("results", "offset");
    let mut numbers = old.clone();
    let page = "/components/schemas/Things/properties/page/properties";
    set(&mut numbers, &format!("{page}/totalResults"), Value::Null);
    let mut texts = numbers.clone();
    let text = json!({"type": "string"});
    set(&mut texts, &format!("{page}/nextPageOffset"), text.clone());
    set(&mut texts, &format!("{LIST}/parameters/1/schema"), text);
    assert_eq!(
        of_list(&numbers, &texts),
        [
            "breaking: GET /things: the pages of the list are named by texts now, were named by numbers"
        ]
    );
    assert_eq!(
        of_list(&old, &numbers),
        ["breaking: GET /things: the list loses `.prefetch()` \
          (`x-odc-page` in the overlay can name the parts of the list and keep them)"]
    );
}

#[test]
fn a_list_in_a_document_that_cannot_be_generated_is_not_compared() {
    let old = listing("results", "offset");
    let mut new = listing("data", "offset");
    set(
        &mut new,
        &format!("{LIST}/x-odc-page"),
        json!({"items": "nothing"}),
    );
    assert_eq!(of_list(&old, &new), [] as [&str; 0]);
}
