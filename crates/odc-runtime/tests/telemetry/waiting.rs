//! What a wait for a long operation logs.

use std::time::Duration;

use odc_runtime::waiting::{LongOperation, Messages, States, Wait};
use odc_runtime::{CallOptions, Error, Operation, RetryPolicy, Transport};
use reqwest::Method;
use serde_json::Value;

use crate::Journal;
use crate::support::{Reply, Server};

static GET_JOB: Operation = Operation::new("get_job", "J", Method::GET, "/jobs/{key}");

struct AwaitedJob(Transport);

impl LongOperation for AwaitedJob {
    type Key = &'static str;
    type Record = Value;
    const NAME: &'static str = "job";
    const STATES: States = States::new(&["Running"], &["Finished"], &[]);

    fn state(record: &Value) -> Option<&str> {
        record["status"].as_str()
    }

    async fn get(&self, key: &'static str) -> Result<Value, Error> {
        let request = self.0.get(format!("{}/jobs/{key}", self.0.base_url()));
        let request = request.build();
        let request = request.map_err(|error| Error::invalid_request(&GET_JOB, error))?;
        let options = CallOptions::new();
        let response = self.0.json::<Value>(&GET_JOB, request, &options);
        Ok(response.await?.into_inner())
    }

    async fn messages(&self, _: &'static str, _: Value) -> Messages {
        Messages::default()
    }
}

/// Waits while the service gives these replies.
async fn wait(replies: impl IntoIterator<Item = Reply>) {
    let server = Server::script(replies).await;
    let tenant = server.builder().retry(RetryPolicy::none()).build();
    let transport = Transport::for_tenant(&tenant.unwrap(), "/api/test/v1");
    let wait = Wait::new(AwaitedJob(transport), "hunter2");
    wait.deadline(Duration::from_secs(600)).await.unwrap();
}

fn state(state: &str) -> Reply {
    Reply::new(200, serde_json::json!({ "status": state }).to_string())
}

#[tokio::test(start_paused = true)]
async fn each_unknown_state_is_one_warning() {
    let (journal, _guard) = Journal::open();
    let states = [
        "Running", "Paused", "Paused", "Running", "Paused", "", "Paused", "Finished",
    ];
    wait(states.map(state)).await;
    let warnings = journal.events("the state of a long operation is unknown");
    let reported: Vec<_> = warnings
        .iter()
        .map(|warning| &*warning.fields["state"])
        .collect();
    assert_eq!(reported, ["Paused", ""]);
    assert!(warnings.iter().all(|warning| warning.level == "WARN"));
    assert!(
        warnings
            .iter()
            .all(|warning| warning.fields["operation"] == "job")
    );
    assert!(!journal.text().contains("hunter2"), "{}", journal.text());
}

#[tokio::test(start_paused = true)]
async fn a_request_that_may_succeed_later_is_a_warning_without_text_of_the_service() {
    let (journal, _guard) = Journal::open();
    let busy = Reply::new(503, r#"{"detail": "hunter3"}"#);
    wait([state("Running"), busy, state("Finished")]).await;
    let warnings = journal.events("the waiting goes on");
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].level, "WARN");
    assert_eq!(warnings[0].fields["status"], "503");
    assert!(!journal.text().contains("hunter"), "{}", journal.text());
}
