//! Checks for all requests, and the responses to requests for unknown paths and methods.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::app::App;
use super::connection::Connection;
use super::problem_response::problem_response;
use crate::api::operation::Api;
use crate::problem::Problem;

/// Asks the client to open a new connection for its next request.
pub(super) fn close_after(response: &mut Response) {
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(header::CONNECTION, close);
}

/// The innermost layer. If the body took too long, the response is a 408 instead of the operation's own response.
pub(crate) async fn refuse_late(request: Request, next: Next) -> Response {
    let connection = request.extensions().get::<Arc<Connection>>().cloned();
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    if !connection.is_some_and(|connection| connection.is_request_late()) {
        return response;
    }
    let detail = "the body did not arrive in time";
    let problem = Problem::new(StatusCode::REQUEST_TIMEOUT, detail);
    let mut response = problem_response(&problem, area(&path), &path);
    close_after(&mut response);
    response
}

/// The outermost layer. It refuses requests for other hosts.
pub(super) async fn refuse_other_hosts(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    match app.hosts.check(request.uri(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(problem) => {
            let path = request.uri().path();
            let mut response = problem_response(&problem, area(path), path);
            close_after(&mut response);
            response
        }
    }
}

/// The response for a path without an operation.
pub(crate) async fn unknown_path(request: Request) -> Response {
    let problem = Problem::new(StatusCode::NOT_FOUND, "nothing is served at this path");
    let path = request.uri().path();
    problem_response(&problem, area(path), path)
}

/// The response for a method that the path does not have.
pub(crate) async fn wrong_method(request: Request) -> Response {
    let path = request.uri().path();
    let problem = Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        format!("{} is not served at this path", request.method()),
    );
    problem_response(&problem, area(path), path)
}

/// The short name of the API at this path. For a path of no API, this is the name of the identity API.
fn area(path: &str) -> &'static str {
    let is_below = |api: &&Api| {
        let rest = path.strip_prefix(api.prefix());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let api = Api::ALL.iter().find(is_below);
    api.map_or_else(|| Api::IdentityV1.area(), |api| api.area())
}
