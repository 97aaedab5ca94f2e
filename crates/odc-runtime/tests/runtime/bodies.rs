//! Endless bodies: how much memory a response takes.

use std::io::Write as _;
use std::time::Duration;

use crate::support::{Reply, Server, call, call_with};
use futures_util::TryStreamExt as _;
use odc_runtime::{ByteStream, CallOptions, Error, ErrorKind, Operation, RetryPolicy, Transport};
use reqwest::Method;

const MIB: usize = 1024 * 1024;
/// More bytes than the sockets of a loopback connection can hold.
const IN_SOCKETS: u64 = 16 * 1024 * 1024;

static GET: Operation = Operation::new("get_user", "G", Method::GET, "/users/1");

fn at_most(bytes: usize) -> CallOptions {
    CallOptions::new().body_limit(bytes)
}

async fn stream(transport: &Transport) -> ByteStream {
    let request = transport.get(transport.base_url()).build().unwrap();
    let response = transport.bytes(&GET, request, &at_most(1)).await.unwrap();
    response.into_inner()
}

async fn empty(transport: &Transport) -> Result<(), Error> {
    let request = transport.delete(transport.base_url()).build().unwrap();
    let response = transport.empty(&GET, request, &at_most(1)).await?;
    assert_eq!(response.status(), 200);
    Ok(())
}

#[tokio::test]
async fn an_endless_body_is_an_error_at_its_limit_and_is_not_requested_again() {
    for reply in [
        Reply::new(200, "[1").chunked().endless(),
        Reply::new(200, "[1").announcing(1 << 60).endless(),
    ] {
        let server = Server::script([reply]).await;
        let error = call_with(&server.transport(), &GET, &at_most(MIB))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
        assert_eq!(error.status().unwrap(), 200);
        assert_eq!((error.attempts(), server.calls()), (1, 1));
        assert!(!error.is_retryable() && error.body_excerpt().is_none());
        server.has_been_cut(1).await;
        assert!(server.written() < IN_SOCKETS, "{}", server.written());
    }
}

#[tokio::test]
async fn a_body_with_a_too_large_length_is_an_error_immediately() {
    let server = Server::script([Reply::new(200, "").announcing(3_000_000_000)]).await;
    let error = call(&server.transport(), &GET).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "get_user: 200 OK, but the response has 3000000000 bytes, more than the 67108864 that `body_limit` admits; \
         ask for less, or admit more"
    );
    server.has_been_cut(1).await;
}

#[tokio::test]
async fn a_body_with_exactly_the_size_of_the_limit_is_read() {
    let text = format!("\"{}\"", "x".repeat(300_000));
    for reply in [
        Reply::new(200, text.as_str()),
        Reply::new(200, text.as_str()).chunked(),
    ] {
        let server = Server::script([reply]).await;
        let transport = server.transport();
        let read = call_with(&transport, &GET, &at_most(text.len())).await;
        assert_eq!(read.unwrap().as_str().unwrap().len(), text.len() - 2);
        let error = call_with(&transport, &GET, &at_most(text.len() - 1)).await;
        assert_eq!(error.unwrap_err().kind(), ErrorKind::TooLarge);
    }
}

#[tokio::test]
async fn a_call_may_allow_more_than_its_tenant() {
    let server = Server::script([Reply::new(200, "[1, 2]")]).await;
    let tenant = server.builder().body_limit(5).build().unwrap();
    let transport = Transport::for_tenant(&tenant, "/api");
    let error = call(&transport, &GET).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    call_with(&transport, &GET, &at_most(6)).await.unwrap();
}

#[tokio::test]
async fn a_users_own_http_client_has_the_same_limit() {
    let server = Server::script([Reply::new(200, "[1").announcing(1 << 40).endless()]).await;
    let url = format!("http://{}/api", server.host);
    let transport = Transport::new(&url, reqwest::Client::new()).unwrap();
    for options in [CallOptions::new(), at_most(MIB)] {
        let error = call_with(&transport, &GET, &options).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn a_compressed_body_counts_with_its_decompressed_size() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(&vec![b' '; 16 * MIB]).unwrap();
    let bomb = packer.finish().unwrap();
    assert!(bomb.len() < MIB / 10);
    let reply = Reply::new(200, bomb).header("content-encoding", "gzip");
    let server = Server::script([reply]).await;
    let transport = server.transport();
    let error = call_with(&transport, &GET, &at_most(MIB))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    let error = call_with(&transport, &GET, &at_most(16 * MIB))
        .await
        .unwrap_err();
    assert_eq!(
        error.kind(),
        ErrorKind::Decode,
        "blanks are not JSON: {error}"
    );
    assert!(server.seen()[0].headers["accept-encoding"].contains("gzip"));
}

#[tokio::test]
async fn the_error_of_an_endless_failure_has_its_status() {
    let server = Server::script([Reply::new(404, "gone").chunked().endless()]).await;
    let error = call(&server.transport(), &GET).await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.body_excerpt(), Some("gone"));
    server.has_been_cut(1).await;
    assert!(server.written() < IN_SOCKETS, "{}", server.written());
}

#[tokio::test]
async fn an_unexpected_body_is_not_read() {
    for reply in [
        Reply::new(200, "").announcing(1 << 40).endless(),
        Reply::new(200, "").chunked().endless(),
    ] {
        let server = Server::script([reply]).await;
        empty(&server.transport()).await.unwrap();
        let url = format!("http://{}/api", server.host);
        let own = Transport::new(&url, reqwest::Client::new()).unwrap();
        empty(&own).await.unwrap();
        server.has_been_cut(2).await;
        assert!(server.written() < 2 * IN_SOCKETS, "{}", server.written());
    }
}

#[tokio::test]
async fn a_stream_has_no_limit_and_counts_its_bytes() {
    let server = Server::script([Reply::new(200, "x".repeat(3 * MIB))]).await;
    let mut body = stream(&server.transport()).await;
    assert_eq!(body.received(), 0);
    let mut length = 0;
    while let Some(piece) = body.try_next().await.unwrap() {
        length += piece.len() as u64;
        assert_eq!(body.received(), length);
    }
    assert_eq!(length, 3 * MIB as u64);
}

#[tokio::test]
async fn a_stream_that_is_dropped_closes_its_connection() {
    let server = Server::script([Reply::new(200, "").chunked().endless()]).await;
    let mut body = stream(&server.transport()).await;
    while body.received() < MIB as u64 {
        body.try_next().await.unwrap();
    }
    drop(body);
    server.has_been_cut(1).await;
}

#[tokio::test]
async fn the_error_of_a_broken_stream_names_its_call() {
    let server = Server::script([Reply::new(200, "x".repeat(1000)).torn_after(500)]).await;
    let tenant = server.builder().retry(RetryPolicy::none()).build().unwrap();
    let body = stream(&Transport::for_tenant(&tenant, "/api")).await;
    let error = body.try_collect::<Vec<_>>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Network);
    assert!(error.to_string().starts_with("get_user: "), "{error}");
}

#[tokio::test(start_paused = true)]
async fn no_deadline_limits_the_body_of_a_stream() {
    let slow = Reply::new(200, "")
        .announcing(1_000_000)
        .repeating("x", Duration::from_secs(1));
    let server = Server::script([slow]).await;
    let policy = RetryPolicy::new().deadline(Duration::from_secs(5));
    let tenant = server.builder().retry(policy).build().unwrap();
    let started = tokio::time::Instant::now();
    let mut body = stream(&Transport::for_tenant(&tenant, "/api")).await;
    while started.elapsed() < Duration::from_secs(20) {
        body.try_next().await.unwrap().unwrap();
    }
}
