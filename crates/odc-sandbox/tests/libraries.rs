//! Libraries and their revisions.

mod support;

use odc_sandbox::{Permission, Permissions, Sandbox};
use serde_json::{Value, json};
use support::{Caller, text};

async fn list(caller: &Caller, query: &str) -> Vec<Value> {
    let response = caller.portfolio_v2(&format!("/libraries?{query}")).await;
    response.results()
}

fn revisions(library: &Value) -> &[Value] {
    library["revisions"].as_array().expect("revisions")
}

fn names(libraries: &[Value]) -> Vec<&str> {
    libraries
        .iter()
        .map(|one| text(&revisions(one)[0], "name"))
        .collect()
}

/// Compares versions number by number.
fn version(revision: &Value) -> Option<Vec<u32>> {
    let tag = revision["tag"].as_str()?;
    Some(
        tag.split('.')
            .map(|part| part.parse().expect("a number"))
            .collect(),
    )
}

#[tokio::test]
async fn the_newest_revision_is_shown_unless_others_are_requested() {
    let caller = Caller::start().await;
    let latest = list(&caller, "").await;
    assert_eq!(latest.len(), 16);
    assert!(names(&latest).is_sorted());
    for spelling in ["Latest", "latest", ""] {
        assert_eq!(
            list(&caller, &format!("revisions={spelling}")).await,
            latest
        );
    }
    let all = list(&caller, "revisions=all").await;
    assert_eq!(list(&caller, "revisions=All").await, all);
    let highest = list(&caller, "revisions=highestTag").await;
    assert_eq!(list(&caller, "revisions=HighestTag").await, highest);
    for ((latest, all), highest) in latest.iter().zip(&all).zip(&highest) {
        assert_eq!(revisions(latest), &revisions(all)[..1]);
        assert_eq!(revisions(latest)[0]["isLatest"], true);
        // The service keeps the newest revision and every tagged one.
        for (place, revision) in revisions(all).iter().enumerate() {
            assert_eq!(revision["isLatest"], place == 0);
            assert!(place == 0 || revision["tag"].is_string());
        }
        let numbers: Vec<_> = revisions(all)
            .iter()
            .map(|one| one["revision"].as_i64())
            .collect();
        assert!(numbers.is_sorted_by(|a, b| a > b), "{numbers:?}");
        let tagged = revisions(all).iter().filter(|one| version(one).is_some());
        let greatest = tagged.max_by_key(|one| version(one)).cloned();
        assert_eq!(revisions(highest), greatest.as_slice());
    }
    assert!(highest.iter().any(|one| revisions(one).is_empty()));
    assert!(latest.iter().any(|one| revisions(one)[0]["tag"].is_null()));
    assert!(
        latest
            .iter()
            .any(|one| revisions(one)[0]["tag"].is_string())
    );
    let tags = |wanted: &str| {
        all.iter()
            .flat_map(revisions)
            .any(|one| one["tag"] == wanted)
    };
    assert!(tags("1.9.0") && tags("1.10.0"));
    caller
        .portfolio_v2("/libraries?revisions=Oldest")
        .await
        .problem(400);
}

#[tokio::test]
async fn libraries_are_filtered() {
    let caller = Caller::with(Sandbox::builder().portfolios(2)).await;
    let all = list(&caller, "").await;
    let two = format!("key={},{}", text(&all[5], "key"), text(&all[2], "key"));
    assert_eq!(list(&caller, &two).await, [all[2].clone(), all[5].clone()]);
    for kind in [
        "LowCodeLibrary",
        "ExtensionLibrary",
        "ExternalLibrary",
        "WidgetLibrary",
        "MobileLibrary",
    ] {
        let found = list(&caller, &format!("type={kind}")).await;
        assert!(
            !found.is_empty() && found.iter().all(|one| one["type"] == kind),
            "{kind}"
        );
    }
    let found = list(&caller, "type=WidgetLibrary&type=MobileLibrary").await;
    assert_eq!(found.len(), 5);
    assert_eq!(
        names(&list(&caller, "nameContains=pDf").await),
        ["PDF Tools"]
    );
    let portfolios = caller.portfolio_v2("/portfolios").await.results();
    let mut seen = 0;
    for portfolio in &portfolios {
        let here = list(&caller, &format!("portfolioKey={}", text(portfolio, "key"))).await;
        assert!(!here.is_empty());
        assert!(
            here.iter()
                .all(|one| one["portfolioKey"] == portfolio["key"])
        );
        seen += here.len();
    }
    assert_eq!(seen, all.len());
    let built_in = all.iter().filter(|one| one["isBuiltIn"] == true);
    let mut built_in = built_in.map(|one| &one["portfolioKey"]).peekable();
    assert!(built_in.peek().is_some() && built_in.all(|key| *key == portfolios[0]["key"]));
    for bad in [
        "key=x",
        "type=Spreadsheet",
        "portfolioKey=x",
        "limit=0",
        "key=a&key=b",
    ] {
        caller
            .portfolio_v2(&format!("/libraries?{bad}"))
            .await
            .problem(400);
    }
}

#[tokio::test]
async fn libraries_are_sorted_and_paged() {
    let caller = Caller::start().await;
    let folded = |one: &Value| text(&revisions(one)[0], "name").to_lowercase();
    let time = |one: &Value| text(&revisions(one)[0], "publishDateTime").to_owned();
    let up = list(&caller, "sort=Name:asc").await;
    assert!(up.is_sorted_by_key(folded));
    let mut down = list(&caller, "sort=name:DESC").await;
    down.reverse();
    assert_eq!(down, up);
    let oldest = list(&caller, "sort=PublishDateTime:asc").await;
    assert!(oldest.is_sorted_by_key(time));
    let mut newest = list(&caller, "sort=publishDateTime:desc&sort=Name:asc").await;
    newest.reverse();
    assert_eq!(newest, oldest);
    for bad in ["Name", "Name:up", "Key:asc", "-Name", "Name:asc:desc"] {
        caller
            .portfolio_v2(&format!("/libraries?sort={bad}"))
            .await
            .problem(400);
    }
    let page = caller
        .portfolio_v2("/libraries?limit=6&offset=12&sort=Name:asc")
        .await
        .ok();
    let expected = json!({
        "count": 4, "limit": 6, "offset": 12,
        "totalResults": 16, "nextPageOffset": null, "totalPages": 3,
    });
    assert_eq!(
        (&page["page"], &page["results"]),
        (&expected, &json!(up[12..]))
    );
}

#[tokio::test]
async fn the_permission_filter_uses_the_permissions_of_the_caller() {
    let caller = Caller::start().await;
    let stages = caller.sandbox.stages();
    let held = Permissions::none()
        .with(Permission::ViewStage, &[stages[0].key, stages[1].key])
        .with(Permission::ViewEndUsers, &[stages[1].key]);
    let caller = caller.only(held).await;
    for (filter, found) in [
        ("AppUserView".to_owned(), 16),
        (format!("AppUserView.{}", stages[1].key), 16),
        (format!("AppUserView.{}", stages[0].key), 0),
        ("AppDebug".to_owned(), 0),
    ] {
        let libraries = list(&caller, &format!("permissionFilter={filter}")).await;
        assert_eq!(libraries.len(), found, "{filter}");
    }
    let path = "/libraries?permissionFilter=";
    caller
        .portfolio_v2(&format!("{path}Nonsense"))
        .await
        .problem(400);
    let nowhere = format!("{path}AppDebug.00000000-0000-4000-8000-000000000000");
    caller.portfolio_v2(&nowhere).await.problem(422);
}

#[tokio::test]
async fn the_same_seed_gives_the_same_libraries() {
    let (one, same) = (Caller::start().await, Caller::start().await);
    let all = list(&one, "revisions=All").await;
    assert_eq!(list(&same, "revisions=All").await, all);
    let other = Caller::with(Sandbox::builder().seed(2)).await;
    assert_ne!(list(&other, "revisions=All").await, all);
}
