//! What a call reports to `tracing`, and what it does not report.
//!
//! This is a program of its own, because `tracing` decides once for each event whether a subscriber wants it. If
//! other tests make calls without a subscriber at the same time, `tracing` may decide that no subscriber wants it.

mod shared_budget;
#[path = "../runtime/support.rs"]
#[allow(dead_code, reason = "the other tests use the rest")]
mod support;
mod unread;
mod waiting;
mod wire;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use odc_runtime::{CallOptions, Deprecation, Operation, RateLimit, Transport, client};
use reqwest::Method;
use support::{Reply, Server, call};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

static GET: Operation = Operation::new("get_user", "G", Method::GET, "/users/{key}");
static LIMITED: Operation = Operation::new("limited", "L", Method::GET, "/limited")
    .with_rate_limits(&[RateLimit::per_minute("one", 1)]);
static OLD: Operation = Operation::new("list_assets", "A", Method::GET, "/assets")
    .with_deprecation(Deprecation {
        since: None,
        sunset: Some("2027-01-08"),
        successor: Some("odc-portfolio-v2"),
    });

#[derive(Clone, Debug, Default)]
struct Entry {
    name: String,
    level: String,
    fields: BTreeMap<String, String>,
}

impl Visit for Entry {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.fields
            .insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields
            .insert(field.name().to_owned(), value.to_owned());
    }
}

/// Records all events at INFO and above.
#[derive(Clone, Default)]
struct Journal {
    spans: Arc<Mutex<BTreeMap<u64, Entry>>>,
    events: Arc<Mutex<Vec<Entry>>>,
}

impl Journal {
    fn open() -> (Self, DefaultGuard) {
        let journal = Self::default();
        let subscriber = tracing_subscriber::registry().with(journal.clone());
        (journal, tracing::subscriber::set_default(subscriber))
    }

    fn calls(&self) -> Vec<Entry> {
        let spans = self.spans.lock().unwrap();
        spans
            .values()
            .filter(|span| span.name == "odc_call")
            .cloned()
            .collect()
    }

    fn events(&self, message: &str) -> Vec<Entry> {
        let events = self.events.lock().unwrap();
        let matching = events
            .iter()
            .filter(|event| event.fields["message"].contains(message));
        matching.cloned().collect()
    }

    fn text(&self) -> String {
        format!(
            "{:?} {:?}",
            self.spans.lock().unwrap(),
            self.events.lock().unwrap()
        )
    }
}

impl<S: Subscriber> Layer<S> for Journal {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, _: Context<'_, S>) {
        if *attributes.metadata().level() > Level::INFO {
            return;
        }
        let mut entry = Entry {
            name: attributes.metadata().name().to_owned(),
            ..Entry::default()
        };
        attributes.record(&mut entry);
        self.spans.lock().unwrap().insert(id.into_u64(), entry);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        if let Some(entry) = self.spans.lock().unwrap().get_mut(&id.into_u64()) {
            values.record(entry);
        }
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if *event.metadata().level() > Level::INFO {
            return;
        }
        let mut entry = Entry {
            level: event.metadata().level().to_string(),
            ..Entry::default()
        };
        event.record(&mut entry);
        self.events.lock().unwrap().push(entry);
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_is_one_span_even_if_it_is_sent_several_times() {
    let (journal, _guard) = Journal::open();
    let server = Server::script([Reply::new(503, ""), Reply::new(502, ""), Reply::ok()]).await;
    call(&server.transport(), &GET).await.unwrap();
    let calls = journal.calls();
    assert_eq!(calls.len(), 1);
    let fields = &calls[0].fields;
    assert_eq!(fields["operation"], "get_user");
    assert_eq!(fields["method"], "GET");
    assert_eq!(fields["path"], "/users/{key}");
    assert_eq!(fields["status"], "200");
    assert_eq!(fields["attempts"], "3");
    assert_eq!(fields["bytes"], "2");
    assert!(fields["duration_ms"].parse::<f64>().unwrap() >= 0.0);
    let retries = journal.events("retrying");
    assert_eq!(retries.len(), 2);
    assert_eq!(retries[0].fields["status"], "503");
    assert_eq!(retries[1].fields["status"], "502");
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_a_broken_connection_names_what_broke() {
    let (journal, _guard) = Journal::open();
    let server = Server::script([Reply::reset(), Reply::ok()]).await;
    call(&server.transport(), &GET).await.unwrap();
    let retries = journal.events("retrying");
    assert_eq!(retries.len(), 1);
    assert!(!retries[0].fields["error"].is_empty());
    assert!(!retries[0].fields.contains_key("status"));
}

#[tokio::test(start_paused = true)]
async fn a_failed_call_records_its_status_too() {
    let (journal, _guard) = Journal::open();
    let server = Server::script([Reply::new(404, "")]).await;
    call(&server.transport(), &GET).await.unwrap_err();
    assert_eq!(journal.calls()[0].fields["status"], "404");
    assert_eq!(journal.calls()[0].fields["attempts"], "1");
}

#[tokio::test(start_paused = true)]
async fn no_body_query_value_identifier_or_token_is_ever_reported() {
    let (journal, _guard) = Journal::open();
    let server = Server::script([
        Reply::new(503, r#"{"detail":"hunter2"}"#),
        Reply::new(200, r#""hunter2""#),
    ])
    .await;
    let transport = server.transport();
    let request = transport
        .put(format!("{}/users/hunter2", transport.base_url()))
        .query(&client::QueryParam::new("name", &"hunter2"))
        .json(&"hunter2")
        .build()
        .unwrap();
    transport
        .json::<String>(&GET, request, &CallOptions::new())
        .await
        .unwrap();
    let text = journal.text();
    assert!(
        text.contains("odc_call") && !text.contains("hunter2"),
        "{text}"
    );
    assert!(
        !text.contains("token-1") && !text.contains("Bearer"),
        "{text}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_long_wait_for_the_budget_is_logged_when_it_begins_and_every_15_seconds() {
    let (journal, _guard) = Journal::open();
    let server = Server::script([Reply::ok()]).await;
    let transport = server.transport();
    for _ in 0..3 {
        call(&transport, &LIMITED).await.unwrap();
    }
    let waits = journal.events("waiting for room in the rate budget");
    assert_eq!(waits.len(), 8, "two waits of a minute");
    assert_eq!(waits[0].fields["pool"], "one");
    assert_eq!(waits[0].fields["queued"], "1");
}

#[tokio::test(start_paused = true)]
async fn a_deprecated_api_is_logged_once_per_process() {
    let (journal, _guard) = Journal::open();
    let reply = Reply::ok()
        .header("Deprecation", "Wed, 08 Jul 2026 00:00:00 UTC")
        .header("Sunset", "Fri, 08 Jan 2027 00:00:00 UTC");
    let server = Server::script([reply]).await;
    let tenant = server.tenant();
    for _ in 0..3 {
        let transport = Transport::for_tenant(&tenant, "/api/once/v1");
        call(&transport, &OLD).await.unwrap();
    }
    let warnings = journal.events("deprecated");
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].level, "WARN");
    let fields = &warnings[0].fields;
    assert_eq!(fields["api"], "/api/once/v1");
    assert_eq!(fields["since"], "2026-07-08");
    assert_eq!(fields["sunset"], "2027-01-08");
    assert_eq!(fields["successor"], "odc-portfolio-v2");

    call(&Transport::for_tenant(&tenant, "/api/once/v2"), &OLD)
        .await
        .unwrap();
    assert_eq!(
        journal.events("deprecated").len(),
        2,
        "another API is another matter"
    );
}

#[tokio::test(start_paused = true)]
async fn a_deprecation_with_an_unreadable_date_is_still_logged() {
    let (journal, _guard) = Journal::open();
    let reply = Reply::ok()
        .header("deprecation", "true")
        .header("link", "</api/unread/v2>; rel=\"successor-version\"");
    let server = Server::script([reply]).await;
    call(
        &Transport::for_tenant(&server.tenant(), "/api/unread/v1"),
        &GET,
    )
    .await
    .unwrap();
    let warnings = journal.events("deprecated");
    assert_eq!(warnings[0].fields["successor"], "/api/unread/v2");
    assert!(!warnings[0].fields.contains_key("since"));
}

#[tokio::test(start_paused = true)]
async fn a_token_in_a_link_is_not_reported() {
    let (journal, _guard) = Journal::open();
    let link = "</api/v2?t=eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.x.y>; rel=\"successor-version\"";
    let reply = Reply::ok()
        .header("deprecation", "true")
        .header("link", link);
    let server = Server::script([reply]).await;
    let transport = Transport::for_tenant(&server.tenant(), "/api/link/v1");
    call(&transport, &GET).await.unwrap();
    let warnings = journal.events("deprecated");
    assert_eq!(warnings[0].fields["successor"], "/api/v2?[redacted]");
}

#[tokio::test]
async fn a_stream_reports_its_size_when_it_ends() {
    let (journal, _guard) = Journal::open();
    let server = Server::script([Reply::new(200, "x".repeat(1000))]).await;
    let transport = server.transport();
    let request = transport.get(transport.base_url()).build().unwrap();
    let body = transport.bytes(&GET, request, &CallOptions::new()).await;
    let mut body = body.unwrap().into_inner();
    while body.try_next().await.unwrap().is_some() {}
    assert!(!journal.calls()[0].fields.contains_key("bytes"));
    drop(body);
    assert_eq!(journal.calls()[0].fields["bytes"], "1000");
}

#[tokio::test(start_paused = true)]
async fn an_api_that_is_not_deprecated_causes_no_warning() {
    let (journal, _guard) = Journal::open();
    let server = Server::script([Reply::ok().header("deprecation", "?0")]).await;
    call(
        &Transport::for_tenant(&server.tenant(), "/api/prime/v1"),
        &GET,
    )
    .await
    .unwrap();
    assert!(journal.events("deprecated").is_empty());
}
