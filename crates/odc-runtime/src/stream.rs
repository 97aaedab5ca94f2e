//! The body of a response, piece by piece.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::TryStreamExt;
use tracing::Span;

use crate::error::Error;
use crate::operation::Operation;

/// The body of a response, of any size, while it arrives. Its bytes are counted.
///
/// It is a [`Stream`] that is `Send`, `'static` and needs no pinning. [`try_next`](Self::try_next) works without any import.
/// [`received`](Self::received) returns how many bytes have come up to now. When the stream is dropped, the field
/// `bytes` of the call's span `odc_call` gets the same number.
///
/// ```no_run
/// # async fn save(mut body: odc_runtime::ByteStream) -> Result<(), odc_runtime::Error> {
/// while let Some(piece) = body.try_next().await? {
///     println!("{} bytes, {} in all", piece.len(), body.received());
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream does nothing unless it is polled"]
pub struct ByteStream {
    pieces: Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send + Sync>>,
    operation: &'static Operation,
    received: u64,
    span: Span,
}

impl ByteStream {
    pub(crate) fn new(
        response: reqwest::Response,
        operation: &'static Operation,
        span: Span,
    ) -> Self {
        Self {
            pieces: Box::pin(response.bytes_stream()),
            operation,
            received: 0,
            span,
        }
    }

    /// How many bytes have come up to now. They are counted after decompression, if the HTTP client decompresses.
    #[must_use]
    pub const fn received(&self) -> u64 {
        self.received
    }

    /// The next piece; `Ok(None)` after the last one.
    ///
    /// # Errors
    ///
    /// The connection broke, or the attempt's timeout has passed.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        TryStreamExt::try_next(self).await
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = ready!(self.pieces.as_mut().poll_next(cx));
        if let Some(Ok(piece)) = &piece {
            self.received += piece.len() as u64;
        }
        let operation = self.operation;
        Poll::Ready(
            piece.map(|piece| {
                piece.map_err(|error| Error::network(error).with_operation(operation))
            }),
        )
    }
}

impl Drop for ByteStream {
    fn drop(&mut self) {
        self.span.record("bytes", self.received);
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("received", &self.received)
            .finish_non_exhaustive()
    }
}
