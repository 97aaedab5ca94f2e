//! Turns an `OpenAPI` document into the generated module of a client crate.
//!
//! A document goes through rooms, each of which knows only those before it: [`document`] reads and checks it, `names` gives
//! names in Rust, `repair` brings its many published forms to one, `facts` reads what it says, `lower` lets progenitor
//! generate, `emit` writes the files. [`diff`] compares two documents, [`explain`] says
//! why a thing is called and made as it is. What a document decides is a job of [`contain`].

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

pub use emit::{Files, Line, MARK, finished, printable};
pub use pipeline::{
    Generated, Generating, Passes, Source, described, generate_from, generate_text, work,
};
