//! Application roles of users: granted, inherited, revoked, listed from both sides.

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
async fn both_sides_show_a_granted_role_and_neither_shows_a_revoked_one() {
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
async fn inherited_roles_are_shown_only_if_their_source_is_requested() {
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
