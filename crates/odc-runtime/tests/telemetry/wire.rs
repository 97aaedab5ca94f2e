//! The wire log: one event per call, and at TRACE the requests and responses, without private data.

use std::sync::{Arc, Mutex};

use odc_runtime::CallOptions;
use tracing::level_filters::LevelFilter;
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use crate::support::{Reply, Server, call, call_with};
use crate::{Entry, GET, LIMITED};

/// The events of the target `odc_runtime::wire`.
#[derive(Clone, Default)]
struct Wire(Arc<Mutex<Vec<Entry>>>);

impl<S: Subscriber> Layer<S> for Wire {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != "odc_runtime::wire" {
            return;
        }
        let mut entry = Entry {
            level: event.metadata().level().to_string(),
            ..Entry::default()
        };
        event.record(&mut entry);
        self.0.lock().unwrap().push(entry);
    }
}

impl Wire {
    fn open(level: LevelFilter) -> (Self, tracing::subscriber::DefaultGuard) {
        let wire = Self::default();
        let subscriber = tracing_subscriber::registry()
            .with(level)
            .with(wire.clone());
        (wire, tracing::subscriber::set_default(subscriber))
    }

    fn entries(&self) -> Vec<Entry> {
        self.0.lock().unwrap().clone()
    }
}

#[tokio::test(start_paused = true)]
async fn each_finished_call_is_one_event_with_status_time_attempts_and_wait() {
    let (wire, _guard) = Wire::open(LevelFilter::DEBUG);
    let busy = Reply::new(503, "").header("retry-after", "3");
    let server = Server::script([Reply::ok(), busy, Reply::ok(), Reply::new(404, "")]).await;
    let transport = server.transport();
    for _ in 0..2 {
        call(&transport, &LIMITED).await.unwrap();
    }
    call(&transport, &GET).await.unwrap_err();
    let entries = wire.entries();
    assert_eq!(entries.len(), 3, "{entries:?}");
    assert!(entries.iter().all(|entry| entry.level == "DEBUG"));
    let second = &entries[1].fields;
    assert_eq!(second["message"], "call finished");
    assert_eq!(second["operation"], "limited");
    assert_eq!(
        (second["status"].as_str(), second["attempts"].as_str()),
        ("200", "2")
    );
    let number = |name: &str| second[name].parse::<u64>().unwrap();
    // The time that both attempts waited for the budget.
    assert!((119_000..=121_000).contains(&number("waited_ms")) || number("waited_ms") >= 60_000);
    assert!(number("ms") >= number("waited_ms"));
    let third = &entries[2].fields;
    assert_eq!(
        (third["status"].as_str(), third["failure"].as_str()),
        ("404", "Status")
    );
    assert_eq!(
        (third["attempts"].as_str(), third["waited_ms"].as_str()),
        ("1", "0")
    );
}

#[tokio::test(start_paused = true)]
async fn bodies_and_headers_are_shown_at_trace_by_an_allow_list() {
    let (wire, _guard) = Wire::open(LevelFilter::TRACE);
    let body = r#"{"key":"k1","email":"ana@x.example","isActive":true}"#;
    let reply = Reply::new(200, body)
        .header("x-request-id", "r1")
        .header("set-cookie", "hush-cookie");
    let server = Server::script([reply]).await;
    let transport = server.transport();
    let request = transport
        .put(format!(
            "{}/users/hush-path?limit=10&name=hush-query",
            transport.base_url()
        ))
        .json(&serde_json::json!({ "status": "Active", "name": "hush-name" }))
        .build()
        .unwrap();
    let options = CallOptions::new().header("x-api-token", "hush-header");
    let sent = transport.json::<serde_json::Value>(&GET, request, &options);
    sent.await.unwrap();
    let entries = wire.entries();
    assert_eq!(entries.len(), 3, "{entries:?}");
    let text = format!("{entries:?}");
    assert!(
        !text.contains("hush") && !text.contains("ana@") && !text.contains("Bearer"),
        "{text}"
    );
    let (request, response) = (&entries[0].fields, &entries[1].fields);
    assert_eq!(request["query"], "limit=10&name=…");
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let sent = serde_json::json!({ "name": "…", "status": "Active" });
    assert_eq!(json(&request["body"]), sent);
    assert!(request["headers"].contains("x-api-token: …"), "{request:?}");
    assert_eq!(response["status"], "200");
    let received = serde_json::json!({ "email": "…", "isActive": true, "key": "k1" });
    assert_eq!(json(&response["body"]), received);
    assert!(
        response["headers"].contains("x-request-id: r1; set-cookie: …"),
        "{response:?}"
    );
    assert!([0, 1].iter().all(|n| entries[*n].level == "TRACE"));
}

#[tokio::test]
async fn a_long_body_is_cut() {
    let (wire, _guard) = Wire::open(LevelFilter::TRACE);
    let body = serde_json::json!({ "type": vec!["x"; 5_000] }).to_string();
    let server = Server::script([Reply::new(200, body)]).await;
    call_with(&server.transport(), &GET, &CallOptions::new())
        .await
        .unwrap();
    let shown = &wire.entries()[1].fields["body"];
    assert_eq!(shown.chars().count(), 4_097, "with the mark that it is cut");
}
