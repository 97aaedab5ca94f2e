//! The client has every operation of its document.

use odc_portfolio_v2::operations;

const DOCUMENT: &str = include_str!("../../../openapi/portfolio-v2.json");

#[test]
fn every_operation_of_the_document_is_generated_or_said_to_be_skipped() {
    assert_eq!(operations::ALL.len() + operations::SKIPPED.len(), 7);
    for operation in operations::ALL {
        assert!(DOCUMENT.contains(operation.path()), "{operation:?}");
    }
}

#[test]
fn a_client_is_made_without_any_call() {
    let client =
        odc_portfolio_v2::Client::new("http://127.0.0.1:9", odc_runtime::client::HttpClient::new());
    assert!(client.is_ok());
}
