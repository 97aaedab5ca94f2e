//! Gives every operation one success response.
//!
//! Published: several success codes, with one schema, with different schemas, or some of them without content; only a
//! `default` response; no success response but redirects; content without a schema; JSON under a vendor's name.
//! Progenitor panics on most of these.
//! Repaired:  one success response. When all success responses with content have the same schema, it has this schema.
//! When their schemas differ, or no schema is given, it is any JSON, with a note. When only some of them are JSON, or
//! when they have different other media types, it is bytes, with a note. When only some of them have content, it is
//! optional. A response to HEAD has no content. When several media types are JSON, `application/json` is read, or else
//! the first one by name; the findings have the name that is asked for. Without JSON, the response is text when
//! `text/plain` is among its media types, and bytes otherwise; the findings say which. Headers of responses are removed;
//! the findings have their names. An operation without a success response is skipped, with a note. An error response
//! keeps only its description, because all operations have the same error type.

use serde_json::{Map, Value, json};

use super::edit::{drop_components, skip_operation};
use crate::document::findings::OtherResponse;
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
        let is_head = operation.ends_with("/head");
        let with_content = || {
            let responses = successes.iter().map(|(_, response)| response);
            responses.filter(move |_| !is_head)
        };
        let contents: Vec<Option<Value>> = successes
            .iter()
            .map(|(_, response)| response_content(response).filter(|_| !is_head))
            .collect();
        let mut distinct: Vec<&Value> = contents.iter().flatten().collect();
        distinct.dedup();
        let merged = merged_content(&distinct);
        let is_mixed = distinct.len() > 1 && merged.as_ref().is_some_and(is_bytes);
        for response in with_content().filter(|_| !is_mixed) {
            let notes = [unread_media_note(response), missing_schema_note(response)];
            for note in notes.into_iter().flatten() {
                document.note(&pointer, note);
            }
        }
        if distinct.len() > 1 {
            let what = if is_mixed { "bytes" } else { "any JSON" };
            document.note(
                &pointer,
                format!("the success responses differ: the operation returns {what}"),
            );
        }
        let other = match distinct.as_slice() {
            [_] => other_response(with_content()),
            _ if is_mixed => Some(OtherResponse::Bytes(media_types(with_content()))),
            _ => None,
        };
        let accepted = match &other {
            None => accepted_json(with_content()),
            Some(_) => Vec::new(),
        };
        let mut repaired = Map::new();
        let description = first
            .get("description")
            .cloned()
            .unwrap_or_else(|| json!(""));
        let response = match &merged {
            None => json!({"description": description}),
            Some(content) => json!({"description": description, "content": content}),
        };
        repaired.insert(status.clone(), response);
        repaired.extend(errors(&document.root, &responses));
        let optional = !distinct.is_empty() && contents.iter().any(Option::is_none);
        if let Some(place) = document.root.pointer_mut(&operation) {
            let repaired = Value::Object(repaired);
            if place["responses"] != repaired {
                place["responses"] = repaired;
                changes.push(pointer);
            }
        }
        let headers = headers(&successes);
        if !headers.is_empty() {
            let findings = &mut document.findings;
            findings.record_response_headers(&operation, headers);
        }
        if optional {
            document.findings.record_optional_response(&operation);
        }
        if !accepted.is_empty() {
            document.findings.record_accepted_json(&operation, accepted);
        }
        if let Some(other) = other {
            document.findings.record_other_response(&operation, other);
        }
    }
    drop_components(document, "responses");
    Ok(changes)
}

/// The error responses, with only their descriptions.
fn errors(root: &Value, responses: &Map<String, Value>) -> Vec<(String, Value)> {
    let has_success_codes = responses.keys().any(|status| status.starts_with('2'));
    let errors = responses
        .iter()
        .filter(|(status, _)| match status.as_str() {
            "default" => has_success_codes,
            status => !status.starts_with('2'),
        });
    let errors = errors.map(|(status, error)| {
        let mut error = resolve(root, error).clone();
        if let Some(members) = error.as_object_mut() {
            members.retain(|key, _| key == "description");
        }
        (status.clone(), error)
    });
    errors.collect()
}

/// The names of the headers of responses.
fn headers(responses: &[(String, Value)]) -> Vec<String> {
    let headers = responses
        .iter()
        .filter_map(|(_, response)| response.get("headers")?.as_object());
    headers
        .flat_map(|headers| headers.keys().cloned())
        .collect()
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

/// Removes the responses that are not successes.
pub(super) fn drop_errors(responses: &mut Map<String, Value>) {
    let is_2xx = |status: &String| status.starts_with('2');
    let has_success_codes = responses.keys().any(is_2xx);
    responses.retain(|status, _| is_2xx(status) || (!has_success_codes && status == "default"));
}

/// The status code; 200 for a range or `default`.
fn exact(status: &str) -> String {
    if status.parse::<u16>().is_ok() {
        status.to_owned()
    } else {
        "200".to_owned()
    }
}

/// The content of a response with one media type: JSON with a schema, text, or bytes.
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
        None if is_text(content) => json!({ TEXT: {} }),
        None => json!({ bytes_media_type(content): {} }),
    })
}

/// The content of the only response, from the different contents of all successes.
pub(crate) fn merged_content(distinct: &[&Value]) -> Option<Value> {
    let is_json = |content: &&Value| content.get(JSON).is_some();
    Some(match distinct {
        [] => return None,
        [content] => (*content).clone(),
        several if several.iter().all(is_json) => json!({ JSON: {"schema": {}} }),
        _ => json!({ BYTES: {} }),
    })
}

fn is_bytes(content: &Value) -> bool {
    content.get(BYTES).is_some()
}

/// The JSON among the media types; `None` when the response is a file.
fn json_content(content: &Map<String, Value>) -> Option<(&String, &Value)> {
    let media = json_media(content).filter(|_| !is_file(content))?;
    content.get_key_value(media)
}

/// The media type that is read when several are JSON. Their order in the document does not matter.
pub(crate) fn json_media(content: &Map<String, Value>) -> Option<&String> {
    let json = content.keys().filter(|media| is_json(media));
    json.min_by_key(|media| {
        let named = essence(media);
        (named != JSON, named.contains('*'), *media)
    })
}

/// The media types of JSON that an operation asks for. The list is empty when `application/json` is the only one.
fn accepted_json<'a>(responses: impl Iterator<Item = &'a Value>) -> Vec<String> {
    let mut accepted: Vec<String> = Vec::new();
    for response in responses {
        let content = response.get("content").and_then(Value::as_object);
        if let Some((media, _)) = content.and_then(json_content) {
            let media =
                Some(essence(media)).filter(|media| is_header(media) && !media.contains('*'));
            let media = media.unwrap_or_else(|| JSON.to_owned());
            if !accepted.contains(&media) {
                accepted.push(media);
            }
        }
    }
    if accepted == [JSON] {
        Vec::new()
    } else {
        accepted
    }
}

/// Whether a media type can be sent in a header.
fn is_header(media: &str) -> bool {
    media.contains('/') && media.bytes().all(|byte| byte.is_ascii_graphic())
}

fn is_file(content: &Map<String, Value>) -> bool {
    let format = |body: &Value| body.pointer("/schema/format").cloned();
    content
        .values()
        .any(|body| format(body).is_some_and(|format| format == "binary"))
}

const JSON: &str = "application/json";
const TEXT: &str = "text/plain";
const BYTES: &str = "application/octet-stream";

/// Whether a response without JSON is text that fits into memory. Other text, such as `text/csv`, may be a file.
fn is_text(content: &Map<String, Value>) -> bool {
    !is_file(content) && content.keys().any(|media| essence(media) == TEXT)
}

/// Whether the content of a response is read as text.
pub(crate) fn is_read_as_text(response: &Value) -> bool {
    let content = response.get("content").and_then(Value::as_object);
    content.is_some_and(|content| json_content(content).is_none() && is_text(content))
}

/// The form of a response whose content is not JSON.
fn other_response<'a>(responses: impl Iterator<Item = &'a Value> + Clone) -> Option<OtherResponse> {
    let contents = responses.clone();
    let mut contents = contents.filter_map(|response| response.get("content")?.as_object());
    let first = contents.find(|content| !content.is_empty())?;
    if json_content(first).is_some() {
        return None;
    }
    if is_text(first) {
        return Some(OtherResponse::Text);
    }
    Some(OtherResponse::Bytes(media_types(responses)))
}

/// The media types of responses, each once.
fn media_types<'a>(responses: impl Iterator<Item = &'a Value>) -> Vec<String> {
    let contents = responses.filter_map(|response| response.get("content")?.as_object());
    let mut media_types: Vec<String> = Vec::new();
    for media in contents.flat_map(Map::keys).map(|media| essence(media)) {
        if is_header(&media) && !media_types.contains(&media) {
            media_types.push(media);
        }
    }
    media_types
}

fn bytes_media_type(content: &Map<String, Value>) -> String {
    let named = content.keys().find(|media| !is_json(media));
    named.map_or(BYTES.to_owned(), |media| essence(media))
}

/// A note on the media types that are not read. A media type with the same schema is the same JSON under another name.
fn unread_media_note(response: &Value) -> Option<String> {
    let content = response.get("content").and_then(Value::as_object)?;
    let read = json_content(content);
    let others: Vec<&str> = content
        .iter()
        .filter(|(media, other)| match read {
            Some((_, body)) => other.get("schema") != body.get("schema"),
            None => is_text(content) && essence(media) != TEXT,
        })
        .map(|(media, _)| media.as_str())
        .collect();
    let read = read.map_or(TEXT, |(media, _)| media);
    (!others.is_empty()).then(|| {
        format!(
            "the response is read as {read}, never as {}",
            others.join(" or ")
        )
    })
}

/// A note on JSON without a schema.
fn missing_schema_note(response: &Value) -> Option<String> {
    let content = response.get("content").and_then(Value::as_object)?;
    let (media, body) = json_content(content)?;
    body.get("schema").is_none().then(|| {
        format!("the response of the type {media} has no schema: the operation returns any JSON")
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
        assert_eq!(applied(&response("text/json", &json!({}))).1, 1);
    }

    #[test]
    fn the_usual_json_media_type_or_else_the_first_by_name_is_read_and_asked_for() {
        const OPERATION: &str = "/paths/~1a/get";
        let schema = |name: &str| json!({"schema": {"type": "object", "title": name}});
        let [a, b] = [schema("a"), schema("b")];
        for (content, read, accepted, notes) in [
            (
                json!({"application/vnd.b+json": b, "application/vnd.a+json": a}),
                &a,
                &["application/vnd.a+json"][..],
                1,
            ),
            (
                json!({"application/vnd.a+json": a, "application/json": b}),
                &b,
                &[],
                1,
            ),
            (
                json!({"application/hal+json": a}),
                &a,
                &["application/hal+json"],
                0,
            ),
            (json!({"*/*": a}), &a, &[], 0),
            (
                json!({"application/*+json": a, "text/json": a}),
                &a,
                &["text/json"],
                0,
            ),
        ] {
            let responses = json!({"200": {"description": "d", "content": content}});
            let root = json!({"paths": {"/a": {"get": {"responses": responses}}}});
            let (document, _) = after_pass(apply, &root);
            let repaired = &document.root["paths"]["/a"]["get"]["responses"];
            let is = json!({"200": {"description": "d", "content": {"application/json": read}}});
            assert_eq!(*repaired, is, "{content}");
            assert_eq!(
                document.findings.accepted_json(OPERATION),
                accepted,
                "{content}"
            );
            assert_eq!(document.notes.len(), notes, "{content}");
        }
    }

    #[test]
    fn successes_with_json_and_other_media_types_become_bytes_of_all_media_types() {
        const OPERATION: &str = "/paths/~1a/get";
        let file = json!({"schema": {"type": "string", "format": "binary"}});
        let of = |media: &str, body: &Value| json!({"description": "d", "content": {media: body}});
        for (one, other) in [
            (
                ("application/pdf", &file),
                ("application/json", &json!({"schema": {}})),
            ),
            (("image/png", &json!({})), ("image/jpeg", &json!({}))),
            (("text/plain", &json!({})), ("text/csv", &json!({}))),
        ] {
            let responses = json!({"200": of(one.0, one.1), "206": of(other.0, other.1)});
            let root = json!({"paths": {"/a": {"get": {"responses": responses}}}});
            let (document, _) = after_pass(apply, &root);
            let media = vec![one.0.to_owned(), other.0.to_owned()];
            assert_eq!(
                document.findings.other_response(OPERATION),
                Some(&OtherResponse::Bytes(media))
            );
            let is =
                json!({"200": {"description": "d", "content": {"application/octet-stream": {}}}});
            assert_eq!(document.root["paths"]["/a"]["get"]["responses"], is);
            assert_eq!(document.notes.len(), 1);
        }
    }

    #[test]
    fn a_response_to_head_has_no_content() {
        let responses = json!({"200": json_of(&json!({"type": "string"}))});
        let root = json!({"paths": {"/a": {"head": {"responses": responses}}}});
        let (document, _) = after_pass(apply, &root);
        assert_eq!(
            document.root["paths"]["/a"]["head"]["responses"],
            json!({"200": {"description": "d"}})
        );
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

    #[test]
    fn plain_text_is_text_and_other_media_types_are_bytes() {
        const OPERATION: &str = "/paths/~1a/get";
        let text = json!({"schema": {"type": "string"}});
        let bytes = |media: &[&str]| {
            let media = media.iter().map(|media| (*media).to_owned());
            Some(OtherResponse::Bytes(media.collect()))
        };
        for (content, is) in [
            (
                json!({"text/plain; charset=utf-8": text}),
                Some(OtherResponse::Text),
            ),
            (
                json!({"text/csv": text, "text/plain": text}),
                Some(OtherResponse::Text),
            ),
            (json!({"text/csv": text}), bytes(&["text/csv"])),
            (
                json!({"image/png": {}, "image/jpeg; q=1": {}}),
                bytes(&["image/png", "image/jpeg"]),
            ),
            (
                json!({"text/plain": {"schema": {"type": "string", "format": "binary"}}}),
                bytes(&["text/plain"]),
            ),
            (json!({"text/plain": text, "application/json": text}), None),
        ] {
            let responses = json!({"200": {"description": "d", "content": content}});
            let root = json!({"paths": {"/a": {"get": {"responses": responses}}}});
            let (document, _) = after_pass(apply, &root);
            assert_eq!(
                document.findings.other_response(OPERATION),
                is.as_ref(),
                "{content}"
            );
        }
    }

    #[test]
    fn json_without_a_schema_is_any_json_with_a_note() {
        for (body, noted) in [(json!({}), 1), (json!({"schema": {}}), 0)] {
            let response = json!({"description": "d", "content": {"application/json": body}});
            let (repaired, notes) = applied(&json!({"200": response}));
            assert_eq!(repaired, json!({"responses": {"200": json_of(&json!({}))}}));
            assert_eq!(notes, noted);
        }
    }
}
