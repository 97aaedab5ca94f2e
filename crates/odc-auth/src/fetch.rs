//! Where a new token comes from: the user's own source, the store, or the tenant's token endpoint.

use std::sync::atomic::AtomicU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use odc_http::delay::random_unit;
use reqwest::{Method, Request};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use crate::error::{AuthError, AuthStep, SourceError};
use crate::exchange::ATTEMPTS;
use crate::machine::{Lifetime, Phase};
use crate::protocol::discovery::{self, Provider, Trust};
use crate::protocol::reply::Peer;
use crate::protocol::token;
use crate::secret::{AccessToken, Credentials, MAX_LIFETIME};
use crate::settings::{Settings, Source};
use crate::source::{CacheKey, StoredToken, TokenStore, Turn};

/// How long a discovery document is used, and how much longer an old one is used when it cannot be renewed.
const PROVIDER_LIFE: Duration = Duration::from_secs(24 * 3600);
const PROVIDER_GRACE: Duration = Duration::from_secs(300);
/// The longest wait for the store. After it, the flight continues without the store.
const STORE_TIMEOUT: Duration = Duration::from_secs(1);

pub(crate) struct Fetcher {
    pub settings: Settings,
    /// The identity provider, and the time until which it can be used without a new document.
    provider: Mutex<Option<(Arc<Provider>, Instant)>>,
    /// Held while saving, so that an older token does not overwrite a newer one.
    saving: tokio::sync::Mutex<()>,
}

/// A token, its life, and where it comes from.
pub(crate) struct Fetched {
    pub token: AccessToken,
    pub life: Lifetime,
    pub origin: TokenOrigin,
    /// Whether other processes wait until the store has it.
    pub is_awaited: bool,
}

/// The origin of a token.
pub(crate) enum TokenOrigin {
    /// The user's token source.
    Source,
    /// The user's token store.
    Store,
    /// The token endpoint. The token was requested at this time, and the store may keep it under this key.
    Endpoint(SystemTime, CacheKey, Credentials),
}

/// The result of a look into the store.
enum Stored {
    Found(Box<Fetched>),
    /// No token. The field says whether the store makes other processes wait until this one has fetched a token.
    Absent {
        is_alone: bool,
    },
}

impl Fetched {
    pub(crate) fn is_stored(&self) -> bool {
        matches!(self.origin, TokenOrigin::Store)
    }
}

impl Fetcher {
    pub(crate) fn new(settings: Settings) -> Self {
        Self {
            settings,
            provider: Mutex::default(),
            saving: tokio::sync::Mutex::default(),
        }
    }

    /// Gets a token by `deadline`. Counts the token requests in `posts`. Does not use a stored token that equals
    /// `dropped`.
    pub(crate) async fn fetch(
        &self,
        dropped: Option<&AccessToken>,
        deadline: Instant,
        posts: &AtomicU32,
    ) -> Result<Fetched, AuthError> {
        let settings = &self.settings;
        let credentials = match &settings.source {
            Source::Credentials(source) => source.credentials().await,
            Source::Tokens(source) => {
                let asked = settings.options.now();
                let issued = source.token().await;
                let issued = issued.map_err(AuthError::from_source("token source"))?;
                return Ok(Fetched {
                    token: issued.token,
                    life: Lifetime::new(asked, issued.lifetime, issued.lifetime, random_unit()),
                    origin: TokenOrigin::Source,
                    is_awaited: false,
                });
            }
        };
        let credentials = credentials.map_err(AuthError::from_source("credential source"))?;
        let key = CacheKey::new(
            settings.origin.as_str(),
            credentials.client_id(),
            credentials.identity_name(),
            &settings.options.grant.scopes,
            settings.options.grant.audience.as_deref(),
        );
        let is_alone = match self.stored(&key, &credentials, dropped, deadline).await {
            Stored::Found(found) => return Ok(*found),
            Stored::Absent { is_alone } => is_alone,
        };
        let fetched = self
            .fetch_from_endpoint(&key, &credentials, deadline, posts)
            .await;
        if fetched.is_err() && is_alone {
            self.give_up(&key, &credentials).await;
        }
        fetched.map(|fetched| Fetched {
            is_awaited: is_alone,
            ..fetched
        })
    }

    /// Lets another process fetch a token.
    async fn give_up(&self, key: &CacheKey, credentials: &Credentials) {
        if let Some(store) = self.settings.options.store.clone() {
            let (key, credentials) = (key.clone(), credentials.clone());
            ask_store(async move { store.give_up(&key, &credentials).await }).await;
        }
    }

    /// A token from the store. If there is none and another process fetches one, this waits for that token, for at
    /// most two thirds of the remaining time. After an error of the store, it does not use the store again.
    async fn stored(
        &self,
        key: &CacheKey,
        credentials: &Credentials,
        dropped: Option<&AccessToken>,
        deadline: Instant,
    ) -> Stored {
        let mut is_alone = false;
        let Some(store) = self.settings.options.store.as_ref() else {
            return Stored::Absent { is_alone };
        };
        let left = deadline.saturating_duration_since(Instant::now());
        let patience = deadline - left / 3;
        loop {
            let Some(stored) = self.load(store, key, credentials).await else {
                return Stored::Absent { is_alone };
            };
            match stored {
                Some((token, _)) if dropped == Some(&token.token) => {
                    let (store, key, credentials) =
                        (Arc::clone(store), key.clone(), credentials.clone());
                    ask_store(async move { store.forget(&key, &token, &credentials).await }).await;
                }
                Some((token, life)) if life.phase(self.settings.options.now()) == Phase::Fresh => {
                    if is_alone {
                        self.give_up(key, credentials).await;
                    }
                    return Stored::Found(Box::new(Fetched {
                        token: token.token,
                        life,
                        origin: TokenOrigin::Store,
                        is_awaited: false,
                    }));
                }
                _ => {}
            }
            if is_alone {
                return Stored::Absent { is_alone };
            }
            let (store, key, credentials) = (Arc::clone(store), key.clone(), credentials.clone());
            let turn = ask_store(async move { store.turn(&key, &credentials).await }).await;
            match turn {
                Some(Turn::FetchAlone) => is_alone = true,
                Some(Turn::Wait(time)) if Instant::now() + time < patience => sleep(time).await,
                Some(_) => return Stored::Absent { is_alone },
                // The store may have received the request.
                None => return Stored::Absent { is_alone: true },
            }
        }
    }

    async fn fetch_from_endpoint(
        &self,
        key: &CacheKey,
        credentials: &Credentials,
        deadline: Instant,
        posts: &AtomicU32,
    ) -> Result<Fetched, AuthError> {
        let settings = &self.settings;
        let provider = self.provider(deadline).await?;
        let (endpoint, method) = (&provider.token_endpoint, provider.method);
        let request = token::request(endpoint, method, &settings.options.grant, credentials);
        let peer = Peer {
            step: AuthStep::Token,
            host: &provider.host,
        };
        let exchange = settings.exchange(peer, &request, ATTEMPTS, deadline, posts);
        let (reply, asked) = exchange.await?;
        if let (404 | 410, Some((_, until))) = (reply.status, &mut *self.known()) {
            // The endpoint has moved: the next flight looks it up again.
            *until = asked.mono;
        }
        let (token, lifetime) = token::read_response(&reply, peer, credentials)?;
        Ok(Fetched {
            token,
            life: Lifetime::new(asked, lifetime, lifetime, random_unit()),
            origin: TokenOrigin::Endpoint(asked.wall, key.clone(), credentials.clone()),
            is_awaited: false,
        })
    }

    /// Puts a token of the endpoint into the store.
    pub(crate) async fn save(&self, fetched: Fetched) {
        if let TokenOrigin::Endpoint(issued_at, key, credentials) = fetched.origin
            && let Some(store) = self.settings.options.store.clone()
        {
            let token = StoredToken {
                token: fetched.token,
                issued_at,
                expires_at: fetched.life.expires_at(),
            };
            let _turn = timeout(STORE_TIMEOUT, self.saving.lock()).await;
            ask_store(async move { store.save(&key, &token, &credentials).await }).await;
        }
    }

    /// A token from the store that has not expired and whose timestamps are not in the future, and its life. `None`
    /// when the store fails.
    async fn load(
        &self,
        store: &Arc<dyn TokenStore>,
        key: &CacheKey,
        credentials: &Credentials,
    ) -> Option<Option<(StoredToken, Lifetime)>> {
        let (store, key, credentials) = (Arc::clone(store), key.clone(), credentials.clone());
        let load = async move { store.load(&key, &credentials).await };
        let stored = ask_store(load).await?;
        Some(stored.and_then(|stored| self.alive(stored)))
    }

    fn alive(&self, stored: StoredToken) -> Option<(StoredToken, Lifetime)> {
        let now = self.settings.options.now();
        let length = stored.expires_at.duration_since(stored.issued_at).ok()?;
        let age = now.wall.duration_since(stored.issued_at).ok()?;
        let length = length.min(MAX_LIFETIME);
        let life = Lifetime::new(now, length, length.checked_sub(age)?, random_unit());
        Some((stored, life))
    }

    /// The identity provider, from a document that is at most a day old where possible.
    async fn provider(&self, deadline: Instant) -> Result<Arc<Provider>, AuthError> {
        let known = self.known().clone();
        if let Some((provider, until)) = &known
            && self.settings.options.clock.monotonic() < *until
        {
            return Ok(Arc::clone(provider));
        }
        let (provider, life) = match (self.discover(known.is_some(), deadline).await, known) {
            (Ok(provider), _) => (Arc::new(provider), PROVIDER_LIFE),
            (Err(error), Some((provider, _))) => {
                tracing::warn!(error = %error, "the discovery document was not renewed; the old one is used");
                (provider, PROVIDER_GRACE)
            }
            (Err(error), None) => return Err(error),
        };
        let until = self.settings.options.clock.monotonic() + life;
        *self.known() = Some((Arc::clone(&provider), until));
        Ok(provider)
    }

    /// Fetches the discovery document. If there is an old one, this makes only one attempt, in at most a third of the
    /// flight's time.
    async fn discover(&self, has_old: bool, deadline: Instant) -> Result<Provider, AuthError> {
        let settings = &self.settings;
        let left = deadline.saturating_duration_since(Instant::now());
        let (attempts, limit) = if has_old {
            (1, left / 3)
        } else {
            (ATTEMPTS, left)
        };
        let peer = Peer {
            step: AuthStep::Discovery,
            host: &settings.portal.to_string(),
        };
        let request = Request::new(Method::GET, discovery::url(&settings.origin));
        let count = AtomicU32::new(0);
        let exchange = settings.exchange(peer, &request, attempts, deadline, &count);
        let Ok(received) = timeout(limit, exchange).await else {
            return Err(peer.timed_out(limit, attempts));
        };
        let trust = Trust {
            portal: &settings.portal,
            allowed_hosts: &settings.allowed_hosts,
            plain_loopback: settings.origin.scheme() == "http",
        };
        discovery::read_document(
            &received?.0,
            peer,
            &trust,
            settings.options.grant.auth_method,
        )
    }

    pub(crate) fn token_endpoint(&self) -> Option<url::Url> {
        let (provider, _) = self.known().clone()?;
        Some(provider.token_endpoint.clone())
    }

    fn known(&self) -> MutexGuard<'_, Option<(Arc<Provider>, Instant)>> {
        self.provider.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Calls the user's store in a task of its own: a store that fails, panics or hangs costs at most `STORE_TIMEOUT`. The
/// failure is logged, and a token is still fetched or used.
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
