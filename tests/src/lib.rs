//! Tests of all crates together, as their users see them. Most are in `tests/it`; this page has code that must not
//! compile.
//!
//! A new field of a response does not break a caller, because a caller cannot write a struct literal:
//!
//! ```compile_fail,E0639
//! let count = odc_identity_v1::types::UserCount { user_count: Some(1) };
//! ```
//!
//! Callers use a builder in their tests:
//!
//! ```
//! let count = odc_identity_v1::types::UserCount::builder().user_count(1).build()?;
//! assert_eq!(count.user_count, Some(1));
//! # Ok::<(), odc_runtime::BuildError>(())
//! ```
//!
//! A new value of an enum does not break a caller, because every `match` needs an arm for other values:
//!
//! ```compile_fail,E0004
//! use odc_identity_v1::types::MembershipType;
//! fn word(kind: MembershipType) -> &'static str {
//!     match kind {
//!         MembershipType::Assigned => "by hand",
//!         MembershipType::Mapped => "by a claim",
//!         MembershipType::Unknown(_) => "some other way",
//!     }
//! }
//! ```
//!
//! The required parameters of a call are arguments of its method:
//!
//! ```compile_fail,E0061
//! fn call(client: &odc_identity_v1::Client) {
//!     let _ = client.get_user();
//! }
//! ```
