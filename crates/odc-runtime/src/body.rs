//! Reads the body of a response, and never more bytes than the limit.

use std::fmt;

use bytes::Bytes;
use http::StatusCode;
use reqwest::Response;
use reqwest_middleware::{Error, Result};

/// How many bytes the body of a success may have by default.
pub(crate) const LIMIT: usize = 64 * 1024 * 1024;

/// How many bytes of the body of a failure are read. The rest contains nothing new.
const FAILURE_LIMIT: usize = 64 * 1024;

/// How much memory is allocated at first for an announced length, because the announced length may be wrong.
const ANNOUNCED_LIMIT: usize = 1024 * 1024;

/// What the caller does with the body of a success.
#[derive(Clone, Copy, Debug)]
pub(crate) enum BodyUse {
    /// The caller decodes it, if it has at most this many bytes.
    Decode(usize),
    /// The caller reads it piece by piece.
    Stream,
    /// The caller ignores it.
    Ignore,
}

/// The largest ratio of the size of a decoded value to the largest size of its body.
const DECODED_RATIO: usize = 8;

/// How many bytes of memory the decoded value may take, if its body has at most `limit` bytes.
pub(crate) const fn decoded_limit(limit: usize) -> usize {
    limit.saturating_mul(DECODED_RATIO)
}

/// A success is larger than its caller allows.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{status}, but {found} that `body_limit` admits; ask for less, or admit more")]
pub(crate) struct TooLarge {
    pub(crate) status: StatusCode,
    pub(crate) found: Found,
}

/// What is too large.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Found {
    /// The body announces this many bytes; the second number is the limit.
    Announced(u64, usize),
    /// A body that continues after the limit.
    More(usize),
    /// A value that takes more memory than is allowed for a body of this limit.
    Decoded(usize),
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Announced(length, limit) => {
                write!(f, "the response has {length} bytes, more than the {limit}")
            }
            Self::More(limit) => {
                write!(
                    f,
                    "the response goes on after {limit} bytes, more than the {limit}"
                )
            }
            Self::Decoded(limit) => write!(
                f,
                "decoded it takes more than {} bytes of memory, {DECODED_RATIO} times the {limit}",
                decoded_limit(*limit)
            ),
        }
    }
}

/// Reads the body of a success in the way that its caller uses it, and the beginning of the body of a failure.
/// Returns `None` when the caller reads the body itself.
///
/// The limit counts the bytes after decompression, if a user turns decompression on in reqwest. If a caller drops the
/// response after an error, the connection is closed.
pub(crate) async fn read(response: &mut Response, body_use: BodyUse) -> Result<Option<Bytes>> {
    if !response.status().is_success() {
        return Ok(Some(read_beginning(response).await));
    }
    match body_use {
        BodyUse::Decode(limit) => read_all(response, limit).await.map(Some),
        BodyUse::Ignore => Ok(Some(Bytes::new())),
        BodyUse::Stream => Ok(None),
    }
}

/// Reads the beginning of a body. Stops at an error without reporting it, because the status is more important than
/// the rest of the body.
async fn read_beginning(response: &mut Response) -> Bytes {
    let mut body = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        body.extend_from_slice(&chunk[..chunk.len().min(FAILURE_LIMIT - body.len())]);
        if body.len() == FAILURE_LIMIT {
            break;
        }
    }
    body.into()
}

/// Reads a body. Copies nothing if it comes in one piece.
async fn read_all(response: &mut Response, limit: usize) -> Result<Bytes> {
    let announced = response.content_length();
    let status = response.status();
    let too_large = |found| Error::middleware(TooLarge { status, found });
    if let Some(length) = announced
        && usize::try_from(length).map_or(true, |length| length > limit)
    {
        return Err(too_large(Found::Announced(length, limit)));
    }
    let Some(first) = response.chunk().await? else {
        return Ok(Bytes::new());
    };
    let mut next = response.chunk().await?;
    if next.is_none() && first.len() <= limit {
        return Ok(first);
    }
    let room = announced.and_then(|length| usize::try_from(length).ok());
    let mut body = Vec::with_capacity(room.unwrap_or(0).min(ANNOUNCED_LIMIT));
    append(&mut body, &first, limit).ok_or_else(|| too_large(Found::More(limit)))?;
    while let Some(chunk) = next {
        append(&mut body, &chunk, limit).ok_or_else(|| too_large(Found::More(limit)))?;
        next = response.chunk().await?;
    }
    Ok(body.into())
}

/// Appends a piece if it fits. The memory doubles, up to the limit.
fn append(body: &mut Vec<u8>, chunk: &[u8], limit: usize) -> Option<()> {
    let length = body.len() + chunk.len();
    if length > limit {
        return None;
    }
    if length > body.capacity() {
        let room = body.capacity().saturating_mul(2).clamp(length, limit);
        body.reserve_exact(room - body.len());
    }
    body.extend_from_slice(chunk);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_takes_no_more_memory_than_its_limit() {
        let mut body = Vec::new();
        for _ in 0..10 {
            append(&mut body, &[0; 100], 1000).unwrap();
            assert!(body.capacity() <= 1000, "{}", body.capacity());
        }
        assert_eq!(body.len(), 1000);
        assert!(append(&mut body, &[0], 1000).is_none());
    }

    #[test]
    fn memory_grows_by_doubling() {
        let (mut body, mut moves) = (Vec::new(), 0);
        for _ in 0..10_000 {
            let before = body.capacity();
            append(&mut body, &[0; 100], LIMIT).unwrap();
            moves += usize::from(body.capacity() != before);
        }
        assert!(moves < 20, "{moves}");
    }
}
