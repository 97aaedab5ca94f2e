//! Shared by the commands that deliver assets: consent, targets, builds, analyses, and the run of a plan.

pub(super) mod analysis;
pub(super) mod building;
mod ending;
pub(super) mod kept;
mod order;
pub(super) mod pending;
pub(super) mod plan;
pub(super) mod print;
pub(super) mod resume;
pub(super) mod rollout;
pub(super) mod run;
mod steps;
pub(super) mod survey;
pub(super) mod target;
mod undo;
