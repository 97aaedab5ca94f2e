//! The parts of an [`Error`] for a program: kind, status, problem, and whether another call may succeed.

use std::time::Duration;

use http::{HeaderMap, StatusCode};
use odc_auth::{AuthError, ConfigError};

use super::{
    Cause, DecodeError, Error, ErrorKind, OpaqueBody, ProblemDetails, TransferError, WaitError,
};
use crate::operation::{Operation, Requirement};

fn kind_of_transfer(error: &TransferError) -> ErrorKind {
    match error {
        TransferError::Url(_) => ErrorKind::InvalidRequest,
        TransferError::NoClient => ErrorKind::Config,
        TransferError::File { .. }
        | TransferError::Unfit { .. }
        | TransferError::Changing { .. } => ErrorKind::File,
        TransferError::Refused { .. } => ErrorKind::Status,
        TransferError::Broken { source, .. } if source.is_connect() => ErrorKind::Connect,
        TransferError::Broken { .. } => ErrorKind::Network,
        TransferError::Idle { .. } => ErrorKind::Timeout,
        TransferError::Deadline { .. } => ErrorKind::Deadline,
        TransferError::Short { .. }
        | TransferError::NoFile(_)
        | TransferError::Changed { .. }
        | TransferError::Inconsistent { .. } => ErrorKind::Transfer,
    }
}

impl Error {
    /// What kind of failure this is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match &self.inner.cause {
            Cause::Config(_) | Cause::Setup(_) | Cause::Runtime(_) => ErrorKind::Config,
            Cause::InvalidRequest(_) => ErrorKind::InvalidRequest,
            Cause::Auth(_) => ErrorKind::Auth,
            Cause::Budget(_) => ErrorKind::RateBudget,
            Cause::Network(error) if error.is_connect() => ErrorKind::Connect,
            Cause::Network(error) if error.is_timeout() => ErrorKind::Timeout,
            Cause::DeadlinePassed(_) => ErrorKind::Timeout,
            Cause::Network(_) | Cause::Task(_) => ErrorKind::Network,
            Cause::Middleware(_) => ErrorKind::Middleware,
            Cause::Status { .. } => ErrorKind::Status,
            Cause::Decode { .. } => ErrorKind::Decode,
            Cause::TooLarge(_) => ErrorKind::TooLarge,
            Cause::Redirected(_) => ErrorKind::Redirect,
            Cause::Deadline { .. } => ErrorKind::Deadline,
            Cause::Transfer(error) => kind_of_transfer(error),
            Cause::Wait(error) => match **error {
                WaitError::Failed(_) => ErrorKind::OperationFailed,
                WaitError::Disappeared(..) | WaitError::NeverCame(..) => ErrorKind::OperationGone,
                WaitError::Deadline { .. } => ErrorKind::Deadline,
            },
            Cause::List(_) => ErrorKind::List,
        }
    }

    /// The operation that failed. `None` when there was no call.
    #[must_use]
    pub fn operation(&self) -> Option<&'static Operation> {
        self.inner.operation
    }

    /// The status of the response, if one came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match &self.inner.cause {
            Cause::Status { status, .. }
            | Cause::Decode { status, .. }
            | Cause::Transfer(TransferError::Refused { status, .. }) => Some(*status),
            Cause::TooLarge(error) => Some(error.status),
            _ => None,
        }
    }

    /// The service's description of the problem, if the response has one.
    #[must_use]
    pub fn problem(&self) -> Option<&ProblemDetails> {
        match &self.inner.cause {
            Cause::Status { problem, .. } => problem.as_ref(),
            _ => None,
        }
    }

    /// The beginning of a body that is neither a success nor a problem description. It is one printable line of at
    /// most 1,024 characters. If it is cut, it ends with `…`.
    ///
    /// It is never part of `Display` or `Debug`, because it may contain secrets. No part is kept of a success that
    /// does not decode, for the same reason.
    #[must_use]
    pub fn body_excerpt(&self) -> Option<&str> {
        match &self.inner.cause {
            Cause::Status { body, .. } => body.as_ref().map(OpaqueBody::excerpt),
            _ => None,
        }
    }

    /// How long to wait before the next call. Either the service asks for it with the `Retry-After` of its response,
    /// for example with 429 or 503, or the rate budget has no room earlier.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match &self.inner.cause {
            Cause::Status {
                retry_after,
                no_token,
                ..
            } => retry_after.or_else(|| no_token.as_ref()?.retry_after()),
            Cause::Transfer(TransferError::Refused { retry_after, .. }) => *retry_after,
            Cause::Auth(error) => error.retry_after(),
            Cause::Budget(error) => Some(error.room_in()),
            _ => None,
        }
    }

    /// The headers of the response, if one came: for example `x-request-id`.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.inner.headers.as_deref()
    }

    /// The id of the call in the service's logs. Support asks for it.
    #[must_use]
    pub fn trace_id(&self) -> Option<&str> {
        self.problem()?.trace_id.as_deref()
    }

    /// The service's code of the problem. Support asks for it.
    #[must_use]
    pub fn error_code(&self) -> Option<&str> {
        self.problem()?.error_code.as_deref()
    }

    /// Where and why the response did not decode.
    #[must_use]
    pub fn decode(&self) -> Option<&DecodeError> {
        match &self.inner.cause {
            Cause::Decode { error, .. } => Some(error),
            _ => None,
        }
    }

    /// Where the response did not decode, for example `results[3].email`.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        self.decode().map(DecodeError::path)
    }

    /// Why there is no token, or why there is no other token after a 401.
    #[must_use]
    pub fn auth(&self) -> Option<&AuthError> {
        match &self.inner.cause {
            Cause::Auth(error) => Some(error),
            Cause::Status { no_token, .. } => no_token.as_deref(),
            _ => None,
        }
    }

    /// The mistake in the set-up.
    #[must_use]
    pub fn config(&self) -> Option<&ConfigError> {
        match &self.inner.cause {
            Cause::Config(error) => Some(error),
            _ => None,
        }
    }

    /// How many attempts were made, retries included; 0 when nothing was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.inner.attempts
    }

    /// How long the call took, including waits and retries.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.inner.elapsed
    }

    /// How much of that time the call waited for room in the rate budget.
    #[must_use]
    pub fn waited(&self) -> Duration {
        self.inner.waited
    }

    /// Whether the same call may succeed later: after a broken connection, a timeout, 408, 429, a transient 5xx, a
    /// full rate budget, or a problem of the identity service.
    ///
    /// The service may have carried out the call, even if it is not idempotent.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match &self.inner.cause {
            Cause::Network(error) => !error.is_builder() && !error.is_redirect(),
            Cause::Auth(error) => error.is_transient(),
            Cause::Budget(_) | Cause::DeadlinePassed(_) => true,
            Cause::Status {
                status, no_token, ..
            } => {
                odc_http::status::is_transient(*status)
                    || no_token.as_deref().is_some_and(AuthError::is_transient)
            }
            Cause::Transfer(error) => error.is_retryable(),
            _ => false,
        }
    }

    /// Whether the service may have carried out the call although it failed, and sending it again may do it twice.
    ///
    /// This is so when [`the outcome is unknown`](Self::is_outcome_unknown) and the operation is not idempotent, such as
    /// starting a deployment. Look whether it was done before you call again.
    #[must_use]
    pub fn may_have_taken_effect(&self) -> bool {
        let is_repeatable = self.operation().is_none_or(Operation::is_idempotent);
        !is_repeatable && self.is_outcome_unknown()
    }

    /// Whether a request was sent, and no response says that the service refused it. The service may have carried out
    /// the call. This is so in these cases: the connection broke, the time was over, a timeout or an error of a
    /// server or gateway came instead of the response (a transient status, but not 429), the response to a success
    /// cannot be read, or a middleware failed.
    ///
    /// It is false for a file that goes to storage. The file has no effect until another call names it.
    #[must_use]
    pub fn is_outcome_unknown(&self) -> bool {
        let is_unknown = match &self.inner.cause {
            Cause::Network(error) => {
                !error.is_connect() && !error.is_builder() && !error.is_redirect()
            }
            // A middleware that fails may have sent the request earlier.
            Cause::DeadlinePassed(_)
            | Cause::TooLarge(_)
            | Cause::Decode { .. }
            | Cause::Middleware(_) => true,
            Cause::Status { status, .. } => {
                odc_http::status::is_transient(*status) && *status != StatusCode::TOO_MANY_REQUESTS
            }
            _ => false,
        };
        is_unknown && self.operation().is_some() && self.attempts() > 0
    }

    /// The key of the stage that a refused request named, if its permissions are held for a stage or an asset.
    #[must_use]
    pub fn stage_key(&self) -> Option<&str> {
        self.inner.stage.as_deref()
    }

    /// Whether the API returned 404 Not Found. A 404 with an HTML page is not one: a gateway or a proxy sent it, and the API
    /// has not seen the request.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        let is_page = match &self.inner.cause {
            Cause::Status { body, .. } => body.as_ref().is_some_and(OpaqueBody::is_html),
            _ => false,
        };
        self.status() == Some(StatusCode::NOT_FOUND) && !is_page
    }

    /// Whether the API returned 403 Forbidden; see [`needed_permissions`](Self::needed_permissions). A 403 of the host
    /// of a file is not a missing permission: its pre-signed URL has expired or is not valid. A 403 with an HTML page or
    /// a text is not one either: a firewall or a proxy refused the request, and the API has not seen it.
    #[must_use]
    pub fn is_permission_denied(&self) -> bool {
        match &self.inner.cause {
            Cause::Status { status, body, .. } => {
                *status == StatusCode::FORBIDDEN
                    && !body.as_ref().is_some_and(OpaqueBody::is_of_gateway)
            }
            _ => false,
        }
    }

    /// The permissions that the API document requires for the operation. `None` when the document names none.
    #[must_use]
    pub fn requirement(&self) -> Option<&'static Requirement> {
        self.operation().and_then(Operation::requirement)
    }

    /// All permissions that the API document names for the operation, each once. The
    /// [requirement](Self::requirement) says which of them are needed, and when.
    #[must_use]
    pub fn needed_permissions(&self) -> Vec<&'static str> {
        self.operation()
            .map_or_else(Vec::new, Operation::permissions)
    }

    /// Whether a rate limit is the reason: 429 Too Many Requests, or no room in the budget.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
            || matches!(self.inner.cause, Cause::Budget(_))
    }
}
