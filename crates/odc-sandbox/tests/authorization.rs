//! The authorization server, and the calls that tokens allow.

mod support;

use std::time::Duration;

use odc_sandbox::{Permission, Permissions, Sandbox};
use support::{Caller, IDENTITY, Response, ask_for_token, http, text, token, token_endpoint};

const TWELVE_HOURS: Duration = Duration::from_secs(12 * 3600);

#[tokio::test]
async fn discovery_names_a_realm_of_the_portal_and_not_its_own_address() {
    let caller = Caller::start().await;
    let document = caller
        .get("/identity/.well-known/openid-configuration")
        .await
        .ok();
    let issuer = text(&document, "issuer");
    assert!(
        issuer.starts_with(&format!("{}/auth/realms/", caller.sandbox.origin())),
        "{issuer}"
    );
    assert_eq!(
        text(&document, "token_endpoint"),
        format!("{issuer}/protocol/openid-connect/token")
    );
    assert_eq!(
        text(&document, "jwks_uri"),
        format!("{issuer}/protocol/openid-connect/certs")
    );
}

#[tokio::test]
async fn a_token_is_a_jwt_that_the_published_key_verifies() {
    let caller = Caller::start().await;
    let document = caller
        .get("/identity/.well-known/openid-configuration")
        .await
        .ok();
    let keys = Response::to(caller.http.get(text(&document, "jwks_uri")))
        .await
        .ok();
    let keys: jsonwebtoken::jwk::JwkSet = serde_json::from_value(keys).expect("a key set");
    let header = jsonwebtoken::decode_header(&caller.token).expect("a header");
    let key = keys.find(&header.kid.expect("a key id")).expect("the key");
    let mut rules = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::ES256);
    rules.set_issuer(&[text(&document, "issuer")]);
    let key = jsonwebtoken::DecodingKey::from_jwk(key).expect("a usable key");
    let token = jsonwebtoken::decode::<serde_json::Value>(&caller.token, &key, &rules);
    assert_eq!(
        token.expect("a valid token").claims["azp"],
        caller.sandbox.client_id()
    );
}

#[tokio::test]
async fn basic_credentials_are_form_decoded_first() {
    let caller = Caller::start().await;
    let endpoint = token_endpoint(&caller.http, &caller.sandbox).await;
    let encode =
        |part: &str| url::form_urlencoded::byte_serialize(part.as_bytes()).collect::<String>();
    let (id, secret) = (caller.sandbox.client_id(), caller.sandbox.client_secret());
    let ask = |secret: String| {
        let request = caller
            .http
            .post(&endpoint)
            .basic_auth(encode(id), Some(secret));
        Response::to(request.form(&[("grant_type", "client_credentials")]))
    };
    assert!(text(&ask(encode(secret)).await.ok(), "access_token").contains('.'));
    let raw = ask(secret.to_owned()).await;
    assert_eq!(
        (raw.status.as_u16(), text(&raw.body, "error")),
        (400, "invalid_request")
    );
}

#[tokio::test]
async fn bad_token_requests_get_the_errors_of_the_standard() {
    let caller = Caller::start().await;
    let (id, secret) = (caller.sandbox.client_id(), caller.sandbox.client_secret());
    let endpoint = token_endpoint(&caller.http, &caller.sandbox).await;
    let grant = ("grant_type", "client_credentials");
    let (id, secret) = (("client_id", id), ("client_secret", secret));
    let cases = [
        (
            vec![grant, id, ("client_secret", "wrong")],
            401,
            "invalid_client",
        ),
        (
            vec![grant, ("client_id", "nobody"), secret],
            401,
            "invalid_client",
        ),
        (vec![grant, id], 400, "invalid_request"),
        (vec![id, secret], 400, "invalid_request"),
        (vec![grant, grant, id, secret], 400, "invalid_request"),
        (
            vec![("grant_type", "password"), id, secret],
            400,
            "unsupported_grant_type",
        ),
    ];
    for (form, status, error) in cases {
        let response = Response::to(caller.http.post(&endpoint).form(&form)).await;
        assert_eq!(
            (response.status.as_u16(), text(&response.body, "error")),
            (status, error),
            "{form:?}"
        );
        assert_eq!(response.headers["cache-control"], "no-store");
    }
    let json = Response::to(caller.http.post(&endpoint).json(&serde_json::json!({}))).await;
    assert_eq!(
        (json.status.as_u16(), text(&json.body, "error")),
        (400, "invalid_request")
    );
}

#[tokio::test]
async fn every_call_needs_a_valid_token() {
    let caller = Caller::start().await;
    let url = format!("{}{IDENTITY}/users", caller.sandbox.origin());
    Response::to(caller.http.get(&url)).await.problem(401);
    Response::to(caller.http.get(&url).bearer_auth("x.y.z"))
        .await
        .problem(401);
    Response::to(caller.http.get(&url).basic_auth("a", Some("b")))
        .await
        .problem(401);
    let forged = format!("{}A", &caller.token[..caller.token.len() - 1]);
    let forged = if forged == caller.token {
        forged.replace('A', "B")
    } else {
        forged
    };
    let refused = Response::to(caller.http.get(&url).bearer_auth(forged)).await;
    refused.problem(401);
    assert!(refused.headers.contains_key("www-authenticate"));
}

#[tokio::test]
async fn a_token_expires_on_the_tenants_clock() {
    let caller = Caller::start().await;
    let granted = ask_for_token(
        &caller.http,
        &caller.sandbox,
        caller.sandbox.client_id(),
        caller.sandbox.client_secret(),
    );
    assert_eq!(granted.await.ok()["expires_in"], 43200);
    caller
        .sandbox
        .clock()
        .advance(TWELVE_HOURS.saturating_sub(Duration::from_secs(60)));
    caller.identity("/users?limit=1").await.ok();
    caller.sandbox.clock().advance(Duration::from_secs(60));
    assert!(
        caller
            .identity("/users?limit=1")
            .await
            .problem(401)
            .contains("expired")
    );
}

#[tokio::test]
async fn introspection_distinguishes_valid_from_invalid_tokens() {
    let caller = Caller::start().await;
    let endpoint = token_endpoint(&caller.http, &caller.sandbox).await;
    let inspect = || {
        let form = [
            ("client_id", caller.sandbox.client_id()),
            ("client_secret", caller.sandbox.client_secret()),
            ("token", &caller.token),
        ];
        Response::to(
            caller
                .http
                .post(format!("{endpoint}/introspect"))
                .form(&form),
        )
    };
    let live = inspect().await.ok();
    assert_eq!(
        (&live["active"], text(&live, "token_type")),
        (&true.into(), "Bearer")
    );
    caller.sandbox.clock().advance(TWELVE_HOURS);
    assert_eq!(inspect().await.ok(), serde_json::json!({ "active": false }));
}

#[tokio::test]
async fn a_missing_permission_is_named() {
    let caller = Caller::start().await.only(Permissions::none()).await;
    let refused = caller.identity("/users").await;
    assert!(
        refused
            .problem(403)
            .contains("User management > View end users")
    );
    assert!(
        refused
            .problem(403)
            .contains("\" or \"User management > Manage users")
    );
    let refused = caller.portfolio("/environments").await;
    assert!(refused.problem(403).contains("Stage > View stage"));
}

#[tokio::test]
async fn changed_permissions_apply_immediately_to_issued_tokens() {
    let caller = Caller::start().await;
    let id = caller.sandbox.client_id();
    caller
        .sandbox
        .clients()
        .set_permissions(id, Permissions::none())
        .expect("set");
    caller.identity("/users").await.problem(403);
    let manage = Permissions::none().with(Permission::ManageUsers, &[]);
    caller
        .sandbox
        .clients()
        .set_permissions(id, manage)
        .expect("set");
    caller.identity("/users").await.ok();
}

#[tokio::test]
async fn a_token_of_one_sandbox_does_not_work_in_another() {
    let one = Caller::start().await;
    let other = Sandbox::start().await.expect("a sandbox");
    let url = format!("{}{IDENTITY}/users", other.origin());
    Response::to(one.http.get(url).bearer_auth(&one.token))
        .await
        .problem(401);
}

#[tokio::test]
async fn a_dropped_sandbox_frees_its_port() {
    let sandbox = Sandbox::start().await.expect("a sandbox");
    let url = format!(
        "{}/identity/.well-known/openid-configuration",
        sandbox.origin()
    );
    http().get(&url).send().await.expect("a response");
    drop(sandbox);
    tokio::task::yield_now().await;
    assert!(http().get(&url).send().await.is_err());
}

#[tokio::test]
async fn a_sandbox_can_be_reached_by_another_name_of_its_host() {
    let caller = Caller::start().await;
    let port = caller.sandbox.domain().rsplit_once(':').expect("a port").1;
    let url = format!("http://localhost:{port}/identity/.well-known/openid-configuration");
    let document = Response::to(caller.http.get(url)).await.ok();
    assert!(text(&document, "issuer").starts_with(&format!("http://localhost:{port}/")));
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", caller.sandbox.client_id()),
        ("client_secret", caller.sandbox.client_secret()),
    ];
    let response = Response::to(
        caller
            .http
            .post(text(&document, "token_endpoint"))
            .form(&form),
    )
    .await
    .ok();
    let url = format!("http://localhost:{port}{IDENTITY}/users");
    Response::to(
        caller
            .http
            .get(url)
            .bearer_auth(text(&response, "access_token")),
    )
    .await
    .ok();
    assert_eq!(
        token(&caller.http, &caller.sandbox, form[1].1, form[2].1)
            .await
            .matches('.')
            .count(),
        2
    );
}

#[tokio::test]
async fn a_sandbox_on_every_address_can_be_reached_on_loopback() {
    let builder = Sandbox::builder().host(std::net::Ipv4Addr::UNSPECIFIED.into());
    let caller = Caller::with(builder).await;
    assert!(caller.sandbox.domain().starts_with("127.0.0.1:"));
    caller.identity("/users?limit=1").await.ok();
}
