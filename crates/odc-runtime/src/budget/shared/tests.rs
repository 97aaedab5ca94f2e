//! A shared budget with a store that the test controls: which requests the store gets, and which wrong results it may
//! return.

use std::sync::atomic::AtomicBool;

use async_trait::async_trait;

use super::*;
use crate::budget::state::OnWait;
use crate::budget::{BudgetPolicy, RateBudget};

const LIMIT: RateLimit = RateLimit::per_minute("test", 8);

/// A store that grants its places, counts steps, and fails or hangs when the test wants it.
#[derive(Debug, Default)]
struct Fake {
    memory: MemoryBudget,
    steps: Mutex<Vec<StepRequest>>,
    fails: AtomicBool,
    hangs: AtomicBool,
    /// Waits for `go` before it responds.
    waits: AtomicBool,
    go: Notify,
    generation: AtomicU64,
    gives_more: AtomicBool,
    /// The store returns senseless values.
    says: Mutex<Option<StepResult>>,
    /// Only one pool is refused.
    refuses: Mutex<Option<&'static str>>,
}

#[async_trait]
impl BudgetStore for Fake {
    async fn step(&self, limit: RateLimit, step: &StepRequest) -> Result<StepResult, StoreError> {
        self.steps.lock().unwrap().push(step.clone());
        tokio::task::yield_now().await;
        if self.waits.load(Relaxed) {
            self.go.notified().await;
        }
        if self.hangs.load(Relaxed) {
            std::future::pending::<()>().await;
        }
        if self.fails.load(Relaxed) {
            return Err(StoreError::new("gone"));
        }
        if *self.refuses.lock().unwrap() == Some(limit.pool()) {
            return Err(StoreError::new("is odd").of_pool());
        }
        if let Some(room) = *self.says.lock().unwrap() {
            return Ok(room);
        }
        let mut asked = step.clone();
        if self.gives_more.load(Relaxed) {
            asked.wanted += step.spare_wanted;
        }
        let mut room = self.memory.step_now(limit, &asked);
        room.generation = self.generation.load(Relaxed);
        Ok(room)
    }
}

impl Fake {
    fn steps(&self) -> Vec<StepRequest> {
        std::mem::take(&mut *self.steps.lock().unwrap())
    }
}

fn shared() -> (Arc<Fake>, RateBudget) {
    let store = Arc::new(Fake::default());
    let budget = SharedBudget::new(Arc::clone(&store) as Arc<dyn BudgetStore>);
    (store, RateBudget::new(Some(budget), OnWait::default()))
}

async fn call(budget: &RateBudget) {
    let room = budget.reserve(&[LIMIT], BudgetPolicy::Wait, None).await;
    drop(room.unwrap().unwrap().begin_send(false).await.unwrap());
}

async fn is_admitted(budget: &RateBudget) -> bool {
    let room = budget.reserve(&[LIMIT], BudgetPolicy::FailFast, None).await;
    let Ok(Some(room)) = room else { return false };
    drop(room.begin_send(false).await.unwrap());
    true
}

async fn sleep(millis: u64) {
    tokio::time::sleep(Duration::from_millis(millis)).await;
}

#[tokio::test(start_paused = true)]
async fn ended_sends_are_reported_once_with_the_next_call() {
    let (store, budget) = shared();
    call(&budget).await;
    let asked = store.steps();
    assert_eq!((asked.len(), asked[0].wanted, asked[0].waiting), (1, 1, 1));
    sleep(30_000).await;
    assert_eq!(store.steps(), [], "the store counts it by itself");
    call(&budget).await;
    let reported = store.steps();
    assert_eq!(reported.len(), 1, "{reported:?}");
    let sent = &reported[0].sent;
    assert_eq!((sent[0].number, sent[0].ago.as_secs()), (1, 30));
    sleep(1_000).await;
    call(&budget).await;
    let reported = store.steps();
    assert_eq!((reported[0].sent.len(), reported[0].sent[0].number), (1, 2));
    sleep(120_000).await;
    assert_eq!(store.steps(), [], "there is nothing more to report");
    assert_eq!(
        budget.shared_state().unwrap().to_string(),
        "together: 3 places by 3 requests to the store, 0 errors, 0 times alone"
    );
}

#[tokio::test(start_paused = true)]
async fn a_long_send_is_reported_before_its_lease_ends() {
    let (store, budget) = shared();
    let room = budget
        .reserve(&[LIMIT], BudgetPolicy::Wait, None)
        .await
        .unwrap()
        .unwrap();
    let send = room.begin_send(false).await.unwrap();
    store.steps();
    let mut times = Vec::new();
    for second in 1..=20 {
        sleep(1_000).await;
        for step in store.steps() {
            assert_eq!((step.under_way, step.sent.len()), (1, 0));
            times.push(second);
        }
    }
    assert_eq!(times, [5, 10, 14, 19], "every 4.5 s, and never after 6");
    drop(send);
}

#[tokio::test(start_paused = true)]
async fn a_busy_process_asks_for_places_for_later_and_unused_ones_expire() {
    let (store, budget) = shared();
    store.gives_more.store(true, Relaxed);
    for _ in 0..4 {
        call(&budget).await;
    }
    let wants = |store: &Fake| -> Vec<_> {
        let steps = store.steps();
        steps
            .iter()
            .map(|step| (step.wanted, step.spare_wanted))
            .collect()
    };
    // The first call asks for one place, the second for two more, which the other calls use.
    assert_eq!(wants(&store), [(1, 0), (1, 2)]);
    sleep(20_000).await;
    assert_eq!(wants(&store), [(0, 0)], "what was used is reported");
    call(&budget).await;
    let last = store.steps().pop().unwrap();
    assert_eq!((last.spare, last.under_way, last.spare_wanted), (0, 0, 0));
}

#[tokio::test(start_paused = true)]
async fn what_a_call_costs_in_requests_grows_with_the_pause_between_calls_up_to_one() {
    let limit = RateLimit::per_minute("wide", 100_000);
    let mut costs = Vec::new();
    for pause in [250, 1_000, 2_000, 3_000, 4_000, 5_000, 30_000, 90_000] {
        let (store, budget) = shared();
        store.gives_more.store(true, Relaxed);
        let calls = 120;
        for _ in 0..calls {
            let room = budget.reserve(&[limit], BudgetPolicy::Wait, None).await;
            let room = room.unwrap().unwrap();
            let send = room.begin_send(false).await.unwrap();
            sleep(150).await;
            drop(send);
            sleep(pause - 150).await;
        }
        costs.push((pause, 100 * store.steps().len() / calls));
    }
    assert_eq!(
        costs,
        [
            (250, 12),
            (1_000, 23),
            (2_000, 45),
            (3_000, 67),
            (4_000, 89),
            (5_000, 100),
            (30_000, 100),
            (90_000, 100)
        ],
        "ms between calls, requests for a hundred calls"
    );
}

#[tokio::test(start_paused = true)]
async fn one_request_asks_for_all_waiting_callers() {
    let (store, budget) = shared();
    let budget = Arc::new(budget);
    let calls: Vec<_> = (0..6)
        .map(|_| {
            let budget = Arc::clone(&budget);
            tokio::spawn(async move { call(&budget).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap();
    }
    let wanted: Vec<_> = store.steps().iter().map(|step| step.wanted).collect();
    assert_eq!(wanted.iter().sum::<u32>(), 6, "{wanted:?}");
    assert!(wanted.len() <= 2, "{wanted:?}");
}

#[tokio::test(start_paused = true)]
async fn without_the_store_a_process_continues_with_its_share_and_rejoins_later() {
    let (store, budget) = shared();
    store.hangs.store(true, Relaxed);
    let started = Instant::now();
    assert!(is_admitted(&budget).await);
    assert_eq!(
        started.elapsed().as_millis(),
        50,
        "no call waits longer for the store"
    );
    assert!(is_admitted(&budget).await);
    assert_eq!(
        started.elapsed().as_millis(),
        50,
        "and the next one does not wait at all"
    );
    assert!(!is_admitted(&budget).await, "a quarter of eight is two");
    let state = budget.shared_state().unwrap();
    assert_eq!((state.alone, state.times_alone, state.errors), (true, 1, 1));

    store.hangs.store(false, Relaxed);
    store.steps();
    sleep(2_000).await;
    let reported = store.steps();
    assert_eq!(
        reported.len(),
        1,
        "it is tried again after a second: {reported:?}"
    );
    assert_eq!(reported[0].sent.len(), 2, "and gets what was sent alone");
    assert!(!budget.shared_state().unwrap().alone);
    for _ in 0..6 {
        assert!(is_admitted(&budget).await);
    }
    assert!(
        !is_admitted(&budget).await,
        "two were sent alone, six together"
    );
}

#[tokio::test(start_paused = true)]
async fn the_pauses_between_attempts_grow_to_half_a_minute() {
    let (store, budget) = shared();
    store.fails.store(true, Relaxed);
    let started = Instant::now();
    let mut times = Vec::new();
    while started.elapsed() < Duration::from_secs(150) {
        let _ = budget.reserve(&[LIMIT], BudgetPolicy::FailFast, None).await;
        times.extend(store.steps().iter().map(|_| started.elapsed().as_secs()));
        sleep(1_000).await;
    }
    assert_eq!(times, [0, 1, 3, 7, 15, 31, 61, 91, 121]);
    let state = budget.shared_state().unwrap();
    assert_eq!((state.times_alone, state.errors), (1, 9));
}

#[tokio::test(start_paused = true)]
async fn earlier_sends_count_when_a_process_continues_alone() {
    let (store, budget) = shared();
    for _ in 0..2 {
        call(&budget).await;
    }
    store.fails.store(true, Relaxed);
    assert!(!is_admitted(&budget).await, "its share was used before");
    sleep(60_001).await;
    assert!(is_admitted(&budget).await);
}

#[tokio::test(start_paused = true)]
async fn a_store_that_has_lost_all_data_gets_the_sends_of_the_last_minute_again() {
    let (store, budget) = shared();
    for _ in 0..3 {
        call(&budget).await;
    }
    sleep(1_000).await;
    store.generation.store(7, Relaxed);
    call(&budget).await;
    store.steps();
    sleep(1_100).await;
    let reported: Vec<_> = store.steps().iter().map(|step| step.sent.len()).collect();
    assert_eq!(reported, [4]);
}

#[tokio::test(start_paused = true)]
async fn a_store_that_has_lost_one_pool_gets_the_sends_of_its_last_minute_again() {
    let (store, budget) = shared();
    for _ in 0..3 {
        call(&budget).await;
        sleep(1_300).await;
    }
    let step = store.steps().pop().unwrap();
    assert_eq!(
        (step.known.unwrap().number, step.sent[0].number),
        (1, 2),
        "it says what the store knows, and what it does not"
    );
    *store.says.lock().unwrap() = Some(StepResult {
        granted: 1,
        limit: 8,
        has_lost: true,
        ..StepResult::default()
    });
    call(&budget).await;
    *store.says.lock().unwrap() = None;
    store.steps();
    sleep(1_100).await;
    let reported = store.steps();
    assert_eq!(
        (reported.len(), reported[0].sent.len()),
        (1, 4),
        "{reported:?}"
    );
    sleep(60_000).await;
    assert_eq!(store.steps(), [], "and once");
}

#[tokio::test(start_paused = true)]
async fn a_429_is_reported_at_once() {
    let (store, budget) = shared();
    let room = budget
        .reserve(&[LIMIT], BudgetPolicy::Wait, None)
        .await
        .unwrap()
        .unwrap();
    drop(room.begin_send(false).await.unwrap());
    store.steps();
    room.slow_down(Duration::from_secs(30));
    sleep(1).await;
    let reported = store.steps();
    assert_eq!(reported.len(), 1);
    assert_eq!(reported[0].refused[0].pause, Duration::from_secs(30));
    sleep(1_000).await;
    assert!(
        store.steps().iter().all(|step| step.refused.is_empty()),
        "and once"
    );
    assert!(!is_admitted(&budget).await);
}

#[tokio::test(start_paused = true)]
async fn a_429_during_a_step_is_reported_even_if_the_state_is_read() {
    let (store, budget) = shared();
    let budget = Arc::new(budget);
    let reserved = budget.reserve(&[LIMIT], BudgetPolicy::Wait, None).await;
    let room = reserved.unwrap().unwrap();
    drop(room.begin_send(false).await.unwrap());
    store.waits.store(true, Relaxed);
    store.steps();
    let asking = tokio::spawn({
        let budget = Arc::clone(&budget);
        async move { call(&budget).await }
    });
    while store.steps.lock().unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    room.slow_down(Duration::from_secs(30));
    budget.state();
    store.waits.store(false, Relaxed);
    store.go.notify_one();
    asking.await.unwrap();
    sleep(1_100).await;
    let reported: usize = store.steps().iter().map(|step| step.refused.len()).sum();
    assert_eq!(reported, 1);
}

#[tokio::test(start_paused = true)]
async fn no_place_is_lost_if_a_call_is_cancelled_while_it_asks_the_store() {
    let (store, budget) = shared();
    store.hangs.store(true, Relaxed);
    let asked = budget.reserve(&[LIMIT], BudgetPolicy::Wait, None);
    let given_up = tokio::time::timeout(Duration::from_millis(10), asked).await;
    assert!(given_up.is_err());
    store.hangs.store(false, Relaxed);
    for _ in 0..8 {
        assert!(is_admitted(&budget).await);
    }
    assert!(!is_admitted(&budget).await);
    assert!(!budget.shared_state().unwrap().alone);
}

#[tokio::test(start_paused = true)]
async fn the_places_of_a_lost_response_are_reported_as_unused() {
    for patience in [10, 1_000] {
        // The caller gives up, or the whole process ends.
        let (store, budget) = shared();
        store.hangs.store(true, Relaxed);
        let end = Instant::now().checked_add(Duration::from_millis(patience));
        let policy = BudgetPolicy::FailFast;
        let asked = budget.reserve(&[LIMIT], policy, None);
        drop(tokio::time::timeout_at(end.unwrap(), asked).await);
        store.hangs.store(false, Relaxed);
        assert_eq!(store.steps()[0].wanted, 1);
        sleep(3_000).await;
        let reported = store.steps();
        assert_eq!(reported.len(), 1, "{reported:?}");
        assert_eq!(
            (reported[0].wanted, reported[0].under_way, reported[0].spare),
            (0, 0, 0)
        );
        sleep(120_000).await;
        assert_eq!(store.steps(), [], "and it is reported once");
    }
}

#[tokio::test(start_paused = true)]
async fn waiting_callers_continue_when_the_store_fails_and_when_it_responds_again() {
    let (store, budget) = shared();
    let budget = Arc::new(budget);
    let wait = || {
        let budget = Arc::clone(&budget);
        let started = Instant::now();
        tokio::spawn(async move {
            call(&budget).await;
            started.elapsed().as_secs()
        })
    };
    let others = (1..=8).map(|number| odc_budget::Sent {
        number,
        ago: Duration::ZERO,
    });
    let mut step = StepRequest::default();
    step.sent = others.collect();
    store.memory.step_now(LIMIT, &step);
    let waiting = wait();
    sleep(5_000).await;
    store.fails.store(true, Relaxed);
    assert!(is_admitted_elsewhere(&budget).await);
    let waited = waiting.await.unwrap();
    assert_eq!(waited, 5, "its share is free");

    // The process uses its whole share. The next caller waits, for a minute if nothing happens.
    assert!(is_admitted(&budget).await);
    let waiting = wait();
    store.fails.store(false, Relaxed);
    *store.says.lock().unwrap() = Some(StepResult {
        granted: 1,
        limit: 8,
        ..StepResult::default()
    });
    assert!(waiting.await.unwrap() <= 2, "the store is back");
}

/// Another pool finds out whether the store responds.
async fn is_admitted_elsewhere(budget: &RateBudget) -> bool {
    let limit = RateLimit::per_minute("elsewhere", 8);
    let room = budget.reserve(&[limit], BudgetPolicy::FailFast, None).await;
    room.is_ok()
}

#[tokio::test(start_paused = true)]
async fn only_the_pool_that_the_store_refuses_continues_alone() {
    let (store, budget) = shared();
    *store.refuses.lock().unwrap() = Some(LIMIT.pool());
    let elsewhere = RateLimit::per_minute("elsewhere", 8);
    for _ in 0..600 {
        let _ = is_admitted(&budget).await;
        let limits = [elsewhere];
        let more_than_a_share =
            (0..3).map(|_| budget.reserve(&limits, BudgetPolicy::FailFast, None));
        let rooms = futures_util::future::join_all(more_than_a_share).await;
        assert!(
            rooms.iter().all(Result::is_ok),
            "the store serves this pool"
        );
        sleep(100).await;
    }
    let state = budget.shared_state().unwrap();
    assert_eq!((state.alone, state.times_alone), (true, 1), "{state:?}");
    assert!(state.errors <= 7, "{state:?}");
    *store.refuses.lock().unwrap() = None;
    sleep(30_000).await;
    let _ = is_admitted(&budget).await;
    assert!(!budget.shared_state().unwrap().alone);
}

#[tokio::test(start_paused = true)]
async fn no_response_of_a_store_causes_a_panic_or_grants_more_than_requested() {
    let (store, budget) = shared();
    *store.says.lock().unwrap() = Some(StepResult {
        granted: u32::MAX,
        ..StepResult::default()
    });
    assert!(is_admitted(&budget).await);
    assert!(is_admitted(&budget).await);
    assert_eq!(
        budget.shared_state().unwrap().granted,
        4,
        "as many as it asked for, two of them for later"
    );
    sleep(5_000).await;
    *store.says.lock().unwrap() = Some(StepResult {
        ask_again: Some(Duration::MAX),
        next_room: Duration::MAX,
        queued: u32::MAX,
        used: u32::MAX,
        ..StepResult::default()
    });
    let policy = BudgetPolicy::WaitAtMost(Duration::from_secs(5));
    let error = budget.reserve(&[LIMIT], policy, None).await.unwrap_err();
    assert_eq!(error.waited, Duration::from_secs(5));
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_gives_up_leaves_the_queue_of_the_store() {
    let (store, budget) = shared();
    for _ in 0..8 {
        call(&budget).await;
    }
    sleep(2_000).await;
    store.steps();
    let policy = BudgetPolicy::WaitAtMost(Duration::from_secs(5));
    let error = budget.reserve(&[LIMIT], policy, None).await.unwrap_err();
    assert!(
        error.to_string().contains("room again in about 53.0 s"),
        "{error}"
    );
    sleep(1_100).await;
    let steps = store.steps();
    let (first, last) = (&steps[0], &steps[steps.len() - 1]);
    assert_eq!((first.waiting, last.waiting), (1, 0), "{steps:?}");
    assert_eq!(
        steps.len(),
        2,
        "asked once, with the report that nobody waits"
    );
    assert!(budget.shared_state().unwrap().waited >= Duration::from_secs(5));
}

#[tokio::test(start_paused = true)]
async fn at_its_end_a_program_reports_its_sends_and_returns_unused_places() {
    let (store, budget) = shared();
    call(&budget).await;
    store.steps();
    budget.leave().await;
    assert_eq!(store.steps()[0].sent.len(), 1);
    budget.leave().await;
    assert_eq!(store.steps(), [], "and once");
    store.gives_more.store(true, Relaxed);
    call(&budget).await;
    store.steps();
    budget.leave().await;
    let reported = store.steps();
    assert_eq!(
        (
            reported[0].sent.len(),
            reported[0].spare,
            reported[0].spare_wanted
        ),
        (1, 0, 0)
    );
}

#[test]
fn a_share_is_from_0_to_1_and_at_least_one_call() {
    let store: Arc<dyn BudgetStore> = Arc::new(MemoryBudget::new());
    for (share, calls) in [(0.25, 25), (0.0, 1), (7.0, 100), (-1.0, 1), (f64::NAN, 25)] {
        let budget = SharedBudget::new(Arc::clone(&store)).share(share);
        let stores = Stores::new(Some(budget));
        let limit = RateLimit::per_minute("test", 100);
        let shared = stores.shared.as_ref().unwrap();
        assert_eq!(shared.share_of(limit).calls(), calls, "{share}");
    }
}

#[tokio::test(start_paused = true)]
async fn all_places_of_a_response_are_used_immediately_even_if_more_callers_wait() {
    let (_store, budget) = shared();
    let budget = Arc::new(budget);
    for _ in 0..5 {
        call(&budget).await;
    }
    let start = Instant::now();
    let calls: Vec<_> = (0..4)
        .map(|_| {
            let budget = Arc::clone(&budget);
            tokio::spawn(async move {
                call(&budget).await;
                start.elapsed().as_secs()
            })
        })
        .collect();
    let mut waited = Vec::new();
    for call in calls {
        waited.push(call.await.unwrap());
    }
    waited.sort_unstable();
    assert_eq!(waited, [0, 0, 0, 60]);
}
