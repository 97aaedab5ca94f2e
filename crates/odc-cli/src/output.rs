//! What a command found, written to stdout in the format that the user chose.
//!
//! Rows are JSON as the service sent it, so that `-o json` loses no member; columns say what a table shows of them.

mod fit;
mod format;
mod options;
mod table;
mod value;

pub use format::{Format, json, yaml};
pub use options::Output;
pub use table::markdown;
pub use value::{Column, counted, text};
