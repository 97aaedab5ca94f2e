//! One connection: the progress of its request, and whether the connection has to close.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use super::wait::Wait;

/// Callers that wait for a place, at most one for each port. They are woken one by one.
#[derive(Debug, Default)]
pub(super) struct Newcomers {
    waiting: AtomicUsize,
    changed: Notify,
}

impl Newcomers {
    pub(super) fn wait(&self) -> bool {
        self.waiting.load(Ordering::SeqCst) > 0
    }

    /// Adds a caller that waits, until the returned value is dropped.
    pub(super) fn one_more(&self) -> Newcomer<'_> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        Newcomer(self)
    }

    /// Wakes the caller that has waited for the longest time: a place is free, or another connection can be closed now.
    pub(super) fn look_again(&self) {
        self.changed.notify_one();
    }
}

/// A caller that waits for a place.
#[derive(Debug)]
pub(super) struct Newcomer<'a>(&'a Newcomers);

impl Newcomer<'_> {
    /// Ends when the caller is woken.
    pub(super) async fn change(&self) {
        self.0.changed.notified().await;
    }
}

impl Drop for Newcomer<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The state of one connection, and the time that its client has made it wait.
#[derive(Debug)]
pub(crate) struct Connection {
    newcomers: Arc<Newcomers>,
    state: Mutex<State>,
    hung_up: Notify,
}

/// The parts of a connection that must be woken when it must close.
#[derive(Debug, Clone, Copy)]
pub(super) enum Waiter {
    Read,
    Write,
    Body,
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) phase: Phase,
    receiving: Wait,
    sending: Wait,
    /// The connection has to close, unless its client is fast enough for this patience.
    pub(super) leaving: Option<Duration>,
    is_request_late: bool,
    wakers: [Option<Waker>; 3],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// The last response is written, and no byte of another request has come.
    Resting(Instant),
    /// The sandbox waits for the head of a request. A new connection begins in this phase.
    Head,
    /// The sandbox receives the body, works on the request, or writes the response.
    Busy,
    /// hyper has the whole response, but has not written all of it.
    Flushing,
}

impl State {
    /// Whether the sandbox waits for the client and has waited too long.
    pub(super) fn is_overdue(&self, patience: Duration, now: Instant) -> bool {
        let mut waits = [&self.receiving, &self.sending].into_iter();
        waits.any(|wait| wait.since.is_some() && wait.is_too_long(patience, now))
    }

    pub(super) fn leave(&mut self, patience: Duration) {
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
    /// A connection that was just accepted.
    pub(super) fn new(newcomers: Arc<Newcomers>, now: Instant) -> Self {
        let mut receiving = Wait::default();
        receiving.begin(now);
        Self {
            newcomers,
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

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Called when there is nothing to read. An error means that the connection must close. No request is under way.
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

    /// Called with the number of bytes that were read. Bytes of a body are counted by [`Self::body_came`].
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

    /// Called when the head of a request is complete.
    pub(super) fn request_begins(&self) {
        let mut state = self.state();
        state.phase = Phase::Busy;
        state.receiving.end(0, Instant::now());
        state.is_request_late = false;
        self.stay(&mut state);
    }

    /// Called when more of the body is needed and has not arrived.
    pub(super) fn body_is_awaited(&self, waker: &Waker) -> Result<(), Leave> {
        let mut state = self.state();
        if state.leaving.is_some() && state.receiving.since.is_some() {
            return Err(self.request_is_late(&mut state));
        }
        state.receiving.begin(Instant::now());
        state.keep_waker(Waiter::Body, waker);
        Ok(())
    }

    /// Called with the size of a part of the body that arrived; with 0 at its end.
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

    /// Called when the body is not needed any more.
    pub(super) fn body_is_done(&self) {
        self.state().receiving.since = None;
    }

    fn request_is_late(&self, state: &mut State) -> Leave {
        state.receiving.since = None;
        state.is_request_late = true;
        self.stay(state);
        Leave
    }

    /// Whether the sandbox stopped waiting for the body of the request because it took too long.
    pub(crate) fn is_request_late(&self) -> bool {
        self.state().is_request_late
    }

    /// Called when nothing can be written, because the client does not read.
    pub(super) fn cannot_write(&self, waker: &Waker) -> Result<(), Leave> {
        let mut state = self.state();
        if state.leaving.is_some() && state.sending.since.is_some() {
            return Err(Leave);
        }
        state.sending.begin(Instant::now());
        state.keep_waker(Waiter::Write, waker);
        Ok(())
    }

    /// Called with the number of bytes that were written.
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

    /// Called when hyper has the whole response.
    pub(super) fn response_ends(&self) {
        let mut state = self.state();
        state.phase = Phase::Flushing;
        state.receiving = Wait::default();
    }

    /// Called when everything that hyper has is written.
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

    /// Ends when the connection must be reset.
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

    /// The connection no longer has to close. Perhaps another one has to.
    fn stay(&self, state: &mut State) {
        if state.leaving.take().is_some() {
            self.newcomers.look_again();
        }
    }
}
