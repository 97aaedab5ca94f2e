//! Listening: connections in, the routes of all APIs and of the authorization server behind them.

pub(crate) mod connections;
pub(crate) mod host;
mod stream;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, on};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinSet;

use crate::app::App;
use crate::control::{self, Peer};
use crate::dispatch::dispatch;
use crate::edge::edge;
use crate::oidc;
use crate::operation::{Served, operations};
use crate::problem::Problem;
use connections::{Connection, Connections, Place};
use stream::{Arriving, Departing, Watched};

/// More bytes of request line and headers are answered with 431.
const MOST_HEADER_BYTES: usize = 32 * 1024;

/// So many callers may have connected and not been accepted, where the system allows it. When a program makes thousands
/// of calls at once, all of them connect before the first is accepted, and those too many are tried again after seconds.
const MOST_UNACCEPTED: u32 = 4096;

/// Listens at an address.
pub(crate) fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    }?;
    // As tokio's own listeners: a port can be used again at once, and on Windows it would be shared.
    socket.set_reuseaddr(cfg!(unix))?;
    socket.bind(address)?;
    socket.listen(MOST_UNACCEPTED)
}

/// Serves until the task is dropped, which closes every connection.
pub(crate) async fn serve(listener: TcpListener, app: Arc<App>, connections: Arc<Connections>) {
    let router = router(app);
    let mut open = JoinSet::new();
    loop {
        let Ok((stream, peer)) = listener.accept().await else {
            // Out of file descriptors, most likely: give a connection time to end.
            connections.make_room(Duration::MAX, Instant::now());
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let place = connections.enter().await;
        let converse = converse(stream, peer, router.clone(), place, connections.clone());
        open.spawn(converse);
        while open.try_join_next().is_some() {}
    }
}

async fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    place: Place,
    connections: Arc<Connections>,
) {
    // A failure to set it costs latency only.
    let _ = stream.set_nodelay(true);
    let watched = &place.connection;
    let service = TowerToHyperService::new(router);
    let service = service_fn(|request: Request<Incoming>| {
        watched.request_begins();
        let mut request = request.map(|body| Arriving::new(body, watched.clone()));
        request.extensions_mut().insert(watched.clone());
        request.extensions_mut().insert(Peer(peer));
        let answering = service.call(request);
        let connections = &connections;
        async move {
            let mut response = answering.await?;
            if connections.are_crowded() {
                close_after(&mut response);
            }
            let response = response.map(|body| Departing::new(body, watched.clone()));
            Ok::<_, Infallible>(response)
        }
    });
    let stream = TokioIo::new(Watched::new(stream, watched.clone()));
    let mut connection = http1::Builder::new()
        .max_buf_size(MOST_HEADER_BYTES)
        .header_read_timeout(None)
        .serve_connection(stream, service);
    tokio::select! {
        // Whatever ends a connection early is the client's doing.
        _ = &mut connection => {}
        () = watched.hung_up() => connection.into_parts().io.into_inner().reset_on_close(),
    }
}

/// Asks the client to open a new connection for its next request.
fn close_after(response: &mut Response) {
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(header::CONNECTION, close);
}

/// The layer next to the operations: whatever they make of a body that took too long, the client is told that.
async fn refuse_late(request: Request, next: Next) -> Response {
    let connection = request.extensions().get::<Arc<Connection>>().cloned();
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    if !connection.is_some_and(|connection| connection.is_request_late()) {
        return response;
    }
    let detail = "the body did not arrive in time";
    let problem = Problem::new(StatusCode::REQUEST_TIMEOUT, detail);
    let mut response = problem.answer(area(&path), &path);
    close_after(&mut response);
    response
}

/// The layer around everything: requests for other hosts are none of the sandbox's.
async fn refuse_other_hosts(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    match app.hosts.check(request.uri(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(problem) => {
            let path = request.uri().path();
            let mut response = problem.answer(area(path), path);
            close_after(&mut response);
            response
        }
    }
}

fn router(app: Arc<App>) -> Router {
    let mut router = Router::new()
        .merge(oidc::routes(app.realm))
        .merge(control::routes(&app));
    for served in operations() {
        let path = format!("{}{}", served.api.prefix(), served.operation.path());
        router = router.route(&path, route(served));
    }
    router
        .fallback(unknown_path)
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn(refuse_late))
        .layer(from_fn_with_state(app.clone(), edge))
        .layer(from_fn_with_state(app.clone(), refuse_other_hosts))
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
