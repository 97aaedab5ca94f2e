//! What an operator sees: one span per flight, and counters.
//!
//! This test is alone in its program, because the choice of recorded spans applies to all threads.

#[path = "auth/support.rs"]
mod support;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use odc_auth::{AccessToken, CacheKey, Credentials, SourceError, StoredToken, TokenStore};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

use support::*;

type Fields = BTreeMap<String, String>;

/// Keeps the fields of every span named `odc_auth.flight`.
#[derive(Clone, Default)]
struct Flights(Arc<Mutex<BTreeMap<u64, Fields>>>);

struct Note<'a>(&'a mut Fields);

impl tracing::field::Visit for Note<'_> {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn Debug) {
        self.0.insert(
            field.name().to_owned(),
            format!("{value:?}").trim_matches('"').to_owned(),
        );
    }
}

impl<S: tracing::Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Flights {
    fn on_new_span(
        &self,
        span: &tracing::span::Attributes<'_>,
        id: &tracing::Id,
        _: Context<'_, S>,
    ) {
        if span.metadata().name() == "odc_auth.flight" {
            span.record(&mut Note(
                self.0.lock().unwrap().entry(id.into_u64()).or_default(),
            ));
        }
    }

    fn on_record(&self, id: &tracing::Id, values: &tracing::span::Record<'_>, _: Context<'_, S>) {
        if let Some(fields) = self.0.lock().unwrap().get_mut(&id.into_u64()) {
            values.record(&mut Note(fields));
        }
    }

    fn on_close(&self, id: tracing::Id, _: Context<'_, S>) {
        let mut spans = self.0.lock().unwrap();
        if let Some(fields) = spans.remove(&id.into_u64()) {
            // Ids are reused, so closed spans are moved to another place.
            let aside = u64::MAX - spans.len() as u64;
            spans.insert(aside, fields);
        }
    }
}

impl Flights {
    fn take(&self) -> Vec<(String, String, String)> {
        let spans = std::mem::take(&mut *self.0.lock().unwrap());
        spans
            .into_values()
            .map(|f| {
                (
                    f["reason"].clone(),
                    f["attempts"].clone(),
                    f["outcome"].clone(),
                )
            })
            .collect()
    }
}

#[tokio::test]
async fn each_flight_is_one_span_with_reason_attempts_and_outcome() {
    let flights = Flights::default();
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(flights.clone()))
        .unwrap();
    let (server, hands) = (Server::here().await, Hands::new());
    let auth = server.builder().clock(hands.clone()).build().unwrap();
    let one = |reason: &str, attempts: &str, outcome: &str| {
        vec![(reason.to_owned(), attempts.to_owned(), outcome.to_owned())]
    };
    let fetches = |n| {
        until({
            let auth = auth.clone();
            move || auth.counters().fetched + auth.counters().failed == n
        })
    };

    auth.token().await.unwrap();
    auth.token().await.unwrap();
    assert_eq!(flights.take(), one("cold", "1", "fetched"));

    hands.forward(3600.0 - 200.0);
    auth.token().await.unwrap();
    fetches(2).await;
    assert_eq!(flights.take(), one("advisory", "1", "fetched"));

    hands.forward(3600.0 - 10.0);
    server.on_token(|_| status(503, vec![]));
    auth.token().await.unwrap();
    assert_eq!(flights.take(), one("mandatory", "3", "status"));

    server.on_token(tokens(3600));
    server.on_api(|_| json(401, "{}"));
    client(&auth).get(server.url("/api")).send().await.unwrap();
    assert_eq!(flights.take(), one("rejected", "1", "fetched"));
    let counters = auth.counters();
    assert_eq!(
        (counters.fetched, counters.failed, counters.retried_401),
        (3, 1, 1)
    );
    assert_eq!(counters.used, 6);

    let auth = server.builder().token_store(Full).build().unwrap();
    auth.token().await.unwrap();
    assert_eq!(flights.take(), one("cold", "0", "found in the store"));
    assert_eq!(auth.counters().fetched, 0);
}

/// A store that finds a token for every cache key.
struct Full;

#[odc_auth::async_trait]
impl TokenStore for Full {
    async fn load(
        &self,
        _: &CacheKey,
        _: &Credentials,
    ) -> Result<Option<StoredToken>, SourceError> {
        let now = SystemTime::now();
        Ok(Some(StoredToken {
            token: AccessToken::new("stored").unwrap(),
            issued_at: now,
            expires_at: now + Duration::from_secs(3600),
        }))
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
