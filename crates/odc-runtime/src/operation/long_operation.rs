//! The states of a long operation, as data.

/// The response of an operation contains the state of a long operation. States are compared without case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongOperation {
    /// The property that contains the state.
    pub state: &'static str,
    /// The states of an operation that has not ended.
    pub running: &'static [&'static str],
    /// The states of an operation that ended with success.
    pub done: &'static [&'static str],
    /// The states of an operation that failed.
    pub failed: &'static [&'static str],
    /// The [id](crate::Operation::id) of the operation that returns its messages, if that exists.
    pub messages: Option<&'static str>,
    /// The [id](crate::Operation::id) of the operation that lists many long operations, if that exists.
    pub many: Option<&'static str>,
}
