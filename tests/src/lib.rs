//! Tests of what crosses crates, in the view of those who use them: `tests/it`. What must not compile is here.
//!
//! A new field of an answer breaks nobody, since nobody can write one down in full:
//!
//! ```compile_fail,E0639
//! let count = odc_identity_v1::types::UserCount { user_count: Some(1) };
//! ```
//!
//! There is a builder for that, for users' own tests:
//!
//! ```
//! let count = odc_identity_v1::types::UserCount::builder().user_count(1).build()?;
//! assert_eq!(count.user_count, Some(1));
//! # Ok::<(), odc_runtime::BuildError>(())
//! ```
//!
//! Nor does a new value of an enum, since every `match` needs an arm for the rest:
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
//! What a call cannot do without is an argument of its method:
//!
//! ```compile_fail,E0061
//! fn call(client: &odc_identity_v1::Client) {
//!     let _ = client.get_user();
//! }
//! ```
