//! Application roles of users, and groups.

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
async fn a_granted_role_shows_on_both_sides_and_a_revoked_one_on_neither() {
    let caller = Caller::start().await;
    let user = new_user(&caller, "ana@x.example").await;
    let (role, _) = roles(&caller).await;
    let grant = format!("/users/{user}/application-roles/{}", text(&role, "key"));
    for _ in 0..2 {
        assert_eq!(
            caller
                .act("POST", &grant, &Value::Null)
                .await
                .status
                .as_u16(),
            201
        );
    }
    let held = caller
        .all(&format!("/users/{user}/application-roles"))
        .await;
    assert_eq!(keys(&held), [text(&role, "key")]);
    assert_eq!(
        (&held[0]["isDirectlyAssigned"], &held[0]["assignedGroups"]),
        (&json!(true), &json!([]))
    );
    let holders = format!(
        "/application-roles/{}/users?userKey={user}",
        text(&role, "key")
    );
    assert_eq!(keys(&caller.all(&holders).await), [user.as_str()]);
    for _ in 0..2 {
        assert_eq!(
            caller
                .act("DELETE", &grant, &Value::Null)
                .await
                .status
                .as_u16(),
            204
        );
    }
    assert!(
        caller
            .all(&format!("/users/{user}/application-roles"))
            .await
            .is_empty()
    );
    assert!(caller.all(&holders).await.is_empty());
}

#[tokio::test]
async fn granting_needs_the_user_the_role_and_the_permission_in_its_stage() {
    let caller = Caller::start().await;
    let user = new_user(&caller, "ana@x.example").await;
    let (role, _) = roles(&caller).await;
    let role = text(&role, "key").to_owned();
    let caller_ref = &caller;
    let missing = |path: String| async move {
        caller_ref
            .act("POST", &path, &Value::Null)
            .await
            .problem(404)
            .to_owned()
    };
    assert!(
        missing(format!("/users/{NOBODY}/application-roles/{role}"))
            .await
            .contains("user")
    );
    assert!(
        missing(format!("/users/{user}/application-roles/{NOBODY}"))
            .await
            .contains("role")
    );
    let production = caller.sandbox.stages()[1].key;
    let held = Permissions::none().with(Permission::ManageEndUserAccess, &[production]);
    let caller = caller.only(held).await;
    let refused = caller
        .act(
            "POST",
            &format!("/users/{user}/application-roles/{role}"),
            &Value::Null,
        )
        .await;
    let detail = refused.problem(403);
    assert!(
        detail.contains("Manage end-user access") && detail.contains("Development"),
        "{detail}"
    );
}

#[tokio::test]
async fn inherited_roles_show_only_when_their_source_is_asked_for() {
    let caller = Caller::start().await;
    let user = new_user(&caller, "ana@x.example").await;
    let (direct, inherited) = roles(&caller).await;
    let grant = format!("/users/{user}/application-roles/{}", text(&direct, "key"));
    caller.act("POST", &grant, &Value::Null).await.ok();
    let body =
        json!({ "name": "Team", "applicationRoleKeys": [inherited["key"]], "userKeys": [user] });
    let group = new_group(&caller, body).await;
    let list = format!("/users/{user}/application-roles");
    assert_eq!(keys(&caller.all(&list).await), [text(&direct, "key")]);
    assert_eq!(
        keys(
            &caller
                .all(&format!("{list}?assignmentSources=Direct"))
                .await
        ),
        [text(&direct, "key")]
    );
    let assigned = caller
        .all(&format!("{list}?assignmentSources=GroupAssigned"))
        .await;
    assert_eq!(keys(&assigned), [text(&inherited, "key")]);
    assert_eq!(assigned[0]["isDirectlyAssigned"], false);
    let row = json!([{ "key": group, "name": "Team", "membershipType": "Assigned" }]);
    assert_eq!(assigned[0]["assignedGroups"], row);
    assert!(
        caller
            .all(&format!("{list}?assignmentSources=GroupMapped"))
            .await
            .is_empty()
    );
    let all =
        "assignmentSources=Direct&assignmentSources=GroupAssigned&assignmentSources=GroupMapped";
    assert_eq!(caller.all(&format!("{list}?{all}")).await.len(), 2);
    let of_group = caller.all(&format!("{list}?{all}&groupKeys={group}")).await;
    assert_eq!(keys(&of_group), [text(&inherited, "key")]);
    caller
        .identity(&format!("{list}?assignmentSources=Magic"))
        .await
        .problem(400);
    caller
        .identity(&format!("/users/{NOBODY}/application-roles"))
        .await
        .problem(404);
}

#[tokio::test]
async fn a_users_roles_are_filtered_and_sorted() {
    let caller = Caller::start().await;
    let users = caller
        .all("/users?embed=ApplicationRoles&hasApplicationRoles=true")
        .await;
    let roles_of = |user: &Value| {
        user["_embedded"]["applicationRoles"]
            .as_array()
            .map_or(0, Vec::len)
    };
    let user = users.iter().max_by_key(|user| roles_of(user)).expect("one");
    let all = "assignmentSources=Direct,GroupAssigned,GroupMapped";
    let list = format!("/users/{}/application-roles?{all}", text(user, "key"));
    let held = caller.all(&list).await;
    assert_eq!(held.len(), roles_of(user));
    for (filter, member) in [
        ("assetKey", "assetKey"),
        ("assetKeys", "assetKey"),
        ("environmentKey", "environmentKey"),
        ("environmentKeys", "environmentKey"),
        ("portfolioKeys", "portfolioKey"),
        ("applicationRoleKeys", "key"),
        ("nameContains", "name"),
    ] {
        let found = caller
            .all(&format!("{list}&{filter}={}", text(&held[0], member)))
            .await;
        let expected = held
            .iter()
            .filter(|role| role[member] == held[0][member])
            .count();
        assert_eq!(found.len(), expected, "{filter}");
    }
    for field in ["name", "environmentKey", "assetKey"] {
        let sorted = caller.all(&format!("{list}&sort={field}")).await;
        assert!(
            sorted
                .iter()
                .map(|role| text(role, field).to_lowercase())
                .is_sorted(),
            "{field}"
        );
    }
    caller
        .identity(&format!("{list}&assetKey={NOBODY}&assetKeys={NOBODY}"))
        .await
        .problem(400);
}

#[tokio::test]
async fn role_holders_are_searched_and_sorted_by_user_key() {
    let caller = Caller::start().await;
    let (role, _) = roles(&caller).await;
    for name in ["zoe@x.example", "yan@x.example"] {
        let user = new_user(&caller, name).await;
        let grant = format!("/users/{user}/application-roles/{}", text(&role, "key"));
        caller.act("POST", &grant, &Value::Null).await.ok();
    }
    let list = format!("/application-roles/{}/users", text(&role, "key"));
    let all = caller
        .all(&format!("{list}?sort=userKey&embed=ApplicationRoles"))
        .await;
    assert!(keys(&all).is_sorted());
    let embedded = &all[0]["_embedded"]["applicationRoles"][0];
    assert!(
        embedded.get("isDirectlyAssigned").is_none(),
        "the plain form: {embedded}"
    );
    assert_eq!(
        caller
            .all(&format!("{list}?nameOrEmailContains=ZOE@"))
            .await
            .len(),
        1
    );
    let since = caller
        .all(&format!("{list}?lastLoginAtSince=2000-01-01T00:00:00Z"))
        .await;
    assert_eq!(
        since.len(),
        all.iter()
            .filter(|user| user["lastLoginAt"].is_string())
            .count()
    );
    caller
        .identity(&format!("{list}?sort=key"))
        .await
        .problem(400);
    caller
        .identity(&format!("/application-roles/{NOBODY}/users"))
        .await
        .problem(404);
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
async fn groups_of_other_stages_are_not_there() {
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
async fn members_come_and_go_in_one_patch_or_not_at_all() {
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
async fn mapped_members_are_not_removed_by_hand() {
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
async fn a_groups_roles_come_and_go() {
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
