//! Compares decoding into the generated types with `serde_json` and hand-written structs.
//!
//! ```text
//! cargo bench -p odc-benches --bench decode
//! ```

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use odc_benches::compare::{Effort, compare};
use odc_benches::server::page;
use odc_benches::{by_hand, is_test, runtime};
use odc_identity_v1::types::UserPage;

fn main() {
    let body = page(0, 100, 100, 20_000);
    let by_hand = || {
        let page: by_hand::Page = serde_json::from_slice(black_box(&body)).expect("a page");
        black_box(page);
    };
    let generated = || {
        let page: UserPage = serde_json::from_slice(black_box(&body)).expect("a page");
        black_box(page);
    };

    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("decode a page of 100");
    group.throughput(Throughput::Bytes(body.len() as u64));
    group.bench_function("by hand", |b| b.iter(by_hand));
    group.bench_function("generated", |b| b.iter(generated));
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
            rounds: 300,
            calls: 10,
        }
    };
    runtime().block_on(compare(
        "Decoding a page of 100: generated (ours) and by hand (reference)",
        effort,
        async || by_hand(),
        async || generated(),
    ));
    criterion.final_summary();
}
