//! The two layers where the rate budget acts.
//!
//! [`WaitForRoom`] comes before OAuth, so that a token does not become older in the queue. [`CountSends`] comes after
//! OAuth and sees every send, including the second send after a 401.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use http::{Extensions, StatusCode};
use odc_http::delay::retry_after;
use reqwest::{Request, Response};
use reqwest_middleware::{Error, Middleware, Next, Result};
use tokio::time::Instant;

use super::call::Call;

use crate::budget::{BudgetPolicy, RateBudget};
use crate::deadline::before;

/// How long a pool pauses after a 429 without `Retry-After`.
const PAUSE: Duration = Duration::from_secs(1);

/// Makes a call wait until all its pools have room.
pub(crate) struct WaitForRoom {
    budget: Arc<RateBudget>,
    policy: BudgetPolicy,
}

impl WaitForRoom {
    pub(crate) fn new(budget: Arc<RateBudget>, policy: BudgetPolicy) -> Self {
        Self { budget, policy }
    }
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
        let policy = call.options.budget.unwrap_or(self.policy);
        call.may_queue_again &= policy.waits();
        let queued = Instant::now();
        let limits = call.operation.rate_limits();
        let room = self.budget.reserve(limits, policy, call.end).await;
        call.waited += queued.elapsed();
        call.begin_attempt();
        let end = call.attempt_end;
        let Some(room) = room.map_err(Error::middleware)?.map(Arc::new) else {
            return before(end, next.run(request, extensions)).await;
        };
        call.room = Some(Arc::clone(&room));

        let result = before(end, next.run(request, extensions)).await;
        if let Some(call) = extensions.get_mut::<Call>() {
            call.room = None;
        }
        let response = result?;
        if response.status() == StatusCode::TOO_MANY_REQUESTS {
            room.slow_down(retry_after(response.headers(), SystemTime::now()).unwrap_or(PAUSE));
        }
        Ok(response)
    }
}

/// OAuth has to send once more, and there is no room: the attempt begins again, without a token.
#[derive(Debug, thiserror::Error)]
#[error("the rate budget has no room for a second send")]
pub(super) struct QueueAgain;

/// Counts every send that reaches the network.
pub(crate) struct CountSends;

#[async_trait]
impl Middleware for CountSends {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        let Some(call) = extensions.get_mut::<Call>() else {
            return next.run(request, extensions).await;
        };
        let Some(room) = call.room.clone() else {
            call.is_sent = true;
            return next.run(request, extensions).await;
        };
        let _send = match room.begin_send(call.may_queue_again).await {
            Ok(send) => send,
            Err(_) if call.may_queue_again => return Err(Error::middleware(QueueAgain)),
            // The attempt has sent one request, which got a 401.
            Err(exhausted) => return Err(Error::middleware(exhausted)),
        };
        call.is_sent = true;
        next.run(request, extensions).await
    }
}
