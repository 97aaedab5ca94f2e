//! Shows the progress of a long step: a bar on a terminal, and otherwise a line every 15 s, so that a CI system does
//! not stop the command as inactive. Work with a listener, such as the call of an agent, reports to its listener
//! instead.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use odc_http::text::printable;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinHandle;

use crate::terminal::Notes;

const EVERY: Duration = Duration::from_secs(15);

/// A step without a known end. It shows the elapsed time and the progress.
const SPINNER: &str = "{spinner} {elapsed:>4} {wide_msg}";

/// A step with a known total.
const BAR: &str = "{spinner} {elapsed:>4} [{bar:20}] {wide_msg}";

/// The channel for lines about the progress of a piece of work.
pub type Listener = UnboundedSender<String>;

tokio::task_local! {
    /// The listener of the work that runs now. One command can do several pieces of work at the same time.
    static LISTENER: Listener;
}

/// Does the work. Its steps report their progress to the listener.
pub async fn heard_by<T>(listener: Listener, work: impl Future<Output = T>) -> T {
    LISTENER.scope(listener, work).await
}

/// A step that may take a long time. It ends when it is dropped.
#[derive(Debug)]
pub struct Progress {
    what: String,
    bar: ProgressBar,
    state: Arc<Mutex<String>>,
    lines: Option<JoinHandle<()>>,
    listener: Option<Listener>,
}

impl Progress {
    /// Begins a step. Its name describes the work: `reading users`.
    #[must_use]
    pub fn start(notes: &Notes, what: &str) -> Self {
        let what = &printable(what).to_string();
        let state = Arc::new(Mutex::new(String::new()));
        if let Ok(listener) = LISTENER.try_with(Clone::clone) {
            let progress = Self {
                what: what.to_owned(),
                bar: ProgressBar::hidden(),
                state,
                lines: None,
                listener: Some(listener),
            };
            progress.show_step(what);
            return progress;
        }
        if console::user_attended_stderr() {
            let bar = notes.bars().add(ProgressBar::new_spinner());
            bar.set_style(style(SPINNER));
            bar.set_message(what.to_owned());
            bar.enable_steady_tick(Duration::from_millis(100));
            return Self {
                what: what.to_owned(),
                bar,
                state,
                lines: None,
                listener: None,
            };
        }
        let notes = notes.clone();
        let lines = say_every(what.to_owned(), Arc::clone(&state), move |line| {
            notes.say(line);
        });
        Self {
            what: what.to_owned(),
            bar: ProgressBar::hidden(),
            state,
            lines: Some(tokio::spawn(lines)),
            listener: None,
        }
    }

    /// Reports an event only to the listener.
    pub fn show_step(&self, what: &str) {
        if let Some(listener) = &self.listener {
            // If the listener no longer exists, it needs no report.
            let _ = listener.send(printable(what).to_string());
        }
    }

    /// Reports how much of the step is done: `1240 of 5000`. If the total is known, a terminal shows a bar.
    pub fn reach(&self, done: u64, total: Option<u64>) {
        let Some(total) = total else {
            self.set(done.to_string());
            return;
        };
        if self.bar.length() != Some(total) {
            self.bar.set_style(style(BAR));
            self.bar.set_length(total);
        }
        self.bar.set_position(done);
        self.set(format!("{done} of {total}"));
    }

    /// Reports the state of the step.
    pub fn set(&self, state: impl Into<String>) {
        let state = printable(&state.into()).to_string();
        let line = format!("{}: {state}", self.what);
        self.show_step(&line);
        self.bar.set_message(line);
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }
}

/// The appearance of a step. If a template were invalid, the default one would replace it.
fn style(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template);
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    style.progress_chars("=> ")
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
        if let Some(lines) = &self.lines {
            lines.abort();
        }
    }
}

async fn say_every(what: String, state: Arc<Mutex<String>>, say: impl Fn(String)) {
    let mut passed = Duration::ZERO;
    loop {
        tokio::time::sleep(EVERY).await;
        passed += EVERY;
        let state = state.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let separator = if state.is_empty() { "" } else { ": " };
        say(format!("{what}{separator}{state} ({} s)", passed.as_secs()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_of_a_step_are_valid() {
        for template in [SPINNER, BAR] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }

    #[tokio::test]
    async fn a_step_with_a_known_total_shows_how_much_is_done() {
        let (listener, mut heard) = tokio::sync::mpsc::unbounded_channel();
        heard_by(listener, async {
            let step = Progress::start(&Notes::default(), "reading users");
            step.reach(100, None);
            step.reach(200, Some(400));
        })
        .await;
        let mut lines = Vec::new();
        heard.recv_many(&mut lines, 9).await;
        let said = [
            "reading users",
            "reading users: 100",
            "reading users: 200 of 400",
        ];
        assert_eq!(lines, said);
    }

    #[tokio::test]
    async fn a_listener_gets_the_steps_of_its_own_work() {
        let (listener, mut heard) = tokio::sync::mpsc::unbounded_channel();
        let work = async {
            let step = Progress::start(&Notes::default(), "reading users");
            tokio::task::yield_now().await;
            step.set("100 of 200");
        };
        let other = async { Progress::start(&Notes::default(), "another step") };
        tokio::join!(heard_by(listener, work), other);
        let mut lines = Vec::new();
        heard.recv_many(&mut lines, 9).await;
        assert_eq!(lines, ["reading users", "reading users: 100 of 200"]);
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_terminal_a_line_comes_every_15_seconds() {
        let state = Arc::new(Mutex::new(String::new()));
        let heard = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&heard);
        let lines = say_every(
            "reading users".to_owned(),
            Arc::clone(&state),
            move |line| {
                into.lock().unwrap().push(line);
            },
        );
        let lines = tokio::spawn(lines);
        tokio::time::sleep(Duration::from_secs(16)).await;
        *state.lock().unwrap() = "100 of 200".to_owned();
        tokio::time::sleep(Duration::from_secs(15)).await;
        lines.abort();
        assert_eq!(
            *heard.lock().unwrap(),
            ["reading users (15 s)", "reading users: 100 of 200 (30 s)"]
        );
    }
}
