//! Listening: connections in, the routes of all APIs and of the authorization server behind them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, on};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::app::App;
use crate::control::{self, Peer};
use crate::dispatch::dispatch;
use crate::edge::{Hangup, edge};
use crate::oidc;
use crate::operation::{Served, operations};
use crate::problem::Problem;

/// More connections wait in the kernel, so that memory stays bounded.
const MOST_CONNECTIONS: usize = 512;
/// More bytes of request line and headers are answered with 431.
const MOST_HEADER_BYTES: usize = 32 * 1024;

/// Serves until the task is dropped, which closes every connection.
pub(crate) async fn serve(listener: TcpListener, app: Arc<App>) {
    let patience = app.patience;
    let router = router(app);
    let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut connections = JoinSet::new();
    loop {
        let Ok(place) = room.clone().acquire_owned().await else {
            return;
        };
        let Ok((stream, peer)) = listener.accept().await else {
            // Out of file descriptors, most likely: give a connection time to end.
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let router = router.clone();
        connections.spawn(async move {
            converse(stream, peer, router, patience).await;
            drop(place);
        });
        while connections.try_join_next().is_some() {}
    }
}

async fn converse(stream: TcpStream, peer: SocketAddr, router: Router, patience: Option<Duration>) {
    // A failure to set it costs latency only.
    let _ = stream.set_nodelay(true);
    let mut protocol = http1::Builder::new();
    protocol
        .max_buf_size(MOST_HEADER_BYTES)
        .header_read_timeout(None);
    if let Some(patience) = patience {
        protocol
            .timer(TokioTimer::new())
            .header_read_timeout(patience);
    }
    let hangup = Hangup::default();
    let service = TowerToHyperService::new(router);
    let switch = hangup.clone();
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(switch.clone());
        request.extensions_mut().insert(Peer(peer));
        service.call(request)
    });
    let mut connection = protocol.serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        // Whatever ends a connection early is the client's doing.
        _ = &mut connection => {}
        () = hangup.0.notified() => {
            // Without lingering, closing sends a reset. A failure to set it closes all the same.
            let _ = connection.into_parts().io.into_inner().set_zero_linger();
        }
    }
}

fn router(app: Arc<App>) -> Router {
    let mut router = Router::new()
        .merge(oidc::routes(app.realm))
        .merge(control::routes());
    for served in operations() {
        let path = format!("{}{}", served.api.prefix(), served.operation.path());
        router = router.route(&path, route(served));
    }
    router
        .fallback(unknown_path)
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn_with_state(app.clone(), edge))
        .layer(from_fn_with_state(app.clone(), control::refuse_remote))
        .with_state(app)
}

fn route(served: &'static Served) -> MethodRouter<Arc<App>> {
    let filter = match *served.operation.method() {
        Method::POST => MethodFilter::POST,
        Method::PATCH => MethodFilter::PATCH,
        Method::PUT => MethodFilter::PUT,
        Method::DELETE => MethodFilter::DELETE,
        _ => MethodFilter::GET,
    };
    on(
        filter,
        move |State(app): State<Arc<App>>, path: Path, request: Request| async move {
            // A parameter that is not UTF-8 is left out, and so no valid key.
            let path = path.iter().flatten();
            let path = path
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            dispatch(&app, served, path, request).await
        },
    )
}

type Path = Result<RawPathParams, RawPathParamsRejection>;

async fn unknown_path(request: Request) -> Response {
    let problem = Problem::new(StatusCode::NOT_FOUND, "nothing is served at this path");
    problem.answer(area(request.uri().path()), request.uri().path())
}

async fn wrong_method(request: Request) -> Response {
    let path = request.uri().path();
    let problem = Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        format!("{} is not served at this path", request.method()),
    );
    problem.answer(area(path), path)
}

fn area(path: &str) -> &'static str {
    if path.starts_with("/api/portfolios/") {
        "PF"
    } else {
        "ID"
    }
}
