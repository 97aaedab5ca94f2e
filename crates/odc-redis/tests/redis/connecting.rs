//! The first contact with a server: which servers are accepted, and the error of one line for the others.

use std::time::{Duration, Instant};

use odc_budget::{BudgetStore, RateLimit};
use odc_redis::RedisStore;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::steps::wants;
use odc_redis_server::{Server, free_port};

const LIMIT: RateLimit = RateLimit::per_minute("test", 8);

async fn refused(url: &str) -> String {
    let message = RedisStore::connect(url).await.unwrap_err().to_string();
    assert!(!message.contains('\n'), "{message}");
    message
}

/// A server that sends these bytes in response to `HELLO`. If it is not polite, it sends them in response to every
/// command.
async fn says(is_polite: bool, bytes: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut buffer = [0; 4096];
                while let Ok(read @ 1..) = stream.read(&mut buffer).await {
                    let request = String::from_utf8_lossy(&buffer[..read]);
                    let mut reply = b"+OK\r\n".repeat(request.matches("CLIENT").count());
                    if !is_polite || request.contains("HELLO") {
                        reply = [&reply, bytes].concat();
                    }
                    if stream.write_all(&reply).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    format!("redis://{address}")
}

#[tokio::test]
async fn the_error_names_a_server_that_does_not_exist() {
    let port = free_port();
    let message = refused(&format!("redis://user:s3cret@127.0.0.1:{port}")).await;
    let expected = format!(
        "the shared store at 127.0.0.1:{port} refuses the connection; check host and port, and whether it runs"
    );
    assert_eq!(message, expected);
}

#[tokio::test]
async fn a_server_that_is_not_redis_is_refused() {
    for bytes in [
        &b"HTTP/1.1 400 Bad Request\r\n\r\n"[..],
        b"\x00\x01\x02 what",
    ] {
        let message = refused(&says(false, bytes).await).await;
        assert!(
            message.contains("does not respond like Redis")
                || message.contains("closes the connection; check host, port and scheme"),
            "{bytes:?}: {message}"
        );
    }
}

#[tokio::test]
async fn a_server_that_sends_nothing_is_given_up_after_five_seconds() {
    let started = Instant::now();
    let message = refused(&says(false, b"").await).await;
    assert!(
        message.contains("does not respond within 5 s")
            || message.contains("does not respond in time"),
        "{message}"
    );
    assert!(started.elapsed() < Duration::from_secs(8));
}

#[tokio::test]
async fn an_old_server_is_refused_with_its_version() {
    let old = b"*4\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$5\r\n6.0.9\r\n";
    let message = refused(&says(true, old).await).await;
    let end = "is version 6.0.9, which is too old; Redis 6.2 or later, or Valkey, is needed";
    assert!(message.ends_with(end), "{message}");
}

#[tokio::test]
async fn a_wrong_password_is_refused_and_not_shown() {
    let server = Server::with(&["--requirepass", "right"]);
    let at = |user: &str| format!("redis://{user}127.0.0.1:{}", server.port());
    for user in [":wr0ng@", "", "nobody:wr0ng@"] {
        let message = refused(&at(user)).await;
        assert!(message.contains("password"), "{user}: {message}");
        assert!(!message.contains("wr0ng"), "{message}");
    }
    RedisStore::connect(&at(":right@")).await.unwrap();
}

#[tokio::test]
async fn the_rights_in_the_docs_are_enough_and_each_is_necessary() {
    let docs = include_str!("../../src/store.rs");
    let rights: Vec<_> = docs
        .lines()
        .skip_while(|line| !line.contains("The user needs these rights"))
        .take_while(|line| line.starts_with("///"))
        .flat_map(|line| line.split(['`', ' ']))
        .filter(|word| word.starts_with('+'))
        .collect();
    assert!(rights.len() > 20, "{rights:?}");
    let server = Server::start();
    server.run(&format!(
        "ACL SETUSER fleet on >pw ~odc:* {}",
        rights.join(" ")
    ));
    let url = format!("redis://fleet:pw@127.0.0.1:{}", server.port());
    let store = RedisStore::connect(&url).await.unwrap();
    store
        .budget("https://acme.outsystems.dev/")
        .step(LIMIT, &wants(1))
        .await
        .unwrap();
    store
        .status("https://acme.outsystems.dev/", &[LIMIT])
        .await
        .unwrap();

    for less in ["-zadd", "-evalsha", "-time", "resetkeys ~other:*"] {
        server.run(&format!(
            "ACL SETUSER less reset on >pw ~odc:* {} {less}",
            rights.join(" ")
        ));
        let message = refused(&url.replace("fleet", "less")).await;
        assert!(message.contains("rights"), "{less}: {message}");
    }
}

#[tokio::test]
async fn a_database_is_chosen_by_its_number() {
    let server = Server::start();
    RedisStore::connect(&format!("{}/3", server.url()))
        .await
        .unwrap();
    let keys = server.ask::<String>("INFO keyspace");
    assert!(keys.contains("db3:") && !keys.contains("db0:"), "{keys}");
    let message = refused(&format!("{}/99", server.url())).await;
    assert!(
        message.contains("out of range") || message.contains("cannot be used"),
        "{message}"
    );
}

#[tokio::test]
async fn all_keys_begin_with_the_prefix_of_the_url() {
    let server = Server::start();
    let store = RedisStore::connect(&format!("{}?prefix=team:odc", server.url()))
        .await
        .unwrap();
    let budget = store.budget("https://acme.outsystems.dev/");
    budget.step(LIMIT, &wants(1)).await.unwrap();
    let keys: Vec<String> = server.ask("KEYS *");
    assert!(
        keys.len() > 2 && keys.iter().all(|key| key.starts_with("team:odc:{")),
        "{keys:?}"
    );
}

#[tokio::test]
async fn an_optional_store_is_used_as_soon_as_it_is_available() {
    let mut server = Server::start();
    server.kill();
    let url = format!("{}?required=false&patience_ms=2000", server.url());
    let store = RedisStore::connect(&url).await.unwrap();
    let budget = store.budget("https://acme.outsystems.dev/");
    assert!(budget.step(LIMIT, &wants(1)).await.is_err());
    server.restart();
    assert_eq!(budget.step(LIMIT, &wants(1)).await.unwrap().granted, 1);
}

#[test]
fn a_program_without_a_runtime_connects_too() {
    let server = Server::start();
    let store = RedisStore::connect_blocking(&server.url()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    for _ in 0..2 {
        // A runtime that uses the connection ends, and the connection still works.
        let budget = store.budget("https://acme.outsystems.dev/");
        runtime.block_on(budget.step(LIMIT, &wants(1))).unwrap();
    }
    let message = RedisStore::connect_blocking("redis://")
        .unwrap_err()
        .to_string();
    assert!(message.contains("a host is missing"), "{message}");
}

#[tokio::test]
async fn a_server_that_restarts_empty_is_used_again() {
    let mut server = Server::start();
    let store = RedisStore::connect(&server.url()).await.unwrap();
    let budget = store.budget("https://acme.outsystems.dev/");
    let before = budget.step(LIMIT, &wants(1)).await.unwrap().generation;
    server.kill();
    assert!(budget.step(LIMIT, &wants(1)).await.is_err());
    server.restart();
    let room = budget.step(LIMIT, &wants(1)).await.unwrap();
    assert_eq!(room.granted, 1, "the script is loaded again");
    assert_ne!(room.generation, before);
}

#[tokio::test]
async fn tls_trusts_only_the_authority_that_the_url_names() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let key = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    std::fs::write(path("cert.pem"), key.cert.pem()).unwrap();
    std::fs::write(path("key.pem"), key.signing_key.serialize_pem()).unwrap();
    let port = free_port().to_string();
    let (cert, private) = (path("cert.pem"), path("key.pem"));
    let _server = Server::with_tls(&[
        "--tls-port",
        &port,
        "--tls-cert-file",
        &cert,
        "--tls-key-file",
        &private,
        "--tls-ca-cert-file",
        &cert,
        "--tls-auth-clients",
        "no",
    ]);
    let url = format!("rediss://localhost:{port}");
    RedisStore::connect(&format!("{url}?ca={cert}"))
        .await
        .unwrap();
    let message = refused(&url).await;
    assert!(message.contains("certificate"), "{message}");
}

#[tokio::test]
async fn sentinels_name_the_primary_also_after_a_failover() {
    let (primary, replica) = (Server::start(), Server::start());
    replica.run(&format!("REPLICAOF 127.0.0.1 {}", primary.port()));
    let sentinel = Server::sentinel(primary.port());
    let port = sentinel.port();
    let url = format!("redis-sentinel://127.0.0.1:{port}?master=main");
    let message = refused(&url.replace("=main", "=other")).await;
    assert!(message.contains("check master="), "{message}");
    let store = RedisStore::connect(&url).await.unwrap();
    let budget = store.budget("https://acme.outsystems.dev/");
    budget.step(LIMIT, &wants(1)).await.unwrap();

    // The second server becomes the primary, as it does when the first one fails.
    wait_for("the Sentinel knows the replica", || {
        let replicas: Vec<Vec<String>> = sentinel.ask("SENTINEL REPLICAS main");
        replicas
            .iter()
            .flatten()
            .any(|word| *word == replica.port().to_string())
            && replica
                .ask::<String>("INFO replication")
                .contains("master_link_status:up")
    })
    .await;
    sentinel.run("SENTINEL FAILOVER main");
    wait_for("the replica is the primary", || {
        replica
            .ask::<String>("INFO replication")
            .contains("role:master")
    })
    .await;
    drop(primary);
    let end = Instant::now() + Duration::from_secs(20);
    while let Err(error) = budget.step(LIMIT, &wants(1)).await {
        assert!(Instant::now() < end, "{error}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let keys: Vec<String> = replica.ask("KEYS odc:{acme.outsystems.dev}:*");
    assert!(!keys.is_empty());
}

async fn wait_for(what: &str, mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(30);
    while !is_so() {
        assert!(Instant::now() < end, "never: {what}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn the_keys_of_a_cluster_are_spread_by_its_slots() {
    let nodes: Vec<_> = (0..3)
        .map(|_| Server::with(&["--cluster-enabled", "yes", "--cluster-node-timeout", "2000"]))
        .collect();
    let ranges = [(0, 5460), (5461, 10922), (10923, 16383)];
    for (node, (first, last)) in nodes.iter().zip(ranges) {
        // Redis 6.2 has no command for a range of slots.
        let slots: Vec<_> = (first..=last).map(|slot| slot.to_string()).collect();
        node.run(&format!("CLUSTER ADDSLOTS {}", slots.join(" ")));
    }
    for node in &nodes[1..] {
        nodes[0].run(&format!("CLUSTER MEET 127.0.0.1 {}", node.port()));
    }
    wait_for("the cluster is whole", || {
        nodes.iter().all(|node| {
            node.ask::<String>("CLUSTER INFO")
                .contains("cluster_state:ok")
        })
    })
    .await;
    let url = format!(
        "redis-cluster://127.0.0.1:{},127.0.0.1:{}",
        nodes[0].port(),
        nodes[1].port()
    );
    let store = RedisStore::connect(&url).await.unwrap();
    for domain in ["a", "b", "c", "d", "e", "f"] {
        let budget = store.budget(&format!("https://{domain}.outsystems.dev/"));
        let room = budget.step(LIMIT, &wants(1)).await.unwrap();
        assert_eq!(room.granted, 1);
        let status = store
            .status(&format!("https://{domain}.outsystems.dev/"), &[LIMIT])
            .await
            .unwrap();
        assert_eq!(status.pools[0].used(), 1);
    }
    let used = nodes
        .iter()
        .filter(|node| !node.ask::<Vec<String>>("KEYS odc:*").is_empty())
        .count();
    assert!(used > 1, "the organizations are spread over the nodes");
}
