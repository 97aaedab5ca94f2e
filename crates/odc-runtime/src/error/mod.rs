//! The one error type of every call.

mod decode;
mod display;
mod long_operation;
mod problem;
mod transfer;
mod waiting;

use std::time::Duration;

use http::StatusCode;
use odc_auth::{AuthError, ConfigError, RuntimeError};
use odc_http::body::Form;
use odc_http::text::one_line;

use crate::body::TooLarge;
use crate::budget::BudgetExhausted;
use crate::operation::{Operation, Requirement};
use crate::redirect::Redirected;

pub use decode::DecodeError;
pub(crate) use decode::{Undecoded, decode_json};
pub(crate) use long_operation::{Awaited, State, WaitError};
pub use long_operation::{FailedOperation, OperationMessage};
pub(crate) use problem::OpaqueBody;
pub use problem::ProblemDetails;
pub(crate) use transfer::TransferError;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// How many characters are kept of the reason why there is no file: it may quote the service.
const LONGEST_REASON: usize = 500;

/// Why a call, or the set-up before it, failed.
///
/// `Display` is one readable line and `Debug` is that line with its causes below, so that a `main` that returns
/// this error prints something to act on. Neither shows bodies, headers, tokens or query values. Names and texts
/// from a response are made printable, so none of them breaks a log or moves the cursor of a terminal.
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
}

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The set-up is incomplete or wrong, or the call was made outside of a tokio runtime: nothing was sent.
    Config,
    /// The request could not be built: nothing was sent.
    InvalidRequest,
    /// There is no token.
    Auth,
    /// The rate budget has no room and the caller does not want to wait. Nothing was sent, or a request got a 401 and
    /// was not sent again.
    RateBudget,
    /// No connection could be made: nothing was sent.
    Connect,
    /// No response came in time.
    Timeout,
    /// The connection broke.
    Network,
    /// A middleware of the user's own failed.
    Middleware,
    /// The status of the response is not a success.
    Status,
    /// The body of a success is not what the API document promises.
    Decode,
    /// The body of a success has more bytes than [`body_limit`](crate::TenantBuilder::body_limit) admits, or its decoded
    /// value takes eight times as many. Reading has stopped, nothing of the body is kept, and the connection is closed.
    /// The call is not repeated: the service has carried it out.
    ///
    /// # Troubleshooting
    ///
    /// Ask for less: a smaller page (`limit`), or a filter. If a response of this size is right, admit it, for one
    /// call with [`CallOptions::body_limit`](crate::CallOptions::body_limit) or for all with
    /// [`TenantBuilder::body_limit`](crate::TenantBuilder::body_limit). If it is not right, another server responds
    /// at this address: check the portal domain, and any proxy on the way.
    TooLarge,
    /// The user's own HTTP client has followed a redirect, so the response is not one of the API.
    ///
    /// # Troubleshooting
    ///
    /// Build that client with `reqwest::redirect::Policy::none()`; the error is then the redirect's own status. The
    /// APIs of the service never redirect, so check the base URL (http instead of https, another host).
    Redirect,
    /// A long operation or the transfer of a file did not end in time. A long operation may go on.
    ///
    /// # Troubleshooting
    ///
    /// For an operation, [`Error::last_state`] is the last state that was read. Wait for the operation again by its key, with a longer
    /// deadline. If the state is one that the client does not know, look in the ODC portal whether the operation has
    /// ended.
    Deadline,
    /// A long operation ended in a failure.
    ///
    /// # Troubleshooting
    ///
    /// [`Error::failed_operation`] has its state and its messages. Correct the cause, then start another operation.
    OperationFailed,
    /// A long operation disappeared while it was awaited, or never existed.
    ///
    /// # Troubleshooting
    ///
    /// Its asset may have been deleted. An operation that the API client may not see looks the same: check its
    /// permissions, for example "Stage > View stage", and the key.
    OperationGone,
    /// A file of this machine cannot be read or written.
    File,
    /// The host of a file sent something else than the file: it ended too early, or it has changed. Or the API names no
    /// file yet.
    Transfer,
    /// A list cannot be read to its end, because the service names no page that could come next: a page that has come
    /// already, or one beyond 2,147,483,647 items. The items before it have been yielded.
    ///
    /// # Troubleshooting
    ///
    /// A filter makes the list shorter. A service that names a page again is at fault: report it with the operation and
    /// the parameters of the call.
    List,
}

fn kind_of_transfer(error: &TransferError) -> ErrorKind {
    match error {
        TransferError::Url(_) => ErrorKind::InvalidRequest,
        TransferError::NoClient => ErrorKind::Config,
        TransferError::File { .. }
        | TransferError::Unfit { .. }
        | TransferError::Changing { .. } => ErrorKind::File,
        TransferError::Refused { .. } => ErrorKind::Status,
        TransferError::Broken { source, .. } if source.is_connect() => ErrorKind::Connect,
        TransferError::Broken { .. } => ErrorKind::Network,
        TransferError::Idle { .. } => ErrorKind::Timeout,
        TransferError::Deadline { .. } => ErrorKind::Deadline,
        TransferError::Short { .. }
        | TransferError::NoFile(_)
        | TransferError::Changed { .. }
        | TransferError::Inconsistent { .. } => ErrorKind::Transfer,
    }
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

    /// The error for a response that names no file, with the reason and what to do. It is printed as one line.
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

    /// The error for what a middleware stack failed with.
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
                .or_else(|error| error.downcast::<reqwest::Error>().map(Self::network))
                .or_else(|error| {
                    error
                        .downcast::<reqwest_middleware::Error>()
                        .map(Self::from_stack)
                })
                .unwrap_or_else(|error| Self::new(Cause::Middleware(error.into()))),
        }
    }

    /// The error for a failed exchange, without the URL, whose query may hold anything.
    pub(crate) fn network(error: reqwest::Error) -> Self {
        Self::new(Cause::Network(error.without_url()))
    }

    /// What kind of failure this is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match &self.inner.cause {
            Cause::Config(_) | Cause::Setup(_) | Cause::Runtime(_) => ErrorKind::Config,
            Cause::InvalidRequest(_) => ErrorKind::InvalidRequest,
            Cause::Auth(_) => ErrorKind::Auth,
            Cause::Budget(_) => ErrorKind::RateBudget,
            Cause::Network(error) if error.is_connect() => ErrorKind::Connect,
            Cause::Network(error) if error.is_timeout() => ErrorKind::Timeout,
            Cause::Network(_) | Cause::Task(_) => ErrorKind::Network,
            Cause::Middleware(_) => ErrorKind::Middleware,
            Cause::Status { .. } => ErrorKind::Status,
            Cause::Decode { .. } => ErrorKind::Decode,
            Cause::TooLarge(_) => ErrorKind::TooLarge,
            Cause::Redirected(_) => ErrorKind::Redirect,
            Cause::Deadline { .. } => ErrorKind::Deadline,
            Cause::Transfer(error) => kind_of_transfer(error),
            Cause::Wait(error) => match **error {
                WaitError::Failed(_) => ErrorKind::OperationFailed,
                WaitError::Disappeared(..) | WaitError::NeverCame(..) => ErrorKind::OperationGone,
                WaitError::Deadline { .. } => ErrorKind::Deadline,
            },
            Cause::List(_) => ErrorKind::List,
        }
    }

    /// The operation that failed. `None` when there was no call.
    #[must_use]
    pub fn operation(&self) -> Option<&'static Operation> {
        self.inner.operation
    }

    /// The status of the response, if one came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match &self.inner.cause {
            Cause::Status { status, .. }
            | Cause::Decode { status, .. }
            | Cause::Transfer(TransferError::Refused { status, .. }) => Some(*status),
            Cause::TooLarge(error) => Some(error.status),
            _ => None,
        }
    }

    /// The service's description of the problem, if the response has one.
    #[must_use]
    pub fn problem(&self) -> Option<&ProblemDetails> {
        match &self.inner.cause {
            Cause::Status { problem, .. } => problem.as_ref(),
            _ => None,
        }
    }

    /// The beginning of a body that is neither a success nor a problem description: one printable line of at most
    /// 1,024 characters, the last of which is a `…` when it is cut.
    ///
    /// It is never part of `Display` or `Debug`, since it may hold anything. Nothing is kept of a success that does not
    /// decode: it may hold secrets.
    #[must_use]
    pub fn body_excerpt(&self) -> Option<&str> {
        match &self.inner.cause {
            Cause::Status { body, .. } => body.as_ref().map(OpaqueBody::excerpt),
            _ => None,
        }
    }

    /// How long the service asks to wait, by the `Retry-After` of its response, for example with 429 or 503.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match &self.inner.cause {
            Cause::Status {
                retry_after,
                no_token,
                ..
            } => retry_after.or_else(|| no_token.as_ref()?.retry_after()),
            Cause::Transfer(TransferError::Refused { retry_after, .. }) => *retry_after,
            Cause::Auth(error) => error.retry_after(),
            _ => None,
        }
    }

    /// The id of the call in the service's logs. Support asks for it.
    #[must_use]
    pub fn trace_id(&self) -> Option<&str> {
        self.problem()?.trace_id.as_deref()
    }

    /// The service's code of the problem. Support asks for it.
    #[must_use]
    pub fn error_code(&self) -> Option<&str> {
        self.problem()?.error_code.as_deref()
    }

    /// Where and why the response did not decode.
    #[must_use]
    pub fn decode(&self) -> Option<&DecodeError> {
        match &self.inner.cause {
            Cause::Decode { error, .. } => Some(error),
            _ => None,
        }
    }

    /// Where the response did not decode, for example `results[3].email`.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        self.decode().map(DecodeError::path)
    }

    /// Why there is no token, or after a 401 no other one.
    #[must_use]
    pub fn auth(&self) -> Option<&AuthError> {
        match &self.inner.cause {
            Cause::Auth(error) => Some(error),
            Cause::Status { no_token, .. } => no_token.as_deref(),
            _ => None,
        }
    }

    /// What is wrong with the set-up.
    #[must_use]
    pub fn config(&self) -> Option<&ConfigError> {
        match &self.inner.cause {
            Cause::Config(error) => Some(error),
            _ => None,
        }
    }

    /// How many attempts were made, retries included; 0 when nothing was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.inner.attempts
    }

    /// How long the call took, waiting and retries included.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.inner.elapsed
    }

    /// Whether the same call may succeed later: a broken connection, a timeout, 408, 429, a 5xx that may pass, a
    /// full rate budget, or an identity service in trouble.
    ///
    /// The service may have carried out the call, also where it is not idempotent.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match &self.inner.cause {
            Cause::Network(error) => !error.is_builder() && !error.is_redirect(),
            Cause::Auth(error) => error.is_transient(),
            Cause::Budget(_) => true,
            Cause::Status {
                status, no_token, ..
            } => {
                odc_http::status::is_transient(*status)
                    || no_token.as_deref().is_some_and(AuthError::is_transient)
            }
            Cause::Transfer(error) => error.is_retryable(),
            _ => false,
        }
    }

    /// Whether the status is 404 Not Found.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether the API answered 403 Forbidden; see [`needed_permissions`](Self::needed_permissions). A 403 of the host of
    /// a file is none: its pre-signed URL has expired or is not valid.
    #[must_use]
    pub fn is_permission_denied(&self) -> bool {
        self.status() == Some(StatusCode::FORBIDDEN)
            && !matches!(self.inner.cause, Cause::Transfer(_))
    }

    /// What the API client needs for the operation, by the API document; `None` when the document does not say.
    #[must_use]
    pub fn requirement(&self) -> Option<&'static Requirement> {
        self.operation().and_then(Operation::requirement)
    }

    /// All permissions that the API document names for the operation, each once. The
    /// [requirement](Self::requirement) says which of them are needed, and when.
    #[must_use]
    pub fn needed_permissions(&self) -> Vec<&'static str> {
        self.operation()
            .map_or_else(Vec::new, Operation::permissions)
    }

    /// Whether a rate limit is the reason: 429 Too Many Requests, or no room in the budget.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
            || matches!(self.inner.cause, Cause::Budget(_))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // `Display` prints the cause itself, so a chain goes on with the source of the cause.
        match &self.inner.cause {
            Cause::Config(error) => error.source(),
            Cause::Setup(error) => error.source(),
            Cause::Auth(error) => error.source(),
            Cause::Status { no_token, .. } => no_token.as_deref().and_then(|error| error.source()),
            Cause::InvalidRequest(error) => error.source(),
            Cause::Middleware(error) => Some(&**error),
            Cause::Network(error) => Some(error),
            Cause::Decode { error, .. } => Some(error),
            Cause::Task(error) => Some(error),
            Cause::Transfer(error) => error.source(),
            Cause::Wait(error) => error.source(),
            Cause::Budget(_)
            | Cause::Runtime(_)
            | Cause::TooLarge(_)
            | Cause::Redirected(_)
            | Cause::Deadline { .. }
            | Cause::List(_) => None,
        }
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
