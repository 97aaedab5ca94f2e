//! Which assets use which others, and what a deployment or deletion would break.

use crate::support::delivery::{NOBODY, three_stages};
use crate::support::{Caller, DEPENDENCIES, REPOSITORY, text};
use std::time::Duration;

use odc_sandbox::{Permission, Permissions, Sandbox};
use serde_json::{Value, json};

async fn results(caller: &Caller, path: &str) -> Vec<Value> {
    caller.get(&format!("{DEPENDENCIES}{path}")).await.results()
}

/// The depth of a tree.
fn depth(tree: &[Value]) -> usize {
    let below = |one: &Value| one["producers"].as_array().map_or(0, |below| depth(below));
    tree.iter().map(|one| 1 + below(one)).max().unwrap_or(0)
}

/// All keys of a tree.
fn keys(tree: &[Value], into: &mut Vec<String>) {
    for one in tree {
        into.push(text(one, "key").to_owned());
        if let Some(below) = one["producers"].as_array() {
            keys(below, into);
        }
    }
}

/// The app with the deepest graph, with its newest revision.
async fn deepest(caller: &Caller) -> (String, i64, Vec<Value>) {
    let mut best = (String::new(), 0, Vec::new());
    for asset in caller.assets("WebApplication").await {
        let (key, revision) = (
            text(&asset, "assetKey"),
            asset["revision"].as_i64().expect("a number"),
        );
        let tree = results(
            caller,
            &format!("/assets/{key}/revisions/{revision}/producer-graph"),
        )
        .await;
        if depth(&tree) > depth(&best.2) {
            best = (key.to_owned(), revision, tree);
        }
    }
    best
}

#[tokio::test]
async fn the_graph_has_four_levels_and_the_list_has_each_producer_once() {
    let caller = three_stages().await;
    let (asset, revision, tree) = deepest(&caller).await;
    assert!(depth(&tree) >= 4, "{}", depth(&tree));
    let path = format!("/assets/{asset}/revisions/{revision}/producers");
    let list = results(&caller, &path).await;
    let mut all = Vec::new();
    keys(&tree, &mut all);
    let mut flat: Vec<_> = list.iter().map(|one| text(one, "key").to_owned()).collect();
    all.sort();
    all.dedup();
    flat.sort();
    assert_eq!(flat, all);
    let names: Vec<_> = list
        .iter()
        .map(|one| text(one, "name").to_lowercase())
        .collect();
    assert!(names.is_sorted());
    let reversed = results(&caller, &format!("{path}?sort=-name")).await;
    assert_eq!(reversed.first(), list.last());
    let direct = results(&caller, &format!("{path}?maxDepth=1")).await;
    assert_eq!(direct.len(), tree.len());
    assert!(direct.iter().all(|one| one["isDirectProducer"] == true));
    let graph = format!("/assets/{asset}/revisions/{revision}/producer-graph");
    assert_eq!(
        depth(&results(&caller, &format!("{graph}?maxDepth=2")).await),
        2
    );
    let libraries = results(&caller, &format!("{path}?producerTypeFilter=libraries")).await;
    assert!(
        !libraries.is_empty()
            && libraries
                .iter()
                .all(|one| text(one, "type").ends_with("Library"))
    );
    let apps = results(&caller, &format!("{path}?producerTypeFilter=Deployable")).await;
    assert!(
        apps.iter()
            .all(|one| !text(one, "type").ends_with("Library"))
    );
    for bad in [
        "maxDepth=-1",
        "maxDepth=x",
        "producerTypeFilter=Apps",
        "sort=key",
        "environmentKey=x",
    ] {
        caller
            .get(&format!("{DEPENDENCIES}{path}?{bad}"))
            .await
            .problem(400);
        caller
            .get(&format!("{DEPENDENCIES}{graph}?{bad}"))
            .await
            .problem(400);
    }
    caller
        .get(&format!("{DEPENDENCIES}{path}?environmentKey={NOBODY}"))
        .await
        .problem(404);
}

#[tokio::test]
async fn assets_that_use_each_other_do_not_repeat_below_themselves() {
    let caller = three_stages().await;
    let mut found = false;
    for asset in caller.assets("WebApplication").await {
        let key = text(&asset, "assetKey");
        let path = format!("/assets/{key}/revisions/{}/producers", asset["revision"]);
        let producers = results(&caller, &path).await;
        found |= producers.iter().any(|one| {
            let below = one["producers"].as_array();
            below.is_some_and(|below| below.contains(&json!(key)))
        });
        let tree = results(&caller, &path.replace("producers", "producer-graph")).await;
        let mut all = Vec::new();
        keys(&tree, &mut all);
        assert!(!all.contains(&key.to_owned()));
    }
    assert!(found, "two assets use each other");
}

#[tokio::test]
async fn consumers_are_the_other_side_of_producers() {
    let caller = three_stages().await;
    let (asset, revision, _) = deepest(&caller).await;
    let path = format!("/assets/{asset}/revisions/{revision}/producers?maxDepth=1");
    let producers = results(&caller, &path).await;
    for producer in &producers {
        let key = text(producer, "key");
        let consumers = results(&caller, &format!("/assets/{key}/consumers")).await;
        assert!(
            consumers.iter().any(|one| one["key"] == json!(asset)),
            "{producer}"
        );
        let of_revision = format!("/assets/{key}/revisions/{}/consumers", producer["revision"]);
        let consumers = results(&caller, &of_revision).await;
        assert!(consumers.iter().any(|one| one["key"] == json!(asset)));
        let many = results(
            &caller,
            &format!("/assets/{key}/consumers?allowMultipleVersions=true"),
        )
        .await;
        assert!(many.len() > consumers.len());
    }
    let library = producers
        .iter()
        .find(|one| text(one, "type").ends_with("Library"))
        .expect("a library");
    let elements = format!(
        "/assets/{}/revisions/{}/public-elements",
        text(library, "key"),
        library["revision"]
    );
    let elements = results(&caller, &elements).await;
    let used = format!("/assets/{asset}/revisions/{revision}/referenced-elements");
    let used = results(&caller, &used).await;
    let first = elements
        .iter()
        .find(|one| used.iter().any(|used| used["key"] == one["key"]));
    let path = format!("/assets/{}/consumers", text(library, "key"));
    let query = format!(
        "{path}?publicElementKey={}",
        text(first.expect("a used one"), "key")
    );
    assert!(
        results(&caller, &query)
            .await
            .iter()
            .any(|one| one["key"] == json!(asset))
    );
    assert!(
        results(&caller, &format!("{path}?publicElementKey={NOBODY}"))
            .await
            .is_empty()
    );
    for bad in ["sort=key", "publicElementKey=x", "allowMultipleVersions=2"] {
        caller
            .get(&format!("{DEPENDENCIES}{path}?{bad}"))
            .await
            .problem(400);
    }
    // Only assets that run in the stage count.
    let undeployed = json!({ "operation": "Undeploy", "assetKey": asset, "environmentKey": caller.sandbox.stages()[0].key });
    caller.deploy(&undeployed).await.ok();
    caller.pass(3);
    assert!(
        results(&caller, &path)
            .await
            .iter()
            .all(|one| one["key"] != json!(asset))
    );
}

#[tokio::test]
async fn elements_are_public_or_hidden_and_can_be_searched() {
    let caller = three_stages().await;
    let library = caller.assets("LowCodeLibrary").await.remove(0);
    let path = format!(
        "/assets/{}/revisions/{}/public-elements",
        text(&library, "assetKey"),
        library["revision"]
    );
    let all = results(&caller, &path).await;
    let shown = results(&caller, &format!("{path}?includeHidden=false")).await;
    assert!(shown.len() < all.len() && shown.iter().all(|one| one["isHidden"] == false));
    caller
        .get(&format!("{DEPENDENCIES}{path}?includeHidden=x"))
        .await
        .problem(400);
    caller
        .get(&format!("{DEPENDENCIES}{path}?sort=x"))
        .await
        .problem(400);
    let search = async |body: &Value| {
        caller
            .call(
                "POST",
                &format!("{DEPENDENCIES}/public-elements/search"),
                body,
            )
            .await
    };
    let everything = search(&Value::Null).await.ok();
    assert_eq!(everything["page"]["count"], 100);
    let here = search(&json!({ "assetFilters": [{ "key": library["assetKey"] }] }))
        .await
        .results();
    assert_eq!(here, all);
    let by_digest = json!({ "assetFilters": [{ "key": library["assetKey"], "digest": library["modelDigest"] }], "includeHidden": false });
    assert_eq!(search(&by_digest).await.results(), shown);
    let name = text(&all[0], "name").to_uppercase();
    let named = search(&json!({ "elementNameContains": name }))
        .await
        .results();
    assert_eq!(named[0]["key"], all[0]["key"]);
    let kinds = search(&json!({ "elementType": "screen", "limit": 5, "offset": 5 }))
        .await
        .ok();
    assert_eq!(kinds["page"]["offset"], 5);
    assert!(
        kinds["results"]
            .as_array()
            .expect("rows")
            .iter()
            .all(|one| one["type"] == "Screen")
    );
    let described = search(&json!({ "elementNameOrDescriptionContains": "screen of" }))
        .await
        .results();
    assert!(!described.is_empty());
    let falling = search(&json!({ "sort": "name", "sortAscending": false, "assetFilters": [{ "key": library["assetKey"] }] })).await.results();
    assert_eq!(falling.first(), all.last());
    let elsewhere = json!({ "consumerPortfolioKeys": [NOBODY], "elementType": "Screen" });
    assert!(
        search(&elsewhere).await.results().is_empty(),
        "elements of apps stay in their portfolio"
    );
    for bad in [
        json!({ "limit": 0 }),
        json!({ "offset": -1 }),
        json!({ "sort": "size" }),
        json!({ "assetFilters": [{ "key": "x" }] }),
        json!({ "consumerPortfolioKeys": ["x"] }),
    ] {
        search(&bad).await.problem(400);
    }
    let limited = caller
        .only(Permissions::none().with(Permission::CreateAssets, &[]))
        .await;
    let path = format!("{DEPENDENCIES}/public-elements/search");
    assert!(
        limited
            .call("POST", &path, &Value::Null)
            .await
            .results()
            .is_empty()
    );
}

#[tokio::test]
async fn a_caller_that_may_not_open_assets_sees_no_dependencies() {
    let caller = three_stages().await;
    let (asset, revision, _) = deepest(&caller).await;
    let paths = [
        "/consumers".to_owned(),
        format!("/revisions/{revision}/producers"),
        format!("/revisions/{revision}/producer-graph"),
        format!("/revisions/{revision}/public-elements"),
    ]
    .map(|list| format!("{DEPENDENCIES}/assets/{asset}{list}"));
    for path in &paths {
        caller.get(path).await.ok();
    }
    let limited = caller
        .only(Permissions::none().with(Permission::CreateAssets, &[]))
        .await;
    for path in &paths {
        limited.get(path).await.problem(404);
    }
}

#[tokio::test]
async fn deleting_an_asset_that_production_uses_is_an_error() {
    let caller = three_stages().await;
    let (asset, revision, _) = deepest(&caller).await;
    let path = format!("/assets/{asset}/revisions/{revision}/producers");
    let producers = results(&caller, &path).await;
    let mut severities = std::collections::BTreeSet::new();
    let mut seen = std::collections::BTreeSet::new();
    for producer in &producers {
        let done = caller
            .analyse("deletion", &json!({ "assetKey": producer["key"] }))
            .await;
        assert_eq!(
            (&done["processStatus"], &done["environmentKey"]),
            (&json!("Finished"), &Value::Null)
        );
        let report = &done["report"];
        severities.insert(text(report, "status").to_owned());
        let impacted = report["impactedAssets"].as_array().expect("assets");
        let here = impacted.iter().find(|one| one["assetKey"] == json!(asset));
        // Elements that an app uses from another app are not a part of it.
        assert!(
            here.is_some() || producer["isDirectProducer"] == false,
            "{producer}"
        );
        let rows = impacted
            .iter()
            .filter_map(|one| one["deployedRevisions"].as_array());
        for row in rows.flatten() {
            let between = &row["indirectDependencies"][0]["indirectElements"][0]["name"];
            assert_eq!(
                row["consumerType"] == "Indirect",
                between.is_string(),
                "{row}"
            );
            seen.insert(text(row, "consumerType").to_owned());
        }
    }
    assert_eq!(seen.len(), 2, "direct and indirect consumers");
    assert!(severities.contains("ErrorsFound"), "{severities:?}");
    let unused =
        json!({ "assetCreationDetails": { "assetName": "Unused", "assetType": "WebApplication" } });
    let unused = caller
        .call("POST", &format!("{REPOSITORY}/assets"), &unused)
        .await
        .ok();
    let done = caller
        .analyse("deletion", &json!({ "assetKey": unused["applicationKey"] }))
        .await;
    assert_eq!(done["report"]["status"], "NoIssuesFound");
    let path = format!("{DEPENDENCIES}/deletion-analyses");
    caller
        .call("POST", &path, &json!({ "assetKey": NOBODY }))
        .await
        .problem(404);
    caller.call("POST", &path, &json!({})).await.problem(400);
    caller
        .call("POST", &path, &json!({ "assetKey": "x" }))
        .await
        .problem(400);
}

#[tokio::test]
async fn a_missing_producer_is_a_warning_and_a_name_in_use_is_an_error() {
    let caller = three_stages().await;
    let mut ready = caller.ready().await;
    let production = ready.stages[2];
    let mut producers = Vec::new();
    for asset in caller.assets("WebApplication").await {
        text(&asset, "assetKey").clone_into(&mut ready.asset);
        let path = format!(
            "/assets/{}/revisions/{}/producers?maxDepth=1&producerTypeFilter=Deployable",
            ready.asset, ready.revision
        );
        producers = results(&caller, &path).await;
        if !producers.is_empty() {
            break;
        }
    }
    let builds = caller.builds(&ready.asset, ready.revision, "Release").await;
    text(&builds[0], "buildKey").clone_into(&mut ready.build);
    let producer = producers.first().expect("an app that it uses");
    let undeploy = json!({ "operation": "Undeploy", "assetKey": producer["key"], "environmentKey": production });
    caller.deploy(&undeploy).await;
    caller.pass(3);
    let wanted = json!({ "assetKey": ready.asset, "revision": ready.revision, "environmentKey": production });
    let done = caller.analyse("deployment", &wanted).await;
    let report = &done["report"];
    assert_eq!(report["status"], "WarningsFound");
    let rows = report["impactedAssets"].as_array().expect("rows");
    let missing = rows
        .iter()
        .find(|one| one["assetKey"] == producer["key"])
        .expect("the producer");
    assert_eq!(
        missing["applicationLevelIssues"][0]["conflictType"],
        "MissingApplication"
    );
    assert_eq!(
        missing["applicationLevelIssues"][0]["hint"],
        producer["name"]
    );
    let started = caller.deploy(&ready.deploy_to(production)).await.ok();
    let path = format!(
        "{}/deployment-operations/{}/messages",
        crate::support::DEPLOYMENTS,
        text(&started, "key")
    );
    let messages = caller.get(&path).await.results();
    assert!(messages.iter().any(|one| one["severity"] == "Warning"));
    let asset = caller
        .get(&format!("{REPOSITORY}/assets/{}", ready.asset))
        .await
        .ok();
    let twin = json!({ "assetCreationDetails": { "assetName": asset["name"], "assetType": "WebApplication" } });
    let twin = caller
        .call("POST", &format!("{REPOSITORY}/assets"), &twin)
        .await
        .ok();
    let wanted =
        json!({ "assetKey": twin["applicationKey"], "revision": 1, "environmentKey": production });
    let done = caller.analyse("deployment", &wanted).await;
    assert_eq!(done["report"]["status"], "ErrorsFound");
    let issue = &done["report"]["impactedAssets"][0]["applicationLevelIssues"][0];
    assert_eq!(
        (&issue["conflictType"], &issue["conflictSeverity"]),
        (&json!("NameCollision"), &json!("Error"))
    );
}

#[tokio::test]
async fn an_address_in_use_in_the_stage_is_an_error() {
    let caller = three_stages().await;
    let ready = caller.ready().await;
    let path = format!("{REPOSITORY}/assets/{}", ready.asset);
    let asset = caller.get(&path).await.ok();
    // Blanks and hyphens are not part of an address, so both apps have the same address.
    let name = text(&asset, "name").replace(' ', "-");
    let twin =
        json!({ "assetCreationDetails": { "assetName": name, "assetType": "WebApplication" } });
    let path = format!("{REPOSITORY}/assets");
    let twin = caller.call("POST", &path, &twin).await.ok();
    let wanted = json!({
        "assetKey": twin["applicationKey"], "revision": 1, "environmentKey": ready.stages[1],
    });
    let done = caller.analyse("deployment", &wanted).await;
    assert_eq!(done["report"]["status"], "ErrorsFound");
    let issue = &done["report"]["impactedAssets"][0]["applicationLevelIssues"][0];
    assert_eq!(issue["conflictType"], "UrlDiscrepancy");
    assert_eq!(issue["conflictSeverity"], "Error");
    assert_eq!(issue["hint"], asset["name"]);
}

#[tokio::test]
async fn deleting_an_asset_that_only_earlier_stages_use_is_a_warning() {
    let caller = three_stages().await;
    let (asset, revision, _) = deepest(&caller).await;
    let path = format!("/assets/{asset}/revisions/{revision}/producers?maxDepth=1");
    let producer = results(&caller, &path).await.remove(0);
    let production = caller.sandbox.stages()[2].key;
    for consumer in caller
        .assets("WebApplication,MobileApplication,Workflow,Agent")
        .await
    {
        let undeploy = json!({
            "operation": "Undeploy", "assetKey": consumer["assetKey"], "environmentKey": production,
        });
        caller.deploy(&undeploy).await;
    }
    caller.pass(3);
    let done = caller
        .analyse("deletion", &json!({ "assetKey": producer["key"] }))
        .await;
    assert_eq!(done["report"]["status"], "WarningsFound");
    let rows = done["report"]["impactedAssets"].as_array().expect("assets");
    let rows = rows
        .iter()
        .filter_map(|one| one["deployedRevisions"].as_array());
    let severities: Vec<_> = rows.flatten().map(|row| text(row, "severity")).collect();
    assert!(!severities.is_empty() && severities.iter().all(|one| *one == "Warning"));
}

#[tokio::test]
async fn a_new_revision_without_an_element_breaks_its_consumers() {
    let caller = three_stages().await;
    let qa = caller.sandbox.stages()[1].key;
    let mut kinds = std::collections::BTreeSet::new();
    for asset in caller.assets("WebApplication").await {
        let wanted = json!({ "assetKey": asset["assetKey"], "revision": asset["revision"], "environmentKey": qa });
        let done = caller.analyse("deployment", &wanted).await;
        for row in done["report"]["impactedAssets"].as_array().expect("rows") {
            for issue in row["elementLevelIssues"].as_array().expect("issues") {
                assert_eq!(issue["conflictType"], "MissingElement");
                kinds.insert(text(row, "referenceType").to_owned());
            }
        }
    }
    assert!(kinds.contains("Consumer"), "{kinds:?}");
}

#[tokio::test]
async fn analyses_need_an_existing_asset_and_a_permission() {
    let patient = Sandbox::builder()
        .stages(3)
        .token_lifetime(Duration::from_secs(48 * 3600));
    let caller = Caller::with(patient).await;
    let ready = caller.ready().await;
    let path = format!("{DEPENDENCIES}/deployment-analyses");
    let wanted = |revision: Value, stage: Value| json!({ "assetKey": ready.asset, "revision": revision, "environmentKey": stage });
    let qa = json!(ready.stages[1]);
    caller
        .call("POST", &path, &wanted(json!(999), qa.clone()))
        .await
        .problem(404);
    caller
        .call("POST", &path, &wanted(json!(1), json!(NOBODY)))
        .await
        .problem(404);
    caller
        .call("POST", &path, &wanted(Value::Null, qa.clone()))
        .await
        .problem(400);
    caller
        .call("POST", &path, &wanted(json!(1), Value::Null))
        .await
        .problem(400);
    caller
        .call("POST", &path, &wanted(json!(1), json!("x")))
        .await
        .problem(400);
    let started = caller
        .call("POST", &path, &wanted(json!(1), qa.clone()))
        .await;
    assert_eq!(started.status.as_u16(), 201);
    let key = text(&started.ok(), "analysisKey").to_owned();
    // The analysis of a deployment is not an analysis of a deletion, and can be read for a day.
    caller
        .get(&format!("{DEPENDENCIES}/deletion-analyses/{key}"))
        .await
        .problem(404);
    caller.pass(24 * 3600);
    caller.get(&format!("{path}/{key}")).await.problem(404);
    let held = Permissions::none().with(Permission::DeployAssets, &[ready.stages[2]]);
    let limited = caller.only(held).await;
    limited
        .call("POST", &path, &wanted(json!(1), qa))
        .await
        .problem(403);
    limited
        .call("POST", &path, &wanted(json!(1), json!(ready.stages[2])))
        .await
        .ok();
}
