//! How a task ends.

/// What a task ends with; the process' exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything is as it should be: 0.
    Fresh,
    /// Something is stale, wrong or breaking: 4.
    Stale,
}
