//! A server that writes the given bytes and closes the connection: for responses that no HTTP library would send.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket};

/// Responds to every request with these bytes and returns the base URL. The server lives as long as the runtime.
pub async fn responding(bytes: impl Into<Vec<u8>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let bytes = bytes.into();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                if socket.read_buf(&mut request).await.unwrap_or(0) == 0 {
                    break;
                }
            }
            // A client that closed the connection needs no response.
            let _ = socket.write_all(&bytes).await;
            let _ = socket.shutdown().await;
        }
    });
    format!("http://{address}")
}

/// A port that refuses connections while the socket is kept.
pub fn refusing() -> (String, TcpSocket) {
    let socket = TcpSocket::new_v4().expect("a socket");
    let any = "127.0.0.1:0".parse().expect("an address");
    socket.bind(any).expect("a port");
    let address = socket.local_addr().expect("an address");
    (format!("http://{address}"), socket)
}
