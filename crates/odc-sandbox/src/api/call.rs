//! A call in the form in which an operation gets it, and the reply of the operation.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::api::query::{self, Query};
use crate::files::Files;
use crate::model::permission::{Permission, Permissions};
use crate::problem::Problem;

/// A call whose token, budget and permission are checked.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) path: BTreeMap<String, String>,
    pub(crate) query: Query,
    pub(crate) content_type: String,
    pub(crate) content_type_with_parameters: String,
    pub(crate) body: Bytes,
    pub(crate) caller: Permissions,
    /// The subject of the caller's token.
    pub(crate) subject: Uuid,
    pub(crate) files: Files,
    /// The origin for uploads and downloads of files, as the caller reaches it.
    pub(crate) files_origin: String,
    pub(crate) now: DateTime<Utc>,
}

impl Call {
    /// A path parameter that is a key.
    pub(crate) fn key(&self, name: &str) -> Result<Uuid, Problem> {
        query::key(name, self.path.get(name).map_or("", String::as_str))
    }

    /// A path parameter that is a whole number.
    pub(crate) fn number(&self, name: &str) -> Result<i32, Problem> {
        let text = self.path.get(name).map_or("", String::as_str);
        text.parse()
            .map_err(|_| Problem::bad_request(format!("{name} must be a whole number")))
    }

    /// A URL to download a file from.
    pub(crate) fn download_url(&self, path: &str) -> String {
        let path = format!("/downloads/{path}");
        self.files.sign(&self.files_origin, "GET", &path, self.now)
    }

    /// The body. A call without a body is refused.
    pub(crate) fn body<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        if self.body.is_empty() {
            return Err(Problem::bad_request("a JSON body is needed"));
        }
        if !is_json(&self.content_type) {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "the body must be application/json or application/*+json",
            ));
        }
        decode(&self.body)
    }

    /// The body, or the default if there is no body.
    pub(crate) fn body_or_default<T: DeserializeOwned + Default>(&self) -> Result<T, Problem> {
        if self.body.is_empty() {
            Ok(T::default())
        } else {
            self.body()
        }
    }

    pub(crate) fn holds(&self, permission: Permission) -> bool {
        self.caller.holds(permission)
    }

    /// Whether the caller has a permission in the stage. For a permission of the organization, whether the caller has
    /// it at all.
    pub(crate) fn holds_at(&self, permission: Permission, stage: Uuid) -> bool {
        if permission.is_per_stage() {
            self.holds_in(permission, stage)
        } else {
            self.holds(permission)
        }
    }

    pub(crate) fn holds_in(&self, permission: Permission, stage: Uuid) -> bool {
        self.caller.holds_in(permission, stage)
    }
}

/// Whether the service reads a body of this type. The API documents list `application/json` and `application/*+json`,
/// but not `text/json`, which clients read in responses.
pub(crate) fn is_json(content_type: &str) -> bool {
    content_type == "application/json"
        || (content_type.starts_with("application/") && content_type.ends_with("+json"))
}

/// Reads a body as its type. Every body of these APIs is an object. Serde would read a struct from an array too.
pub(crate) fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    if !body.trim_ascii_start().starts_with(b"{") {
        return Err(Problem::bad_request("the body must be a JSON object"));
    }
    let mut json = serde_json::Deserializer::from_slice(body);
    let decoded = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let place = error.path().to_string();
        let place = if place == "." || place == "?" {
            String::new()
        } else {
            format!(" at {place}")
        };
        Problem::bad_request(format!(
            "the body is not acceptable{place}: {}",
            error.inner()
        ))
    })?;
    let rest = json.end();
    rest.map_err(|error| Problem::bad_request(format!("the body is not one JSON value: {error}")))?;
    Ok(decoded)
}

/// The reply of an operation that succeeded.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) body: Option<Vec<u8>>,
}

impl Reply {
    pub(crate) fn json(status: StatusCode, value: &impl Serialize) -> Result<Self, Problem> {
        let body = serde_json::to_vec(value).map_err(|error| {
            Problem::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                format!("response not encoded: {error}"),
            )
        })?;
        Ok(Self {
            status,
            body: Some(body),
        })
    }

    pub(crate) fn ok(value: &impl Serialize) -> Result<Self, Problem> {
        Self::json(StatusCode::OK, value)
    }

    pub(crate) fn created(value: &impl Serialize) -> Result<Self, Problem> {
        Self::json(StatusCode::CREATED, value)
    }

    /// A success without a body.
    pub(crate) fn empty(status: StatusCode) -> Self {
        Self { status, body: None }
    }
}

/// The result of an operation: a reply, or the reason for a refusal.
pub(crate) type HandlerResult = Result<Reply, Problem>;
