//! Replaces parameters by forms that a request can hold directly: scalars, and lists in the query.
//!
//! Published: cookies; objects in the query, with each property as a parameter `name` or, for `style: deepObject`, as
//! `filter[name]`; lists whose values are joined with commas, spaces or pipes; the same parameter twice, directly or as
//! a property of such an object; `content` in place of a schema; lists and objects in the path; `nullable` anywhere.
//! Progenitor refuses styles other than its own. For lists in a path, it writes code that does not compile.
//! `allowReserved` needs no support, because an escaped character means the same.
//! Repaired:  an object of scalars becomes one parameter for each of its properties. A joined list becomes a string,
//! and its separator is recorded in the findings. A list in the path and a parameter with `content` become strings,
//! with a note. Any other parameter cannot be sent. If it is optional, it is removed, with a note. If it is required,
//! the operation is skipped.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::edit::skip_operation;
use super::path_parameters::{Identity, identity};
use crate::document::{Changes, Document, Result, operations, resolve};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    let published = document.root.clone();
    for operation in operations(&published) {
        let pointer = format!("{operation}/parameters");
        let Some(list) = published.pointer(&pointer).and_then(Value::as_array) else {
            continue;
        };
        let mut repaired: Vec<Value> = Vec::new();
        let mut known = HashSet::new();
        let mut required = None;
        for parameter in list {
            match repair_parameter(&published, parameter) {
                Repaired::Joined(parameter, separator) => {
                    if is_new(document, &pointer, &mut known, &parameter) {
                        let text = |key| parameter.get(key).and_then(Value::as_str);
                        let known = (
                            text("in").unwrap_or_default(),
                            text("name").unwrap_or_default(),
                        );
                        document
                            .findings
                            .record_separator(&operation, known, separator);
                        repaired.push(parameter);
                    }
                }
                Repaired::To(parameters, note) => {
                    for parameter in parameters {
                        if is_new(document, &pointer, &mut known, &parameter) {
                            repaired.push(parameter);
                        }
                    }
                    if let Some(note) = note {
                        document.note(&pointer, note);
                    }
                }
                Repaired::Unsendable(what) if parameter["required"] == true => {
                    required = Some(what);
                }
                Repaired::Unsendable(what) => {
                    document.note(&pointer, format!("{what} is not sent"));
                }
            }
        }
        if let Some(what) = required {
            skip_operation(document, &operation, &format!("it requires {what}"));
            changes.push(pointer);
        } else if repaired != *list {
            if let Some(operation) = document.root.pointer_mut(&operation) {
                operation["parameters"] = repaired.into();
            }
            changes.push(pointer);
        }
    }
    Ok(changes)
}

/// Adds the parameter to the known ones. Returns whether it is new. When it is not new, adds a note.
fn is_new(
    document: &mut Document,
    pointer: &str,
    known: &mut HashSet<Identity>,
    parameter: &Value,
) -> bool {
    let (name, place) = identity(parameter);
    let what = format!("the {place} parameter `{name}` is declared twice: the first one counts");
    let is_new = known.insert((name, place));
    if !is_new {
        document.note(pointer, what);
    }
    is_new
}

/// The result for one parameter.
enum Repaired {
    /// These parameters, and a note for the user.
    To(Vec<Value>, Option<String>),
    /// A text parameter that holds the values of a list, and the separator between them.
    Joined(Value, &'static str),
    /// It cannot be sent. The text describes it, and is part of a sentence.
    Unsendable(String),
}

/// The form of a value in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Scalar,
    /// A list of scalars.
    List,
    /// An object, or a list of objects or lists.
    Nested,
    /// Any JSON, or a union.
    Other,
}

fn repair_parameter(root: &Value, parameter: &Value) -> Repaired {
    let text = |key: &str| {
        parameter
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let (name, place, style) = (text("name"), text("in"), text("style"));
    if place == "cookie" {
        return Repaired::Unsendable(format!("the cookie `{name}`"));
    }
    if place == "header" {
        // OpenAPI 3.0.3, "Parameter Object": parameters with these names are ignored.
        let elsewhere = ["accept", "authorization", "content-type"];
        if elsewhere
            .iter()
            .any(|other| name.eq_ignore_ascii_case(other))
        {
            return Repaired::To(Vec::new(), None);
        }
        if http::HeaderName::from_bytes(name.as_bytes()).is_err() {
            return Repaired::Unsendable(format!("`{name}`, which is not a valid header name"));
        }
    }
    let Some(schema) = parameter.get("schema") else {
        let content = parameter.get("content").and_then(Value::as_object);
        let what = match content.and_then(|content| content.keys().next()) {
            Some(media) => {
                format!("`{name}` is sent as given; the text must be {media}")
            }
            None => format!("`{name}` has no schema: it is treated as text"),
        };
        return Repaired::To(vec![as_text(parameter)], Some(what));
    };
    if parameter["x-odc-comma-list"] == true {
        return Repaired::To(vec![as_text(parameter)], None);
    }
    let kind = kind(root, schema);
    let unsendable =
        |what: &str| Repaired::Unsendable(format!("the {place} parameter `{name}`{what}"));
    match (place, kind) {
        ("header" | "path", Kind::Nested) => unsendable(" with nested values"),
        ("path", _) if matches!(style, "label" | "matrix") => {
            unsendable(&format!(" of style {style}"))
        }
        ("path", Kind::List) => {
            let note = format!("`{name}` is a list: the caller joins its values with commas");
            Repaired::To(vec![as_text(parameter)], Some(note))
        }
        ("header" | "path", Kind::Other) => Repaired::To(vec![as_text(parameter)], None),
        ("header" | "path", _) | ("query", Kind::Scalar) => {
            Repaired::To(vec![plain(parameter)], None)
        }
        ("query", Kind::List) => {
            let list = list(parameter, style);
            list.unwrap_or_else(|| unsendable(&format!(" with a list of style {style}")))
        }
        ("query", Kind::Nested) => {
            let properties = properties(root, schema, parameter);
            properties.map_or_else(
                || unsendable(" with nested values"),
                |list| Repaired::To(list, None),
            )
        }
        _ if style.is_empty() || style == "form" => Repaired::To(vec![plain(parameter)], None),
        _ => unsendable(&format!(" of style {style}")),
    }
}

/// The parameter as text.
fn as_text(parameter: &Value) -> Value {
    let mut text = plain(parameter);
    text["schema"] = json!({"type": "string"});
    text
}

/// The parameter without its style. It is not nullable, because a null is not sent.
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

/// A list as repeated parameters or as one joined text; `None` for an unknown style.
fn list(parameter: &Value, style: &str) -> Option<Repaired> {
    let explode = parameter.get("explode").and_then(Value::as_bool);
    let separator = match style {
        "" | "form" => ",",
        "spaceDelimited" => " ",
        "pipeDelimited" => "|",
        _ => return None,
    };
    // OpenAPI 3.0.3, "Parameter Object": the default of `explode` is true only for the style `form`.
    if explode.unwrap_or(separator == ",") {
        return Some(Repaired::To(vec![plain(parameter)], None));
    }
    Some(Repaired::Joined(as_text(parameter), separator))
}

/// One parameter for each property of an object of scalars and lists; `None` for any other object, and for a style that
/// is not supported.
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

/// The schema behind references and compositions with one part.
pub(super) fn unwrapped<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
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

pub(super) fn kind(root: &Value, schema: &Value) -> Kind {
    let schema = unwrapped(root, schema);
    let element = || Some(own_kind(unwrapped(root, schema.get("items")?)));
    match own_kind(schema) {
        Kind::List if matches!(element(), Some(Kind::List | Kind::Nested)) => Kind::Nested,
        kind => kind,
    }
}

/// The kind of a schema. It does not look at the elements of a list, because a list may contain itself.
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
mod tests;
