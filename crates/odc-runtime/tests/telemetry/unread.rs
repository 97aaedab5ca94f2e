//! The log about values of a response that do not fit their types.

use odc_runtime::{CallOptions, Operation};
use reqwest::Method;
use serde::Deserialize;
use tracing_subscriber::layer::SubscriberExt as _;

use crate::Journal;
use crate::support::{Reply, Server};

static LIST: Operation = Operation::new("list_ages", "L", Method::GET, "/ages");

#[derive(Debug, Deserialize)]
struct Row {
    age: Option<i32>,
}

#[tokio::test]
async fn a_wrong_value_is_one_warning_for_each_place_of_an_operation_without_the_value() {
    let journal = Journal::default();
    let subscriber = tracing_subscriber::registry().with(journal.clone());
    let _guard = tracing::subscriber::set_default(subscriber);
    let odd = r#"[{"age":1},{"age":"s3cr3t"},{"age":"older"}]"#;
    let server = Server::script([Reply::new(200, odd), Reply::new(200, odd)]).await;
    let transport = server.transport();
    let options = CallOptions::new();
    for _ in 0..2 {
        let request = transport.get(transport.base_url()).build().unwrap();
        let sent = transport.json::<Vec<Row>>(&LIST, request, &options);
        let rows = sent.await.unwrap();
        let ages: Vec<_> = rows.iter().map(|row| row.age).collect();
        assert_eq!(ages, [Some(1), None, None]);
        assert_eq!(rows.unread().len(), 2);
    }
    let events = journal.events.lock().unwrap().clone();
    let warnings: Vec<_> = events
        .iter()
        .filter(|event| event.level == "WARN")
        .collect();
    let [warning] = &warnings[..] else {
        panic!("{events:?}");
    };
    assert_eq!(warning.fields["operation"], "list_ages");
    assert_eq!(warning.fields["path"], "[1].age");
    assert!(!format!("{events:?}").contains("s3cr3t"), "{events:?}");
}
