//! The delivery chain: assets, builds, deployments, dependencies and configurations, which work on the same data.

#[path = "../support/mod.rs"]
mod support;

mod assets;
mod bad_input;
mod builds;
mod configurations;
mod creation;
mod dependencies;
mod deployments;
mod failures;
mod refusals;
mod transfers;
mod waiting;
mod world;
