//! The outermost middleware: makes attempts until one is final.

use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use http::{Extensions, StatusCode};
use odc_http::delay::retry_after;
use odc_http::status::is_transient;
use reqwest::{Request, Response};
use reqwest_middleware::{Error, Middleware, Next, Result};
use tokio::time::Instant;

use super::{Reason, RetryPolicy};
use crate::body::{self, Wanted};
use crate::budget::QueueAgain;
use crate::call::Call;

/// How often a call begins an attempt anew because OAuth had to send twice and found no room.
const MOST_TURNS: u32 = 3;

/// Retries by the table in the [module docs](super).
pub(crate) struct Retry {
    policy: RetryPolicy,
}

impl Retry {
    pub(crate) const fn new(policy: RetryPolicy) -> Self {
        Self { policy }
    }
}

#[async_trait]
impl Middleware for Retry {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        let Some(call) = extensions.get::<Call>() else {
            return next.run(request, extensions).await;
        };
        let (operation, wanted) = (call.operation, call.wanted);
        let policy = call.options.retry_policy().unwrap_or(&self.policy).clone();
        let idempotent = call.options.is_idempotent(operation);
        let started = Instant::now();
        let mut request = request;
        let (mut retry, mut turns) = (0, 0);
        loop {
            let spare = request.try_clone();
            let left = policy.deadline.saturating_sub(spent(started, extensions));
            bound(&mut request, left);
            if let Some(call) = extensions.get_mut::<Call>() {
                call.may_queue_again = spare.is_some() && turns < MOST_TURNS;
            }
            let result = attempt(next.clone(), request, extensions, wanted).await;
            let Some(again) = spare else { return result };
            request = again;
            if is_to_queue_again(&result) {
                turns += 1;
                continue;
            }
            let reason = reason(&result).filter(|reason| idempotent || reason.is_harmless());
            let Some(reason) = reason.filter(|_| retry < policy.max_retries) else {
                return result;
            };
            let pause = policy.pause(retry, &reason);
            if spent(started, extensions).saturating_add(pause) >= policy.deadline {
                return result;
            }
            retry += 1;
            tracing::info!(
                operation = operation.id(),
                retry,
                pause_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX),
                "retrying: {}",
                reason.words()
            );
            drop(result);
            tokio::time::sleep(pause).await;
        }
    }
}

/// Sends once and reads the body, so that a connection that breaks in the middle of it is seen here.
async fn attempt(
    next: Next<'_>,
    request: Request,
    extensions: &mut Extensions,
    wanted: Wanted,
) -> Result<Response> {
    let mut result = next.run(request, extensions).await;
    // What a middleware stops has not been sent.
    let sent = !matches!(result, Err(Error::Middleware(_)));
    let mut read = None;
    if let Ok(response) = &mut result {
        match body::read(response, wanted).await {
            Ok(body) => read = body,
            // The response goes, and with it the connection.
            Err(error) => result = Err(error),
        }
    }
    if let Some(call) = extensions.get_mut::<Call>() {
        call.attempts += u32::from(sent);
        call.body = read;
    }
    result
}

fn is_to_queue_again(result: &Result<Response>) -> bool {
    matches!(result, Err(Error::Middleware(error)) if error.is::<QueueAgain>())
}

/// How much of the deadline is used up: the time in the rate budget's queue is not.
fn spent(started: Instant, extensions: &Extensions) -> Duration {
    let waited = extensions
        .get::<Call>()
        .map_or(Duration::ZERO, |call| call.waited);
    started.elapsed().saturating_sub(waited)
}

/// An attempt may not outlive the deadline. Only a timeout that is set is shortened: the client may
/// have its own.
fn bound(request: &mut Request, left: Duration) {
    if let Some(timeout) = request.timeout_mut() {
        *timeout = left.min(*timeout);
    }
}

fn reason(result: &Result<Response>) -> Option<Reason> {
    match result {
        Ok(response) if is_transient(response.status()) => {
            let asked = retry_after(response.headers(), SystemTime::now());
            Some(match response.status() {
                StatusCode::TOO_MANY_REQUESTS => Reason::RateLimited(asked),
                _ => Reason::Unavailable(asked),
            })
        }
        Err(Error::Reqwest(error)) if error.is_connect() => Some(Reason::NotSent),
        Err(Error::Reqwest(error)) if !error.is_builder() && !error.is_redirect() => {
            Some(Reason::Broken)
        }
        Ok(_) | Err(_) => None,
    }
}
