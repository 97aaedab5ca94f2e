//! Work that continues while the future that waits for it is not polled.

use tokio::task::JoinSet;
use tracing::Instrument as _;
use tracing::instrument::WithSubscriber as _;

/// Runs `work` in a task of its own, which ends with this future.
///
/// A program may stop polling a future for long, such as those of a buffered stream while it handles an item. Other
/// callers wait for what `work` holds, so it has to continue.
pub(super) async fn in_task<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> T {
    let mut task = JoinSet::new();
    task.spawn(work.in_current_span().with_current_subscriber());
    match task.join_next().await {
        Some(Ok(result)) => result,
        Some(Err(error)) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        // The runtime ends, and this future with it.
        _ => std::future::pending().await,
    }
}
