//! Ends an attempt at its deadline, even if the HTTP client does not.

use reqwest_middleware::{Error, Result};
use tokio::time::{Instant, timeout_at};

/// The deadline of a call has passed.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("no complete response came before the deadline of the call")]
pub(crate) struct DeadlinePassed;

/// The result of the future, or an error if the deadline comes first.
pub(crate) async fn before<T>(
    end: Option<Instant>,
    future: impl Future<Output = Result<T>>,
) -> Result<T> {
    match end {
        None => future.await,
        Some(end) => match timeout_at(end, future).await {
            Ok(result) => result,
            Err(_) => Err(Error::middleware(DeadlinePassed)),
        },
    }
}
