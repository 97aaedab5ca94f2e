//! Tasks as tools, for work that needs several calls. A new task needs one line in [`TASKS`].

mod look;
mod people;
mod promotion;

use super::task::Task;

/// All tasks.
pub(super) static TASKS: &[&Task] = &[
    &look::FIND_ASSET,
    &look::STAGE_DIFF,
    &look::GRAPH,
    &look::IMPACT_DEPLOY,
    &look::IMPACT_DELETE,
    &people::AUDIT_ROLES,
    &people::WHO_CAN,
    &promotion::PROMOTE_PLAN,
    &promotion::PROMOTE,
];
