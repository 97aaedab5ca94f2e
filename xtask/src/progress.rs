//! Says on standard error what goes on when it takes longer than a second, so that nobody wonders.

use std::cell::Cell;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::console::mention;

const PATIENCE: Duration = Duration::from_secs(1);

thread_local! {
    /// A task of this thread is told of: its parts are not.
    static TOLD: Cell<bool> = const { Cell::new(false) };
}

/// Tells of a task until it is dropped.
pub(crate) struct Progress {
    /// Dropped to end the telling; none for a part of a task that is told of.
    end: Option<Sender<()>>,
    teller: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins a task with a name that fits before "…".
    pub(crate) fn of(task: impl Into<String>) -> Self {
        if TOLD.replace(true) {
            return Self {
                end: None,
                teller: None,
            };
        }
        let task = task.into();
        let (end, ended) = channel();
        let teller = std::thread::Builder::new().spawn(move || {
            // After 1 s, 2 s, 4 s, 8 s, …
            let (mut told, mut wait) = (Duration::ZERO, PATIENCE);
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                told += wait;
                wait = told;
                mention(format_args!("{task} … {} s", told.as_secs()));
            }
        });
        Self {
            end: Some(end),
            // Where no thread can be had the task goes on untold.
            teller: teller.ok(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.end.take().is_some() {
            TOLD.set(false);
        }
        if let Some(teller) = self.teller.take() {
            // It ends at once, and a panic of it concerns nobody.
            let _ = teller.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_task_is_not_told_of_beside_it() {
        let task = Progress::of("task");
        assert!(task.teller.is_some());
        assert!(Progress::of("part").teller.is_none());
        assert!(Progress::of("another part").teller.is_none());
        drop(task);
        assert!(Progress::of("next task").teller.is_some());
    }
}
