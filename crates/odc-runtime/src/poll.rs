//! Waits for long operations: requests their state until it is final.

use std::fmt;
use std::time::Duration;

use crate::error::{Cause, Error};
use crate::pace::{End, Pace, log_survived_failure};

/// The state of a long operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Poll<S, T> {
    /// It has not ended. The value describes its progress.
    Pending(S),
    /// It has ended. This is its result.
    Ready(T),
}

type Callback<S> = Box<dyn FnMut(&S) + Send>;

/// Requests the state of a long operation, with longer and longer pauses, until it has ended.
///
/// The first request is sent immediately. Each pause is one and a half times as long as the pause before, from
/// [`first_pause`](Self::first_pause) to [`longest_pause`](Self::longest_pause). If the future is dropped, the wait
/// stops, but the operation continues.
///
/// ```
/// use std::time::Duration;
/// use odc_runtime::{Error, Poll, Poller};
///
/// # async fn status() -> Result<u32, Error> { Ok(100) }
/// # async fn example() -> Result<(), Error> {
/// let rows = Poller::new("the import")
///     .deadline(Duration::from_secs(600))
///     .on_progress(|percent: &u32| println!("{percent} %"))
///     .wait(async || {
///         Ok(match status().await? {
///             100 => Poll::Ready("done"),
///             percent => Poll::Pending(percent),
///         })
///     })
///     .await?;
/// # Ok(())
/// # }
/// ```
#[must_use]
pub struct Poller<S> {
    what: &'static str,
    first_pause: Duration,
    longest_pause: Duration,
    deadline: Option<Duration>,
    progress: Option<Callback<S>>,
}

impl<S> Poller<S> {
    /// A poller for an operation. Its name appears in the error "… did not end within 10 minutes".
    pub fn new(what: &'static str) -> Self {
        Self {
            what,
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(15),
            deadline: None,
            progress: None,
        }
    }

    /// The pause after the first request. 1 s by default, and never less than 100 ms.
    pub fn first_pause(mut self, pause: Duration) -> Self {
        self.first_pause = pause;
        self
    }

    /// The longest pause between two requests. 15 s by default, and never less than 100 ms.
    pub fn longest_pause(mut self, pause: Duration) -> Self {
        self.longest_pause = pause;
        self
    }

    /// The time after which the wait ends, from its start. By default there is no limit.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Called with each state that is not final.
    pub fn on_progress(mut self, progress: impl FnMut(&S) + Send + 'static) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// Requests the state until the operation has ended.
    ///
    /// With a deadline, a failed request that [may succeed later](Error::is_retryable) is repeated after the next
    /// pause, and a warning is logged. This pause is at least as long as `Retry-After` says. Any other failure ends
    /// the wait, and so does every failure without a deadline. The operation itself continues.
    ///
    /// # Errors
    ///
    /// A request for the state failed, or the deadline has passed ([`ErrorKind::Deadline`](crate::ErrorKind::Deadline)),
    /// or there is no tokio runtime with timers ([`ErrorKind::Config`](crate::ErrorKind::Config)).
    pub async fn wait<T, F, Fut>(mut self, mut get_state: F) -> Result<T, Error>
    where
        F: FnMut() -> Fut,
        Fut: Future<Output = Result<Poll<S, T>, Error>>,
    {
        odc_auth::check_runtime()?;
        let end = End::after(self.deadline);
        let mut pace = Pace::new(self.first_pause, self.longest_pause);
        loop {
            let Some(result) = end.before(get_state()).await else {
                return Err(self.too_late());
            };
            let at_least = match result {
                Ok(Poll::Ready(value)) => return Ok(value),
                Ok(Poll::Pending(state)) => {
                    if let Some(progress) = &mut self.progress {
                        progress(&state);
                    }
                    Duration::ZERO
                }
                Err(error) if error.is_retryable() && end.is_set() => {
                    log_survived_failure(self.what, &error);
                    error.retry_after().unwrap_or_default()
                }
                Err(error) => return Err(error),
            };
            let pause = pace.pause().max(at_least);
            let Some(()) = end.before(tokio::time::sleep(pause)).await else {
                return Err(self.too_late());
            };
        }
    }

    fn too_late(&self) -> Error {
        Error::new(Cause::Deadline {
            waited_for: self.what,
            deadline: self.deadline.unwrap_or_default(),
        })
    }
}

impl<S> fmt::Debug for Poller<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poller")
            .field("what", &self.what)
            .field("first_pause", &self.first_pause)
            .field("longest_pause", &self.longest_pause)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use std::sync::{Arc, Mutex};
    use tokio::time::Instant;

    /// Ends after `ends_after` seconds. Before that, the state is the number of seconds that have passed.
    fn job(
        ends_after: u64,
    ) -> impl FnMut() -> std::future::Ready<Result<Poll<u64, &'static str>, Error>> {
        let started = Instant::now();
        move || {
            let passed = started.elapsed().as_secs();
            std::future::ready(Ok(if passed >= ends_after {
                Poll::Ready("done")
            } else {
                Poll::Pending(passed)
            }))
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_pauses_grow_and_each_state_is_reported() {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&seen);
        let result = Poller::new("the job")
            .first_pause(Duration::from_secs(2))
            .longest_pause(Duration::from_secs(4))
            .on_progress(move |passed| sink.lock().unwrap().push(*passed))
            .wait(job(12))
            .await;
        assert_eq!(result.unwrap(), "done");
        assert_eq!(*seen.lock().unwrap(), [0, 2, 5, 9]);
    }

    #[tokio::test(start_paused = true)]
    async fn pauses_of_zero_do_not_flood_the_service() {
        for (first, longest) in [(0, 15_000), (1_000, 0), (0, 0)] {
            let started = Instant::now();
            let looks = Arc::new(Mutex::new(0));
            let count = Arc::clone(&looks);
            let result = Poller::new("the job")
                .first_pause(Duration::from_millis(first))
                .longest_pause(Duration::from_millis(longest))
                .on_progress(move |_| *count.lock().unwrap() += 1)
                .wait(job(2))
                .await;
            assert_eq!(result.unwrap(), "done");
            assert!(started.elapsed() >= Duration::from_secs(2));
            let looks = *looks.lock().unwrap();
            assert!(looks <= 20, "{looks} looks in two seconds");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_wait_for_a_job_that_does_not_end_stops_at_the_deadline() {
        let started = Instant::now();
        let error = Poller::new("the job")
            .deadline(Duration::from_secs(60))
            .wait(job(1_000_000))
            .await
            .unwrap_err();
        assert_eq!(started.elapsed(), Duration::from_secs(60));
        assert_eq!(error.kind(), ErrorKind::Deadline);
        assert_eq!(error.to_string(), "the job did not end within 60s");
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_that_hangs_ends_at_the_deadline_too() {
        let result = Poller::<()>::new("the job")
            .deadline(Duration::from_secs(5))
            .wait(std::future::pending::<Result<Poll<(), ()>, Error>>)
            .await;
        assert_eq!(result.unwrap_err().kind(), ErrorKind::Deadline);
    }

    #[tokio::test(start_paused = true)]
    async fn waiting_can_be_spawned_and_stopped() {
        let looks = Arc::new(Mutex::new(0));
        let count = Arc::clone(&looks);
        let task = tokio::spawn(
            Poller::new("the job")
                .deadline(Duration::MAX)
                .on_progress(move |()| *count.lock().unwrap() += 1)
                .wait(|| std::future::ready(Ok(Poll::<(), ()>::Pending(())))),
        );
        tokio::time::sleep(Duration::from_millis(1100)).await;
        task.abort();
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert_eq!(*looks.lock().unwrap(), 2);
    }
}
