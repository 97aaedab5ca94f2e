//! Chooses the media type of a request body.
//!
//! Published: `content: {application/json: S, application/*+json: S}`, or JSON beside octet-stream and multipart; bytes
//! as `image/png`; `encoding` of the fields of a form. Progenitor supports one media type for each operation, no
//! multipart, and only one name for bytes.
//! Repaired:  the first of JSON, urlencoded form, bytes, multipart form and text that the operation accepts. Another name
//! of JSON or bytes, such as `application/merge-patch+json`, is recorded in the findings, and so is how the fields of a
//! form are written. The files of a multipart form become parameters (`multipart.rs`). A media type that is not used gets
//! a note, unless it is the same JSON under another name. An operation that accepts none of these, or a form with a field
//! that cannot be written, is skipped, with a note.

use serde_json::{Map, Value, json};

use super::edit::skip_operation;
use super::multipart::take_apart;
use super::{all_of, form_fields};
use crate::document::{Changes, Document, essence, is_json, operations};

const JSON: &str = "application/json";

const BYTES: &str = "application/octet-stream";

const URLENCODED: &str = "application/x-www-form-urlencoded";

const MULTIPART: &str = "multipart/form-data";

/// The media types that can be sent besides JSON, the best first.
const KNOWN: [&str; 5] = [
    URLENCODED,
    BYTES,
    MULTIPART,
    "text/plain",
    "text/x-markdown",
];

pub(super) fn apply(document: &mut Document) -> crate::document::Result<Changes> {
    let mut changes = Changes::new();
    for operation in operations(&document.root) {
        let pointer = format!("{operation}/requestBody/content");
        let Some(content) = document
            .root
            .pointer(&pointer)
            .and_then(Value::as_object)
            .cloned()
        else {
            continue;
        };
        let Some(chosen) = choose_media(&content) else {
            if let Some(only) = content.keys().next() {
                skip_operation(
                    document,
                    &operation,
                    &format!("its request body is {only}, which cannot be sent"),
                );
                changes.push(operation);
            }
            continue;
        };
        let body = &content[chosen];
        for (other, left_out) in content.iter().filter(|(other, _)| *other != chosen) {
            if !(is_json(chosen) && is_json(other) && left_out.get("schema") == body.get("schema"))
            {
                document.note(
                    &pointer,
                    format!("the request body is sent as {chosen}, never as {other}"),
                );
            }
        }
        let sent = sent_media_type(chosen, body);
        let name = sent.as_str();
        let form = match name {
            _ if is_bytes(chosen, body) => BYTES,
            name if is_json(name) || name == MULTIPART => JSON,
            name => name,
        };
        let schema = match name {
            URLENCODED => urlencoded(document, &operation, body),
            MULTIPART => multipart(document, &operation, body),
            _ => Ok(schema_of(form, body)),
        };
        let schema = match schema {
            Ok(schema) => schema,
            Err(what) => {
                skip_operation(
                    document,
                    &operation,
                    &format!("its form cannot be sent: {what}"),
                );
                changes.push(operation);
                continue;
            }
        };
        let repaired = json!({ form: {"schema": schema} });
        if name != form {
            document.findings.record_media_type(&operation, name);
        }
        if let Some(place) = document
            .root
            .pointer_mut(&pointer)
            .filter(|place| **place != repaired)
        {
            *place = repaired;
            changes.push(pointer);
        }
    }
    Ok(changes)
}

/// The media type in which a request body is sent; `None` when no declared media type can be sent.
pub(crate) fn choose_media(content: &Map<String, Value>) -> Option<&String> {
    let named = || content.iter().filter(|(media, _)| is_header(media));
    let known = |known: &&str| named().find(|(media, _)| essence(media) == *known);
    known(&JSON)
        .or_else(|| named().find(|(media, body)| is_json(media) && !is_bytes(media, body)))
        .or_else(|| KNOWN.iter().find_map(known))
        .or_else(|| named().find(|(media, body)| is_bytes(media, body)))
        .map(|(media, _)| media)
}

/// The media type in the header of the request. A wildcard becomes the usual name.
pub(crate) fn sent_media_type(media: &str, body: &Value) -> String {
    let name = essence(media);
    if !name.contains('*') {
        name
    } else if is_bytes(media, body) {
        BYTES.to_owned()
    } else if is_json(&name) {
        JSON.to_owned()
    } else {
        name
    }
}

/// Whether a header can hold the media type.
fn is_header(media: &str) -> bool {
    essence(media).bytes().all(|byte| byte.is_ascii_graphic())
}

/// Whether a body is a file: any media type except text, forms and JSON.
fn is_bytes(media: &str, body: &Value) -> bool {
    let name = essence(media);
    let others = ["text/", "multipart/", "application/x-www-form-urlencoded"];
    let is_other = others.iter().any(|other| name.starts_with(other));
    let is_file = |schema: &Value| schema.get("format").is_some_and(|f| f == "binary");
    match body.get("schema") {
        _ if is_other || !name.contains('/') => false,
        Some(schema) => is_file(schema) && (name == "*/*" || !is_json(&name)),
        None => !is_json(&name),
    }
}

/// The schema of a body. Progenitor expects the type string for bytes and text.
fn schema_of(media: &str, body: &Value) -> Value {
    match media {
        BYTES => json!({"type": "string", "format": "binary"}),
        media if media.starts_with("text/") => json!({"type": "string"}),
        _ => body.get("schema").cloned().unwrap_or_else(|| json!({})),
    }
}

/// The schema of a urlencoded form. Also records how its fields are written. The error says what cannot be sent.
fn urlencoded(document: &mut Document, operation: &str, body: &Value) -> Result<Value, String> {
    let Some(form) = form_object(&document.root, body)? else {
        // The form may have any fields.
        return Ok(json!({"type": "object"}));
    };
    let styles = form_fields::styles(&document.root, &form, body.get("encoding"))?;
    if !styles.is_empty() {
        document.findings.record_field_styles(operation, styles);
    }
    Ok(schema_of(URLENCODED, body))
}

/// The schema of a multipart form without its files, which become parameters. The error says what cannot be sent.
fn multipart(document: &mut Document, operation: &str, body: &Value) -> Result<Value, String> {
    let form = form_object(&document.root, body)?;
    let form = form.ok_or_else(|| "it names no parts".to_owned())?;
    let required = document
        .root
        .pointer(&format!("{operation}/requestBody/required"));
    let is_required = required == Some(&json!(true));
    let form = take_apart(&document.root, &form, body.get("encoding"), is_required)?;
    for note in form.notes {
        document.note(&format!("{operation}/requestBody/content"), note);
    }
    document.findings.record_parts(operation, form.parts);
    if let Some(operation) = document
        .root
        .pointer_mut(operation)
        .filter(|_| !form.files.is_empty())
    {
        let known = operation["parameters"].as_array().into_iter().flatten();
        operation["parameters"] = known.cloned().chain(form.files).collect();
    }
    Ok(form.fields)
}

/// The schema of a form as one object; `None` when the schema describes no fields. The error says what cannot be sent.
fn form_object(root: &Value, body: &Value) -> Result<Option<Map<String, Value>>, String> {
    let schema = body.get("schema").unwrap_or(&Value::Null);
    let says = |members: &Map<String, Value>| {
        let keys = [
            "$ref",
            "type",
            "properties",
            "additionalProperties",
            "allOf",
            "oneOf",
            "anyOf",
        ];
        keys.iter().any(|key| members.contains_key(*key))
    };
    if !schema.as_object().is_some_and(says) {
        return Ok(None);
    }
    let object = all_of::object(root, schema, &mut all_of::Known::new());
    let object = object.ok_or_else(|| "it is not an object".to_owned())?;
    Ok(Some(object))
}

#[cfg(test)]
mod tests {
    use super::super::after_pass;
    use super::*;

    fn applied(content: &Value) -> (Value, Vec<String>) {
        let root = json!({"paths": {"/a": {"post": {"requestBody": {"content": content}}}}});
        let (document, _) = after_pass(apply, &root);
        let repaired = document
            .root
            .pointer("/paths/~1a/post/requestBody/content")
            .cloned();
        (
            repaired.unwrap_or_default(),
            document.notes.iter().map(ToString::to_string).collect(),
        )
    }

    #[test]
    fn the_same_json_under_two_names_is_sent_as_json_without_a_note() {
        let schema = json!({"schema": {"type": "string"}});
        let (content, notes) =
            applied(&json!({"application/*+json": schema, "application/json": schema}));
        assert_eq!(content, json!({"application/json": schema}));
        assert!(notes.is_empty());
    }

    #[test]
    fn json_under_another_name_keeps_the_name() {
        const OPERATION: &str = "/paths/~1a/patch";
        let body = |media: &str| json!({"paths": {"/a": {"patch": {"requestBody": {"content": {media: {"schema": {}}}}}}}});
        for (published, kept) in [
            (
                "application/merge-patch+json",
                Some("application/merge-patch+json"),
            ),
            ("text/json; charset=utf-8", Some("text/json")),
            ("application/*+json", None),
            ("*/*", None),
        ] {
            let (document, _) = after_pass(apply, &body(published));
            let repaired = &document.root["paths"]["/a"]["patch"]["requestBody"];
            assert_eq!(repaired["content"], json!({JSON: {"schema": {}}}));
            assert_eq!(document.findings.media_type(OPERATION), kept);
        }
    }

    #[test]
    fn bytes_under_another_name_keep_the_name() {
        const OPERATION: &str = "/paths/~1a/put";
        let file = json!({"schema": {"type": "string", "format": "binary"}});
        for (media, body, kept) in [
            ("application/zip", &file, Some("application/zip")),
            (
                "application/x-pem-file",
                &json!({}),
                Some("application/x-pem-file"),
            ),
            ("image/*", &file, None),
            ("*/*", &file, None),
            (BYTES, &file, None),
        ] {
            let root =
                json!({"paths": {"/a": {"put": {"requestBody": {"content": {media: body}}}}}});
            let (document, _) = after_pass(apply, &root);
            let repaired = &document.root["paths"]["/a"]["put"]["requestBody"];
            assert_eq!(repaired["content"], json!({BYTES: file}), "{media}");
            assert_eq!(document.findings.media_type(OPERATION), kept);
        }
    }

    #[test]
    fn a_media_type_that_no_header_can_hold_is_never_sent() {
        for media in [
            "application/é+json",
            "image/p ng",
            "application/zip",
            "text/csv",
        ] {
            let (content, notes) = applied(&json!({media: {"schema": {"type": "object"}}}));
            assert_eq!(content, Value::Null);
            assert!(notes[0].contains(&format!("{media}, which cannot be sent")));
        }
    }

    #[test]
    fn an_unused_media_type_is_noted_with_its_place() {
        let (content, notes) =
            applied(&json!({"multipart/form-data": {}, "application/json": {"schema": {}}}));
        assert_eq!(content, json!({"application/json": {"schema": {}}}));
        assert_eq!(
            notes,
            ["x.json:1: /paths/~1a/post/requestBody/content: \
              the request body is sent as application/json, never as multipart/form-data"]
        );
    }

    #[test]
    fn the_case_and_the_parameters_of_a_media_type_make_no_difference() {
        let form = json!({"schema": {"type": "object", "properties": {"a": {"type": "string"}}}});
        for (media, sent) in [
            (
                "Application/X-WWW-Form-Urlencoded; charset=utf-8",
                URLENCODED,
            ),
            ("Application/JSON", JSON),
        ] {
            let (content, _) = applied(&json!({media: form}));
            assert_eq!(content.as_object().unwrap().keys().next().unwrap(), sent);
        }
    }

    #[test]
    fn an_operation_that_cannot_be_sent_is_skipped_with_a_note() {
        let list = json!({"type": "array", "items": {"type": "string"}});
        let form = json!({"properties": {"a": list}});
        let deep = json!({"schema": form, "encoding": {"a": {"style": "deepObject"}}});
        for (media, body, why) in [
            (
                "multipart/related",
                json!({}),
                "its request body is multipart/related",
            ),
            (
                MULTIPART,
                json!({}),
                "its form cannot be sent: it names no parts",
            ),
            (
                MULTIPART,
                json!({"schema": list}),
                "its form cannot be sent: it is not an object",
            ),
            (
                URLENCODED,
                json!({"schema": list}),
                "its form cannot be sent: it is not an object",
            ),
            (
                URLENCODED,
                deep,
                "its form cannot be sent: its field `a` has the style deepObject",
            ),
        ] {
            let (content, notes) = applied(&json!({media: body}));
            assert_eq!(content, Value::Null);
            let note = format!("POST /a is not generated: {why}");
            assert!(notes[0].contains(&note), "{notes:?}");
        }
    }

    #[test]
    fn a_multipart_form_becomes_json_and_a_parameter_for_each_file() {
        let file = json!({"type": "string", "format": "binary"});
        let text = json!({"type": "string"});
        let form = json!({"required": ["image"], "properties": {"image": file, "caption": text}});
        let body = json!({"required": true, "content": {MULTIPART: {"schema": form}}});
        let root = json!({"paths": {"/a": {"post": {"requestBody": body}}}});
        let (document, _) = after_pass(apply, &root);
        let fields = json!({"type": "object", "required": [], "properties": {"caption": text}});
        let image = json!({"name": "image", "in": "part", "required": true, "schema": text});
        assert_eq!(
            document.root["paths"]["/a"]["post"],
            json!({
                "requestBody": {"required": true, "content": {JSON: {"schema": fields}}},
                "parameters": [image],
            })
        );
        let findings = &document.findings;
        assert_eq!(findings.media_type("/paths/~1a/post"), Some(MULTIPART));
        assert_eq!(findings.parts("/paths/~1a/post"), Some(&[][..]));
    }
}
