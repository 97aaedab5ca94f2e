//! Reads the rate limits and the deprecation of the service from extensions in the overlay.

use serde_json::Value;

use crate::document::{Document, Result};

#[derive(Debug, Clone)]
pub(crate) struct Deprecation {
    pub(crate) since: String,
    pub(crate) sunset: String,
    pub(crate) successor: String,
}

#[derive(Debug, Clone)]
pub(crate) struct RateLimit {
    pub(crate) pool: String,
    pub(crate) per_minute: u32,
}

pub(super) fn deprecation(document: &Document) -> Result<Option<Deprecation>> {
    let Some(value) = document.root.get("x-odc-deprecation") else {
        return Ok(None);
    };
    let part = |name: &str| match value.get(name).and_then(Value::as_str) {
        Some(part) => Ok(part.to_owned()),
        None => Err(document
            .problem("/x-odc-deprecation", format!("`{name}` is missing"))
            .fix("add it in the overlay")),
    };
    Ok(Some(Deprecation {
        since: part("since")?,
        sunset: part("sunset")?,
        successor: part("successor")?,
    }))
}

pub(super) fn rate_limits(document: &Document, pointer: &str) -> Result<Vec<RateLimit>> {
    let at = format!("{pointer}/x-odc-rate-limit");
    let Some(limit) = document.root.pointer(&at) else {
        return Ok(Vec::new());
    };
    let pool = limit.get("pool").and_then(Value::as_str);
    let per_minute = limit
        .get("perMinute")
        .and_then(Value::as_u64)
        .and_then(|n| u32::try_from(n).ok());
    match (pool, per_minute.filter(|n| *n > 0)) {
        (Some(pool), Some(per_minute)) => Ok(vec![RateLimit {
            pool: pool.to_owned(),
            per_minute,
        }]),
        _ => Err(document
            .problem(
                &at,
                "a rate limit needs a `pool` (text) and a `perMinute` (a positive number)",
            )
            .fix("correct it in the overlay")),
    }
}
