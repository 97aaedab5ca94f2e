//! The reports of a shared budget: one when its store stops responding, and one when it responds again.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use odc_runtime::{
    BudgetStore, MemoryBudget, RateLimit, SharedBudget, StepRequest, StepResult, StoreError,
    Transport,
};

use tracing::Subscriber;
use tracing::span::{Attributes, Id, Record};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use super::support::{Reply, Server, call};
use super::{Entry, Journal, LIMITED};

/// The spans `odc_budget.step`, in the order in which they began.
#[derive(Clone, Default)]
struct Steps(Arc<Mutex<Vec<(u64, Entry)>>>);

impl<S: Subscriber> Layer<S> for Steps {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, _: Context<'_, S>) {
        if attributes.metadata().name() == "odc_budget.step" {
            let mut entry = Entry {
                level: attributes.metadata().level().to_string(),
                ..Entry::default()
            };
            attributes.record(&mut entry);
            self.0.lock().unwrap().push((id.into_u64(), entry));
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        let mut spans = self.0.lock().unwrap();
        let mut latest = spans.iter_mut().rev();
        if let Some((_, entry)) = latest.find(|(span, _)| *span == id.into_u64()) {
            values.record(entry);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn each_request_to_the_store_is_one_span_with_its_request_and_result() {
    let steps = Steps::default();
    let subscriber = tracing_subscriber::registry().with(steps.clone());
    let _guard = tracing::subscriber::set_default(subscriber);
    let server = Server::script([Reply::ok()]).await;
    let store = Arc::new(Fake::default());
    let shared = SharedBudget::new(Arc::clone(&store) as Arc<dyn BudgetStore>);
    let tenant = server.builder().shared_budget(shared).build().unwrap();
    let transport = Transport::for_tenant(&tenant, "/api");
    call(&transport, &LIMITED).await.unwrap();
    store.is_away.store(true, Relaxed);
    tokio::time::sleep(Duration::from_secs(61)).await;
    call(&transport, &LIMITED).await.unwrap();

    let spans = steps.0.lock().unwrap().clone();
    let texts: Vec<_> = spans
        .iter()
        .map(|(_, span)| {
            assert_eq!(span.level, "DEBUG");
            let fields = span.fields.iter();
            let fields = fields.map(|(name, value)| format!("{name}={value}"));
            fields.collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert_eq!(
        texts,
        [
            "granted=1 limit=1 pool=one queued=0 used=1 waited_ms=0 wanted=1",
            "error=cache:6379 refuses the connection pool=one waited_ms=0 wanted=1",
        ]
    );
    let state = tenant.shared_budget().unwrap();
    assert_eq!(
        (state.requests, state.granted, state.errors, state.alone),
        (2, 1, 1, true)
    );
}

#[derive(Debug, Default)]
struct Fake {
    memory: MemoryBudget,
    is_away: AtomicBool,
}

#[async_trait]
impl BudgetStore for Fake {
    async fn step(&self, limit: RateLimit, step: &StepRequest) -> Result<StepResult, StoreError> {
        if self.is_away.load(Relaxed) {
            return Err(StoreError::new("cache:6379 refuses the connection"));
        }
        Ok(self.memory.step_now(limit, step))
    }
}

#[tokio::test(start_paused = true)]
async fn one_warning_reports_that_a_store_stops_responding_and_one_event_its_return() {
    let (journal, _guard) = Journal::open();
    let server = Server::script([Reply::ok()]).await;
    let store = Arc::new(Fake::default());
    let shared = SharedBudget::new(Arc::clone(&store) as Arc<dyn BudgetStore>);
    let tenant = server.builder().shared_budget(shared).build().unwrap();
    let transport = Transport::for_tenant(&tenant, "/api");
    call(&transport, &LIMITED).await.unwrap();
    store.is_away.store(true, Relaxed);
    for _ in 0..3 {
        call(&transport, &LIMITED).await.unwrap();
    }
    store.is_away.store(false, Relaxed);
    tokio::time::sleep(Duration::from_secs(61)).await;
    for _ in 0..3 {
        call(&transport, &LIMITED).await.unwrap();
    }
    let warnings = journal.events("the store of the shared rate budget is away");
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert_eq!(warnings[0].level, "WARN");
    assert_eq!(
        warnings[0].fields["error"],
        "cache:6379 refuses the connection"
    );
    assert_eq!(warnings[0].fields["share"], "0.25");
    assert_eq!(journal.events("is back: counting together again").len(), 1);
    let state = tenant.shared_budget().unwrap();
    assert_eq!((state.alone, state.times_alone), (false, 1));
    assert!(state.waited >= Duration::from_secs(100), "{state:?}");
}
