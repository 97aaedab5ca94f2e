//! A store that lets one process at a time fetch a token: which process fetches, which waits and how long, and what
//! the store hears at the end.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use odc_auth::{
    AccessToken, CacheKey, Credentials, SourceError, StoredToken, TokenStore, Turn, async_trait,
};
use tokio::time::Instant;

use crate::support::*;

const HOUR: Duration = Duration::from_secs(3600);
const SECOND: Duration = Duration::from_secs(1);

/// A store that gives the turns of a list, the last one again and again, and records its calls.
#[derive(Clone, Default)]
struct Script {
    turns: Arc<Mutex<VecDeque<Option<Turn>>>>,
    /// The result of each look. After the end of the list, nothing is found.
    found: Arc<Mutex<VecDeque<Option<StoredToken>>>>,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Script {
    /// A turn that is `None` is an error of the store.
    fn new(turns: impl IntoIterator<Item = Option<Turn>>) -> Self {
        let script = Self::default();
        script.turns.lock().unwrap().extend(turns);
        script
    }

    fn finds(self, found: impl IntoIterator<Item = Option<StoredToken>>) -> Self {
        self.found.lock().unwrap().extend(found);
        self
    }

    fn record(&self, call: impl Into<String>) {
        self.calls.lock().unwrap().push(call.into());
    }

    fn calls(&self) -> Vec<String> {
        self.calls.lock().unwrap().clone()
    }
}

#[async_trait]
impl TokenStore for Script {
    async fn load(
        &self,
        _: &CacheKey,
        _: &Credentials,
    ) -> Result<Option<StoredToken>, SourceError> {
        self.record("load");
        Ok(self.found.lock().unwrap().pop_front().flatten())
    }

    async fn save(
        &self,
        _: &CacheKey,
        token: &StoredToken,
        _: &Credentials,
    ) -> Result<(), SourceError> {
        self.record(format!("save {}", token.token.expose()));
        Ok(())
    }

    async fn turn(&self, _: &CacheKey, _: &Credentials) -> Result<Turn, SourceError> {
        self.record("turn");
        let mut turns = self.turns.lock().unwrap();
        let turn = if turns.len() > 1 {
            turns.pop_front().unwrap()
        } else {
            turns[0]
        };
        turn.ok_or_else(|| SourceError::transient("the store has no turn"))
    }

    async fn give_up(&self, _: &CacheKey, _: &Credentials) -> Result<(), SourceError> {
        self.record("give_up");
        Ok(())
    }

    async fn forget(
        &self,
        _: &CacheKey,
        token: &StoredToken,
        _: &Credentials,
    ) -> Result<(), SourceError> {
        self.record(format!("forget {}", token.token.expose()));
        Ok(())
    }
}

fn stored(name: &str) -> StoredToken {
    let now = SystemTime::now();
    StoredToken {
        token: AccessToken::new(name).unwrap(),
        issued_at: now,
        expires_at: now + HOUR,
    }
}

fn auth(server: &Server, store: &Script) -> odc_auth::OAuthMiddleware {
    server.builder().token_store(store.clone()).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_process_that_fetches_alone_looks_once_more_and_saves_its_token() {
    let (server, store) = (Server::here().await, Script::new([Some(Turn::FetchAlone)]));
    let token = auth(&server, &store).token().await.unwrap();
    assert_eq!(token.expose(), "token-1");
    assert_eq!(store.calls(), ["load", "turn", "load", "save token-1"]);
}

#[tokio::test(start_paused = true)]
async fn a_process_that_fetches_alone_gives_up_its_turn_if_the_fetch_fails_or_a_token_is_found() {
    let server = Server::here().await;
    server.on_token(|_| json(400, r#"{"error":"invalid_client"}"#));
    let store = Script::new([Some(Turn::FetchAlone)]);
    auth(&server, &store).token().await.unwrap_err();
    assert_eq!(store.calls(), ["load", "turn", "load", "give_up"]);
    // The store may have given the turn, although its reply was an error.
    let store = Script::new([None]);
    auth(&server, &store).token().await.unwrap_err();
    assert_eq!(store.calls(), ["load", "turn", "give_up"]);
    // No other process waits for this process.
    let store = Script::new([Some(Turn::Fetch)]);
    auth(&server, &store).token().await.unwrap_err();
    assert_eq!(store.calls(), ["load", "turn"]);

    let posts = server.posts();
    let store = Script::new([Some(Turn::FetchAlone)]).finds([None, Some(stored("other"))]);
    let token = auth(&server, &store).token().await.unwrap();
    assert_eq!((token.expose(), server.posts()), ("other", posts));
    assert_eq!(store.calls(), ["load", "turn", "load", "give_up"]);
}

#[tokio::test(start_paused = true)]
async fn a_waiting_process_uses_the_token_of_the_other_process() {
    let server = Server::here().await;
    let store = Script::new([Some(Turn::Wait(SECOND))]).finds([None, None, Some(stored("other"))]);
    let start = Instant::now();
    let token = auth(&server, &store).token().await.unwrap();
    assert_eq!((token.expose(), server.posts()), ("other", 0));
    assert_eq!(start.elapsed().as_secs(), 2);
    assert_eq!(store.calls(), ["load", "turn", "load", "turn", "load"]);
}

#[tokio::test(start_paused = true)]
async fn a_waiting_process_without_result_fetches_after_two_thirds_of_the_time() {
    let (server, store) = (
        Server::here().await,
        Script::new([Some(Turn::Wait(SECOND))]),
    );
    let auth = server.builder().token_store(store.clone());
    let auth = auth.flight_timeout(30 * SECOND).build().unwrap();
    let start = Instant::now();
    assert_eq!(auth.token().await.unwrap().expose(), "token-1");
    // The 19th wait is the last one: another wait would end at 20 s.
    assert_eq!(start.elapsed().as_secs(), 19);
    let waits = store.calls().iter().filter(|call| *call == "turn").count();
    assert_eq!(waits, 20);
}

#[tokio::test(start_paused = true)]
async fn a_store_forgets_a_token_that_the_api_rejected() {
    let server = Server::here().await;
    server.on_api(|seen| {
        json(
            if seen.bearer() == Some("old") {
                401
            } else {
                200
            },
            "{}",
        )
    });
    let store = Script::new([Some(Turn::Fetch)]).finds([Some(stored("old")), Some(stored("old"))]);
    let client = client(&auth(&server, &store));
    let response = client.get(server.url("/api")).send().await.unwrap();
    assert_eq!(response.status(), 200);
    let calls = ["load", "load", "forget old", "turn", "save token-1"];
    assert_eq!(store.calls(), calls);
}
