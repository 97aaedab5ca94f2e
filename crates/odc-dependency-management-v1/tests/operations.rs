//! The client has every operation of its document.

use odc_dependency_management_v1::{Client, operations};

const DOCUMENT: &str = include_str!("../../../openapi/dependency-management-v1.json");

#[test]
fn every_operation_of_the_document_is_generated_or_listed_as_skipped() {
    let document: serde_json::Value = serde_json::from_str(DOCUMENT).unwrap();
    let items = document["paths"].as_object().unwrap().values();
    let members = items.filter_map(|item| item.as_object()).flatten();
    let methods = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ];
    let count = members
        .filter(|(name, operation)| methods.contains(&name.as_str()) && operation.is_object())
        .count();
    let known = operations::ALL.len() + operations::SKIPPED.len();
    assert_eq!(known, count);
    for operation in operations::ALL {
        let path = operation.path();
        assert!(document["paths"].get(path).is_some(), "{path}");
    }
}

#[test]
fn a_client_is_made_without_a_request() {
    let http = odc_runtime::client::HttpClient::new();
    assert!(Client::new("http://127.0.0.1:9", http).is_ok());
}
