//! The script of a step with several processes. The test sets the time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use odc_budget::{BudgetStore, RateLimit, Refused, Sent, StepRequest, StepResult};
use odc_redis::{RedisBudget, RedisStore};

use odc_redis_server::Server;

const LIMIT: RateLimit = RateLimit::per_minute("test", 8);

/// A day in 2026, in ms.
const START: u64 = 1_790_000_000_000;

/// Processes of one organization on one server, and the time that the test sets.
pub struct Fleet {
    pub server: Server,
    store: RedisStore,
    pub clock: Arc<AtomicU64>,
}

impl Fleet {
    pub async fn new() -> Self {
        let server = Server::start();
        let store = RedisStore::connect(&server.url()).await.unwrap();
        let clock = Arc::new(AtomicU64::new(START));
        Self {
            server,
            store,
            clock,
        }
    }

    /// A fleet whose store has existed for some time.
    pub async fn settled() -> Self {
        let fleet = Self::new().await;
        let _ = fleet
            .process("first")
            .step(LIMIT, &StepRequest::default())
            .await
            .unwrap();
        fleet.passes(60_000);
        fleet
    }

    pub fn process(&self, name: &str) -> RedisBudget {
        let clock = Arc::clone(&self.clock);
        let budget = self.store.budget("https://acme.outsystems.dev/");
        budget
            .in_virtual_time(move || clock.load(Relaxed))
            .as_process(name)
    }

    pub fn passes(&self, millis: u64) {
        self.clock.fetch_add(millis, Relaxed);
    }
}

/// A step that asks for `wanted` places, for the first callers in the queue. They came just now.
pub fn wants(wanted: u32) -> StepRequest {
    let mut step = StepRequest::default();
    (step.wanted, step.waiting) = (wanted, wanted);
    step
}

/// A step that reports sends that ended just now.
fn sent(numbers: std::ops::RangeInclusive<u64>) -> StepRequest {
    let mut step = StepRequest::default();
    let ago = Duration::ZERO;
    step.sent = numbers.map(|number| Sent { number, ago }).collect();
    step
}

/// A step that reports a 429 that came just now and asks for a pause of this many ms.
fn refused(millis: u64) -> StepRequest {
    let mut step = StepRequest::default();
    let pause = Duration::from_millis(millis);
    let ago = Duration::ZERO;
    step.refused = vec![Refused { ago, pause }];
    step
}

async fn step(process: &RedisBudget, step: &StepRequest) -> StepResult {
    process.step(LIMIT, step).await.unwrap()
}

fn again(room: StepResult) -> u64 {
    u64::try_from(room.ask_again.unwrap().as_millis()).unwrap()
}

#[tokio::test]
async fn processes_share_one_window() {
    let fleet = Fleet::settled().await;
    let (a, b) = (fleet.process("a"), fleet.process("b"));
    assert_eq!(step(&a, &wants(5)).await.granted, 5);
    let room = step(&b, &wants(5)).await;
    assert_eq!(
        (room.granted, room.used, room.limit, room.queued),
        (3, 8, 8, 2)
    );
    let reported = step(&a, &sent(1..=5)).await;
    assert_eq!(
        reported.used, 8,
        "a send that has ended counts like a place that is held"
    );
    // The same sends are reported again, as after a broken connection.
    assert_eq!(step(&a, &sent(1..=5)).await.used, 8);
    fleet.passes(59_999);
    let mut holding = StepRequest::default();
    holding.under_way = 3;
    assert_eq!(step(&b, &holding).await.used, 8);
    fleet.passes(1);
    assert_eq!(step(&b, &holding).await.used, 3, "the window is a minute");
}

#[tokio::test]
async fn the_clock_of_a_process_makes_no_difference() {
    let fleet = Fleet::settled().await;
    let (a, b) = (fleet.process("a"), fleet.process("b"));
    let mut late = sent(1..=1);
    late.sent[0].ago = Duration::from_secs(59);
    assert_eq!(step(&a, &late).await.used, 1);
    fleet.passes(1_000);
    assert_eq!(step(&b, &StepRequest::default()).await.used, 0);
    late.sent[0] = Sent {
        number: 2,
        ago: Duration::from_secs(100_000_000),
    };
    assert_eq!(step(&a, &late).await.used, 0, "what is over does not count");
}

#[tokio::test]
async fn the_places_of_a_silent_process_are_free_after_six_seconds_but_its_sends_count() {
    let fleet = Fleet::settled().await;
    let (killed, other) = (fleet.process("killed"), fleet.process("other"));
    let mut holds = StepRequest::default();
    (holds.under_way, holds.spare) = (2, 5);
    assert_eq!(step(&killed, &holds).await.used, 7);
    fleet.passes(5_999);
    assert_eq!(step(&other, &StepRequest::default()).await.used, 7);
    fleet.passes(1);
    assert_eq!(
        step(&other, &StepRequest::default()).await.used,
        2,
        "the service has counted them"
    );
    // They ended at most 4.5 s after the last request: a longer call would have caused another request.
    fleet.passes(58_499);
    assert_eq!(step(&other, &StepRequest::default()).await.used, 2);
    fleet.passes(1);
    assert_eq!(step(&other, &StepRequest::default()).await.used, 0);
}

#[tokio::test]
async fn the_sends_of_a_process_that_was_silent_but_is_alive_count_once() {
    let fleet = Fleet::settled().await;
    let (slow, other) = (fleet.process("slow"), fleet.process("other"));
    let mut holds = StepRequest::default();
    holds.under_way = 2;
    step(&slow, &holds).await;
    fleet.passes(7_000);
    assert_eq!(step(&other, &StepRequest::default()).await.used, 2);
    assert_eq!(step(&slow, &holds).await.used, 2);
    let mut ended = sent(1..=2);
    ended.under_way = 0;
    assert_eq!(step(&slow, &ended).await.used, 2);
}

#[tokio::test]
async fn the_process_that_waits_longer_is_served_first() {
    let fleet = Fleet::settled().await;
    let (full, late, early) = (
        fleet.process("full"),
        fleet.process("late"),
        fleet.process("early"),
    );
    step(&full, &sent(1..=1)).await;
    fleet.passes(30_000);
    step(&full, &sent(2..=8)).await;
    fleet.passes(29_500);
    let (mut one, mut two) = (wants(1), wants(2));
    two.waited = Duration::from_secs(1);
    assert_eq!(again(step(&late, &two).await), 500);
    one.waited = Duration::from_secs(3);
    assert_eq!(again(step(&early, &one).await), 500);
    fleet.passes(500);
    // One place is free. The process that has waited longer gets it, even if the other one asks first.
    two.waited = Duration::from_millis(1_500);
    let room = step(&late, &two).await;
    assert_eq!((room.granted, room.queued, again(room)), (0, 3, 22_500));
    one.waited = Duration::from_millis(3_500);
    assert_eq!(step(&early, &one).await.granted, 1);
    assert_eq!(step(&late, &two).await.granted, 0);
}

#[tokio::test]
async fn places_that_become_free_together_are_shared_in_turns_in_any_order_of_requests() {
    let fleet = Fleet::settled().await;
    let (full, first, second) = (
        fleet.process("full"),
        fleet.process("first"),
        fleet.process("second"),
    );
    step(&full, &sent(1..=8)).await;
    fleet.passes(59_000);
    let (mut eight, mut two) = (wants(8), wants(2));
    assert_eq!(again(step(&first, &eight).await), 1_000);
    fleet.passes(10);
    assert_eq!(again(step(&second, &two).await), 990);
    fleet.passes(990);
    eight.waited = Duration::from_secs(1);
    two.waited = Duration::from_millis(990);
    // The turns: first, second, first, second, and then only the first.
    assert_eq!(step(&first, &eight).await.granted, 6);
    assert_eq!(step(&second, &two).await.granted, 2);
}

#[tokio::test]
async fn a_process_with_many_callers_takes_turns_with_one_that_has_few() {
    let fleet = Fleet::settled().await;
    let (full, many, few) = (
        fleet.process("full"),
        fleet.process("many"),
        fleet.process("few"),
    );
    for number in 1..=8 {
        step(&full, &sent(number..=number)).await;
        fleet.passes(100);
    }
    fleet.passes(59_100);
    // `many` came first, with 16 callers. A new caller of `few` comes as soon as the one before it has its place.
    let mut callers = [wants(16), wants(1)];
    callers[0].waited = Duration::from_millis(50);
    let mut got = [0, 0];
    for _ in 0..9 {
        for (process, number) in [(&many, 0), (&few, 1), (&few, 1)] {
            let room = step(process, &callers[number]).await;
            got[number] += room.granted;
            callers[number].under_way += room.granted;
        }
        fleet.passes(100);
    }
    assert_eq!(got, [4, 4]);
}

#[tokio::test]
async fn in_the_first_minute_of_a_store_eight_processes_get_the_same_number_of_places() {
    let fleet = Fleet::new().await;
    let limit = RateLimit::per_minute("wide", 100);
    let processes = ["a", "b", "c", "d", "e", "f", "g", "h"].map(|name| fleet.process(name));
    // For each process: when it asks next, since when its callers wait, and when it has called. A call takes no time.
    let mut asks: [u64; 8] = std::array::from_fn(|number| START + number as u64);
    let mut since = asks.map(|time| [time; 4]);
    let mut calls: [Vec<u64>; 8] = std::array::from_fn(|_| Vec::new());
    while let Some((now, number)) = asks.iter().copied().zip(0..).min() {
        if now >= START + 60_000 {
            break;
        }
        fleet.clock.store(now, Relaxed);
        let mut four = wants(4);
        four.waited = Duration::from_millis(now - since[number][0]);
        four.sent = calls[number]
            .iter()
            .zip(1..)
            .map(|(time, number)| Sent {
                number,
                ago: Duration::from_millis(now - time),
            })
            .collect();
        let room = processes[number].step(limit, &four).await.unwrap();
        let granted = room.granted as usize;
        calls[number].extend(vec![now; granted]);
        since[number].rotate_left(granted);
        since[number][4 - granted..].fill(now);
        asks[number] = now + if granted == 4 { 1 } else { again(room) };
    }
    let calls = calls.map(|times| times.len());
    assert_eq!(calls.iter().sum::<usize>(), 100);
    assert!(
        calls.iter().all(|calls| (12..=13).contains(calls)),
        "{calls:?}"
    );
}

#[tokio::test]
async fn each_waiting_process_gets_the_time_of_its_own_place() {
    let fleet = Fleet::settled().await;
    let full = fleet.process("full");
    for number in 1..=8 {
        step(&full, &sent(number..=number)).await;
        fleet.passes(100);
    }
    fleet.passes(59_000 - 800);
    let mut times = Vec::new();
    for (name, waited) in [("a", 30), ("b", 20), ("c", 10)] {
        let mut one = wants(1);
        one.waited = Duration::from_secs(waited);
        times.push(again(step(&fleet.process(name), &one).await));
    }
    assert_eq!(times, [1_000, 1_100, 1_200]);
}

#[tokio::test]
async fn a_process_that_does_not_come_back_does_not_block_the_others() {
    let fleet = Fleet::settled().await;
    let (full, killed, other) = (
        fleet.process("full"),
        fleet.process("killed"),
        fleet.process("other"),
    );
    step(&full, &sent(1..=8)).await;
    fleet.passes(59_500);
    let mut one = wants(1);
    one.waited = Duration::from_secs(9);
    assert_eq!(again(step(&killed, &one).await), 500);
    fleet.passes(500);
    let mut eight = wants(8);
    assert_eq!(step(&other, &eight).await.granted, 7, "one is kept");
    eight = wants(1);
    eight.under_way = 7;
    fleet.passes(2_001);
    assert_eq!(
        step(&other, &eight).await.granted,
        1,
        "for two seconds after its time"
    );
}

#[tokio::test]
async fn a_retry_comes_before_the_queue_and_a_new_caller_after_it() {
    let fleet = Fleet::settled().await;
    let (full, waiting, other) = (
        fleet.process("full"),
        fleet.process("waiting"),
        fleet.process("other"),
    );
    step(&full, &sent(1..=1)).await;
    fleet.passes(30_000);
    step(&full, &sent(2..=8)).await;
    fleet.passes(29_900);
    step(&waiting, &wants(1)).await;
    fleet.passes(100);
    let mut new = StepRequest::default();
    new.wanted = 1;
    assert_eq!(step(&other, &new).await.granted, 0);
    new.comes_first = true;
    assert_eq!(step(&other, &new).await.granted, 1);
}

#[tokio::test]
async fn a_429_narrows_the_pool_of_all_processes_immediately_and_only_once() {
    let fleet = Fleet::settled().await;
    let limit = RateLimit::per_minute("wide", 100);
    let (a, b) = (fleet.process("a"), fleet.process("b"));
    a.step(limit, &refused(5_000)).await.unwrap();
    fleet.passes(900);
    b.step(limit, &refused(1_000)).await.unwrap();
    let room = b.step(limit, &wants(1)).await.unwrap();
    assert_eq!(
        (room.granted, room.limit, again(room)),
        (0, 75, 4_100 * 3 / 4)
    );
    fleet.passes(4_100);
    assert_eq!(b.step(limit, &wants(100)).await.unwrap().granted, 75);
    fleet.passes(25_000);
    assert_eq!(
        b.step(limit, &StepRequest::default()).await.unwrap().limit,
        80
    );
    fleet.passes(120_000);
    assert_eq!(
        b.step(limit, &StepRequest::default()).await.unwrap().limit,
        100
    );
}

#[tokio::test]
async fn an_empty_store_allows_a_part_of_the_limit_that_grows_to_all_in_twenty_seconds() {
    let fleet = Fleet::new().await;
    let a = fleet.process("a");
    let first = step(&a, &wants(8)).await;
    assert_eq!((first.granted, first.limit), (2, 2));
    // In the first twenty seconds, six more places come.
    assert_eq!(again(first), 3_334 * 3 / 4);
    fleet.passes(3_333);
    let mut more = wants(6);
    more.under_way = 2;
    let room = step(&a, &more).await;
    assert_eq!((room.granted, again(room)), (0, 1));
    fleet.passes(1);
    assert_eq!(step(&a, &more).await.granted, 1);
    fleet.passes(20_000 - 3_334);
    more.under_way = 3;
    assert_eq!(step(&a, &more).await.granted, 5);
    let before = step(&a, &StepRequest::default()).await.generation;
    fleet.server.run("FLUSHALL");
    let room = step(&a, &StepRequest::default()).await;
    assert_ne!(room.generation, before, "the process learns of it");
    assert_eq!(room.limit, 2);
}

#[tokio::test]
async fn a_process_that_waits_for_a_narrow_pool_of_an_empty_store_asks_rarely() {
    let fleet = Fleet::new().await;
    let limit = RateLimit::per_minute("wide", 100);
    let (a, b) = (fleet.process("a"), fleet.process("b"));
    a.step(limit, &refused(0)).await.unwrap();
    fleet.passes(19_000);
    let full = a.step(limit, &sent(1..=80)).await.unwrap();
    assert_eq!((full.used, full.limit), (80, 75));
    let room = b.step(limit, &wants(1)).await.unwrap();
    // Six places must become free. Sixty seconds after the 429, ten are back.
    assert_eq!((room.granted, again(room)), (0, 41_000 * 3 / 4));
}

#[tokio::test]
async fn a_clock_that_jumps_back_makes_no_pause_and_no_narrowing_longer() {
    let fleet = Fleet::settled().await;
    let limit = RateLimit::per_minute("wide", 100);
    let a = fleet.process("a");
    a.step(limit, &refused(30_000)).await.unwrap();
    fleet.clock.fetch_sub(24 * 3_600_000, Relaxed);
    let room = a.step(limit, &wants(1)).await.unwrap();
    assert_eq!((room.granted, again(room)), (0, 30_000 * 3 / 4));
    fleet.passes(30_000);
    let room = a.step(limit, &wants(1)).await.unwrap();
    assert_eq!((room.granted, room.limit), (1, 80));
    fleet.passes(120_000);
    let room = a.step(limit, &StepRequest::default()).await.unwrap();
    assert_eq!(room.limit, 100);
}

#[tokio::test]
async fn granted_places_that_a_process_never_learned_of_do_not_count_after_its_next_report() {
    let fleet = Fleet::settled().await;
    let (slow, other) = (fleet.process("slow"), fleet.process("other"));
    step(&slow, &wants(3)).await;
    fleet.passes(7_000);
    assert_eq!(step(&other, &StepRequest::default()).await.used, 3);
    assert_eq!(step(&slow, &StepRequest::default()).await.used, 0);
}

#[tokio::test]
async fn a_busy_process_gets_places_for_later_only_far_from_the_limit() {
    let fleet = Fleet::settled().await;
    let limit = RateLimit::per_minute("wide", 100);
    let a = fleet.process("a");
    let mut granted = Vec::new();
    let (mut held, mut step) = (0, wants(1));
    step.spare_wanted = 8;
    while held < 100 {
        step.under_way = held;
        let room = a.step(limit, &step).await.unwrap();
        assert!(room.granted > 0);
        held += room.granted;
        granted.push(room.granted);
    }
    assert_eq!(held, 100);
    assert_eq!(granted[..3], [9, 9, 9]);
    assert_eq!(granted[granted.len() - 12..], [1; 12]);
    assert!(granted.len() < 32, "{granted:?}");
}

#[tokio::test]
async fn a_process_that_only_reports_keeps_places_for_later_unless_others_wait_or_all_pause() {
    let fleet = Fleet::settled().await;
    let limit = RateLimit::per_minute("wide", 100);
    let (a, b) = (fleet.process("a"), fleet.process("b"));
    let mut report = sent(1..=3);
    report.spare_wanted = 6;
    assert_eq!(a.step(limit, &report).await.unwrap().granted, 6);
    let mut waiting = wants(100);
    waiting.spare_wanted = 6;
    assert!(b.step(limit, &waiting).await.unwrap().granted < 100);
    let mut again = StepRequest::default();
    again.spare_wanted = 6;
    assert_eq!(a.step(limit, &again).await.unwrap().granted, 0, "b waits");
    let other = RateLimit::per_minute("paused", 100);
    again.refused.push(Refused {
        ago: Duration::ZERO,
        pause: Duration::from_secs(5),
    });
    assert_eq!(a.step(other, &again).await.unwrap().granted, 0);
}

#[tokio::test]
async fn a_late_report_of_sends_that_the_store_already_counted_corrects_only_their_times() {
    let fleet = Fleet::settled().await;
    let (slow, other) = (fleet.process("slow"), fleet.process("other"));
    step(&slow, &wants(3)).await;
    fleet.passes(30_000);
    assert_eq!(step(&other, &StepRequest::default()).await.used, 3);
    let mut reported = sent(1..=3);
    reported.sent[0].ago = Duration::from_millis(29_900);
    reported.sent[1].ago = Duration::from_secs(29);
    reported.sent[2].ago = Duration::from_secs(28);
    assert_eq!(step(&slow, &reported).await.used, 3);
    fleet.passes(60_000 - 29_000);
    assert_eq!(step(&other, &StepRequest::default()).await.used, 1);
}

#[tokio::test]
async fn a_process_learns_that_the_store_has_lost_its_sends_and_only_then() {
    let fleet = Fleet::settled().await;
    let a = fleet.process("a");
    let known = |ago| {
        let mut step = StepRequest::default();
        let ago = Duration::from_secs(ago);
        step.known = Some(Sent { number: 3, ago });
        step
    };
    assert!(!step(&a, &sent(1..=3)).await.has_lost);
    fleet.passes(10_000);
    assert!(!step(&a, &known(10)).await.has_lost);
    // The key was evicted, or the clock of the server has jumped.
    fleet
        .server
        .run("DEL odc:{acme.outsystems.dev}:budget:test:ended");
    assert!(step(&a, &known(10)).await.has_lost);
    assert!(
        !step(&a, &StepRequest::default()).await.has_lost,
        "it says nothing"
    );
    assert!(!step(&a, &sent(1..=3)).await.has_lost);
    assert!(!step(&a, &known(0)).await.has_lost);
    fleet.passes(600_000);
    assert!(step(&a, &known(10)).await.has_lost);
    assert!(!step(&a, &known(59)).await.has_lost, "it hardly counts");
    // The other processes have sent so much that the missing send proves nothing.
    let b = fleet.process("b");
    step(&b, &sent(1..=8)).await;
    assert!(!step(&a, &known(10)).await.has_lost);
}

#[tokio::test]
async fn two_organizations_share_no_key_and_every_key_expires() {
    let fleet = Fleet::settled().await;
    let other = RedisStore::connect(&format!("{}?name=x", fleet.server.url()))
        .await
        .unwrap();
    let other = other.budget("https://other.outsystems.dev/");
    step(&fleet.process("a"), &wants(2)).await;
    let mut full = sent(1..=8);
    (full.wanted, full.waiting) = (1, 1);
    full.refused.push(Refused {
        ago: Duration::ZERO,
        pause: Duration::from_secs(1),
    });
    assert_eq!(step(&other, &full).await.used, 8);
    assert_eq!(
        step(&fleet.process("a"), &StepRequest::default())
            .await
            .used,
        0
    );
    let keys: Vec<String> = fleet.server.ask("KEYS *");
    assert!(keys.len() > 6, "{keys:?}");
    for key in keys {
        let of_one = ["acme.outsystems.dev", "other.outsystems.dev", "check"]
            .iter()
            .any(|domain| key.starts_with(&format!("odc:{{{domain}}}:")));
        assert!(of_one, "{key}");
        let life: i64 = fleet.server.ask(&format!("PTTL {key}"));
        assert!((1..=604_800_000).contains(&life), "{key}: {life}");
    }
}

#[tokio::test]
async fn two_tenants_of_one_process_are_counted_separately() {
    let server = Server::start();
    let store = RedisStore::connect(&format!("{}?name=twice", server.url()))
        .await
        .unwrap();
    let origin = "https://acme.outsystems.dev/";
    let (one, two) = (store.budget(origin), store.budget(origin));
    let limit = RateLimit::per_minute("test", 100);
    let mut begun = sent(1..=1);
    begun.under_way = 2;
    one.step(limit, &begun).await.unwrap();
    assert_eq!(two.step(limit, &begun).await.unwrap().used, 6);
    let status = store.status(origin, &[limit]).await.unwrap();
    let member = &status.pools[0].members[0];
    assert_eq!(
        (member.processes, member.sent, member.held),
        (1, 2, 4),
        "{member:?}"
    );
}

#[tokio::test]
async fn a_status_shows_only_the_counted_calls_of_a_dead_process() {
    let server = Server::start();
    let store = RedisStore::connect(&format!("{}?name=dead", server.url()))
        .await
        .unwrap();
    let origin = "https://acme.outsystems.dev/";
    let key = |part: &str| format!("odc:{{acme.outsystems.dev}}:budget:test:{part}");
    let (now, _): (u64, u64) = server.ask("TIME");
    let ago = |seconds: u64| (now - seconds) * 1000;
    for (process, seconds) in [("dead#1", 10), ("dead#2", 100)] {
        server.run(&format!(
            "HSET {} {process} 3:4:{}",
            key("held"),
            ago(seconds)
        ));
        server.run(&format!(
            "HSET {} {process} 1:5:{}:0",
            key("wants"),
            ago(seconds)
        ));
    }
    let status = store.status(origin, &[LIMIT]).await.unwrap();
    let member = &status.pools[0].members[0];
    assert_eq!(
        (member.processes, member.sent, member.held, member.waiting),
        (1, 3, 0, 0),
        "{member:?}"
    );
}

#[tokio::test]
async fn a_status_and_a_step_say_how_far_a_pool_is_narrowed() {
    let fleet = Fleet::settled().await;
    let store = RedisStore::connect(&fleet.server.url()).await.unwrap();
    let limit = RateLimit::per_minute("wide", 100);
    let key = "odc:{acme.outsystems.dev}:budget:wide:narrowed";
    for by in [25, 99, 500] {
        for seconds in [1, 25, 32, 55, 62, 300] {
            let (now, _): (u64, u64) = fleet.server.ask("TIME");
            fleet.clock.store(now * 1000, Relaxed);
            let since = (now - seconds) * 1000;
            fleet
                .server
                .run(&format!("HSET {key} by {by} since {since}"));
            let room = fleet
                .process("a")
                .step(limit, &StepRequest::default())
                .await;
            let status = store.status("https://acme.outsystems.dev/", &[limit]).await;
            let narrowed_by = status.unwrap().pools.first().map_or(0, |it| it.narrowed_by);
            assert_eq!(
                100 - narrowed_by,
                room.unwrap().limit,
                "{by} {seconds} s ago"
            );
        }
    }
}

#[tokio::test]
async fn a_process_that_waits_for_places_kept_by_others_asks_again_within_seconds() {
    let fleet = Fleet::settled().await;
    let keeps = fleet.process("keeps");
    let mut step_of_keeper = sent(1..=6);
    step_of_keeper.spare = 2;
    step(&keeps, &step_of_keeper).await;
    let mut times = Vec::new();
    for (name, waited) in [("a", 30), ("b", 20), ("c", 10)] {
        let mut one = wants(1);
        one.waited = Duration::from_secs(waited);
        times.push(again(step(&fleet.process(name), &one).await));
    }
    assert_eq!(times, [3_000, 3_000, 45_000], "two places may come back");
    fleet.passes(3_000);
    step(&keeps, &StepRequest::default()).await;
    for name in ["a", "b"] {
        let mut one = wants(1);
        one.waited = Duration::from_secs(if name == "a" { 33 } else { 23 });
        assert_eq!(step(&fleet.process(name), &one).await.granted, 1, "{name}");
    }
}

#[tokio::test]
async fn only_the_process_above_the_limit_is_refused_until_there_is_room_for_it() {
    let fleet = Fleet::settled().await;
    let now = fleet.clock.load(Relaxed);
    let mut hset = redis::cmd("HSET");
    hset.arg("odc:{acme.outsystems.dev}:budget:test:held");
    for number in 0..4096 {
        hset.arg(format!("p{number}")).arg(format!("0:0:{now}"));
    }
    hset.query::<()>(&mut fleet.server.connection()).unwrap();
    let one_more = fleet.process("one more");
    let error = one_more.step(LIMIT, &wants(1)).await.unwrap_err();
    assert!(error.to_string().contains("more than 4096"), "{error}");
    assert_eq!(step(&fleet.process("p7"), &wants(1)).await.granted, 1);
    fleet.passes(6_000);
    assert_eq!(step(&one_more, &wants(1)).await.granted, 1);
}
