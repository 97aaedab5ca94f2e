//! Assets and revisions: list, read, search, tag, and delete them.

use crate::support::delivery::{NOBODY, three_stages};
use crate::support::{Caller, REPOSITORY, text};
use odc_sandbox::{Permission, Permissions};
use serde_json::{Value, json};

async fn list(caller: &Caller, query: &str) -> Vec<Value> {
    caller
        .get(&format!("{REPOSITORY}/assets?{query}"))
        .await
        .results()
}

async fn tag(
    caller: &Caller,
    asset: &str,
    revision: i64,
    body: &Value,
) -> crate::support::Response {
    let path = format!("{REPOSITORY}/assets/{asset}/revisions/{revision}");
    caller.call("PATCH", &path, body).await
}

/// An app whose newest revision has no tag, with the highest tag of the others.
async fn untagged(caller: &Caller) -> (String, i64, Vec<u32>) {
    for asset in caller.assets("WebApplication").await {
        let key = text(&asset, "assetKey");
        let highest = caller
            .get(&format!("{REPOSITORY}/assets/{key}/highest-tag-revision"))
            .await;
        if asset["tag"].is_null() && highest.status.is_success() {
            let highest = highest.ok();
            let parts = text(&highest, "tag")
                .split('.')
                .map(|one| one.parse().expect("a number"));
            let number = asset["revision"].as_i64().expect("a number");
            return (key.to_owned(), number, parts.collect());
        }
    }
    panic!("each newest revision is tagged");
}

#[tokio::test]
async fn every_type_of_asset_is_listed_with_its_newest_revision() {
    let caller = three_stages().await;
    let all = list(&caller, "limit=1000").await;
    assert_eq!(all.len(), 40 + 16 + 6);
    let kinds: std::collections::BTreeSet<_> =
        all.iter().map(|one| text(one, "assetType")).collect();
    assert_eq!(kinds.len(), 15, "{kinds:?}");
    let names: Vec<_> = all
        .iter()
        .map(|one| text(one, "name").to_lowercase())
        .collect();
    assert!(names.is_sorted());
    for member in ["_embedded", "clonedFromTemplateKey"] {
        assert_eq!(all[0].get(member), Some(&Value::Null), "{member}");
    }
    let page = caller
        .get(&format!("{REPOSITORY}/assets?limit=10&offset=60"))
        .await
        .ok();
    assert_eq!(page["page"]["count"], 2);
    assert_eq!(page["page"]["totalResults"], 62);
    let dates = list(&caller, "sort=-createdAt&limit=1000").await;
    let dates: Vec<_> = dates
        .iter()
        .map(|one| text(one, "createdAt").to_owned())
        .collect();
    assert!(dates.is_sorted_by(|a, b| a >= b));
}

#[tokio::test]
async fn assets_are_filtered() {
    let caller = three_stages().await;
    let all = list(&caller, "limit=1000").await;
    assert_eq!(list(&caller, "nameContains=iNvOice").await.len(), 2);
    assert!(
        list(&caller, "nameOrDescriptionContains=of%20the%20sandbox")
            .await
            .len()
            > 20
    );
    let two = format!(
        "assetKeys={}&assetKeys={}",
        text(&all[3], "assetKey"),
        text(&all[9], "assetKey")
    );
    assert_eq!(list(&caller, &two).await, [all[3].clone(), all[9].clone()]);
    assert_eq!(list(&caller, "metadata.isDeployable=true").await.len(), 40);
    assert_eq!(list(&caller, "metadata.isDeployable=false").await.len(), 22);
    let built_in = list(&caller, "metadata.isBuiltInAsset=true").await;
    assert!(!built_in.is_empty() && built_in.len() < 10);
    assert!(
        list(&caller, "isExternal=true")
            .await
            .iter()
            .all(|one| one["assetType"] == "ExternalLibrary")
    );
    assert_eq!(
        list(&caller, "metadata.urlPathContains=invoiceportal")
            .await
            .len(),
        1
    );
    assert_eq!(
        list(&caller, "metadata.templateType=ApplicationTemplate")
            .await
            .len(),
        1
    );
    let portfolio = text(&all[0], "portfolioKey");
    assert_eq!(
        list(&caller, &format!("portfolioKeys={portfolio}"))
            .await
            .len(),
        62
    );
    assert_eq!(
        list(&caller, &format!("portfolioKeys={NOBODY}"))
            .await
            .len(),
        0
    );
    assert_eq!(list(&caller, "permissionFilter=AppDeploy").await.len(), 62);
    assert_eq!(list(&caller, "permissionFilter=AppMonitor").await.len(), 0);
    for bad in [
        "limit=0",
        "limit=1001",
        "offset=-1",
        "sort=size",
        "embed=all",
        "assetTypes=App",
        "assetKeys=x",
        "permissionFilter=AppSecurityView",
        "isExternal=maybe",
        "metadata.templateType=x",
    ] {
        caller
            .get(&format!("{REPOSITORY}/assets?{bad}"))
            .await
            .problem(400);
    }
}

#[tokio::test]
async fn a_caller_that_may_not_open_assets_sees_none() {
    let caller = three_stages().await;
    let asset = caller.assets("WebApplication").await.remove(0);
    let held = Permissions::none().with(Permission::CreateAssets, &[]);
    let limited = caller.only(held).await;
    assert!(list(&limited, "").await.is_empty());
    let path = format!("{REPOSITORY}/assets/{}", text(&asset, "assetKey"));
    limited.get(&path).await.problem(404);
    let filter = json!({ "assetVersionFilters": [{ "key": asset["assetKey"], "revision": 1 }] });
    let found = limited
        .call("POST", &format!("{REPOSITORY}/assets/search"), &filter)
        .await;
    assert!(found.results().is_empty());
}

#[tokio::test]
async fn a_revision_embeds_its_parts_on_request() {
    let caller = three_stages().await;
    let template = list(&caller, "metadata.templateType=ApplicationTemplate")
        .await
        .remove(0);
    let path = format!("{REPOSITORY}/assets/{}", text(&template, "assetKey"));
    let embeds = "embed=releaseNote&embed=icon,sourceCode&embed=signature&embed=METADATA";
    let whole = caller.get(&format!("{path}?{embeds}")).await.ok();
    let parts = whole["_embedded"].as_object().expect("parts");
    assert_eq!(parts.len(), 5);
    assert_eq!(parts["metadata"]["templateType"], "ApplicationTemplate");
    let one = caller
        .get(&format!("{path}/latest-revision?embed=icon"))
        .await
        .ok();
    assert_eq!(one["_embedded"].as_object().expect("parts").len(), 1);
    caller
        .get(&format!("{path}?embed=everything"))
        .await
        .problem(400);
    let revision = format!("{path}/revisions/{}", template["revision"]);
    let metadata = caller.get(&format!("{revision}/metadata")).await.ok();
    assert_eq!(metadata["isDeployable"], true);
    assert!(metadata.get("commitMessage").is_some());
    for part in ["icon", "signature", "source-code", "release-notes"] {
        caller.get(&format!("{revision}/{part}")).await.ok();
        caller
            .get(&format!("{path}/revisions/99/{part}"))
            .await
            .problem(404);
        caller
            .get(&format!("{path}/revisions/one/{part}"))
            .await
            .problem(400);
    }
    let digest = caller.get(&format!("{revision}/source-code")).await.ok();
    assert_eq!(digest["sourceCodeDigest"], template["modelDigest"]);
    let external = list(&caller, "assetTypes=ExternalLibrary&embed=metadata").await;
    assert_eq!(external[0]["_embedded"]["metadata"]["runtime"], ".NET 10");
}

#[tokio::test]
async fn revisions_are_listed_the_newest_first_and_filtered() {
    let caller = three_stages().await;
    let (asset, newest, _) = untagged(&caller).await;
    let path = format!("{REPOSITORY}/assets/{asset}/revisions");
    let list = async |query: &str| caller.get(&format!("{path}?{query}")).await.results();
    let all = list("").await;
    let numbers: Vec<_> = all
        .iter()
        .map(|one| one["revision"].as_i64().expect("a number"))
        .collect();
    assert_eq!(numbers, (1..=newest).rev().collect::<Vec<_>>());
    assert_eq!(list("sort=revision").await.first(), all.last());
    assert_eq!(list("sort=-revision").await, all);
    let tagged = list("isTagged=true").await;
    assert!(!tagged.is_empty() && tagged.iter().all(|one| one["tag"].is_string()));
    assert_eq!(list("isTagged=false").await.len(), all.len() - tagged.len());
    let by_tag = list("sort=tag").await;
    assert_eq!(
        by_tag[..tagged.len()]
            .iter()
            .filter(|one| one["tag"].is_string())
            .count(),
        tagged.len()
    );
    let falling = list("sort=-tag").await;
    assert_eq!(falling[0], by_tag[tagged.len() - 1]);
    assert_eq!(
        list(&format!("tag={}", text(&tagged[0], "tag"))).await,
        tagged[..1]
    );
    assert_eq!(
        list(&format!("modelDigest={}", text(&all[2], "modelDigest"))).await,
        all[2..3]
    );
    let at = text(&all[2], "createdAt");
    assert_eq!(list(&format!("revisionDateTimeSince={at}")).await, all[..3]);
    assert_eq!(list(&format!("revisionDateTimeTo={at}")).await, all[2..]);
    let with_message = all.iter().find(|one| one["commitMessage"].is_string());
    let message = text(with_message.expect("a message"), "commitMessage").to_uppercase();
    let word = message.split(' ').next().expect("a word");
    assert!(!list(&format!("commitMessage={word}")).await.is_empty());
    for bad in [
        "sort=name",
        "isTagged=2",
        "modelDigest=x",
        "revisionDateTimeTo=now",
        "limit=1001",
    ] {
        caller.get(&format!("{path}?{bad}")).await.problem(400);
    }
    let never = caller.assets("MCPConnection").await.remove(0);
    let highest = format!(
        "{REPOSITORY}/assets/{}/highest-tag-revision",
        text(&never, "assetKey")
    );
    caller.get(&highest).await.problem(404);
}

#[tokio::test]
async fn one_search_finds_several_revisions() {
    let caller = three_stages().await;
    let (asset, newest, _) = untagged(&caller).await;
    let revision = caller
        .get(&format!("{REPOSITORY}/assets/{asset}/revisions/2"))
        .await
        .ok();
    let search = async |filters: Value| {
        let body = json!({ "assetVersionFilters": filters, "embeds": ["metadata"] });
        caller
            .call("POST", &format!("{REPOSITORY}/assets/search"), &body)
            .await
    };
    let found = search(json!([
        { "key": asset, "revision": newest },
        { "key": asset, "digest": revision["modelDigest"] },
        { "key": asset, "revision": 2, "digest": "" },
        { "key": asset, "isHighestTag": true },
        { "key": asset, "revision": 999 },
        { "key": NOBODY, "revision": 1 },
    ]))
    .await
    .results();
    assert_eq!(found.len(), 3, "each once, and what is not there left out");
    assert_eq!(found[1]["revision"], 2);
    assert!(found[0]["_embedded"]["metadata"].is_object());
    for bad in [
        json!([{ "revision": 1 }]),
        json!([{ "key": asset }]),
        json!([{ "key": asset, "revision": 1, "isHighestTag": true }]),
        json!([{ "key": "x", "revision": 1 }]),
        json!([{ "key": asset, "digest": "x" }]),
    ] {
        search(bad).await.problem(400);
    }
    let body = json!({ "embeds": ["nothing"] });
    caller
        .call("POST", &format!("{REPOSITORY}/assets/search"), &body)
        .await
        .problem(400);
}

#[tokio::test]
async fn a_tag_must_be_new_and_higher_and_notes_need_a_tag() {
    let caller = three_stages().await;
    let (asset, newest, highest) = untagged(&caller).await;
    let higher = format!("{}.{}.{}", highest[0], highest[1], highest[2] + 1);
    let lower = "0.0.1";
    let in_use = format!("{}.{}.{}", highest[0], highest[1], highest[2]);
    for bad in ["1", "1.2", "1.2.3.4", "v1.2.3", "1.2.3-beta", ""] {
        let refused = tag(&caller, &asset, newest, &json!({ "tag": bad })).await;
        refused.problem(400);
        assert_eq!(refused.body["errorCode"], "OS-APPS-40020", "{bad}");
    }
    let refused = tag(&caller, &asset, newest, &json!({ "tag": in_use })).await;
    let detail = refused.problem(400);
    let advice = format!("has the tag {in_use} already; choose a tag above {in_use}");
    assert!(detail.contains(&advice), "{detail}");
    assert_eq!(refused.body["errorCode"], "OS-APPS-40021");
    let refused = tag(&caller, &asset, newest, &json!({ "tag": lower })).await;
    refused.problem(400);
    assert_eq!(refused.body["errorCode"], "OS-APPS-40022");
    let refused = tag(&caller, &asset, newest, &json!({ "releaseNotes": "new" })).await;
    assert!(refused.problem(400).contains("need a tag"));
    let tagged = json!({ "tag": higher, "releaseNotes": "<b>New</b>", "commitMessage": "Done" });
    let done = tag(&caller, &asset, newest, &tagged).await;
    assert_eq!(done.status.as_u16(), 204);
    let revision = format!("{REPOSITORY}/assets/{asset}/revisions/{newest}");
    let read = caller.get(&revision).await.ok();
    assert_eq!(
        (&read["tag"], &read["commitMessage"]),
        (&json!(higher), &json!("Done"))
    );
    assert!(read["taggedAt"].is_string() && read["taggedBy"].is_string());
    let notes = caller.get(&format!("{revision}/release-notes")).await.ok();
    assert_eq!(notes, json!({ "tag": higher, "content": "<b>New</b>" }));
    let shown = caller
        .deployed(&asset, caller.sandbox.stages()[0].key)
        .await
        .expect("deployed");
    assert_eq!(shown["tag"], json!(higher), "the portfolio shows it too");
    let again = tag(&caller, &asset, newest, &json!({ "tag": higher })).await;
    assert_eq!(again.body["errorCode"], "OS-APPS-40021");
    tag(&caller, &asset, newest, &json!({ "tag": null }))
        .await
        .ok();
    let notes = caller.get(&format!("{revision}/release-notes")).await.ok();
    assert_eq!(notes, json!({ "tag": null, "content": null }));
    let read = caller.get(&revision).await.ok();
    assert_eq!(read["commitMessage"], "Done", "what is absent stays");
    let long = json!({ "commitMessage": "x".repeat(2001) });
    tag(&caller, &asset, newest, &long).await.problem(400);
    tag(&caller, &asset, 999, &json!({})).await.problem(404);
    tag(&caller, NOBODY, 1, &json!({})).await.problem(404);
}

#[tokio::test]
async fn either_permission_is_enough_to_tag() {
    for permission in [Permission::ChangeAssets, Permission::ReleaseAssets] {
        let caller = three_stages().await;
        let (asset, newest, highest) = untagged(&caller).await;
        let limited = caller.only(Permissions::none().with(permission, &[])).await;
        let body = json!({ "tag": format!("{}.0.0", highest[0] + 1) });
        tag(&limited, &asset, newest, &body).await.ok();
    }
}

#[tokio::test]
async fn an_asset_in_production_can_be_deleted_when_the_sandbox_allows_it() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let body = json!({ "inProduction": true });
    let set = caller.control("PUT", "/deletion", body).await;
    assert_eq!(set.status.as_u16(), 204);
    let path = format!("{REPOSITORY}/assets/{}", ready.asset);
    caller.call("DELETE", &path, &Value::Null).await.ok();
    caller.get(&path).await.problem(404);
}

#[tokio::test]
async fn a_deleted_asset_is_removed_everywhere() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let path = format!("{REPOSITORY}/assets/{}", ready.asset);
    let live = caller.call("DELETE", &path, &Value::Null).await;
    assert!(live.problem(400).contains("undeploy it there first"));
    let bad = json!({ "inProduction": 1 });
    caller.control("PUT", "/deletion", bad).await.problem(400);
    let undeploy = json!({
        "operation": "Undeploy", "assetKey": ready.asset, "environmentKey": ready.stages[2],
    });
    caller.deploy(&undeploy).await.ok();
    caller.pass(3);
    let gone = caller.call("DELETE", &path, &Value::Null).await;
    assert_eq!(gone.status.as_u16(), 204);
    caller.get(&path).await.problem(404);
    caller
        .call("DELETE", &path, &Value::Null)
        .await
        .problem(404);
    assert!(
        caller
            .deployed(&ready.asset, ready.stages[0])
            .await
            .is_none()
    );
    let roles = caller
        .all(&format!("/application-roles?assetKey={}", ready.asset))
        .await;
    assert!(roles.is_empty());
    let operations = format!(
        "{}/deployment-operations?assetKey={}",
        crate::support::DEPLOYMENTS,
        ready.asset
    );
    assert!(caller.get(&operations).await.results().is_empty());
    let build = format!(
        "{}/build-operations/{}",
        crate::support::BUILDS,
        ready.build
    );
    caller.get(&build).await.problem(404);
    let built_in = list(&caller, "metadata.isBuiltInAsset=true")
        .await
        .remove(0);
    let path = format!("{REPOSITORY}/assets/{}", text(&built_in, "assetKey"));
    caller
        .call("DELETE", &path, &Value::Null)
        .await
        .problem(400);
    // A snapshot of the remaining data can be restored.
    let snapshot = caller.control("GET", "/snapshot", Value::Null).await.ok();
    caller.control("PUT", "/snapshot", snapshot).await.ok();
}
