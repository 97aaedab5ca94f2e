//! The facts that an API document states about one operation, as data.
//!
//! Generated crates hold one `static` [`Operation`] per operation. The transport reads it for retries,
//! the rate budget, errors and spans. Tools of users may read it too.

mod long_operation;
mod parameter;
mod requirement;
mod success;

use std::fmt;

use http::Method;
pub use odc_budget::RateLimit;

pub use long_operation::LongOperation;
pub use parameter::{ListStyle, Parameter, Place, RequestBody, ValueKind};
pub use requirement::{Case, Requirement};
pub use success::{List, Pages, Success};

/// One operation of an API, with everything that a call needs: path, parameters, body, response, permissions, limits.
///
/// ```
/// use odc_runtime::{Deprecation, Operation, RateLimit, Requirement};
/// use reqwest::Method;
///
/// pub static LIST_USERS: Operation =
///     Operation::new("list_users", "UserProfile_QueryUsers", Method::GET, "/users")
///         .with_about("List the users")
///         .with_requirement(Requirement::Permission("User management > View end users"))
///         .with_rate_limits(&[RateLimit::per_minute("identity", 100)]);
///
/// assert_eq!(LIST_USERS.id(), "list_users");
/// assert_eq!(LIST_USERS.about(), "List the users");
/// assert!(LIST_USERS.is_idempotent(), "a GET is idempotent by nature");
/// assert!(LIST_USERS.deprecation().is_none());
/// ```
#[derive(Clone)]
pub struct Operation {
    id: &'static str,
    published_id: &'static str,
    method: Method,
    path: &'static str,
    about: &'static str,
    parameters: &'static [Parameter],
    body: Option<RequestBody>,
    success: Option<(u16, Success)>,
    states: Option<LongOperation>,
    requirement: Option<Requirement>,
    rate_limits: &'static [RateLimit],
    idempotent: Option<bool>,
    deprecation: Option<Deprecation>,
}

impl Operation {
    /// An operation by its Rust name, its `operationId` in the document, its method and its path template.
    #[must_use]
    pub const fn new(
        id: &'static str,
        published_id: &'static str,
        method: Method,
        path: &'static str,
    ) -> Self {
        Self {
            id,
            published_id,
            method,
            path,
            about: "",
            parameters: &[],
            body: None,
            success: None,
            states: None,
            requirement: None,
            rate_limits: &[],
            idempotent: None,
            deprecation: None,
        }
    }

    /// Sets what a call does, in one sentence.
    #[must_use]
    pub const fn with_about(mut self, about: &'static str) -> Self {
        self.about = about;
        self
    }

    /// Sets the parameters in the path, the query and the headers.
    #[must_use]
    pub const fn with_parameters(mut self, parameters: &'static [Parameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// Sets the body of the request.
    #[must_use]
    pub const fn with_body(mut self, body: RequestBody) -> Self {
        self.body = Some(body);
        self
    }

    /// Sets the status of a success in the document, and the content of the response.
    #[must_use]
    pub const fn with_success(mut self, status: u16, success: Success) -> Self {
        self.success = Some((status, success));
        self
    }

    /// Says that the response contains the state of a long operation.
    #[must_use]
    pub const fn with_long_operation(mut self, long_operation: LongOperation) -> Self {
        self.states = Some(long_operation);
        self
    }

    /// The permissions that an API client needs.
    #[must_use]
    pub const fn with_requirement(mut self, requirement: Requirement) -> Self {
        self.requirement = Some(requirement);
        self
    }

    /// The rate limits that each call counts against, all of them.
    #[must_use]
    pub const fn with_rate_limits(mut self, limits: &'static [RateLimit]) -> Self {
        self.rate_limits = limits;
        self
    }

    /// Says whether sending the call twice has the same effect as sending it once.
    ///
    /// Without this, the method decides: POST and PATCH are not idempotent, all others are.
    #[must_use]
    pub const fn with_idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = Some(idempotent);
        self
    }

    /// Marks the operation as deprecated.
    #[must_use]
    pub const fn with_deprecation(mut self, deprecation: Deprecation) -> Self {
        self.deprecation = Some(deprecation);
        self
    }

    /// The Rust name, for example `list_users`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The `operationId` of the API document.
    #[must_use]
    pub const fn operation_id(&self) -> &'static str {
        self.published_id
    }

    /// The HTTP method.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The path template below the API's base, for example `/users/{key}`.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// What a call does, in one sentence without a period; empty when the document does not say.
    #[must_use]
    pub const fn about(&self) -> &'static str {
        self.about
    }

    /// The parameters in the path, the query and the headers: first those of the path, in its order.
    #[must_use]
    pub const fn parameters(&self) -> &'static [Parameter] {
        self.parameters
    }

    /// The body of the request; `None` when there is none.
    #[must_use]
    pub const fn body(&self) -> Option<&RequestBody> {
        self.body.as_ref()
    }

    /// The status of a success in the document. A client accepts every 2xx status.
    #[must_use]
    pub const fn success_status(&self) -> Option<u16> {
        match self.success {
            Some((status, _)) => Some(status),
            None => None,
        }
    }

    /// The content of a successful response. `None` when it is not known.
    #[must_use]
    pub const fn success(&self) -> Option<Success> {
        match self.success {
            Some((_, success)) => Some(success),
            None => None,
        }
    }

    /// The long operation whose state is in the response. `None` for any other response.
    #[must_use]
    pub const fn long_operation(&self) -> Option<&LongOperation> {
        self.states.as_ref()
    }

    /// The permissions that an API client needs; `None` when the document does not say.
    #[must_use]
    pub const fn requirement(&self) -> Option<&Requirement> {
        self.requirement.as_ref()
    }

    /// All permissions that [`requirement`](Self::requirement) names, each once. The requirement says which of them are
    /// needed, and when.
    #[must_use]
    pub fn permissions(&self) -> Vec<&'static str> {
        let named = self.requirement.as_ref().map(Requirement::permissions);
        named.unwrap_or_default()
    }

    /// The rate limits that each call counts against, all of them.
    #[must_use]
    pub const fn rate_limits(&self) -> &'static [RateLimit] {
        self.rate_limits
    }

    /// Whether sending the call twice has the same effect as sending it once.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        self.idempotent
            .unwrap_or(self.method != Method::POST && self.method != Method::PATCH)
    }

    /// Since when the operation is deprecated, until when it exists, and what replaces it.
    #[must_use]
    pub const fn deprecation(&self) -> Option<&Deprecation> {
        self.deprecation.as_ref()
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} {})", self.id, self.method, self.path)
    }
}

/// Since when an operation is deprecated, until when it exists, and what replaces it.
///
/// Dates are ISO 8601 (`2027-01-08`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deprecation {
    /// The day from which the operation is deprecated.
    pub since: Option<&'static str>,
    /// The day from which the operation may be removed.
    pub sunset: Option<&'static str>,
    /// What replaces it, in words: a crate, an API version or an operation.
    pub successor: Option<&'static str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn post_and_patch_are_not_idempotent_unless_marked() {
        let post = Operation::new("a", "A", Method::POST, "/a");
        assert!(!post.is_idempotent());
        assert!(post.with_idempotent(true).is_idempotent());
        assert!(!Operation::new("b", "B", Method::PATCH, "/b").is_idempotent());
        assert!(Operation::new("c", "C", Method::DELETE, "/c").is_idempotent());
    }
}
