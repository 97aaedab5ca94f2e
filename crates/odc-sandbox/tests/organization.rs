//! Organization roles, the permissions catalogue, and identity providers.

mod support;

use odc_sandbox::{Permission, Permissions};
use serde_json::{Value, json};
use support::{Caller, text};

const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

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
async fn an_organization_role_lives_from_creation_to_deletion() {
    let caller = Caller::start().await;
    let stage = caller.sandbox.stages()[0].key;
    let permissions = caller.all("/permissions").await;
    let staged = permissions
        .iter()
        .find(|one| one["allowStages"] == true)
        .expect("one");
    let body = json!({
        "name": "Tester",
        "permissions": [{ "permissionKey": staged["key"], "environmentKeys": [stage] }],
    });
    let made = caller.act("POST", "/organization-roles", &body).await.ok();
    let path = format!("/organization-roles/{}", text(&made, "orgRoleKey"));
    let role = caller.identity(&path).await.ok();
    assert_eq!(
        (text(&role, "name"), &role["isReadOnly"]),
        ("Tester", &json!(false))
    );
    assert_eq!(role["permissions"][0]["permissionKey"], staged["key"]);
    assert_eq!(role["permissions"][0]["environmentKeys"], json!([stage]));
    assert_eq!(role["permissions"][0]["portfolioKeys"], Value::Null);
    assert_eq!(
        caller
            .act("PATCH", &path, &json!({ "name": "Checker" }))
            .await
            .status
            .as_u16(),
        204
    );
    let renamed = caller.identity(&path).await.ok();
    assert_eq!(
        (text(&renamed, "name"), &renamed["permissions"]),
        ("Checker", &role["permissions"])
    );
    caller
        .act("PATCH", &path, &json!({ "permissions": [] }))
        .await
        .ok();
    assert_eq!(caller.identity(&path).await.ok()["permissions"], json!([]));
    assert_eq!(
        caller
            .act("DELETE", &path, &Value::Null)
            .await
            .status
            .as_u16(),
        204
    );
    caller.identity(&path).await.problem(404);
}

#[tokio::test]
async fn an_organization_role_is_refused_with_the_reason() {
    let caller = Caller::start().await;
    let stage = caller.sandbox.stages()[0].key;
    let permissions = caller.all("/permissions").await;
    let unstaged = permissions
        .iter()
        .find(|one| one["allowStages"] == false)
        .expect("one");
    let staged = permissions
        .iter()
        .find(|one| one["allowStages"] == true)
        .expect("one");
    let create = |body: Value| {
        let caller = &caller;
        async move { caller.act("POST", "/organization-roles", &body).await }
    };
    create(json!({})).await.problem(400);
    let with = |permission: Value| json!({ "name": "X", "permissions": [permission] });
    create(with(json!({ "permissionKey": NOBODY })))
        .await
        .problem(400);
    create(with(
        json!({ "permissionKey": unstaged["key"], "environmentKeys": [stage] }),
    ))
    .await
    .problem(400);
    create(with(
        json!({ "permissionKey": staged["key"], "environmentKeys": [NOBODY] }),
    ))
    .await
    .problem(400);
    assert!(
        create(json!({ "name": "developer" }))
            .await
            .problem(409)
            .contains("exists already")
    );
    let one = new_role(&caller, "One").await;
    new_role(&caller, "Two").await;
    let path = format!("/organization-roles/{one}");
    caller
        .act("PATCH", &path, &json!({ "name": "TWO" }))
        .await
        .problem(409);
    caller
        .act("PATCH", &path, &json!({ "name": "ONE" }))
        .await
        .ok();
    let built_in = caller
        .all("/organization-roles?nameContains=developer")
        .await;
    assert_eq!(built_in[0]["isReadOnly"], true);
    let path = format!("/organization-roles/{}", text(&built_in[0], "key"));
    caller
        .act("PATCH", &path, &json!({ "name": "Mine" }))
        .await
        .problem(400);
    caller.act("DELETE", &path, &Value::Null).await.problem(400);
}

#[tokio::test]
async fn organization_roles_are_listed_by_name() {
    let caller = Caller::start().await;
    let roles = caller.all("/organization-roles").await;
    let names: Vec<_> = roles.iter().map(|role| text(role, "name")).collect();
    let expected = [
        "Access Manager",
        "Administrator",
        "Developer",
        "Release Manager",
        "Support Engineer",
    ];
    assert_eq!(names, expected);
    let mut down = caller.all("/organization-roles?sort=-name").await;
    down.reverse();
    assert_eq!(down, roles);
    let one = caller
        .all(&format!(
            "/organization-roles?roleKey={}",
            text(&roles[2], "key")
        ))
        .await;
    assert_eq!(one, roles[2..3]);
    caller
        .identity("/organization-roles?sort=isReadOnly")
        .await
        .problem(400);
}

#[tokio::test]
async fn a_granted_organization_role_shows_with_its_conditions() {
    let caller = Caller::start().await;
    let user = new_user(&caller).await;
    let role = new_role(&caller, "Helper").await;
    let assets = caller.portfolio("/deployed-assets?limit=2").await.results();
    let assets = [text(&assets[0], "key"), text(&assets[1], "key")];
    let grant = format!("/users/{user}/organization-roles/{role}");
    assert_eq!(
        caller
            .act("POST", &grant, &Value::Null)
            .await
            .status
            .as_u16(),
        201
    );
    let period = json!({ "startTime": "2026-01-01T00:00:00Z", "endTime": null });
    let body = json!({ "grantPeriod": period, "assetKeys": assets });
    assert_eq!(caller.act("POST", &grant, &body).await.status.as_u16(), 201);
    let list = format!("/users/{user}/organization-roles");
    let rows = caller.all(&list).await;
    assert_eq!(rows.len(), 3);
    assert_eq!(
        (
            &rows[0]["assetKey"],
            &rows[0]["grantPeriod"],
            &rows[0]["portfolioKey"]
        ),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!(rows[1]["grantPeriod"], period);
    assert!(rows[1]["portfolioKey"].is_string());
    assert_eq!(
        caller
            .all(&format!("{list}?scopes=Organization"))
            .await
            .len(),
        1
    );
    assert_eq!(caller.all(&format!("{list}?scopes=Asset")).await.len(), 2);
    assert_eq!(
        caller
            .all(&format!("{list}?scopes=Organization,Asset"))
            .await
            .len(),
        3
    );
    assert_eq!(
        caller
            .all(&format!("{list}?assetKeys={}", assets[0]))
            .await
            .len(),
        1
    );
    assert_eq!(
        caller
            .all(&format!("/organization-roles/{role}/users"))
            .await
            .len(),
        1
    );
    let one = json!({ "assetKeys": [assets[0]] });
    assert_eq!(
        caller.act("DELETE", &grant, &one).await.status.as_u16(),
        204
    );
    assert_eq!(caller.all(&list).await.len(), 2);
    caller.act("DELETE", &grant, &Value::Null).await.ok();
    let left = caller.all(&list).await;
    assert_eq!((left.len(), text(&left[0], "assetKey")), (1, assets[1]));
}

#[tokio::test]
async fn a_user_has_one_role_at_each_scope() {
    let caller = Caller::start().await;
    let user = new_user(&caller).await;
    for name in ["One", "Two"] {
        let role = new_role(&caller, name).await;
        caller
            .act(
                "POST",
                &format!("/users/{user}/organization-roles/{role}"),
                &Value::Null,
            )
            .await
            .ok();
    }
    let rows = caller
        .all(&format!("/users/{user}/organization-roles"))
        .await;
    assert_eq!((rows.len(), text(&rows[0], "name")), (1, "Two"));
}

#[tokio::test]
async fn an_organization_grant_is_refused_with_the_reason() {
    let caller = Caller::start().await;
    let user = new_user(&caller).await;
    let role = new_role(&caller, "Helper").await;
    let grant = format!("/users/{user}/organization-roles/{role}");
    for (body, reason) in [
        (json!({ "assetKeys": [NOBODY] }), "asset"),
        (json!({ "portfolioKey": NOBODY }), "portfolio"),
        (
            json!({ "grantPeriod": { "startTime": "2026-02-01T00:00:00Z", "endTime": "2026-01-01T00:00:00Z" } }),
            "grantPeriod",
        ),
        (
            json!({ "grantPeriod": { "endTime": "+262142-12-31T23:59:59Z" } }),
            "1970 to 9999",
        ),
        (
            json!({ "grantPeriod": { "startTime": "soon" } }),
            "grantPeriod.startTime",
        ),
    ] {
        assert!(
            caller
                .act("POST", &grant, &body)
                .await
                .problem(400)
                .contains(reason),
            "{body}"
        );
    }
    let no_role = format!("/users/{user}/organization-roles/{NOBODY}");
    caller
        .act("POST", &no_role, &Value::Null)
        .await
        .problem(404);
    let no_user = format!("/users/{NOBODY}/organization-roles/{role}");
    caller
        .act("DELETE", &no_user, &Value::Null)
        .await
        .problem(404);
    caller
        .identity(&format!("/users/{NOBODY}/organization-roles"))
        .await
        .problem(404);
    let caller = caller
        .only(Permissions::none().with(Permission::ViewMembers, &[]))
        .await;
    assert!(
        caller
            .act("POST", &grant, &Value::Null)
            .await
            .problem(403)
            .contains("Manage member access")
    );
}

#[tokio::test]
async fn the_catalogue_and_the_providers_are_open_to_any_permission() {
    let caller = Caller::start().await;
    let stage = caller.sandbox.stages()[0].key;
    let caller = caller
        .only(Permissions::none().with(Permission::ViewStage, &[stage]))
        .await;
    for list in ["/permissions", "/identity-providers", "/organization-roles"] {
        let all = caller.all(list).await;
        assert!(!all.is_empty());
        let one = caller
            .identity(&format!("{list}/{}", text(&all[0], "key")))
            .await
            .ok();
        assert_eq!(one, all[0]);
        caller
            .identity(&format!("{list}/{NOBODY}"))
            .await
            .problem(404);
        caller.identity(&format!("{list}/x")).await.problem(400);
    }
    let found = caller.all("/permissions?nameContains=GROUPS").await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["inherits"].as_array().expect("inherited").len(), 3);
    let caller = caller.only(Permissions::none()).await;
    caller.identity("/permissions").await.problem(403);
}

#[tokio::test]
async fn there_are_providers_of_every_kind() {
    let caller = Caller::start().await;
    let providers = caller.all("/identity-providers").await;
    for kind in ["Cognito", "OIDC", "SAML"] {
        assert!(
            providers.iter().any(|provider| provider["type"] == kind),
            "{kind}"
        );
    }
    let google = caller.all("/identity-providers?nameContains=google").await;
    assert_eq!(google[0]["subtype"], "Google");
    assert!(google[0]["oidcConfiguration"]["clientSecret"].is_string());
    let key = text(&google[0], "key");
    assert_eq!(
        caller.all(&format!("/identity-providers?key={key}")).await,
        google
    );
}
