//! The kinds of failures.

/// What kind of failure an [`Error`](crate::Error) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The set-up is incomplete or wrong, or the call was made outside of a tokio runtime: nothing was sent.
    Config,
    /// The request could not be built: nothing was sent.
    InvalidRequest,
    /// There is no token.
    Auth,
    /// The rate budget has no room, and the caller does not want to wait. Either nothing was sent, or the first
    /// request got a 401 and was not sent again.
    RateBudget,
    /// No connection could be made: nothing was sent.
    Connect,
    /// No response came in time.
    Timeout,
    /// The connection broke.
    Network,
    /// A middleware of the user failed.
    Middleware,
    /// The status of the response is not a success.
    Status,
    /// The body of a success does not have the form that the API document promises.
    Decode,
    /// The body of a success has more bytes than [`body_limit`](crate::TenantBuilder::body_limit) allows, or its
    /// decoded value takes more than eight times as much memory. Reading has stopped, no part of the body is kept,
    /// and the connection is closed. The call is not retried, because the service has carried it out.
    ///
    /// # Troubleshooting
    ///
    /// Ask for less: a smaller page (`limit`), or a filter. If a response of this size is right, admit it, for one
    /// call with [`CallOptions::body_limit`](crate::CallOptions::body_limit) or for all with
    /// [`TenantBuilder::body_limit`](crate::TenantBuilder::body_limit). If it is not right, another server responds
    /// at this address: check the portal domain, and any proxy on the way.
    TooLarge,
    /// The user's own HTTP client has followed a redirect, so the response does not come from the API.
    ///
    /// # Troubleshooting
    ///
    /// Build that client with `reqwest::redirect::Policy::none()`; the error is then the redirect's own status. The
    /// APIs of the service never redirect, so check the base URL (http instead of https, another host).
    Redirect,
    /// A long operation or the transfer of a file did not end in time. A long operation may continue.
    ///
    /// # Troubleshooting
    ///
    /// For an operation, [`Error::last_state`](crate::Error::last_state) is the last state that was read. Wait for the
    /// operation again by its key, with a longer deadline. If the state is one that the client does not know, look in
    /// the ODC portal whether the operation has ended.
    Deadline,
    /// A long operation ended in a failure.
    ///
    /// # Troubleshooting
    ///
    /// [`Error::failed_operation`](crate::Error::failed_operation) has its state and its messages. Correct the cause,
    /// then start another operation.
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
    /// The host of a file did not send the file correctly: the file ended too early, or it has changed. Or the API
    /// does not name a file yet.
    Transfer,
    /// A list cannot be read to its end, because the service names no valid next page: it names a page that has
    /// already come, or a page after more than 2,147,483,647 items. The stream has yielded all earlier items.
    ///
    /// # Troubleshooting
    ///
    /// A filter makes the list shorter. If a service names the same page again, that is a mistake of the service:
    /// report it with the operation and the parameters of the call.
    List,
}
