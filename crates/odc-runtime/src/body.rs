//! Reads the body of an answer.

use reqwest::Response;

/// How much of the body of a failure is read; the rest has nothing to say.
const MOST_OF_A_FAILURE: usize = 64 * 1024;

/// Reads the whole body of a success, and the beginning of that of a failure.
pub(crate) async fn read(response: &mut Response) -> reqwest::Result<Vec<u8>> {
    let most = if response.status().is_success() {
        usize::MAX
    } else {
        MOST_OF_A_FAILURE
    };
    // The length is the other side's word: believed up to a bound.
    let announced = response.content_length().unwrap_or(0).min(1 << 20);
    let mut body = Vec::with_capacity(usize::try_from(announced).unwrap_or(0));
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => body.extend_from_slice(&chunk[..chunk.len().min(most - body.len())]),
            Ok(None) => return Ok(body),
            // The status of a failure is worth more than the end of its body.
            Err(_) if !response.status().is_success() => return Ok(body),
            Err(error) => return Err(error),
        }
        if body.len() >= most {
            return Ok(body);
        }
    }
}
