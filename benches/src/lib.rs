//! Code that the benchmarks share: a fast server, a hand-written client, and a comparison by turns.
//!
//! The absolute figures of one run on one machine mean little, but the ratios within a run are meaningful.
//! `docs/benchmarks.md` has the results.

pub mod by_hand;
pub mod compare;
pub mod server;

/// Whether to run the benchmark only briefly, as a test. `cargo bench` passes `--bench`, `cargo test` does not.
#[must_use]
pub fn is_test() -> bool {
    let has = |wanted| std::env::args().any(|argument| argument == wanted);
    has("--test") || !has("--bench")
}

/// A runtime with one thread for the client. The server has its own.
#[must_use]
pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime starts")
}
