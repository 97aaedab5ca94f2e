//! The crates whose rooms and files ARCHITECTURE.md lists.

/// The folders of these crates. The clients share one list of their own.
pub const LISTED: [&str; 10] = [
    "crates/odc-auth",
    "crates/odc-budget",
    "crates/odc-cli",
    "crates/odc-codegen",
    "crates/odc-http",
    "crates/odc-redis",
    "crates/odc-runtime",
    "crates/odc-sandbox",
    "xtask",
    "xtask/launch",
];
