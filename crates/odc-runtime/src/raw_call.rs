//! Calls to any path of a tenant, with its token, retries and budget.

use std::fmt;

use http::Method;
use reqwest_middleware::RequestBuilder;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::call_options::CallOptions;
use crate::error::Error;
use crate::operation::Operation;
use crate::response::ResponseValue;
use crate::stream::ByteStream;
use crate::tenant::Tenant;
use crate::transport::Transport;

/// The operation of a call that no document describes: only its method is known.
static ANY: [Operation; 7] = [
    Operation::new("call", "", Method::GET, ""),
    Operation::new("call", "", Method::POST, ""),
    Operation::new("call", "", Method::PUT, ""),
    Operation::new("call", "", Method::PATCH, ""),
    Operation::new("call", "", Method::DELETE, ""),
    Operation::new("call", "", Method::HEAD, ""),
    Operation::new("call", "", Method::OPTIONS, ""),
];

impl Tenant {
    /// A call to any path of the tenant, for operations that no client has. It has the tenant's token, retries,
    /// headers and timeouts.
    ///
    /// It counts in the rate budget if [`RawCall::like`] names a similar operation.
    ///
    /// ```no_run
    /// # async fn example(tenant: odc_runtime::Tenant) -> Result<(), odc_runtime::Error> {
    /// use odc_runtime::client::Method;
    ///
    /// let page = tenant
    ///     .call(Method::GET, "/api/future/v1/things")
    ///     .query(&[("limit", "10")])
    ///     .json::<serde_json::Value>()
    ///     .await?;
    /// println!("{}", page["results"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn call(&self, method: Method, path: impl AsRef<str>) -> RawCall {
        let transport = Transport::for_tenant(self, "");
        let (path, is_path) = (path.as_ref(), path.as_ref().starts_with('/'));
        let url = format!("{}{path}", transport.base_url().trim_end_matches('/'));
        let operation = ANY.iter().find(|operation| *operation.method() == method);
        let place = path.split(['?', '#']).next().unwrap_or_default();
        RawCall {
            call: format!("{method} {place}"),
            request: transport.request(method, if is_path { &url } else { "" }),
            transport,
            operation: operation.unwrap_or(&ANY[1]),
            options: CallOptions::new(),
        }
    }
}

/// A call to any path of a tenant; see [`Tenant::call`].
#[must_use = "nothing is sent before `.json()`, `.empty()` or `.bytes()`"]
pub struct RawCall {
    transport: Transport,
    operation: &'static Operation,
    request: RequestBuilder,
    options: CallOptions,
    /// Method and path, for errors.
    call: String,
}

impl RawCall {
    /// Adds parameters to the query, such as `&[("limit", "10")]`.
    pub fn query(mut self, parameters: &(impl Serialize + ?Sized)) -> Self {
        self.request = self.request.query(parameters);
        self
    }

    /// Sends a value as JSON.
    pub fn body(mut self, value: &(impl Serialize + ?Sized)) -> Self {
        self.request = self.request.json(value);
        self
    }

    /// Names an operation that the call is like. The call counts against the same rate limits, and may be retried if
    /// that operation may. A 403 names the permissions of that operation.
    pub const fn like(mut self, operation: &'static Operation) -> Self {
        self.operation = operation;
        self
    }

    /// Headers, retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Sends the request and decodes the JSON of the response, for example as a [`serde_json::Value`].
    ///
    /// # Errors
    ///
    /// No response came, it was not a success, or it is not a valid `T`.
    pub async fn json<T: DeserializeOwned>(self) -> Result<ResponseValue<T>, Error> {
        let (request, call) = (self.request.build(), self.call);
        let request = request.map_err(|error| unsendable(self.operation, &call, error))?;
        let sent = self.transport.json(self.operation, request, &self.options);
        sent.await.map_err(|error| error.of_raw_call(&call))
    }

    /// Sends the request and ignores the body of the response.
    ///
    /// # Errors
    ///
    /// No response came, or it was not a success.
    pub async fn empty(self) -> Result<ResponseValue<()>, Error> {
        let (request, call) = (self.request.build(), self.call);
        let request = request.map_err(|error| unsendable(self.operation, &call, error))?;
        let sent = self.transport.empty(self.operation, request, &self.options);
        sent.await.map_err(|error| error.of_raw_call(&call))
    }

    /// Sends the request and returns the body of the response as a stream, of any size.
    ///
    /// # Errors
    ///
    /// No response came, or it was not a success. Later failures are errors of the stream.
    pub async fn bytes(self) -> Result<ResponseValue<ByteStream>, Error> {
        let (request, call) = (self.request.build(), self.call);
        let request = request.map_err(|error| unsendable(self.operation, &call, error))?;
        let sent = self.transport.bytes(self.operation, request, &self.options);
        sent.await.map_err(|error| error.of_raw_call(&call))
    }
}

fn unsendable(operation: &'static Operation, call: &str, error: reqwest::Error) -> Error {
    Error::invalid_request(operation, error).of_raw_call(call)
}

impl fmt::Debug for RawCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawCall")
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}
