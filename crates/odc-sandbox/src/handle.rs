//! What a Rust test holds of a running sandbox.

mod builder;
mod faults;
mod sandbox;

pub use builder::{Builder, StartError};
pub use faults::{FaultControl, NewFault};
pub use sandbox::{Sandbox, Stage, Summary};
