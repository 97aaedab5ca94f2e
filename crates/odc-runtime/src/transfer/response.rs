//! Reads the responses of a file's host: the file's version and size, the part that it sends, and why it refuses a
//! request.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderValue, StatusCode, header};
use odc_http::delay::{http_date, retry_after};
use odc_http::status::is_transient;
use odc_http::text::one_line;
use reqwest::Response;

use super::url::PresignedUrl;
use crate::error::TransferError;
use crate::retry::Reason;

/// The largest number of bytes that are read of a refusal.
const MOST_OF_A_REFUSAL: usize = 16 * 1024;
/// The largest number of characters of its code or its message that are shown.
const MOST_SHOWN: usize = 200;

/// A failed attempt, and what to do about it.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) error: TransferError,
    pub(super) remedy: Remedy,
}

/// What may help after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remedy {
    None,
    Retry(Reason),
    FreshUrl,
}

impl Failure {
    pub(super) const fn is_final(error: TransferError) -> Self {
        Self {
            error,
            remedy: Remedy::None,
        }
    }

    pub(super) const fn may_pass(error: TransferError, reason: Reason) -> Self {
        Self {
            error,
            remedy: Remedy::Retry(reason),
        }
    }

    /// The failure of an exchange over the network, after `at` of `total` bytes.
    pub(super) fn network(
        url: &PresignedUrl,
        (at, total): (u64, Option<u64>),
        error: reqwest::Error,
    ) -> Self {
        let remedy = if error.is_builder() {
            Remedy::None
        } else if error.is_connect() {
            Remedy::Retry(Reason::NotSent)
        } else {
            Remedy::Retry(Reason::Broken)
        };
        let error = TransferError::Broken {
            place: url.to_string(),
            at,
            total,
            source: error.without_url(),
        };
        Self { error, remedy }
    }
}

/// The version of a file at its host. `If-Range` compares it (RFC 9110, section 13.1.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Version(HeaderValue);

impl Version {
    /// A strong entity tag, or else a strong date of the last change. `None` when the host names neither. Then two parts
    /// of the file may belong to different versions.
    pub(super) fn read(headers: &HeaderMap) -> Option<Self> {
        let tag = headers.get(header::ETAG);
        let strong = tag.filter(|tag| tag.as_bytes().starts_with(b"\""));
        let date = || {
            headers
                .get(header::LAST_MODIFIED)
                .filter(|_| has_strong_date(headers))
        };
        strong.or_else(date).cloned().map(Self)
    }

    /// The version that [`text`](Self::text) has given.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        HeaderValue::from_str(text).ok().map(Self)
    }

    pub(super) fn text(&self) -> Option<&str> {
        self.0.to_str().ok()
    }

    pub(super) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

/// Whether the response was made at least a second after the last change of the file (RFC 9110, section 8.8.2.2). A file
/// that changes twice in one second has two versions with one date.
fn has_strong_date(headers: &HeaderMap) -> bool {
    let date = |name| http_date(headers.get(name)?.to_str().ok()?);
    let age = date(header::DATE).zip(date(header::LAST_MODIFIED));
    age.and_then(|(now, changed)| now.duration_since(changed).ok())
        .is_some_and(|age| age >= Duration::from_secs(1))
}

/// Reads `Content-Range` (RFC 9110, section 14.4): the place of the first byte that is sent, and the size of the file.
pub(super) fn content_range(headers: &HeaderMap) -> Option<(u64, Option<u64>)> {
    let text = headers.get(header::CONTENT_RANGE)?.to_str().ok()?;
    let (range, size) = text.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let (first, last): (u64, u64) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    let size = match size.trim() {
        "*" => None,
        size => Some(size.parse().ok()?),
    };
    (first <= last && size.is_none_or(|size| last < size)).then_some((first, size))
}

/// The size of the file in the `Content-Range` of a 416: `bytes */SIZE`.
pub(super) fn size_of_unsatisfied(headers: &HeaderMap) -> Option<u64> {
    let text = headers.get(header::CONTENT_RANGE)?.to_str().ok()?;
    text.strip_prefix("bytes */")?.trim().parse().ok()
}

/// Reads why the host refuses a request.
pub(super) async fn refusal(url: &PresignedUrl, mut response: Response, idle: Duration) -> Failure {
    let status = response.status();
    let retry_after = retry_after(response.headers(), SystemTime::now());
    let body = beginning(&mut response, idle).await;
    let code = element(&body, "Code").unwrap_or_default();
    let message = element(&body, "Message").unwrap_or_default();
    let remedy = match status {
        StatusCode::TOO_MANY_REQUESTS => Remedy::Retry(Reason::RateLimited(retry_after)),
        // An object store sends this code when a body came too slowly.
        StatusCode::BAD_REQUEST if code == "RequestTimeout" => Remedy::Retry(Reason::Broken),
        status if is_transient(status) => Remedy::Retry(Reason::Unavailable(retry_after)),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Remedy::FreshUrl,
        StatusCode::BAD_REQUEST if code.starts_with("Expired") => Remedy::FreshUrl,
        _ => Remedy::None,
    };
    let advice = match status {
        _ if remedy == Remedy::FreshUrl => {
            "the URL has expired, was used already, or was made for another request: get a fresh one and start again"
        }
        StatusCode::NOT_FOUND | StatusCode::GONE => {
            "the file is gone: get a fresh URL and start again"
        }
        StatusCode::PAYLOAD_TOO_LARGE => "the file is too large for this place",
        status if status.is_redirection() => {
            "a redirect, which is not followed: get a fresh URL and start again"
        }
        _ => "",
    };
    let says = match (code.as_str(), message.as_str()) {
        ("", message) => message.to_owned(),
        (code, "") => code.to_owned(),
        (code, message) => format!("{message} ({code})"),
    };
    Failure {
        error: TransferError::Refused {
            place: url.to_string(),
            status,
            says,
            advice,
            retry_after,
        },
        remedy,
    }
}

/// The beginning of a body. When the connection breaks, the bytes that have come are used.
async fn beginning(response: &mut Response, idle: Duration) -> String {
    let mut read = Vec::new();
    while read.len() < MOST_OF_A_REFUSAL {
        match tokio::time::timeout(idle, response.chunk()).await {
            Ok(Ok(Some(piece))) => read.extend_from_slice(&piece),
            Ok(Ok(None) | Err(_)) | Err(_) => break,
        }
    }
    read.truncate(MOST_OF_A_REFUSAL);
    String::from_utf8_lossy(&read).into_owned()
}

/// The text of an element in the XML with which object stores explain a refusal. Only the code and the message are
/// read, since other elements may repeat the request with its signature.
fn element(xml: &str, name: &str) -> Option<String> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    let (text, _) = rest.split_once(&format!("</{name}>"))?;
    Some(one_line(text, MOST_SHOWN))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: header::HeaderName, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_str(value).unwrap());
        headers
    }

    #[test]
    fn content_ranges_are_read_unless_they_contradict_themselves() {
        let range = |text| content_range(&headers(header::CONTENT_RANGE, text));
        assert_eq!(range("bytes 5-9/10"), Some((5, Some(10))));
        assert_eq!(range("bytes 5-9/*"), Some((5, None)));
        for text in [
            "bytes 9-5/10",
            "bytes 5-10/10",
            "bytes */10",
            "lines 1-2/3",
            "bytes 1-2",
            "bytes -/9",
            "",
        ] {
            assert_eq!(range(text), None, "{text}");
        }
        let size = |text| size_of_unsatisfied(&headers(header::CONTENT_RANGE, text));
        assert_eq!((size("bytes */10"), size("bytes 1-2/10")), (Some(10), None));
    }

    #[test]
    fn a_weak_tag_is_not_a_version_since_it_does_not_promise_the_same_bytes() {
        let version = |name, value| Version::read(&headers(name, value));
        assert!(version(header::ETAG, "\"a\"").is_some());
        assert!(version(header::ETAG, "W/\"a\"").is_none());
    }

    #[test]
    fn a_date_is_a_version_only_when_the_file_is_older_than_the_response() {
        let version = |tag: &str, changed: &str| {
            let mut all = headers(header::ETAG, tag);
            all.extend(headers(header::LAST_MODIFIED, changed));
            all.extend(headers(header::DATE, "Sat, 28 Nov 2026 10:00:00 GMT"));
            Version::read(&all).map(|version| version.header())
        };
        let before = "Sat, 28 Nov 2026 09:59:59 GMT";
        assert_eq!(version("W/\"a\"", before).unwrap(), before);
        assert_eq!(version("\"a\"", before).unwrap(), "\"a\"");
        for no_version in [
            "Sat, 28 Nov 2026 10:00:00 GMT",
            "Sat, 28 Nov 2026 10:00:01 GMT",
            "yesterday",
        ] {
            assert_eq!(version("W/\"a\"", no_version), None, "{no_version}");
        }
        assert_eq!(Version::read(&headers(header::LAST_MODIFIED, before)), None);
    }

    #[test]
    fn only_code_and_message_of_an_explanation_are_read() {
        let xml = "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>Request\nhas expired</Message>\
                   <StringToSign>s3cr3t</StringToSign></Error>";
        assert_eq!(element(xml, "Code").as_deref(), Some("AccessDenied"));
        assert_eq!(
            element(xml, "Message").as_deref(),
            Some("Request has expired")
        );
        assert_eq!(element("<html>no", "Code"), None);
        assert_eq!(element("<Code>cut", "Code"), None);
    }
}
