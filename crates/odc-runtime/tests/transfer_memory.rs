//! The memory for a large file, for upload and download. This is a program of its own, because it measures the peak
//! of the whole process.

#![cfg(target_os = "linux")]

use odc_runtime::{PresignedUrl, RetryPolicy, Transfers};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const MIB: usize = 1024 * 1024;
const SIZE: usize = 256 * MIB;

/// Sends and receives a file of this size. It runs in a thread of its own and holds 64 KiB of the file.
fn host() -> PresignedUrl {
    let (say, hear) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            say.send(listener.local_addr().unwrap()).unwrap();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(serve(stream));
            }
        });
    });
    format!("http://{}/file", hear.recv().unwrap())
        .parse()
        .unwrap()
}

async fn serve(mut stream: TcpStream) {
    let mut piece = vec![b' '; 64 * 1024];
    let mut head = Vec::new();
    while !head.windows(4).any(|four| four == b"\r\n\r\n") {
        assert!(stream.read_buf(&mut head).await.unwrap() > 0);
    }
    if head.starts_with(b"PUT ") {
        let end = head
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap()
            + 4;
        let mut left = SIZE - (head.len() - end);
        while left > 0 {
            let read = stream.read(&mut piece).await.unwrap();
            assert!(read > 0);
            left -= read;
        }
        let done = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        stream.write_all(done).await.unwrap();
        return;
    }
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {SIZE}\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    for _ in 0..SIZE / piece.len() {
        stream.write_all(&piece).await.unwrap();
    }
}

/// The largest memory of this process up to now, in bytes.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    let kib: usize = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kib * 1024
}

#[tokio::test]
async fn a_file_of_a_quarter_of_a_gigabyte_takes_a_few_mebibytes_both_ways() {
    let url = host();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let http = reqwest::Client::builder().no_proxy();
    let transfers = Transfers::new(http, RetryPolicy::none()).unwrap();
    let before = peak();
    let came = transfers.download(url.clone()).to_file(&path).await;
    assert_eq!(came.unwrap(), SIZE as u64);
    let sent = transfers.upload(url).from_file(&path).await;
    assert_eq!(sent.unwrap().bytes, SIZE as u64);
    let taken = peak() - before;
    assert!(taken < 16 * MIB, "{} MiB", taken / MIB);
}
