//! Listens to what is logged on this thread.

use std::sync::LazyLock;

use tracing::subscriber::{DefaultGuard, NoSubscriber};
use tracing::{Dispatch, Subscriber};
use tracing_subscriber::util::SubscriberInitExt as _;

/// Sends everything of this thread to a subscriber, records of the `log` crate included, as long as the guard is kept.
///
/// While there is but one subscriber, tracing asks the thread that comes first to a place in the code whether
/// anybody listens, and remembers its answer for all threads. Two more subscribers, which stay, make it ask all.
pub fn listen(subscriber: impl Subscriber + Send + Sync + 'static) -> DefaultGuard {
    static OTHERS: LazyLock<[Dispatch; 2]> =
        LazyLock::new(|| [(); 2].map(|()| Dispatch::new(NoSubscriber::new())));
    LazyLock::force(&OTHERS);
    subscriber.set_default()
}
