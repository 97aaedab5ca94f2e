//! The next tag of an asset.

use httpmock::prelude::*;
use odc_asset_repository_v1::{Client, Tag};
use odc_runtime::client::HttpClient;

/// The next tag, after this response to the request for the highest tag.
async fn next_after(status: u16, body: &str) -> Result<Option<String>, odc_runtime::Error> {
    let server = MockServer::start_async().await;
    let highest = server.mock(|when, then| {
        when.method(GET)
            .path_suffix("/assets/6d3a/highest-tag-revision");
        then.status(status)
            .header("content-type", "application/json")
            .body(body);
    });
    let client = Client::new(&server.base_url(), HttpClient::new()).expect("a client");
    let next = client.next_tag("6d3a").await;
    highest.assert();
    Ok(next?.map(|tag| tag.to_string()))
}

#[tokio::test]
async fn the_next_tag_follows_the_highest_one() {
    for (tag, expected) in [
        ("1.9.9", Some("1.9.10")),
        ("1.0.4294967295", None),
        ("2024-spring", None),
    ] {
        let body = format!(r#"{{"assetKey": "6d3a", "revision": 7, "tag": "{tag}"}}"#);
        let next = next_after(200, &body).await.expect("a tag");
        assert_eq!(next.as_deref(), expected, "{tag}");
    }
}

#[tokio::test]
async fn an_asset_without_tags_gets_the_first_one() {
    let next = next_after(404, "{}").await.expect("a tag");
    assert_eq!(next, Some(Tag::FIRST.to_string()));
    let error = next_after(403, "{}").await.expect_err("it is refused");
    assert!(error.is_permission_denied(), "{error}");
}
