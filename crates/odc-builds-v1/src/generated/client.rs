// @generated from openapi/builds-v1.json (SHA-256 296a0b56661478861ef281d32388ca5b00bfb988f55b40b04f2653231e5d27e6)
// by `cargo xtask generate builds-v1`. Do not edit: change the document, its overlay or the xtask.

//! The client: one method per operation.

use odc_runtime::client::ClientWithMiddleware;
use odc_runtime::{Error, Tenant, Transport};
use super::{builder, operations};

/// Client of the Build Operations API, version v1.
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
    /// `base_url` includes the path of the API, such as `https://acme.outsystems.dev/api/builds/v1`.
    /// The middleware of your HTTP client is responsible for authentication, retries and limits.
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

    /// Get a build.
    ///
    /// Returns one build with its status. `Pending` and `Running` mean that the build has not ended:
    /// continue to poll. `Finished` and `FinishedWithErrors` are final. After `FinishedWithErrors`,
    /// read the reasons with `GET /build-operations/{operationKey}/log-messages`.
    ///
    /// The service removes builds later; it is not documented when. Their status is then `ToBeDeleted`,
    /// and finally `Deleted`. Do not use such a build: start a new one.
    ///
    /// # Arguments
    /// - `operation_key`: Key of the build: `buildKey` in the response to the request that started it,
    ///   or in the list of the builds.
    ///
    /// # Response
    /// The build with its current status.
    ///
    /// # Permission
    /// `Asset management > Open`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`builds`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 404: No build has this key, or the asset or the revision of the build no longer exists.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to open this asset.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    ///
    /// Operation `BuildV_GetBuild`: `GET /build-operations/{operationKey}`.
    #[doc(alias = "BuildV_GetBuild")]
    pub fn get_build(&self, operation_key: impl Into<uuid::Uuid>) -> builder::GetBuild {
        builder::GetBuild::new(self, operation_key.into())
    }

    /// List the messages of a build.
    ///
    /// Returns all messages of a build in one response, without paging. Each call returns the whole
    /// list again. Read the list after a build has ended with `FinishedWithErrors` to learn why. For
    /// example, `OS-BLD-FE-40001` means that the build found violations in the scripts of the asset.
    ///
    /// # Arguments
    /// - `operation_key`: Key of the build: `buildKey` in the response to the request that started it,
    ///   or in the list of the builds.
    ///
    /// # Response
    /// All messages of the build.
    ///
    /// # Permission
    /// `Asset management > Open`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`builds`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 404: No build has this key.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to open this asset.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    ///
    /// Operation `BuildV_GetBuildFeedback`: `GET /build-operations/{operationKey}/log-messages`.
    #[doc(alias = "log")]
    #[doc(alias = "feedback")]
    #[doc(alias = "BuildV_GetBuildFeedback")]
    pub fn list_build_messages(
        &self,
        operation_key: impl Into<uuid::Uuid>,
    ) -> builder::ListBuildMessages {
        builder::ListBuildMessages::new(self, operation_key.into())
    }

    /// Get the package of the generated code.
    ///
    /// Returns the state of the package that `POST` on the same path has requested. `NotStarted` and
    /// `Running` mean that the package is not ready: continue to poll. `Finished`, `TimedOut` and
    /// `Failed` are final. With `Finished`, `uri` is a pre-signed URL of the package, a zip file: use
    /// it at once, without the access token. With `TimedOut` or `Failed`, `errors` has the reasons.
    /// Before the first `POST` for a build, the service returns 404.
    ///
    /// # Arguments
    /// - `operation_key`: Key of the build: `buildKey` in the response to the request that started it,
    ///   or in the list of the builds.
    ///
    /// # Response
    /// The state of the package, and its URL when the status is `Finished`.
    ///
    /// # Permission
    /// `Asset management > Open`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`builds`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 404: No build has this key, or its package was never requested: send `POST` on the same path
    ///   first.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to open this asset.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    ///
    /// Operation `BuildV_GetSourceCode`: `GET /build-operations/{operationKey}/generated-code`.
    #[doc(alias = "source_code")]
    #[doc(alias = "download")]
    #[doc(alias = "sast")]
    #[doc(alias = "BuildV_GetSourceCode")]
    pub fn get_generated_code_package(
        &self,
        operation_key: impl Into<uuid::Uuid>,
    ) -> builder::GetGeneratedCodePackage {
        builder::GetGeneratedCodePackage::new(self, operation_key.into())
    }

    /// Package the generated code of a build.
    ///
    /// Starts the packaging of the code that the platform generated for a build, for example to scan it
    /// for vulnerabilities. The response says only whether the packaging started. Poll `GET` on the
    /// same path until the status is final. The organization may send 10 of these requests per minute.
    /// They also count toward its 100 requests per minute.
    ///
    /// # Arguments
    /// - `operation_key`: Key of the build: `buildKey` in the response to the request that started it,
    ///   or in the list of the builds.
    ///
    /// # Response
    /// The service has accepted the request. If `isSuccessful` is false, treat the request as failed.
    ///
    /// # Permission
    /// `Asset management > Open`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`builds`)
    /// - 10 per minute for the whole organization (`builds-generated-code`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 404: No build has this key.
    /// - 400: The request is not valid, for example because a parameter cannot be read.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to open this asset.
    /// - 422: The code of this build cannot be packaged, for example because the build is not finished.
    /// - 429: The organization has used up its 10 of these requests per minute, or its 100 requests per
    ///   minute to this API. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `BuildV_StartSourceCodeProcess`:
    /// `POST /build-operations/{operationKey}/generated-code`.
    #[doc(alias = "source_code")]
    #[doc(alias = "sast")]
    #[doc(alias = "BuildV_StartSourceCodeProcess")]
    pub fn start_generated_code_package(
        &self,
        operation_key: impl Into<uuid::Uuid>,
    ) -> builder::StartGeneratedCodePackage {
        builder::StartGeneratedCodePackage::new(self, operation_key.into())
    }

    /// List the builds of a revision.
    ///
    /// Returns all builds of one revision of an asset, without paging. Send `assetKey` and
    /// `assetRevision` together. The order is not documented.
    ///
    /// To find the build for a deployment, take the build with the type `Release`, the status
    /// `Finished` and the latest `finishedDateTime`. Do not use the build that runs in Development: it
    /// can be a `Debug` build. A revision can lack a `Release` build; then start one with `POST` on the
    /// same path.
    ///
    /// # Response
    /// The builds of the revision.
    ///
    /// # Permission
    /// `Asset management > Open`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`builds`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 404: No asset has this key, or the asset has no revision with this number.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to open this asset.
    /// - 429: The organization has used up its 100 requests per minute to this API. No `Retry-After`
    ///   header is documented, so wait before you try again.
    ///
    /// Operation `BuildV_ListBuilds`: `GET /build-operations`.
    #[doc(alias = "BuildV_ListBuilds")]
    pub fn list_builds(&self) -> builder::ListBuilds {
        builder::ListBuilds::new(self)
    }

    /// Start a build.
    ///
    /// Starts a build of a revision and returns its key. The build runs in the background: poll
    /// `GET /build-operations/{operationKey}` with `buildKey` until the status is final.
    ///
    /// Without `buildType` the service makes a `Debug` build, which cannot be deployed. Send `Release`
    /// if you want to deploy the build.
    ///
    /// A new build of an unchanged revision uses the newest base image. To bring security patches of
    /// the platform to an environment (stage in the portal) after Development, start a new `Release`
    /// build of the same revision and deploy it.
    ///
    /// Each request starts another build. After a failure without a response, list the builds of the
    /// revision before you send the request again. The organization may send 10 of these requests per
    /// minute. They also count toward its 100 requests per minute.
    ///
    /// # Response
    /// The service has accepted the request. Use `buildKey` to poll the build. If `isSuccessful` is
    /// false, treat the request as failed.
    ///
    /// # Permission
    /// `Asset management > Open` also for a `Release` build.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`builds`)
    /// - 10 per minute for the whole organization (`builds-start`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 404: No asset has this key, or the asset has no revision with this number.
    /// - 400: The request is not valid, for example because the build type is unknown.
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to open this asset.
    /// - 429: The organization has used up its 10 of these requests per minute, or its 100 requests per
    ///   minute to this API. No `Retry-After` header is documented, so wait before you try again.
    ///
    /// Operation `BuildV_StartNewBuildJob`: `POST /build-operations`.
    #[doc(alias = "create_build")]
    #[doc(alias = "compile")]
    #[doc(alias = "BuildV_StartNewBuildJob")]
    pub fn start_build(&self) -> builder::StartBuild {
        builder::StartBuild::new(self)
    }
}
