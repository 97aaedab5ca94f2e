//! The rate budget as numbers.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// One pool of a tenant's rate budget at one time.
///
/// `Display` is one line: `identity: 100 of 100 calls used, 12 wait, room in 21.4 s`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BudgetState {
    /// The name under which calls are counted, for example `identity`.
    pub pool: &'static str,
    /// How many calls of the last minute count, including those under way.
    pub used: u32,
    /// How many calls one minute admits now: the limit of the service, and less for a while after a 429.
    pub limit: u32,
    /// How many calls wait for room.
    pub queued: u32,
    /// The time until there is room for one more call, after all callers that wait. Zero if there is room now.
    pub next_room: Duration,
}

impl fmt::Display for BudgetState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            pool, used, limit, ..
        } = self;
        write!(f, "{pool}: {used} of {limit} calls used")?;
        if self.queued > 0 {
            write!(f, ", {} wait", self.queued)?;
        }
        if !self.next_room.is_zero() {
            write!(f, ", room in {:.1} s", self.next_room.as_secs_f64())?;
        }
        Ok(())
    }
}

/// The user's function that is called for each wait, if the user has set one.
#[derive(Clone, Default)]
pub(crate) struct OnWait(Option<Arc<Listener>>);

type Listener = dyn Fn(&BudgetState) + Send + Sync;

impl OnWait {
    pub(crate) fn new(listener: impl Fn(&BudgetState) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(listener)))
    }

    pub(super) fn call(&self, state: &BudgetState) {
        if let Some(listener) = &self.0 {
            listener(state);
        }
    }
}

impl fmt::Debug for OnWait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "OnWait" } else { "none" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_whether_a_function_is_set() {
        assert_eq!(format!("{:?}", OnWait::default()), "none");
        assert_eq!(format!("{:?}", OnWait::new(|_| {})), "OnWait");
    }
}
