//! Pre-signed URLs. Such a URL gives access to everyone who has it, so its query is a secret.

use std::fmt;
use std::str::FromStr;

use odc_http::secret::Secret;
use odc_http::text::REDACTED;
use url::{Host, Url};

use crate::error::{Cause, Error, TransferError};

/// The URL of one file at its host. It gives access to everyone who has it.
///
/// `Display` and `Debug` omit the query, since it has the signature. [`expose`](Self::expose) returns the whole URL,
/// for the call that needs it.
///
/// ```
/// use odc_runtime::PresignedUrl;
///
/// let url: PresignedUrl = "https://files.example/orders.oml?X-Signature=5ec4e7".parse()?;
/// assert_eq!(url.to_string(), "https://files.example/orders.oml?[redacted]");
/// # Ok::<(), odc_runtime::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PresignedUrl {
    text: Secret,
    shown: String,
    /// Whether it is plain http.
    is_plain: bool,
}

impl PresignedUrl {
    /// Parses a URL that an API returned.
    ///
    /// # Errors
    ///
    /// The text is not an https URL, or the URL has credentials, which the HTTP client would send as `Authorization`.
    /// Plain http is accepted for loopback addresses. A transfer refuses it later unless the tenant itself uses plain
    /// http.
    pub fn new(text: &str) -> Result<Self, Error> {
        let refuse = |problem| Error::new(Cause::Transfer(TransferError::Url(problem)));
        let url = Url::parse(text).map_err(|_| {
            refuse("it is not an absolute URL; get a fresh one from the API, and pass it unchanged")
        })?;
        let is_plain = match url.scheme() {
            "https" => false,
            "http" if is_loopback(&url) => true,
            _ => return Err(refuse("only https is accepted, and http for a sandbox")),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refuse("it holds a user name or a password"));
        }
        let mut shown = url.origin().ascii_serialization() + url.path();
        if url.query().is_some() {
            shown = shown + "?" + REDACTED;
        }
        Ok(Self {
            text: Secret::new(url.into()),
            shown,
            is_plain,
        })
    }

    /// The whole URL, with its secret.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.text.expose()
    }

    pub(super) const fn is_plain(&self) -> bool {
        self.is_plain
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

impl FromStr for PresignedUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::new(text)
    }
}

impl TryFrom<&Secret> for PresignedUrl {
    type Error = Error;

    fn try_from(text: &Secret) -> Result<Self, Error> {
        Self::new(text.expose())
    }
}

impl From<PresignedUrl> for Secret {
    fn from(url: PresignedUrl) -> Self {
        url.text
    }
}

impl fmt::Display for PresignedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for PresignedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_prints_redacted_and_everything_else_is_shown() {
        let url = PresignedUrl::new("https://f.example:8443/a%20b/c?X-Signature=s3cr3t#top");
        let url = url.expect("it is valid");
        let shown = "https://f.example:8443/a%20b/c?[redacted]";
        assert_eq!(url.to_string(), shown);
        assert_eq!(format!("{url:?}"), format!("{shown:?}"));
        assert!(url.expose().contains("s3cr3t"));
    }

    #[test]
    fn urls_to_which_no_file_may_go_are_refused_without_showing_them() {
        for text in [
            "",
            "orders.oml?s3cr3t",
            "http://files.example/a?s3cr3t",
            "http://localhost.example/a?s3cr3t",
            "ftp://files.example/a?s3cr3t",
            "https://ana:s3cr3t@files.example/a",
            "https://s3cr3t@files.example/a",
        ] {
            let error = PresignedUrl::new(text).expect_err(text);
            assert_eq!(error.kind(), crate::ErrorKind::InvalidRequest, "{text}");
            assert!(!format!("{error:?}").contains("s3cr3t"), "{error:?}");
        }
        for text in [
            "http://127.0.0.1:1/a",
            "http://[::1]/a",
            "http://localhost/a",
        ] {
            assert!(PresignedUrl::new(text).expect(text).is_plain());
        }
    }
}
