//! The outermost layer: makes attempts until one is final.

use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use http::{Extensions, StatusCode};
use odc_http::delay::retry_after;
use odc_http::network::root_cause;
use odc_http::status::is_transient;
use reqwest::{Request, Response};
use reqwest_middleware::{Error, Middleware, Next, Result};
use tokio::time::Instant;

use super::budget::QueueAgain;
use super::call::Call;

use crate::body::{self, BodyUse};
use crate::deadline::before;
use crate::operation::Operation;
use crate::retry::{FailedAttempt, Reason, RetryPolicy};

/// How often a call begins an attempt again because OAuth needed a second send and there was no room.
const MOST_REQUEUES: u32 = 3;

/// Retries by the table in the docs of [`retry`](crate::retry). Limits the time of each attempt and of the whole
/// call.
pub(crate) struct Retry {
    policy: RetryPolicy,
    /// The longest time of one attempt. A request with its own timeout ignores it.
    timeout: Option<Duration>,
}

impl Retry {
    pub(crate) const fn new(policy: RetryPolicy, timeout: Option<Duration>) -> Self {
        Self { policy, timeout }
    }
}

#[async_trait]
impl Middleware for Retry {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        if let Some(timeout) = self.timeout {
            request.timeout_mut().get_or_insert(timeout);
        }
        let Some(call) = extensions.get_mut::<Call>() else {
            return next.run(request, extensions).await;
        };
        call.is_counted = true;
        let (operation, body_use) = (call.operation, call.body_use);
        let policy = call.options.retry.as_ref().unwrap_or(&self.policy).clone();
        let idempotent = call.options.is_idempotent(operation);
        let started = Instant::now();
        if policy.counts_waiting {
            call.end = started.checked_add(policy.deadline);
        }
        let (mut retry, mut requeues) = (0, 0);
        loop {
            let spare = request.try_clone();
            if let Some(call) = extensions.get_mut::<Call>() {
                let used = time_used(started, &policy, call);
                call.left = policy.deadline.saturating_sub(used);
                call.may_queue_again = spare.is_some() && requeues < MOST_REQUEUES;
            }
            let result = attempt(next.clone(), request, extensions, body_use).await;
            let Some(again) = spare else { return result };
            request = again;
            if has_to_queue_again(&result) {
                requeues += 1;
                continue;
            }
            if retry >= policy.max_retries || !has_failed(&result) {
                return result;
            }
            let reason = retry_reason(&result).filter(|reason| idempotent || reason.is_harmless());
            let failed = FailedAttempt {
                operation,
                retries: retry,
                response: result.as_ref().ok().map(|it| (it.status(), it.headers())),
                idempotent,
                pause: reason.map(|reason| policy.pause(retry, &reason)),
            };
            let Some(pause) = policy.pause_after(&failed) else {
                return result;
            };
            let call = extensions.get::<Call>();
            let used = call.map_or(Duration::ZERO, |call| time_used(started, &policy, call));
            if used.saturating_add(pause) >= policy.deadline {
                return result;
            }
            retry += 1;
            log_retry(operation, retry, pause, &result);
            drop(result);
            tokio::time::sleep(pause).await;
        }
    }
}

/// Sends once and reads the body, so that this layer sees it if the connection breaks during the body.
async fn attempt(
    next: Next<'_>,
    request: Request,
    extensions: &mut Extensions,
    body_use: BodyUse,
) -> Result<Response> {
    let mut result = next.run(request, extensions).await;
    let end = extensions.get::<Call>().and_then(|call| call.attempt_end);
    let mut read = None;
    if let Ok(response) = &mut result {
        match before(end, body::read(response, body_use)).await {
            Ok(body) => read = body,
            // This drops the response, and with it the connection.
            Err(error) => result = Err(error),
        }
    }
    if let Some(call) = extensions.get_mut::<Call>() {
        // An attempt that joins the queue again counts only once, although a request was sent.
        let is_sent = std::mem::take(&mut call.is_sent);
        call.attempts += u32::from(is_sent && !has_to_queue_again(&result));
        call.body = read;
    }
    result
}

/// Names the failure without its URL, because the query may contain secrets.
fn log_retry(
    operation: &'static Operation,
    retry: u32,
    pause: Duration,
    result: &Result<Response>,
) {
    let status = result.as_ref().ok().map(|it| it.status().as_u16());
    let error = match result {
        Err(Error::Reqwest(error)) => Some(root_cause(error)),
        _ => None,
    };
    let why = retry_reason(result).map_or("as the policy decides", Reason::describe);
    tracing::info!(
        operation = operation.id(),
        retry,
        pause_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX),
        status,
        error,
        "retrying: {why}"
    );
}

/// Whether an attempt was made and failed.
fn has_failed(result: &Result<Response>) -> bool {
    match result {
        Ok(response) => !response.status().is_success(),
        Err(Error::Reqwest(_)) => true,
        Err(Error::Middleware(_)) => false,
    }
}

fn has_to_queue_again(result: &Result<Response>) -> bool {
    matches!(result, Err(Error::Middleware(error)) if error.is::<QueueAgain>())
}

/// How much of the time before the deadline is over.
fn time_used(started: Instant, policy: &RetryPolicy, call: &Call) -> Duration {
    if policy.counts_waiting {
        started.elapsed()
    } else {
        started.elapsed().saturating_sub(call.waited)
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
