//! The life of API clients.

mod support;

use std::time::Duration;

use odc_sandbox::{ClientError, ClientStatus, NewClient, Permission, Permissions};
use support::{Caller, IDENTITY, Response, ask_for_token, text, token};

const DAY: Duration = Duration::from_secs(86_400);

fn manager() -> NewClient {
    let permissions = Permissions::none().with(Permission::ManageUsers, &[]);
    NewClient::named("manager")
        .description("for tests")
        .permissions(permissions)
}

/// Whether a call with the token succeeds.
async fn opens(caller: &Caller, token: &str) -> bool {
    let url = format!("{}{IDENTITY}/users?limit=1", caller.sandbox.origin());
    let response = Response::to(caller.http.get(url).bearer_auth(token)).await;
    if response.status.as_u16() != 200 {
        response.problem(401);
    }
    response.status.as_u16() == 200
}

#[tokio::test]
async fn tokens_and_secret_do_not_work_while_a_client_is_suspended() {
    let caller = Caller::start().await;
    let clients = caller.sandbox.clients();
    let made = clients.create(manager()).expect("a client");
    let (id, secret) = (made.client_id(), made.client_secret());
    let old = token(&caller.http, &caller.sandbox, id, secret).await;
    clients.suspend(id).expect("suspended");
    assert_eq!(
        clients.get(id).expect("there").status,
        ClientStatus::Suspended
    );
    assert!(!opens(&caller, &old).await);
    let refused = ask_for_token(&caller.http, &caller.sandbox, id, secret).await;
    assert_eq!(
        (refused.status.as_u16(), text(&refused.body, "error")),
        (401, "invalid_client")
    );
    clients.resume(id).expect("resumed");
    assert!(opens(&caller, &old).await);
    token(&caller.http, &caller.sandbox, id, secret).await;
}

#[tokio::test]
async fn after_a_new_secret_the_old_one_fails_but_tokens_work() {
    let caller = Caller::start().await;
    let clients = caller.sandbox.clients();
    let made = clients.create(manager()).expect("a client");
    let old = token(
        &caller.http,
        &caller.sandbox,
        made.client_id(),
        made.client_secret(),
    )
    .await;
    let new = clients
        .regenerate_secret(made.client_id(), Some(30))
        .expect("a secret");
    assert_eq!(new.client_id(), made.client_id());
    assert_ne!(new.client_secret(), made.client_secret());
    assert!(opens(&caller, &old).await);
    let refused = ask_for_token(
        &caller.http,
        &caller.sandbox,
        made.client_id(),
        made.client_secret(),
    )
    .await;
    assert_eq!(text(&refused.body, "error"), "invalid_client");
    token(
        &caller.http,
        &caller.sandbox,
        new.client_id(),
        new.client_secret(),
    )
    .await;
}

#[tokio::test]
async fn a_secret_expires_at_the_end_of_its_day_but_tokens_still_work() {
    let caller = Caller::start().await;
    let clients = caller.sandbox.clients();
    let made = clients.create(manager().secret_days(20)).expect("a client");
    let (id, secret) = (made.client_id(), made.client_secret());
    assert_eq!(made.expires_at().format("%H:%M:%S").to_string(), "23:59:00");
    assert_eq!(
        clients.get(id).expect("there").status,
        ClientStatus::Available
    );
    caller.sandbox.clock().advance(DAY * 10);
    assert_eq!(
        clients.get(id).expect("there").status,
        ClientStatus::NeedsAttention
    );
    let left = (made.expires_at() - caller.sandbox.clock().now())
        .to_std()
        .expect("ahead");
    caller
        .sandbox
        .clock()
        .advance(left.saturating_sub(Duration::from_secs(10)));
    let late = token(&caller.http, &caller.sandbox, id, secret).await;
    caller.sandbox.clock().advance(Duration::from_secs(10));
    assert_eq!(
        clients.get(id).expect("there").status,
        ClientStatus::Expired
    );
    let refused = ask_for_token(&caller.http, &caller.sandbox, id, secret).await;
    assert!(text(&refused.body, "error_description").contains("expired"));
    assert!(opens(&caller, &late).await);
    clients.suspend(id).expect("suspended");
    clients.resume(id).expect("resumed");
    assert_eq!(
        clients.get(id).expect("there").status,
        ClientStatus::Expired
    );
    assert!(opens(&caller, &late).await);
    clients.regenerate_secret(id, None).expect("a secret");
    assert_eq!(
        clients.get(id).expect("there").status,
        ClientStatus::Available
    );
}

#[tokio::test]
async fn a_client_without_permissions_needs_attention() {
    let caller = Caller::start().await;
    let clients = caller.sandbox.clients();
    let made = clients.create(NewClient::named("empty")).expect("a client");
    assert_eq!(
        clients.get(made.client_id()).expect("there").status,
        ClientStatus::NeedsAttention
    );
    let manage = Permissions::none().with(Permission::ManageUsers, &[]);
    clients
        .set_permissions(made.client_id(), manage)
        .expect("set");
    assert_eq!(
        clients.get(made.client_id()).expect("there").status,
        ClientStatus::Available
    );
}

#[tokio::test]
async fn only_name_and_description_can_be_edited_and_a_copy_is_a_separate_client() {
    let caller = Caller::start().await;
    let clients = caller.sandbox.clients();
    let made = clients.create(manager()).expect("a client");
    clients
        .edit(made.client_id(), "renamed", "still for tests")
        .expect("edited");
    let copy = clients.duplicate(made.client_id()).expect("a copy");
    let (original, twin) = (
        clients.get(made.client_id()).expect("there"),
        clients.get(copy.client_id()).expect("there"),
    );
    assert_eq!(original.name, "renamed");
    assert_eq!(
        (twin.name.as_str(), &twin.description),
        ("Copy of renamed", &original.description)
    );
    assert_eq!(twin.permissions, original.permissions);
    assert_ne!(copy.client_secret(), made.client_secret());
    let missing = clients.edit("nobody", "x", "");
    assert_eq!(missing, Err(ClientError::NotFound("nobody".to_owned())));
}

#[tokio::test]
async fn a_suspended_client_can_be_deleted() {
    let caller = Caller::start().await;
    let clients = caller.sandbox.clients();
    let made = clients.create(manager()).expect("a client");
    let old = token(
        &caller.http,
        &caller.sandbox,
        made.client_id(),
        made.client_secret(),
    )
    .await;
    assert_eq!(
        clients.delete(made.client_id()),
        Err(ClientError::NotSuspended)
    );
    clients.suspend(made.client_id()).expect("suspended");
    clients.delete(made.client_id()).expect("deleted");
    assert!(clients.get(made.client_id()).is_err());
    assert!(!opens(&caller, &old).await);
}

#[tokio::test]
async fn creation_has_limits() {
    let caller = Caller::start().await;
    let clients = caller.sandbox.clients();
    assert_eq!(
        clients.create(NewClient::named(" ")).err(),
        Some(ClientError::NameMissing)
    );
    for days in [0, 800] {
        let refused = clients.create(manager().secret_days(days)).err();
        assert_eq!(refused, Some(ClientError::SecretLifetime));
    }
    let elsewhere = Permissions::none().with(Permission::ViewStage, &[uuid::Uuid::nil()]);
    let refused = clients
        .create(NewClient::named("x").permissions(elsewhere))
        .err();
    assert_eq!(refused, Some(ClientError::UnknownStage(uuid::Uuid::nil())));
    clients
        .create(manager().secret_days(730))
        .expect("24 months");
    while clients.list().len() < 35 {
        clients.create(manager()).expect("room");
    }
    assert_eq!(clients.create(manager()).err(), Some(ClientError::TooMany));
}

#[test]
fn a_permission_includes_the_permissions_that_the_portal_selects_with_it() {
    let stage = uuid::Uuid::from_u128(1);
    let groups = Permissions::none().with(Permission::ManageEndUserGroups, &[stage]);
    for brought in [
        Permission::ViewStage,
        Permission::ViewEndUsers,
        Permission::ManageEndUserAccess,
    ] {
        assert!(groups.holds_in(brought, stage), "{brought:?}");
    }
    let users = Permissions::none().with(Permission::ManageUsers, &[]);
    assert!(users.holds(Permission::ViewMembers) && users.holds(Permission::ManageMemberAccess));
    assert!(!users.holds(Permission::ViewEndUsers));
}

#[tokio::test]
async fn the_first_client_has_every_permission_and_more_clients_can_be_created() {
    let caller = Caller::start().await;
    let clients = caller.sandbox.clients();
    let first = clients.get(caller.sandbox.client_id()).expect("there");
    for permission in Permission::all() {
        assert!(first.permissions.holds(*permission), "{permission:?}");
    }
    let wanted = serde_json::json!({
        "name": "stages", "permissions": { "organization": ["ManageStages", "ManagePortfolio"] },
    });
    let made = caller.control("POST", "/clients", wanted).await.ok();
    let path = format!("/clients/{}", text(&made, "clientId"));
    let shown = caller.control("GET", &path, serde_json::Value::Null).await;
    assert_eq!(
        shown.ok()["permissions"]["organization"],
        serde_json::json!(["ManageStages", "ManagePortfolio"])
    );
}

#[tokio::test]
async fn no_secret_is_printed() {
    let caller = Caller::start().await;
    let made = caller
        .sandbox
        .clients()
        .create(manager())
        .expect("a client");
    let printed = format!("{made:?} {:?}", caller.sandbox);
    assert!(!printed.contains(made.client_secret()));
    assert!(!printed.contains(caller.sandbox.client_secret()));
}
