//! The limits of one bulk operation.

use std::time::Duration;

/// Maximum number of records in one bulk operation (`POST /users/bulk`).
pub const CHUNK: usize = 100;

/// How long the waiter waits for one bulk operation by default.
pub(super) const DEADLINE: Duration = Duration::from_secs(600);
