//! Compares a generated call through all layers of a tenant with hand-written code: reqwest, serde and a fixed header.
//!
//! ```text
//! cargo bench -p odc-benches --bench call_overhead
//! ```

use std::hint::black_box;
use std::time::Duration;

use criterion::Criterion;
use odc_benches::compare::{Effort, compare};
use odc_benches::server::{Server, token};
use odc_benches::{by_hand, is_test, runtime};
use odc_identity_v1::Client;
use odc_identity_v1::types::UserPage;

fn main() {
    let runtime = runtime();
    let mut criterion = Criterion::default().configure_from_args();
    for users in [100, 1] {
        let server = Server::start(users, users, Duration::ZERO);
        let limit = i32::try_from(users).expect("a page is small");
        let http = by_hand::client(&token());
        let url = server.identity();
        let identity = runtime.block_on(async { Client::connect(&server.tenant()) });

        let by_hand = async || {
            let page = by_hand::list_users(&http, &url, limit).await;
            let page = black_box(page.expect("a page"));
            assert_eq!(page.results.len(), users);
        };
        let generated = async || {
            let page = identity.list_users().limit(limit).send().await;
            let page = black_box(page.expect("a page"));
            assert_eq!(page.results.len(), users);
        };
        let own = Client::new(&url, by_hand::client(&token())).expect("a base URL");
        let bare = async || {
            let page = own.list_users().limit(limit).send().await;
            let page = black_box(page.expect("a page"));
            assert_eq!(page.results.len(), users);
        };
        let generated_types = async || {
            let page = by_hand::list_users_as::<UserPage>(&http, &url, limit).await;
            let page = black_box(page.expect("a page"));
            assert_eq!(page.results.len(), users);
        };

        let mut group = criterion.benchmark_group(format!("a page of {users}"));
        group.measurement_time(Duration::from_secs(3));
        group.bench_function("by hand", |b| b.to_async(&runtime).iter(by_hand));
        group.bench_function("generated", |b| b.to_async(&runtime).iter(generated));
        group.finish();

        let effort = if is_test() {
            Effort {
                runs: 1,
                rounds: 2,
                calls: 1,
            }
        } else {
            Effort {
                runs: 15,
                rounds: 1_000,
                calls: 1,
            }
        };
        let title = format!("A page of {users}: generated (ours) and by hand (reference)");
        runtime.block_on(compare(&title, effort, by_hand, generated));

        // Two further comparisons show the parts of the difference:
        let title = "The same, ours without the tenant's retries, budget and token";
        runtime.block_on(compare(title, effort, by_hand, bare));
        let title = "The same, ours by hand, but into the generated types";
        runtime.block_on(compare(title, effort, by_hand, generated_types));
    }
    criterion.final_summary();
}
