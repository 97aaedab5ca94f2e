//! Makes a request fail in the way that a fault says.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use bytes::Bytes;
use futures_util::stream;

use super::connection::Connection;
use super::faults::Effect;
use super::problem_response::problem_response;
use crate::problem::Problem;

/// The response to a request with this fault.
pub(super) async fn disturbed(effect: Effect, request: Request, next: Next) -> Response {
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
    let problem = Problem::new(status, "a fault of the sandbox");
    let mut response = problem_response(&problem, "SBX", path);
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

/// Sends the length of the whole body, but only half of the bytes, and breaks the connection.
async fn truncated(response: Response) -> Response {
    let (mut parts, body) = whole_body(response).await;
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    let half = body.slice(..body.len() / 2);
    let pieces = stream::unfold(Some(half), |half| async move {
        if let Some(half) = half {
            return Some((Ok(half), None));
        }
        // During this pause, the head and the first half are sent.
        tokio::task::yield_now().await;
        let broken = std::io::Error::new(std::io::ErrorKind::ConnectionAborted, "a fault");
        Some((Err(broken), None))
    });
    Response::from_parts(parts, Body::from_stream(pieces))
}

/// Sends the body in ten pieces over this time.
async fn slow(response: Response, over: Duration) -> Response {
    let (parts, body) = whole_body(response).await;
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

async fn whole_body(response: Response) -> (axum::http::response::Parts, Bytes) {
    let (parts, body) = response.into_parts();
    // The response is in memory, so reading it cannot fail.
    (parts, to_bytes(body, usize::MAX).await.unwrap_or_default())
}
