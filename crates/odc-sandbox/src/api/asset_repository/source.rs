//! Files of assets in the sandbox's own format, and the source of the file for a creation.
//!
//! The format is JSON, `{"odcSandboxAsset": {"key": …, "name": …, "type": …, "description": …}}`. Any number of
//! blanks may follow it, so that a file can have any size. A downloaded file can be uploaded again.

use axum::http::StatusCode;
use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::stream;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use url::Url;
use uuid::Uuid;

use crate::api::call::{Call, decode, is_json};
use crate::files::{MOST_HEAD_BYTES, Uploaded};
use crate::model::{Asset, AssetType, Revision};
use crate::problem::Problem;

/// The largest file of an asset.
const MOST_BYTES: u64 = 100 * 1024 * 1024;

/// The content of a file about its asset.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Described {
    pub(super) key: Uuid,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: AssetType,
    #[serde(default)]
    pub(super) description: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct File {
    #[serde(rename = "odcSandboxAsset")]
    asset: Described,
}

/// The head of a revision's file.
pub(super) fn head(asset: &Asset, revision: &Revision) -> Vec<u8> {
    let file = File {
        asset: Described {
            key: asset.key,
            name: asset.name_in(revision),
            kind: asset.kind,
            description: asset.description.clone(),
        },
    };
    serde_json::to_vec(&file).unwrap_or_default()
}

/// The content of a file, or the reason why it cannot be used.
pub(super) fn read(file: &Uploaded) -> Result<Described, Problem> {
    if file.bytes > MOST_BYTES {
        return Err(
            Problem::bad_request("the file is larger than 100 MB").with_code("OS-APPS-40008")
        );
    }
    let described: Result<File, _> = serde_json::from_slice(file.head.trim_ascii());
    let described = described.map_err(|_| {
        Problem::bad_request(
            "the file is not one of the sandbox; download the source code of an asset to get one",
        )
        .with_code("OS-APPS-40028")
    })?;
    if described.asset.name.trim().is_empty() {
        return Err(Problem::bad_request("the file names no asset").with_code("OS-APPS-40028"));
    }
    Ok(described.asset)
}

/// The file of a body.
fn attached(bytes: &Bytes) -> Uploaded {
    Uploaded {
        bytes: bytes.len() as u64,
        head: bytes.slice(..bytes.len().min(MOST_HEAD_BYTES)),
    }
}

/// The request of a call, and the file that came with it.
pub(super) fn received<R: DeserializeOwned + Default>(
    call: &Call,
) -> Result<(R, Option<Uploaded>), Problem> {
    match call.content_type.as_str() {
        "application/octet-stream" => Ok((R::default(), Some(attached(&call.body)))),
        "multipart/form-data" => multipart(call),
        other if call.body.is_empty() || is_json(other) => Ok((call.body()?, None)),
        _ => Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "the body must be application/json, application/octet-stream or multipart/form-data",
        )),
    }
}

fn multipart<R: DeserializeOwned + Default>(call: &Call) -> Result<(R, Option<Uploaded>), Problem> {
    let bad = |error: multer::Error| Problem::bad_request(format!("multipart body: {error}"));
    let boundary = multer::parse_boundary(&call.content_type_with_parameters).map_err(bad)?;
    let body = call.body.clone();
    let whole = stream::once(async move { Ok::<_, std::convert::Infallible>(body) });
    let mut parts = multer::Multipart::new(whole, boundary);
    let read = async move {
        let (mut request, mut file) = (None::<R>, None);
        while let Some(part) = parts.next_field().await.map_err(bad)? {
            let name = part.name().unwrap_or_default().to_owned();
            let bytes = part.bytes().await.map_err(bad)?;
            match name.as_str() {
                "creationRequest" => request = Some(decode(&bytes)?),
                "assetFile" => file = Some(attached(&bytes)),
                _ => {}
            }
        }
        Ok((request.unwrap_or_default(), file))
    };
    // The body is in memory, so nothing waits here.
    let parts = Box::pin(read).now_or_never();
    parts.unwrap_or_else(|| Err(Problem::bad_request("the multipart body is not whole")))
}

/// The file that a URL leads to.
pub(super) fn uploaded(call: &Call, url: &str) -> Result<Uploaded, Problem> {
    let url = Url::parse(url).ok();
    url.and_then(|url| call.files.uploaded(&url))
        .ok_or_else(|| {
            Problem::bad_request("fileUri must be a URL of this API to which a file was uploaded")
        })
}
