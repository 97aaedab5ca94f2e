//! Files for pre-signed URLs. They have their own origin, like those of an object store.
//!
//! A URL contains its own credential. Therefore a request with a bearer token is refused: the token was sent to the
//! wrong place. Errors are XML.

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

/// The number of bytes that are sent at once.
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

/// The response to a request that does not fit the URL.
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
    let found = {
        let world = app.world();
        content::find(&world.tenant, (&kind, asset, &of), world.package_bytes)
    };
    let Some(found) = found else {
        return refusal(StatusCode::NOT_FOUND, "NoSuchKey", "the file is gone");
    };
    respond(found, request.headers())
}

/// The file, or the requested part of it.
fn respond(file: Content, headers: &HeaderMap) -> Response {
    let size = file.bytes;
    let tag = file.entity_tag();
    // A part of another version cannot be used (RFC 9110, section 13.1.5).
    let is_wanted = headers
        .get(header::IF_RANGE)
        .is_none_or(|wanted| *wanted == tag);
    let range = headers.get(header::RANGE).filter(|_| is_wanted);
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
    let mut response = Response::new(Body::from_stream(pieces(file, start, end)));
    set(&mut response, header::CONTENT_TYPE, media_type);
    set(&mut response, header::ETAG, &tag);
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

/// Start and end of a range (RFC 9110 section 14.2). A range in another form is ignored, as the RFC allows. `Err` is
/// a range that is not within the file.
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

/// The bytes of a file from start to end: its head, blanks, and its tail. They are made while they are sent.
fn pieces(
    file: Content,
    start: u64,
    end: u64,
) -> impl futures_util::Stream<Item = Result<Bytes, std::convert::Infallible>> {
    let blanks = Bytes::from(vec![b' '; PIECE]);
    let tail_at = file.bytes.saturating_sub(file.tail.len() as u64);
    let (head, tail) = (Bytes::from(file.head), Bytes::from(file.tail));
    stream::unfold(start, move |at| {
        let (head, blanks, tail) = (head.clone(), blanks.clone(), tail.clone());
        async move {
            let left = usize::try_from(end.saturating_sub(at)).unwrap_or(usize::MAX);
            if left == 0 {
                return None;
            }
            // The rest of a part, and whether it is empty.
            let rest = |part: &Bytes, at: u64| {
                let at = usize::try_from(at).ok()?;
                (at < part.len()).then(|| part.slice(at..part.len().min(at.saturating_add(left))))
            };
            let of_tail = at.checked_sub(tail_at).and_then(|at| rest(&tail, at));
            let piece = rest(&head, at).or(of_tail).unwrap_or_else(|| {
                let to_tail = usize::try_from(tail_at.saturating_sub(at)).unwrap_or(usize::MAX);
                blanks.slice(..PIECE.min(left).min(to_tail))
            });
            let next = at + piece.len() as u64;
            Some((Ok(piece), next))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_part_of_a_file_has_head_blanks_and_tail_at_the_right_places() {
        let file = || Content {
            media_type: "text/plain",
            head: b"head".to_vec(),
            tail: b"tail".to_vec(),
            bytes: 12,
        };
        let whole = b"head    tail";
        for start in 0..12 {
            for end in start + 1..=12 {
                let part: Vec<_> = pieces(file(), start, end).collect().await;
                let part: Vec<u8> = part.into_iter().flat_map(Result::unwrap).collect();
                let place = usize::try_from(start).unwrap()..usize::try_from(end).unwrap();
                assert_eq!(part, whole[place], "{start}..{end}");
            }
        }
    }

    #[test]
    fn ranges_are_read_as_in_rfc_9110() {
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
