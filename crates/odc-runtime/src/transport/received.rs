//! A response and the facts about its call.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::StatusCode;
use odc_auth::AuthError;
use odc_http::body::{Form, media_type};
use odc_http::delay::retry_after;
use reqwest::Response;

use crate::body::{Found, TooLarge};
use crate::error::{Cause, DecodeError, Error, OpaqueBody, ProblemDetails, Undecoded};
use crate::layers::Call;
use crate::response::ResponseValue;

/// A response and the facts about its call.
pub(super) struct Received {
    pub(super) call: Call,
    pub(super) response: Response,
    pub(super) body: Bytes,
}

impl Received {
    pub(super) fn into_value<T>(mut self, value: T) -> (Call, ResponseValue<T>) {
        let headers = std::mem::take(self.response.headers_mut());
        let value = ResponseValue::new(value, self.response.status(), headers);
        (self.call, value.with_body(self.body))
    }

    /// The success of an operation without a body.
    pub(super) fn into_empty(self) -> Result<(Call, ResponseValue<()>), Error> {
        let media_type = media_type(self.response.headers());
        if Form::guess(&media_type, b"?") != Form::Html {
            return Ok(self.into_value(()));
        }
        let cause = Cause::Decode {
            status: self.response.status(),
            error: DecodeError::new("", "no body is expected".to_owned()),
            form: Form::Html,
        };
        Err(self.into_error(cause))
    }

    /// The body as text, in the charset of its header.
    pub(super) async fn text(&self) -> Result<String, Error> {
        let mut response = http::Response::new(self.body.clone());
        *response.headers_mut() = self.response.headers().clone();
        // reqwest decodes the charset.
        let text = Response::from(response).text().await;
        text.map_err(|error| of_call(Error::network(error), &self.call))
    }

    pub(super) fn into_error(mut self, cause: Cause) -> Error {
        of_call(Error::new(cause), &self.call)
            .with_headers(std::mem::take(self.response.headers_mut()))
    }

    /// The error for a success whose body cannot be decoded. `limit` is the limit of the body.
    pub(super) fn into_undecoded(self, undecoded: Undecoded, limit: usize) -> Error {
        let status = self.response.status();
        let cause = match undecoded {
            Undecoded::TooLarge => {
                let found = Found::Decoded(limit);
                Cause::TooLarge(TooLarge { status, found })
            }
            Undecoded::Unlike(error) => Cause::Decode {
                status,
                error,
                form: Form::guess(&media_type(self.response.headers()), &self.body),
            },
        };
        self.into_error(cause)
    }

    /// The error for a response that is not a success.
    pub(super) fn into_status_error(self) -> Error {
        let status: StatusCode = self.response.status();
        let headers = self.response.headers();
        let problem = ProblemDetails::from_json(&self.body);
        let body = problem
            .is_none()
            .then(|| OpaqueBody::read(headers, &self.body));
        let no_token = self.response.extensions().get::<AuthError>();
        let cause = Cause::Status {
            status,
            problem,
            body,
            retry_after: retry_after(headers, SystemTime::now()),
            no_token: no_token.cloned().map(Box::new),
        };
        self.into_error(cause)
    }
}

/// An error with the facts about its call.
pub(super) fn of_call(error: Error, call: &Call) -> Error {
    error
        .with_attempts(call.attempts, Duration::ZERO)
        .with_waited(call.waited)
}
