//! More honest calls at the same time than the sandbox serves: all succeed.
//!
//! These tests run one after the other and in a program of their own. On an overloaded machine, a caller with
//! thousands of calls would itself be one of the slow clients whose connections a full sandbox closes.

mod support;

use std::time::Duration;

use support::{Caller, IDENTITY, allow_many_sockets, http};
use tokio::sync::{Mutex, MutexGuard};
use tokio::task::JoinSet;

async fn alone() -> MutexGuard<'static, ()> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());
    allow_many_sockets();
    ONE_AT_A_TIME.lock().await
}

/// Makes calls at the same time. Each call uses the client that it gets.
async fn all_finish(caller: &Caller, clients: Vec<reqwest::Client>) {
    let url = format!("{}{IDENTITY}/users?limit=1", caller.sandbox.origin());
    let mut calls = JoinSet::new();
    for client in &clients {
        calls.spawn(client.get(&url).bearer_auth(&caller.token).send());
    }
    let finished = async {
        while let Some(response) = calls.join_next().await {
            let response = response.expect("no panic").expect("a response");
            assert_eq!(response.status().as_u16(), 200);
        }
    };
    let finished = tokio::time::timeout(Duration::from_secs(120), finished).await;
    finished.expect("every call finishes");
}

#[tokio::test]
async fn fifteen_hundred_calls_at_once_all_finish() {
    let _alone = alone().await;
    let caller = Caller::start().await;
    let client = http();
    for _ in 0..2 {
        all_finish(&caller, vec![client.clone(); 1500]).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifteen_hundred_calls_on_two_threads_all_finish() {
    let _alone = alone().await;
    let caller = Caller::start().await;
    let client = http();
    for _ in 0..2 {
        all_finish(&caller, vec![client.clone(); 1500]).await;
    }
}

#[tokio::test]
async fn calls_of_many_programs_that_keep_their_connections_all_finish() {
    let _alone = alone().await;
    let caller = Caller::start().await;
    let clients: Vec<_> = (0..700).map(|_| http()).collect();
    for _ in 0..2 {
        all_finish(&caller, clients.clone()).await;
    }
}
