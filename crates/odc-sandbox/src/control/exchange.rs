//! Bodies in and responses out of the control plane.

use axum::body::Body;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::api::call::{HandlerResult, Reply, decode};
use crate::problem::Problem;
use crate::server::problem_response::problem_response;

/// The body of a request, or why it was not received.
pub(super) type Received = Result<Bytes, BytesRejection>;

/// The JSON of a body that has to be there.
pub(super) fn read<T: DeserializeOwned>(body: Received) -> Result<T, Problem> {
    decode(&received_body(body)?)
}

/// The JSON of a body, or the default when there is none.
pub(super) fn read_or_default<T: DeserializeOwned + Default>(body: Received) -> Result<T, Problem> {
    let body = received_body(body)?;
    if body.is_empty() {
        Ok(T::default())
    } else {
        decode(&body)
    }
}

pub(super) fn received_body(body: Received) -> Result<Bytes, Problem> {
    body.map_err(|rejection| Problem::new(rejection.status(), rejection.body_text()))
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
