//! What generated code names when it builds a request.

pub use crate::path_segment::encode_path;
pub use crate::query::{QuerySome, query_text};
pub use crate::stream::ByteStream;
pub use http::header::{self, HeaderMap, HeaderName, HeaderValue};
pub use progenitor_client::QueryParam;
pub use reqwest::{Client as HttpClient, Method, Request, StatusCode};
pub use reqwest_middleware::{ClientWithMiddleware, RequestBuilder};
pub use serde_json;
