//! A whole response of the identity service in memory, and the errors that it can become.

use std::time::Duration;

use odc_http::body::{Form, object_from_json};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use zeroize::Zeroizing;

use crate::error::{AuthError, AuthStep, HTML};

/// The host of a request, and the step that it belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer<'a> {
    pub step: AuthStep,
    pub host: &'a str,
}

impl Peer<'_> {
    /// The largest size of a response, in bytes.
    pub(crate) fn largest(self) -> usize {
        match self.step {
            AuthStep::Discovery => 64 * 1024,
            AuthStep::Token => 1024 * 1024,
        }
    }

    pub(crate) fn malformed(self, problem: impl Into<String>) -> AuthError {
        AuthError::Malformed {
            step: self.step,
            host: self.host.to_owned(),
            problem: problem.into(),
        }
    }

    pub(crate) fn timed_out(self, after: Duration, attempts: u32) -> AuthError {
        AuthError::TimedOut {
            step: self.step,
            host: self.host.to_owned(),
            after,
            attempts,
        }
    }
}

pub(crate) struct Reply {
    pub status: u16,
    pub media_type: String,
    pub body: Zeroizing<Vec<u8>>,
    /// The size limit, if this body was larger and was cut there.
    pub exceeds: Option<usize>,
}

impl Reply {
    /// Decodes an object from a body that was not cut. The error quotes nothing, since serde's own message may contain
    /// a token.
    pub(crate) fn json<T: DeserializeOwned>(&self, peer: Peer<'_>) -> Result<T, AuthError> {
        if let Some(limit) = self.exceeds {
            return Err(peer.malformed(format!("it is larger than {limit} bytes")));
        }
        object_from_json(&self.body).map_err(|error| {
            let what = match error.classify() {
                Category::Eof => "incomplete or empty JSON",
                Category::Data => "JSON with a member of the wrong type",
                _ => "not JSON",
            };
            let (line, column) = (error.line(), error.column());
            peer.malformed(format!("{what} (line {line}, column {column})"))
        })
    }

    /// The error for a response that is neither a success nor an OAuth error.
    pub(crate) fn unexpected_status(
        &self,
        peer: Peer<'_>,
        retry_after: Option<Duration>,
        attempts: u32,
    ) -> AuthError {
        AuthError::Status {
            step: peer.step,
            host: peer.host.to_owned(),
            status: self.status,
            body: match Form::guess(&self.media_type, &self.body) {
                Form::Empty => "an empty body",
                Form::Html => HTML,
                Form::Json => "JSON that is not an OAuth error",
                Form::Text => "a text",
            },
            retry_after,
            attempts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_for_an_unexpected_status_names_the_kind_of_body() {
        let peer = Peer {
            step: AuthStep::Discovery,
            host: "acme.dev",
        };
        for (media_type, body, kind) in [
            ("", "", "an empty body"),
            ("text/html", "gone", "an HTML page from a gateway"),
            ("text/plain", "{}", "JSON that is not an OAuth error"),
            ("application/json", "gone", "a text"),
        ] {
            let reply = Reply {
                status: 502,
                media_type: media_type.into(),
                body: Zeroizing::new(body.into()),
                exceeds: None,
            };
            let wait = Some(Duration::from_secs(7));
            let error = reply.unexpected_status(peer, wait, 3);
            assert_eq!(error.retry_after(), wait);
            let text = error.to_string();
            let start = format!(
                "discovery request to acme.dev returned status 502 and {kind} after 3 attempts: "
            );
            assert!(text.starts_with(&start), "{text}");
        }
        let error = peer.timed_out(Duration::from_secs(5), 1).to_string();
        assert!(
            error.starts_with("discovery request to acme.dev got no response within 5s: "),
            "{error}"
        );
    }
}
