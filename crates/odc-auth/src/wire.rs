//! One HTTP exchange with the identity service: bounded in size and time, retried when that may help.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use odc_http::body::{Form, is_json, media_type, without_bom};
use odc_http::delay::{jitter, retry_after};
use reqwest::{Request, Response};
use tokio::time::{Instant, sleep, timeout};
use zeroize::Zeroizing;

use crate::clock::{Clock, Now};
use crate::error::{AuthError, Step, is_transient_status};

/// At most so many attempts per exchange.
pub(crate) const ATTEMPTS: u32 = 3;

/// No wait between attempts is longer, unless the server asks for it.
const LONGEST_PAUSE: Duration = Duration::from_secs(4);

/// The HTTP client and the limits of one attempt.
#[derive(Debug)]
pub(crate) struct Wire {
    pub http: reqwest::Client,
    pub attempt_timeout: Duration,
    pub retry_base: Duration,
}

/// What is asked for, of whom, how large the answer may be and how often to try.
#[derive(Debug)]
pub(crate) struct Ask<'a> {
    pub step: Step,
    pub host: &'a str,
    pub limit: usize,
    pub attempts: u32,
    /// When the flight ends: no pause reaches beyond.
    pub deadline: Instant,
    /// Counts the attempts.
    pub count: &'a AtomicU32,
}

/// A whole answer.
pub(crate) struct Reply {
    pub status: u16,
    pub body: Zeroizing<Vec<u8>>,
    /// Before the request was sent.
    pub asked: Now,
    media_type: String,
    truncated: bool,
}

impl Wire {
    /// Sends `request` until an answer comes that no repetition would better.
    pub(crate) async fn exchange(
        &self,
        ask: &Ask<'_>,
        clock: &dyn Clock,
        request: &Request,
    ) -> Result<Reply, AuthError> {
        let mut tried = 0;
        loop {
            tried += 1;
            ask.count.fetch_add(1, Ordering::Relaxed);
            let error = match self.attempt(ask, clock, request, tried).await {
                Ok(reply) => return Ok(reply),
                Err(error) => error,
            };
            let pause = match error.retry_after() {
                Some(asked) => asked,
                None => jitter(
                    self.retry_base
                        .saturating_mul(2_u32.pow(tried))
                        .min(LONGEST_PAUSE),
                ),
            };
            let too_late = Instant::now()
                .checked_add(pause)
                .is_none_or(|then| then >= ask.deadline);
            if tried >= ask.attempts || !error.is_transient() || too_late {
                return Err(error);
            }
            tracing::debug!(error = %error, ?pause, "will be tried again");
            sleep(pause).await;
        }
    }

    async fn attempt(
        &self,
        ask: &Ask<'_>,
        clock: &dyn Clock,
        request: &Request,
        attempts: u32,
    ) -> Result<Reply, AuthError> {
        let asked = Now::of(clock);
        let request = request.try_clone().expect("the body is in memory");
        let answer = async {
            let response = self.http.execute(request).await?;
            let status = response.status().as_u16();
            let headers = response.headers().clone();
            let (body, truncated) = read(response, ask.limit).await?;
            Ok((status, headers, body, truncated))
        };
        let step = ask.step;
        let host = ask.host.to_owned();
        let (status, headers, body, truncated) = match timeout(self.attempt_timeout, answer).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(source)) => return Err(transport(step, host, attempts, source)),
            Err(_) => {
                return Err(AuthError::TimedOut {
                    step,
                    host,
                    after: self.attempt_timeout,
                    attempts,
                });
            }
        };
        let reply = Reply {
            status,
            body,
            asked,
            media_type: media_type(&headers),
            truncated,
        };
        if is_transient_status(status) {
            return Err(reply.unexpected(ask, retry_after(&headers, asked.wall), attempts));
        }
        Ok(reply)
    }
}

impl Reply {
    /// The body of a success, unless it was cut off.
    pub(crate) fn whole(&self, ask: &Ask<'_>) -> Result<&[u8], AuthError> {
        if self.truncated {
            return Err(ask.malformed(format!("it is larger than {} bytes", ask.limit)));
        }
        Ok(self.text())
    }

    /// The body without a byte order mark, which some gateways put before JSON.
    pub(crate) fn text(&self) -> &[u8] {
        without_bom(&self.body)
    }

    /// Whether the media type, where one is given, is JSON.
    pub(crate) fn may_be_json(&self) -> bool {
        self.media_type.is_empty() || is_json(&self.media_type)
    }

    /// The error for a status that says it all.
    pub(crate) fn unexpected(
        &self,
        ask: &Ask<'_>,
        retry_after: Option<Duration>,
        attempts: u32,
    ) -> AuthError {
        AuthError::Status {
            step: ask.step,
            host: ask.host.to_owned(),
            status: self.status,
            body: self.describe_body(),
            retry_after,
            attempts,
        }
    }

    fn describe_body(&self) -> &'static str {
        match Form::of(&self.media_type, &self.body) {
            Form::Empty => "an empty body",
            Form::Html => "an HTML page from a gateway",
            Form::Json => "JSON that is no OAuth error",
            Form::Text => "a text",
        }
    }
}

impl Ask<'_> {
    pub(crate) fn malformed(&self, problem: impl Into<String>) -> AuthError {
        AuthError::Malformed {
            step: self.step,
            host: self.host.to_owned(),
            problem: problem.into(),
        }
    }

    /// Tells what is wrong with JSON. serde's own message may quote a token.
    pub(crate) fn bad_json(&self, error: &serde_json::Error) -> AuthError {
        let what = match error.classify() {
            serde_json::error::Category::Eof => "half a JSON text, or none",
            serde_json::error::Category::Data => "JSON with a member of the wrong type",
            _ => "not JSON",
        };
        self.malformed(format!(
            "{what} (line {}, column {})",
            error.line(),
            error.column()
        ))
    }
}

async fn read(mut response: Response, limit: usize) -> reqwest::Result<(Zeroizing<Vec<u8>>, bool)> {
    let announced = response
        .content_length()
        .and_then(|length| usize::try_from(length).ok())
        .unwrap_or(4096);
    let mut body = Zeroizing::new(Vec::with_capacity(announced.min(limit)));
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > limit {
            return Ok((body, true));
        }
        if body.len() + chunk.len() > body.capacity() {
            // A growing `Vec` leaves its old memory behind as it is.
            let mut larger = Zeroizing::new(Vec::with_capacity(
                (2 * body.capacity()).max(body.len() + chunk.len()),
            ));
            larger.extend_from_slice(&body);
            body = larger;
        }
        body.extend_from_slice(&chunk);
    }
    Ok((body, false))
}

fn transport(step: Step, host: String, attempts: u32, source: reqwest::Error) -> AuthError {
    let plain_loopback = source.is_connect()
        && source.url().is_some_and(|url| {
            url.scheme() == "https"
                && url
                    .host()
                    .is_some_and(|host| crate::domain::is_loopback(&host))
        });
    let hint = if plain_loopback {
        "https did not work on this machine's own address; set ODC_ALLOW_HTTP_LOOPBACK=1 for a local tenant without TLS"
    } else if source.is_connect() {
        "no connection; check ODC_PORTAL_DOMAIN, the network, and this machine's clock (certificates depend on it)"
    } else {
        "the connection broke off; check the network, or try again later"
    };
    AuthError::Transport {
        step,
        host,
        hint,
        attempts,
        source: Arc::new(source),
    }
}
