//! Tests the bodies of requests.

use chrono::{DateTime, Utc};
use odc_identity_v1::types::{GrantPeriod, NewUser, PermissionSelection};
use odc_portfolio_v2::types::{EnvironmentPatch, EnvironmentUpdate};
use odc_runtime::{ErrorKind, Patch};
use serde_json::json;
use uuid::Uuid;

use crate::support::recorder::Recorder;
use crate::support::{KEY, OTHER};

#[tokio::test]
async fn a_new_user_is_sent_with_only_the_fields_that_were_set() {
    let recorder =
        Recorder::responding(201, "application/json", json!({ "key": OTHER }).to_string()).await;
    let identity = recorder.identity();
    let created = identity
        .create_user()
        .name("Ana \"Maria\" é")
        .email("ana+odc@x.example")
        .is_active(false)
        .identity_provider_key(KEY)
        .send()
        .await
        .expect("a user");
    assert_eq!((created.key, created.status().as_u16()), (OTHER, 201));
    let expected = json!({
        "name": "Ana \"Maria\" é",
        "email": "ana+odc@x.example",
        "isActive": false,
        "identityProviderKey": KEY,
    });
    assert_eq!(recorder.one().json(), expected);

    identity.create_user().send().await.expect("a user");
    assert_eq!(recorder.one().body, b"{}");
}

#[tokio::test]
async fn a_body_can_be_given_whole_and_changed_afterwards() {
    let recorder = Recorder::json(&json!({ "key": OTHER })).await;
    let body = NewUser::builder().name("Ana").email("ana@x.example");
    let call = recorder.identity().create_user();
    call.body(body).name("Rui").send().await.expect("a user");
    let expected = json!({ "name": "Rui", "email": "ana@x.example" });
    assert_eq!(recorder.one().json(), expected);
}

#[tokio::test]
async fn bulk_creation_sends_its_records_and_requires_them() {
    let recorder = Recorder::responding(
        202,
        "application/json",
        json!({ "key": KEY, "status": "Pending", "operations": null }).to_string(),
    )
    .await;
    let identity = recorder.identity();
    let records = ["a", "b"].map(|name| {
        let user = NewUser::builder().name(name).username(name);
        user.build().expect("a user")
    });
    let started = identity
        .create_users_in_bulk()
        .records(records)
        .send()
        .await
        .expect("an operation");
    assert_eq!(started.status().as_u16(), 202);
    let expected = json!({ "records": [
        { "name": "a", "username": "a" },
        { "name": "b", "username": "b" },
    ] });
    assert_eq!(recorder.one().json(), expected);

    let error = identity.create_users_in_bulk().send().await;
    let error = error.expect_err("there are no records");
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.to_string().contains("records"), "{error}");
    assert!(recorder.all().is_empty(), "nothing was sent");
}

#[tokio::test]
async fn an_explicitly_empty_array_is_sent_and_an_unset_one_is_not() {
    let recorder = Recorder::json(&json!({ "key": KEY })).await;
    let identity = recorder.identity();
    let call = identity
        .create_group()
        .name("g")
        .user_keys(Vec::<Uuid>::new());
    call.send().await.expect("a group");
    let expected = json!({ "name": "g", "userKeys": [] });
    assert_eq!(recorder.one().json(), expected);

    let call = identity.modify_group_users(KEY);
    call.user_keys_to_add(vec![]).send().await.expect("done");
    assert_eq!(recorder.one().json(), json!({ "userKeysToAdd": [] }));

    let call = identity.revoke_organization_role(KEY, OTHER);
    call.asset_keys(Vec::<Uuid>::new())
        .send()
        .await
        .expect("done");
    assert_eq!(recorder.one().json(), json!({ "assetKeys": [] }));
}

#[tokio::test]
async fn a_field_of_a_patch_is_left_unchanged_cleared_or_set() {
    let recorder = Recorder::empty().await;
    let identity = recorder.identity();
    let call = identity.update_user(KEY);
    call.name("Ana Maria")
        .photo_url(Patch::Null)
        .send()
        .await
        .expect("done");
    let seen = recorder.one();
    assert_eq!(seen.method, "PATCH");
    assert_eq!(seen.body, br#"{"name":"Ana Maria","photoUrl":null}"#);

    identity.update_user(KEY).send().await.expect("done");
    assert_eq!(recorder.one().body, b"{}");

    let call = identity.update_user(KEY).is_active(false);
    call.name(Patch::Absent).send().await.expect("done");
    assert_eq!(recorder.one().json(), json!({ "isActive": false }));

    let call = identity.update_group(KEY).description(Patch::Null);
    call.name(String::from("g")).send().await.expect("done");
    let expected = json!({ "name": "g", "description": null });
    assert_eq!(recorder.one().json(), expected);

    let call = identity.modify_group_application_roles(KEY);
    call.application_role_keys_to_add(vec![OTHER])
        .application_role_keys_to_remove(Patch::Null)
        .send()
        .await
        .expect("done");
    let expected = json!({
        "applicationRoleKeysToAdd": [OTHER], "applicationRoleKeysToRemove": null,
    });
    assert_eq!(recorder.one().json(), expected);

    let selection = PermissionSelection::builder().permission_key(OTHER);
    let selection = selection
        .environment_keys([KEY])
        .build()
        .expect("a selection");
    let call = identity.update_organization_role(KEY);
    call.permissions(vec![selection])
        .send()
        .await
        .expect("done");
    let expected = json!({
        "permissions": [{ "permissionKey": OTHER, "environmentKeys": [KEY] }],
    });
    assert_eq!(recorder.one().json(), expected);
}

#[tokio::test]
async fn the_name_and_the_order_of_a_stage_are_left_unchanged_cleared_or_set() {
    let recorder = Recorder::responding(200, "", "").await;
    let portfolio = recorder.portfolio_v2();
    let path = format!("/api/portfolios/v2/environments/{KEY}");
    let update = || portfolio.update_environment(KEY);
    for (call, body) in [
        (update(), "{}"),
        (update().name(Patch::Absent).order(Patch::Absent), "{}"),
        (
            update().name(Patch::Null).order(Patch::Null),
            r#"{"name":null,"order":null}"#,
        ),
        (
            update().name("Quality").order(2),
            r#"{"name":"Quality","order":2}"#,
        ),
        (update().order(0), r#"{"order":0}"#),
        (
            update().name(String::new()).order(Patch::Null),
            r#"{"name":"","order":null}"#,
        ),
    ] {
        let response = call.send().await.expect("done");
        assert_eq!(response.status().as_u16(), 200);
        let seen = recorder.one();
        assert_eq!(
            (seen.method.as_str(), seen.path.as_str()),
            ("PATCH", &*path)
        );
        assert_eq!(String::from_utf8_lossy(&seen.body), body);
    }
    let whole = EnvironmentPatch::builder().name("Quality");
    let call = update().body(whole).order(3);
    call.send().await.expect("done");
    let expected = json!({ "name": "Quality", "order": 3 });
    assert_eq!(recorder.one().json(), expected);

    let call = portfolio.update_portfolio(OTHER).name("Retail");
    call.send().await.expect("done");
    let seen = recorder.one();
    assert_eq!(seen.path, format!("/api/portfolios/v2/portfolios/{OTHER}"));
    assert_eq!(seen.json(), json!({ "name": "Retail" }));
}

#[tokio::test]
async fn several_stages_are_changed_in_one_call_each_by_its_own_key() {
    let recorder = Recorder::responding(200, "", "").await;
    let portfolio = recorder.portfolio_v2();
    let update = |key: Uuid| EnvironmentUpdate::builder().key(key);
    let updates = [
        update(KEY).name("Quality").order(2),
        update(OTHER).order(1),
        update(OTHER).name(Patch::Null),
        update(KEY),
    ];
    let updates = updates.map(|update| update.build().expect("an update"));
    let call = portfolio.update_environments().environments(updates);
    call.send().await.expect("done");
    let seen = recorder.one();
    assert_eq!(seen.method, "PATCH");
    assert_eq!(seen.path, "/api/portfolios/v2/environments");
    let expected = json!({ "environments": [
        { "key": KEY, "name": "Quality", "order": 2 },
        { "key": OTHER, "order": 1 },
        { "key": OTHER, "name": null },
        { "key": KEY },
    ] });
    assert_eq!(seen.json(), expected);

    let empty = portfolio
        .update_environments()
        .environments([] as [EnvironmentUpdate; 0]);
    empty.send().await.expect("done");
    assert_eq!(recorder.one().json(), json!({ "environments": [] }));

    let error = portfolio.update_environments().send().await;
    let error = error.expect_err("there are no stages");
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.to_string().contains("environments"), "{error}");
    assert!(recorder.all().is_empty(), "nothing was sent");
}

#[tokio::test]
async fn a_grant_may_have_a_period_and_assets() {
    let recorder = Recorder::responding(201, "", "").await;
    let identity = recorder.identity();
    let end: DateTime<Utc> = "2026-12-31T23:59:59Z".parse().expect("a time");
    let period = GrantPeriod::builder()
        .end_time(end)
        .build()
        .expect("a period");
    let granted = identity
        .grant_organization_role(KEY, OTHER)
        .grant_period(period)
        .asset_keys([KEY])
        .portfolio_key(OTHER)
        .send()
        .await
        .expect("granted");
    assert_eq!(granted.status().as_u16(), 201);
    let expected = json!({
        "grantPeriod": { "endTime": "2026-12-31T23:59:59Z" },
        "assetKeys": [KEY],
        "portfolioKey": OTHER,
    });
    assert_eq!(recorder.one().json(), expected);

    let granted = identity.grant_application_role(KEY, OTHER).send().await;
    assert_eq!(granted.expect("granted").status().as_u16(), 201);
    let seen = recorder.one();
    assert_eq!(
        (seen.method.as_str(), seen.body.as_slice()),
        ("POST", &b""[..])
    );
}

#[tokio::test]
async fn a_delete_has_a_body_if_the_document_has_one() {
    let recorder = Recorder::empty().await;
    let identity = recorder.identity();
    let call = identity.revoke_organization_role(KEY, OTHER);
    call.asset_keys([KEY, OTHER]).send().await.expect("revoked");
    let seen = recorder.one();
    assert_eq!(seen.method, "DELETE");
    assert_eq!(seen.headers()["content-type"], "application/json");
    assert_eq!(seen.json(), json!({ "assetKeys": [KEY, OTHER] }));

    let call = identity.revoke_application_role(KEY, OTHER);
    call.send().await.expect("revoked");
    let seen = recorder.one();
    assert_eq!(
        (seen.method.as_str(), seen.body.as_slice()),
        ("DELETE", &b""[..])
    );
    assert_eq!(seen.headers().get("content-type"), None);
}

#[tokio::test]
async fn undocumented_content_of_a_response_is_ignored() {
    for (status, body) in [(200, "{}"), (200, "<html>"), (201, "\"x\""), (204, "")] {
        let recorder = Recorder::responding(status, "text/plain", body).await;
        let identity = recorder.identity();
        let call = identity.modify_group_users(KEY).user_keys_to_add(vec![KEY]);
        let response = call.send().await.expect("done");
        assert_eq!(response.status().as_u16(), status);
    }
}
