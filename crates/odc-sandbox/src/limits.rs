//! The organization's request budgets: at most so many calls in any 60 seconds.

use std::collections::VecDeque;

use chrono::{DateTime, TimeDelta, Utc};

use crate::operation::{Api, Operation};

const WINDOW: TimeDelta = TimeDelta::seconds(60);

/// The windows of all budgets. A refused call spends nothing.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    pub(crate) enforced: bool,
    identity: Window<100>,
    portfolio: Window<100>,
    bulk: Window<5>,
}

impl Limits {
    pub(crate) fn new(enforced: bool) -> Self {
        Self {
            enforced,
            ..Self::default()
        }
    }

    /// Spends one call, or says that a budget is used up. Bulk creation needs room in two.
    pub(crate) fn admit(&mut self, operation: &Operation, now: DateTime<Utc>) -> bool {
        if !self.enforced {
            return true;
        }
        let common = match operation.api {
            Api::IdentityV1 => &mut self.identity,
            Api::PortfolioV1 => &mut self.portfolio,
        };
        if !common.has_room(now) {
            return false;
        }
        if operation.name == "create_users_in_bulk" {
            if !self.bulk.has_room(now) {
                return false;
            }
            self.bulk.spend(now);
        }
        common.spend(now);
        true
    }
}

/// A log of the calls of the last 60 seconds.
#[derive(Debug, Default)]
struct Window<const MOST: usize>(VecDeque<DateTime<Utc>>);

impl<const MOST: usize> Window<MOST> {
    fn has_room(&mut self, now: DateTime<Utc>) -> bool {
        while self
            .0
            .front()
            .is_some_and(|spent| now.signed_duration_since(spent) >= WINDOW)
        {
            self.0.pop_front();
        }
        self.0.len() < MOST
    }

    fn spend(&mut self, now: DateTime<Utc>) {
        self.0.push_back(now);
    }
}
