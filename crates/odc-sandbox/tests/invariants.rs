//! Random sequences of calls; after each call the tenant has to be consistent.

mod support;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use support::{Caller, text};

/// One step. A number selects an entry of a list, modulo the length of the list.
#[derive(Debug, Clone)]
enum Step {
    CreateUser(u16),
    DeleteUser(usize),
    RenameUser(usize, String),
    Activate(usize, bool),
    GrantRole(usize, usize),
    RevokeRole(usize, usize),
    CreateGroup(usize),
    DeleteGroup(usize),
    JoinGroup(usize, usize),
    LeaveGroup(usize, usize),
    GiveGroupRole(usize, usize),
    GrantOrganizationRole(usize, usize),
    RevokeOrganizationRole(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    use Step::{
        Activate, CreateGroup, CreateUser, DeleteGroup, DeleteUser, GiveGroupRole,
        GrantOrganizationRole, GrantRole, JoinGroup, LeaveGroup, RenameUser,
        RevokeOrganizationRole, RevokeRole,
    };
    let pair = || (any::<usize>(), any::<usize>());
    prop_oneof![
        any::<u16>().prop_map(CreateUser),
        any::<usize>().prop_map(DeleteUser),
        (any::<usize>(), "[A-Za-zÀ-ÿ' ]{0,12}").prop_map(|(user, name)| RenameUser(user, name)),
        (any::<usize>(), any::<bool>()).prop_map(|(user, active)| Activate(user, active)),
        pair().prop_map(|(user, role)| GrantRole(user, role)),
        pair().prop_map(|(user, role)| RevokeRole(user, role)),
        any::<usize>().prop_map(CreateGroup),
        any::<usize>().prop_map(DeleteGroup),
        pair().prop_map(|(group, user)| JoinGroup(group, user)),
        pair().prop_map(|(group, user)| LeaveGroup(group, user)),
        pair().prop_map(|(group, role)| GiveGroupRole(group, role)),
        pair().prop_map(|(user, role)| GrantOrganizationRole(user, role)),
        pair().prop_map(|(user, role)| RevokeOrganizationRole(user, role)),
    ]
}

/// The keys of a list, in its order.
async fn keys(caller: &Caller, list: &str) -> Vec<String> {
    caller
        .all(list)
        .await
        .iter()
        .map(|item| text(item, "key").to_owned())
        .collect()
}

/// The key that a number selects from a list that is never empty here.
async fn pick(caller: &Caller, list: &str, number: usize) -> String {
    let keys = keys(caller, list).await;
    keys[number % keys.len()].clone()
}

fn stage_roles(caller: &Caller) -> String {
    format!(
        "/application-roles?environmentKey={}",
        caller.sandbox.stages()[0].key
    )
}

async fn take(caller: &Caller, step: &Step) {
    match step {
        Step::CreateUser(number) => {
            let body =
                json!({ "email": format!("u{number}@prop.example"), "name": format!("U{number}") });
            let made = caller.act("POST", "/users", &body).await;
            assert!([201, 400].contains(&made.status.as_u16()));
        }
        Step::DeleteUser(user) => {
            let user = pick(caller, "/users", *user).await;
            caller
                .act("DELETE", &format!("/users/{user}"), &Value::Null)
                .await
                .ok();
            caller
                .identity(&format!("/users/{user}"))
                .await
                .problem(404);
        }
        Step::RenameUser(user, name) => change_user(caller, *user, "name", json!(name)).await,
        Step::Activate(user, active) => change_user(caller, *user, "isActive", json!(active)).await,
        Step::GrantRole(user, role) => grant(caller, *user, *role, "POST").await,
        Step::RevokeRole(user, role) => grant(caller, *user, *role, "DELETE").await,
        Step::GrantOrganizationRole(user, role) => organize(caller, *user, *role, "POST").await,
        Step::RevokeOrganizationRole(user, role) => organize(caller, *user, *role, "DELETE").await,
        _ => take_in_group(caller, step).await,
    }
}

async fn take_in_group(caller: &Caller, step: &Step) {
    match step {
        Step::CreateGroup(number) => {
            let stage = caller.sandbox.stages()[0].key;
            let body = json!({ "name": format!("G{number}"), "environmentKey": stage });
            caller.act("POST", "/groups", &body).await.ok();
        }
        Step::DeleteGroup(group) if keys(caller, "/groups").await.len() > 1 => {
            let group = pick(caller, "/groups", *group).await;
            caller
                .act("DELETE", &format!("/groups/{group}"), &Value::Null)
                .await
                .ok();
        }
        Step::JoinGroup(group, user) => {
            let (group, user) = (
                pick(caller, "/groups", *group).await,
                pick(caller, "/users", *user).await,
            );
            let members = format!("/groups/{group}/users");
            caller
                .act("PATCH", &members, &json!({ "userKeysToAdd": [user] }))
                .await
                .ok();
            assert_eq!(
                caller.all(&format!("{members}?userKey={user}")).await.len(),
                1
            );
        }
        Step::LeaveGroup(group, user) => {
            let (group, user) = (
                pick(caller, "/groups", *group).await,
                pick(caller, "/users", *user).await,
            );
            let members = format!("/groups/{group}/users");
            let left = caller
                .act("PATCH", &members, &json!({ "userKeysToRemove": [user] }))
                .await;
            let still = caller
                .all(&format!("{members}?userKey={user}&membershipType=Assigned"))
                .await;
            assert!(still.is_empty(), "{}", left.body);
        }
        Step::GiveGroupRole(group, role) => {
            let group = pick(caller, "/groups", *group).await;
            let stage = caller.identity(&format!("/groups/{group}")).await.ok();
            let stage = text(&stage, "environmentKey").to_owned();
            let role = pick(
                caller,
                &format!("/application-roles?environmentKey={stage}"),
                *role,
            )
            .await;
            let roles = format!("/groups/{group}/application-roles");
            caller
                .act(
                    "PATCH",
                    &roles,
                    &json!({ "applicationRoleKeysToAdd": [role] }),
                )
                .await
                .ok();
            assert!(keys(caller, &roles).await.contains(&role));
        }
        _ => {}
    }
}

async fn change_user(caller: &Caller, user: usize, member: &str, value: Value) {
    let path = format!("/users/{}", pick(caller, "/users", user).await);
    let before = caller.identity(&path).await.ok();
    caller
        .act("PATCH", &path, &json!({ member: value }))
        .await
        .ok();
    let after = caller.identity(&path).await.ok();
    if member == "name" {
        assert_eq!(
            (&after["name"], &after["status"]),
            (&value, &before["status"])
        );
    } else {
        assert_eq!(
            (&after["isActive"], &after["name"]),
            (&value, &before["name"])
        );
    }
}

/// After a grant both sides show it, and after a revocation neither side does.
async fn grant(caller: &Caller, user: usize, role: usize, method: &str) {
    let user = pick(caller, "/users", user).await;
    let role = pick(caller, &stage_roles(caller), role).await;
    let path = format!("/users/{user}/application-roles");
    caller
        .act(method, &format!("{path}/{role}"), &Value::Null)
        .await
        .ok();
    assert_eq!(keys(caller, &path).await.contains(&role), method == "POST");
    let holders = format!("/application-roles/{role}/users?userKey={user}");
    assert_eq!(
        caller.all(&holders).await.len(),
        usize::from(method == "POST")
    );
}

async fn organize(caller: &Caller, user: usize, role: usize, method: &str) {
    let user = pick(caller, "/users", user).await;
    let role = pick(caller, "/organization-roles", role).await;
    let path = format!("/users/{user}/organization-roles");
    caller
        .act(method, &format!("{path}/{role}"), &Value::Null)
        .await
        .ok();
    let rows = keys(caller, &format!("{path}?scopes=Organization")).await;
    assert_eq!(rows.contains(&role), method == "POST");
}

/// Counts agree with lists, both sides of a membership agree, and pages cover each item once.
async fn check(caller: &Caller) {
    let users = caller.all("/users?embed=ApplicationRoles").await;
    let mut once: Vec<_> = users.iter().map(|user| text(user, "key")).collect();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), users.len());
    assert_eq!(
        caller.identity("/users/count").await.ok()["userCount"],
        users.len()
    );
    for user in &users {
        let roles = user["_embedded"]["applicationRoles"]
            .as_array()
            .expect("roles");
        assert_eq!(user["access"]["hasApplicationRoles"], !roles.is_empty());
    }
    let mut memberships = 0;
    for group in keys(caller, "/groups").await {
        memberships += caller.all(&format!("/groups/{group}/users")).await.len();
    }
    let mut counted = 0;
    for user in once {
        counted += caller.all(&format!("/users/{user}/groups")).await.len();
    }
    assert_eq!(memberships, counted);
}

#[test]
fn the_tenant_is_consistent_after_random_sequences_of_calls() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let config = Config {
        cases: 12,
        failure_persistence: None,
        ..Config::default()
    };
    let steps = proptest::collection::vec(step(), 1..24);
    let outcome = TestRunner::new(config).run(&steps, |steps| {
        runtime.block_on(async {
            let caller = Caller::with(odc_sandbox::Sandbox::builder().users(40)).await;
            for step in &steps {
                take(&caller, step).await;
            }
            check(&caller).await;
        });
        Ok(())
    });
    outcome.expect("order");
}
