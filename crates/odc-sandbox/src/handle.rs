//! A running sandbox, for Rust tests.

mod builder;
mod faults;
mod sandbox;

pub use builder::{Builder, StartError};
pub use faults::{FaultControl, NewFault};
pub use sandbox::{Sandbox, Stage, Summary};
