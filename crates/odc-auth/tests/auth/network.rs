//! Each reason for a failed connection has its own message of one line, with the root cause.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use odc_auth::OAuthMiddleware;

/// The error of `token` for a tenant behind this HTTP client.
async fn failure(domain: &str, http: reqwest::ClientBuilder) -> String {
    let auth = OAuthMiddleware::builder()
        .portal_domain(domain)
        .client_id("id")
        .client_secret("hush")
        .http_client(http)
        .retry_base(std::time::Duration::ZERO)
        .build()
        .unwrap();
    let error = auth.token().await.unwrap_err().to_string();
    assert!(!error.contains('\n') && !error.contains("hush"), "{error}");
    error
}

/// A server that sends these bytes on every connection.
fn respond_with(bytes: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(bytes);
        }
    });
    address.to_string()
}

fn through(proxy: &str) -> reqwest::ClientBuilder {
    let proxy = format!("http://user:hush@{proxy}");
    reqwest::Client::builder().proxy(reqwest::Proxy::all(proxy).unwrap())
}

#[tokio::test]
async fn a_proxy_that_wants_a_password_is_reported() {
    let proxy =
        respond_with(b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
    let error = failure("acme.outsystems.dev", through(&proxy)).await;
    assert!(
        error.contains("asks for a user and a password (407)"),
        "{error}"
    );
}

#[tokio::test]
async fn a_proxy_that_refuses_or_does_not_exist_is_reported() {
    let proxy = respond_with(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n");
    let error = failure("acme.outsystems.dev", through(&proxy)).await;
    assert!(
        error.contains("makes no connection") && error.contains("NO_PROXY"),
        "{error}"
    );
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let error = failure("acme.outsystems.dev", through(&free.to_string())).await;
    assert!(error.contains("makes no connection"), "{error}");
    assert!(
        error.contains("Connection refused"),
        "the root cause: {error}"
    );
}

#[tokio::test]
async fn a_host_that_dns_does_not_know_is_reported() {
    let http = reqwest::Client::builder().no_proxy();
    let error = failure("no-such-host.invalid", http).await;
    assert!(error.contains("DNS does not know the host"), "{error}");
}

#[tokio::test]
async fn a_server_without_tls_is_reported() {
    let server = respond_with(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
    let port = server.rsplit(':').next().unwrap();
    let own = server.parse().unwrap();
    let http = reqwest::Client::builder()
        .no_proxy()
        .resolve("acme.outsystems.dev", own);
    let error = failure(&format!("acme.outsystems.dev:{port}"), http).await;
    assert!(error.contains("TLS failed"), "{error}");
}
