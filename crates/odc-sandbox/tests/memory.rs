//! The memory that a client can make the sandbox use, measured from outside the program.
#![cfg(target_os = "linux")]

mod support;

use std::process::Stdio;

use support::raw::{rest, status};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

struct Program {
    child: Child,
    domain: String,
}

impl Program {
    async fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_odc-sandbox"))
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("a process");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        loop {
            let line = lines.next_line().await.expect("text").expect("a line");
            if let Some(domain) = line.strip_prefix("export ODC_PORTAL_DOMAIN=") {
                let domain = domain.to_owned();
                return Self { child, domain };
            }
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.domain)
            .await
            .expect("a connection")
    }

    /// The largest memory of the process up to now, in KiB.
    fn peak(&self) -> usize {
        let id = self.child.id().expect("a running process");
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).expect("its status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = line.expect("a line").trim().trim_end_matches(" kB");
        number.parse().expect("a number")
    }
}

#[tokio::test]
async fn a_body_with_chunks_of_one_byte_takes_no_more_memory_than_its_size() {
    let program = Program::start().await;
    let before = program.peak();
    let mut stream = program.connect().await;
    let head =
        "PUT /_sandbox/snapshot HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).await.expect("sent");
    let chunks = "1\r\n \r\n".repeat(10_000);
    for _ in 0..30 {
        stream.write_all(chunks.as_bytes()).await.expect("sent");
    }
    let end = "0\r\n\r\n";
    stream.write_all(end.as_bytes()).await.expect("sent");
    let mut response = vec![0; 12];
    stream.read_exact(&mut response).await.expect("a response");
    assert_eq!(response, b"HTTP/1.1 400");
    let taken = program.peak() - before;
    assert!(taken < 5 * 1024, "{taken} KiB for a body of 300 KiB");
}

#[tokio::test]
async fn large_requests_and_an_unread_journal_take_little_memory() {
    let program = Program::start().await;
    let before = program.peak();
    // Each `a` becomes `(redacted)`.
    let request = format!(
        "GET /?{} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n",
        "a&".repeat(15_000)
    );
    for _ in 0..250 {
        let mut stream = program.connect().await;
        stream.write_all(request.as_bytes()).await.expect("sent");
        assert_eq!(status(&rest(&mut stream).await), 404);
    }
    let mut readers = Vec::new();
    for _ in 0..8 {
        let mut stream = program.connect().await;
        let request = "GET /_sandbox/journal HTTP/1.1\r\nhost: localhost\r\n\r\n";
        stream.write_all(request.as_bytes()).await.expect("sent");
        let mut response = vec![0; 12];
        stream.read_exact(&mut response).await.expect("a response");
        assert_eq!(response, b"HTTP/1.1 200");
        readers.push(stream);
    }
    let taken = program.peak() - before;
    assert!(taken < 64 * 1024, "{taken} KiB");
}
