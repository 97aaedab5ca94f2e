//! The hosts that a request may name, and requests of web pages.

mod support;

use odc_sandbox::{Sandbox, StartError};
use reqwest::Method;
use support::raw::{exchange, rest, status};
use support::{Caller, IDENTITY, PORTFOLIO_V2, Response, token_endpoint};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

const LOCAL: [&str; 7] = [
    "localhost",
    "LOCALHOST:80",
    "localhost.",
    "tenant.localhost:9999",
    "127.0.0.1",
    "127.8.8.8:1",
    "[::1]:8080",
];
const FOREIGN: [&str; 6] = [
    "evil.example",
    "evil.example:80",
    "localhost.evil.example",
    "0.0.0.0",
    "192.0.2.7",
    "[2001:db8::1]",
];
const NONSENSE: [&str; 5] = [
    "",
    "user@localhost",
    "user:password@localhost:80",
    "localhost, evil.example",
    "localhost:port",
];

/// Requests that read and change, in every part of the sandbox, and a request for an unknown path.
async fn lines(caller: &Caller) -> Vec<String> {
    let endpoint = token_endpoint(&caller.http, &caller.sandbox).await;
    let token = &endpoint[caller.sandbox.origin().len()..];
    let keys = token.replace("/token", "/certs");
    vec![
        "GET /identity/.well-known/openid-configuration".to_owned(),
        format!("GET {keys}"),
        format!("POST {token}"),
        format!("POST {token}/introspect"),
        format!("GET {IDENTITY}/users?limit=1"),
        format!("POST {IDENTITY}/users"),
        format!("GET {PORTFOLIO_V2}/environments"),
        format!("GET {IDENTITY}/openapi.json"),
        "GET /_sandbox/tenant".to_owned(),
        "GET /_sandbox/snapshot".to_owned(),
        "GET /_sandbox/openapi.json".to_owned(),
        "POST /_sandbox/reset".to_owned(),
        "DELETE /_sandbox/journal".to_owned(),
        "GET /nowhere".to_owned(),
        "OPTIONS *".to_owned(),
    ]
}

async fn send(caller: &Caller, line: &str, version: &str, headers: &str) -> String {
    let token = &caller.token;
    let request = format!(
        "{line} {version}\r\n{headers}authorization: Bearer {token}\r\nconnection: close\r\n\r\n"
    );
    exchange(&caller.sandbox, &request).await
}

#[tokio::test]
async fn every_part_is_served_only_for_loopback() {
    let caller = Caller::start().await;
    for line in lines(&caller).await {
        let ask = async |host: &str| {
            let headers = format!("Host: {host}\r\n");
            send(&caller, &line, "HTTP/1.1", &headers).await
        };
        for host in LOCAL {
            let response = ask(host).await;
            assert!(
                ![0, 403, 421].contains(&status(&response)),
                "{line} {host}: {response}"
            );
        }
        for host in FOREIGN {
            let response = ask(host).await;
            assert_eq!(status(&response), 421, "{line} {host}: {response}");
            assert!(response.contains("--host-name"), "{response}");
        }
        for host in NONSENSE {
            let response = ask(host).await;
            assert_eq!(status(&response), 400, "{line} {host}: {response}");
        }
    }
}

/// Files have their own port.
#[tokio::test]
async fn files_are_served_only_for_loopback() {
    let caller = Caller::start().await;
    let files = caller.sandbox.files_origin();
    let address = files.strip_prefix("http://").expect("plain http");
    let download = format!("/downloads/package/{0}/{0}", uuid::Uuid::nil());
    for line in ["GET /nowhere", &format!("GET {download}"), "PUT /uploads/1"] {
        let ask = async |headers: &str| {
            let request = format!("{line} HTTP/1.1\r\n{headers}connection: close\r\n\r\n");
            let mut stream = TcpStream::connect(address).await.expect("a connection");
            stream.write_all(request.as_bytes()).await.expect("sent");
            status(&rest(&mut stream).await)
        };
        for host in LOCAL {
            let status = ask(&format!("host: {host}\r\n")).await;
            assert!([403, 404].contains(&status), "{line} {host}: {status}");
        }
        for host in FOREIGN {
            assert_eq!(
                ask(&format!("host: {host}\r\n")).await,
                421,
                "{line} {host}"
            );
        }
        for headers in ["", "host: localhost\r\nhost: localhost\r\n"] {
            assert_eq!(ask(headers).await, 400, "{line} {headers}");
        }
    }
}

#[tokio::test]
async fn a_request_must_name_its_host_only_once() {
    let caller = Caller::start().await;
    for line in lines(&caller).await {
        for headers in [
            "",
            "host: localhost\r\nhost: localhost\r\n",
            "host: localhost\r\nHOST: evil.example\r\n",
            "Host: evil.example\r\nhost: localhost\r\n",
        ] {
            for version in ["HTTP/1.1", "HTTP/1.0"] {
                let response = send(&caller, &line, version, headers).await;
                assert_eq!(
                    response.split(' ').nth(1),
                    Some("400"),
                    "{line} {headers}: {response}"
                );
            }
        }
        let response = send(&caller, &line, "HTTP/1.0", "host: localhost\r\n").await;
        let status = response.split(' ').nth(1).expect("a status");
        assert!(
            !["400", "403", "421"].contains(&status) || line.starts_with("POST"),
            "{response}"
        );
    }
}

#[tokio::test]
async fn a_target_in_absolute_form_must_name_the_same_host() {
    let caller = Caller::start().await;
    let path = "/_sandbox/tenant";
    for (target, host, expected) in [
        ("http://localhost", "localhost", 200),
        ("http://LOCALHOST:80", "localhost:80", 200),
        ("http://127.0.0.1:1", "127.0.0.1", 200),
        ("http://evil.example", "evil.example", 421),
        ("http://evil.example", "localhost", 400),
        ("http://localhost", "evil.example", 400),
        ("http://localhost", "127.0.0.1", 400),
        ("http://user@localhost", "localhost", 400),
    ] {
        let headers = format!("host: {host}\r\n");
        let response = send(
            &caller,
            &format!("GET {target}{path}"),
            "HTTP/1.1",
            &headers,
        )
        .await;
        assert_eq!(status(&response), expected, "{target} {host}: {response}");
    }
    let response = send(
        &caller,
        "CONNECT evil.example:443",
        "HTTP/1.1",
        "host: evil.example:443\r\n",
    );
    assert_eq!(status(&response.await), 421);
}

#[tokio::test]
async fn a_name_that_was_set_at_the_start_is_served_too() {
    let names = Sandbox::builder()
        .host_name("Tenant.Internal")
        .host_name("::2");
    let caller = Caller::with(names).await;
    for (host, expected) in [
        ("tenant.internal:8080", 200),
        ("TENANT.INTERNAL.", 200),
        ("[::2]:1", 200),
        ("[0:0::2]", 200),
        ("internal", 421),
        ("x.tenant.internal", 421),
    ] {
        let headers = format!("host: {host}\r\n");
        let response = send(&caller, "GET /_sandbox/tenant", "HTTP/1.1", &headers).await;
        assert_eq!(status(&response), expected, "{host}: {response}");
    }
    let discovery = "GET /identity/.well-known/openid-configuration";
    let response = send(
        &caller,
        discovery,
        "HTTP/1.1",
        "host: tenant.internal:8080\r\n",
    )
    .await;
    assert!(
        response.contains("\"issuer\":\"http://tenant.internal:8080/auth/realms/"),
        "{response}"
    );
}

#[tokio::test]
async fn an_invalid_name_is_refused_at_the_start() {
    for name in ["", "http://tenant", "tenant:80", "a b", "user@tenant", "*"] {
        let started = Sandbox::builder().host_name(name).start().await;
        assert!(matches!(started, Err(StartError::HostName(_))), "{name}");
    }
}

#[tokio::test]
async fn the_control_plane_refuses_web_pages() {
    let caller = Caller::start().await;
    let lines = lines(&caller).await;
    for line in lines.iter().filter(|line| line.contains("/_sandbox/")) {
        for mark in [
            "origin: http://evil.example",
            "origin: null",
            "origin: http://localhost",
            "sec-fetch-site: cross-site",
            "sec-fetch-site: same-site",
            "sec-fetch-site: same-origin",
            "Sec-Fetch-Site: none\r\nsec-fetch-site: cross-site",
        ] {
            let headers = format!("host: localhost\r\n{mark}\r\n");
            let response = send(&caller, line, "HTTP/1.1", &headers).await;
            assert_eq!(status(&response), 403, "{line} {mark}: {response}");
            assert!(response.contains("admits no web pages"), "{response}");
        }
    }
    let headers = "host: localhost\r\nsec-fetch-site: none\r\n";
    let response = send(&caller, "GET /_sandbox/tenant", "HTTP/1.1", headers).await;
    assert_eq!(
        status(&response),
        200,
        "what a person types into the address bar"
    );
}

/// The APIs and the authorization server require a token or a secret, and a browser does not add these by itself.
/// They send no header that allows a page of another origin to read a response.
#[tokio::test]
async fn a_web_page_needs_a_token_and_cannot_read_responses_of_another_origin() {
    let caller = Caller::start().await;
    let url = format!("{}{IDENTITY}/users?limit=1", caller.sandbox.origin());
    let page = |token: Option<&str>| {
        let page = caller
            .http
            .get(&url)
            .header("origin", "http://evil.example");
        let page = page.header("sec-fetch-site", "cross-site");
        match token {
            Some(token) => page.bearer_auth(token),
            None => page,
        }
    };
    Response::to(page(None)).await.problem(401);
    let response = Response::to(page(Some(&caller.token))).await;
    assert!(!response.headers.contains_key("access-control-allow-origin"));
    response.ok();
    let preflight = caller.http.request(Method::OPTIONS, &url);
    let preflight = preflight.header("origin", "http://evil.example");
    let preflight = preflight.header("access-control-request-method", "GET");
    let response = preflight.send().await.expect("a response");
    assert_eq!(response.status().as_u16(), 405);
    assert!(
        !response
            .headers()
            .contains_key("access-control-allow-origin")
    );
}
