//! An identity service that breaks all rules of HTTP and JSON: it causes errors of one line, in limited time and
//! memory.

use std::error::Error as _;
use std::time::Duration;

use odc_auth::{AuthError, OAuthMiddleware};
use tokio::time::Instant;

use crate::support::*;

/// More bytes than the sockets of a loopback connection can hold, and more than a client reads.
const FLOOD: u64 = 24 * 1024 * 1024;

const TOKEN_BODY: &str = r#"{"access_token":"t","token_type":"Bearer","expires_in":60}"#;

/// A response that consists of this head and this body.
fn raw(head: &[u8], body: &[u8]) -> Reply {
    Reply::Raw([head, b"\r\n", body].concat())
}

/// A success with these header lines and this body. The body ends with the connection.
fn ok(lines: &[u8], body: &[u8]) -> Reply {
    raw(&[b"HTTP/1.1 200 OK\r\n", lines].concat(), body)
}

/// Fails the test if an error contains text that is dangerous to print.
fn is_harmless(error: &AuthError) {
    let mut texts = vec![error.to_string(), format!("{error:?}")];
    let mut source = error.source();
    while let Some(error) = source {
        texts.push(error.to_string());
        source = error.source();
    }
    for text in texts {
        let odd = |c: char| c.is_control() || matches!(c, '\u{202e}' | '\u{2028}' | '\u{feff}');
        assert!(!text.contains(odd), "{text:?}");
        assert!(text.len() < 1500, "{} bytes: {text}", text.len());
    }
}

/// Requests a token from a service that responds with these bytes, once for the discovery document and once for the
/// token.
async fn ask(what: &str, reply: &Reply) -> [Result<String, AuthError>; 2] {
    let mut results = Vec::new();
    for is_document in [true, false] {
        let server = Server::apart();
        let own = reply.clone();
        if is_document {
            server.on_discovery(move |_| own.clone());
        } else {
            server.on_token(move |_| own.clone());
        }
        let auth = server.builder().attempt_timeout(Duration::from_millis(500));
        let started = Instant::now();
        let result = auth.build().unwrap().token().await;
        assert!(started.elapsed() < Duration::from_secs(20), "{what}");
        assert!(server.endless() < FLOOD, "{what}: {}", server.endless());
        if let Err(error) = &result {
            is_harmless(error);
        }
        assert!(
            !is_document || server.posts() == 0,
            "{what}: the secret was sent"
        );
        results.push(result.map(|token| token.expose().to_owned()));
    }
    results.try_into().unwrap()
}

#[tokio::test]
async fn a_response_without_end_is_given_up_soon() {
    let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunk = [b"4000\r\n".as_slice(), &[b' '; 0x4000], b"\r\n"].concat();
    let blanks = vec![b' '; 0x10000];
    for (what, head, piece) in [
        ("chunks", chunked.as_slice(), chunk.as_slice()),
        (
            "a body to the end of the connection",
            b"HTTP/1.1 200 OK\r\n\r\n",
            &blanks,
        ),
        (
            "the longest length",
            b"HTTP/1.1 200 OK\r\ncontent-length: 18446744073709551613\r\n\r\n",
            &blanks,
        ),
        (
            "an error",
            b"HTTP/1.1 400 No\r\n\r\n{\"error\":\"invalid_client\"",
            &blanks,
        ),
        (
            "a redirect",
            b"HTTP/1.1 302 Found\r\nlocation: /x\r\n\r\n",
            &blanks,
        ),
        ("header lines", b"HTTP/1.1 200 OK\r\n", b"x: y\r\n"),
        ("a header line", b"HTTP/1.1 200 OK\r\nx: ", &blanks),
        ("a status line", b"HTTP/1.1 200 ", &blanks),
        (
            "a chunk extension",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4;",
            &blanks,
        ),
        (
            "trailers",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n",
            b"x: y\r\n",
        ),
        ("no HTTP", b"", b"\x16\x03\x01\x00"),
    ] {
        let reply = Reply::Endless(head.to_vec(), piece.to_vec());
        for result in ask(what, &reply).await {
            result.expect_err(what);
        }
    }
}

#[tokio::test]
async fn a_response_with_an_announced_body_that_never_comes_ends_with_the_flight() {
    let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    for (head, piece) in [
        (b"".as_slice(), b"HTTP/1.1 103 Early\r\n\r\n".repeat(100)),
        // The length of a chunk, after endless zeros.
        (chunked, b"0".repeat(1000)),
    ] {
        let server = Server::apart();
        server.on_token(move |_| Reply::Endless(head.to_vec(), piece.clone()));
        let auth = server
            .builder()
            .attempt_timeout(Duration::from_millis(100))
            .flight_timeout(Duration::from_millis(400));
        let error = auth.build().unwrap().token().await.unwrap_err();
        assert!(matches!(error, AuthError::TimedOut { .. }), "{error:?}");
    }
}

#[tokio::test]
async fn a_very_slow_response_ends_with_the_attempt_and_the_flight() {
    for (head, piece) in [
        (
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n",
            " ",
        ),
        ("HTTP/1.1 200 OK\r\nx: ", "y"),
    ] {
        let server = Server::apart();
        server.on_token(move |_| Reply::Drip(head.into(), piece.into()));
        let auth = server.builder().attempt_timeout(Duration::from_millis(100));
        let started = Instant::now();
        let error = auth.build().unwrap().token().await.unwrap_err();
        assert!(
            matches!(error, AuthError::TimedOut { attempts: 3, .. }),
            "{error:?}"
        );
        assert!(started.elapsed() < Duration::from_secs(10));
        until(|| server.open() == 0).await;
    }
}

#[tokio::test]
async fn a_broken_rule_of_http_or_json_causes_an_error_of_one_line() {
    let utf_16: Vec<u8> = std::iter::once('\u{feff}')
        .chain(TOKEN_BODY.chars())
        .flat_map(|c| (c as u16).to_le_bytes())
        .collect();
    let nested = format!("{{\"access_token\":{}", "[".repeat(200_000));
    let control = "{\"error\":\"a\",\"error_description\":\"\\u001b[2J\\u202e\\u2028\\u0000\"}";
    let replies = [
        ("nothing", Reply::Raw(Vec::new())),
        ("a status beyond all", raw(b"HTTP/1.1 1000 X\r\n", b"{}")),
        ("a status of two digits", raw(b"HTTP/1.1 99 X\r\n", b"{}")),
        (
            "a switch of protocols",
            raw(b"HTTP/1.1 101 X\r\nupgrade: x\r\n", b"{}"),
        ),
        (
            "another version",
            raw(b"HTTP/3.0 200 OK\r\n", TOKEN_BODY.as_bytes()),
        ),
        ("an escape sequence", raw(b"HTTP/1.1 200 \x1b[31m\r\n", b"")),
        (
            "two lengths",
            ok(b"content-length: 5\r\ncontent-length: 6\r\n", b"123456"),
        ),
        ("a negative length", ok(b"content-length: -1\r\n", b"{}")),
        (
            "a length that is not a number",
            ok(b"content-length: 1e3\r\n", b"{}"),
        ),
        (
            "a length beyond all numbers",
            ok(b"content-length: 99999999999999999999\r\n", b"{}"),
        ),
        ("a NUL in a header", ok(b"x: a\x00b\r\n", b"{}")),
        ("a blank in the name of a header", ok(b"x y: z\r\n", b"{}")),
        (
            "an invalid chunk",
            ok(b"transfer-encoding: chunked\r\n", b"zz\r\n{}\r\n"),
        ),
        (
            "a chunk without end",
            ok(b"transfer-encoding: chunked\r\n", b"ffffffffffffffff\r\n{}"),
        ),
        (
            "no content",
            raw(b"HTTP/1.1 204 X\r\n", TOKEN_BODY.as_bytes()),
        ),
        ("UTF-16", ok(b"", &utf_16)),
        (
            "no UTF-8",
            ok(
                b"",
                b"{\"access_token\":\"\xff\xfe\",\"token_type\":\"Bearer\"}",
            ),
        ),
        (
            "a NUL",
            ok(b"", b"{\"access_token\":\"t\0\",\"token_type\":\"Bearer\"}"),
        ),
        (
            "an escaped NUL",
            ok(b"", br#"{"access_token":"t\u0000","token_type":"Bearer"}"#),
        ),
        (
            "half a surrogate",
            ok(b"", br#"{"access_token":"\ud800","token_type":"Bearer"}"#),
        ),
        (
            "a line break",
            ok(
                b"",
                br#"{"access_token":"t\r\nX: y","token_type":"Bearer"}"#,
            ),
        ),
        ("depth", ok(b"", nested.as_bytes())),
        (
            "a member twice",
            ok(
                b"",
                br#"{"access_token":"a","access_token":"b","token_type":"Bearer"}"#,
            ),
        ),
        (
            "two texts",
            ok(b"", [TOKEN_BODY, TOKEN_BODY].concat().as_bytes()),
        ),
        ("an array", ok(b"", br#"["t","Bearer",60]"#)),
        (
            "control characters",
            raw(b"HTTP/1.1 400 No\r\n", control.as_bytes()),
        ),
        (
            "gzip that nobody asked for",
            ok(b"content-encoding: gzip\r\n", b"\x1f\x8b\x08\x00"),
        ),
    ];
    for (what, reply) in replies {
        let [document, token] = ask(what, &reply).await;
        document.expect_err(what);
        token.expect_err(what);
    }
}

#[tokio::test]
async fn unusual_but_clear_responses_are_read() {
    let chunks = format!(
        "{:x};a=\"b\"\r\n{TOKEN_BODY}\r\n0\r\nx: y\r\n\r\n",
        TOKEN_BODY.len()
    );
    let early =
        format!("HTTP/1.1 103 Early\r\nlink: </x>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{TOKEN_BODY}");
    for (what, reply) in [
        (
            "two media types",
            ok(
                b"content-type: text/html\r\ncontent-type: application/json\r\n",
                TOKEN_BODY.as_bytes(),
            ),
        ),
        ("no reason", raw(b"HTTP/1.1 200\r\n", TOKEN_BODY.as_bytes())),
        (
            "HTTP/1.0",
            raw(b"HTTP/1.0 200 OK\r\n", TOKEN_BODY.as_bytes()),
        ),
        (
            "a header beyond ASCII",
            ok("x: größe\r\n".as_bytes(), TOKEN_BODY.as_bytes()),
        ),
        (
            "chunks with extension and trailer",
            ok(b"transfer-encoding: chunked\r\n", chunks.as_bytes()),
        ),
        ("an early hint", Reply::Raw(early.into_bytes())),
        (
            "another member twice",
            ok(
                b"",
                br#"{"a":1,"a":2,"access_token":"t","token_type":"Bearer"}"#,
            ),
        ),
    ] {
        let [_, token] = ask(what, &reply).await;
        assert_eq!(token.expect(what), "t", "{what}");
    }
    // Quotes are visible ASCII. The server may issue a token with them.
    let quoted = ok(b"", br#"{"access_token":"\"t\"","token_type":"Bearer"}"#);
    let [_, token] = ask("quotes", &quoted).await;
    assert_eq!(token.unwrap(), "\"t\"");
}

/// A name service that gives wrong addresses and records each request.
struct Liar(std::sync::Arc<std::sync::atomic::AtomicU32>);

impl reqwest::dns::Resolve for Liar {
    fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
        self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let elsewhere: std::net::SocketAddr = ([127, 0, 0, 2], 0).into();
        Box::pin(async move { Ok(Box::new(std::iter::once(elsewhere)) as _) })
    }
}

#[tokio::test]
async fn plain_http_stays_on_this_machine_with_any_resolver_and_proxy() {
    let (server, proxy) = (Server::apart(), Server::apart());
    let port = server.port;
    server.on_discovery(move |_| {
        let document = document(port).replace("127.0.0.1", "localhost");
        json(200, document)
    });
    let asked = std::sync::Arc::default();
    let lying = || {
        reqwest::Client::builder()
            .proxy(reqwest::Proxy::all(proxy.url("/")).unwrap())
            .dns_resolver(std::sync::Arc::new(Liar(std::sync::Arc::clone(&asked))))
    };
    let auth = OAuthMiddleware::builder()
        .portal_domain(format!("localhost:{port}"))
        .allow_http_loopback(true)
        .client_id(ID)
        .client_secret(SECRET)
        .http_client(lying())
        .build()
        .unwrap();
    let http = auth.protect(lying()).build().unwrap();
    let client = reqwest_middleware::ClientBuilder::new(http)
        .with(auth.clone())
        .build();
    let url = auth.origin().join("api").unwrap();
    assert_eq!(client.get(url).send().await.unwrap().status(), 200);
    assert_eq!(server.calls()[0].bearer(), Some("token-1"));
    assert_eq!(asked.load(std::sync::atomic::Ordering::SeqCst), 0);
    assert!(proxy.seen().is_empty(), "{:?}", proxy.seen());
}
