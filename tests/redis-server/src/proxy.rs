//! A proxy between a client and a server. It can cut connections on demand, and can connect later connections to
//! another server.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU16, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::Server;

/// Where in a script's request or response a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The server gets half of the request.
    HalfOfRequest,
    /// The server has run the script, and the client gets half of the response.
    HalfOfResponse,
    /// The server has run the script, and the client gets nothing.
    BeforeResponse,
}

/// A listener that passes all bytes to a server and back.
#[derive(Debug)]
pub struct Proxy {
    port: u16,
    state: Arc<State>,
}

#[derive(Debug, Default)]
struct State {
    target: AtomicU16,
    next_cut: Mutex<Option<Cut>>,
    cuts: AtomicU16,
    connections: AtomicU16,
    /// The held connections, which get no response; `None` when new connections are not held.
    held: Mutex<Option<Vec<TcpStream>>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Request,
    Response,
}

impl Proxy {
    /// A proxy in front of this server.
    #[must_use]
    pub fn before(server: &Server) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let port = listener.local_addr().expect("it has an address").port();
        let state = Arc::new(State::default());
        state.target.store(server.port(), Relaxed);
        let accepting = Arc::clone(&state);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                accept(client, &accepting);
            }
        });
        Self { port, state }
    }

    /// The URL of the proxy.
    #[must_use]
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Cuts the connection of the next script, at this point.
    pub fn cut(&self, cut: Cut) {
        *self.state.next_cut() = Some(cut);
    }

    /// The number of connections that it has cut, and the number that it has accepted.
    #[must_use]
    pub fn counts(&self) -> (u16, u16) {
        let State {
            cuts, connections, ..
        } = &*self.state;
        (cuts.load(Relaxed), connections.load(Relaxed))
    }

    /// Connects the next connections to this server.
    pub fn turn_to(&self, server: &Server) {
        self.state.target.store(server.port(), Relaxed);
    }

    /// With `true`, the next connections are accepted and get no response. They end when holding ends.
    pub fn hold(&self, holds: bool) {
        *self.state.held() = holds.then(Vec::new);
    }
}

impl State {
    fn next_cut(&self) -> std::sync::MutexGuard<'_, Option<Cut>> {
        self.next_cut.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Option<Vec<TcpStream>>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many of these bytes are passed on, if the connection has to be cut now.
    fn cut_in(&self, direction: Direction, bytes: &[u8]) -> Option<usize> {
        let is_script = |bytes: &[u8]| bytes.windows(7).any(|word| word == b"EVALSHA");
        let mut next = self.next_cut();
        let part = match (direction, (*next)?) {
            (Direction::Request, Cut::HalfOfRequest) if is_script(bytes) => bytes.len() / 2,
            (Direction::Response, Cut::HalfOfResponse) => bytes.len() / 2,
            (Direction::Response, Cut::BeforeResponse) => 0,
            _ => return None,
        };
        *next = None;
        self.cuts.fetch_add(1, Relaxed);
        Some(part)
    }
}

fn accept(client: TcpStream, state: &Arc<State>) {
    state.connections.fetch_add(1, Relaxed);
    if let Some(held) = &mut *state.held() {
        held.push(client);
        return;
    }
    // If the server does not run, the client's connection ends.
    let Ok(server) = TcpStream::connect(("127.0.0.1", state.target.load(Relaxed))) else {
        return;
    };
    for direction in [Direction::Request, Direction::Response] {
        let ends = (client.try_clone(), server.try_clone());
        let (Ok(client), Ok(server)) = ends else {
            return;
        };
        let state = Arc::clone(state);
        thread::spawn(move || match direction {
            Direction::Request => pass(direction, client, server, &state),
            Direction::Response => pass(direction, server, client, &state),
        });
    }
}

/// Passes bytes on until one side closes its connection, or until the connection has to be cut. Then it closes both sides.
fn pass(direction: Direction, mut from: TcpStream, mut to: TcpStream, state: &State) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(read) = from.read(&mut buffer)
        && read > 0
    {
        let bytes = &buffer[..read];
        let part = state.cut_in(direction, bytes);
        let written = to.write_all(&bytes[..part.unwrap_or(read)]);
        if written.is_err() || part.is_some() {
            break;
        }
    }
    // The other side may be closed already.
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}
