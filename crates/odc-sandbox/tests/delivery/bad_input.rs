//! The errors of our clients for a deployment or a tag that the service refuses: one line that says the reason and
//! what to do.

use crate::support::delivery::{Ready, three_stages};
use crate::support::{Caller, text};
use odc_builds_v1::types::BuildType;
use odc_runtime::Error;
use uuid::Uuid;

fn key(text: &str) -> Uuid {
    text.parse().expect("a key")
}

fn number(ready: &Ready) -> i32 {
    i32::try_from(ready.revision).expect("a small number")
}

/// Deploys a build to QA, as a build of this revision of an asset.
async fn deploy(caller: &Caller, ready: &Ready, asset: &str, build: Uuid) -> Error {
    let deployments = odc_deployments_v1::Client::connect(&caller.sandbox.tenant());
    let call = deployments.deploy(key(asset), number(ready), build, ready.stages[1]);
    call.send().await.expect_err("it is refused")
}

/// Asserts that the error is one line with this beginning, before the trace.
fn assert_says(error: &Error, expected: &str) {
    let line = error.to_string();
    assert_eq!(line.lines().count(), 1, "{line}");
    let said = line.split(" (trace ").next();
    assert_eq!(said, Some(expected), "{line}");
}

#[tokio::test]
async fn the_error_for_an_impossible_deployment_is_one_line_that_says_what_to_do() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let debug = caller.builds(&ready.asset, ready.revision, "Debug").await;
    let debug = key(text(&debug[0], "buildKey"));
    let refused = deploy(&caller, &ready, &ready.asset, debug).await;
    assert_says(
        &refused,
        "start_deployment: 400 Bad Request: only a Release build can be deployed; start one",
    );

    let builds = odc_builds_v1::Client::connect(&caller.sandbox.tenant());
    let start = builds.start_build().asset_key(key(&ready.asset));
    let start = start.asset_revision(number(&ready));
    let started = start.build_type(BuildType::Release).send().await;
    let unfinished = started.expect("a build").build_key;
    let refused = deploy(&caller, &ready, &ready.asset, unfinished).await;
    assert_says(
        &refused,
        "start_deployment: 400 Bad Request: the build is not Finished, so it cannot be deployed; wait for it, or start another one",
    );

    let library = caller.assets("LowCodeLibrary").await.remove(0);
    let refused = deploy(&caller, &ready, text(&library, "assetKey"), debug).await;
    assert_says(
        &refused,
        "start_deployment: 400 Bad Request: an asset of this type is not deployed, because the assets that use it contain it; deploy one of those",
    );
}

#[tokio::test]
async fn the_error_for_a_wrong_tag_is_one_line_that_says_what_to_do() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let assets = odc_asset_repository_v1::Client::connect(&caller.sandbox.tenant());
    let tag = async |tag: &str| {
        let call = assets.tag_revision(&ready.asset, number(&ready));
        call.tag(tag).send().await
    };
    tag("70.0.0").await.expect("a tag");
    let highest = assets
        .get_highest_tagged_revision(&ready.asset)
        .send()
        .await;
    let highest = highest.expect("a revision").revision;
    for (wrong, says) in [
        (
            "70.0.0",
            format!(
                "revision {highest} of the asset has the tag 70.0.0 already; choose a tag above 70.0.0"
            ),
        ),
        (
            "69.9.9",
            "tag must be higher than 70.0.0, the highest tag of the asset".to_owned(),
        ),
        (
            "v71",
            "tag must be three whole numbers, such as 1.4.0".to_owned(),
        ),
    ] {
        let refused = tag(wrong).await.expect_err("it is refused");
        assert_says(&refused, &format!("tag_revision: 400 Bad Request: {says}"));
    }
}
