// @generated from openapi/deployments-v1.json (SHA-256 ca80b3579ac9131d05c506356a29bffe7ea248f355bc3453e741a3a6cd32b33d)
// by `cargo xtask generate deployments-v1`. Do not edit: change the document, its overlay or the xtask.

//! Waits for long operations.

use odc_runtime::waiting::{
    ListedOperation, LongOperation, Messages, States, Wait, WaitForAll,
};

use odc_runtime::{Error, ItemStream, OperationMessage};
use crate::generated::client::Client;
use crate::generated::{enums, types};

/// Each deployment, as a wait reads it.
#[derive(Debug, Clone)]
pub struct AwaitedDeployment(Client);

/// The wait of [`Client::wait_for_deployment`](crate::Client::wait_for_deployment).
pub type WaitForDeployment = Wait<AwaitedDeployment>;

impl LongOperation for AwaitedDeployment {
    type Key = uuid::Uuid;
    type Record = types::Deployment;
    const NAME: &'static str = "deployment";
    const STATES: States = States::new(
        &["Running"],
        &["Finished"],
        &["FinishedWithError"],
    );

    fn state(record: &Self::Record) -> Option<&str> {
        record.status.as_ref().map(AsRef::as_ref)
    }

    async fn get(&self, key: Self::Key) -> Result<Self::Record, Error> {
        Ok(self.0.get_deployment(key).send().await?.into_inner())
    }

    async fn messages(&self, key: Self::Key, _: Self::Record) -> Messages {
        let pages = self.0.list_deployment_messages(key).pages();
        Messages::of_pages(
                pages,
                |page| {
                    page
                        .results
                        .iter()
                        .map(|message| OperationMessage::new(
                            message.severity.as_ref().map(ToString::to_string),
                            [message.type_.as_ref().map(ToString::to_string)],
                            [message.message.as_ref().map(ToString::to_string)],
                        ))
                        .collect()
                },
            )
            .await
    }
}

impl Client {
    /// Waits until the deployment has ended.
    ///
    /// Reads it with [`Client::get_deployment`](crate::Client::get_deployment) at once, and again after
    /// pauses that grow from 5 s to 30 s, for an hour at most; the setters of the wait change that.
    /// Dropping the wait stops the waiting alone. [`odc_runtime::waiting`] says what happens with a
    /// state that the client does not know, a 404 and a 429.
    ///
    /// # States
    /// - not ended: `Running`
    /// - a success: `Finished`
    /// - a failure: `FinishedWithError`
    ///
    /// # Errors
    /// A failure is an error with the state and the messages of the operation:
    /// [`odc_runtime::Error::failed_operation`]. So are its disappearance, the deadline, and a request
    /// that fails for good.
    pub fn wait_for_deployment(
        &self,
        operation_key: impl Into<uuid::Uuid>,
    ) -> WaitForDeployment {
        Wait::new(AwaitedDeployment(self.clone()), operation_key.into())
    }
}

/// The wait of [`Client::wait_for_deployments`](crate::Client::wait_for_deployments).
pub type WaitForDeployments = WaitForAll<AwaitedDeployment>;

impl ListedOperation for AwaitedDeployment {
    fn list(&self) -> ItemStream<Self::Record> {
        self.0.list_deployments().limit(100).stream()
    }

    fn key(record: &Self::Record) -> Self::Key {
        record.key.clone()
    }
}

impl Client {
    /// Waits until all of these deployments have ended.
    ///
    /// Reads the first pages of [`Client::list_deployments`](crate::Client::list_deployments), so that
    /// many cost no more requests than one. It returns how each of them ended, in the order of the
    /// keys; the failure of one does not end the waiting for the others. [`odc_runtime::waiting`] says
    /// how often it reads.
    ///
    /// # Errors
    /// The list cannot be read, and that will not pass.
    pub fn wait_for_deployments(
        &self,
        keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> WaitForDeployments {
        WaitForAll::new(
            AwaitedDeployment(self.clone()),
            keys.into_iter().map(Into::into),
        )
    }
}

/// Each publication, as a wait reads it.
#[derive(Debug, Clone)]
pub struct AwaitedPublication(Client);

/// The wait of [`Client::wait_for_publication`](crate::Client::wait_for_publication).
pub type WaitForPublication = Wait<AwaitedPublication>;

impl LongOperation for AwaitedPublication {
    type Key = uuid::Uuid;
    type Record = types::Publication;
    const NAME: &'static str = "publication";
    const STATES: States = States::new(
        &["Running"],
        &["Finished"],
        &["FinishedWithError"],
    );

    fn state(record: &Self::Record) -> Option<&str> {
        record.status.as_ref().map(AsRef::as_ref)
    }

    async fn get(&self, key: Self::Key) -> Result<Self::Record, Error> {
        Ok(self.0.get_publication(key).send().await?.into_inner())
    }

    async fn messages(&self, key: Self::Key, _: Self::Record) -> Messages {
        let pages = self.0.list_publication_messages(key).pages();
        Messages::of_pages(
                pages,
                |page| {
                    page
                        .results
                        .iter()
                        .map(|message| OperationMessage::new(
                            message.severity.as_ref().map(ToString::to_string),
                            [message.type_.as_ref().map(ToString::to_string)],
                            [message.message.as_ref().map(ToString::to_string)],
                        ))
                        .collect()
                },
            )
            .await
    }
}

impl Client {
    /// Waits until the publication has ended.
    ///
    /// Reads it with [`Client::get_publication`](crate::Client::get_publication) at once, and again
    /// after pauses that grow from 5 s to 30 s, for an hour at most; the setters of the wait change
    /// that. Dropping the wait stops the waiting alone. [`odc_runtime::waiting`] says what happens with
    /// a state that the client does not know, a 404 and a 429.
    ///
    /// # States
    /// - not ended: `Running`
    /// - a success: `Finished`
    /// - a failure: `FinishedWithError`
    ///
    /// # Errors
    /// A failure is an error with the state and the messages of the operation:
    /// [`odc_runtime::Error::failed_operation`]. So are its disappearance, the deadline, and a request
    /// that fails for good.
    pub fn wait_for_publication(
        &self,
        operation_key: impl Into<uuid::Uuid>,
    ) -> WaitForPublication {
        Wait::new(AwaitedPublication(self.clone()), operation_key.into())
    }
}

/// The wait of [`Client::wait_for_publications`](crate::Client::wait_for_publications).
pub type WaitForPublications = WaitForAll<AwaitedPublication>;

impl ListedOperation for AwaitedPublication {
    fn list(&self) -> ItemStream<Self::Record> {
        self.0.list_publications().limit(100).stream()
    }

    fn key(record: &Self::Record) -> Self::Key {
        record.key.clone()
    }
}

impl Client {
    /// Waits until all of these publications have ended.
    ///
    /// Reads the first pages of [`Client::list_publications`](crate::Client::list_publications), so
    /// that many cost no more requests than one. It returns how each of them ended, in the order of the
    /// keys; the failure of one does not end the waiting for the others. [`odc_runtime::waiting`] says
    /// how often it reads.
    ///
    /// # Errors
    /// The list cannot be read, and that will not pass.
    pub fn wait_for_publications(
        &self,
        keys: impl IntoIterator<Item = impl Into<uuid::Uuid>>,
    ) -> WaitForPublications {
        WaitForAll::new(
            AwaitedPublication(self.clone()),
            keys.into_iter().map(Into::into),
        )
    }
}
