//! Reports the progress of a transfer.

use std::fmt;

/// The number of bytes of a file that have moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The bytes that have moved. The number goes back to 0 when the transfer begins again.
    pub bytes: u64,
    /// The size of the file, if it is known.
    pub total: Option<u64>,
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.total {
            Some(total) => write!(f, "{} of {total} bytes", self.bytes),
            None => write!(f, "{} bytes", self.bytes),
        }
    }
}

/// The caller's function that is called with the progress.
#[derive(Default)]
pub(super) struct Listener(Option<Box<dyn FnMut(Progress) + Send>>);

impl Listener {
    pub(super) fn new(listen: impl FnMut(Progress) + Send + 'static) -> Self {
        Self(Some(Box::new(listen)))
    }

    pub(super) fn report(&mut self, bytes: u64, total: Option<u64>) {
        if let Some(listen) = &mut self.0 {
            listen(Progress { bytes, total });
        }
    }
}
