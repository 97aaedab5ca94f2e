//! The names that generated code uses to build a request, and that users need to write a middleware.

pub use crate::form::{FormStyle, form_fields};
pub use crate::multipart::{MultipartError, MultipartForm};
pub use crate::path_segment::encode_path;
pub use crate::query::{QuerySome, query_text};
pub use crate::stream::ByteStream;
pub use async_trait::async_trait;
pub use http::Extensions;
pub use http::header::{self, HeaderMap, HeaderName, HeaderValue};
pub use progenitor_client::QueryParam;
pub use reqwest::{Client as HttpClient, Method, Request, Response, StatusCode};
pub use reqwest_middleware::{
    ClientWithMiddleware, Middleware, Next, RequestBuilder, Result as MiddlewareResult,
};
pub use serde_json;
