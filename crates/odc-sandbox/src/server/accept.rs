//! Connections in, requests out of them.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinSet;

use super::connections::{Connections, Place};
use super::layers::close_after;
use super::stream::{Arriving, Departing, Watched};

/// The address of the caller, in the extensions of each request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

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
pub(crate) async fn serve(listener: TcpListener, router: Router, connections: Arc<Connections>) {
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
