//! Runs what a document decides where a panic, a crash, a hang or a hunger for memory ends as an error of ours.
//!
//! A document may come from anybody, and so may the time and the memory that it takes: what is done with it is a [`Job`].
//! The xtask starts itself anew as a worker process with limits, which does one job. Where no program is named to be the
//! worker, as in unit tests, a thread has to do: it contains panics.

use std::any::Any;
use std::io::{Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::{Once, OnceLock};
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use wait_timeout::ChildExt as _;

use crate::document::{Problem, Result};

/// The argument that makes the xtask a worker; the name of its job and its limits come behind it.
pub const HIDDEN: &str = "__worker";

/// Work on a document: a function of what it holds and of nothing else, no file, no clock.
pub trait Job: Serialize + DeserializeOwned + Clone + Send + Sync {
    /// What the worker is told to do, as the subject of a sentence that says that it failed.
    const NAME: &'static str;
    /// What comes of it.
    type Done: Serialize + DeserializeOwned + Send;

    /// Does the work.
    fn done(self) -> Self::Done;
}

/// How long a worker may take, and how much memory it may have beside its stack.
#[derive(Debug, Clone, Copy)]
struct Limits {
    time: Duration,
    memory: u64,
}

impl Limits {
    /// For progenitor: 5 s and 1 GiB, and for each MiB of its input more than it takes on a busy machine of two cores.
    fn of_generator(bytes: usize) -> Self {
        let mebibytes = mebibytes(bytes);
        Self::new(5 + 10 * mebibytes, 1024 + 512 * mebibytes)
    }

    /// For a part of that, whose failure is looked for: one that does not end is met several times.
    fn of_part(bytes: usize) -> Self {
        let mebibytes = mebibytes(bytes);
        Self::new(1 + 3 * mebibytes, 1024 + 512 * mebibytes)
    }

    /// For all that is done with a document, in which progenitor is run and a failure of it is looked for.
    fn of_whole(bytes: usize) -> Self {
        let kibibytes = u64::try_from(bytes >> 10)
            .unwrap_or(MOST << 10)
            .min(MOST << 10);
        Self::new(15 + 40 * kibibytes / 1024, 1024 + kibibytes)
    }

    fn new(seconds: u64, mebibytes: u64) -> Self {
        Self {
            time: Duration::from_secs(seconds),
            memory: mebibytes << 20,
        }
    }
}

/// Larger inputs are given no more, in MiB.
const MOST: u64 = 1 << 12;

fn mebibytes(bytes: usize) -> u64 {
    u64::try_from(bytes >> 20).unwrap_or(MOST).min(MOST)
}

/// Typify recurses deeply; more than the usual 8 MiB.
const STACK_BYTES: usize = 256 << 20;
/// The exit code of a worker whose output is the reason of a failure.
const FAILED: u8 = 3;

const WORKER: &str = "worker";
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Names the program that becomes the worker when it is started with [`HIDDEN`].
pub fn contain_by(program: PathBuf) {
    // Named once, by `main`.
    let _ = PROGRAM.set(program);
}

/// The program that becomes the worker; none where none was named, as in unit tests.
pub fn program() -> Option<&'static Path> {
    PROGRAM.get().map(PathBuf::as_path)
}

/// Why a job was not done.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It ended without being done, of which its input is the cause.
    Refused(String),
    /// It was stopped after this time.
    Endless(Duration),
    /// It did not run.
    NotRun(std::io::Error),
}

/// Does all that is done with the document `file`.
///
/// # Errors
/// A document that takes more time or memory than any has to, a worker that cannot run.
pub fn whole<J: Job>(job: &J, file: &str) -> Result<J::Done> {
    run(job, Limits::of_whole).map_err(|failure| {
        let what = match failure {
            Failure::Refused(reason) => reason,
            Failure::Endless(time) => format!("the work on it did not end within {time:?}"),
            Failure::NotRun(e) => return not_run(&e),
        };
        Problem::new(what)
            .file(file)
            .line(Some(1))
            .pointer("")
            .fix("no published document is like this: look for what it repeats or nests without end, in its overlay too")
    })
}

/// Does what the generator is for.
pub(crate) fn generator<J: Job>(job: &J) -> std::result::Result<J::Done, Failure> {
    run(job, Limits::of_generator)
}

/// The same for a part of what has failed.
pub(crate) fn part<J: Job>(job: &J) -> std::result::Result<J::Done, Failure> {
    run(job, Limits::of_part)
}

/// How long [`part`] may take with a part of this.
pub(crate) fn longest_part<J: Job>(job: &J) -> Duration {
    let bytes = serde_json::to_vec(job).map_or(0, |text| text.len());
    Limits::of_part(bytes).time
}

/// That there is no worker is no fault of a document.
pub(crate) fn not_run(error: &std::io::Error) -> Problem {
    Problem::new(format!("the generator's worker cannot run: {error}")).fix("run the task again")
}

fn run<J: Job>(job: &J, limits: fn(usize) -> Limits) -> std::result::Result<J::Done, Failure> {
    let Some(program) = program() else {
        return in_thread::<J>(|| Ok(job.clone())).map_err(Failure::Refused);
    };
    let input = serde_json::to_vec(job).map_err(|e| Failure::NotRun(e.into()))?;
    let output = in_process(program, J::NAME, &input, limits(input.len()))?;
    serde_json::from_slice(&output).map_err(|e| Failure::NotRun(e.into()))
}

/// What a worker process does: its job on standard input; what is done, or the reason of a failure, on standard output.
///
/// Its limits are the memory that it may have, in bytes, and the time that it may compute, in seconds.
#[must_use]
pub fn work<J: Job>(limits: &[u64]) -> ExitCode {
    #[cfg(unix)]
    if let [memory, time] = limits {
        use rlimit::Resource;
        // Whoever waits for it stops it earlier: this is for one whose parent is gone.
        let limits = [
            (Resource::AS, memory + STACK_BYTES as u64),
            (Resource::CPU, time + 1),
        ];
        for (resource, limit) in limits {
            // Without the limit the work is the same, only less contained.
            let _ = resource
                .get()
                .and_then(|(_, most)| resource.set(limit.min(most), most));
        }
    }
    let job = || {
        let job = serde_json::from_reader(std::io::stdin().lock());
        job.map_err(|e| format!("the worker was given no job: {e}"))
    };
    let ended = in_thread::<J>(job).and_then(|done| {
        serde_json::to_vec(&done).map_err(|e| format!("what was done cannot be told: {e}"))
    });
    let (text, code) = match ended {
        Ok(text) => (text, ExitCode::SUCCESS),
        Err(reason) => (reason.into_bytes(), ExitCode::from(FAILED)),
    };
    match std::io::stdout().write_all(&text) {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}

/// What a worker says, and what is said of one that ends in another way.
fn in_process(
    program: &Path,
    name: &str,
    input: &[u8],
    limits: Limits,
) -> std::result::Result<Vec<u8>, Failure> {
    let seconds = limits.time.as_secs().to_string();
    let mut child = Command::new(program)
        .args([HIDDEN, name, &limits.memory.to_string(), &seconds])
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
            let mut output = Vec::new();
            // It can say no more than it can hold.
            stdout
                .map(|stdout| stdout.take(limits.memory).read_to_end(&mut output))
                .transpose()
                .map(|_| output)
        });
        let status = ended(&mut child, limits.time);
        (status, reader.join().unwrap_or_else(|_| Ok(Vec::new())))
    });
    let output = output.map_err(Failure::NotRun)?;
    match status.map_err(Failure::NotRun)? {
        None => Err(Failure::Endless(limits.time)),
        Some(status) if status.success() => Ok(output),
        Some(status) if status.code() == Some(FAILED.into()) => Err(Failure::Refused(
            String::from_utf8_lossy(&output).into_owned(),
        )),
        Some(status) => Err(Failure::Refused(format!(
            "{name} crashed ({status}), or needed more than {} MiB",
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

fn in_thread<J: Job>(
    job: impl FnOnce() -> std::result::Result<J, String> + Send,
) -> std::result::Result<J::Done, String> {
    quiet_worker();
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new()
            .name(WORKER.to_owned())
            .stack_size(STACK_BYTES);
        let worker = worker.spawn_scoped(scope, || {
            catch_unwind(AssertUnwindSafe(|| job().map(J::done)))
                .unwrap_or_else(|panic| Err(told(J::NAME, panic.as_ref())))
        });
        match worker.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(ended)) => ended,
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

fn told(job: &str, panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    format!("{job} panicked: {text}")
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// How a worker ends that does this.
    fn ended_by(script: &str) -> std::result::Result<String, Failure> {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("worker");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let limits = Limits {
            time: Duration::from_millis(500),
            memory: 1 << 30,
        };
        let output = in_process(&program, "progenitor", b"input", limits)?;
        Ok(String::from_utf8(output).unwrap())
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
            let limits = Limits::of_generator(bytes);
            (limits.time.as_secs(), limits.memory >> 20)
        };
        assert_eq!(of(200_000), (5, 1024));
        assert_eq!(of(3 << 20), (35, 2560));
        assert_eq!(Limits::of_part(200_000).time.as_secs(), 1);
        let whole = Limits::of_whole(512 << 10);
        assert_eq!((whole.time.as_secs(), whole.memory >> 20), (35, 1536));
    }
}
