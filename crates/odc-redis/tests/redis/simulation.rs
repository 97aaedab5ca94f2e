//! A fleet in virtual time that uses the real script: how many requests a call needs, that the limit holds, and that
//! every process gets its turn.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use odc_budget::{BudgetStore, RateLimit, SETTLED, Sent, StepRequest};
use odc_redis::RedisBudget;

use crate::steps::Fleet;

const LIMIT: RateLimit = RateLimit::per_minute("test", 100);
const MINUTE: u64 = 60_000;

/// How long a call takes.
const CALL: u64 = 150;

/// While others wait, a process reports ended sends after this time.
const REPORT: u64 = 1_000;

/// A process with one task. It makes calls one after another, with a pause between them.
struct Worker {
    process: RedisBudget,
    pause: u64,
    /// The time since when it wants a place.
    since: u64,
    /// When the current call ends.
    ends: Option<u64>,
    /// Sends that were not reported to the store.
    sent: Vec<(u64, u64)>,
    /// When the last sends ended.
    lately: Vec<u64>,
    /// Places for later.
    spare: u32,
    /// When the store was last asked, and how many places for later were used since then.
    asked: u64,
    used: u32,
    /// Others waited at that time.
    is_crowded: bool,
    calls: u64,
}

/// Why a worker looks at its state.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Reason {
    /// It wants a place, or its call has ended.
    Call,
    /// Others wait, and this call has ended.
    Ended(u64),
    /// Without another request, the store would count wrongly after the send at this time ends.
    Lapses(u64),
}

/// The result of a run.
#[derive(Debug)]
struct Run {
    workers: usize,
    /// When each call was sent.
    calls: Vec<u64>,
    /// The calls of each worker.
    each: Vec<u64>,
    requests: u64,
    /// Processor time of the server, in µs for each request.
    processor: f64,
    /// The memory of the organization's keys, in bytes.
    memory: u64,
}

impl Run {
    /// The largest number of calls in any minute, as the service counts them.
    fn most_in_a_minute(&self) -> usize {
        let ends = self.calls.iter().enumerate();
        let counts = ends.map(|(last, &time)| {
            let first = self.calls.partition_point(|&call| call + MINUTE <= time);
            last + 1 - first
        });
        counts.max().unwrap_or_default()
    }

    fn calls_after(&self, time: u64) -> usize {
        self.calls.iter().filter(|&&call| call >= time).count()
    }

    #[expect(clippy::cast_precision_loss, reason = "a report")]
    fn requests_per_call(&self) -> f64 {
        self.requests as f64 / self.calls.len() as f64
    }
}

/// Runs `workers` processes for some minutes. Each process makes calls, with `pause` ms between two calls.
async fn run(workers: usize, minutes: u64, pause: u64) -> Run {
    run_for(workers, minutes * MINUTE, pause).await
}

async fn run_for(workers: usize, millis: u64, pause: u64) -> Run {
    let fleet = Fleet::settled().await;
    let start = fleet.clock.load(Relaxed);
    fleet.server.run("CONFIG RESETSTAT");
    let mut all: Vec<_> = (0..workers)
        .map(|number| Worker {
            process: fleet.process(&format!("worker{number}")),
            pause,
            since: start + (number as u64 * 7919) % pause.max(1000),
            ends: None,
            sent: Vec::new(),
            lately: Vec::new(),
            spare: 0,
            asked: 0,
            used: 0,
            is_crowded: false,
            calls: 0,
        })
        .collect();
    let mut due: BinaryHeap<_> = all
        .iter()
        .enumerate()
        .map(|(number, worker)| Reverse((worker.since, number, Reason::Call)))
        .collect();
    let (mut calls, mut requests) = (Vec::new(), 0);
    while let Some(Reverse((now, number, reason))) = due.pop() {
        if now >= start + millis {
            break;
        }
        fleet.clock.store(now, Relaxed);
        let worker = &mut all[number];
        let lapses = |asked| Reverse((asked + millis_of(SETTLED), number, Reason::Lapses(asked)));
        if reason != Reason::Call {
            if worker.has_to_report(reason) {
                requests += 1;
                let step = worker.report(now);
                let room = worker.process.step(LIMIT, &step).await.unwrap();
                worker.learn(now, room.granted, room.queued);
                due.push(lapses(now));
            }
            continue;
        }
        if let Some(end) = worker.ends.take() {
            worker.sent.push((worker.calls, end));
            worker.lately.push(end);
            worker.since = now + worker.pause;
            due.push(Reverse((worker.since, number, Reason::Call)));
            if worker.is_crowded {
                due.push(Reverse((now + REPORT, number, Reason::Ended(worker.calls))));
            }
            continue;
        }
        let mut has_place = worker.take_spare(now);
        let mut ask_again = Duration::ZERO;
        if !has_place {
            requests += 1;
            let step = worker.step(now);
            let room = worker.process.step(LIMIT, &step).await.unwrap();
            ask_again = room.ask_again.unwrap();
            has_place = room.granted > 0;
            worker.learn(now, room.granted.saturating_sub(1), room.queued);
            due.push(lapses(now));
        }
        let next = if has_place {
            worker.calls += 1;
            calls.push(now - start);
            worker.ends = Some(now + CALL);
            now + CALL
        } else {
            now + millis_of(ask_again)
        };
        due.push(Reverse((next, number, Reason::Call)));
    }
    Run {
        workers,
        calls,
        each: all.iter().map(|worker| worker.calls).collect(),
        requests,
        processor: processor_time(&fleet.server.ask::<String>("INFO commandstats")),
        memory: fleet
            .server
            .ask::<Vec<String>>("KEYS odc:{acme*")
            .iter()
            .map(|key| fleet.server.ask::<u64>(&format!("MEMORY USAGE {key}")))
            .sum(),
    }
}

impl Worker {
    /// As in a process, places that are not used in time expire.
    fn take_spare(&mut self, now: u64) -> bool {
        if self.spare == 0 || now - self.asked >= millis_of(SETTLED) {
            self.spare = 0;
            return false;
        }
        self.spare -= 1;
        self.used += 1;
        true
    }

    fn step(&mut self, now: u64) -> StepRequest {
        let mut step = StepRequest::default();
        (step.wanted, step.waiting) = (1, 1);
        step.spare_wanted = self.more(now);
        step.waited = Duration::from_millis(now - self.since);
        step.sent = self.ended(now);
        step
    }

    /// The step of a worker that wants no place.
    fn report(&mut self, now: u64) -> StepRequest {
        let mut step = StepRequest::default();
        step.sent = self.ended(now);
        step.under_way = u32::from(self.ends.is_some());
        if now - self.asked >= millis_of(SETTLED) {
            self.spare = 0;
        }
        step.spare = self.spare;
        step.spare_wanted = self.more(now);
        step.waiting = u32::from(self.ends.is_none() && self.since <= now);
        step
    }

    /// The store has received all reports, and has granted this many places for later.
    fn learn(&mut self, now: u64, spare: u32, queued: u32) {
        self.spare += spare;
        (self.asked, self.used, self.is_crowded) = (now, 0, queued > 0);
        self.sent.clear();
    }

    fn has_to_report(&self, reason: Reason) -> bool {
        match reason {
            Reason::Call => false,
            Reason::Ended(call) => self.sent.iter().any(|&(number, _)| number == call),
            Reason::Lapses(asked) => self.asked == asked && (self.used > 0 || self.ends.is_some()),
        }
    }

    fn more(&mut self, now: u64) -> u32 {
        self.lately.retain(|end| now - end < millis_of(SETTLED));
        let twice = u32::try_from(2 * self.lately.len()).unwrap();
        twice.min(8).saturating_sub(self.spare)
    }

    fn ended(&self, now: u64) -> Vec<Sent> {
        let ago = |end: u64| Duration::from_millis(now - end);
        let sent = self.sent.iter();
        sent.map(|&(number, end)| Sent {
            number,
            ago: ago(end),
        })
        .collect()
    }
}

fn millis_of(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap()
}

/// The time that a script takes, from a line such as `cmdstat_evalsha:calls=12,usec=340,usec_per_call=28.33,…`.
fn processor_time(statistics: &str) -> f64 {
    let line = statistics
        .lines()
        .find(|line| line.starts_with("cmdstat_evalsha:"));
    let field = line.and_then(|line| {
        line.split(',')
            .find_map(|part| part.strip_prefix("usec_per_call="))
    });
    field.unwrap().parse().unwrap()
}

#[tokio::test]
async fn ten_a_hundred_and_a_thousand_workers_use_the_whole_budget_and_not_more() {
    println!("workers  calls  requests per call  server µs per request   bytes");
    for (workers, minutes, most_requests) in [(10, 5, 9.0), (100, 5, 9.0), (1000, 12, 9.0)] {
        let run = run(workers, minutes, 0).await;
        let Run {
            processor, memory, ..
        } = run;
        println!(
            "{workers:>7}  {:>5}  {:>17.2}  {processor:>21.0}  {memory:>6}",
            run.calls.len(),
            run.requests_per_call()
        );
        assert!(run.most_in_a_minute() <= 100, "{}", run.most_in_a_minute());
        let possible = (minutes - 1) * 100;
        let used = run.calls_after(MINUTE) as u64;
        assert!(
            used * 100 >= possible * 95,
            "{used} of {possible} after the first minute"
        );
        let (least, most) = (
            run.each.iter().min().unwrap(),
            run.each.iter().max().unwrap(),
        );
        let fair = run.calls.len() as u64 / run.workers as u64;
        assert!(
            *least >= fair * 80 / 100 && *most <= fair + fair / 5 + 2,
            "{least} to {most}, fair is {fair}"
        );
        assert!(
            run.requests_per_call() <= most_requests,
            "{}",
            run.requests_per_call()
        );
    }
}

#[tokio::test]
async fn slow_callers_need_more_requests_per_call_but_at_most_one() {
    println!("workers  s between calls  calls a minute  requests per call");
    for (workers, pause, most_requests) in [
        (1, 1_000, 0.3),
        (2, 2_000, 0.5),
        (3, 3_000, 0.75),
        (3, 4_000, 0.95),
        (4, 6_000, 1.0),
        (20, 30_000, 1.0),
        (50, 120_000, 1.0),
    ] {
        let minutes = 10;
        let run = run(workers, minutes, pause - CALL).await;
        let each_minute = run.calls.len() as u64 / minutes;
        println!(
            "{workers:>7}  {:>15}  {each_minute:>14}  {:>17.2}",
            pause / 1_000,
            run.requests_per_call()
        );
        let possible = workers as u64 * minutes * MINUTE / pause;
        assert!(
            run.calls.len() as u64 >= possible,
            "nobody waits: {} calls, not {possible}",
            run.calls.len()
        );
        assert!(
            run.requests_per_call() <= most_requests,
            "{}",
            run.requests_per_call()
        );
    }
}

#[tokio::test]
async fn just_below_the_limit_no_call_waits_and_no_minute_has_too_many() {
    // Eight workers with one call every five seconds: 96 a minute.
    let run = run(8, 5, 4_850).await;
    println!(
        "just below the limit: {:.2} requests per call",
        run.requests_per_call()
    );
    assert!(run.calls.len() >= 8 * 59, "{}", run.calls.len());
    assert!(
        run.requests_per_call() <= 2.0,
        "{}",
        run.requests_per_call()
    );
    assert!(run.most_in_a_minute() <= 100);
}

#[tokio::test]
async fn a_busy_worker_far_from_the_limit_needs_much_less_than_a_request_per_call() {
    // The calls of some seconds, as many as possible: the limit is far away.
    let run = run_for(1, 8_000, 0).await;
    println!("busy: {:.2} requests per call", run.requests_per_call());
    assert!(run.calls.len() >= 50, "{}", run.calls.len());
    assert!(
        run.requests_per_call() <= 0.4,
        "{}",
        run.requests_per_call()
    );
}
