//! The outermost layer: makes attempts until one is final.

use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use http::{Extensions, StatusCode};
use odc_http::delay::retry_after;
use odc_http::status::is_transient;
use reqwest::{Request, Response};
use reqwest_middleware::{Error, Middleware, Next, Result};
use tokio::time::Instant;

use super::budget::QueueAgain;
use super::call::Call;
use crate::body::{self, BodyUse};
use crate::retry::{Reason, RetryPolicy};

/// How often a call begins an attempt again because OAuth had to send twice and there was no room.
const MOST_REQUEUES: u32 = 3;

/// Retries by the table in the docs of [`retry`](crate::retry).
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
        let (operation, body_use) = (call.operation, call.body_use);
        let policy = call.options.retry.as_ref().unwrap_or(&self.policy).clone();
        let idempotent = call.options.is_idempotent(operation);
        let started = Instant::now();
        let mut request = request;
        let (mut retry, mut requeues) = (0, 0);
        loop {
            let spare = request.try_clone();
            let left = policy
                .deadline
                .saturating_sub(time_used(started, extensions));
            shorten_timeout(&mut request, left);
            if let Some(call) = extensions.get_mut::<Call>() {
                call.may_queue_again = spare.is_some() && requeues < MOST_REQUEUES;
            }
            let result = attempt(next.clone(), request, extensions, body_use).await;
            let Some(again) = spare else { return result };
            request = again;
            if has_to_queue_again(&result) {
                requeues += 1;
                continue;
            }
            let reason = retry_reason(&result).filter(|reason| idempotent || reason.is_harmless());
            let Some(reason) = reason.filter(|_| retry < policy.max_retries) else {
                return result;
            };
            let pause = policy.pause(retry, &reason);
            if time_used(started, extensions).saturating_add(pause) >= policy.deadline {
                return result;
            }
            retry += 1;
            tracing::info!(
                operation = operation.id(),
                retry,
                pause_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX),
                "retrying: {}",
                reason.describe()
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
    body_use: BodyUse,
) -> Result<Response> {
    let mut result = next.run(request, extensions).await;
    // What a middleware refuses was not sent.
    let sent = !matches!(result, Err(Error::Middleware(_)));
    let mut read = None;
    if let Ok(response) = &mut result {
        match body::read(response, body_use).await {
            Ok(body) => read = body,
            // This drops the response, and with it the connection.
            Err(error) => result = Err(error),
        }
    }
    if let Some(call) = extensions.get_mut::<Call>() {
        call.attempts += u32::from(sent);
        call.body = read;
    }
    result
}

fn has_to_queue_again(result: &Result<Response>) -> bool {
    matches!(result, Err(Error::Middleware(error)) if error.is::<QueueAgain>())
}

/// How much of the deadline is used. Time in the queue of the rate budget does not count.
fn time_used(started: Instant, extensions: &Extensions) -> Duration {
    let waited = extensions
        .get::<Call>()
        .map_or(Duration::ZERO, |call| call.waited);
    started.elapsed().saturating_sub(waited)
}

/// An attempt may not outlive the deadline. Only a timeout that is set is shortened: the client may
/// have its own.
fn shorten_timeout(request: &mut Request, left: Duration) {
    if let Some(timeout) = request.timeout_mut() {
        *timeout = left.min(*timeout);
    }
}

fn retry_reason(result: &Result<Response>) -> Option<Reason> {
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
