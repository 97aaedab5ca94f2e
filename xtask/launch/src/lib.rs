//! The tasks of `cargo xtask` that do not need the generator.
//!
//! The generator takes minutes to compile. The quickstart, CI and the man pages do not need it. This package has no
//! dependencies, so it compiles within seconds.

pub mod ci;
pub mod man;
mod process;
pub mod quickstart;

pub use process::{cargo, run_and_exit_like};
