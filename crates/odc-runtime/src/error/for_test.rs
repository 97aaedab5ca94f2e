//! Errors that users make, to test how their programs handle them.

use http::{HeaderMap, StatusCode};

use super::{Cause, Error, ProblemDetails};
use crate::operation::Operation;

impl Error {
    /// The error of a call whose response has this status and no body, for your own tests.
    ///
    /// [`with_problem`](Self::with_problem) adds what the service says.
    ///
    /// ```
    /// use odc_runtime::{Error, Operation, ProblemDetails};
    ///
    /// # static GET_USER: Operation = Operation::new("get_user", "G", reqwest::Method::GET, "/users/{key}");
    /// // In a test of yours: `&odc_identity_v1::operations::GET_USER`.
    /// let error = Error::for_test(&GET_USER, 404);
    /// assert!(error.is_not_found());
    ///
    /// let mut problem = ProblemDetails::default();
    /// problem.error_code = Some("OS-ID-BIZ-40002".to_owned());
    /// let error = Error::for_test(&GET_USER, 400).with_problem(problem);
    /// assert_eq!(error.error_code(), Some("OS-ID-BIZ-40002"));
    /// ```
    ///
    /// # Panics
    ///
    /// `status` is not from 100 to 999.
    #[must_use]
    pub fn for_test(operation: &'static Operation, status: u16) -> Self {
        let status = StatusCode::from_u16(status).expect("a status from 100 to 999");
        let cause = Cause::Status {
            status,
            problem: None,
            body: None,
            retry_after: None,
            no_token: None,
        };
        Self::new(cause)
            .with_operation(operation)
            .with_attempts(1, std::time::Duration::ZERO)
            .with_headers(HeaderMap::new())
    }

    /// The same error with a problem description of the service. Only an error with a status can have one.
    #[must_use]
    pub fn with_problem(mut self, description: ProblemDetails) -> Self {
        if let Cause::Status { problem, body, .. } = &mut self.inner.cause {
            *problem = Some(description);
            *body = None;
        }
        self
    }
}
