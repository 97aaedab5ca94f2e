// @generated from openapi/builds-v1.json (SHA-256 296a0b56661478861ef281d32388ca5b00bfb988f55b40b04f2653231e5d27e6)
// by `cargo xtask generate builds-v1`. Do not edit: change the document, its overlay or the xtask.

//! Waits for long operations.

use odc_runtime::waiting::{
    ListedOperation, LongOperation, Messages, States, Wait, WaitForAll,
};

use odc_runtime::{Error, ItemStream, OperationMessage};
use crate::generated::client::Client;
use crate::generated::{enums, types};

/// Each build, as a wait reads it.
#[derive(Debug, Clone)]
pub struct AwaitedBuild(Client);

/// The wait of [`Client::wait_for_build`](crate::Client::wait_for_build).
pub type WaitForBuild = Wait<AwaitedBuild>;

impl LongOperation for AwaitedBuild {
    type Key = uuid::Uuid;
    type Record = types::Build;
    const NAME: &'static str = "build";
    const STATES: States = States::new(
        &["Pending", "Running"],
        &["Finished"],
        &["FinishedWithErrors", "ToBeDeleted", "Deleted"],
    );

    fn state(record: &Self::Record) -> Option<&str> {
        record.status.as_ref().map(AsRef::as_ref)
    }

    async fn get(&self, key: Self::Key) -> Result<Self::Record, Error> {
        Ok(self.0.get_build(key).send().await?.into_inner())
    }

    async fn messages(&self, key: Self::Key, _: Self::Record) -> Messages {
        let page = self.0.list_build_messages(key).send().await;
        Messages::of_response(
            page
                .map(|page| {
                    page
                        .results
                        .iter()
                        .map(|message| OperationMessage::new(
                            message.severity.as_ref().map(ToString::to_string),
                            [
                                message.error_code.as_ref().map(ToString::to_string),
                                message.type_.as_ref().map(ToString::to_string),
                            ],
                            [message.message.as_ref().map(ToString::to_string)],
                        ))
                        .collect()
                }),
        )
    }
}

impl Client {
    /// Waits until the build has ended.
    ///
    /// Reads it with [`Client::get_build`](crate::Client::get_build) at once, and again after pauses
    /// that grow from 5 s to 30 s, for an hour at most; the setters of the wait change that. Dropping
    /// the wait stops the waiting alone. [`odc_runtime::waiting`] says what happens with a state that
    /// the client does not know, a 404 and a 429.
    ///
    /// # States
    /// - not ended: `Pending`, `Running`
    /// - a success: `Finished`
    /// - a failure: `FinishedWithErrors`, `ToBeDeleted`, `Deleted`
    ///
    /// # Errors
    /// A failure is an error with the state and the messages of the operation:
    /// [`odc_runtime::Error::failed_operation`]. So are its disappearance, the deadline, and a request
    /// that fails for good.
    pub fn wait_for_build(&self, operation_key: impl Into<uuid::Uuid>) -> WaitForBuild {
        Wait::new(AwaitedBuild(self.clone()), operation_key.into())
    }
}

/// Each generated code package, as a wait reads it.
#[derive(Debug, Clone)]
pub struct AwaitedGeneratedCodePackage(Client);

/// The wait of [`Client::wait_for_generated_code_package`](crate::Client::wait_for_generated_code_package).
pub type WaitForGeneratedCodePackage = Wait<AwaitedGeneratedCodePackage>;

impl LongOperation for AwaitedGeneratedCodePackage {
    type Key = uuid::Uuid;
    type Record = types::GeneratedCodePackage;
    const NAME: &'static str = "generated code package";
    const STATES: States = States::new(
        &["NotStarted", "Running"],
        &["Finished"],
        &["TimedOut", "Failed"],
    );

    fn state(record: &Self::Record) -> Option<&str> {
        record.status.as_ref().map(AsRef::as_ref)
    }

    async fn get(&self, key: Self::Key) -> Result<Self::Record, Error> {
        Ok(self.0.get_generated_code_package(key).send().await?.into_inner())
    }

    async fn messages(&self, _: Self::Key, record: Self::Record) -> Messages {
        Messages::new(
            record
                .errors
                .iter()
                .map(|message| OperationMessage::new(
                    message.severity.as_ref().map(ToString::to_string),
                    [None],
                    [message.message.as_ref().map(ToString::to_string)],
                )),
        )
    }
}

impl Client {
    /// Waits until the generated code package has ended.
    ///
    /// Reads it with [`Client::get_generated_code_package`](crate::Client::get_generated_code_package)
    /// at once, and again after pauses that grow from 5 s to 30 s, for an hour at most; the setters of
    /// the wait change that. Dropping the wait stops the waiting alone. [`odc_runtime::waiting`] says
    /// what happens with a state that the client does not know, a 404 and a 429.
    ///
    /// # States
    /// - not ended: `NotStarted`, `Running`
    /// - a success: `Finished`
    /// - a failure: `TimedOut`, `Failed`
    ///
    /// # Errors
    /// A failure is an error with the state and the messages of the operation:
    /// [`odc_runtime::Error::failed_operation`]. So are its disappearance, the deadline, and a request
    /// that fails for good.
    pub fn wait_for_generated_code_package(
        &self,
        operation_key: impl Into<uuid::Uuid>,
    ) -> WaitForGeneratedCodePackage {
        Wait::new(AwaitedGeneratedCodePackage(self.clone()), operation_key.into())
    }
}
