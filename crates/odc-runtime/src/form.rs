//! The fields of a form of the type `application/x-www-form-urlencoded`, as generated code sends it.

use serde::Serialize;
use serde_json::{Map, Value};

/// How a field of a form is written, if its document says so.
///
/// Without a style, a text, number or boolean is written as its text, a list as one field for each element, and an
/// object as JSON (`OpenAPI` 3.0.3, "Encoding Object").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormStyle {
    /// The elements of a list, or the names and values of an object, as one text with this text between them.
    Joined(&'static str),
    /// Each member of an object as a field of its own.
    Members,
    /// Each member of an object as a field `name[member]`.
    Deep,
    /// One text of JSON.
    Json,
}

/// The fields of a form, as names and values before percent-encoding. A value that is null is not sent.
///
/// ```
/// use odc_runtime::client::{FormStyle, form_fields, serde_json::json};
///
/// let form = json!({"ids": [1, 2], "name": "a b", "tags": ["x", "y"]});
/// let fields = form_fields(&form, &[("ids", FormStyle::Joined(","))])?;
/// let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
/// assert_eq!(fields, [pair("ids", "1,2"), pair("name", "a b"), pair("tags", "x"), pair("tags", "y")]);
/// # Ok::<(), odc_runtime::client::serde_json::Error>(())
/// ```
///
/// # Errors
///
/// The value is not an object, or it cannot be written as JSON, or a joined value contains the separator.
pub fn form_fields<T: Serialize>(
    form: &T,
    styles: &[(&str, FormStyle)],
) -> Result<Vec<(String, String)>, serde_json::Error> {
    let members: Map<String, Value> = serde_json::from_value(serde_json::to_value(form)?)?;
    let mut fields = Vec::new();
    for (name, value) in members {
        let style = styles.iter().find(|(styled, _)| *styled == name);
        add_field(name, value, style.map(|(_, style)| *style), &mut fields)?;
    }
    Ok(fields)
}

fn add_field(
    name: String,
    value: Value,
    style: Option<FormStyle>,
    fields: &mut Vec<(String, String)>,
) -> Result<(), serde_json::Error> {
    match (style, value) {
        (_, Value::Null) => {}
        (Some(FormStyle::Json), value) => fields.push((name, value.to_string())),
        (Some(FormStyle::Joined(mark)), Value::Array(elements)) => {
            // An empty list is not sent. The same is true of a list that is written as repeated fields.
            if !elements.is_empty() {
                let joined = joined(&name, elements.iter().map(text), mark)?;
                fields.push((name, joined));
            }
        }
        (Some(FormStyle::Joined(mark)), Value::Object(members)) => {
            let members = members.iter().filter(|(_, value)| !value.is_null());
            let pairs = members.flat_map(|(name, value)| [name.clone(), text(value)]);
            let joined = joined(&name, pairs, mark)?;
            fields.push((name, joined));
        }
        (Some(style @ (FormStyle::Members | FormStyle::Deep)), Value::Object(members)) => {
            for (member, value) in members {
                let name = match style {
                    FormStyle::Deep => format!("{name}[{member}]"),
                    _ => member,
                };
                add_field(name, value, None, fields)?;
            }
        }
        (_, Value::Array(elements)) => {
            let elements = elements.iter().filter(|element| !element.is_null());
            fields.extend(elements.map(|element| (name.clone(), text(element))));
        }
        (_, value) => fields.push((name, text(&value))),
    }
    Ok(())
}

/// A text without quotes, and any other value as JSON.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn joined(
    field: &str,
    texts: impl Iterator<Item = String>,
    mark: &str,
) -> Result<String, serde_json::Error> {
    let texts: Vec<String> = texts.collect();
    if texts.iter().any(|text| text.contains(mark)) {
        let what = format!("a value of `{field}` holds `{mark}`, which separates the values");
        return Err(serde::ser::Error::custom(what));
    }
    Ok(texts.join(mark))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn assert_written(value: &Value, style: Option<FormStyle>, expected: &[(&str, &str)]) {
        let styles: Vec<_> = style.into_iter().map(|style| ("f", style)).collect();
        let fields = form_fields(&json!({"f": value}), &styles).unwrap();
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .collect();
        assert_eq!(fields, expected);
    }

    #[test]
    fn a_value_without_a_style_is_a_text_a_repeated_field_or_json() {
        assert_written(&json!("a"), None, &[("f", "a")]);
        assert_written(&json!(1.5), None, &[("f", "1.5")]);
        assert_written(&json!(null), None, &[]);
        assert_written(&json!(["a", null, 2]), None, &[("f", "a"), ("f", "2")]);
        assert_written(&json!([]), None, &[]);
        assert_written(&json!({"a": 1}), None, &[("f", r#"{"a":1}"#)]);
        assert_written(&json!([{"a": 1}]), None, &[("f", r#"{"a":1}"#)]);
    }

    #[test]
    fn a_style_decides_how_lists_and_objects_are_written() {
        let object = json!({"a": 1, "b": "x", "c": null});
        assert_written(
            &json!(["a", "b"]),
            Some(FormStyle::Joined("|")),
            &[("f", "a|b")],
        );
        assert_written(&json!([]), Some(FormStyle::Joined("|")), &[]);
        assert_written(&object, Some(FormStyle::Joined(",")), &[("f", "a,1,b,x")]);
        assert_written(&object, Some(FormStyle::Members), &[("a", "1"), ("b", "x")]);
        assert_written(
            &object,
            Some(FormStyle::Deep),
            &[("f[a]", "1"), ("f[b]", "x")],
        );
        assert_written(&json!(["a"]), Some(FormStyle::Json), &[("f", r#"["a"]"#)]);
    }

    #[test]
    fn a_value_that_holds_the_separator_is_refused() {
        for value in [json!(["a,b", "c"]), json!({"a": "b,c"})] {
            let error = form_fields(&json!({"f": value}), &[("f", FormStyle::Joined(","))]);
            let error = error.unwrap_err().to_string();
            assert!(error.contains("a value of `f` holds `,`"), "{error}");
        }
    }

    #[test]
    fn only_an_object_is_a_form() {
        assert!(form_fields(&json!(["a"]), &[]).is_err());
    }
}
