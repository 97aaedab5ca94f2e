//! One span per call.
//!
//! The span `odc_call` has the operation, the method and the path template from its start, and the
//! status, the number of attempts, the size of the body and the duration in milliseconds at its end. It
//! holds no path with values, no query value, no header and no body. If the body is a stream, the size is recorded
//! when the stream is dropped.

use std::time::Duration;

use http::StatusCode;
use tracing::Span;
use tracing::field::Empty;

use crate::operation::Operation;

pub(crate) fn span(operation: &Operation) -> Span {
    tracing::info_span!(
        "odc_call",
        operation = operation.id(),
        method = operation.method().as_str(),
        path = operation.path(),
        status = Empty,
        attempts = Empty,
        bytes = Empty,
        duration_ms = Empty,
    )
}

pub(crate) fn record_end(
    span: &Span,
    status: Option<StatusCode>,
    attempts: u32,
    elapsed: Duration,
) {
    if span.is_disabled() {
        return;
    }
    if let Some(status) = status {
        span.record("status", status.as_u16());
    }
    span.record("attempts", attempts);
    span.record("duration_ms", elapsed.as_secs_f64() * 1000.0);
}
