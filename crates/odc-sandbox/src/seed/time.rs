//! Makes the timestamps of the seeded data.

use chrono::{DateTime, TimeDelta, Utc};

use crate::model::Dice;

/// The end of the seeded data. All its timestamps are before this one.
fn data_time() -> DateTime<Utc> {
    DateTime::from_timestamp(1_782_864_000, 0).unwrap_or_default()
}

/// A timestamp in the last `days` days of the seeded data.
pub(super) fn within_days(dice: &mut Dice, days: usize) -> DateTime<Utc> {
    let back = i64::try_from(dice.below(days * 86_400)).unwrap_or_default();
    data_time() - TimeDelta::seconds(back)
}
