//! Tests what each state of each long operation means to a client that waits for it. The spelling of a state does not
//! matter.

use std::future::IntoFuture as _;
use std::pin::Pin;
use std::time::Duration;

use odc_builds_v1::types::{BuildStatus, GeneratedCodePackageStatus};
use odc_dependency_management_v1::types::ProcessStatus;
use odc_deployments_v1::types::OperationStatus;
use odc_runtime::{Error, ErrorKind, Tenant};
use serde_json::json;

use crate::support::KEY;
use crate::support::portal::{ApiCall, Portal, Script};

/// A service whose operations are all in one state.
struct InState(String);

impl Script for InState {
    fn api(&self, _: usize, call: &ApiCall) -> (u16, String) {
        if call.path.contains("messages") {
            return (200, json!({ "results": [] }).to_string());
        }
        let record = json!({
            "key": KEY, "buildKey": KEY, "assetKey": KEY, "assetRevision": 1, "analysisKey": KEY.to_string(),
            "status": self.0, "processStatus": self.0,
        });
        (200, record.to_string())
    }
}

type Ended = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

/// One kind of long operation: how a client waits for it, all its states, and the states that end it.
struct Kind {
    name: &'static str,
    wait: fn(&Tenant) -> Ended,
    states: &'static [&'static str],
    done: &'static [&'static str],
    failed: &'static [&'static str],
}

/// Makes a function that waits for two seconds at most.
macro_rules! waits {
    ($api:ident, $method:ident, $key:expr) => {
        |tenant| {
            let wait = $api::Client::connect(tenant).$method($key);
            let wait = wait.deadline(Duration::from_secs(2)).into_future();
            Box::pin(async { wait.await.map(drop) })
        }
    };
}

const KINDS: [Kind; 6] = [
    Kind {
        name: "deployment",
        wait: waits!(odc_deployments_v1, wait_for_deployment, KEY),
        states: OperationStatus::VALUES,
        done: &["Finished"],
        failed: &["FinishedWithError"],
    },
    Kind {
        name: "publication",
        wait: waits!(odc_deployments_v1, wait_for_publication, KEY),
        states: OperationStatus::VALUES,
        done: &["Finished"],
        failed: &["FinishedWithError"],
    },
    Kind {
        name: "build",
        wait: waits!(odc_builds_v1, wait_for_build, KEY),
        states: BuildStatus::VALUES,
        done: &["Finished"],
        failed: &["FinishedWithErrors", "ToBeDeleted", "Deleted"],
    },
    Kind {
        name: "generated code package",
        wait: waits!(odc_builds_v1, wait_for_generated_code_package, KEY),
        states: GeneratedCodePackageStatus::VALUES,
        done: &["Finished"],
        failed: &["TimedOut", "Failed"],
    },
    Kind {
        name: "deletion analysis",
        wait: waits!(
            odc_dependency_management_v1,
            wait_for_deletion_analysis,
            KEY
        ),
        states: ProcessStatus::VALUES,
        done: &["Finished"],
        failed: &["Failed"],
    },
    Kind {
        name: "deployment analysis",
        wait: waits!(
            odc_dependency_management_v1,
            wait_for_deployment_analysis,
            KEY
        ),
        states: ProcessStatus::VALUES,
        done: &["Finished"],
        failed: &["Failed"],
    },
];

impl Kind {
    /// How a wait ends while the operation is in a state.
    async fn ends_in(&self, state: &str) -> Result<(), Error> {
        let portal = Portal::start(InState(state.to_owned())).await;
        let tenant = portal.tenant("secret").build().expect("a tenant");
        (self.wait)(&tenant).await
    }
}

/// The spellings of a state: `ToBeDeleted`, `TOBEDELETED`, `tobedeleted`, `TO_BE_DELETED`.
fn spellings(state: &str) -> [String; 4] {
    let mut snake = String::new();
    for letter in state.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_uppercase());
    }
    [
        state.to_owned(),
        state.to_uppercase(),
        state.to_lowercase(),
        snake,
    ]
}

#[tokio::test(start_paused = true)]
async fn each_state_of_each_document_ends_or_continues_the_wait_in_any_spelling() {
    for kind in KINDS {
        for state in kind.states {
            for spelling in spellings(state) {
                let ended = kind.ends_in(&spelling).await;
                let ended = ended.as_ref().map_err(Error::kind);
                let expected = if kind.done.contains(state) {
                    Ok(&())
                } else if kind.failed.contains(state) {
                    Err(ErrorKind::OperationFailed)
                } else {
                    Err(ErrorKind::Deadline)
                };
                assert_eq!(ended, expected, "a {} in the state {spelling}", kind.name);
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_unknown_state_continues_the_wait_and_is_named_at_the_deadline() {
    for kind in KINDS {
        let error = kind.ends_in("Frozen").await.expect_err("the deadline");
        assert_eq!(error.kind(), ErrorKind::Deadline);
        assert_eq!(error.last_state(), Some("Frozen"));
        let line = error.to_string();
        let named = format!(
            "the {} {KEY} did not end within 2s; its last state is Frozen, which this version",
            kind.name
        );
        assert!(line.starts_with(&named), "{line}");
    }
}
