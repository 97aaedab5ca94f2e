//! Saves tokens for the next run, and waits until they are stored.
//!
//! The middleware first gives a token to its callers, and then to the store. A command may end in between.

use std::fmt;
use std::time::Duration;

use odc_auth::{
    CacheKey, Credentials, OAuthMiddleware, SourceError, StoredToken, TokenStore, Turn, async_trait,
};
use tokio::sync::watch;

/// The longest time that a command waits for a disk.
const PATIENCE: Duration = Duration::from_secs(1);

/// A store that counts the tokens that it was given.
pub(super) struct CountedStore {
    pub(super) store: Box<dyn TokenStore>,
    pub(super) saved: watch::Sender<u64>,
}

#[async_trait]
impl TokenStore for CountedStore {
    async fn load(
        &self,
        key: &CacheKey,
        credentials: &Credentials,
    ) -> Result<Option<StoredToken>, SourceError> {
        self.store.load(key, credentials).await
    }

    async fn save(
        &self,
        key: &CacheKey,
        token: &StoredToken,
        credentials: &Credentials,
    ) -> Result<(), SourceError> {
        let saved = self.store.save(key, token, credentials).await;
        self.saved.send_modify(|count| *count += 1);
        saved
    }

    async fn turn(&self, key: &CacheKey, credentials: &Credentials) -> Result<Turn, SourceError> {
        self.store.turn(key, credentials).await
    }

    async fn give_up(&self, key: &CacheKey, credentials: &Credentials) -> Result<(), SourceError> {
        self.store.give_up(key, credentials).await
    }

    async fn forget(
        &self,
        key: &CacheKey,
        token: &StoredToken,
        credentials: &Credentials,
    ) -> Result<(), SourceError> {
        self.store.forget(key, token, credentials).await
    }
}

/// The tokens that a command has fetched and that may not be stored yet.
pub struct Saving {
    pub(super) auth: OAuthMiddleware,
    pub(super) saved: watch::Receiver<u64>,
}

impl Saving {
    /// Waits until every fetched token is stored, or until this takes too long.
    pub async fn finish(&self) {
        let fetched = self.auth.counters().fetched;
        let mut saved = self.saved.clone();
        // Without the file, the next command fetches a token. Therefore this is not a failure of this command.
        let _ = tokio::time::timeout(PATIENCE, saved.wait_for(|count| *count >= fetched)).await;
    }
}

impl fmt::Debug for Saving {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Saving").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use odc_auth::FileTokenStore;
    use odc_sandbox::Sandbox;

    use super::*;

    #[tokio::test]
    async fn a_token_is_stored_when_the_wait_ends() {
        let sandbox = Sandbox::start().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let tokens = folder.path().join("tokens");
        let (sender, saved) = watch::channel(0);
        let store = CountedStore {
            store: Box::new(FileTokenStore::new(&tokens)),
            saved: sender,
        };
        let auth = OAuthMiddleware::builder()
            .portal_domain(sandbox.domain())
            .client_id(sandbox.client_id())
            .client_secret(sandbox.client_secret().to_owned())
            .allow_http_loopback(true)
            .token_store(store)
            .build()
            .unwrap();
        let saving = Saving {
            auth: auth.clone(),
            saved,
        };
        saving.finish().await;
        assert!(
            !tokens.exists(),
            "nothing was fetched, and nothing is waited for"
        );
        auth.token().await.unwrap();
        saving.finish().await;
        assert_eq!(std::fs::read_dir(&tokens).unwrap().count(), 1);
    }
}
