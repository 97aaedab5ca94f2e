//! A small HTTP/1.1 server whose responses and faults a test chooses, and a clock that a test sets.
#![allow(dead_code, reason = "each test file uses a part")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "times in tests are small"
)]

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use odc_auth::{Builder, Clock, OAuthMiddleware};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

pub const SECRET: &str = "canary-secret+/=&%:~\" ä";
pub const ID: &str = "0123456789abcdef0123456789abcdef";

#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub fn bearer(&self) -> Option<&str> {
        self.header("authorization")?.strip_prefix("Bearer ")
    }

    pub fn form(&self) -> Vec<(String, String)> {
        url::form_urlencoded::parse(&self.body)
            .into_owned()
            .collect()
    }
}

/// What the server does with a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Status, extra header lines, body.
    Full(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Announces more bytes than it sends, then closes.
    Torn,
    /// Closes without a response.
    Hangup,
    /// Never responds.
    Stall,
    /// These bytes unchanged, then the end of the connection.
    Raw(Vec<u8>),
    /// These bytes, then others again and again until the client closes the connection.
    Endless(Vec<u8>, Vec<u8>),
    /// The same, slowly.
    Drip(Vec<u8>, Vec<u8>),
    /// Responds after a while.
    Late(Duration, Box<Reply>),
}

pub fn json(status: u16, body: impl Into<String>) -> Reply {
    Reply::Full(
        status,
        vec![("content-type", "application/json".into())],
        body.into().into_bytes(),
    )
}

/// A JSON response that spaces make larger.
pub fn sized(body: &str, size: usize) -> Reply {
    json(200, format!("{body}{}", " ".repeat(size - body.len())))
}

pub fn html(status: u16) -> Reply {
    let headers = vec![("content-type", "text/html".to_owned())];
    Reply::Full(status, headers, b"<!doctype html><h1>Gateway</h1>".to_vec())
}

pub fn status(status: u16, headers: Vec<(&'static str, String)>) -> Reply {
    Reply::Full(status, headers, Vec::new())
}

pub fn token(name: &str, seconds: u64) -> Reply {
    json(
        200,
        format!(r#"{{"access_token":"{name}","expires_in":{seconds},"token_type":"Bearer"}}"#),
    )
}

/// `token-1`, `token-2`, … with this lifetime.
pub fn tokens(seconds: u64) -> impl Fn(&Seen) -> Reply + Send + Sync {
    let count = AtomicU64::new(0);
    move |_| {
        token(
            &format!("token-{}", count.fetch_add(1, Ordering::SeqCst) + 1),
            seconds,
        )
    }
}

type Handler = Box<dyn Fn(&Seen) -> Reply + Send + Sync>;

/// A tenant: discovery document, token endpoint, and an API under every other path.
pub struct Server {
    pub port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    port: u16,
    seen: Mutex<Vec<Seen>>,
    discovery: Mutex<Handler>,
    token: Mutex<Handler>,
    api: Mutex<Handler>,
    open: AtomicI64,
    endless: AtomicU64,
}

const DISCOVERY: &str = "/identity/.well-known/openid-configuration";
pub const TOKEN: &str = "/auth/realms/r/protocol/openid-connect/token";

impl Server {
    /// A server in the current runtime, for tests that pause the clock.
    pub async fn here() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self::with_port(listener.local_addr().unwrap().port());
        tokio::spawn(serve(listener, Arc::clone(&server.shared)));
        server
    }

    /// A server on a thread of its own, for tests in real time.
    pub fn apart() -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let server = Self::with_port(listener.local_addr().unwrap().port());
        let shared = Arc::clone(&server.shared);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime
                .block_on(async { serve(TcpListener::from_std(listener).unwrap(), shared).await });
        });
        server
    }

    fn with_port(port: u16) -> Self {
        let shared = Shared {
            port,
            seen: Mutex::default(),
            discovery: Mutex::new(Box::new(move |_| json(200, document(port)))),
            token: Mutex::new(Box::new(tokens(3600))),
            api: Mutex::new(Box::new(|_| json(200, "{}"))),
            open: AtomicI64::new(0),
            endless: AtomicU64::new(0),
        };
        Self {
            port,
            shared: Arc::new(shared),
        }
    }

    pub fn on_discovery(&self, handler: impl Fn(&Seen) -> Reply + Send + Sync + 'static) {
        *self.shared.discovery.lock().unwrap() = Box::new(handler);
    }

    pub fn on_token(&self, handler: impl Fn(&Seen) -> Reply + Send + Sync + 'static) {
        *self.shared.token.lock().unwrap() = Box::new(handler);
    }

    pub fn on_api(&self, handler: impl Fn(&Seen) -> Reply + Send + Sync + 'static) {
        *self.shared.api.lock().unwrap() = Box::new(handler);
    }

    pub fn domain(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.shared.seen.lock().unwrap().clone()
    }

    pub fn discoveries(&self) -> usize {
        self.seen()
            .iter()
            .filter(|seen| seen.path == DISCOVERY)
            .count()
    }

    pub fn posts(&self) -> usize {
        self.token_requests().len()
    }

    pub fn token_requests(&self) -> Vec<Seen> {
        self.seen()
            .into_iter()
            .filter(|seen| seen.path == TOKEN)
            .collect()
    }

    pub fn calls(&self) -> Vec<Seen> {
        self.seen()
            .into_iter()
            .filter(|seen| seen.path != TOKEN && seen.path != DISCOVERY)
            .collect()
    }

    /// Connections that are open now.
    pub fn open(&self) -> i64 {
        self.shared.open.load(Ordering::SeqCst)
    }

    /// How many bytes of endless responses have been written.
    pub fn endless(&self) -> u64 {
        self.shared.endless.load(Ordering::SeqCst)
    }

    pub fn builder(&self) -> Builder {
        self.bare().client_id(ID).client_secret(SECRET)
    }

    pub fn bare(&self) -> Builder {
        OAuthMiddleware::builder()
            .portal_domain(self.domain())
            .allow_http_loopback(true)
            .retry_base(Duration::from_millis(2))
    }
}

pub fn document(port: u16) -> String {
    let base = format!("http://127.0.0.1:{port}/auth/realms/r");
    format!(
        r#"{{"issuer":"{base}","token_endpoint":"{base}/protocol/openid-connect/token","jwks_uri":"{base}/protocol/openid-connect/certs"}}"#
    )
}

async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            shared.open.fetch_add(1, Ordering::SeqCst);
            let _ = converse(stream, &shared).await;
            shared.open.fetch_sub(1, Ordering::SeqCst);
        });
    }
}

async fn converse(mut stream: TcpStream, shared: &Shared) -> Option<()> {
    let mut buffer = Vec::new();
    loop {
        let seen = read_request(&mut stream, &mut buffer).await?;
        shared.seen.lock().unwrap().push(seen.clone());
        let handler = match seen.path.as_str() {
            DISCOVERY => &shared.discovery,
            TOKEN => &shared.token,
            _ => &shared.api,
        };
        let mut reply = handler.lock().unwrap()(&seen);
        while let Reply::Late(after, then) = reply {
            tokio::time::sleep(after).await;
            reply = *then;
        }
        match reply {
            Reply::Full(status, headers, body) => {
                let mut head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n", body.len());
                for (name, value) in headers {
                    head.extend([name, ": ", &value, "\r\n"]);
                }
                head.push_str("\r\n");
                stream.write_all(head.as_bytes()).await.ok()?;
                stream.write_all(&body).await.ok()?;
            }
            Reply::Torn => {
                let head = "HTTP/1.1 200 X\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"access_tok";
                stream.write_all(head.as_bytes()).await.ok()?;
                return None;
            }
            Reply::Hangup => return None,
            Reply::Raw(bytes) => {
                stream.write_all(&bytes).await.ok()?;
                return None;
            }
            Reply::Drip(head, piece) => {
                stream.write_all(&head).await.ok()?;
                loop {
                    stream.write_all(&piece).await.ok()?;
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            }
            Reply::Endless(head, piece) => {
                stream.write_all(&head).await.ok()?;
                loop {
                    stream.write_all(&piece).await.ok()?;
                    shared
                        .endless
                        .fetch_add(piece.len() as u64, Ordering::SeqCst);
                }
            }
            Reply::Stall | Reply::Late(..) => {
                // Until the client closes the connection.
                while stream.read(&mut [0; 64]).await.ok()? > 0 {}
                return None;
            }
        }
    }
}

async fn read_request(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Seen> {
    let head = loop {
        if let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            break buffer.drain(..end + 4).collect::<Vec<_>>();
        }
        more(stream, buffer).await?;
        if !buffer[0].is_ascii_uppercase() {
            // TLS, most likely.
            return None;
        }
    };
    let head = String::from_utf8(head).ok()?;
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ');
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let mut seen = Seen {
        method: first.next()?.to_owned(),
        path: first.next()?.to_owned(),
        headers,
        body: Vec::new(),
    };
    if let Some(length) = seen
        .header("content-length")
        .and_then(|length| length.parse::<usize>().ok())
    {
        while buffer.len() < length {
            more(stream, buffer).await?;
        }
        seen.body = buffer.drain(..length).collect();
    }
    if seen.header("transfer-encoding").is_some() {
        while !buffer.ends_with(b"0\r\n\r\n") {
            more(stream, buffer).await?;
        }
        seen.body = std::mem::take(buffer);
    }
    Some(seen)
}

async fn more(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<()> {
    let mut chunk = [0; 4096];
    let read = stream.read(&mut chunk).await.ok()?;
    buffer.extend_from_slice(&chunk[..read]);
    (read > 0).then_some(())
}

/// Clocks that move only when a test moves them.
#[derive(Clone, Debug)]
pub struct Hands {
    base: (Instant, SystemTime),
    mono: Arc<AtomicU64>,
    wall: Arc<AtomicI64>,
}

impl Hands {
    pub fn new() -> Self {
        // The monotonic base lies ahead, so that the test may go back from it.
        Self {
            base: (Instant::now(), SystemTime::now()),
            mono: Arc::default(),
            wall: Arc::default(),
        }
    }

    /// The number of whole seconds that a test has moved it forward.
    pub fn passed(&self) -> u64 {
        self.mono.load(Ordering::SeqCst) / 1000
    }

    pub fn forward(&self, seconds: f64) {
        self.mono
            .fetch_add((seconds * 1000.0) as u64, Ordering::SeqCst);
        self.turn_wall(seconds);
    }

    pub fn turn_wall(&self, seconds: f64) {
        self.wall
            .fetch_add((seconds * 1000.0) as i64, Ordering::SeqCst);
    }
}

impl Clock for Hands {
    fn monotonic(&self) -> Instant {
        self.base.0 + Duration::from_millis(self.mono.load(Ordering::SeqCst))
    }

    fn wall(&self) -> SystemTime {
        let turned = self.wall.load(Ordering::SeqCst);
        let by = Duration::from_millis(turned.unsigned_abs());
        if turned < 0 {
            self.base.1 - by
        } else {
            self.base.1 + by
        }
    }
}

/// A client with the middleware.
pub fn client(auth: &OAuthMiddleware) -> reqwest_middleware::ClientWithMiddleware {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    reqwest_middleware::ClientBuilder::new(http)
        .with(auth.clone())
        .build()
}

/// Waits until something has happened on another thread or task.
pub async fn until(what: impl Fn() -> bool) {
    for _ in 0..2000 {
        if what() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    panic!("it did not happen within two seconds");
}

/// A token source that calls a closure.
pub struct Play<F>(pub F);

#[odc_auth::async_trait]
impl<F> odc_auth::TokenSource for Play<F>
where
    F: Fn() -> Result<odc_auth::IssuedToken, odc_auth::SourceError> + Send + Sync + 'static,
{
    async fn token(&self) -> Result<odc_auth::IssuedToken, odc_auth::SourceError> {
        tokio::task::yield_now().await;
        (self.0)()
    }
}

pub fn issued(name: &str, seconds: u64) -> odc_auth::IssuedToken {
    odc_auth::IssuedToken::new(
        odc_auth::AccessToken::new(name).unwrap(),
        Some(Duration::from_secs(seconds)),
    )
}

/// Lets the tasks of this thread run until they wait.
pub async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}
