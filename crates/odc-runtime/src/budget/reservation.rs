//! Room for one send. It is either used or returned.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::time::Instant;

use super::account::Caller;
use super::policy::{BudgetExhausted, BudgetPolicy};
use super::pool::Pool;

/// Room for one send in every pool of a call. When this is dropped, unused room is returned.
#[derive(Debug)]
pub(crate) struct Reservation {
    /// The narrowest pool first.
    pools: Vec<Arc<Pool>>,
    policy: BudgetPolicy,
    /// The number of pools that have given room.
    reserved: usize,
    is_used: AtomicBool,
}

/// A send under way. Its window begins when it ends, whatever the reason is.
#[must_use]
pub(crate) struct SendUnderWay<'a>(&'a [Arc<Pool>]);

/// The room that the next send of a call has up to now. It is returned if the send does not get room in every pool,
/// or if its caller gives up.
struct NextSend<'a> {
    pools: &'a [Arc<Pool>],
    reserved: usize,
}

impl Reservation {
    pub(super) async fn make(
        pools: Vec<Arc<Pool>>,
        policy: BudgetPolicy,
        end: Option<Instant>,
    ) -> Result<Self, BudgetExhausted> {
        let mut reservation = Self {
            pools,
            policy,
            reserved: 0,
            is_used: AtomicBool::new(false),
        };
        while let Some(pool) = reservation.pools.get(reservation.reserved) {
            match policy {
                BudgetPolicy::Wait | BudgetPolicy::WaitAtMost(_) => pool.wait_for_room(end).await?,
                BudgetPolicy::FailFast => pool.try_reserve(Caller::New).await?,
                BudgetPolicy::Ignore => pool.reserve_anyway(),
            }
            reservation.reserved += 1;
        }
        Ok(reservation)
    }

    /// Begins a send. The first send uses the reserved room. Each further send needs more room.
    ///
    /// If there is no more room, this returns an error in two cases: the caller does not want to wait, or it can join
    /// the queue again. In all other cases the send exceeds the budget.
    pub(crate) async fn begin_send(
        &self,
        may_queue_again: bool,
    ) -> Result<SendUnderWay<'_>, BudgetExhausted> {
        if self.is_used.swap(true, Ordering::Relaxed) {
            self.reserve_again(may_queue_again).await?;
        }
        Ok(SendUnderWay(&self.pools))
    }

    /// The service has returned 429, and asks all callers to wait for `pause`.
    ///
    /// The narrowest pool is most likely the reason. The other pools learn from their own calls.
    pub(crate) fn slow_down(&self, pause: Duration) {
        if let Some(narrowest) = self.pools.first() {
            narrowest.slow_down(pause);
        }
    }

    async fn reserve_again(&self, may_queue_again: bool) -> Result<(), BudgetExhausted> {
        let mut next_send = NextSend {
            pools: &self.pools,
            reserved: 0,
        };
        for pool in &self.pools {
            match self.policy {
                BudgetPolicy::FailFast => pool.try_reserve(Caller::New).await?,
                policy if policy.waits() && may_queue_again => {
                    pool.try_reserve(Caller::Replay).await?;
                }
                _ => pool.reserve_anyway(),
            }
            next_send.reserved += 1;
        }
        // The send gives them back when it ends.
        next_send.reserved = 0;
        Ok(())
    }
}

impl Drop for NextSend<'_> {
    fn drop(&mut self) {
        give_back(&self.pools[..self.reserved]);
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        if !self.is_used.load(Ordering::Relaxed) {
            give_back(&self.pools[..self.reserved]);
        }
    }
}

impl Drop for SendUnderWay<'_> {
    fn drop(&mut self) {
        for pool in self.0 {
            pool.sent();
        }
    }
}

fn give_back(pools: &[Arc<Pool>]) {
    for pool in pools {
        pool.give_back();
    }
}
