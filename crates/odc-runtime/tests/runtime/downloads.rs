//! Downloads from pre-signed URLs: the requests, what happens after the connection breaks, and which files stay after
//! a failure.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::{Reply, Seen, Server};
use odc_runtime::{Download, Error, ErrorKind, PresignedUrl, RetryPolicy};

const FILE: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// The host's response to a request for a file, like that of an object store.
fn stored(seen: &Seen, file: &[u8], tag: &str) -> Reply {
    let if_range = seen.headers.get("if-range");
    let start = seen
        .headers
        .get("range")
        .filter(|_| if_range.is_none_or(|wanted| wanted == tag))
        .and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-'))
        .map(|start| start.parse::<usize>().unwrap());
    let (size, status) = (file.len(), if start.is_some() { 206 } else { 200 });
    let start = start.unwrap_or(0);
    let reply = Reply::new(status, &file[start..]).header("etag", tag);
    if status == 206 {
        let range = format!("bytes {start}-{}/{size}", size - 1);
        return reply.header("content-range", range);
    }
    reply
}

/// A success that announces the file and ends after `bytes` bytes.
fn cut(bytes: usize) -> Reply {
    Reply::new(200, &FILE[..bytes])
        .announcing(FILE.len() as u64)
        .torn_after(usize::MAX)
}

fn url(server: &Server) -> PresignedUrl {
    let url = format!("http://{}/orders.oml?X-Signature=s3cr3t", server.host);
    url.parse().unwrap()
}

fn download(server: &Server) -> Download {
    server.tenant().transfers().download(url(server))
}

/// A host that gives these replies, one after the other, and then the stored file.
async fn first(replies: impl IntoIterator<Item = Reply>) -> Server {
    let replies: Mutex<Vec<_>> = Mutex::new(replies.into_iter().collect());
    Server::start(move |seen| {
        let mut replies = replies.lock().unwrap();
        if replies.is_empty() {
            stored(seen, FILE, "\"v1\"")
        } else {
            replies.remove(0)
        }
    })
    .await
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

/// The error of a download to a file. Checks that no part of the file stays.
async fn failed(download: Download) -> Error {
    let folder = tempfile::tempdir().unwrap();
    let result = download.to_file(folder.path().join("orders.oml")).await;
    let error = result.unwrap_err();
    assert_eq!(names(folder.path()), [""; 0], "{error}");
    assert_eq!(error.to_string().lines().count(), 1);
    assert!(!format!("{error:?} {error:#?}").contains("s3cr3t"));
    error
}

/// Downloads to a file, and checks that the complete file is there, and no other file.
async fn saved(download: Download, expected: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.oml");
    let bytes = download.to_file(&path).await.unwrap();
    assert_eq!(bytes, expected.len() as u64);
    assert_eq!(std::fs::read(path).unwrap(), expected);
    assert_eq!(names(folder.path()), ["orders.oml"]);
}

#[tokio::test]
async fn a_file_comes_without_the_token_and_with_its_progress() {
    let server = first([]).await;
    let steps = Arc::new(Mutex::new(Vec::new()));
    let sink = steps.clone();
    let download = download(&server).on_progress(move |now| sink.lock().unwrap().push(now));
    saved(download, FILE).await;
    let last = *steps.lock().unwrap().last().unwrap();
    assert_eq!((last.bytes, last.total), (36, Some(36)));
    assert_eq!(last.to_string(), "36 of 36 bytes");
    let seen = server.seen().remove(0);
    assert_eq!(seen.target, "/orders.oml?X-Signature=s3cr3t");
    assert_eq!(seen.headers.get("authorization"), None);
    assert_eq!(seen.headers["accept-encoding"], "identity");
    assert_eq!(server.tokens.load(std::sync::atomic::Ordering::Relaxed), 0);
}

#[tokio::test(start_paused = true)]
async fn after_the_connection_breaks_a_download_continues_at_its_place() {
    let server = first([cut(10).header("etag", "\"v1\"")]).await;
    saved(download(&server), FILE).await;
    let second = &server.seen()[1];
    assert_eq!(second.headers["range"], "bytes=10-");
    assert_eq!(second.headers["if-range"], "\"v1\"");
    assert_eq!(server.calls(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_date_is_the_version_if_there_is_no_tag() {
    let date = "Sat, 28 Nov 2026 10:00:00 GMT";
    let cut = cut(10).header("last-modified", date);
    let server = first([cut.header("date", "Sat, 28 Nov 2026 10:00:01 GMT")]).await;
    saved(download(&server), FILE).await;
    assert_eq!(server.seen()[1].headers["if-range"], date);
}

#[tokio::test(start_paused = true)]
async fn a_host_that_sends_no_parts_sends_the_file_again() {
    let whole = Reply::new(200, FILE).header("etag", "\"v1\"");
    let server = first([cut(10).header("etag", "\"v1\""), whole]).await;
    saved(download(&server), FILE).await;
    assert_eq!(server.seen()[1].headers["range"], "bytes=10-");
    assert_eq!(server.calls(), 2);
}

#[tokio::test(start_paused = true)]
async fn no_part_of_a_file_with_an_unknown_version_is_requested() {
    for weak in [None, Some("W/\"v1\"")] {
        let reply = match weak {
            Some(tag) => cut(10).header("etag", tag),
            None => cut(10),
        };
        let server = first([reply]).await;
        saved(download(&server), FILE).await;
        assert_eq!(server.seen()[1].headers.get("range"), None);
    }
}

#[tokio::test(start_paused = true)]
async fn a_file_that_has_changed_is_downloaded_again_completely() {
    let server = first([cut(10).header("etag", "\"v0\"")]).await;
    saved(download(&server), FILE).await;
    assert_eq!(server.seen()[1].headers["if-range"], "\"v0\"");
}

#[tokio::test(start_paused = true)]
async fn a_part_from_a_wrong_place_is_not_used() {
    let part = |range: &str| {
        Reply::new(206, &FILE[10..])
            .header("etag", "\"v1\"")
            .header("content-range", range)
    };
    for wrong in [
        part("bytes 9-34/36"),
        part("bytes 10-35/37"),
        part("bytes 10-9/36"),
        part("lines 10-35/36"),
        Reply::new(206, &FILE[10..]).header("etag", "\"v1\""),
        Reply::new(206, &FILE[10..])
            .header("etag", "\"v2\"")
            .header("content-range", "bytes 10-35/36"),
        Reply::new(416, "").header("content-range", "bytes */9"),
        Reply::new(416, ""),
    ] {
        let server = first([cut(10).header("etag", "\"v1\""), wrong.clone()]).await;
        saved(download(&server), FILE).await;
        assert_eq!(server.calls(), 3, "{wrong:?}");
        assert_eq!(server.seen()[2].headers.get("range"), None, "{wrong:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_download_ends_if_the_host_always_sends_wrong_parts() {
    let server = Server::start(|seen| match seen.headers.get("range") {
        None => cut(10).header("etag", "\"v1\""),
        Some(_) => Reply::new(416, ""),
    })
    .await;
    let error = failed(download(&server)).await;
    assert_eq!(error.kind(), ErrorKind::Transfer, "{error}");
    assert!(server.calls() <= 8, "{} calls", server.calls());
}

#[tokio::test(start_paused = true)]
async fn a_416_after_the_last_byte_is_the_end() {
    // Without a length, only the last chunk marks the end, and this chunk is lost.
    let chunked = Reply::new(200, FILE).chunked().header("etag", "\"v1\"");
    let whole = "HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\netag: \"v1\"\r\n\r\n24\r\n";
    let cut = chunked.torn_after(whole.len() + FILE.len());
    let end = Reply::new(416, "").header("content-range", "bytes */36");
    let server = first([cut, end]).await;
    saved(download(&server), FILE).await;
    assert_eq!(server.seen()[1].headers["range"], "bytes=36-");
}

#[tokio::test(start_paused = true)]
async fn the_end_of_a_part_is_not_the_end_of_a_file_of_unknown_length() {
    let cut = Reply::new(200, FILE).chunked().header("etag", "\"v1\"");
    let head = "HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\netag: \"v1\"\r\n\r\n24\r\n";
    let cut = cut.torn_after(head.len() + 10);
    let part = |from: usize, to: usize| {
        let range = format!("bytes {from}-{}/*", to - 1);
        let reply = Reply::new(206, &FILE[from..to]).header("etag", "\"v1\"");
        reply.header("content-range", range)
    };
    let end = Reply::new(416, "").header("content-range", "bytes */36");
    let server = first([cut.clone(), part(10, 20), part(20, 36), end]).await;
    saved(download(&server), FILE).await;
    let ranges = server.seen().into_iter().skip(1);
    let ranges: Vec<_> = ranges.map(|seen| seen.headers["range"].clone()).collect();
    assert_eq!(ranges, ["bytes=10-", "bytes=20-", "bytes=36-"]);

    let empty = Reply::new(206, "").header("content-range", "bytes 20-35/*");
    let server = first([cut, part(10, 20), empty]).await;
    let error = failed(download(&server)).await;
    assert!(
        error.to_string().contains("a part without bytes"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_file_that_stays_shorter_than_announced_is_an_error() {
    let server = Server::start(|_| cut(10)).await;
    let error = failed(download(&server)).await;
    assert_eq!(error.kind(), ErrorKind::Network);
    assert_eq!(error.attempts(), 4);
    let text = error.to_string();
    assert!(
        text.contains("/orders.oml?[redacted]: the connection broke after 10 of 36 bytes"),
        "{text}"
    );
    // The same, but the host ends its response correctly.
    let server = Server::start(|seen| {
        let reply = Reply::new(206, &FILE[10..12]).header("etag", "\"v1\"");
        match seen.headers.get("range").map(String::as_str) {
            None => cut(10).header("etag", "\"v1\""),
            Some("bytes=10-") => reply.header("content-range", "bytes 10-11/36"),
            Some(_) => Reply::new(503, ""),
        }
    })
    .await;
    let error = failed(download(&server)).await;
    assert_eq!(error.status().unwrap().as_u16(), 503);
    assert!(error.is_retryable());
}

#[tokio::test(start_paused = true)]
async fn transient_statuses_are_retried_by_the_tenants_policy() {
    let server = first([
        Reply::new(503, ""),
        Reply::new(429, "").header("retry-after", "7"),
    ])
    .await;
    let started = tokio::time::Instant::now();
    saved(download(&server), FILE).await;
    assert!(started.elapsed() >= Duration::from_secs(7));
    let server = Server::start(|_| Reply::new(503, "")).await;
    let tenant = server.builder().retry(RetryPolicy::none()).build().unwrap();
    let error = failed(tenant.transfers().download(url(&server))).await;
    assert_eq!((error.attempts(), server.calls()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn an_unreachable_host_is_a_connection_error_that_may_pass() {
    let server = first([]).await;
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/orders.oml", free.local_addr().unwrap());
    drop(free);
    let error = failed(server.tenant().transfers().download(url.parse().unwrap())).await;
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.is_retryable());
    let line = error.to_string();
    let advice = "no connection could be made; check the network and the proxy";
    assert!(line.contains(advice), "{line}");
    let source = std::error::Error::source(&error).expect("what the system says");
    assert!(!source.to_string().is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_error_of_a_connection_that_always_breaks_says_how_many_bytes_came() {
    let server = Server::start(|_| Reply::reset()).await;
    let error = failed(download(&server)).await;
    assert_eq!(error.kind(), ErrorKind::Network);
    assert!(error.is_retryable());
    let line = error.to_string();
    assert!(
        line.contains("the connection broke after 0 bytes"),
        "{line}"
    );
}

const EXPIRED: &str = "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message>\
                       <StringToSign>s3cr3t</StringToSign></Error>";

#[tokio::test]
async fn the_error_for_an_expired_url_has_advice_and_there_is_no_retry() {
    let server = Server::start(|_| Reply::new(403, EXPIRED)).await;
    let error = failed(download(&server)).await;
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.status().unwrap().as_u16(), 403);
    let text = error.to_string();
    assert!(
        text.contains("403 Forbidden: Request has expired (AccessDenied); the URL has expired")
            && text.contains("get a fresh one"),
        "{text}"
    );
    assert_eq!(server.calls(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_download_continues_at_its_place_with_a_fresh_url() {
    let server = Server::start(|seen| match seen.target.as_str() {
        "/fresh?s3cr3t" => stored(seen, FILE, "\"v1\""),
        _ if seen.headers.contains_key("range") => Reply::new(403, EXPIRED),
        _ => cut(10).header("etag", "\"v1\""),
    })
    .await;
    let fresh = format!("http://{}/fresh?s3cr3t", server.host);
    let asked = download(&server).fresh_url(move || std::future::ready(fresh.parse()));
    saved(asked, FILE).await;
    assert_eq!(server.seen()[2].headers["range"], "bytes=10-");
    // One that is always refused ends.
    let server = Server::start(|_| Reply::new(403, EXPIRED)).await;
    let again = url(&server);
    let asked = download(&server).fresh_url(move || std::future::ready(Ok(again.clone())));
    let error = failed(asked).await;
    assert_eq!((error.status().unwrap().as_u16(), server.calls()), (403, 4));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let server = Server::start(|_| Reply::new(302, "").header("location", "/elsewhere")).await;
    let error = failed(download(&server)).await;
    assert!(
        error
            .to_string()
            .contains("a redirect, which is not followed"),
        "{error}"
    );
    assert_eq!(server.calls(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_download_from_a_host_that_stops_sending_ends_after_the_idle_timeout() {
    let server = Server::start(|_| Reply::new(200, &FILE[..10]).announcing(36)).await;
    let download = download(&server)
        .idle_timeout(Duration::from_secs(20))
        .retry(RetryPolicy::none());
    let started = tokio::time::Instant::now();
    let error = failed(download).await;
    assert_eq!(started.elapsed(), Duration::from_secs(20));
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(
        error
            .to_string()
            .contains("no byte moved for 20s, after 10 of 36 bytes"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_download_ends_at_its_deadline() {
    let server = Server::start(|_| Reply::new(200, "").after(Duration::from_secs(50))).await;
    let error = failed(download(&server).deadline(Duration::from_secs(30))).await;
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert!(
        error.to_string().contains("did not end within 30s"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_error_of_the_deadline_says_why_the_last_attempt_failed() {
    let server = Server::start(|_| Reply::new(503, "").header("retry-after", "20")).await;
    let error = failed(download(&server).deadline(Duration::from_secs(30))).await;
    assert_eq!(error.kind(), ErrorKind::Deadline);
    let line = error.to_string();
    assert!(
        line.contains("did not end within 30s; the last failure: http://"),
        "{line}"
    );
    assert!(
        line.ends_with("/orders.oml?[redacted]: 503 Service Unavailable"),
        "{line}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_timeout_of_the_http_client_does_not_limit_a_download() {
    let slow = Reply::new(200, FILE).after(Duration::from_secs(50));
    let server = Server::start(move |_| slow.clone()).await;
    let tenant = server.builder();
    let tenant = tenant.configure_http(|http| http.timeout(Duration::from_secs(5)));
    let tenant = tenant.build().unwrap();
    saved(tenant.transfers().download(url(&server)), FILE).await;
}

#[tokio::test(start_paused = true)]
async fn a_stream_continues_after_the_connection_breaks() {
    for whole in [false, true] {
        // A host without parts sends the whole file again. Bytes that were already read are skipped.
        let server = Server::start(move |seen| match seen.headers.get("range") {
            None => cut(10).header("etag", "\"v1\""),
            Some(_) if whole => Reply::new(200, FILE).header("etag", "\"v1\""),
            Some(_) => stored(seen, FILE, "\"v1\""),
        })
        .await;
        let mut stream = download(&server).stream();
        let mut read = Vec::new();
        while let Some(piece) = stream.try_next().await.unwrap() {
            read.extend_from_slice(&piece);
        }
        assert_eq!(read, FILE, "whole: {whole}");
        assert_eq!((stream.received(), stream.total()), (36, Some(36)));
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_does_not_join_two_versions_of_a_file() {
    let server = first([cut(10).header("etag", "\"v0\"")]).await;
    let mut stream = download(&server).stream();
    assert_eq!(stream.try_next().await.unwrap().unwrap(), FILE[..10]);
    let error = stream.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transfer);
    assert!(
        error
            .to_string()
            .contains("changed during the download; start again"),
        "{error}"
    );
    assert!(stream.try_next().await.unwrap().is_none(), "it has ended");
}

/// A download that fails after ten bytes, and the files that it leaves.
async fn interrupted(folder: &Path, headers: &[(&'static str, &'static str)]) -> Vec<String> {
    let headers = headers.to_vec();
    let server = Server::start(move |_| {
        headers
            .iter()
            .fold(cut(10), |reply, (name, value)| reply.header(name, *value))
    })
    .await;
    let download = download(&server).retry(RetryPolicy::none()).resumable();
    let error = download.to_file(folder.join("orders.oml")).await;
    assert!(error.unwrap_err().is_retryable());
    let mut names = names(folder);
    names.sort();
    names
}

/// Downloads to the same file, and returns the requested range and version.
async fn resumed(folder: &Path) -> (Option<String>, Option<String>) {
    let server = first([]).await;
    let path = folder.join("orders.oml");
    let bytes = download(&server).resumable().to_file(&path).await.unwrap();
    assert_eq!(bytes, FILE.len() as u64);
    assert_eq!(std::fs::read(path).unwrap(), FILE);
    assert_eq!(names(folder), ["orders.oml"]);
    let seen = server.seen().remove(0);
    let header = |name| seen.headers.get(name).cloned();
    (header("range"), header("if-range"))
}

#[tokio::test]
async fn another_process_continues_a_resumable_download() {
    let folder = tempfile::tempdir().unwrap();
    let left = interrupted(folder.path(), &[("etag", "\"v1\"")]).await;
    assert_eq!(left, ["orders.oml.part", "orders.oml.part.version"]);
    let part = std::fs::read(folder.path().join("orders.oml.part")).unwrap();
    assert_eq!(part, &FILE[..10]);
    let (range, if_range) = resumed(folder.path()).await;
    assert_eq!(range.as_deref(), Some("bytes=10-"));
    assert_eq!(if_range.as_deref(), Some("\"v1\""));
}

#[tokio::test]
async fn a_resumable_download_begins_again_when_the_file_has_changed() {
    let folder = tempfile::tempdir().unwrap();
    interrupted(folder.path(), &[("etag", "\"v0\"")]).await;
    let (_, if_range) = resumed(folder.path()).await;
    assert_eq!(if_range.as_deref(), Some("\"v0\""));
}

#[tokio::test]
async fn a_resumable_download_without_a_version_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(interrupted(folder.path(), &[]).await, [""; 0]);
    assert_eq!(resumed(folder.path()).await, (None, None));
}

#[tokio::test]
async fn a_download_does_not_continue_a_part_without_a_version_note() {
    for note in [None, Some(""), Some("two\nlines"), Some(&*"x".repeat(2000))] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("orders.oml.part"), "others").unwrap();
        if let Some(note) = note {
            std::fs::write(folder.path().join("orders.oml.part.version"), note).unwrap();
        }
        assert_eq!(resumed(folder.path()).await, (None, None), "{note:?}");
    }
}

#[tokio::test]
async fn a_download_that_is_not_resumable_begins_again() {
    let folder = tempfile::tempdir().unwrap();
    interrupted(folder.path(), &[("etag", "\"v1\"")]).await;
    let server = first([]).await;
    let path = folder.path().join("orders.oml");
    download(&server).to_file(&path).await.unwrap();
    assert_eq!(server.seen()[0].headers.get("range"), None);
    assert_eq!(std::fs::read(path).unwrap(), FILE);
    assert_eq!(names(folder.path()), ["orders.oml"]);
}

#[tokio::test]
async fn a_complete_resumable_download_only_gets_its_name() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("orders.oml.part"), FILE).unwrap();
    std::fs::write(folder.path().join("orders.oml.part.version"), "\"v1\"").unwrap();
    let end = Reply::new(416, "").header("content-range", "bytes */36");
    let server = first([end]).await;
    let path = folder.path().join("orders.oml");
    let bytes = download(&server).resumable().to_file(&path).await.unwrap();
    assert_eq!((bytes, server.calls()), (36, 1));
    assert_eq!(names(folder.path()), ["orders.oml"]);
}
