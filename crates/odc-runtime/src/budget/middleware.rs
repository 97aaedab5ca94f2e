//! The two places in the stack where the budget acts.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use http::{Extensions, StatusCode};
use odc_http::delay::retry_after;
use reqwest::{Request, Response};
use reqwest_middleware::{Error, Middleware, Next, Result};
use tokio::time::Instant;

use super::pool::Pool;
use super::{BudgetExhausted, BudgetPolicy, RateBudget};
use crate::call::Call;

/// For how long a pool pauses after a 429 that says nothing about it.
const PAUSE: Duration = Duration::from_secs(1);

/// Room in every pool of a call, for one send.
#[derive(Debug)]
pub(crate) struct Room {
    pools: Arc<[Arc<Pool>]>,
    policy: BudgetPolicy,
    /// How many of the pools have given room.
    taken: usize,
    used: AtomicBool,
}

impl Drop for Room {
    fn drop(&mut self) {
        if !self.used.load(Ordering::Relaxed) {
            give_back(&self.pools[..self.taken]);
        }
    }
}

/// A send under way. The moment it ends, for whatever reason, its window begins to run.
struct Send<'a>(&'a [Arc<Pool>]);

impl Drop for Send<'_> {
    fn drop(&mut self) {
        for pool in self.0 {
            pool.sent();
        }
    }
}

/// OAuth wants to send once more, and there is no room: the attempt must begin anew, without a token.
#[derive(Debug, thiserror::Error)]
#[error("the rate budget has no room for a second send")]
pub(crate) struct QueueAgain;

/// Holds a call back until every pool that it counts against has room.
pub(crate) struct WaitForRoom {
    budget: Arc<RateBudget>,
    policy: BudgetPolicy,
}

impl WaitForRoom {
    pub(crate) const fn new(budget: Arc<RateBudget>, policy: BudgetPolicy) -> Self {
        Self { budget, policy }
    }
}

async fn room(
    pools: Arc<[Arc<Pool>]>,
    policy: BudgetPolicy,
) -> std::result::Result<Room, BudgetExhausted> {
    let mut room = Room {
        pools,
        policy,
        taken: 0,
        used: AtomicBool::new(false),
    };
    while let Some(pool) = room.pools.get(room.taken) {
        match policy {
            BudgetPolicy::Wait => pool.take().await,
            BudgetPolicy::FailFast => pool.take_now()?,
            BudgetPolicy::Ignore => pool.take_anyway(),
        }
        room.taken += 1;
    }
    Ok(room)
}

#[async_trait]
impl Middleware for WaitForRoom {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        let Some(call) = extensions.get_mut::<Call>() else {
            return next.run(request, extensions).await;
        };
        let pools = self.budget.pools(call.operation.rate_limits());
        if pools.is_empty() {
            return next.run(request, extensions).await;
        }
        let policy = call.options.budget_policy().unwrap_or(self.policy);
        call.may_queue_again &= policy == BudgetPolicy::Wait;
        let queued = Instant::now();
        let room = room(Arc::clone(&pools), policy).await;
        call.waited += queued.elapsed();
        call.room = Some(Arc::new(room.map_err(Error::middleware)?));

        let result = next.run(request, extensions).await;
        if let Some(call) = extensions.get_mut::<Call>() {
            call.room = None;
        }
        let response = result?;
        // The narrowest pool is the likeliest; the others would hear of it from their own calls.
        if response.status() == StatusCode::TOO_MANY_REQUESTS
            && let Some(pool) = pools.first()
        {
            pool.slow_down(retry_after(response.headers(), SystemTime::now()).unwrap_or(PAUSE));
        }
        Ok(response)
    }
}

/// Logs every send that reaches the network.
pub(crate) struct CountSends;

#[async_trait]
impl Middleware for CountSends {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        let call = extensions.get::<Call>();
        let Some((call, room)) = call.and_then(|call| Some((call, call.room.clone()?))) else {
            return next.run(request, extensions).await;
        };
        if room.used.swap(true, Ordering::Relaxed) {
            let replay = take_for_replay(&room, call.may_queue_again);
            if let (Err(error), Some(call)) = (&replay, extensions.get_mut::<Call>())
                && is_exhausted(error)
            {
                // The send that drew the 401 is all there is of this attempt.
                call.attempts += 1;
            }
            replay?;
        }
        let _send = Send(&room.pools);
        next.run(request, extensions).await
    }
}

/// OAuth has let go of the 401, so that a call which may not wait fails with what holds the replay back.
fn take_for_replay(room: &Room, may_queue_again: bool) -> Result<()> {
    for (taken, pool) in room.pools.iter().enumerate() {
        let got = match room.policy {
            BudgetPolicy::FailFast => pool.take_now().map_err(Error::middleware),
            BudgetPolicy::Wait if may_queue_again => pool
                .has_room_now()
                .then_some(())
                .ok_or_else(|| Error::middleware(QueueAgain)),
            BudgetPolicy::Wait | BudgetPolicy::Ignore => {
                pool.take_anyway();
                Ok(())
            }
        };
        if got.is_err() {
            give_back(&room.pools[..taken]);
            return got;
        }
    }
    Ok(())
}

fn is_exhausted(error: &Error) -> bool {
    matches!(error, Error::Middleware(error) if error.is::<BudgetExhausted>())
}

fn give_back(pools: &[Arc<Pool>]) {
    for pool in pools {
        pool.give_back();
    }
}
