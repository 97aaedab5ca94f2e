//! A call that is not sent yet, and sending it.

use std::fmt::Display;

use odc_runtime::{ByteStream, CallOptions, Operation, RawCall, ResponseValue, Success, Tenant};
use serde_json::Value;

use super::prepare::Prepared;
use crate::exit::Failure;

/// A call that is not sent yet.
#[derive(Clone, Debug)]
pub struct Request {
    pub(super) operation: &'static Operation,
    pub(super) values: Vec<(String, String)>,
    pub(super) body: Option<Value>,
}

impl Request {
    /// A call of the operation, without any value.
    #[must_use]
    pub const fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            values: Vec::new(),
            body: None,
        }
    }

    /// Sets a parameter by its name on the wire. A list gets one value with each call.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Display) -> Self {
        self.values.push((name.to_owned(), value.to_string()));
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn with_body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    /// The operation.
    #[must_use]
    pub const fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The parts of the request: path, query, headers and body.
    ///
    /// # Errors
    /// A value for the path is missing, or a parameter does not belong to the operation.
    pub fn prepare(&self) -> Result<Prepared, Failure> {
        Prepared::new(self.operation, &self.values, self.body.clone())
    }

    /// Sends it. Returns `Null` when the response is empty.
    ///
    /// # Errors
    /// The call fails, or [`prepare`](Self::prepare) does.
    pub async fn send(&self, tenant: &Tenant) -> Result<Value, Failure> {
        let call = self.call(tenant)?;
        match self.operation.success() {
            Some(Success::Nothing) => {
                call.empty().await?;
                Ok(Value::Null)
            }
            _ => Ok(call.json::<Value>().await?.into_inner()),
        }
    }

    /// Sends it, for a response that is not JSON.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn bytes(&self, tenant: &Tenant) -> Result<ResponseValue<ByteStream>, Failure> {
        Ok(self.call(tenant)?.bytes().await?)
    }

    /// Whether the response is bytes or text, not JSON.
    #[must_use]
    pub fn is_bytes(&self) -> bool {
        self.operation.success() == Some(Success::Bytes)
    }

    fn call(&self, tenant: &Tenant) -> Result<RawCall, Failure> {
        let prepared = self.prepare()?;
        let mut call = tenant
            .call(prepared.method.clone(), &prepared.path)
            .like(self.operation);
        if !prepared.query.is_empty() {
            call = call.query(&prepared.query);
        }
        if let Some(body) = &prepared.body {
            call = call.body(body);
        }
        let options = prepared
            .headers
            .iter()
            .fold(CallOptions::new(), |options, (name, value)| {
                options.header(name, value)
            });
        Ok(call.options(options))
    }
}
