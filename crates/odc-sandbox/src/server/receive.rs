//! Reads the body of a request into one piece of memory.
//!
//! The functions of libraries that collect a body keep each of its chunks separately. Then a chunk of one byte takes
//! more than 32 bytes. So a client that sends many of them would take much more memory than its body has bytes.

use axum::body::Body;
use axum::http::StatusCode;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;

use crate::problem::Problem;

/// Why a body was not received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotReceived {
    /// It has more bytes than allowed.
    TooLarge,
    /// The client closed the connection and does not read a response, or it was too slow. In the second case it gets
    /// the response of `refuse_late`.
    CutOff,
}

impl From<NotReceived> for Problem {
    fn from(reason: NotReceived) -> Self {
        match reason {
            NotReceived::TooLarge => {
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, "the body is too large")
            }
            NotReceived::CutOff => Self::bad_request("the body was cut off"),
        }
    }
}

/// The whole body, which may have at most `most` bytes.
pub(crate) async fn read_body(body: Body, most: usize) -> Result<Bytes, NotReceived> {
    let mut parts = body.into_data_stream();
    let mut whole = BytesMut::new();
    while let Some(part) = parts.next().await {
        let part = part.map_err(|_| NotReceived::CutOff)?;
        if part.len() > most - whole.len() {
            return Err(NotReceived::TooLarge);
        }
        whole.extend_from_slice(&part);
    }
    Ok(whole.freeze())
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;
    use std::convert::Infallible;

    fn in_pieces(bytes: usize) -> Body {
        Body::from_stream(stream::iter(
            (0..bytes).map(|_| Ok::<_, Infallible>(Bytes::from_static(b"x"))),
        ))
    }

    #[tokio::test]
    async fn a_body_may_have_at_most_the_allowed_number_of_bytes() {
        let whole = read_body(in_pieces(10), 10).await.unwrap();
        assert_eq!(&*whole, b"xxxxxxxxxx");
        let refused = read_body(in_pieces(11), 10).await;
        assert_eq!(refused.unwrap_err(), NotReceived::TooLarge);
    }
}
