//! Sends a request through the stack, and reads the body of the response.

use std::time::Duration;

use bytes::Bytes;
use http::Extensions;
use odc_auth::{AuthError, check_runtime};
use reqwest::Request;
use reqwest_middleware::ClientWithMiddleware;
use tokio::time::Instant;
use tracing::Span;

use super::received::{Received, of_call};
use super::stage::named_stage;
use crate::body::{self, BodyUse};
use crate::call_options::CallOptions;
use crate::deadline::before;
use crate::error::Error;
use crate::layers::Call;
use crate::operation::Operation;
use crate::redirect::Redirected;
use crate::response::RawResponse;
use crate::unread::OnUnread;
use crate::{deprecation, wire_log};

/// The deadline of a caller ends a call this much later than the tenant ends it on the inside, because only the
/// tenant knows what the call waited for.
const INNER_FIRST: Duration = Duration::from_millis(5);

/// The HTTP client of a transport, and the settings of its calls.
pub(super) struct Sender {
    /// The path of the base URL, which names the API in events.
    pub(super) api: String,
    pub(super) http: ClientWithMiddleware,
    pub(super) has_tenant: bool,
    pub(super) timeout: Option<Duration>,
    pub(super) body_limit: usize,
    pub(super) on_unread: OnUnread,
}

impl Sender {
    /// Sends, and reads the body of a success in the way that the caller uses it.
    pub(super) async fn send_and_read(
        &self,
        operation: &'static Operation,
        request: Request,
        options: &CallOptions,
        body_use: BodyUse,
        span: &Span,
    ) -> Result<Received, Error> {
        let end = self.end(options);
        let sent = self.send_before(end, operation, request, options, body_use);
        let mut received = sent.await?;
        if received.call.body.is_none() {
            // A user's own HTTP client has no retries that could read it.
            let read = before(end, body::read(&mut received.response, body_use)).await;
            let read = read.map_err(|error| of_call(Error::from_stack(error), &received.call));
            received.call.body = read?;
        }
        received.body = received.call.body.take().unwrap_or_default();
        span.record("bytes", received.body.len());
        report(operation, options, &received);
        Ok(received)
    }

    /// The end of a call by the deadline of the caller. In a tenant, an inner layer takes care of it.
    fn end(&self, options: &CallOptions) -> Option<Instant> {
        let policy = options.retry.as_ref().filter(|_| !self.has_tenant)?;
        let deadline = policy.counts_waiting.then_some(policy.deadline)?;
        Instant::now().checked_add(deadline.saturating_add(INNER_FIRST))
    }

    /// Sends, and reads the body of a failure.
    pub(super) async fn send(
        &self,
        operation: &'static Operation,
        request: Request,
        options: &CallOptions,
        body_use: BodyUse,
    ) -> Result<Received, Error> {
        let end = self.end(options);
        self.send_before(end, operation, request, options, body_use)
            .await
    }

    async fn send_before(
        &self,
        end: Option<Instant>,
        operation: &'static Operation,
        mut request: Request,
        options: &CallOptions,
        body_use: BodyUse,
    ) -> Result<Received, Error> {
        check_runtime()?;
        let headers = options.headers.checked().map_err(Error::invalid_header)?;
        for (name, value) in headers {
            request.headers_mut().insert(name, value.clone());
        }
        if let Some(timeout) = options.timeout.or(self.timeout) {
            request.timeout_mut().get_or_insert(timeout);
        }
        wire_log::request(operation, &request);
        let stage = named_stage(operation, &request);
        let mut extensions = Extensions::new();
        // For middlewares of users.
        extensions.insert(operation);
        extensions.insert(Call::new(operation, options.clone(), body_use));
        let sending = self.http.execute_with_extensions(request, &mut extensions);
        let result = before(end, sending).await;
        let mut call = extensions
            .remove::<Call>()
            .unwrap_or_else(|| Call::new(operation, CallOptions::new(), body_use));
        // The deadline has ended an attempt that was not yet counted.
        call.attempts += u32::from(std::mem::take(&mut call.is_sent));
        let is_sent = match &result {
            Err(reqwest_middleware::Error::Middleware(error)) => {
                let is_counted = self.has_tenant || call.is_counted;
                error.is::<Redirected>() || !(is_counted || error.is::<AuthError>())
            }
            _ => true,
        };
        if is_sent {
            // A user's own HTTP client does not count attempts.
            call.attempts = call.attempts.max(1);
        }
        let response = result.map_err(|error| of_call(Error::from_stack(error), &call))?;
        let mut received = Received {
            call,
            response,
            body: Bytes::new(),
        };
        if received.response.status().is_success() {
            if matches!(body_use, BodyUse::Stream) {
                report(operation, options, &received);
            }
            return Ok(received);
        }
        received.body = match received.call.body.take() {
            Some(read) => read,
            None => before(end, body::read(&mut received.response, body_use))
                .await
                .unwrap_or_default()
                .unwrap_or_default(),
        };
        deprecation::warn_once(&self.api, operation, received.response.headers());
        report(operation, options, &received);
        Err(received.into_status_error().with_stage(stage))
    }
}

/// Reports a response to the wire log and the user.
fn report(operation: &'static Operation, options: &CallOptions, received: &Received) {
    let (status, headers) = (received.response.status(), received.response.headers());
    wire_log::response(operation, status, headers, &received.body);
    if let Some(listener) = &options.on_response {
        listener.call(&RawResponse {
            operation,
            status,
            headers,
            body: &received.body,
        });
    }
}
