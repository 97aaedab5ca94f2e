// @generated from openapi/deployments-v1.json (SHA-256 ca80b3579ac9131d05c506356a29bffe7ea248f355bc3453e741a3a6cd32b33d)
// by `cargo xtask generate deployments-v1`. Do not edit: change the document, its overlay or the xtask.

//! The client: one method per operation.

use odc_runtime::client::ClientWithMiddleware;
use odc_runtime::{Error, Tenant, Transport};
use super::{builder, operations};

/// Client of the Deployments API, version v1.
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
    /// `https://acme.outsystems.dev/api/deployments/v1`. The middleware of your HTTP client is
    /// responsible for authentication, retries and limits.
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

    /// List the deployments.
    ///
    /// Returns a page of deployments: operations that deploy, undeploy or apply configurations. By
    /// default, the latest comes first. If you set several filters, expect deployments that match all
    /// of them; this is not documented. Use this list to follow many deployments with one request, for
    /// example those with the status `Running` in one environment (stage in the portal).
    ///
    /// # Response
    /// A page of deployments.
    ///
    /// # Permission
    /// `Stage > View stage` for the environment of the operation.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`deployments`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The request is not valid. Possible causes: the value of a filter cannot be read, or a
    ///   field of `sort` is unknown.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    ///
    /// Operation `DeploymentOperations_Filter`: `GET /deployment-operations`.
    #[doc(alias = "deployment_operation")]
    #[doc(alias = "DeploymentOperations_Filter")]
    pub fn list_deployments(&self) -> builder::ListDeployments {
        builder::ListDeployments::new(self)
    }

    /// Start a deployment.
    ///
    /// Starts an operation on one asset in one environment (stage in the portal). `operation` selects
    /// what it does:
    ///
    /// - `Deploy` puts a revision of the asset into the environment. Send `assetKey`, `revision`,
    ///   `buildKey` and `environmentKey`. The build must be a finished `Release` build of this
    ///   revision. The revision replaces the one that runs there; a workflow keeps its older revisions
    ///   until their running instances end. `Deploy` also applies the pending configuration of the
    ///   asset, and starts the timers that are scheduled on publish. It takes no version: to give the
    ///   revision a version, tag it first, with the asset repository API. To roll back, deploy an older
    ///   revision.
    /// - `Undeploy` removes the asset from the environment. Send `assetKey` and `environmentKey`. If
    ///   the asset is the default app of a domain, the root address of the domain then returns an
    ///   error.
    /// - `ApplyConfigs` applies the pending configuration of an asset that is deployed in the
    ///   environment, and changes nothing else. Send `assetKey`, `environmentKey` and the deployed
    ///   `revision`. The API document asks for `revision`; a guide of the service leaves it out.
    ///
    /// Pending configuration belongs to the asset and the environment, not to a request. Every `Deploy`
    /// and every `ApplyConfigs` also applies the pending changes of other people and programs. Change a
    /// configuration immediately before your own deployment.
    ///
    /// Deploy apps, agents and workflows only. A library is not deployed: each asset that uses it
    /// contains it. An asset can be deployed only to the environments of its own portfolio. Use
    /// `POST /publish-operations` for Development. If you deploy several assets, deploy the assets that
    /// others use first, and wait for the end of each deployment.
    ///
    /// The portal analyzes the impact before it deploys. It is not documented that this operation does
    /// so too. Start a deployment analysis of the dependency management API yourself.
    ///
    /// A deployment fails (`FinishedWithError`), for example, when the name or the URL path of the
    /// asset is taken in the environment, when the compute capacity is used up, when a configuration
    /// value does not fit, or when a workflow needs an agentic app that is not in the environment.
    /// `GET /deployment-operations/{operationKey}/messages` has the reasons.
    ///
    /// Each request starts another operation. After a failure without a response, read the list of
    /// deployments before you send the request again. The organization may send 10 of these requests
    /// per minute. They also count toward its 100 requests per minute.
    ///
    /// # Response
    /// The deployment was accepted and runs in the background. Use `key` to poll it. Its status is
    /// usually `Running`.
    ///
    /// # Permission
    /// `Release management > Deploy assets` for the environment of the deployment.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`deployments`)
    /// - 10 per minute for the whole organization (`deployments-start`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The deployment cannot start. Possible causes: a field that this operation needs is
    ///   missing, the build is not a finished `Release` build, the asset cannot be deployed, or the
    ///   environment belongs to another portfolio.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 404: The service does not find something that the request names. Possible causes: the asset,
    ///   the revision, the build or the environment does not exist, or the API client is not allowed to
    ///   view it.
    /// - 429: The organization has used up its 10 of these requests per minute, or its 100 requests per
    ///   minute to this API. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `DeploymentOperations_Post`: `POST /deployment-operations`.
    #[doc(alias = "deploy")]
    #[doc(alias = "undeploy")]
    #[doc(alias = "apply_configurations")]
    #[doc(alias = "promote")]
    #[doc(alias = "rollback")]
    #[doc(alias = "create_deployment")]
    #[doc(alias = "DeploymentOperations_Post")]
    pub fn start_deployment(&self) -> builder::StartDeployment {
        builder::StartDeployment::new(self)
    }

    /// Get a deployment.
    ///
    /// Returns one deployment with its status. `Running` means that it has not ended: continue to poll,
    /// every 5 seconds for the first 30 seconds, then every 30 seconds. `Finished` and
    /// `FinishedWithError` are final. After `FinishedWithError`, read the reasons with
    /// `GET /deployment-operations/{operationKey}/messages`. A failed deployment keeps its record.
    ///
    /// # Arguments
    /// - `operation_key`: Key of the deployment: `key` in the response to the request that started it.
    ///
    /// # Response
    /// The deployment with its current status.
    ///
    /// # Permission
    /// `Stage > View stage` for the environment of the operation.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`deployments`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The request is not valid, for example because a parameter cannot be read.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 404: Possible causes: no deployment has this key, or the API client is not allowed to view the
    ///   environment of the deployment.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    ///
    /// Operation `DeploymentOperations_Get`: `GET /deployment-operations/{operationKey}`.
    #[doc(alias = "DeploymentOperations_Get")]
    pub fn get_deployment(
        &self,
        operation_key: impl Into<uuid::Uuid>,
    ) -> builder::GetDeployment {
        builder::GetDeployment::new(self, operation_key.into())
    }

    /// List the messages of a deployment.
    ///
    /// Returns a page of the messages of a deployment: its progress, warnings, and the errors that made
    /// it fail.
    ///
    /// The position in the list is a text that the service makes. For the first page, leave out
    /// `offset`. For each next page, send the `nextPageOffset` of the previous page, unchanged, until
    /// it is null. While the deployment is `Running`, the service can add messages: read the last page
    /// again, and skip the messages that you already have.
    ///
    /// # Arguments
    /// - `operation_key`: Key of the deployment: `key` in the response to the request that started it.
    ///
    /// # Response
    /// A page of messages of the deployment.
    ///
    /// # Permission
    /// `Stage > View stage` for the environment of the operation.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`deployments`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The request is not valid, for example because `offset` is not a value that the service
    ///   has returned.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 404: Possible causes: no deployment has this key, or the API client is not allowed to view the
    ///   environment of the deployment.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    ///
    /// Operation `DeploymentOperations_GetMessages`:
    /// `GET /deployment-operations/{operationKey}/messages`.
    #[doc(alias = "DeploymentOperations_GetMessages")]
    pub fn list_deployment_messages(
        &self,
        operation_key: impl Into<uuid::Uuid>,
    ) -> builder::ListDeploymentMessages {
        builder::ListDeploymentMessages::new(self, operation_key.into())
    }

    /// List the publications.
    ///
    /// Returns a page of publications: operations that publish a revision to Development. By default,
    /// the latest comes first. If you set several filters, expect publications that match all of them;
    /// this is not documented.
    ///
    /// # Response
    /// A page of publications.
    ///
    /// # Permission
    /// `Stage > View stage` for the environment of the operation.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`deployments`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    ///
    /// Operation `PublishOperations_Filter`: `GET /publish-operations`.
    #[doc(alias = "publish_operation")]
    #[doc(alias = "PublishOperations_Filter")]
    pub fn list_publications(&self) -> builder::ListPublications {
        builder::ListPublications::new(self)
    }

    /// Publish a revision.
    ///
    /// Publishes a revision of an asset: builds it and puts it into the Development environment (stage
    /// in the portal). *1-Click Publish* of the portal also creates the revision; here, the revision
    /// must exist. Only Development accepts publications. For every other environment, start a
    /// deployment with the operation `Deploy`.
    ///
    /// For a library, the publication stores the build and deploys nothing.
    ///
    /// The publication starts the timers that are scheduled on publish.
    ///
    /// A publication fails (`FinishedWithError`), for example, when another asset in the environment
    /// has the same URL path (`OS-APPS-40047`). `GET /publish-operations/{operationKey}/messages` has
    /// the reasons.
    ///
    /// Each request starts another operation. After a failure without a response, read the list of
    /// publications before you send the request again. The organization may send 10 of these requests
    /// per minute. They also count toward its 100 requests per minute.
    ///
    /// # Response
    /// The publication was accepted and runs in the background. Use `key` to poll it.
    ///
    /// # Permission
    /// `Asset management > Change` for the asset.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`deployments`)
    /// - 10 per minute for the whole organization (`deployments-publish`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 429: The organization has used up its 10 of these requests per minute, or its 100 requests per
    ///   minute to this API. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `PublishOperations_Post`: `POST /publish-operations`.
    #[doc(alias = "publish")]
    #[doc(alias = "1-Click Publish")]
    #[doc(alias = "create_publication")]
    #[doc(alias = "PublishOperations_Post")]
    pub fn start_publication(&self) -> builder::StartPublication {
        builder::StartPublication::new(self)
    }

    /// Get a publication.
    ///
    /// Returns one publication with its status. `Running` means that it has not ended: continue to
    /// poll, every 5 seconds for the first 30 seconds, then every 30 seconds. `Finished` and
    /// `FinishedWithError` are final. After `FinishedWithError`, read the reasons with
    /// `GET /publish-operations/{operationKey}/messages`. A failed publication keeps its record.
    ///
    /// # Arguments
    /// - `operation_key`: Key of the publication: `key` in the response to the request that started it.
    ///
    /// # Response
    /// The publication with its current status.
    ///
    /// # Permission
    /// `Stage > View stage` for the environment of the operation.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`deployments`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 404: Possible causes: no publication has this key, or the API client is not allowed to view
    ///   the environment of the publication.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    ///
    /// Operation `PublishOperations_Get`: `GET /publish-operations/{operationKey}`.
    #[doc(alias = "PublishOperations_Get")]
    pub fn get_publication(
        &self,
        operation_key: impl Into<uuid::Uuid>,
    ) -> builder::GetPublication {
        builder::GetPublication::new(self, operation_key.into())
    }

    /// List the messages of a publication.
    ///
    /// Returns a page of the messages of a publication: its progress, warnings, and the errors that
    /// made it fail.
    ///
    /// The position in the list is a text that the service makes. For the first page, leave out
    /// `offset`. For each next page, send the `nextPageOffset` of the previous page, unchanged, until
    /// it is null. While the publication is `Running`, the service can add messages: read the last page
    /// again, and skip the messages that you already have.
    ///
    /// # Arguments
    /// - `operation_key`: Key of the publication: `key` in the response to the request that started it.
    ///
    /// # Response
    /// A page of messages of the publication.
    ///
    /// # Permission
    /// `Stage > View stage` for the environment of the operation.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`deployments`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The request is not valid, for example because `offset` is not a value that the service
    ///   has returned.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 404: Possible causes: no publication has this key, or the API client is not allowed to view
    ///   the environment of the publication.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    ///
    /// Operation `PublishOperations_GetMessages`: `GET /publish-operations/{operationKey}/messages`.
    #[doc(alias = "PublishOperations_GetMessages")]
    pub fn list_publication_messages(
        &self,
        operation_key: impl Into<uuid::Uuid>,
    ) -> builder::ListPublicationMessages {
        builder::ListPublicationMessages::new(self, operation_key.into())
    }
}
