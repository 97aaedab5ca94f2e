//! Limits the time of a transfer.

use std::time::Duration;

use odc_auth::check_runtime;

use super::attempts::LastFailure;
use crate::error::{Cause, Error, TransferError};

/// The default for the time without a byte after which an attempt ends.
pub(super) const IDLE: Duration = Duration::from_secs(60);

/// The timeout of one exchange. It replaces the timeout of the tenant's HTTP client, which is for short responses, by
/// no timeout.
pub(super) const NO_TIMEOUT: Duration = Duration::MAX;

/// Ends a transfer at its deadline, if it has a deadline. Returns an error immediately if the async runtime has no timer
/// or no I/O.
pub(super) async fn within<T>(
    deadline: Option<Duration>,
    place: &str,
    last_failure: &LastFailure,
    transfer: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    check_runtime()?;
    let Some(limit) = deadline else {
        return transfer.await;
    };
    let late = |_| {
        let place = place.to_owned();
        let last = last_failure.text();
        Error::new(Cause::Transfer(TransferError::Deadline {
            place,
            limit,
            last,
        }))
    };
    tokio::time::timeout(limit, transfer).await.map_err(late)?
}
