//! Bulk creations with a service that is slow, stops responding or fails: the client waits until its deadline, and
//! sends each record once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use odc_identity_v1::Client;
use odc_identity_v1::bulk::{CHUNK, Unfinished};
use odc_identity_v1::types::{BulkStatus, NewUser};
use odc_runtime::{ErrorKind, RetryPolicy};
use serde_json::{Value, json};
use tokio::time::Instant;
use uuid::Uuid;

use crate::support::KEY;
use crate::support::portal::{ApiCall, Portal, Script};

/// The state of the service, which a test can read and change.
#[derive(Default)]
struct State {
    /// The records of each operation, in the order of arrival.
    posted: Vec<Vec<Value>>,
    /// Number of status requests for all operations.
    status_requests: usize,
    /// For this number of status requests, the operation is still running.
    busy: usize,
    /// The operation whose state the service refuses to show.
    hidden: Option<usize>,
}

#[derive(Clone, Default)]
struct Service(Arc<Mutex<State>>);

/// The key of the n-th operation.
fn operation(n: usize) -> Uuid {
    Uuid::from_u128(0xb000 + n as u128)
}

impl Script for Service {
    fn api(&self, _: usize, call: &ApiCall) -> (u16, String) {
        let mut state = self.0.lock().unwrap();
        if call.method == "POST" {
            let records = call.body["records"].as_array().expect("records").clone();
            state.posted.push(records);
            let key = operation(state.posted.len() - 1);
            return (202, json!({ "key": key, "status": "Pending" }).to_string());
        }
        state.status_requests += 1;
        if state.busy > 0 {
            state.busy -= 1;
            let response = json!({ "key": KEY, "status": "Processing" });
            return (200, response.to_string());
        }
        let asked = call.path.rsplit('/').next().expect("a key");
        let is_asked = |n: &usize| operation(*n).to_string() == asked;
        let Some(n) = (0..state.posted.len()).find(is_asked) else {
            return (404, "{}".to_owned());
        };
        if state.hidden == Some(n) {
            return (403, json!({ "detail": "not for you" }).to_string());
        }
        let result = |record: &Value| json!({ "status": "Inserted", "record": record });
        let results: Vec<_> = state.posted[n].iter().map(result).collect();
        let response = json!({ "key": asked, "status": "Finished", "operations": results });
        (200, response.to_string())
    }
}

impl Service {
    async fn client(&self) -> Client {
        let tenant = Portal::start(self.clone()).await.tenant("secret");
        let tenant = tenant.retry(RetryPolicy::none()).build();
        Client::connect(&tenant.expect("a tenant"))
    }

    fn set(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.0.lock().unwrap());
    }

    fn status_requests(&self) -> usize {
        self.0.lock().unwrap().status_requests
    }

    /// Number of times that each address was sent.
    fn sent(&self) -> BTreeMap<String, usize> {
        let mut sent = BTreeMap::new();
        for record in self.0.lock().unwrap().posted.iter().flatten() {
            let email = record["email"].as_str().expect("an address");
            *sent.entry(email.to_owned()).or_default() += 1;
        }
        sent
    }

    fn posts(&self) -> usize {
        self.0.lock().unwrap().posted.len()
    }
}

fn users(count: usize) -> Vec<NewUser> {
    let user = |n| NewUser::builder().email(format!("user{n}@x.example"));
    let users = (0..count).map(|n| user(n).build().expect("a user"));
    users.collect()
}

#[tokio::test(start_paused = true)]
async fn waiting_for_an_operation_ends_at_the_deadline() {
    let service = Service::default();
    service.set(|state| state.busy = usize::MAX);
    let client = service.client().await;
    let started = Instant::now();
    let wait = client.wait_for_bulk_user_operation(KEY);
    let error = wait.deadline(Duration::from_secs(90)).await;
    let error = error.expect_err("it does not end");
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert!(error.to_string().contains("90s"), "{error}");
    assert_eq!(started.elapsed().as_secs(), 90);
    let requests = service.status_requests();
    assert!((5..15).contains(&requests), "{requests} requests in 90 s");

    let error = client.wait_for_bulk_user_operation(KEY).await;
    let error = error.expect_err("it does not end");
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert_eq!(started.elapsed().as_secs(), 690, "10 minutes by default");
}

#[tokio::test(start_paused = true)]
async fn a_dropped_waiter_sends_no_more_requests() {
    let service = Service::default();
    service.set(|state| state.busy = usize::MAX);
    let client = service.client().await;
    let wait = client.wait_for_bulk_user_operation(KEY).into_future();
    let wait = tokio::time::timeout(Duration::from_secs(30), wait).await;
    wait.expect_err("it is still waiting");
    let requests = service.status_requests();
    assert!(requests > 2, "{requests} requests in 30 s");
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(service.status_requests(), requests);

    drop(client.wait_for_bulk_user_operation(KEY));
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(
        service.status_requests(),
        requests,
        "no request is sent before the future is awaited"
    );
}

#[tokio::test(start_paused = true)]
async fn on_progress_is_called_with_each_state_before_the_last() {
    let service = Service::default();
    let client = service.client().await;
    let call = client.create_users_in_bulk().records(users(2));
    let key = call.send().await.expect("an operation").key;
    service.set(|state| state.busy = 3);
    let reported = Arc::new(Mutex::new(Vec::new()));
    let report = reported.clone();
    let started = Instant::now();
    let ended = client
        .wait_for_bulk_user_operation(key)
        .first_pause(Duration::from_secs(4))
        .on_progress(move |state| report.lock().unwrap().push(state.status.clone()))
        .await
        .expect("an end");
    assert_eq!(ended.status, Some(BulkStatus::Finished));
    assert_eq!(ended.operations.len(), 2);
    let reported = reported.lock().unwrap().clone();
    assert_eq!(reported, vec![Some(BulkStatus::Processing); 3]);
    assert_eq!(service.status_requests(), 4);
    assert_eq!(started.elapsed().as_secs(), 4 + 6 + 9);
}

/// A run of 250 records that could not read the state of its second operation.
async fn broken_run(service: &Service, client: &Client) -> odc_identity_v1::bulk::Report {
    service.set(|state| state.hidden = Some(1));
    let report = client.create_users(users(250)).await;
    let error = report.error().expect("a failure");
    assert!(error.is_permission_denied(), "{error}");
    assert_eq!(service.posts(), 2);
    assert_eq!(report.progress().done, CHUNK);
    assert_eq!(report.progress().operation, Some(operation(1)));
    service.set(|state| state.hidden = None);
    report
}

fn assert_each_sent_once(service: &Service) {
    assert_eq!(service.posts(), 3);
    let sent = service.sent();
    assert_eq!(sent.len(), 250);
    assert!(sent.values().all(|times| *times == 1), "{sent:?}");
}

#[tokio::test(start_paused = true)]
async fn a_run_that_failed_while_waiting_resumes_its_operation_and_sends_no_record_twice() {
    let service = Service::default();
    let client = service.client().await;
    let report = broken_run(&service, &client).await;
    let report = report.resume(&client).await;
    assert!(report.error().is_none(), "{:?}", report.error());
    assert!(report.is_complete() && report.unfinished().is_none());
    assert!(report.outcomes().map(|(user, _)| user).eq(&users(250)));
    assert_each_sent_once(&service);
}

#[tokio::test(start_paused = true)]
async fn an_unfinished_run_continues_in_another_process() {
    let service = Service::default();
    let client = service.client().await;
    let left = broken_run(&service, &client).await.unfinished();
    let left = left.expect("records without an outcome");
    let saved = serde_json::to_string(&left).expect("JSON");
    let read: Unfinished = serde_json::from_str(&saved).expect("what was saved");
    assert_eq!(read, left);
    let sent = read.in_flight.as_ref().expect("an operation");
    assert_eq!((sent.operation, sent.records.len()), (operation(1), CHUNK));
    assert_eq!((read.not_sent.len(), read.uncertain), (50, 0));
    assert_eq!(read.done.len(), CHUNK);

    let report = client.resume_users(read).await;
    assert!(report.is_complete(), "{:?}", report.error());
    assert!(report.outcomes().map(|(user, _)| user).eq(&users(250)));
    assert_each_sent_once(&service);
}

#[tokio::test(start_paused = true)]
async fn a_run_that_missed_its_deadline_resumes_its_operation() {
    let service = Service::default();
    service.set(|state| state.busy = usize::MAX);
    let client = service.client().await;
    let run = client.create_users(users(250));
    let report = run.deadline(Duration::from_secs(60)).await;
    let error = report.error().expect("a failure");
    assert_eq!(error.kind(), ErrorKind::Deadline);
    service.set(|state| state.busy = 2);
    let report = report.resume(&client).await;
    assert!(report.is_complete(), "{:?}", report.error());
    assert_each_sent_once(&service);
}
