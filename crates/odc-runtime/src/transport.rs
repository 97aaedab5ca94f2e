//! From a built request to a decoded response.

mod received;
mod sender;
mod stage;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use odc_http::body::without_bom;
use reqwest::Request;
use reqwest_middleware::{ClientWithMiddleware, RequestBuilder};
use serde::de::DeserializeOwned;
use tokio::time::Instant;
use tracing::{Instrument as _, Span};
use url::Url;

use crate::body::{self, BodyUse};
use crate::call_options::CallOptions;
use crate::error::{Cause, Error, SetupError, TransferError, Undecoded, decode_json};
use crate::layers::Call;
use crate::lossy::{self, Decoded, Rules};
use crate::operation::Operation;
use crate::paging::note_left_out;
use crate::path_segment::sendable;
use crate::redirect::RefuseRedirected;
use crate::response::ResponseValue;
use crate::stream::ByteStream;
use crate::tenant::Tenant;
use crate::transfer::Transfers;
use crate::unread::{self, OnUnread};
use crate::wire_log::{self, Finished};
use crate::{deprecation, trace};

use sender::Sender;

/// The parts of a generated client: a base URL and an HTTP client with its middlewares.
///
/// Generated code builds requests with [`get`](Self::get) and similar functions. It sends them with
/// [`json`](Self::json), [`empty`](Self::empty) or [`bytes`](Self::bytes). Clones share everything.
#[derive(Clone)]
pub struct Transport {
    inner: Arc<Inner>,
}

struct Inner {
    base_url: String,
    sender: Sender,
    transfers: Option<Transfers>,
}

impl Transport {
    /// A transport through a tenant's stack, to the API at `path` (`/api/identity/v1`).
    #[must_use]
    pub fn for_tenant(tenant: &Tenant, path: &str) -> Self {
        let path = path.trim_matches('/');
        let origin = tenant.origin().as_str().trim_end_matches('/');
        Self::build(
            format!("{origin}/{path}"),
            format!("/{path}"),
            tenant.http().clone(),
            Some(tenant.transfers().clone()),
            tenant.timeout(),
            (tenant.body_limit(), tenant.on_unread().clone()),
        )
    }

    /// A transport through a user's own HTTP client, to the API at `base_url`.
    ///
    /// Nothing is added to that client: no token, no retries, no rate budget. Build it with
    /// `redirect::Policy::none()`: a response that it fetched from another URL after a redirect is refused
    /// ([`ErrorKind::Redirect`](crate::ErrorKind::Redirect)). reqwest itself repeats a request in two cases: an
    /// HTTP/2 server refused it without reading it, or `ClientBuilder::retry` says so. These sends cannot be seen
    /// from the outside. They are not part of [`Error::attempts`], and your own budget does not count them.
    /// `ClientBuilder::retry` with `retry::never()` turns them off. A [`Tenant`] turns them off by itself.
    ///
    /// # Errors
    ///
    /// `base_url` is not an absolute http or https URL, or it has a query, a fragment or credentials.
    pub fn new(base_url: &str, http: impl Into<ClientWithMiddleware>) -> Result<Self, Error> {
        let url = parse_base_url(base_url).map_err(|reason| SetupError::BaseUrl { reason })?;
        Ok(Self::build(
            url.as_str().trim_end_matches('/').to_owned(),
            url.path().trim_end_matches('/').to_owned(),
            reqwest_middleware::ClientBuilder::from_client(http.into())
                .with(RefuseRedirected)
                .build(),
            None,
            None,
            (body::LIMIT, OnUnread::default()),
        ))
    }

    fn build(
        base_url: String,
        api: String,
        http: ClientWithMiddleware,
        transfers: Option<Transfers>,
        timeout: Option<Duration>,
        (body_limit, on_unread): (usize, OnUnread),
    ) -> Self {
        Self {
            inner: Arc::new(Inner {
                base_url,
                sender: Sender {
                    api,
                    http,
                    has_tenant: transfers.is_some(),
                    timeout,
                    body_limit,
                    on_unread,
                },
                transfers,
            }),
        }
    }

    /// The URL of the API, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.inner.base_url
    }

    /// The part that sends and fetches files for this client. It belongs to its tenant.
    ///
    /// # Errors
    ///
    /// The client has no tenant.
    pub fn transfers(&self) -> Result<&Transfers, Error> {
        let transfers = self.inner.transfers.as_ref();
        transfers.ok_or_else(|| Error::new(Cause::Transfer(TransferError::NoClient)))
    }

    /// Starts a GET request.
    pub fn get(&self, url: impl AsRef<str>) -> RequestBuilder {
        self.request(http::Method::GET, url)
    }

    /// Starts a POST request.
    pub fn post(&self, url: impl AsRef<str>) -> RequestBuilder {
        self.request(http::Method::POST, url)
    }

    /// Starts a PUT request.
    pub fn put(&self, url: impl AsRef<str>) -> RequestBuilder {
        self.request(http::Method::PUT, url)
    }

    /// Starts a PATCH request.
    pub fn patch(&self, url: impl AsRef<str>) -> RequestBuilder {
        self.request(http::Method::PATCH, url)
    }

    /// Starts a DELETE request.
    pub fn delete(&self, url: impl AsRef<str>) -> RequestBuilder {
        self.request(http::Method::DELETE, url)
    }

    /// Starts a HEAD request.
    pub fn head(&self, url: impl AsRef<str>) -> RequestBuilder {
        self.request(http::Method::HEAD, url)
    }

    /// Starts a request. If a segment of the URL cannot be sent, building the request fails.
    pub fn request(&self, method: http::Method, url: impl AsRef<str>) -> RequestBuilder {
        let url = sendable(url.as_ref()).unwrap_or_default();
        self.inner.sender.http.request(method, url)
    }

    /// Sends a request and decodes the JSON of the response. The JSON may be of any type.
    ///
    /// # Errors
    ///
    /// No response came, it was not a success, or it is not a valid `T`.
    pub async fn json<T: DeserializeOwned>(
        &self,
        operation: &'static Operation,
        request: Request,
        options: &CallOptions,
    ) -> Result<ResponseValue<T>, Error> {
        // An empty body reads as null: besides other successes, a document may define a success without content.
        self.decoded(operation, request, options, |body, room, rules| {
            lossy::decode(body, room, rules).or_else(|error| {
                if body.is_empty() {
                    lossy::decode(b"null", room, rules).map_err(|_| error)
                } else {
                    Err(error)
                }
            })
        })
        .await
    }

    /// Sends a request and decodes the JSON object of the response.
    ///
    /// An array is refused. Serde also reads a struct from an array. If all fields are optional, the response of a
    /// wrong endpoint would look like an empty page.
    ///
    /// # Errors
    ///
    /// No response came, it was not a success, or it is not an object that is a valid `T`.
    pub async fn json_object<T: DeserializeOwned>(
        &self,
        operation: &'static Operation,
        request: Request,
        options: &CallOptions,
    ) -> Result<ResponseValue<T>, Error> {
        self.decoded(operation, request, options, |body, room, rules| {
            if without_bom(body).trim_ascii_start().starts_with(b"[") {
                decode_json::<serde_json::Map<_, _>>(body, room)?;
            }
            lossy::decode(body, room, rules)
        })
        .await
    }

    /// Sends a request and reads the body of the response as text, in the charset of its `Content-Type`. Without a
    /// charset, this is UTF-8. Bytes that are invalid in the charset become U+FFFD.
    ///
    /// # Errors
    ///
    /// No response came, it was not a success, or its body is larger than the limit.
    pub async fn text(
        &self,
        operation: &'static Operation,
        request: Request,
        options: &CallOptions,
    ) -> Result<ResponseValue<String>, Error> {
        self.traced(operation, |span| async move {
            let limit = options.body_limit.unwrap_or(self.inner.sender.body_limit);
            let body_use = BodyUse::Decode(limit);
            let sender = &self.inner.sender;
            let received = sender
                .send_and_read(operation, request, options, body_use, &span)
                .await?;
            let text = received.text().await?;
            Ok(received.into_value(text))
        })
        .await
    }

    /// Sends a request and reads its text like [`text`](Self::text). Returns `None` when the response has no content.
    ///
    /// # Errors
    ///
    /// As [`text`](Self::text).
    pub async fn text_or_nothing(
        &self,
        operation: &'static Operation,
        request: Request,
        options: &CallOptions,
    ) -> Result<ResponseValue<Option<String>>, Error> {
        let response = self.text(operation, request, options).await?;
        Ok(response.map(|text| Some(text).filter(|text| !text.is_empty())))
    }

    async fn decoded<T>(
        &self,
        operation: &'static Operation,
        request: Request,
        options: &CallOptions,
        decode: impl FnOnce(&[u8], usize, &Rules) -> Result<Decoded<T>, Undecoded>,
    ) -> Result<ResponseValue<T>, Error> {
        self.traced(operation, |span| async move {
            let limit = options.body_limit.unwrap_or(self.inner.sender.body_limit);
            let received = self
                .inner
                .sender
                .send_and_read(operation, request, options, BodyUse::Decode(limit), &span)
                .await?;
            let rules = Rules::new(operation, options.skip_unreadable_rows);
            match decode(&received.body, body::decoded_limit(limit), &rules) {
                Ok(Decoded { value, unread }) => {
                    note_left_out(operation, &unread);
                    unread::log(&self.inner.sender.api, operation, &unread);
                    self.inner.sender.on_unread.call(operation, &unread);
                    options.on_unread.call(operation, &unread);
                    let (call, value) = received.into_value(value);
                    Ok((call, value.with_unread(unread)))
                }
                Err(undecoded) => Err(received.into_undecoded(undecoded, limit)),
            }
        })
        .await
    }

    /// Sends a request and ignores the body of the response.
    ///
    /// # Errors
    ///
    /// No response came, or it was not a success, or it is an HTML page, such as the login page of a proxy.
    pub async fn empty(
        &self,
        operation: &'static Operation,
        request: Request,
        options: &CallOptions,
    ) -> Result<ResponseValue<()>, Error> {
        self.traced(operation, |span| async move {
            let received = self
                .inner
                .sender
                .send_and_read(operation, request, options, BodyUse::Ignore, &span)
                .await?;
            received.into_empty()
        })
        .await
    }

    /// Sends a request and returns the body of the response as a stream, of any size.
    ///
    /// # Errors
    ///
    /// No response came, or it was not a success. Later failures are errors of the stream.
    pub async fn bytes(
        &self,
        operation: &'static Operation,
        request: Request,
        options: &CallOptions,
    ) -> Result<ResponseValue<ByteStream>, Error> {
        self.traced(operation, |span| async move {
            let mut received = self
                .inner
                .sender
                .send(operation, request, options, BodyUse::Stream)
                .await?;
            let headers = std::mem::take(received.response.headers_mut());
            let status = received.response.status();
            let stream = ByteStream::new(received.response, operation, span);
            Ok((received.call, ResponseValue::new(stream, status, headers)))
        })
        .await
    }

    async fn traced<T, F: Future<Output = Result<(Call, ResponseValue<T>), Error>>>(
        &self,
        operation: &'static Operation,
        call: impl FnOnce(Span) -> F,
    ) -> Result<ResponseValue<T>, Error> {
        let started = Instant::now();
        let span = trace::span(operation);
        let result = call(span.clone()).instrument(span.clone()).await;
        let elapsed = started.elapsed();
        let (result, finished) = match result {
            Ok((call, value)) => {
                deprecation::warn_once(&self.inner.sender.api, operation, value.headers());
                let finished = Finished {
                    status: Some(value.status()),
                    elapsed,
                    attempts: call.attempts,
                    waited: call.waited,
                    failure: None,
                };
                (Ok(value), finished)
            }
            Err(error) => {
                let finished = Finished {
                    status: error.status(),
                    elapsed,
                    attempts: error.attempts(),
                    waited: error.waited(),
                    failure: Some(format!("{:?}", error.kind())),
                };
                let error = error.with_operation(operation);
                (
                    Err(error.with_attempts(finished.attempts, elapsed)),
                    finished,
                )
            }
        };
        trace::record_end(&span, finished.status, finished.attempts, elapsed);
        span.in_scope(|| wire_log::finished(operation, &finished));
        result
    }
}

fn parse_base_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text.trim()).map_err(|error| error.to_string())?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("its scheme is {:?}", url.scheme()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it holds credentials".to_owned());
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("it has a query or a fragment".to_owned());
    }
    Ok(url)
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport")
            .field("base_url", &self.inner.base_url)
            .finish_non_exhaustive()
    }
}
