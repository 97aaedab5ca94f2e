//! Reports to a [`Connection`] everything that is read and written: bytes, the body of a request, the body of a
//! response.

use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Body as AnyBody;
use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::connection::{Connection, Leave};

/// A socket that reports to its [`Connection`], and closes when the connection has to close.
#[derive(Debug)]
pub(super) struct WatchedStream {
    stream: TcpStream,
    connection: Arc<Connection>,
}

impl WatchedStream {
    pub(super) fn new(stream: TcpStream, connection: Arc<Connection>) -> Self {
        Self { stream, connection }
    }

    /// When the socket closes, it sends a reset and drops the bytes that it has not sent.
    pub(super) fn reset_on_close(&self) {
        // Without this, the socket closes too.
        let _ = self.stream.set_zero_linger();
    }

    fn cut_off(&self, _: Leave) -> io::Error {
        self.reset_on_close();
        io::Error::new(io::ErrorKind::TimedOut, "the client took too long")
    }

    fn written(
        &self,
        cx: &Context<'_>,
        result: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        let allowed = match &result {
            Poll::Ready(Ok(bytes)) => self.connection.bytes_written(*bytes),
            Poll::Ready(Err(_)) => Ok(()),
            Poll::Pending => self.connection.cannot_write(cx.waker()),
        };
        match allowed {
            Ok(()) => result,
            Err(leave) => Poll::Ready(Err(self.cut_off(leave))),
        }
    }
}

impl AsyncRead for WatchedStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        match pin!(&mut self.stream).poll_read(cx, buffer) {
            Poll::Ready(Ok(())) if buffer.filled().len() > before => {
                let bytes = buffer.filled().len() - before;
                let allowed = self.connection.bytes_read(bytes);
                Poll::Ready(allowed.map_err(|leave| self.cut_off(leave)))
            }
            Poll::Pending => match self.connection.nothing_to_read(cx.waker()) {
                Ok(()) => Poll::Pending,
                // For the server this looks as if the client had closed the connection. No request is under way.
                Err(Leave) => Poll::Ready(Ok(())),
            },
            ready @ Poll::Ready(_) => ready,
        }
    }
}

impl AsyncWrite for WatchedStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let result = pin!(&mut self.stream).poll_write(cx, bytes);
        self.written(cx, result)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = pin!(&mut self.stream).poll_write_vectored(cx, parts);
        self.written(cx, result)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = pin!(&mut self.stream).poll_flush(cx);
        if matches!(flushed, Poll::Ready(Ok(()))) {
            self.connection.all_is_written();
        }
        flushed
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        pin!(&mut self.stream).poll_shutdown(cx)
    }
}

/// The body of a request. It ends with an error when it takes too long.
#[derive(Debug)]
pub(super) struct RequestBody {
    body: Incoming,
    connection: Arc<Connection>,
}

impl RequestBody {
    pub(super) fn new(body: Incoming, connection: Arc<Connection>) -> Self {
        Self { body, connection }
    }
}

/// The body took too long, or the client stopped sending it.
#[derive(Debug, thiserror::Error)]
pub(super) enum BodyError {
    #[error("the body did not arrive in time")]
    Late,
    #[error(transparent)]
    Broken(#[from] hyper::Error),
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        let allowed = match &frame {
            Poll::Pending => self.connection.body_is_awaited(cx.waker()),
            Poll::Ready(Some(Ok(frame))) => {
                let bytes = frame.data_ref().map_or(0, Bytes::len);
                self.connection.body_came(bytes)
            }
            Poll::Ready(_) => self.connection.body_came(0),
        };
        match allowed {
            Ok(()) => frame.map_err(BodyError::Broken),
            Err(Leave) => Poll::Ready(Some(Err(BodyError::Late))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for RequestBody {
    fn drop(&mut self) {
        self.connection.body_is_done();
    }
}

/// The body of a response. It reports when hyper has all of it.
#[derive(Debug)]
pub(super) struct ResponseBody {
    body: AnyBody,
    connection: Arc<Connection>,
}

impl ResponseBody {
    pub(super) fn new(body: AnyBody, connection: Arc<Connection>) -> Self {
        Self { body, connection }
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for ResponseBody {
    fn drop(&mut self) {
        self.connection.response_ends();
    }
}
