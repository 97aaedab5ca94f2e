//! Users: listing, filtering, reading.

mod support;

use odc_sandbox::{Permission, Permissions, Sandbox};
use reqwest::Method;
use serde_json::{Value, json};
use support::{Caller, IDENTITY, text};

async fn create(caller: &Caller, body: Value) -> support::Response {
    caller
        .send(Method::POST, &format!("{IDENTITY}/users"), &body)
        .await
}

#[tokio::test]
async fn pages_cover_every_user_once_in_the_order_of_names() {
    let caller = Caller::with(Sandbox::builder().users(250)).await;
    let users = caller.all("/users").await;
    assert_eq!(users.len(), 250);
    let mut keys: Vec<_> = users
        .iter()
        .map(|user| text(user, "key").to_owned())
        .collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 250);
    let names: Vec<_> = users
        .iter()
        .map(|user| text(user, "name").to_lowercase())
        .collect();
    assert!(names.is_sorted());
}

#[tokio::test]
async fn a_page_says_where_it_is() {
    let caller = Caller::start().await;
    let page = caller.identity("/users?limit=10&offset=195").await.ok();
    let expected = json!({
        "count": 5, "limit": 10, "offset": 195,
        "totalResults": 200, "nextPageOffset": null, "totalPages": 20,
    });
    assert_eq!(page["page"], expected);
    let page = caller.identity("/users").await.ok();
    assert_eq!(
        (&page["page"]["count"], &page["page"]["nextPageOffset"]),
        (&json!(100), &json!(100))
    );
    for bad in ["limit=0", "limit=101", "limit=x", "offset=-1"] {
        caller.identity(&format!("/users?{bad}")).await.problem(400);
    }
}

#[tokio::test]
async fn the_seed_has_users_of_every_kind() {
    let caller = Caller::start().await;
    let users = caller.all("/users?embed=UserIdentityProviders").await;
    for status in ["Active", "Inactive", "Invited", "PendingRegistration"] {
        assert!(
            users.iter().any(|user| user["status"] == status),
            "{status}"
        );
    }
    assert!(users.iter().any(|user| user["email"].is_null()));
    assert!(users.iter().any(|user| user["lastLoginAt"].is_null()));
    assert!(users.iter().any(|user| user["name"] == ""));
    assert!(users.iter().any(|user| {
        user["email"]
            .as_str()
            .is_some_and(|mail| mail.contains('+'))
    }));
    assert!(
        users
            .iter()
            .all(|user| user["_embedded"]["applicationRoles"].is_null())
    );
}

#[tokio::test]
async fn the_same_seed_gives_the_same_users() {
    let one = Caller::with(Sandbox::builder().seed(9)).await;
    let other = Caller::with(Sandbox::builder().seed(9)).await;
    assert_eq!(one.all("/users").await, other.all("/users").await);
    let third = Caller::with(Sandbox::builder().seed(10)).await;
    assert_ne!(one.all("/users").await, third.all("/users").await);
}

#[tokio::test]
async fn filters_can_be_combined_and_match_the_returned_users() {
    let caller = Caller::start().await;
    let all = caller.all("/users").await;
    let active = caller.all("/users?status=Active").await;
    assert!(!active.is_empty() && active.iter().all(|user| user["status"] == "Active"));
    assert!(active.len() < all.len());
    let with_roles = caller
        .all("/users?hasApplicationRoles=true&status=Active")
        .await;
    assert!(
        with_roles
            .iter()
            .all(|user| user["access"]["hasApplicationRoles"] == true)
    );
    assert!(!with_roles.is_empty() && with_roles.len() < active.len());
    let all_again = caller
        .all("/users?hasApplicationRoles=false&hasOrganizationRoles=false")
        .await;
    assert_eq!(all_again.len(), all.len());
    let members = caller.all("/users?hasOrganizationRoles=true").await;
    assert!(
        !members.is_empty()
            && members
                .iter()
                .all(|user| user["access"]["hasOrganizationRoles"] == true)
    );
    let partners = caller
        .all("/users?domains=partner.example&domains=contractor.example")
        .await;
    let joined = caller
        .all("/users?domains=PARTNER.example,contractor.example")
        .await;
    assert!(!partners.is_empty());
    assert_eq!(partners, joined);
}

#[tokio::test]
async fn names_and_emails_are_searched_in_any_case_and_usernames_on_request() {
    let caller = Caller::start().await;
    let found = caller.all("/users?nameOrEmailContains=SILVA").await;
    let holds = |user: &Value| {
        format!("{}{}", user["name"], user["email"])
            .to_lowercase()
            .contains("silva")
    };
    assert!(!found.is_empty() && found.iter().all(holds));
    create(&caller, json!({ "email": "plain@x.example" }))
        .await
        .ok();
    let provider = caller.all("/users?embed=userIdentityProviders").await;
    let nameless = provider
        .iter()
        .find(|user| user["email"].is_null())
        .expect("one without e-mail");
    let username = text(
        &nameless["_embedded"]["userIdentityProviders"][0],
        "username",
    )
    .to_owned();
    assert!(
        caller
            .all(&format!("/users?nameOrEmailContains={username}"))
            .await
            .is_empty()
    );
    let found = caller
        .all(&format!("/users?nameOrEmailOrUsernameContains={username}"))
        .await;
    assert_eq!(found[0]["key"], nameless["key"]);
}

#[tokio::test]
async fn login_bounds_are_inclusive_and_exclude_users_who_never_logged_in() {
    let caller = Caller::start().await;
    let users = caller.all("/users?sort=lastLoginAt").await;
    let some = users
        .iter()
        .filter(|user| user["lastLoginAt"].is_string())
        .nth(20)
        .expect("enough");
    let at = text(some, "lastLoginAt");
    let since = caller.all(&format!("/users?lastLoginAtSince={at}")).await;
    let to = caller.all(&format!("/users?lastLoginAtTo={at}")).await;
    let logged_in = users
        .iter()
        .filter(|user| user["lastLoginAt"].is_string())
        .count();
    assert_eq!(since.len() + to.len(), logged_in + 1);
    let exactly = format!("/users?lastLoginAtSince={at}&lastLoginAtTo={at}");
    assert_eq!(&caller.all(&exactly).await[0], some);
    caller
        .identity("/users?lastLoginAtSince=yesterday")
        .await
        .problem(400);
    caller
        .identity("/users?lastLoginAtSince=2026-01-01T00:00:00")
        .await
        .problem(400);
}

#[tokio::test]
async fn logins_in_a_stage_differ_from_logins_anywhere() {
    let caller = Caller::start().await;
    let stages = caller.sandbox.stages();
    let development = caller
        .all(&format!("/users?loggedInEnvironmentKeys={}", stages[0].key))
        .await;
    let either = format!(
        "/users?loggedInEnvironmentKeys={}&loggedInEnvironmentKeys={}",
        stages[0].key, stages[1].key
    );
    let either = caller.all(&either).await;
    let nowhere = caller
        .all("/users?loggedInEnvironmentKeys=00000000-0000-4000-8000-000000000000")
        .await;
    assert!(!development.is_empty() && development.len() < either.len());
    assert!(nowhere.is_empty());
}

#[tokio::test]
async fn users_sort_by_every_allowed_field_both_ways() {
    let caller = Caller::start().await;
    for field in ["key", "name", "email", "status", "lastLoginAt"] {
        let up = caller.all(&format!("/users?sort={field}")).await;
        let down = caller.all(&format!("/users?sort=-{field}")).await;
        let values: Vec<_> = up
            .iter()
            .map(|user| user[field].as_str().unwrap_or_default().to_lowercase())
            .collect();
        assert!(values.is_sorted(), "{field}");
        let mut back: Vec<_> = down
            .iter()
            .map(|user| user[field].as_str().unwrap_or_default().to_lowercase())
            .collect();
        back.reverse();
        assert_eq!(values, back, "{field}");
    }
    assert!(
        caller
            .identity("/users?sort=photoUrl")
            .await
            .problem(400)
            .contains("lastLoginAt")
    );
    caller.identity("/users?sort=LASTLOGINAT").await.ok();
}

#[tokio::test]
async fn user_keys_are_one_text_with_at_most_twenty_keys() {
    let caller = Caller::start().await;
    let users = caller.all("/users").await;
    let keys: Vec<_> = users.iter().map(|user| text(user, "key")).collect();
    let twenty = caller
        .all(&format!("/users?userKeys={}", keys[..20].join(",")))
        .await;
    assert_eq!(twenty.len(), 20);
    caller
        .identity(&format!("/users?userKeys={}", keys[..21].join(",")))
        .await
        .problem(400);
    caller.identity("/users?userKeys=me").await.problem(400);
}

#[tokio::test]
async fn a_singular_filter_must_not_be_used_with_its_plural() {
    let caller = Caller::start().await;
    let stage = caller.sandbox.stages()[0].key;
    let both = format!("environmentKey={stage}&environmentKeys={stage}");
    for list in ["/users", "/application-roles"] {
        let refused = caller.identity(&format!("{list}?{both}")).await;
        assert!(refused.problem(400).contains("exclude each other"));
    }
    let one = caller.all(&format!("/users?environmentKey={stage}")).await;
    let many = caller.all(&format!("/users?environmentKeys={stage}")).await;
    assert!(!one.is_empty());
    assert_eq!(one, many);
}

#[tokio::test]
async fn parts_are_embedded_only_on_request_and_in_either_spelling() {
    let caller = Caller::start().await;
    let plain = caller.all("/users").await;
    assert!(plain.iter().all(|user| user.get("_embedded").is_none()));
    let pascal = caller
        .all("/users?embed=ApplicationRoles&embed=UserIdentityProviders")
        .await;
    let camel = caller
        .all("/users?embed=applicationRoles&embed=userIdentityProviders")
        .await;
    assert_eq!(pascal, camel);
    let roles = pascal.iter().flat_map(|user| {
        user["_embedded"]["applicationRoles"]
            .as_array()
            .expect("roles")
    });
    let roles: Vec<_> = roles.collect();
    assert!(roles.iter().any(|role| role["isDirectlyAssigned"] == true));
    assert!(
        roles
            .iter()
            .any(|role| role["assignedGroups"][0]["membershipType"] == "Assigned")
    );
    caller
        .identity("/users?embed=Everything")
        .await
        .problem(400);
}

#[tokio::test]
async fn the_visible_users_depend_on_the_permission() {
    let stages = Caller::start().await;
    let development = stages.sandbox.stages()[0].key;
    let end_users = stages
        .only(Permissions::none().with(Permission::ViewEndUsers, &[development]))
        .await;
    let seen = end_users.all("/users?embed=ApplicationRoles").await;
    assert!(!seen.is_empty() && seen.len() < 200);
    for user in &seen {
        let roles = user["_embedded"]["applicationRoles"]
            .as_array()
            .expect("roles");
        assert!(!roles.is_empty());
        assert!(
            roles
                .iter()
                .all(|role| text(role, "environmentKey") == development.to_string())
        );
    }
    let members = end_users
        .only(Permissions::none().with(Permission::ViewMembers, &[]))
        .await;
    let seen_members = members.all("/users").await;
    assert!(!seen_members.is_empty());
    assert!(
        seen_members
            .iter()
            .all(|user| user["access"]["hasOrganizationRoles"] == true)
    );
    let hidden = seen
        .iter()
        .find(|user| user["access"]["hasOrganizationRoles"] == false)
        .expect("one");
    members
        .identity(&format!("/users/{}", text(hidden, "key")))
        .await
        .problem(404);
    let both = Permissions::none()
        .with(Permission::ViewMembers, &[])
        .with(Permission::ViewEndUsers, &[development]);
    let both = members.only(both).await;
    assert_eq!(both.all("/users").await.len(), 200);
}

#[tokio::test]
async fn one_user_is_read_by_key() {
    let caller = Caller::start().await;
    let listed = caller
        .identity("/users?limit=1&offset=5")
        .await
        .results()
        .remove(0);
    let path = format!("/users/{}", text(&listed, "key"));
    assert_eq!(caller.identity(&path).await.ok(), listed);
    let rich = caller
        .identity(&format!("{path}?embed=ApplicationRoles"))
        .await
        .ok();
    assert!(rich["_embedded"]["applicationRoles"].is_array());
    caller
        .identity("/users/00000000-0000-4000-8000-000000000000")
        .await
        .problem(404);
    caller.identity("/users/not-a-key").await.problem(400);
}
