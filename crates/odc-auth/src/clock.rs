//! Time, so that tests can move it.

use std::fmt;
use std::time::SystemTime;

use tokio::time::Instant;

/// Where the time comes from. Both parts are needed: nobody can set the monotonic clock back, and the wall clock
/// continues while a machine is suspended.
pub trait Clock: fmt::Debug + Send + Sync + 'static {
    /// Time since a fixed start.
    fn monotonic(&self) -> Instant;
    /// Time of day.
    fn wall(&self) -> SystemTime;
}

/// The clocks of this machine. When a test pauses the clock of tokio, this clock pauses too.
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
    pub(crate) fn read(clock: &dyn Clock) -> Self {
        Self {
            mono: clock.monotonic(),
            wall: clock.wall(),
        }
    }
}
