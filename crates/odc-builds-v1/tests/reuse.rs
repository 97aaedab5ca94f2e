//! Which build of a revision is found, if there are several.

use httpmock::prelude::*;
use odc_builds_v1::Client;
use odc_builds_v1::types::BuildType;
use odc_runtime::client::HttpClient;
use serde_json::json;
use uuid::Uuid;

const ASSET: Uuid = Uuid::from_u128(9);

/// The index of the build that is found among these builds. Each has its status and the day of its start.
async fn found(builds: &[(&str, u8)]) -> Option<u128> {
    let server = MockServer::start_async().await;
    let rows = builds.iter().zip(1..).map(|((status, day), number)| {
        let started = format!("2026-03-{day:02}T05:06:07Z");
        json!({"buildKey": Uuid::from_u128(number), "assetKey": ASSET, "assetRevision": 3,
            "status": status, "startedDateTime": started})
    });
    let rows: Vec<_> = rows.collect();
    let list = server.mock(|when, then| {
        let when = when.method(GET).query_param("assetKey", ASSET.to_string());
        when.query_param("assetRevision", "3")
            .query_param("byBuildType", "Release");
        then.status(200).json_body(json!({"builds": rows}));
    });
    let client = Client::new(&server.base_url(), HttpClient::new()).expect("a client");
    let found = client.find_build(ASSET, 3, BuildType::Release).await;
    list.assert();
    found
        .expect("builds")
        .map(|build| build.build_key.as_u128())
}

#[tokio::test]
async fn the_newest_finished_build_is_found() {
    let builds = [
        ("Finished", 1),
        ("Finished", 3),
        ("Finished", 2),
        ("Running", 9),
    ];
    assert_eq!(found(&builds).await, Some(2));
}

#[tokio::test]
async fn a_build_that_has_not_ended_is_found_only_when_none_has_finished() {
    let builds = [("Pending", 1), ("Running", 2), ("FinishedWithErrors", 3)];
    assert_eq!(found(&builds).await, Some(2));
}

#[tokio::test]
async fn a_build_that_nobody_can_deploy_is_not_found() {
    let builds = [
        ("FinishedWithErrors", 1),
        ("Deleted", 2),
        ("ToBeDeleted", 3),
        ("Frozen", 4),
    ];
    assert_eq!(found(&builds).await, None);
    assert_eq!(found(&[]).await, None);
}
