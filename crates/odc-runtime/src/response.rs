//! The response of a call: the decoded value with its status and headers.

use std::fmt;
use std::ops::{Deref, DerefMut};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use crate::operation::Operation;
use crate::unread::UnreadValue;

/// A decoded response, with its status and its headers.
///
/// It dereferences to the value, so most code can use it as the value.
///
/// ```
/// # use odc_runtime::ResponseValue;
/// # let response = ResponseValue::new(vec![1, 2, 3], http::StatusCode::OK, http::HeaderMap::new());
/// assert_eq!(response.len(), 3);
/// assert_eq!(response.status(), 200);
/// let numbers: Vec<i32> = response.into_inner();
/// ```
#[derive(Clone)]
pub struct ResponseValue<T> {
    value: T,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    unread: Vec<UnreadValue>,
}

impl<T> ResponseValue<T> {
    /// A response made of its parts, for tests.
    pub const fn new(value: T, status: StatusCode, headers: HeaderMap) -> Self {
        Self {
            value,
            status,
            headers,
            body: Bytes::new(),
            unread: Vec::new(),
        }
    }

    pub(crate) fn with_body(mut self, body: Bytes) -> Self {
        self.body = body;
        self
    }

    pub(crate) fn with_unread(mut self, unread: Vec<UnreadValue>) -> Self {
        self.unread = unread;
        self
    }

    /// The values in the response that do not fit their types, such as a timestamp in another form. They were left
    /// out: see [`UnreadValue`].
    ///
    /// ```
    /// # let users = odc_runtime::ResponseValue::new((), http::StatusCode::OK, http::HeaderMap::new());
    /// for odd in users.unread() {
    ///     println!("{}: {} ({})", odd.path(), odd.value(), odd.message());
    /// }
    /// ```
    pub fn unread(&self) -> &[UnreadValue] {
        &self.unread
    }

    /// The unchanged body, for members that the type does not know. It is kept as long as this response.
    ///
    /// It is empty for a response that was made by [`new`](Self::new), and for a [`ByteStream`](crate::ByteStream).
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as JSON, with the members that the type does not know.
    ///
    /// # Errors
    ///
    /// The body is not JSON, for example because it is empty.
    pub fn raw_json(&self) -> serde_json::Result<Value> {
        odc_http::body::from_json(&self.body)
    }

    /// Only the value.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The status of the response, always a success.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the response.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The same response with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> ResponseValue<U> {
        ResponseValue {
            value: change(self.value),
            status: self.status,
            headers: self.headers,
            body: self.body,
            unread: self.unread,
        }
    }
}

impl<T> Deref for ResponseValue<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for ResponseValue<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T> AsRef<T> for ResponseValue<T> {
    fn as_ref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for ResponseValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// A response before it is decoded, for [`CallOptions::on_response`](crate::CallOptions::on_response).
#[derive(Clone, Copy)]
pub struct RawResponse<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
}

impl RawResponse<'_> {
    /// The operation that was called.
    #[must_use]
    pub const fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The status, which may be a failure.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        self.headers
    }

    /// The body. For a failure, only its first 64 KiB.
    #[must_use]
    pub const fn body(&self) -> &[u8] {
        self.body
    }

    /// The body as JSON.
    ///
    /// # Errors
    ///
    /// The body is not JSON.
    pub fn json(&self) -> serde_json::Result<Value> {
        odc_http::body::from_json(self.body)
    }
}

impl fmt::Debug for RawResponse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("operation", &self.operation.id())
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
