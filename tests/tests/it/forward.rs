//! Changes of the service that must not break a client: new fields, new enum values, and fields that become null or
//! are removed. The documents drive the tests: every response of every operation, every property, every enum.

use std::collections::BTreeSet;
use std::fmt::Debug;

use odc_runtime::{Error, ErrorKind};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::support::calls::{self, Call};
use crate::support::canned::{canned, offline};
use crate::support::documents::{self, Document, Place};

/// An operation with the documented response.
struct Sampled {
    call: Call,
    status: u16,
    response: Value,
    places: Vec<Place>,
}

impl Sampled {
    async fn decode(&self, response: &Value) -> Result<Value, Error> {
        let base = format!("http://tenant.test{}", self.call.api);
        (self.call.send)(base, canned(self.status, response)).await
    }
}

/// Every operation with a JSON response.
fn sampled() -> Vec<Sampled> {
    let identity = documents::identity();
    let portfolio = documents::portfolio();
    let mut sampled = of_document(
        identity,
        odc_identity_v1::operations::ALL,
        calls::identity(),
    );
    sampled.extend(of_document(
        portfolio,
        odc_portfolio_v1::operations::ALL,
        calls::portfolio(),
    ));
    sampled.extend(of_document(
        documents::portfolio_v2(),
        odc_portfolio_v2::operations::ALL,
        calls::portfolio_v2(),
    ));
    assert_eq!(sampled.len(), 30, "operations with a JSON response");
    sampled
}

fn of_document(
    document: &Document,
    operations: &[&odc_runtime::Operation],
    calls: Vec<Call>,
) -> Vec<Sampled> {
    let published = document.operations();
    calls
        .into_iter()
        .filter_map(|call| {
            let operation = operations.iter().find(|one| one.id() == call.id)?;
            let one = published
                .iter()
                .find(|one| one.id() == operation.operation_id())?;
            let (status, schema) = one.success();
            let (response, places) = document.sample(schema?);
            Some(Sampled {
                call,
                status,
                response,
                places,
            })
        })
        .collect()
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

fn add_to_every_object(value: &mut Value) -> usize {
    match value {
        Value::Object(object) => {
            let added: usize = object.values_mut().map(add_to_every_object).sum();
            object.insert("addedLater".to_owned(), json!({ "deep": [1, null, "x"] }));
            added + 1
        }
        Value::Array(items) => items.iter_mut().map(add_to_every_object).sum(),
        _ => 0,
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
        let decoded = decoded.unwrap_or_else(|error| panic!("{}: {error}", one.call.id));
        assert_eq!(decoded, one.response, "{}", one.call.id);
    }
}

#[tokio::test]
async fn an_unknown_field_in_any_object_is_ignored() {
    let mut objects = 0;
    for one in sampled() {
        let mut response = one.response.clone();
        objects += add_to_every_object(&mut response);
        let decoded = one.decode(&response).await;
        let decoded = decoded.unwrap_or_else(|error| panic!("{}: {error}", one.call.id));
        assert_eq!(decoded, one.response, "{}", one.call.id);
    }
    assert!(objects > 70, "only {objects} objects were tried");
}

/// Changes one property after the other with `take`, and decodes the result.
async fn without_each_property(take: fn(&mut Map<String, Value>, &str), null: bool) {
    let (mut optional, mut required, mut arrays) = (0, 0, 0);
    for one in sampled() {
        for place in &one.places {
            let what = format!("{}: {}", one.call.id, place.full_path());
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
        optional > 300 && required > 20 && arrays > 40,
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
async fn the_error_of_a_wrong_type_names_the_path_and_does_not_quote_the_value() {
    for one in sampled() {
        for place in &one.places {
            let mut response = one.response.clone();
            // No property is a number with a fraction, and no text of ours contains this number.
            object_at(&mut response, place).insert(place.property.clone(), json!(4711.25));
            let error = one.decode(&response).await;
            let error = error.expect_err("a number");
            assert_eq!(error.json_path(), Some(&*place.full_path()), "{error}");
            assert!(
                !format!("{error} {error:?} {error:#?}").contains("4711.25"),
                "{error}"
            );
        }
    }
}

#[test]
fn a_client_requires_only_keys() {
    for (_, document) in documents::all() {
        let required = document.required();
        assert!(!required.is_empty());
        for pointer in required {
            assert!(pointer.to_lowercase().ends_with("key"), "{pointer}");
        }
    }
}

#[tokio::test]
async fn an_unknown_enum_value_decodes_and_stays_unchanged() {
    let mut seen = 0;
    for one in sampled() {
        let known: BTreeSet<_> = every_enum()
            .into_iter()
            .flat_map(|one| one.values.iter().copied())
            .collect();
        for place in &one.places {
            let pointer = format!("{}/{}", place.object, place.property);
            let mut response = one.response.clone();
            let value = response.pointer_mut(&pointer).expect("a value");
            let value = match value {
                Value::Array(items) => &mut items[0],
                other => other,
            };
            if !value.as_str().is_some_and(|text| known.contains(text)) {
                continue;
            }
            *value = json!("Value_of 2030 é");
            seen += 1;
            let decoded = one.decode(&response).await.expect("a response");
            assert_eq!(decoded, response, "{}", one.call.id);
        }
    }
    assert!(seen > 30, "only {seen} places were tried");
}

/// An enum under test.
struct Enum {
    name: &'static str,
    values: &'static [&'static str],
    check: fn(&str, bool),
}

/// Checks everything that must be true for one value of one enum.
fn check<E>(name: &str, text: &str, known: bool, is_known: fn(&E) -> bool)
where
    E: for<'a> From<&'a str> + From<String> + Serialize + DeserializeOwned,
    E: std::fmt::Display + std::str::FromStr<Err = std::convert::Infallible>,
    E: Eq + Debug + Clone + AsRef<str>,
{
    let what = format!("{name} {text:?}");
    let encoded = Value::from(text);
    let value: E = serde_json::from_value(encoded.clone()).expect(&what);
    assert_eq!(is_known(&value), known, "{what}");
    assert_eq!(value.to_string(), text, "{what} prints unchanged");
    assert_eq!(value.as_ref(), text, "{what}");
    assert_eq!(
        serde_json::to_value(&value).expect(&what),
        encoded,
        "{what} round-trips"
    );
    assert_eq!(
        serde_json::from_str::<E>(&encoded.to_string()).expect(&what),
        value
    );
    for same in [
        E::from(text),
        E::from(text.to_owned()),
        text.parse().expect(&what),
    ] {
        assert_eq!((is_known(&same), &same), (known, &value), "{what}");
    }
    assert_eq!(
        query_of(&value),
        [("value".to_owned(), text.to_owned())],
        "{what}"
    );
    assert_eq!(
        query_of(&vec![value.clone(), value]),
        vec![("value".to_owned(), text.to_owned()); 2],
        "{what}"
    );
}

/// The query that a generated call makes from a parameter.
fn query_of<T: Serialize>(value: &T) -> Vec<(String, String)> {
    let request = offline()
        .get("http://tenant.test/")
        .query(&odc_runtime::client::QueryParam::new("value", &Some(value)))
        .build()
        .expect("a request");
    request.url().query_pairs().into_owned().collect()
}

macro_rules! enums {
    ($types:ident: $($name:ident),* $(,)?) => {
        vec![ $( Enum {
            name: stringify!($name),
            values: $types::types::$name::VALUES,
            check: |text, known| check::<$types::types::$name>(
                stringify!($name),
                text,
                known,
                |value| {
                    let unknown = matches!(value, $types::types::$name::Unknown(_));
                    assert_eq!(value.is_unknown(), unknown);
                    !unknown
                },
            ),
        } ),* ]
    };
}

fn every_enum() -> Vec<Enum> {
    let mut enums = enums! { odc_identity_v1:
        PermissionScope, AssignmentSource, BulkRecordStatus, BulkStatus,
        ClientAssertionSigningAlgorithm, ClientAuthenticationMethod, EmailTrustType, Hosting,
        MembershipType, PermissionVisibility, OrganizationRoleAssignmentScope, PkceMethod,
        PermissionPortfolio, ProfileLinkingField, ProviderSubtype, ProviderType, PermissionStage,
        UserEmbed, UserStatus,
    };
    enums.extend(enums! { odc_portfolio_v1: EnvironmentPurpose });
    enums.extend(enums! { odc_portfolio_v2:
        EnvironmentPurpose, LibraryRevisionsFilter, SelfHostedState,
    });
    enums
}

#[test]
fn every_enum_of_the_documents_exists_with_all_its_values() {
    let mut published = Vec::new();
    for (_, document) in documents::all() {
        let schemas = document.json["components"]["schemas"].as_object();
        for schema in schemas.expect("schemas").values() {
            if let Some(values) = schema["enum"].as_array() {
                let values = values.iter().map(|value| value.as_str().expect("text"));
                published.push(values.collect::<Vec<_>>());
            }
        }
    }
    let mut ours: Vec<_> = every_enum()
        .into_iter()
        .map(|one| one.values.to_vec())
        .collect();
    published.sort();
    ours.sort();
    assert_eq!(ours, published);
}

#[test]
fn every_value_of_every_enum_round_trips_prints_and_can_be_sent() {
    for one in every_enum() {
        assert!(!one.values.is_empty(), "{}", one.name);
        for value in one.values {
            (one.check)(value, true);
        }
    }
}

#[test]
fn an_unknown_enum_value_round_trips_prints_and_can_be_sent() {
    for one in every_enum() {
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
