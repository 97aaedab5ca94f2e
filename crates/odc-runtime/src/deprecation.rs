//! Logs, once per process and API, that an API is deprecated.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use http::HeaderMap;
use odc_http::text::one_line;

use crate::dates::day;
use crate::operation::Operation;

/// How many characters of a link are logged.
const LONGEST_LINK: usize = 300;

static WARNED: Mutex<Option<HashSet<String>>> = Mutex::new(None);

/// Warns when a response has a `Deprecation` or a `Sunset` header, the first time for this API.
pub(crate) fn warn_once(api: &str, operation: &Operation, headers: &HeaderMap) {
    let deprecation = header(headers, "deprecation");
    let sunset = header(headers, "sunset");
    if (deprecation.is_none() && sunset.is_none()) || !first_time(api) {
        return;
    }
    let known = operation.deprecation();
    let since = deprecation.and_then(day);
    let since = since.as_deref().or_else(|| known?.since);
    let sunset = sunset.and_then(day);
    let sunset = sunset.as_deref().or_else(|| known?.sunset);
    let successor = known
        .and_then(|known| known.successor)
        .map(str::to_owned)
        .or_else(|| successor_link(headers).map(|link| one_line(link, LONGEST_LINK)));
    tracing::warn!(
        api,
        operation = operation.id(),
        since,
        sunset,
        successor,
        "this API is deprecated and will be removed"
    );
}

fn first_time(api: &str) -> bool {
    let mut warned = WARNED.lock().unwrap_or_else(PoisonError::into_inner);
    let warned = warned.get_or_insert_default();
    !warned.contains(api) && warned.insert(api.to_owned())
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    // Structured fields write false as `?0`, older drafts as `false`.
    (!matches!(text, "" | "?0" | "false")).then_some(text)
}

/// The target of `Link: <…>; rel="successor-version"` (RFC 5829).
fn successor_link(headers: &HeaderMap) -> Option<&str> {
    headers.get_all(http::header::LINK).iter().find_map(|link| {
        link.to_str().ok()?.split(',').find_map(|link| {
            let (target, parameters) = link.trim().strip_prefix('<')?.split_once('>')?;
            parameters.contains("successor-version").then_some(target)
        })
    })
}
