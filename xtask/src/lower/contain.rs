//! Runs progenitor where a panic, a crash, a hang or a hunger for memory of it ends as an error of ours.
//!
//! The xtask starts itself anew as a worker process with limits. Where no program is named to be the worker, as in
//! unit tests, a thread has to do: it contains panics.

use std::any::Any;
use std::io::{Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::{Once, OnceLock};
use std::time::Duration;

use wait_timeout::ChildExt as _;

use super::{Input, tokens};

/// The argument that makes the xtask a worker.
pub(crate) const HIDDEN: &str = "__progenitor";

/// How long the worker may take, and how much memory it may have beside its stack.
#[derive(Debug, Clone, Copy)]
struct Limits {
    time: Duration,
    memory: u64,
}

impl Limits {
    /// 5 s and 1 GiB, and for each MiB of the document more than it takes on a busy machine of two cores.
    fn of(bytes: usize) -> Self {
        let mebibytes = mebibytes(bytes);
        Self {
            time: Duration::from_secs(5 + 10 * mebibytes),
            memory: (1 << 30) + (mebibytes << 29),
        }
    }

    /// For a part of it, whose failure is looked for: one that does not end is met several times.
    fn of_part(bytes: usize) -> Self {
        Self {
            time: Duration::from_secs(1 + 3 * mebibytes(bytes)),
            ..Self::of(bytes)
        }
    }
}

fn mebibytes(bytes: usize) -> u64 {
    u64::try_from(bytes >> 20).unwrap_or(u64::MAX >> 30)
}

/// Typify recurses deeply; more than the usual 8 MiB.
const STACK_BYTES: usize = 256 << 20;
/// The exit code of a worker whose output is the reason of a failure.
const FAILED: u8 = 3;

const WORKER: &str = "progenitor";
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Names the program that becomes the worker when it is started with [`HIDDEN`].
pub(crate) fn contain_by(program: PathBuf) {
    // Named once, by `main`.
    let _ = PROGRAM.set(program);
}

/// The program that becomes the worker; none where none was named, as in unit tests.
pub(crate) fn program() -> Option<&'static Path> {
    PROGRAM.get().map(PathBuf::as_path)
}

/// Why there is no output of progenitor.
#[derive(Debug)]
pub(super) enum Failure {
    /// It ended without one, of which the document is the cause.
    Refused(String),
    /// It was stopped after this time.
    Endless(Duration),
    /// It did not run.
    NotRun(std::io::Error),
}

/// Progenitor's output, or why there is none.
pub(super) fn run(input: &Input) -> Result<String, Failure> {
    run_by(input, Limits::of)
}

/// As [`run`], for a part of what has failed.
pub(super) fn run_part(input: &Input) -> Result<String, Failure> {
    run_by(input, Limits::of_part)
}

/// How long [`run_part`] may take with a part of this.
pub(super) fn longest_part(input: &Input) -> Duration {
    let bytes = serde_json::to_vec(input).map_or(0, |text| text.len());
    Limits::of_part(bytes).time
}

fn run_by(input: &Input, limits: fn(usize) -> Limits) -> Result<String, Failure> {
    let Some(program) = program() else {
        return in_thread(|| input.clone()).map_err(Failure::Refused);
    };
    let input = serde_json::to_vec(input).map_err(|e| Failure::NotRun(e.into()))?;
    in_process(program, &input, limits(input.len()))
}

/// What a worker process does: input on standard input, output or the reason of a failure on standard output.
///
/// Its argument is the memory that it may have, in bytes.
pub(crate) fn work(memory: Option<&str>) -> ExitCode {
    #[cfg(unix)]
    if let Some(memory) = memory.and_then(|bytes| bytes.parse::<u64>().ok()) {
        let space = memory + STACK_BYTES as u64;
        // Without the limit the work is the same, only less contained.
        let _ = rlimit::setrlimit(rlimit::Resource::AS, space, space);
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

/// What a worker says, and what is said of one that ends in another way.
fn in_process(program: &Path, input: &[u8], limits: Limits) -> Result<String, Failure> {
    let mut child = Command::new(program)
        .args([HIDDEN, &limits.memory.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(Failure::NotRun)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (status, output) = std::thread::scope(|scope| {
        // A worker that died has closed its end; how it died is told by its status.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        let reader = scope.spawn(move || {
            let mut text = String::new();
            stdout
                .map(|mut stdout| stdout.read_to_string(&mut text))
                .transpose()
                .map(|_| text)
        });
        let status = ended(&mut child, limits.time);
        (status, reader.join().unwrap_or_else(|_| Ok(String::new())))
    });
    let output = output.map_err(Failure::NotRun)?;
    match status.map_err(Failure::NotRun)? {
        None => Err(Failure::Endless(limits.time)),
        Some(status) if status.success() => Ok(output),
        Some(status) if status.code() == Some(FAILED.into()) => Err(Failure::Refused(output)),
        Some(status) => Err(Failure::Refused(format!(
            "progenitor crashed ({status}), or needed more than {} MiB",
            limits.memory >> 20
        ))),
    }
}

/// The worker's status; `None` when it had to be stopped.
fn ended(child: &mut Child, time: Duration) -> std::io::Result<Option<ExitStatus>> {
    let status = child.wait_timeout(time)?;
    if status.is_none() {
        child.kill()?;
        child.wait()?;
    }
    Ok(status)
}

fn in_thread(input: impl FnOnce() -> Input + Send) -> Result<String, String> {
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
    format!("progenitor panicked: {text}")
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// How a worker ends that does this.
    fn ended_by(script: &str) -> Result<String, Failure> {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("worker");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let limits = Limits {
            time: Duration::from_millis(500),
            memory: 1 << 30,
        };
        in_process(&program, b"input", limits)
    }

    /// Why a worker that does this is the document's fault.
    fn refused(script: &str) -> String {
        match ended_by(script) {
            Err(Failure::Refused(reason)) => reason,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_worker_that_does_not_end_is_stopped() {
        let ended = ended_by("exec sleep 600");
        assert!(
            matches!(ended, Err(Failure::Endless(time)) if time.as_millis() == 500),
            "{ended:?}"
        );
    }

    #[test]
    fn a_worker_that_crashes_is_told_with_its_signal_and_its_limit() {
        let told = refused("kill -ABRT $$");
        assert!(
            told.starts_with("progenitor crashed (signal: 6 (SIGABRT)"),
            "{told}"
        );
        assert!(told.ends_with("or needed more than 1024 MiB"), "{told}");
    }

    #[test]
    fn a_worker_says_what_it_has_made_or_why_it_has_not() {
        assert_eq!(ended_by("cat").unwrap(), "input");
        assert_eq!(refused("echo why; exit 3"), "why\n");
    }

    #[test]
    fn limits_grow_with_the_document() {
        let of = |bytes| {
            let limits = Limits::of(bytes);
            (limits.time.as_secs(), limits.memory >> 20)
        };
        assert_eq!(of(200_000), (5, 1024));
        assert_eq!(of(3 << 20), (35, 2560));
        assert_eq!(Limits::of_part(200_000).time.as_secs(), 1);
    }
}
