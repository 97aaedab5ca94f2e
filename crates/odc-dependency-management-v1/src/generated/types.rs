// @generated from openapi/dependency-management-v1.json (SHA-256 18cff6eed5b6ca8139546c5a09bf30294ea6ce42d7b7935e23e3268357c332c5)
// by `cargo xtask generate dependency-management-v1`. Do not edit: change the document, its overlay or the xtask.

//! The types of requests and responses.

use odc_runtime::Patch;
use serde::{Deserialize, Serialize};
use super::{enums, type_builders};
pub use super::enums::*;

/// An asset whose public elements are to be found.
///
/// Schema `ApplicationFilter` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AssetFilter {
    /// Key of the asset, a UUID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Digest of one revision of the asset. The API document does not say which digest. Without it, the
    /// newest revision is searched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

impl AssetFilter {
    /// A builder of [`AssetFilter`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::AssetFilterBuilder {
        Default::default()
    }
}

/// A problem of a whole asset.
///
/// Schema `ApplicationIssue` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AssetIssue {
    /// What the problem is.
    #[serde(rename = "conflictType", default, skip_serializing_if = "Option::is_none")]
    pub conflict_type: Option<enums::AssetConflictType>,
    /// How serious the problem is.
    #[serde(
        rename = "conflictSeverity",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub conflict_severity: Option<enums::ConflictSeverity>,
    /// Text that helps to find the cause. For a missing asset it can be the name of that asset; may be
    /// null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl AssetIssue {
    /// A builder of [`AssetIssue`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::AssetIssueBuilder {
        Default::default()
    }
}

/// An asset that uses public elements of another one: a consumer. The row describes one revision of
/// the consumer.
///
/// Schema `AssetDependency` of the document.
#[doc(alias = "dependency")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Consumer {
    /// Key of the asset, a UUID.
    pub key: String,
    /// Key of the portfolio to which the asset belongs, a UUID; may be null.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<String>,
    /// Number of the revision that this row describes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// Name of the asset in this revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Description of the asset in this revision; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Type of the asset, such as `WebApplication`, `MobileApplication`, `Workflow`, `Agent` or
    /// `LowCodeLibrary`. Other values are possible.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// Digest of the signature, a UUID. It changes with every change of the public elements.
    #[serde(
        rename = "signatureDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub signature_digest: Option<uuid::Uuid>,
    /// Digest of the part of the signature that matters for compatibility, a UUID. It changes only with
    /// changes that may break the assets that use this one.
    #[serde(
        rename = "compatibilitySignatureDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub compatibility_signature_digest: Option<uuid::Uuid>,
    /// Digest of the model, a UUID. It changes with every change of the model.
    #[serde(rename = "modelDigest", default, skip_serializing_if = "Option::is_none")]
    pub model_digest: Option<uuid::Uuid>,
}

impl Consumer {
    /// A builder of [`Consumer`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::ConsumerBuilder {
        Default::default()
    }
}

/// The consumers of an asset, without paging.
///
/// Schema `AssetDependencyListResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ConsumerList {
    /// The consumers, one row per revision.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<Consumer>,
}

impl ConsumerList {
    /// A builder of [`ConsumerList`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::ConsumerListBuilder {
        Default::default()
    }
}

/// A deletion analysis with its state and, once it has finished, its report.
///
/// Schema `PublicDeletionAnalysisReportPublicAnalysisResult` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeletionAnalysis {
    /// Key of the analysis.
    #[serde(rename = "analysisKey", default, skip_serializing_if = "Option::is_none")]
    pub analysis_key: Option<String>,
    /// Kind of the analysis: `Deletion`.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<enums::AnalysisKind>,
    /// State of the analysis: `InProgress`, then `Finished` or `Failed`.
    #[serde(rename = "processStatus")]
    pub process_status: enums::ProcessStatus,
    /// Why the analysis failed. Expect null unless `processStatus` is `Failed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Problem>,
    /// The report. Expect null unless `processStatus` is `Finished`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<DeletionImpactReport>,
    /// Null, because the analysis of a deletion is not about one environment.
    #[doc(alias = "stage")]
    #[serde(rename = "environmentKey", default, skip_serializing_if = "Option::is_none")]
    pub environment_key: Option<uuid::Uuid>,
    /// When the analysis started, RFC 3339.
    #[serde(
        rename = "startedAt",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub started_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Key of the asset that was analyzed.
    #[serde(rename = "assetKey", default, skip_serializing_if = "Option::is_none")]
    pub asset_key: Option<uuid::Uuid>,
}

impl DeletionAnalysis {
    /// A builder of [`DeletionAnalysis`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DeletionAnalysisBuilder {
        Default::default()
    }
}

/// An asset that depends on the asset to be deleted.
///
/// Schema `PublicImpactedApplication` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeletionImpact {
    /// Name of the asset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Type of the asset, such as `WebApplication` or `Workflow`. Other values are possible.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// Key of the portfolio to which the asset belongs, a UUID; may be null.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<String>,
    /// Name of that portfolio; may be null.
    #[serde(rename = "portfolioName", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_name: Option<String>,
    /// Key of the asset, a UUID.
    #[serde(rename = "assetKey")]
    pub asset_key: String,
    /// The revisions of the asset that are deployed, each with its environment (stage in the portal)
    /// and the severity of the effect.
    #[serde(
        rename = "deployedRevisions",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub deployed_revisions: Vec<DeployedRevision>,
}

impl DeletionImpact {
    /// A builder of [`DeletionImpact`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DeletionImpactBuilder {
        Default::default()
    }
}

/// The report of a finished deletion analysis.
///
/// Schema `PublicDeletionAnalysisReport` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeletionImpactReport {
    /// Result of the analysis as a whole.
    pub status: enums::ReportStatus,
    /// Environments (stages in the portal) in which the asset runs.
    #[doc(alias = "stage")]
    #[serde(
        rename = "deployedEnvironments",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub deployed_environments: Vec<DeployedEnvironment>,
    /// Custom domains that lose their app.
    #[serde(
        rename = "impactedDomains",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub impacted_domains: Vec<ImpactedDomain>,
    /// Assets that depend on the asset. Expect an empty list if there are none.
    #[serde(
        rename = "impactedAssets",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub impacted_assets: Vec<DeletionImpact>,
}

impl DeletionImpactReport {
    /// A builder of [`DeletionImpactReport`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DeletionImpactReportBuilder {
        Default::default()
    }
}

/// An asset that a revision uses, directly or through other assets: a producer.
///
/// Schema `AssetDependencyWithProducerReferences` of the document.
#[doc(alias = "producer")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Dependency {
    /// Key of the asset, a UUID.
    pub key: String,
    /// Key of the portfolio to which the asset belongs, a UUID; may be null.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<String>,
    /// Number of the revision that this row describes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// Name of the asset in this revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Description of the asset in this revision; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Type of the asset, such as `WebApplication`, `MobileApplication`, `Workflow`, `Agent` or
    /// `LowCodeLibrary`. Other values are possible.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// Digest of the signature, a UUID. It changes with every change of the public elements.
    #[serde(
        rename = "signatureDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub signature_digest: Option<uuid::Uuid>,
    /// Digest of the part of the signature that matters for compatibility, a UUID. It changes only with
    /// changes that may break the assets that use this one.
    #[serde(
        rename = "compatibilitySignatureDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub compatibility_signature_digest: Option<uuid::Uuid>,
    /// Digest of the model, a UUID. It changes with every change of the model.
    #[serde(rename = "modelDigest", default, skip_serializing_if = "Option::is_none")]
    pub model_digest: Option<uuid::Uuid>,
    /// True if the revision itself uses the asset; false if the revision uses it only through other
    /// assets.
    #[serde(
        rename = "isDirectProducer",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub is_direct_producer: Option<bool>,
    /// Keys of the assets that this asset uses, UUIDs. The list is null or empty if there are none.
    #[serde(
        rename = "producers",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub producer_keys: Vec<String>,
}

impl Dependency {
    /// A builder of [`Dependency`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DependencyBuilder {
        Default::default()
    }
}

/// The producer graph of a revision, as a tree.
///
/// Schema `AssetDependencyProducerListResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DependencyGraph {
    /// The direct producers of the revision.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<DependencyNode>,
}

impl DependencyGraph {
    /// A builder of [`DependencyGraph`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DependencyGraphBuilder {
        Default::default()
    }
}

/// The producers of a revision as a flat list, without paging.
///
/// Schema `AssetDependencyWithProducerReferencesListResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DependencyList {
    /// The producers, each of them once.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<Dependency>,
}

impl DependencyList {
    /// A builder of [`DependencyList`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DependencyListBuilder {
        Default::default()
    }
}

/// An asset that another one uses, with its own producers: a node of the producer graph.
///
/// Schema `AssetDependencyProducer` of the document.
#[doc(alias = "producer")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DependencyNode {
    /// Key of the asset, a UUID.
    pub key: String,
    /// Key of the portfolio to which the asset belongs, a UUID; may be null.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<String>,
    /// Number of the revision that this row describes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// Name of the asset in this revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Description of the asset in this revision; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Type of the asset, such as `WebApplication`, `MobileApplication`, `Workflow`, `Agent` or
    /// `LowCodeLibrary`. Other values are possible.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// Digest of the signature, a UUID. It changes with every change of the public elements.
    #[serde(
        rename = "signatureDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub signature_digest: Option<uuid::Uuid>,
    /// Digest of the part of the signature that matters for compatibility, a UUID. It changes only with
    /// changes that may break the assets that use this one.
    #[serde(
        rename = "compatibilitySignatureDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub compatibility_signature_digest: Option<uuid::Uuid>,
    /// Digest of the model, a UUID. It changes with every change of the model.
    #[serde(rename = "modelDigest", default, skip_serializing_if = "Option::is_none")]
    pub model_digest: Option<uuid::Uuid>,
    /// Assets that this asset uses. The same asset can occur in several places of the graph. The list
    /// is null or empty if there are none.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub producers: Vec<DependencyNode>,
}

impl DependencyNode {
    /// A builder of [`DependencyNode`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DependencyNodeBuilder {
        Default::default()
    }
}

/// One path of assets between a consumer and a library that it uses indirectly.
///
/// Schema `PublicDependencyPath` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DependencyPath {
    /// The assets on the path.
    #[serde(
        rename = "indirectElements",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub assets: Vec<IntermediateAsset>,
}

impl DependencyPath {
    /// A builder of [`DependencyPath`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DependencyPathBuilder {
        Default::default()
    }
}

/// An environment (stage in the portal) in which the asset is deployed.
///
/// Schema `EnvironmentReport` of the document.
#[doc(alias = "stage")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeployedEnvironment {
    /// Key of the environment, a UUID.
    #[doc(alias = "stage")]
    #[serde(rename = "environmentKey")]
    pub environment_key: String,
    /// Name of the environment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Purpose of the environment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<enums::EnvironmentPurpose>,
}

impl DeployedEnvironment {
    /// A builder of [`DeployedEnvironment`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DeployedEnvironmentBuilder {
        Default::default()
    }
}

/// A deployed revision of an asset that depends on the asset to be deleted.
///
/// Schema `PublicDeployedRevision` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeployedRevision {
    /// Number of the deployed revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// Key of the environment (stage in the portal) in which it is deployed, a UUID.
    #[doc(alias = "stage")]
    #[serde(rename = "environmentKey", default, skip_serializing_if = "Option::is_none")]
    pub environment_key: Option<String>,
    /// How the revision depends on the asset, as free text. The values are not documented.
    #[serde(rename = "consumerType", default, skip_serializing_if = "Option::is_none")]
    pub consumer_type: Option<String>,
    /// How serious the effect of the deletion is. A guide of the service calls it `conflictSeverity`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<enums::ConflictSeverity>,
    /// Text that explains an indirect use of a library; may be null.
    #[serde(
        rename = "indirectLibraryHint",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub indirect_library_hint: Option<String>,
    /// The paths of assets through which the revision uses the library indirectly.
    #[serde(
        rename = "indirectDependencies",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub indirect_dependencies: Vec<DependencyPath>,
}

impl DeployedRevision {
    /// A builder of [`DeployedRevision`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DeployedRevisionBuilder {
        Default::default()
    }
}

/// A deployment analysis (impact analysis) with its state and, once it has finished, its report.
///
/// Schema `PublicDeploymentAnalysisReportPublicAnalysisResult` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeploymentAnalysis {
    /// Key of the analysis.
    #[serde(rename = "analysisKey", default, skip_serializing_if = "Option::is_none")]
    pub analysis_key: Option<String>,
    /// Kind of the analysis: `Deployment`.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<enums::AnalysisKind>,
    /// State of the analysis: `InProgress`, then `Finished` or `Failed`.
    #[serde(rename = "processStatus")]
    pub process_status: enums::ProcessStatus,
    /// Why the analysis failed. Expect null unless `processStatus` is `Failed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Problem>,
    /// The report. Expect null unless `processStatus` is `Finished`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<DeploymentImpactReport>,
    /// Key of the target environment (stage in the portal).
    #[doc(alias = "stage")]
    #[serde(rename = "environmentKey", default, skip_serializing_if = "Option::is_none")]
    pub environment_key: Option<uuid::Uuid>,
    /// When the analysis started, RFC 3339.
    #[serde(
        rename = "startedAt",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "odc_runtime::de::optional_timestamp"
    )]
    pub started_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Key of the asset that was analyzed.
    #[serde(rename = "assetKey", default, skip_serializing_if = "Option::is_none")]
    pub asset_key: Option<uuid::Uuid>,
}

impl DeploymentAnalysis {
    /// A builder of [`DeploymentAnalysis`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DeploymentAnalysisBuilder {
        Default::default()
    }
}

/// An asset that the deployment would affect, with its problems.
///
/// Schema `PublicApplicationReport` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeploymentImpact {
    /// Number of the revision of this asset in the target environment; may be null, for example if it
    /// is not deployed there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// Type of the asset, such as `WebApplication` or `Workflow`. Other values are possible.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// How this asset is related to the asset to be deployed.
    #[serde(rename = "referenceType", default, skip_serializing_if = "Option::is_none")]
    pub reference_type: Option<enums::ReferenceType>,
    /// Problems with single public elements. Expect an empty list if there are none.
    #[serde(
        rename = "elementLevelIssues",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub element_issues: Vec<ElementIssue>,
    /// Problems of the whole asset. Expect an empty list if there are none.
    #[serde(
        rename = "applicationLevelIssues",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub asset_issues: Vec<AssetIssue>,
    /// Key of the asset, a UUID.
    #[serde(rename = "assetKey", default, skip_serializing_if = "Option::is_none")]
    pub asset_key: Option<String>,
}

impl DeploymentImpact {
    /// A builder of [`DeploymentImpact`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DeploymentImpactBuilder {
        Default::default()
    }
}

/// The report of a finished deployment analysis (impact analysis).
///
/// Schema `PublicDeploymentAnalysisReport` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeploymentImpactReport {
    /// Result of the analysis as a whole.
    pub status: enums::ReportStatus,
    /// Assets that the deployment would affect. Expect an empty list if there are no problems.
    #[serde(
        rename = "impactedAssets",
        default,
        deserialize_with = "odc_runtime::de::null_as_default"
    )]
    pub impacted_assets: Vec<DeploymentImpact>,
}

impl DeploymentImpactReport {
    /// A builder of [`DeploymentImpactReport`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::DeploymentImpactReportBuilder {
        Default::default()
    }
}

/// A problem with one public element on which a consumer depends.
///
/// Schema `ElementIssue` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ElementIssue {
    /// Name of the element.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Type of the element, such as a block, a client, server or service action, an entity, a
    /// structure, an event, a role, a screen, an image or a theme. Other values are possible.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// Whether the element is missing or incompatible.
    #[serde(rename = "conflictType", default, skip_serializing_if = "Option::is_none")]
    pub conflict_type: Option<enums::ElementConflictType>,
    /// How serious the problem is.
    #[serde(
        rename = "conflictSeverity",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub conflict_severity: Option<enums::ConflictSeverity>,
    /// What exactly is missing or does not match; may be null.
    #[serde(
        rename = "incompatibilityType",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub incompatibility_type: Option<enums::IncompatibilityType>,
    /// Text that helps to find the cause; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl ElementIssue {
    /// A builder of [`ElementIssue`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::ElementIssueBuilder {
        Default::default()
    }
}

/// A custom domain that loses its app when the asset is deleted.
///
/// Schema `ImpactedDomain` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ImpactedDomain {
    /// Key of the domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Host name of the domain, such as `shop.example.com`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hostname: Option<String>,
    /// Key of the environment (stage in the portal) to which the domain belongs, a UUID.
    #[doc(alias = "stage")]
    #[serde(rename = "environmentKey", default, skip_serializing_if = "Option::is_none")]
    pub environment_key: Option<String>,
    /// Name of that environment.
    #[doc(alias = "stage")]
    #[serde(
        rename = "environmentName",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub environment_name: Option<String>,
}

impl ImpactedDomain {
    /// A builder of [`ImpactedDomain`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::ImpactedDomainBuilder {
        Default::default()
    }
}

/// An asset between the consumer and the library that it uses indirectly.
///
/// Schema `PublicIndirectElement` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct IntermediateAsset {
    /// Name of the asset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Number of its revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// Key of the portfolio to which the asset belongs, a UUID; may be null.
    #[serde(rename = "portfolioKey", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_key: Option<String>,
    /// Name of that portfolio; may be null.
    #[serde(rename = "portfolioName", default, skip_serializing_if = "Option::is_none")]
    pub portfolio_name: Option<String>,
    /// Key of the asset, a UUID.
    #[serde(rename = "assetKey")]
    pub asset_key: String,
}

impl IntermediateAsset {
    /// A builder of [`IntermediateAsset`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::IntermediateAssetBuilder {
        Default::default()
    }
}

/// The asset whose deletion is to be analyzed.
///
/// Schema `PublicLaunchDeletionAnalysisRequest` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NewDeletionAnalysis {
    /// Key of the asset to analyze, a UUID.
    #[serde(rename = "assetKey")]
    pub asset_key: String,
}

impl NewDeletionAnalysis {
    /// A builder of [`NewDeletionAnalysis`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::NewDeletionAnalysisBuilder {
        Default::default()
    }
}

/// The deployment that is to be analyzed.
///
/// Schema `PublicLaunchDeploymentAnalysisRequest` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NewDeploymentAnalysis {
    /// Number of the revision to analyze.
    pub revision: i32,
    /// Key of the target environment (stage in the portal), a UUID.
    #[doc(alias = "stage")]
    #[serde(rename = "environmentKey")]
    pub environment_key: String,
    /// Key of the asset to analyze, a UUID.
    #[serde(rename = "assetKey")]
    pub asset_key: String,
}

impl NewDeploymentAnalysis {
    /// A builder of [`NewDeploymentAnalysis`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::NewDeploymentAnalysisBuilder {
        Default::default()
    }
}

/// Paging values of a search.
///
/// Schema `PageInfoWithTotals` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PageInfo {
    /// Number of rows on this page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i32>,
    /// Page size that the service used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// Position of the first row on the page, counted from zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<i32>,
    /// Value of `offset` for the next page. It may be null. To detect the end, do not rely on null
    /// alone: also compare with `totalResults`.
    #[serde(rename = "nextPageOffset", default, skip_serializing_if = "Option::is_none")]
    pub next_page_offset: Option<i32>,
    /// Number of matching rows on all pages together.
    #[serde(rename = "totalResults", default, skip_serializing_if = "Option::is_none")]
    pub total_results: Option<i32>,
    /// Number of pages. Expect `totalResults` divided by `limit`, rounded up.
    #[serde(rename = "totalPages", default, skip_serializing_if = "Option::is_none")]
    pub total_pages: Option<i32>,
}

impl PageInfo {
    /// A builder of [`PageInfo`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PageInfoBuilder {
        Default::default()
    }
}

/// Error body. Any field may be absent. A gateway in front of the service may send a different kind
/// of body.
///
/// Schema `ProblemDetails` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Problem {
    /// URI reference that names the kind of problem.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// Short summary of the problem.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// HTTP status code of the response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<i32>,
    /// Explanation of this particular failure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// URI reference for this occurrence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
}

impl Problem {
    /// A builder of [`Problem`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::ProblemBuilder {
        Default::default()
    }
}

/// A public element: something that an asset offers to other assets, such as a server action, an
/// entity or a block.
///
/// Schema `PublicElementStringTypes` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublicElement {
    /// Key of the asset that offers the element, a UUID.
    #[serde(rename = "assetKey")]
    pub asset_key: String,
    /// Name of that asset.
    #[serde(rename = "assetName", default, skip_serializing_if = "Option::is_none")]
    pub asset_name: Option<String>,
    /// Number of the revision of that asset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// Tag (version in the portal) of that revision, such as `1.2.0`; may be null if it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Key of the element. It is unique only inside its asset.
    pub key: String,
    /// Name of the element.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Description of the element; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Digest of the signature of the element, a UUID as plain text. It changes whenever the signature
    /// changes. Compare it, do not parse it.
    #[serde(
        rename = "signatureDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub signature_digest: Option<String>,
    /// Digest of the part of the signature that matters for compatibility, a UUID as plain text. It
    /// changes only with changes that may break the assets that use the element.
    #[serde(
        rename = "compatibilitySignatureDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub compatibility_signature_digest: Option<String>,
    /// True if the element is not public itself, but a public element needs it.
    #[serde(rename = "isHidden", default, skip_serializing_if = "Option::is_none")]
    pub is_hidden: Option<bool>,
    /// Type of the asset, such as `WebApplication` or `LowCodeLibrary`. Other values are possible.
    #[serde(rename = "assetType", default, skip_serializing_if = "Option::is_none")]
    pub asset_type: Option<String>,
    /// Type of the element, such as a block, a client, server or service action, an entity, a
    /// structure, an event, a role, a screen, an image or a theme. Other values are possible.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
}

impl PublicElement {
    /// A builder of [`PublicElement`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PublicElementBuilder {
        Default::default()
    }
}

/// Filters, order and page of a search for public elements. Every field is optional.
///
/// Schema `DependenciesPublicElementFilter` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublicElementFilter {
    /// Text that the name of the element must contain.
    #[serde(
        rename = "elementNameContains",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub element_name_contains: Option<String>,
    /// Text that the name or the description of the element must contain.
    #[serde(
        rename = "elementNameOrDescriptionContains",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub element_name_or_description_contains: Option<String>,
    /// Type of the elements to find, as in the field `type` of the results.
    #[serde(rename = "elementType", default, skip_serializing_if = "Option::is_none")]
    pub element_type: Option<String>,
    /// True includes hidden elements. A hidden element is not public, but a public element needs it.
    /// The default is not documented.
    #[serde(rename = "includeHidden", default, skip_serializing_if = "Option::is_none")]
    pub include_hidden: Option<bool>,
    /// Keys of portfolios, UUIDs. The result contains only elements that assets in these portfolios can
    /// use.
    #[serde(
        rename = "consumerPortfolioKeys",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub consumer_portfolio_keys: Option<Vec<String>>,
    /// Maximum number of rows on the page. For this search, neither a range nor a default is
    /// documented; the general documentation of the service gives 1 to 100 for all lists, and 100 as
    /// the default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// Position of the first row to return, counted from zero. The default is 0: the general
    /// documentation of the service gives it for all lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<i32>,
    /// Field to sort by, such as `name`, without a hyphen: `sortAscending` gives the direction. The
    /// default is not documented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// True for ascending order, false for descending order.
    #[serde(rename = "sortAscending", default, skip_serializing_if = "Option::is_none")]
    pub sort_ascending: Option<bool>,
    /// Assets whose elements are to be found. Without it, all assets are searched.
    #[serde(rename = "assetFilters", default, skip_serializing_if = "Option::is_none")]
    pub asset_filters: Option<Vec<AssetFilter>>,
}

impl PublicElementFilter {
    /// A builder of [`PublicElementFilter`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PublicElementFilterBuilder {
        Default::default()
    }
}

/// The public elements of a revision, without paging.
///
/// Schema `PublicElementStringTypesListResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublicElementList {
    /// The elements.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<PublicElement>,
}

impl PublicElementList {
    /// A builder of [`PublicElementList`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PublicElementListBuilder {
        Default::default()
    }
}

/// One page of public elements.
///
/// Schema `PublicElementStringTypesPagedListResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublicElementPage {
    /// Paging values of the search.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageInfo>,
    /// Elements on this page.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<PublicElement>,
}

impl PublicElementPage {
    /// A builder of [`PublicElementPage`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::PublicElementPageBuilder {
        Default::default()
    }
}

/// A public element of another asset that a revision uses.
///
/// Schema `ReferencedElementStringTypes` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ReferencedElement {
    /// Key of the asset that uses the element, a UUID.
    #[serde(rename = "assetKey", default, skip_serializing_if = "Option::is_none")]
    pub asset_key: Option<String>,
    /// Number of the revision that uses the element.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// Key of the element. It is unique only inside the asset that offers it.
    pub key: String,
    /// Name of the element.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Description of the element; may be null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// True if the element is not public itself, but a public element needs it.
    #[serde(rename = "isHidden", default, skip_serializing_if = "Option::is_none")]
    pub is_hidden: Option<bool>,
    /// Digest of the signature of the element, a UUID as plain text. It changes whenever the signature
    /// changes. Compare it, do not parse it.
    #[serde(
        rename = "signatureDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub signature_digest: Option<String>,
    /// Digest of the part of the signature that matters for compatibility, a UUID as plain text. It
    /// changes only with changes that may break the assets that use the element.
    #[serde(
        rename = "compatibilitySignatureDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub compatibility_signature_digest: Option<String>,
    /// Key of the asset that offers the element, a UUID.
    #[serde(rename = "producerAssetKey")]
    pub producer_asset_key: String,
    /// Name of that asset.
    #[serde(
        rename = "producerAssetName",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub producer_asset_name: Option<String>,
    /// Type of the element, such as a block, a client, server or service action, an entity, a
    /// structure, an event, a role, a screen, an image or a theme. Other values are possible.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// Type of the asset that offers the element, such as `LowCodeLibrary`. Other values are possible.
    #[serde(
        rename = "producerAssetType",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub producer_asset_type: Option<String>,
}

impl ReferencedElement {
    /// A builder of [`ReferencedElement`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::ReferencedElementBuilder {
        Default::default()
    }
}

/// The elements that a revision uses, without paging.
///
/// Schema `ReferencedElementStringTypesListResponse` of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ReferencedElementList {
    /// The elements, each with the asset that offers it.
    #[serde(default, deserialize_with = "odc_runtime::de::null_as_default")]
    pub results: Vec<ReferencedElement>,
}

impl ReferencedElementList {
    /// A builder of [`ReferencedElementList`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::ReferencedElementListBuilder {
        Default::default()
    }
}

/// The key of an analysis that was started.
///
/// Schema `ReferenceKeyResponse` of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct StartedAnalysis {
    /// Key of the new analysis, a UUID as plain text. Use it to read the analysis.
    #[serde(rename = "analysisKey")]
    pub analysis_key: String,
}

impl StartedAnalysis {
    /// A builder of [`StartedAnalysis`], with nothing set.
    #[must_use]
    pub fn builder() -> type_builders::StartedAnalysisBuilder {
        Default::default()
    }
}
