//! The settings of one call.

use std::time::Duration;

use crate::budget::BudgetPolicy;
use crate::operation::Operation;
use crate::retry::RetryPolicy;

/// What differs for one call from the settings of its tenant.
///
/// ```
/// use std::time::Duration;
/// use odc_runtime::{BudgetPolicy, CallOptions, RetryPolicy};
///
/// // A response within 2 s, or none:
/// let options = CallOptions::new()
///     .retry(RetryPolicy::none())
///     .budget(BudgetPolicy::FailFast)
///     .timeout(Duration::from_secs(2));
/// ```
///
/// A client made from a user's own HTTP client has no retries and no budget, so only `timeout` and
/// `body_limit` act there.
#[derive(Clone, Debug, Default)]
pub struct CallOptions {
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) idempotent: Option<bool>,
    pub(crate) budget: Option<BudgetPolicy>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) body_limit: Option<usize>,
}

impl CallOptions {
    /// Options that change nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Retries by another policy.
    #[must_use]
    pub const fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Says whether this call may be sent twice, whatever the operation is.
    #[must_use]
    pub const fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = Some(idempotent);
        self
    }

    /// What the call does when the rate budget has no room for it.
    #[must_use]
    pub const fn budget(mut self, policy: BudgetPolicy) -> Self {
        self.budget = Some(policy);
        self
    }

    /// How long each attempt may take, from connecting to the end of the response.
    #[must_use]
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How many bytes the body of a success may have; see
    /// [`TenantBuilder::body_limit`](crate::TenantBuilder::body_limit).
    #[must_use]
    pub const fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = Some(bytes);
        self
    }

    pub(crate) fn is_idempotent(&self, operation: &Operation) -> bool {
        self.idempotent.unwrap_or_else(|| operation.is_idempotent())
    }
}
