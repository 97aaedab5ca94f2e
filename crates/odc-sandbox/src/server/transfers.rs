//! Files over pre-signed URLs, on an origin of their own, as an object store serves them.
//!
//! A URL carries its own credential. So a request with a bearer token is refused: the token was sent where it does not
//! belong. Errors are XML.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, BodyDataStream};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::any;
use bytes::{Bytes, BytesMut};
use futures_util::{StreamExt, stream};
use url::form_urlencoded;
use uuid::Uuid;

use super::app::App;
use super::layers::refuse_late;
use super::record::record;
use crate::api::asset_repository::content::{self, Content};
use crate::files::{BadUrl, EXPIRES, MOST_HEAD_BYTES, SIGNATURE, Uploaded};

/// How many bytes are sent at a time.
const PIECE: usize = 64 * 1024;

/// The routes of the origin of files.
pub(crate) fn routes(app: &Arc<App>) -> Router<Arc<App>> {
    Router::new()
        .route("/uploads/{id}", any(upload))
        .route("/downloads/{kind}/{asset}/{of}", any(download))
        .fallback(|| async { refusal(StatusCode::NOT_FOUND, "NoSuchKey", "there is no such file") })
        .layer(from_fn(refuse_late))
        .layer(from_fn_with_state(app.clone(), record))
}

fn refusal(status: StatusCode, code: &str, message: &str) -> Response {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <Error><Code>{code}</Code><Message>{message}</Message></Error>"
    );
    let mut response = Response::new(Body::from(xml));
    *response.status_mut() = status;
    let xml = HeaderValue::from_static("application/xml");
    response.headers_mut().insert(header::CONTENT_TYPE, xml);
    response
}

/// The response to a request that is not the one that the URL was made for.
fn refused(app: &App, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    if headers.contains_key(header::AUTHORIZATION) {
        return Some(refusal(
            StatusCode::BAD_REQUEST,
            "InvalidArgument",
            "only one way to authenticate is allowed: the URL has a signature, and there is an Authorization header",
        ));
    }
    let query = uri.query().unwrap_or_default();
    let value = |wanted: &str| {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        let found = pairs.find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.into_owned())
    };
    let (expires, signature) = (value(EXPIRES), value(SIGNATURE));
    let request = (method.as_str(), uri.path());
    let given = (expires.as_deref(), signature.as_deref());
    let bad = app.files.verify(request, given, app.clock.now()).err()?;
    let (code, detail) = match bad {
        BadUrl::Expired => ("AccessDenied", "Request has expired"),
        BadUrl::Signature => (
            "SignatureDoesNotMatch",
            "the signature is not that of this method and path",
        ),
    };
    Some(refusal(StatusCode::FORBIDDEN, code, detail))
}

async fn upload(State(app): State<Arc<App>>, id: Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if let Some(refused) = refused(&app, &parts.method, &parts.uri, &parts.headers) {
        return refused;
    }
    let announced = parts.headers.get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let Some(announced) = announced else {
        return refusal(
            StatusCode::LENGTH_REQUIRED,
            "MissingContentLength",
            "the request needs a Content-Length",
        );
    };
    let taken = || {
        refusal(
            StatusCode::FORBIDDEN,
            "AccessDenied",
            "the URL was used already",
        )
    };
    let Some(id) = Uuid::parse_str(&id)
        .ok()
        .filter(|id| app.files.is_free(*id))
    else {
        return taken();
    };
    match received(body.into_data_stream()).await {
        Some(file) if file.bytes == announced && app.files.store(id, file.clone()) => {
            Response::new(Body::empty())
        }
        Some(file) if file.bytes == announced => taken(),
        _ => refusal(
            StatusCode::BAD_REQUEST,
            "IncompleteBody",
            "the body ended before the Content-Length",
        ),
    }
}

/// Reads a file to its end, and keeps its head.
async fn received(mut pieces: BodyDataStream) -> Option<Uploaded> {
    let mut head = BytesMut::new();
    let mut bytes: u64 = 0;
    while let Some(piece) = pieces.next().await {
        let piece = piece.ok()?;
        bytes = bytes.saturating_add(piece.len() as u64);
        let room = MOST_HEAD_BYTES.saturating_sub(head.len());
        head.extend_from_slice(piece.get(..room.min(piece.len())).unwrap_or_default());
    }
    Some(Uploaded {
        head: head.freeze(),
        bytes,
    })
}

async fn download(
    State(app): State<Arc<App>>,
    Path((kind, asset, of)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    if let Some(refused) = refused(&app, request.method(), request.uri(), request.headers()) {
        return refused;
    }
    let asset = Uuid::parse_str(&asset).unwrap_or_default();
    let found = content::find(&app.world().tenant, &kind, asset, &of);
    let Some(found) = found else {
        return refusal(StatusCode::NOT_FOUND, "NoSuchKey", "the file is gone");
    };
    respond(found, request.headers().get(header::RANGE))
}

/// The file, or the part of it that is asked for.
fn respond(file: Content, range: Option<&HeaderValue>) -> Response {
    let size = file.bytes;
    let part = match range.and_then(|range| range.to_str().ok()) {
        None => None,
        Some(text) => {
            if let Ok(part) = part(text, size) {
                part
            } else {
                let mut response = refusal(
                    StatusCode::RANGE_NOT_SATISFIABLE,
                    "InvalidRange",
                    "the range is not within the file",
                );
                set(
                    &mut response,
                    header::CONTENT_RANGE,
                    &format!("bytes */{size}"),
                );
                return response;
            }
        }
    };
    let (start, end) = part.unwrap_or((0, size));
    let media_type = file.media_type;
    let mut response = Response::new(Body::from_stream(pieces(file.head.into(), start, end)));
    set(&mut response, header::CONTENT_TYPE, media_type);
    set(
        &mut response,
        header::CONTENT_LENGTH,
        &(end - start).to_string(),
    );
    set(&mut response, header::ACCEPT_RANGES, "bytes");
    if part.is_some() {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        let last = end.saturating_sub(1);
        let range = format!("bytes {start}-{last}/{size}");
        set(&mut response, header::CONTENT_RANGE, &range);
    }
    response
}

fn set(response: &mut Response, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// Start and end of a range (RFC 9110 section 14.2). One of another form is ignored, as the RFC allows; `Err` is one that
/// is not within the file.
fn part(text: &str, size: u64) -> Result<Option<(u64, u64)>, ()> {
    let Some((first, last)) = text
        .strip_prefix("bytes=")
        .and_then(|text| text.split_once('-'))
    else {
        return Ok(None);
    };
    let (start, end) = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => (first, last.saturating_add(1).min(size)),
        (Ok(first), Err(_)) if last.is_empty() => (first, size),
        (Err(_), Ok(length)) if first.is_empty() && length > 0 => {
            (size.saturating_sub(length), size)
        }
        _ => return Ok(None),
    };
    if start < end {
        Ok(Some((start, end)))
    } else {
        Err(())
    }
}

/// The bytes of a file from start to end: its head, then blanks. They are made while they are sent.
fn pieces(
    head: Bytes,
    start: u64,
    end: u64,
) -> impl futures_util::Stream<Item = Result<Bytes, std::convert::Infallible>> {
    let blanks = Bytes::from(vec![b' '; PIECE]);
    stream::unfold(start, move |at| {
        let (head, blanks) = (head.clone(), blanks.clone());
        async move {
            let left = usize::try_from(end.saturating_sub(at)).unwrap_or(usize::MAX);
            if left == 0 {
                return None;
            }
            let of_head = usize::try_from(at).ok().and_then(|at| head.get(at..));
            let piece = match of_head.filter(|rest| !rest.is_empty()) {
                Some(rest) => head.slice_ref(rest.get(..left).unwrap_or(rest)),
                None => blanks.slice(..PIECE.min(left)),
            };
            let next = at + piece.len() as u64;
            Some((Ok(piece), next))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_rfc_9110_has_them() {
        assert_eq!(part("bytes=0-9", 100), Ok(Some((0, 10))));
        assert_eq!(part("bytes=90-", 100), Ok(Some((90, 100))));
        assert_eq!(part("bytes=-5", 100), Ok(Some((95, 100))));
        assert_eq!(part("bytes=95-200", 100), Ok(Some((95, 100))));
        assert_eq!(part("bytes=100-", 100), Err(()));
        for ignored in [
            "lines=1-2",
            "bytes=5-1",
            "bytes=1-2,4-5",
            "bytes=-",
            "bytes=x-2",
        ] {
            assert_eq!(part(ignored, 100), Ok(None), "{ignored}");
        }
    }
}
