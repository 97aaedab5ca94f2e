//! The two places in the stack where the budget acts.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use http::{Extensions, StatusCode};
use reqwest::{Request, Response};
use reqwest_middleware::{Middleware, Next};
use tokio::time::Instant;

use super::pool::Pool;
use super::{BudgetExhausted, BudgetPolicy, RateBudget};
use crate::call::Call;

/// For how long a pool pauses after a 429 that says nothing about it.
const PAUSE: Duration = Duration::from_secs(1);
/// How often one attempt queues again because OAuth wanted to send twice.
const MOST_TURNS: u32 = 3;

/// Room in every pool of a call, for one send.
struct Room {
    pools: Vec<Arc<Pool>>,
    used: AtomicBool,
}

impl Drop for Room {
    fn drop(&mut self) {
        if !self.used.load(Ordering::Relaxed) {
            self.pools.iter().for_each(|pool| pool.give_back());
        }
    }
}

/// A send under way. The moment it ends, for whatever reason, its window begins to run.
struct Send<'a>(&'a [Arc<Pool>]);

impl Drop for Send<'_> {
    fn drop(&mut self) {
        self.0.iter().for_each(|pool| pool.sent());
    }
}

/// OAuth wants to send once more, and there is no room: the call must queue again, without a token.
#[derive(Debug, thiserror::Error)]
#[error("the rate budget has no room for a second send")]
struct QueueAgain;

/// Holds a call back until every pool that it counts against has room.
pub(crate) struct WaitForRoom {
    budget: Arc<RateBudget>,
    policy: BudgetPolicy,
}

impl WaitForRoom {
    pub(crate) const fn new(budget: Arc<RateBudget>, policy: BudgetPolicy) -> Self {
        Self { budget, policy }
    }

    async fn room(
        &self,
        pools: &[Arc<Pool>],
        policy: BudgetPolicy,
    ) -> Result<Room, BudgetExhausted> {
        let mut room = Room {
            pools: Vec::with_capacity(pools.len()),
            used: AtomicBool::new(false),
        };
        for pool in pools {
            match policy {
                BudgetPolicy::Wait => pool.take().await,
                BudgetPolicy::FailFast => pool.take_now()?,
                BudgetPolicy::Ignore => pool.take_anyway(),
            }
            room.pools.push(Arc::clone(pool));
        }
        Ok(room)
    }
}

#[async_trait]
impl Middleware for WaitForRoom {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let Some(call) = extensions.get::<Call>() else {
            return next.run(request, extensions).await;
        };
        let policy = call.options.budget_policy().unwrap_or(self.policy);
        let pools = self.budget.pools(call.operation.rate_limits());
        let mut request = Some(request);
        for turn in 1..=MOST_TURNS {
            let Some(this) = request.take() else { break };
            request = (turn < MOST_TURNS).then(|| this.try_clone()).flatten();

            let queued = Instant::now();
            let room = self
                .room(&pools, policy)
                .await
                .map_err(reqwest_middleware::Error::middleware)?;
            if let Some(call) = extensions.get_mut::<Call>() {
                call.waited += queued.elapsed();
            }
            extensions.insert(Reserved {
                room: Arc::new(room),
                may_queue: request.is_some() && policy == BudgetPolicy::Wait,
            });
            let result = next.clone().run(this, extensions).await;
            extensions.remove::<Reserved>();
            match result {
                Err(reqwest_middleware::Error::Middleware(error)) if error.is::<QueueAgain>() => {}
                Ok(response) => {
                    if response.status() == StatusCode::TOO_MANY_REQUESTS {
                        let pause = crate::dates::retry_after(response.headers()).unwrap_or(PAUSE);
                        // The narrowest pool is the likeliest; the others would hear of it from their own calls.
                        if let Some(pool) = pools.first() {
                            pool.slow_down(pause);
                        }
                    }
                    return Ok(response);
                }
                Err(error) => return Err(error),
            }
        }
        Err(reqwest_middleware::Error::middleware(QueueAgain))
    }
}

/// What [`WaitForRoom`] leaves for [`CountSends`].
#[derive(Clone)]
struct Reserved {
    room: Arc<Room>,
    may_queue: bool,
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
    ) -> reqwest_middleware::Result<Response> {
        let Some(Reserved { room, may_queue }) = extensions.get::<Reserved>().cloned() else {
            return next.run(request, extensions).await;
        };
        if room.used.swap(true, Ordering::Relaxed) {
            take_for_replay(&room.pools, may_queue)?;
        }
        let _send = Send(&room.pools);
        next.run(request, extensions).await
    }
}

fn take_for_replay(pools: &[Arc<Pool>], may_queue: bool) -> reqwest_middleware::Result<()> {
    for (index, pool) in pools.iter().enumerate() {
        if !may_queue {
            pool.take_anyway();
        } else if !pool.has_room_now() {
            pools[..index].iter().for_each(|taken| taken.give_back());
            return Err(reqwest_middleware::Error::middleware(QueueAgain));
        }
    }
    Ok(())
}
