//! What a task finds, as the exit code of the process.

/// What a task finds when it succeeds. A failure is an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Everything is as it should be.
    Good,
    /// Something is stale, wrong or breaking.
    Bad,
}

impl Verdict {
    /// `Good` if the condition holds.
    pub(crate) fn good_if(condition: bool) -> Self {
        if condition { Self::Good } else { Self::Bad }
    }

    pub(crate) fn exit_code(self) -> u8 {
        match self {
            Self::Good => 0,
            Self::Bad => 4,
        }
    }
}
