//! Tasks that do more than read assets: promotion, audit and impact. Each works like its command.

use std::time::Duration;

use odc_sandbox::{Failure, Process};
use serde_json::{Value, json};

use super::client::{Client, User};
use crate::release::{quick, slow, started};
use crate::support::Desk;

const SET: [&str; 3] = ["Loan Desk", "Booking Desk", "Onboarding Desk"];

fn set() -> Value {
    let assets = SET.map(|name| json!({"asset": name}));
    json!({"to": "prod", "assets": assets})
}

/// Makes the plan of the set. Returns the plan and its name.
async fn plan(client: &mut Client) -> (Value, String) {
    let shown = client.call("promote_plan", set()).await.json();
    let name = shown["plan"].as_str().unwrap().to_owned();
    (shown, name)
}

fn names(items: &Value) -> Vec<&str> {
    let items = items.as_array().unwrap().iter();
    items.map(|item| item["name"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn making_a_plan_is_a_read_and_the_plan_equals_that_of_the_command() {
    let desk = quick().await;
    let mut client = Client::start(&desk, &[], User::Absent).await;
    let (shown, name) = plan(&mut client).await;
    let release = desk.home.path().join("set.yaml");
    std::fs::write(
        &release,
        "assets: [Loan Desk, Booking Desk, Onboarding Desk]\n",
    )
    .unwrap();
    let release = release.to_str().unwrap();
    let command = [
        "promote", "--file", release, "--to", "prod", "--plan", "json",
    ];
    let command = desk.odctl(&command).await.json();
    assert_eq!(shown["items"], command["items"]);
    let order = names(&shown["items"]);
    let place = |name: &str| order.iter().position(|it| *it == name).unwrap();
    assert_eq!(order.len(), SET.len());
    assert!(place("Onboarding Desk") < place("Loan Desk"), "{order:?}");
    assert!(started(&desk).is_empty());
    let refused = client.call("promote", json!({"plan": name})).await;
    assert!(
        refused.is_error && refused.texts[0].contains("--allow-writes"),
        "{refused:?}"
    );
    assert!(
        !desk.home.path().join("data/odctl/plans").exists(),
        "nothing is left"
    );

    let wrong = json!({"to": "prod", "assets": [{"asset": "Loan Desk", "tag": "1.x"}]});
    let wrong = client.call("promote_plan", wrong).await;
    assert!(
        wrong.texts[0].starts_with("the tag of Loan Desk: a tag is"),
        "{wrong:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_carried_out_after_the_user_has_seen_it() {
    let desk = quick().await;
    let mut client = Client::start(&desk, &["--allow-writes"], User::Accepts).await;
    let (shown, name) = plan(&mut client).await;
    let call =
        json!({"name": "promote", "arguments": {"plan": name}, "_meta": {"progressToken": "p"}});
    let done = client.call_with(call).await;
    assert!(!done.is_error, "{done:?}");
    let question = &client.questions[0];
    for part in [
        "plan   Loan Desk",
        "build      Release",
        "r8 → Production",
        &name,
    ] {
        assert!(question.contains(part), "{question}");
    }
    let rows = done.json();
    assert_eq!(rows["stage"], "Production");
    let rows = rows["assets"].as_array().unwrap();
    assert_eq!(rows.len(), SET.len());
    assert!(
        rows.iter().all(|row| row["outcome"] == "deployed"),
        "{done:?}"
    );
    assert_eq!(names(&shown["items"]).len(), started(&desk).len());

    let messages: Vec<_> = client
        .progress
        .iter()
        .map(|it| it["message"].as_str().unwrap())
        .collect();
    assert!(
        messages.contains(&"deploying to Production"),
        "{messages:?}"
    );
    assert!(
        messages.contains(&"deploying to Production: 0 of 3"),
        "{messages:?}"
    );
    assert!(
        messages
            .iter()
            .any(|it| it.starts_with("Loan Desk r8: deployed")),
        "{messages:?}"
    );
    let counts: Vec<_> = client
        .progress
        .iter()
        .map(|it| it["progress"].as_f64().unwrap())
        .collect();
    assert!(counts.is_sorted_by(|one, next| one < next), "{counts:?}");
    assert!(client.progress.iter().all(|it| it["progressToken"] == "p"));

    // It is carried out only once.
    let again = client.call("promote", json!({"plan": name})).await;
    assert!(again.texts[0].contains("there is no plan"), "{again:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn progress_is_sent_only_to_a_client_that_requests_it() {
    let desk = quick().await;
    let options = ["--allow-writes", "--yes"];
    let mut client = Client::start(&desk, &options, User::Absent).await;
    let (_, name) = plan(&mut client).await;
    assert!(!client.call("promote", json!({"plan": name})).await.is_error);
    assert_eq!(client.progress, [Value::Null; 0]);
    assert_eq!(client.questions, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_for_a_plan_is_valid_only_for_the_shown_plan() {
    let desk = quick().await;
    let mut client = Client::stateless(&desk, &["--allow-writes"], User::Accepts);
    let (_, one) = plan(&mut client).await;
    let (_, other) = plan(&mut client).await;
    let call = |name: &str| json!({"name": "promote", "arguments": {"plan": name}});
    let asked = client.request("tools/call", call(&one)).await;
    let mut misused = call(&other);
    misused["requestState"] = asked["result"]["requestState"].clone();
    misused["inputResponses"] = json!({"confirm": {"action": "accept"}});
    let refused = client.call_with(misused).await;
    assert!(
        refused.texts[0].contains("a consent is for one call"),
        "{refused:?}"
    );
    assert!(started(&desk).is_empty());
    assert!(!client.call("promote", json!({"plan": one})).await.is_error);
    // The revision that ran when the second plan was made does not run any more.
    let stale = client.call("promote", json!({"plan": other})).await;
    assert!(
        stale.texts[0].contains("the plan is older than the tenant"),
        "{stale:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_says_how_to_continue_and_the_same_call_continues() {
    let desk = quick().await;
    let mut client = Client::start(&desk, &["--allow-writes"], User::Accepts).await;
    let (shown, name) = plan(&mut client).await;
    let items = shown["items"].as_array().unwrap();
    let first = items
        .iter()
        .find(|item| item["name"] == "Onboarding Desk")
        .unwrap();
    let key = first["asset"].as_str().unwrap().parse().unwrap();
    let failure = Failure::of(Process::Deployment).asset(key);
    desk.sandbox
        .fail_next(failure.message("OS-DPL-50205", "the database is away"));
    let failed = client.call("promote", json!({"plan": name})).await;
    let line = &failed.texts[0];
    assert!(failed.is_error && line.lines().count() == 1, "{failed:?}");
    for part in [
        "1 of 3 assets failed, 1 was held back; try again with: odctl promote --resume ",
        &format!("here: call promote again with \"plan\": \"{name}\""),
        "Onboarding Desk r8: failed (",
        "the database is away",
        "Loan Desk r8: held back",
        "Booking Desk r8: deployed",
    ] {
        assert!(line.contains(part), "{part}: {line}");
    }
    // Another server continues it, as the command would.
    drop(client);
    let mut client = Client::start(&desk, &["--allow-writes"], User::Accepts).await;
    let done = client.call("promote", json!({"plan": name})).await;
    assert!(!done.is_error, "{done:?}");
    assert!(
        client.questions[0].contains("state      failed"),
        "{:?}",
        client.questions
    );
    let rows = done.json()["assets"].as_array().unwrap().clone();
    assert!(
        rows.iter().all(|row| row["outcome"] == "deployed"),
        "{done:?}"
    );
    // One deployment failed, and three succeeded.
    assert_eq!(started(&desk).len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_changes_while_the_user_is_asked_is_not_carried_out() {
    let desk = quick().await;
    let mut client = Client::start(&desk, &["--allow-writes"], User::Accepts).await;
    let (_, name) = plan(&mut client).await;
    desk.sandbox.fail_next(Failure::of(Process::Deployment));
    assert!(client.call("promote", json!({"plan": name})).await.is_error);
    let before = started(&desk).len();
    let params = json!({"name": "promote", "arguments": {"plan": name}});
    client
        .send(json!({"jsonrpc": "2.0", "id": "w", "method": "tools/call", "params": params}))
        .await;
    let question = client.next().await;
    let file = desk
        .home
        .path()
        .join(format!("data/odctl/plans/{name}.json"));
    let text = std::fs::read_to_string(&file).unwrap();
    let changed = text.replace(
        "\"rollbackOnFailure\": false",
        "\"rollbackOnFailure\": true",
    );
    assert_ne!(text, changed);
    std::fs::write(&file, changed).unwrap();
    let said = json!({"action": "accept", "content": {"confirm": true}});
    client
        .send(json!({"jsonrpc": "2.0", "id": question["id"], "result": said}))
        .await;
    let refused = client.next().await;
    let line = refused["result"]["content"][0]["text"].as_str().unwrap();
    assert!(
        line.contains("it is not what was shown; nothing was done"),
        "{refused}"
    );
    assert_eq!(started(&desk).len(), before);
}

/// Data that it reads before it has the turn with the plan may be old.
#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_another_command_carries_out_is_refused_before_it_is_compared() {
    let desk = quick().await;
    let mut client = Client::start(&desk, &["--allow-writes"], User::Accepts).await;
    let (_, name) = plan(&mut client).await;
    desk.sandbox.fail_next(Failure::of(Process::Deployment));
    assert!(client.call("promote", json!({"plan": name})).await.is_error);
    let before = started(&desk).len();
    let file = desk
        .home
        .path()
        .join(format!("data/odctl/plans/{name}.json"));
    let params = json!({"name": "promote", "arguments": {"plan": name}});
    client
        .send(json!({"jsonrpc": "2.0", "id": "w", "method": "tools/call", "params": params}))
        .await;
    let question = client.next().await;
    let lock = std::fs::File::create(file.with_extension("json.lock")).unwrap();
    lock.lock().unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("\"failed\"", "\"planned\"")).unwrap();
    let said = json!({"action": "accept", "content": {"confirm": true}});
    client
        .send(json!({"jsonrpc": "2.0", "id": question["id"], "result": said}))
        .await;
    let refused = client.next().await;
    let line = refused["result"]["content"][0]["text"].as_str().unwrap();
    assert!(line.contains("another odctl carries out"), "{refused}");
    assert_eq!(started(&desk).len(), before);
    std::fs::write(&file, text).unwrap();
    drop(lock);
    let done = client.call("promote", json!({"plan": name})).await;
    assert!(!done.is_error, "{done:?}");
    assert!(!file.exists() && !file.with_extension("json.lock").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_was_undone_is_not_offered_again() {
    let desk = quick().await;
    let mut client = Client::start(&desk, &["--allow-writes"], User::Accepts).await;
    let (shown, name) = plan(&mut client).await;
    let items = shown["items"].as_array().unwrap();
    let last = items.last().unwrap()["asset"].as_str().unwrap();
    let failure = Failure::of(Process::Deployment).asset(last.parse().unwrap());
    desk.sandbox.fail_next(failure);
    let arguments = json!({"plan": name, "rollback_on_failure": true});
    let failed = client.call("promote", arguments.clone()).await;
    let line = &failed.texts[0];
    assert!(
        failed.is_error && line.contains("correct the cause, then make a new plan"),
        "{line}"
    );
    assert!(!line.contains("call promote again"), "{line}");
    let gone = client.call("promote", arguments).await;
    assert!(
        gone.is_error && gone.texts[0].contains("make one with promote_plan"),
        "{gone:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_promotion_can_be_continued() {
    let desk = slow().await;
    let options = ["--allow-writes", "--yes"];
    let mut client = Client::start(&desk, &options, User::Absent).await;
    let (_, name) = plan(&mut client).await;
    let params = json!({"name": "promote", "arguments": {"plan": name}});
    let call = json!({"jsonrpc": "2.0", "id": "w", "method": "tools/call", "params": params});
    client.send(call).await;
    while started(&desk).is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let cancel = json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": "w"}});
    client.send(cancel).await;
    // The lock of the plan is free when the next call is made.
    assert!(!client.call("count_users", json!({})).await.is_error);
    desk.sandbox.set_pace(odc_sandbox::Pace::instant());
    desk.sandbox.clock().advance(Duration::from_secs(120));
    let done = client.call("promote", json!({"plan": name})).await;
    assert!(!done.is_error, "{done:?}");
    assert_eq!(started(&desk).len(), SET.len(), "nothing was started twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn impact_and_audit_return_the_same_as_their_commands() {
    let desk = quick().await;
    let mut client = Client::start(&desk, &[], User::Absent).await;
    for (tool, arguments, rows, command) in [
        (
            "impact_deploy",
            json!({"asset": "Booking Desk", "to": "Production"}),
            "/problems",
            &["impact", "deploy", "Booking Desk", "--to", "Production"][..],
        ),
        (
            "impact_delete",
            json!({"asset": "Charts"}),
            "/problems",
            &["impact", "delete", "Charts"],
        ),
        (
            "audit_roles",
            json!({"stage": "Production", "source": "group"}),
            "/grants",
            &["audit", "roles", "--in", "Production", "--source", "group"],
        ),
        (
            "audit_roles",
            json!({"organization": true}),
            "/grants",
            &["audit", "roles", "--organization"],
        ),
        (
            "who_can",
            json!({"what": "Manage users"}),
            "/grants",
            &["audit", "roles", "--who-can", "Manage users"],
        ),
    ] {
        let found = all(&mut client, tool, arguments, rows).await;
        let run = desk.odctl(&[command, &["-o", "json"]].concat()).await;
        assert_eq!(found, run.json(), "{tool}");
    }
    let breaks = client
        .call("impact_delete", json!({"asset": "Charts"}))
        .await
        .json();
    let run = desk.odctl(&["impact", "delete", "Charts"]).await;
    assert_eq!(breaks["breaks"], run.code == 4, "{run}");
    let lines: Vec<_> = run.stderr.lines().collect();
    assert_eq!(breaks["said"], json!(lines));
    let both = json!({"organization": true, "user": "ana"});
    assert!(client.call("audit_roles", both).await.is_error);
    assert!(writes(&desk).is_empty());
}

/// All rows of a result, read in parts.
async fn all(client: &mut Client, tool: &str, mut arguments: Value, rows: &str) -> Value {
    let mut found = Vec::new();
    loop {
        let part = client.call(tool, arguments.clone()).await;
        assert!(!part.is_error, "{part:?}");
        found.extend(
            part.json()
                .pointer(rows)
                .unwrap()
                .as_array()
                .unwrap()
                .clone(),
        );
        match part.cursor() {
            Some(next) => arguments["cursor"] = next,
            None => return json!(found),
        }
    }
}

/// The calls that change the tenant.
fn writes(desk: &Desk) -> Vec<&'static str> {
    let calls = desk.calls().into_iter();
    let is_write = |name: &&str| {
        !["get_", "list_", "search_", "count_"]
            .iter()
            .any(|it| name.starts_with(it))
    };
    calls
        .filter(is_write)
        .filter(|name| !name.ends_with("_analysis"))
        .collect()
}
