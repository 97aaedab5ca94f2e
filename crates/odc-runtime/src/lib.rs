//! What the generated ODC clients need at run time.
//!
//! Users need three types of this crate. Clients are made from a [`Tenant`]. Every call fails with an [`Error`].
//! [`Patch`] says what happens to a field in a PATCH. The rest is for generated code.
//!
//! ```no_run
//! # struct Client;
//! # impl Client { fn connect(_: &odc_runtime::Tenant) -> Self { Client } }
//! use odc_runtime::Tenant;
//!
//! fn main() -> Result<(), odc_runtime::Error> {
//!     let tenant = Tenant::from_env()?; // ODC_PORTAL_DOMAIN, ODC_CLIENT_ID, ODC_CLIENT_SECRET
//!     let identity = Client::connect(&tenant); // no I/O yet
//!     Ok(())
//! }
//! ```
//!
//! # The way of a call
//!
//! A call runs in one `tracing` span, `odc_call`, with the operation, the method, the path
//! template, the status, the number of attempts, the size of the body and the duration. Within it a tenant's call passes
//! [retries](retry), the rate budget ([`BudgetPolicy`]), the token ([`odc_auth::OAuthMiddleware`])
//! and a counter of sends. The budget comes before the token, so that no token becomes older in a queue.
//! Events are logged when calls wait for the budget for more than 2 s (then every 15 s), when a call is retried, and,
//! once per process and API, when it is deprecated.
//!
//! The target `odc_runtime::wire` has one DEBUG event per finished call, with status, time, attempts, and the time that the
//! call waited for the budget. At TRACE it also has each request and response: names of all headers, parameters and JSON
//! members, and the values of those that an allow-list names, up to 4,096 characters of a body.
//! `RUST_LOG=odc_runtime::wire=debug` shows them with most subscribers.
//!
//! [`waiting`] says how clients wait for long operations, such as builds and deployments.
//!
//! # An open tenant
//!
//! | for | use |
//! |---|---|
//! | a header on every request, or on one call | [`TenantBuilder::header`], [`CallOptions::header`] |
//! | the name of your program in the logs of the service | [`TenantBuilder::application`] |
//! | your own middleware, around the retries or inside | [`TenantBuilder::middleware_per_call`], [`TenantBuilder::middleware_per_attempt`] |
//! | your own decision about retries | [`RetryPolicy::decide`] |
//! | the numbers of the rate budget, and reports of waits | [`Tenant::budget`], [`TenantBuilder::on_wait`] |
//! | JSON members that no type knows | [`ResponseValue::raw_json`] |
//! | values that a type cannot hold | [`ResponseValue::unread`], [`CallOptions::on_unread`], [`TenantBuilder::on_unread`] |
//! | headers and bodies of all pages of a list | [`CallOptions::on_response`] |
//! | the headers of a failure | [`Error::headers`] |
//! | a path that no client has | [`Tenant::call`] |
//! | an error for your own tests | [`Error::for_test`] |
//!
//! A client on a user's own HTTP client ([`Transport::new`]) has the span, the errors and the decoding. Everything else
//! is up to that HTTP client.
//!
//! # Values that do not fit the document
//!
//! One wrong value, such as a timestamp in another form or a number that is too large, does not make a call fail. The
//! field becomes `None`, or the element of the list is left out. The first such value at each place of an operation
//! is logged as a warning, without the value. [`ResponseValue::unread`] and [`CallOptions::on_unread`] have the
//! unchanged value.
//!
//! A call still fails in these cases:
//!
//! - A required field, such as a key, cannot be read. [`CallOptions::skip_unreadable_rows`] reads the other rows.
//! - An object, a list, the place of the next page, or the state of a long operation cannot be read.
//! - An object has the same member twice.
//! - There are too many wrong values. Up to 1000 can be left out of a small response, and at least two of any
//!   response.
//!
//! # Files
//!
//! Some responses name a file by a pre-signed URL, at another host than the APIs. [`Tenant::transfers`] sends and
//! fetches such files with the proxy and the certificates of the tenant, but without its token. Files are streamed,
//! with retries. If the host supports it, a transfer continues after the connection broke.
//!
//! Some operations take files in a form of the type `multipart/form-data`. A [`FilePart`] is such a file: bytes, a text, a
//! file of this machine, or what a reader gives.
//!
//! # A company's certificates
//!
//! `ODC_EXTRA_CA_CERTS=FILE` or [`TenantBuilder::extra_ca`] adds a certificate authority to those of the system, for calls,
//! tokens and files.

mod body;
mod budget;
mod build_error;
mod call_options;
pub mod client;
mod dates;
pub mod de;
mod deadline;
mod deprecation;
mod distinct;
mod error;
mod form;
mod headers;
mod json_path;
mod layers;
mod lossy;
mod metered;
mod multipart;
mod open_enum;
mod operation;
mod pace;
mod paging;
mod patch;
mod path_segment;
mod poll;
mod query;
mod raw_call;
mod redirect;
mod response;
pub mod retry;
mod stream;
mod tenant;
mod trace;
mod transfer;
mod transport;
pub mod union;
mod unread;
pub mod waiting;
mod wire_log;

pub use budget::{BudgetPolicy, BudgetState, SharedBudget, SharedBudgetState};
pub use build_error::BuildError;
pub use call_options::CallOptions;
pub use error::{DecodeError, Error, ErrorKind, FailedOperation, OperationMessage, ProblemDetails};
pub use multipart::FilePart;
pub use odc_auth;
pub use odc_budget::{
    BudgetStore, MemoryBudget, Refused, Sent, StepRequest, StepResult, StoreError,
};
pub use odc_http::secret::Secret;
#[cfg(feature = "redis")]
pub use odc_redis;
pub use operation::{
    Case, Deprecation, List, ListStyle, LongOperation, Operation, Pages, Parameter, Place,
    RateLimit, RequestBody, Requirement, Success, ValueKind,
};
pub use paging::{CursorCall, ItemStream, ListCall, NextPage, PageInfo, PageStream, PagedCall};
pub use patch::Patch;
pub use poll::{Poll, Poller};
pub use raw_call::RawCall;
pub use response::{RawResponse, ResponseValue};
pub use retry::{FailedAttempt, RetryPolicy};
pub use stream::ByteStream;
pub use tenant::{Tenant, TenantBuilder};
pub use transfer::{Download, FileStream, PresignedUrl, Progress, Transfers, Upload, Uploaded};
pub use transport::Transport;
pub use unread::UnreadValue;

/// The items that the macros of this crate need.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "schemars")]
    pub use crate::open_enum::open_string_schema;
    pub use crate::open_enum::{count_unknown, open_string};
    #[cfg(feature = "schemars")]
    pub use schemars;
    pub use serde;
}
