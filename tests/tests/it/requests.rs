//! The requests that calls send: path, query, headers and body.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, Utc};
use odc_identity_v1::types::{
    AssignmentSource, GrantPeriod, NewUser, PermissionSelection, UserEmbed, UserStatus,
};
use odc_portfolio_v2::types::{EnvironmentPatch, EnvironmentUpdate};
use odc_runtime::{ErrorKind, Patch};
use serde_json::json;
use uuid::Uuid;

use crate::support::calls::{self, Call};
use crate::support::documents;
use crate::support::recorder::Recorder;
use crate::support::{KEY, OTHER};

/// Owned pairs, sorted, to compare with [`Seen::query`](crate::support::recorder::Seen::query).
fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = pairs
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
    pairs.sort();
    pairs
}

fn empty_page() -> serde_json::Value {
    json!({ "results": [], "page": { "count": 0, "limit": 100, "offset": 0 } })
}

fn operation(call: &Call) -> &'static odc_runtime::Operation {
    let all = match call.api {
        odc_identity_v1::operations::BASE_PATH => odc_identity_v1::operations::ALL,
        odc_portfolio_v1::operations::BASE_PATH => odc_portfolio_v1::operations::ALL,
        _ => odc_portfolio_v2::operations::ALL,
    };
    all.iter()
        .copied()
        .find(|one| one.id() == call.id)
        .unwrap_or_else(|| panic!("{} is not among the operations", call.id))
}

#[tokio::test]
async fn every_operation_is_sent_with_its_method_and_path() {
    let recorder = Recorder::empty().await;
    let http = plain_http();
    for call in calls::all() {
        let operation = operation(&call);
        // Only the request matters here. Some calls decode the empty response and others fail.
        let _ = (call.send)(recorder.url(call.api), http.clone().into()).await;
        let seen = recorder.one();
        let path = operation
            .path()
            .replace("{key}", &KEY.to_string())
            .replace("{environmentKey}", &KEY.to_string())
            .replace("{portfolioKey}", &KEY.to_string())
            .replace("{roleKey}", &OTHER.to_string())
            .replace("{mappingKey}", &OTHER.to_string());
        assert_eq!(seen.method, operation.method().as_str(), "{operation:?}");
        assert_eq!(seen.path, format!("{}{path}", call.api), "{operation:?}");
        assert_eq!(
            seen.raw_query, "",
            "{operation:?}: parameters that are not set are not sent"
        );
    }
}

#[test]
fn every_operation_has_a_method_of_its_name() {
    let called: BTreeSet<_> = calls::identity().iter().map(|call| call.id).collect();
    let all = odc_identity_v1::operations::ALL.iter();
    assert_eq!(called, all.map(|one| one.id()).collect());
    let called: BTreeSet<_> = calls::portfolio().iter().map(|call| call.id).collect();
    let all = odc_portfolio_v1::operations::ALL.iter();
    assert_eq!(called, all.map(|one| one.id()).collect());
    let called: BTreeSet<_> = calls::portfolio_v2().iter().map(|call| call.id).collect();
    let all = odc_portfolio_v2::operations::ALL.iter();
    assert_eq!(called, all.map(|one| one.id()).collect());
}

#[tokio::test]
async fn only_the_documented_headers_are_sent() {
    let recorder = Recorder::empty().await;
    let http = plain_http();
    for call in calls::all() {
        let _ = (call.send)(recorder.url(call.api), http.clone().into()).await;
        let seen = recorder.one();
        let headers = seen.headers();
        let published = documents::of(call.api)
            .operations()
            .into_iter()
            .find(|one| one.id() == operation(&call).operation_id())
            .expect("published");
        // reqwest sends `*/*` if no other media type is set.
        let has_json = published.success().1.is_some();
        let mut expected = BTreeMap::new();
        expected.insert("accept", if has_json { "application/json" } else { "*/*" });
        if published.node.get("requestBody").is_some() {
            expected.insert("content-type", "application/json");
        } else {
            assert_eq!(seen.body, b"", "{}: an undocumented body", call.id);
        }
        assert_eq!(headers, expected, "{}", call.id);
    }
}

#[tokio::test]
async fn a_query_contains_the_values_that_were_set_and_arrays_as_repeated_keys() {
    let recorder = Recorder::json(&empty_page()).await;
    let call = recorder.identity().list_users();
    call.status(UserStatus::Active)
        .has_application_roles(true)
        .has_organization_roles(false)
        .asset_key(KEY)
        .environment_keys([KEY, OTHER])
        .domains(["a.example", "b.example"])
        .embed([
            UserEmbed::ApplicationRoles,
            UserEmbed::UserIdentityProviders,
        ])
        .sort("-name")
        .limit(10)
        .offset(20)
        .send()
        .await
        .expect("a page");
    let (key, other) = (KEY.to_string(), OTHER.to_string());
    let expected = pairs([
        ("status", "Active"),
        ("hasApplicationRoles", "true"),
        ("hasOrganizationRoles", "false"),
        ("assetKey", &key),
        ("environmentKeys", &key),
        ("environmentKeys", &other),
        ("domains", "a.example"),
        ("domains", "b.example"),
        ("embed", "ApplicationRoles"),
        ("embed", "UserIdentityProviders"),
        ("sort", "-name"),
        ("limit", "10"),
        ("offset", "20"),
    ]);
    assert_eq!(recorder.one().query(), expected);
}

#[tokio::test]
async fn every_parameter_of_the_documents_can_be_set() {
    let recorder = Recorder::empty().await;
    let http = plain_http();
    let mut calls: BTreeMap<_, _> = calls::with_every_parameter()
        .into_iter()
        .map(|call| ((call.api, operation(&call).operation_id()), call))
        .collect();
    let published: Vec<_> = documents::all()
        .into_iter()
        .flat_map(|(api, document)| document.operations().into_iter().map(move |one| (api, one)))
        .collect();
    for (api, one) in &published {
        let parameters = one.node["parameters"].as_array();
        let parameters = parameters.into_iter().flatten();
        let names: BTreeSet<_> = parameters
            .filter(|parameter| parameter["in"] == "query")
            .map(|parameter| parameter["name"].as_str().expect("a name").to_owned())
            .collect();
        let Some(call) = calls.remove(&(*api, one.id())) else {
            assert!(names.is_empty(), "{} is called without {names:?}", one.id());
            continue;
        };
        let _ = (call.send)(recorder.url(call.api), http.clone().into()).await;
        let sent: BTreeSet<_> = recorder
            .one()
            .query()
            .into_iter()
            .map(|(key, _)| key)
            .collect();
        assert_eq!(sent, names, "{}", one.id());
    }
    assert!(calls.is_empty(), "calls of no document");
}

#[tokio::test]
async fn every_setter_of_a_list_reaches_the_parameter_of_its_name() {
    let recorder = Recorder::json(&empty_page()).await;
    let call = recorder.identity().list_user_application_roles(KEY);
    call.name_contains("n")
        .asset_key(Uuid::from_u128(1))
        .asset_keys([Uuid::from_u128(2)])
        .environment_key(Uuid::from_u128(3))
        .environment_keys([Uuid::from_u128(4)])
        .portfolio_keys([Uuid::from_u128(5)])
        .group_keys([Uuid::from_u128(6)])
        .application_role_keys([Uuid::from_u128(7)])
        .sort("s")
        .limit(8)
        .offset(9)
        .assignment_sources([
            AssignmentSource::Direct,
            AssignmentSource::GroupAssigned,
            AssignmentSource::GroupMapped,
        ])
        .send()
        .await
        .expect("a page");
    let key = |n: u128| Uuid::from_u128(n).to_string();
    let expected = pairs([
        ("nameContains", "n"),
        ("assetKey", &key(1)),
        ("assetKeys", &key(2)),
        ("environmentKey", &key(3)),
        ("environmentKeys", &key(4)),
        ("portfolioKeys", &key(5)),
        ("groupKeys", &key(6)),
        ("applicationRoleKeys", &key(7)),
        ("sort", "s"),
        ("limit", "8"),
        ("offset", "9"),
        ("assignmentSources", "Direct"),
        ("assignmentSources", "GroupAssigned"),
        ("assignmentSources", "GroupMapped"),
    ]);
    assert_eq!(recorder.one().query(), expected);
}

#[tokio::test]
async fn the_elements_of_an_array_keep_their_order() {
    let recorder = Recorder::json(&empty_page()).await;
    let call = recorder.identity().list_users();
    call.domains(["z", "a", "m"]).send().await.expect("a page");
    assert_eq!(recorder.one().raw_query, "domains=z&domains=a&domains=m");
}

#[tokio::test]
async fn an_empty_array_sends_no_value_in_the_query() {
    let recorder = Recorder::json(&empty_page()).await;
    let call = recorder.identity().list_users();
    call.domains([""; 0])
        .user_keys([""; 0])
        .send()
        .await
        .expect("a page");
    let query = recorder.one().query();
    // A list in one string is absent or empty. An array has no key to repeat.
    assert!(query.iter().all(|(key, _)| key == "userKeys"), "{query:?}");
}

#[tokio::test]
async fn an_unknown_enum_value_can_be_sent_in_a_query() {
    let recorder = Recorder::json(&empty_page()).await;
    let call = recorder.identity().list_users();
    call.status("Paused")
        .embed([UserEmbed::from("Photos"), UserEmbed::ApplicationRoles])
        .send()
        .await
        .expect("a page");
    let expected = pairs([
        ("status", "Paused"),
        ("embed", "Photos"),
        ("embed", "ApplicationRoles"),
    ]);
    assert_eq!(recorder.one().query(), expected);
}

#[tokio::test]
async fn text_in_a_query_is_percent_encoded() {
    let recorder = Recorder::json(&empty_page()).await;
    let text = "ana+odc@x.example & co=50% #1 é/?";
    let call = recorder.identity().list_users();
    call.name_or_email_contains(text)
        .send()
        .await
        .expect("a page");
    let seen = recorder.one();
    assert!(
        seen.raw_query
            .starts_with("nameOrEmailContains=ana%2Bodc%40x.example"),
        "{}",
        seen.raw_query
    );
    assert_eq!(seen.query(), pairs([("nameOrEmailContains", text)]));
}

#[tokio::test]
async fn a_list_in_one_string_is_joined_with_commas() {
    let recorder = Recorder::json(&empty_page()).await;
    let joined = format!("{KEY},{OTHER}");
    let call = recorder.identity().list_users();
    call.user_keys([KEY, OTHER]).send().await.expect("a page");
    assert_eq!(recorder.one().query(), pairs([("userKeys", &joined)]));

    let call = recorder.portfolio().list_deployed_assets();
    call.environment_key([KEY, OTHER])
        .key([OTHER.to_string()])
        .type_(["Workflow", "Agent"])
        .permission_filter("Type.Environment")
        .send()
        .await
        .expect("a page");
    let expected = pairs([
        ("environmentKey", &joined),
        ("key", &OTHER.to_string()),
        ("type", "Workflow"),
        ("type", "Agent"),
        ("permissionFilter", "Type.Environment"),
    ]);
    assert_eq!(recorder.one().query(), expected);
}

#[tokio::test]
async fn times_in_a_query_are_rfc_3339_with_an_offset() {
    let recorder = Recorder::json(&json!({ "userCount": 3 })).await;
    let lisbon: DateTime<FixedOffset> = "2026-07-08T10:30:00+01:00".parse().expect("a time");
    let exact: DateTime<Utc> = "2026-07-09T00:00:00.125Z".parse().expect("a time");
    let call = recorder.identity().count_users();
    let count = call
        .last_login_at_since(lisbon)
        .last_login_at_to(exact)
        .send()
        .await
        .expect("a count");
    assert_eq!(count.user_count, Some(3));
    let query = recorder.one().query();
    let sent: BTreeMap<_, _> = query
        .iter()
        .map(|(key, value)| {
            let offset = value.ends_with('Z') || value.ends_with("+00:00");
            assert!(offset, "{value} has no offset");
            let time = DateTime::parse_from_rfc3339(value).expect("RFC 3339");
            (key.as_str(), time.to_utc())
        })
        .collect();
    assert_eq!(
        sent,
        BTreeMap::from([
            ("lastLoginAtSince", lisbon.to_utc()),
            ("lastLoginAtTo", exact)
        ])
    );
}

#[tokio::test]
async fn a_value_in_the_path_is_encoded_and_cannot_change_the_path() {
    let recorder = Recorder::json(&json!({ "key": KEY })).await;
    let identity = recorder.identity();
    identity
        .get_bulk_user_operation("a/../b ?#%é")
        .send()
        .await
        .expect("an operation");
    assert_eq!(
        recorder.one().path,
        "/api/identity/v1/users/bulk/a%2F..%2Fb%20%3F%23%25%C3%A9"
    );
    for impossible in ["", ".", ".."] {
        let error = identity
            .get_bulk_user_operation(impossible)
            .send()
            .await
            .expect_err("a URL cannot hold it");
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert_eq!(
            error.operation().map(odc_runtime::Operation::id),
            Some("get_bulk_user_operation")
        );
    }
    assert!(recorder.all().is_empty(), "nothing was sent");
}

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
async fn the_query_for_libraries_has_the_form_that_the_service_expects() {
    let recorder = Recorder::json(&empty_page()).await;
    let call = recorder.portfolio_v2().list_libraries();
    call.key([KEY, OTHER])
        .type_(["WidgetLibrary", "MobileLibrary"])
        .sort(["Name:asc", "PublishDateTime:desc"])
        .portfolio_key(OTHER)
        .revisions("NewestThree")
        .send()
        .await
        .expect("a page");
    let expected = pairs([
        ("key", &format!("{KEY},{OTHER}")),
        ("type", "WidgetLibrary"),
        ("type", "MobileLibrary"),
        ("sort", "Name:asc"),
        ("sort", "PublishDateTime:desc"),
        ("portfolioKey", &OTHER.to_string()),
        ("revisions", "NewestThree"),
    ]);
    assert_eq!(recorder.one().query(), expected);
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

#[tokio::test]
async fn a_base_url_may_end_in_a_slash_and_may_have_another_path() {
    let recorder = Recorder::json(&empty_page()).await;
    for (path, expected) in [
        ("/api/identity/v1/", "/api/identity/v1/users"),
        ("/proxy/of%20mine", "/proxy/of%20mine/users"),
        ("", "/users"),
        ("/", "/users"),
    ] {
        let base = recorder.url(path);
        let client = odc_identity_v1::Client::new(&base, plain_http());
        client
            .expect("a URL")
            .list_users()
            .send()
            .await
            .expect("a page");
        assert_eq!(recorder.one().path, expected);
    }
    for wrong in [
        "acme.outsystems.dev",
        "ftp://x/",
        "http://u:p@x/",
        "http://x/?q",
        "",
    ] {
        let error = odc_identity_v1::Client::new(wrong, plain_http()).expect_err("no base URL");
        assert_eq!(error.kind(), ErrorKind::Config, "{wrong}");
    }
}

/// A middleware of the caller.
struct Stamp;

#[async_trait::async_trait]
impl reqwest_middleware::Middleware for Stamp {
    async fn handle(
        &self,
        mut request: reqwest::Request,
        extensions: &mut http::Extensions,
        next: reqwest_middleware::Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        let stamp = http::HeaderValue::from_static("here");
        request.headers_mut().insert("x-stamp", stamp);
        next.run(request, extensions).await
    }
}

#[tokio::test]
async fn the_middleware_and_the_default_headers_of_the_caller_are_used() {
    let recorder = Recorder::json(&empty_page()).await;
    let headers = http::HeaderMap::from_iter([(
        http::header::AUTHORIZATION,
        http::HeaderValue::from_static("Bearer mine"),
    )]);
    let http = reqwest::Client::builder()
        .no_gzip()
        .default_headers(headers)
        .build();
    let http = reqwest_middleware::ClientBuilder::new(http.expect("a client"))
        .with(Stamp)
        .build();
    let base = recorder.url("/api/portfolios/v1");
    let client = odc_portfolio_v1::Client::new(&base, http).expect("a client");
    client.list_environments().send().await.expect("a list");
    let seen = recorder.one();
    assert_eq!(
        seen.headers(),
        BTreeMap::from([
            ("accept", "application/json"),
            ("authorization", "Bearer mine"),
            ("x-stamp", "here"),
        ])
    );
}

#[tokio::test]
async fn a_builder_can_be_kept_and_sent_again() {
    let recorder = Recorder::json(&empty_page()).await;
    let call = recorder.identity().list_groups().name_contains("a");
    call.clone().limit(1).send().await.expect("a page");
    call.send().await.expect("a page");
    let seen = recorder.all();
    assert_eq!(
        seen[0].query(),
        pairs([("limit", "1"), ("nameContains", "a")])
    );
    assert_eq!(seen[1].query(), pairs([("nameContains", "a")]));
}

/// A client that asks for no compression, also where another package of the build has switched that feature on.
fn plain_http() -> reqwest::Client {
    let http = reqwest::Client::builder().no_gzip();
    http.build().expect("a client")
}
