//! One token for all processes: which process fetches it, which may read it, and what happens to a rejected token.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::{Duration, Instant, SystemTime};

use odc_auth::{
    AccessToken, CacheKey, Clock, Credentials, OAuthMiddleware, StoredToken, SystemClock,
    TokenStore, Turn,
};
use odc_redis::RedisStore;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use odc_redis_server::Server;

/// A slow identity service that gives a new token to each request, and counts them.
struct Identity {
    portal: String,
    fetched: Arc<AtomicU32>,
}

const SECRET: &str = "right";

impl Identity {
    async fn start(takes: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let portal = listener.local_addr().unwrap().to_string();
        let fetched = Arc::new(AtomicU32::new(0));
        let (counter, host) = (Arc::clone(&fetched), portal.clone());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (counter, host) = (Arc::clone(&counter), host.clone());
                tokio::spawn(async move {
                    let request = read_request(&mut stream).await;
                    let (status, body) = if request.starts_with("GET") {
                        let issuer = format!("http://{host}/identity");
                        let text = format!(
                            r#"{{"issuer":"{issuer}","token_endpoint":"http://{host}/token","grant_types_supported":["client_credentials"]}}"#
                        );
                        ("200 OK", text)
                    } else {
                        tokio::time::sleep(takes).await;
                        let number = counter.fetch_add(1, Relaxed) + 1;
                        if request.contains(SECRET) {
                            let text = format!(
                                r#"{{"access_token":"token-{number}","token_type":"Bearer","expires_in":3600}}"#
                            );
                            ("200 OK", text)
                        } else {
                            (
                                "401 Unauthorized",
                                r#"{"error":"invalid_client"}"#.to_owned(),
                            )
                        }
                    };
                    let head = format!(
                        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                        body.len()
                    );
                    let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
                });
            }
        });
        Self { portal, fetched }
    }

    /// The middleware of one more process.
    async fn process(&self, server: &Server, secret: &str) -> OAuthMiddleware {
        let store = connect(server).await;
        OAuthMiddleware::builder()
            .portal_domain(&self.portal)
            .allow_http_loopback(true)
            .client_id("client")
            .client_secret(secret)
            .token_store(store)
            .build()
            .unwrap()
    }

    fn fetched(&self) -> u32 {
        self.fetched.load(Relaxed)
    }
}

/// A store that accepts a slow machine.
async fn connect(server: &Server) -> RedisStore {
    let url = format!("{}?patience_ms=5000", server.url());
    RedisStore::connect(&url).await.unwrap()
}

async fn read_request(stream: &mut tokio::net::TcpStream) -> String {
    let (mut text, mut buffer) = (String::new(), [0; 4096]);
    loop {
        let read = stream.read(&mut buffer).await.unwrap_or_default();
        text += &String::from_utf8_lossy(&buffer[..read]);
        let is_whole = match text.split_once("\r\n\r\n") {
            Some((head, body)) => {
                let length = head.to_lowercase();
                let length = length
                    .lines()
                    .find_map(|line| line.strip_prefix("content-length: "));
                let length = length.and_then(|length| length.parse::<usize>().ok());
                body.len() >= length.unwrap_or_default()
            }
            None => false,
        };
        if is_whole || read == 0 {
            return text;
        }
    }
}

fn key() -> CacheKey {
    CacheKey::new("https://acme.outsystems.dev/", "client", "", &[], None)
}

fn token(text: &str) -> StoredToken {
    StoredToken {
        token: AccessToken::new(text).unwrap(),
        issued_at: SystemTime::now(),
        expires_at: SystemTime::now() + Duration::from_secs(60),
    }
}

/// Waits until the token of a process is in the store and its lock is released. Its caller may have the token
/// earlier.
async fn settle(server: &Server) {
    let is_settled = || {
        let keys: Vec<String> = server.ask("KEYS *:token:*");
        keys.len() == 1 && !keys[0].ends_with(":lock")
    };
    let end = Instant::now() + Duration::from_secs(10);
    while !is_settled() {
        assert!(Instant::now() < end, "no token comes into the store");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn fifty_processes_that_start_at_once_without_a_token_fetch_one() {
    let server = Server::start();
    let identity = Identity::start(Duration::from_millis(300)).await;
    let mut processes = Vec::new();
    for _ in 0..50 {
        processes.push(identity.process(&server, SECRET).await);
    }
    let asks: Vec<_> = processes
        .into_iter()
        .map(|process| tokio::spawn(async move { process.token().await.unwrap() }))
        .collect();
    for ask in asks {
        assert_eq!(ask.await.unwrap().expose(), "token-1");
    }
    assert_eq!(identity.fetched(), 1);
}

#[tokio::test]
async fn a_wrong_secret_in_one_process_does_not_affect_the_others() {
    let server = Server::start();
    let (one, other) = (connect(&server).await, connect(&server).await);
    for (store, secret) in [(one, "wrong"), (other, SECRET)] {
        let turn = store
            .turn(&key(), &Credentials::new("client", secret))
            .await;
        assert_eq!(
            turn.unwrap(),
            Turn::FetchAlone,
            "nobody waits for the other"
        );
    }
    server.run("FLUSHALL");
    let identity = Identity::start(Duration::from_millis(100)).await;
    let wrong = identity.process(&server, "wrong").await;
    let right = identity.process(&server, SECRET).await;
    let failing = tokio::spawn(async move { wrong.token().await.unwrap_err() });
    let first = right.token().await.unwrap();
    assert!(
        failing
            .await
            .unwrap()
            .to_string()
            .contains("invalid_client")
    );
    settle(&server).await;
    let another = identity.process(&server, SECRET).await;
    assert_eq!(another.token().await.unwrap(), first);
}

#[tokio::test]
async fn a_rejected_token_is_removed_for_all_and_replaced_once() {
    let server = Server::start();
    let identity = Identity::start(Duration::from_millis(200)).await;
    let mut processes = Vec::new();
    for _ in 0..10 {
        processes.push(identity.process(&server, SECRET).await);
    }
    let old = processes[0].token().await.unwrap();
    settle(&server).await;
    for process in &processes {
        assert_eq!(process.token().await.unwrap(), old);
    }
    let replacing: Vec<_> = processes
        .into_iter()
        .map(|process| {
            let old = old.clone();
            tokio::spawn(async move {
                process.invalidate(&old);
                process.token().await.unwrap()
            })
        })
        .collect();
    for ask in replacing {
        assert_eq!(ask.await.unwrap().expose(), "token-2");
    }
    assert_eq!(identity.fetched(), 2);
}

#[tokio::test]
async fn if_a_process_dies_while_it_fetches_the_others_wait_until_its_lease_ends() {
    let server = Server::start();
    let credentials = Credentials::new("client", "secret");
    let store = |name: &str| {
        let url = format!("{}?name={name}&patience_ms=5000", server.url());
        async move { RedisStore::connect(&url).await.unwrap() }
    };
    let (dies, lives) = (store("dies").await, store("lives").await);
    assert_eq!(
        dies.turn(&key(), &credentials).await.unwrap(),
        Turn::FetchAlone
    );
    let Turn::Wait(time) = lives.turn(&key(), &credentials).await.unwrap() else {
        panic!("two fetch")
    };
    assert!(time < Duration::from_secs(1));
    let lock: Vec<String> = server.ask("KEYS *:lock");
    let lease: u64 = server.ask(&format!("PTTL {}", lock[0]));
    assert!((5_000..=15_000).contains(&lease), "{lease}");
    // The lease ends.
    server.run(&format!("DEL {}", lock[0]));
    assert_eq!(
        lives.turn(&key(), &credentials).await.unwrap(),
        Turn::FetchAlone
    );

    // The first process was not dead: it notices this, and does not replace the token.
    lives
        .save(&key(), &token("of-the-living"), &credentials)
        .await
        .unwrap();
    dies.save(&key(), &token("too-late"), &credentials)
        .await
        .unwrap();
    let stored = dies.load(&key(), &credentials).await.unwrap().unwrap();
    assert_eq!(stored.token.expose(), "of-the-living");
    assert_eq!(
        dies.turn(&key(), &credentials).await.unwrap(),
        Turn::FetchAlone,
        "the lock is free"
    );
    dies.give_up(&key(), &credentials).await.unwrap();
    assert_eq!(
        lives.turn(&key(), &credentials).await.unwrap(),
        Turn::FetchAlone
    );
}

#[tokio::test]
async fn a_stored_token_is_encrypted_expires_in_time_and_needs_its_secret_to_be_read() {
    let server = Server::start();
    let store = connect(&server).await;
    let credentials = Credentials::new("client", "secret");
    store
        .save(&key(), &token("t0p-s3cret-token"), &credentials)
        .await
        .unwrap();
    let keys: Vec<String> = server.ask("KEYS odc:{acme.outsystems.dev}:token:*");
    assert_eq!(keys.len(), 1);
    assert!(!keys[0].contains("client"), "{keys:?}");
    let bytes: Vec<u8> = server.ask(&format!("GET {}", keys[0]));
    for hidden in ["t0p-s3cret-token", "secret", "client"] {
        assert!(
            !bytes
                .windows(hidden.len())
                .any(|part| part == hidden.as_bytes())
        );
    }
    let life: u64 = server.ask(&format!("PTTL {}", keys[0]));
    assert!((30_000..=60_000).contains(&life), "{life}");
    let other = Credentials::new("client", "other");
    assert!(store.load(&key(), &other).await.unwrap().is_none());
    let elsewhere = CacheKey::new("https://other.outsystems.dev/", "client", "", &[], None);
    assert!(
        store
            .load(&elsewhere, &credentials)
            .await
            .unwrap()
            .is_none()
    );
    // A token of another organization under our key is not used.
    store
        .save(&elsewhere, &token("elsewhere"), &credentials)
        .await
        .unwrap();
    let foreign: Vec<String> = server.ask("KEYS odc:{other.outsystems.dev}:token:*");
    server.run(&format!("COPY {} {} REPLACE", foreign[0], keys[0]));
    assert!(store.load(&key(), &credentials).await.unwrap().is_none());
}

#[tokio::test]
async fn a_token_is_removed_only_if_it_is_the_stored_one() {
    let server = Server::start();
    let store = connect(&server).await;
    let credentials = Credentials::new("client", "secret");
    store
        .save(&key(), &token("new"), &credentials)
        .await
        .unwrap();
    store
        .forget(&key(), &token("old"), &credentials)
        .await
        .unwrap();
    assert!(store.load(&key(), &credentials).await.unwrap().is_some());
    store
        .forget(&key(), &token("new"), &credentials)
        .await
        .unwrap();
    assert!(store.load(&key(), &credentials).await.unwrap().is_none());
    store
        .forget(&key(), &token("new"), &credentials)
        .await
        .unwrap();
}

#[tokio::test]
async fn hostile_values_under_the_keys_of_a_token_count_as_no_token() {
    let server = Server::start();
    let store = connect(&server).await;
    let credentials = Credentials::new("client", "secret");
    store
        .save(&key(), &token("mine"), &credentials)
        .await
        .unwrap();
    let names: Vec<String> = server.ask("KEYS *:token:*");
    let good: Vec<u8> = server.ask(&format!("GET {}", names[0]));
    for position in 0..good.len() {
        let mut bad = good.clone();
        bad[position] ^= 1;
        redis::cmd("SET")
            .arg(&names[0])
            .arg(bad)
            .query::<()>(&mut server.connection())
            .unwrap();
        assert!(
            store.load(&key(), &credentials).await.unwrap().is_none(),
            "{position}"
        );
    }
    server.run(&format!("SETRANGE {} 3000000 x", names[0]));
    assert!(
        store.load(&key(), &credentials).await.unwrap().is_none(),
        "too large to be one"
    );
    server.run(&format!("DEL {}", names[0]));
    server.run(&format!("RPUSH {} x", names[0]));
    let error = store
        .load(&key(), &credentials)
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("set another prefix="), "{error}");
}

#[tokio::test]
async fn an_unreachable_store_costs_one_fetch_and_one_wait() {
    let mut server = Server::start();
    let identity = Identity::start(Duration::ZERO).await;
    let url = format!("{}?patience_ms=900", server.url());
    let store = RedisStore::connect(&url).await.unwrap();
    let auth = OAuthMiddleware::builder()
        .portal_domain(&identity.portal)
        .allow_http_loopback(true)
        .client_id("client")
        .client_secret(SECRET)
        .token_store(store)
        .build()
        .unwrap();
    server.run("CLIENT PAUSE 60000");
    let started = Instant::now();
    assert_eq!(auth.token().await.unwrap().expose(), "token-1");
    let waited = started.elapsed().as_millis();
    assert!((900..1_750).contains(&waited), "{waited} ms");
    server.kill();
    auth.invalidate(&auth.token().await.unwrap());
    assert_eq!(auth.token().await.unwrap().expose(), "token-2");
}

/// A wrong clock of a machine.
#[derive(Debug)]
struct Wrong {
    ahead: bool,
}

impl Clock for Wrong {
    fn monotonic(&self) -> tokio::time::Instant {
        SystemClock.monotonic()
    }

    fn wall(&self) -> SystemTime {
        let wrong = Duration::from_secs(600);
        let now = SystemClock.wall();
        if self.ahead { now + wrong } else { now - wrong }
    }
}

#[tokio::test]
async fn a_clock_that_is_wrong_by_ten_minutes_causes_at_most_one_more_token() {
    for ahead in [true, false] {
        let server = Server::start();
        let identity = Identity::start(Duration::ZERO).await;
        let right = identity.process(&server, SECRET).await;
        right.token().await.unwrap();
        settle(&server).await;
        let store = connect(&server).await;
        let wrong = OAuthMiddleware::builder()
            .portal_domain(&identity.portal)
            .allow_http_loopback(true)
            .client_id("client")
            .client_secret(SECRET)
            .clock(Wrong { ahead })
            .token_store(store)
            .build()
            .unwrap();
        wrong.token().await.unwrap();
        settle(&server).await;
        for _ in 0..3 {
            identity
                .process(&server, SECRET)
                .await
                .token()
                .await
                .unwrap();
            settle(&server).await;
        }
        assert!(
            identity.fetched() <= 2,
            "ahead: {ahead}, {} tokens",
            identity.fetched()
        );
    }
}

#[tokio::test]
async fn a_process_that_waits_for_the_token_of_a_dead_process_has_time_to_fetch_one() {
    let server = Server::start();
    let identity = Identity::start(Duration::from_millis(300)).await;
    let dead = connect(&server).await;
    let credentials = Credentials::new("client", SECRET);
    let origin = format!("http://{}/", identity.portal);
    let key = CacheKey::new(&origin, "client", "", &[], None);
    assert_eq!(
        dead.turn(&key, &credentials).await.unwrap(),
        Turn::FetchAlone
    );
    let store = connect(&server).await;
    let auth = OAuthMiddleware::builder()
        .portal_domain(&identity.portal)
        .allow_http_loopback(true)
        .client_id("client")
        .client_secret(SECRET)
        .flight_timeout(Duration::from_secs(6))
        .token_store(store)
        .build()
        .unwrap();
    let started = Instant::now();
    assert_eq!(auth.token().await.unwrap().expose(), "token-1");
    assert!(
        started.elapsed() > Duration::from_secs(2),
        "it waits for the other at first"
    );
}

#[tokio::test]
async fn a_failed_fetch_does_not_release_the_lock_of_another_process() {
    let server = Server::start();
    let identity = Identity::start(Duration::ZERO).await;
    let origin = format!("http://{}/", identity.portal);
    let key = CacheKey::new(&origin, "client", "", &[], None);
    let store = connect(&server).await;
    let credentials = Credentials::new("client", "wrong");
    // Two tenants of one process: the first tenant fetches a token.
    assert_eq!(
        store.turn(&key, &credentials).await.unwrap(),
        Turn::FetchAlone
    );
    let auth = OAuthMiddleware::builder()
        .portal_domain(&identity.portal)
        .allow_http_loopback(true)
        .client_id("client")
        .client_secret("wrong")
        .flight_timeout(Duration::from_secs(1))
        .token_store(store.clone())
        .build()
        .unwrap();
    auth.token().await.unwrap_err();
    let turn = store.turn(&key, &credentials).await.unwrap();
    assert!(matches!(turn, Turn::Wait(_)), "{turn:?}");
}

#[tokio::test]
async fn a_store_that_is_slow_for_a_while_still_saves_the_fetched_token() {
    let server = Server::start();
    let url = format!("{}?patience_ms=250", server.url());
    let store = RedisStore::connect(&url).await.unwrap();
    let credentials = Credentials::new("client", "secret");
    store.turn(&key(), &credentials).await.unwrap();
    server.run("CLIENT PAUSE 400");
    store
        .save(&key(), &token("new"), &credentials)
        .await
        .unwrap();
    let stored = store.load(&key(), &credentials).await.unwrap();
    assert_eq!(stored.unwrap().token.expose(), "new");
    assert!(server.ask::<Vec<String>>("KEYS *:lock").is_empty());
}

#[tokio::test]
async fn a_program_that_ends_after_it_got_its_token_leaves_the_token_in_the_store() {
    let server = Server::start();
    let identity = Identity::start(Duration::ZERO).await;
    let first = identity.process(&server, SECRET).await;
    let ends = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(first.token()).unwrap()
        // Here its runtime ends, and so does all work that it had not finished.
    });
    let token = tokio::task::spawn_blocking(|| ends.join().unwrap())
        .await
        .unwrap();
    let started = Instant::now();
    let other = identity.process(&server, SECRET).await;
    assert_eq!(other.token().await.unwrap(), token);
    assert_eq!(identity.fetched(), 1);
    assert!(started.elapsed() < Duration::from_secs(5));
}
