//! The cache: one flight for all, early renewal, failures that harm nobody twice.

mod support;

use odc_auth::Counters;
use support::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn eight_clients_with_a_hundred_cold_tasks_each_cost_one_discovery_and_one_token() {
    let server = Server::apart();
    let auth = server.builder().build().unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let client = client(&auth);
        for _ in 0..100 {
            let (client, url) = (client.clone(), server.url("/api"));
            tasks.spawn(async move { client.get(url).send().await.unwrap().status() });
        }
    }
    while let Some(status) = tasks.join_next().await {
        assert_eq!(status.unwrap(), 200);
    }
    assert_eq!(
        (server.discoveries(), server.posts(), server.calls().len()),
        (1, 1, 800)
    );
    assert!(
        server
            .calls()
            .iter()
            .all(|call| call.bearer() == Some("token-1"))
    );
    let Counters {
        used,
        fetched,
        failed,
        retried_401,
        ..
    } = auth.counters();
    assert_eq!((used, fetched, failed, retried_401), (800, 1, 0, 0));
}

#[tokio::test]
async fn a_401_is_retried_once_with_a_fresh_token() {
    let server = Server::apart();
    server.on_api(|seen| {
        status(
            if seen.bearer() == Some("token-1") {
                401
            } else {
                200
            },
            vec![],
        )
    });
    let auth = server.builder().build().unwrap();
    let answer = client(&auth).get(server.url("/api")).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(server.posts(), 2);
}
