//! Time, so that tests can move it.

use std::fmt;
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

/// Where the time comes from. Both parts are needed: the monotonic clock cannot be set back, the wall
/// clock goes on while a machine is suspended.
pub trait Clock: fmt::Debug + Send + Sync + 'static {
    /// Time since some fixed point.
    fn monotonic(&self) -> Instant;
    /// Time of day.
    fn wall(&self) -> SystemTime;
}

/// The clocks of this machine. Follows tokio's clock when a test pauses that.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn monotonic(&self) -> Instant {
        Instant::now()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// Both clocks, read together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Now {
    pub mono: Instant,
    pub wall: SystemTime,
}

impl Now {
    pub(crate) fn of(clock: &dyn Clock) -> Self {
        Self {
            mono: clock.monotonic(),
            wall: clock.wall(),
        }
    }
}

/// A random duration below `max`. Enough for jitter, not for secrets.
pub(crate) fn jitter(max: Duration) -> Duration {
    max.mul_f64(random_unit())
}

/// A random number in `0.0..1.0`, from the keys that the standard library seeds its hash maps with.
#[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
pub(crate) fn random_unit() -> f64 {
    use std::hash::{BuildHasher, Hasher, RandomState};
    let bits = RandomState::new().build_hasher().finish() >> 11;
    bits as f64 / (1_u64 << 53) as f64
}
