//! The rate budget: calls wait rather than draw 429s.
//!
//! The service counts the calls of one organization per minute. [`RateBudget`] keeps, per pool of
//! [`RateLimit`](crate::RateLimit)s, a log of the sends of the last window (a token bucket would
//! let nearly twice the limit into one minute) and holds calls back until there is room, in the
//! order in which they came.
//!
//! Two middlewares share it. [`WaitForRoom`] stands before OAuth, so that no token ages in the
//! queue. [`CountSends`] stands after OAuth and sees every send, replays after a 401 included. A
//! send is logged when its answer comes: the service counted it before that, so its window has
//! moved on whenever ours has.

mod middleware;
mod pool;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::operation::RateLimit;
pub(crate) use middleware::{CountSends, QueueAgain, Room, WaitForRoom};
use pool::Pool;

/// What a call does when the rate budget has no room for it.
///
/// The budget counts the calls of one [`Tenant`](crate::Tenant). The service counts those of the
/// organization: what other programs use of its limit shows as 429s, each of which narrows the
/// budget by a quarter. It widens again by a twentieth of the limit every 30 seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BudgetPolicy {
    /// Wait for room, however long it takes.
    #[default]
    Wait,
    /// Fail at once, with [`ErrorKind::RateBudget`](crate::ErrorKind::RateBudget); so does a call that was
    /// answered with 401 and finds no room to be sent again.
    FailFast,
    /// Send without asking; the call still counts for others.
    Ignore,
}

/// There is no room, and the caller did not want to wait.
#[derive(Clone, Debug, thiserror::Error)]
#[error(
    "the rate budget of {calls} calls per {} s is spent (pool {pool:?}); there is room again in about {:.1} s",
    window.as_secs(),
    room_in.as_secs_f64()
)]
pub(crate) struct BudgetExhausted {
    pool: &'static str,
    calls: u32,
    window: Duration,
    room_in: Duration,
}

/// All pools of one tenant.
#[derive(Debug, Default)]
pub(crate) struct RateBudget {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    by_name: HashMap<&'static str, Arc<Pool>>,
    /// The pools of an operation, found by where its limits lie in memory: they are static.
    by_limits: HashMap<(usize, usize), Arc<[Arc<Pool>]>>,
}

impl RateBudget {
    /// The pools of an operation, the narrowest first: whoever waits for it holds no room in a wide one.
    fn pools(&self, limits: &'static [RateLimit]) -> Arc<[Arc<Pool>]> {
        if limits.is_empty() {
            return Arc::default();
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let address = (limits.as_ptr().addr(), limits.len());
        if let Some(pools) = known.by_limits.get(&address) {
            return Arc::clone(pools);
        }
        let mut pools: Vec<_> = limits
            .iter()
            .map(|limit| {
                let pool = known.by_name.entry(limit.pool());
                Arc::clone(pool.or_insert_with(|| Arc::new(Pool::new(*limit))))
            })
            .collect();
        pools.sort_by_key(|pool| (pool.calls(), pool.name()));
        let pools: Arc<[_]> = pools.into();
        known.by_limits.insert(address, Arc::clone(&pools));
        pools
    }
}
