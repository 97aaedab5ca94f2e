//! Connections that break in the middle of a script, and servers that are exchanged: nothing is lost or counted
//! twice.

use std::time::Duration;

use odc_budget::{BudgetStore, RateLimit, Sent, StepRequest};
use odc_redis::RedisStore;

use crate::steps::wants;
use odc_redis_server::{Cut, Proxy, Server};

const LIMIT: RateLimit = RateLimit::per_minute("test", 1000);
const ORIGIN: &str = "https://acme.outsystems.dev/";

async fn connect(proxy: &Proxy) -> RedisStore {
    let url = format!("{}?patience_ms=5000", proxy.url());
    RedisStore::connect(&url).await.unwrap()
}

#[tokio::test]
async fn no_place_is_lost_and_no_send_counts_twice_if_the_connection_ends_during_a_script() {
    // At this time, the server has executed either nothing or everything.
    for (cut, used) in [
        (Cut::HalfOfRequest, 0),
        (Cut::HalfOfResponse, 4),
        (Cut::BeforeResponse, 4),
    ] {
        let server = Server::start();
        let proxy = Proxy::before(&server);
        let store = connect(&proxy).await;
        let budget = store.budget(ORIGIN);
        let mut step = wants(3);
        step.sent = vec![Sent {
            number: 1,
            ago: Duration::ZERO,
        }];
        proxy.cut(cut);
        let lost = budget.step(LIMIT, &step).await;
        assert!(lost.is_err(), "{cut:?}: {lost:?}");
        assert_eq!(proxy.counts().0, 1, "{cut:?}");
        // This process does not know about the three places that the server may have granted.
        let other = store.budget(ORIGIN).as_process("other");
        let room = other.step(LIMIT, &StepRequest::default()).await.unwrap();
        assert_eq!(room.used, used, "{cut:?}");
        let room = budget.step(LIMIT, &step).await.unwrap();
        assert_eq!(
            (room.granted, room.used),
            (3, 4),
            "{cut:?}: three places and one send, not six and two"
        );
    }
}

#[tokio::test]
async fn a_process_notices_that_the_server_was_exchanged() {
    let (first, second) = (Server::start(), Server::start());
    let proxy = Proxy::before(&first);
    let store = connect(&proxy).await;
    let budget = store.budget(ORIGIN);
    let before = budget.step(LIMIT, &wants(1)).await.unwrap();
    proxy.turn_to(&second);
    proxy.cut(Cut::BeforeResponse);
    assert!(budget.step(LIMIT, &wants(1)).await.is_err());
    let after = budget.step(LIMIT, &wants(1)).await.unwrap();
    assert_ne!(after.generation, before.generation);
    assert_eq!(after.granted, 1);
}

#[tokio::test]
async fn one_caller_that_gives_up_early_does_not_close_the_connection_but_many_do() {
    let server = Server::start();
    let proxy = Proxy::before(&server);
    let store = connect(&proxy).await;
    let budget = store.budget(ORIGIN);
    budget.step(LIMIT, &wants(1)).await.unwrap();
    let before = proxy.counts().1;
    let step = wants(1);
    let early = Duration::from_millis(5);
    for (times, is_another) in [(1, 0), (4, 1)] {
        // Scripts wait until the test resumes the server.
        server.run("CLIENT PAUSE 60000 WRITE");
        for _ in 0..times {
            let gone = tokio::time::timeout(early, budget.step(LIMIT, &step)).await;
            assert!(gone.is_err());
        }
        server.run("CLIENT UNPAUSE");
        budget.step(LIMIT, &step).await.unwrap();
        assert_eq!(proxy.counts().1, before + is_another, "{times} went early");
    }
}

#[tokio::test]
async fn after_a_connection_failed_without_a_waiting_caller_the_next_step_succeeds() {
    let server = Server::start();
    let proxy = Proxy::before(&server);
    let store = connect(&proxy).await;
    let budget = store.budget(ORIGIN);
    proxy.cut(Cut::BeforeResponse);
    proxy.hold(true);
    assert!(budget.step(LIMIT, &wants(1)).await.is_err());
    let step = wants(1);
    let patience = Duration::from_millis(50);
    let given_up = tokio::time::timeout(patience, budget.step(LIMIT, &step)).await;
    assert!(given_up.is_err(), "connecting takes longer");
    proxy.hold(false);
    // During this time the connection fails.
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(budget.step(LIMIT, &step).await.unwrap().granted, 1);
}

#[tokio::test]
async fn a_changed_password_is_an_error_until_it_is_correct_again() {
    let server = Server::start();
    let store = RedisStore::connect(&server.url()).await.unwrap();
    let budget = store.budget(ORIGIN);
    budget.step(LIMIT, &wants(1)).await.unwrap();
    let mut connection = server.connection();
    let mut set = |password: &str| {
        let mut command = redis::cmd("CONFIG");
        command.arg("SET").arg("requirepass").arg(password);
        command.query::<()>(&mut connection).unwrap();
    };
    set("n3w");
    let others = "CLIENT KILL TYPE normal SKIPME yes";
    let client = redis::Client::open(server.url().replace("//", "//:n3w@")).unwrap();
    let mut words = others.split(' ');
    let mut kill = redis::cmd(words.next().unwrap());
    words.for_each(|word| {
        kill.arg(word);
    });
    let mut admin = client.get_connection().unwrap();
    kill.query::<u32>(&mut admin).unwrap();
    // The first step may still use the connection that was closed.
    let _ = budget.step(LIMIT, &wants(1)).await;
    let error = budget.step(LIMIT, &wants(1)).await.unwrap_err().to_string();
    assert!(
        error.contains("password") && !error.contains("n3w"),
        "{error}"
    );
    redis::cmd("CONFIG")
        .arg("SET")
        .arg("requirepass")
        .arg("")
        .query::<()>(&mut admin)
        .unwrap();
    // The server has closed the connection because it refused the password.
    let _ = budget.step(LIMIT, &wants(1)).await;
    assert_eq!(budget.step(LIMIT, &wants(1)).await.unwrap().granted, 1);
}
