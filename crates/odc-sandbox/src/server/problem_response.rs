//! The response to a refused request: `ProblemDetails`, with the codes that support asks for.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::json;

use crate::model::mix;
use crate::problem::Problem;

/// The response to a refused request. `area` is the service's short name in error codes, `instance` the path.
pub(crate) fn problem_response(problem: &Problem, area: &str, instance: &str) -> Response {
    let status = problem.status();
    let body = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("Error"),
        "status": status.as_u16(),
        "detail": problem.detail(),
        "instance": instance,
        "traceId": trace_id(),
        "errorCode": problem.code(area),
    });
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let json = HeaderValue::from_static("application/json; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, json);
    if status == StatusCode::UNAUTHORIZED {
        let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\"");
        headers.insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

/// A trace id in the W3C form, different for every response of this process.
fn trace_id() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let high = mix(number);
    let low = mix(high);
    let span = mix(low);
    format!("00-{high:016x}{low:016x}-{span:016x}-01")
}
