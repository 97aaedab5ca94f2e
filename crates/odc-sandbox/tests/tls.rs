//! The sandbox with TLS: the names in its certificate, the places where the authority's key is not stored, and
//! attacks by clients.

mod support;

use std::sync::Arc;
use std::time::Duration;

use odc_sandbox::{Builder, Sandbox};
use serde_json::Value;
use support::raw::rest;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

/// The first bytes of a TLS handshake: it announces a record of 512 bytes and sends 5 bytes of it.
const HALF_A_HELLO: &[u8] = &[0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3];

async fn secured(builder: Builder) -> Sandbox {
    builder.tls(true).start().await.expect("a sandbox")
}

/// A client that trusts only this authority.
fn trusting(pem: &str) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).expect("a certificate");
    roots.add(certificate).expect("an authority");
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    TlsConnector::from(Arc::new(config))
}

async fn connect(address: &str, pem: &str, name: &str) -> std::io::Result<TlsStream<TcpStream>> {
    let name = ServerName::try_from(name.to_owned()).expect("a name");
    let stream = TcpStream::connect(address).await.expect("a connection");
    trusting(pem).connect(name, stream).await
}

fn pem(sandbox: &Sandbox) -> &str {
    sandbox.ca_pem().expect("an authority")
}

/// The body of the response to a GET.
async fn get(sandbox: &Sandbox, address: &str, path: &str) -> String {
    let mut stream = connect(address, pem(sandbox), "localhost")
        .await
        .expect("TLS");
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut response = String::new();
    stream.read_to_string(&mut response).await.expect("text");
    let (head, body) = response.split_once("\r\n\r\n").expect("a head");
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    body.to_owned()
}

#[tokio::test]
async fn every_url_that_the_sandbox_names_is_https() {
    let sandbox = secured(Sandbox::builder()).await;
    let path = "/identity/.well-known/openid-configuration";
    let document = get(&sandbox, sandbox.domain(), path).await;
    let document: Value = serde_json::from_str(&document).expect("JSON");
    for member in [
        "issuer",
        "token_endpoint",
        "jwks_uri",
        "introspection_endpoint",
    ] {
        let url = document[member].as_str().expect("a URL");
        assert!(
            url.starts_with(&format!("https://{}/", sandbox.domain())),
            "{url}"
        );
    }
    assert_eq!(sandbox.origin(), format!("https://{}", sandbox.domain()));
    assert!(sandbox.files_origin().starts_with("https://127.0.0.1:"));
    assert_ne!(sandbox.files_origin(), sandbox.origin());
}

#[tokio::test]
async fn the_certificate_is_for_loopback_and_the_names_of_the_sandbox_on_both_ports() {
    let builder = Sandbox::builder().host_name("tenant").host_name("10.1.2.3");
    let sandbox = secured(builder).await;
    let files = sandbox.files_origin();
    let files = files.strip_prefix("https://").expect("https");
    for address in [sandbox.domain(), files] {
        for name in ["127.0.0.1", "::1", "localhost", "tenant", "10.1.2.3"] {
            let connected = connect(address, pem(&sandbox), name).await;
            assert!(connected.is_ok(), "{name}: {connected:?}");
        }
        for name in ["example.com", "tenant.example.com", "10.1.2.4"] {
            let refused = connect(address, pem(&sandbox), name).await;
            assert!(refused.is_err(), "{name}");
        }
    }
}

#[tokio::test]
async fn each_sandbox_has_its_own_authority_whose_key_is_not_stored() {
    let (one, other) = (
        secured(Sandbox::builder()).await,
        secured(Sandbox::builder()).await,
    );
    let refused = connect(one.domain(), pem(&other), "localhost").await;
    assert!(refused.unwrap_err().to_string().contains("certificate"));
    let file = one.ca_file().expect("a file").to_owned();
    let text = std::fs::read_to_string(&file).expect("text");
    assert_eq!(text, pem(&one));
    assert_eq!(text.matches("-----BEGIN ").count(), 1);
    assert!(text.starts_with("-----BEGIN CERTIFICATE-----"));
    drop(one);
    assert!(!file.exists(), "it is removed with the sandbox");
    let plain = Sandbox::start().await.expect("a sandbox");
    assert!(plain.ca_file().is_none() && plain.ca_pem().is_none());
}

#[tokio::test]
async fn a_connection_closes_if_the_handshake_does_not_end() {
    let sandbox = secured(Sandbox::builder().patience(Duration::from_millis(50))).await;
    for begun in [&b""[..], &HALF_A_HELLO[..1], HALF_A_HELLO] {
        let mut stream = TcpStream::connect(sandbox.domain())
            .await
            .expect("a connection");
        stream.write_all(begun).await.expect("sent");
        // `rest` returns as soon as the other side has closed.
        assert!(!rest(&mut stream).await.contains("HTTP"));
    }
    get(&sandbox, sandbox.domain(), "/_sandbox/clock").await;
}

#[tokio::test]
async fn a_connection_closes_if_the_handshake_comes_byte_by_byte() {
    let sandbox = secured(Sandbox::builder().patience(Duration::from_millis(50))).await;
    let mut stream = TcpStream::connect(sandbox.domain())
        .await
        .expect("a connection");
    stream.set_nodelay(true).expect("no delay");
    stream.write_all(HALF_A_HELLO).await.expect("sent");
    let mut sent = 0;
    while sent < 400 && stream.write_all(b"x").await.is_ok() {
        sent += 1;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(sent < 400, "all of it was waited for");
}

#[tokio::test]
async fn unfinished_handshakes_do_not_block_a_newcomer() {
    let sandbox = secured(Sandbox::builder().patience(Duration::from_secs(3))).await;
    let mut waiting = Vec::new();
    for _ in 0..600 {
        let mut stream = TcpStream::connect(sandbox.domain())
            .await
            .expect("a connection");
        stream.write_all(HALF_A_HELLO).await.expect("sent");
        waiting.push(stream);
    }
    get(&sandbox, sandbox.domain(), "/_sandbox/clock").await;
}

#[tokio::test]
async fn plain_http_gets_no_response() {
    let sandbox = secured(Sandbox::builder()).await;
    let mut stream = TcpStream::connect(sandbox.domain())
        .await
        .expect("a connection");
    let request = b"GET /_sandbox/tenant HTTP/1.1\r\nhost: localhost\r\n\r\n";
    stream.write_all(request).await.expect("sent");
    assert!(!rest(&mut stream).await.contains("HTTP/1.1"));
}
