//! Runs the work on a document, and reports a panic, a crash, an endless loop or too much memory as an error.
//!
//! Anyone may have written a document, so the time and the memory for the work on it are not known. The work is a
//! [`Job`]. The xtask starts its own program again as a worker process with limits, and the worker does one job. When
//! no worker program is set, as in unit tests, a thread does the job. A thread contains only panics.

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

/// The argument that makes the xtask a worker. The name of the job and its limits follow it.
pub const WORKER_ARGUMENT: &str = "__worker";

/// Work on a document. It is a pure function of the fields of the job: it uses no file and no clock.
pub trait Job: Serialize + DeserializeOwned + Clone + Send + Sync {
    /// The name of the job on the worker's command line. The sentence that reports a failure begins with this name.
    const NAME: &'static str;
    /// What the job returns.
    type Output: Serialize + DeserializeOwned + Send;

    /// Does the work.
    fn run(self) -> Self::Output;
}

/// The limits of a worker: its computing time, the time until its end, and its memory in bytes, without the stack.
#[derive(Debug, Clone, Copy)]
struct Limits {
    time: Duration,
    patience: Duration,
    memory: u64,
}

/// The time until a worker's end, in multiples of its computing time. On a busy machine, a worker waits most of the
/// time. On a system without a limit of computing time, both times are equal.
const PATIENCE: u32 = if cfg!(unix) { 10 } else { 1 };

impl Limits {
    /// The limits of progenitor: 5 s and 1 GiB. They grow with each MiB of input by more than progenitor needs for it.
    fn for_generator(bytes: usize) -> Self {
        let mebibytes = mebibytes(bytes);
        Self::new(5 + 10 * mebibytes, 1024 + 512 * mebibytes)
    }

    /// The limits of progenitor for a part of a document, in the search for a culprit. They are short because the
    /// search may meet a part that hangs several times.
    fn for_part(bytes: usize) -> Self {
        let mebibytes = mebibytes(bytes);
        Self::new(1 + 3 * mebibytes, 1024 + 512 * mebibytes)
    }

    /// The limits of the whole work on a document. Progenitor and the search for a culprit have their own computing
    /// time.
    fn for_document(bytes: usize) -> Self {
        let kibibytes = u64::try_from(bytes >> 10)
            .unwrap_or(MAX_SCALED_MIB << 10)
            .min(MAX_SCALED_MIB << 10);
        Self::new(15 + 40 * kibibytes / 1024, 1024 + kibibytes)
    }

    fn new(seconds: u64, mebibytes: u64) -> Self {
        let time = Duration::from_secs(seconds);
        Self {
            time,
            patience: time * PATIENCE,
            memory: mebibytes << 20,
        }
    }
}

/// The largest input for which limits grow, in MiB. Without this bound, a document could take all memory of the
/// machine.
const MAX_SCALED_MIB: u64 = 3;

fn mebibytes(bytes: usize) -> u64 {
    u64::try_from(bytes >> 20)
        .unwrap_or(MAX_SCALED_MIB)
        .min(MAX_SCALED_MIB)
}

/// The stack of a worker. Typify recurses deeply and needs more than the usual 8 MiB.
const STACK_BYTES: usize = 256 << 20;
/// The exit code of a worker that failed and wrote the reason as its output.
const FAILED: u8 = 3;

const WORKER: &str = "worker";
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Sets the program that becomes a worker when it is started with [`WORKER_ARGUMENT`].
pub fn set_worker_program(program: PathBuf) {
    // `main` sets it once.
    let _ = PROGRAM.set(program);
}

/// The program that becomes a worker; `None` when no program was set, as in unit tests.
pub fn worker_program() -> Option<&'static Path> {
    PROGRAM.get().map(PathBuf::as_path)
}

/// Why a job has no output.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The job failed because of its input. The text is the reason.
    Refused(String),
    /// The job used more time than its limit. The text is the end of a sentence, such as `did not end within 50s`.
    TimedOut(String),
    /// The job could not run.
    NotRun(std::io::Error),
}

/// Runs a job that does the whole work on the document `file`.
///
/// # Errors
/// A document that exceeds the limits of time or memory; a worker that cannot run.
pub fn run_document_job<J: Job>(job: &J, file: &str) -> Result<J::Output> {
    run(job, Limits::for_document).map_err(|failure| {
        let what = match failure {
            Failure::Refused(reason) => reason,
            Failure::TimedOut(what) => format!("the work on it {what}"),
            Failure::NotRun(e) => return worker_failure(&e),
        };
        Problem::new(what)
            .file(file)
            .line(Some(1))
            .pointer("")
            .fix("no published document is like this: look for repetition and deep nesting, in its overlay too")
    })
}

/// Runs progenitor on a document.
pub(crate) fn run_generator<J: Job>(job: &J) -> std::result::Result<J::Output, Failure> {
    run(job, Limits::for_generator)
}

/// Runs progenitor on a part of a document that failed.
pub(crate) fn run_part<J: Job>(job: &J) -> std::result::Result<J::Output, Failure> {
    run(job, Limits::for_part)
}

/// The largest computing time that [`run_part`] may use for a part of this job.
pub(crate) fn part_time_limit<J: Job>(job: &J) -> Duration {
    let bytes = serde_json::to_vec(job).map_or(0, |text| text.len());
    Limits::for_part(bytes).time
}

/// The problem of a worker that cannot run. It is not a fault of the document.
pub(crate) fn worker_failure(error: &std::io::Error) -> Problem {
    Problem::new(format!("the generator's worker cannot run: {error}")).fix("run the task again")
}

fn run<J: Job>(job: &J, limits: fn(usize) -> Limits) -> std::result::Result<J::Output, Failure> {
    let Some(program) = worker_program() else {
        return in_thread::<J>(|| Ok(job.clone())).map_err(Failure::Refused);
    };
    let input = serde_json::to_vec(job).map_err(|e| Failure::NotRun(e.into()))?;
    let output = in_process(program, J::NAME, &input, limits(input.len()))?;
    serde_json::from_slice(&output).map_err(|e| Failure::NotRun(e.into()))
}

/// The main function of a worker process. It reads its job from stdin, and writes the output or the reason of a failure
/// to stdout.
///
/// `limits` holds the memory in bytes and the computing time in seconds.
#[must_use]
pub fn run_worker<J: Job>(limits: &[u64]) -> ExitCode {
    #[cfg(unix)]
    if let [memory, time] = limits {
        use rlimit::Resource;
        // The limit of 0 for core files: a worker that a limit ends must not leave a file beside the documents.
        let limits = [
            (Resource::AS, memory + STACK_BYTES as u64),
            (Resource::CPU, *time),
            (Resource::CORE, 0),
        ];
        for (resource, limit) in limits {
            // The work is the same without the limit, so a failure to set it is ignored.
            let _ = resource
                .get()
                .and_then(|(_, most)| resource.set(limit.min(most), most));
        }
    }
    let job = || {
        let job = serde_json::from_reader(std::io::stdin().lock());
        job.map_err(|e| format!("the worker cannot read its job: {e}"))
    };
    let result = in_thread::<J>(job).and_then(|output| {
        serde_json::to_vec(&output)
            .map_err(|e| format!("the output cannot be written as JSON: {e}"))
    });
    let (text, code) = match result {
        Ok(text) => (text, ExitCode::SUCCESS),
        Err(reason) => (reason.into_bytes(), ExitCode::from(FAILED)),
    };
    match std::io::stdout().write_all(&text) {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Environment variables with secrets of `odctl` and of the clients, which no tool needs.
const SECRETS: [&str; 2] = ["ODC_CLIENT_SECRET", "ODC_SHARED_STORE"];

/// Starts a program without the secrets of the environment.
pub fn remove_secrets(command: &mut Command) {
    for secret in SECRETS {
        command.env_remove(secret);
    }
}

/// Runs a worker process and returns its output.
fn in_process(
    program: &Path,
    name: &str,
    input: &[u8],
    limits: Limits,
) -> std::result::Result<Vec<u8>, Failure> {
    let seconds = limits.time.as_secs().to_string();
    let mut worker = Command::new(program);
    remove_secrets(&mut worker);
    let mut child = worker
        .args([WORKER_ARGUMENT, name, &limits.memory.to_string(), &seconds])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(Failure::NotRun)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (status, output) = std::thread::scope(|scope| {
        // Writing fails when the worker has ended. Its exit status says why it ended.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        let reader = scope.spawn(move || {
            let mut output = Vec::new();
            // The output of a worker cannot be larger than its memory.
            stdout
                .map(|stdout| stdout.take(limits.memory).read_to_end(&mut output))
                .transpose()
                .map(|_| output)
        });
        let status = wait_or_kill(&mut child, limits.patience);
        (status, reader.join().unwrap_or_else(|_| Ok(Vec::new())))
    });
    let output = output.map_err(Failure::NotRun)?;
    match status.map_err(Failure::NotRun)? {
        None => Err(Failure::TimedOut(format!(
            "did not end within {:?}",
            limits.patience
        ))),
        Some(status) if has_used_its_time(status) => Err(Failure::TimedOut(format!(
            "takes more than {:?} of computing time",
            limits.time
        ))),
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

/// Whether the system ended a worker because its computing time was used up.
#[cfg(unix)]
fn has_used_its_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;

    status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
}

/// This system has no limit of computing time.
#[cfg(not(unix))]
fn has_used_its_time(_: ExitStatus) -> bool {
    false
}

/// Waits for a worker. Returns `None` when the worker did not end in time and was killed.
fn wait_or_kill(child: &mut Child, time: Duration) -> std::io::Result<Option<ExitStatus>> {
    let status = child.wait_timeout(time)?;
    if status.is_none() {
        child.kill()?;
        child.wait()?;
    }
    Ok(status)
}

fn in_thread<J: Job>(
    job: impl FnOnce() -> std::result::Result<J, String> + Send,
) -> std::result::Result<J::Output, String> {
    silence_worker_panics();
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new()
            .name(WORKER.to_owned())
            .stack_size(STACK_BYTES);
        let worker = worker.spawn_scoped(scope, || {
            catch_unwind(AssertUnwindSafe(|| job().map(J::run)))
                .unwrap_or_else(|panic| Err(panic_message(J::NAME, panic.as_ref())))
        });
        match worker.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(ended)) => ended,
            _ => Err("the generator's thread could not run".to_owned()),
        }
    })
}

/// Keeps the default panic hook from printing a worker's panic, which is reported as an error. Other threads still
/// print.
fn silence_worker_panics() {
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

fn panic_message(job: &str, panic: &(dyn Any + Send)) -> String {
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

    /// The result of a worker that runs this script. Its limit of computing time is 100 ms, but no script applies the
    /// limit.
    fn run_script(script: &str, patience: u64) -> std::result::Result<String, Failure> {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("worker");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let limits = Limits {
            time: Duration::from_millis(100),
            patience: Duration::from_millis(patience),
            memory: 1 << 30,
        };
        let output = in_process(&program, "progenitor", b"input", limits)?;
        Ok(String::from_utf8(output).unwrap())
    }

    /// A time in milliseconds. Each of these scripts needs less.
    const LONG: u64 = 600_000;

    /// The reason with which a worker that runs this script refuses the document.
    fn refused(script: &str) -> String {
        match run_script(script, LONG) {
            Err(Failure::Refused(reason)) => reason,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_program_is_started_without_the_secrets_of_the_environment() {
        let mut command = Command::new("env");
        command.env("ODC_CLIENT_SECRET", "s3cret").env("KEPT", "1");
        remove_secrets(&mut command);
        let output = command.output().unwrap().stdout;
        let output = String::from_utf8(output).unwrap();
        assert!(
            output.contains("KEPT=1") && !output.contains("s3cret"),
            "{output}"
        );
    }

    #[test]
    fn a_worker_that_does_not_end_is_stopped() {
        let ended = run_script("exec sleep 600", 500);
        assert!(
            matches!(&ended, Err(Failure::TimedOut(what)) if what == "did not end within 500ms"),
            "{ended:?}"
        );
    }

    #[test]
    fn a_worker_that_used_its_computing_time_is_reported_with_the_limit() {
        let ended = run_script("kill -XCPU $$", LONG);
        let expected = "takes more than 100ms of computing time";
        assert!(
            matches!(&ended, Err(Failure::TimedOut(what)) if what == expected),
            "{ended:?}"
        );
    }

    #[test]
    fn a_worker_that_waits_for_a_busy_machine_is_not_stopped() {
        assert_eq!(run_script("sleep 0.3; echo done", LONG).unwrap(), "done\n");
    }

    #[test]
    fn a_worker_that_crashes_is_reported_with_its_signal_and_its_limit() {
        let reason = refused("kill -ABRT $$");
        assert!(
            reason.starts_with("progenitor crashed (signal: 6 (SIGABRT)"),
            "{reason}"
        );
        assert!(reason.ends_with("or needed more than 1024 MiB"), "{reason}");
    }

    #[test]
    fn a_worker_returns_its_output_or_the_reason_of_its_failure() {
        assert_eq!(run_script("cat", LONG).unwrap(), "input");
        assert_eq!(refused("echo why; exit 3"), "why\n");
    }

    #[test]
    fn limits_grow_with_the_document() {
        let for_generator = |bytes| {
            let limits = Limits::for_generator(bytes);
            (limits.time.as_secs(), limits.memory >> 20)
        };
        assert_eq!(for_generator(200_000), (5, 1024));
        assert_eq!(for_generator(3 << 20), (35, 2560));
        assert_eq!(Limits::for_part(200_000).time.as_secs(), 1);
        assert_eq!(Limits::for_part(200_000).patience.as_secs(), 10);
        let for_document = |bytes| {
            let limits = Limits::for_document(bytes);
            (limits.time.as_secs(), limits.memory >> 20)
        };
        assert_eq!(for_document(512 << 10), (35, 1536));
    }

    #[test]
    fn limits_do_not_grow_to_all_memory_of_a_machine() {
        for limits in [
            Limits::for_generator,
            Limits::for_document,
            Limits::for_part,
        ] {
            let (at_most, beyond) = (limits(3 << 20), limits(usize::MAX));
            assert!(at_most.memory <= 4 << 30);
            assert_eq!((beyond.memory, beyond.time), (at_most.memory, at_most.time));
        }
    }
}
