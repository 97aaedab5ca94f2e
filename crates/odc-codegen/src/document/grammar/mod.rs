//! The members of an `OpenAPI` 3.0 document that the generator reads, and those of an overlay.
//!
//! Preflight checks a document against these tables, so that a member of the wrong kind is refused with its place.
//! Members that are not in the tables are removed before the first pass, so that no dependency fails over a form that
//! nobody reads.

mod check;
mod tables;

pub(crate) use check::{Misfit, check, is_ours};
pub(crate) use tables::{ACTION, DOCUMENT, Kind, OVERLAY, Object};
