//! Measures how much faster prefetching is with a latency, and that memory does not grow with the length of the list.
//!
//! ```text
//! cargo bench -p odc-benches --bench paging
//! ```

use std::time::{Duration, Instant};

use odc_benches::server::Server;
use odc_benches::{is_test, runtime};
use odc_identity_v1::Client;

const LIMIT: usize = 100;
const AHEAD: usize = 8;
const LATENCY: Duration = Duration::from_millis(20);

fn main() {
    let users = if is_test() { 2_000 } else { 20_000 };
    let rounds = if is_test() { 1 } else { 5 };
    let server = Server::start(users, LIMIT, LATENCY);
    runtime().block_on(async {
        let identity = Client::connect(&server.tenant());
        println!("{users} users in pages of {LIMIT}, each with a latency of {LATENCY:?}");
        println!("prefetch    time   resident memory at the start, in the middle, at the end");
        read_all(&identity, AHEAD, users).await; // token, connections, allocator
        let mut ratios = Vec::new();
        for _ in 0..rounds {
            let sequential = read_all(&identity, 0, users).await;
            let ahead = read_all(&identity, AHEAD, users).await;
            ratios.push(sequential / ahead);
        }
        ratios.sort_unstable_by(f64::total_cmp);
        println!(
            "prefetching {AHEAD} pages is {:.2} times as fast (median; {:.2} to {:.2})",
            ratios[ratios.len() / 2],
            ratios[0],
            ratios[ratios.len() - 1],
        );
    });
}

/// Reads the whole list, prints a line and returns the time in seconds.
async fn read_all(identity: &Client, prefetch: usize, users: usize) -> f64 {
    let mut memory = vec![resident()];
    let start = Instant::now();
    let mut stream = identity
        .list_users()
        .limit(i32::try_from(LIMIT).expect("a page is small"))
        .prefetch(prefetch)
        .stream();
    let mut seen = 0;
    while stream.try_next().await.expect("a page").is_some() {
        seen += 1;
        if seen == users / 2 {
            memory.push(resident());
        }
    }
    let time = start.elapsed().as_secs_f64();
    memory.push(resident());
    assert_eq!(seen, users);
    println!("{prefetch:>8}  {time:>5.2} s   {}", memory.join(", "));
    time
}

/// The resident memory of the process on Linux. It includes the pages of the server, which exist from the start.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}
