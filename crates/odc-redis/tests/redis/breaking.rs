//! Connections that break in the middle of a script, and servers that are swapped: nothing is lost or counted twice.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering::Relaxed};
use std::time::Duration;

use odc_budget::{BudgetStore, RateLimit, Sent, Step};
use odc_redis::RedisStore;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

use crate::steps::wants;
use odc_redis_server::Server;

const LIMIT: RateLimit = RateLimit::per_minute("test", 1000);
const ORIGIN: &str = "https://acme.outsystems.dev/";

/// Stands before a server, which can be another one for the next connection, and swallows responses on demand.
struct Proxy {
    url: String,
    target: Arc<AtomicU16>,
    cuts: Arc<AtomicBool>,
    /// Connections are accepted, and closed after a while.
    closes: Arc<AtomicBool>,
    /// How many connections have come.
    connections: Arc<AtomicU16>,
}

impl Proxy {
    async fn before(server: &Server) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!(
            "redis://{}?patience_ms=5000",
            listener.local_addr().unwrap()
        );
        let target = Arc::new(AtomicU16::new(server.port()));
        let cuts = Arc::new(AtomicBool::new(false));
        let (closes, connections) = (Arc::new(AtomicBool::new(false)), Arc::default());
        let (to, cut) = (Arc::clone(&target), Arc::clone(&cuts));
        let (close, count) = (Arc::clone(&closes), Arc::<AtomicU16>::clone(&connections));
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                count.fetch_add(1, Relaxed);
                if close.load(Relaxed) {
                    tokio::time::sleep(Duration::from_millis(200)).await;
                    continue;
                }
                let server = TcpStream::connect(("127.0.0.1", to.load(Relaxed))).await;
                tokio::spawn(pass(client, server.unwrap(), Arc::clone(&cut)));
            }
        });
        Self {
            url,
            target,
            cuts,
            closes,
            connections,
        }
    }
}

/// Passes requests on, and responses back. With `cuts`, the connection ends after the server has responded.
async fn pass(client: TcpStream, server: TcpStream, cuts: Arc<AtomicBool>) {
    let (mut from_client, mut to_client) = client.into_split();
    let (from_server, mut to_server) = server.into_split();
    let requests = tokio::spawn(async move {
        let _ = tokio::io::copy(&mut from_client, &mut to_server).await;
    });
    let mut buffer = vec![0; 64 * 1024];
    loop {
        from_server.readable().await.unwrap();
        match from_server.try_read(&mut buffer) {
            Ok(0) => break,
            Ok(_) if cuts.swap(false, Relaxed) => break,
            Ok(read) => to_client.write_all(&buffer[..read]).await.unwrap(),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(_) => break,
        }
    }
    requests.abort();
}

#[tokio::test]
async fn a_response_that_is_lost_costs_no_place_and_counts_no_send_twice() {
    let server = Server::start();
    let proxy = Proxy::before(&server).await;
    let store = RedisStore::connect(&proxy.url).await.unwrap();
    let budget = store.budget(ORIGIN);
    let mut step = wants(3);
    step.sent = vec![Sent {
        number: 1,
        ago: Duration::ZERO,
    }];
    proxy.cuts.store(true, Relaxed);
    assert!(
        budget.step(LIMIT, &step).await.is_err(),
        "the response is lost"
    );
    // The server has granted three places, which this process does not know of.
    let other = store.budget(ORIGIN).as_process("other");
    assert_eq!(other.step(LIMIT, &Step::default()).await.unwrap().used, 4);
    let room = budget.step(LIMIT, &step).await.unwrap();
    assert_eq!(
        (room.granted, room.used),
        (3, 4),
        "three places and one send, not six and two"
    );
}

#[tokio::test]
async fn a_process_notices_that_the_servers_were_swapped() {
    let (first, second) = (Server::start(), Server::start());
    let proxy = Proxy::before(&first).await;
    let store = RedisStore::connect(&proxy.url).await.unwrap();
    let budget = store.budget(ORIGIN);
    let before = budget.step(LIMIT, &wants(1)).await.unwrap();
    proxy.target.store(second.port(), Relaxed);
    proxy.cuts.store(true, Relaxed);
    assert!(budget.step(LIMIT, &wants(1)).await.is_err());
    let after = budget.step(LIMIT, &wants(1)).await.unwrap();
    assert_ne!(after.generation, before.generation);
    assert_eq!(after.granted, 1);
}

#[tokio::test]
async fn a_caller_that_goes_early_leaves_the_connection_to_the_others_and_many_end_it() {
    let server = Server::start();
    let proxy = Proxy::before(&server).await;
    let store = RedisStore::connect(&proxy.url).await.unwrap();
    let budget = store.budget(ORIGIN);
    budget.step(LIMIT, &wants(1)).await.unwrap();
    let before = proxy.connections.load(Relaxed);
    server.run("CLIENT PAUSE 100");
    let step = wants(1);
    let early = Duration::from_millis(5);
    drop(tokio::time::timeout(early, budget.step(LIMIT, &step)).await);
    budget.step(LIMIT, &step).await.unwrap();
    assert_eq!(proxy.connections.load(Relaxed), before);
    server.run("CLIENT PAUSE 100");
    for _ in 0..4 {
        drop(tokio::time::timeout(early, budget.step(LIMIT, &step)).await);
    }
    budget.step(LIMIT, &step).await.unwrap();
    assert_eq!(proxy.connections.load(Relaxed), before + 1);
}

#[tokio::test]
async fn a_connection_that_failed_while_nobody_waited_costs_no_further_step() {
    let server = Server::start();
    let proxy = Proxy::before(&server).await;
    let store = RedisStore::connect(&proxy.url).await.unwrap();
    let budget = store.budget(ORIGIN);
    proxy.cuts.store(true, Relaxed);
    proxy.closes.store(true, Relaxed);
    assert!(budget.step(LIMIT, &wants(1)).await.is_err());
    let step = wants(1);
    let patience = Duration::from_millis(50);
    let given_up = tokio::time::timeout(patience, budget.step(LIMIT, &step)).await;
    assert!(given_up.is_err(), "connecting takes longer");
    tokio::time::sleep(Duration::from_millis(500)).await;
    proxy.closes.store(false, Relaxed);
    assert_eq!(budget.step(LIMIT, &step).await.unwrap().granted, 1);
}

#[tokio::test]
async fn a_password_that_changes_is_an_error_until_it_is_right_again() {
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
    // The first step may still meet the connection that was closed.
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
    // The server has closed the connection that it refused.
    let _ = budget.step(LIMIT, &wants(1)).await;
    assert_eq!(budget.step(LIMIT, &wants(1)).await.unwrap().granted, 1);
}
