//! The requests that single calls send: path, query and headers. `request_bodies` has their bodies, and
//! `documented_requests` compares all calls with their documents.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, Utc};
use odc_identity_v1::types::{AssignmentSource, UserEmbed, UserStatus};
use odc_runtime::ErrorKind;
use serde_json::json;
use uuid::Uuid;

use crate::support::recorder::{Recorder, plain_http};
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
