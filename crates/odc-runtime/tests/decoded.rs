//! The memory of a decoded value. This is a program of its own, because it measures the whole process.
#![cfg(target_os = "linux")]

use odc_runtime::{CallOptions, ErrorKind, Operation, Transport};
use reqwest::Method;
use serde::Deserialize;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

const MIB: usize = 1024 * 1024;

static LIST: Operation = Operation::new("list_users", "L", Method::GET, "/users");

/// As large as a record of the APIs, but as empty as possible.
#[derive(Debug, Deserialize)]
struct Sparse {
    #[allow(dead_code)]
    #[serde(default)]
    texts: Option<[Option<String>; 30]>,
}

#[derive(Debug, Deserialize)]
struct Page {
    results: Vec<Sparse>,
}

/// Responds to every connection with this body.
async fn server(body: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            assert!(stream.read(&mut [0; 4096]).await.unwrap() > 0);
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
            let _ = stream.write_all(head.as_bytes()).await;
            let _ = stream.write_all(body.as_bytes()).await;
        }
    });
    url
}

/// The largest memory of this process up to now, in bytes.
fn most() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kib: usize = line
        .unwrap()
        .split_whitespace()
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    kib * 1024
}

#[tokio::test]
async fn decoding_a_small_text_with_a_large_value_stops_before_it_takes_the_memory() {
    let limit = 4 * MIB;
    let list = |item: &str| vec![item; limit / (item.len() + 1) - 10].join(",");
    // Decoded, the first value takes more than a gigabyte, and the second 400 MiB.
    for body in [
        format!(r#"{{"results":[{}]}}"#, list("{}")),
        format!(r#"{{"results":[{}]}}"#, list(r#"{"":0}"#)),
    ] {
        assert!(body.len() < limit);
        let transport = Transport::new(&server(body).await, reqwest::Client::new()).unwrap();
        let options = CallOptions::new().body_limit(limit);
        let request = || transport.get(transport.base_url()).build().unwrap();
        let before = most();
        let typed = transport
            .json_object::<Page>(&LIST, request(), &options)
            .await;
        let values = transport.json::<Value>(&LIST, request(), &options).await;
        for error in [
            typed.map(|page| page.results.len()).map(drop).unwrap_err(),
            values.map(drop).unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
            assert_eq!(
                error.to_string(),
                "list_users: 200 OK, but decoded it takes more than 33554432 bytes of memory, 8 times the 4194304 \
                 that `body_limit` admits; ask for less, or admit more"
            );
        }
        let took = most() - before;
        assert!(took < 80 * MIB, "{} MiB", took / MIB);
    }
}
