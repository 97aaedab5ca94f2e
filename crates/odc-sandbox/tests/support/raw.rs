//! Requests as single bytes, because no HTTP client can send the requests of these tests.

use std::time::Duration;

use odc_sandbox::Sandbox;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Longer than a test waits for a response, in real time.
const DEADLINE: Duration = Duration::from_secs(60);

pub async fn connect(sandbox: &Sandbox) -> TcpStream {
    let stream = TcpStream::connect(sandbox.domain()).await;
    stream.expect("a connection")
}

/// Sends bytes, and reads until the other side closes.
pub async fn exchange(sandbox: &Sandbox, request: &str) -> String {
    let mut stream = connect(sandbox).await;
    stream.write_all(request.as_bytes()).await.expect("sent");
    rest(&mut stream).await
}

/// Everything that comes until the other side closes or resets.
pub async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(DEADLINE, stream.read_to_end(&mut bytes)).await;
    // A reset ends it too. The bytes before it count.
    let _ = read.expect("the other side closes");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// One response with a `Content-Length`, on a connection that stays open.
pub async fn response(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            let length: usize = length.map_or(0, |length| length.parse().expect("a length"));
            if body.len() >= length {
                return text.into_owned();
            }
        }
        let read = tokio::time::timeout(DEADLINE, stream.read_buf(&mut bytes)).await;
        let read = read.expect("a response in time").expect("a response");
        assert_ne!(
            read,
            0,
            "closed after {:?}",
            String::from_utf8_lossy(&bytes)
        );
    }
}

/// The status of a response, or 0 if there is none.
pub fn status(response: &str) -> u16 {
    let status = response
        .strip_prefix("HTTP/1.1 ")
        .and_then(|rest| rest.get(..3));
    status.map_or(0, |status| status.parse().expect("a status"))
}
