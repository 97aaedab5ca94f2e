//! The tasks of `cargo xtask` that need no generator.
//!
//! The generator takes minutes to compile. A newcomer who runs the quickstart, and CI before its first check, do not need
//! it. This package has no dependencies, so it is there within seconds.

pub mod ci;
mod process;
pub mod quickstart;

pub use process::{cargo, end_as};
