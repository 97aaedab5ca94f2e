//! Renaming and moving stages, renaming portfolios.

mod support;

use odc_sandbox::{Permission, Permissions, Sandbox};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use support::{Caller, text};

const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

async fn four_stages() -> (Caller, Vec<Value>) {
    let caller = Caller::with(Sandbox::builder().stages(4)).await;
    let stages = stages(&caller).await;
    (caller, stages)
}

async fn stages(caller: &Caller) -> Vec<Value> {
    caller.portfolio_v2("/environments").await.results()
}

async fn names(caller: &Caller) -> Vec<String> {
    let stages = stages(caller).await;
    stages
        .iter()
        .map(|one| text(one, "name").to_owned())
        .collect()
}

fn path(stage: &Value) -> String {
    format!("/environments/{}", text(stage, "key"))
}

#[tokio::test]
async fn a_rename_shows_in_both_versions_and_changes_nothing_else() {
    let (caller, before) = four_stages().await;
    let response = caller
        .change(&path(&before[1]), &json!({ "name": "Tests" }))
        .await;
    assert_eq!(
        (response.status.as_u16(), &response.body),
        (200, &Value::Null)
    );
    let mut expected = before.clone();
    expected[1]["name"] = json!("Tests");
    assert_eq!(stages(&caller).await, expected);
    let old = caller.portfolio("/environments").await.results();
    assert_eq!(text(&old[1], "name"), "Tests");
    // Their place is fixed, but their name is not.
    caller
        .change(&path(&before[3]), &json!({ "name": "Live" }))
        .await
        .ok();
    assert_eq!(
        names(&caller).await,
        ["Development", "Tests", "Staging", "Live"]
    );
    assert_eq!(caller.sandbox.stages()[3].name, "Live");
}

#[tokio::test]
async fn an_absent_value_changes_nothing_and_name_and_order_cannot_be_cleared() {
    let (caller, before) = four_stages().await;
    let qa = path(&before[1]);
    caller.change(&qa, &json!({})).await.ok();
    caller
        .change("/environments", &json!({ "environments": [] }))
        .await
        .ok();
    let same = json!({ "order": 1, "name": "QA" });
    caller.change(&qa, &same).await.ok();
    for body in [
        json!({ "name": null }),
        json!({ "name": "" }),
        json!({ "name": " \t" }),
        json!({ "name": "x".repeat(51) }),
        json!({ "order": null }),
    ] {
        caller.change(&qa, &body).await.problem(422);
        let mut update = body.clone();
        update["key"] = before[1]["key"].clone();
        let batch = json!({ "environments": [update] });
        caller.change("/environments", &batch).await.problem(422);
    }
    assert_eq!(stages(&caller).await, before);
    let longest = "ü".repeat(50);
    caller.change(&qa, &json!({ "name": longest })).await.ok();
    assert_eq!(names(&caller).await[1], longest);
}

#[tokio::test]
async fn two_stages_swap_their_places_in_one_call() {
    let (caller, before) = four_stages().await;
    let batch = json!({ "environments": [
        { "key": before[1]["key"], "order": 2 },
        { "key": before[2]["key"], "order": 1, "name": "First" },
    ] });
    let response = caller.change("/environments", &batch).await;
    assert_eq!(
        (response.status.as_u16(), &response.body),
        (200, &Value::Null)
    );
    assert_eq!(
        names(&caller).await,
        ["Development", "First", "QA", "Production"]
    );
    let after = stages(&caller).await;
    assert_eq!(after[1]["key"], before[2]["key"]);
    let old = caller.portfolio("/environments").await.results();
    for (new, old) in after.iter().zip(&old) {
        assert_eq!((&new["key"], &new["order"]), (&old["key"], &old["order"]));
    }
    let orders: Vec<_> = after.iter().map(|one| one["order"].as_i64()).collect();
    assert_eq!(orders, [Some(0), Some(1), Some(2), Some(3)]);
}

#[tokio::test]
async fn an_impossible_change_changes_nothing() {
    let (caller, before) = four_stages().await;
    let key = |place: usize| before[place]["key"].clone();
    let moved = |place: usize, order: i32| json!({ "key": key(place), "order": order });
    for (updates, status) in [
        // Development and Production cannot be moved.
        (json!([moved(0, 1), moved(1, 0)]), 422),
        (json!([moved(3, 2), moved(2, 3)]), 422),
        (json!([moved(3, 9)]), 422),
        (json!([moved(1, -1)]), 422),
        (json!([moved(1, 4)]), 422),
        // After the whole batch, two orders would be equal.
        (json!([moved(1, 2)]), 422),
        (json!([moved(1, 0)]), 422),
        // The first half of the batch is valid.
        (
            json!([{ "key": key(1), "name": "Tests" }, { "key": key(2), "name": "" }]),
            422,
        ),
        (
            json!([{ "key": key(1), "name": "Tests" }, { "key": NOBODY, "name": "x" }]),
            404,
        ),
        (
            json!([{ "key": key(1), "name": "A" }, { "key": key(1), "name": "B" }]),
            422,
        ),
        (json!([{ "name": "Tests" }]), 400),
        (json!([{ "key": "x", "name": "Tests" }]), 400),
        (json!([{ "key": key(1), "order": "2" }]), 400),
        (json!([{ "key": key(1), "order": 1.5 }]), 400),
        (json!([{ "key": key(1), "order": 2_147_483_648_u64 }]), 400),
        (Value::Null, 400),
    ] {
        let batch = json!({ "environments": updates });
        let refused = caller.change("/environments", &batch).await;
        assert_eq!(refused.status.as_u16(), status, "{batch}");
        refused.problem(status);
    }
    caller
        .change("/environments", &json!({}))
        .await
        .problem(400);
    for (place, order) in [(0, 1), (3, 2), (1, 2), (1, 0), (1, 7)] {
        let body = json!({ "order": order });
        caller
            .change(&path(&before[place]), &body)
            .await
            .problem(422);
    }
    let nobody = format!("/environments/{NOBODY}");
    caller
        .change(&nobody, &json!({ "name": "x" }))
        .await
        .problem(404);
    caller
        .change("/environments/x", &json!({ "name": "x" }))
        .await
        .problem(400);
    assert_eq!(stages(&caller).await, before);
}

#[tokio::test]
async fn orders_are_compared_only_within_one_portfolio() {
    let caller = Caller::with(Sandbox::builder().portfolios(2).stages(4)).await;
    let before = stages(&caller).await;
    let batch = json!({ "environments": [
        { "key": before[5]["key"], "order": 2 },
        { "key": before[6]["key"], "order": 1 },
    ] });
    caller.change("/environments", &batch).await.ok();
    let after = stages(&caller).await;
    assert_eq!(after[..5], before[..5]);
    assert_eq!(
        (&after[5]["key"], &after[6]["key"]),
        (&before[6]["key"], &before[5]["key"])
    );
}

#[tokio::test]
async fn a_new_name_needs_manage_stages_and_a_new_order_manage_portfolio() {
    let (mut caller, before) = four_stages().await;
    let (stage, both) = (path(&before[1]), json!({ "name": "QA", "order": 1 }));
    let portfolio = caller.portfolio_v2("/portfolios").await.results();
    let portfolio = format!("/portfolios/{}", text(&portfolio[0], "key"));
    let (stages, portfolios) = (Permission::ManageStages, Permission::ManagePortfolio);
    let cases = [
        (vec![stages], [200, 403, 403, 403], "Manage portfolio"),
        (vec![portfolios], [403, 200, 403, 200], "Manage stages"),
        (vec![stages, portfolios], [200, 200, 200, 200], ""),
        (vec![Permission::ViewStage], [403, 403, 403, 403], "Manage"),
    ];
    for (held, [name, order, all, rename], missing) in cases {
        let keys: Vec<_> = caller.sandbox.stages().iter().map(|one| one.key).collect();
        let permissions = held
            .iter()
            .fold(Permissions::none(), |all, one| all.with(*one, &keys));
        caller = caller.only(permissions).await;
        let calls = [
            (name, &stage, json!({ "name": "QA" })),
            (order, &stage, json!({ "order": 1 })),
            (all, &stage, both.clone()),
            (rename, &portfolio, json!({ "name": "Main" })),
        ];
        for (status, path, body) in calls {
            let mut responses = vec![caller.change(path, &body).await];
            if path == &stage {
                let mut update = body.clone();
                update["key"] = before[1]["key"].clone();
                let batch = json!({ "environments": [update] });
                responses.push(caller.change("/environments", &batch).await);
            }
            for response in responses {
                assert_eq!(response.status.as_u16(), status, "{held:?} {body}");
                if status == 403 {
                    assert!(response.problem(403).contains(missing), "{held:?} {body}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_portfolio_is_renamed() {
    let caller = Caller::start().await;
    let list = caller.portfolio_v2("/portfolios").await.results();
    let path = format!("/portfolios/{}", text(&list[0], "key"));
    let response = caller.change(&path, &json!({ "name": "Core" })).await;
    assert_eq!(
        (response.status.as_u16(), &response.body),
        (200, &Value::Null)
    );
    caller.change(&path, &json!({})).await.ok();
    for name in [json!(null), json!(""), json!("  "), json!("x".repeat(51))] {
        caller
            .change(&path, &json!({ "name": name }))
            .await
            .problem(422);
    }
    caller
        .change(&path, &json!({ "name": 7 }))
        .await
        .problem(400);
    let list = caller.portfolio_v2("/portfolios").await.results();
    assert_eq!(text(&list[0], "name"), "Core");
    let nobody = format!("/portfolios/{NOBODY}");
    caller
        .change(&nobody, &json!({ "name": "x" }))
        .await
        .problem(404);
}

#[test]
fn random_batches_are_applied_completely_or_not_at_all() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let config = Config {
        cases: 16,
        failure_persistence: None,
        ..Config::default()
    };
    let update = (
        0..5_usize,
        prop::option::of(-1..6_i32),
        prop::option::of("[a-c ]{0,2}"),
    );
    let batches = prop::collection::vec(prop::collection::vec(update, 1..5), 1..8);
    let outcome = TestRunner::new(config).run(&batches, |batches| {
        runtime.block_on(async {
            let caller = Caller::with(Sandbox::builder().stages(5).users(5)).await;
            for batch in batches {
                let before = stages(&caller).await;
                let updates = batch.iter().map(|(place, order, name)| {
                    let mut update = json!({ "key": before[*place]["key"] });
                    if let Some(order) = order {
                        update["order"] = json!(order);
                    }
                    if let Some(name) = name {
                        update["name"] = json!(name);
                    }
                    update
                });
                let body = json!({ "environments": updates.collect::<Vec<_>>() });
                let status = caller.change("/environments", &body).await.status;
                check(&caller, &before, &body, status.is_success()).await;
            }
        });
        Ok(())
    });
    outcome.expect("order");
}

/// Orders rise from Development to Production, both versions agree, and a batch changed everything or nothing.
async fn check(caller: &Caller, before: &[Value], batch: &Value, succeeded: bool) {
    let after = stages(caller).await;
    let orders: Vec<_> = after.iter().map(|one| one["order"].as_i64()).collect();
    assert!(orders.is_sorted_by(|a, b| a < b), "{orders:?}");
    assert_eq!(
        (&after[0]["purpose"], &after[4]["purpose"]),
        (&json!("Development"), &json!("Production"))
    );
    let old = caller.portfolio("/environments").await.results();
    for (new, old) in after.iter().zip(&old) {
        for member in ["key", "name", "order"] {
            assert_eq!(new[member], old[member]);
        }
    }
    if !succeeded {
        assert_eq!(after, before);
        return;
    }
    for update in batch["environments"].as_array().expect("updates") {
        let stage = after.iter().find(|one| one["key"] == update["key"]);
        let stage = stage.expect("it is still there");
        for member in ["name", "order"] {
            assert!(update[member].is_null() || update[member] == stage[member]);
        }
    }
}
