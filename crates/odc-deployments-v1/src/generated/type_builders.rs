// @generated from openapi/deployments-v1.json (SHA-256 ca80b3579ac9131d05c506356a29bffe7ea248f355bc3453e741a3a6cd32b33d)
// by `cargo xtask generate deployments-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the types.

use odc_runtime::{BuildError, Patch};
use super::{enums, types};
use super::types::*;

/// Builder of [`Deployment`](types::Deployment).
#[derive(Debug, Clone, Default)]
pub struct DeploymentBuilder {
    key: Option<uuid::Uuid>,
    status: Option<enums::OperationStatus>,
    started_date_time: Option<chrono::DateTime<chrono::Utc>>,
    finished_date_time: Option<chrono::DateTime<chrono::Utc>>,
    deployed_by: Option<String>,
    asset_key: Option<uuid::Uuid>,
    revisions: Vec<i32>,
    build_key: Option<uuid::Uuid>,
    asset_name: Option<String>,
    operation: Option<enums::DeploymentKind>,
    portfolio_key: Option<uuid::Uuid>,
}

impl DeploymentBuilder {
    /// Key of the deployment, used to poll its status. Paths of this API call it `operationKey`.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// State of the deployment. Stop polling at `Finished` or `FinishedWithError`.
    #[must_use]
    pub fn status(mut self, status: impl Into<enums::OperationStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// When the deployment started, RFC 3339.
    #[must_use]
    pub fn started_date_time(
        mut self,
        started_date_time: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.started_date_time = Some(started_date_time.into());
        self
    }

    /// When the deployment ended, RFC 3339. Ignore it until the status is final: before that, it may be
    /// absent, null or a date without meaning.
    #[must_use]
    pub fn finished_date_time(
        mut self,
        finished_date_time: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.finished_date_time = Some(finished_date_time.into());
        self
    }

    /// Who started the deployment: a user, an API client or a tool, as plain text. Show it, do not
    /// parse it.
    #[must_use]
    pub fn deployed_by(mut self, deployed_by: impl Into<String>) -> Self {
        self.deployed_by = Some(deployed_by.into());
        self
    }

    /// Key of the asset. The same asset has the same key in every environment (stage in the portal).
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Numbers of the revisions that the deployment acts on. An app or agent has one revision in an
    /// environment. A workflow can have several, because older revisions stay until their running
    /// instances end. May be null.
    #[must_use]
    pub fn revisions(
        mut self,
        revisions: impl IntoIterator<Item = impl Into<i32>>,
    ) -> Self {
        self.revisions = revisions.into_iter().map(Into::into).collect();
        self
    }

    /// Key of the build that is deployed. May be null.
    #[must_use]
    pub fn build_key(mut self, build_key: impl Into<uuid::Uuid>) -> Self {
        self.build_key = Some(build_key.into());
        self
    }

    /// Name of the asset.
    #[must_use]
    pub fn asset_name(mut self, asset_name: impl Into<String>) -> Self {
        self.asset_name = Some(asset_name.into());
        self
    }

    /// What the deployment does: deploy, undeploy or apply configurations.
    #[must_use]
    pub fn operation(mut self, operation: impl Into<enums::DeploymentKind>) -> Self {
        self.operation = Some(operation.into());
        self
    }

    /// Key of the portfolio; may be null. An asset can only be in the environments of its own
    /// portfolio.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Deployment, BuildError> {
        Ok(types::Deployment {
            key: self.key.ok_or_else(|| BuildError::missing("Deployment", "key"))?,
            status: self.status,
            started_date_time: self.started_date_time,
            finished_date_time: self.finished_date_time,
            deployed_by: self.deployed_by,
            asset_key: self.asset_key,
            revisions: self.revisions,
            build_key: self.build_key,
            asset_name: self.asset_name,
            operation: self.operation,
            portfolio_key: self.portfolio_key,
        })
    }
}

impl From<types::Deployment> for DeploymentBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Deployment) -> Self {
        Self {
            key: Some(value.key),
            status: value.status,
            started_date_time: value.started_date_time,
            finished_date_time: value.finished_date_time,
            deployed_by: value.deployed_by,
            asset_key: value.asset_key,
            revisions: value.revisions,
            build_key: value.build_key,
            asset_name: value.asset_name,
            operation: value.operation,
            portfolio_key: value.portfolio_key,
        }
    }
}

/// Builder of [`DeploymentPage`](types::DeploymentPage).
#[derive(Debug, Clone, Default)]
pub struct DeploymentPageBuilder {
    page: Option<PageInfo>,
    results: Vec<Deployment>,
}

impl DeploymentPageBuilder {
    /// Paging values of the list of deployments. May be null.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// The deployments on this page.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<Deployment>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::DeploymentPage, BuildError> {
        Ok(types::DeploymentPage {
            page: self.page,
            results: self.results,
        })
    }
}

impl From<types::DeploymentPage> for DeploymentPageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::DeploymentPage) -> Self {
        Self {
            page: value.page,
            results: value.results,
        }
    }
}

/// Builder of [`Message`](types::Message).
#[derive(Debug, Clone, Default)]
pub struct MessageBuilder {
    timestamp: Option<chrono::DateTime<chrono::Utc>>,
    type_: Option<String>,
    severity: Option<enums::MessageSeverity>,
    message: Option<String>,
    subject: Option<MessageSubject>,
}

impl MessageBuilder {
    /// When the message was written, RFC 3339.
    #[must_use]
    pub fn timestamp(
        mut self,
        timestamp: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.timestamp = Some(timestamp.into());
        self
    }

    /// Error code or kind of the message, as free text, such as `OS-DPL-50205`; may be null.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<String>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// Whether the message is progress, a warning or an error.
    #[must_use]
    pub fn severity(mut self, severity: impl Into<enums::MessageSeverity>) -> Self {
        self.severity = Some(severity.into());
        self
    }

    /// Text of the message.
    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// The step and the asset that the message is about. May be null.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<MessageSubject>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::Message, BuildError> {
        Ok(types::Message {
            timestamp: self.timestamp,
            type_: self.type_,
            severity: self.severity,
            message: self.message,
            subject: self.subject,
        })
    }
}

impl From<types::Message> for MessageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Message) -> Self {
        Self {
            timestamp: value.timestamp,
            type_: value.type_,
            severity: value.severity,
            message: value.message,
            subject: value.subject,
        }
    }
}

/// Builder of [`MessagePage`](types::MessagePage).
#[derive(Debug, Clone, Default)]
pub struct MessagePageBuilder {
    page: Option<MessagePageInfo>,
    results: Vec<Message>,
}

impl MessagePageBuilder {
    /// Paging values of the list of messages. May be null.
    #[must_use]
    pub fn page(mut self, page: impl Into<MessagePageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// The messages on this page.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<Message>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::MessagePage, BuildError> {
        Ok(types::MessagePage {
            page: self.page,
            results: self.results,
        })
    }
}

impl From<types::MessagePage> for MessagePageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::MessagePage) -> Self {
        Self {
            page: value.page,
            results: value.results,
        }
    }
}

/// Builder of [`MessagePageInfo`](types::MessagePageInfo).
#[derive(Debug, Clone, Default)]
pub struct MessagePageInfoBuilder {
    count: Option<i32>,
    limit: Option<i32>,
    offset: Option<String>,
    next_page_offset: Option<String>,
}

impl MessagePageInfoBuilder {
    /// Number of messages on this page.
    #[must_use]
    pub fn count(mut self, count: i32) -> Self {
        self.count = Some(count);
        self
    }

    /// Page size that the service used.
    #[must_use]
    pub fn limit(mut self, limit: i32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Position of this page, as it was sent. May be null on the first page.
    #[must_use]
    pub fn offset(mut self, offset: impl Into<String>) -> Self {
        self.offset = Some(offset.into());
        self
    }

    /// Value of `offset` for the next page, to be sent unchanged. Null at the end.
    #[must_use]
    pub fn next_page_offset(mut self, next_page_offset: impl Into<String>) -> Self {
        self.next_page_offset = Some(next_page_offset.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::MessagePageInfo, BuildError> {
        Ok(types::MessagePageInfo {
            count: self.count,
            limit: self.limit,
            offset: self.offset,
            next_page_offset: self.next_page_offset,
        })
    }
}

impl From<types::MessagePageInfo> for MessagePageInfoBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::MessagePageInfo) -> Self {
        Self {
            count: value.count,
            limit: value.limit,
            offset: value.offset,
            next_page_offset: value.next_page_offset,
        }
    }
}

/// Builder of [`MessageSubject`](types::MessageSubject).
#[derive(Debug, Clone, Default)]
pub struct MessageSubjectBuilder {
    step_id: Option<String>,
    asset_key: Option<uuid::Uuid>,
}

impl MessageSubjectBuilder {
    /// Step of the operation that wrote the message. The value has no documented meaning.
    #[must_use]
    pub fn step_id(mut self, step_id: impl Into<String>) -> Self {
        self.step_id = Some(step_id.into());
        self
    }

    /// Key of the asset that the message is about. May be null.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::MessageSubject, BuildError> {
        Ok(types::MessageSubject {
            step_id: self.step_id,
            asset_key: self.asset_key,
        })
    }
}

impl From<types::MessageSubject> for MessageSubjectBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::MessageSubject) -> Self {
        Self {
            step_id: value.step_id,
            asset_key: value.asset_key,
        }
    }
}

/// Builder of [`NewDeployment`](types::NewDeployment).
#[derive(Debug, Clone, Default)]
pub struct NewDeploymentBuilder {
    operation: Option<enums::DeploymentKind>,
    asset_key: Option<uuid::Uuid>,
    build_key: Option<uuid::Uuid>,
    revision: Option<i32>,
    environment_key: Option<uuid::Uuid>,
}

impl NewDeploymentBuilder {
    /// What to do. Every request needs it.
    #[must_use]
    pub fn operation(mut self, operation: impl Into<enums::DeploymentKind>) -> Self {
        self.operation = Some(operation.into());
        self
    }

    /// Key of the asset to deploy, to undeploy or to configure.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Key of the build to deploy: a finished `Release` build of the revision. Only `Deploy` needs it.
    #[must_use]
    pub fn build_key(mut self, build_key: impl Into<uuid::Uuid>) -> Self {
        self.build_key = Some(build_key.into());
        self
    }

    /// Number of the revision. `Deploy`: the revision to deploy; `ApplyConfigs`: the revision that is
    /// deployed; `Undeploy`: leave it out.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Key of the environment (stage in the portal) of the operation. Every request needs it. It must
    /// belong to the portfolio of the asset.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<uuid::Uuid>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::NewDeployment, BuildError> {
        Ok(types::NewDeployment {
            operation: self
                .operation
                .ok_or_else(|| BuildError::missing("NewDeployment", "operation"))?,
            asset_key: self
                .asset_key
                .ok_or_else(|| BuildError::missing("NewDeployment", "asset_key"))?,
            build_key: self.build_key,
            revision: self.revision,
            environment_key: self
                .environment_key
                .ok_or_else(|| BuildError::missing("NewDeployment", "environment_key"))?,
        })
    }
}

impl From<types::NewDeployment> for NewDeploymentBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::NewDeployment) -> Self {
        Self {
            operation: Some(value.operation),
            asset_key: Some(value.asset_key),
            build_key: value.build_key,
            revision: value.revision,
            environment_key: Some(value.environment_key),
        }
    }
}

/// Builder of [`NewPublication`](types::NewPublication).
#[derive(Debug, Clone, Default)]
pub struct NewPublicationBuilder {
    operation: Option<enums::PublicationKind>,
    asset_key: Option<uuid::Uuid>,
    revision: Option<i32>,
    environment_key: Option<uuid::Uuid>,
}

impl NewPublicationBuilder {
    /// What to do. `Publish` is the only value.
    #[must_use]
    pub fn operation(mut self, operation: impl Into<enums::PublicationKind>) -> Self {
        self.operation = Some(operation.into());
        self
    }

    /// Key of the asset to publish.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Number of the revision to publish. It must exist.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Key of the environment (stage in the portal) to publish to: Development of the portfolio of the
    /// asset. The API document does not mark it as required; send it in each request.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<uuid::Uuid>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::NewPublication, BuildError> {
        Ok(types::NewPublication {
            operation: self
                .operation
                .ok_or_else(|| BuildError::missing("NewPublication", "operation"))?,
            asset_key: self
                .asset_key
                .ok_or_else(|| BuildError::missing("NewPublication", "asset_key"))?,
            revision: self
                .revision
                .ok_or_else(|| BuildError::missing("NewPublication", "revision"))?,
            environment_key: self.environment_key,
        })
    }
}

impl From<types::NewPublication> for NewPublicationBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::NewPublication) -> Self {
        Self {
            operation: Some(value.operation),
            asset_key: Some(value.asset_key),
            revision: Some(value.revision),
            environment_key: value.environment_key,
        }
    }
}

/// Builder of [`PageInfo`](types::PageInfo).
#[derive(Debug, Clone, Default)]
pub struct PageInfoBuilder {
    count: Option<i32>,
    limit: Option<i32>,
    offset: Option<i32>,
    next_page_offset: Option<i32>,
}

impl PageInfoBuilder {
    /// Number of rows on this page.
    #[must_use]
    pub fn count(mut self, count: i32) -> Self {
        self.count = Some(count);
        self
    }

    /// Page size that the service used.
    #[must_use]
    pub fn limit(mut self, limit: i32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Position of the first row on the page, counted from zero. May be null.
    #[must_use]
    pub fn offset(mut self, offset: i32) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Value of `offset` for the next page; null on the last page. Also stop at an empty page.
    #[must_use]
    pub fn next_page_offset(mut self, next_page_offset: i32) -> Self {
        self.next_page_offset = Some(next_page_offset);
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::PageInfo, BuildError> {
        Ok(types::PageInfo {
            count: self.count,
            limit: self.limit,
            offset: self.offset,
            next_page_offset: self.next_page_offset,
        })
    }
}

impl From<types::PageInfo> for PageInfoBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::PageInfo) -> Self {
        Self {
            count: value.count,
            limit: value.limit,
            offset: value.offset,
            next_page_offset: value.next_page_offset,
        }
    }
}

/// Builder of [`Publication`](types::Publication).
#[derive(Debug, Clone, Default)]
pub struct PublicationBuilder {
    key: Option<uuid::Uuid>,
    status: Option<enums::OperationStatus>,
    started_date_time: Option<chrono::DateTime<chrono::Utc>>,
    finished_date_time: Option<chrono::DateTime<chrono::Utc>>,
    deployed_by: Option<String>,
    asset_key: Option<uuid::Uuid>,
    revision: Option<i32>,
    build_key: Option<uuid::Uuid>,
    portfolio_key: Option<uuid::Uuid>,
    operation: Option<enums::PublicationKind>,
}

impl PublicationBuilder {
    /// Key of the publication, used to poll its status. Paths of this API call it `operationKey`.
    #[must_use]
    pub fn key(mut self, key: impl Into<uuid::Uuid>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// State of the publication. Stop polling at `Finished` or `FinishedWithError`.
    #[must_use]
    pub fn status(mut self, status: impl Into<enums::OperationStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// When the publication started, RFC 3339.
    #[must_use]
    pub fn started_date_time(
        mut self,
        started_date_time: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.started_date_time = Some(started_date_time.into());
        self
    }

    /// When the publication ended, RFC 3339. Ignore it until the status is final: before that, it may
    /// be absent, null or a date without meaning.
    #[must_use]
    pub fn finished_date_time(
        mut self,
        finished_date_time: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.finished_date_time = Some(finished_date_time.into());
        self
    }

    /// Who started the publication: a user, an API client or a tool, as plain text. Show it, do not
    /// parse it.
    #[must_use]
    pub fn deployed_by(mut self, deployed_by: impl Into<String>) -> Self {
        self.deployed_by = Some(deployed_by.into());
        self
    }

    /// Key of the asset. The same asset has the same key in every environment (stage in the portal).
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Number of the published revision.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Key of the build of the published revision. May be null, for example while the build does not
    /// exist yet.
    #[must_use]
    pub fn build_key(mut self, build_key: impl Into<uuid::Uuid>) -> Self {
        self.build_key = Some(build_key.into());
        self
    }

    /// Key of the portfolio; may be null. An asset can only be in the environments of its own
    /// portfolio.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<uuid::Uuid>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// What the publication does: always `Publish`.
    #[must_use]
    pub fn operation(mut self, operation: impl Into<enums::PublicationKind>) -> Self {
        self.operation = Some(operation.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Publication, BuildError> {
        Ok(types::Publication {
            key: self.key.ok_or_else(|| BuildError::missing("Publication", "key"))?,
            status: self.status,
            started_date_time: self.started_date_time,
            finished_date_time: self.finished_date_time,
            deployed_by: self.deployed_by,
            asset_key: self.asset_key,
            revision: self.revision,
            build_key: self.build_key,
            portfolio_key: self.portfolio_key,
            operation: self.operation,
        })
    }
}

impl From<types::Publication> for PublicationBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Publication) -> Self {
        Self {
            key: Some(value.key),
            status: value.status,
            started_date_time: value.started_date_time,
            finished_date_time: value.finished_date_time,
            deployed_by: value.deployed_by,
            asset_key: value.asset_key,
            revision: value.revision,
            build_key: value.build_key,
            portfolio_key: value.portfolio_key,
            operation: value.operation,
        }
    }
}

/// Builder of [`PublicationPage`](types::PublicationPage).
#[derive(Debug, Clone, Default)]
pub struct PublicationPageBuilder {
    page: Option<PageInfo>,
    results: Vec<Publication>,
}

impl PublicationPageBuilder {
    /// Paging values of the list of publications. May be null.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// The publications on this page.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<Publication>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::PublicationPage, BuildError> {
        Ok(types::PublicationPage {
            page: self.page,
            results: self.results,
        })
    }
}

impl From<types::PublicationPage> for PublicationPageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::PublicationPage) -> Self {
        Self {
            page: value.page,
            results: value.results,
        }
    }
}
