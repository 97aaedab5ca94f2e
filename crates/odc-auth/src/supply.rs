//! Where a new token comes from: the user's own source, the store, or the tenant's token endpoint.

use std::sync::atomic::AtomicU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};

use crate::cache::{Lifetime, advisory_window};
use crate::clock::Now;
use crate::config::{Config, Source};
use crate::discovery::{self, Provider};
use crate::error::{AuthError, Step};
use crate::source::{CacheKey, MAX_LIFETIME, StoredToken, TokenStore};
use crate::wire::ATTEMPTS;
use crate::{AccessToken, Credentials, SourceError, token};

/// How long a discovery document is used, and how much longer when it cannot be renewed.
const PROVIDER_LIFE: Duration = Duration::from_secs(24 * 3600);
const PROVIDER_GRACE: Duration = Duration::from_secs(300);
/// A store that is slower is passed over.
const STORE_TIMEOUT: Duration = Duration::from_secs(1);

pub(crate) struct Supply {
    pub config: Config,
    provider: Mutex<Option<(Arc<Provider>, Instant)>>,
    /// Held while saving, so that a newer token is not overwritten by an older one.
    saving: tokio::sync::Mutex<()>,
}

/// A token, its life, and where it was found.
pub(crate) struct Supplied {
    pub token: AccessToken,
    pub life: Lifetime,
    pub stored: bool,
    /// To be kept in the store.
    pub unsaved: Option<Unsaved>,
}

/// A token on its way to the store.
pub(crate) struct Unsaved {
    key: CacheKey,
    token: StoredToken,
    credentials: Credentials,
}

impl Supply {
    pub(crate) fn new(config: Config) -> Self {
        Self {
            config,
            provider: Mutex::default(),
            saving: tokio::sync::Mutex::default(),
        }
    }

    /// Gets a token by `deadline`, counting the token requests in `posts`. A stored token that was
    /// `rejected` is passed over.
    pub(crate) async fn get(
        &self,
        rejected: Option<AccessToken>,
        deadline: Instant,
        posts: &AtomicU32,
    ) -> Result<Supplied, AuthError> {
        let config = &self.config;
        let credentials = match &config.source {
            Source::Credentials(source) => source
                .credentials()
                .await
                .map_err(AuthError::from_source("credential source"))?,
            Source::Tokens(source) => {
                let asked = self.now();
                let issued = source
                    .token()
                    .await
                    .map_err(AuthError::from_source("token source"))?;
                let life = Lifetime::new(asked, issued.lifetime);
                return Ok(Supplied {
                    token: issued.token,
                    life,
                    stored: false,
                    unsaved: None,
                });
            }
        };
        let provider = self.provider(deadline).await?;
        let (id, identity) = (credentials.client_id(), credentials.identity_name());
        let key = CacheKey::new(
            &provider.issuer,
            id,
            identity,
            &config.scopes,
            config.audience.as_deref(),
        );
        if let Some(store) = &config.store
            && let Some(found) = self.load(Arc::clone(store), &key, &credentials).await
            && rejected.as_ref() != Some(&found.token)
        {
            return Ok(found);
        }
        let fetched = token::fetch(config, &provider, &credentials, deadline, posts).await;
        if let Err(AuthError::Status {
            status: 404 | 410, ..
        }) = fetched
            && let Some((_, until)) = &mut *self.known()
        {
            // The endpoint has moved: the next attempt asks where to.
            *until = self.now().mono;
        }
        let fetched = fetched?;
        let life = Lifetime::new(fetched.asked, fetched.lifetime);
        let unsaved = config.store.is_some().then(|| Unsaved {
            key,
            token: StoredToken {
                token: fetched.token.clone(),
                issued_at: fetched.asked.wall,
                expires_at: life.expires_at(),
            },
            credentials,
        });
        Ok(Supplied {
            token: fetched.token,
            life,
            stored: false,
            unsaved,
        })
    }

    /// Puts a token into the store. Nobody waits for that.
    pub(crate) async fn save(&self, unsaved: Unsaved) {
        let Some(store) = self.config.store.clone() else {
            return;
        };
        let _turn = timeout(STORE_TIMEOUT, self.saving.lock()).await;
        ask_store(async move {
            store
                .save(&unsaved.key, &unsaved.token, &unsaved.credentials)
                .await
        })
        .await;
    }

    /// A token from the store that is worth using: not due for renewal, not from the future.
    async fn load(
        &self,
        store: Arc<dyn TokenStore>,
        key: &CacheKey,
        credentials: &Credentials,
    ) -> Option<Supplied> {
        let (key, credentials) = (key.clone(), credentials.clone());
        let StoredToken {
            token,
            issued_at,
            expires_at,
        } = ask_store(async move { store.load(&key, &credentials).await }).await??;
        let now = self.now();
        let length = expires_at.duration_since(issued_at).ok()?.min(MAX_LIFETIME);
        let left = length.checked_sub(now.wall.duration_since(issued_at).ok()?)?;
        if left <= advisory_window(length) {
            return None;
        }
        Some(Supplied {
            token,
            life: Lifetime::partly_over(now, length, left),
            stored: true,
            unsaved: None,
        })
    }

    /// The identity provider, from a document that is at most a day old where possible.
    async fn provider(&self, deadline: Instant) -> Result<Arc<Provider>, AuthError> {
        let known = self.known().clone();
        if let Some((provider, until)) = &known
            && self.config.clock.monotonic() < *until
        {
            return Ok(Arc::clone(provider));
        }
        // With an old document at hand a new one is worth a third of the flight, and one attempt.
        let left = deadline.saturating_duration_since(Instant::now());
        let (attempts, limit) = if known.is_some() {
            (1, left / 3)
        } else {
            (ATTEMPTS, left)
        };
        let fetch = discovery::fetch(&self.config, attempts, deadline);
        let fetched = match timeout(limit, fetch).await {
            Ok(fetched) => fetched,
            Err(_) => Err(self.config.out_of_time(Step::Discovery, limit, attempts)),
        };
        let (provider, life) = match (fetched, known) {
            (Ok(provider), _) => (Arc::new(provider), PROVIDER_LIFE),
            (Err(error), Some((provider, _))) => {
                tracing::warn!(error = %error, "the discovery document was not renewed; the old one is used");
                (provider, PROVIDER_GRACE)
            }
            (Err(error), None) => return Err(error),
        };
        let until = self.config.clock.monotonic() + life;
        *self.known() = Some((Arc::clone(&provider), until));
        Ok(provider)
    }

    pub(crate) fn token_endpoint(&self) -> Option<url::Url> {
        let known = self.known();
        known
            .as_ref()
            .map(|(provider, _)| provider.token_endpoint.clone())
    }

    pub(crate) fn now(&self) -> Now {
        Now::of(&*self.config.clock)
    }

    fn known(&self) -> MutexGuard<'_, Option<(Arc<Provider>, Instant)>> {
        self.provider.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Calls the user's store in a task of its own, so that one that fails, panics or hangs costs no more than the
/// time it is given. What it could not do is logged; a token is fetched, or used, all the same.
async fn ask_store<T: Send + 'static>(
    call: impl Future<Output = Result<T, SourceError>> + Send + 'static,
) -> Option<T> {
    // Dropped with this future, which ends the task.
    let mut tasks = JoinSet::new();
    tasks.spawn(call);
    match timeout(STORE_TIMEOUT, tasks.join_next()).await {
        Ok(Some(Ok(Ok(value)))) => return Some(value),
        Ok(Some(Ok(Err(error)))) => tracing::warn!(error = %error, "the token store failed"),
        Ok(_) => tracing::warn!("the token store panicked"),
        Err(_) => tracing::warn!("the token store is too slow"),
    }
    None
}
