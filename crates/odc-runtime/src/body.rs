//! Reads the body of an answer.

use bytes::{Bytes, BytesMut};
use reqwest::Response;

/// How much of the body of a failure is read; the rest has nothing to say.
const MOST_OF_A_FAILURE: usize = 64 * 1024;

/// Reads the whole body of a success, and the beginning of that of a failure.
pub(crate) async fn read(response: &mut Response) -> reqwest::Result<Bytes> {
    if response.status().is_success() {
        return whole(response).await;
    }
    let mut body = BytesMut::new();
    // The status of a failure is worth more than the end of its body.
    while let Ok(Some(chunk)) = response.chunk().await {
        body.extend_from_slice(&chunk[..chunk.len().min(MOST_OF_A_FAILURE - body.len())]);
        if body.len() == MOST_OF_A_FAILURE {
            break;
        }
    }
    Ok(body.freeze())
}

/// Copies nothing when the body comes in one piece.
async fn whole(response: &mut Response) -> reqwest::Result<Bytes> {
    let Some(first) = response.chunk().await? else {
        return Ok(Bytes::new());
    };
    let Some(second) = response.chunk().await? else {
        return Ok(first);
    };
    // What is announced is the other side's word: believed up to a bound.
    let rest = response.content_length().unwrap_or(0).min(1 << 20);
    let room = first.len() + second.len() + usize::try_from(rest).unwrap_or(0);
    let mut body = BytesMut::with_capacity(room);
    body.extend_from_slice(&first);
    body.extend_from_slice(&second);
    while let Some(chunk) = response.chunk().await? {
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}
