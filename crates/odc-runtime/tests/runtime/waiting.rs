//! Waits for long operations, with a service whose operations end, fail, appear late, disappear and change their
//! names.

mod many;
mod one;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::{Reply, Server};
use odc_runtime::waiting::{ListedOperation, LongOperation, Messages, States, Wait, WaitForAll};
use odc_runtime::{
    CallOptions, CursorCall, Error, ItemStream, ListCall, Operation, OperationMessage, PageInfo,
    PageStream, PagedCall, RetryPolicy, Transport,
};
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;

static GET_JOB: Operation = Operation::new("get_job", "J", Method::GET, "/jobs/{key}")
    .with_long_operation(odc_runtime::LongOperation {
        state: "status",
        running: &["Running"],
        done: &["Finished"],
        failed: &["FinishedWithError"],
        messages: Some("list_job_messages"),
        many: Some("list_jobs"),
    });
static LIST_JOBS: Operation = Operation::new("list_jobs", "L", Method::GET, "/jobs");
static MESSAGES: Operation = Operation::new(
    "list_job_messages",
    "M",
    Method::GET,
    "/jobs/{key}/messages",
);

#[derive(Clone, Debug, Deserialize)]
pub struct Job {
    key: u32,
    status: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct JobPage {
    results: Vec<Job>,
    next: Option<i32>,
}

#[derive(Debug, Deserialize)]
struct MessagePage {
    results: Vec<Value>,
    next: Option<String>,
}

/// A client of jobs, in the form in which generated code waits for them.
#[derive(Clone, Debug)]
pub struct AwaitedJob(pub Transport);

impl AwaitedJob {
    async fn read<T: serde::de::DeserializeOwned>(
        &self,
        operation: &'static Operation,
        path: String,
    ) -> Result<T, Error> {
        let url = format!("{}{path}", self.0.base_url());
        let request = self.0.get(url).build();
        let request = request.map_err(|error| Error::invalid_request(operation, error))?;
        let options = CallOptions::new();
        let response = self.0.json::<T>(operation, request, &options);
        Ok(response.await?.into_inner())
    }
}

impl LongOperation for AwaitedJob {
    type Key = u32;
    type Record = Job;
    const NAME: &'static str = "job";
    const STATES: States = States::new(&["Running"], &["Finished"], &["FinishedWithError"]);

    fn state(record: &Job) -> Option<&str> {
        record.status.as_deref()
    }

    async fn get(&self, key: u32) -> Result<Job, Error> {
        self.read(&GET_JOB, format!("/jobs/{key}")).await
    }

    async fn messages(&self, key: u32, _: Job) -> Messages {
        let list = ListMessages {
            job: self.clone(),
            key,
            from: None,
        };
        let text = |message: &Value, name: &str| message[name].as_str().map(str::to_owned);
        let read = |page: MessagePage| {
            let messages = page.results.iter().map(|message| {
                let (severity, code) = (text(message, "severity"), text(message, "code"));
                OperationMessage::new(severity, [code], [text(message, "text")])
            });
            messages.collect()
        };
        Messages::of_pages(PageStream::by_cursor(list), read).await
    }
}

#[derive(Clone)]
struct ListMessages {
    job: AwaitedJob,
    key: u32,
    from: Option<String>,
}

impl ListCall for ListMessages {
    type Page = MessagePage;
    type Item = Value;

    fn operation() -> &'static Operation {
        &MESSAGES
    }

    async fn fetch(self) -> Result<MessagePage, Error> {
        let (key, from) = (self.key, self.from.unwrap_or_default());
        let path = format!("/jobs/{key}/messages?from={from}");
        self.job.read(&MESSAGES, path).await
    }

    fn items(page: &mut MessagePage) -> &mut Vec<Value> {
        &mut page.results
    }
}

impl CursorCall for ListMessages {
    fn cursor(&self) -> Option<String> {
        self.from.clone()
    }

    fn at(self, cursor: String) -> Self {
        let from = Some(cursor);
        Self { from, ..self }
    }

    fn next(page: &MessagePage) -> Option<String> {
        page.next.clone()
    }
}

#[derive(Clone)]
struct ListJobs(AwaitedJob, i32);

impl ListCall for ListJobs {
    type Page = JobPage;
    type Item = Job;

    fn operation() -> &'static Operation {
        &LIST_JOBS
    }

    async fn fetch(self) -> Result<JobPage, Error> {
        let path = format!("/jobs?offset={}", self.1);
        self.0.read(&LIST_JOBS, path).await
    }

    fn items(page: &mut JobPage) -> &mut Vec<Job> {
        &mut page.results
    }
}

impl PagedCall for ListJobs {
    fn offset(&self) -> Option<i32> {
        Some(self.1)
    }

    fn at(self, offset: i32) -> Self {
        Self(self.0, offset)
    }

    fn info(page: &JobPage) -> PageInfo {
        PageInfo {
            next_page_offset: page.next.map(i64::from),
            ..PageInfo::default()
        }
    }
}

impl ListedOperation for AwaitedJob {
    fn list(&self) -> ItemStream<Job> {
        ItemStream::new(0, ListJobs(self.clone(), 0))
    }

    fn key(record: &Job) -> u32 {
        record.key
    }
}

/// The state of a job from a certain second on.
#[derive(Clone, Debug)]
enum Look {
    State(&'static str),
    /// A record without a state.
    Stateless,
    /// A record whose state is not a text.
    Odd,
    /// The job does not exist.
    Absent,
}

/// The states of one job. Each has the second from which it is shown.
type Course = Vec<(u64, Look)>;

/// Responses that replace those for jobs and the list. Each has the second from which it is sent.
type Trouble = Arc<Mutex<Vec<(u64, Option<Reply>)>>>;

/// A service whose jobs change with the time.
struct Service {
    server: Server,
    started: Instant,
    trouble: Trouble,
}

fn latest<T: Clone>(course: &[(u64, T)], passed: u64) -> Option<T> {
    let due = course.iter().rev().find(|(from, _)| *from <= passed);
    due.map(|(_, look)| look.clone())
}

fn record(key: u32, look: &Look) -> Option<Value> {
    match look {
        Look::State(state) => Some(json!({ "key": key, "status": state })),
        Look::Stateless => Some(json!({ "key": key })),
        Look::Odd => Some(json!({ "key": key, "status": 7 })),
        Look::Absent => None,
    }
}

impl Service {
    async fn start(jobs: impl IntoIterator<Item = (u32, Course)>) -> Self {
        let jobs: BTreeMap<u32, Course> = jobs.into_iter().collect();
        let trouble = Trouble::default();
        let started = Instant::now();
        let troubles = Arc::clone(&trouble);
        let server = Server::start(move |seen| {
            let passed = started.elapsed().as_secs();
            if let Some(Some(reply)) = latest(&troubles.lock().unwrap(), passed) {
                return reply;
            }
            let path = seen.target.strip_prefix("/api/test/v1/jobs").unwrap();
            if let Some(query) = path.strip_prefix("?offset=") {
                return list(&jobs, passed, query.parse().unwrap());
            }
            if path.contains("/messages") {
                return messages(path);
            }
            let key: u32 = path[1..].parse().unwrap();
            let look = jobs.get(&key).and_then(|course| latest(course, passed));
            let record = look.and_then(|look| record(key, &look));
            record.map_or_else(not_found, |record| Reply::new(200, record.to_string()))
        });
        Self {
            server: server.await,
            started,
            trouble,
        }
    }

    fn operation(&self) -> AwaitedJob {
        let tenant = self.server.builder().retry(RetryPolicy::none());
        let tenant = tenant.timeout(seconds(7200)).build();
        AwaitedJob(Transport::for_tenant(&tenant.unwrap(), "/api/test/v1"))
    }

    fn wait(&self, key: u32) -> Wait<AwaitedJob> {
        Wait::new(self.operation(), key)
    }

    fn wait_for_all(&self, keys: impl IntoIterator<Item = u32>) -> WaitForAll<AwaitedJob> {
        WaitForAll::new(self.operation(), keys)
    }

    /// From this second on, the service responds with `reply`, or as usual again.
    fn responds_from(&self, seconds: u64, reply: impl Into<Option<Reply>>) {
        self.trouble.lock().unwrap().push((seconds, reply.into()));
    }

    /// The time of each request, in tenths of a second, and its path.
    fn requests(&self) -> Vec<(u128, String)> {
        let requests = self.server.seen().into_iter().map(|seen| {
            let at = seen.at.duration_since(self.started).as_millis() / 100;
            (at, seen.target.replace("/api/test/v1", ""))
        });
        requests.collect()
    }

    fn times(&self) -> Vec<u128> {
        self.requests().into_iter().map(|(at, _)| at).collect()
    }
}

fn not_found() -> Reply {
    let problem = json!({ "title": "Not Found", "detail": "no such job", "traceId": "00-4b" });
    Reply::new(404, problem.to_string()).header("content-type", "application/json")
}

/// The list. The highest key is the newest. A page has 100 jobs.
fn list(jobs: &BTreeMap<u32, Course>, passed: u64, offset: usize) -> Reply {
    let rows = jobs
        .iter()
        .rev()
        .filter_map(|(key, course)| record(*key, &latest(course, passed)?));
    let rows: Vec<Value> = rows.skip(offset).take(100).collect();
    let next = (rows.len() == 100).then_some(offset + 100);
    Reply::new(200, json!({ "results": rows, "next": next }).to_string())
}

/// Two pages of messages. The second page has the reason.
fn messages(path: &str) -> Reply {
    let reply = if path.ends_with("from=") {
        let started = json!({ "severity": "Info", "code": "Started", "text": "started" });
        json!({ "results": [started], "next": "page-2" })
    } else {
        let reason =
            json!({ "severity": "ERROR", "code": "OS-JOB-1", "text": "the disk\u{1b}[2J is full" });
        json!({ "results": [reason], "next": null })
    };
    Reply::new(200, reply.to_string())
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A job that runs first and then ends in a state.
fn runs(until: u64, ends: &'static str) -> Course {
    vec![(0, Look::State("Running")), (until, Look::State(ends))]
}
