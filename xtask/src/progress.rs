//! Reports a task on stderr when it takes longer than a second, so that users know that it still runs.

use std::cell::Cell;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::console::print_to_stderr;

/// The time before the first report.
const PATIENCE: Duration = Duration::from_secs(1);

thread_local! {
    /// Whether this thread already reports a task. Then the parts of this task are not reported.
    static IS_REPORTED: Cell<bool> = const { Cell::new(false) };
}

/// Reports a task until it is dropped.
pub(crate) struct Progress {
    /// Dropping it ends the reports. `None` for a part of a reported task.
    end: Option<Sender<()>>,
    reporter: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts to report a task. Each report has the name of the task, "…" and the seconds.
    pub(crate) fn start(task: impl Into<String>) -> Self {
        if IS_REPORTED.replace(true) {
            return Self {
                end: None,
                reporter: None,
            };
        }
        let task = task.into();
        let (end, ended) = channel();
        let reporter = std::thread::Builder::new().spawn(move || {
            // After 1 s, 2 s, 4 s, 8 s, …
            let (mut passed, mut wait) = (Duration::ZERO, PATIENCE);
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                passed += wait;
                wait = passed;
                print_to_stderr(format_args!("{task} … {} s", passed.as_secs()));
            }
        });
        Self {
            end: Some(end),
            // Without a thread, the task runs without reports.
            reporter: reporter.ok(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.end.take().is_some() {
            IS_REPORTED.set(false);
        }
        if let Some(reporter) = self.reporter.take() {
            // The thread ends immediately. The task ignores a panic in it.
            let _ = reporter.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_task_is_not_reported_beside_the_task() {
        let task = Progress::start("task");
        assert!(task.reporter.is_some());
        assert!(Progress::start("part").reporter.is_none());
        assert!(Progress::start("another part").reporter.is_none());
        drop(task);
        assert!(Progress::start("next task").reporter.is_some());
    }
}
