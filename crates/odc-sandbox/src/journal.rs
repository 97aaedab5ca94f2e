//! What was asked of the sandbox, for tests of what a program sends. Credentials are never kept.

use std::collections::VecDeque;

use axum::http::request::Parts;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// Older requests are forgotten.
const MOST_ENTRIES: usize = 1000;
/// Longer bodies are kept up to here.
const MOST_BODY_BYTES: usize = 16 * 1024;
/// Headers whose value nobody shall see.
const SECRET_HEADERS: [&str; 3] = ["authorization", "cookie", "proxy-authorization"];

/// A request that arrived.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Entry {
    /// Counts the requests from 1.
    pub number: u64,
    /// When it arrived, on the tenant's clock.
    pub at: DateTime<Utc>,
    /// The HTTP method.
    pub method: String,
    /// The path.
    pub path: String,
    /// The query string as it was sent, encoded.
    pub query: Option<String>,
    /// The operation's name, or that of a part of the authorization server; None for unknown paths.
    pub operation: Option<&'static str>,
    /// The headers, names in lower case, credentials redacted.
    pub headers: Vec<(String, String)>,
    /// The body of an API call; that of a token request is not kept.
    pub body: Option<String>,
    /// The status of the answer; None while there is none, or when the connection was reset.
    pub status: Option<u16>,
}

/// The last thousand requests.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    entries: VecDeque<Entry>,
    arrived: u64,
}

impl Journal {
    /// Notes a request and gives its number.
    pub(crate) fn open(
        &mut self,
        parts: &Parts,
        operation: Option<&'static str>,
        at: DateTime<Utc>,
    ) -> u64 {
        self.arrived += 1;
        let entry = Entry {
            number: self.arrived,
            at,
            method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().map(str::to_owned),
            operation,
            headers: parts.headers.iter().map(header).collect(),
            body: None,
            status: None,
        };
        if self.entries.len() >= MOST_ENTRIES {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
        self.arrived
    }

    /// Notes what was answered.
    pub(crate) fn close(&mut self, number: u64, status: u16, body: Option<&Bytes>) {
        let found = self
            .entries
            .iter_mut()
            .rev()
            .find(|entry| entry.number == number);
        if let Some(entry) = found {
            entry.status = Some(status);
            entry.body = body.filter(|body| !body.is_empty()).map(|body| {
                let kept = body.get(..MOST_BODY_BYTES).unwrap_or(body);
                String::from_utf8_lossy(kept).into_owned()
            });
        }
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.entries.iter().cloned().collect()
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
    }
}

fn header((name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)) -> (String, String) {
    let shown = if SECRET_HEADERS.contains(&name.as_str()) {
        let scheme = value.to_str().ok().and_then(|text| text.split_once(' '));
        scheme.map_or_else(
            || "(redacted)".to_owned(),
            |(scheme, _)| format!("{scheme} (redacted)"),
        )
    } else {
        String::from_utf8_lossy(value.as_bytes()).into_owned()
    };
    (name.to_string(), shown)
}
