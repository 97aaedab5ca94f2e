//! The error of a generated builder when a required field is missing.

use crate::error::{Cause, Error};

/// A value cannot be built because a required field was not set.
///
/// ```
/// # use odc_runtime::BuildError;
/// let error = BuildError::missing("User", "key");
/// assert_eq!(error.to_string(), "`key` of User is required; set it before build()");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{field}` of {type_name} is required; set it before build()")]
pub struct BuildError {
    type_name: &'static str,
    field: &'static str,
}

impl BuildError {
    /// The error for one field of one type.
    #[must_use]
    pub const fn missing(type_name: &'static str, field: &'static str) -> Self {
        Self { type_name, field }
    }

    /// The field that was not set, by its Rust name.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        self.field
    }
}

impl From<BuildError> for Error {
    fn from(error: BuildError) -> Self {
        Self::new(Cause::InvalidRequest(error.into()))
    }
}
