//! Groups: their life, their members, their roles.

mod support;

use odc_sandbox::{Permission, Permissions};
use serde_json::{Value, json};
use support::{Caller, text};

const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

fn keys(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| text(item, "key")).collect()
}

async fn new_user(caller: &Caller, email: &str) -> String {
    let made = caller
        .act("POST", "/users", &json!({ "email": email, "name": email }))
        .await
        .ok();
    text(&made, "key").to_owned()
}

/// Two roles of the first stage.
async fn roles(caller: &Caller) -> (Value, Value) {
    let stage = caller.sandbox.stages()[0].key;
    let roles = caller
        .all(&format!("/application-roles?environmentKey={stage}"))
        .await;
    (roles[0].clone(), roles[1].clone())
}

async fn new_group(caller: &Caller, body: Value) -> String {
    let mut body = body;
    body["environmentKey"] = json!(caller.sandbox.stages()[0].key);
    let made = caller.act("POST", "/groups", &body).await;
    assert_eq!(made.status.as_u16(), 201, "{}", made.body);
    text(&made.body, "key").to_owned()
}

#[tokio::test]
async fn a_group_lives_from_creation_to_deletion() {
    let caller = Caller::start().await;
    let (role, _) = roles(&caller).await;
    let body =
        json!({ "name": "Team", "description": "All of us", "applicationRoleKeys": [role["key"]] });
    let key = new_group(&caller, body).await;
    let path = format!("/groups/{key}");
    let group = caller.identity(&path).await.ok();
    assert_eq!(
        (text(&group, "name"), text(&group, "description")),
        ("Team", "All of us")
    );
    assert_eq!(
        group["environmentKey"],
        json!(caller.sandbox.stages()[0].key)
    );
    caller
        .sandbox
        .clock()
        .advance(std::time::Duration::from_secs(60));
    assert_eq!(
        caller
            .act("PATCH", &path, &json!({ "name": "Crew" }))
            .await
            .status
            .as_u16(),
        204
    );
    let renamed = caller.identity(&path).await.ok();
    assert_eq!(
        (text(&renamed, "name"), text(&renamed, "description")),
        ("Crew", "All of us")
    );
    assert!(text(&renamed, "updatedAt") > text(&group, "updatedAt"));
    caller
        .act("PATCH", &path, &json!({ "description": null }))
        .await
        .ok();
    assert_eq!(
        caller.identity(&path).await.ok()["description"],
        Value::Null
    );
    caller
        .act("PATCH", &path, &json!({ "name": null }))
        .await
        .problem(400);
    assert_eq!(
        caller
            .act("DELETE", &path, &Value::Null)
            .await
            .status
            .as_u16(),
        204
    );
    caller.identity(&path).await.problem(404);
    caller.act("DELETE", &path, &Value::Null).await.problem(404);
}

#[tokio::test]
async fn a_group_is_refused_with_the_reason() {
    let caller = Caller::start().await;
    let stages = caller.sandbox.stages();
    let elsewhere = caller
        .all(&format!(
            "/application-roles?environmentKey={}",
            stages[1].key
        ))
        .await;
    let stage = stages[0].key;
    let cases = [
        (json!({ "environmentKey": stage }), "name"),
        (json!({ "name": " ", "environmentKey": stage }), "name"),
        (json!({ "name": "A" }), "environmentKey"),
        (
            json!({ "name": "A", "environmentKey": NOBODY }),
            "environmentKey",
        ),
        (
            json!({ "name": "A", "environmentKey": stage, "userKeys": [NOBODY] }),
            "user",
        ),
        (
            json!({ "name": "A", "environmentKey": stage, "applicationRoleKeys": [elsewhere[0]["key"]] }),
            "role",
        ),
        (
            json!({ "name": "A", "environmentKey": "x" }),
            "environmentKey",
        ),
    ];
    for (body, reason) in cases {
        let refused = caller.act("POST", "/groups", &body).await;
        assert!(refused.problem(400).contains(reason), "{body}");
    }
}

#[tokio::test]
async fn groups_of_other_stages_do_not_exist_for_the_caller() {
    let caller = Caller::start().await;
    let stages = caller.sandbox.stages();
    let all = caller.all("/groups").await;
    assert_eq!(all.len(), 12);
    let hidden = caller
        .all(&format!("/groups?environmentKey={}", stages[1].key))
        .await;
    assert_eq!(hidden.len(), 6);
    let held = Permissions::none().with(Permission::ManageEndUserGroups, &[stages[0].key]);
    let caller = caller.only(held).await;
    let seen = caller.all("/groups").await;
    assert_eq!(seen.len(), 6);
    assert!(
        seen.iter()
            .all(|group| !keys(&hidden).contains(&text(group, "key")))
    );
    caller
        .identity(&format!("/groups/{}", text(&hidden[0], "key")))
        .await
        .problem(404);
    let body = json!({ "name": "A", "environmentKey": stages[1].key });
    let refused = caller.act("POST", "/groups", &body).await;
    assert!(refused.problem(403).contains("Production"));
}

#[tokio::test]
async fn groups_are_filtered_by_name_stage_portfolio_and_provider() {
    let caller = Caller::start().await;
    let named = caller.all("/groups?nameContains=SAL").await;
    assert_eq!((named.len(), text(&named[0], "name")), (1, "Sales"));
    let providers = caller.all("/identity-providers").await;
    let mapped = futures::future::join_all(providers.iter().map(|provider| {
        let path = format!("/groups?identityProviderKey={}", text(provider, "key"));
        let caller = &caller;
        async move { caller.all(&path).await.len() }
    }));
    assert_eq!(mapped.await.iter().sum::<usize>(), 4);
    let all = caller.all("/groups").await;
    let portfolio = text(&all[0], "portfolioKey");
    assert_eq!(
        caller
            .all(&format!("/groups?portfolioKeys={portfolio}"))
            .await
            .len(),
        12
    );
    assert!(
        caller
            .all(&format!("/groups?portfolioKeys={NOBODY}"))
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn one_patch_makes_all_changes_of_members_or_none() {
    let caller = Caller::start().await;
    let (ana, bo) = (
        new_user(&caller, "ana@x.example").await,
        new_user(&caller, "bo@x.example").await,
    );
    let group = new_group(&caller, json!({ "name": "Team", "userKeys": [ana] })).await;
    let members = format!("/groups/{group}/users");
    let patch = json!({ "userKeysToAdd": [bo], "userKeysToRemove": [ana] });
    assert_eq!(
        caller.act("PATCH", &members, &patch).await.status.as_u16(),
        200
    );
    let now = caller.all(&members).await;
    assert_eq!((now.len(), &now[0]["user"]["key"]), (1, &json!(bo)));
    assert_eq!(now[0]["membershipTypes"], json!(["Assigned"]));
    for bad in [
        json!({ "userKeysToAdd": [ana, NOBODY], "userKeysToRemove": [bo] }),
        json!({ "userKeysToAdd": [ana], "userKeysToRemove": [ana] }),
        json!({ "userKeysToAdd": ["x"] }),
    ] {
        caller.act("PATCH", &members, &bad).await.problem(400);
    }
    assert_eq!(caller.all(&members).await, now);
    let of_user = caller.all(&format!("/users/{bo}/groups")).await;
    assert_eq!(
        (of_user.len(), &of_user[0]["group"]["key"]),
        (1, &json!(group))
    );
    assert!(
        caller
            .all(&format!("/users/{bo}/groups?membershipType=Mapped"))
            .await
            .is_empty()
    );
    assert_eq!(
        caller
            .act("DELETE", &format!("/users/{bo}"), &Value::Null)
            .await
            .status
            .as_u16(),
        204
    );
    assert!(caller.all(&members).await.is_empty());
}

#[tokio::test]
async fn a_call_cannot_remove_mapped_members() {
    let caller = Caller::start().await;
    for group in caller.all("/groups").await {
        let members = format!("/groups/{}/users", text(&group, "key"));
        let by_claim = caller
            .all(&format!("{members}?membershipType=Mapped"))
            .await;
        let only = by_claim
            .iter()
            .find(|member| member["membershipTypes"] == json!(["Mapped"]));
        let Some(member) = only else { continue };
        let removal = json!({ "userKeysToRemove": [member["user"]["key"]] });
        let refused = caller.act("PATCH", &members, &removal).await;
        assert!(refused.problem(400).contains("claim mapping"));
        let mapping = text(&group["groupIdpClaimMappings"][0], "key").to_owned();
        let path = format!("/groups/{}/claim-mappings/{mapping}", text(&group, "key"));
        assert_eq!(
            caller
                .act("DELETE", &path, &Value::Null)
                .await
                .status
                .as_u16(),
            204
        );
        caller.act("DELETE", &path, &Value::Null).await.problem(404);
        return;
    }
    panic!("the seed has no member that is only mapped");
}

#[tokio::test]
async fn group_members_are_filtered_and_sorted() {
    let caller = Caller::start().await;
    let groups = caller.all("/groups").await;
    let mut tried = 0;
    for group in &groups {
        let members = format!("/groups/{}/users", text(group, "key"));
        let all = caller
            .all(&format!(
                "{members}?sort=-email&embed=UserIdentityProviders"
            ))
            .await;
        let emails = all
            .iter()
            .map(|one| one["user"]["email"].as_str().unwrap_or_default().to_owned());
        assert!(emails.collect::<Vec<_>>().is_sorted_by(|a, b| a >= b));
        let Some(first) = all.first() else { continue };
        let key = text(&first["user"], "key");
        assert_eq!(
            caller.all(&format!("{members}?userKey={key}")).await.len(),
            1
        );
        assert_eq!(
            caller
                .all(&format!("{members}?userKeys={key},{NOBODY}"))
                .await
                .len(),
            1
        );
        caller
            .identity(&format!("{members}?userKey={key}&userKeys={key}"))
            .await
            .problem(400);
        tried += 1;
    }
    assert!(tried > 8);
}

#[tokio::test]
async fn roles_of_a_group_can_be_added_and_removed() {
    let caller = Caller::start().await;
    let (one, two) = roles(&caller).await;
    let group = new_group(
        &caller,
        json!({ "name": "Team", "applicationRoleKeys": [one["key"]] }),
    )
    .await;
    let list = format!("/groups/{group}/application-roles");
    let patch = json!({ "applicationRoleKeysToAdd": [two["key"]], "applicationRoleKeysToRemove": [one["key"]] });
    assert_eq!(
        caller.act("PATCH", &list, &patch).await.status.as_u16(),
        200
    );
    assert_eq!(caller.all(&list).await, std::slice::from_ref(&two));
    let filtered = format!("{list}?assetKey={}&sort=assetkey", text(&two, "assetKey"));
    assert_eq!(caller.all(&filtered).await.len(), 1);
    assert!(
        caller
            .all(&format!("{list}?applicationRoleKey={}", text(&one, "key")))
            .await
            .is_empty()
    );
    caller
        .act(
            "PATCH",
            &list,
            &json!({ "applicationRoleKeysToAdd": [NOBODY] }),
        )
        .await
        .problem(400);
}
