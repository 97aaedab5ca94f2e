//! Bulk creations whose service is slow, falls silent or breaks: waited for as long as is said, and sent once.

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

/// What the service knows, for a test to look at and to change.
#[derive(Default)]
struct State {
    /// The records of each operation, in the order in which they came.
    posted: Vec<Vec<Value>>,
    /// How many looks there were at any operation.
    looks: usize,
    /// Looks to come that say that the operation goes on.
    busy: usize,
    /// The operation whose state nobody can see.
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
        state.looks += 1;
        if state.busy > 0 {
            state.busy -= 1;
            let answer = json!({ "key": KEY, "status": "Processing" });
            return (200, answer.to_string());
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
        let answer = json!({ "key": asked, "status": "Finished", "operations": results });
        (200, answer.to_string())
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

    fn looks(&self) -> usize {
        self.0.lock().unwrap().looks
    }

    /// How often each address was sent.
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
    let looks = service.looks();
    assert!((5..15).contains(&looks), "{looks} looks in 90 s");

    let error = client.wait_for_bulk_user_operation(KEY).await;
    let error = error.expect_err("it does not end");
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert_eq!(started.elapsed().as_secs(), 690, "10 minutes by default");
}

#[tokio::test(start_paused = true)]
async fn waiting_that_is_dropped_asks_no_more() {
    let service = Service::default();
    service.set(|state| state.busy = usize::MAX);
    let client = service.client().await;
    let wait = client.wait_for_bulk_user_operation(KEY).into_future();
    let wait = tokio::time::timeout(Duration::from_secs(30), wait).await;
    wait.expect_err("it is still waiting");
    let looks = service.looks();
    assert!(looks > 2, "{looks} looks in 30 s");
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(service.looks(), looks);

    drop(client.wait_for_bulk_user_operation(KEY));
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(
        service.looks(),
        looks,
        "nothing is asked before it is awaited"
    );
}

#[tokio::test(start_paused = true)]
async fn each_state_before_the_last_is_told() {
    let service = Service::default();
    let client = service.client().await;
    let call = client.create_users_in_bulk().records(users(2));
    let key = call.send().await.expect("an operation").key;
    service.set(|state| state.busy = 3);
    let told = Arc::new(Mutex::new(Vec::new()));
    let hear = told.clone();
    let started = Instant::now();
    let ended = client
        .wait_for_bulk_user_operation(key)
        .first_pause(Duration::from_secs(4))
        .on_progress(move |state| hear.lock().unwrap().push(state.status.clone()))
        .await
        .expect("an end");
    assert_eq!(ended.status, Some(BulkStatus::Finished));
    assert_eq!(ended.operations.len(), 2);
    let told = told.lock().unwrap().clone();
    assert_eq!(told, vec![Some(BulkStatus::Processing); 3]);
    assert_eq!(service.looks(), 4);
    assert_eq!(started.elapsed().as_secs(), 4 + 6 + 9);
}

/// A run of 250 that could not see what became of its second operation.
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
async fn a_run_that_failed_while_waiting_takes_up_its_operation_and_sends_nobody_twice() {
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
async fn what_a_run_left_over_goes_on_in_another_process() {
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

    let report = client.resume_users(read).await;
    assert!(report.is_complete(), "{:?}", report.error());
    assert!(
        report
            .outcomes()
            .map(|(user, _)| user)
            .eq(&users(250)[CHUNK..])
    );
    assert_each_sent_once(&service);
}

#[tokio::test(start_paused = true)]
async fn an_operation_that_does_not_end_in_time_is_taken_up_again_as_well() {
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
