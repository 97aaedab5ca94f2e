//! The traces of calls: one span for each call, and one warning for a deprecated API.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use odc_runtime::RetryPolicy;
use serde_json::json;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt as _};

use crate::support::KEY;
use crate::support::logs::listen;
use crate::support::portal::{ApiCall, Portal, Script};
use crate::support::raw;

type Fields = BTreeMap<String, String>;

/// Keeps the spans of calls, by id, and all warnings.
#[derive(Clone, Default)]
struct Kept {
    spans: Arc<Mutex<BTreeMap<u64, Fields>>>,
    warnings: Arc<Mutex<Vec<Fields>>>,
}

struct Reader<'a>(&'a mut Fields);

impl Visit for Reader<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }
}

impl<S: Subscriber> Layer<S> for Kept {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, _: Context<'_, S>) {
        if attributes.metadata().name() == "odc_call" {
            let mut fields = Fields::new();
            attributes.record(&mut Reader(&mut fields));
            self.spans.lock().unwrap().insert(id.into_u64(), fields);
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        if let Some(fields) = self.spans.lock().unwrap().get_mut(&id.into_u64()) {
            values.record(&mut Reader(fields));
        }
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if *event.metadata().level() == Level::WARN {
            let mut fields = Fields::new();
            event.record(&mut Reader(&mut fields));
            self.warnings.lock().unwrap().push(fields);
        }
    }
}

/// A span or an event with its fields, except the field that differs in each run.
fn known(fields: &Fields) -> Vec<(&str, &str)> {
    let fields = fields.iter().filter(|(name, _)| *name != "duration_ms");
    fields
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

struct Troubled;

impl Script for Troubled {
    fn api(&self, n: usize, _: &ApiCall) -> (u16, String) {
        match n {
            0 => (503, String::new()),
            1 => (200, json!({ "key": KEY }).to_string()),
            2 => (404, json!({ "title": "gone" }).to_string()),
            _ => (200, "no JSON".to_owned()),
        }
    }
}

#[tokio::test]
async fn a_call_is_one_span_with_its_template_status_attempts_size_and_duration() {
    let kept = Kept::default();
    // Ids of closed spans are used again, so each call is checked before the next.
    let guard = listen(tracing_subscriber::registry().with(kept.clone()));
    let take = || {
        let spans = std::mem::take(&mut *kept.spans.lock().unwrap());
        assert_eq!(spans.len(), 1, "one span for one call");
        spans.into_values().next().expect("a span")
    };
    let portal = Portal::start(Troubled).await;
    let quick = RetryPolicy::new().base_delay(std::time::Duration::from_millis(1));
    let tenant = portal
        .tenant("secret")
        .retry(quick)
        .build()
        .expect("a tenant");
    let client = odc_identity_v1::Client::connect(&tenant);

    client
        .get_user(KEY)
        .send()
        .await
        .expect("a user, after a retry");
    let span = take();
    let duration: f64 = span["duration_ms"].parse().expect("a number");
    assert!(duration > 0.0);
    let expected = [
        ("attempts", "2"),
        ("bytes", "46"),
        ("method", "GET"),
        ("operation", "get_user"),
        ("path", "/users/{key}"),
        ("status", "200"),
    ];
    assert_eq!(known(&span), expected);

    client.delete_group(KEY).send().await.expect_err("gone");
    let span = take();
    assert_eq!((&*span["status"], &*span["attempts"]), ("404", "1"));
    assert_eq!(
        (&*span["method"], &*span["path"]),
        ("DELETE", "/groups/{key}")
    );

    client.count_users().send().await.expect_err("no JSON");
    assert_eq!(
        take()["status"],
        "200",
        "the status of the response, although it did not decode"
    );

    let (base, _socket) = raw::refusing();
    let lonely = odc_identity_v1::Client::new(&base, reqwest::Client::new()).expect("a client");
    lonely.get_user(KEY).send().await.expect_err("no server");
    assert_eq!(
        take().get("status"),
        None,
        "without a response there is no status"
    );
    drop(guard);
}

#[tokio::test]
async fn a_deprecated_api_is_reported_once_with_its_dates_and_its_successor() {
    let base = raw::responding(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 14\r\n\
         deprecation: Wed, 08 Jul 2026 00:00:00 UTC\r\nsunset: Fri, 08 Jan 2027 00:00:00 UTC\r\n\
         connection: close\r\n\r\n{\"results\":[]}",
    )
    .await;
    let kept = Kept::default();
    let guard = listen(tracing_subscriber::registry().with(kept.clone()));
    // The warning appears once per process and API. No other test uses this path.
    let base = format!("{base}/reported/once");
    let client = odc_portfolio_v1::Client::new(&base, reqwest::Client::new()).expect("a client");
    let other = odc_portfolio_v1::Client::new(&base, reqwest::Client::new()).expect("a client");
    for client in [&client, &other] {
        let response = client.list_environments().send().await.expect("a list");
        assert_eq!(
            response.headers()["sunset"],
            "Fri, 08 Jan 2027 00:00:00 UTC"
        );
        client.list_deployed_assets().send().await.expect("a page");
    }
    drop(guard);
    let warnings = kept.warnings.lock().unwrap().clone();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert_eq!(warnings[0]["since"], "2026-07-08");
    assert_eq!(warnings[0]["sunset"], "2027-01-08");
    assert_eq!(warnings[0]["successor"], "crate odc-portfolio-v2");
    assert_eq!(warnings[0]["api"], "/reported/once");
}

#[tokio::test]
async fn an_api_that_is_not_deprecated_causes_no_warning() {
    let sandbox = odc_sandbox::Sandbox::start().await.expect("a sandbox");
    let kept = Kept::default();
    let guard = listen(tracing_subscriber::registry().with(kept.clone()));
    let client = odc_portfolio_v2::Client::connect(&sandbox.tenant());
    let response = client.list_environments().send().await.expect("stages");
    for header in ["deprecation", "sunset"] {
        assert_eq!(response.headers().get(header), None);
    }
    client.list_deployed_assets().send().await.expect("a page");
    client.list_libraries().send().await.expect("a page");
    client.list_portfolios().send().await.expect("a page");
    drop(guard);
    let warnings = kept.warnings.lock().unwrap().clone();
    assert!(warnings.is_empty(), "{warnings:?}");
}
