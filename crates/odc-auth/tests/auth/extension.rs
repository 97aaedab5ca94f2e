//! The parts that users replace: credentials from a vault, tokens from another source, stores.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use odc_auth::{
    AccessToken, AuthError, CacheKey, CredentialSource, Credentials, SourceError, StoredToken,
    TokenStore, async_trait,
};

use crate::support::*;

/// Gives another secret each time.
struct Vault(AtomicU64);

#[async_trait]
impl CredentialSource for Vault {
    async fn credentials(&self) -> Result<Credentials, SourceError> {
        tokio::time::sleep(Duration::from_millis(1)).await;
        match self.0.fetch_add(1, Ordering::SeqCst) {
            0 => Err(SourceError::transient("sealed")),
            n => Ok(Credentials::new(ID, format!("secret-{n}")).identity(format!("v{n}"))),
        }
    }
}

#[tokio::test]
async fn a_vault_is_asked_before_every_token_request() {
    let (server, hands) = (Server::apart(), Hands::new());
    let auth = server
        .bare()
        .credential_source(Vault(AtomicU64::new(0)))
        .clock(hands.clone())
        .build()
        .unwrap();
    let error = auth.token().await.unwrap_err();
    assert!(error.is_transient() && matches!(error, AuthError::Source { .. }));
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "sealed"
    );
    for n in 1..3 {
        auth.token().await.unwrap();
        assert_eq!(
            server.token_requests()[n - 1].form()[2].1,
            format!("secret-{n}")
        );
        hands.forward(3601.0);
    }
}

#[tokio::test]
async fn a_token_from_elsewhere_needs_neither_discovery_nor_credentials() {
    let server = Server::apart();
    let auth = server
        .bare()
        .token_source(Play(|| Ok(issued("mine", 60))))
        .build()
        .unwrap();
    client(&auth).get(server.url("/api")).send().await.unwrap();
    assert_eq!(server.calls()[0].bearer(), Some("mine"));
    assert_eq!((server.discoveries(), server.posts()), (0, 0));
}

/// A store that another process uses too. It can be slow or broken.
#[derive(Clone, Default)]
struct Shelf {
    kept: Arc<Mutex<HashMap<CacheKey, StoredToken>>>,
    broken: bool,
    hangs: bool,
}

impl Shelf {
    async fn trouble(&self) -> Result<(), SourceError> {
        if self.hangs {
            std::future::pending::<()>().await;
        }
        if self.broken {
            Err(SourceError::transient("the shelf fell"))
        } else {
            Ok(())
        }
    }
}

#[async_trait]
impl TokenStore for Shelf {
    async fn load(
        &self,
        key: &CacheKey,
        _: &Credentials,
    ) -> Result<Option<StoredToken>, SourceError> {
        self.trouble().await?;
        Ok(self.kept.lock().unwrap().get(key).cloned())
    }

    async fn save(
        &self,
        key: &CacheKey,
        token: &StoredToken,
        _: &Credentials,
    ) -> Result<(), SourceError> {
        self.trouble().await?;
        self.kept.lock().unwrap().insert(key.clone(), token.clone());
        Ok(())
    }
}

#[tokio::test]
async fn processes_share_a_token_through_a_store() {
    let (server, shelf, hands) = (Server::apart(), Shelf::default(), Hands::new());
    let build = || {
        server
            .builder()
            .token_store(shelf.clone())
            .clock(hands.clone())
            .build()
            .unwrap()
    };
    let (one, two) = (build(), build());
    assert_eq!(one.token().await.unwrap(), two.token().await.unwrap());
    assert_eq!((server.posts(), two.counters().fetched), (1, 0));
    assert_eq!(
        server.discoveries(),
        1,
        "no discovery for a token that is found"
    );
    // A token that must be renewed soon is not taken from a store.
    hands.forward(3600.0 - 100.0);
    assert_eq!(build().token().await.unwrap().expose(), "token-2");
    // A key contains no secret.
    let key = shelf
        .kept
        .lock()
        .unwrap()
        .keys()
        .next()
        .unwrap()
        .to_string();
    assert!(key.contains(ID) && !key.contains("canary"), "{key}");
}

#[tokio::test]
async fn each_secret_identity_scope_and_audience_has_its_own_place_in_a_store() {
    let (server, shelf) = (Server::apart(), Shelf::default());
    let builder = || server.bare().token_store(shelf.clone());
    let credentials = |id: &str, version: &str| Credentials::new(id, SECRET).identity(version);
    for auth in [
        builder().credential_source(credentials("a", "v1")),
        builder().credential_source(credentials("b", "v1")),
        builder().credential_source(credentials("a", "v2")),
        builder()
            .credential_source(credentials("a", "v1"))
            .scope("s")
            .scope("t"),
        builder()
            .credential_source(credentials("a", "v1"))
            .scope("t")
            .scope("s"),
        builder()
            .credential_source(credentials("a", "v1"))
            .audience("s"),
    ] {
        auth.build().unwrap().token().await.unwrap();
    }
    assert_eq!((server.posts(), shelf.kept.lock().unwrap().len()), (5, 5));
}

#[tokio::test]
async fn a_rejected_token_is_not_taken_from_a_store_again() {
    let (server, shelf) = (Server::apart(), Shelf::default());
    let one = server.builder().token_store(shelf.clone()).build().unwrap();
    let two = server.builder().token_store(shelf.clone()).build().unwrap();
    assert_eq!(one.token().await.unwrap(), two.token().await.unwrap());
    server.on_api(|seen| {
        json(
            if seen.bearer() == Some("token-1") {
                401
            } else {
                200
            },
            "{}",
        )
    });
    for auth in [&one, &two] {
        assert_eq!(
            client(auth)
                .get(server.url("/api"))
                .send()
                .await
                .unwrap()
                .status(),
            200
        );
    }
    assert_eq!(server.posts(), 2, "the second finds what the first fetched");
}

#[tokio::test(start_paused = true)]
async fn a_store_that_fails_or_hangs_is_skipped() {
    let server = Server::here().await;
    for (broken, hangs) in [(true, false), (false, true)] {
        let shelf = Shelf {
            broken,
            hangs,
            ..Shelf::default()
        };
        let auth = server.builder().token_store(shelf).build().unwrap();
        let start = tokio::time::Instant::now();
        auth.token().await.unwrap();
        assert!(
            start.elapsed() <= Duration::from_millis(2100),
            "{:?}",
            start.elapsed()
        );
    }
    assert_eq!(server.posts(), 2);
}

#[tokio::test]
async fn a_stored_token_with_a_future_or_impossible_time_is_ignored() {
    let (server, shelf) = (Server::apart(), Shelf::default());
    let build = || server.builder().token_store(shelf.clone()).build().unwrap();
    build().token().await.unwrap();
    let (now, hour) = (SystemTime::now(), Duration::from_secs(3600));
    for (issued_at, expires_at) in [
        (now + hour, now + 2 * hour),
        (now, now - hour),
        (now - 2 * hour, now - hour),
    ] {
        for kept in shelf.kept.lock().unwrap().values_mut() {
            *kept = StoredToken {
                token: AccessToken::new("odd").unwrap(),
                issued_at,
                expires_at,
            };
        }
        assert_ne!(build().token().await.unwrap().expose(), "odd");
    }
}

/// How a store can misbehave.
#[derive(Clone, Copy, Debug)]
enum Trouble {
    Panics,
    /// Before it returns its future.
    PanicsWhenCalled,
    BlocksItsThread,
}

impl Trouble {
    fn happen(self) {
        match self {
            Self::Panics | Self::PanicsWhenCalled => panic!("a panic on purpose, in a test"),
            Self::BlocksItsThread => std::thread::sleep(Duration::from_millis(1100)),
        }
    }
}

impl TokenStore for Trouble {
    fn load<'a: 'f, 'b: 'f, 'c: 'f, 'f>(
        &'a self,
        _: &'b CacheKey,
        _: &'c Credentials,
    ) -> Pin<Box<dyn Future<Output = Result<Option<StoredToken>, SourceError>> + Send + 'f>> {
        if let Self::PanicsWhenCalled = self {
            self.happen();
        }
        Box::pin(async {
            self.happen();
            Ok(None)
        })
    }

    fn save<'a: 'f, 'b: 'f, 'c: 'f, 'd: 'f, 'f>(
        &'a self,
        _: &'b CacheKey,
        _: &'c StoredToken,
        _: &'d Credentials,
    ) -> Pin<Box<dyn Future<Output = Result<(), SourceError>> + Send + 'f>> {
        if let Self::PanicsWhenCalled = self {
            self.happen();
        }
        Box::pin(async {
            self.happen();
            Ok(())
        })
    }
}

#[tokio::test]
async fn a_token_comes_although_a_store_panics_or_blocks_its_thread() {
    for trouble in [
        Trouble::Panics,
        Trouble::PanicsWhenCalled,
        Trouble::BlocksItsThread,
    ] {
        let (server, hands) = (Server::apart(), Hands::new());
        let auth = server
            .builder()
            .token_store(trouble)
            .clock(hands.clone())
            .build()
            .unwrap();
        for n in 1..=2 {
            let token = auth.token().await.unwrap();
            assert_eq!(token.expose(), format!("token-{n}"), "{trouble:?}");
            hands.forward(3601.0);
        }
        let counters = auth.counters();
        assert_eq!((counters.fetched, counters.failed), (2, 0), "{trouble:?}");
    }
}

/// A store that finds the token that the test has set.
struct Finds(StoredToken);

#[async_trait]
impl TokenStore for Finds {
    async fn load(
        &self,
        _: &CacheKey,
        _: &Credentials,
    ) -> Result<Option<StoredToken>, SourceError> {
        Ok(Some(self.0.clone()))
    }

    async fn save(
        &self,
        _: &CacheKey,
        _: &StoredToken,
        _: &Credentials,
    ) -> Result<(), SourceError> {
        Ok(())
    }
}

#[tokio::test]
async fn a_stored_token_is_used_only_when_its_times_make_sense() {
    let server = Server::apart();
    let epoch = SystemTime::UNIX_EPOCH;
    // The latest time that the platform can represent, and the earliest.
    let (mut first, mut last) = (epoch, epoch);
    for power in (0..63).rev() {
        let step = Duration::from_secs(1 << power);
        last = last.checked_add(step).unwrap_or(last);
        first = first.checked_sub(step).unwrap_or(first);
    }
    let hands = Hands::new();
    let now = odc_auth::Clock::wall(&hands);
    let second = Duration::from_secs(1);
    let times = [
        first,
        epoch,
        now - 9 * 24 * 3600 * second,
        now - 1800 * second,
        now - second,
        now,
        now + second,
        now + 1800 * second,
        now + 9 * 24 * 3600 * second,
        last,
    ];
    for issued_at in times {
        for expires_at in times {
            let token = AccessToken::new("stored").unwrap();
            let store = Finds(StoredToken {
                token,
                issued_at,
                expires_at,
            });
            let auth = server
                .builder()
                .token_store(store)
                .clock(hands.clone())
                .build()
                .unwrap();
            let used = auth.token().await.unwrap().expose() == "stored";
            let month = 30 * 24 * 3600 * second;
            let life = expires_at
                .duration_since(issued_at)
                .unwrap_or_default()
                .min(month);
            let age = now.duration_since(issued_at).ok();
            let sensible = age.is_some_and(|age| life > age + (life / 5).min(300 * second));
            assert_eq!(used, sensible, "{issued_at:?} to {expires_at:?}");
        }
    }
}

/// A store that is empty, and needs some time to save a token.
struct SlowToSave;

#[async_trait]
impl TokenStore for SlowToSave {
    async fn load(
        &self,
        _: &CacheKey,
        _: &Credentials,
    ) -> Result<Option<StoredToken>, SourceError> {
        Ok(None)
    }

    async fn save(
        &self,
        _: &CacheKey,
        _: &StoredToken,
        _: &Credentials,
    ) -> Result<(), SourceError> {
        std::future::pending().await
    }
}

#[tokio::test(start_paused = true)]
async fn no_caller_waits_until_a_token_is_saved_and_no_task_stays() {
    let server = Server::here().await;
    let auth = server.builder().token_store(SlowToSave).build().unwrap();
    let tasks = || {
        tokio::runtime::Handle::current()
            .metrics()
            .num_alive_tasks()
    };
    let before = tasks();
    let start = tokio::time::Instant::now();
    auth.token().await.unwrap();
    assert!(
        start.elapsed() < Duration::from_millis(100),
        "{:?}",
        start.elapsed()
    );
    until(|| server.open() == 0 && tasks() == before).await;
    assert!(start.elapsed() < Duration::from_millis(1100));
}
