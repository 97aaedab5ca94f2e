//! The client has every operation of its document.

use odc_portfolio_v2::{Client, operations};

const DOCUMENT: &str = include_str!("../../../openapi/portfolio-v2.json");

#[test]
fn every_operation_of_the_document_is_generated_or_listed_as_skipped() {
    let document: serde_json::Value = serde_json::from_str(DOCUMENT).unwrap();
    let items = document["paths"].as_object().unwrap().values();
    let members = items.flat_map(|item| item.as_object().unwrap().keys());
    let shared = ["parameters", "servers", "summary", "description", "$ref"];
    let count = members
        .filter(|member| !shared.contains(&member.as_str()) && !member.starts_with("x-"))
        .count();
    let known = operations::ALL.len() + operations::SKIPPED.len();
    assert_eq!(known, count);
    for operation in operations::ALL {
        let path = operation.path();
        assert!(document["paths"].get(path).is_some(), "{path}");
    }
}

#[test]
fn making_a_client_makes_no_call() {
    let http = odc_runtime::client::HttpClient::new();
    assert!(Client::new("http://127.0.0.1:9", http).is_ok());
}
