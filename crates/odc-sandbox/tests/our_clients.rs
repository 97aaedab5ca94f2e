//! The generated clients with the sandbox, in the way that a user's test uses both.

use futures::TryStreamExt as _;
use odc_portfolio_v2::types::{EnvironmentUpdate, LibraryRevisionsFilter};
use odc_sandbox::Sandbox;

#[tokio::test]
async fn a_client_only_needs_the_tenant_of_a_sandbox() {
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
async fn version_2_lists_and_changes_through_its_own_client() {
    let builder = Sandbox::builder().stages(4).offset_past_end(true);
    let sandbox = builder.start().await.expect("a sandbox");
    let portfolio = odc_portfolio_v2::Client::connect(&sandbox.tenant());
    let stages = sandbox.stages();
    let (qa, staging) = (stages[1].key, stages[2].key);
    let update = portfolio.update_environment(qa).name("Tests");
    update.send().await.expect("renamed");
    let swapped = [(qa, 2), (staging, 1)].map(|(key, order)| {
        let update = EnvironmentUpdate::builder().key(key).order(order);
        update.build().expect("an update")
    });
    let batch = portfolio.update_environments().environments(swapped);
    batch.send().await.expect("swapped");
    let names: Vec<_> = sandbox.stages().into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["Development", "Staging", "Tests", "Production"]);
    let libraries = portfolio
        .list_libraries()
        .revisions(LibraryRevisionsFilter::All)
        .sort(["PublishDateTime:desc"])
        .limit(5);
    let libraries: Vec<_> = libraries.stream().try_collect().await.expect("libraries");
    assert_eq!(libraries.len(), 16);
    let assets = portfolio.list_deployed_assets().limit(10).stream();
    let assets: Vec<_> = assets.try_collect().await.expect("assets");
    assert_eq!(assets.len(), 40);
    let portfolios = portfolio.list_portfolios().send().await.expect("a list");
    let rename = portfolio.update_portfolio(portfolios.results[0].key);
    rename.name("Core").send().await.expect("renamed");
}

#[tokio::test]
async fn a_client_continues_after_its_token_has_expired() {
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
