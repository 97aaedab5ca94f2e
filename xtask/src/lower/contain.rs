//! Runs progenitor where a panic, a crash, a hang or a hunger for memory of it ends as an error of ours.
//!
//! The xtask starts itself anew as a worker process with limits. Where no program is named to be the worker, as in
//! unit tests, a thread has to do: it contains panics.

use std::any::Any;
use std::io::{Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::{Once, OnceLock};
use std::time::Duration;

use wait_timeout::ChildExt as _;

use super::{Input, tokens};
use crate::problem::{Problem, Result};

/// The argument that makes the xtask a worker.
pub(crate) const HIDDEN: &str = "__progenitor";

/// How long progenitor may take.
const DEADLINE: Duration = Duration::from_secs(10);
/// How much memory the worker may have, beside the address space of the stack.
#[cfg(unix)]
const MEMORY_BYTES: u64 = (1 << 30) + STACK_BYTES as u64;
/// Typify recurses deeply; more than the usual 8 MiB.
const STACK_BYTES: usize = 256 << 20;
/// The exit code of a worker whose output is the reason of a failure.
const FAILED: u8 = 3;

const WORKER: &str = "progenitor";
const FIX: &str = "lower the form that it does not know with an overlay action or a normalize pass";

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Names the program that becomes the worker when it is started with [`HIDDEN`].
pub(crate) fn contain_by(program: PathBuf) {
    // Named once, by `main`.
    let _ = PROGRAM.set(program);
}

pub(super) fn run(input: &Input) -> Result<String> {
    match PROGRAM.get() {
        Some(program) => in_process(program, input),
        None => in_thread(|| input.copy()).map_err(Problem::new),
    }
}

impl Input {
    fn copy(&self) -> Self {
        Self {
            root: self.root.clone(),
            enums: self.enums.clone(),
        }
    }
}

/// What a worker process does: input on standard input, output or the reason of a failure on standard output.
pub(crate) fn work() -> ExitCode {
    #[cfg(unix)]
    {
        // Without the limit the work is the same, only less contained.
        let _ = rlimit::setrlimit(rlimit::Resource::AS, MEMORY_BYTES, MEMORY_BYTES);
    }
    let input = serde_json::from_reader(std::io::stdin().lock());
    let ended = match input {
        Ok(input) => in_thread(|| input),
        Err(e) => Err(format!("the worker was given no document: {e}")),
    };
    let (text, code) = match ended {
        Ok(text) => (text, ExitCode::SUCCESS),
        Err(reason) => (reason, ExitCode::from(FAILED)),
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}

fn in_process(program: &PathBuf, input: &Input) -> Result<String> {
    let failed =
        |e: std::io::Error| Problem::new(format!("the generator's worker cannot run: {e}"));
    let input = serde_json::to_vec(input)
        .map_err(|e| Problem::new(format!("the document cannot be handed over: {e}")))?;
    let mut child = Command::new(program)
        .arg(HIDDEN)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (status, output) = std::thread::scope(|scope| {
        // A worker that died has closed its end; how it died is told by its status.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
        let reader = scope.spawn(move || {
            let mut text = String::new();
            stdout
                .map(|mut stdout| stdout.read_to_string(&mut text))
                .transpose()
                .map(|_| text)
        });
        let status = ended(&mut child);
        (status, reader.join().unwrap_or_else(|_| Ok(String::new())))
    });
    let (status, output) = (status.map_err(failed)?, output.map_err(failed)?);
    match status {
        None => Err(Problem::new(format!(
            "progenitor did not end within {} s",
            DEADLINE.as_secs()
        ))
        .fix(FIX)),
        Some(status) if status.success() => Ok(output),
        Some(status) if status.code() == Some(FAILED.into()) => Err(Problem::new(output)),
        Some(status) => Err(Problem::new(format!(
            "progenitor crashed ({status}), or needed too much memory"
        ))
        .fix(FIX)),
    }
}

/// The worker's status; `None` when it had to be stopped.
fn ended(child: &mut Child) -> std::io::Result<Option<std::process::ExitStatus>> {
    let status = child.wait_timeout(DEADLINE)?;
    if status.is_none() {
        child.kill()?;
        child.wait()?;
    }
    Ok(status)
}

fn in_thread(input: impl FnOnce() -> Input + Send) -> std::result::Result<String, String> {
    quiet_worker();
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new()
            .name(WORKER.to_owned())
            .stack_size(STACK_BYTES);
        let worker = worker.spawn_scoped(scope, || {
            catch_unwind(AssertUnwindSafe(|| tokens(input())))
                .unwrap_or_else(|panic| Err(told(panic.as_ref())))
        });
        match worker.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(text)) => text,
            _ => Err("the generator's thread could not run".to_owned()),
        }
    })
}

/// Keeps the default hook from printing what the user is told anyway; other threads print as ever.
fn quiet_worker() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() != Some(WORKER) {
                usual(info);
            }
        }));
    });
}

fn told(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    format!("progenitor panicked on this document: {text}; {FIX}")
}
