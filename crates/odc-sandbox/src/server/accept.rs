//! Accepts connections and reads requests from them.

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
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpSocket};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use super::connections::{ConnectionSlot, Connections};
use super::layers::close_after;
use super::stream::{RequestBody, ResponseBody, WatchedStream};

/// The address of the caller, in the extensions of each request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// If request line and headers have more bytes, the response is a 431.
const MOST_HEADER_BYTES: usize = 32 * 1024;

/// How many connections may wait to be accepted, if the system allows it. When a program starts thousands of calls at
/// the same time, all of them connect before the first one is accepted. The system would retry further ones only
/// after seconds.
const MOST_UNACCEPTED: u32 = 4096;

/// Listens at an address.
pub(crate) fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    }?;
    // As in tokio's own listeners: on Unix this makes a port usable again at once. On Windows it would share the
    // port.
    socket.set_reuseaddr(cfg!(unix))?;
    socket.bind(address)?;
    socket.listen(MOST_UNACCEPTED)
}

/// Serves until the task is dropped, which closes all connections.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    connections: Arc<Connections>,
    tls: Option<TlsAcceptor>,
) {
    let mut open = JoinSet::new();
    loop {
        let Ok((stream, peer)) = listener.accept().await else {
            // Probably there are no file descriptors left, so a connection has to close first.
            connections.make_room(Duration::MAX, Instant::now());
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let place = connections.enter().await;
        // Without it, responses come later, but they still come.
        let _ = stream.set_nodelay(true);
        let stream = WatchedStream::new(stream, place.connection.clone());
        let conversation = Conversation {
            peer,
            router: router.clone(),
            place,
            connections: connections.clone(),
        };
        match tls.clone() {
            None => open.spawn(conversation.run(stream, |stream| stream)),
            Some(tls) => open.spawn(conversation.secured(stream, tls)),
        };
        while open.try_join_next().is_some() {}
    }
}

/// The data that the requests of one connection need.
struct Conversation {
    peer: SocketAddr,
    router: Router,
    place: ConnectionSlot,
    connections: Arc<Connections>,
}

impl Conversation {
    /// First makes the TLS handshake. The client has the same time for the handshake and the head of its first
    /// request together.
    async fn secured(self, stream: WatchedStream, tls: TlsAcceptor) {
        let accepted = tokio::select! {
            accepted = tls.accept(stream) => accepted,
            () = self.place.connection.hung_up() => return,
        };
        // A client that does not trust the certificate, or does not use TLS, has noticed this itself.
        if let Ok(stream) = accepted {
            self.run(stream, |stream| stream.get_ref().0).await;
        }
    }

    /// Reads requests and writes responses until the connection closes. The function finds the socket inside TLS.
    async fn run<S>(self, stream: S, socket: fn(&S) -> &WatchedStream)
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let watched = &self.place.connection;
        let service = TowerToHyperService::new(self.router);
        let service = service_fn(|request: Request<Incoming>| {
            watched.request_begins();
            let mut request = request.map(|body| RequestBody::new(body, watched.clone()));
            request.extensions_mut().insert(watched.clone());
            request.extensions_mut().insert(Peer(self.peer));
            let responding = service.call(request);
            let connections = &self.connections;
            async move {
                let mut response = responding.await?;
                if connections.are_crowded() {
                    close_after(&mut response);
                }
                let response = response.map(|body| ResponseBody::new(body, watched.clone()));
                Ok::<_, Infallible>(response)
            }
        });
        let mut connection = http1::Builder::new()
            .max_buf_size(MOST_HEADER_BYTES)
            .header_read_timeout(None)
            .serve_connection(TokioIo::new(stream), service);
        tokio::select! {
            // The client causes the errors of a connection.
            _ = &mut connection => {}
            () = watched.hung_up() => {
                socket(&connection.into_parts().io.into_inner()).reset_on_close();
            }
        }
    }
}
