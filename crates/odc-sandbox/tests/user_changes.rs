//! Users: creating, changing, deleting, counting.

mod support;

use odc_sandbox::{Permission, Permissions};
use reqwest::Method;
use serde_json::{Value, json};
use support::{Caller, IDENTITY, text};

const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

async fn create(caller: &Caller, body: Value) -> support::Response {
    caller
        .send(Method::POST, &format!("{IDENTITY}/users"), &body)
        .await
}

async fn new_user(caller: &Caller) -> String {
    let made = caller
        .act(
            "POST",
            "/users",
            &json!({ "email": "ana@x.example", "name": "Ana" }),
        )
        .await;
    text(&made.ok(), "key").to_owned()
}

async fn new_role(caller: &Caller, name: &str) -> String {
    let made = caller
        .act("POST", "/organization-roles", &json!({ "name": name }))
        .await;
    assert_eq!(made.status.as_u16(), 201, "{}", made.body);
    text(&made.body, "orgRoleKey").to_owned()
}

#[tokio::test]
async fn a_created_user_can_be_read() {
    let caller = Caller::start().await;
    let made = create(
        &caller,
        json!({ "email": "ana+1@new.example", "name": "Ana", "photoUrl": null }),
    )
    .await;
    assert_eq!(made.status.as_u16(), 201);
    let made = made.ok();
    let user = caller
        .identity(&format!("/users/{}", text(&made, "key")))
        .await
        .ok();
    assert_eq!(
        (text(&user, "status"), &user["isActive"]),
        ("Active", &json!(true))
    );
    let found = caller
        .identity("/users?nameOrEmailContains=ana%2B1")
        .await
        .results();
    assert_eq!(found, [user]);
    let idle = create(
        &caller,
        json!({ "email": "idle@new.example", "isActive": false }),
    )
    .await
    .ok();
    let idle = caller
        .identity(&format!("/users/{}", text(&idle, "key")))
        .await
        .ok();
    assert_eq!(
        (text(&idle, "status"), &idle["isActive"]),
        ("Inactive", &json!(false))
    );
}

#[tokio::test]
async fn a_user_is_refused_with_the_reason() {
    let caller = Caller::start().await;
    create(&caller, json!({ "email": "one@new.example" }))
        .await
        .ok();
    let cases = [
        (json!({}), "email"),
        (json!({ "email": "no address" }), "e-mail address"),
        (json!({ "email": "ONE@new.example" }), "exists already"),
        (json!({ "email": 7 }), "email"),
        (
            json!({ "email": "x@y.example", "isActive": null }),
            "isActive",
        ),
        (
            json!({ "email": "x@y.example", "identityProviderKey": "8b0c1b4e-0000-4000-8000-000000000000" }),
            "provider",
        ),
        (
            json!({ "addToBuiltInIdentityProvider": true, "name": "x" }),
            "email",
        ),
        (json!([]), "map"),
    ];
    for (body, reason) in cases {
        let refused = create(&caller, body.clone()).await;
        let detail = refused.problem(400);
        assert!(
            detail.contains(reason) || reason == "map",
            "{body}: {detail}"
        );
    }
    assert_eq!(
        caller
            .all("/users?nameOrEmailContains=y.example")
            .await
            .len(),
        0
    );
}

#[tokio::test]
async fn an_existing_user_gains_the_built_in_profile_once() {
    let caller = Caller::start().await;
    let made = create(
        &caller,
        json!({ "email": "one@new.example", "name": "One" }),
    )
    .await
    .ok();
    let again = json!({ "email": "one@new.example", "name": "Other", "addToBuiltInIdentityProvider": true });
    let linked = create(&caller, again.clone()).await.ok();
    assert_eq!(linked["key"], made["key"]);
    let path = format!("/users/{}?embed=UserIdentityProviders", text(&made, "key"));
    let user = caller.identity(&path).await.ok();
    assert_eq!(text(&user, "name"), "One");
    assert_eq!(
        user["_embedded"]["userIdentityProviders"]
            .as_array()
            .expect("profiles")
            .len(),
        1
    );
    create(&caller, again).await.problem(400);
}

#[tokio::test]
async fn a_user_without_email_is_identified_by_a_providers_subject() {
    let caller = Caller::start().await;
    let users = caller.all("/users?embed=UserIdentityProviders").await;
    let provider = users
        .iter()
        .find(|user| user["email"].is_null())
        .expect("one without e-mail");
    let provider = provider["_embedded"]["userIdentityProviders"][0]["identityProviderKey"].clone();
    let body = json!({ "name": "Sub", "identityProviderKey": provider, "subject": "s-1" });
    let made = create(&caller, body.clone()).await.ok();
    assert!(
        create(&caller, body)
            .await
            .problem(400)
            .contains("subject or username")
    );
    let user = caller
        .identity(&format!(
            "/users/{}?embed=UserIdentityProviders",
            text(&made, "key")
        ))
        .await
        .ok();
    assert_eq!(
        user["_embedded"]["userIdentityProviders"][0]["subject"],
        "s-1"
    );
}

#[tokio::test]
async fn a_patch_changes_what_it_names_and_null_clears() {
    let caller = Caller::start().await;
    let path = format!("/users/{}", new_user(&caller).await);
    let photo = json!({ "photoUrl": "https://img.example/1.png" });
    assert_eq!(
        caller.act("PATCH", &path, &photo).await.status.as_u16(),
        204
    );
    let user = caller.identity(&path).await.ok();
    assert_eq!(
        (text(&user, "name"), text(&user, "photoUrl")),
        ("Ana", "https://img.example/1.png")
    );
    caller
        .act(
            "PATCH",
            &path,
            &json!({ "name": "Ana Maria", "photoUrl": null }),
        )
        .await
        .ok();
    let user = caller.identity(&path).await.ok();
    assert_eq!(
        (text(&user, "name"), &user["photoUrl"]),
        ("Ana Maria", &Value::Null)
    );
    for (active, status) in [(false, "Inactive"), (true, "Active")] {
        caller
            .act("PATCH", &path, &json!({ "isActive": active }))
            .await
            .ok();
        let user = caller.identity(&path).await.ok();
        assert_eq!(
            (text(&user, "status"), &user["isActive"]),
            (status, &json!(active))
        );
    }
    caller
        .act("PATCH", &path, &json!({ "isActive": "yes" }))
        .await
        .problem(400);
    caller
        .act("PATCH", &format!("/users/{NOBODY}"), &photo)
        .await
        .problem(404);
}

#[tokio::test]
async fn a_renamed_user_is_at_its_new_place_in_the_list() {
    let caller = Caller::start().await;
    let key = new_user(&caller).await;
    caller
        .act("PATCH", &format!("/users/{key}"), &json!({ "name": "Zzz" }))
        .await
        .ok();
    assert_eq!(
        caller.all("/users").await.last().expect("users")["key"],
        json!(key)
    );
}

#[tokio::test]
async fn a_deleted_user_is_removed_everywhere() {
    let caller = Caller::start().await;
    let key = new_user(&caller).await;
    let role = new_role(&caller, "Helper").await;
    caller
        .act(
            "POST",
            &format!("/users/{key}/organization-roles/{role}"),
            &Value::Null,
        )
        .await
        .ok();
    assert_eq!(
        caller
            .act("DELETE", &format!("/users/{key}"), &Value::Null)
            .await
            .status
            .as_u16(),
        204
    );
    caller.identity(&format!("/users/{key}")).await.problem(404);
    caller
        .act("DELETE", &format!("/users/{key}"), &Value::Null)
        .await
        .problem(404);
    assert!(
        caller
            .all(&format!("/organization-roles/{role}/users"))
            .await
            .is_empty()
    );
    assert_eq!(caller.identity("/users/count").await.ok()["userCount"], 200);
    new_user(&caller).await;
}

#[tokio::test]
async fn counting_agrees_with_listing() {
    let caller = Caller::start().await;
    let stage = caller.sandbox.stages()[0].key;
    for filter in [
        String::new(),
        "status=Invited".to_owned(),
        "hasApplicationRoles=true&domains=acme.example".to_owned(),
        "hasOrganizationRoles=true".to_owned(),
        format!("environmentKeys={stage}"),
        format!("loggedInEnvironmentKeys={stage}&lastLoginAtSince=2026-01-01T00:00:00Z"),
        "lastLoginAtTo=2026-03-01T00:00:00%2B02:00".to_owned(),
    ] {
        let count = caller
            .identity(&format!("/users/count?{filter}"))
            .await
            .ok();
        assert_eq!(
            count["userCount"],
            caller.all(&format!("/users?{filter}")).await.len(),
            "{filter}"
        );
    }
    let caller = caller
        .only(Permissions::none().with(Permission::ViewMembers, &[]))
        .await;
    let count = caller.identity("/users/count").await.ok();
    assert_eq!(count["userCount"], caller.all("/users").await.len());
    assert!(count["userCount"].as_u64().expect("a number") < 200);
}
