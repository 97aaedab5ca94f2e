//! Pages of users with one value that does not fit the document.

use std::sync::{Arc, Mutex};

use httpmock::MockServer;
use odc_identity_v1::Client;
use odc_runtime::client::HttpClient;
use odc_runtime::{CallOptions, ErrorKind};
use serde_json::{Value, json};

const KEYS: [&str; 3] = [
    "11111111-1111-4111-8111-111111111111",
    "22222222-2222-4222-8222-222222222222",
    "33333333-3333-4333-8333-333333333333",
];

/// A page of three users. The second user has this value.
fn page(member: &str, value: &Value) -> Value {
    let mut users = KEYS.map(|key| {
        json!({"key": key, "name": format!("user {key}"), "lastLoginAt": "2026-01-02T03:04:05Z", "isActive": true})
    });
    users[1][member] = value.clone();
    json!({"results": users, "page": {"offset": 0, "limit": 100, "totalResults": 3}})
}

fn serve(body: &Value) -> (MockServer, Client) {
    let server = MockServer::start();
    server.mock(|when, then| {
        when.path("/users");
        then.status(200).json_body(body.clone());
    });
    let identity = Client::new(&server.base_url(), HttpClient::new()).unwrap();
    (server, identity)
}

#[tokio::test]
async fn only_the_field_with_a_wrong_value_is_lost() {
    for (member, odd) in [
        ("lastLoginAt", json!("yesterday")),
        ("lastLoginAt", json!("2026-13-45T99:00:00Z")),
        ("lastLoginAt", json!(1_767_323_045)),
        ("isActive", json!("yes")),
        ("name", json!(7)),
    ] {
        let (_server, identity) = serve(&page(member, &odd));
        let users = identity.list_users().send().await.unwrap();
        let keys: Vec<String> = users.results.iter().map(|u| u.key.to_string()).collect();
        assert_eq!(keys, KEYS, "{member}");
        let good = users.results[0].last_login_at;
        assert!(good.is_some() && users.results[2].last_login_at == good);
        let second = &users.results[1];
        match member {
            "lastLoginAt" => {
                assert_eq!((second.last_login_at, second.is_active), (None, Some(true)));
            }
            "isActive" => assert_eq!((second.last_login_at, second.is_active), (good, None)),
            _ => assert_eq!((second.name.as_ref(), second.last_login_at), (None, good)),
        }
        let [unread] = users.unread() else {
            panic!("{:?}", users.unread());
        };
        assert_eq!(unread.path(), format!("results[1].{member}"));
        assert_eq!(*unread.value(), odd);
    }
}

#[tokio::test]
async fn a_timestamp_in_another_form_of_iso_8601_is_read() {
    for (written, read) in [
        ("2026-01-02T03:04:05", Some("2026-01-02T03:04:05+00:00")),
        ("2026-01-02 03:04:05", Some("2026-01-02T03:04:05+00:00")),
        (
            "2026-01-02T03:04:05.1234567",
            Some("2026-01-02T03:04:05.123456700+00:00"),
        ),
        (
            "2026-01-02T03:04:05+0200",
            Some("2026-01-02T01:04:05+00:00"),
        ),
        ("2026-01-02t03:04:05z", Some("2026-01-02T03:04:05+00:00")),
        ("2026-01-02", Some("2026-01-02T00:00:00+00:00")),
        ("0001-01-01T00:00:00", Some("0001-01-01T00:00:00+00:00")),
        ("", None),
    ] {
        let (_server, identity) = serve(&page("lastLoginAt", &json!(written)));
        let users = identity.list_users().send().await.unwrap();
        let at = users.results[1].last_login_at.map(|at| at.to_rfc3339());
        assert_eq!(at.as_deref(), read, "{written}");
        assert!(users.unread().is_empty(), "{written}");
    }
}

#[tokio::test]
async fn a_stream_continues_after_a_wrong_value_and_reports_it() {
    let (_server, identity) = serve(&page("lastLoginAt", &json!("yesterday")));
    let heard = Arc::new(Mutex::new(Vec::new()));
    let list = Arc::clone(&heard);
    let options = CallOptions::new().on_unread(move |operation, odd| {
        let reported = (operation.id(), odd.path().to_owned(), odd.value().clone());
        list.lock().unwrap().push(reported);
    });
    let mut users = identity.list_users().options(options).stream();
    let mut names = 0;
    while let Some(user) = users.try_next().await.unwrap() {
        names += usize::from(user.name.is_some());
    }
    assert_eq!(names, 3);
    let reported = (
        "list_users",
        "results[1].lastLoginAt".to_owned(),
        json!("yesterday"),
    );
    assert_eq!(*heard.lock().unwrap(), [reported]);
}

#[tokio::test]
async fn a_key_that_is_not_a_uuid_fails_the_call_unless_the_caller_skips_its_row() {
    let body = page("key", &json!("4711"));
    let (_server, identity) = serve(&body);
    let error = identity.list_users().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("results[1].key"), "{error}");
    let options = CallOptions::new().skip_unreadable_rows();
    let users = identity.list_users().options(options).send().await.unwrap();
    let keys: Vec<String> = users.results.iter().map(|u| u.key.to_string()).collect();
    assert_eq!(keys, [KEYS[0], KEYS[2]]);
    let [unread] = users.unread() else {
        panic!("{:?}", users.unread());
    };
    assert_eq!(unread.path(), "results[1]");
    assert_eq!(*unread.value(), body["results"][1]);
}

#[tokio::test]
async fn a_wrong_value_for_the_next_page_fails_the_call() {
    let mut body = page("name", &json!("n"));
    body["page"]["nextPageOffset"] = json!("next");
    let (_server, identity) = serve(&body);
    let error = identity.list_users().send().await.unwrap_err();
    assert!(error.to_string().contains("page.nextPageOffset"), "{error}");
}

#[tokio::test]
async fn a_wrong_total_fails_no_call_and_ends_no_stream() {
    for odd in [json!("12"), json!(1.5), json!(3_000_000_000_u64)] {
        let server = MockServer::start();
        for (offset, next, total) in [("0", 3.into(), &odd), ("3", Value::Null, &json!(6))] {
            let mut body = page("name", &json!("n"));
            body["page"]["nextPageOffset"] = next;
            body["page"]["totalResults"] = total.clone();
            server.mock(|when, then| {
                when.path("/users").query_param("offset", offset);
                then.status(200).json_body(body);
            });
        }
        let identity = Client::new(&server.base_url(), HttpClient::new()).unwrap();
        let first = identity.list_users().offset(0).send().await.unwrap();
        let [unread] = first.unread() else {
            panic!("{:?}", first.unread());
        };
        assert_eq!(unread.path(), "page.totalResults");
        assert_eq!(*unread.value(), odd);
        let mut users = identity.list_users().offset(0).prefetch(2).stream();
        while users.try_next().await.unwrap().is_some() {}
        assert_eq!(users.received(), 6, "{odd}");
    }
}
