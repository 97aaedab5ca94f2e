//! A document and what is wrong with it: text, lines, pointers, walking, the grammar, overlays, and the findings of passes.
//!
//! Knows nothing of Rust, of names, of progenitor.

mod bounds;
pub(crate) mod digest;
pub(crate) mod findings;
pub(crate) mod grammar;
mod lines;
mod media;
pub(crate) mod overlay;
mod parse;
mod pointer;
pub(crate) mod preflight;
mod problem;
mod read;
mod references;
mod values;
mod walk;

pub(crate) use bounds::weight;
pub(crate) use digest::hex;
pub(crate) use media::{essence, is_json};
pub(crate) use parse::{Changes, Document};
pub(crate) use pointer::{child, key_of};
pub(crate) use problem::{Problem, Result};
pub(crate) use read::read_text;
pub(crate) use references::{component, inner_target, reach, reference, resolve};
pub(crate) use values::{flag, one_line, prose, strings, text};
pub(crate) use walk::{
    METHODS, PLACE, composer, each_object, is_component, objects, operations, path_methods, path_of,
};
