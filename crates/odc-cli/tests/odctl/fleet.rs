//! `odctl fleet`, and odctl as one of many machines.

use odc_redis_server::Server;
use serde_json::Value;
use tokio::process::Command;

use crate::support::{Desk, Run};

fn with_store(desk: &Desk, server: &Server, arguments: &[&str]) -> Command {
    let mut command = desk.command(arguments);
    // The machine may be busy with other tests.
    let url = format!("{}?name=nightly&patience_ms=5000", server.url());
    command.env("ODC_SHARED_STORE", url);
    command
}

async fn run(desk: &Desk, server: &Server, arguments: &[&str]) -> Run {
    desk.run(with_store(desk, server, arguments), arguments, "")
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_share_one_token_and_the_status_shows_all_calls() {
    let desk = Desk::start().await;
    let server = Server::start();
    let none = run(&desk, &server, &["fleet", "status"]).await;
    assert_eq!(
        (none.code, none.stderr.as_str()),
        (0, "no machine has made a call in the last minute\n"),
        "{none}"
    );
    for _ in 0..3 {
        let run = run(&desk, &server, &["stages"]).await;
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    }
    let tokens = desk
        .sandbox
        .journal()
        .into_iter()
        .filter(|entry| entry.operation == Some("token"));
    assert_eq!(tokens.count(), 1);
    assert!(
        !desk.home.path().join("state/odctl/tokens").exists(),
        "the token is in the store"
    );

    let table = run(&desk, &server, &["fleet", "status"]).await;
    let lines: Vec<Vec<_>> = table
        .stdout
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(
        lines[0],
        [
            "pool",
            "limit",
            "used",
            "client",
            "processes",
            "sent",
            "held",
            "waiting"
        ],
        "{table}"
    );
    assert_eq!(
        lines[1],
        ["portfolio", "100", "3", "nightly", "3", "3", "0", "0"],
        "{table}"
    );
    let rows = run(&desk, &server, &["fleet", "status", "-o", "json"])
        .await
        .json();
    assert_eq!(rows[0]["client"], Value::from("nightly"));
    assert_eq!(rows[0]["narrowedBy"], Value::from(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_usable_store_one_line_says_what_to_do() {
    let desk = Desk::start().await;
    let run = desk.odctl(&["fleet", "status"]).await;
    let line = "error: there is no shared store; set ODC_SHARED_STORE, for example redis://cache.example.com:6379\n";
    assert_eq!((run.code, run.stderr.as_str()), (2, line), "{run}");
    for (url, code, line) in [
        (
            "http://cache",
            2,
            "error: ODC_SHARED_STORE: the URL of the shared store cannot be used: its scheme is \"http\"; write redis, rediss (TLS), redis-sentinel or redis-cluster\n",
        ),
        (
            "redis://127.0.0.1:1",
            1,
            "error: ODC_SHARED_STORE: the shared store at 127.0.0.1:1 refuses the connection; check host and port, and whether it runs\n",
        ),
    ] {
        let mut command = desk.command(&["stages"]);
        command.env("ODC_SHARED_STORE", url);
        let run = desk.run(command, &["stages"], "").await;
        assert_eq!((run.code, run.stderr.as_str()), (code, line), "{run}");
        assert_eq!(desk.calls().len(), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_status_shows_a_429_of_any_machine() {
    let desk = Desk::start().await;
    let server = Server::start();
    desk.sandbox
        .faults()
        .on("list_environments")
        .status_with_retry_after(429, std::time::Duration::from_secs(1));
    assert_eq!(run(&desk, &server, &["stages"]).await.code, 0);
    let status = run(&desk, &server, &["fleet", "status"]).await;
    let line =
        "portfolio: 429s have taken 25 of 100 calls a minute; a twentieth comes back every 30 s";
    assert!(status.stderr.starts_with(line), "{status}");
}
