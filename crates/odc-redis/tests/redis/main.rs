//! The shared store against real servers.

mod breaking;
mod connecting;
mod hostile;
mod model;
mod simulation;
mod steps;
mod tokens;
