//! Limits the time of a transfer.

use std::time::Duration;

use odc_auth::check_runtime;

use crate::error::{Cause, Error, TransferError};

/// The default for the time without a byte after which an attempt ends.
pub(super) const IDLE: Duration = Duration::from_secs(60);

/// Ends a transfer at its deadline, if it has a deadline. Returns an error at once where the async runtime has no timer
/// or no I/O.
pub(super) async fn within<T>(
    deadline: Option<Duration>,
    place: &str,
    transfer: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    check_runtime()?;
    let Some(limit) = deadline else {
        return transfer.await;
    };
    let late = |_| {
        let place = place.to_owned();
        Error::new(Cause::Transfer(TransferError::Deadline { place, limit }))
    };
    tokio::time::timeout(limit, transfer).await.map_err(late)?
}
