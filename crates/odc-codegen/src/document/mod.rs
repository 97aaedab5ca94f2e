//! Reads, checks and changes an `OpenAPI` document: text, lines, pointers, the grammar, overlays, and the findings of
//! passes.
//!
//! Every other folder of the crate builds on this one. Nothing here makes Rust names or Rust code.

mod bounds;
mod digest;
pub(crate) mod findings;
pub(crate) mod grammar;
mod lines;
mod media;
pub mod overlay;
mod parse;
mod pointer;
pub mod preflight;
mod printed;
mod problem;
mod read;
mod references;
mod values;
mod walk;

pub use digest::hex;
pub use parse::{Changes, Document, Report};
pub use pointer::{child, key_of};
pub use printed::{Printed, json};
pub use problem::{Problem, Result};
pub use read::read_text;
pub use values::one_line;
pub use walk::{METHODS, objects, path_methods};

pub(crate) use bounds::weight;
pub(crate) use media::{essence, is_json};
pub(crate) use references::{component, inner_target, reach, reference, resolve};
pub(crate) use values::{enum_value_description, flag, prose, strings, text};
pub(crate) use walk::{USE_SITE_MEMBERS, composer, each_object, is_component, operations, path_of};
