//! Work that continues even if nothing polls the future that waits for it.

use tokio::task::JoinSet;
use tracing::Instrument as _;
use tracing::instrument::WithSubscriber as _;

/// Runs `work` in a task of its own. The task ends when this future is dropped.
///
/// A program may stop polling a future for a long time: for example, it stops polling the futures of a buffered
/// stream while it handles an item. Other callers wait for resources that `work` holds, so the work must continue.
pub(super) async fn in_task<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> T {
    let mut task = JoinSet::new();
    task.spawn(work.in_current_span().with_current_subscriber());
    match task.join_next().await {
        Some(Ok(result)) => result,
        Some(Err(error)) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        // The runtime ends, and so does this future.
        _ => std::future::pending().await,
    }
}
