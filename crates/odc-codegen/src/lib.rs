//! Turns an `OpenAPI` document into the generated module of a client crate.
//!
//! Each of these modules uses only the modules before it: [`document`] reads and checks the document, `names` makes
//! Rust names, `repair` reduces the many published forms to a few, `facts` reads the facts that the types do not
//! contain, `lower` runs progenitor, `emit` writes the files. [`diff`] compares two documents. [`explain`] reports why
//! a thing has its name and form. [`contain`] runs the work on a document as a job.

pub mod contain;
pub mod diff;
pub mod document;
mod emit;
pub mod explain;
mod facts;
mod lower;
mod names;
mod pipeline;
mod repair;

pub use emit::{Files, Line, MARK, finish_file, printable};
pub use facts::{InOurWords, has_plain_permission, is_same_requirement, requirement_in_our_words};
pub use pipeline::{
    Compared, GenerateJob, Generated, Passes, Source, compare, described, generate_from,
    generate_text, run_worker,
};
