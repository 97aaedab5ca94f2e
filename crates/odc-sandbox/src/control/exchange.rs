//! Request bodies and responses of the control plane.

use std::convert::Infallible;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::api::call::{HandlerResult, Reply, decode};
use crate::problem::Problem;
use crate::server::problem_response::problem_response;
use crate::server::receive::read_body;

/// Larger bodies are refused, except for snapshots. The permissions of an API client for all stages need half of this
/// size.
const MOST_BODY_BYTES: usize = 256 * 1024;

/// The body of a request, or the reason why it was not received.
pub(super) struct Received(Result<Bytes, Problem>);

impl<S: Send + Sync> FromRequest<S> for Received {
    type Rejection = Infallible;

    async fn from_request(request: Request, _: &S) -> Result<Self, Infallible> {
        let body = read_body(request.into_body(), MOST_BODY_BYTES).await;
        Ok(Self(body.map_err(Problem::from)))
    }
}

/// The JSON of a required body.
pub(super) fn read<T: DeserializeOwned>(body: Received) -> Result<T, Problem> {
    decode(&body.0?)
}

/// The JSON of a body, or the default if there is no body.
pub(super) fn read_or_default<T: DeserializeOwned + Default>(body: Received) -> Result<T, Problem> {
    let body = body.0?;
    if body.is_empty() {
        Ok(T::default())
    } else {
        decode(&body)
    }
}

pub(super) fn respond(outcome: HandlerResult) -> Response {
    match outcome {
        Ok(Reply {
            status,
            body: Some(body),
        }) => json(status, body.into()),
        Ok(Reply { status, body: None }) => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = status;
            response
        }
        Err(problem) => problem_response(&problem, "SBX", "/_sandbox/"),
    }
}

/// The response to a change: without a body, or a problem.
pub(super) fn respond_done<E: Into<Problem>>(result: Result<(), E>) -> Response {
    respond(
        result
            .map(|()| Reply::empty(StatusCode::NO_CONTENT))
            .map_err(Into::into),
    )
}

pub(super) fn respond_with(value: &impl Serialize) -> Response {
    respond(Reply::ok(value))
}

pub(super) fn json(status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let json = HeaderValue::from_static("application/json; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}
