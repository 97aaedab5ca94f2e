//! What happens around every call: it is noted in the journal, and goes wrong when a fault was set.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use bytes::Bytes;
use futures_util::stream;

use crate::app::App;
use crate::control;
use crate::faults::Effect;
use crate::journal::redaction;
use crate::operation::{Served, operations};
use crate::problem::Problem;
use crate::server::connections::Connection;

/// The body that an operation received, for the journal.
#[derive(Debug, Clone)]
pub(crate) struct Received(pub(crate) Bytes);

/// The layer around all routes but the control plane's.
pub(crate) async fn edge(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if control::is_at(request.uri().path()) {
        return next.run(request).await;
    }
    let operation = operation(&request);
    let name = match operation {
        Some(served) => Some(served.operation.id()),
        None => authorization(&request),
    };
    let (parts, body) = request.into_parts();
    let (number, effect) = {
        let mut world = app.world();
        let number = world.journal.open(&parts, name, operation, app.clock.now());
        (number, name.and_then(|name| world.faults.take(name)))
    };
    let request = Request::from_parts(parts, body);
    let response = match effect {
        None => next.run(request).await,
        Some(effect) => disturbed(effect, request, next).await,
    };
    let received = response.extensions().get::<Received>();
    let body = received
        .zip(operation)
        .and_then(|(Received(body), operation)| redaction::body(operation, body));
    app.world()
        .journal
        .close(number, response.status().as_u16(), body);
    response
}

fn operation(request: &Request) -> Option<&'static Served> {
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    operations().find(|served| {
        request.method() == served.operation.method()
            && path.strip_prefix(served.api.prefix()) == Some(served.operation.path())
    })
}

/// The name of a part of the authorization server.
fn authorization(request: &Request) -> Option<&'static str> {
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    let endings = [
        ("/openid-configuration", "discovery"),
        ("/certs", "keys"),
        ("/token", "token"),
        ("/introspect", "introspection"),
    ];
    endings
        .into_iter()
        .find(|(ending, _)| path.ends_with(ending))
        .map(|(_, name)| name)
}

async fn disturbed(effect: Effect, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    match effect {
        Effect::Status {
            status,
            retry_after,
        } => problem(status, retry_after, &path),
        Effect::Html { status } => html(status),
        Effect::Reset => {
            if let Some(connection) = request.extensions().get::<Arc<Connection>>() {
                connection.hang_up();
            }
            std::future::pending().await
        }
        Effect::Latency { milliseconds } => {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            next.run(request).await
        }
        Effect::Truncate => truncated(next.run(request).await).await,
        Effect::SlowBody { milliseconds } => {
            slow(next.run(request).await, Duration::from_millis(milliseconds)).await
        }
    }
}

fn problem(status: u16, retry_after: Option<u32>, path: &str) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Problem::new(status, "a fault of the sandbox").answer("SBX", path);
    if let Some(seconds) = retry_after {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

fn html(status: u16) -> Response {
    let mut response = Response::new(Body::from(
        "<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>\n",
    ));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
    response
}

/// Announces the whole body and breaks off after half of it.
async fn truncated(response: Response) -> Response {
    let (mut parts, body) = whole(response).await;
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    let half = body.slice(..body.len() / 2);
    let pieces = stream::unfold(Some(half), |half| async move {
        if let Some(half) = half {
            return Some((Ok(half), None));
        }
        // A pause, in which head and first half go out.
        tokio::task::yield_now().await;
        let broken = std::io::Error::new(std::io::ErrorKind::ConnectionAborted, "a fault");
        Some((Err(broken), None))
    });
    Response::from_parts(parts, Body::from_stream(pieces))
}

/// Sends the body in ten pieces, spread over the time.
async fn slow(response: Response, over: Duration) -> Response {
    let (parts, body) = whole(response).await;
    let size = body.len().div_ceil(10).max(1);
    let pieces = stream::unfold(body, move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(over / 10).await;
        let piece = rest.split_to(size.min(rest.len()));
        Some((Ok::<_, std::convert::Infallible>(piece), rest))
    });
    Response::from_parts(parts, Body::from_stream(pieces))
}

async fn whole(response: Response) -> (axum::http::response::Parts, Bytes) {
    let (parts, body) = response.into_parts();
    // The sandbox's own answers are in memory already, so reading them cannot fail.
    (parts, to_bytes(body, usize::MAX).await.unwrap_or_default())
}
