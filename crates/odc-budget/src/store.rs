//! The contract between the rate budget and the store of its numbers: one step, and the room that it grants.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;

use crate::limit::RateLimit;

/// How long a shared store keeps the places of a process after the last request of that process. After this time,
/// places without a caller are free, and sends under way count as ended.
pub const LEASE: Duration = Duration::from_secs(6);

/// This long after the last request of a silent process, its sends count as ended.
///
/// For a live process this is correct: if a send takes longer, the process reports that earlier.
pub const SETTLED: Duration = Duration::from_millis(4_500);

/// The longest pause of all callers after a 429, so that a wrong `Retry-After` does not stop them for ever.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(600);

/// The store of the numbers of the rate budget: in the memory of one process, or in a store that processes share.
///
/// For each pool, a store keeps when the sends of the last window ended, the places that each process holds, the
/// callers that wait, and how far a 429 has narrowed the pool. One call of [`step`](Self::step) reports what has
/// happened in this process since the last step, and requests room. The caller makes one step of a pool at a time.
///
/// A store uses its own clock. No timestamp of a process crosses this interface: each time is an age or a pause.
#[async_trait]
pub trait BudgetStore: fmt::Debug + Send + Sync + 'static {
    /// Records what has happened in the pool of `limit`, and reserves room.
    ///
    /// A step may be repeated after an error: its counts of this process are absolute, and each [`Sent`] has a number.
    ///
    /// # Errors
    ///
    /// The store cannot be reached, or fails. The budget continues without it for a while.
    async fn step(&self, limit: RateLimit, step: &StepRequest) -> Result<StepResult, StoreError>;
}

/// What has happened in one process in one pool, and how much room it requests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StepRequest {
    /// The ended sends that the store does not know yet. The earliest is first.
    pub sent: Vec<Sent>,
    /// The last send that was reported to the store, if it still counts. A store that does not know it sets
    /// [`StepResult::has_lost`].
    pub known: Option<Sent>,
    /// How many sends are under way. This includes the places that a caller has and will use soon.
    pub under_way: u32,
    /// How many places the process holds for later, without a caller.
    pub spare: u32,
    /// The 429s that the store does not know yet.
    pub refused: Vec<Refused>,
    /// How many places callers want now.
    pub wanted: u32,
    /// How many more places the process can use soon. A store grants them only while there is much room.
    pub spare_wanted: u32,
    /// How many callers of this process are before those that want a place now.
    pub callers_before: u32,
    /// How many callers of this process wait, including those that want a place now.
    pub waiting: u32,
    /// How long the first of them has waited. If processes have had the same number of places, the one that waits
    /// longer is first.
    pub waited: Duration,
    /// The caller has already sent a request and must send again: no other caller is before it.
    pub comes_first: bool,
}

/// A send that has ended: its response has come, or it was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its number in this process and pool. The numbers rise, and begin with 1.
    pub number: u64,
    /// How long ago it ended.
    pub ago: Duration,
}

/// A 429.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// How long ago it came.
    pub ago: Duration,
    /// How long it asks all callers to wait.
    pub pause: Duration,
}

/// What a step has found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepResult {
    /// How many additional places the process has now.
    pub granted: u32,
    /// When to ask again, if the store granted fewer places than wanted. `None`: when something changes in this
    /// process.
    pub ask_again: Option<Duration>,
    /// How many calls count: the sends of the last window, those under way, and the held places.
    pub used: u32,
    /// How many calls one window allows now.
    pub limit: u32,
    /// How many callers wait, in all processes.
    pub queued: u32,
    /// The time until there is room for one more call, after all callers that wait.
    pub next_room: Duration,
    /// Changes when the store has lost its data. The process then reports its sends of the last window again.
    pub generation: u64,
    /// Whether the store has lost the sends of this process in this pool. The process then reports them again.
    pub has_lost: bool,
}

/// A store could not make a step. One line, without a secret.
#[derive(Clone, Debug)]
pub struct StoreError {
    text: String,
    is_of_pool: bool,
}

impl StoreError {
    /// An error with this text: what happened and where, in one line, without a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_of_pool: false,
        }
    }

    /// The same error, but it concerns only the pool of this step: the store works for other pools.
    #[must_use]
    pub fn of_pool(mut self) -> Self {
        self.is_of_pool = true;
        self
    }

    /// Whether it concerns only one pool.
    #[must_use]
    pub const fn is_of_pool(&self) -> bool {
        self.is_of_pool
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for StoreError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_prints_its_text() {
        assert_eq!(
            StoreError::new("cache:6379 is away").to_string(),
            "cache:6379 is away"
        );
        assert!(!StoreError::new("away").is_of_pool());
        assert!(StoreError::new("odd").of_pool().is_of_pool());
    }
}
