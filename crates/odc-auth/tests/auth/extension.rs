//! What users plug in: credentials from a vault, tokens from elsewhere, stores.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use odc_auth::{
    AccessToken, AuthError, CacheKey, CredentialSource, Credentials, FileTokenStore, SourceError,
    StoredToken, TokenStore, async_trait,
};

use crate::support::*;

/// Hands out another secret each time.
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

/// A store as a process next door sees it; can be slow or broken.
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
    // What is due for renewal is not taken from a store.
    hands.forward(3600.0 - 100.0);
    assert_eq!(build().token().await.unwrap().expose(), "token-2");
    // A key holds no secret.
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
async fn another_secret_identity_scope_or_audience_has_its_own_place_in_a_store() {
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
async fn a_store_that_fails_or_hangs_is_passed_over() {
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
async fn a_stored_token_from_the_future_or_without_sense_is_ignored() {
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

fn files(directory: &std::path::Path) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect()
}

#[tokio::test]
async fn the_file_store_keeps_a_token_for_the_next_run_and_for_its_owner_alone() {
    let directory = tempfile::tempdir().unwrap();
    let place = directory.path().join("new/deep");
    let server = Server::apart();
    let build = || {
        server
            .builder()
            .token_store(FileTokenStore::new(&place))
            .build()
            .unwrap()
    };
    assert_eq!(build().token().await.unwrap().expose(), "token-1");
    assert_eq!(build().token().await.unwrap().expose(), "token-1");
    assert_eq!(server.posts(), 1);
    let [file] = files(&place).try_into().unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(
            (mode(file.as_path()), mode(place.as_path())),
            (0o600, 0o700)
        );
    }
    let content = std::fs::read(&file).unwrap();
    for needle in ["token-1", "canary", ID] {
        assert!(
            !content
                .windows(needle.len())
                .any(|window| window == needle.as_bytes())
        );
        assert!(!file.to_str().unwrap().contains(needle));
    }
    // Another secret cannot read it, and says nothing of it.
    let other = server
        .bare()
        .client_id(ID)
        .client_secret("another")
        .token_store(FileTokenStore::new(&place));
    assert_eq!(
        other.build().unwrap().token().await.unwrap().expose(),
        "token-2"
    );
}

#[tokio::test]
async fn a_damaged_file_counts_as_absent() {
    let directory = tempfile::tempdir().unwrap();
    let (key, credentials) = (
        CacheKey::new("i", "c", "", &[], None),
        Credentials::new("c", "s"),
    );
    let store = FileTokenStore::new(directory.path());
    let now = SystemTime::now();
    let token = StoredToken {
        token: AccessToken::new("abc").unwrap(),
        issued_at: now,
        expires_at: now + Duration::from_secs(9),
    };
    store.save(&key, &token, &credentials).await.unwrap();
    let [file] = files(directory.path()).try_into().unwrap();
    let good = std::fs::read(&file).unwrap();
    assert!(store.load(&key, &credentials).await.unwrap().is_some());
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 1;
        std::fs::write(&file, &bad).unwrap();
        assert!(
            store.load(&key, &credentials).await.unwrap().is_none(),
            "byte {at}"
        );
        std::fs::write(&file, &good[..at]).unwrap();
        assert!(
            store.load(&key, &credentials).await.unwrap().is_none(),
            "cut at {at}"
        );
    }
    // Nor does a file serve under another key.
    let other = CacheKey::new("i", "c", "v2", &[], None);
    store.save(&other, &token, &credentials).await.unwrap();
    let second = files(directory.path())
        .into_iter()
        .find(|path| *path != file)
        .unwrap();
    std::fs::write(second, &good).unwrap();
    assert!(store.load(&other, &credentials).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_writers_and_readers_of_one_file_never_see_half_of_it() {
    let directory = tempfile::tempdir().unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for writer in 0..8 {
        let store = FileTokenStore::new(directory.path());
        tasks.spawn(async move {
            let (key, credentials) = (
                CacheKey::new("i", "c", "", &[], None),
                Credentials::new("c", "s"),
            );
            for round in 0..10 {
                let now = SystemTime::now();
                let token = AccessToken::new(format!("{writer}-{round}-").repeat(500)).unwrap();
                let token = StoredToken {
                    token,
                    issued_at: now,
                    expires_at: now + Duration::from_secs(9),
                };
                store.save(&key, &token, &credentials).await.unwrap();
                assert!(store.load(&key, &credentials).await.unwrap().is_some());
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    assert_eq!(files(directory.path()).len(), 1, "no file is left over");
}

#[tokio::test]
async fn a_place_that_cannot_be_written_does_not_keep_a_token_away() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let server = Server::apart();
    // A directory below a file.
    let store = FileTokenStore::new(file.path().join("below"));
    assert!(
        server
            .builder()
            .token_store(store)
            .build()
            .unwrap()
            .token()
            .await
            .is_ok()
    );
}
