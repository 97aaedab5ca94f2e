// @generated from openapi/builds-v1.json (SHA-256 296a0b56661478861ef281d32388ca5b00bfb988f55b40b04f2653231e5d27e6)
// by `cargo xtask generate builds-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the types.

use odc_runtime::{BuildError, Patch};
use super::{enums, types};
use super::types::*;

/// Builder of [`Build`](types::Build).
#[derive(Debug, Clone, Default)]
pub struct BuildBuilder {
    build_key: Option<uuid::Uuid>,
    asset_key: Option<uuid::Uuid>,
    asset_revision: Option<i32>,
    build_type: Option<enums::BuildType>,
    started_date_time: Option<chrono::DateTime<chrono::Utc>>,
    finished_date_time: Option<chrono::DateTime<chrono::Utc>>,
    built_by: Option<String>,
    status: Option<enums::BuildStatus>,
    security_audit: Option<SecurityAudit>,
}

impl BuildBuilder {
    /// Key of the build. Paths of this API call it `operationKey`.
    #[must_use]
    pub fn build_key(mut self, build_key: impl Into<uuid::Uuid>) -> Self {
        self.build_key = Some(build_key.into());
        self
    }

    /// Key of the asset. The same asset has the same key in every environment (stage in the portal).
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Number of the revision that was built.
    #[must_use]
    pub fn asset_revision(mut self, asset_revision: i32) -> Self {
        self.asset_revision = Some(asset_revision);
        self
    }

    /// Type of the build. Only a `Release` build can be deployed.
    #[must_use]
    pub fn build_type(mut self, build_type: impl Into<enums::BuildType>) -> Self {
        self.build_type = Some(build_type.into());
        self
    }

    /// When the build started, RFC 3339 in UTC; may be null while the status is `Pending`.
    #[must_use]
    pub fn started_date_time(
        mut self,
        started_date_time: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.started_date_time = Some(started_date_time.into());
        self
    }

    /// When the build ended, RFC 3339 in UTC; may be null before that.
    #[must_use]
    pub fn finished_date_time(
        mut self,
        finished_date_time: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.finished_date_time = Some(finished_date_time.into());
        self
    }

    /// Who started the build: a user, an API client or a tool, as plain text. Show it, do not parse it.
    #[must_use]
    pub fn built_by(mut self, built_by: impl Into<String>) -> Self {
        self.built_by = Some(built_by.into());
        self
    }

    /// State of the build. Stop polling at every value except `Pending` and `Running`.
    #[must_use]
    pub fn status(mut self, status: impl Into<enums::BuildStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Known vulnerabilities of the build; may be null, for example if there is no result yet. The
    /// platform scans the images of builds every day.
    #[must_use]
    pub fn security_audit(mut self, security_audit: impl Into<SecurityAudit>) -> Self {
        self.security_audit = Some(security_audit.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Build, BuildError> {
        Ok(types::Build {
            build_key: self
                .build_key
                .ok_or_else(|| BuildError::missing("Build", "build_key"))?,
            asset_key: self
                .asset_key
                .ok_or_else(|| BuildError::missing("Build", "asset_key"))?,
            asset_revision: self
                .asset_revision
                .ok_or_else(|| BuildError::missing("Build", "asset_revision"))?,
            build_type: self.build_type,
            started_date_time: self.started_date_time,
            finished_date_time: self.finished_date_time,
            built_by: self.built_by,
            status: self.status,
            security_audit: self.security_audit,
        })
    }
}

impl From<types::Build> for BuildBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Build) -> Self {
        Self {
            build_key: Some(value.build_key),
            asset_key: Some(value.asset_key),
            asset_revision: Some(value.asset_revision),
            build_type: value.build_type,
            started_date_time: value.started_date_time,
            finished_date_time: value.finished_date_time,
            built_by: value.built_by,
            status: value.status,
            security_audit: value.security_audit,
        }
    }
}

/// Builder of [`BuildList`](types::BuildList).
#[derive(Debug, Clone, Default)]
pub struct BuildListBuilder {
    builds: Vec<Build>,
}

impl BuildListBuilder {
    /// The builds, in no documented order.
    #[must_use]
    pub fn builds(mut self, builds: impl IntoIterator<Item = impl Into<Build>>) -> Self {
        self.builds = builds.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::BuildList, BuildError> {
        Ok(types::BuildList {
            builds: self.builds,
        })
    }
}

impl From<types::BuildList> for BuildListBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::BuildList) -> Self {
        Self { builds: value.builds }
    }
}

/// Builder of [`GeneratedCodePackage`](types::GeneratedCodePackage).
#[derive(Debug, Clone, Default)]
pub struct GeneratedCodePackageBuilder {
    status: Option<enums::GeneratedCodePackageStatus>,
    uri: Option<odc_runtime::Secret>,
    errors: Vec<GeneratedCodePackageError>,
}

impl GeneratedCodePackageBuilder {
    /// State of the package. Stop polling at `Finished`, `TimedOut` or `Failed`.
    #[must_use]
    pub fn status(
        mut self,
        status: impl Into<enums::GeneratedCodePackageStatus>,
    ) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Pre-signed URL of the package, a zip file; may be null unless the status is `Finished`. It is a
    /// secret: anyone who has it can download the file. Use it at once, without an access token,
    /// instead of storing it.
    #[must_use]
    pub fn uri(mut self, uri: impl Into<odc_runtime::Secret>) -> Self {
        self.uri = Some(uri.into());
        self
    }

    /// Reasons why the packaging failed. Empty or null if it did not fail.
    #[must_use]
    pub fn errors(
        mut self,
        errors: impl IntoIterator<Item = impl Into<GeneratedCodePackageError>>,
    ) -> Self {
        self.errors = errors.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::GeneratedCodePackage, BuildError> {
        Ok(types::GeneratedCodePackage {
            status: self.status,
            uri: self.uri,
            errors: self.errors,
        })
    }
}

impl From<types::GeneratedCodePackage> for GeneratedCodePackageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::GeneratedCodePackage) -> Self {
        Self {
            status: value.status,
            uri: value.uri,
            errors: value.errors,
        }
    }
}

/// Builder of [`GeneratedCodePackageError`](types::GeneratedCodePackageError).
#[derive(Debug, Clone, Default)]
pub struct GeneratedCodePackageErrorBuilder {
    timestamp: Option<chrono::DateTime<chrono::Utc>>,
    severity: Option<String>,
    message: Option<String>,
}

impl GeneratedCodePackageErrorBuilder {
    /// When the error occurred, RFC 3339.
    #[must_use]
    pub fn timestamp(
        mut self,
        timestamp: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.timestamp = Some(timestamp.into());
        self
    }

    /// Severity as free text, with the same values as in the messages of a build. Ignore case when you
    /// compare it.
    #[must_use]
    pub fn severity(mut self, severity: impl Into<String>) -> Self {
        self.severity = Some(severity.into());
        self
    }

    /// Text of the error.
    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::GeneratedCodePackageError, BuildError> {
        Ok(types::GeneratedCodePackageError {
            timestamp: self.timestamp,
            severity: self.severity,
            message: self.message,
        })
    }
}

impl From<types::GeneratedCodePackageError> for GeneratedCodePackageErrorBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::GeneratedCodePackageError) -> Self {
        Self {
            timestamp: value.timestamp,
            severity: value.severity,
            message: value.message,
        }
    }
}

/// Builder of [`Message`](types::Message).
#[derive(Debug, Clone, Default)]
pub struct MessageBuilder {
    timestamp: Option<chrono::DateTime<chrono::Utc>>,
    type_: Option<String>,
    severity: Option<String>,
    message: Option<String>,
    step_id: Option<String>,
    asset_key: Option<uuid::Uuid>,
    error_code: Option<String>,
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

    /// Kind of the message or its error code, as free text; may be null.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<String>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// Severity as free text, such as `Error`, `Warning` or `Info`. Ignore case when you compare it.
    #[must_use]
    pub fn severity(mut self, severity: impl Into<String>) -> Self {
        self.severity = Some(severity.into());
        self
    }

    /// Text of the message.
    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// Step of the build that wrote the message. The value has no documented meaning.
    #[must_use]
    pub fn step_id(mut self, step_id: impl Into<String>) -> Self {
        self.step_id = Some(step_id.into());
        self
    }

    /// Key of the asset that the message is about. It can be an asset that the built asset uses.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Code of the error, such as `OS-BLD-FE-40001`; may be null.
    #[must_use]
    pub fn error_code(mut self, error_code: impl Into<String>) -> Self {
        self.error_code = Some(error_code.into());
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
            step_id: self.step_id,
            asset_key: self.asset_key,
            error_code: self.error_code,
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
            step_id: value.step_id,
            asset_key: value.asset_key,
            error_code: value.error_code,
        }
    }
}

/// Builder of [`MessageList`](types::MessageList).
#[derive(Debug, Clone, Default)]
pub struct MessageListBuilder {
    results: Vec<Message>,
}

impl MessageListBuilder {
    /// The messages, in no documented order. Sort them by `timestamp`.
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
    pub fn build(self) -> Result<types::MessageList, BuildError> {
        Ok(types::MessageList {
            results: self.results,
        })
    }
}

impl From<types::MessageList> for MessageListBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::MessageList) -> Self {
        Self { results: value.results }
    }
}

/// Builder of [`NewBuild`](types::NewBuild).
#[derive(Debug, Clone, Default)]
pub struct NewBuildBuilder {
    asset_key: Option<uuid::Uuid>,
    asset_revision: Option<i32>,
    build_type: Option<enums::BuildType>,
}

impl NewBuildBuilder {
    /// Key of the asset to build (app, library, agent or workflow in the portal).
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Number of the revision to build.
    #[must_use]
    pub fn asset_revision(mut self, asset_revision: i32) -> Self {
        self.asset_revision = Some(asset_revision);
        self
    }

    /// Type of the build. The default is `Debug`, which cannot be deployed.
    #[must_use]
    pub fn build_type(mut self, build_type: impl Into<enums::BuildType>) -> Self {
        self.build_type = Some(build_type.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::NewBuild, BuildError> {
        Ok(types::NewBuild {
            asset_key: self
                .asset_key
                .ok_or_else(|| BuildError::missing("NewBuild", "asset_key"))?,
            asset_revision: self
                .asset_revision
                .ok_or_else(|| BuildError::missing("NewBuild", "asset_revision"))?,
            build_type: self.build_type,
        })
    }
}

impl From<types::NewBuild> for NewBuildBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::NewBuild) -> Self {
        Self {
            asset_key: Some(value.asset_key),
            asset_revision: Some(value.asset_revision),
            build_type: value.build_type,
        }
    }
}

/// Builder of [`SecurityAudit`](types::SecurityAudit).
#[derive(Debug, Clone, Default)]
pub struct SecurityAuditBuilder {
    vulnerabilities: Vec<Vulnerability>,
}

impl SecurityAuditBuilder {
    /// The vulnerabilities that were found. Empty or null if there are none.
    #[must_use]
    pub fn vulnerabilities(
        mut self,
        vulnerabilities: impl IntoIterator<Item = impl Into<Vulnerability>>,
    ) -> Self {
        self.vulnerabilities = vulnerabilities.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::SecurityAudit, BuildError> {
        Ok(types::SecurityAudit {
            vulnerabilities: self.vulnerabilities,
        })
    }
}

impl From<types::SecurityAudit> for SecurityAuditBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::SecurityAudit) -> Self {
        Self {
            vulnerabilities: value.vulnerabilities,
        }
    }
}

/// Builder of [`StartedBuild`](types::StartedBuild).
#[derive(Debug, Clone, Default)]
pub struct StartedBuildBuilder {
    build_key: Option<uuid::Uuid>,
    is_successful: Option<bool>,
}

impl StartedBuildBuilder {
    /// Key of the new build, used to poll its status.
    #[must_use]
    pub fn build_key(mut self, build_key: impl Into<uuid::Uuid>) -> Self {
        self.build_key = Some(build_key.into());
        self
    }

    /// True if the build started. If it is false, treat the request as failed.
    #[must_use]
    pub fn is_successful(mut self, is_successful: bool) -> Self {
        self.is_successful = Some(is_successful);
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::StartedBuild, BuildError> {
        Ok(types::StartedBuild {
            build_key: self
                .build_key
                .ok_or_else(|| BuildError::missing("StartedBuild", "build_key"))?,
            is_successful: self.is_successful,
        })
    }
}

impl From<types::StartedBuild> for StartedBuildBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::StartedBuild) -> Self {
        Self {
            build_key: Some(value.build_key),
            is_successful: value.is_successful,
        }
    }
}

/// Builder of [`StartedGeneratedCodePackage`](types::StartedGeneratedCodePackage).
#[derive(Debug, Clone, Default)]
pub struct StartedGeneratedCodePackageBuilder {
    is_successful: Option<bool>,
}

impl StartedGeneratedCodePackageBuilder {
    /// True if the packaging started. If it is false, treat the request as failed.
    #[must_use]
    pub fn is_successful(mut self, is_successful: bool) -> Self {
        self.is_successful = Some(is_successful);
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::StartedGeneratedCodePackage, BuildError> {
        Ok(types::StartedGeneratedCodePackage {
            is_successful: self.is_successful,
        })
    }
}

impl From<types::StartedGeneratedCodePackage> for StartedGeneratedCodePackageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::StartedGeneratedCodePackage) -> Self {
        Self {
            is_successful: value.is_successful,
        }
    }
}

/// Builder of [`Vulnerability`](types::Vulnerability).
#[derive(Debug, Clone, Default)]
pub struct VulnerabilityBuilder {
    id: Option<String>,
    severity: Option<String>,
    details: Option<String>,
    published_date: Option<chrono::DateTime<chrono::Utc>>,
}

impl VulnerabilityBuilder {
    /// Identifier of the vulnerability, such as a CVE number, as free text.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Severity as free text. Ignore case when you compare it.
    #[must_use]
    pub fn severity(mut self, severity: impl Into<String>) -> Self {
        self.severity = Some(severity.into());
        self
    }

    /// Link to details of the vulnerability.
    #[must_use]
    pub fn details(mut self, details: impl Into<String>) -> Self {
        self.details = Some(details.into());
        self
    }

    /// When the vulnerability was published, RFC 3339.
    #[must_use]
    pub fn published_date(
        mut self,
        published_date: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.published_date = Some(published_date.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::Vulnerability, BuildError> {
        Ok(types::Vulnerability {
            id: self.id,
            severity: self.severity,
            details: self.details,
            published_date: self.published_date,
        })
    }
}

impl From<types::Vulnerability> for VulnerabilityBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Vulnerability) -> Self {
        Self {
            id: value.id,
            severity: value.severity,
            details: value.details,
            published_date: value.published_date,
        }
    }
}
