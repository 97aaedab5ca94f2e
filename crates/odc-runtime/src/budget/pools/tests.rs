//! Tests reservations in one pool and in several pools, with a paused clock.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use async_trait::async_trait;
use futures_util::FutureExt as _;
use odc_budget::{BudgetStore, MemoryBudget, StepRequest, StepResult, StoreError};

use super::*;

const NARROW: RateLimit = RateLimit::per_minute("narrow", 2);
const WIDE: RateLimit = RateLimit::per_minute("wide", 3);
const BOTH: &[RateLimit] = &[WIDE, NARROW];

/// The numbers of past sends, reservations and waiting callers of a pool.
fn counts(budget: &RateBudget, limit: RateLimit) -> (usize, usize, usize) {
    budget.pools(&[limit])[0].counts()
}

async fn reserve(budget: &RateBudget, limits: &[RateLimit], policy: BudgetPolicy) -> Reservation {
    let reservation = budget.reserve(limits, policy, None).await;
    reservation.unwrap().expect("there are limits")
}

#[tokio::test(start_paused = true)]
async fn a_call_without_limits_needs_no_room() {
    let none = RateBudget::default()
        .reserve(&[], BudgetPolicy::Wait, None)
        .await;
    assert!(none.unwrap().is_none());
}

#[tokio::test(start_paused = true)]
async fn room_is_reserved_in_every_pool_and_returned_if_it_is_not_used() {
    for policy in [
        BudgetPolicy::Wait,
        BudgetPolicy::FailFast,
        BudgetPolicy::Ignore,
    ] {
        let budget = RateBudget::default();
        let unused = reserve(&budget, BOTH, policy).await;
        for limit in [NARROW, WIDE] {
            assert_eq!(counts(&budget, limit), (0, 1, 0), "{policy:?}");
        }
        drop(unused);
        let used = reserve(&budget, BOTH, policy).await;
        let send = used.begin_send(false).await.unwrap();
        assert_eq!(counts(&budget, NARROW), (0, 1, 0), "{policy:?}");
        drop(send);
        drop(used);
        for limit in [NARROW, WIDE] {
            assert_eq!(counts(&budget, limit), (1, 0, 0), "{policy:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_does_not_wait_leaves_nothing_behind() {
    let budget = RateBudget::default();
    let mut others = Vec::new();
    for _ in 0..3 {
        others.push(reserve(&budget, &[WIDE], BudgetPolicy::FailFast).await);
    }
    let refused = budget.reserve(BOTH, BudgetPolicy::FailFast, None).await;
    let message = refused.unwrap_err().to_string();
    assert_eq!(
        message,
        "the rate budget of 3 calls per 60 s is spent (pool \"wide\"); there is room again in about 60.0 s"
    );
    assert_eq!(counts(&budget, NARROW), (0, 0, 0));
    let ignored = reserve(&budget, BOTH, BudgetPolicy::Ignore).await;
    assert_eq!(counts(&budget, WIDE), (0, 4, 0));
    drop((ignored, others));
    assert_eq!(counts(&budget, WIDE), (0, 0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_second_send_needs_more_room() {
    for (policy, may_queue_again, is_refused) in [
        (BudgetPolicy::FailFast, false, true),
        (BudgetPolicy::Wait, true, true),
        (BudgetPolicy::Wait, false, false),
        (BudgetPolicy::Ignore, false, false),
    ] {
        let budget = RateBudget::default();
        let room = reserve(&budget, &[NARROW], policy).await;
        for sent in 1..=2 {
            drop(room.begin_send(may_queue_again).await.unwrap());
            assert_eq!(counts(&budget, NARROW), (sent, 0, 0), "{policy:?}");
        }
        let third = room.begin_send(may_queue_again).await;
        assert_eq!(third.is_err(), is_refused, "{policy:?}");
        let reserved = usize::from(!is_refused);
        assert_eq!(counts(&budget, NARROW), (2, reserved, 0), "{policy:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_second_send_without_room_in_one_pool_takes_no_room_in_the_other() {
    let budget = RateBudget::default();
    let room = reserve(&budget, BOTH, BudgetPolicy::FailFast).await;
    let mut others = Vec::new();
    for _ in 0..2 {
        others.push(reserve(&budget, &[WIDE], BudgetPolicy::FailFast).await);
    }
    drop(room.begin_send(false).await.unwrap());
    assert!(
        room.begin_send(false).await.is_err(),
        "the wide pool is full"
    );
    assert_eq!(counts(&budget, NARROW), (1, 0, 0));
    assert_eq!(counts(&budget, WIDE), (1, 2, 0));
}

/// A store that stops responding for the wide pool once `is_stuck` is set.
#[derive(Debug, Default)]
struct Stuck {
    memory: MemoryBudget,
    is_stuck: AtomicBool,
}

#[async_trait]
impl BudgetStore for Stuck {
    async fn step(&self, limit: RateLimit, step: &StepRequest) -> Result<StepResult, StoreError> {
        tokio::task::yield_now().await;
        if self.is_stuck.load(Relaxed) && limit == WIDE {
            std::future::pending::<()>().await;
        }
        self.memory.step(limit, step).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_second_send_that_is_cancelled_while_it_asks_one_pool_keeps_no_room_in_the_other() {
    let store = Arc::new(Stuck::default());
    let shared = SharedBudget::new(Arc::clone(&store) as Arc<dyn BudgetStore>);
    let budget = RateBudget::new(Some(shared), OnWait::default());
    let room = reserve(&budget, BOTH, BudgetPolicy::Wait).await;
    drop(room.begin_send(true).await.unwrap());
    store.is_stuck.store(true, Relaxed);
    let given_up = tokio::time::timeout(Duration::from_millis(10), room.begin_send(true)).await;
    assert!(given_up.is_err());
    assert_eq!(counts(&budget, NARROW), (1, 0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_future_that_asks_a_store_and_is_not_polled_does_not_block_other_callers() {
    for policy in [BudgetPolicy::FailFast, BudgetPolicy::Wait] {
        let shared = SharedBudget::new(Arc::new(Stuck::default()));
        let budget = RateBudget::new(Some(shared), OnWait::default());
        let mut left_alone = Box::pin(reserve(&budget, &[WIDE], policy));
        assert!((&mut left_alone).now_or_never().is_none());
        let second = Duration::from_secs(1);
        let reserved = tokio::time::timeout(second, reserve(&budget, &[WIDE], policy)).await;
        assert!(reserved.is_ok(), "{policy:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_429_pauses_only_the_narrowest_pool() {
    let budget = RateBudget::default();
    let room = reserve(&budget, BOTH, BudgetPolicy::Wait).await;
    room.slow_down(Duration::from_secs(30));
    reserve(&budget, &[WIDE], BudgetPolicy::FailFast).await;
    let paused = budget
        .reserve(&[NARROW], BudgetPolicy::FailFast, None)
        .await;
    let message = paused.unwrap_err().to_string();
    assert!(message.ends_with("room again in about 30.0 s"), "{message}");
}
