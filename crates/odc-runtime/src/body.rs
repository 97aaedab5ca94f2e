//! Reads the body of a response, never more of it than fits into the bound.

use bytes::Bytes;
use http::StatusCode;
use reqwest::Response;
use reqwest_middleware::{Error, Result};

/// How many bytes the body of a success may have where nobody says otherwise.
pub(crate) const LIMIT: usize = 64 * 1024 * 1024;

/// How much of the body of a failure is read; the rest has nothing to say.
const MOST_OF_A_FAILURE: usize = 64 * 1024;

/// How much room an announced length gets at once: it is the other side's word.
const MOST_BELIEVED: usize = 1024 * 1024;

/// What the caller does with the body of a success.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wanted {
    /// The caller decodes it, if it has no more bytes than this.
    Whole(usize),
    /// The caller reads it piece by piece.
    Stream,
    /// The caller ignores it.
    Nothing,
}

/// The body of a success is larger than its caller takes.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error(
    "{status}, but the response {} bytes, more than the {limit} that `body_limit` admits; ask for less, or admit more",
    announced.map_or_else(|| format!("goes on after {limit}"), |length| format!("has {length}"))
)]
pub(crate) struct TooLarge {
    pub(crate) status: StatusCode,
    limit: usize,
    /// What the response says of itself, if it does.
    announced: Option<u64>,
}

/// Reads what is wanted of a success, and the beginning of a failure; `None` when the body is left to the caller.
///
/// reqwest counts what it has decompressed, where a user turns that on, and so does the bound. A caller who drops the
/// response after an error closes the connection.
pub(crate) async fn read(response: &mut Response, wanted: Wanted) -> Result<Option<Bytes>> {
    if !response.status().is_success() {
        return Ok(Some(beginning(response).await));
    }
    match wanted {
        Wanted::Whole(limit) => whole(response, limit).await.map(Some),
        Wanted::Nothing => Ok(Some(Bytes::new())),
        Wanted::Stream => Ok(None),
    }
}

/// The status of a failure is worth more than the end of its body: an error ends the reading.
async fn beginning(response: &mut Response) -> Bytes {
    let mut body = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        body.extend_from_slice(&chunk[..chunk.len().min(MOST_OF_A_FAILURE - body.len())]);
        if body.len() == MOST_OF_A_FAILURE {
            break;
        }
    }
    body.into()
}

/// Copies nothing when the body comes in one piece.
async fn whole(response: &mut Response, limit: usize) -> Result<Bytes> {
    let announced = response.content_length();
    let too_large = TooLarge {
        status: response.status(),
        limit,
        announced: announced.filter(|length| usize::try_from(*length).map_or(true, |n| n > limit)),
    };
    if too_large.announced.is_some() {
        return Err(Error::middleware(too_large));
    }
    let Some(first) = response.chunk().await? else {
        return Ok(Bytes::new());
    };
    let mut next = response.chunk().await?;
    if next.is_none() && first.len() <= limit {
        return Ok(first);
    }
    let room = announced.and_then(|length| usize::try_from(length).ok());
    let mut body = Vec::with_capacity(room.unwrap_or(0).min(MOST_BELIEVED));
    append(&mut body, &first, limit).ok_or_else(|| Error::middleware(too_large))?;
    while let Some(chunk) = next {
        append(&mut body, &chunk, limit).ok_or_else(|| Error::middleware(too_large))?;
        next = response.chunk().await?;
    }
    Ok(body.into())
}

/// Takes a piece if it fits. The memory doubles, but not beyond the bound.
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
    fn a_body_takes_no_more_memory_than_its_bound_admits() {
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
