//! Gives every operation one success response.
//!
//! Published: several success codes, with one schema, with different schemas, or some of them without content; only a
//! `default` response; no success response but redirects; content without a schema; JSON under a vendor's name.
//! Progenitor panics on most of these.
//! Repaired:  one success response. When all success responses with content have the same schema, it has this schema.
//! When their schemas differ, it is any JSON, with a note. When only some of them have content, it is optional. An
//! operation without a success response is skipped, with a note. An error response keeps only its description, because
//! all operations have the same error type.

use serde_json::{Map, Value, json};

use super::edit::{drop_components, skip_operation};
use crate::document::{Changes, Document, Result, essence, is_json, operations, resolve};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    for operation in operations(&document.root) {
        let pointer = format!("{operation}/responses");
        let Some(responses) = document
            .root
            .pointer(&pointer)
            .and_then(Value::as_object)
            .cloned()
        else {
            continue;
        };
        let successes: Vec<(String, Value)> = successes(&document.root, &responses);
        let Some((status, first)) = successes.first() else {
            skip_operation(
                document,
                &operation,
                "it declares no success response (2xx)",
            );
            changes.push(pointer);
            continue;
        };
        for note in successes.iter().filter_map(|(_, r)| unread_media_note(r)) {
            document.note(&pointer, note);
        }
        let contents: Vec<Option<Value>> = successes
            .iter()
            .map(|(_, response)| response_content(response))
            .collect();
        let mut distinct: Vec<&Value> = contents.iter().flatten().collect();
        distinct.dedup();
        if distinct.len() > 1 {
            document.note(
                &pointer,
                "the success responses differ: the operation returns any JSON".to_owned(),
            );
        }
        let mut repaired = Map::new();
        let description = first
            .get("description")
            .cloned()
            .unwrap_or_else(|| json!(""));
        let response = match distinct.as_slice() {
            [] => json!({"description": description}),
            [content] => json!({"description": description, "content": content}),
            _ => {
                json!({"description": description, "content": {"application/json": {"schema": {}}}})
            }
        };
        repaired.insert(status.clone(), response);
        let has_success_codes = responses.keys().any(|status| status.starts_with('2'));
        let errors = responses
            .iter()
            .filter(|(status, _)| match status.as_str() {
                "default" => has_success_codes,
                status => !status.starts_with('2'),
            });
        repaired.extend(errors.map(|(status, error)| {
            let mut error = resolve(&document.root, error).clone();
            if let Some(members) = error.as_object_mut() {
                members.retain(|key, _| key == "description");
            }
            (status.clone(), error)
        }));
        let optional = !distinct.is_empty() && contents.iter().any(Option::is_none);
        if let Some(place) = document.root.pointer_mut(&operation) {
            let repaired = Value::Object(repaired);
            if place["responses"] != repaired {
                place["responses"] = repaired;
                changes.push(pointer);
            }
        }
        if optional {
            document.findings.record_optional_response(&operation);
        }
    }
    drop_components(document, "responses");
    Ok(changes)
}

/// The 2xx responses, with references replaced by their targets. When there are none, the `default` response.
fn successes(root: &Value, responses: &Map<String, Value>) -> Vec<(String, Value)> {
    let found = |wanted: &dyn Fn(&str) -> bool| -> Vec<(String, Value)> {
        let responses = responses.iter().filter(|(status, _)| wanted(status));
        responses
            .map(|(status, response)| (exact(status), resolve(root, response).clone()))
            .collect()
    };
    let successes = found(&|status| status.starts_with('2'));
    if successes.is_empty() {
        found(&|status| status == "default")
    } else {
        successes
    }
}

/// The status code; 200 for a range or `default`.
fn exact(status: &str) -> String {
    if status.parse::<u16>().is_ok() {
        status.to_owned()
    } else {
        "200".to_owned()
    }
}

/// The content of a response with one media type: JSON with a schema, or bytes.
pub(crate) fn response_content(response: &Value) -> Option<Value> {
    let content = response
        .get("content")
        .and_then(Value::as_object)
        .filter(|content| !content.is_empty())?;
    Some(match json_content(content) {
        Some((_, body)) => {
            let schema = body.get("schema").cloned().unwrap_or_else(|| json!({}));
            json!({"application/json": {"schema": schema}})
        }
        None => json!({ bytes_media_type(content): {} }),
    })
}

/// The JSON among the media types; `None` when the response is a file.
fn json_content(content: &Map<String, Value>) -> Option<(&String, &Value)> {
    let is_file = content.values().any(|body| {
        body.pointer("/schema/format")
            .is_some_and(|format| format == "binary")
    });
    let json = content.iter().find(|(media, _)| is_json(media));
    json.filter(|_| !is_file)
}

fn bytes_media_type(content: &Map<String, Value>) -> &str {
    let named = content.keys().find(|media| !is_json(media));
    named.map_or("application/octet-stream", |media| essence(media))
}

/// A note on the media types that are not read. A media type with the same schema is the same JSON under another name.
fn unread_media_note(response: &Value) -> Option<String> {
    let content = response.get("content").and_then(Value::as_object)?;
    let (read, body) = json_content(content)?;
    let others: Vec<&str> = content
        .iter()
        .filter(|(media, other)| !is_json(media) && other.get("schema") != body.get("schema"))
        .map(|(media, _)| media.as_str())
        .collect();
    (!others.is_empty()).then(|| {
        format!(
            "the response is read as {read}, never as {}",
            others.join(" or ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::after_pass;
    use super::*;

    fn applied(responses: &Value) -> (Value, usize) {
        let root = json!({"paths": {"/a": {"get": {"responses": responses}}}});
        let (document, _) = after_pass(apply, &root);
        (
            document.root["paths"]["/a"]["get"].clone(),
            document.notes.len(),
        )
    }

    fn json_of(schema: &Value) -> Value {
        json!({"description": "d", "content": {"application/json": {"schema": schema}}})
    }

    #[test]
    fn several_codes_with_one_schema_become_one_response() {
        let response = json_of(&json!({"type": "string"}));
        let (repaired, notes) = applied(&json!({"200": response, "201": response, "404": {}}));
        assert_eq!(repaired, json!({"responses": {"200": response, "404": {}}}));
        assert_eq!(notes, 0);
    }

    #[test]
    fn a_file_is_bytes_under_any_media_type() {
        let file = json!({"schema": {"type": "string", "format": "binary"}});
        let (repaired, notes) = applied(&json!({"200": {"description": "d", "content":
            {"text/plain": file, "application/json": file, "text/json": file}}}));
        assert_eq!(
            repaired,
            json!({"responses": {"200": {"description": "d", "content": {"text/plain": {}}}}})
        );
        assert_eq!(notes, 0);
    }

    #[test]
    fn an_unread_media_type_is_noted_unless_it_is_the_same_json_as_text() {
        let report = json!({"schema": {"type": "object"}});
        let response = |other: &str, schema: &Value| json!({"200": {"description": "d", "content": {"application/json": report, other: schema}}});
        assert_eq!(applied(&response("text/csv", &json!({}))).1, 1);
        assert_eq!(applied(&response("text/plain", &report)).1, 0);
        assert_eq!(applied(&response("text/json", &json!({}))).1, 0);
    }

    #[test]
    fn responses_with_and_without_content_become_an_optional_response() {
        let response = json_of(&json!({"type": "string"}));
        let responses = json!({"200": response, "204": {"description": "d"}});
        let root = json!({"paths": {"/a": {"get": {"responses": responses}}}});
        let (repaired, _) = after_pass(apply, &root);
        let responses = &repaired.root["paths"]["/a"]["get"]["responses"];
        assert_eq!(*responses, json!({"200": response}));
        assert!(repaired.findings.has_optional_response("/paths/~1a/get"));
    }

    #[test]
    fn different_schemas_become_any_json_with_a_note() {
        let (repaired, notes) = applied(
            &json!({"200": json_of(&json!({"type": "string"})), "202": json_of(&json!({"type": "object"}))}),
        );
        assert_eq!(repaired, json!({"responses": {"200": json_of(&json!({}))}}));
        assert_eq!(notes, 1);
    }

    #[test]
    fn an_error_response_keeps_only_its_description() {
        let reference = json!({"$ref": "#/components/responses/Bad"});
        let operation =
            json!({"get": {"responses": {"204": {"description": "d"}, "400": reference}}});
        let published = json!({
            "paths": {"/a": operation},
            "components": {"responses": {"Bad": json_of(&json!({"type": "object"}))}},
        });
        let (document, _) = after_pass(apply, &published);
        let responses = json!({"204": {"description": "d"}, "400": {"description": "d"}});
        assert_eq!(document.root["paths"]["/a"]["get"]["responses"], responses);
        assert_eq!(document.root["components"], json!({}));
    }

    #[test]
    fn default_beside_a_success_is_an_error_and_keeps_its_description() {
        let failure = json_of(&json!({"type": "object"}));
        let (repaired, _) = applied(&json!({"204": {"description": "d"}, "default": failure}));
        let responses = json!({"204": {"description": "d"}, "default": {"description": "d"}});
        assert_eq!(repaired, json!({"responses": responses}));
    }

    #[test]
    fn default_alone_is_the_success_and_a_missing_schema_is_any_json() {
        let (repaired, _) =
            applied(&json!({"default": {"description": "d", "content": {"application/json": {}}}}));
        assert_eq!(repaired, json!({"responses": {"200": json_of(&json!({}))}}));
    }
}
