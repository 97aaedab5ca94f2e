//! What an `OpenAPI` 3.0 document may hold, as far as this program reads it; and an overlay.
//!
//! Preflight holds a document against these tables, so that a member of the wrong kind is refused where it stands. What is
//! not in them goes before the first pass: a form that nobody reads harms nobody, and no dependency trips over it.

mod check;
mod tables;

pub(crate) use check::{Misfit, check, is_ours};
pub(crate) use tables::{ACTION, DOCUMENT, Is, OVERLAY, Object};
