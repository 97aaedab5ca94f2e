//! What a refused call answers: `ProblemDetails`, with the codes that support would ask for.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::json;

use crate::permission::{self, Permission};

/// A refusal: the status, a sentence for the reader, and the tail of the error code.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    status: StatusCode,
    detail: String,
    number: u8,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            number: 1,
        }
    }

    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    pub(crate) fn unauthorized(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, detail)
    }

    /// Names the permissions of which one is missing.
    pub(crate) fn forbidden(alternatives: &[Permission]) -> Self {
        let detail = if alternatives.is_empty() {
            "the API client holds no permission at all".to_owned()
        } else {
            format!(
                "the API client lacks the permission {}",
                permission::sentence(alternatives)
            )
        };
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    /// Names the permission that is missing in one stage.
    pub(crate) fn forbidden_in(permission: Permission, stage: &str) -> Self {
        let needed = permission::sentence(&[permission]);
        Self::new(
            StatusCode::FORBIDDEN,
            format!("the API client lacks the permission {needed} in the stage {stage}"),
        )
    }

    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("no {what} has this key"))
    }

    pub(crate) fn unprocessable(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
    }

    /// Tells problems of one status apart in the error code; without it the number is 1.
    pub(crate) fn numbered(mut self, number: u8) -> Self {
        self.number = number;
        self
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// The answer on the wire. `area` is the service's short name in error codes.
    pub(crate) fn answer(&self, area: &str, instance: &str) -> Response {
        let body = json!({
            "type": format!("https://httpstatuses.io/{}", self.status.as_u16()),
            "title": self.status.canonical_reason().unwrap_or("Error"),
            "status": self.status.as_u16(),
            "detail": self.detail,
            "instance": instance,
            "traceId": trace_id(),
            "errorCode": format!("OS-{area}-BIZ-{}{:02}", self.status.as_u16(), self.number),
        });
        let mut response = Response::new(Body::from(body.to_string()));
        *response.status_mut() = self.status;
        response.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json; charset=utf-8"),
        );
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer error=\"invalid_token\""),
            );
        }
        response
    }
}

/// A trace id in the W3C form, different for every answer of this process.
fn trace_id() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let high = crate::seed::mix(number);
    let low = crate::seed::mix(high);
    let span = crate::seed::mix(low);
    format!("00-{high:016x}{low:016x}-{span:016x}-01")
}
