//! One call: what its caller asked for, and what happens to it on its way.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use crate::body::Wanted;
use crate::budget::{BudgetPolicy, Room};
use crate::operation::Operation;
use crate::retry::RetryPolicy;

/// What differs for one call from the settings of its tenant.
///
/// ```
/// use std::time::Duration;
/// use odc_runtime::{BudgetPolicy, CallOptions, RetryPolicy};
///
/// // Answer quickly or not at all:
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
    retry: Option<RetryPolicy>,
    idempotent: Option<bool>,
    budget: Option<BudgetPolicy>,
    timeout: Option<Duration>,
    body_limit: Option<usize>,
}

impl CallOptions {
    /// Nothing differs.
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

    /// Waits for room in the rate budget, or fails, or does not care.
    #[must_use]
    pub const fn budget(mut self, policy: BudgetPolicy) -> Self {
        self.budget = Some(policy);
        self
    }

    /// How long each attempt may take, from connecting to the end of the answer.
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

    pub(crate) const fn most_of_a_body(&self) -> Option<usize> {
        self.body_limit
    }

    pub(crate) const fn retry_policy(&self) -> Option<&RetryPolicy> {
        self.retry.as_ref()
    }

    pub(crate) const fn budget_policy(&self) -> Option<BudgetPolicy> {
        self.budget
    }

    pub(crate) const fn attempt_timeout(&self) -> Option<Duration> {
        self.timeout
    }

    pub(crate) fn is_idempotent(&self, operation: &Operation) -> bool {
        self.idempotent.unwrap_or_else(|| operation.is_idempotent())
    }
}

/// Travels with a call through the middleware stack, in the extensions.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) operation: &'static Operation,
    pub(crate) options: CallOptions,
    /// Attempts made so far; OAuth's replay is part of one.
    pub(crate) attempts: u32,
    /// Time spent in the queue of the rate budget.
    pub(crate) waited: Duration,
    /// What the caller does with the answer's body.
    pub(crate) wanted: Wanted,
    /// The answer's body, when the retries have read it.
    pub(crate) body: Option<Bytes>,
    /// The room that the rate budget has for the attempt under way.
    pub(crate) room: Option<Arc<Room>>,
    /// Whether the attempt can begin anew, should it need more room than it has.
    pub(crate) may_queue_again: bool,
}

impl Call {
    pub(crate) const fn new(
        operation: &'static Operation,
        options: CallOptions,
        wanted: Wanted,
    ) -> Self {
        Self {
            operation,
            options,
            attempts: 0,
            waited: Duration::ZERO,
            wanted,
            body: None,
            room: None,
            may_queue_again: false,
        }
    }
}
