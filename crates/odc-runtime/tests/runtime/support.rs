//! A tenant in a few lines: an HTTP server in the runtime of the test, so that both use the same paused clock.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use odc_runtime::{CallOptions, Error, Operation, ResponseValue, Tenant, TenantBuilder, Transport};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

/// A request as the server saw it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    /// Path and query.
    pub target: String,
    pub headers: BTreeMap<String, String>,
    pub body: String,
    pub at: Instant,
}

impl Seen {
    pub fn query(&self, name: &str) -> Option<String> {
        let url = url::Url::parse("http://x")
            .unwrap()
            .join(&self.target)
            .unwrap();
        let pair = url.query_pairs().find(|(key, _)| key == name);
        pair.map(|(_, value)| value.into_owned())
    }
}

/// The reply of the server to a request.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    framing: Framing,
    /// Continues after the body, until the client closes the connection.
    endless: bool,
    delay: Duration,
    tear: Option<usize>,
    reset: bool,
    /// These bytes are sent instead of the whole response.
    raw: Option<Vec<u8>>,
    /// The piece that an endless body repeats, and the pause after each piece.
    piece: Option<(Vec<u8>, Duration)>,
}

/// How a reply marks the end of its body.
#[derive(Clone, Copy, Debug)]
enum Framing {
    Length,
    /// A length that is not the length of the body.
    Announced(u64),
    Chunked,
}

impl Reply {
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            framing: Framing::Length,
            endless: false,
            delay: Duration::ZERO,
            tear: None,
            reset: false,
            raw: None,
            piece: None,
        }
    }

    /// Exactly these bytes. The connection stays open.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            raw: Some(bytes.into()),
            ..Self::ok()
        }
    }

    /// Continues with `piece` after the body, with a pause after each, until the client closes the connection.
    pub fn repeating(mut self, piece: impl Into<Vec<u8>>, pause: Duration) -> Self {
        self.endless = true;
        self.piece = Some((piece.into(), pause));
        self
    }

    pub fn ok() -> Self {
        Self::new(200, "{}")
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Sends the body in chunks.
    pub fn chunked(mut self) -> Self {
        self.framing = Framing::Chunked;
        self
    }

    /// Announces a length and sends the body. Then it sends nothing until the client closes the connection.
    pub fn announcing(mut self, length: u64) -> Self {
        self.framing = Framing::Announced(length);
        self
    }

    /// Sends blanks after the body until the client closes the connection.
    pub fn endless(mut self) -> Self {
        self.endless = true;
        self
    }

    /// Responds after some time.
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Closes the connection after this many bytes of the response.
    pub fn torn_after(mut self, bytes: usize) -> Self {
        self.tear = Some(bytes);
        self
    }

    /// Resets the connection instead of sending a response.
    pub fn reset() -> Self {
        let reply = Self::ok().torn_after(0);
        Self {
            reset: true,
            ..reply
        }
    }

    fn wire(&self) -> Vec<u8> {
        if let Some(raw) = &self.raw {
            return raw.clone();
        }
        let framing = match self.framing {
            Framing::Length => format!("content-length: {}", self.body.len()),
            Framing::Announced(length) => format!("content-length: {length}"),
            Framing::Chunked => "transfer-encoding: chunked".to_owned(),
        };
        let mut text = format!("HTTP/1.1 {} X\r\n{framing}\r\n", self.status);
        for (name, value) in &self.headers {
            text.extend([*name, ": ", value, "\r\n"]);
        }
        let mut bytes = (text + "\r\n").into_bytes();
        if matches!(self.framing, Framing::Chunked) {
            for chunk in self.body.chunks(64 * 1024) {
                bytes.extend(chunk_of(chunk));
            }
            if !self.endless {
                bytes.extend(chunk_of(b""));
            }
        } else {
            bytes.extend(&self.body);
        }
        bytes.truncate(self.tear.unwrap_or(usize::MAX));
        bytes
    }
}

fn chunk_of(bytes: &[u8]) -> Vec<u8> {
    [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat()
}

type Handler = dyn Fn(&Seen) -> Reply + Send + Sync;
type Travel = dyn Fn() -> Duration + Send + Sync;

const DISCOVERY: &str = "/identity/.well-known/openid-configuration";

/// A server with discovery, tokens, and a handler for the rest.
#[derive(Clone)]
pub struct Server {
    pub host: String,
    /// All requests except those to the identity service.
    seen: Arc<Mutex<Vec<Seen>>>,
    /// The requests of the identity service.
    identity: Arc<Mutex<Vec<Seen>>>,
    pub tokens: Arc<AtomicU32>,
    connections: Arc<AtomicU32>,
    /// How many bytes of endless bodies have been written.
    written: Arc<AtomicU64>,
    /// The number of replies during which the client has closed the connection.
    cut: Arc<AtomicU32>,
    /// The response to requests for tokens, instead of tokens.
    refusal: Arc<Mutex<Option<Reply>>>,
}

impl Server {
    pub async fn start(handler: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        Self::far_away(|| Duration::ZERO, handler).await
    }

    /// A server whose handler gets each request after the time `travel`.
    pub async fn far_away(
        travel: impl Fn() -> Duration + Send + Sync + 'static,
        handler: impl Fn(&Seen) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            host: listener.local_addr().unwrap().to_string(),
            seen: Arc::default(),
            identity: Arc::default(),
            tokens: Arc::default(),
            connections: Arc::default(),
            written: Arc::default(),
            cut: Arc::default(),
            refusal: Arc::default(),
        };
        let handler: Arc<Handler> = Arc::new(handler);
        let travel: Arc<Travel> = Arc::new(travel);
        let own = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                stream.set_nodelay(true).unwrap();
                own.connections.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(
                    own.clone()
                        .serve(stream, Arc::clone(&travel), Arc::clone(&handler)),
                );
            }
        });
        server
    }

    /// A server that sends the n-th reply to the n-th request, and the last reply to all further requests.
    pub async fn script(replies: impl IntoIterator<Item = Reply>) -> Self {
        let replies: Vec<_> = replies.into_iter().collect();
        let turn = AtomicU32::new(0);
        Self::start(move |_| {
            let turn = turn.fetch_add(1, Ordering::Relaxed) as usize;
            replies[turn.min(replies.len() - 1)].clone()
        })
        .await
    }

    async fn serve(self, mut stream: TcpStream, travel: Arc<Travel>, handler: Arc<Handler>) {
        let mut buffer = Vec::new();
        while let Some(seen) = read(&mut stream, &mut buffer).await {
            if matches!(seen.target.as_str(), "/token" | DISCOVERY) {
                self.identity.lock().unwrap().push(seen.clone());
            }
            let reply = match seen.target.as_str() {
                DISCOVERY => self.discovery(),
                "/token" => self.token(),
                _ => {
                    self.seen.lock().unwrap().push(seen.clone());
                    let travel = travel();
                    if !travel.is_zero() {
                        tokio::time::sleep(travel).await;
                    }
                    handler(&seen)
                }
            };
            if !reply.delay.is_zero() {
                tokio::time::sleep(reply.delay).await;
            }
            if reply.reset {
                stream.set_zero_linger().unwrap();
                return;
            }
            if stream.write_all(&reply.wire()).await.is_err() || reply.tear.is_some() {
                return;
            }
            if reply.endless || matches!(reply.framing, Framing::Announced(_)) {
                self.go_on(&mut stream, &reply).await;
                return;
            }
        }
    }

    /// Continues with a body until the client closes the connection.
    async fn go_on(&self, stream: &mut TcpStream, reply: &Reply) {
        let blanks = vec![b' '; 64 * 1024];
        let piece = match reply.framing {
            Framing::Chunked => chunk_of(&blanks),
            Framing::Length | Framing::Announced(_) => blanks,
        };
        let (piece, pause) = reply.piece.clone().unwrap_or((piece, Duration::ZERO));
        if reply.endless {
            while stream.write_all(&piece).await.is_ok() {
                let length = piece.len() as u64;
                self.written.fetch_add(length, Ordering::Relaxed);
                if !pause.is_zero() {
                    tokio::time::sleep(pause).await;
                }
            }
        } else {
            let mut rest = Vec::new();
            let _ = stream.read_to_end(&mut rest).await;
        }
        self.cut.fetch_add(1, Ordering::Relaxed);
    }

    fn discovery(&self) -> Reply {
        let root = format!("http://{}", self.host);
        let document = serde_json::json!({
            "issuer": format!("{root}/auth/realms/x"),
            "token_endpoint": format!("{root}/token"),
            "jwks_uri": format!("{root}/certs"),
        });
        Reply::new(200, document.to_string()).header("content-type", "application/json")
    }

    /// From now on, the server issues no tokens.
    pub fn on_token_respond(&self, reply: Reply) {
        *self.refusal.lock().unwrap() = Some(reply);
    }

    fn token(&self) -> Reply {
        if let Some(refusal) = &*self.refusal.lock().unwrap() {
            return refusal.clone();
        }
        let number = self.tokens.fetch_add(1, Ordering::Relaxed) + 1;
        let token = serde_json::json!({
            "access_token": format!("token-{number}"), "token_type": "Bearer", "expires_in": 43200,
        });
        Reply::new(200, token.to_string()).header("content-type", "application/json")
    }

    pub fn builder(&self) -> TenantBuilder {
        Tenant::builder()
            .portal_domain(&self.host)
            .client_id("id")
            .client_secret("secret")
            .allow_http_loopback(true)
    }

    pub fn tenant(&self) -> Tenant {
        self.builder().build().unwrap()
    }

    pub fn transport(&self) -> Transport {
        Transport::for_tenant(&self.tenant(), "/api/test/v1")
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// The requests for discovery and for tokens.
    pub fn identity(&self) -> Vec<Seen> {
        self.identity.lock().unwrap().clone()
    }

    pub fn calls(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    pub fn connections(&self) -> u32 {
        self.connections.load(Ordering::Relaxed)
    }

    pub fn written(&self) -> u64 {
        self.written.load(Ordering::Relaxed)
    }

    /// Waits until the client has closed the connection during `times` replies.
    pub async fn has_been_cut(&self, times: u32) {
        while self.cut.load(Ordering::Relaxed) < times {
            tokio::task::yield_now().await;
        }
    }
}

pub async fn read(stream: &mut (impl AsyncRead + Unpin), buffer: &mut Vec<u8>) -> Option<Seen> {
    let head = loop {
        if let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    };
    let text = String::from_utf8(buffer[..head].to_vec()).unwrap();
    let mut lines = text.lines();
    let mut first = lines.next()?.split(' ');
    let headers: BTreeMap<_, _> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length = headers
        .get("content-length")
        .map_or(0, |length| length.parse().unwrap());
    while buffer.len() < head + length {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
    let body = String::from_utf8(buffer[head..head + length].to_vec()).unwrap();
    buffer.drain(..head + length);
    Some(Seen {
        method: first.next()?.to_owned(),
        target: first.next()?.to_owned(),
        headers,
        body,
        at: Instant::now(),
    })
}

/// Sends one call without a body, as generated code does.
pub async fn call(
    transport: &Transport,
    operation: &'static Operation,
) -> Result<ResponseValue<Value>, Error> {
    call_with(transport, operation, &CallOptions::new()).await
}

pub async fn call_with(
    transport: &Transport,
    operation: &'static Operation,
    options: &CallOptions,
) -> Result<ResponseValue<Value>, Error> {
    let url = format!("{}{}", transport.base_url(), operation.path());
    let request = transport
        .request(operation.method().clone(), url)
        .build()
        .map_err(|error| Error::invalid_request(operation, error))?;
    transport.json(operation, request, options).await
}
