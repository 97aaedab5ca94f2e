//! What the store writes into the log.
//!
//! This is a program of its own, because `tracing` decides once for each event whether a subscriber wants it. If
//! other tests run without a subscriber at the same time, `tracing` may decide that no subscriber wants it.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use odc_auth::{AccessToken, CacheKey, Credentials, StoredToken, TokenStore, Turn};
use odc_redis::RedisStore;
use odc_redis_server::{Server, free_port};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn open() -> (Self, tracing::subscriber::DefaultGuard) {
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        (log, tracing::subscriber::set_default(subscriber))
    }

    fn lines(&self, part: &str) -> Vec<String> {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let lines = text.lines().filter(|line| line.contains(part));
        lines.map(str::to_owned).collect()
    }
}

#[tokio::test]
async fn losing_the_lock_during_a_fetch_is_one_warning_without_the_token() {
    let (log, _guard) = Log::open();
    let server = Server::start();
    let url = format!("{}?patience_ms=5000", server.url());
    let store = RedisStore::connect(&url).await.unwrap();
    let key = CacheKey::new("https://acme.outsystems.dev/", "client", "", &[], None);
    let credentials = Credentials::new("client", "secret");
    let token = StoredToken {
        token: AccessToken::new("t0ken").unwrap(),
        issued_at: SystemTime::now(),
        expires_at: SystemTime::now() + Duration::from_secs(60),
    };
    let fetch = async || {
        let turn = store.turn(&key, &credentials).await.unwrap();
        assert_eq!(turn, Turn::FetchAlone);
    };
    fetch().await;
    store.save(&key, &token, &credentials).await.unwrap();
    assert!(log.lines("token").is_empty(), "the lock was kept");

    fetch().await;
    let locks: Vec<String> = server.ask("KEYS *:lock");
    // As if its lease had ended, and another process had begun.
    server.run(&format!("SET {} other", locks[0]));
    store.save(&key, &token, &credentials).await.unwrap();
    let lines = log.lines("fetching a token took longer than its lock in the shared store");
    assert_eq!(lines.len(), 1);
    assert!(lines[0].contains("WARN") && !lines[0].contains("t0ken"));
    let kept: String = server.ask(&format!("GET {}", locks[0]));
    assert_eq!(kept, "other", "the lock of the other process stays");
}

#[tokio::test]
async fn an_optional_store_that_is_away_at_the_start_is_one_warning() {
    let (log, _guard) = Log::open();
    let url = format!("redis://:pa55@127.0.0.1:{}?required=false", free_port());
    RedisStore::connect(&url).await.unwrap();
    let lines = log.lines("continuing without the shared store until it can be used");
    assert_eq!(lines.len(), 1);
    assert!(
        lines[0].contains("WARN") && lines[0].contains("refuses the connection"),
        "{}",
        lines[0]
    );
    assert!(!lines[0].contains("pa55"));
}
