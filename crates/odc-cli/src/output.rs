//! The result of a command, written to stdout in the format that the user chose.
//!
//! Rows are the original JSON of the service, so that `-o json` loses no member. Columns define which parts of them a
//! table shows.

mod fit;
mod format;
mod options;
mod table;
mod value;

pub use format::{Format, json, yaml};
pub use options::Output;
pub use table::{markdown, markdown_text};
pub use value::{Column, counted, text};
