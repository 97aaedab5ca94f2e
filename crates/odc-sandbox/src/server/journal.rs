//! The requests that the sandbox received, to test what a program sends. The journal never keeps a secret.

pub(crate) mod redaction;

use std::collections::VecDeque;
use std::sync::Arc;

use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::api::operation::Served;

/// How many requests are kept; older ones are removed.
const MOST_ENTRIES: usize = 1000;
/// The largest number of bytes of text of all kept requests. Older requests are removed.
const MOST_BYTES: usize = 32 * 1024 * 1024;
/// How many bytes of a body are kept.
const MOST_BODY_BYTES: usize = 16 * 1024;
/// A request that arrived.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Entry {
    /// The number of the request; the first one has the number 1.
    pub number: u64,
    /// When it arrived, on the tenant's clock.
    pub at: DateTime<Utc>,
    /// The HTTP method.
    pub method: String,
    /// The path. Parts are redacted unless they are a part of a served path or a UUID.
    pub path: String,
    /// The encoded query string. The values of parameters that the operation does not declare are redacted. A value
    /// that contains a query string itself is redacted too.
    pub query: Option<String>,
    /// The names of query parameters that the operation, the authorization server or the transfer does not know. They
    /// have no effect.
    pub ignored: Vec<String>,
    /// The name of the operation, of the request to the authorization server, or of the transfer; None for unknown paths.
    pub operation: Option<&'static str>,
    /// The headers, with names in lower case. Only values of headers that never contain a secret are kept. The others
    /// are redacted.
    pub headers: Vec<(String, String)>,
    /// The body of an API call as JSON, at most 16 KiB. Properties that the operation does not declare are redacted.
    /// A body that is not JSON is redacted completely, and so is a body of an operation without a body. The body of a
    /// token request is not kept.
    pub body: Option<String>,
    /// The status of the response. `None` before the response, and if the connection was reset.
    pub status: Option<u16>,
}

/// The last thousand requests. If they are large, fewer.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    entries: VecDeque<Arc<Entry>>,
    /// The bytes of text of all entries.
    bytes: usize,
    arrived: u64,
}

impl Entry {
    /// The bytes of its text.
    fn bytes(&self) -> usize {
        let headers = self.headers.iter();
        let headers: usize = headers.map(|(name, value)| name.len() + value.len()).sum();
        let query = self.query.as_ref().map_or(0, String::len);
        let body = self.body.as_ref().map_or(0, String::len);
        self.method.len() + self.path.len() + query + headers + body
    }
}

impl Journal {
    /// Adds a request and returns its number.
    pub(crate) fn open(
        &mut self,
        parts: &Parts,
        name: Option<&'static str>,
        operation: Option<&Served>,
        at: DateTime<Utc>,
    ) -> u64 {
        self.arrived += 1;
        let entry = Entry {
            number: self.arrived,
            at,
            method: parts.method.to_string(),
            path: redaction::path(parts.uri.path()),
            query: parts
                .uri
                .query()
                .map(|raw| redaction::query(operation, raw)),
            ignored: redaction::ignored(name, operation, parts.uri.query().unwrap_or_default()),
            operation: name,
            headers: parts.headers.iter().map(redaction::header).collect(),
            body: None,
            status: None,
        };
        self.bytes += entry.bytes();
        self.entries.push_back(Arc::new(entry));
        self.remove_oldest();
        self.arrived
    }

    /// Adds the status of the response, and the redacted body of the request.
    pub(crate) fn close(&mut self, number: u64, status: u16, body: Option<String>) {
        let found = self
            .entries
            .iter_mut()
            .rev()
            .find(|entry| entry.number == number);
        if let Some(entry) = found {
            let entry = Arc::make_mut(entry);
            entry.status = Some(status);
            entry.body = body.map(|mut body| {
                let mut ends = (0..=MOST_BODY_BYTES.min(body.len())).rev();
                let end = ends.find(|end| body.is_char_boundary(*end));
                body.truncate(end.unwrap_or_default());
                body
            });
            self.bytes += entry.body.as_ref().map_or(0, String::len);
            self.remove_oldest();
        }
    }

    fn remove_oldest(&mut self) {
        while self.entries.len() > MOST_ENTRIES || self.bytes > MOST_BYTES {
            let Some(oldest) = self.entries.pop_front() else {
                return;
            };
            self.bytes -= oldest.bytes();
        }
    }

    pub(crate) fn entries(&self) -> Vec<Arc<Entry>> {
        self.entries.iter().cloned().collect()
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.bytes = 0;
    }
}
