//! The result of a check, as the exit code of the process.

/// The result of a check that could run. A failure is an error instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Everything is fine.
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
