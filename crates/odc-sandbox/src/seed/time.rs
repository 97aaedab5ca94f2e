//! When the seeded data came about.

use chrono::{DateTime, TimeDelta, Utc};

use crate::model::Dice;

/// Everything in the seeded data happened before this.
fn data_time() -> DateTime<Utc> {
    DateTime::from_timestamp(1_782_864_000, 0).unwrap_or_default()
}

/// A time in the last so many days of the data.
pub(super) fn within_days(dice: &mut Dice, days: usize) -> DateTime<Utc> {
    let back = i64::try_from(dice.below(days * 86_400)).unwrap_or_default();
    data_time() - TimeDelta::seconds(back)
}
