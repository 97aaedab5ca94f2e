//! Tests which operations are lists, by the rules and by the overlay.

use serde_json::{Value, json};

use super::{Form, Paging, Position};
use crate::document::{Document, Result};
use crate::facts::Api;
use crate::names::Names;

/// An operation with parameters, a response and more members.
fn operation(parameters: &Value, response: &Value, more: &Value) -> Value {
    let mut operation = json!({"operationId": "A_ListThings", "parameters": parameters, "responses": {"200": {
        "description": "d", "content": {"application/json": {"schema": response}}}}});
    for (key, value) in more.as_object().into_iter().flatten() {
        operation[key] = value.clone();
    }
    operation
}

fn read(method: &str, operation: &Value) -> Result<Option<Paging>> {
    let text = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "v1"},
        "servers": [{"url": "https://x.dev/api/t/v1"}],
        "paths": {"/things": {method: operation}}});
    let document = Document::parse("x.json", &text.to_string())?;
    let names = Names::assign(&document)?;
    let api = Api::read("t-v1", &document, &names)?;
    Ok(api.operations[0].paging.clone())
}

fn query(name: &str, ty: &str) -> Value {
    json!({"name": name, "in": "query", "schema": {"type": ty}})
}

fn things() -> Value {
    json!({"type": "array", "items": {"type": "string"}})
}

/// A page with the name of the next page. The name has this type.
fn page(next: &str) -> Value {
    json!({"type": "object", "properties": {"results": things(), "page": {"type": "object", "properties": {
        "offset": {"type": next}, "nextPageOffset": {"type": next}}}}})
}

#[test]
fn numbers_texts_and_whole_lists_are_distinguished() {
    let both = |ty: &str| json!([query("Limit", "integer"), query("Page.Offset", ty)]);
    let of = |parameters: &Value, response: &Value| {
        read("get", &operation(parameters, response, &json!({}))).unwrap()
    };
    let numbers = of(&both("integer"), &page("integer")).unwrap();
    assert_eq!(numbers.items.as_deref(), Some("results"));
    let Form::Numbers {
        offset,
        next,
        total,
        ..
    } = numbers.form
    else {
        panic!("{numbers:?}");
    };
    assert!(matches!(offset, Position::Query(ident) if ident == "page_offset"));
    assert_eq!(
        (next.join("."), total),
        ("page.nextPageOffset".to_owned(), None)
    );
    let texts = of(&both("string"), &page("string")).unwrap();
    assert!(matches!(texts.form, Form::Texts { .. }), "{texts:?}");
    for ty in ["integer", "string"] {
        let without_limit = of(&json!([query("offset", ty)]), &page(ty)).unwrap();
        let found = matches!(
            (ty, without_limit.form),
            ("integer", Form::Numbers { .. }) | ("string", Form::Texts { .. })
        );
        assert!(found, "{ty}");
    }
    assert!(
        of(&both("string"), &page("integer")).is_none(),
        "a text is not a number"
    );
    let whole = json!({"type": "object", "properties": {"items": things()}});
    assert!(matches!(
        of(&json!([query("sort", "string")]), &whole).unwrap().form,
        Form::Whole
    ));
    let bare = of(&json!([]), &things()).unwrap();
    assert!(bare.items.is_none() && matches!(bare.form, Form::Whole));
}

#[test]
fn a_list_that_may_have_pages_or_changes_something_is_not_a_whole_list() {
    let whole = json!({"type": "object", "properties": {"results": things()}});
    for parameter in ["limit", "Offset", "pageSize", "filter.cursor", "skip"] {
        let asked = operation(&json!([query(parameter, "integer")]), &whole, &json!({}));
        assert!(read("get", &asked).unwrap().is_none(), "{parameter}");
    }
    assert!(
        read("get", &operation(&json!([]), &page("integer"), &json!({})))
            .unwrap()
            .is_none()
    );
    let created = operation(&json!([]), &whole, &json!({}));
    assert!(read("post", &created).unwrap().is_none());
    let search = operation(&json!([]), &whole, &json!({"x-odc-idempotent": true}));
    assert!(read("post", &search).unwrap().is_some());
    let no = operation(&json!([]), &whole, &json!({"x-odc-page": false}));
    assert!(read("get", &no).unwrap().is_none());
}

/// The operation with headers of its successful response, as the passes leave it.
fn repaired(operation: &Value) -> Option<Paging> {
    let text = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "v1"},
        "servers": [{"url": "https://x.dev/api/t/v1"}],
        "paths": {"/things": {"get": operation}}});
    let mut document = Document::parse("x.json", &text.to_string()).unwrap();
    crate::repair::run(&mut document, &mut |_, _, _| {}).unwrap();
    let names = Names::assign(&document).unwrap();
    let api = Api::read("t-v1", &document, &names).unwrap();
    api.note(&mut document);
    let operation = api.operations[0].clone();
    let notes = document.notes.iter().map(ToString::to_string);
    let found = notes
        .filter(|note| note.contains("has no `.stream()`"))
        .count();
    assert_eq!(found, usize::from(operation.paging.is_none()));
    operation.paging
}

#[test]
fn members_that_describe_pages_prevent_the_stream_in_every_spelling_and_place_with_a_note() {
    for name in [
        "$top",
        "$skip",
        "$skiptoken",
        "per_page",
        "per-page",
        "start",
        "startIndex",
        "startAt",
        "maxResults",
        "max_results",
        "marker",
        "from",
        "since_id",
        "starting_after",
        "exclusiveStartKey",
        "itemsPerPage",
        "token",
        "rows",
        "pagination",
        "page[size]",
        "_limit",
    ] {
        let asked = operation(&json!([query(name, "string")]), &things(), &json!({}));
        assert!(repaired(&asked).is_none(), "{name}");
    }
    for name in ["Range", "X-Page", "X-Per-Page"] {
        let header = json!({"name": name, "in": "header", "schema": {"type": "string"}});
        let asked = operation(&json!([header]), &things(), &json!({}));
        assert!(repaired(&asked).is_none(), "{name}");
    }
    for name in ["Link", "X-Next-Cursor", "X-Total-Count", "Content-Range"] {
        let mut asked = operation(&json!([]), &things(), &json!({}));
        asked["responses"]["200"]["headers"] = json!({name: {"schema": {"type": "string"}}});
        assert!(repaired(&asked).is_none(), "{name}");
    }
    for name in [
        "has_more",
        "links",
        "_links",
        "pagination",
        "isTruncated",
        "lastEvaluatedKey",
        "hasNext",
    ] {
        let response = json!({"type": "object", "properties": {"results": things(), name: {"type": "string"}}});
        let asked = operation(&json!([]), &response, &json!({}));
        assert!(repaired(&asked).is_none(), "{name}");
    }
    let meta = json!({"type": "object", "properties": {"total_count": {"type": "integer"}}});
    let response = json!({"type": "object", "properties": {"results": things(), "meta": meta}});
    assert!(repaired(&operation(&json!([]), &response, &json!({}))).is_none());
    let since =
        json!({"name": "from", "in": "query", "schema": {"type": "string", "format": "date-time"}});
    let mut limited = operation(
        &json!([since, query("sort", "string")]),
        &things(),
        &json!({}),
    );
    limited["responses"]["200"]["headers"] =
        json!({"X-RateLimit-Limit": {"schema": {"type": "integer"}}});
    assert!(
        repaired(&limited).is_some(),
        "a time and a rate limit select no page"
    );
}

#[test]
fn the_place_of_a_page_is_the_parameter_with_exactly_its_name() {
    let place = |parameters: &Value| {
        let asked = operation(parameters, &page("integer"), &json!({}));
        read("get", &asked)
            .unwrap()
            .map(|paging| match paging.form {
                Form::Numbers {
                    offset: Position::Query(ident),
                    ..
                } => ident,
                other => panic!("{other:?}"),
            })
    };
    let [exact, of_page, of_messages, of_logs] =
        ["Offset", "Page.Offset", "messages.offset", "logs.offset"]
            .map(|name| query(name, "integer"));
    assert_eq!(
        place(&json!([of_messages, exact])).as_deref(),
        Some("offset")
    );
    assert_eq!(
        place(&json!([of_messages, of_page, of_logs])).as_deref(),
        Some("page_offset")
    );
    assert_eq!(
        place(&json!([of_messages])).as_deref(),
        Some("messages_offset")
    );
    assert_eq!(
        place(&json!([of_messages, of_logs])),
        None,
        "nobody knows which"
    );
}

#[test]
fn a_response_with_two_lists_is_not_read_as_a_list() {
    let both = |results: Value| {
        let response =
            json!({"type": "object", "properties": {"results": results, "items": things()}});
        repaired(&operation(&json!([]), &response, &json!({})))
    };
    assert!(both(things()).is_none());
    let items = both(json!({"type": "string"})).unwrap().items;
    assert_eq!(items.as_deref(), Some("items"));
}

#[test]
fn a_page_may_be_asked_for_in_the_body() {
    let body = json!({"requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {
        "limit": {"type": "integer"}, "offset": {"type": "integer"}}}}}}});
    let found = read("post", &operation(&json!([]), &page("integer"), &body))
        .unwrap()
        .unwrap();
    let Form::Numbers { offset, .. } = found.form else {
        panic!("{found:?}");
    };
    assert!(matches!(offset, Position::Body(name) if name == "offset"));
}

#[test]
fn the_overlay_names_the_parts_that_no_rule_finds() {
    let response =
        json!({"type": "object", "properties": {"rows": things(), "more": {"type": "string"}}});
    let parts = json!({"x-odc-page": {"items": "rows", "offset": "from", "next": "more"}});
    let found = read(
        "get",
        &operation(&json!([query("from", "string")]), &response, &parts),
    );
    let found = found.unwrap().unwrap();
    assert_eq!(found.items.as_deref(), Some("rows"));
    assert!(
        found.is_said && matches!(found.form, Form::Texts { .. }),
        "{found:?}"
    );
}

#[test]
fn a_wrong_part_is_refused_with_its_place() {
    let response =
        json!({"type": "object", "properties": {"rows": things(), "more": {"type": "string"}}});
    let parameters = json!([query("from", "integer")]);
    for (parts, place, what) in [
        (
            json!({"items": "row"}),
            "/items",
            "there is no list `row` in the response; correct it in the overlay; the response has rows, more",
        ),
        (
            json!({"itmes": "rows"}),
            "/itmes",
            "x-odc-page has no `itmes`, only items, offset, next, total",
        ),
        (json!({}), "", "x-odc-page needs `items`"),
        (
            json!({"items": 7}),
            "/items",
            "the name of a part is a text",
        ),
        (
            json!({"items": "rows", "offset": "from"}),
            "",
            "needs both `offset` and `next`",
        ),
        (
            json!({"items": "rows", "offset": "form", "next": "more"}),
            "/offset",
            "`form` is a number or a text",
        ),
        (
            json!({"items": "rows", "offset": "from", "next": "more"}),
            "/next",
            "`more` is not a number",
        ),
        (
            json!({"items": "rows", "offset": "from", "next": "page.next"}),
            "/next",
            "there is no property `page`",
        ),
        (
            json!("rows"),
            "",
            "the names of the parts of a list, or false",
        ),
    ] {
        let asked = operation(&parameters, &response, &json!({"x-odc-page": parts}));
        let problem = read("get", &asked).unwrap_err();
        let (place, problem) = (
            format!("x.json:1: /paths/~1things/get/x-odc-page{place}: "),
            problem.to_string(),
        );
        assert!(problem.starts_with(&place), "{problem}");
        assert!(problem.contains(what), "{problem}");
    }
}
