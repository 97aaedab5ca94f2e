//! A caller of the sandbox: plain HTTP with a token.
#![allow(dead_code, reason = "each test file uses its own part")]

pub mod conformance;
pub mod delivery;
pub mod raw;

use odc_sandbox::{Builder, Credentials, NewClient, Permissions, Sandbox};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::Value;

pub const IDENTITY: &str = "/api/identity/v1";
pub const PORTFOLIO: &str = "/api/portfolios/v1";
pub const PORTFOLIO_V2: &str = "/api/portfolios/v2";
pub const REPOSITORY: &str = "/api/asset-repository/v1";
pub const BUILDS: &str = "/api/builds/v1";
pub const DEPLOYMENTS: &str = "/api/deployments/v1";
pub const DEPENDENCIES: &str = "/api/dependency-management/v1";
pub const CONFIGURATIONS: &str = "/api/asset-configurations/v1";

/// A sandbox with a caller that holds a token.
pub struct Caller {
    pub sandbox: Sandbox,
    pub http: reqwest::Client,
    pub token: String,
}

/// A response, read to its end.
#[derive(Debug)]
pub struct Response {
    pub status: StatusCode,
    pub headers: reqwest::header::HeaderMap,
    pub body: Value,
}

impl Response {
    /// Sends a request, and checks the response against the API documents.
    pub async fn to(request: RequestBuilder) -> Self {
        let (client, request) = request.build_split();
        let request = request.expect("a request");
        let (method, path) = (request.method().clone(), request.url().path().to_owned());
        let response = client.execute(request).await.expect("a response");
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await.expect("a body");
        conformance::check(method.as_str(), &path, status.as_u16(), &text);
        let body = if text.is_empty() {
            Value::Null
        } else {
            serde_json::from_str(&text).unwrap_or_else(|_| panic!("not JSON: {text}"))
        };
        Self {
            status,
            headers,
            body,
        }
    }

    /// Asserts a problem with this status and returns its detail.
    pub fn problem(&self, status: u16) -> &str {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        assert_eq!(self.body["status"], status);
        for member in ["type", "title", "instance", "traceId", "errorCode"] {
            assert!(self.body[member].is_string(), "{member} in {}", self.body);
        }
        self.body["detail"].as_str().expect("a detail")
    }

    /// Asserts a success and returns the body.
    pub fn ok(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.body);
        self.body
    }

    pub fn results(self) -> Vec<Value> {
        self.ok()["results"].as_array().expect("results").clone()
    }
}

pub fn http() -> reqwest::Client {
    reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client")
}

impl Caller {
    /// A default sandbox, with every permission.
    pub async fn start() -> Self {
        Self::with(Sandbox::builder()).await
    }

    pub async fn with(builder: Builder) -> Self {
        let sandbox = builder.start().await.expect("a sandbox");
        let http = http();
        let (id, secret) = (
            sandbox.client_id().to_owned(),
            sandbox.client_secret().to_owned(),
        );
        let token = token(&http, &sandbox, &id, &secret).await;
        Self {
            sandbox,
            http,
            token,
        }
    }

    /// The same sandbox, called by a new client that has only these permissions.
    pub async fn only(mut self, permissions: Permissions) -> Self {
        let client = NewClient::named("limited").permissions(permissions);
        let client: Credentials = self.sandbox.clients().create(client).expect("a client");
        self.token = token(
            &self.http,
            &self.sandbox,
            client.client_id(),
            client.client_secret(),
        )
        .await;
        self
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.sandbox.origin());
        self.http.request(method, url).bearer_auth(&self.token)
    }

    pub async fn get(&self, path: &str) -> Response {
        Response::to(self.request(Method::GET, path)).await
    }

    pub async fn send(&self, method: Method, path: &str, body: &Value) -> Response {
        Response::to(self.request(method, path).json(body)).await
    }

    /// A call with a body. Null means no body.
    pub async fn call(&self, method: &str, path: &str, body: &Value) -> Response {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let request = self.request(method, path);
        Response::to(if body.is_null() {
            request
        } else {
            request.json(body)
        })
        .await
    }

    /// A call of the identity API with a body. Null means no body.
    pub async fn act(&self, method: &str, path: &str, body: &Value) -> Response {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let request = self.request(method, &format!("{IDENTITY}{path}"));
        Response::to(if body.is_null() {
            request
        } else {
            request.json(body)
        })
        .await
    }

    pub async fn identity(&self, path: &str) -> Response {
        self.get(&format!("{IDENTITY}{path}")).await
    }

    pub async fn portfolio(&self, path: &str) -> Response {
        self.get(&format!("{PORTFOLIO}{path}")).await
    }

    pub async fn portfolio_v2(&self, path: &str) -> Response {
        self.get(&format!("{PORTFOLIO_V2}{path}")).await
    }

    /// A change through version 2 of the portfolio API.
    pub async fn change(&self, path: &str, body: &Value) -> Response {
        self.send(Method::PATCH, &format!("{PORTFOLIO_V2}{path}"), body)
            .await
    }

    /// A call of the control plane, without a token. Null means no body.
    pub async fn control(&self, method: &str, path: &str, body: Value) -> Response {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let url = format!("{}/_sandbox{path}", self.sandbox.origin());
        let request = self.http.request(method, url);
        Response::to(if body.is_null() {
            request
        } else {
            request.json(&body)
        })
        .await
    }

    /// All items of a list, read page by page.
    pub async fn all(&self, path: &str) -> Vec<Value> {
        let mut items = Vec::new();
        loop {
            let glue = if path.contains('?') { '&' } else { '?' };
            let page = self
                .identity(&format!("{path}{glue}limit=37&offset={}", items.len()))
                .await;
            let page = page.ok();
            items.extend(page["results"].as_array().expect("results").iter().cloned());
            if page["page"]["nextPageOffset"].is_null() {
                assert_eq!(page["page"]["totalResults"], items.len());
                return items;
            }
        }
    }
}

/// The token endpoint in the discovery document.
pub async fn token_endpoint(http: &reqwest::Client, sandbox: &Sandbox) -> String {
    let url = format!(
        "{}/identity/.well-known/openid-configuration",
        sandbox.origin()
    );
    let document = Response::to(http.get(url)).await.ok();
    document["token_endpoint"]
        .as_str()
        .expect("an endpoint")
        .to_owned()
}

pub async fn token(http: &reqwest::Client, sandbox: &Sandbox, id: &str, secret: &str) -> String {
    let response = ask_for_token(http, sandbox, id, secret).await.ok();
    response["access_token"]
        .as_str()
        .expect("a token")
        .to_owned()
}

pub async fn ask_for_token(
    http: &reqwest::Client,
    sandbox: &Sandbox,
    id: &str,
    secret: &str,
) -> Response {
    let endpoint = token_endpoint(http, sandbox).await;
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", id),
        ("client_secret", secret),
    ];
    Response::to(http.post(endpoint).form(&form)).await
}

pub fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member]
        .as_str()
        .unwrap_or_else(|| panic!("{member} is not a text in {value}"))
}

/// Lets this process have a socket for each end of every connection.
pub fn allow_many_sockets() {
    let most = rlimit::increase_nofile_limit(8192).expect("a limit");
    assert!(
        most >= 4096,
        "these tests need 4096 open files, and may have {most}"
    );
}
