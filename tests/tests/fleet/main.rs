//! Tests a fleet of processes that share one Redis and call a tenant with limits. No process gets a 429, the fleet uses
//! the whole budget, and each process gets its share. Other tests kill processes or servers.
//!
//! `ODC_FLEET_SECONDS` sets how long the fleet runs; 60 by default, which is one window of the service.
//! `ODC_FLEET_PATIENCE_MS` sets how long a process waits for the store; 5000 by default.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use odc_redis_server::{Cut, Proxy, Server};
use odc_sandbox::Sandbox;
use serde_json::Value;

/// The service's limit: calls a minute.
const LIMIT: u64 = 100;

/// One process of the fleet.
struct Worker {
    process: Child,
    output: BufReader<std::process::ChildStdout>,
}

impl Worker {
    /// Starts a worker with the environment of the sandbox and this store, and waits until it is ready.
    fn start(sandbox: &Sandbox, seconds: u64, tasks: u64, store: Option<&str>) -> Self {
        Self::with_command(
            Command::new(env!("CARGO_BIN_EXE_fleet_worker")),
            sandbox,
            seconds,
            tasks,
            store,
        )
    }

    fn with_command(
        mut command: Command,
        sandbox: &Sandbox,
        seconds: u64,
        tasks: u64,
        store: Option<&str>,
    ) -> Self {
        command
            .args([seconds.to_string(), tasks.to_string()])
            .env_remove("ODC_SHARED_STORE")
            .env("ODC_PORTAL_DOMAIN", sandbox.domain())
            .env("ODC_CLIENT_ID", sandbox.client_id())
            .env("ODC_CLIENT_SECRET", sandbox.client_secret())
            .env("ODC_ALLOW_HTTP_LOOPBACK", "1")
            .envs(store.map(|url| ("ODC_SHARED_STORE", url)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut worker = Self {
            output: BufReader::new(process.stdout.take().unwrap()),
            process,
        };
        assert_eq!(worker.line(), "ready");
        worker
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }

    fn go(&mut self) {
        self.process
            .stdin
            .as_mut()
            .unwrap()
            .write_all(b"go\n")
            .unwrap();
    }

    /// The report of a worker at its end.
    fn report(mut self) -> Report {
        let line = self.line();
        assert!(self.process.wait().unwrap().success());
        let report: Value = serde_json::from_str(&line).unwrap();
        let number = |name: &str| report[name].as_u64().unwrap();
        Report {
            good: number("good"),
            refused: number("refused"),
            failed: number("failed"),
            fetched: number("fetched"),
            requests: number("requests"),
            times_alone: number("times_alone"),
            errors: number("errors"),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[derive(Clone, Copy, Debug)]
struct Report {
    good: u64,
    refused: u64,
    failed: u64,
    fetched: u64,
    requests: u64,
    times_alone: u64,
    errors: u64,
}

fn sum(reports: &[Report], of: impl Fn(&Report) -> u64) -> u64 {
    reports.iter().map(of).sum()
}

fn run(mut workers: Vec<Worker>) -> Vec<Report> {
    workers.iter_mut().for_each(Worker::go);
    workers.into_iter().map(Worker::report).collect()
}

fn seconds() -> u64 {
    let seconds = std::env::var("ODC_FLEET_SECONDS").ok();
    seconds.map_or(60, |text| text.parse().unwrap())
}

/// The URL of the store, with a long time limit for its responses, because the machine may be busy with other tests.
/// `ODC_FLEET_PATIENCE_MS` changes the limit.
fn patient(server: &Server) -> String {
    let millis = std::env::var("ODC_FLEET_PATIENCE_MS");
    let millis = millis.unwrap_or_else(|_| "5000".to_owned());
    format!("{}?patience_ms={millis}", server.url())
}

async fn sandbox() -> Sandbox {
    Sandbox::builder().limits(true).start().await.unwrap()
}

/// Runs blocking work in another thread, because the sandbox runs in this process.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}

/// Runs eight processes with four tasks each.
async fn eight(sandbox: &Sandbox, seconds: u64, store: Option<&str>) -> Vec<Report> {
    let workers = (0..8).map(|_| Worker::start(sandbox, seconds, 4, store));
    let workers = workers.collect();
    beside(move || run(workers)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_processes_with_four_tasks_each_use_the_budget_without_a_429_and_get_many_429s_without_the_store()
 {
    // Both fleets run at the same time. Each has its own tenant.
    let (sandbox, other) = (sandbox().await, sandbox().await);
    let server = Server::start();
    let (url, seconds) = (patient(&server), seconds());
    let (reports, without) = tokio::join!(
        eight(&sandbox, seconds, Some(&url)),
        eight(&other, seconds, None)
    );
    println!("with the store: {reports:#?}");
    println!("without the store: {without:#?}");

    let good = sum(&reports, |report| report.good);
    assert_eq!(sum(&reports, |report| report.refused), 0, "no 429");
    assert_eq!(sum(&reports, |report| report.failed), 0);
    assert_eq!(sum(&reports, |report| report.times_alone), 0);
    assert_eq!(
        sum(&reports, |report| report.fetched),
        1,
        "one token for all"
    );
    let budget = LIMIT * seconds / 60;
    assert!(good * 100 >= budget * 95, "{good} of {budget} calls");
    let slowest = reports.iter().map(|report| report.good).min().unwrap();
    assert!(
        slowest * 8 * 100 >= good * 80,
        "the slowest made {slowest} of {good} calls"
    );
    let requests = sum(&reports, |report| report.requests);
    println!("{good} calls by {requests} requests to the store");

    let (refused, good) = (
        sum(&without, |report| report.refused),
        sum(&without, |report| report.good),
    );
    println!("without the store: {good} calls, and {refused} 429s");
    assert!(refused > 10, "{refused} 429s");
    assert_eq!(sum(&without, |report| report.fetched), 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_processes_that_start_at_once_fetch_one_token() {
    let sandbox = sandbox().await;
    let server = Server::start();
    let url = patient(&server);
    let workers: Vec<_> = (0..50)
        .map(|_| Worker::start(&sandbox, 0, 0, Some(&url)))
        .collect();
    let reports = beside(move || run(workers)).await;
    assert_eq!(sum(&reports, |report| report.fetched), 1, "{reports:?}");
    let requests = sandbox.journal().into_iter();
    let tokens = requests.filter(|entry| entry.operation == Some("token"));
    assert_eq!(tokens.count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_processes_use_the_places_of_a_killed_process() {
    let sandbox = sandbox().await;
    let server = Server::start();
    let url = patient(&server);
    let mut killed = Worker::start(&sandbox, 60, 4, Some(&url));
    let mut other = Worker::start(&sandbox, 30, 4, Some(&url));
    killed.go();
    // The process is killed while it holds places of the budget.
    let end = Instant::now() + Duration::from_secs(10);
    while server.ask::<Vec<String>>("KEYS *:held").is_empty() {
        assert!(Instant::now() < end);
    }
    killed.process.kill().unwrap();
    killed.process.wait().unwrap();
    other.go();
    let report = beside(move || other.report()).await;
    let used = sandbox
        .journal()
        .into_iter()
        .filter(|entry| entry.path.starts_with("/api/"))
        .count();
    println!("{report:?}, {used} requests arrived");
    assert_eq!(report.refused, 0);
    assert!(report.good >= 60, "{report:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_restarts_empty_or_pauses_fails_no_call() {
    let sandbox = sandbox().await;
    let mut server = Server::start();
    let url = server.url();
    let workers: Vec<_> = (0..4)
        .map(|_| Worker::start(&sandbox, 25, 2, Some(&url)))
        .collect();
    let running = tokio::task::spawn_blocking(move || run(workers));
    tokio::time::sleep(Duration::from_secs(2)).await;
    server.run("CLIENT PAUSE 3000");
    tokio::time::sleep(Duration::from_secs(6)).await;
    server.kill();
    tokio::time::sleep(Duration::from_secs(4)).await;
    server.restart();
    let reports = running.await.unwrap();
    println!("{reports:#?}");
    assert_eq!(sum(&reports, |report| report.failed), 0);
    assert!(reports.iter().all(|report| report.times_alone >= 1));
    assert!(sum(&reports, |report| report.good) >= 50);
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_end_in_the_middle_of_a_script_fail_no_call_and_cause_no_429() {
    let sandbox = sandbox().await;
    let server = Server::start();
    let proxy = Proxy::before(&server);
    // With `share=0`, a process that does not reach the store sends nothing. So the store has granted every request
    // that is sent.
    let url = format!("{}?patience_ms=5000&share=0", proxy.url());
    let workers: Vec<_> = (0..4)
        .map(|_| Worker::start(&sandbox, 25, 2, Some(&url)))
        .collect();
    let running = tokio::task::spawn_blocking(move || run(workers));
    for cut in [Cut::HalfOfRequest, Cut::HalfOfResponse, Cut::BeforeResponse].repeat(5) {
        proxy.cut(cut);
        tokio::time::sleep(Duration::from_millis(1_500)).await;
    }
    let reports = running.await.unwrap();
    println!("{reports:#?}, {:?} cut and made", proxy.counts());
    assert!(proxy.counts().0 >= 10, "{:?}", proxy.counts());
    assert!(sum(&reports, |report| report.errors) >= 10);
    assert_eq!(sum(&reports, |report| report.failed), 0);
    assert_eq!(sum(&reports, |report| report.refused), 0, "no 429");
    assert!(sum(&reports, |report| report.good) >= 60);
}

#[test]
fn a_store_that_cannot_be_used_is_reported_on_one_line_at_the_start() {
    for (url, line) in [
        (
            "redis://",
            "ODC_SHARED_STORE: the URL of the shared store cannot be used: a host is missing; write redis://user:password@host:port",
        ),
        (
            "redis://127.0.0.1:1",
            "ODC_SHARED_STORE: the shared store at 127.0.0.1:1 refuses the connection; check host and port, and whether it runs",
        ),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_fleet_worker"))
            .args(["1", "1"])
            .env("ODC_PORTAL_DOMAIN", "acme.outsystems.dev")
            .env("ODC_CLIENT_ID", "id")
            .env("ODC_CLIENT_SECRET", "secret")
            .env("ODC_SHARED_STORE", url)
            .output()
            .unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.contains(line), "{errors}");
        assert!(!output.status.success());
    }
}
