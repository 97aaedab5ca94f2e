//! What the benchmarks share: a server that costs little, a client written by hand, and an interleaved comparison.
//!
//! Figures of one run on one machine mean little; ratios within one run do. `docs/benchmarks.md` has the results.

pub mod by_hand;
pub mod compare;
pub mod server;

/// Whether only to see that the benchmark runs: `cargo test` does not pass `--bench`, which `cargo bench` does.
#[must_use]
pub fn is_test() -> bool {
    let has = |wanted| std::env::args().any(|argument| argument == wanted);
    has("--test") || !has("--bench")
}

/// A runtime of one thread, for the client: the server has its own.
#[must_use]
pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime starts")
}
