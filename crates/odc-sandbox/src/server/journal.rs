//! What was asked of the sandbox, for tests of what a program sends. Secrets are never kept.

pub(crate) mod redaction;

use std::collections::VecDeque;

use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::api::operation::Served;

/// Older requests are forgotten.
const MOST_ENTRIES: usize = 1000;
/// Longer bodies are kept up to here.
const MOST_BODY_BYTES: usize = 16 * 1024;
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
    /// The query string as it was sent, encoded; values of parameters that the operation does not declare are redacted.
    pub query: Option<String>,
    /// The operation's name, or that of a part of the authorization server; None for unknown paths.
    pub operation: Option<&'static str>,
    /// The headers, names in lower case; values are redacted but for headers that are known to hold no secret.
    pub headers: Vec<(String, String)>,
    /// The body of an API call as JSON, at most 16 KiB of it; members that the operation does not declare are redacted,
    /// and so is a body that is no JSON or that the operation does not take. That of a token request is not kept.
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
    /// Notes a request by its name, and by its operation if it is one, and gives its number.
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
            operation: name,
            headers: parts.headers.iter().map(redaction::header).collect(),
            body: None,
            status: None,
        };
        if self.entries.len() >= MOST_ENTRIES {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
        self.arrived
    }

    /// Notes what was answered, and the redacted body.
    pub(crate) fn close(&mut self, number: u64, status: u16, body: Option<String>) {
        let found = self
            .entries
            .iter_mut()
            .rev()
            .find(|entry| entry.number == number);
        if let Some(entry) = found {
            entry.status = Some(status);
            entry.body = body.map(|mut body| {
                let mut ends = (0..=MOST_BODY_BYTES.min(body.len())).rev();
                let end = ends.find(|end| body.is_char_boundary(*end));
                body.truncate(end.unwrap_or_default());
                body
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
