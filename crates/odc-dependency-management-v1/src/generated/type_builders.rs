// @generated from openapi/dependency-management-v1.json (SHA-256 18cff6eed5b6ca8139546c5a09bf30294ea6ce42d7b7935e23e3268357c332c5)
// by `cargo xtask generate dependency-management-v1`. Do not edit: change the document, its overlay or the xtask.

//! Builders of the types.

use odc_runtime::{BuildError, Patch};
use super::{enums, types};
use super::types::*;

/// Builder of [`AssetFilter`](types::AssetFilter).
#[derive(Debug, Clone, Default)]
pub struct AssetFilterBuilder {
    key: Option<String>,
    digest: Option<String>,
}

impl AssetFilterBuilder {
    /// Key of the asset, a UUID.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Digest of one revision of the asset. The API document does not say which digest. Without it, the
    /// newest revision is searched.
    #[must_use]
    pub fn digest(mut self, digest: impl Into<String>) -> Self {
        self.digest = Some(digest.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::AssetFilter, BuildError> {
        Ok(types::AssetFilter {
            key: self.key,
            digest: self.digest,
        })
    }
}

impl From<types::AssetFilter> for AssetFilterBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::AssetFilter) -> Self {
        Self {
            key: value.key,
            digest: value.digest,
        }
    }
}

/// Builder of [`AssetIssue`](types::AssetIssue).
#[derive(Debug, Clone, Default)]
pub struct AssetIssueBuilder {
    conflict_type: Option<enums::AssetConflictType>,
    conflict_severity: Option<enums::ConflictSeverity>,
    hint: Option<String>,
}

impl AssetIssueBuilder {
    /// What the problem is.
    #[must_use]
    pub fn conflict_type(
        mut self,
        conflict_type: impl Into<enums::AssetConflictType>,
    ) -> Self {
        self.conflict_type = Some(conflict_type.into());
        self
    }

    /// How serious the problem is.
    #[must_use]
    pub fn conflict_severity(
        mut self,
        conflict_severity: impl Into<enums::ConflictSeverity>,
    ) -> Self {
        self.conflict_severity = Some(conflict_severity.into());
        self
    }

    /// Text that helps to find the cause. For a missing asset it can be the name of that asset; may be
    /// null.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::AssetIssue, BuildError> {
        Ok(types::AssetIssue {
            conflict_type: self.conflict_type,
            conflict_severity: self.conflict_severity,
            hint: self.hint,
        })
    }
}

impl From<types::AssetIssue> for AssetIssueBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::AssetIssue) -> Self {
        Self {
            conflict_type: value.conflict_type,
            conflict_severity: value.conflict_severity,
            hint: value.hint,
        }
    }
}

/// Builder of [`Consumer`](types::Consumer).
#[derive(Debug, Clone, Default)]
pub struct ConsumerBuilder {
    key: Option<String>,
    portfolio_key: Option<String>,
    revision: Option<i32>,
    name: Option<String>,
    description: Option<String>,
    type_: Option<String>,
    signature_digest: Option<uuid::Uuid>,
    compatibility_signature_digest: Option<uuid::Uuid>,
    model_digest: Option<uuid::Uuid>,
}

impl ConsumerBuilder {
    /// Key of the asset, a UUID.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Key of the portfolio to which the asset belongs, a UUID; may be null.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<String>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// Number of the revision that this row describes.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Name of the asset in this revision.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Description of the asset in this revision; may be null.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Type of the asset, such as `WebApplication`, `MobileApplication`, `Workflow`, `Agent` or
    /// `LowCodeLibrary`. Other values are possible.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<String>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// Digest of the signature, a UUID. It changes with every change of the public elements.
    #[must_use]
    pub fn signature_digest(mut self, signature_digest: impl Into<uuid::Uuid>) -> Self {
        self.signature_digest = Some(signature_digest.into());
        self
    }

    /// Digest of the part of the signature that matters for compatibility, a UUID. It changes only with
    /// changes that may break the assets that use this one.
    #[must_use]
    pub fn compatibility_signature_digest(
        mut self,
        compatibility_signature_digest: impl Into<uuid::Uuid>,
    ) -> Self {
        self.compatibility_signature_digest = Some(
            compatibility_signature_digest.into(),
        );
        self
    }

    /// Digest of the model, a UUID. It changes with every change of the model.
    #[must_use]
    pub fn model_digest(mut self, model_digest: impl Into<uuid::Uuid>) -> Self {
        self.model_digest = Some(model_digest.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Consumer, BuildError> {
        Ok(types::Consumer {
            key: self.key.ok_or_else(|| BuildError::missing("Consumer", "key"))?,
            portfolio_key: self.portfolio_key,
            revision: self.revision,
            name: self.name,
            description: self.description,
            type_: self.type_,
            signature_digest: self.signature_digest,
            compatibility_signature_digest: self.compatibility_signature_digest,
            model_digest: self.model_digest,
        })
    }
}

impl From<types::Consumer> for ConsumerBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Consumer) -> Self {
        Self {
            key: Some(value.key),
            portfolio_key: value.portfolio_key,
            revision: value.revision,
            name: value.name,
            description: value.description,
            type_: value.type_,
            signature_digest: value.signature_digest,
            compatibility_signature_digest: value.compatibility_signature_digest,
            model_digest: value.model_digest,
        }
    }
}

/// Builder of [`ConsumerList`](types::ConsumerList).
#[derive(Debug, Clone, Default)]
pub struct ConsumerListBuilder {
    results: Vec<Consumer>,
}

impl ConsumerListBuilder {
    /// The consumers, one row per revision.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<Consumer>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::ConsumerList, BuildError> {
        Ok(types::ConsumerList {
            results: self.results,
        })
    }
}

impl From<types::ConsumerList> for ConsumerListBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::ConsumerList) -> Self {
        Self { results: value.results }
    }
}

/// Builder of [`DeletionAnalysis`](types::DeletionAnalysis).
#[derive(Debug, Clone, Default)]
pub struct DeletionAnalysisBuilder {
    analysis_key: Option<String>,
    type_: Option<enums::AnalysisKind>,
    process_status: Option<enums::ProcessStatus>,
    error: Option<Problem>,
    report: Option<DeletionImpactReport>,
    environment_key: Option<uuid::Uuid>,
    started_at: Option<chrono::DateTime<chrono::Utc>>,
    asset_key: Option<uuid::Uuid>,
}

impl DeletionAnalysisBuilder {
    /// Key of the analysis.
    #[must_use]
    pub fn analysis_key(mut self, analysis_key: impl Into<String>) -> Self {
        self.analysis_key = Some(analysis_key.into());
        self
    }

    /// Kind of the analysis: `Deletion`.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<enums::AnalysisKind>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// State of the analysis: `InProgress`, then `Finished` or `Failed`.
    #[must_use]
    pub fn process_status(
        mut self,
        process_status: impl Into<enums::ProcessStatus>,
    ) -> Self {
        self.process_status = Some(process_status.into());
        self
    }

    /// Why the analysis failed. Expect null unless `processStatus` is `Failed`.
    #[must_use]
    pub fn error(mut self, error: impl Into<Problem>) -> Self {
        self.error = Some(error.into());
        self
    }

    /// The report. Expect null unless `processStatus` is `Finished`.
    #[must_use]
    pub fn report(mut self, report: impl Into<DeletionImpactReport>) -> Self {
        self.report = Some(report.into());
        self
    }

    /// Null, because the analysis of a deletion is not about one environment.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<uuid::Uuid>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// When the analysis started, RFC 3339.
    #[must_use]
    pub fn started_at(
        mut self,
        started_at: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.started_at = Some(started_at.into());
        self
    }

    /// Key of the asset that was analyzed.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::DeletionAnalysis, BuildError> {
        Ok(types::DeletionAnalysis {
            analysis_key: self.analysis_key,
            type_: self.type_,
            process_status: self
                .process_status
                .ok_or_else(|| BuildError::missing(
                    "DeletionAnalysis",
                    "process_status",
                ))?,
            error: self.error,
            report: self.report,
            environment_key: self.environment_key,
            started_at: self.started_at,
            asset_key: self.asset_key,
        })
    }
}

impl From<types::DeletionAnalysis> for DeletionAnalysisBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::DeletionAnalysis) -> Self {
        Self {
            analysis_key: value.analysis_key,
            type_: value.type_,
            process_status: Some(value.process_status),
            error: value.error,
            report: value.report,
            environment_key: value.environment_key,
            started_at: value.started_at,
            asset_key: value.asset_key,
        }
    }
}

/// Builder of [`DeletionImpact`](types::DeletionImpact).
#[derive(Debug, Clone, Default)]
pub struct DeletionImpactBuilder {
    name: Option<String>,
    type_: Option<String>,
    portfolio_key: Option<String>,
    portfolio_name: Option<String>,
    asset_key: Option<String>,
    deployed_revisions: Vec<DeployedRevision>,
}

impl DeletionImpactBuilder {
    /// Name of the asset.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Type of the asset, such as `WebApplication` or `Workflow`. Other values are possible.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<String>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// Key of the portfolio to which the asset belongs, a UUID; may be null.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<String>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// Name of that portfolio; may be null.
    #[must_use]
    pub fn portfolio_name(mut self, portfolio_name: impl Into<String>) -> Self {
        self.portfolio_name = Some(portfolio_name.into());
        self
    }

    /// Key of the asset, a UUID.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<String>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// The revisions of the asset that are deployed, each with its environment (stage in the portal)
    /// and the severity of the effect.
    #[must_use]
    pub fn deployed_revisions(
        mut self,
        deployed_revisions: impl IntoIterator<Item = impl Into<DeployedRevision>>,
    ) -> Self {
        self.deployed_revisions = deployed_revisions
            .into_iter()
            .map(Into::into)
            .collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::DeletionImpact, BuildError> {
        Ok(types::DeletionImpact {
            name: self.name,
            type_: self.type_,
            portfolio_key: self.portfolio_key,
            portfolio_name: self.portfolio_name,
            asset_key: self
                .asset_key
                .ok_or_else(|| BuildError::missing("DeletionImpact", "asset_key"))?,
            deployed_revisions: self.deployed_revisions,
        })
    }
}

impl From<types::DeletionImpact> for DeletionImpactBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::DeletionImpact) -> Self {
        Self {
            name: value.name,
            type_: value.type_,
            portfolio_key: value.portfolio_key,
            portfolio_name: value.portfolio_name,
            asset_key: Some(value.asset_key),
            deployed_revisions: value.deployed_revisions,
        }
    }
}

/// Builder of [`DeletionImpactReport`](types::DeletionImpactReport).
#[derive(Debug, Clone, Default)]
pub struct DeletionImpactReportBuilder {
    status: Option<enums::ReportStatus>,
    deployed_environments: Vec<DeployedEnvironment>,
    impacted_domains: Vec<ImpactedDomain>,
    impacted_assets: Vec<DeletionImpact>,
}

impl DeletionImpactReportBuilder {
    /// Result of the analysis as a whole.
    #[must_use]
    pub fn status(mut self, status: impl Into<enums::ReportStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Environments (stages in the portal) in which the asset runs.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn deployed_environments(
        mut self,
        deployed_environments: impl IntoIterator<Item = impl Into<DeployedEnvironment>>,
    ) -> Self {
        self.deployed_environments = deployed_environments
            .into_iter()
            .map(Into::into)
            .collect();
        self
    }

    /// Custom domains that lose their app.
    #[must_use]
    pub fn impacted_domains(
        mut self,
        impacted_domains: impl IntoIterator<Item = impl Into<ImpactedDomain>>,
    ) -> Self {
        self.impacted_domains = impacted_domains.into_iter().map(Into::into).collect();
        self
    }

    /// Assets that depend on the asset. Expect an empty list if there are none.
    #[must_use]
    pub fn impacted_assets(
        mut self,
        impacted_assets: impl IntoIterator<Item = impl Into<DeletionImpact>>,
    ) -> Self {
        self.impacted_assets = impacted_assets.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::DeletionImpactReport, BuildError> {
        Ok(types::DeletionImpactReport {
            status: self
                .status
                .ok_or_else(|| BuildError::missing("DeletionImpactReport", "status"))?,
            deployed_environments: self.deployed_environments,
            impacted_domains: self.impacted_domains,
            impacted_assets: self.impacted_assets,
        })
    }
}

impl From<types::DeletionImpactReport> for DeletionImpactReportBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::DeletionImpactReport) -> Self {
        Self {
            status: Some(value.status),
            deployed_environments: value.deployed_environments,
            impacted_domains: value.impacted_domains,
            impacted_assets: value.impacted_assets,
        }
    }
}

/// Builder of [`Dependency`](types::Dependency).
#[derive(Debug, Clone, Default)]
pub struct DependencyBuilder {
    key: Option<String>,
    portfolio_key: Option<String>,
    revision: Option<i32>,
    name: Option<String>,
    description: Option<String>,
    type_: Option<String>,
    signature_digest: Option<uuid::Uuid>,
    compatibility_signature_digest: Option<uuid::Uuid>,
    model_digest: Option<uuid::Uuid>,
    is_direct_producer: Option<bool>,
    producer_keys: Vec<String>,
}

impl DependencyBuilder {
    /// Key of the asset, a UUID.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Key of the portfolio to which the asset belongs, a UUID; may be null.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<String>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// Number of the revision that this row describes.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Name of the asset in this revision.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Description of the asset in this revision; may be null.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Type of the asset, such as `WebApplication`, `MobileApplication`, `Workflow`, `Agent` or
    /// `LowCodeLibrary`. Other values are possible.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<String>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// Digest of the signature, a UUID. It changes with every change of the public elements.
    #[must_use]
    pub fn signature_digest(mut self, signature_digest: impl Into<uuid::Uuid>) -> Self {
        self.signature_digest = Some(signature_digest.into());
        self
    }

    /// Digest of the part of the signature that matters for compatibility, a UUID. It changes only with
    /// changes that may break the assets that use this one.
    #[must_use]
    pub fn compatibility_signature_digest(
        mut self,
        compatibility_signature_digest: impl Into<uuid::Uuid>,
    ) -> Self {
        self.compatibility_signature_digest = Some(
            compatibility_signature_digest.into(),
        );
        self
    }

    /// Digest of the model, a UUID. It changes with every change of the model.
    #[must_use]
    pub fn model_digest(mut self, model_digest: impl Into<uuid::Uuid>) -> Self {
        self.model_digest = Some(model_digest.into());
        self
    }

    /// True if the revision itself uses the asset; false if the revision uses it only through other
    /// assets.
    #[must_use]
    pub fn is_direct_producer(mut self, is_direct_producer: bool) -> Self {
        self.is_direct_producer = Some(is_direct_producer);
        self
    }

    /// Keys of the assets that this asset uses, UUIDs. The list is null or empty if there are none.
    #[must_use]
    pub fn producer_keys(
        mut self,
        producer_keys: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.producer_keys = producer_keys.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::Dependency, BuildError> {
        Ok(types::Dependency {
            key: self.key.ok_or_else(|| BuildError::missing("Dependency", "key"))?,
            portfolio_key: self.portfolio_key,
            revision: self.revision,
            name: self.name,
            description: self.description,
            type_: self.type_,
            signature_digest: self.signature_digest,
            compatibility_signature_digest: self.compatibility_signature_digest,
            model_digest: self.model_digest,
            is_direct_producer: self.is_direct_producer,
            producer_keys: self.producer_keys,
        })
    }
}

impl From<types::Dependency> for DependencyBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Dependency) -> Self {
        Self {
            key: Some(value.key),
            portfolio_key: value.portfolio_key,
            revision: value.revision,
            name: value.name,
            description: value.description,
            type_: value.type_,
            signature_digest: value.signature_digest,
            compatibility_signature_digest: value.compatibility_signature_digest,
            model_digest: value.model_digest,
            is_direct_producer: value.is_direct_producer,
            producer_keys: value.producer_keys,
        }
    }
}

/// Builder of [`DependencyGraph`](types::DependencyGraph).
#[derive(Debug, Clone, Default)]
pub struct DependencyGraphBuilder {
    results: Vec<DependencyNode>,
}

impl DependencyGraphBuilder {
    /// The direct producers of the revision.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<DependencyNode>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::DependencyGraph, BuildError> {
        Ok(types::DependencyGraph {
            results: self.results,
        })
    }
}

impl From<types::DependencyGraph> for DependencyGraphBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::DependencyGraph) -> Self {
        Self { results: value.results }
    }
}

/// Builder of [`DependencyList`](types::DependencyList).
#[derive(Debug, Clone, Default)]
pub struct DependencyListBuilder {
    results: Vec<Dependency>,
}

impl DependencyListBuilder {
    /// The producers, each of them once.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<Dependency>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::DependencyList, BuildError> {
        Ok(types::DependencyList {
            results: self.results,
        })
    }
}

impl From<types::DependencyList> for DependencyListBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::DependencyList) -> Self {
        Self { results: value.results }
    }
}

/// Builder of [`DependencyNode`](types::DependencyNode).
#[derive(Debug, Clone, Default)]
pub struct DependencyNodeBuilder {
    key: Option<String>,
    portfolio_key: Option<String>,
    revision: Option<i32>,
    name: Option<String>,
    description: Option<String>,
    type_: Option<String>,
    signature_digest: Option<uuid::Uuid>,
    compatibility_signature_digest: Option<uuid::Uuid>,
    model_digest: Option<uuid::Uuid>,
    producers: Vec<DependencyNode>,
}

impl DependencyNodeBuilder {
    /// Key of the asset, a UUID.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Key of the portfolio to which the asset belongs, a UUID; may be null.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<String>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// Number of the revision that this row describes.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Name of the asset in this revision.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Description of the asset in this revision; may be null.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Type of the asset, such as `WebApplication`, `MobileApplication`, `Workflow`, `Agent` or
    /// `LowCodeLibrary`. Other values are possible.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<String>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// Digest of the signature, a UUID. It changes with every change of the public elements.
    #[must_use]
    pub fn signature_digest(mut self, signature_digest: impl Into<uuid::Uuid>) -> Self {
        self.signature_digest = Some(signature_digest.into());
        self
    }

    /// Digest of the part of the signature that matters for compatibility, a UUID. It changes only with
    /// changes that may break the assets that use this one.
    #[must_use]
    pub fn compatibility_signature_digest(
        mut self,
        compatibility_signature_digest: impl Into<uuid::Uuid>,
    ) -> Self {
        self.compatibility_signature_digest = Some(
            compatibility_signature_digest.into(),
        );
        self
    }

    /// Digest of the model, a UUID. It changes with every change of the model.
    #[must_use]
    pub fn model_digest(mut self, model_digest: impl Into<uuid::Uuid>) -> Self {
        self.model_digest = Some(model_digest.into());
        self
    }

    /// Assets that this asset uses. The same asset can occur in several places of the graph. The list
    /// is null or empty if there are none.
    #[must_use]
    pub fn producers(
        mut self,
        producers: impl IntoIterator<Item = impl Into<DependencyNode>>,
    ) -> Self {
        self.producers = producers.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::DependencyNode, BuildError> {
        Ok(types::DependencyNode {
            key: self.key.ok_or_else(|| BuildError::missing("DependencyNode", "key"))?,
            portfolio_key: self.portfolio_key,
            revision: self.revision,
            name: self.name,
            description: self.description,
            type_: self.type_,
            signature_digest: self.signature_digest,
            compatibility_signature_digest: self.compatibility_signature_digest,
            model_digest: self.model_digest,
            producers: self.producers,
        })
    }
}

impl From<types::DependencyNode> for DependencyNodeBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::DependencyNode) -> Self {
        Self {
            key: Some(value.key),
            portfolio_key: value.portfolio_key,
            revision: value.revision,
            name: value.name,
            description: value.description,
            type_: value.type_,
            signature_digest: value.signature_digest,
            compatibility_signature_digest: value.compatibility_signature_digest,
            model_digest: value.model_digest,
            producers: value.producers,
        }
    }
}

/// Builder of [`DependencyPath`](types::DependencyPath).
#[derive(Debug, Clone, Default)]
pub struct DependencyPathBuilder {
    assets: Vec<IntermediateAsset>,
}

impl DependencyPathBuilder {
    /// The assets on the path.
    #[must_use]
    pub fn assets(
        mut self,
        assets: impl IntoIterator<Item = impl Into<IntermediateAsset>>,
    ) -> Self {
        self.assets = assets.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::DependencyPath, BuildError> {
        Ok(types::DependencyPath {
            assets: self.assets,
        })
    }
}

impl From<types::DependencyPath> for DependencyPathBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::DependencyPath) -> Self {
        Self { assets: value.assets }
    }
}

/// Builder of [`DeployedEnvironment`](types::DeployedEnvironment).
#[derive(Debug, Clone, Default)]
pub struct DeployedEnvironmentBuilder {
    environment_key: Option<String>,
    name: Option<String>,
    purpose: Option<enums::EnvironmentPurpose>,
}

impl DeployedEnvironmentBuilder {
    /// Key of the environment, a UUID.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<String>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Name of the environment.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Purpose of the environment.
    #[must_use]
    pub fn purpose(mut self, purpose: impl Into<enums::EnvironmentPurpose>) -> Self {
        self.purpose = Some(purpose.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::DeployedEnvironment, BuildError> {
        Ok(types::DeployedEnvironment {
            environment_key: self
                .environment_key
                .ok_or_else(|| BuildError::missing(
                    "DeployedEnvironment",
                    "environment_key",
                ))?,
            name: self.name,
            purpose: self.purpose,
        })
    }
}

impl From<types::DeployedEnvironment> for DeployedEnvironmentBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::DeployedEnvironment) -> Self {
        Self {
            environment_key: Some(value.environment_key),
            name: value.name,
            purpose: value.purpose,
        }
    }
}

/// Builder of [`DeployedRevision`](types::DeployedRevision).
#[derive(Debug, Clone, Default)]
pub struct DeployedRevisionBuilder {
    revision: Option<i32>,
    environment_key: Option<String>,
    consumer_type: Option<String>,
    severity: Option<enums::ConflictSeverity>,
    indirect_library_hint: Option<String>,
    indirect_dependencies: Vec<DependencyPath>,
}

impl DeployedRevisionBuilder {
    /// Number of the deployed revision.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Key of the environment (stage in the portal) in which it is deployed, a UUID.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<String>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// How the revision depends on the asset, as free text. The values are not documented.
    #[must_use]
    pub fn consumer_type(mut self, consumer_type: impl Into<String>) -> Self {
        self.consumer_type = Some(consumer_type.into());
        self
    }

    /// How serious the effect of the deletion is. A guide of the service calls it `conflictSeverity`.
    #[must_use]
    pub fn severity(mut self, severity: impl Into<enums::ConflictSeverity>) -> Self {
        self.severity = Some(severity.into());
        self
    }

    /// Text that explains an indirect use of a library; may be null.
    #[must_use]
    pub fn indirect_library_hint(
        mut self,
        indirect_library_hint: impl Into<String>,
    ) -> Self {
        self.indirect_library_hint = Some(indirect_library_hint.into());
        self
    }

    /// The paths of assets through which the revision uses the library indirectly.
    #[must_use]
    pub fn indirect_dependencies(
        mut self,
        indirect_dependencies: impl IntoIterator<Item = impl Into<DependencyPath>>,
    ) -> Self {
        self.indirect_dependencies = indirect_dependencies
            .into_iter()
            .map(Into::into)
            .collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::DeployedRevision, BuildError> {
        Ok(types::DeployedRevision {
            revision: self.revision,
            environment_key: self.environment_key,
            consumer_type: self.consumer_type,
            severity: self.severity,
            indirect_library_hint: self.indirect_library_hint,
            indirect_dependencies: self.indirect_dependencies,
        })
    }
}

impl From<types::DeployedRevision> for DeployedRevisionBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::DeployedRevision) -> Self {
        Self {
            revision: value.revision,
            environment_key: value.environment_key,
            consumer_type: value.consumer_type,
            severity: value.severity,
            indirect_library_hint: value.indirect_library_hint,
            indirect_dependencies: value.indirect_dependencies,
        }
    }
}

/// Builder of [`DeploymentAnalysis`](types::DeploymentAnalysis).
#[derive(Debug, Clone, Default)]
pub struct DeploymentAnalysisBuilder {
    analysis_key: Option<String>,
    type_: Option<enums::AnalysisKind>,
    process_status: Option<enums::ProcessStatus>,
    error: Option<Problem>,
    report: Option<DeploymentImpactReport>,
    environment_key: Option<uuid::Uuid>,
    started_at: Option<chrono::DateTime<chrono::Utc>>,
    asset_key: Option<uuid::Uuid>,
}

impl DeploymentAnalysisBuilder {
    /// Key of the analysis.
    #[must_use]
    pub fn analysis_key(mut self, analysis_key: impl Into<String>) -> Self {
        self.analysis_key = Some(analysis_key.into());
        self
    }

    /// Kind of the analysis: `Deployment`.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<enums::AnalysisKind>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// State of the analysis: `InProgress`, then `Finished` or `Failed`.
    #[must_use]
    pub fn process_status(
        mut self,
        process_status: impl Into<enums::ProcessStatus>,
    ) -> Self {
        self.process_status = Some(process_status.into());
        self
    }

    /// Why the analysis failed. Expect null unless `processStatus` is `Failed`.
    #[must_use]
    pub fn error(mut self, error: impl Into<Problem>) -> Self {
        self.error = Some(error.into());
        self
    }

    /// The report. Expect null unless `processStatus` is `Finished`.
    #[must_use]
    pub fn report(mut self, report: impl Into<DeploymentImpactReport>) -> Self {
        self.report = Some(report.into());
        self
    }

    /// Key of the target environment (stage in the portal).
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<uuid::Uuid>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// When the analysis started, RFC 3339.
    #[must_use]
    pub fn started_at(
        mut self,
        started_at: impl Into<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        self.started_at = Some(started_at.into());
        self
    }

    /// Key of the asset that was analyzed.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<uuid::Uuid>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::DeploymentAnalysis, BuildError> {
        Ok(types::DeploymentAnalysis {
            analysis_key: self.analysis_key,
            type_: self.type_,
            process_status: self
                .process_status
                .ok_or_else(|| BuildError::missing(
                    "DeploymentAnalysis",
                    "process_status",
                ))?,
            error: self.error,
            report: self.report,
            environment_key: self.environment_key,
            started_at: self.started_at,
            asset_key: self.asset_key,
        })
    }
}

impl From<types::DeploymentAnalysis> for DeploymentAnalysisBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::DeploymentAnalysis) -> Self {
        Self {
            analysis_key: value.analysis_key,
            type_: value.type_,
            process_status: Some(value.process_status),
            error: value.error,
            report: value.report,
            environment_key: value.environment_key,
            started_at: value.started_at,
            asset_key: value.asset_key,
        }
    }
}

/// Builder of [`DeploymentImpact`](types::DeploymentImpact).
#[derive(Debug, Clone, Default)]
pub struct DeploymentImpactBuilder {
    revision: Option<i32>,
    type_: Option<String>,
    reference_type: Option<enums::ReferenceType>,
    element_issues: Vec<ElementIssue>,
    asset_issues: Vec<AssetIssue>,
    asset_key: Option<String>,
}

impl DeploymentImpactBuilder {
    /// Number of the revision of this asset in the target environment; may be null, for example if it
    /// is not deployed there.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Type of the asset, such as `WebApplication` or `Workflow`. Other values are possible.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<String>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// How this asset is related to the asset to be deployed.
    #[must_use]
    pub fn reference_type(
        mut self,
        reference_type: impl Into<enums::ReferenceType>,
    ) -> Self {
        self.reference_type = Some(reference_type.into());
        self
    }

    /// Problems with single public elements. Expect an empty list if there are none.
    #[must_use]
    pub fn element_issues(
        mut self,
        element_issues: impl IntoIterator<Item = impl Into<ElementIssue>>,
    ) -> Self {
        self.element_issues = element_issues.into_iter().map(Into::into).collect();
        self
    }

    /// Problems of the whole asset. Expect an empty list if there are none.
    #[must_use]
    pub fn asset_issues(
        mut self,
        asset_issues: impl IntoIterator<Item = impl Into<AssetIssue>>,
    ) -> Self {
        self.asset_issues = asset_issues.into_iter().map(Into::into).collect();
        self
    }

    /// Key of the asset, a UUID.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<String>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::DeploymentImpact, BuildError> {
        Ok(types::DeploymentImpact {
            revision: self.revision,
            type_: self.type_,
            reference_type: self.reference_type,
            element_issues: self.element_issues,
            asset_issues: self.asset_issues,
            asset_key: self.asset_key,
        })
    }
}

impl From<types::DeploymentImpact> for DeploymentImpactBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::DeploymentImpact) -> Self {
        Self {
            revision: value.revision,
            type_: value.type_,
            reference_type: value.reference_type,
            element_issues: value.element_issues,
            asset_issues: value.asset_issues,
            asset_key: value.asset_key,
        }
    }
}

/// Builder of [`DeploymentImpactReport`](types::DeploymentImpactReport).
#[derive(Debug, Clone, Default)]
pub struct DeploymentImpactReportBuilder {
    status: Option<enums::ReportStatus>,
    impacted_assets: Vec<DeploymentImpact>,
}

impl DeploymentImpactReportBuilder {
    /// Result of the analysis as a whole.
    #[must_use]
    pub fn status(mut self, status: impl Into<enums::ReportStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Assets that the deployment would affect. Expect an empty list if there are no problems.
    #[must_use]
    pub fn impacted_assets(
        mut self,
        impacted_assets: impl IntoIterator<Item = impl Into<DeploymentImpact>>,
    ) -> Self {
        self.impacted_assets = impacted_assets.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::DeploymentImpactReport, BuildError> {
        Ok(types::DeploymentImpactReport {
            status: self
                .status
                .ok_or_else(|| BuildError::missing("DeploymentImpactReport", "status"))?,
            impacted_assets: self.impacted_assets,
        })
    }
}

impl From<types::DeploymentImpactReport> for DeploymentImpactReportBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::DeploymentImpactReport) -> Self {
        Self {
            status: Some(value.status),
            impacted_assets: value.impacted_assets,
        }
    }
}

/// Builder of [`ElementIssue`](types::ElementIssue).
#[derive(Debug, Clone, Default)]
pub struct ElementIssueBuilder {
    name: Option<String>,
    type_: Option<String>,
    conflict_type: Option<enums::ElementConflictType>,
    conflict_severity: Option<enums::ConflictSeverity>,
    incompatibility_type: Option<enums::IncompatibilityType>,
    hint: Option<String>,
}

impl ElementIssueBuilder {
    /// Name of the element.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Type of the element, such as a block, a client, server or service action, an entity, a
    /// structure, an event, a role, a screen, an image or a theme. Other values are possible.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<String>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// Whether the element is missing or incompatible.
    #[must_use]
    pub fn conflict_type(
        mut self,
        conflict_type: impl Into<enums::ElementConflictType>,
    ) -> Self {
        self.conflict_type = Some(conflict_type.into());
        self
    }

    /// How serious the problem is.
    #[must_use]
    pub fn conflict_severity(
        mut self,
        conflict_severity: impl Into<enums::ConflictSeverity>,
    ) -> Self {
        self.conflict_severity = Some(conflict_severity.into());
        self
    }

    /// What exactly is missing or does not match; may be null.
    #[must_use]
    pub fn incompatibility_type(
        mut self,
        incompatibility_type: impl Into<enums::IncompatibilityType>,
    ) -> Self {
        self.incompatibility_type = Some(incompatibility_type.into());
        self
    }

    /// Text that helps to find the cause; may be null.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::ElementIssue, BuildError> {
        Ok(types::ElementIssue {
            name: self.name,
            type_: self.type_,
            conflict_type: self.conflict_type,
            conflict_severity: self.conflict_severity,
            incompatibility_type: self.incompatibility_type,
            hint: self.hint,
        })
    }
}

impl From<types::ElementIssue> for ElementIssueBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::ElementIssue) -> Self {
        Self {
            name: value.name,
            type_: value.type_,
            conflict_type: value.conflict_type,
            conflict_severity: value.conflict_severity,
            incompatibility_type: value.incompatibility_type,
            hint: value.hint,
        }
    }
}

/// Builder of [`ImpactedDomain`](types::ImpactedDomain).
#[derive(Debug, Clone, Default)]
pub struct ImpactedDomainBuilder {
    key: Option<String>,
    hostname: Option<String>,
    environment_key: Option<String>,
    environment_name: Option<String>,
}

impl ImpactedDomainBuilder {
    /// Key of the domain.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Host name of the domain, such as `shop.example.com`.
    #[must_use]
    pub fn hostname(mut self, hostname: impl Into<String>) -> Self {
        self.hostname = Some(hostname.into());
        self
    }

    /// Key of the environment (stage in the portal) to which the domain belongs, a UUID.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<String>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Name of that environment.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_name(mut self, environment_name: impl Into<String>) -> Self {
        self.environment_name = Some(environment_name.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::ImpactedDomain, BuildError> {
        Ok(types::ImpactedDomain {
            key: self.key,
            hostname: self.hostname,
            environment_key: self.environment_key,
            environment_name: self.environment_name,
        })
    }
}

impl From<types::ImpactedDomain> for ImpactedDomainBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::ImpactedDomain) -> Self {
        Self {
            key: value.key,
            hostname: value.hostname,
            environment_key: value.environment_key,
            environment_name: value.environment_name,
        }
    }
}

/// Builder of [`IntermediateAsset`](types::IntermediateAsset).
#[derive(Debug, Clone, Default)]
pub struct IntermediateAssetBuilder {
    name: Option<String>,
    revision: Option<i32>,
    portfolio_key: Option<String>,
    portfolio_name: Option<String>,
    asset_key: Option<String>,
}

impl IntermediateAssetBuilder {
    /// Name of the asset.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Number of its revision.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Key of the portfolio to which the asset belongs, a UUID; may be null.
    #[must_use]
    pub fn portfolio_key(mut self, portfolio_key: impl Into<String>) -> Self {
        self.portfolio_key = Some(portfolio_key.into());
        self
    }

    /// Name of that portfolio; may be null.
    #[must_use]
    pub fn portfolio_name(mut self, portfolio_name: impl Into<String>) -> Self {
        self.portfolio_name = Some(portfolio_name.into());
        self
    }

    /// Key of the asset, a UUID.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<String>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::IntermediateAsset, BuildError> {
        Ok(types::IntermediateAsset {
            name: self.name,
            revision: self.revision,
            portfolio_key: self.portfolio_key,
            portfolio_name: self.portfolio_name,
            asset_key: self
                .asset_key
                .ok_or_else(|| BuildError::missing("IntermediateAsset", "asset_key"))?,
        })
    }
}

impl From<types::IntermediateAsset> for IntermediateAssetBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::IntermediateAsset) -> Self {
        Self {
            name: value.name,
            revision: value.revision,
            portfolio_key: value.portfolio_key,
            portfolio_name: value.portfolio_name,
            asset_key: Some(value.asset_key),
        }
    }
}

/// Builder of [`NewDeletionAnalysis`](types::NewDeletionAnalysis).
#[derive(Debug, Clone, Default)]
pub struct NewDeletionAnalysisBuilder {
    asset_key: Option<String>,
}

impl NewDeletionAnalysisBuilder {
    /// Key of the asset to analyze, a UUID.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<String>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::NewDeletionAnalysis, BuildError> {
        Ok(types::NewDeletionAnalysis {
            asset_key: self
                .asset_key
                .ok_or_else(|| BuildError::missing("NewDeletionAnalysis", "asset_key"))?,
        })
    }
}

impl From<types::NewDeletionAnalysis> for NewDeletionAnalysisBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::NewDeletionAnalysis) -> Self {
        Self {
            asset_key: Some(value.asset_key),
        }
    }
}

/// Builder of [`NewDeploymentAnalysis`](types::NewDeploymentAnalysis).
#[derive(Debug, Clone, Default)]
pub struct NewDeploymentAnalysisBuilder {
    revision: Option<i32>,
    environment_key: Option<String>,
    asset_key: Option<String>,
}

impl NewDeploymentAnalysisBuilder {
    /// Number of the revision to analyze.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Key of the target environment (stage in the portal), a UUID.
    #[doc(alias = "stage")]
    #[must_use]
    pub fn environment_key(mut self, environment_key: impl Into<String>) -> Self {
        self.environment_key = Some(environment_key.into());
        self
    }

    /// Key of the asset to analyze, a UUID.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<String>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::NewDeploymentAnalysis, BuildError> {
        Ok(types::NewDeploymentAnalysis {
            revision: self
                .revision
                .ok_or_else(|| BuildError::missing(
                    "NewDeploymentAnalysis",
                    "revision",
                ))?,
            environment_key: self
                .environment_key
                .ok_or_else(|| BuildError::missing(
                    "NewDeploymentAnalysis",
                    "environment_key",
                ))?,
            asset_key: self
                .asset_key
                .ok_or_else(|| BuildError::missing(
                    "NewDeploymentAnalysis",
                    "asset_key",
                ))?,
        })
    }
}

impl From<types::NewDeploymentAnalysis> for NewDeploymentAnalysisBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::NewDeploymentAnalysis) -> Self {
        Self {
            revision: Some(value.revision),
            environment_key: Some(value.environment_key),
            asset_key: Some(value.asset_key),
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
    total_results: Option<i32>,
    total_pages: Option<i32>,
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

    /// Position of the first row on the page, counted from zero.
    #[must_use]
    pub fn offset(mut self, offset: i32) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Value of `offset` for the next page. It may be null. To detect the end, do not rely on null
    /// alone: also compare with `totalResults`.
    #[must_use]
    pub fn next_page_offset(mut self, next_page_offset: i32) -> Self {
        self.next_page_offset = Some(next_page_offset);
        self
    }

    /// Number of matching rows on all pages together.
    #[must_use]
    pub fn total_results(mut self, total_results: i32) -> Self {
        self.total_results = Some(total_results);
        self
    }

    /// Number of pages. Expect `totalResults` divided by `limit`, rounded up.
    #[must_use]
    pub fn total_pages(mut self, total_pages: i32) -> Self {
        self.total_pages = Some(total_pages);
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
            total_results: self.total_results,
            total_pages: self.total_pages,
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
            total_results: value.total_results,
            total_pages: value.total_pages,
        }
    }
}

/// Builder of [`Problem`](types::Problem).
#[derive(Debug, Clone, Default)]
pub struct ProblemBuilder {
    type_: Option<String>,
    title: Option<String>,
    status: Option<i32>,
    detail: Option<String>,
    instance: Option<String>,
}

impl ProblemBuilder {
    /// URI reference that names the kind of problem.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<String>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// Short summary of the problem.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// HTTP status code of the response.
    #[must_use]
    pub fn status(mut self, status: i32) -> Self {
        self.status = Some(status);
        self
    }

    /// Explanation of this particular failure.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// URI reference for this occurrence.
    #[must_use]
    pub fn instance(mut self, instance: impl Into<String>) -> Self {
        self.instance = Some(instance.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::Problem, BuildError> {
        Ok(types::Problem {
            type_: self.type_,
            title: self.title,
            status: self.status,
            detail: self.detail,
            instance: self.instance,
        })
    }
}

impl From<types::Problem> for ProblemBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::Problem) -> Self {
        Self {
            type_: value.type_,
            title: value.title,
            status: value.status,
            detail: value.detail,
            instance: value.instance,
        }
    }
}

/// Builder of [`PublicElement`](types::PublicElement).
#[derive(Debug, Clone, Default)]
pub struct PublicElementBuilder {
    asset_key: Option<String>,
    asset_name: Option<String>,
    revision: Option<i32>,
    tag: Option<String>,
    key: Option<String>,
    name: Option<String>,
    description: Option<String>,
    signature_digest: Option<String>,
    compatibility_signature_digest: Option<String>,
    is_hidden: Option<bool>,
    asset_type: Option<String>,
    type_: Option<String>,
}

impl PublicElementBuilder {
    /// Key of the asset that offers the element, a UUID.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<String>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Name of that asset.
    #[must_use]
    pub fn asset_name(mut self, asset_name: impl Into<String>) -> Self {
        self.asset_name = Some(asset_name.into());
        self
    }

    /// Number of the revision of that asset.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Tag (version in the portal) of that revision, such as `1.2.0`; may be null if it has none.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// Key of the element. It is unique only inside its asset.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the element.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Description of the element; may be null.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Digest of the signature of the element, a UUID as plain text. It changes whenever the signature
    /// changes. Compare it, do not parse it.
    #[must_use]
    pub fn signature_digest(mut self, signature_digest: impl Into<String>) -> Self {
        self.signature_digest = Some(signature_digest.into());
        self
    }

    /// Digest of the part of the signature that matters for compatibility, a UUID as plain text. It
    /// changes only with changes that may break the assets that use the element.
    #[must_use]
    pub fn compatibility_signature_digest(
        mut self,
        compatibility_signature_digest: impl Into<String>,
    ) -> Self {
        self.compatibility_signature_digest = Some(
            compatibility_signature_digest.into(),
        );
        self
    }

    /// True if the element is not public itself, but a public element needs it.
    #[must_use]
    pub fn is_hidden(mut self, is_hidden: bool) -> Self {
        self.is_hidden = Some(is_hidden);
        self
    }

    /// Type of the asset, such as `WebApplication` or `LowCodeLibrary`. Other values are possible.
    #[must_use]
    pub fn asset_type(mut self, asset_type: impl Into<String>) -> Self {
        self.asset_type = Some(asset_type.into());
        self
    }

    /// Type of the element, such as a block, a client, server or service action, an entity, a
    /// structure, an event, a role, a screen, an image or a theme. Other values are possible.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<String>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::PublicElement, BuildError> {
        Ok(types::PublicElement {
            asset_key: self
                .asset_key
                .ok_or_else(|| BuildError::missing("PublicElement", "asset_key"))?,
            asset_name: self.asset_name,
            revision: self.revision,
            tag: self.tag,
            key: self.key.ok_or_else(|| BuildError::missing("PublicElement", "key"))?,
            name: self.name,
            description: self.description,
            signature_digest: self.signature_digest,
            compatibility_signature_digest: self.compatibility_signature_digest,
            is_hidden: self.is_hidden,
            asset_type: self.asset_type,
            type_: self.type_,
        })
    }
}

impl From<types::PublicElement> for PublicElementBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::PublicElement) -> Self {
        Self {
            asset_key: Some(value.asset_key),
            asset_name: value.asset_name,
            revision: value.revision,
            tag: value.tag,
            key: Some(value.key),
            name: value.name,
            description: value.description,
            signature_digest: value.signature_digest,
            compatibility_signature_digest: value.compatibility_signature_digest,
            is_hidden: value.is_hidden,
            asset_type: value.asset_type,
            type_: value.type_,
        }
    }
}

/// Builder of [`PublicElementFilter`](types::PublicElementFilter).
#[derive(Debug, Clone, Default)]
pub struct PublicElementFilterBuilder {
    element_name_contains: Option<String>,
    element_name_or_description_contains: Option<String>,
    element_type: Option<String>,
    include_hidden: Option<bool>,
    consumer_portfolio_keys: Option<Vec<String>>,
    limit: Option<i32>,
    offset: Option<i32>,
    sort: Option<String>,
    sort_ascending: Option<bool>,
    asset_filters: Option<Vec<AssetFilter>>,
}

impl PublicElementFilterBuilder {
    /// Text that the name of the element must contain.
    #[must_use]
    pub fn element_name_contains(
        mut self,
        element_name_contains: impl Into<String>,
    ) -> Self {
        self.element_name_contains = Some(element_name_contains.into());
        self
    }

    /// Text that the name or the description of the element must contain.
    #[must_use]
    pub fn element_name_or_description_contains(
        mut self,
        element_name_or_description_contains: impl Into<String>,
    ) -> Self {
        self.element_name_or_description_contains = Some(
            element_name_or_description_contains.into(),
        );
        self
    }

    /// Type of the elements to find, as in the field `type` of the results.
    #[must_use]
    pub fn element_type(mut self, element_type: impl Into<String>) -> Self {
        self.element_type = Some(element_type.into());
        self
    }

    /// True includes hidden elements. A hidden element is not public, but a public element needs it.
    /// The default is not documented.
    #[must_use]
    pub fn include_hidden(mut self, include_hidden: bool) -> Self {
        self.include_hidden = Some(include_hidden);
        self
    }

    /// Keys of portfolios, UUIDs. The result contains only elements that assets in these portfolios can
    /// use.
    #[must_use]
    pub fn consumer_portfolio_keys(
        mut self,
        consumer_portfolio_keys: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.consumer_portfolio_keys = Some(
            consumer_portfolio_keys.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// Maximum number of rows on the page. For this search, neither a range nor a default is
    /// documented; the general documentation of the service gives 1 to 100 for all lists, and 100 as
    /// the default.
    #[must_use]
    pub fn limit(mut self, limit: i32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Position of the first row to return, counted from zero. The default is 0: the general
    /// documentation of the service gives it for all lists.
    #[must_use]
    pub fn offset(mut self, offset: i32) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Field to sort by, such as `name`, without a hyphen: `sortAscending` gives the direction. The
    /// default is not documented.
    #[must_use]
    pub fn sort(mut self, sort: impl Into<String>) -> Self {
        self.sort = Some(sort.into());
        self
    }

    /// True for ascending order, false for descending order.
    #[must_use]
    pub fn sort_ascending(mut self, sort_ascending: bool) -> Self {
        self.sort_ascending = Some(sort_ascending);
        self
    }

    /// Assets whose elements are to be found. Without it, all assets are searched.
    #[must_use]
    pub fn asset_filters(
        mut self,
        asset_filters: impl IntoIterator<Item = impl Into<AssetFilter>>,
    ) -> Self {
        self.asset_filters = Some(asset_filters.into_iter().map(Into::into).collect());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::PublicElementFilter, BuildError> {
        Ok(types::PublicElementFilter {
            element_name_contains: self.element_name_contains,
            element_name_or_description_contains: self
                .element_name_or_description_contains,
            element_type: self.element_type,
            include_hidden: self.include_hidden,
            consumer_portfolio_keys: self.consumer_portfolio_keys,
            limit: self.limit,
            offset: self.offset,
            sort: self.sort,
            sort_ascending: self.sort_ascending,
            asset_filters: self.asset_filters,
        })
    }
}

impl From<types::PublicElementFilter> for PublicElementFilterBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::PublicElementFilter) -> Self {
        Self {
            element_name_contains: value.element_name_contains,
            element_name_or_description_contains: value
                .element_name_or_description_contains,
            element_type: value.element_type,
            include_hidden: value.include_hidden,
            consumer_portfolio_keys: value.consumer_portfolio_keys,
            limit: value.limit,
            offset: value.offset,
            sort: value.sort,
            sort_ascending: value.sort_ascending,
            asset_filters: value.asset_filters,
        }
    }
}

/// Builder of [`PublicElementList`](types::PublicElementList).
#[derive(Debug, Clone, Default)]
pub struct PublicElementListBuilder {
    results: Vec<PublicElement>,
}

impl PublicElementListBuilder {
    /// The elements.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<PublicElement>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::PublicElementList, BuildError> {
        Ok(types::PublicElementList {
            results: self.results,
        })
    }
}

impl From<types::PublicElementList> for PublicElementListBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::PublicElementList) -> Self {
        Self { results: value.results }
    }
}

/// Builder of [`PublicElementPage`](types::PublicElementPage).
#[derive(Debug, Clone, Default)]
pub struct PublicElementPageBuilder {
    page: Option<PageInfo>,
    results: Vec<PublicElement>,
}

impl PublicElementPageBuilder {
    /// Paging values of the search.
    #[must_use]
    pub fn page(mut self, page: impl Into<PageInfo>) -> Self {
        self.page = Some(page.into());
        self
    }

    /// Elements on this page.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<PublicElement>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::PublicElementPage, BuildError> {
        Ok(types::PublicElementPage {
            page: self.page,
            results: self.results,
        })
    }
}

impl From<types::PublicElementPage> for PublicElementPageBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::PublicElementPage) -> Self {
        Self {
            page: value.page,
            results: value.results,
        }
    }
}

/// Builder of [`ReferencedElement`](types::ReferencedElement).
#[derive(Debug, Clone, Default)]
pub struct ReferencedElementBuilder {
    asset_key: Option<String>,
    revision: Option<i32>,
    key: Option<String>,
    name: Option<String>,
    description: Option<String>,
    is_hidden: Option<bool>,
    signature_digest: Option<String>,
    compatibility_signature_digest: Option<String>,
    producer_asset_key: Option<String>,
    producer_asset_name: Option<String>,
    type_: Option<String>,
    producer_asset_type: Option<String>,
}

impl ReferencedElementBuilder {
    /// Key of the asset that uses the element, a UUID.
    #[must_use]
    pub fn asset_key(mut self, asset_key: impl Into<String>) -> Self {
        self.asset_key = Some(asset_key.into());
        self
    }

    /// Number of the revision that uses the element.
    #[must_use]
    pub fn revision(mut self, revision: i32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Key of the element. It is unique only inside the asset that offers it.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Name of the element.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Description of the element; may be null.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// True if the element is not public itself, but a public element needs it.
    #[must_use]
    pub fn is_hidden(mut self, is_hidden: bool) -> Self {
        self.is_hidden = Some(is_hidden);
        self
    }

    /// Digest of the signature of the element, a UUID as plain text. It changes whenever the signature
    /// changes. Compare it, do not parse it.
    #[must_use]
    pub fn signature_digest(mut self, signature_digest: impl Into<String>) -> Self {
        self.signature_digest = Some(signature_digest.into());
        self
    }

    /// Digest of the part of the signature that matters for compatibility, a UUID as plain text. It
    /// changes only with changes that may break the assets that use the element.
    #[must_use]
    pub fn compatibility_signature_digest(
        mut self,
        compatibility_signature_digest: impl Into<String>,
    ) -> Self {
        self.compatibility_signature_digest = Some(
            compatibility_signature_digest.into(),
        );
        self
    }

    /// Key of the asset that offers the element, a UUID.
    #[must_use]
    pub fn producer_asset_key(mut self, producer_asset_key: impl Into<String>) -> Self {
        self.producer_asset_key = Some(producer_asset_key.into());
        self
    }

    /// Name of that asset.
    #[must_use]
    pub fn producer_asset_name(
        mut self,
        producer_asset_name: impl Into<String>,
    ) -> Self {
        self.producer_asset_name = Some(producer_asset_name.into());
        self
    }

    /// Type of the element, such as a block, a client, server or service action, an entity, a
    /// structure, an event, a role, a screen, an image or a theme. Other values are possible.
    #[must_use]
    pub fn type_(mut self, type_: impl Into<String>) -> Self {
        self.type_ = Some(type_.into());
        self
    }

    /// Type of the asset that offers the element, such as `LowCodeLibrary`. Other values are possible.
    #[must_use]
    pub fn producer_asset_type(
        mut self,
        producer_asset_type: impl Into<String>,
    ) -> Self {
        self.producer_asset_type = Some(producer_asset_type.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::ReferencedElement, BuildError> {
        Ok(types::ReferencedElement {
            asset_key: self.asset_key,
            revision: self.revision,
            key: self
                .key
                .ok_or_else(|| BuildError::missing("ReferencedElement", "key"))?,
            name: self.name,
            description: self.description,
            is_hidden: self.is_hidden,
            signature_digest: self.signature_digest,
            compatibility_signature_digest: self.compatibility_signature_digest,
            producer_asset_key: self
                .producer_asset_key
                .ok_or_else(|| BuildError::missing(
                    "ReferencedElement",
                    "producer_asset_key",
                ))?,
            producer_asset_name: self.producer_asset_name,
            type_: self.type_,
            producer_asset_type: self.producer_asset_type,
        })
    }
}

impl From<types::ReferencedElement> for ReferencedElementBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::ReferencedElement) -> Self {
        Self {
            asset_key: value.asset_key,
            revision: value.revision,
            key: Some(value.key),
            name: value.name,
            description: value.description,
            is_hidden: value.is_hidden,
            signature_digest: value.signature_digest,
            compatibility_signature_digest: value.compatibility_signature_digest,
            producer_asset_key: Some(value.producer_asset_key),
            producer_asset_name: value.producer_asset_name,
            type_: value.type_,
            producer_asset_type: value.producer_asset_type,
        }
    }
}

/// Builder of [`ReferencedElementList`](types::ReferencedElementList).
#[derive(Debug, Clone, Default)]
pub struct ReferencedElementListBuilder {
    results: Vec<ReferencedElement>,
}

impl ReferencedElementListBuilder {
    /// The elements, each with the asset that offers it.
    #[must_use]
    pub fn results(
        mut self,
        results: impl IntoIterator<Item = impl Into<ReferencedElement>>,
    ) -> Self {
        self.results = results.into_iter().map(Into::into).collect();
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// None today. It will fail for a missing field when the service makes a field required.
    pub fn build(self) -> Result<types::ReferencedElementList, BuildError> {
        Ok(types::ReferencedElementList {
            results: self.results,
        })
    }
}

impl From<types::ReferencedElementList> for ReferencedElementListBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::ReferencedElementList) -> Self {
        Self { results: value.results }
    }
}

/// Builder of [`StartedAnalysis`](types::StartedAnalysis).
#[derive(Debug, Clone, Default)]
pub struct StartedAnalysisBuilder {
    analysis_key: Option<String>,
}

impl StartedAnalysisBuilder {
    /// Key of the new analysis, a UUID as plain text. Use it to read the analysis.
    #[must_use]
    pub fn analysis_key(mut self, analysis_key: impl Into<String>) -> Self {
        self.analysis_key = Some(analysis_key.into());
        self
    }

    /// The finished value.
    ///
    /// # Errors
    /// A required field that was not set.
    pub fn build(self) -> Result<types::StartedAnalysis, BuildError> {
        Ok(types::StartedAnalysis {
            analysis_key: self
                .analysis_key
                .ok_or_else(|| BuildError::missing("StartedAnalysis", "analysis_key"))?,
        })
    }
}

impl From<types::StartedAnalysis> for StartedAnalysisBuilder {
    /// Starts from a value, to change some of its fields.
    fn from(value: types::StartedAnalysis) -> Self {
        Self {
            analysis_key: Some(value.analysis_key),
        }
    }
}
