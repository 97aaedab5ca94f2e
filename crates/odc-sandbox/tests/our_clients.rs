//! The generated clients against the sandbox, as a user's test would use both.

use futures::TryStreamExt as _;
use odc_sandbox::Sandbox;

#[tokio::test]
async fn the_tenant_of_a_sandbox_is_all_that_a_client_needs() {
    let sandbox = Sandbox::builder()
        .users(230)
        .start()
        .await
        .expect("a sandbox");
    let tenant = sandbox.tenant();
    let identity = odc_identity_v1::Client::connect(&tenant);
    let users: Vec<_> = identity
        .list_users()
        .stream()
        .try_collect()
        .await
        .expect("users");
    assert_eq!(users.len(), 230);
    let portfolio = odc_portfolio_v1::Client::connect(&tenant);
    let stages = portfolio.list_environments().send().await.expect("stages");
    assert_eq!(stages.results.len(), sandbox.stages().len());
    let assets = portfolio
        .list_deployed_assets()
        .limit(10)
        .send()
        .await
        .expect("assets");
    assert_eq!(assets.results.len(), 10);
}

#[tokio::test]
async fn a_client_lives_through_the_expiry_of_its_token() {
    let sandbox = Sandbox::start().await.expect("a sandbox");
    let identity = odc_identity_v1::Client::connect(&sandbox.tenant());
    identity.count_users().send().await.expect("a count");
    sandbox
        .clock()
        .advance(std::time::Duration::from_secs(13 * 3600));
    identity
        .count_users()
        .send()
        .await
        .expect("a count with a fresh token");
}
