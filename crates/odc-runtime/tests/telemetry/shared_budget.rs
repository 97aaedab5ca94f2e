//! What a budget that processes share reports: a store that goes away once, and that it is back once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use async_trait::async_trait;
use odc_runtime::{
    BudgetStore, MemoryBudget, RateLimit, Room, SharedBudget, Step, StoreError, Transport,
};

use super::support::{Reply, Server, call};
use super::{Journal, LIMITED};

#[derive(Debug, Default)]
struct Fake {
    memory: MemoryBudget,
    is_away: AtomicBool,
}

#[async_trait]
impl BudgetStore for Fake {
    async fn step(&self, limit: RateLimit, step: &Step) -> Result<Room, StoreError> {
        if self.is_away.load(Relaxed) {
            return Err(StoreError::new("cache:6379 refuses the connection"));
        }
        Ok(self.memory.step_now(limit, step))
    }
}

#[tokio::test(start_paused = true)]
async fn a_store_that_goes_away_is_one_warning_and_its_return_one_line() {
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
