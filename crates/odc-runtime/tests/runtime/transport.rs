//! Requests in the form in which they are sent, and responses in the form in which they arrive.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::support::{Reply, Server, call};
use futures_util::TryStreamExt as _;
use odc_runtime::{CallOptions, Operation, Patch, RetryPolicy, Tenant, Transport, client};
use reqwest::Method;

static GET: Operation = Operation::new("get_user", "G", Method::GET, "/users/1");

#[tokio::test]
async fn a_call_sends_token_and_agent_and_no_unexpected_header() {
    let server = Server::script([Reply::ok()]).await;
    call(&server.transport(), &GET).await.unwrap();
    let seen = &server.seen()[0];
    assert_eq!(seen.target, "/api/test/v1/users/1");
    assert_eq!(seen.headers["authorization"], "Bearer token-1");
    assert!(seen.headers["user-agent"].starts_with("odc-rust/"));
    let names: Vec<_> = seen.headers.keys().map(String::as_str).collect();
    // The header for the encoding comes from reqwest's feature gzip, which these tests turn on.
    assert_eq!(
        names,
        [
            "accept",
            "accept-encoding",
            "authorization",
            "host",
            "user-agent"
        ]
    );
}

#[tokio::test]
async fn all_clients_of_a_tenant_share_one_token_and_one_connection() {
    let server = Server::script([Reply::ok()]).await;
    let tenant = server.tenant();
    for path in ["/api/identity/v1", "api/portfolios/v1/"] {
        call(&Transport::for_tenant(&tenant.clone(), path), &GET)
            .await
            .unwrap();
    }
    assert_eq!(server.seen()[1].target, "/api/portfolios/v1/users/1");
    assert_eq!(server.tokens.load(Ordering::Relaxed), 1);
    // Discovery and the token have their own connections, which are not kept open.
    assert_eq!(server.connections(), 3);
}

#[tokio::test]
async fn a_users_own_client_gets_nothing_added() {
    let server = Server::script([Reply::new(503, ""), Reply::ok()]).await;
    for slash in ["", "/", "//"] {
        let base = format!("http://{}/api/v1{slash}", server.host);
        let transport = Transport::new(&base, reqwest::Client::new()).unwrap();
        assert_eq!(
            transport.base_url(),
            format!("http://{}/api/v1", server.host)
        );
    }
    let transport =
        Transport::new(&format!("http://{}", server.host), reqwest::Client::new()).unwrap();
    let error = call(&transport, &GET).await.unwrap_err();
    assert_eq!(
        (error.attempts(), server.calls()),
        (1, 1),
        "no retries of ours"
    );
    assert!(!server.seen()[0].headers.contains_key("authorization"));
    call(&transport, &GET).await.unwrap();
}

#[tokio::test]
async fn a_users_own_middleware_works() {
    let server = Server::script([Reply::ok()]).await;
    let own = odc_runtime::odc_auth::OAuthMiddleware::builder()
        .portal_domain(&server.host)
        .client_id("id")
        .client_secret("secret")
        .allow_http_loopback(true)
        .build()
        .unwrap();
    let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
        .with(own)
        .build();
    let transport = Transport::new(&format!("http://{}/api", server.host), http).unwrap();
    call(&transport, &GET).await.unwrap();
    assert_eq!(server.seen()[0].headers["authorization"], "Bearer token-1");
}

#[tokio::test]
async fn a_tenant_on_a_users_own_http_client_keeps_its_stack() {
    let server = Server::script([Reply::new(503, ""), Reply::ok()]).await;
    let http = reqwest::Client::builder().user_agent("mine/1");
    let policy = RetryPolicy::new().base_delay(std::time::Duration::from_millis(1));
    let tenant = server
        .builder()
        .http_client(http)
        .retry(policy)
        .build()
        .unwrap();
    call(&Transport::for_tenant(&tenant, "/api"), &GET)
        .await
        .unwrap();
    assert_eq!(server.seen()[1].headers["user-agent"], "mine/1");
}

#[tokio::test]
async fn a_token_in_plain_http_never_goes_through_a_proxy() {
    let server = Server::script([Reply::ok()]).await;
    let proxy = Server::script([Reply::ok()]).await;
    let all = format!("http://{}", proxy.host);
    let through =
        move |http: reqwest::ClientBuilder| http.proxy(reqwest::Proxy::all(&all).unwrap());
    let given = server
        .builder()
        .http_client(through(reqwest::Client::builder()));
    for builder in [given, server.builder().configure_http(through)] {
        let tenant = builder.build().unwrap();
        call(&Transport::for_tenant(&tenant, "/api"), &GET)
            .await
            .unwrap();
    }
    assert_eq!(
        (server.calls(), server.tokens.load(Ordering::Relaxed)),
        (2, 2)
    );
    assert_eq!(proxy.connections(), 0);
}

#[tokio::test]
async fn the_settings_for_http_apply_to_both_clients() {
    let server = Server::script([Reply::ok()]).await;
    let used = Arc::new(std::sync::atomic::AtomicU32::new(0));
    let count = Arc::clone(&used);
    let tenant = server
        .builder()
        .configure_http(move |http| {
            count.fetch_add(1, Ordering::Relaxed);
            http
        })
        .build()
        .unwrap();
    call(&Transport::for_tenant(&tenant, "/api"), &GET)
        .await
        .unwrap();
    assert_eq!(used.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn arrays_dates_and_pluses_are_encoded() {
    let server = Server::script([Reply::ok()]).await;
    let transport = server.transport();
    let request = transport
        .get(format!(
            "{}/users/{}",
            transport.base_url(),
            client::encode_path("a/b+c")
        ))
        .query(&client::QueryParam::new("key", &Some(vec!["a", "b"])))
        .query(&client::QueryParam::new(
            "since",
            &"2026-07-08T00:00:00+02:00",
        ))
        .query(&client::QueryParam::new("email", &"ana+x@acme.dev"))
        .query(&client::QueryParam::new("unset", &None::<String>))
        .build()
        .unwrap();
    transport
        .empty(&GET, request, &CallOptions::new())
        .await
        .unwrap();
    assert_eq!(
        server.seen()[0].target,
        "/api/test/v1/users/a%2Fb+c?key=a&key=b&since=2026-07-08T00%3A00%3A00%2B02%3A00&email=ana%2Bx%40acme.dev"
    );
}

#[tokio::test]
async fn a_patch_sends_set_and_cleared_fields() {
    #[derive(serde::Serialize)]
    struct Update {
        #[serde(skip_serializing_if = "Patch::is_absent")]
        name: Patch<String>,
        #[serde(skip_serializing_if = "Patch::is_absent")]
        photo: Patch<String>,
        #[serde(skip_serializing_if = "Patch::is_absent")]
        email: Patch<String>,
    }
    let server = Server::script([Reply::new(200, "")]).await;
    let transport = server.transport();
    let body = Update {
        name: "Ana".into(),
        photo: Patch::Null,
        email: Patch::Absent,
    };
    let request = transport
        .patch(transport.base_url())
        .json(&body)
        .build()
        .unwrap();
    transport
        .empty(&GET, request, &CallOptions::new())
        .await
        .unwrap();
    assert_eq!(server.seen()[0].body, r#"{"name":"Ana","photo":null}"#);
    assert_eq!(server.seen()[0].headers["content-type"], "application/json");
}

#[tokio::test]
async fn a_response_without_content_may_have_any_success_status() {
    for status in [200, 201, 202, 204] {
        let server = Server::script([Reply::new(status, "")]).await;
        let transport = server.transport();
        let request = transport.post(transport.base_url()).build().unwrap();
        let response = transport
            .empty(&GET, request, &CallOptions::new())
            .await
            .unwrap();
        assert_eq!(response.status(), status);
    }
}

#[tokio::test]
async fn a_response_keeps_its_status_and_headers() {
    let server =
        Server::script([Reply::new(201, r#"{"key":"a"}"#).header("location", "/users/a")]).await;
    let response = call(&server.transport(), &GET).await.unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["location"], "/users/a");
    assert_eq!(response["key"], "a");
    assert_eq!(
        format!("{response:?}"),
        format!("{:?}", response.into_inner())
    );
}

#[tokio::test]
async fn bytes_come_as_a_stream() {
    let server = Server::script([Reply::new(200, "x".repeat(300_000))]).await;
    let transport = server.transport();
    let request = transport.get(transport.base_url()).build().unwrap();
    let response = transport
        .bytes(&GET, request, &CallOptions::new())
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    let chunks: Vec<_> = response.into_inner().try_collect().await.unwrap();
    assert_eq!(chunks.concat().len(), 300_000);
}

#[test]
fn nothing_secret_is_printed() {
    let builder = Tenant::builder()
        .portal_domain("acme.dev")
        .client_id("id")
        .client_secret("hunter2");
    assert!(!format!("{builder:?}").contains("hunter2"));
    let tenant = builder.build().unwrap();
    let transport = Transport::for_tenant(&tenant, "/api/identity/v1");
    let text = format!("{tenant:?} {transport:?}");
    assert!(
        text.contains("acme.dev") && !text.contains("hunter2"),
        "{text}"
    );
    assert_eq!(transport.base_url(), "https://acme.dev/api/identity/v1");
}

#[test]
fn settings_that_contradict_each_other_are_refused() {
    let auth = || {
        let builder = odc_runtime::odc_auth::OAuthMiddleware::builder();
        builder
            .portal_domain("acme.dev")
            .client_id("id")
            .client_secret("s")
            .build()
            .unwrap()
    };
    assert!(Tenant::builder().oauth(auth()).build().is_ok());
    for builder in [
        Tenant::builder().oauth(auth()).client_id("other"),
        Tenant::builder().client_id("other").oauth(auth()),
    ] {
        let error = builder.build().unwrap_err();
        assert!(error.to_string().contains("oauth"), "{error}");
    }
}
