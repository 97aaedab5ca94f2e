//! Reads media types, and decides which of them are JSON.

/// A media type without its parameters.
pub(crate) fn essence(media: &str) -> &str {
    media.split(';').next().unwrap_or(media).trim()
}

/// Whether a media type is JSON: `application/json`, a vendor's name that ends with `+json` (RFC 6839, section 3.1),
/// `text/json`, which ASP.NET adds, or `*/*`.
pub(crate) fn is_json(media: &str) -> bool {
    let media = essence(media);
    matches!(media, "application/json" | "text/json" | "*/*") || media.ends_with("+json")
}
