//! The tasks of `cargo xtask` that do not need the generator.
//!
//! The generator takes minutes to compile. The quickstart and CI start without it. This package has no dependencies, so it
//! compiles within seconds.

pub mod ci;
mod process;
pub mod quickstart;

pub use process::{cargo, run_and_exit_like};
