//! Says on standard error what goes on when it takes longer than a second, so that nobody wonders.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::console::mention;

const PATIENCE: Duration = Duration::from_secs(1);

/// Tells of a task until it is dropped.
pub(crate) struct Progress {
    /// Dropped to end the telling.
    end: Option<Sender<()>>,
    teller: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins a task with a name that fits before "…".
    pub(crate) fn of(task: impl Into<String>) -> Self {
        let task = task.into();
        let (end, ended) = channel();
        let teller = std::thread::spawn(move || {
            let mut seconds = 0;
            while ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                seconds += 1;
                mention(&format!("{task} … {seconds} s\n"));
            }
        });
        Self {
            end: Some(end),
            teller: Some(teller),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(teller) = self.teller.take() {
            // It ends at once, and a panic of it concerns nobody.
            let _ = teller.join();
        }
    }
}
