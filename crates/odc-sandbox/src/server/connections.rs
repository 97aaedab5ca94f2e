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
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::Notify;

/// More callers wait until a place is free, so that memory stays bounded.
const MOST_CONNECTIONS: usize = 512;
/// So many may rest; of more, each is closed after its response.
const MOST_RESTING: usize = MOST_CONNECTIONS / 2;
/// While a newcomer waits in vain, patience is divided by this.
const HURRY: u32 = 6;
/// Who moves this many bytes in a millisecond, in the long run, is not slow.
const UNHURRIED_BYTES: u64 = 64;

/// All open connections of a sandbox.
#[derive(Debug)]
pub(crate) struct Connections {
    patience: Duration,
    open: Mutex<Open>,
    newcomer_waits: AtomicBool,
    /// A place is free, or a connection may be closed now that could not be before.
    changed: Notify,
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
            newcomer_waits: AtomicBool::new(false),
            changed: Notify::new(),
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
                self.newcomer_waits.store(false, Ordering::SeqCst);
                return place;
            }
            self.newcomer_waits.store(true, Ordering::SeqCst);
            self.make_room(now.saturating_duration_since(arrived), now);
            self.changed.notified().await;
        }
    }

    fn try_enter(self: &Arc<Self>, now: Instant) -> Option<Place> {
        let mut open = self.open();
        if open.connections.len() >= MOST_CONNECTIONS {
            return None;
        }
        open.accepted += 1;
        let number = open.accepted;
        let connection = Arc::new(Connection::new(self, now));
        open.connections.insert(number, connection.clone());
        Some(Place {
            connections: self.clone(),
            number,
            connection,
        })
    }

    /// Whether somebody could use a place that is taken.
    fn newcomer_waits(&self) -> bool {
        self.newcomer_waits.load(Ordering::SeqCst)
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
        if self.newcomer_waits() {
            self.changed.notify_one();
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
        self.connections.changed.notify_one();
    }
}

/// How far one connection is, and how long its client has kept it waiting.
#[derive(Debug)]
pub(crate) struct Connection {
    connections: std::sync::Weak<Connections>,
    state: Mutex<State>,
    hung_up: Notify,
}

/// Who waits to be woken when the connection has to close.
#[derive(Debug, Clone, Copy)]
pub(super) enum Waiter {
    Read,
    Write,
    Body,
}

#[derive(Debug)]
struct State {
    phase: Phase,
    receiving: Wait,
    sending: Wait,
    /// Has to close, if it still keeps waiting by the measure of this patience.
    leaving: Option<Duration>,
    is_request_late: bool,
    wakers: [Option<Waker>; 3],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// A response was written, and nothing of a next request is here.
    Resting(Instant),
    /// The head of a request has to arrive. Every connection begins so.
    Head,
    /// A request is being received, worked on or answered.
    Busy,
    /// All of the response was handed over, but not written yet.
    Flushing,
}

/// Time spent waiting for the client, and what came of it.
#[derive(Debug, Default)]
struct Wait {
    before: Duration,
    since: Option<Instant>,
    bytes: u64,
}

impl Wait {
    fn begin(&mut self, now: Instant) {
        self.since.get_or_insert(now);
    }

    fn end(&mut self, bytes: usize, now: Instant) {
        if let Some(since) = self.since.take() {
            self.before += now.saturating_duration_since(since);
        }
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.bytes = self.bytes.saturating_add(bytes);
    }

    fn is_too_long(&self, patience: Duration, now: Instant) -> bool {
        let running = self.since.map(|since| now.saturating_duration_since(since));
        let waited = self.before + running.unwrap_or_default();
        let earned = Duration::from_millis(self.bytes / UNHURRIED_BYTES);
        waited >= patience.saturating_add(earned)
    }
}

impl State {
    /// Whether it is the client's turn, and it has taken too long.
    fn is_overdue(&self, patience: Duration, now: Instant) -> bool {
        let mut waits = [&self.receiving, &self.sending].into_iter();
        waits.any(|wait| wait.since.is_some() && wait.is_too_long(patience, now))
    }

    fn leave(&mut self, patience: Duration) {
        self.leaving = Some(patience);
        for waker in self.wakers.iter_mut().filter_map(Option::take) {
            waker.wake();
        }
    }

    fn keep_waker(&mut self, waiter: Waiter, waker: &Waker) {
        let kept = &mut self.wakers[waiter as usize];
        if !kept.as_ref().is_some_and(|kept| kept.will_wake(waker)) {
            *kept = Some(waker.clone());
        }
    }
}

/// The connection has to close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Leave;

impl Connection {
    fn new(connections: &Arc<Connections>, now: Instant) -> Self {
        let mut receiving = Wait::default();
        receiving.begin(now);
        Self {
            connections: Arc::downgrade(connections),
            state: Mutex::new(State {
                phase: Phase::Head,
                receiving,
                sending: Wait::default(),
                leaving: None,
                is_request_late: false,
                wakers: [const { None }; 3],
            }),
            hung_up: Notify::new(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nothing can be read. The connection closes here when it has to and no request is under way.
    pub(super) fn nothing_to_read(&self, waker: &Waker) -> Result<(), Leave> {
        let mut state = self.state();
        state.keep_waker(Waiter::Read, waker);
        match state.phase {
            Phase::Head | Phase::Resting(_) if state.leaving.is_some() => Err(Leave),
            Phase::Head => {
                state.receiving.begin(Instant::now());
                Ok(())
            }
            Phase::Resting(_) | Phase::Busy | Phase::Flushing => Ok(()),
        }
    }

    /// Bytes were read. Those of a body are counted where the body is read.
    pub(super) fn bytes_read(&self, bytes: usize) -> Result<(), Leave> {
        let now = Instant::now();
        let mut state = self.state();
        match state.phase {
            Phase::Resting(_) => {
                state.phase = Phase::Head;
                state.receiving.begin(now);
                self.stay(&mut state);
                Ok(())
            }
            Phase::Head => {
                state.receiving.end(bytes, now);
                let is_slow = state
                    .leaving
                    .is_some_and(|by| state.receiving.is_too_long(by, now));
                self.stay_unless(&mut state, is_slow)
            }
            Phase::Busy | Phase::Flushing => Ok(()),
        }
    }

    /// The head of a request is complete.
    pub(super) fn request_begins(&self) {
        let mut state = self.state();
        state.phase = Phase::Busy;
        state.receiving.end(0, Instant::now());
        state.is_request_late = false;
        self.stay(&mut state);
    }

    /// More of the body is needed and has not come.
    pub(super) fn body_is_awaited(&self, waker: &Waker) -> Result<(), Leave> {
        let mut state = self.state();
        if state.leaving.is_some() && state.receiving.since.is_some() {
            return Err(self.request_is_late(&mut state));
        }
        state.receiving.begin(Instant::now());
        state.keep_waker(Waiter::Body, waker);
        Ok(())
    }

    /// A part of the body came, or its end with no bytes.
    pub(super) fn body_came(&self, bytes: usize) -> Result<(), Leave> {
        let now = Instant::now();
        let mut state = self.state();
        state.receiving.end(bytes, now);
        let is_slow = state
            .leaving
            .is_some_and(|by| state.receiving.is_too_long(by, now));
        if bytes > 0 && is_slow {
            return Err(self.request_is_late(&mut state));
        }
        self.stay(&mut state);
        Ok(())
    }

    /// Nobody reads the body any more.
    pub(super) fn body_is_done(&self) {
        self.state().receiving.since = None;
    }

    fn request_is_late(&self, state: &mut State) -> Leave {
        state.receiving.since = None;
        state.is_request_late = true;
        self.stay(state);
        Leave
    }

    /// Whether the body of the request was given up because it took too long.
    pub(crate) fn is_request_late(&self) -> bool {
        self.state().is_request_late
    }

    /// The client has left no room to write.
    pub(super) fn cannot_write(&self, waker: &Waker) -> Result<(), Leave> {
        let mut state = self.state();
        if state.leaving.is_some() && state.sending.since.is_some() {
            return Err(Leave);
        }
        state.sending.begin(Instant::now());
        state.keep_waker(Waiter::Write, waker);
        Ok(())
    }

    /// Bytes were written.
    pub(super) fn bytes_written(&self, bytes: usize) -> Result<(), Leave> {
        let now = Instant::now();
        let mut state = self.state();
        let was_waiting = state.sending.since.is_some();
        state.sending.end(bytes, now);
        let is_slow = state
            .leaving
            .is_some_and(|by| state.sending.is_too_long(by, now));
        if was_waiting {
            return self.stay_unless(&mut state, is_slow);
        }
        Ok(())
    }

    /// The response was handed over as a whole.
    pub(super) fn response_ends(&self) {
        let mut state = self.state();
        state.phase = Phase::Flushing;
        state.receiving = Wait::default();
    }

    /// All that was handed over is written.
    pub(super) fn all_is_written(&self) {
        let mut state = self.state();
        state.sending.since = None;
        if state.phase == Phase::Flushing {
            state.phase = Phase::Resting(Instant::now());
            state.sending = Wait::default();
        }
    }

    /// Resets the connection at once, without a response.
    pub(crate) fn hang_up(&self) {
        self.hung_up.notify_one();
    }

    /// Ends when the connection has to be reset.
    pub(super) async fn hung_up(&self) {
        self.hung_up.notified().await;
    }

    fn stay_unless(&self, state: &mut State, is_slow: bool) -> Result<(), Leave> {
        if is_slow {
            return Err(Leave);
        }
        self.stay(state);
        Ok(())
    }

    /// Something happened on it: it need not close, and another may have to.
    fn stay(&self, state: &mut State) {
        if state.leaving.take().is_some() {
            self.tell_newcomer();
        }
    }

    fn tell_newcomer(&self) {
        let connections = self.connections.upgrade();
        if let Some(connections) = connections.filter(|all| all.newcomer_waits()) {
            connections.changed.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(30);

    #[test]
    fn a_byte_every_second_is_slow_and_a_large_body_on_a_slow_line_is_not() {
        let start = Instant::now();
        let mut drip = Wait::default();
        let mut large = Wait::default();
        for second in 0..60 {
            let (from, to) = (second, second + 1);
            let at = |second| start + Duration::from_secs(second);
            for (wait, bytes) in [(&mut drip, 1), (&mut large, 100_000)] {
                wait.begin(at(from));
                wait.end(bytes, at(to));
            }
            assert_eq!(drip.is_too_long(PATIENCE, at(to)), to >= 30, "{to}");
            assert!(!large.is_too_long(PATIENCE, at(to)));
        }
    }

    #[test]
    fn time_in_which_the_sandbox_works_is_not_the_clients() {
        let start = Instant::now();
        let mut wait = Wait::default();
        wait.begin(start);
        wait.end(10, start + Duration::from_secs(1));
        let later = start + Duration::from_secs(3600);
        assert!(!wait.is_too_long(PATIENCE, later));
    }
}
