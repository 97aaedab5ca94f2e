//! The wire log: the requests and responses, for the target `odc_runtime::wire`.
//!
//! - DEBUG: one event per finished call.
//! - TRACE: also one event per request and one per response, with headers and body. Only the parts in an allow-list
//!   are shown.
//!
//! None of them contains the token: it is added to the request later.

mod redact;

use std::time::Duration;

use http::{HeaderMap, StatusCode};
use reqwest::Request;

use crate::operation::Operation;

const TARGET: &str = "odc_runtime::wire";

/// How a call ended.
pub(crate) struct Finished {
    pub(crate) status: Option<StatusCode>,
    pub(crate) elapsed: Duration,
    pub(crate) attempts: u32,
    /// How long the call waited for the rate budget.
    pub(crate) waited: Duration,
    /// The kind of failure.
    pub(crate) failure: Option<String>,
}

pub(crate) fn finished(operation: &Operation, call: &Finished) {
    tracing::debug!(
        target: TARGET,
        operation = operation.id(),
        method = operation.method().as_str(),
        path = operation.path(),
        status = call.status.map(|status| status.as_u16()),
        ms = milliseconds(call.elapsed),
        attempts = call.attempts,
        waited_ms = milliseconds(call.waited),
        failure = call.failure.as_deref(),
        "call finished"
    );
}

pub(crate) fn request(operation: &Operation, request: &Request) {
    if !tracing::enabled!(target: TARGET, tracing::Level::TRACE) {
        return;
    }
    let body = match request.body() {
        None => String::new(),
        Some(body) => match body.as_bytes() {
            Some(bytes) => redact::body(bytes),
            None => "(a stream)".to_owned(),
        },
    };
    tracing::trace!(
        target: TARGET,
        operation = operation.id(),
        method = request.method().as_str(),
        query = redact::query(request.url()),
        headers = redact::headers(request.headers()),
        body,
        "request"
    );
}

pub(crate) fn response(
    operation: &Operation,
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) {
    if !tracing::enabled!(target: TARGET, tracing::Level::TRACE) {
        return;
    }
    tracing::trace!(
        target: TARGET,
        operation = operation.id(),
        status = status.as_u16(),
        headers = redact::headers(headers),
        body = redact::body(body),
        "response"
    );
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
