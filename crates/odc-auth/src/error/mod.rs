//! The errors on the way from credentials to a token.

mod code;
mod source;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use odc_http::status::is_transient;

pub use self::code::OAuthErrorCode;
pub use self::source::SourceError;
use crate::runtime_check::RuntimeError;

/// Why there is no token. Cheap to clone: if an attempt fails, each caller that waited for it gets its error.
///
/// A request that is not sent because there is no token fails with [`reqwest_middleware::Error::Middleware`];
/// [`AuthError::find_in`] finds this error in it.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AuthError {
    /// The token endpoint returned an error of RFC 6749, section 5.2.
    #[error("token request to {host} was refused: {code}: {}{}", hint.unwrap_or_else(|| code.advice()), server_said(description.as_deref()))]
    Refused {
        /// The host of the request.
        host: String,
        /// The `error` member.
        code: OAuthErrorCode,
        /// The `error_description` member, shortened, without anything secret.
        description: Option<String>,
        /// The HTTP status.
        status: u16,
        /// What is unusual about the credentials that were sent, and what to do about it. It quotes no part of them.
        hint: Option<&'static str>,
    },
    /// A status without an OAuth error.
    #[error("{step} {host} returned status {status} and {body}{}: {}", after_attempts(*attempts), status_advice(*status, body, *retry_after))]
    Status {
        /// Which request.
        step: AuthStep,
        /// The host of the request.
        host: String,
        /// The HTTP status.
        status: u16,
        /// The kind of body that the response had.
        body: &'static str,
        /// How long to wait, if the server says so.
        retry_after: Option<Duration>,
        /// How often it was tried.
        attempts: u32,
    },
    /// No connection, a response that broke off, or a broken TLS session.
    #[error("{step} {host} failed{}: {hint}", after_attempts(*attempts))]
    Transport {
        /// Which request.
        step: AuthStep,
        /// The host of the request.
        host: String,
        /// What to look at, and the root cause.
        hint: String,
        /// How often it was tried.
        attempts: u32,
        /// The HTTP client's own error.
        source: Arc<reqwest::Error>,
    },
    /// No response in time.
    #[error("{step} {host} got no response within {after:?}{}: check the network, or try again later", after_attempts(*attempts))]
    TimedOut {
        /// Which request.
        step: AuthStep,
        /// The host of the request.
        host: String,
        /// The limit that ended the wait.
        after: Duration,
        /// How often it was tried.
        attempts: u32,
    },
    /// A success whose body does not have the form that the protocol requires.
    #[error("{step} {host} returned an invalid response: {problem}")]
    Malformed {
        /// Which request.
        step: AuthStep,
        /// The host of the request.
        host: String,
        /// What is wrong with it, without quoting it.
        problem: String,
    },
    /// The user's [`crate::CredentialSource`] or [`crate::TokenSource`] failed.
    #[error("the {what} failed: {source}; {}", source.advice())]
    Source {
        /// Which one.
        what: &'static str,
        /// Its error.
        source: SourceError,
    },
    /// The attempt was interrupted: a source panicked, or its runtime was shut down.
    #[error("the attempt to get a token was interrupted; try again")]
    Interrupted,
    /// The tokens had already expired when they arrived.
    #[error(
        "tokens had expired when they arrived; try again, and if it happens again, check this machine's clock and the \
             token lifetime (expires_in) that the server gives"
    )]
    Expired,
    /// No call is possible in the place where this call was made.
    #[error("{0}")]
    NoRuntime(RuntimeError),
}

/// What [`AuthError::Status`] calls a body of HTML.
pub(crate) const HTML: &str = "an HTML page from a gateway";

impl AuthError {
    /// Whether the same call may succeed later without any change.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Refused { code, .. } => {
                matches!(code, OAuthErrorCode::Other(code) if code == "temporarily_unavailable" || code == "server_error")
            }
            Self::Status { status, .. } => is_transient_status(*status),
            Self::Transport { .. } | Self::TimedOut { .. } | Self::Interrupted | Self::Expired => {
                true
            }
            Self::Source { source, .. } => source.is_transient(),
            Self::Malformed { .. } | Self::NoRuntime(_) => false,
        }
    }

    /// How long the server asked to wait (`Retry-After`, RFC 9110, section 10.2.3), counted from now.
    /// Until then, for at most a minute, callers get the same error, and the server gets no request.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// The same error after the time `passed`. The wait that the server asked for is shorter by that time.
    pub(crate) fn with_wait_shortened(&self, passed: Duration) -> Self {
        let mut error = self.clone();
        if let Self::Status { retry_after, .. } = &mut error {
            *retry_after = retry_after.map(|wait| wait.saturating_sub(passed));
        }
        error
    }

    /// Finds this error in the error of a request.
    ///
    /// ```
    /// # fn show(error: &reqwest_middleware::Error) {
    /// if let Some(auth) = odc_auth::AuthError::find_in(error) {
    ///     eprintln!("no token (worth a retry: {}): {auth}", auth.is_transient());
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn find_in(error: &reqwest_middleware::Error) -> Option<&Self> {
        match error {
            reqwest_middleware::Error::Middleware(error) => error.downcast_ref(),
            reqwest_middleware::Error::Reqwest(_) => None,
        }
    }

    pub(crate) fn from_source(what: &'static str) -> impl FnOnce(SourceError) -> Self {
        move |source| Self::Source { what, source }
    }

    /// Whether the next request would get the same error, so that callers get this one for a while.
    pub(crate) fn would_recur(&self) -> bool {
        matches!(self, Self::Refused { .. }) || !self.is_transient()
    }

    /// One word for logs.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Refused { .. } => "refused",
            Self::Status { .. } => "status",
            Self::Transport { .. } => "transport",
            Self::TimedOut { .. } => "timed out",
            Self::Malformed { .. } => "malformed",
            Self::Source { .. } => "source failed",
            Self::Interrupted => "interrupted",
            Self::Expired => "expired",
            Self::NoRuntime(_) => "no runtime",
        }
    }
}

/// Which request an error is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthStep {
    /// The discovery document (OpenID Connect Discovery 1.0, section 4).
    Discovery,
    /// The token (RFC 6749, section 4.4).
    Token,
}

impl fmt::Display for AuthStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Discovery => "discovery request to",
            Self::Token => "token request to",
        })
    }
}

pub(crate) fn is_transient_status(status: u16) -> bool {
    StatusCode::from_u16(status).is_ok_and(is_transient)
}

fn status_advice(status: u16, body: &str, retry_after: Option<Duration>) -> Cow<'static, str> {
    match status {
        300..=399 => "a redirect is never followed; check ODC_PORTAL_DOMAIN".into(),
        403 if body == HTML => {
            "a firewall or a proxy refused the request, not the identity service; ask who runs it".into()
        }
        401 | 403 => {
            "a gateway or the server refused the client; check ODC_CLIENT_ID, ODC_CLIENT_SECRET and the client's status in the ODC portal".into()
        }
        404 | 410 => "nothing is there; check ODC_PORTAL_DOMAIN".into(),
        407 => {
            "a proxy asks for a user and a password; write them into its URL, as HTTPS_PROXY=http://user:password@host:port".into()
        }
        429 => match retry_after {
            Some(wait) => format!(
                "too many requests; the server asks to wait for {} s",
                wait.as_secs_f64().ceil()
            )
            .into(),
            None => "too many requests; wait for a minute".into(),
        },
        _ if is_transient_status(status) => match retry_after {
            Some(wait) => format!(
                "the service is in trouble; try again in {} s",
                wait.as_secs_f64().ceil()
            )
            .into(),
            None => "the service is in trouble; try again later".into(),
        },
        _ => "check ODC_PORTAL_DOMAIN and the client in the ODC portal".into(),
    }
}

fn after_attempts(attempts: u32) -> String {
    match attempts {
        0 | 1 => String::new(),
        _ => format!(" after {attempts} attempts"),
    }
}

fn server_said(description: Option<&str>) -> String {
    description.map_or_else(String::new, |text| format!(" (the server said: {text})"))
}

#[cfg(test)]
mod tests;
