//! Does the work of operations when their time has passed.

use chrono::{DateTime, Utc};

use super::tenant::Tenant;

impl Tenant {
    /// Does the work of everything that ends by now. It is called before each operation, so that the data always agrees
    /// with the clock and no background task is needed.
    pub(crate) fn settle(&mut self, now: DateTime<Utc>) {
        self.settle_bulk(now);
        self.settle_rollouts(now);
    }
}
