// @generated from openapi/portfolio-v2.json (SHA-256 7e101d3f283cf078920ce83d27ebb15da896542d76ed1f5df13766013ef880ab)
// by `cargo xtask generate portfolio-v2`. Do not edit: change the document, its overlay or the xtask.

//! The client: one method per operation.

use odc_runtime::client::ClientWithMiddleware;
use odc_runtime::{Error, Tenant, Transport};
use super::{builder, operations};

/// Client of the Portfolio API, version v2.
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
    /// `https://acme.outsystems.dev/api/portfolios/v2`. The middleware of your HTTP client is
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
    /// Returns a page of assets. Each row is one asset, with one deployment per environment (stage in
    /// the portal). Assets in stages that the API client may not view are left out. A hidden stage
    /// therefore looks the same as an asset that is not deployed there.
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
    /// - 400: The request is not valid, for example because a parameter or the body cannot be read.
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
    /// Returns all environments (stages in the portal) that the API client may view, without paging.
    /// Sort them by `order` within each portfolio to get the sequence in which assets move to
    /// production.
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
    /// - 403: The API client is not allowed to make this call.
    /// - 400: The request is not valid, for example because a parameter or the body cannot be read.
    /// - 429: The organization has used up its 100 requests per minute. No `Retry-After` header is
    ///   documented, so wait before you try again.
    ///
    /// Operation `Environments_ListEnvironments`: `GET /environments`.
    #[doc(alias = "Environments_ListEnvironments")]
    #[doc(alias = "stage")]
    pub fn list_environments(&self) -> builder::ListEnvironments {
        builder::ListEnvironments::new(self)
    }

    /// Change several environments at once.
    ///
    /// Renames or reorders several environments (stages in the portal) in one call. Development is
    /// always first and Production is always last. Only the environments between them can change
    /// places. A new name needs the permission Manage stages. A new order needs Manage portfolio. Both
    /// together need both permissions.
    ///
    /// It is not documented whether the service rejects the whole batch when one entry fails. Read the
    /// environments again after an error.
    ///
    /// # Response
    /// The changes were accepted. The response has no body.
    ///
    /// # Permission
    /// a new name: `Portfolio management > Manage stages`; a new order:
    /// `Portfolio management > Manage portfolio`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`portfolio`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The request is not valid, for example because a parameter or the body cannot be read.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: An environment of the batch does not exist.
    /// - 422: The service can read the request but cannot do what it asks.
    ///
    /// Operation `Environments_UpdateEnvironments`: `PATCH /environments`.
    #[doc(alias = "Environments_UpdateEnvironments")]
    #[doc(alias = "stage")]
    pub fn update_environments(&self) -> builder::UpdateEnvironments {
        builder::UpdateEnvironments::new(self)
    }

    /// Change an environment.
    ///
    /// Changes the name of an environment (stage in the portal), its position in the order, or both. A
    /// new name does not affect apps or sign-ins, and the key stays the same. Development always keeps
    /// the first position and Production the last. A new name needs the permission Manage stages. A new
    /// order needs Manage portfolio. Both together need both permissions.
    ///
    /// # Arguments
    /// - `environment_key`: Key of the environment to change.
    ///
    /// # Response
    /// The change was accepted. The response has no body.
    ///
    /// # Permission
    /// a new name: `Portfolio management > Manage stages`; a new order:
    /// `Portfolio management > Manage portfolio`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`portfolio`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The request is not valid, for example because a parameter or the body cannot be read.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No environment has this key.
    /// - 422: The service can read the request but cannot do what it asks.
    ///
    /// Operation `Environments_PatchEnvironment`: `PATCH /environments/{environmentKey}`.
    #[doc(alias = "Environments_PatchEnvironment")]
    #[doc(alias = "stage")]
    pub fn update_environment(
        &self,
        environment_key: impl Into<uuid::Uuid>,
    ) -> builder::UpdateEnvironment {
        builder::UpdateEnvironment::new(self, environment_key.into())
    }

    /// List the libraries.
    ///
    /// Returns a page of libraries, each with the revisions that `revisions` selects. The service keeps
    /// the newest revision of each library and every tagged revision. Libraries are not filtered by
    /// environment (stage in the portal).
    ///
    /// # Response
    /// A page of libraries.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`portfolio`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 400: The request is not valid, for example because a parameter or the body cannot be read.
    /// - 403: The API client is not allowed to make this call.
    /// - 422: The service can read the request but cannot process it. The causes are not documented. A
    ///   sort or filter that cannot be applied is a likely cause.
    /// - 429: The organization has used up its 100 requests per minute. No `Retry-After` header is
    ///   documented, so wait before you try again.
    ///
    /// Operation `Libraries_ListLibraries`: `GET /libraries`.
    #[doc(alias = "Libraries_ListLibraries")]
    pub fn list_libraries(&self) -> builder::ListLibraries {
        builder::ListLibraries::new(self)
    }

    /// List the portfolios.
    ///
    /// Returns a page of the organization's portfolios. Every organization has a main portfolio. It
    /// cannot be removed, and it contains the system assets. Other portfolios are optional.
    ///
    /// # Response
    /// A page of portfolios.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`portfolio`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 401: The access token is missing, invalid, expired or revoked. Suspending the API client in
    ///   the portal also has this effect.
    /// - 403: The API client is not allowed to make this call.
    /// - 400: The request is not valid, for example because a parameter or the body cannot be read.
    ///
    /// Operation `Portfolios_ListPortfolios`: `GET /portfolios`.
    #[doc(alias = "Portfolios_ListPortfolios")]
    pub fn list_portfolios(&self) -> builder::ListPortfolios {
        builder::ListPortfolios::new(self)
    }

    /// Rename a portfolio.
    ///
    /// Changes the name of a portfolio. Nothing else can be changed. This API cannot create or delete
    /// portfolios.
    ///
    /// # Arguments
    /// - `portfolio_key`: Key of the portfolio to rename.
    ///
    /// # Response
    /// The portfolio was renamed. The response has no body.
    ///
    /// # Permission
    /// `Portfolio management > Manage portfolio`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`portfolio`)
    ///
    /// # Errors of `send`
    /// Besides failures of the network and of authentication:
    ///
    /// - 400: The request is not valid, for example because a parameter or the body cannot be read.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No portfolio has this key.
    /// - 422: The service can read the request but cannot do what it asks.
    ///
    /// Operation `Portfolios_PatchPortfolio`: `PATCH /portfolios/{portfolioKey}`.
    #[doc(alias = "Portfolios_PatchPortfolio")]
    pub fn update_portfolio(
        &self,
        portfolio_key: impl Into<uuid::Uuid>,
    ) -> builder::UpdatePortfolio {
        builder::UpdatePortfolio::new(self, portfolio_key.into())
    }
}
