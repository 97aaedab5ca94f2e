//! Tests that the data about parameters, bodies and responses of operations agrees with the documents and with the
//! requests of the clients.

use odc_runtime::{ListStyle, Operation, Pages, Parameter, Place, RequestBody, Success, ValueKind};
use serde_json::{Value, json};

use crate::support::apis::{self, Api};
use crate::support::calls::{Call, Parameters};
use crate::support::documents::Document;
use crate::support::recorder::{Recorder, Seen, plain_http};

const PLACES: [(&str, Place); 3] = [
    ("path", Place::Path),
    ("query", Place::Query),
    ("header", Place::Header),
];

/// Every parameter of every operation, and its description in the document.
fn parameters() -> Vec<(&'static Api, &'static Operation, &'static Parameter, Value)> {
    let mut all = Vec::new();
    for call in apis::calls() {
        let published = call.published();
        let mut documented = Vec::new();
        for (part, place) in PLACES {
            let of_place = published.parameters(part).into_iter();
            documented.extend(of_place.map(|(name, node)| (place, name, node.clone())));
        }
        let ours = call.operation.parameters();
        assert_eq!(ours.len(), documented.len(), "{:?}", call.operation);
        for (place, name, node) in documented {
            let mut same = ours
                .iter()
                .filter(|one| (one.place(), one.name()) == (place, name));
            let same = same
                .next()
                .unwrap_or_else(|| panic!("{:?}: {name}", call.operation));
            all.push((call.api(), call.operation, same, node));
        }
    }
    assert!(all.len() > 280, "only {} parameters", all.len());
    all
}

/// The schema of a value, or of each value of a list.
fn value_of<'a>(document: &'a Document, node: &'a Value) -> (bool, &'a Value) {
    let schema = document.resolved(&node["schema"]);
    if schema["type"] == "array" {
        (true, document.resolved(&schema["items"]))
    } else {
        (false, schema)
    }
}

#[test]
fn every_parameter_has_the_type_the_form_and_the_values_of_the_document() {
    let (mut lists, mut enums) = (0, 0);
    for (api, operation, ours, node) in parameters() {
        let what = format!("{operation:?}: {}", ours.name());
        let (is_array, schema) = value_of(api.document(), &node);
        let is_required = node["required"] == true || ours.place() == Place::Path;
        assert_eq!(ours.is_required(), is_required, "{what}");
        let list = match (node["x-odc-comma-list"] == true, is_array) {
            (true, _) => Some(ListStyle::Joined(",")),
            (false, true) => Some(ListStyle::Repeated),
            (false, false) => None,
        };
        assert_eq!(ours.list(), list, "{what}");
        lists += usize::from(list.is_some());
        let kind = match schema["type"].as_str() {
            Some("integer") => ValueKind::Integer,
            Some("number") => ValueKind::Number,
            Some("boolean") => ValueKind::Boolean,
            _ => ValueKind::Text,
        };
        assert_eq!(ours.kind(), kind, "{what}");
        assert_eq!(ours.format(), schema["format"].as_str(), "{what}");
        let values = schema["enum"].as_array().into_iter().flatten();
        let values: Vec<_> = values.filter_map(Value::as_str).collect();
        assert_eq!(ours.values(), values, "{what}");
        enums += usize::from(!values.is_empty());
    }
    assert!(lists > 20 && enums > 10, "{lists} lists, {enums} enums");
}

#[test]
fn defaults_and_ranges_are_those_of_the_document() {
    let mut thousands = 0;
    for (api, operation, ours, node) in parameters() {
        let what = format!("{operation:?}: {}", ours.name());
        let schema = api.document().resolved(&node["schema"]);
        let default = match schema.get("default") {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(value) => Some(value.to_string()),
        };
        assert_eq!(ours.default(), default.as_deref(), "{what}");
        assert_eq!(ours.minimum(), schema["minimum"].as_i64(), "{what}");
        assert_eq!(ours.maximum(), schema["maximum"].as_i64(), "{what}");
        thousands += usize::from(ours.name() == "limit" && ours.maximum() == Some(1000));
    }
    assert_eq!(
        thousands, 2,
        "assets and revisions have pages of up to 1,000 rows"
    );
}

#[test]
fn every_parameter_is_described_by_a_sentence_of_the_document() {
    for (_, operation, ours, node) in parameters() {
        let what = format!("{operation:?}: {}", ours.name());
        let published = node["description"].as_str().expect("a description");
        let published = published.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            !ours.about().is_empty() && published.starts_with(ours.about()),
            "{what}"
        );
        assert!(!ours.about().contains('\n'), "{what}");
    }
}

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

#[tokio::test]
async fn the_schema_of_a_body_accepts_the_bodies_of_clients_and_refuses_other_json() {
    let mut bodies = 0;
    for parameters in [Parameters::Required, Parameters::All] {
        for (call, seen) in requests(parameters).await {
            let operation = call.operation;
            let is_sent = |body: &&RequestBody| body.is_required() || parameters == Parameters::All;
            let Some(body) = operation.body().filter(is_sent) else {
                assert_eq!(seen.body, b"", "{operation:?}");
                continue;
            };
            assert_eq!(
                seen.headers()["content-type"],
                body.media_type(),
                "{operation:?}"
            );
            let schema: Value = serde_json::from_str(body.schema()).expect("a schema is JSON");
            let validator = jsonschema::validator_for(&schema).expect("a schema");
            let sent = seen.json();
            let errors: Vec<_> = validator
                .iter_errors(&sent)
                .map(|e| e.to_string())
                .collect();
            assert_eq!(errors, [""; 0], "{operation:?}: {sent}");
            for other in [json!(7), json!([7])] {
                assert!(!validator.is_valid(&other), "{operation:?}: {other}");
            }
            bodies += 1;
        }
    }
    assert!(bodies > 45, "only {bodies} bodies");
}

#[test]
fn a_body_schema_names_what_the_document_requires() {
    let mut required = 0;
    for call in apis::calls() {
        let Some(published) = call.published().body() else {
            assert_eq!(call.operation.body(), None, "{:?}", call.operation);
            continue;
        };
        let document = call.api().document();
        let body = call.operation.body().expect("a body");
        let schema: Value = serde_json::from_str(body.schema()).expect("JSON");
        let names = |schema: &Value| -> Vec<String> {
            let names = schema["required"].as_array().into_iter().flatten();
            names.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let resolved = match schema["$ref"].as_str() {
            Some(reference) => schema.pointer(&reference[1..]).expect("a definition"),
            None => &schema,
        };
        let documented = names(document.resolved(published));
        assert_eq!(names(resolved), documented, "{:?}", call.operation);
        required += documented.len();
    }
    assert!(required > 10, "only {required} properties are required");
}

/// A place in a response as a pointer.
fn pointer(place: &str) -> String {
    format!("/{}", place.replace('.', "/"))
}

#[test]
fn a_success_holds_what_the_document_says_and_a_list_has_its_places() {
    let mut lists = 0;
    for call in apis::calls() {
        let operation: &Operation = call.operation;
        let (status, schema) = call.published().success();
        assert_eq!(operation.success_status(), Some(status), "{operation:?}");
        let success = operation.success().expect("a success");
        let Some(schema) = schema else {
            assert_eq!(success, Success::Nothing, "{operation:?}");
            continue;
        };
        let (sample, _) = call.api().document().sample(schema);
        let Success::List(list) = success else {
            assert_eq!(success, Success::Json, "{operation:?}");
            assert!(call.count_items.is_none(), "{operation:?} is a stream");
            continue;
        };
        lists += 1;
        assert!(call.count_items.is_some(), "{operation:?} is not a stream");
        let items = list.items.expect("a property with the items");
        assert!(sample[items].is_array(), "{operation:?}: {items}");
        let (offset, in_body, places) = match list.pages {
            Pages::Whole => continue,
            Pages::Numbers {
                offset,
                in_body,
                next,
                total,
            } => (offset, in_body, vec![Some(next), total]),
            Pages::Texts {
                offset,
                in_body,
                next,
            } => (offset, in_body, vec![Some(next)]),
            other => panic!("{operation:?}: {other:?}"),
        };
        for place in places.into_iter().flatten() {
            assert!(
                sample.pointer(&pointer(place)).is_some(),
                "{operation:?}: {place}"
            );
        }
        let in_query = operation
            .parameters()
            .iter()
            .any(|one| one.name() == offset);
        assert_eq!(in_query, !in_body, "{operation:?}: {offset}");
    }
    assert!(lists > 30, "only {lists} lists");
}

#[test]
fn a_long_operation_has_the_states_of_the_overlay() {
    let mut long = 0;
    for call in apis::calls() {
        let operation: &Operation = call.operation;
        let wait = &call.published().node["x-odc-wait"];
        assert_eq!(
            operation.long_operation().is_some(),
            wait.is_object(),
            "{operation:?}"
        );
        let Some(ours) = operation.long_operation() else {
            continue;
        };
        let states = |name: &str| -> Vec<&str> {
            let states = wait[name].as_array().into_iter().flatten();
            states.filter_map(Value::as_str).collect()
        };
        assert_eq!(
            Some(ours.state),
            wait["state"].as_str().or(Some("status")),
            "{operation:?}"
        );
        assert_eq!(ours.done, states("done"), "{operation:?}");
        assert_eq!(ours.failed, states("failed"), "{operation:?}");
        let ids: Vec<_> = call.api().operations.iter().map(|one| one.id()).collect();
        for id in [ours.messages, ours.many].into_iter().flatten() {
            assert!(ids.contains(&id), "{operation:?}: {id}");
        }
        long += 1;
    }
    assert!(long >= 4, "only {long} long operations");
}
