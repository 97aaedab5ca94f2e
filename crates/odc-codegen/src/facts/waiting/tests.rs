//! Tests that an `x-odc-wait` is read or refused.

use serde_json::{Value, json};

use super::super::Api;
use super::*;
use crate::names::Names;

/// A document with jobs, and with this `x-odc-wait`.
fn document(wait: &Value) -> Value {
    let response = |name: &str| {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        json!({"200": {"description": "d", "content": {"application/json": {"schema": schema}}}})
    };
    let key =
        json!([{"name": "key", "in": "path", "required": true, "schema": {"type": "string"}}]);
    let number = |name: &str| json!({"name": name, "in": "query", "schema": {"type": "integer"}});
    let list = json!([number("limit"), number("offset")]);
    let text = json!({"type": "string"});
    let list_of = |name: &str| {
        let items = json!({"$ref": format!("#/components/schemas/{name}")});
        json!({"type": "array", "items": items})
    };
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Jobs", "version": "v1"},
        "servers": [{"url": "https://h.example/api/jobs/v1"}],
        "paths": {
            "/jobs": {"get": {"operationId": "ListJobs", "parameters": list, "responses": response("JobPage")}},
            "/jobs/{key}": {
                "get": {"operationId": "GetJob", "parameters": key, "responses": response("Job"), "x-odc-wait": wait},
                "delete": {"operationId": "DeleteJob", "parameters": key, "responses": {"204": {"description": "d"}}},
            },
            "/jobs/{key}/messages": {
                "get": {"operationId": "ListJobMessages", "parameters": key, "responses": response("MessageList")},
            },
        },
        "components": {"schemas": {
            "Status": {"type": "string", "enum": ["Running", "Done", "Broken"]},
            "Job": {"type": "object", "properties": {
                "key": text, "status": {"$ref": "#/components/schemas/Status"}, "note": text,
                "count": {"type": "integer"}, "errors": list_of("Message"), "counts": list_of("Count"),
            }},
            "JobPage": {"type": "object", "properties": {
                "results": list_of("Job"),
                "page": {"type": "object", "properties": {"nextPageOffset": {"type": "integer", "nullable": true}}},
            }},
            "MessageList": {"type": "object", "properties": {"results": list_of("Message")}},
            "Message": {"type": "object", "properties": {"code": text, "title": text, "detail": text}},
            "Count": {"type": "object", "properties": {"n": {"type": "integer"}}},
        }},
    })
}

fn api_of(root: &Value) -> Result<Api> {
    let mut document = Document::parse("x.json", &root.to_string())?;
    crate::repair::run(&mut document, &mut |_, _, _| {})?;
    let names = Names::assign(&document)?;
    Api::read("x", &document, &names)
}

/// The wait of an extension with other members.
fn wait(changes: &Value) -> Value {
    let mut wait =
        json!({"state": "status", "running": ["Running"], "done": ["Done"], "failed": ["Broken"]});
    let members = wait.as_object_mut().unwrap();
    for (name, value) in changes.as_object().unwrap() {
        members.insert(name.clone(), value.clone());
    }
    members.retain(|_, value| !value.is_null());
    wait
}

fn read_with(changes: &Value) -> Waiting {
    let mut api = api_of(&document(&wait(changes))).unwrap();
    assert_eq!(api.waits.len(), 1);
    api.waits.remove(0)
}

#[test]
fn a_wait_is_called_after_the_thing_that_is_read() {
    let many = json!({"operation": "list_jobs", "key": "key"});
    let wait = read_with(&json!({"many": many, "messages": {"operation": "list_job_messages"}}));
    assert_eq!(wait.method(), "wait_for_job");
    assert_eq!(wait.method_of_many().as_deref(), Some("wait_for_jobs"));
    assert_eq!(
        (&wait.running[..], &wait.done[..], &wait.failed[..]),
        (
            &["Running".to_owned()][..],
            &["Done".to_owned()][..],
            &["Broken".to_owned()][..]
        )
    );
    let messages = wait.messages.unwrap();
    assert!(
        matches!(&messages.place, MessageSource::Operation { name, list }
        if name == "list_job_messages" && list == "results")
    );
    assert_eq!(
        (&messages.codes[..], &messages.texts[..]),
        (
            &["code".to_owned()][..],
            &["detail".to_owned(), "title".to_owned()][..],
        )
    );
}

#[test]
fn messages_may_be_in_the_record() {
    let wait = read_with(&json!({"messages": {"property": "errors"}}));
    assert!(matches!(wait.messages.unwrap().place, MessageSource::List(name) if name == "errors"));
}

#[test]
fn a_text_without_known_values_may_have_any_state() {
    let changes = json!({"state": "note", "running": null, "done": ["Ready"], "failed": ["No"]});
    let wait = read_with(&changes);
    assert!(wait.running.is_empty() && wait.messages.is_none() && wait.many.is_none());
}

/// Changes that make a valid wait invalid, each with the place and the reason of the refusal.
fn misfits() -> Vec<(Value, &'static str, &'static str)> {
    [states_that_do_not_fit(), parts_that_do_not_fit()].concat()
}

/// Changes of the states, and unknown members.
fn states_that_do_not_fit() -> Vec<(Value, &'static str, &'static str)> {
    vec![
        (
            json!({"faild": ["Broken"]}),
            "",
            "`faild` is unknown; known are state, running, done, failed, messages, many",
        ),
        (
            json!({"state": null}),
            "",
            "`state` is missing, or is not a text",
        ),
        (
            json!({"state": "stauts"}),
            "/state",
            "the response has no text or enum `stauts`",
        ),
        (
            json!({"state": "count"}),
            "/state",
            "the response has no text or enum `count`",
        ),
        (
            json!({"done": null, "running": ["Running", "Done"]}),
            "",
            "`done` has no state",
        ),
        (
            json!({"done": "Done"}),
            "/done",
            "a list of texts belongs here",
        ),
        (
            json!({"done": ["Done", 1]}),
            "/done",
            "a list of texts belongs here",
        ),
        (
            json!({"failed": ["Broken", "Done"]}),
            "/failed",
            "`Done` is in `done` already",
        ),
        (
            json!({"failed": ["Broken", "DO_NE"]}),
            "/failed",
            "`DO_NE` is in `done` already",
        ),
        (
            json!({"running": null}),
            "",
            "the state `Running` is not in `running`, `done` or `failed`",
        ),
        (
            json!({"failed": ["Broken", "Gone"]}),
            "",
            "the enum has no state `Gone`",
        ),
    ]
}

/// Changes of the messages and of the list.
fn parts_that_do_not_fit() -> Vec<(Value, &'static str, &'static str)> {
    vec![
        (
            json!({"messages": "errors"}),
            "/messages",
            "a JSON object of operation, property belongs here",
        ),
        (
            json!({"messages": {"operation": "list_words"}}),
            "/messages",
            "no operation is called `list_words`",
        ),
        (
            json!({"messages": {"operation": "list_jobs"}}),
            "/messages",
            "`list_jobs` needs more or less than the key of the operation",
        ),
        (
            json!({"messages": {"operation": "delete_job"}}),
            "/messages",
            "`delete_job` returns no list",
        ),
        (
            json!({"messages": {"property": "words"}}),
            "/messages",
            "the response has no `words`",
        ),
        (
            json!({"messages": {"property": "counts"}}),
            "/messages",
            "a message has a text called message, detail, text, title; this one has no such text",
        ),
        (
            json!({"messages": {"property": "errors", "operation": "list_job_messages"}}),
            "/messages",
            "either `operation` or `property` belongs here, not both",
        ),
        (
            json!({"many": {"operation": "list_jobs"}}),
            "/many",
            "`key` is missing, or is not a text",
        ),
        (
            json!({"many": {"operation": "list_jobs", "key": "id"}}),
            "/many",
            "the response has no `id`",
        ),
        (
            json!({"many": {"operation": "list_job_messages", "key": "key"}}),
            "/many",
            "`list_job_messages` is not a paged list of the same records that needs no parameter",
        ),
        (
            json!({"many": {"operation": "list_jobs", "key": "key", "sort": "a"}}),
            "/many",
            "`sort` is unknown; known are operation, key",
        ),
    ]
}

#[test]
fn a_wait_that_does_not_fit_the_document_is_refused() {
    for (changes, place, what) in misfits() {
        let refused = api_of(&document(&wait(&changes))).err();
        let refused = refused
            .unwrap_or_else(|| panic!("{changes} is taken"))
            .to_string();
        let expected = format!(
            "x.json:1: /paths/~1jobs~1{{key}}/get/x-odc-wait{place}: {what}; correct `x-odc-wait` in the overlay; \
             openapi/README.md says what it holds"
        );
        assert_eq!(refused, expected);
    }
}

#[test]
fn only_an_operation_that_reads_one_thing_by_its_key_can_be_awaited() {
    let what = "only a GET with one required parameter, the key in its path, can be awaited";
    for operation in ["/paths/~1jobs/get", "/paths/~1jobs~1{key}/delete"] {
        let mut root = document(&wait(&json!({})));
        root.pointer_mut(operation).unwrap()["x-odc-wait"] = wait(&json!({}));
        let refused = api_of(&root).err().unwrap().to_string();
        assert!(refused.contains(what), "{refused}");
    }
}

#[test]
fn a_method_that_exists_is_not_made_again() {
    let mut root = document(&wait(&json!({})));
    root.pointer_mut("/paths/~1jobs/get").unwrap()["x-rust-name"] = json!("wait_for_job");
    let refused = api_of(&root).err().unwrap().to_string();
    assert!(
        refused.contains("an operation is called `wait_for_job`, as the wait would be"),
        "{refused}"
    );

    let mut root = document(&wait(&json!({})));
    let again = root.pointer("/paths/~1jobs~1{key}").unwrap().clone();
    root["paths"]["/others/{key}"] = json!({"get": again["get"]});
    root.pointer_mut("/paths/~1others~1{key}/get").unwrap()["x-rust-name"] = json!("job");
    let refused = api_of(&root).err().unwrap().to_string();
    assert!(
        refused.contains("`get_job` has a wait of the same name"),
        "{refused}"
    );
}
