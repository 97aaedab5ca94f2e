//! One HTTP exchange with the identity service: bounded in size and time, retried when that may help.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use odc_http::body::media_type;
use odc_http::delay::{jitter, retry_after};
use odc_http::network::{no_connection, root_cause};
use odc_http::tls::is_about_certificate;
use reqwest::{Request, Response};
use tokio::time::{Instant, sleep, timeout};
use zeroize::Zeroizing;

use crate::clock::Now;
use crate::domain::is_loopback;
use crate::error::{AuthError, is_transient_status};
use crate::protocol::reply::{Peer, Reply};
use crate::settings::Settings;

/// The largest number of attempts per exchange.
pub(crate) const ATTEMPTS: u32 = 3;

/// The longest pause between attempts, unless the server asks for a longer one.
const LONGEST_PAUSE: Duration = Duration::from_secs(4);

impl Settings {
    /// Sends `request` up to `attempts` times, until a response comes that a retry would not improve. Counts the
    /// attempts in `count`. No pause goes beyond `deadline`. Returns the response and the time at which its request
    /// was sent.
    pub(crate) async fn exchange(
        &self,
        peer: Peer<'_>,
        request: &Request,
        attempts: u32,
        deadline: Instant,
        count: &AtomicU32,
    ) -> Result<(Reply, Now), AuthError> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            count.fetch_add(1, Ordering::Relaxed);
            let asked = self.options.now();
            let error = match self.attempt(peer, request, asked, attempt).await {
                Ok(reply) => return Ok((reply, asked)),
                Err(error) => error,
            };
            let pause = error.retry_after().unwrap_or_else(|| {
                let most = self.options.retry_base.saturating_mul(2_u32.pow(attempt));
                jitter(most.min(LONGEST_PAUSE))
            });
            let next = Instant::now().checked_add(pause);
            let in_time = next.is_some_and(|next| next < deadline);
            if attempt >= attempts || !error.is_transient() || !in_time {
                return Err(error);
            }
            tracing::debug!(error = %error, ?pause, "will be tried again");
            sleep(pause).await;
        }
    }

    async fn attempt(
        &self,
        peer: Peer<'_>,
        request: &Request,
        asked: Now,
        attempt: u32,
    ) -> Result<Reply, AuthError> {
        let request = request.try_clone().expect("the body is in memory");
        let limit = self.options.attempt_timeout;
        let exchange = async {
            let response = self.http.execute(request).await?;
            let headers = response.headers().clone();
            Ok((headers, read_body(response, peer.largest()).await?))
        };
        let (headers, reply) = match timeout(limit, exchange).await {
            Ok(Ok(received)) => received,
            Ok(Err(source)) => return Err(transport_error(peer, attempt, source)),
            Err(_) => return Err(peer.timed_out(limit, attempt)),
        };
        if is_transient_status(reply.status) {
            return Err(reply.unexpected_status(peer, retry_after(&headers, asked.wall), attempt));
        }
        Ok(reply)
    }
}

/// Reads a response up to `limit` bytes.
async fn read_body(mut response: Response, limit: usize) -> reqwest::Result<Reply> {
    let announced = response.content_length().map(usize::try_from);
    let size = announced.and_then(Result::ok).unwrap_or(limit).min(limit);
    let mut reply = Reply {
        status: response.status().as_u16(),
        media_type: media_type(response.headers()),
        // Allocates all memory at once: a vector that grows leaves a copy in its old memory.
        body: Zeroizing::new(Vec::with_capacity(size)),
        exceeds: None,
    };
    while let Some(chunk) = response.chunk().await? {
        if reply.body.len() + chunk.len() > limit {
            reply.exceeds = Some(limit);
            break;
        }
        reply.body.extend_from_slice(&chunk);
    }
    Ok(reply)
}

fn transport_error(peer: Peer<'_>, attempts: u32, source: reqwest::Error) -> AuthError {
    let secure_loopback = source.url().is_some_and(|url| {
        url.scheme() == "https" && url.host().is_some_and(|host| is_loopback(&host))
    });
    let hint = if source.is_connect() && secure_loopback && !is_about_certificate(&source) {
        "https did not work on this machine's own address; set ODC_ALLOW_HTTP_LOOPBACK=1 for a local tenant without TLS"
            .to_owned()
    } else if source.is_connect() {
        no_connection(&source)
    } else {
        let cause = root_cause(&source);
        format!("the connection broke off; check the network, or try again later: {cause}")
    };
    AuthError::Transport {
        step: peer.step,
        host: peer.host.to_owned(),
        hint,
        attempts,
        source: Arc::new(source),
    }
}
