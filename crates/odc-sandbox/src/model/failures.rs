//! Failures on demand. The control plane sets which process of which asset fails next, and with which messages.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::flaw::{Checked, ensure};

/// The largest number of failures that are set at a time.
const MOST_FAILURES: usize = 1000;
/// The largest number of messages of a failure.
const MOST_MESSAGES: usize = 100;

/// A process that can be made to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Process {
    /// A build.
    Build,
    /// The packing of generated code.
    Package,
    /// A publish operation.
    Publish,
    /// A deployment operation: deploy, undeploy, or apply configurations.
    Deployment,
    /// An analysis of a deletion or a deployment.
    Analysis,
}

/// One message that an operation reports when it fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FailureMessage {
    /// The code, such as `OS-DPL-50205`.
    pub code: String,
    /// The sentence.
    pub message: String,
}

/// A failure that will happen. The next process of this kind fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct Failure {
    /// The process.
    pub process: Process,
    /// The asset. None means any asset.
    #[serde(default)]
    pub asset_key: Option<Uuid>,
    /// The messages that the process reports.
    #[serde(default)]
    pub messages: Vec<FailureMessage>,
    /// Whether the operation vanishes instead. From the time at which it would end, a request for its key gets a 404.
    #[serde(default)]
    pub vanish: bool,
}

impl Failure {
    /// Makes the next process of this kind fail, for any asset, with a message of the sandbox.
    #[must_use]
    pub fn of(process: Process) -> Self {
        Self {
            process,
            asset_key: None,
            messages: Vec::new(),
            vanish: false,
        }
    }

    /// Limits the failure to processes of this asset.
    #[must_use]
    pub fn asset(mut self, key: Uuid) -> Self {
        self.asset_key = Some(key);
        self
    }

    /// Adds a message that the process reports.
    #[must_use]
    pub fn message(mut self, code: impl Into<String>, message: impl Into<String>) -> Self {
        self.messages.push(FailureMessage {
            code: code.into(),
            message: message.into(),
        });
        self
    }

    /// Makes the operation vanish. From the time at which it would end, a request for its key gets a 404.
    #[must_use]
    pub fn vanishing(mut self) -> Self {
        self.vanish = true;
        self
    }
}

/// Why a process failed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Failed {
    pub(crate) messages: Vec<FailureMessage>,
    #[serde(default)]
    pub(crate) vanish: bool,
}

impl Failed {
    /// A failure with one message.
    pub(crate) fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            messages: vec![FailureMessage {
                code: code.to_owned(),
                message: message.into(),
            }],
            vanish: false,
        }
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.messages.first();
        f.write_str(first.map_or("", |one| one.message.as_str()))
    }
}

/// The failures that will happen, in the order in which they were set.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Failures(Vec<Failure>);

impl Failures {
    /// Sets a failure. A failure without messages gets one message.
    pub(crate) fn set(&mut self, mut failure: Failure) -> Result<(), String> {
        if self.0.len() >= MOST_FAILURES {
            return Err(format!(
                "{MOST_FAILURES} failures are set already; clear them first"
            ));
        }
        if failure.messages.len() > MOST_MESSAGES {
            return Err(format!("a failure has at most {MOST_MESSAGES} messages"));
        }
        if failure.messages.is_empty() {
            let failed = Failed::new("OS-SBX-50001", "it failed because a test asked for it");
            failure.messages = failed.messages;
        }
        self.0.push(failure);
        Ok(())
    }

    pub(crate) fn all(&self) -> &[Failure] {
        &self.0
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes the failure of a process that starts now, if there is one. A failure is used once.
    pub(crate) fn take(&mut self, process: Process, asset: Uuid) -> Option<Failed> {
        let meant =
            |one: &Failure| one.process == process && one.asset_key.is_none_or(|key| key == asset);
        let place = self.0.iter().position(meant)?;
        let failure = self.0.remove(place);
        Some(Failed {
            messages: failure.messages,
            vanish: failure.vanish,
        })
    }

    pub(super) fn check(&self) -> Checked {
        let is_bounded = self.0.len() <= MOST_FAILURES;
        ensure(is_bounded, "", "there are more than 1000 failures")
    }
}
