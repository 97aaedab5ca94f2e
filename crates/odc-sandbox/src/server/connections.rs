//! The connections that are open, and which of them gives up its place.
//!
//! A sandbox serves a bounded number of connections at once. Nobody holds a place for nothing:
//!
//! - A client that keeps the sandbox waiting longer than its patience loses the connection: for the head or the body of
//!   a request, or for room to write a response. Who moves bytes gets more time, so a large snapshot on a slow line is
//!   no offence, and a byte every second is one.
//! - Half of the places are for connections that rest between two requests. When more are open, every response asks its
//!   client to open a new connection for the next request.
//! - When no place became free for a sixth of that patience although a newcomer waits, a sixth is all that anybody gets;
//!   and if nobody is that slow, the connection closes that has rested longest. Not earlier, since a request that its
//!   client sends at that moment is lost.
//!
//! A connection whose request is being worked on is never closed. All times are those of the machine, and a thread
//! watches them: a test that pauses tokio's clock must not make its client look slow.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::connection::{Connection, Newcomer, Phase};

/// More callers wait until a place is free, so that memory stays bounded.
const MOST_CONNECTIONS: usize = 512;
/// So many may rest; of more, each is closed after its response.
const MOST_RESTING: usize = MOST_CONNECTIONS / 2;
/// While a newcomer waits in vain, patience is divided by this.
const HURRY: u32 = 6;
/// All open connections of a sandbox.
#[derive(Debug)]
pub(crate) struct Connections {
    patience: Duration,
    open: Mutex<Open>,
    newcomer: Arc<Newcomer>,
}

#[derive(Debug, Default)]
struct Open {
    accepted: u64,
    connections: BTreeMap<u64, Arc<Connection>>,
}

impl Connections {
    /// No connection yet, and a thread that watches those to come for as long as this exists.
    ///
    /// # Errors
    ///
    /// When the system gives no thread.
    pub(crate) fn watched(patience: Duration) -> io::Result<Arc<Self>> {
        let connections = Arc::new(Self {
            patience,
            open: Mutex::default(),
            newcomer: Arc::default(),
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
    pub(super) async fn enter(self: &Arc<Self>) -> Place {
        let arrived = Instant::now();
        loop {
            let now = Instant::now();
            if let Some(place) = self.try_enter(now) {
                self.newcomer.set_waits(false);
                return place;
            }
            self.newcomer.set_waits(true);
            self.make_room(now.saturating_duration_since(arrived), now);
            self.newcomer.change().await;
        }
    }

    fn try_enter(self: &Arc<Self>, now: Instant) -> Option<Place> {
        let mut open = self.open();
        if open.connections.len() >= MOST_CONNECTIONS {
            return None;
        }
        open.accepted += 1;
        let number = open.accepted;
        let connection = Arc::new(Connection::new(self.newcomer.clone(), now));
        open.connections.insert(number, connection.clone());
        Some(Place {
            connections: self.clone(),
            number,
            connection,
        })
    }

    /// Whether so many are open that one more may not rest.
    pub(super) fn are_crowded(&self) -> bool {
        self.open().connections.len() > MOST_RESTING
    }

    /// Makes room for a newcomer who has waited so long, if that is too long: every connection closes whose client is
    /// slow, or else one that rests.
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

    /// Ends what takes too long, and looks again for a place for the newcomer.
    fn watch(&self, now: Instant) {
        for connection in self.open().connections.values() {
            let mut state = connection.state();
            if state.is_overdue(self.patience, now) {
                state.leave(self.patience);
            }
        }
        if self.newcomer.waits() {
            self.newcomer.look_again();
        }
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection's place among all. Dropping it frees the place.
#[derive(Debug)]
pub(super) struct Place {
    connections: Arc<Connections>,
    number: u64,
    pub(super) connection: Arc<Connection>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.open().connections.remove(&self.number);
        self.connections.newcomer.look_again();
    }
}
