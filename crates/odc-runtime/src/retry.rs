//! Retries: after which failures, how often, and after which pause.
//!
//! | failure | idempotent: GET, PUT, DELETE, and operations that the document marks as idempotent | POST, PATCH |
//! |---|---|---|
//! | no connection could be made (also: not in time) | retried | retried |
//! | 429 Too Many Requests | retried | retried |
//! | connection reset, or broken while the response is read | retried | not retried |
//! | no response within the attempt's timeout | retried | not retried |
//! | 408, and every transient 5xx: not 501, 505, 506, 508, 510, 511 | retried | not retried |
//! | 401 with a token that the service no longer accepts | sent once more with a fresh token, as part of the same attempt | the same |
//! | any failure of a call with a file that is read while it is sent ([`FilePart`](crate::FilePart)) | not retried | not retried |
//! | any other status, a response that does not decode or is too large, no token | not retried | not retried |
//!
//! At most 3 retries, and all of them within a total deadline of 2 minutes. Before the n-th retry there is a pause of
//! random length between zero and 0.5 s × 2ⁿ⁻¹, at most 20 s ("full jitter"). With a `Retry-After`, the pause is as
//! long as it says, and up to a second longer. After a 429 without `Retry-After`, it is between half of 5 s × 2ⁿ⁻¹
//! and the whole. If a `Retry-After` goes beyond the deadline, there is no wait and no retry. Getting a token has its
//! own time limits ([`odc_auth::Builder::flight_timeout`]).
//!
//! If a DELETE was carried out and its response was lost, the retry gets a 404 Not Found. Check
//! [`Error::attempts`](crate::Error::attempts): it is 1 if the first attempt got the 404.
//!
//! The time that a call waits for room in the rate budget does not count toward the 2 minutes. A
//! [deadline](RetryPolicy::deadline) that you set counts everything. [`RetryPolicy::decide`] replaces the table.
//! [`CallOptions`](crate::CallOptions) override all of this for one call.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use odc_http::delay::jitter;

use crate::operation::Operation;

/// How often a call is retried, and how long it may take in total.
///
/// The [module docs](self) say which failures are retried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    pub(crate) max_retries: u32,
    base_delay: Duration,
    max_delay: Duration,
    rate_limit_delay: Duration,
    pub(crate) deadline: Duration,
    /// Whether the wait for the rate budget counts toward the deadline.
    pub(crate) counts_waiting: bool,
    decide: Option<Decide>,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_retries: 3,
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(20),
            rate_limit_delay: Duration::from_secs(5),
            deadline: Duration::from_secs(120),
            counts_waiting: false,
            decide: None,
        }
    }
}

impl RetryPolicy {
    /// At most 3 retries within 2 minutes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// No retry at all.
    #[must_use]
    pub fn none() -> Self {
        Self::default().max_retries(0)
    }

    /// The largest number of attempts after the first one.
    #[must_use]
    pub const fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// The longest pause before the first retry. It doubles with each further retry.
    #[must_use]
    pub const fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// The longest pause before any retry, unless `Retry-After` asks for a longer one.
    #[must_use]
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// The longest pause after a first 429 without `Retry-After`. It doubles with each further retry.
    #[must_use]
    pub const fn rate_limit_delay(mut self, delay: Duration) -> Self {
        self.rate_limit_delay = delay;
        self
    }

    /// How long a call may take in total: attempts, pauses, and the wait for the rate budget and for a token.
    ///
    /// After this time it fails with [`ErrorKind::Timeout`](crate::ErrorKind::Timeout), or with
    /// [`ErrorKind::RateBudget`](crate::ErrorKind::RateBudget) if it still waits for room. This is also true for your
    /// own HTTP client. Without this setting the limit is 2 minutes, without the wait for the budget. The body of a
    /// [`ByteStream`](crate::ByteStream) is read after the call, so the deadline does not limit it. The deadline does
    /// not limit the work of a [middleware per call](crate::TenantBuilder::middleware_per_call) either.
    #[must_use]
    pub const fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self.counts_waiting = true;
        self
    }

    /// Decides, instead of the table, which failed attempts are retried and after which pause.
    ///
    /// The function returns the pause, or `None` for no retry. The limits for the number of retries and for the time
    /// stay. The function is not called if no request was sent, because there is no token or no room in the budget,
    /// or because a middleware refused.
    ///
    /// ```
    /// use std::time::Duration;
    /// use odc_runtime::RetryPolicy;
    ///
    /// // As the table says, and after a 409 of one operation, too.
    /// let policy = RetryPolicy::new().decide(|failed| {
    ///     if failed.operation().id() == "update_group" && failed.status() == Some(http::StatusCode::CONFLICT) {
    ///         return Some(Duration::from_secs(2));
    ///     }
    ///     failed.pause()
    /// });
    /// ```
    #[must_use]
    pub fn decide(
        mut self,
        decide: impl Fn(&FailedAttempt<'_>) -> Option<Duration> + Send + Sync + 'static,
    ) -> Self {
        self.decide = Some(Decide(Arc::new(decide)));
        self
    }

    /// The pause before another attempt; `None` if there is none.
    pub(crate) fn pause_after(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
        match &self.decide {
            Some(decide) => (decide.0)(failed),
            None => failed.pause(),
        }
    }

    /// The pause before the retry of this number, counted from 0.
    pub(crate) fn pause(&self, retry: u32, reason: &Reason) -> Duration {
        let doubled = |base: Duration| {
            base.saturating_mul(1_u32.checked_shl(retry).unwrap_or(u32::MAX))
                .min(self.max_delay)
        };
        match reason {
            Reason::RateLimited(Some(asked)) | Reason::Unavailable(Some(asked)) => {
                asked.saturating_add(jitter(Duration::from_secs(1)))
            }
            Reason::RateLimited(None) => {
                let most = doubled(self.rate_limit_delay);
                most / 2 + jitter(most / 2)
            }
            Reason::Unavailable(None) | Reason::NotSent | Reason::Broken => {
                jitter(doubled(self.base_delay))
            }
        }
    }
}

/// The function of [`RetryPolicy::decide`].
#[derive(Clone)]
struct Decide(Arc<DecideFn>);

type DecideFn = dyn Fn(&FailedAttempt<'_>) -> Option<Duration> + Send + Sync;

impl fmt::Debug for Decide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a function")
    }
}

impl PartialEq for Decide {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Decide {}

/// An attempt that failed, for [`RetryPolicy::decide`].
#[derive(Clone, Copy, Debug)]
pub struct FailedAttempt<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) retries: u32,
    pub(crate) response: Option<(StatusCode, &'a HeaderMap)>,
    pub(crate) idempotent: bool,
    pub(crate) pause: Option<Duration>,
}

impl FailedAttempt<'_> {
    /// The operation that was called.
    #[must_use]
    pub const fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// How many retries there were before this attempt: 0 for the first attempt.
    #[must_use]
    pub const fn retries(&self) -> u32 {
        self.retries
    }

    /// The status of the response, which is not a success. `None` if the connection broke, or no response came in time.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.response.map(|(status, _)| status)
    }

    /// The headers of the response.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response.map(|(_, headers)| headers)
    }

    /// Whether the call may be carried out twice.
    #[must_use]
    pub const fn is_idempotent(&self) -> bool {
        self.idempotent
    }

    /// The pause that the table of the [module docs](self) asks for; `None` for no retry.
    #[must_use]
    pub const fn pause(&self) -> Option<Duration> {
        self.pause
    }
}

/// The reason why another attempt may succeed. A delay comes from `Retry-After`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    NotSent,
    Broken,
    RateLimited(Option<Duration>),
    Unavailable(Option<Duration>),
}

impl Reason {
    /// Whether it is certain that the attempt had no effect.
    pub(crate) const fn is_harmless(self) -> bool {
        matches!(self, Self::NotSent | Self::RateLimited(_))
    }

    pub(crate) const fn describe(self) -> &'static str {
        match self {
            Self::NotSent => "no connection",
            Self::Broken => "the connection broke, or no response came in time",
            Self::RateLimited(_) => "429 Too Many Requests",
            Self::Unavailable(_) => "the service is not available",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn pauses_grow_up_to_their_limit() {
        let policy = RetryPolicy::new();
        for retry in 0..40 {
            let most = policy.base_delay.as_secs_f64() * 2_f64.powi(i32::try_from(retry).unwrap());
            let pause = policy.pause(retry, &Reason::Broken).as_secs_f64();
            assert!(pause <= most.min(20.0), "{pause} before retry {retry}");
        }
    }

    #[test]
    fn pauses_differ_so_that_clients_do_not_retry_at_the_same_time() {
        let policy = RetryPolicy::new();
        let pauses: std::collections::HashSet<_> =
            (0..50).map(|_| policy.pause(3, &Reason::NotSent)).collect();
        assert!(pauses.len() > 40);
        let mean = pauses.iter().sum::<Duration>() / u32::try_from(pauses.len()).unwrap();
        assert!(mean > SECOND / 2 && mean < 4 * SECOND, "{mean:?}");
    }

    #[test]
    fn the_pause_after_a_429_is_as_long_as_it_says_and_not_much_longer() {
        let pause = RetryPolicy::new().pause(0, &Reason::RateLimited(Some(30 * SECOND)));
        assert!(pause >= 30 * SECOND && pause <= 31 * SECOND);
    }

    #[test]
    fn the_pause_after_a_429_without_retry_after_takes_seconds() {
        for _ in 0..50 {
            let pause = RetryPolicy::new().pause(1, &Reason::RateLimited(None));
            assert!(pause >= 5 * SECOND && pause <= 10 * SECOND, "{pause:?}");
        }
    }

    #[test]
    fn only_attempts_without_effect_are_harmless_and_each_reason_is_named() {
        for (reason, is_harmless, words) in [
            (Reason::NotSent, true, "no connection"),
            (Reason::Broken, false, "the connection broke"),
            (Reason::RateLimited(None), true, "429"),
            (Reason::Unavailable(None), false, "not available"),
        ] {
            assert_eq!(reason.is_harmless(), is_harmless, "{reason:?}");
            assert!(reason.describe().contains(words), "{reason:?}");
        }
        assert_eq!(RetryPolicy::none().max_retries, 0);
    }

    #[test]
    fn each_pause_can_be_set() {
        let policy = RetryPolicy::new()
            .base_delay(2 * SECOND)
            .max_delay(3 * SECOND)
            .rate_limit_delay(4 * SECOND);
        let longest = |retry, reason| {
            (0..200)
                .map(|_| policy.pause(retry, &reason))
                .max()
                .unwrap()
        };
        let first = longest(0, Reason::Broken);
        assert!(first > SECOND && first <= 2 * SECOND, "{first:?}");
        let second = longest(1, Reason::Broken);
        assert!(second > 2 * SECOND && second <= 3 * SECOND, "{second:?}");
        let refused = longest(0, Reason::RateLimited(None));
        assert!(refused > 2 * SECOND && refused <= 3 * SECOND, "{refused:?}");
        let patient = policy
            .max_delay(60 * SECOND)
            .pause(0, &Reason::RateLimited(None));
        assert!(
            patient >= 2 * SECOND && patient <= 4 * SECOND,
            "{patient:?}"
        );
    }

    #[test]
    fn policies_are_equal_when_they_decide_by_the_same_function() {
        let decides = || RetryPolicy::new().decide(|_| None);
        let policy = decides();
        assert_eq!(policy, policy.clone());
        assert_ne!(policy, decides());
        assert_ne!(policy, RetryPolicy::new());
        assert!(format!("{policy:?}").contains("a function"));
    }
}
