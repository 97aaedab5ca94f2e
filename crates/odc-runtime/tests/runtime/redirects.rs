//! Redirects: an API has none, and no token follows one.

use std::sync::{Arc, Mutex};

use crate::support::{Reply, Seen, Server, call};
use odc_runtime::odc_auth::OAuthMiddleware;
use odc_runtime::{Error, ErrorKind, Operation, RetryPolicy, Tenant, TenantBuilder, Transport};
use reqwest::Method;
use reqwest::redirect::Policy;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

static GET: Operation = Operation::new("get_user", "G", Method::GET, "/users/1");

/// A tenant with https that redirects every call to plain http on the same host and port.
#[derive(Clone)]
struct Downgrade {
    host: String,
    certificate: CertificateDer<'static>,
    /// The requests that came without TLS.
    plain: Arc<Mutex<Vec<Seen>>>,
}

impl Downgrade {
    async fn start() -> Self {
        let key = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
        let secret = PrivatePkcs8KeyDer::from(key.signing_key.serialize_der());
        let certificate = key.cert.der().clone();
        let tls = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], secret.into())
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            host: listener.local_addr().unwrap().to_string(),
            certificate,
            plain: Arc::default(),
        };
        let acceptor = TlsAcceptor::from(Arc::new(tls));
        let own = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(own.clone().accept(stream, acceptor.clone()));
            }
        });
        server
    }

    /// A TLS connection begins with the byte of a handshake record.
    async fn accept(self, stream: TcpStream, acceptor: TlsAcceptor) {
        let mut first = [0];
        stream.peek(&mut first).await.unwrap();
        if first == [0x16] {
            if let Ok(stream) = acceptor.accept(stream).await {
                self.serve(stream, true).await;
            }
        } else {
            self.serve(stream, false).await;
        }
    }

    async fn serve(self, mut stream: impl AsyncRead + AsyncWrite + Unpin, tls: bool) {
        let mut buffer = Vec::new();
        while let Some(seen) = crate::support::read(&mut stream, &mut buffer).await {
            let reply = match seen.target.as_str() {
                "/identity/.well-known/openid-configuration" if tls => {
                    let root = format!("https://{}", self.host);
                    let document =
                        format!(r#"{{"issuer":"{root}/i","token_endpoint":"{root}/token"}}"#);
                    http_response("200 OK", "content-type: application/json", &document)
                }
                "/token" if tls => http_response(
                    "200 OK",
                    "content-type: application/json",
                    r#"{"access_token":"token-1","token_type":"Bearer","expires_in":3600}"#,
                ),
                target if tls => {
                    let location = format!("location: http://{}{target}", self.host);
                    http_response("307 Temporary Redirect", &location, "")
                }
                _ => {
                    self.plain.lock().unwrap().push(seen);
                    http_response("200 OK", "content-type: application/json", "{}")
                }
            };
            if stream.write_all(reply.as_bytes()).await.is_err() {
                return;
            }
        }
    }

    fn trusting(&self) -> reqwest::ClientBuilder {
        let certificate = reqwest::Certificate::from_der(&self.certificate).unwrap();
        reqwest::Client::builder().tls_certs_only([certificate])
    }

    fn auth(&self) -> OAuthMiddleware {
        OAuthMiddleware::builder()
            .portal_domain(&self.host)
            .client_id("id")
            .client_secret("secret")
            .http_client(self.trusting())
            .build()
            .unwrap()
    }

    async fn through(&self, builder: TenantBuilder) -> Error {
        let tenant = builder.retry(RetryPolicy::none()).build().unwrap();
        call(&Transport::for_tenant(&tenant, "/api"), &GET)
            .await
            .unwrap_err()
    }
}

fn http_response(status: &str, header: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\n{header}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

#[tokio::test]
async fn a_redirect_from_https_to_http_on_one_host_and_port_carries_no_token() {
    let server = Downgrade::start().await;
    // The client of a user that follows redirects, as reqwest does by default.
    let http = reqwest_middleware::ClientBuilder::new(server.trusting().build().unwrap())
        .with(server.auth())
        .build();
    let transport = Transport::new(&format!("https://{}/api", server.host), http).unwrap();
    let error = call(&transport, &GET).await.unwrap_err();
    let plain = server.plain.lock().unwrap();
    assert_eq!(plain.len(), 1, "the client has followed: {error:?}");
    assert!(!plain[0].headers.contains_key("authorization"), "{plain:?}");
    assert_eq!(error.kind(), ErrorKind::Redirect);
    assert!(
        error.to_string().contains("redirect::Policy::none()"),
        "{error}"
    );
}

#[tokio::test]
async fn a_tenant_follows_no_redirect_with_any_setting_of_its_http_client() {
    let server = Downgrade::start().await;
    let follows = || server.trusting().redirect(Policy::limited(10));
    let certificate = reqwest::Certificate::from_der(&server.certificate).unwrap();
    let configured = Tenant::builder()
        .portal_domain(&server.host)
        .client_id("id")
        .client_secret("secret")
        .configure_http(move |http| {
            http.tls_certs_only([certificate.clone()])
                .redirect(Policy::limited(10))
        });
    let given = Tenant::builder()
        .oauth(server.auth())
        .http_client(follows());
    for builder in [configured, given] {
        let error = server.through(builder).await;
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(307),
            "{error:?}"
        );
        assert!(error.to_string().contains("not followed"), "{error}");
    }
    assert!(server.plain.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_response_that_a_users_client_fetched_from_another_url_is_refused() {
    let elsewhere = Server::script([Reply::ok()]).await;
    let away = format!("http://{}/api/users/1", elsewhere.host);
    let server = Server::start(move |seen| match seen.target.as_str() {
        "/away/users/1" => Reply::new(302, "").header("location", away.as_str()),
        "/near/users/1" => Reply::new(302, "").header("location", "/api/users/1"),
        _ => Reply::ok(),
    })
    .await;
    for (path, kind) in [
        ("away", Some(ErrorKind::Redirect)),
        ("near", Some(ErrorKind::Redirect)),
        ("api", None),
    ] {
        let url = format!("http://{}/{path}", server.host);
        let transport = Transport::new(&url, reqwest::Client::new()).unwrap();
        let error = call(&transport, &GET).await.err();
        assert_eq!(error.as_ref().map(Error::kind), kind, "{path}");
        assert!(error.is_none_or(|error| error.attempts() == 1 && !error.is_retryable()));
    }
    let none = reqwest::Client::builder().redirect(Policy::none()).build();
    let transport = Transport::new(&format!("http://{}/near", server.host), none.unwrap());
    let error = call(&transport.unwrap(), &GET).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
}

#[tokio::test]
async fn reqwests_own_retries_are_off_in_a_tenant_with_any_setting_of_its_http_client() {
    let retrying = |http: reqwest::ClientBuilder| {
        let all = reqwest::retry::for_host("127.0.0.1").classify_fn(|seen| {
            if seen.status().is_some_and(|status| status == 503) {
                seen.retryable()
            } else {
                seen.success()
            }
        });
        http.retry(all)
    };
    let script = || Server::script([Reply::new(503, ""), Reply::ok()]);
    // With such a client there are retries:
    let server = script().await;
    let own = retrying(reqwest::Client::builder()).build().unwrap();
    let transport = Transport::new(&format!("http://{}/api", server.host), own).unwrap();
    call(&transport, &GET).await.unwrap();
    assert_eq!(server.calls(), 2);

    let server = script().await;
    for builder in [
        server.builder().configure_http(retrying),
        server
            .builder()
            .http_client(retrying(reqwest::Client::builder())),
    ] {
        let before = server.calls();
        let tenant = builder.retry(RetryPolicy::none()).build().unwrap();
        let _ = call(&Transport::for_tenant(&tenant, "/api"), &GET).await;
        assert_eq!(server.calls(), before + 1);
    }
}
