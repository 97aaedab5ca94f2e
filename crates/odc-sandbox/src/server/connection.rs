//! One connection: how far its request is, and whether it has to close.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use super::wait::Wait;

/// The caller who waits for a place, if there is one.
#[derive(Debug, Default)]
pub(super) struct Newcomer {
    waits: AtomicBool,
    changed: Notify,
}

impl Newcomer {
    pub(super) fn waits(&self) -> bool {
        self.waits.load(Ordering::SeqCst)
    }

    pub(super) fn set_waits(&self, waits: bool) {
        self.waits.store(waits, Ordering::SeqCst);
    }

    /// Has the newcomer look again: a place is free, or a connection may close now that could not before.
    pub(super) fn look_again(&self) {
        self.changed.notify_one();
    }

    /// Ends when it is time to look again.
    pub(super) async fn change(&self) {
        self.changed.notified().await;
    }
}

/// How far one connection is, and how long its client has kept it waiting.
#[derive(Debug)]
pub(crate) struct Connection {
    newcomer: Arc<Newcomer>,
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
pub(super) struct State {
    pub(super) phase: Phase,
    receiving: Wait,
    sending: Wait,
    /// Has to close, if it still keeps waiting by the measure of this patience.
    pub(super) leaving: Option<Duration>,
    is_request_late: bool,
    wakers: [Option<Waker>; 3],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// A response was written, and nothing of a next request is here.
    Resting(Instant),
    /// The head of a request has to arrive. Every connection begins so.
    Head,
    /// A request is being received, worked on or answered.
    Busy,
    /// All of the response was handed over, but not written yet.
    Flushing,
}

impl State {
    /// Whether it is the client's turn, and it has taken too long.
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
    /// One that was accepted now.
    pub(super) fn new(newcomer: Arc<Newcomer>, now: Instant) -> Self {
        let mut receiving = Wait::default();
        receiving.begin(now);
        Self {
            newcomer,
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
            self.newcomer.look_again();
        }
    }
}
