//! Code that several tests use.

pub mod apis;
pub mod calls;
pub mod canned;
pub mod coverage;
pub mod documents;
pub mod enums;
pub mod listing;
pub mod logs;
pub mod overlay;
pub mod portal;
pub mod raw;
pub mod recorder;
pub mod structure;

use uuid::Uuid;

/// The keys for calls; they are easy to distinguish.
pub const KEY: Uuid = Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111);
pub const OTHER: Uuid = Uuid::from_u128(0x2222_2222_2222_4222_8222_2222_2222_2222);
