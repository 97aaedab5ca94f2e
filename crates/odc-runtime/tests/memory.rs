//! The memory for an endless body. This is a program of its own, because it measures the peak of the whole process.

#![cfg(target_os = "linux")]

use odc_runtime::{CallOptions, ErrorKind, Operation, Transport};
use reqwest::Method;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

const MIB: usize = 1024 * 1024;

static GET: Operation = Operation::new("get_user", "G", Method::GET, "/users/1");

/// Responds to every connection with an endless body.
async fn endless() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = [0; 4096];
            assert!(stream.read(&mut request).await.unwrap() > 0);
            let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
            stream.write_all(head).await.unwrap();
            let chunk = [b"10000\r\n".as_slice(), &b" ".repeat(0x10000), b"\r\n"].concat();
            while stream.write_all(&chunk).await.is_ok() {}
        }
    });
    url
}

/// A number that describes this process, in bytes.
fn figure(name: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    let kib: usize = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kib * 1024
}

#[tokio::test]
async fn an_endless_body_takes_at_most_one_and_a_half_times_its_limit_and_frees_it() {
    let transport = Transport::new(&endless().await, reqwest::Client::new()).unwrap();
    let before = figure("VmRSS:");
    for _ in 0..3 {
        let request = transport.get(transport.base_url()).build().unwrap();
        let result = transport
            .json::<Value>(&GET, request, &CallOptions::new())
            .await;
        assert_eq!(result.unwrap_err().kind(), ErrorKind::TooLarge);
        let held = figure("VmRSS:").saturating_sub(before);
        assert!(held < 16 * MIB, "{} MiB are held", held / MIB);
    }
    let most = figure("VmHWM:") - before;
    assert!((64 * MIB..128 * MIB).contains(&most), "{} MiB", most / MIB);
}
