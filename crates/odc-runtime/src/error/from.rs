//! Makes an [`Error`] from the errors of the parts of a call.

use odc_auth::{AuthError, ConfigError, RuntimeError};

use super::{Cause, Error, SetupError};
use crate::body::TooLarge;
use crate::budget::BudgetExhausted;
use crate::deadline::DeadlinePassed;
use crate::redirect::Redirected;

impl Error {
    /// The error for a failure of a middleware stack.
    pub(crate) fn from_stack(error: reqwest_middleware::Error) -> Self {
        match error {
            reqwest_middleware::Error::Reqwest(error) => Self::network(error),
            reqwest_middleware::Error::Middleware(error) => error
                .downcast::<AuthError>()
                .map(|error| Self::new(Cause::Auth(error)))
                .or_else(|error| {
                    error
                        .downcast::<BudgetExhausted>()
                        .map(|error| Self::new(Cause::Budget(error)))
                })
                .or_else(|error| {
                    error
                        .downcast::<TooLarge>()
                        .map(|error| Self::new(Cause::TooLarge(error)))
                })
                .or_else(|error| {
                    error
                        .downcast::<Redirected>()
                        .map(|error| Self::new(Cause::Redirected(error)))
                })
                .or_else(|error| {
                    error
                        .downcast::<DeadlinePassed>()
                        .map(|error| Self::new(Cause::DeadlinePassed(error)))
                })
                .or_else(|error| error.downcast::<reqwest::Error>().map(Self::network))
                .or_else(|error| {
                    error
                        .downcast::<reqwest_middleware::Error>()
                        .map(Self::from_stack)
                })
                .unwrap_or_else(|error| Self::new(Cause::Middleware(error.into()))),
        }
    }

    /// The error for a failed exchange, without the URL, because its query may contain secrets.
    pub(crate) fn network(error: reqwest::Error) -> Self {
        Self::new(Cause::Network(error.without_url()))
    }
}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self::new(Cause::Config(error))
    }
}

impl From<AuthError> for Error {
    fn from(error: AuthError) -> Self {
        Self::new(Cause::Auth(error))
    }
}

impl From<RuntimeError> for Error {
    fn from(error: RuntimeError) -> Self {
        Self::new(Cause::Runtime(error))
    }
}

impl From<SetupError> for Error {
    fn from(error: SetupError) -> Self {
        Self::new(Cause::Setup(error))
    }
}
