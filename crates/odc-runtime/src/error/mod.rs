//! The one error type of every call.

mod clock_gap;
mod decode;
mod display;
mod for_test;
mod from;
mod kind;
mod long_operation;
mod problem;
mod read;
mod source;
mod transfer;
mod waiting;

use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode};
use odc_auth::{AuthError, ConfigError, RuntimeError};
use odc_http::body::Form;
use odc_http::text::one_line;

use self::clock_gap::ClockGap;
use crate::body::TooLarge;
use crate::budget::BudgetExhausted;
use crate::deadline::DeadlinePassed;
use crate::headers::InvalidHeader;
use crate::operation::Operation;
use crate::redirect::Redirected;

pub use decode::DecodeError;
pub(crate) use decode::{Undecoded, decode_json, printable_message};
pub use kind::ErrorKind;
pub(crate) use long_operation::{Awaited, State, WaitError};
pub use long_operation::{FailedOperation, OperationMessage};
pub(crate) use problem::OpaqueBody;
pub use problem::ProblemDetails;
pub(crate) use transfer::TransferError;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The largest length of the reason why there is no file, in characters. The reason may quote the service.
const LONGEST_REASON: usize = 500;

/// Why a call, or the set-up before it, failed.
///
/// `Display` is one readable line, and `Debug` is that line followed by its causes. So a `main` that returns this
/// error prints a useful text. Neither shows bodies, headers, tokens or query values. Names and texts
///
/// ```no_run
/// # async fn call() -> Result<String, odc_runtime::Error> { std::future::pending().await }
/// # async fn example() -> Result<(), odc_runtime::Error> {
/// match call().await {
///     Ok(user) => println!("{user}"),
///     Err(error) if error.is_not_found() => println!("no such user"),
///     Err(error) if error.is_permission_denied() => {
///         println!("the API client needs {:?}", error.requirement().map(ToString::to_string));
///     }
///     Err(error) => {
///         eprintln!("{error} (trace {})", error.trace_id().unwrap_or("-"));
///         return Err(error);
///     }
/// }
/// # Ok(())
/// # }
/// ```
pub struct Error {
    inner: Box<Inner>,
}

#[derive(Debug)]
struct Inner {
    cause: Cause,
    operation: Option<&'static Operation>,
    /// The long operation that was awaited when a request failed.
    awaited: Option<Awaited>,
    attempts: u32,
    elapsed: Duration,
    /// How long the call waited for the rate budget.
    waited: Duration,
    /// The headers of the response, if one came.
    headers: Option<Box<HeaderMap>>,
    /// The difference between the clocks of this machine and of the service when the response came, if it is large.
    clock_gap: Option<ClockGap>,
    /// Method and path of a call without an operation of a document.
    raw_call: Option<String>,
    /// The stage that the request named, for the error about a missing permission.
    stage: Option<String>,
}

#[derive(Debug)]
pub(crate) enum Cause {
    Config(ConfigError),
    Setup(SetupError),
    Runtime(RuntimeError),
    InvalidRequest(BoxError),
    Auth(AuthError),
    Budget(BudgetExhausted),
    Network(reqwest::Error),
    DeadlinePassed(DeadlinePassed),
    Middleware(BoxError),
    Status {
        status: StatusCode,
        problem: Option<ProblemDetails>,
        body: Option<OpaqueBody>,
        retry_after: Option<Duration>,
        /// After a 401: why there is no other token.
        no_token: Option<Box<AuthError>>,
    },
    Decode {
        status: StatusCode,
        error: DecodeError,
        form: Form,
    },
    TooLarge(TooLarge),
    Redirected(Redirected),
    Deadline {
        waited_for: &'static str,
        deadline: Duration,
    },
    Wait(Box<WaitError>),
    Task(tokio::task::JoinError),
    Transfer(TransferError),
    List(ListFault),
}

/// Why a list cannot be read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ListFault {
    #[error(
        "the service names a page of the list again that has come already, so the list has no end; narrow it with a \
         filter, or report it to the service"
    )]
    Repeats,
    #[error(
        "the next page begins at item {offset}, which is more than the operation can ask for; narrow the list with a filter"
    )]
    TooFar { offset: i64 },
    #[error(
        "the service says that the list has {total} items, but gives an empty page in place of item {offset}, counted from \
         zero; read the list again, or report it to the service"
    )]
    Missing { offset: i64, total: i64 },
    #[error("only the first {pages} pages were read")]
    TooLong { pages: u32 },
}

/// An error before any call was made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SetupError {
    #[error(
        "the base URL cannot be used: {reason}; pass one like https://acme.outsystems.dev/api/identity/v1"
    )]
    BaseUrl { reason: String },
    #[error("the HTTP client cannot be built")]
    Http(#[source] reqwest::Error),
    #[error("{0}; correct the `header` of the tenant")]
    Header(InvalidHeader),
    #[error(
        "the application name cannot stand in a header; use visible ASCII and blanks, such as acme-audit/1.4"
    )]
    Application,
    #[error("ODC_SHARED_STORE: {0}")]
    SharedStore(String),
}

impl Error {
    pub(crate) fn new(cause: Cause) -> Self {
        Self {
            inner: Box::new(Inner {
                cause,
                operation: None,
                awaited: None,
                attempts: 0,
                elapsed: Duration::ZERO,
                waited: Duration::ZERO,
                headers: None,
                clock_gap: None,
                raw_call: None,
                stage: None,
            }),
        }
    }

    /// The error for a request that cannot be built, with the reason.
    pub fn invalid_request(operation: &'static Operation, reason: impl Into<BoxError>) -> Self {
        let reason = match reason.into().downcast::<reqwest::Error>() {
            Ok(error) => crate::path_segment::explain_build_error(*error),
            Err(other) => other,
        };
        Self::new(Cause::InvalidRequest(reason)).with_operation(operation)
    }

    /// The error for a header that cannot be sent.
    pub(crate) fn invalid_header(invalid: InvalidHeader) -> Self {
        Self::new(Cause::InvalidRequest(Box::new(invalid)))
    }

    /// The error for a response that names no file, with the reason and advice. It is printed on one line.
    pub fn no_file(operation: &'static Operation, reason: impl Into<String>) -> Self {
        let reason: String = reason.into();
        let reason = one_line(&reason, LONGEST_REASON);
        Self::new(Cause::Transfer(TransferError::NoFile(reason))).with_operation(operation)
    }

    pub(crate) fn with_operation(mut self, operation: &'static Operation) -> Self {
        self.inner.operation.get_or_insert(operation);
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32, elapsed: Duration) -> Self {
        self.inner.attempts = attempts;
        self.inner.elapsed = elapsed;
        self
    }

    pub(crate) fn with_waited(mut self, waited: Duration) -> Self {
        self.inner.waited = waited;
        self
    }

    pub(crate) fn with_headers(mut self, headers: HeaderMap) -> Self {
        self.inner.clock_gap = ClockGap::of_response(&headers, SystemTime::now());
        self.inner.headers = Some(Box::new(headers));
        self
    }

    pub(crate) fn with_stage(mut self, stage: Option<String>) -> Self {
        self.inner.stage = stage;
        self
    }

    /// Prints method and path instead of the operation.
    pub(crate) fn of_raw_call(mut self, call: &str) -> Self {
        self.inner.raw_call.get_or_insert_with(|| call.to_owned());
        self
    }
}
