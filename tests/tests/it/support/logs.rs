//! Collects the log of this thread.

use std::sync::LazyLock;

use tracing::subscriber::{DefaultGuard, NoSubscriber};
use tracing::{Dispatch, Subscriber};
use tracing_subscriber::util::SubscriberInitExt as _;

/// Sends all events of this thread to a subscriber, including records of the `log` crate, while the guard is kept.
///
/// With only one subscriber, tracing asks only once for each place in the code whether a subscriber is interested. It
/// asks the first thread that reaches the place, and uses the result for all threads. Two more subscribers, which are
/// never removed, make it ask every thread.
pub fn listen(subscriber: impl Subscriber + Send + Sync + 'static) -> DefaultGuard {
    static OTHERS: LazyLock<[Dispatch; 2]> =
        LazyLock::new(|| [(); 2].map(|()| Dispatch::new(NoSubscriber::new())));
    LazyLock::force(&OTHERS);
    subscriber.set_default()
}
