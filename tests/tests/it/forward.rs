//! Tests changes of the service that must not break a client: new fields, new enum values, and fields that become null
//! or are removed. The tests cover every response, every property and every enum of the documents.

use std::collections::BTreeSet;

use odc_runtime::{Error, ErrorKind};
use serde_json::{Map, Value, json};

use crate::support::apis;
use crate::support::calls::{Call, Parameters};
use crate::support::canned::canned;
use crate::support::coverage::assert_same;
use crate::support::documents::Place;
use crate::support::recorder::Recorder;

/// An operation with the documented response.
struct Sampled {
    call: Call,
    status: u16,
    response: Value,
    places: Vec<Place>,
}

impl Sampled {
    async fn decode(&self, response: &Value) -> Result<Value, Error> {
        let base = format!("http://tenant.test{}", self.call.base_path);
        let http = canned(self.status, response);
        (self.call.send)(base, http, Parameters::Required).await
    }

    fn name(&self) -> String {
        format!("{} {:?}", self.call.api().name, self.call.operation)
    }
}

/// Every operation with a JSON response.
fn sampled() -> Vec<Sampled> {
    let of_call = |call: Call| {
        let (status, schema) = call.published().success();
        let (response, places) = call.api().document().sample(schema?);
        Some(Sampled {
            call,
            status,
            response,
            places,
        })
    };
    let sampled: Vec<_> = apis::calls().filter_map(of_call).collect();
    let count = sampled.len();
    assert!(count >= 74, "only {count} operations with a JSON response");
    sampled
}

/// The value without nulls and empty arrays, which mean the same as absent values.
fn without_nothings(value: &Value) -> Value {
    match value {
        Value::Object(object) => object
            .iter()
            .filter(|(_, value)| !value.is_null() && **value != json!([]))
            .map(|(key, value)| (key.clone(), without_nothings(value)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(items) => items.iter().map(without_nothings).collect(),
        other => other.clone(),
    }
}

fn object_at<'a>(response: &'a mut Value, place: &Place) -> &'a mut Map<String, Value> {
    let object = response.pointer_mut(&place.object).expect("an object");
    object.as_object_mut().expect("an object")
}

#[tokio::test]
async fn a_documented_response_is_decoded_without_losing_a_property() {
    for one in sampled() {
        let decoded = one.decode(&one.response).await;
        let decoded = decoded.unwrap_or_else(|error| panic!("{}: {error}", one.name()));
        assert_eq!(decoded, one.response, "{}", one.name());
    }
}

#[tokio::test]
async fn every_operation_accepts_every_2xx_status_and_decodes_what_its_document_promises() {
    let http = reqwest::Client::new();
    let mut others = 0;
    for call in apis::calls() {
        let what = format!("{} {:?}", call.api().name, call.operation);
        let (documented, schema) = call.published().success();
        let response = schema.map(|schema| call.api().document().sample(schema).0);
        let body = response.as_ref().map(Value::to_string).unwrap_or_default();
        for status in [200, 201, 202, 299] {
            let server = Recorder::responding(status, "application/json", body.as_str()).await;
            let base = server.url(call.base_path);
            let decoded = (call.send)(base, http.clone().into(), Parameters::Required).await;
            let decoded = decoded.unwrap_or_else(|error| panic!("{what}, {status}: {error}"));
            assert_eq!(
                decoded,
                response.clone().unwrap_or(Value::Null),
                "{what}, {status}"
            );
            others += usize::from(status != documented);
        }
    }
    assert!(others > 200, "only {others} statuses that no document has");
}

#[tokio::test]
async fn an_unknown_field_in_any_object_is_ignored() {
    let mut objects = 0;
    for one in sampled() {
        let mut response = one.response.clone();
        for place in &one.places {
            let added = json!({ "deep": [1, null, "x"] });
            let object = object_at(&mut response, place);
            objects += usize::from(object.insert("addedLater".to_owned(), added).is_none());
        }
        let decoded = one.decode(&response).await;
        let decoded = decoded.unwrap_or_else(|error| panic!("{}: {error}", one.name()));
        assert_eq!(decoded, one.response, "{}", one.name());
    }
    assert!(objects > 200, "only {objects} objects were tried");
}

/// Changes one property after the other with `take`, and decodes the result.
async fn without_each_property(take: fn(&mut Map<String, Value>, &str), null: bool) {
    let (mut optional, mut required, mut arrays) = (0, 0, 0);
    for one in sampled() {
        for place in &one.places {
            let what = format!("{}: {}", one.name(), place.full_path());
            let mut response = one.response.clone();
            take(object_at(&mut response, place), &place.property);
            let decoded = one.decode(&response).await;
            if place.required {
                required += 1;
                assert_requires(&decoded.expect_err(&what), place, null);
                continue;
            }
            optional += 1;
            let decoded = decoded.unwrap_or_else(|error| panic!("{what}: {error}"));
            assert_eq!(
                without_nothings(&decoded),
                without_nothings(&response),
                "{what}"
            );
            if place.is_array {
                arrays += 1;
                let pointer = format!("{}/{}", place.object, place.property);
                assert_eq!(
                    decoded.pointer(&pointer),
                    Some(&json!([])),
                    "{what} is an empty array"
                );
            }
        }
    }
    assert!(
        optional > 700 && required > 60 && arrays > 80,
        "{optional} {required} {arrays}"
    );
}

fn assert_requires(error: &Error, place: &Place, null: bool) {
    assert_eq!(error.kind(), ErrorKind::Decode, "{place:?}");
    assert!(error.status().is_some_and(|status| status.is_success()));
    let path = error.json_path().expect("a path");
    if null {
        assert_eq!(path, place.full_path(), "{error}");
    } else {
        assert_eq!(path, place.path, "{error}");
        let field = format!("missing field `{}`", place.property);
        assert!(error.to_string().contains(&field), "{error}");
    }
}

#[tokio::test]
async fn any_property_may_become_null_unless_the_client_requires_it() {
    let take = |object: &mut Map<String, Value>, property: &str| {
        object.insert(property.to_owned(), Value::Null);
    };
    without_each_property(take, true).await;
}

#[tokio::test]
async fn any_property_may_be_removed_unless_the_client_requires_it() {
    let take = |object: &mut Map<String, Value>, property: &str| {
        object.remove(property).expect("a property");
    };
    without_each_property(take, false).await;
}

#[tokio::test]
async fn a_value_of_a_wrong_type_is_left_out_or_is_an_error_that_names_the_path_and_does_not_quote_the_value()
 {
    let (mut left_out, mut needed) = (0, BTreeSet::new());
    for one in sampled() {
        for place in &one.places {
            let what = format!("{}: {}", one.name(), place.full_path());
            let mut response = one.response.clone();
            let object = object_at(&mut response, place);
            // This number shows where the value went: no property of the documents is a number with a fraction, and no
            // other text of the test contains it.
            let came = object.insert(place.property.clone(), json!(4711.25));
            let came = came.expect("a property");
            match one.decode(&response).await {
                Ok(decoded) => {
                    assert!(
                        !place.required && !came.is_object() && !came.is_array(),
                        "{what}"
                    );
                    left_out += 1;
                    object_at(&mut response, place).remove(&place.property);
                    let response = without_nothings(&response);
                    assert_eq!(without_nothings(&decoded), response, "{what}");
                }
                Err(error) => {
                    assert_eq!(error.json_path(), Some(&*place.full_path()), "{error}");
                    assert!(
                        !format!("{error} {error:?} {error:#?}").contains("4711.25"),
                        "{error}"
                    );
                    if !place.required && !came.is_object() && !came.is_array() {
                        needed.insert(place.full_path());
                    }
                }
            }
        }
    }
    assert!(left_out > 500, "only {left_out} values were left out");
    let documented = ["page.nextPageOffset", "status"];
    let place = "optional values that a caller cannot do without";
    assert_same(place, needed, documented.map(str::to_owned));
}

#[test]
fn a_client_requires_keys_and_only_the_listed_other_properties() {
    let others = [
        "BuildDetails.assetRevision",
        "Asset.revision",
        "AssetRevisionV1.revision",
        "ApplicationVersion.revision",
        "UploadsResponse.uploadUrl",
        "PublicDeletionAnalysisReport.status",
        "PublicDeletionAnalysisReportPublicAnalysisResult.processStatus",
        "PublicDeploymentAnalysisReport.status",
        "PublicDeploymentAnalysisReportPublicAnalysisResult.processStatus",
    ];
    let mut seen = BTreeSet::new();
    for api in apis::ALL {
        let required = api.document().required();
        assert!(!required.is_empty(), "{}", api.name);
        let keys = |name: &String| name.to_lowercase().ends_with("key");
        seen.extend(required.into_iter().filter(|name| !keys(name)));
    }
    assert_eq!(seen, BTreeSet::from(others.map(str::to_owned)));
}

#[tokio::test]
async fn an_unknown_enum_value_decodes_and_stays_unchanged() {
    let known: BTreeSet<_> = apis::enums()
        .flat_map(|one| one.values.iter().copied())
        .collect();
    let mut seen = 0;
    for one in sampled() {
        for place in &one.places {
            let pointer = format!("{}/{}", place.object, place.property);
            let mut response = one.response.clone();
            let value = response.pointer_mut(&pointer).expect("a value");
            let value = match value {
                Value::Array(items) => items.first_mut(),
                other => Some(other),
            };
            let is_known =
                |value: &&mut Value| value.as_str().is_some_and(|text| known.contains(text));
            let Some(value) = value.filter(is_known) else {
                continue;
            };
            *value = json!("Value_of 2030 é");
            seen += 1;
            let decoded = one.decode(&response).await.expect("a response");
            assert_eq!(decoded, response, "{}", one.name());
        }
    }
    assert!(seen > 60, "only {seen} places were tried");
}

#[test]
fn every_enum_of_the_documents_exists_with_all_its_values() {
    let mut published = Vec::new();
    for api in apis::ALL {
        for schema in api.document().schemas().values() {
            if let Some(values) = schema["enum"].as_array() {
                let values = values.iter().map(|value| value.as_str().expect("text"));
                published.push(values.collect::<Vec<_>>());
            }
        }
    }
    let ours = apis::enums().map(|one| one.values.to_vec());
    assert_same("the values of the enums", ours, published);
}

#[test]
fn every_value_of_every_enum_round_trips_prints_and_can_be_sent() {
    for one in apis::enums() {
        assert!(!one.values.is_empty(), "{}", one.name);
        for value in one.values {
            (one.check)(value, true);
        }
    }
}

#[test]
fn an_unknown_enum_value_round_trips_prints_and_can_be_sent() {
    for one in apis::enums() {
        let lower = one.values[0].to_lowercase();
        let near = [format!(" {}", one.values[0]), format!("{}s", one.values[0])];
        let others = ["Unknown", "", "é ü", "a+b&c=d", "\"quoted\"", "null", "42"];
        let all = others.into_iter().chain(near.iter().map(String::as_str));
        for text in all.chain([lower.as_str()]) {
            (one.check)(text, one.values.contains(&text));
        }
    }
}

#[test]
fn only_a_string_is_an_enum_value() {
    for wrong in [
        json!(1),
        json!(true),
        json!(null),
        json!(["Active"]),
        json!({}),
    ] {
        let status = serde_json::from_value::<odc_identity_v1::types::UserStatus>(wrong.clone());
        assert!(status.is_err(), "{wrong}");
    }
}
