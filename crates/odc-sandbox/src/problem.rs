//! The reason why a call is refused: a status, a sentence, and an error code.

use axum::http::StatusCode;
use odc_runtime::Requirement;

/// The reason for a refusal: the status, a sentence, and the last part of the error code.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    status: StatusCode,
    detail: String,
    number: u8,
    /// The whole error code, if the code of the service is known.
    code: Option<&'static str>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            number: 1,
            code: None,
        }
    }

    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    pub(crate) fn unauthorized(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, detail)
    }

    /// A 403 that names the permissions that the API client needs.
    pub(crate) fn forbidden(needed: &Requirement) -> Self {
        let detail = match needed {
            Requirement::Any => "the API client holds no permission at all".to_owned(),
            Requirement::Permission(_) => format!("the API client lacks the permission {needed}"),
            _ => format!("the API client lacks a permission that it needs: {needed}"),
        };
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    /// A 403 that names the permission that is missing in a stage.
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

    /// Sets the number that distinguishes problems of one status in the error code; the default is 1.
    pub(crate) fn with_number(mut self, number: u8) -> Self {
        self.number = number;
        self
    }

    /// Sets the whole error code.
    pub(crate) fn with_code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
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

    /// The error code; its last part starts with the status, unless the service has another code for the problem.
    pub(crate) fn code(&self, area: &str) -> String {
        match self.code {
            Some(code) => code.to_owned(),
            None => format!("OS-{area}-BIZ-{}{:02}", self.status.as_u16(), self.number),
        }
    }
}
