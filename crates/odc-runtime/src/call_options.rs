//! The settings of one call.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::budget::BudgetPolicy;
use crate::headers::Headers;
use crate::operation::Operation;
use crate::response::RawResponse;
use crate::retry::RetryPolicy;
use crate::unread::{OnUnread, UnreadValue};

/// The settings that differ for one call from those of its tenant.
///
/// ```
/// use std::time::Duration;
/// use odc_runtime::{BudgetPolicy, CallOptions, RetryPolicy};
///
/// // A response within 2 s, or an error:
/// let options = CallOptions::new()
///     .retry(RetryPolicy::none())
///     .budget(BudgetPolicy::FailFast)
///     .timeout(Duration::from_secs(2));
/// ```
///
/// A client that is built on a user's own HTTP client has no retries and no budget. The other settings here work for
/// it, and so does the [deadline](RetryPolicy::deadline) of the retry policy.
#[derive(Clone, Debug, Default)]
pub struct CallOptions {
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) idempotent: Option<bool>,
    pub(crate) budget: Option<BudgetPolicy>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) body_limit: Option<usize>,
    pub(crate) headers: Headers,
    pub(crate) on_response: Option<OnResponse>,
    pub(crate) on_unread: OnUnread,
    pub(crate) skip_unreadable_rows: bool,
}

/// The function of [`CallOptions::on_response`].
#[derive(Clone)]
pub(crate) struct OnResponse(Arc<dyn Fn(&RawResponse<'_>) + Send + Sync>);

impl OnResponse {
    pub(crate) fn call(&self, response: &RawResponse<'_>) {
        (self.0)(response);
    }
}

impl fmt::Debug for OnResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a function")
    }
}

impl CallOptions {
    /// Options that change nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Uses another policy for retries.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Says whether this call may be sent twice. It replaces the rule of the operation.
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

    /// Sends a header with every attempt. It replaces a header of the same name. Its value is never printed.
    ///
    /// A name or a value that HTTP does not allow is the error of the call
    /// ([`ErrorKind::InvalidRequest`](crate::ErrorKind::InvalidRequest)). For all calls of a tenant there is
    /// [`TenantBuilder::header`](crate::TenantBuilder::header).
    ///
    /// ```
    /// # use odc_runtime::CallOptions;
    /// let options = CallOptions::new().header("x-correlation-id", "nightly-17");
    /// ```
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.headers.set(name.as_ref(), value.as_ref());
        self
    }

    /// Called with every response of the call before it is decoded: status, headers and body. A list that is read as a
    /// stream makes one call per page, and this function is called for each. The body of a
    /// [`ByteStream`](crate::ByteStream) is empty here.
    ///
    /// ```
    /// # use odc_runtime::CallOptions;
    /// let options = CallOptions::new().on_response(|response| {
    ///     println!("{} {:?}", response.status(), response.headers().get("x-request-id"));
    /// });
    /// ```
    #[must_use]
    pub fn on_response(
        mut self,
        listener: impl Fn(&RawResponse<'_>) + Send + Sync + 'static,
    ) -> Self {
        self.on_response = Some(OnResponse(Arc::new(listener)));
        self
    }

    /// Called for every value of a response that does not fit its type. Such a value was left out: see
    /// [`UnreadValue`]. A list that is read as a stream makes one call per page, and this function is called for all
    /// its pages.
    ///
    /// ```
    /// # use odc_runtime::CallOptions;
    /// let options = CallOptions::new().on_unread(|operation, odd| {
    ///     println!("{}: {}: {}", operation.id(), odd.path(), odd.value());
    /// });
    /// ```
    #[must_use]
    pub fn on_unread(
        mut self,
        listener: impl Fn(&'static Operation, &UnreadValue) + Send + Sync + 'static,
    ) -> Self {
        self.on_unread = OnUnread::new(listener);
        self
    }

    /// Leaves out the rows of a list in which a required value, such as the key, is missing or cannot be read. Without
    /// this, one such row makes the call fail.
    ///
    /// The rows that were left out are [unread values](crate::ResponseValue::unread). This never makes a list empty.
    /// If no row of a list inside a row can be read, the outer row is left out. If no row of the outermost list can
    /// be read, the call fails.
    #[must_use]
    pub const fn skip_unreadable_rows(mut self) -> Self {
        self.skip_unreadable_rows = true;
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
