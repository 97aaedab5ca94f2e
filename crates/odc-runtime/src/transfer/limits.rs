//! How long a transfer may take.

use std::time::Duration;

use odc_auth::check_runtime;

use super::attempts::LastFailure;
use crate::error::{Cause, Error, TransferError};

/// After how long without a byte an attempt is given up, unless the user says otherwise.
pub(super) const IDLE: Duration = Duration::from_secs(60);

/// The timeout of one exchange: none, also where the tenant's HTTP client has one. It is meant for short responses.
pub(super) const NO_TIMEOUT: Duration = Duration::MAX;

/// Gives a transfer up at its deadline, if it has one. It does not begin where nothing can wait.
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
