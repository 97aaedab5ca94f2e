//! An error is safe to print for any text of the server.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::sync::{Arc, Mutex};

use crate::support::{Reply, Server};
use odc_runtime::{CallOptions, Error, Operation, Requirement, RetryPolicy, Transport};
use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, TestRunner};
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

static LIST: Operation = Operation::new("list_users", "L", Method::GET, "/users")
    .with_requirement(Requirement::Permission("User management > View end users"));

const JWT: &str = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2ln";
const OPAQUE: &str = "0123456789abcdef0123";
const SECRET: &str = "hunter2";

/// Reads maps, so that the names of members come from the server.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Page {
    results: BTreeMap<String, BTreeMap<String, Known>>,
}

#[derive(Deserialize, Debug)]
#[allow(dead_code)]
enum Known {
    One,
    Two(u8),
}

/// Text that would break a line, move a cursor, change the direction of the text around it, or show a token.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        Just("\r\n".to_owned()),
        Just("\u{1b}[31m".to_owned()),
        Just("\u{9b}2J".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("\u{2028}".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("`\"'.".to_owned()),
        Just(format!(" {JWT} ")),
        Just(format!(" Bearer {OPAQUE} ")),
        Just("missing field ".to_owned()),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// A problem description, HTML, or a body that is not JSON, made of such texts.
fn body() -> impl Strategy<Value = (u16, String)> {
    let texts = proptest::collection::vec(hostile(), 8);
    (texts, 0..5_u8, any::<bool>()).prop_map(|(t, shape, fails)| {
        let json = match shape {
            0 => json!({
                "type": t[0], "title": t[1], "detail": t[2], "instance": t[3], "traceId": t[4],
                "errorCode": t[5], t[6].as_str(): [t[7]],
            }),
            1 => json!({ "results": { t[0].as_str(): { t[1].as_str(): format!("{SECRET}{}", t[2]) } } }),
            2 => json!({ "results": { t[0].as_str(): { t[1].as_str(): { t[2].as_str(): SECRET } } } }),
            3 => json!({ "results": {}, t[0].as_str(): SECRET }),
            _ => Value::Null,
        };
        let text = if json.is_null() { t.concat() } else { json.to_string() };
        (if fails { [400, 401, 403, 500][usize::from(shape % 4)] } else { 200 }, text)
    })
}

/// Everything that an error prints.
fn said(error: &Error) -> Vec<String> {
    let mut said = vec![error.to_string(), format!("{error:#?}").replace('\n', " ")];
    said.extend(
        format!("{error:?}")
            .split("\n  caused by: ")
            .map(str::to_owned),
    );
    said.extend(error.json_path().map(str::to_owned));
    said.extend(
        error
            .decode()
            .map(|decode| format!("{decode} {} {decode:?}", decode.message())),
    );
    said.extend(
        error
            .decode()
            .and_then(|decode| decode.source())
            .map(ToString::to_string),
    );
    said.extend(error.trace_id().map(str::to_owned));
    said.extend(error.error_code().map(str::to_owned));
    said.extend(error.body_excerpt().map(str::to_owned));
    if let Some(problem) = error.problem() {
        let texts = [
            &problem.title,
            &problem.detail,
            &problem.instance,
            &problem.type_uri,
        ];
        said.extend(texts.into_iter().flatten().cloned());
        said.extend([
            format!("{problem:?}"),
            format!("{problem:#?}").replace('\n', " "),
        ]);
    }
    said
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let unseen = ['\u{202e}', '\u{2028}', '\u{feff}'];
    prop_assert!(
        !text.contains(|c: char| c.is_control() || unseen.contains(&c)),
        "{text:?}"
    );
    prop_assert!(
        !text.contains(&JWT[..20]) && !text.contains(OPAQUE),
        "{text}"
    );
    Ok(())
}

#[test]
fn for_every_body_the_error_is_safe_for_a_terminal_and_shows_no_token() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let next = Arc::new(Mutex::new(Reply::ok()));
    let reply = Arc::clone(&next);
    let server = runtime.block_on(Server::start(move |_| reply.lock().unwrap().clone()));
    let tenant = server.builder().retry(RetryPolicy::none()).build().unwrap();
    let transport = Transport::for_tenant(&tenant, "/api");
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 1500,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    });
    let result = runner.run(&body(), |(status, text)| {
        *next.lock().unwrap() = Reply::new(status, text);
        let request = transport.get(transport.base_url()).build().unwrap();
        let error = runtime
            .block_on(transport.json_object::<Page>(&LIST, request, &CallOptions::new()))
            .err();
        if let Some(error) = error {
            for text in said(&error) {
                check(&text)?;
                // The problem is a text for the user. No part of an undecodable body is quoted.
                prop_assert!(status != 200 || !text.contains(SECRET), "{text}");
            }
        }
        Ok(())
    });
    result.unwrap();
}

#[tokio::test]
async fn a_name_of_any_length_takes_one_line_of_an_error() {
    let name = "n".repeat(1_000_000);
    let body = json!({ "results": { name.as_str(): { name.as_str(): [7] } } });
    let server = Server::script([Reply::new(200, body.to_string())]).await;
    let transport = server.transport();
    let request = transport.get(transport.base_url()).build().unwrap();
    let error = transport
        .json_object::<Page>(&LIST, request, &CallOptions::new())
        .await
        .unwrap_err();
    assert!(
        error.to_string().len() < 1_000,
        "{}",
        error.to_string().len()
    );
    assert!(error.json_path().unwrap().starts_with("results.nnn"));
}
