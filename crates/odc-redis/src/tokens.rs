//! Tokens in the store: encrypted as in a file. In the whole fleet, one process at a time fetches a token.

use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use odc_auth::{CacheKey, Credentials, SourceError, StoredToken, TokenStore, Turn};
use redis::{RedisError, RedisResult, Script};
use tokio::time::timeout;

use crate::error::describe;
use crate::keys::Keys;
use crate::store::RedisStore;

/// After this time another process may fetch a token, if the first process has not finished.
const LEASE: Duration = Duration::from_secs(15);

/// How long a process waits before it looks for the token again.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// How long saving may take. No call waits for it. If it fails, other processes wait until the lease ends.
const SAVE_PATIENCE: Duration = Duration::from_millis(900);

/// The largest size of a sealed token, in bytes.
const LARGEST: usize = 2 * 1024 * 1024;

/// KEYS token; ARGV the largest size. A larger value is not a token, and is not read.
static LOAD: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "if redis.call('STRLEN', KEYS[1]) > tonumber(ARGV[1]) then return false end
         return redis.call('GET', KEYS[1])",
    )
});

/// KEYS token, lock; ARGV process, sealed token, its life in ms. Returns 1 when the lock was still ours. A process
/// that has lost the lock does not replace a token of another process.
static SAVE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "local mine = redis.call('GET', KEYS[2]) == ARGV[1]
         if mine or redis.call('EXISTS', KEYS[1]) == 0 then
           redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
         end
         if mine then redis.call('DEL', KEYS[2]) end
         return mine and 1 or 0",
    )
});

/// KEYS token or lock; ARGV the value to delete. Another value stays.
static DELETE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
         return 0",
    )
});

impl RedisStore {
    fn token_keys(&self, key: &CacheKey, credentials: &Credentials) -> [String; 2] {
        // The key depends on the secret, so that a process with a wrong secret does not affect other processes.
        let keys = Keys::new(&self.link().url().prefix, key.origin());
        keys.of_token(&key.tag(credentials))
    }

    /// Runs a script within the patience of the store.
    async fn run<T: redis::FromRedisValue + Send>(
        &self,
        script: &redis::ScriptInvocation<'_>,
    ) -> Result<T, SourceError> {
        self.run_within(self.patience(), script).await
    }

    async fn run_within<T: redis::FromRedisValue + Send>(
        &self,
        limit: Duration,
        script: &redis::ScriptInvocation<'_>,
    ) -> Result<T, SourceError> {
        let call = async {
            let mut used = self.link().get().await?;
            let result = script.invoke_async(&mut used.connection).await;
            used.ended(result)
        };
        self.within(limit, call).await
    }

    async fn within<T>(
        &self,
        limit: Duration,
        call: impl Future<Output = RedisResult<T>>,
    ) -> Result<T, SourceError> {
        let url = self.link().url();
        let failed = |what: String| {
            SourceError::transient(format!("the shared store at {} {what}", url.place()))
        };
        match timeout(limit, call).await {
            Ok(result) => result.map_err(|error: RedisError| failed(describe(&error))),
            Err(_) => Err(failed(format!(
                "does not respond within {} ms",
                limit.as_millis()
            ))),
        }
    }

    async fn sealed(&self, token: &str) -> Result<Option<Vec<u8>>, SourceError> {
        self.run(LOAD.key(token).arg(LARGEST)).await
    }
}

#[async_trait]
impl TokenStore for RedisStore {
    async fn load(
        &self,
        key: &CacheKey,
        credentials: &Credentials,
    ) -> Result<Option<StoredToken>, SourceError> {
        let [token, _] = self.token_keys(key, credentials);
        let sealed = self.sealed(&token).await?;
        Ok(sealed.and_then(|sealed| StoredToken::open(&sealed, key, credentials)))
    }

    async fn save(
        &self,
        key: &CacheKey,
        token: &StoredToken,
        credentials: &Credentials,
    ) -> Result<(), SourceError> {
        let [name, lock] = self.token_keys(key, credentials);
        let sealed = token.seal(key, credentials)?;
        let left = token.expires_at.duration_since(SystemTime::now());
        let life = left.unwrap_or_default().as_millis().max(1);
        let life = u64::try_from(life)
            .unwrap_or(u64::MAX)
            .min(30 * 24 * 3_600_000);
        let script = &SAVE;
        let mut script = script.key(name);
        script.key(lock).arg(self.process()).arg(sealed).arg(life);
        let limit = self.patience().max(SAVE_PATIENCE);
        let was_ours: u8 = self.run_within(limit, &script).await?;
        if was_ours == 0 {
            tracing::warn!(
                "fetching a token took longer than its lock in the shared store: another process may have fetched one too"
            );
        }
        Ok(())
    }

    async fn turn(&self, key: &CacheKey, credentials: &Credentials) -> Result<Turn, SourceError> {
        let [_, lock] = self.token_keys(key, credentials);
        let mut command = redis::cmd("SET");
        let lease = u64::try_from(LEASE.as_millis()).unwrap_or(u64::MAX);
        command
            .arg(lock)
            .arg(self.process())
            .arg("NX")
            .arg("PX")
            .arg(lease);
        let call = async {
            let mut used = self.link().get().await?;
            let result = command
                .query_async::<Option<String>>(&mut used.connection)
                .await;
            used.ended(result)
        };
        let is_ours = self.within(self.patience(), call).await?.is_some();
        Ok(if is_ours {
            Turn::FetchAlone
        } else {
            Turn::Wait(LOOK_AGAIN)
        })
    }

    async fn give_up(&self, key: &CacheKey, credentials: &Credentials) -> Result<(), SourceError> {
        let [_, lock] = self.token_keys(key, credentials);
        let _: u8 = self.run(DELETE.key(lock).arg(self.process())).await?;
        Ok(())
    }

    async fn forget(
        &self,
        key: &CacheKey,
        token: &StoredToken,
        credentials: &Credentials,
    ) -> Result<(), SourceError> {
        let [name, _] = self.token_keys(key, credentials);
        let Some(sealed) = self.sealed(&name).await? else {
            return Ok(());
        };
        let stored = StoredToken::open(&sealed, key, credentials);
        if stored.is_some_and(|stored| stored.token == token.token) {
            let _: u8 = self.run(DELETE.key(name).arg(sealed)).await?;
        }
        Ok(())
    }
}
