//! A mock server that records every byte of the requests and always sends the same response.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use httpmock::{HttpMockRequest, HttpMockResponse, MockServer};
use serde_json::Value;

/// A request as it was sent.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    /// The path as it was sent, including the percent-encoding.
    pub path: String,
    /// The query as it was sent, without the question mark.
    pub raw_query: String,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Seen {
    fn from(request: &HttpMockRequest) -> Self {
        let uri = request.uri();
        let headers = request.headers_vec().iter();
        Self {
            method: request.method_str().to_owned(),
            path: uri.path().to_owned(),
            raw_query: uri.query().unwrap_or_default().to_owned(),
            headers: headers
                .map(|(name, value)| (name.to_lowercase(), value.clone()))
                .collect(),
            body: request.body_vec(),
        }
    }

    /// The decoded query, sorted, because its order is not promised.
    pub fn query(&self) -> Vec<(String, String)> {
        let mut query: Vec<_> = url::form_urlencoded::parse(self.raw_query.as_bytes())
            .into_owned()
            .collect();
        query.sort();
        query
    }

    /// All headers except those of the connection itself.
    pub fn headers(&self) -> BTreeMap<&str, &str> {
        let headers = self.headers.iter();
        headers
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !["host", "content-length"].contains(name))
            .collect()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a JSON body")
    }
}

/// The server. [`one`](Self::one) and [`all`](Self::all) return the recorded requests.
pub struct Recorder {
    server: MockServer,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Recorder {
    /// Sends this response to every request.
    pub async fn responding(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let server = MockServer::start_async().await;
        let seen = Arc::new(Mutex::new(Vec::new()));
        let record = seen.clone();
        let (media_type, body) = (media_type.to_owned(), body.into());
        server
            .mock_async(|when, then| {
                when.any_request();
                then.respond_with(move |request| {
                    record.lock().unwrap().push(Seen::from(request));
                    let response = HttpMockResponse::builder().status(status);
                    if body.is_empty() {
                        return response.build();
                    }
                    response
                        .header("content-type", media_type.as_str())
                        .body(body.clone())
                        .build()
                });
            })
            .await;
        Self { server, seen }
    }

    /// Sends this JSON with status 200 to every request.
    pub async fn json(body: &Value) -> Self {
        Self::responding(200, "application/json", body.to_string()).await
    }

    /// Sends status 204 to every request.
    pub async fn empty() -> Self {
        Self::responding(204, "", "").await
    }

    /// The URL of an API on this server.
    pub fn url(&self, path: &str) -> String {
        self.server.url(path)
    }

    /// A client of the identity API, with the simplest HTTP client.
    pub fn identity(&self) -> odc_identity_v1::Client {
        let base = self.url(odc_identity_v1::operations::BASE_PATH);
        odc_identity_v1::Client::new(&base, reqwest::Client::new()).expect("a base URL")
    }

    /// A client of the portfolio API.
    pub fn portfolio(&self) -> odc_portfolio_v1::Client {
        let base = self.url(odc_portfolio_v1::operations::BASE_PATH);
        odc_portfolio_v1::Client::new(&base, reqwest::Client::new()).expect("a base URL")
    }

    /// A client of the second version of the portfolio API.
    pub fn portfolio_v2(&self) -> odc_portfolio_v2::Client {
        let base = self.url(odc_portfolio_v2::operations::BASE_PATH);
        odc_portfolio_v2::Client::new(&base, reqwest::Client::new()).expect("a base URL")
    }

    /// The requests since the last call of this method or of `one`.
    pub fn all(&self) -> Vec<Seen> {
        std::mem::take(&mut *self.seen.lock().unwrap())
    }

    /// The only request since the last call of this method or of `all`.
    pub fn one(&self) -> Seen {
        let mut seen = self.all();
        assert_eq!(seen.len(), 1, "one request was expected: {seen:?}");
        seen.remove(0)
    }
}

/// A client that asks for no compression, even if another package of the build has enabled this feature of reqwest.
pub fn plain_http() -> reqwest::Client {
    let http = reqwest::Client::builder().no_gzip();
    http.build().expect("a client")
}
