//! The members of an `OpenAPI` 3.0 document that the generator reads, and those of an overlay.
//!
//! Preflight checks a document against these tables, and refuses a member of a wrong kind with its place. The repair
//! pass `unread` removes the members that are not in the tables, so no dependency fails because of them.

mod check;
mod tables;

pub(crate) use check::{Misfit, check, is_ours};
pub(crate) use tables::{ACTION, DOCUMENT, Kind, OVERLAY, Object};
