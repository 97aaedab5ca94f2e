//! The error of a source or store of the user.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use odc_http::text::one_line;

/// The error of a [`crate::CredentialSource`], a [`crate::TokenSource`] or a [`crate::TokenStore`].
///
/// It prints like the error that it was made from, on one line of at most 200 characters, and without text that looks
/// like a token. This is also true of `Debug`; [`SourceError::get_ref`] gives the error itself. Its source is the
/// source of that error, so that a chain shows each error once.
#[derive(Clone)]
pub struct SourceError {
    transient: bool,
    error: Arc<dyn StdError + Send + Sync>,
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&one_line(&self.error.to_string(), 200))
    }
}

impl fmt::Debug for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceError")
            .field("transient", &self.transient)
            .field("error", &format_args!("\"{self}\""))
            .finish()
    }
}

impl StdError for SourceError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}

impl SourceError {
    /// An error that may pass by itself, such as a vault that does not respond.
    pub fn transient(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            transient: true,
            error: Arc::from(error.into()),
        }
    }

    /// An error that does not pass by itself.
    pub fn permanent(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            transient: false,
            error: Arc::from(error.into()),
        }
    }

    /// The error that this one was made from.
    #[must_use]
    pub fn get_ref(&self) -> &(dyn StdError + Send + Sync + 'static) {
        &*self.error
    }

    pub(super) fn is_transient(&self) -> bool {
        self.transient
    }

    pub(super) fn advice(&self) -> &'static str {
        if self.transient {
            "this may pass by itself; try again later"
        } else {
            "this does not pass by itself; correct it at the source"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of an error and of all its sources.
    fn chain(error: &(dyn StdError + 'static)) -> Vec<String> {
        std::iter::successors(Some(error), |error| (*error).source())
            .map(ToString::to_string)
            .collect()
    }

    #[derive(Debug, thiserror::Error)]
    #[error("vault 7 is\nsealed")]
    struct Sealed(#[source] fmt::Error);

    #[test]
    fn the_error_of_a_source_is_printed_once_in_its_chain() {
        let error = SourceError::transient(Sealed(fmt::Error));
        assert_eq!(
            chain(&error),
            ["vault 7 is sealed", &fmt::Error.to_string()]
        );
        assert!(error.get_ref().is::<Sealed>());
    }

    #[test]
    fn the_error_of_a_source_is_printed_without_its_token() {
        let token = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2ln";
        let error = SourceError::permanent(format!("the vault\u{1b} said {token}"));
        let wrapped = crate::AuthError::from_source("token source")(error.clone());
        for text in [
            error.to_string(),
            format!("{error:?}"),
            format!("{wrapped} {wrapped:?}"),
        ] {
            assert!(
                text.contains("[redacted]") && !text.contains(&token[..20]),
                "{text}"
            );
            assert!(!text.contains('\u{1b}'), "{text:?}");
        }
        assert!(error.get_ref().to_string().contains(token));
    }
}
