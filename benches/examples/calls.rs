//! Makes calls of one kind, for a profiler that counts instructions. The counts of callgrind are the same on a busy
//! machine and on an idle one.
//!
//! ```text
//! cargo build --release -p odc-benches --example calls
//! valgrind --tool=callgrind target/release/examples/calls generated 1000 1
//! ```
//!
//! The arguments are the kind (`by-hand`, `bare`, `generated`), the number of calls, and the number of users on a page.
//! To get the cost of one call, run it with two numbers of calls and compare the counts.

use std::hint::black_box;
use std::time::Duration;

use odc_benches::server::{Server, token};
use odc_benches::{by_hand, runtime};
use odc_identity_v1::Client;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().expect("three arguments: KIND CALLS USERS");
    let kind = next();
    let calls: usize = next().parse().expect("a number of calls");
    let users: usize = next().parse().expect("a number of users");
    let limit = i32::try_from(users).expect("a page is small");
    let runtime = runtime();
    let server = Server::start(users, users, Duration::ZERO);
    let (http, url) = (by_hand::client(&token()), server.identity());
    runtime.block_on(async {
        let client = match kind.as_str() {
            "generated" => Some(Client::connect(&server.tenant())),
            "bare" => Some(Client::new(&url, by_hand::client(&token())).expect("a base URL")),
            "by-hand" => None,
            other => panic!("{other} is not a kind of call"),
        };
        for _ in 0..calls {
            let count = if let Some(client) = &client {
                let page = client.list_users().limit(limit).send().await;
                black_box(page.expect("a page")).results.len()
            } else {
                let page = by_hand::list_users(&http, &url, limit).await;
                black_box(page.expect("a page")).results.len()
            };
            assert_eq!(count, users);
        }
    });
}
