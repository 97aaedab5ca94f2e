//! The HTTP client for files. It has the tenant's proxy and certificates, but not its token.

use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::error::{Cause, Error, SetupError, TransferError};
use crate::retry::RetryPolicy;

use super::url::PresignedUrl;

type Make = Box<dyn Fn() -> reqwest::ClientBuilder + Send + Sync>;

/// An HTTP client that is made at the first transfer. Clones share one connection pool.
#[derive(Clone)]
pub(super) struct FileClient(Arc<Inner>);

struct Inner {
    make: Make,
    made: OnceLock<reqwest::Client>,
    retry: RetryPolicy,
    /// Whether files may go over plain http to loopback addresses.
    allows_plain: bool,
}

impl FileClient {
    pub(super) fn lazy(make: Make, retry: RetryPolicy, allows_plain: bool) -> Self {
        Self(Arc::new(Inner {
            make,
            made: OnceLock::new(),
            retry,
            allows_plain,
        }))
    }

    /// Makes the HTTP client at once.
    pub(super) fn ready(http: reqwest::ClientBuilder, retry: RetryPolicy) -> Result<Self, Error> {
        let made = build(http)?;
        let client = Self::lazy(Box::new(reqwest::Client::builder), retry, true);
        // No other code has the cell yet, so it is empty.
        let _ = client.0.made.set(made);
        Ok(client)
    }

    /// The HTTP client for a URL.
    pub(super) fn http(&self, url: &PresignedUrl) -> Result<&reqwest::Client, Error> {
        if url.is_plain() && !self.0.allows_plain {
            return Err(Error::new(Cause::Transfer(TransferError::Url(
                "it is plain http, and the tenant is https; get a fresh one from the API",
            ))));
        }
        if let Some(http) = self.0.made.get() {
            return Ok(http);
        }
        let http = build((self.0.make)())?;
        Ok(self.0.made.get_or_init(|| http))
    }

    pub(super) fn retry(&self) -> &RetryPolicy {
        &self.0.retry
    }
}

/// Builds the client. The features that are turned off would send the URL to other hosts, send a request twice, or
/// change the bytes of the file, so that its length and its ranges would not fit.
fn build(http: reqwest::ClientBuilder) -> Result<reqwest::Client, Error> {
    http.redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        // It would log the URL, which has a secret in its query.
        .connection_verbose(false)
        .no_gzip()
        .no_brotli()
        .no_deflate()
        .no_zstd()
        .build()
        .map_err(|error| SetupError::Http(error.without_url()).into())
}

impl fmt::Debug for FileClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileClient")
            .field("retry", &self.0.retry)
            .field("allows_plain", &self.0.allows_plain)
            .finish_non_exhaustive()
    }
}
