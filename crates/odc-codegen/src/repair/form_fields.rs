//! Finds out how each field of a urlencoded form is written.
//!
//! `OpenAPI` 3.0.3, "Encoding Object": `style` and `explode` mean the same as for a parameter in the query. Without them a
//! list is repeated, and an object is written as JSON.

use serde_json::{Map, Value};

use super::parameters::{Kind, kind, unwrapped};
use crate::document::findings::FieldStyle;
use crate::document::{essence, is_json};

/// The fields that are not written in the usual way. The error is part of a sentence. It names the field that cannot be
/// written.
pub(super) fn styles(
    root: &Value,
    form: &Map<String, Value>,
    encoding: Option<&Value>,
) -> Result<Vec<(String, FieldStyle)>, String> {
    let mut styles = Vec::new();
    for (name, field) in properties(form) {
        let encoding = encoding.and_then(|encoding| encoding.get(name));
        let Some(encoding) = encoding.and_then(Value::as_object) else {
            continue;
        };
        let style =
            style(root, field, encoding).map_err(|how| format!("its field `{name}` {how}"))?;
        styles.extend(style.map(|style| (name.clone(), style)));
    }
    Ok(styles)
}

/// The properties of a form that a request may have.
pub(super) fn properties(form: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    let properties = form.get("properties").and_then(Value::as_object);
    properties
        .into_iter()
        .flatten()
        .filter(|(_, property)| property["readOnly"] != true)
}

fn style(
    root: &Value,
    field: &Value,
    encoding: &Map<String, Value>,
) -> Result<Option<FieldStyle>, String> {
    let text = |key: &str| encoding.get(key).and_then(Value::as_str);
    let explode = encoding.get("explode").and_then(Value::as_bool);
    let kind = kind(root, field);
    if text("style").is_none() && explode.is_none() {
        return match text("contentType").map(essence) {
            Some(media) if is_json(&media) => Ok(Some(FieldStyle::Json)),
            Some(media) if kind != Kind::Scalar && !media.starts_with("text/") => {
                Err(format!("is {media}"))
            }
            _ => Ok(None),
        };
    }
    let style = text("style").unwrap_or("form");
    let unwritable = || Err(format!("has the style {style}"));
    let mark = match style {
        "form" | "deepObject" => ",",
        "spaceDelimited" => " ",
        "pipeDelimited" => "|",
        _ => return unwritable(),
    };
    let is_deep = style == "deepObject";
    // OpenAPI 3.0.3, "Encoding Object": the default of `explode` is true only for the style `form`.
    let explode = explode.unwrap_or(style == "form");
    match kind {
        Kind::Scalar => Ok(None),
        Kind::List if is_deep => unwritable(),
        Kind::List => Ok((!explode).then_some(FieldStyle::Joined(mark))),
        Kind::Nested if is_flat_object(root, field) => Ok(Some(match (is_deep, explode) {
            (true, _) => FieldStyle::Deep,
            (false, true) => FieldStyle::Members,
            (false, false) => FieldStyle::Joined(mark),
        })),
        // In a list of objects, each object is one text of JSON.
        Kind::Nested if is_list(root, field) && explode && !is_deep => Ok(None),
        Kind::Other if explode && !is_deep => Ok(None),
        Kind::Nested | Kind::Other => unwritable(),
    }
}

fn is_list(root: &Value, schema: &Value) -> bool {
    unwrapped(root, schema)["type"] == "array"
}

/// Whether a schema is an object whose properties are all scalars.
fn is_flat_object(root: &Value, schema: &Value) -> bool {
    let schema = unwrapped(root, schema);
    let is_flat = |property: &Value| kind(root, property) == Kind::Scalar;
    let rest = schema.get("additionalProperties");
    let properties = schema.get("properties").and_then(Value::as_object);
    !is_list(root, schema)
        && schema.get("allOf").is_none()
        && rest.is_none_or(|rest| rest.is_boolean() || is_flat(rest))
        && properties
            .into_iter()
            .flatten()
            .all(|(_, property)| is_flat(property))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(field: &Value, encoding: &Value) -> Result<Option<FieldStyle>, String> {
        let form = json!({"properties": {"f": field}});
        let encoding = json!({"f": encoding});
        let styles = styles(&json!({}), form.as_object().unwrap(), Some(&encoding))?;
        Ok(styles.first().map(|(_, style)| *style))
    }

    #[test]
    fn a_list_is_repeated_or_joined_by_its_style() {
        let list = json!({"type": "array", "items": {"type": "string"}});
        for (encoding, style) in [
            (json!({}), None),
            (json!({"style": "form"}), None),
            (json!({"explode": true}), None),
            (json!({"explode": false}), Some(FieldStyle::Joined(","))),
            (
                json!({"style": "pipeDelimited"}),
                Some(FieldStyle::Joined("|")),
            ),
            (
                json!({"style": "spaceDelimited"}),
                Some(FieldStyle::Joined(" ")),
            ),
            (json!({"style": "pipeDelimited", "explode": true}), None),
            (
                json!({"contentType": "application/json"}),
                Some(FieldStyle::Json),
            ),
            (json!({"contentType": "text/plain"}), None),
        ] {
            assert_eq!(read(&list, &encoding), Ok(style), "{encoding}");
        }
    }

    #[test]
    fn an_object_is_json_unless_its_style_says_otherwise() {
        let object = json!({"type": "object", "properties": {"a": {"type": "integer"}}});
        for (encoding, style) in [
            (json!({}), None),
            (json!({"style": "form"}), Some(FieldStyle::Members)),
            (json!({"explode": false}), Some(FieldStyle::Joined(","))),
            (json!({"style": "deepObject"}), Some(FieldStyle::Deep)),
        ] {
            assert_eq!(read(&object, &encoding), Ok(style), "{encoding}");
        }
    }

    #[test]
    fn a_field_that_no_form_can_hold_is_reported() {
        let list = json!({"type": "array", "items": {"type": "string"}});
        let nested = json!({"type": "object", "properties": {"a": list}});
        for (field, encoding, how) in [
            (
                &list,
                json!({"style": "deepObject"}),
                "its field `f` has the style deepObject",
            ),
            (
                &nested,
                json!({"style": "form"}),
                "its field `f` has the style form",
            ),
            (
                &list,
                json!({"style": "matrix"}),
                "its field `f` has the style matrix",
            ),
            (
                &nested,
                json!({"contentType": "application/xml"}),
                "its field `f` is application/xml",
            ),
        ] {
            assert_eq!(read(field, &encoding), Err(how.to_owned()));
        }
    }
}
