//! Time moves: what has ended by now does its work.

use chrono::{DateTime, Utc};

use super::tenant::Tenant;

impl Tenant {
    /// Carries out everything whose time has come. It is called before each operation, so that the data always fits the clock
    /// and no background task is needed.
    pub(crate) fn settle(&mut self, now: DateTime<Utc>) {
        self.settle_bulk(now);
        self.settle_rollouts(now);
    }
}
