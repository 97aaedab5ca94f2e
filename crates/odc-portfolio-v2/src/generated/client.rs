// @generated from openapi/portfolio-v2.json (SHA-256 3750a69bb2e30b5596c73a5bcd4dc61e7e71016e759edf92c936713e4984c5d0)
// by `cargo xtask generate portfolio-v2`. Do not edit: change the document, its overlay or the xtask.

//! The client: one method per operation.

use odc_runtime::client::ClientWithMiddleware;
use odc_runtime::{Error, Tenant, Transport};
use super::{builder, operations};

/// Client of the Portfolio API, version v2.
///
/// Cheap to clone; clones share everything. Each method starts a call: set what it takes on the
/// builder that it gives, then `.send()`.
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) transport: Transport,
}

impl Client {
    /// A client of this API in a tenant. No I/O happens yet: discovery and token come with the first call.
    #[must_use]
    pub fn connect(tenant: &Tenant) -> Self {
        Self {
            transport: Transport::for_tenant(tenant, operations::BASE_PATH),
        }
    }

    /// A client that sends through an HTTP client of your own, without a tenant.
    ///
    /// `base_url` includes the path of the API, such as
    /// `https://acme.outsystems.dev/api/portfolios/v2`. Authentication, retries and limits are what
    /// your client's middleware makes of them.
    ///
    /// # Errors
    /// A `base_url` that is no http or https URL.
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
    /// Returns a page of assets, one row each, with one deployment per environment (stage in the
    /// portal). Assets in stages that the API client may not view are left out, so a hidden stage looks
    /// the same as an asset that is not deployed there.
    ///
    /// # Answer
    /// A page of deployed assets.
    ///
    /// # Permission
    /// `Stage > View stage`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`portfolio`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 401: The access token is missing, invalid, expired or has been revoked; suspending the API
    ///   client in the portal also has this effect.
    /// - 400: The request is not valid, for example because a parameter or the body cannot be read.
    /// - 403: The API client is not allowed to make this call.
    /// - 422: The request can be read but not processed. The causes are not documented; a sort or
    ///   filter that cannot be applied is a likely one.
    /// - 429: The organization has used up its 100 requests per minute. No `Retry-After` header is
    ///   documented, so pause before trying again.
    ///
    /// Operation `DeployedAssets_ListAssets`: `GET /deployed-assets`.
    #[doc(alias = "DeployedAssets_ListAssets")]
    pub fn list_deployed_assets(&self) -> builder::ListDeployedAssets {
        builder::ListDeployedAssets::new(self)
    }

    /// List the environments.
    ///
    /// Returns all environments (stages in the portal) that the API client may view, without paging.
    /// Sort them by `order` within each portfolio to get the sequence in which assets move towards
    /// production.
    ///
    /// # Answer
    /// The visible environments.
    ///
    /// # Permission
    /// `Stage > View stage`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`portfolio`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 401: The access token is missing, invalid, expired or has been revoked; suspending the API
    ///   client in the portal also has this effect.
    /// - 403: The API client is not allowed to make this call.
    /// - 400: The request is not valid, for example because a parameter or the body cannot be read.
    /// - 429: The organization has used up its 100 requests per minute. No `Retry-After` header is
    ///   documented, so pause before trying again.
    ///
    /// Operation `Environments_ListEnvironments`: `GET /environments`.
    #[doc(alias = "Environments_ListEnvironments")]
    #[doc(alias = "stage")]
    pub fn list_environments(&self) -> builder::ListEnvironments {
        builder::ListEnvironments::new(self)
    }

    /// Change several environments at once.
    ///
    /// Renames or reorders a number of environments (stages in the portal) in one call. Development
    /// always comes first and Production last; only the environments between them can change places. A
    /// name needs Manage stages, an order Manage portfolio, both need both.
    ///
    /// Whether the whole batch is dropped when one entry fails is not documented, so read the
    /// environments again after an error.
    ///
    /// # Answer
    /// The changes were accepted; the answer has no body.
    ///
    /// # Permission
    /// `Portfolio management > Manage stages` or `Portfolio management > Manage portfolio`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`portfolio`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The request is not valid, for example because a parameter or the body cannot be read.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: An environment of the batch does not exist.
    /// - 422: The request can be read but cannot be carried out as asked.
    ///
    /// Operation `Environments_UpdateEnvironments`: `PATCH /environments`.
    #[doc(alias = "Environments_UpdateEnvironments")]
    #[doc(alias = "stage")]
    pub fn update_environments(&self) -> builder::UpdateEnvironments {
        builder::UpdateEnvironments::new(self)
    }

    /// Change an environment.
    ///
    /// Gives an environment (stage in the portal) another name, another place in the order, or both. A
    /// rename touches neither apps nor sign-ins, and the key stays the same. Development and Production
    /// keep the first and the last place. A name needs Manage stages, an order Manage portfolio, both
    /// need both.
    ///
    /// # Arguments
    /// - `environment_key`: Key of the environment to change.
    ///
    /// # Answer
    /// The change was accepted; the answer has no body.
    ///
    /// # Permission
    /// `Portfolio management > Manage stages` or `Portfolio management > Manage portfolio`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`portfolio`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The request is not valid, for example because a parameter or the body cannot be read.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No environment has this key.
    /// - 422: The request can be read but cannot be carried out as asked.
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
    /// Returns a page of libraries with the revisions selected by `revisions`. The service keeps the
    /// newest revision of each library and every tagged one; libraries are not filtered by environment
    /// (stage in the portal).
    ///
    /// # Answer
    /// A page of libraries.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`portfolio`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 401: The access token is missing, invalid, expired or has been revoked; suspending the API
    ///   client in the portal also has this effect.
    /// - 400: The request is not valid, for example because a parameter or the body cannot be read.
    /// - 403: The API client is not allowed to make this call.
    /// - 422: The request can be read but not processed. The causes are not documented; a sort or
    ///   filter that cannot be applied is a likely one.
    /// - 429: The organization has used up its 100 requests per minute. No `Retry-After` header is
    ///   documented, so pause before trying again.
    ///
    /// Operation `Libraries_ListLibraries`: `GET /libraries`.
    #[doc(alias = "Libraries_ListLibraries")]
    pub fn list_libraries(&self) -> builder::ListLibraries {
        builder::ListLibraries::new(self)
    }

    /// List the portfolios.
    ///
    /// Returns a page of the organization's portfolios. Every organization has a main portfolio, which
    /// cannot be removed and which holds the system assets; further ones are optional.
    ///
    /// # Answer
    /// A page of portfolios.
    ///
    /// # Permission
    /// Any one permission of the API client is enough.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`portfolio`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 401: The access token is missing, invalid, expired or has been revoked; suspending the API
    ///   client in the portal also has this effect.
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
    /// Changes the name of a portfolio, which is all that can be changed; portfolios are neither
    /// created nor deleted through this API.
    ///
    /// # Arguments
    /// - `portfolio_key`: Key of the portfolio to rename.
    ///
    /// # Answer
    /// The portfolio was renamed; the answer has no body.
    ///
    /// # Permission
    /// `Portfolio management > Manage portfolio`.
    ///
    /// # Limits
    /// - 100 per minute for the whole organization (`portfolio`)
    ///
    /// # Errors of `send`
    /// Besides failures of network and sign-in:
    ///
    /// - 400: The request is not valid, for example because a parameter or the body cannot be read.
    /// - 403: The API client is not allowed to make this call.
    /// - 404: No portfolio has this key.
    /// - 422: The request can be read but cannot be carried out as asked.
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
