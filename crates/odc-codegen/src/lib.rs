//! Turns an `OpenAPI` document into the generated module of a client crate.
//!
//! The rooms, each of which knows only those before it: [`document`] reads and checks the document, `names` makes Rust
//! names, `repair` reduces its many published forms to a few, `facts` reads what the types do not hold, `lower` runs
//! progenitor, `emit` writes the files. [`diff`] compares two documents; [`explain`] says why a thing has its name and
//! form. Work on a document is a job of [`contain`].

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
pub use facts::requirement_in_our_words;
pub use pipeline::{
    GenerateJob, Generated, Passes, Source, described, generate_from, generate_text, run_worker,
};
