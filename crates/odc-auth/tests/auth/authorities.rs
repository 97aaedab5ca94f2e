//! Certificate authorities in addition to those of the system: which clients accept them, and which files are
//! refused.

use std::path::Path;
use std::sync::Arc;

use odc_auth::{Builder, OAuthMiddleware};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

const LARGEST: usize = 8 * 1024 * 1024;

/// A tenant with https, whose certificate no system accepts.
struct Strange {
    host: String,
    pem: String,
}

impl Strange {
    async fn start() -> Self {
        let key = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
        let secret = PrivatePkcs8KeyDer::from(key.signing_key.serialize_der());
        let tls = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![key.cert.der().clone()], secret.into())
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let (acceptor, own) = (TlsAcceptor::from(Arc::new(tls)), host.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                if let Ok(mut stream) = acceptor.accept(stream).await {
                    let mut request = [0; 4096];
                    let read = stream.read(&mut request).await.unwrap();
                    let body = reply(&own, &String::from_utf8_lossy(&request[..read]));
                    let head =
                        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close";
                    let text = format!("{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
                    stream.write_all(text.as_bytes()).await.unwrap();
                    let _ = stream.shutdown().await;
                }
            }
        });
        Self {
            host,
            pem: key.cert.pem(),
        }
    }

    fn builder(&self) -> Builder {
        OAuthMiddleware::builder()
            .portal_domain(&self.host)
            .client_id("id")
            .client_secret("hush")
            .retry_base(std::time::Duration::ZERO)
    }
}

fn reply(host: &str, request: &str) -> String {
    let root = format!("https://{host}");
    if request.contains("openid-configuration") {
        format!(r#"{{"issuer":"{root}/i","token_endpoint":"{root}/token"}}"#)
    } else if request.starts_with("POST /token") {
        r#"{"access_token":"token-1","token_type":"Bearer","expires_in":3600}"#.to_owned()
    } else {
        "{}".to_owned()
    }
}

#[tokio::test]
async fn an_added_authority_is_accepted_for_tokens_and_by_a_client_after_trust() {
    let server = Strange::start().await;
    let strange = server.builder().build().unwrap();
    let error = strange.token().await.unwrap_err().to_string();
    assert!(error.contains("certificate"), "{error}");

    let auth = server
        .builder()
        .extra_ca(server.pem.as_str())
        .build()
        .unwrap();
    auth.token().await.unwrap();
    let url = format!("https://{}/api", server.host);
    let client = |http: reqwest::ClientBuilder| http.no_proxy().build().unwrap();
    assert!(
        client(reqwest::Client::builder())
            .get(&url)
            .send()
            .await
            .is_err()
    );
    client(auth.trust(reqwest::Client::builder()))
        .get(&url)
        .send()
        .await
        .unwrap();
    assert!(
        client(strange.trust(reqwest::Client::builder()))
            .get(&url)
            .send()
            .await
            .is_err()
    );
}

/// The result of a builder with a file in `ODC_EXTRA_CA_CERTS`.
fn read(path: &Path) -> Result<Builder, String> {
    let path = path.to_owned();
    let read = |name: &str| (name == "ODC_EXTRA_CA_CERTS").then(|| path.clone().into());
    Builder::from_vars(read).map_err(|error| error.to_string())
}

#[tokio::test]
async fn the_environment_names_a_file_of_authorities() {
    let server = Strange::start().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ca.pem");
    // Other text around a certificate is ignored, up to 8 MiB in all.
    let mut text = format!("# the company's proxy\n{}", server.pem).into_bytes();
    text.resize(LARGEST, b'\n');
    std::fs::write(&path, &text).unwrap();
    let auth = read(&path)
        .unwrap()
        .portal_domain(&server.host)
        .client_id("id")
        .client_secret("hush");
    auth.build().unwrap().token().await.unwrap();

    text.push(b'\n');
    std::fs::write(&path, &text).unwrap();
    let error = read(&path).unwrap_err();
    let place = format!("ODC_EXTRA_CA_CERTS: {}", path.display());
    assert_eq!(
        error,
        format!("{place} has more than 8388608 bytes; name a PEM file")
    );
    std::fs::write(&path, "no PEM").unwrap();
    let error = read(&path).unwrap_err();
    assert!(
        error.starts_with(&format!("{place}: it holds no certificate")),
        "{error}"
    );
    let damaged = server.pem.replacen("MI", "!!", 1);
    std::fs::write(&path, damaged).unwrap();
    let error = read(&path).unwrap_err();
    assert!(
        error.starts_with(&format!("{place}: a certificate in it is damaged")),
        "{error}"
    );
    std::fs::remove_file(&path).unwrap();
    let error = read(&path).unwrap_err();
    assert!(
        error.starts_with(&format!("{place} cannot be read: ")),
        "{error}"
    );
    assert!(
        read(Path::new("")).is_ok(),
        "an empty variable counts as absent"
    );
}

#[tokio::test]
async fn an_invalid_certificate_is_refused_when_the_middleware_is_built() {
    let server = Strange::start().await;
    for (pem, problem) in [
        ("", "extra_ca: it holds no certificate"),
        (
            "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n",
            "extra_ca: a certificate in it cannot be read",
        ),
    ] {
        let error = server
            .builder()
            .extra_ca(pem)
            .build()
            .unwrap_err()
            .to_string();
        assert!(error.starts_with(problem), "{error}");
    }
}
