//! Compares the script with the budget in memory: for a single process, both give the same results in every case.

use std::time::Duration;

use odc_budget::{BudgetStore, MemoryBudget, RateLimit, Refused, Sent, StepRequest};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use tokio::runtime::{Builder, Runtime};

use crate::steps::Fleet;

const LIMIT: RateLimit = RateLimit::per_minute("model", 6);

#[derive(Clone, Debug)]
enum Event {
    Passes(u64),
    Asks {
        wanted: u32,
        waiting: u32,
        before: u32,
    },
    Ends(u32),
    Refused(u64),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => (0_u64..25_000).prop_map(Event::Passes),
        5 => (1_u32..4, 0_u32..3, 0_u32..2).prop_map(|(wanted, waiting, before)| Event::Asks {
            wanted,
            waiting: waiting + wanted,
            before,
        }),
        5 => (1_u32..4).prop_map(Event::Ends),
        1 => (0_u64..90_000).prop_map(Event::Refused),
    ]
}

/// Two runtimes: the test moves the clock of one, and the other calls a server.
struct Clocks {
    memory: Runtime,
    server: Runtime,
}

#[test]
fn for_one_process_the_script_and_the_budget_in_memory_say_the_same() {
    let new = |paused| {
        let mut builder = Builder::new_current_thread();
        builder.enable_all().start_paused(paused).build().unwrap()
    };
    let clocks = Clocks {
        memory: new(true),
        server: new(false),
    };
    let mut runner = TestRunner::deterministic();
    let events = proptest::collection::vec(event(), 1..120);
    for _ in 0..40 {
        same(&clocks, &events.new_tree(&mut runner).unwrap().current());
    }
}

fn same(clocks: &Clocks, events: &[Event]) {
    let fleet = clocks.server.block_on(Fleet::settled());
    let shared = fleet.process("a");
    let ask = |step: &StepRequest| clocks.server.block_on(shared.step(LIMIT, step)).unwrap();
    let memory = clocks.memory.block_on(async { MemoryBudget::new() });
    let remember = |step: &StepRequest| {
        clocks
            .memory
            .block_on(async { memory.step_now(LIMIT, step) })
    };
    let (mut held, mut number) = (0, 0);
    for event in events {
        let mut step = StepRequest::default();
        match *event {
            Event::Passes(millis) => {
                let time = Duration::from_millis(millis);
                clocks.memory.block_on(tokio::time::advance(time));
                fleet.passes(millis);
            }
            Event::Asks {
                wanted,
                waiting,
                before,
            } => {
                (step.wanted, step.waiting, step.callers_before) = (wanted, waiting, before);
            }
            Event::Ends(sends) => {
                for _ in 0..sends.min(held) {
                    number += 1;
                    held -= 1;
                    let ago = Duration::ZERO;
                    step.sent.push(Sent { number, ago });
                }
            }
            Event::Refused(pause) => step.refused.push(Refused {
                ago: Duration::ZERO,
                pause: Duration::from_millis(pause),
            }),
        }
        step.under_way = held;
        let (expected, room) = (remember(&step), ask(&step));
        assert_eq!(
            (room.granted, room.used, room.limit),
            (expected.granted, expected.used, expected.limit),
            "{event:?} of {events:?}"
        );
        held += room.granted;
    }
}
