//! All open connections, and the rules for closing them.
//!
//! The sandbox serves a limited number of connections at a time; each has a place. These rules keep places free:
//!
//! - The sandbox waits for a client only for a limited time, the patience: for the head or the body of a request, or
//!   because it does not read a response. After that the connection closes. Bytes that a client sends or reads cancel
//!   the waiting time before them. So a large snapshot on a slow line is accepted, but one byte every second is too
//!   slow.
//! - A connection rests while it is open between two requests. At most half of the places are for resting connections.
//!   When more are open, each response asks its client to close the connection.
//! - When a newcomer has waited for a sixth of the patience and no place is free, all clients get only a sixth of the
//!   patience. If no client is that slow, the connection that has rested for the longest time closes. It does not
//!   close earlier, because a request that its client sends at the same time would be lost.
//!
//! A connection never closes while the sandbox works on its request. A thread measures all times with the machine's
//! clock: when a test pauses tokio's clock, its client must not look slow.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::connection::{Connection, Newcomers, Phase};

/// How many connections are served at the same time. This limits the memory. More callers wait.
const MOST_CONNECTIONS: usize = 512;
/// How many connections may rest. If more are open, each one closes after its response.
const MOST_RESTING: usize = MOST_CONNECTIONS / 2;
/// The patience is divided by this when a newcomer finds no place.
const HURRY: u32 = 6;
/// All open connections of a sandbox.
#[derive(Debug)]
pub(crate) struct Connections {
    patience: Duration,
    open: Mutex<Open>,
    newcomers: Arc<Newcomers>,
}

#[derive(Debug, Default)]
struct Open {
    accepted: u64,
    connections: BTreeMap<u64, Arc<Connection>>,
}

impl Connections {
    /// Starts without connections, and with a thread that watches them as long as this value exists.
    ///
    /// # Errors
    ///
    /// When the system cannot start a thread.
    pub(crate) fn watched(patience: Duration) -> io::Result<Arc<Self>> {
        let connections = Arc::new(Self {
            patience,
            open: Mutex::default(),
            newcomers: Arc::default(),
        });
        let watched = Arc::downgrade(&connections);
        let pause = (patience / 32).clamp(Duration::from_millis(5), Duration::from_millis(250));
        thread::Builder::new()
            .name("odc-sandbox-watch".to_owned())
            .spawn(move || {
                loop {
                    thread::sleep(pause);
                    let Some(connections) = watched.upgrade() else {
                        return;
                    };
                    connections.watch(Instant::now());
                }
            })?;
        Ok(connections)
    }

    /// Waits for a place and takes it.
    pub(super) async fn enter(self: &Arc<Self>) -> ConnectionSlot {
        let arrived = Instant::now();
        let newcomer = self.newcomers.one_more();
        loop {
            let now = Instant::now();
            if let Some(place) = self.try_enter(now) {
                return place;
            }
            self.make_room(now.saturating_duration_since(arrived), now);
            newcomer.change().await;
        }
    }

    fn try_enter(self: &Arc<Self>, now: Instant) -> Option<ConnectionSlot> {
        let mut open = self.open();
        if open.connections.len() >= MOST_CONNECTIONS {
            return None;
        }
        open.accepted += 1;
        let number = open.accepted;
        let connection = Arc::new(Connection::new(self.newcomers.clone(), now));
        open.connections.insert(number, connection.clone());
        Some(ConnectionSlot {
            connections: self.clone(),
            number,
            connection,
        })
    }

    /// Whether too many connections are open for one more to rest.
    pub(super) fn are_crowded(&self) -> bool {
        self.open().connections.len() > MOST_RESTING
    }

    /// Makes room for a newcomer, if `waited` is long enough. Closes all connections with a slow client. If there is
    /// none, closes one resting connection.
    pub(super) fn make_room(&self, waited: Duration, now: Instant) {
        let hurry = self.patience / HURRY;
        if waited < hurry {
            return;
        }
        let open = self.open();
        let mut is_one_leaving = false;
        let mut rested_longest = None;
        for connection in open.connections.values() {
            let mut state = connection.state();
            if state.is_overdue(hurry, now) {
                state.leave(hurry);
            }
            is_one_leaving |= state.leaving.is_some();
            if let Phase::Resting(since) = state.phase
                && rested_longest.is_none_or(|(longest, _)| since < longest)
            {
                rested_longest = Some((since, connection));
            }
        }
        if let Some((_, connection)) = rested_longest.filter(|_| !is_one_leaving) {
            connection.state().leave(hurry);
        }
    }

    /// Closes the connections with a slow client, and wakes a newcomer.
    fn watch(&self, now: Instant) {
        for connection in self.open().connections.values() {
            let mut state = connection.state();
            if state.is_overdue(self.patience, now) {
                state.leave(self.patience);
            }
        }
        if self.newcomers.wait() {
            self.newcomers.look_again();
        }
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The place of one connection. Dropping it frees the place.
#[derive(Debug)]
pub(super) struct ConnectionSlot {
    connections: Arc<Connections>,
    number: u64,
    pub(super) connection: Arc<Connection>,
}

impl Drop for ConnectionSlot {
    fn drop(&mut self) {
        self.connections.open().connections.remove(&self.number);
        self.connections.newcomers.look_again();
    }
}
