//! The lists of version 2 of the portfolio API: stages, assets and portfolios.

mod support;

use odc_sandbox::{Permission, Permissions, Sandbox};
use serde_json::{Value, json};
use support::{Caller, text};

const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

/// Two portfolios: the main one in the cloud, and one with stages outside of the cloud.
async fn two_portfolios() -> Caller {
    Caller::with(Sandbox::builder().portfolios(2).stages(4)).await
}

fn deployments(row: &Value) -> &[Value] {
    row["deployments"].as_array().expect("deployments")
}

#[tokio::test]
async fn version_2_is_not_deprecated() {
    let caller = Caller::start().await;
    let good = caller.portfolio_v2("/environments").await;
    let bad = caller.portfolio_v2("/portfolios?limit=0").await;
    bad.problem(400);
    for response in [good, bad] {
        for header in ["deprecation", "sunset"] {
            assert!(!response.headers.contains_key(header), "{header}");
        }
    }
}

#[tokio::test]
async fn a_stage_has_both_domains_its_state_and_its_portfolio() {
    let caller = two_portfolios().await;
    let stages = caller.portfolio_v2("/environments").await.results();
    let old = caller.portfolio("/environments").await.results();
    assert_eq!((stages.len(), old.len()), (8, 8));
    for (stage, old) in stages.iter().zip(&old) {
        assert_eq!(stage["builtinDomain"], old["hostname"]);
        for member in ["key", "name", "order", "region", "hosting"] {
            assert_eq!(stage[member], old[member], "{member}");
        }
        let is_production = old["purpose"] == "Production";
        assert_eq!(
            stage["defaultDomain"] != stage["builtinDomain"],
            is_production
        );
        assert_eq!(old["hosting"] == "oscloud", stage["status"].is_null());
        let expected = match text(old, "purpose") {
            "Unknown" => Value::Null,
            purpose => json!(purpose),
        };
        assert_eq!(stage.get("purpose"), Some(&expected));
    }
    let shown: Value = stages[4..]
        .iter()
        .map(|one| one["status"].clone())
        .collect();
    assert_eq!(shown, json!([null, "Ready", "Pending", null]));
    assert_eq!(
        (&stages[6]["purpose"], &old[6]["isConfigured"]),
        (&Value::Null, &json!(false))
    );
    assert_eq!(old[5]["isDeployedToCluster"], true);
}

#[tokio::test]
async fn stages_of_one_portfolio_can_be_requested() {
    let caller = two_portfolios().await;
    let portfolios = caller.portfolio_v2("/portfolios").await.results();
    let all = caller.portfolio_v2("/environments").await.results();
    for (number, portfolio) in portfolios.iter().enumerate() {
        let path = format!("/environments?portfolioKey={}", text(portfolio, "key"));
        let here = caller.portfolio_v2(&path).await.results();
        assert_eq!(here, all[number * 4..number * 4 + 4]);
        assert!(
            here.iter()
                .all(|one| one["portfolioKey"] == portfolio["key"])
        );
    }
    let nowhere = format!("/environments?portfolioKey={NOBODY}");
    assert!(caller.portfolio_v2(&nowhere).await.results().is_empty());
    let broken = "/environments?portfolioKey=x";
    caller.portfolio_v2(broken).await.problem(400);
    // Stages have no pages.
    let limited = caller.portfolio_v2("/environments?limit=1").await.ok();
    assert_eq!(limited["results"], json!(all));
    assert!(limited.get("page").is_none());
}

#[tokio::test]
async fn a_deployment_names_its_portfolio_and_the_default_host() {
    let caller = two_portfolios().await;
    let stages = caller.portfolio_v2("/environments").await.results();
    let rows = caller.portfolio_v2("/deployed-assets").await.results();
    let old = caller.portfolio("/deployed-assets").await.results();
    assert_eq!(rows.len(), 40);
    let mut moved = 0;
    for (row, old) in rows.iter().zip(&old) {
        for (one, old) in deployments(row).iter().zip(deployments(old)) {
            let stage = stages
                .iter()
                .find(|stage| stage["key"] == one["environmentKey"])
                .expect("its stage");
            assert_eq!(one["portfolioKey"], stage["portfolioKey"]);
            assert_eq!(one["deploymentKey"], old["deploymentKey"]);
            let Some(url) = one["url"].as_str() else {
                assert!(old["url"].is_null());
                continue;
            };
            let host = |url: &str| url.split('/').nth(2).map(str::to_owned);
            assert_eq!(host(url).as_deref(), stage["defaultDomain"].as_str());
            assert_eq!(
                host(text(old, "url")).as_deref(),
                stage["builtinDomain"].as_str()
            );
            assert_eq!(url.split('/').nth(3), text(old, "url").split('/').nth(3));
            moved += usize::from(url != text(old, "url"));
        }
    }
    assert!(moved > 10);
}

#[tokio::test]
async fn assets_are_filtered_sorted_and_paged_as_in_version_1() {
    let caller = two_portfolios().await;
    let stages = caller.portfolio_v2("/environments").await.results();
    let keys =
        |rows: &[Value]| -> Vec<Value> { rows.iter().map(|row| row["key"].clone()).collect() };
    for query in [
        "type=Agent&type=Workflow".to_owned(),
        "nameContains=iNvOiCe".to_owned(),
        format!(
            "environmentKey={},{}",
            text(&stages[1], "key"),
            text(&stages[5], "key")
        ),
        format!(
            "sort=-deployments[{}].deploymentDateTime",
            text(&stages[3], "key")
        ),
        format!("permissionFilter=AppUserView.{}", text(&stages[2], "key")),
        "permissionFilter=AppDebug".to_owned(),
        "limit=7&offset=35".to_owned(),
    ] {
        let path = format!("/deployed-assets?{query}");
        let (new, old) = (
            caller.portfolio_v2(&path).await.ok(),
            caller.portfolio(&path).await.ok(),
        );
        assert_eq!(new["page"], old["page"], "{query}");
        let rows = |page: &Value| page["results"].as_array().expect("rows").clone();
        assert_eq!(keys(&rows(&new)), keys(&rows(&old)), "{query}");
    }
    for (query, status) in [
        ("limit=101".to_owned(), 400),
        ("offset=-1".to_owned(), 400),
        ("type=Spreadsheet".to_owned(), 400),
        ("sort=name".to_owned(), 400),
        ("portfolioKey=x".to_owned(), 400),
        (
            format!("sort=deployments[{NOBODY}].deploymentDateTime"),
            422,
        ),
        (format!("permissionFilter=AppDebug.{NOBODY}"), 422),
    ] {
        let refused = caller
            .portfolio_v2(&format!("/deployed-assets?{query}"))
            .await;
        refused.problem(status);
    }
}

#[tokio::test]
async fn assets_of_one_portfolio_show_their_deployments_there() {
    let caller = two_portfolios().await;
    let portfolios = caller.portfolio_v2("/portfolios").await.results();
    let all = caller.portfolio_v2("/deployed-assets").await.results();
    let mut seen = 0;
    for portfolio in &portfolios {
        let path = format!("/deployed-assets?portfolioKey={}", text(portfolio, "key"));
        for row in caller.portfolio_v2(&path).await.results() {
            assert!(!deployments(&row).is_empty());
            for one in deployments(&row) {
                assert_eq!(one["portfolioKey"], portfolio["key"]);
                seen += 1;
            }
        }
    }
    assert_eq!(
        seen,
        all.iter().map(|row| deployments(row).len()).sum::<usize>()
    );
    let nowhere = format!("/deployed-assets?portfolioKey={NOBODY}");
    assert!(caller.portfolio_v2(&nowhere).await.results().is_empty());
}

#[tokio::test]
async fn any_permission_allows_the_call_but_rows_need_view_stage() {
    let caller = Caller::start().await;
    let production = caller.sandbox.stages()[1].key;
    let held = Permissions::none().with(Permission::ManageUsers, &[]);
    let caller = caller.only(held).await;
    for list in ["/environments", "/deployed-assets"] {
        assert!(caller.portfolio_v2(list).await.results().is_empty());
        caller.portfolio(list).await.problem(403);
    }
    assert_eq!(caller.portfolio_v2("/portfolios").await.results().len(), 1);
    assert_eq!(caller.portfolio_v2("/libraries").await.results().len(), 16);
    let held = Permissions::none().with(Permission::ViewStage, &[production]);
    let caller = caller.only(held).await;
    let visible = caller.portfolio_v2("/environments").await.results();
    assert_eq!(
        (visible.len(), text(&visible[0], "name")),
        (1, "Production")
    );
    for row in caller.portfolio_v2("/deployed-assets").await.results() {
        assert_eq!(deployments(&row).len(), 1);
        assert_eq!(
            deployments(&row)[0]["environmentKey"],
            production.to_string()
        );
    }
}

#[tokio::test]
async fn portfolios_start_with_the_main_one() {
    let caller = two_portfolios().await;
    let page = caller.portfolio_v2("/portfolios").await.ok();
    let expected = json!([
        {
            "key": page["results"][0]["key"], "name": "Main", "type": "oscloud",
            "isMainPortfolio": true, "nonProductionEnvironmentCount": 3,
        },
        // One of its stages is not set up yet, so its purpose is unknown.
        {
            "key": page["results"][1]["key"], "name": "Portfolio 1", "type": "selfhosted",
            "isMainPortfolio": false, "nonProductionEnvironmentCount": null,
        },
    ]);
    assert_eq!(page["results"], expected);
    assert_eq!(page["page"]["totalResults"], 2);
    let second = caller
        .portfolio_v2("/portfolios?limit=1&offset=1")
        .await
        .results();
    assert_eq!(json!(second), json!([expected[1]]));
    let by_key = format!("/portfolios?portfolioKey={}", text(&expected[1], "key"));
    assert_eq!(caller.portfolio_v2(&by_key).await.results(), second);
    let none = format!("/portfolios?portfolioKey={NOBODY}");
    assert!(caller.portfolio_v2(&none).await.results().is_empty());
    for bad in ["portfolioKey=x", "limit=0", "limit=101", "offset=x"] {
        caller
            .portfolio_v2(&format!("/portfolios?{bad}"))
            .await
            .problem(400);
    }
}
