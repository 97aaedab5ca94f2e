//! Compares the requests of all operations with the documents, once with required parameters only and once with all
//! parameters.

use std::collections::{BTreeMap, BTreeSet};

use odc_runtime::RequestBody;
use serde_json::Value;

use crate::support::apis;
use crate::support::calls::{Call, Parameters, REVISION};
use crate::support::documents::Document;
use crate::support::recorder::{Recorder, Seen, plain_http};
use crate::support::{KEY, OTHER};

/// The request of every call with these parameters.
async fn requests(parameters: Parameters) -> Vec<(Call, Seen)> {
    let recorder = Recorder::empty().await;
    let http = plain_http();
    let mut requests = Vec::new();
    for call in apis::calls() {
        let base = recorder.url(call.base_path);
        // Only the request matters here. Some calls decode the empty response and others fail.
        let _ = (call.send)(base, http.clone().into(), parameters).await;
        requests.push((call, recorder.one()));
    }
    requests
}

/// The path of a call. The calls use one key for the first text parameter of a path, another key for the second, and
/// one number.
fn path_of(call: &Call) -> String {
    let published = call.published();
    let types = published.parameters("path");
    let mut keys = [KEY, OTHER].into_iter();
    let of_segment = |segment: &str| match segment.strip_prefix('{') {
        None => segment.to_owned(),
        Some(name) if types[name.trim_end_matches('}')]["schema"]["type"] == "integer" => {
            REVISION.to_string()
        }
        Some(_) => keys.next().expect("two keys at most").to_string(),
    };
    let segments: Vec<_> = published.path.split('/').map(of_segment).collect();
    format!("{}{}", call.base_path, segments.join("/"))
}

#[tokio::test]
async fn every_operation_is_sent_with_its_method_and_path() {
    for parameters in [Parameters::Required, Parameters::All] {
        for (call, seen) in requests(parameters).await {
            let operation = call.operation;
            assert_eq!(seen.method, operation.method().as_str(), "{operation:?}");
            assert_eq!(seen.path, path_of(&call), "{operation:?}");
        }
    }
}

#[tokio::test]
async fn only_the_documented_headers_are_sent() {
    for (call, seen) in requests(Parameters::Required).await {
        let published = call.published();
        // reqwest sends `*/*` if no other media type is set.
        let has_json = published.success().1.is_some();
        let mut expected = BTreeMap::new();
        expected.insert("accept", if has_json { "application/json" } else { "*/*" });
        if call.operation.body().is_some_and(RequestBody::is_required) {
            expected.insert("content-type", "application/json");
        } else {
            assert_eq!(
                seen.body, b"",
                "{:?}: a body that is not needed",
                call.operation
            );
        }
        assert_eq!(seen.headers(), expected, "{:?}", call.operation);
    }
}

#[tokio::test]
async fn an_unset_parameter_or_property_is_not_sent() {
    for (call, seen) in requests(Parameters::Required).await {
        let operation = call.operation;
        assert_eq!(seen.raw_query, "", "{operation:?}");
        let Some(schema) = call.published().body() else {
            continue;
        };
        let is_required = operation.body().is_some_and(RequestBody::is_required);
        assert!(
            is_required || !call.published().requires_body(),
            "{operation:?}"
        );
        if !is_required {
            assert_eq!(seen.body, b"", "{operation:?}");
            continue;
        }
        let document = call.api().document();
        let body = seen.json();
        document.assert_allows(schema, &body, operation.id());
        let required = document.resolved(schema)["required"].as_array();
        let required = required.into_iter().flatten();
        let required = required.map(|name| name.as_str().expect("a name"));
        assert_eq!(names(&body), required.collect(), "{operation:?}");
    }
}

#[tokio::test]
async fn every_parameter_of_the_documents_can_be_set() {
    let mut parameters = 0;
    for (call, seen) in requests(Parameters::All).await {
        let operation = call.operation;
        let query = seen.query();
        let published = call.published();
        let documented = published.parameters("query");
        let sent: BTreeSet<_> = query.iter().map(|(name, _)| name.as_str()).collect();
        let expected: BTreeSet<_> = documented.keys().copied().collect();
        assert_eq!(sent, expected, "{operation:?}");
        for (name, value) in &query {
            let place = format!("{operation:?}: {name}");
            let schema = &documented[name.as_str()]["schema"];
            assert_query_value(call.api().document(), schema, value, &place);
            parameters += 1;
        }
    }
    assert!(parameters > 200, "only {parameters} were set");
}

/// Checks the value of a parameter. Each value of a list has its own key.
fn assert_query_value(document: &Document, schema: &Value, text: &str, place: &str) {
    let schema = document.resolved(schema);
    let schema = if schema["type"] == "array" {
        document.resolved(&schema["items"])
    } else {
        schema
    };
    let value: Value = match schema["type"].as_str() {
        Some("integer" | "boolean") => text.parse().expect(place),
        _ => Value::from(text),
    };
    document.assert_allows(schema, &value, place);
}

#[tokio::test]
async fn every_property_of_a_body_can_be_set() {
    let mut bodies = 0;
    for (call, seen) in requests(Parameters::All).await {
        let operation = call.operation;
        let Some(schema) = call.published().body() else {
            continue;
        };
        let document = call.api().document();
        let body = seen.json();
        document.assert_allows(schema, &body, operation.id());
        let properties = document.resolved(schema)["properties"].as_object();
        let properties = properties.expect("properties").keys();
        let documented: BTreeSet<_> = properties.map(String::as_str).collect();
        assert_eq!(names(&body), documented, "{operation:?}");
        bodies += 1;
    }
    assert!(bodies > 20, "only {bodies} bodies were sent");
}

fn names(body: &Value) -> BTreeSet<&str> {
    let members = body.as_object().expect("an object");
    members.keys().map(String::as_str).collect()
}
