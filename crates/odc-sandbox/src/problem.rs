//! What a refused call answers: `ProblemDetails`, with the codes that support would ask for.

use axum::http::StatusCode;

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
    pub(crate) fn forbidden(alternatives: &[&str]) -> Self {
        let detail = if alternatives.is_empty() {
            "the API client holds no permission at all".to_owned()
        } else {
            let quoted: Vec<_> = alternatives
                .iter()
                .map(|label| format!("\"{label}\""))
                .collect();
            format!(
                "the API client lacks the permission {}",
                quoted.join(" or ")
            )
        };
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    /// Names the permission that is missing in one stage, by its label.
    pub(crate) fn forbidden_in(label: &str, stage: &str) -> Self {
        let detail =
            format!("the API client lacks the permission \"{label}\" in the stage {stage}");
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            format!("there is no {what} with this key"),
        )
    }

    pub(crate) fn conflict(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, detail)
    }

    pub(crate) fn unprocessable(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
    }

    /// Tells problems of one status apart in the error code; without it the number is 1.
    pub(crate) fn numbered(mut self, number: u8) -> Self {
        self.number = number;
        self
    }

    /// A fault of the sandbox itself.
    pub(crate) fn internal(fault: impl std::fmt::Display) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            format!("the sandbox failed: {fault}"),
        )
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn detail(&self) -> &str {
        &self.detail
    }

    /// The error code, whose tail starts with the status.
    pub(crate) fn code(&self, area: &str) -> String {
        format!("OS-{area}-BIZ-{}{:02}", self.status.as_u16(), self.number)
    }
}
