//! `odctl mcp`: sessions of the Model Context Protocol.

pub mod client;
mod promotion;
mod safety;

use std::time::Duration;

use serde_json::{Value, json};

use self::client::{Client, User};
use crate::support::Desk;

fn names(tools: &[Value]) -> Vec<&str> {
    let names = tools.iter().map(|tool| tool["name"].as_str().unwrap());
    names.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tools_that_read_are_listed_with_descriptions_schemas_and_hints() {
    let desk = Desk::start().await;
    let mut client = Client::start(&desk, &[], User::Absent).await;
    let tools = client.tools().await;
    let all = names(&tools);
    for name in [
        "find_asset",
        "stage_diff",
        "graph",
        "impact_deploy",
        "impact_delete",
        "audit_roles",
        "who_can",
        "promote_plan",
        "list_users",
        "search_revisions",
    ] {
        assert!(all.contains(&name), "{name}");
    }
    assert!(!all.contains(&"create_user") && !all.contains(&"promote"));
    for tool in &tools {
        assert!(jsonschema::meta::is_valid(&tool["inputSchema"]), "{tool}");
        assert_eq!(tool["inputSchema"]["type"], "object");
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{tool}");
        assert!(tool["description"].as_str().unwrap().len() > 10, "{tool}");
    }
    let users = tools.iter().find(|tool| tool["name"] == "list_users");
    let users = users.unwrap();
    assert!(
        users["description"]
            .as_str()
            .unwrap()
            .starts_with("List users. Needs "),
        "{users}"
    );
    assert_eq!(
        users["inputSchema"]["properties"]["limit"]["type"],
        "integer"
    );
    assert!(desk.sandbox.journal().is_empty(), "nothing was asked for");
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_are_listed_when_they_are_allowed_and_patterns_select_from_the_list() {
    let desk = Desk::start().await;
    let mut client = Client::start(&desk, &["--allow-writes"], User::Absent).await;
    let tools = client.tools().await;
    let find = |name: &str| tools.iter().find(|it| it["name"] == name).unwrap();
    assert_eq!(find("delete_user")["annotations"]["destructiveHint"], true);
    assert_eq!(find("create_user")["annotations"]["destructiveHint"], false);
    assert_eq!(find("create_user")["annotations"]["readOnlyHint"], false);
    assert_eq!(tools.len(), 104, "95 operations and 9 tasks");
    drop(client);

    let options = ["--tools", "list_user*,graph", "--allow-writes"];
    let mut client = Client::start(&desk, &options, User::Absent).await;
    let tools = client.tools().await;
    assert_eq!(
        names(&tools),
        [
            "graph",
            "list_user_application_roles",
            "list_user_organization_roles",
            "list_users",
            "list_user_groups"
        ]
    );
    let unknown = client
        .request(
            "tools/call",
            json!({"name": "list_groups", "arguments": {}}),
        )
        .await;
    assert_eq!(unknown["error"]["message"], "there is no tool list_groups");
    let run = desk.odctl(&["mcp", "--tools", "nonsense*"]).await;
    assert_eq!(run.code, 2, "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_returns_the_json_of_the_service_and_a_failure_one_line() {
    let desk = Desk::start().await;
    let mut client = Client::start(&desk, &[], User::Absent).await;
    let read = client
        .call(
            "list_users",
            json!({"limit": 2, "status": "Active", "nameOrEmailContains": null}),
        )
        .await;
    let sent = desk
        .odctl(&[
            "api",
            "list-users",
            "--limit",
            "2",
            "--status",
            "Active",
            "-o",
            "json",
        ])
        .await;
    assert_eq!(read.json(), sent.json());
    assert_eq!(desk.calls(), ["list_users"; 2]);

    let key = "00000000-0000-4000-8000-000000000000";
    let failed = client.call("get_user", json!({"key": key})).await;
    let run = desk.odctl(&["api", "get-user", key]).await;
    assert!(failed.is_error);
    let until_trace = |line: &str| line.split(" (trace ").next().unwrap().to_owned();
    assert_eq!(
        format!("error: {}", until_trace(&failed.texts[0])),
        until_trace(&run.stderr)
    );
    assert_eq!(failed.texts[0].lines().count(), 1);
    desk.sandbox.clear_journal();
    for (tool, arguments) in [
        ("list_users", json!({"limit": "many"})),
        ("list_users", json!({"stat": "Active"})),
        ("get_user", json!({})),
        ("get_user", json!({"key": "no key"})),
    ] {
        let refused = client.call(tool, arguments).await;
        assert!(
            refused.is_error && refused.texts[0].starts_with(tool),
            "{refused:?}"
        );
        assert_eq!(refused.texts[0].lines().count(), 1);
    }
    assert!(desk.sandbox.journal().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_accept_names_and_return_the_same_as_commands() {
    let desk = Desk::start().await;
    let mut client = Client::start(&desk, &[], User::Absent).await;
    let diff = client
        .call("stage_diff", json!({"from": "dev", "to": "Production"}))
        .await;
    let command = desk
        .odctl(&["diff", "dev", "Production", "-o", "json"])
        .await;
    let shown = diff.json()["differences"].clone();
    let rows = command.json().as_array().unwrap().clone();
    assert_eq!(shown.as_array().unwrap().len(), rows.len());
    for (shown, row) in shown.as_array().unwrap().iter().zip(&rows) {
        assert_eq!(shown["assetKey"], row["assetKey"]);
        assert_eq!(shown["difference"], row["difference"]);
        assert_eq!(shown["fromRevision"], row["from"]["revision"]);
        assert_eq!(shown["toRevision"], row["to"]["revision"]);
    }
    let asset = &command.json()[0];
    let name = asset["asset"].as_str().unwrap();

    let found = client
        .call("find_asset", json!({"name": name.to_uppercase()}))
        .await;
    assert!(
        found
            .json()
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["assetKey"] == asset["assetKey"]),
        "{found:?}"
    );
    let graph = client.call("graph", json!({"asset": name})).await;
    let command = desk.odctl(&["graph", name, "-o", "json"]).await;
    assert_eq!(graph.json()["uses"], command.json()["results"]);
    let unknown = client
        .call("find_asset", json!({"name": format!("{name}x")}))
        .await;
    assert!(
        unknown.is_error && unknown.texts[0].contains("did you mean"),
        "{unknown:?}"
    );
}

const ANA: &str = "ana@acme.com";

async fn create_ana(client: &mut Client) -> client::Called {
    let body = json!({"name": "Ana", "email": ANA});
    client.call("create_user", json!({"body": body})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_is_refused_if_it_is_not_allowed_or_the_client_cannot_ask() {
    let desk = Desk::start().await;
    for (options, advice) in [
        (&[][..], "start it with odctl mcp --allow-writes"),
        (&["--allow-writes"], "start odctl mcp with --yes"),
    ] {
        let mut client = Client::start(&desk, options, User::Absent).await;
        let refused = create_ana(&mut client).await;
        assert!(
            refused.is_error && refused.texts[0].contains(advice),
            "{refused:?}"
        );
    }
    assert!(desk.sandbox.journal().is_empty());
    assert_eq!(desk.odctl(&["mcp", "--yes"]).await.code, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_is_confirmed_by_the_user_of_the_client() {
    let desk = Desk::start().await;
    for is_stateless in [false, true] {
        let start = async |user: User| {
            let options = ["--allow-writes"];
            if is_stateless {
                Client::stateless(&desk, &options, user)
            } else {
                Client::start(&desk, &options, user).await
            }
        };
        desk.sandbox.clear_journal();
        let mut client = start(User::Declines).await;
        let refused = create_ana(&mut client).await;
        assert!(
            refused.is_error && refused.texts[0].contains("nothing was sent"),
            "{refused:?}"
        );
        assert!(desk.sandbox.journal().is_empty());

        let mut client = start(User::Accepts).await;
        let created = create_ana(&mut client).await;
        assert!(!created.is_error, "{created:?}");
        assert_eq!(desk.calls(), ["create_user"]);
        let question = &client.questions[0];
        for part in ["Create a user.", "POST ", "/api/identity/v1/users", ANA] {
            assert!(question.contains(part), "{question}");
        }
        let key = created.json()["key"].clone();
        let deleted = client.call("delete_user", json!({"key": key})).await;
        assert!(!deleted.is_error);
        assert_eq!(deleted.texts, ["null", "Done. The response is empty."]);
        assert_eq!(client.questions.len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_write_is_not_made_even_if_the_user_agrees_later() {
    let desk = Desk::start().await;
    let mut client = Client::start(&desk, &["--allow-writes"], User::Accepts).await;
    let body = json!({"name": "Ana", "email": ANA});
    let params = json!({"name": "create_user", "arguments": {"body": body}});
    let call = json!({"jsonrpc": "2.0", "id": "w", "method": "tools/call", "params": params});
    client.send(call).await;
    let question = client.next().await;
    assert_eq!(question["method"], "elicitation/create");
    let cancel = json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": "w"}});
    client.send(cancel).await;
    let said = json!({"action": "accept", "content": {"confirm": true}});
    client
        .send(json!({"jsonrpc": "2.0", "id": question["id"], "result": said}))
        .await;
    assert!(!client.call("count_users", json!({})).await.is_error);
    assert_eq!(desk.calls(), ["count_users"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_yes_nobody_is_asked_and_a_dry_run_sends_nothing() {
    let desk = Desk::start().await;
    let options = ["--allow-writes", "--yes"];
    let mut client = Client::start(&desk, &options, User::Accepts).await;
    let body = json!({"name": "Ana", "email": ANA});
    let shown = client
        .call("create_user", json!({"body": body, "dry_run": true}))
        .await;
    assert_eq!(
        (shown.json()["method"].as_str(), &shown.json()["body"]),
        (Some("POST"), &body)
    );
    assert!(desk.sandbox.journal().is_empty());
    assert!(!create_ana(&mut client).await.is_error);
    assert_eq!(client.questions, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_that_is_too_long_is_cut_and_can_be_read_to_its_end() {
    let desk = Desk::start().await;
    let mut client = Client::start(&desk, &["--max-tokens", "4000"], User::Absent).await;
    let (mut users, mut cursor, mut calls) = (Vec::new(), Value::Null, 0);
    loop {
        let part = client
            .call("list_users", json!({"limit": 90, "cursor": cursor}))
            .await;
        assert!(part.texts[0].len() <= 4_000 * 3, "{}", part.texts[0].len());
        users.extend(part.json()["results"].as_array().unwrap().clone());
        calls += 1;
        match part.cursor() {
            Some(next) => cursor = next,
            None => break,
        }
    }
    let all = desk
        .odctl(&["api", "list-users", "--all", "-o", "json"])
        .await;
    assert_eq!(json!(users), all.json());
    assert!(calls > 2, "{calls}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_shown() {
    let desk = Desk::start().await;
    let mut client = Client::start(&desk, &[], User::Absent).await;
    let providers = client.call("list_identity_providers", json!({})).await;
    let text = &providers.texts[0];
    assert!(text.contains(r#""clientSecret":"[hidden]""#), "{text}");
    assert!(!text.contains("provider-secret"));
    let libraries = client.call("list_libraries", json!({})).await;
    let text = &libraries.texts[0];
    assert!(
        text.contains(".png?[hidden]") && !text.contains("Signature="),
        "{text}"
    );
    let source = client
        .call("list_assets", json!({"limit": 1, "embed": ["sourceCode"]}))
        .await;
    let text = &source.texts[0];
    assert!(
        text.contains(r#""sourceCodeBinaryUrl":"[hidden]""#),
        "{text}"
    );
    let output = client.close().await;
    let secret = desk.sandbox.client_secret();
    assert!(!String::from_utf8_lossy(&output.stderr).contains(secret));
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_run_at_the_same_time() {
    let desk = Desk::start().await;
    desk.sandbox
        .faults()
        .on("list_groups")
        .latency(Duration::from_secs(60));
    let mut client = Client::start(&desk, &[], User::Absent).await;
    // Its response comes only after the end of the test.
    let slow = json!({"jsonrpc": "2.0", "id": "slow", "method": "tools/call", "params": {"name": "list_groups", "arguments": {}}});
    client.send(slow).await;
    let read = client.call("count_users", json!({})).await;
    assert!(!read.is_error, "{read:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_stdin_ends_it_quietly() {
    let desk = Desk::start().await;
    let mut client = Client::start(&desk, &[], User::Absent).await;
    assert!(!client.call("count_users", json!({})).await.is_error);
    for client in [client, Client::spawn(&desk, &[], User::Absent)] {
        let output = client.close().await;
        let wrote = (output.status.code(), output.stdout, output.stderr);
        assert_eq!(wrote, (Some(0), Vec::new(), Vec::new()));
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn sigterm_ends_it_quietly() {
    let desk = Desk::start().await;
    let mut client = Client::start(&desk, &[], User::Absent).await;
    let pid = client.child.id().unwrap().to_string();
    let killed = std::process::Command::new("kill")
        .args(["-TERM", &pid])
        .status()
        .unwrap();
    assert!(killed.success());
    assert_eq!(client.child.wait().await.unwrap().code(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_credentials_are_reported_before_the_protocol_begins() {
    let desk = Desk::start().await;
    let run = desk.run(desk.signed_out(&["mcp"]), &["mcp"], "").await;
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{run}");
}
