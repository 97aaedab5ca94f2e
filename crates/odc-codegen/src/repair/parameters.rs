//! Lowers parameters to those that a request can carry as they are: scalars, and lists in the query.
//!
//! Published: cookies; objects in the query, spread over it or as `filter[name]` (`style: deepObject`); lists joined with
//! commas, spaces or pipes; the same parameter twice, as itself or by such an object; `content` in place of a schema; lists and objects in the path; `nullable` anywhere. Progenitor refuses styles other
//! than its own, and writes code that does not compile for lists in a path. `allowReserved` asks for nothing: what is
//! escaped means the same.
//! Lowered:   an object of scalars becomes a parameter for each of its properties; a joined list a string that is marked
//! as one; JSON text is text. What is left cannot be sent: when optional it is left out, with a note, and an operation
//! that demands it is skipped.

use serde_json::{Value, json};

use super::edit::skip;
use super::path_parameters::is_same;
use crate::document::{Changes, Document, Result, operations, resolve};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    let published = document.root.clone();
    for operation in operations(&published) {
        let pointer = format!("{operation}/parameters");
        let Some(list) = published.pointer(&pointer).and_then(Value::as_array) else {
            continue;
        };
        let mut lowered: Vec<Value> = Vec::new();
        let mut demanded = None;
        for parameter in list {
            match self::lowered(&published, parameter) {
                Lowered::Joined(parameter, mark) => {
                    if is_news(document, &pointer, &lowered, &parameter) {
                        let text = |key| parameter.get(key).and_then(Value::as_str);
                        let known = (
                            text("in").unwrap_or_default(),
                            text("name").unwrap_or_default(),
                        );
                        document.findings.is_joined_with(&operation, known, mark);
                        lowered.push(parameter);
                    }
                }
                Lowered::To(parameters, note) => {
                    for parameter in parameters {
                        if is_news(document, &pointer, &lowered, &parameter) {
                            lowered.push(parameter);
                        }
                    }
                    if let Some(note) = note {
                        document.note(&pointer, note);
                    }
                }
                Lowered::Unsendable(what) if parameter["required"] == true => demanded = Some(what),
                Lowered::Unsendable(what) => document.note(&pointer, format!("{what} is not sent")),
            }
        }
        if let Some(what) = demanded {
            skip(document, &operation, &format!("it demands {what}"));
            changes.push(pointer);
        } else if lowered != *list {
            if let Some(operation) = document.root.pointer_mut(&operation) {
                operation["parameters"] = lowered.into();
            }
            changes.push(pointer);
        }
    }
    Ok(changes)
}

/// Whether there is no such parameter yet; that there is one is noted.
fn is_news(document: &mut Document, pointer: &str, known: &[Value], parameter: &Value) -> bool {
    let is_known = known.iter().any(|other| is_same(other, parameter));
    if is_known {
        let text = |key: &str| parameter[key].as_str().unwrap_or_default();
        let (place, name) = (text("in"), text("name"));
        let what = format!("the {place} parameter `{name}` is given twice: the first counts");
        document.note(pointer, what);
    }
    !is_known
}

/// What becomes of a parameter.
enum Lowered {
    /// These, and what the user should know of it.
    To(Vec<Value>, Option<String>),
    /// A text that lists its values, joined with a mark.
    Joined(Value, &'static str),
    /// Nothing; what it is, as part of a sentence.
    Unsendable(String),
}

/// What a value is on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Scalar,
    /// A list of scalars.
    List,
    /// An object, or a list of such.
    Nested,
    /// Anything, or one of several.
    Other,
}

fn lowered(root: &Value, parameter: &Value) -> Lowered {
    let text = |key: &str| {
        parameter
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let (name, place, style) = (text("name"), text("in"), text("style"));
    if place == "cookie" {
        return Lowered::Unsendable(format!("the cookie `{name}`"));
    }
    if place == "header" {
        // OpenAPI 3.0.3, "Parameter Object": a header that body, answer or sign-in speak of is ignored here.
        let elsewhere = ["accept", "authorization", "content-type"];
        if elsewhere
            .iter()
            .any(|other| name.eq_ignore_ascii_case(other))
        {
            return Lowered::To(Vec::new(), None);
        }
        if http::HeaderName::from_bytes(name.as_bytes()).is_err() {
            return Lowered::Unsendable(format!("`{name}`, as which no header can be sent"));
        }
    }
    let Some(schema) = parameter.get("schema") else {
        let content = parameter.get("content").and_then(Value::as_object);
        let what = match content.and_then(|content| content.keys().next()) {
            Some(media) => {
                format!("`{name}` is sent as the text that it is given, which has to be {media}")
            }
            None => format!("`{name}` has no schema: it is taken as text"),
        };
        return Lowered::To(vec![as_text(parameter)], Some(what));
    };
    if parameter["x-odc-comma-list"] == true {
        return Lowered::To(vec![as_text(parameter)], None);
    }
    let kind = kind(root, schema);
    let unsendable =
        |what: &str| Lowered::Unsendable(format!("the {place} parameter `{name}`{what}"));
    match (place, kind) {
        ("header" | "path", Kind::Nested) => unsendable(", of nested values"),
        ("path", _) if matches!(style, "label" | "matrix") => {
            unsendable(&format!(" of style {style}"))
        }
        ("path", Kind::List) => {
            let note = format!("`{name}` is a list: it takes its values joined with commas");
            Lowered::To(vec![as_text(parameter)], Some(note))
        }
        ("header" | "path", Kind::Other) => Lowered::To(vec![as_text(parameter)], None),
        ("header" | "path", _) | ("query", Kind::Scalar) => {
            Lowered::To(vec![plain(parameter)], None)
        }
        ("query", Kind::List) => {
            let list = list(parameter, style);
            list.unwrap_or_else(|| unsendable(&format!(", a list of style {style}")))
        }
        ("query", Kind::Nested) => {
            let properties = properties(root, schema, parameter);
            properties.map_or_else(
                || unsendable(", of nested values"),
                |list| Lowered::To(list, None),
            )
        }
        _ if style.is_empty() || style == "form" => Lowered::To(vec![plain(parameter)], None),
        _ => unsendable(&format!(" of style {style}")),
    }
}

/// The parameter as text.
fn as_text(parameter: &Value) -> Value {
    let mut text = plain(parameter);
    text["schema"] = json!({"type": "string"});
    text
}

/// The parameter in the one style that is left for its kind; what is null is not sent.
fn plain(parameter: &Value) -> Value {
    let mut plain = parameter.clone();
    if let Some(members) = plain.as_object_mut() {
        members.retain(|key, _| !matches!(key.as_str(), "style" | "explode" | "content"));
    }
    if let Some(schema) = plain.get_mut("schema").and_then(Value::as_object_mut) {
        schema.shift_remove("nullable");
    }
    plain
}

/// A list whose elements are parameters of their own, or joined in one text; none for an unknown style.
fn list(parameter: &Value, style: &str) -> Option<Lowered> {
    let explode = parameter.get("explode").and_then(Value::as_bool);
    let mark = match style {
        "" | "form" => ",",
        "spaceDelimited" => " ",
        "pipeDelimited" => "|",
        _ => return None,
    };
    // OpenAPI 3.0.3, "Parameter Object": `explode` is true by default for the style `form` alone.
    if explode.unwrap_or(mark == ",") {
        return Some(Lowered::To(vec![plain(parameter)], None));
    }
    Some(Lowered::Joined(as_text(parameter), mark))
}

/// A parameter for each property of an object of scalars and lists.
fn properties(root: &Value, schema: &Value, parameter: &Value) -> Option<Vec<Value>> {
    let deep = match parameter.get("style").and_then(Value::as_str) {
        None | Some("form") if parameter.get("explode") != Some(&json!(false)) => false,
        Some("deepObject") => true,
        _ => return None,
    };
    let schema = unwrapped(root, schema);
    let open = schema
        .get("additionalProperties")
        .is_some_and(|more| *more != json!(false));
    let members = schema
        .get("properties")
        .and_then(Value::as_object)
        .filter(|_| !open)?;
    let listed = |name: &str| {
        let list = schema.get("required").and_then(Value::as_array);
        list.is_some_and(|list| list.iter().any(|listed| listed == name))
    };
    let mut all = Vec::new();
    for (name, property) in members {
        let kind = kind(root, property);
        if !(kind == Kind::Scalar || kind == Kind::List && !deep) {
            return None;
        }
        let outer = parameter["name"].as_str().unwrap_or_default();
        let required = parameter["required"] == true && listed(name);
        all.push(plain(&json!({
            "name": if deep { format!("{outer}[{name}]") } else { name.clone() },
            "in": "query",
            "required": required,
            "description": unwrapped(root, property).get("description").cloned().unwrap_or_else(|| json!("")),
            "schema": property,
        })));
    }
    Some(all)
}

/// What a schema is through references and one-element `allOf`.
fn unwrapped<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let schema = resolve(root, schema);
    match schema
        .get("allOf")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    {
        Some([only]) => unwrapped(root, only),
        _ => schema,
    }
}

fn kind(root: &Value, schema: &Value) -> Kind {
    let schema = unwrapped(root, schema);
    let element = || Some(own_kind(unwrapped(root, schema.get("items")?)));
    match own_kind(schema) {
        Kind::List if matches!(element(), Some(Kind::List | Kind::Nested)) => Kind::Nested,
        kind => kind,
    }
}

/// The same but for the elements of a list, which may be the list itself.
fn own_kind(schema: &Value) -> Kind {
    let has = |key: &str| schema.get(key).is_some();
    match schema.get("type").and_then(Value::as_str) {
        Some("array") => Kind::List,
        Some("object") => Kind::Nested,
        None if has("properties") || has("allOf") || has("additionalProperties") => Kind::Nested,
        None if !has("enum") => Kind::Other,
        _ => Kind::Scalar,
    }
}

#[cfg(test)]
mod tests {
    use super::super::after_pass;
    use super::*;
    use crate::document::reference;

    /// The parameters that become of one, and the notes.
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
        let lowered = document.root.pointer("/paths/~1a/get/parameters");
        (lowered.cloned(), notes.collect())
    }

    fn query(schema: &Value, style: &str, explode: bool) -> Value {
        json!({"name": "q", "in": "query", "required": true, "schema": schema, "style": style, "explode": explode})
    }

    fn plain_query(name: &str, schema: &Value) -> Value {
        json!({"name": name, "in": "query", "required": true, "schema": schema})
    }

    #[test]
    fn a_list_that_the_overlay_joins_with_commas_is_a_text_whatever_its_schema_says() {
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
    fn an_optional_cookie_is_left_out_and_a_demanded_one_skips_the_operation() {
        let cookie = |required: bool| json!({"name": "sid", "in": "cookie", "required": required});
        let (left, notes) = applied(&cookie(false));
        assert_eq!(left, Some(json!([])));
        assert_eq!(notes, ["/parameters: the cookie `sid` is not sent"]);
        let (left, notes) = applied(&cookie(true));
        assert_eq!(left, None);
        assert_eq!(
            notes,
            [": GET /a is not generated: it demands the cookie `sid`"]
        );
    }

    #[test]
    fn a_header_that_is_said_elsewhere_is_ignored_and_one_that_cannot_be_sent_skips_the_operation()
    {
        let header = |name: &str| json!({"name": name, "in": "header", "required": true, "schema": {"type": "string"}});
        for name in ["Authorization", "accept", "Content-Type"] {
            assert_eq!(applied(&header(name)), (Some(json!([])), Vec::new()));
        }
        for name in ["X Key", "größe", ""] {
            let (left, notes) = applied(&header(name));
            assert_eq!(left, None);
            let note = format!(
                ": GET /a is not generated: it demands `{name}`, as which no header can be sent"
            );
            assert_eq!(notes, [note]);
        }
    }

    #[test]
    fn style_and_nullable_say_nothing_of_a_scalar_in_the_query() {
        let text = json!({"type": "string"});
        let nullable = json!({"type": "string", "nullable": true});
        for style in ["form", "simple", "deepObject"] {
            let (left, notes) = applied(&query(&nullable, style, false));
            assert_eq!(left, Some(json!([plain_query("q", &text)])));
            assert!(notes.is_empty(), "{notes:?}");
        }
    }

    #[test]
    fn a_list_is_repeated_or_joined_as_its_style_says() {
        let list = json!({"type": "array", "items": {"type": "string"}});
        for (style, explode, mark) in [
            ("form", false, ","),
            ("spaceDelimited", false, " "),
            ("pipeDelimited", false, "|"),
        ] {
            let joined = plain_query("q", &json!({"type": "string"}));
            let document = after(&[query(&list, style, explode)]);
            let lowered = document.root.pointer("/paths/~1a/get/parameters");
            assert_eq!(lowered, Some(&json!([joined])));
            let found = document
                .findings
                .joined_with("/paths/~1a/get", ("query", "q"));
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
                ": GET /a is not generated: it demands the query parameter `q`, a list of style deepObject"
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
                ["/parameters: the query parameter `q`, of nested values is not sent"]
            );
        }
    }

    #[test]
    fn a_parameter_that_is_given_twice_is_one_with_a_note() {
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
            ["/parameters: the query parameter `size` is given twice: the first counts"]
        );
    }

    #[test]
    fn what_has_no_schema_of_its_own_is_text() {
        let parameter = json!({"name": "q", "in": "query", "content": {"application/json": {"schema": {"type": "object"}}}});
        let (left, notes) = applied(&parameter);
        assert_eq!(
            left,
            Some(json!([{"name": "q", "in": "query", "schema": {"type": "string"}}]))
        );
        assert_eq!(
            notes,
            [
                "/parameters: `q` is sent as the text that it is given, which has to be application/json"
            ]
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
            Some(
                json!([{"name": "k", "in": "path", "required": true, "schema": {"type": "string"}}])
            )
        );
        assert_eq!(
            notes,
            ["/parameters: `k` is a list: it takes its values joined with commas"]
        );
        let (left, notes) = applied(&key(json!({"type": "string"}), "matrix"));
        assert_eq!(left, None);
        assert_eq!(
            notes,
            [": GET /a is not generated: it demands the path parameter `k` of style matrix"]
        );
    }
}
