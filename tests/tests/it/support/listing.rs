//! A server with one long list, which records the requests.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use futures::future::BoxFuture;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use uuid::Uuid;

/// One request for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub offset: Option<usize>,
    pub limit: Option<usize>,
    /// The whole query, sorted.
    pub query: Vec<(String, String)>,
}

impl Asked {
    async fn of(request: Request) -> Self {
        let query = request.uri().query().unwrap_or_default();
        let mut query: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        query.sort();
        let body = axum::body::to_bytes(request.into_body(), 1 << 20).await;
        let body: Value = serde_json::from_slice(&body.expect("a body")).unwrap_or_default();
        let number = |name: &str| {
            let in_query = query.iter().find(|(key, _)| key == name);
            let in_body = || body[name].as_u64().map(|number| number.to_string());
            let value = in_query.map(|(_, value)| value.clone()).or_else(in_body)?;
            Some(value.trim_start_matches(TEXT).parse().expect("a number"))
        };
        Self {
            offset: number("offset"),
            limit: number("limit"),
            query,
        }
    }

    pub fn start(&self) -> usize {
        self.offset.unwrap_or(0)
    }

    pub fn size(&self) -> usize {
        self.limit.unwrap_or(100)
    }
}

/// In some lists, texts identify the pages. A text begins with this, and the number of the first item follows.
const TEXT: &str = "from-";

/// How a service marks the end of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// `nextPageOffset` is null on the last page.
    Null,
    /// `nextPageOffset` is left out on the last page.
    Absent,
    /// `nextPageOffset` is always offset + limit; the total marks the end.
    Beyond,
    /// The same without a total; an empty page marks the end.
    Empty,
    /// The same as `Null`, but without a total.
    NullWithoutTotal,
}

pub const ENDS: [End; 5] = [
    End::Null,
    End::Absent,
    End::Beyond,
    End::Empty,
    End::NullWithoutTotal,
];

/// The key of the n-th item.
pub fn key(index: usize) -> Uuid {
    Uuid::from_u128(index as u128 + 1)
}

/// The response to a request for a page of a list with `total` items like `item`.
pub fn page_of(item: &Value, asked: &Asked, total: usize, end: End) -> Value {
    let (start, size) = (asked.start(), asked.size());
    let items: Vec<_> = (start..total.min(start + size))
        .map(|index| {
            let mut item = item.clone();
            if item.get("key").is_some() {
                item["key"] = json!(key(index));
            }
            item
        })
        .collect();
    let last = start + items.len() >= total;
    let mut page = json!({ "count": items.len(), "limit": size, "offset": start });
    if !matches!(end, End::Empty | End::NullWithoutTotal) {
        page["totalResults"] = json!(total);
        page["totalPages"] = json!(total.div_ceil(size));
    }
    match end {
        End::Null | End::NullWithoutTotal if last => page["nextPageOffset"] = Value::Null,
        End::Absent if last => {}
        _ => page["nextPageOffset"] = json!(start + size),
    }
    json!({ "results": items, "page": page })
}

/// The same page of a list in which texts identify the pages.
pub fn named_by_texts(mut page: Value) -> Value {
    for place in ["offset", "nextPageOffset"] {
        if let Some(number) = page["page"][place].as_u64() {
            page["page"][place] = json!(format!("{TEXT}{number}"));
        }
    }
    page
}

/// The same for users.
pub fn users(asked: &Asked, total: usize, end: End) -> Value {
    page_of(&json!({ "key": null }), asked, total, end)
}

type Respond = Box<dyn Fn(Asked) -> BoxFuture<'static, (u16, Value)> + Send + Sync>;

/// The server; it lives as long as the runtime.
#[derive(Clone)]
pub struct Listing {
    pub base: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Listing {
    /// A server that responds immediately.
    pub async fn new(respond: impl Fn(&Asked) -> (u16, Value) + Send + Sync + 'static) -> Self {
        Self::slow(move |asked| {
            let response = respond(&asked);
            Box::pin(async { response })
        })
        .await
    }

    /// A server whose responses may take time.
    pub async fn slow(
        respond: impl Fn(Asked) -> BoxFuture<'static, (u16, Value)> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let shared: Arc<(Respond, _)> = Arc::new((Box::new(respond), asked.clone()));
        let app =
            Router::new().fallback(move |request: Request| Self::respond(shared.clone(), request));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { base, asked }
    }

    async fn respond(shared: Arc<(Respond, Arc<Mutex<Vec<Asked>>>)>, request: Request) -> Response {
        let asked = Asked::of(request).await;
        shared.1.lock().unwrap().push(asked.clone());
        let (status, body) = (shared.0)(asked).await;
        let status = StatusCode::from_u16(status).expect("a status");
        (status, axum::Json(body)).into_response()
    }

    /// A server of users.
    pub async fn users(total: usize, end: End) -> Self {
        Self::new(move |asked| (200, users(asked, total, end))).await
    }

    pub fn identity(&self) -> odc_identity_v1::Client {
        odc_identity_v1::Client::new(&self.base, reqwest::Client::new()).expect("a client")
    }

    /// All requests since the last call of this method, in the order of arrival.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// The offsets of the requested pages, sorted.
    pub fn offsets(&self) -> Vec<usize> {
        let mut offsets: Vec<_> = self.asked().iter().map(Asked::start).collect();
        offsets.sort_unstable();
        offsets
    }
}
