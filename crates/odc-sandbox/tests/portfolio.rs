//! Environments and deployed assets, and the application roles that come with them.

mod support;

use odc_sandbox::{Permission, Permissions, Sandbox};
use serde_json::{Value, json};
use support::{Caller, text};

#[tokio::test]
async fn stages_run_from_development_to_production() {
    let caller = Caller::with(Sandbox::builder().stages(4)).await;
    let stages = caller.portfolio("/environments").await.results();
    let named: Vec<_> = stages
        .iter()
        .map(|one| (text(one, "name"), text(one, "purpose")))
        .collect();
    assert_eq!(
        named,
        [
            ("Development", "Development"),
            ("QA", "NonProduction"),
            ("Staging", "NonProduction"),
            ("Production", "Production"),
        ]
    );
    let orders: Vec<_> = stages
        .iter()
        .map(|one| one["order"].as_u64().expect("an order"))
        .collect();
    assert_eq!(orders, [0, 1, 2, 3]);
}

#[tokio::test]
async fn every_response_of_portfolio_v1_announces_the_removal_of_the_api() {
    let caller = Caller::start().await;
    let good = caller.portfolio("/environments").await;
    let bad = caller.portfolio("/deployed-assets?limit=0").await;
    bad.problem(400);
    for response in [good, bad] {
        assert_eq!(
            response.headers["deprecation"],
            "Wed, 08 Jul 2026 00:00:00 UTC"
        );
        assert_eq!(response.headers["sunset"], "Fri, 08 Jan 2027 00:00:00 UTC");
    }
    assert!(
        !caller
            .identity("/users?limit=1")
            .await
            .headers
            .contains_key("sunset")
    );
}

#[tokio::test]
async fn each_asset_is_one_row_with_a_deployment_for_each_stage() {
    let caller = Caller::start().await;
    let response = caller.portfolio("/deployed-assets").await.ok();
    assert_eq!(response["page"]["totalResults"], 40);
    let rows = response["results"].as_array().expect("rows");
    for kind in ["WebApplication", "MobileApplication", "Workflow", "Agent"] {
        assert!(rows.iter().any(|row| row["type"] == kind), "{kind}");
    }
    assert!(rows.iter().any(|row| row["isBuiltIn"] == true));
    let deployments = |row: &Value| row["deployments"].as_array().expect("deployments").clone();
    assert!(rows.iter().any(|row| deployments(row).len() == 1));
    for row in rows {
        let times: Vec<_> = deployments(row)
            .iter()
            .map(|one| text(one, "deploymentDateTime").to_owned())
            .collect();
        assert!(
            (1..=2).contains(&times.len()) && times.is_sorted_by(|a, b| a >= b),
            "{times:?}"
        );
    }
    let all: Vec<_> = rows.iter().flat_map(deployments).collect();
    let untagged = all
        .iter()
        .find(|one| one["tag"].is_null())
        .expect("an untagged one");
    for member in ["tag", "taggingUserKey", "taggingDateTime"] {
        assert_eq!(
            untagged.get(member),
            Some(&Value::Null),
            "{member} is present"
        );
    }
    assert!(all.iter().any(|one| one["tag"].is_string()));
}

#[tokio::test]
async fn assets_are_filtered_by_stage_key_type_and_name() {
    let caller = Caller::start().await;
    let stages = caller.sandbox.stages();
    let all = caller.portfolio("/deployed-assets").await.results();
    let production = caller
        .portfolio(&format!(
            "/deployed-assets?environmentKey={}",
            stages[1].key
        ))
        .await
        .results();
    assert!(!production.is_empty() && production.len() < all.len());
    let two = format!("{},{}", text(&all[3], "key"), text(&all[7], "key"));
    assert_eq!(
        caller
            .portfolio(&format!("/deployed-assets?key={two}"))
            .await
            .results(),
        [all[3].clone(), all[7].clone()]
    );
    let kinds = caller
        .portfolio("/deployed-assets?type=Workflow&type=Agent")
        .await
        .results();
    assert!(!kinds.is_empty());
    assert!(
        kinds
            .iter()
            .all(|row| ["Workflow", "Agent"].contains(&text(row, "type")))
    );
    let invoices = caller
        .portfolio("/deployed-assets?nameContains=iNvOiCe")
        .await
        .results();
    assert_eq!(invoices.len(), 2);
    caller
        .portfolio("/deployed-assets?environmentKey=dev")
        .await
        .problem(400);
    caller
        .portfolio("/deployed-assets?type=Spreadsheet")
        .await
        .problem(400);
}

#[tokio::test]
async fn assets_are_ordered_by_their_deployment_in_one_stage() {
    let caller = Caller::start().await;
    let stage = caller.sandbox.stages()[1].key.to_string();
    for (spelling, sign) in [("deploymentDateTime", ""), ("deploymentDatetime", "-")] {
        let path = format!("/deployed-assets?sort={sign}deployments[{stage}].{spelling}");
        let rows = caller.portfolio(&path).await.results();
        let here = |row: &Value| {
            let all = row["deployments"].as_array().expect("deployments");
            let here = all.iter().find(|one| text(one, "environmentKey") == stage);
            here.map(|one| text(one, "deploymentDateTime").to_owned())
        };
        let times: Vec<_> = rows.iter().map_while(here).collect();
        assert!(times.len() > 10);
        assert!(times.is_sorted_by(|a, b| if sign.is_empty() { a <= b } else { a >= b }));
        assert!(rows[times.len()..].iter().all(|row| here(row).is_none()));
    }
    caller
        .portfolio("/deployed-assets?sort=name")
        .await
        .problem(400);
    let unknown = "/deployed-assets?sort=deployments[00000000-0000-4000-8000-000000000000].deploymentDateTime";
    caller.portfolio(unknown).await.problem(422);
}

#[tokio::test]
async fn the_permission_filter_shows_only_stages_where_the_caller_has_the_permission() {
    let caller = Caller::start().await;
    let stages = caller.sandbox.stages();
    let held = Permissions::none()
        .with(Permission::ViewStage, &[stages[0].key, stages[1].key])
        .with(Permission::ViewEndUsers, &[stages[1].key]);
    let caller = caller.only(held).await;
    let rows = caller
        .portfolio("/deployed-assets?permissionFilter=AppUserView")
        .await
        .results();
    assert!(!rows.is_empty());
    for row in rows {
        assert_eq!(
            text(&row["deployments"][0], "environmentKey"),
            stages[1].key.to_string()
        );
        assert!(row["deployments"][1].is_null());
    }
    let elsewhere = format!(
        "/deployed-assets?permissionFilter=AppUserView.{}",
        stages[0].key
    );
    assert!(caller.portfolio(&elsewhere).await.results().is_empty());
    assert!(
        caller
            .portfolio("/deployed-assets?permissionFilter=AppDebug")
            .await
            .results()
            .is_empty()
    );
    caller
        .portfolio("/deployed-assets?permissionFilter=Nonsense")
        .await
        .problem(400);
    caller
        .portfolio("/deployed-assets?permissionFilter=AppDebug.x")
        .await
        .problem(400);
    let unknown = "/deployed-assets?permissionFilter=AppDebug.00000000-0000-4000-8000-000000000000";
    caller.portfolio(unknown).await.problem(422);
}

#[tokio::test]
async fn a_hidden_stage_looks_like_a_missing_stage() {
    let caller = Caller::start().await;
    let stages = caller.sandbox.stages();
    let all = caller.portfolio("/deployed-assets").await.results().len();
    let held = Permissions::none().with(Permission::ViewStage, &[stages[1].key]);
    let caller = caller.only(held).await;
    let visible = caller.portfolio("/environments").await.results();
    assert_eq!(
        (visible.len(), text(&visible[0], "name")),
        (1, "Production")
    );
    let rows = caller.portfolio("/deployed-assets").await.results();
    assert!(rows.len() < all);
    assert!(
        rows.iter()
            .all(|row| row["deployments"].as_array().expect("deployments").len() == 1)
    );
    let hidden = format!("/deployed-assets?environmentKey={}", stages[0].key);
    assert!(caller.portfolio(&hidden).await.results().is_empty());
}

#[tokio::test]
async fn assets_are_paged() {
    let caller = Caller::start().await;
    let page = caller
        .portfolio("/deployed-assets?limit=15&offset=30")
        .await
        .ok();
    let expected = json!({
        "count": 10, "limit": 15, "offset": 30,
        "totalResults": 40, "nextPageOffset": null, "totalPages": 3,
    });
    assert_eq!(page["page"], expected);
}

#[tokio::test]
async fn a_role_has_one_external_key_in_every_stage() {
    let caller = Caller::start().await;
    let roles = caller.all("/application-roles").await;
    let stages = caller.sandbox.stages();
    let twins = roles
        .iter()
        .filter(|role| text(role, "environmentKey") == stages[1].key.to_string());
    let mut seen = 0;
    for role in twins {
        let same = roles
            .iter()
            .filter(|other| other["externalKey"] == role["externalKey"]);
        let same: Vec<_> = same.collect();
        assert_eq!(same.len(), 2);
        assert_ne!(same[0]["key"], same[1]["key"]);
        assert_eq!(
            (&same[0]["name"], &same[0]["assetKey"]),
            (&same[1]["name"], &same[1]["assetKey"])
        );
        seen += 1;
    }
    assert!(seen > 10);
}

#[tokio::test]
async fn roles_are_filtered_and_sorted() {
    let caller = Caller::with(Sandbox::builder().portfolios(2)).await;
    let all = caller.all("/application-roles").await;
    let some = &all[5];
    for (filter, member) in [
        ("key", "key"),
        ("assetKey", "assetKey"),
        ("environmentKey", "environmentKey"),
        ("portfolioKeys", "portfolioKey"),
    ] {
        let found = caller
            .all(&format!(
                "/application-roles?{filter}={}",
                text(some, member)
            ))
            .await;
        let expected: Vec<_> = all
            .iter()
            .filter(|role| role[member] == some[member])
            .cloned()
            .collect();
        assert_eq!(found, expected, "{filter}");
        assert!(found.len() < all.len());
    }
    let named = caller.all("/application-roles?nameContains=ADMIN").await;
    assert!(
        !named.is_empty()
            && named
                .iter()
                .all(|role| text(role, "name") == "Administrator")
    );
    for field in ["name", "environmentKey", "assetKey"] {
        let sorted = caller
            .all(&format!("/application-roles?sort=-{field}"))
            .await;
        assert!(
            sorted
                .iter()
                .map(|role| text(role, field))
                .is_sorted_by(|a, b| a >= b),
            "{field}"
        );
    }
    caller
        .identity("/application-roles?sort=claim")
        .await
        .problem(400);
}

#[tokio::test]
async fn roles_of_other_stages_are_not_seen() {
    let caller = Caller::start().await;
    let stage = caller.sandbox.stages()[1].key;
    let caller = caller
        .only(Permissions::none().with(Permission::ViewEndUsers, &[stage]))
        .await;
    let roles = caller.all("/application-roles").await;
    assert!(!roles.is_empty());
    assert!(
        roles
            .iter()
            .all(|role| text(role, "environmentKey") == stage.to_string())
    );
}
