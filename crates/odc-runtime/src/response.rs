//! The response of a call: the decoded value with its status and headers.

use std::fmt;
use std::ops::{Deref, DerefMut};

use http::{HeaderMap, StatusCode};

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
}

impl<T> ResponseValue<T> {
    /// A response made of its parts, for tests.
    pub const fn new(value: T, status: StatusCode, headers: HeaderMap) -> Self {
        Self {
            value,
            status,
            headers,
        }
    }

    /// The value alone.
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
