//! The script is held against the budget in memory: for one process both say the same, whatever happens.

use std::time::Duration;

use odc_budget::{BudgetStore, MemoryBudget, RateLimit, Refused, Sent, Step};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

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

#[tokio::test(start_paused = true)]
async fn for_one_process_the_script_and_the_budget_in_memory_say_the_same() {
    let mut runner = TestRunner::deterministic();
    let events = proptest::collection::vec(event(), 1..120);
    for _ in 0..40 {
        let events = events.new_tree(&mut runner).unwrap().current();
        same(&events).await;
    }
}

async fn same(events: &[Event]) {
    // The clock of the test stands still while the server is asked.
    tokio::time::resume();
    let fleet = Fleet::settled().await;
    tokio::time::pause();
    let (memory, shared) = (MemoryBudget::new(), fleet.process("a"));
    let (mut held, mut number) = (0, 0);
    for event in events {
        let mut step = Step::default();
        match *event {
            Event::Passes(millis) => {
                tokio::time::advance(Duration::from_millis(millis)).await;
                fleet.passes(millis);
            }
            Event::Asks {
                wanted,
                waiting,
                before,
            } => {
                (step.wanted, step.waiting, step.before) = (wanted, waiting, before);
            }
            Event::Ends(sends) => {
                for _ in 0..sends.min(held) {
                    number += 1;
                    held -= 1;
                    step.sent.push(Sent {
                        number,
                        ago: Duration::ZERO,
                    });
                }
            }
            Event::Refused(pause) => step.refused.push(Refused {
                ago: Duration::ZERO,
                pause: Duration::from_millis(pause),
            }),
        }
        step.under_way = held;
        let expected = memory.step_now(LIMIT, &step);
        let room = ask(&shared, &step).await;
        let said = (room.granted, room.used, room.limit);
        assert_eq!(
            said,
            (expected.granted, expected.used, expected.limit),
            "{event:?} of {events:?}"
        );
        held += room.granted;
        // A heartbeat, so that nothing counts as given up while much time passes.
        let mut still = Step::default();
        still.under_way = held;
        memory.step_now(LIMIT, &still);
        ask(&shared, &still).await;
    }
}

async fn ask(process: &odc_redis::RedisBudget, step: &Step) -> odc_budget::Room {
    tokio::time::resume();
    let room = process.step(LIMIT, step).await.unwrap();
    tokio::time::pause();
    room
}
