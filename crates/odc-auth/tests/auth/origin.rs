//! Where tokens go: only to the tenant.

use crate::support::*;

#[tokio::test]
async fn a_redirect_to_another_origin_is_followed_without_the_token() {
    let (tenant, other) = (Server::apart(), Server::apart());
    let target = other.url("/landed");
    tenant.on_api(move |_| status(307, vec![("location", target.clone())]));
    let auth = tenant.builder().build().unwrap();
    assert_eq!(
        client(&auth)
            .get(tenant.url("/api"))
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
    assert_eq!(tenant.calls()[0].bearer(), Some("token-1"));
    assert_eq!(other.calls()[0].header("authorization"), None);
}

#[tokio::test]
async fn a_redirect_within_the_tenant_keeps_the_token() {
    let tenant = Server::apart();
    tenant.on_api(|seen| match seen.path.as_str() {
        "/old" => status(307, vec![("location", "/new".to_owned())]),
        _ => json(200, "{}"),
    });
    let auth = tenant.builder().build().unwrap();
    client(&auth).get(tenant.url("/old")).send().await.unwrap();
    assert_eq!(tenant.calls()[1].bearer(), Some("token-1"));
}

#[tokio::test]
async fn a_401_from_another_origin_does_not_drop_our_token() {
    let (tenant, other) = (Server::apart(), Server::apart());
    let target = other.url("/landed");
    tenant.on_api(move |_| status(307, vec![("location", target.clone())]));
    other.on_api(|_| json(401, "{}"));
    let auth = tenant.builder().build().unwrap();
    assert_eq!(
        client(&auth)
            .get(tenant.url("/api"))
            .send()
            .await
            .unwrap()
            .status(),
        401
    );
    assert_eq!((tenant.posts(), tenant.calls().len()), (1, 1));
}

#[tokio::test]
async fn other_urls_pass_through_the_same_client_without_a_token() {
    let (tenant, other) = (Server::apart(), Server::apart());
    let auth = tenant.builder().build().unwrap();
    let client = client(&auth);
    // Another port, and another name for the same machine.
    let elsewhere = [
        other.url("/a"),
        format!("http://localhost:{}/b", tenant.port),
    ];
    for url in elsewhere {
        client.get(url).send().await.unwrap();
    }
    let calls: Vec<_> = other.calls().into_iter().chain(tenant.calls()).collect();
    assert_eq!(calls.len(), 2);
    assert!(
        calls
            .iter()
            .all(|call| call.header("authorization").is_none())
    );
    assert_eq!(tenant.posts(), 0, "and nobody asked for one");
}

#[tokio::test]
async fn a_request_with_its_own_authorization_header_is_not_changed() {
    let tenant = Server::apart();
    tenant.on_api(|_| json(401, "{}"));
    let auth = tenant.builder().build().unwrap();
    client(&auth)
        .get(tenant.url("/api"))
        .header("authorization", "Custom x")
        .send()
        .await
        .unwrap();
    assert_eq!(tenant.calls().len(), 1);
    assert_eq!(
        (tenant.calls()[0].header("authorization"), tenant.posts()),
        (Some("Custom x"), 0)
    );
}

#[tokio::test]
async fn the_secret_follows_no_redirect_of_the_token_endpoint() {
    let (tenant, other) = (Server::apart(), Server::apart());
    let target = other.url("/steal");
    tenant.on_token(move |_| status(307, vec![("location", target.clone())]));
    // This is also true of a client whose user wants redirects.
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::limited(5));
    let error = tenant
        .builder()
        .http_client(http)
        .build()
        .unwrap()
        .token()
        .await
        .unwrap_err();
    assert!(error.to_string().contains("307"), "{error}");
    assert_eq!((tenant.posts(), other.seen().len()), (1, 0));
}

#[tokio::test]
async fn a_protected_client_follows_no_redirect_and_keeps_its_other_settings() {
    let tenant = Server::apart();
    tenant.on_api(|_| status(307, vec![("location", "/new".to_owned())]));
    let auth = tenant.builder().build().unwrap();
    let mine = || reqwest::Client::builder().user_agent("mine/1");
    for (client, followed) in [(auth.protect(mine()), false), (auth.trust(mine()), true)] {
        let before = tenant.calls().len();
        let result = client
            .no_proxy()
            .build()
            .unwrap()
            .get(tenant.url("/api"))
            .send()
            .await;
        assert_eq!(result.is_err(), followed, "ten redirects are an error");
        let calls = tenant.calls();
        assert_eq!(calls.len() > before + 1, followed);
        assert!(
            calls
                .iter()
                .all(|call| call.header("user-agent") == Some("mine/1"))
        );
    }
}
