//! The parts of a request that the journal keeps, and the secrets that it never keeps.

mod support;

use odc_sandbox::Entry;
use reqwest::Method;
use serde_json::{Value, json};
use support::{Caller, IDENTITY, REPOSITORY, Response, text, token_endpoint};

/// It does not look like a token. Only its place shows that it is a secret.
const SECRET: &str = "open sesame";

fn last(caller: &Caller) -> Entry {
    let journal = caller.sandbox.journal();
    journal.last().expect("an entry").clone()
}

fn header<'a>(entry: &'a Entry, name: &str) -> &'a str {
    let header = entry.headers.iter().find(|(one, _)| one == name);
    &header.expect("the name is kept").1
}

/// Asserts that no entry contains the secret, neither through the handle nor through the control plane.
async fn does_not_show(caller: &Caller, secret: &str) {
    for journal in [
        format!("{:?}", caller.sandbox.journal()),
        caller
            .control("GET", "/journal", Value::Null)
            .await
            .ok()
            .to_string(),
    ] {
        for spelling in [
            secret.to_owned(),
            secret.replace(' ', "+"),
            secret.replace(' ', "%20"),
        ] {
            assert!(!journal.contains(&spelling), "{journal}");
        }
    }
}

#[tokio::test]
async fn only_the_names_of_unknown_headers_are_kept() {
    let caller = Caller::start().await;
    for name in [
        "cookie",
        "proxy-authorization",
        "x-api-key",
        "x-auth-token",
        "x-forwarded-for",
        "x-amz-security-token",
        "referer",
        "origin",
        "from",
        "forwarded",
        "baggage",
    ] {
        let request = caller.request(Method::GET, &format!("{IDENTITY}/users?limit=1"));
        Response::to(request.header(name, SECRET)).await.ok();
        assert_eq!(header(&last(&caller), name), "(redacted)");
    }
    does_not_show(&caller, SECRET).await;
}

#[tokio::test]
async fn only_a_known_scheme_of_an_authorization_header_is_shown() {
    let caller = Caller::start().await;
    for (value, shown) in [
        (format!("Bearer {SECRET}"), "Bearer (redacted)"),
        (format!("basic {SECRET}"), "Basic (redacted)"),
        (format!("Digest {SECRET}"), "Digest (redacted)"),
        (format!("Token {SECRET}"), "(redacted)"),
        (SECRET.to_owned(), "(redacted)"),
        (format!("Bearer\t{SECRET}"), "(redacted)"),
    ] {
        let request = caller
            .http
            .get(format!("{}{IDENTITY}/users", caller.sandbox.origin()));
        let response = Response::to(request.header("authorization", &value)).await;
        response.problem(401);
        assert_eq!(header(&last(&caller), "authorization"), shown, "{value}");
    }
    does_not_show(&caller, SECRET).await;
}

#[tokio::test]
async fn harmless_headers_are_shown_completely() {
    let caller = Caller::start().await;
    let request = caller.request(Method::POST, &format!("{IDENTITY}/users"));
    let request = request.header("user-agent", "pipeline/3 (linux)");
    let request = request.header("accept", "application/json");
    let body = json!({ "email": "a@journal.example" });
    Response::to(request.json(&body)).await.ok();
    let entry = last(&caller);
    assert_eq!(header(&entry, "user-agent"), "pipeline/3 (linux)");
    assert_eq!(header(&entry, "accept"), "application/json");
    assert_eq!(header(&entry, "content-type"), "application/json");
    assert_eq!(header(&entry, "host"), caller.sandbox.domain());
}

#[tokio::test]
async fn the_journal_shows_only_the_values_of_declared_parameters() {
    let caller = Caller::start().await;
    for (path, query, shown) in [
        (
            "/users",
            "nameOrEmailContains=a%2Bb&limit=1",
            "nameOrEmailContains=a%2Bb&limit=1",
        ),
        (
            "/users",
            "limit=1&client_secret=open+sesame",
            "limit=1&client_secret=(redacted)",
        ),
        (
            "/users",
            "access_token=open%20sesame&limit=1",
            "access_token=(redacted)&limit=1",
        ),
        (
            "/users",
            "client%5Fsecret=open+sesame",
            "client%5Fsecret=(redacted)",
        ),
        ("/users", "Limit=open+sesame", "Limit=(redacted)"),
        ("/users", "open+sesame", "(redacted)"),
        ("/users", "=open+sesame", "=(redacted)"),
        ("/users", "a=b=open+sesame", "a=(redacted)"),
        (
            "/users",
            "limit=1;client_secret=open+sesame",
            "limit=(redacted)",
        ),
        (
            "/users",
            "limit=1%26client_secret%3Dopen+sesame",
            "limit=(redacted)",
        ),
        (
            "/users",
            "limit=1%2526client_secret%253Dopen%2520sesame",
            "limit=(redacted)",
        ),
        (
            "/users",
            "x%26client_secret%3Dopen+sesame=1",
            "(redacted)=(redacted)",
        ),
        (
            "/users",
            "client_secret%253Dopen%2520sesame=",
            "(redacted)=(redacted)",
        ),
        (
            "/users/count",
            "domains=a.example&limit=open+sesame",
            "domains=a.example&limit=(redacted)",
        ),
        ("/nowhere", "limit=open+sesame", "limit=(redacted)"),
    ] {
        caller.identity(&format!("{path}?{query}")).await;
        assert_eq!(
            last(&caller).query.as_deref(),
            Some(shown),
            "{path}?{query}"
        );
    }
    let endpoint = token_endpoint(&caller.http, &caller.sandbox).await;
    let secret = caller
        .http
        .post(format!("{endpoint}?client_secret=open+sesame"));
    secret.send().await.expect("a response");
    assert_eq!(
        last(&caller).query.as_deref(),
        Some("client_secret=(redacted)")
    );
    does_not_show(&caller, SECRET).await;
}

#[tokio::test]
async fn parameters_that_an_operation_ignores_are_named() {
    let caller = Caller::start().await;
    caller
        .identity("/users?limit=1&nameContain=x&Sort=name&alone")
        .await;
    assert_eq!(last(&caller).ignored, ["nameContain", "Sort", "(redacted)"]);
    caller.identity("/users?limit=1&sort=name").await;
    assert!(last(&caller).ignored.is_empty());
}

#[tokio::test]
async fn ignored_parameters_of_the_authorization_server_and_of_transfers_are_named_too() {
    let caller = Caller::start().await;
    let origin = caller.sandbox.origin();
    let discovery = format!("{origin}/identity/.well-known/openid-configuration?tenant=x");
    Response::to(caller.http.get(discovery)).await.ok();
    assert_eq!(last(&caller).ignored, ["tenant"]);
    let place = caller
        .call("POST", &format!("{REPOSITORY}/uploads"), &Value::Null)
        .await
        .ok();
    let url = text(&place, "uploadUrl");
    let sent = caller.http.put(format!("{url}&partNumber=1")).body("x");
    assert!(sent.send().await.expect("a response").status().is_success());
    let last = last(&caller);
    assert_eq!(
        (last.operation, last.ignored),
        (Some("upload"), vec!["partNumber".to_owned()])
    );
}

#[tokio::test]
async fn the_journal_shows_only_the_declared_members_of_a_body() {
    let caller = Caller::start().await;
    for (path, body, shown) in [
        (
            "/users",
            json!({ "email": "a@b.example", "isActive": true }),
            json!({ "email": "a@b.example", "isActive": true }),
        ),
        (
            "/users",
            json!({ "email": "c@b.example", "password": SECRET }),
            json!({ "email": "c@b.example", "password": "(redacted)" }),
        ),
        (
            "/users",
            json!({ "name": { "secret": SECRET } }),
            json!({ "name": "(redacted)" }),
        ),
        (
            "/users",
            json!({ "name": [SECRET] }),
            json!({ "name": "(redacted)" }),
        ),
        ("/users", json!(SECRET), json!("(redacted)")),
        (
            "/users/bulk",
            json!({ "records": [{ "email": "d@b.example", "token": SECRET }, SECRET], "client_secret": SECRET }),
            json!({ "records": [{ "email": "d@b.example", "token": "(redacted)" }, "(redacted)"], "client_secret": "(redacted)" }),
        ),
    ] {
        caller.act("POST", path, &body).await;
        let logged = last(&caller).body.expect("a body");
        let logged: Value = serde_json::from_str(&logged).expect("JSON");
        assert_eq!(logged, shown);
    }
    does_not_show(&caller, SECRET).await;
}

#[tokio::test]
async fn a_body_that_is_not_declared_json_is_not_shown() {
    let caller = Caller::start().await;
    let users = format!("{IDENTITY}/users");
    for (method, path, body) in [
        (Method::POST, &users, format!("client_secret={SECRET}")),
        (Method::POST, &users, format!("{{\"email\":\"{SECRET}\"")),
        (
            Method::POST,
            &users,
            format!("{{\"email\":{{\"x\":\"{SECRET}\"}},\"email\":\"e@b.example\"}}"),
        ),
        (Method::GET, &users, format!("{{\"email\":\"{SECRET}\"}}")),
    ] {
        let request = caller
            .request(method, path)
            .header("content-type", "application/json");
        Response::to(request.body(body.clone())).await;
        assert!(last(&caller).body.is_some(), "{body}");
    }
    let endpoint = token_endpoint(&caller.http, &caller.sandbox).await;
    let form = [
        ("client_id", caller.sandbox.client_id()),
        ("client_secret", SECRET),
    ];
    caller
        .http
        .post(endpoint)
        .form(&form)
        .send()
        .await
        .expect("a response");
    assert_eq!(last(&caller).body, None);
    does_not_show(&caller, SECRET).await;
}

#[tokio::test]
async fn a_token_in_a_path_is_not_shown() {
    let caller = Caller::start().await;
    caller
        .get(&format!("/login/{}", caller.token))
        .await
        .problem(404);
    caller
        .identity(&format!("/users/{}", caller.token))
        .await
        .problem(400);
    does_not_show(&caller, &caller.token).await;
}

#[tokio::test]
async fn only_served_parts_and_keys_of_a_path_are_shown() {
    let caller = Caller::start().await;
    let key = "6f2c1b1e-0000-4000-8000-000000000001";
    for (path, shown) in [
        (
            format!("{IDENTITY}/users/{key}"),
            format!("{IDENTITY}/users/{key}"),
        ),
        (
            format!("{IDENTITY}/users/open%20sesame"),
            format!("{IDENTITY}/users/(redacted)"),
        ),
        (
            "/services/open%20sesame/token".to_owned(),
            "/(redacted)/(redacted)/token".to_owned(),
        ),
    ] {
        caller.get(&path).await;
        assert_eq!(last(&caller).path, shown);
    }
    does_not_show(&caller, SECRET).await;
}

#[tokio::test]
async fn a_token_in_a_declared_text_is_not_shown() {
    let caller = Caller::start().await;
    let body = json!({ "email": "a@b.example", "name": caller.token });
    caller.act("POST", "/users", &body).await.ok();
    let logged = last(&caller).body.expect("a body");
    assert!(logged.contains("a@b.example"), "{logged}");
    does_not_show(&caller, &caller.token).await;
}

#[tokio::test]
async fn the_journal_keeps_fewer_large_requests() {
    let caller = Caller::start().await;
    let path = format!("/?{}", "a&".repeat(15_000));
    for _ in 0..250 {
        caller.get(&path).await.problem(404);
    }
    let journal = caller.sandbox.journal();
    let bytes: usize = journal
        .iter()
        .filter_map(|one| one.query.as_ref())
        .map(String::len)
        .sum();
    assert!(bytes < 32 * 1024 * 1024, "{bytes} bytes");
    assert!((100..250).contains(&journal.len()), "{}", journal.len());
    let logged = caller.control("GET", "/journal", Value::Null).await.ok();
    assert_eq!(logged.as_array().expect("a list").len(), journal.len());
    caller.sandbox.clear_journal();
    let logged = caller.control("GET", "/journal", Value::Null).await.ok();
    assert_eq!(logged, json!([]));
}

#[tokio::test]
async fn the_control_plane_is_not_in_the_journal() {
    let caller = Caller::start().await;
    caller.sandbox.clear_journal();
    let made = caller
        .control("POST", "/clients", json!({ "name": "ci" }))
        .await
        .ok();
    assert!(caller.sandbox.journal().is_empty());
    does_not_show(&caller, made["clientSecret"].as_str().expect("a secret")).await;
}
