// @generated from openapi/dependency-management-v1.json (SHA-256 18cff6eed5b6ca8139546c5a09bf30294ea6ce42d7b7935e23e3268357c332c5)
// by `cargo xtask generate dependency-management-v1`. Do not edit: change the document, its overlay or the xtask.

//! Waits for long operations.

use odc_runtime::waiting::{
    ListedOperation, LongOperation, Messages, States, Wait, WaitForAll,
};

use odc_runtime::{Error, ItemStream, OperationMessage};
use crate::generated::client::Client;
use crate::generated::{enums, types};

/// Each deletion analysis, as a wait reads it.
#[derive(Debug, Clone)]
pub struct AwaitedDeletionAnalysis(Client);

/// The wait of [`Client::wait_for_deletion_analysis`](crate::Client::wait_for_deletion_analysis).
pub type WaitForDeletionAnalysis = Wait<AwaitedDeletionAnalysis>;

impl LongOperation for AwaitedDeletionAnalysis {
    type Key = String;
    type Record = types::DeletionAnalysis;
    const NAME: &'static str = "deletion analysis";
    const STATES: States = States::new(&["InProgress"], &["Finished"], &["Failed"]);
    fn state(record: &Self::Record) -> Option<&str> {
        Some(&record.process_status).map(AsRef::as_ref)
    }

    async fn get(&self, key: Self::Key) -> Result<Self::Record, Error> {
        Ok(self.0.get_deletion_analysis(key).send().await?.into_inner())
    }

    async fn messages(&self, _: Self::Key, record: Self::Record) -> Messages {
        Messages::new(
            record
                .error
                .as_ref()
                .map(|message| OperationMessage::new(
                    None,
                    [message.type_.as_ref().map(ToString::to_string)],
                    [
                        message.detail.as_ref().map(ToString::to_string),
                        message.title.as_ref().map(ToString::to_string),
                    ],
                )),
        )
    }
}

impl Client {
    /// Waits until the deletion analysis has ended.
    ///
    /// Reads it with [`Client::get_deletion_analysis`](crate::Client::get_deletion_analysis) at once,
    /// and again after pauses that grow from 5 s to 30 s, for an hour at most; the setters of the wait
    /// change that. Dropping the wait stops the waiting alone. [`odc_runtime::waiting`] says what
    /// happens with a state that the client does not know, a 404 and a 429.
    ///
    /// # States
    /// - not ended: `InProgress`
    /// - a success: `Finished`
    /// - a failure: `Failed`
    ///
    /// # Errors
    /// A failure is an error with the state and the messages of the operation:
    /// [`odc_runtime::Error::failed_operation`]. So are its disappearance, the deadline, and a request
    /// that fails for good.
    pub fn wait_for_deletion_analysis(
        &self,
        analysis_key: impl ToString,
    ) -> WaitForDeletionAnalysis {
        Wait::new(AwaitedDeletionAnalysis(self.clone()), analysis_key.to_string())
    }
}

/// Each deployment analysis, as a wait reads it.
#[derive(Debug, Clone)]
pub struct AwaitedDeploymentAnalysis(Client);

/// The wait of [`Client::wait_for_deployment_analysis`](crate::Client::wait_for_deployment_analysis).
pub type WaitForDeploymentAnalysis = Wait<AwaitedDeploymentAnalysis>;

impl LongOperation for AwaitedDeploymentAnalysis {
    type Key = String;
    type Record = types::DeploymentAnalysis;
    const NAME: &'static str = "deployment analysis";
    const STATES: States = States::new(&["InProgress"], &["Finished"], &["Failed"]);
    fn state(record: &Self::Record) -> Option<&str> {
        Some(&record.process_status).map(AsRef::as_ref)
    }

    async fn get(&self, key: Self::Key) -> Result<Self::Record, Error> {
        Ok(self.0.get_deployment_analysis(key).send().await?.into_inner())
    }

    async fn messages(&self, _: Self::Key, record: Self::Record) -> Messages {
        Messages::new(
            record
                .error
                .as_ref()
                .map(|message| OperationMessage::new(
                    None,
                    [message.type_.as_ref().map(ToString::to_string)],
                    [
                        message.detail.as_ref().map(ToString::to_string),
                        message.title.as_ref().map(ToString::to_string),
                    ],
                )),
        )
    }
}

impl Client {
    /// Waits until the deployment analysis has ended.
    ///
    /// Reads it with [`Client::get_deployment_analysis`](crate::Client::get_deployment_analysis) at
    /// once, and again after pauses that grow from 5 s to 30 s, for an hour at most; the setters of the
    /// wait change that. Dropping the wait stops the waiting alone. [`odc_runtime::waiting`] says what
    /// happens with a state that the client does not know, a 404 and a 429.
    ///
    /// # States
    /// - not ended: `InProgress`
    /// - a success: `Finished`
    /// - a failure: `Failed`
    ///
    /// # Errors
    /// A failure is an error with the state and the messages of the operation:
    /// [`odc_runtime::Error::failed_operation`]. So are its disappearance, the deadline, and a request
    /// that fails for good.
    pub fn wait_for_deployment_analysis(
        &self,
        analysis_key: impl ToString,
    ) -> WaitForDeploymentAnalysis {
        Wait::new(AwaitedDeploymentAnalysis(self.clone()), analysis_key.to_string())
    }
}
