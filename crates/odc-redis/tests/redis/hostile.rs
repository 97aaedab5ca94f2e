//! Any values under our keys: nothing crashes, and no value admits more calls.

use std::time::Duration;

use odc_budget::{BudgetStore, RateLimit};
use odc_redis::RedisStore;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::steps::{Fleet, wants};
use odc_redis_server::Server;

const LIMIT: RateLimit = RateLimit::per_minute("test", 8);
const PARTS: [&str; 6] = ["ended", "held", "queue", "wants", "narrowed", "born"];

fn key(part: &str) -> String {
    if part == "born" {
        return "odc:{acme.outsystems.dev}:born".to_owned();
    }
    format!("odc:{{acme.outsystems.dev}}:budget:test:{part}")
}

/// A value of some type, as the commands that write it under `key`.
fn value() -> impl Strategy<Value = (usize, Vec<Vec<u8>>)> {
    let text = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..40),
        "-?[0-9]{1,20}(:-?[0-9]{1,20}){0,3}".prop_map(String::into_bytes),
        Just(b"nan".to_vec()),
        Just(b"inf".to_vec()),
        Just(b"-1e300".to_vec()),
        Just(b"1790000000000-a".to_vec()),
    ];
    let score = prop_oneof![
        Just("+inf".to_owned()),
        Just("-inf".to_owned()),
        (-1e300_f64..1e300).prop_map(|number| number.to_string()),
        (1_789_999_900_000_u64..1_790_000_200_000).prop_map(|time| time.to_string()),
    ];
    let field = prop_oneof![
        Just(b"by".to_vec()),
        Just(b"since".to_vec()),
        Just(b"until".to_vec()),
        Just(b"a".to_vec()),
        proptest::collection::vec(any::<u8>(), 1..20),
    ];
    let set = text.clone().prop_map(|text| vec![b"SET".to_vec(), text]);
    let hset = (field, text.clone()).prop_map(|(field, text)| vec![b"HSET".to_vec(), field, text]);
    let zadd = (score, text.clone())
        .prop_map(|(score, text)| vec![b"ZADD".to_vec(), score.into_bytes(), text]);
    let push = text.prop_map(|text| vec![b"RPUSH".to_vec(), text]);
    // Most of the time it has the type that belongs there.
    let ours = prop_oneof![
        zadd.prop_map(|words| (if words[2].len() % 2 == 0 { 0 } else { 2 }, words)),
        (1..4_usize, hset).prop_map(|(part, words)| ([1, 3, 4][part - 1], words)),
        set.prop_map(|words| (5, words)),
    ];
    prop_oneof![30 => ours, 1 => (0..PARTS.len(), push)]
}

#[tokio::test]
async fn with_any_bytes_under_our_keys_no_process_crashes_and_the_limit_holds() {
    let mut runner = TestRunner::deterministic();
    let values = proptest::collection::vec(value(), 1..12);
    let fleet = Fleet::settled().await;
    let process = fleet.process("a");
    let mut connection = fleet.server.connection();
    let (mut responded, mut refused) = (0, 0);
    for _ in 0..400 {
        redis::cmd("FLUSHALL").query::<()>(&mut connection).unwrap();
        for (part, words) in values.new_tree(&mut runner).unwrap().current() {
            let mut command = redis::cmd(std::str::from_utf8(&words[0]).unwrap());
            command.arg(key(PARTS[part]));
            words[1..].iter().for_each(|word| {
                command.arg(word);
            });
            // A value of another type may be there already.
            let _ = command.query::<redis::Value>(&mut connection);
        }
        let mut held = 0;
        for _ in 0..3 {
            let mut step = wants(9);
            step.under_way = held;
            step.spare_wanted = 8;
            match process.step(LIMIT, &step).await {
                Ok(room) => {
                    held += room.granted;
                    assert!(held <= 8 && room.limit <= 8, "{room:?}");
                    let hour = Duration::from_secs(3600);
                    assert!(
                        room.next_room <= hour && room.ask_again.unwrap() <= hour,
                        "{room:?}"
                    );
                    responded += 1;
                }
                Err(error) => {
                    let text = error.to_string();
                    assert!(text.contains("WRONGTYPE") && !text.contains('\n'), "{text}");
                    refused += 1;
                }
            }
        }
    }
    assert!(responded > 300 && refused > 20, "{responded} {refused}");
}

#[tokio::test]
async fn no_value_pauses_or_narrows_a_pool_for_ever() {
    let fleet = Fleet::settled().await;
    let process = fleet.process("a");
    let written = "9999999999999";
    fleet.server.run(&format!(
        "HSET {} by 7 since {written} until 1{written}",
        key("narrowed")
    ));
    let room = process.step(LIMIT, &wants(1)).await.unwrap();
    assert_eq!((room.granted, room.limit), (1, 1));
    fleet.passes(10 * 60_000);
    let room = process.step(LIMIT, &wants(1)).await.unwrap();
    assert_eq!((room.granted, room.limit), (1, 8));
}

#[tokio::test]
async fn a_status_reads_hostile_values_without_an_error() {
    let fleet = Fleet::settled().await;
    let store = RedisStore::connect(&fleet.server.url()).await.unwrap();
    let mut connection = fleet.server.connection();
    let mut hset = |part: &str, field: &[u8], value: &[u8]| {
        redis::cmd("HSET")
            .arg(key(part))
            .arg(field)
            .arg(value)
            .query::<()>(&mut connection)
            .unwrap();
    };
    hset(
        "held",
        b"\x1b[31mred\nname#1",
        b"4294967295:4294967295:9999999999999",
    );
    hset(
        "held",
        b"\x1b[31mred\nname#2",
        b"4294967295:x:9999999999999",
    );
    hset("wants", b"#", b"-1:99999999999:");
    hset("narrowed", b"by", b"18446744073709551615");
    hset("narrowed", b"until", b"18446744073709551615");
    let status = store
        .status("https://acme.outsystems.dev/", &[LIMIT])
        .await
        .unwrap();
    let pool = &status.pools[0];
    assert_eq!((pool.paused, pool.narrowed_by), (Duration::ZERO, 0));
    for member in &pool.members {
        assert!(!member.name.contains(['\x1b', '\n']), "{:?}", member.name);
    }
    assert_eq!(pool.used(), u32::MAX);
}

#[tokio::test]
async fn a_status_needs_little_memory_and_time_for_values_that_no_process_writes() {
    let fleet = Fleet::settled().await;
    let store = RedisStore::connect(&fleet.server.url()).await.unwrap();
    let mut connection = fleet.server.connection();
    let mut send = |command: &str, part: &str, words: &[&[u8]]| {
        let mut command = redis::cmd(command);
        command.arg(key(part));
        for word in words {
            command.arg(*word);
        }
        command.query::<()>(&mut connection).unwrap();
    };
    let long = vec![b'1'; 1 << 20];
    send(
        "HSET",
        "narrowed",
        &[b"by", &long, b"since", b"1", &long, b"1"],
    );
    send(
        "HSET",
        "held",
        &[b"a#1", &long, b"b#1", b"1:0:9999999999999"],
    );
    send("HSET", "held", &[&long, b"1:0:9999999999999"]);
    send("HSET", "wants", &[b"a#1", &long]);
    send(
        "ZADD",
        "ended",
        &[b"9999999999999", &long, b"9999999999999", b"c#1:1"],
    );
    let origin = "https://acme.outsystems.dev/";
    let status = store.status(origin, &[LIMIT]).await.unwrap();
    let names = status.pools[0].members.iter().map(|it| it.name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["b", "c"]);

    let fields: Vec<_> = (0..5_000)
        .map(|at| format!("p#{at}").into_bytes())
        .collect();
    let words: Vec<&[u8]> = fields
        .iter()
        .flat_map(|it| [it.as_slice(), b"1:1:1"])
        .collect();
    send("HSET", "wants", &words);
    let error = store.status(origin, &[LIMIT]).await.unwrap_err();
    let said = error.to_string();
    assert!(
        said.contains("more than 4096 processes in one pool"),
        "{said}"
    );
}

#[tokio::test]
async fn too_many_processes_are_an_error_and_cause_no_endless_script() {
    let fleet = Fleet::settled().await;
    let mut hset = redis::cmd("HSET");
    hset.arg(key("held"));
    for number in 0..5000 {
        hset.arg(format!("p{number}")).arg("0:0:1");
    }
    hset.query::<()>(&mut fleet.server.connection()).unwrap();
    let error = fleet.process("a").step(LIMIT, &wants(1)).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("more than 4096 processes in one pool"),
        "{error}"
    );
}

#[tokio::test]
async fn a_full_server_is_an_error_that_says_so() {
    let server = Server::start();
    let store = RedisStore::connect(&server.url()).await.unwrap();
    server.run("CONFIG SET maxmemory 1");
    let budget = store.budget("https://acme.outsystems.dev/");
    let error = budget.step(LIMIT, &wants(1)).await.unwrap_err().to_string();
    assert!(error.ends_with("; its memory is full"), "{error}");
    server.run("CONFIG SET maxmemory 0");
    assert_eq!(budget.step(LIMIT, &wants(1)).await.unwrap().granted, 1);
}

#[tokio::test]
async fn a_wrong_key_is_an_error_of_its_pool_and_a_full_server_is_an_error_of_all_pools() {
    let server = Server::start();
    let store = RedisStore::connect(&server.url()).await.unwrap();
    let budget = store.budget("https://acme.outsystems.dev/");
    server.run(&format!("SET {} x", key("held")));
    let error = budget.step(LIMIT, &wants(1)).await.unwrap_err();
    assert!(error.is_of_pool(), "{error}");
    let other = RateLimit::per_minute("other", 8);
    assert_eq!(budget.step(other, &wants(1)).await.unwrap().granted, 1);
    server.run("FLUSHALL");
    server.run("CONFIG SET maxmemory 1");
    let error = budget.step(other, &wants(1)).await.unwrap_err();
    assert!(!error.is_of_pool(), "{error}");
}

#[tokio::test]
async fn the_script_stays_short_with_many_dead_processes_and_many_sends() {
    let fleet = Fleet::settled().await;
    let limit = RateLimit::per_minute("test", 100);
    let dead = fleet.clock.load(std::sync::atomic::Ordering::Relaxed) - 7_000;
    let mut hset = redis::cmd("HSET");
    hset.arg(key("held"));
    for number in 0..4096 {
        hset.arg(format!("p{number}")).arg(format!("100:0:{dead}"));
    }
    hset.query::<()>(&mut fleet.server.connection()).unwrap();
    let room = fleet.process("a").step(limit, &wants(1)).await.unwrap();
    assert_eq!((room.granted, room.used), (0, 100));
    let changes = fleet.server.ask::<String>("INFO persistence");
    let changes = changes
        .lines()
        .find_map(|line| line.strip_prefix("rdb_changes_since_last_save:"));
    let changes: u64 = changes.unwrap().parse().unwrap();
    assert!(changes < 3 * 4096, "{changes} changes by one step");
}
