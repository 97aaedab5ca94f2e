// @generated from openapi/asset-repository-v1.json (SHA-256 68fab79e30bcb70755828767ad5793d864463467cedd9f55fdea86c423caa81b)
// by `cargo xtask generate asset-repository-v1`. Do not edit: change the document, its overlay or the xtask.

//! Calls of the group `uploads`.

use odc_runtime::client::{
    ByteStream, QueryParam, QuerySome as _, Request, encode_path, header,
};

use odc_runtime::{
    CallOptions, CursorCall, Error, ItemStream, ListCall, PageStream, PagedCall, Patch,
    ResponseValue,
};

use crate::generated::client::Client;
use crate::generated::types::*;
use crate::generated::{enums, operations, type_builders, types};

/// A call of [`Client::create_upload`](crate::Client::create_upload): `POST /uploads`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `.send()`"]
pub struct CreateUpload {
    client: Client,
    options: CallOptions,
}

impl CreateUpload {
    pub(crate) fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            options: CallOptions::default(),
        }
    }

    /// Retries, deadline and rate budget of this call only.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    fn request(&self) -> Result<Request, Error> {
        let transport = &self.client.transport;
        let url = format!("{}/uploads", transport.base_url());
        transport
            .post(url)
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()
            .map_err(|e| Error::invalid_request(&operations::CREATE_UPLOAD, e))
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// Any failure: there is no 2xx response, or it cannot be read. See [`Error`].
    pub async fn send(self) -> Result<ResponseValue<types::Upload>, Error> {
        let request = self.request()?;
        self.client
            .transport
            .json_object(&operations::CREATE_UPLOAD, request, &self.options)
            .await
    }
}
