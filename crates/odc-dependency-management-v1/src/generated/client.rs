// @generated from openapi/dependency-management-v1.json (SHA-256 6c6e25cdc6767db3ef07665f9ef76c2352c26c78ed08bd31e48d5646362e0082)
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
    /// reqwest itself retries a request that the server of an HTTP/2 connection did not accept, and all
    /// that `reqwest::ClientBuilder::retry` selects. No middleware sees these retries, and no rate
    /// budget counts them. `.retry(reqwest::retry::never())` on the builder of your client turns them
    /// off.
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
    /// `Failed`; both are final. How long the service keeps an analysis is not documented.
    ///
    /// The vendor's guide asks for the permission to delete the asset here too, although the document
    /// names no permission.
    ///
    /// # Arguments
    /// - `analysis_key`: Key of the analysis, from the response that started it.
    ///
    /// # Response
    /// The analysis. `report` is present only when the analysis has finished.
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
    /// - 429: The organization has used up its 100 requests per minute for this API. No `Retry-After`
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
    /// background; read it by the key in the response. It changes nothing: the asset is not deleted,
    /// and no deletion depends on it.
    ///
    /// For an app or agent, the analysis looks at the effect of removing it from the environments
    /// (stages in the portal) where it runs. For a library, it looks at the running apps that contain
    /// it. These apps continue to work, but they can no longer be built with the library.
    ///
    /// # Response
    /// The analysis was accepted. Use `analysisKey` to read it. Status 200 is possible too.
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
    /// - 403: The API client lacks the permission to delete this asset, which the analysis needs too.
    /// - 429: The organization has used up its 100 requests per minute for this API. No `Retry-After`
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
    /// few seconds until `processStatus` is `Finished` or `Failed`; both are final. How long the
    /// service keeps an analysis is not documented.
    ///
    /// # Arguments
    /// - `analysis_key`: Key of the analysis, from the response that started it.
    ///
    /// # Response
    /// The analysis. `report` is present only when the analysis has finished.
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
    /// - 429: The organization has used up its 100 requests per minute for this API. No `Retry-After`
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
    /// environment (stage in the portal). The analysis runs in the background; read it by the key in
    /// the response. It changes nothing, and no deployment depends on it: the portal runs it before
    /// each deployment, but the deployment API does not.
    ///
    /// A name that another asset in the environment already has is an error. Most mismatches between a
    /// producer and a consumer are warnings. A workflow whose agentic app is missing in the environment
    /// cannot be deployed.
    ///
    /// # Response
    /// The analysis was accepted. Use `analysisKey` to read it. Status 200 is possible too.
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
    /// - 403: The API client lacks the permission to deploy this asset, which the analysis needs too.
    /// - 429: The organization has used up its 100 requests per minute for this API. No `Retry-After`
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
    /// Returns the assets that use public elements of any revision of this asset. The list is complete:
    /// it has no pages.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset: an app, library, external library, workflow, agent or
    ///   connection. It is a GUID and the same in all environments.
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
    /// - 404: The asset was not found.
    /// - 429: The organization has used up its 100 requests per minute for this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
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
    /// asset can occur several times in the tree. The response has no pages. The flat list of the same
    /// assets is `GET /assets/{assetKey}/revisions/{revisionNumber}/producers`.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset: an app, library, external library, workflow, agent or
    ///   connection. It is a GUID and the same in all environments.
    /// - `revision_number`: Number of the revision of the asset.
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
    /// - 404: The asset has no such revision, or the asset was not found.
    /// - 429: The organization has used up its 100 requests per minute for this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
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
    /// contains each asset once, with the keys of the producers that this asset uses. The list is
    /// complete: it has no pages.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset: an app, library, external library, workflow, agent or
    ///   connection. It is a GUID and the same in all environments.
    /// - `revision_number`: Number of the revision of the asset.
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
    /// - 404: The asset has no such revision, or the asset was not found.
    /// - 429: The organization has used up its 100 requests per minute for this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
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
    /// Returns the assets that use public elements of this revision. The list is complete: it has no
    /// pages. The consumers of all revisions are in `GET /assets/{assetKey}/consumers`.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset: an app, library, external library, workflow, agent or
    ///   connection. It is a GUID and the same in all environments.
    /// - `revision_number`: Number of the revision of the asset.
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
    /// - 404: The asset has no such revision, or the asset was not found.
    /// - 429: The organization has used up its 100 requests per minute for this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
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
    /// and blocks. The list is complete: it has no pages.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset: an app, library, external library, workflow, agent or
    ///   connection. It is a GUID and the same in all environments.
    /// - `revision_number`: Number of the revision of the asset.
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
    /// - 404: The asset has no such revision, or the asset was not found.
    /// - 429: The organization has used up its 100 requests per minute for this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
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
    /// Returns the public elements of other assets that a revision refers to, each with the asset that
    /// offers it. The list is complete: it has no pages.
    ///
    /// # Arguments
    /// - `asset_key`: Key of the asset: an app, library, external library, workflow, agent or
    ///   connection. It is a GUID and the same in all environments.
    /// - `revision_number`: Number of the revision of the asset.
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
    /// - 403: The API client lacks the permission to open this asset.
    /// - 404: The asset has no such revision, or the asset was not found.
    /// - 429: The organization has used up its 100 requests per minute for this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
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
    /// Returns a page of public elements of all assets that match the filters. Every filter is
    /// optional. The result contains only elements that the caller may refer to. `limit` and `offset`
    /// are in the request body, not in the query.
    ///
    /// The request changes nothing, although its method is POST.
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
    /// - 429: The organization has used up its 100 requests per minute for this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    ///
    /// Operation `DependencyManagement_SearchPublicElements`: `POST /public-elements/search`.
    #[doc(alias = "DependencyManagement_SearchPublicElements")]
    pub fn search_public_elements(&self) -> builder::SearchPublicElements {
        builder::SearchPublicElements::new(self)
    }
}
