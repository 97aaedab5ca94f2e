//! What the state of a long operation is, as data.

/// The response of an operation has the state of a long operation. States are compared without case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongOperation {
    /// The property that has the state.
    pub state: &'static str,
    /// The states of one that has not ended.
    pub running: &'static [&'static str],
    /// The states of one that ended well.
    pub done: &'static [&'static str],
    /// The states of one that failed.
    pub failed: &'static [&'static str],
    /// The [id](crate::Operation::id) of the operation that returns its messages, if there is one.
    pub messages: Option<&'static str>,
    /// The [id](crate::Operation::id) of the operation that lists many of them, if there is one.
    pub many: Option<&'static str>,
}
