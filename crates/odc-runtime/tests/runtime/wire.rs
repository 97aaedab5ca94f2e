//! A service that breaks all rules of HTTP: a call ends with a value or an error, and the next call is not affected.

use std::time::Duration;

use crate::support::{Reply, Server, call, call_with};
use odc_runtime::{ByteStream, CallOptions, Error, ErrorKind, Operation, RetryPolicy, Transport};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::Instant;

static GET: Operation = Operation::new("get_user", "G", Method::GET, "/users/1");

/// More bytes than the sockets of a loopback connection can hold, and more than a client reads.
const FLOOD: u64 = 24 * 1024 * 1024;

fn once() -> CallOptions {
    CallOptions::new()
        .retry(RetryPolicy::none())
        .timeout(Duration::from_millis(500))
}

/// Fails the test if an error contains text that is dangerous to print.
fn is_harmless(error: &Error) {
    let texts = [
        error.to_string(),
        format!("{error:?}").replace('\n', " "),
        format!("{error:#?}").replace('\n', " "),
    ];
    for text in texts {
        let odd = |c: char| c.is_control() || matches!(c, '\u{202e}' | '\u{2028}' | '\u{feff}');
        assert!(!text.contains(odd), "{text:?}");
        assert!(text.len() < 2000, "{} bytes: {text}", text.len());
    }
}

fn text(head: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {head}\r\n\r\n{body}").into_bytes()
}

#[tokio::test]
async fn a_second_response_to_one_request_is_not_used_for_the_next_call() {
    let forged = text("200 OK\r\ncontent-length: 10", r#"{"a":true}"#);
    for first in [
        text("200 OK\r\ncontent-length: 2", "{}"),
        text("204 No Content", ""),
        text("304 Not Modified\r\ncontent-length: 500", ""),
        text("404 Not Found\r\ncontent-length: 0", ""),
        text(
            "200 OK\r\ntransfer-encoding: chunked",
            "2\r\n{}\r\n0\r\n\r\n",
        ),
        text(
            "200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 3",
            "2\r\n{}\r\n0\r\n\r\n",
        ),
    ] {
        let both = [first.clone(), forged.clone()].concat();
        let server = Server::script([Reply::raw(both), Reply::new(200, r#"{"a":false}"#)]).await;
        let transport = server.transport();
        let _ = call_with(&transport, &GET, &once()).await;
        for _ in 0..3 {
            let second = call(&transport, &GET).await.unwrap();
            assert_eq!(second["a"], false, "{}", String::from_utf8_lossy(&first));
        }
    }
}

#[tokio::test]
async fn a_broken_rule_of_http_causes_an_error_of_one_line() {
    for (what, response) in [
        ("a status beyond all", text("1000 X", "{}")),
        ("a status of two digits", text("99 X", "{}")),
        ("a switch of protocols", text("101 X\r\nupgrade: x", "{}")),
        ("another version", b"HTTP/3.0 200 OK\r\n\r\n{}".to_vec()),
        ("an escape sequence", text("200 \x1b[31m", "{}")),
        (
            "two lengths",
            text("200 OK\r\ncontent-length: 5\r\ncontent-length: 6", "123456"),
        ),
        (
            "a negative length",
            text("200 OK\r\ncontent-length: -1", "{}"),
        ),
        (
            "a length beyond all numbers",
            text("200 OK\r\ncontent-length: 99999999999999999999", "{}"),
        ),
        ("a NUL in a header", text("200 OK\r\nx: a\0b", "{}")),
        (
            "a blank in the name of a header",
            text("200 OK\r\nx y: z", "{}"),
        ),
        (
            "an invalid chunk",
            text("200 OK\r\ntransfer-encoding: chunked", "zz\r\n{}\r\n"),
        ),
        (
            "a thousand headers",
            text(&format!("200 OK{}", "\r\nx: y".repeat(1000)), "{}"),
        ),
        (
            "a huge header",
            text(&format!("200 OK\r\nx: {}", "y".repeat(2_000_000)), "{}"),
        ),
        ("no HTTP", b"\x16\x03\x01\x02\x00\x01\r\n\r\n".to_vec()),
        (
            "half a gzip",
            text(
                "200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4",
                "\x1f\x08\0\0",
            ),
        ),
        (
            "an unknown redirect",
            text("399 X\r\nlocation: \u{1b}]0;x\u{7}", ""),
        ),
        (
            "a challenge",
            text(
                "401 X\r\nwww-authenticate: Bearer \u{202e}\r\ncontent-length: 0",
                "",
            ),
        ),
    ] {
        let server = Server::script([Reply::raw(response).torn_after(0)]).await;
        let error = call_with(&server.transport(), &GET, &once())
            .await
            .expect_err(what);
        is_harmless(&error);
    }
}

#[tokio::test]
async fn unusual_but_clear_responses_are_read() {
    for (what, response, value) in [
        (
            "content of a 204",
            text("204 X\r\ncontent-length: 2", "7 "),
            Value::Null,
        ),
        (
            "a 200 without content",
            text("200 OK\r\ncontent-length: 0", ""),
            Value::Null,
        ),
        (
            "two media types",
            text(
                "200 OK\r\ncontent-type: text/html\r\ncontent-type: a/b\r\ncontent-length: 1",
                "7",
            ),
            json!(7),
        ),
        (
            "a header beyond ASCII",
            text("200 größe\r\nx: ü\r\ncontent-length: 1", "7"),
            json!(7),
        ),
        (
            "hints before",
            [
                text("103 X\r\nlink: <x>", ""),
                text("102 X", ""),
                text("200 OK\r\ncontent-length: 1", "7"),
            ]
            .concat(),
            json!(7),
        ),
        (
            "a trailer",
            text(
                "200 OK\r\ntransfer-encoding: chunked",
                "1;a=b\r\n7\r\n0\r\nx: y\r\n\r\n",
            ),
            json!(7),
        ),
        (
            "a member twice",
            text("200 OK\r\ncontent-length: 13", r#"{"a":1,"a":2}"#),
            json!({"a": 2}),
        ),
        (
            "a mark before",
            text("200 OK\r\ncontent-length: 4", "\u{feff}7"),
            json!(7),
        ),
    ] {
        let server = Server::script([Reply::raw(response)]).await;
        let result = call_with(&server.transport(), &GET, &once()).await;
        let found = result.unwrap_or_else(|error| panic!("{what}: {error:?}"));
        assert_eq!(*found, value, "{what}");
    }
}

#[tokio::test]
async fn a_body_that_is_not_json_is_always_an_error() {
    let utf_16: Vec<u8> = "\u{feff}{}"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (what, body) in [
        ("UTF-16", utf_16),
        ("no UTF-8", b"\"\xff\xfe\"".to_vec()),
        ("a NUL", b"\"a\0\"".to_vec()),
        ("half a surrogate", br#""\ud800""#.to_vec()),
        ("depth of lists", b"[".repeat(1_000_000)),
        ("depth of objects", b"{\"a\":".repeat(1_000_000)),
        (
            "depth that closes",
            [b"[".repeat(1_000_000), b"]".repeat(1_000_000)].concat(),
        ),
        ("a number beyond all", b"1e999".to_vec()),
        ("digits", b"9".repeat(1_000_000)),
        ("two marks", b"\xef\xbb\xbf\xef\xbb\xbf7".to_vec()),
        ("NaN", b"NaN".to_vec()),
        ("a tail", b"{} {}".to_vec()),
    ] {
        for status in [200, 500] {
            let server = Server::script([Reply::new(status, body.clone())]).await;
            let error = call_with(&server.transport(), &GET, &once())
                .await
                .expect_err(what);
            is_harmless(&error);
            assert_eq!(error.status().unwrap(), status, "{what}: {error}");
        }
    }
}

#[tokio::test]
async fn an_endless_head_is_an_error_soon() {
    for (what, head, piece) in [
        (
            "header lines",
            "HTTP/1.1 200 OK\r\n",
            "x: y\r\n".repeat(1000),
        ),
        (
            "a header line",
            "HTTP/1.1 200 OK\r\nx: ",
            "y".repeat(10_000),
        ),
        ("a status line", "HTTP/1.1 200 ", "y".repeat(10_000)),
        (
            "a chunk extension",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4;",
            "y".repeat(10_000),
        ),
        (
            "trailers",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n",
            "x: y\r\n".repeat(1000),
        ),
    ] {
        let server = Server::script([Reply::raw(head).repeating(piece, Duration::ZERO)]).await;
        let error = call_with(&server.transport(), &GET, &once())
            .await
            .expect_err(what);
        is_harmless(&error);
        server.has_been_cut(1).await;
        assert!(server.written() < FLOOD, "{what}: {}", server.written());
    }
}

#[tokio::test]
async fn endless_informational_responses_end_with_the_attempt() {
    let hints = "HTTP/1.1 103 Early\r\n\r\n".repeat(100);
    let server = Server::script([Reply::raw("").repeating(hints, Duration::ZERO)]).await;
    let started = Instant::now();
    let error = call_with(&server.transport(), &GET, &once())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[tokio::test(start_paused = true)]
async fn a_very_slow_response_ends_with_the_attempt() {
    let second = Duration::from_secs(1);
    for (head, kind) in [
        ("HTTP/1.1 200 OK\r\n\r\n[", ErrorKind::Timeout),
        ("HTTP/1.1 200 OK\r\nx: ", ErrorKind::Timeout),
        ("HTTP/1.1 404 No\r\n\r\n", ErrorKind::Status),
        ("HTTP/1.1 401 No\r\n\r\n", ErrorKind::Status),
    ] {
        let server = Server::script([Reply::raw(head).repeating(" ", second)]).await;
        let tenant = server.builder().retry(RetryPolicy::none()).build().unwrap();
        let started = Instant::now();
        let error = call(&Transport::for_tenant(&tenant, "/api"), &GET)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), kind, "{head:?}: {error:?}");
        // After a 401 there is a second attempt, with another token.
        assert!(started.elapsed() <= 61 * second, "{:?}", started.elapsed());
    }
}

#[tokio::test]
async fn a_stream_that_breaks_ends_after_its_error() {
    for response in [
        text("200 OK\r\ncontent-length: 9", "1234"),
        text("200 OK\r\ntransfer-encoding: chunked", "2\r\n12\r\nzz\r\n"),
        text(
            "200 OK\r\ntransfer-encoding: chunked",
            "ffffffffffffffff1\r\n12",
        ),
    ] {
        let server = Server::script([Reply::raw(response).torn_after(0)]).await;
        let transport = server.transport();
        let request = transport.get(transport.base_url()).build().unwrap();
        let response = transport.bytes(&GET, request, &once()).await.unwrap();
        let mut stream: ByteStream = response.into_inner();
        let error = loop {
            match stream.try_next().await {
                Ok(Some(_)) => {}
                Ok(None) => panic!("it ends without an error"),
                Err(error) => break error,
            }
        };
        is_harmless(&error);
        assert!(
            matches!(stream.try_next().await, Ok(None)),
            "one error is enough"
        );
    }
}
