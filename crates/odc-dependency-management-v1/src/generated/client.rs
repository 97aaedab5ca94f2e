// @generated from openapi/dependency-management-v1.json (SHA-256 18cff6eed5b6ca8139546c5a09bf30294ea6ce42d7b7935e23e3268357c332c5)
// by `cargo xtask generate dependency-management-v1`. Do not edit: change the document, its overlay or the xtask.

//! The client: one method per operation.

use odc_runtime::client::ClientWithMiddleware;
use odc_runtime::{Error, Tenant, Transport};
use super::{builder, operations};

/// Client of the Dependency Management API, version v1.
///
/// Cheap to clone; clones share everything. Each method returns the builder of a call: set its
/// parameters, then call `.send()`.
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) transport: Transport,
}

impl Client {
    /// A client of this API for a tenant. No I/O happens yet: the first call fetches discovery and token.
    #[must_use]
    pub fn connect(tenant: &Tenant) -> Self {
        Self {
            transport: Transport::for_tenant(tenant, operations::BASE_PATH),
        }
    }

    /// A client that sends through your own HTTP client, without a tenant.
    ///
    /// `base_url` includes the path of the API, such as
    /// `https://acme.outsystems.dev/api/dependency-management/v1`. The middleware of your HTTP client
    /// is responsible for authentication, retries and limits.
    ///
    /// The reqwest library also sends some requests again by itself: those that the server of an HTTP/2
    /// connection did not accept, and those that `reqwest::ClientBuilder::retry` selects. Your
    /// middleware does not see these retries, and no rate budget counts them. To turn them off, build
    /// your client with `.retry(reqwest::retry::never())`.
    ///
    /// # Errors
    /// A `base_url` that is not an http or https URL.
    pub fn new(
        base_url: &str,
        http: impl Into<ClientWithMiddleware>,
    ) -> Result<Self, Error> {
        Ok(Self {
            transport: Transport::new(base_url, http)?,
        })
    }

    /// Get a deletion analysis.
    ///
    /// Returns the state of a deletion analysis and, once it has finished, its report: which assets the
    /// deletion would affect. Read it again every few seconds until `processStatus` is `Finished` or
    /// `Failed`: both are final. It is not documented how long the service keeps an analysis.
    ///
    /// The API document names no permission for this operation. A guide of the service says that it
    /// needs the permission to delete the asset.
    ///
    /// # Arguments
    /// - `analysis_key`: Key of the analysis, a UUID: `analysisKey` in the response to the request that
    ///   started it.
    ///
    /// # Response
    /// The analysis. Expect a `report` only when `processStatus` is `Finished`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`dependency-management`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read this deletion analysis.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - 404: No deletion analysis has this key.
    ///
    /// Operation `DeletionAnalysis_GetResult`: `GET /deletion-analyses/{analysisKey}`.
    #[doc(alias = "impact")]
    #[doc(alias = "delete")]
    #[doc(alias = "DeletionAnalysis_GetResult")]
    pub fn get_deletion_analysis(
        &self,
        analysis_key: impl ToString,
    ) -> builder::GetDeletionAnalysis {
        builder::GetDeletionAnalysis::new(self, analysis_key.to_string())
    }

    /// Start a deletion analysis.
    ///
    /// Starts an analysis of what the deletion of an asset would affect. The analysis runs in the
    /// background; use `analysisKey` of the response to read it. It changes nothing: the asset is not
    /// deleted. The service does not require the analysis for a deletion.
    ///
    /// For an app or agent, the analysis reports the effect of removing it from the environments
    /// (stages in the portal) in which it runs. For a library, it reports the running apps that contain
    /// it. These apps continue to work, but they can no longer be built with the library.
    ///
    /// It is not documented how the service reports an unknown asset: the request can fail, or the
    /// analysis.
    ///
    /// # Response
    /// The analysis was accepted. Use `analysisKey` to read it. A user of the service has also seen
    /// status 200.
    ///
    /// # Permission
    /// `Asset management > Delete`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`dependency-management`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to delete this asset. The analysis needs the same
    ///   permission as the deletion.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    ///
    /// Operation `DeletionAnalysis_LaunchDeletionAnalysis`: `POST /deletion-analyses`.
    #[doc(alias = "impact")]
    #[doc(alias = "delete")]
    #[doc(alias = "launch")]
    #[doc(alias = "DeletionAnalysis_LaunchDeletionAnalysis")]
    pub fn start_deletion_analysis(&self) -> builder::StartDeletionAnalysis {
        builder::StartDeletionAnalysis::new(self)
    }

    /// Get a deployment analysis.
    ///
    /// Returns the state of a deployment analysis and, once it has finished, its report: which problems
    /// the deployment would cause in the target environment (stage in the portal). Read it again every
    /// few seconds until `processStatus` is `Finished` or `Failed`: both are final. It is not
    /// documented how long the service keeps an analysis.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Arguments
    /// - `analysis_key`: Key of the analysis, a UUID: `analysisKey` in the response to the request that
    ///   started it.
    ///
    /// # Response
    /// The analysis. Expect a `report` only when `processStatus` is `Finished`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`dependency-management`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read this deployment analysis.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - 404: No deployment analysis has this key.
    ///
    /// Operation `DeploymentAnalysis_GetResult`: `GET /deployment-analyses/{analysisKey}`.
    #[doc(alias = "impact")]
    #[doc(alias = "deploy")]
    #[doc(alias = "promote")]
    #[doc(alias = "DeploymentAnalysis_GetResult")]
    pub fn get_deployment_analysis(
        &self,
        analysis_key: impl ToString,
    ) -> builder::GetDeploymentAnalysis {
        builder::GetDeploymentAnalysis::new(self, analysis_key.to_string())
    }

    /// Start a deployment analysis.
    ///
    /// Starts an impact analysis: what happens when a revision of an asset is deployed to an
    /// environment (stage in the portal). The analysis runs in the background; use `analysisKey` of the
    /// response to read it. It changes nothing. The portal runs it before each deployment. It is not
    /// documented that the deployments API runs it or needs it.
    ///
    /// If another asset in the environment has the same name, that is an error. Most mismatches between
    /// a producer and a consumer are warnings. A workflow cannot be deployed while its agentic app is
    /// missing in the environment.
    ///
    /// It is not documented how the service reports an unknown asset, revision or environment: the
    /// request can fail, or the analysis. A user of the service has seen a tenant that returns 404 for
    /// every deployment analysis.
    ///
    /// # Response
    /// The analysis was accepted. Use `analysisKey` to read it. A user of the service has also seen
    /// status 200.
    ///
    /// # Permission
    /// `Release management > Deploy assets`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`dependency-management`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to deploy this asset. The analysis needs the same
    ///   permission as the deployment.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    ///
    /// Operation `DeploymentAnalysis_LaunchDeploymentAnalysis`: `POST /deployment-analyses`.
    #[doc(alias = "impact")]
    #[doc(alias = "deploy")]
    #[doc(alias = "promote")]
    #[doc(alias = "launch")]
    #[doc(alias = "DeploymentAnalysis_LaunchDeploymentAnalysis")]
    pub fn start_deployment_analysis(&self) -> builder::StartDeploymentAnalysis {
        builder::StartDeploymentAnalysis::new(self)
    }

    /// List the consumers of an asset.
    ///
    /// Returns the assets that use public elements of any revision of this asset. The response contains
    /// the whole list, without paging.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    ///
    /// # Response
    /// The consumers of the asset.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`dependency-management`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read the consumers of this asset.
    /// - 404: No asset has this key.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure. A parameter that the service cannot read can be the cause: the
    ///   operation declares no 400.
    ///
    /// Operation `DependencyManagement_ListAssetConsumers`: `GET /assets/{assetKey}/consumers`.
    #[doc(alias = "dependency")]
    #[doc(alias = "used by")]
    #[doc(alias = "DependencyManagement_ListAssetConsumers")]
    pub fn list_consumers(&self, asset_key: impl ToString) -> builder::ListConsumers {
        builder::ListConsumers::new(self, asset_key.to_string())
    }

    /// Get the producer graph of a revision.
    ///
    /// Returns the assets that a revision uses, as a tree: each producer contains its own producers. An
    /// asset can occur several times in the tree. The response contains the whole tree, without paging.
    /// `GET /assets/{assetKey}/revisions/{revisionNumber}/producers` returns the same assets as a flat
    /// list.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    /// - `revision_number`: Number of the revision. Each new revision of an asset gets the next number,
    ///   and no number is used twice.
    ///
    /// # Response
    /// The direct producers of the revision, each with its own producers inside it.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`dependency-management`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read the producer graph of this asset.
    /// - 404: No asset has this key, or the asset has no revision with this number.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure. A parameter that the service cannot read can be the cause: the
    ///   operation declares no 400.
    ///
    /// Operation `DependencyManagement_ListAssetProducerGraph`:
    /// `GET /assets/{assetKey}/revisions/{revisionNumber}/producer-graph`.
    #[doc(alias = "dependency")]
    #[doc(alias = "tree")]
    #[doc(alias = "DependencyManagement_ListAssetProducerGraph")]
    pub fn get_producer_graph(
        &self,
        asset_key: impl ToString,
        revision_number: i32,
    ) -> builder::GetProducerGraph {
        builder::GetProducerGraph::new(self, asset_key.to_string(), revision_number)
    }

    /// List the producers of a revision.
    ///
    /// Returns the assets that a revision uses, directly or through other assets. The list is flat: it
    /// contains each asset once, with the keys of the producers that this asset uses. The response
    /// contains the whole list, without paging.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    /// - `revision_number`: Number of the revision. Each new revision of an asset gets the next number,
    ///   and no number is used twice.
    ///
    /// # Response
    /// The producers of the revision, direct and indirect.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`dependency-management`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read the producers of this asset.
    /// - 404: No asset has this key, or the asset has no revision with this number.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure. A parameter that the service cannot read can be the cause: the
    ///   operation declares no 400.
    ///
    /// Operation `DependencyManagement_ListAssetProducers`:
    /// `GET /assets/{assetKey}/revisions/{revisionNumber}/producers`.
    #[doc(alias = "dependency")]
    #[doc(alias = "uses")]
    #[doc(alias = "DependencyManagement_ListAssetProducers")]
    pub fn list_producers(
        &self,
        asset_key: impl ToString,
        revision_number: i32,
    ) -> builder::ListProducers {
        builder::ListProducers::new(self, asset_key.to_string(), revision_number)
    }

    /// List the consumers of a revision.
    ///
    /// Returns the assets that use public elements of this revision. The response contains the whole
    /// list, without paging. `GET /assets/{assetKey}/consumers` returns the consumers of all revisions.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    /// - `revision_number`: Number of the revision. Each new revision of an asset gets the next number,
    ///   and no number is used twice.
    ///
    /// # Response
    /// The consumers of the revision.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`dependency-management`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read the consumers of this revision.
    /// - 404: No asset has this key, or the asset has no revision with this number.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure. A parameter that the service cannot read can be the cause: the
    ///   operation declares no 400.
    ///
    /// Operation `DependencyManagement_ListAssetRevisionConsumers`:
    /// `GET /assets/{assetKey}/revisions/{revisionNumber}/consumers`.
    #[doc(alias = "dependency")]
    #[doc(alias = "used by")]
    #[doc(alias = "DependencyManagement_ListAssetRevisionConsumers")]
    pub fn list_revision_consumers(
        &self,
        asset_key: impl ToString,
        revision_number: i32,
    ) -> builder::ListRevisionConsumers {
        builder::ListRevisionConsumers::new(self, asset_key.to_string(), revision_number)
    }

    /// List the public elements of a revision.
    ///
    /// Returns the elements that a revision offers to other assets, such as server actions, entities
    /// and blocks. The response contains the whole list, without paging.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    /// - `revision_number`: Number of the revision. Each new revision of an asset gets the next number,
    ///   and no number is used twice.
    ///
    /// # Response
    /// The public elements of the revision.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`dependency-management`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to read the public elements of this asset.
    /// - 404: No asset has this key, or the asset has no revision with this number.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure. A parameter that the service cannot read can be the cause: the
    ///   operation declares no 400.
    ///
    /// Operation `DependencyManagement_ListAssetRevisionPublicElements`:
    /// `GET /assets/{assetKey}/revisions/{revisionNumber}/public-elements`.
    #[doc(alias = "DependencyManagement_ListAssetRevisionPublicElements")]
    pub fn list_public_elements(
        &self,
        asset_key: impl ToString,
        revision_number: i32,
    ) -> builder::ListPublicElements {
        builder::ListPublicElements::new(self, asset_key.to_string(), revision_number)
    }

    /// List the elements that a revision uses.
    ///
    /// Returns the public elements of other assets that a revision uses, each with the asset that
    /// offers it. The response contains the whole list, without paging.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset, a UUID. The same asset has the same key in every environment
    ///   (stage in the portal).
    /// - `revision_number`: Number of the revision. Each new revision of an asset gets the next number,
    ///   and no number is used twice.
    ///
    /// # Response
    /// The elements that the revision uses.
    ///
    /// # Permission
    /// `Asset management > Open`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`dependency-management`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to open this asset.
    /// - 404: No asset has this key, or the asset has no revision with this number.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - Otherwise: Any other failure. A parameter that the service cannot read can be the cause: the
    ///   operation declares no 400.
    ///
    /// Operation `DependencyManagement_ListReferencedElements`:
    /// `GET /assets/{assetKey}/revisions/{revisionNumber}/referenced-elements`.
    #[doc(alias = "DependencyManagement_ListReferencedElements")]
    pub fn list_referenced_elements(
        &self,
        asset_key: impl ToString,
        revision_number: i32,
    ) -> builder::ListReferencedElements {
        builder::ListReferencedElements::new(
            self,
            asset_key.to_string(),
            revision_number,
        )
    }

    /// Search public elements.
    ///
    /// Searches the public elements of all assets, and returns a page of those that match the filters.
    /// Every filter is optional. The result contains only elements that the API client is allowed to
    /// use. `limit` and `offset` are in the request body, not in the query.
    ///
    /// The operation changes nothing, although it is a POST.
    ///
    /// The service documents no permission for this operation.
    ///
    /// # Response
    /// A page of public elements.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`dependency-management`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to search public elements.
    /// - 404: Something that a filter refers to was not found. It is not documented which filters can
    ///   cause this.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    ///
    /// Operation `DependencyManagement_SearchPublicElements`: `POST /public-elements/search`.
    #[doc(alias = "DependencyManagement_SearchPublicElements")]
    pub fn search_public_elements(&self) -> builder::SearchPublicElements {
        builder::SearchPublicElements::new(self)
    }
}
