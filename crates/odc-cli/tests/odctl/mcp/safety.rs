//! Actions that an agent must not be able to do: use a consent for another call, and read a secret.

use odc_sandbox::{Failure, Pace, Process, Sandbox};
use serde_json::{Value, json};

use super::client::{Called, Client, User};
use crate::support::Desk;

/// The parameters of a call that creates a user.
fn create(name: &str) -> Value {
    let body = json!({"name": name, "email": format!("{name}@acme.com")});
    json!({"name": "create_user", "arguments": {"body": body}})
}

/// Requests a call, and returns the name of the question.
async fn question(client: &mut Client, call: &Value) -> Value {
    let response = client.request("tools/call", call.clone()).await;
    assert_eq!(
        response["result"]["resultType"], "input_required",
        "{response}"
    );
    response["result"]["requestState"].clone()
}

/// The call with a consent.
fn agreed(call: &Value, state: &Value) -> Value {
    let mut call = call.clone();
    call["inputResponses"] = json!({"confirm": {"action": "accept", "content": {"confirm": true}}});
    if !state.is_null() {
        call["requestState"] = state.clone();
    }
    call
}

fn assert_refused(called: &Called) {
    assert!(called.is_error, "{called:?}");
    assert!(
        called.texts[0].contains("a consent is for one call"),
        "{called:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_is_valid_once_for_one_call_with_its_arguments() {
    let desk = Desk::start().await;
    let mut client = Client::stateless(&desk, &["--allow-writes"], User::Accepts);
    let (ana, bea) = (create("ana"), create("bea"));

    // Nobody was asked before.
    for state in [Value::Null, json!("made-up"), json!(uuid::Uuid::new_v4())] {
        assert_refused(&client.call_with(agreed(&ana, &state)).await);
    }
    // Other arguments, and then the same ones: a misused consent is no longer valid.
    let state = question(&mut client, &ana).await;
    assert_refused(&client.call_with(agreed(&bea, &state)).await);
    assert_refused(&client.call_with(agreed(&ana, &state)).await);
    // Another tool.
    let key = "00000000-0000-4000-8000-000000000000";
    let delete = json!({"name": "delete_user", "arguments": {"key": key}});
    let other = json!({"name": "delete_group", "arguments": {"key": key}});
    let state = question(&mut client, &delete).await;
    assert_refused(&client.call_with(agreed(&other, &state)).await);
    assert!(desk.sandbox.journal().is_empty(), "nothing was sent");

    // The same arguments in another order count as equal.
    let state = question(&mut client, &ana).await;
    let same = json!({"name": "create_user", "arguments": {"body": {"email": "ana@acme.com", "name": "ana"}}});
    let created = client.call_with(agreed(&same, &state)).await;
    assert!(!created.is_error, "{created:?}");
    assert_refused(&client.call_with(agreed(&same, &state)).await);
    assert_eq!(desk.calls(), ["create_user"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_no_the_question_is_not_valid_any_more() {
    let desk = Desk::start().await;
    let mut client = Client::stateless(&desk, &["--allow-writes"], User::Accepts);
    let ana = create("ana");
    let state = question(&mut client, &ana).await;
    let mut declined = agreed(&ana, &state);
    declined["inputResponses"]["confirm"] = json!({"action": "decline"});
    let declined = client.call_with(declined).await;
    assert!(
        declined.texts[0].contains("the user said no"),
        "{declined:?}"
    );
    assert_refused(&client.call_with(agreed(&ana, &state)).await);
    assert!(desk.sandbox.journal().is_empty());
}

const SIGNED: &str =
    "https://s3.example/log.zip?X-Amz-Credential=zqxCredential&X-Amz-Signature=zqxSignature";

/// Everything that the server has written for this call.
fn assert_no_secret(said: &Value) {
    let said = said.to_string();
    assert!(!said.contains("zqx"), "{said}");
    assert!(said.contains("[hidden]"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn results_failures_questions_plans_and_progress_show_no_secret() {
    let sandbox = Sandbox::builder().pace(Pace::instant()).start().await;
    let desk = Desk::with(sandbox.unwrap());
    let mut client = Client::start(&desk, &["--allow-writes"], User::Accepts).await;

    // A plan, and a question about a body whose texts contain a URL and a secret.
    let body =
        json!({"name": format!("see {SIGNED}, or password=zqxPassword"), "email": "a@acme.com"});
    let arguments = json!({"body": body, "dry_run": true});
    let planned = client
        .request(
            "tools/call",
            json!({"name": "create_user", "arguments": arguments}),
        )
        .await;
    assert_no_secret(&planned);
    let created = client.call("create_user", json!({"body": body})).await;
    assert_no_secret(&json!(client.questions));
    let key = created.json()["key"].clone();
    let read = client.call("get_user", json!({"key": key})).await;
    assert_no_secret(&json!(read.texts));

    // The service repeats a URL in the message of a failed operation, with text around it.
    let failure = Failure::of(Process::Deployment);
    let message = format!("cannot read \"{SIGNED}\"(token: zqxToken0123456789)");
    desk.sandbox
        .fail_next(failure.message("OS-DPL-50205", &message));
    let plan = json!({"to": "Production", "assets": [{"asset": "Booking Desk"}]});
    let plan = client.call("promote_plan", plan).await.json()["plan"].clone();
    let call =
        json!({"name": "promote", "arguments": {"plan": plan}, "_meta": {"progressToken": 1}});
    let failed = client.call_with(call).await;
    assert!(failed.is_error, "{failed:?}");
    assert_no_secret(&json!(failed.texts));
    assert_no_secret(&json!(client.progress));

    // A tool that does not exist. Its name is a secret.
    let unknown = json!({"name": format!("get {SIGNED}"), "arguments": {}});
    assert_no_secret(&client.request("tools/call", unknown).await);

    // The log of the client.
    let output = client.close().await;
    assert_no_secret(&json!(String::from_utf8(output.stderr).unwrap()));
}
