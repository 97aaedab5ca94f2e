//! Takes a form of the type `multipart/form-data` apart: its files, and its other fields.
//!
//! Published: `content: {multipart/form-data: {schema: {properties: {image: {format: binary}, caption: {…}}}}}`.
//! Progenitor cannot send it, and a file is not JSON.
//! Repaired:  each file, and each list of files, is a parameter of the operation, in the place `part`. The other fields
//! are an object, as in a body of JSON. The findings say which parts have a media type of their own.

use serde_json::{Map, Value, json};

use super::form_fields::properties;
use super::parameters::{Kind, kind, unwrapped};
use crate::document::findings::{PART, PartMedia};
use crate::document::{essence, is_json, strings};

/// A form in parts.
pub(super) struct Multipart {
    /// A parameter for each file and for each list of files.
    pub(super) files: Vec<Value>,
    /// The schema of the other fields.
    pub(super) fields: Value,
    pub(super) parts: Vec<PartMedia>,
    /// Notes for the user about parts of the form that are not sent.
    pub(super) notes: Vec<String>,
}

/// Takes a form apart. The error is part of a sentence. It says what cannot be sent.
pub(super) fn take_apart(
    root: &Value,
    form: &Map<String, Value>,
    encoding: Option<&Value>,
    is_body_required: bool,
) -> Result<Multipart, String> {
    let listed = strings(form.get("required"));
    let mut fields = form.clone();
    let mut found = Multipart {
        files: Vec::new(),
        fields: Value::Null,
        parts: Vec::new(),
        notes: Vec::new(),
    };
    for (name, property) in properties(form) {
        if !is_part_name(name) {
            return Err(format!(
                "`{}` cannot be the name of a part",
                name.escape_debug()
            ));
        }
        let encoding = encoding.and_then(|encoding| encoding.get(name));
        let encoding = encoding.unwrap_or(&Value::Null);
        found.notes.extend(headers_note(name, encoding)?);
        let media_type = media_type(encoding);
        let Some(is_list) = file(root, property) else {
            check_sendable(root, name, property, media_type.as_deref())?;
            found.add_part(name, media_type, false);
            continue;
        };
        let is_listed = listed.contains(name);
        let text = json!({"type": "string"});
        let mut parameter = json!({
            "name": name,
            "in": PART,
            "required": is_listed && is_body_required,
            "schema": if is_list { json!({"type": "array", "items": text}) } else { text },
        });
        for member in ["description", "deprecated", "x-rust-name"] {
            if let Some(value) = property.get(member) {
                parameter[member] = value.clone();
            }
        }
        found.files.push(parameter);
        found.add_part(name, media_type, is_listed && !is_body_required);
        remove(&mut fields, name);
    }
    fields.insert("type".to_owned(), json!("object"));
    found.fields = fields.into();
    Ok(found)
}

impl Multipart {
    fn add_part(&mut self, name: &str, media_type: Option<String>, is_expected_file: bool) {
        if media_type.is_some() || is_expected_file {
            self.parts.push(PartMedia {
                name: name.to_owned(),
                media_type,
                is_expected_file,
            });
        }
    }
}

fn remove(fields: &mut Map<String, Value>, name: &str) {
    if let Some(properties) = fields.get_mut("properties").and_then(Value::as_object_mut) {
        properties.shift_remove(name);
    }
    if let Some(required) = fields.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|listed| listed != name);
    }
}

/// Whether a quoted text of a header can hold the name unchanged (RFC 7578, section 4.2).
fn is_part_name(name: &str) -> bool {
    !name.contains(['"', '\\']) && !name.contains(char::is_control)
}

/// Whether a property is a list of files; `None` when it is neither a file nor such a list. `OpenAPI` 3.0.3, "Special
/// Considerations for multipart Content": `binary` and `base64` are the formats of files.
fn file(root: &Value, property: &Value) -> Option<bool> {
    let property = unwrapped(root, property);
    let is_file = |schema: &Value| {
        schema["type"] == "string" && (schema["format"] == "binary" || schema["format"] == "base64")
    };
    if is_file(property) {
        return Some(false);
    }
    let element = property
        .get("items")
        .filter(|_| property["type"] == "array");
    element
        .filter(|element| is_file(unwrapped(root, element)))
        .map(|_| true)
}

/// The media type of a part; `None` when the encoding has no media type, or several.
fn media_type(encoding: &Value) -> Option<String> {
    let media = encoding.get("contentType")?.as_str()?.trim();
    let is_one = !media.contains([',', '*']) && media.contains('/') && media.is_ascii();
    is_one.then(|| media.to_owned())
}

/// Checks whether the value of a field can be sent with a media type: JSON can hold every value, and a text one scalar.
fn check_sendable(
    root: &Value,
    name: &str,
    property: &Value,
    media: Option<&str>,
) -> Result<(), String> {
    let Some(media) = media.filter(|media| !is_json(media)) else {
        return Ok(());
    };
    match kind(root, property) {
        Kind::Scalar | Kind::List => Ok(()),
        Kind::Nested | Kind::Other => Err(format!("its part `{name}` is {}", essence(media))),
    }
}

/// A note on the headers of a part, which are not sent. The error names a required header.
fn headers_note(name: &str, encoding: &Value) -> Result<Option<String>, String> {
    let headers = encoding.get("headers").and_then(Value::as_object);
    // OpenAPI 3.0.3, "Encoding Object": `Content-Type` is described separately, and ignored here.
    let mut headers = headers
        .into_iter()
        .flatten()
        .filter(|(header, _)| !header.eq_ignore_ascii_case("content-type"));
    let Some((header, is)) = headers.next() else {
        return Ok(None);
    };
    if is["required"] == true {
        return Err(format!("its part `{name}` requires the header {header}"));
    }
    Ok(Some(format!(
        "the header {header} of the part `{name}` is not sent"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(form: &Value, encoding: &Value) -> Result<Multipart, String> {
        take_apart(&json!({}), form.as_object().unwrap(), Some(encoding), true)
    }

    #[test]
    fn files_become_parameters_and_the_rest_stays_an_object() {
        let file = json!({"type": "string", "format": "binary", "description": "A picture."});
        let form = json!({
            "required": ["image", "caption"],
            "properties": {
                "image": file,
                "more": {"type": "array", "items": {"type": "string", "format": "base64"}},
                "caption": {"type": "string"},
            },
        });
        let encoding =
            json!({"image": {"contentType": "image/png"}, "more": {"contentType": "image/*"}});
        let form = taken(&form, &encoding).unwrap();
        let text = json!({"type": "string"});
        assert_eq!(
            form.files,
            [
                json!({"name": "image", "in": "part", "required": true, "schema": text, "description": "A picture."}),
                json!({"name": "more", "in": "part", "required": false, "schema": {"type": "array", "items": text}}),
            ]
        );
        assert_eq!(
            form.fields,
            json!({"type": "object", "required": ["caption"], "properties": {"caption": text}})
        );
        let image = PartMedia {
            name: "image".to_owned(),
            media_type: Some("image/png".to_owned()),
            is_expected_file: false,
        };
        assert_eq!(form.parts, [image]);
    }

    #[test]
    fn a_field_that_no_part_can_hold_is_reported() {
        let object = json!({"type": "object", "properties": {"a": {"type": "string"}}});
        for (name, encoding, what) in [
            (
                "a",
                json!({"a": {"contentType": "application/xml"}}),
                "its part `a` is application/xml",
            ),
            (
                "a",
                json!({"a": {"headers": {"X-A": {"required": true}}}}),
                "its part `a` requires the header X-A",
            ),
            (
                "a\r\nb",
                json!({}),
                "`a\\r\\nb` cannot be the name of a part",
            ),
        ] {
            let form = json!({"properties": {name: object}});
            assert_eq!(taken(&form, &encoding).err().as_deref(), Some(what));
        }
    }

    #[test]
    fn an_optional_header_of_a_part_is_noted() {
        let form = json!({"properties": {"a": {"type": "string"}}});
        let headers = json!({"a": {"headers": {"Content-Type": {}, "X-A": {}}}});
        let notes = taken(&form, &headers).unwrap().notes;
        assert_eq!(notes, ["the header X-A of the part `a` is not sent"]);
    }
}
