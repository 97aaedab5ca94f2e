//! Describes one kind of long operation for a wait. Generated code implements these traits.

use std::fmt::Display;

use super::messages::Messages;
use super::states::States;
use crate::error::Error;
use crate::paging::ItemStream;

/// One kind of long operation of an API: how it is read, and what its states mean.
///
/// ```
/// use odc_runtime::waiting::{LongOperation, Messages, States, Wait};
/// use odc_runtime::{Error, OperationMessage, ResponseValue};
///
/// # pub struct Import { status: Option<String>, problem: Option<String> }
/// # #[derive(Clone)] struct Client;
/// # impl Client { async fn get_import(&self, _: u32) -> Result<ResponseValue<Import>, Error> { std::future::pending().await } }
/// /// Imports, read by this client.
/// pub struct AwaitedImport(Client);
///
/// impl LongOperation for AwaitedImport {
///     type Key = u32;
///     type Record = Import;
///     const NAME: &'static str = "import";
///     const STATES: States = States::new(&["Running"], &["Done"], &["Broken"]);
///
///     fn state(record: &Import) -> Option<&str> {
///         record.status.as_deref()
///     }
///
///     async fn get(&self, key: u32) -> Result<Import, Error> {
///         Ok(self.0.get_import(key).await?.into_inner())
///     }
///
///     async fn messages(&self, _: u32, record: Import) -> Messages {
///         Messages::new([OperationMessage::new(None, [None], [record.problem])])
///     }
/// }
///
/// # async fn example(client: Client) -> Result<(), Error> {
/// let import = Wait::new(AwaitedImport(client), 7).await?;
/// # Ok(())
/// # }
/// ```
pub trait LongOperation: Send + Sync + 'static {
    /// The key that identifies one operation.
    type Key: Clone + PartialEq + Display + Send + Sync + 'static;
    /// The record that the service returns for one operation.
    type Record: Send + Sync + 'static;

    /// The name of one operation in a sentence: `deployment`.
    const NAME: &'static str;
    /// The meaning of its states.
    const STATES: States;

    /// The state of an operation.
    fn state(record: &Self::Record) -> Option<&str>;

    /// Reads an operation.
    fn get(&self, key: Self::Key) -> impl Future<Output = Result<Self::Record, Error>> + Send;

    /// Reads the messages of an operation that has failed.
    fn messages(
        &self,
        key: Self::Key,
        record: Self::Record,
    ) -> impl Future<Output = Messages> + Send;
}

/// A kind of long operation that the service also lists, so that one request reads many operations.
pub trait ListedOperation: LongOperation {
    /// Lists all operations of this kind, the newest first.
    fn list(&self) -> ItemStream<Self::Record>;

    /// The key of an operation in the list.
    fn key(record: &Self::Record) -> Self::Key;
}
