// @generated from openapi/portfolio-v1.json (SHA-256 1495ba014d0a652eb5a170663e40467a641147910acf4ad30a4aadc008c3322a)
// by `cargo xtask generate portfolio-v1`. Do not edit: change the document, its overlay or the xtask.

//! The client: one method per operation.

use odc_runtime::client::ClientWithMiddleware;
use odc_runtime::{Error, Tenant, Transport};
use super::{builder, operations};

/// Client of the Portfolio API, version v1.
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
    /// `https://acme.outsystems.dev/api/portfolios/v1`. The middleware of your HTTP client is
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

    /// List the deployed assets.
    ///
    /// **Deprecated** since 2026-07-08, removed on or after 2027-01-08: use crate odc-portfolio-v2
    /// instead.
    ///
    /// Returns a page of assets. Each row is one asset, with one deployment per environment (stage in
    /// the portal). Assets in stages that the API client may not view are left out. A hidden stage
    /// therefore looks the same as an asset that is not deployed there.
    ///
    /// This operation has been deprecated since 2026-07-08 and will be removed on or after 2027-01-08.
    /// Use `GET /deployed-assets` of version 2 instead.
    ///
    /// # Response
    /// A page of deployed assets.
    ///
    /// # Permission
    /// `Stage > View stage`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`portfolio`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 400: The request is not valid, for example because a parameter cannot be read.
    /// - 403: The API client is not allowed to make this call.
    /// - 422: The service can read the request but cannot process it. The causes are not documented. A
    ///   sort or filter that cannot be applied is a likely cause.
    /// - 429: The organization has used up its 100 requests per minute. No `Retry-After` header is
    ///   documented, so wait before you try again.
    ///
    /// Operation `DeployedAssets_ListAssets`: `GET /deployed-assets`.
    #[doc(alias = "DeployedAssets_ListAssets")]
    pub fn list_deployed_assets(&self) -> builder::ListDeployedAssets {
        builder::ListDeployedAssets::new(self)
    }

    /// List the environments.
    ///
    /// **Deprecated** since 2026-07-08, removed on or after 2027-01-08: use crate odc-portfolio-v2
    /// instead.
    ///
    /// Returns all environments (stages in the portal) that the API client may view, without paging.
    /// The response comes from a cache and may not show a recent change yet.
    ///
    /// This operation has been deprecated since 2026-07-08 and will be removed on or after 2027-01-08.
    /// Use `GET /environments` of version 2 instead, which does not use that cache.
    ///
    /// # Response
    /// The environments that the API client may view.
    ///
    /// # Permission
    /// `Stage > View stage`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`portfolio`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 400: The request is not valid, for example because a parameter cannot be read.
    /// - 403: The API client is not allowed to make this call.
    /// - 429: The organization has used up its 100 requests per minute. No `Retry-After` header is
    ///   documented, so wait before you try again.
    ///
    /// Operation `Environments_ListEnvironments`: `GET /environments`.
    #[doc(alias = "Environments_ListEnvironments")]
    #[doc(alias = "stage")]
    pub fn list_environments(&self) -> builder::ListEnvironments {
        builder::ListEnvironments::new(self)
    }
}
