//! The handle for users: one organization's portal domain, credentials and settings.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use odc_auth::OAuthMiddleware;
use reqwest_middleware::ClientWithMiddleware;
use url::Url;

use crate::budget::{BudgetState, RateBudget, SharedBudgetState};
use crate::transfer::Transfers;
use crate::unread::OnUnread;

/// An organization whose APIs are called.
///
/// It is cheap to clone. All clients that are made from one tenant and its clones share one connection pool, one
/// token and one rate budget. Therefore make only one per organization and process. Making it does no I/O: the first
/// call runs discovery and fetches the token.
///
/// ```no_run
/// use odc_runtime::Tenant;
///
/// // ODC_PORTAL_DOMAIN, ODC_CLIENT_ID, ODC_CLIENT_SECRET
/// let tenant = Tenant::from_env()?;
/// # Ok::<(), odc_runtime::Error>(())
/// ```
///
/// A call passes these layers, from the outside in: the headers of the tenant, your own middlewares
/// [per call](crate::TenantBuilder::middleware_per_call), retries, rate budget, token, count of sends, your own middlewares
/// [per attempt](crate::TenantBuilder::middleware_per_attempt), HTTP client.
#[derive(Clone)]
pub struct Tenant {
    pub(super) inner: Arc<Inner>,
}

pub(super) struct Inner {
    pub(super) auth: OAuthMiddleware,
    pub(super) http: ClientWithMiddleware,
    pub(super) transfers: Transfers,
    pub(super) budget: Arc<RateBudget>,
    pub(super) timeout: Option<Duration>,
    pub(super) body_limit: usize,
    pub(super) on_unread: OnUnread,
}

impl Tenant {
    /// The root URL of the tenant.
    #[must_use]
    pub fn origin(&self) -> &Url {
        self.inner.auth.origin()
    }

    /// The token middleware, for instance for its counters.
    #[must_use]
    pub fn auth(&self) -> &OAuthMiddleware {
        &self.inner.auth
    }

    /// The HTTP client that clients of this tenant use, for other libraries. Its requests get the headers of the
    /// tenant, a token and the timeout. For calls with retries and the rate budget, use [`Tenant::call`](Self::call).
    #[must_use]
    pub fn http(&self) -> &ClientWithMiddleware {
        &self.inner.http
    }

    /// The numbers of the rate budget: each pool with at least one counted call, by name.
    ///
    /// ```no_run
    /// # fn show(tenant: &odc_runtime::Tenant) {
    /// for pool in tenant.budget() {
    ///     println!("{pool}"); // identity: 100 of 100 calls used, 12 wait, room in 21.4 s
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn budget(&self) -> Vec<BudgetState> {
        self.inner.budget.state()
    }

    /// The numbers of this tenant's use of a shared rate budget. `None` if the tenant has its own budget.
    #[must_use]
    pub fn shared_budget(&self) -> Option<SharedBudgetState> {
        self.inner.budget.shared_state()
    }

    /// Reports to the store of a shared rate budget which calls have ended, and returns unused places. Call it at the
    /// end of a short program: otherwise the store counts the calls of the program some seconds longer.
    ///
    /// Without a shared budget this does nothing. For each pool, it takes at most the patience of the shared budget.
    pub async fn report_budget(&self) {
        self.inner.budget.leave().await;
    }

    /// Sends files to pre-signed URLs and fetches them from there, without the token of this tenant.
    #[must_use]
    pub fn transfers(&self) -> &Transfers {
        &self.inner.transfers
    }

    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.inner.timeout
    }

    pub(crate) fn on_unread(&self) -> &OnUnread {
        &self.inner.on_unread
    }

    pub(crate) fn body_limit(&self) -> usize {
        self.inner.body_limit
    }
}

impl fmt::Debug for Tenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tenant")
            .field("origin", &self.origin().as_str())
            .finish_non_exhaustive()
    }
}
