//! An HTTP client that returns the same response to every request, without a network: for thousands of responses.

use std::sync::LazyLock;

use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Middleware, Next};
use serde_json::Value;

struct Canned {
    status: u16,
    body: Vec<u8>,
}

#[async_trait::async_trait]
impl Middleware for Canned {
    async fn handle(
        &self,
        _: reqwest::Request,
        _: &mut http::Extensions,
        _: Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        let response = http::Response::builder()
            .status(self.status)
            .header("content-type", "application/json")
            .body(self.body.clone())
            .expect("a response");
        Ok(response.into())
    }
}

/// One HTTP client for all calls that never connect, because making a client reads the system's certificates.
pub fn offline() -> &'static reqwest::Client {
    static CLIENT: LazyLock<reqwest::Client> = LazyLock::new(reqwest::Client::new);
    &CLIENT
}

/// A client that gets this JSON as the response to every request.
pub fn canned(status: u16, body: &Value) -> ClientWithMiddleware {
    let body = body.to_string().into_bytes();
    ClientBuilder::new(offline().clone())
        .with(Canned { status, body })
        .build()
}
