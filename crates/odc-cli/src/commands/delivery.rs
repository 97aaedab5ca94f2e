//! What the commands have in common that deliver assets: consent, targets, builds, analyses, and the run of a plan.

pub(super) mod analysis;
pub(super) mod building;
pub(super) mod consent;
pub(super) mod order;
pub(super) mod pending;
pub(super) mod plan;
pub(super) mod print;
pub(super) mod resume;
pub(super) mod rollout;
pub(super) mod run;
pub(super) mod survey;
pub(super) mod target;
pub(super) mod undo;
