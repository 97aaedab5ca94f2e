//! The caller's function that gets a fresh URL when a URL has expired.

use std::pin::Pin;

use super::url::PresignedUrl;
use crate::error::Error;

type Ask = dyn FnMut() -> Pin<Box<dyn Future<Output = Result<PresignedUrl, Error>> + Send>> + Send;

/// Gets another URL of the same file from an API.
pub(super) struct Fresh(Box<Ask>);

impl Fresh {
    pub(super) fn new<F, Fut>(mut ask: F) -> Self
    where
        F: FnMut() -> Fut + Send + 'static,
        Fut: Future<Output = Result<PresignedUrl, Error>> + Send + 'static,
    {
        Self(Box::new(move || Box::pin(ask())))
    }

    pub(super) async fn url(&mut self) -> Result<PresignedUrl, Error> {
        (self.0)().await
    }
}
