//! One call on its way through the layers.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

use crate::body::BodyUse;
use crate::budget::Reservation;
use crate::call_options::CallOptions;
use crate::operation::Operation;

/// Travels with a call through the layers, in the extensions of its request.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) operation: &'static Operation,
    pub(crate) options: CallOptions,
    /// Attempts up to now. A second send by OAuth is part of the same attempt.
    pub(crate) attempts: u32,
    /// Time in the queue of the rate budget.
    pub(crate) waited: Duration,
    /// What the caller does with the body of the response.
    pub(crate) body_use: BodyUse,
    /// The body of the response, if the retries have read it.
    pub(crate) body: Option<Bytes>,
    /// The room of the rate budget for the current attempt.
    pub(crate) room: Option<Arc<Reservation>>,
    /// Whether the attempt may begin again if it needs more room than it has.
    pub(crate) may_queue_again: bool,
    /// Whether the attempt under way has reached the HTTP client.
    pub(crate) is_sent: bool,
    /// Whether a tenant counts the attempts.
    pub(crate) is_counted: bool,
    /// The time by which the call has ended, if it may not wait for the rate budget beyond that.
    pub(crate) end: Option<Instant>,
    /// How long the attempt under way may take from the time on at which it has room.
    pub(crate) left: Duration,
    /// The time by which the attempt under way has ended.
    pub(crate) attempt_end: Option<Instant>,
}

impl Call {
    pub(crate) const fn new(
        operation: &'static Operation,
        options: CallOptions,
        body_use: BodyUse,
    ) -> Self {
        Self {
            operation,
            options,
            attempts: 0,
            waited: Duration::ZERO,
            body_use,
            body: None,
            room: None,
            may_queue_again: false,
            is_sent: false,
            is_counted: false,
            end: None,
            left: Duration::MAX,
            attempt_end: None,
        }
    }

    /// The attempt has room, and begins.
    pub(crate) fn begin_attempt(&mut self) {
        let own = Instant::now().checked_add(self.left);
        self.attempt_end = own.into_iter().chain(self.end).min();
    }
}
