//! `odctl api`: all operations, made from data.

use std::time::Duration;

use insta::assert_snapshot;
use serde_json::json;

use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn the_help_of_an_operation_has_the_words_and_values_of_its_document() {
    let desk = Desk::start().await;
    assert_snapshot!(
        "api-help-of-list-users",
        desk.odctl(&["api", "list-users", "-h"]).await
    );
    assert_snapshot!(
        "api-help-of-start-build",
        desk.odctl(&["api", "start-build", "-h"]).await
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn operations_are_found_by_a_word() {
    let desk = Desk::start().await;
    assert_snapshot!("api-list", desk.odctl(&["api", "list", "build"]).await);
    assert_eq!(
        desk.odctl(&["api", "list", "-o", "json"])
            .await
            .json()
            .as_array()
            .unwrap()
            .len(),
        95
    );
    assert_eq!(desk.odctl(&["api", "list", "nonsense"]).await.code, 5);
    assert_eq!(desk.odctl(&["api", "nonsense"]).await.code, 2);
    assert!(
        desk.sandbox.journal().is_empty(),
        "a search needs no tenant"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_page_is_shown_unchanged_and_all_pages_as_one_list() {
    let desk = Desk::start().await;
    let page = desk
        .odctl(&["api", "list-users", "--limit", "30", "-o", "json"])
        .await
        .json();
    assert_eq!(page["results"].as_array().unwrap().len(), 30);
    assert_eq!(page["page"]["totalResults"], json!(200));
    let hint = desk
        .odctl(&["api", "list-users", "--limit", "30"])
        .await
        .stderr;
    assert_eq!(hint, "there are more pages; --all reads them\n");
    desk.sandbox.clear_journal();
    let all = desk
        .odctl(&["api", "list-users", "--limit", "30", "--all", "-o", "json"])
        .await
        .json();
    assert_eq!(all.as_array().unwrap().len(), 200);
    assert_eq!(all[0], page["results"][0]);
    assert_eq!(desk.calls(), ["list_users"; 7]);
    // The service may return an offset after the last page.
    desk.sandbox.set_offset_past_end(true);
    let all = desk
        .odctl(&["api", "list-users", "--all", "-o", "json"])
        .await
        .json();
    assert_eq!(all.as_array().unwrap().len(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_prints_the_request_and_sends_nothing() {
    let desk = Desk::start().await;
    let key = "5b6c1f0e-3f5a-4c86-9d4e-2f3a1b0c9d8e";
    let build = [
        "api",
        "start-build",
        "--asset-key",
        key,
        "--asset-revision",
        "3",
        "--build-type",
        "Release",
        "--dry-run",
        "-o",
        "json",
    ];
    assert_snapshot!("api-dry-run", desk.odctl(&build).await);
    let users = [
        "api",
        "list-users",
        "--status",
        "Active",
        "--has-application-roles",
        "--dry-run",
    ];
    assert_snapshot!("api-dry-run-of-a-list", desk.odctl(&users).await);
    assert!(desk.sandbox.journal().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_can_come_from_the_argument_a_file_stdin_and_fields() {
    let desk = Desk::start().await;
    let file = desk.home.path().join("user.json");
    std::fs::write(&file, r#"{"email": "ana@acme.com"}"#).unwrap();
    let from_file = format!("@{}", file.display());
    for (body, input) in [
        (r#"{"email": "ana@acme.com"}"#, ""),
        (&from_file, ""),
        ("-", r#"{"email": "ana@acme.com"}"#),
    ] {
        let arguments = [
            "api",
            "create-user",
            "--body",
            body,
            "--name",
            "Ana",
            "--dry-run",
            "-o",
            "json",
        ];
        let run = desk.run(desk.command(&arguments), &arguments, input).await;
        assert_eq!(
            run.json()["body"],
            json!({"email": "ana@acme.com", "name": "Ana"}),
            "{run}"
        );
    }
    // A person sees the body, too.
    let arguments = ["api", "create-user", "--name", "Ana", "--dry-run"];
    let run = desk.odctl(&arguments).await;
    assert!(run.stdout.contains(r#"{"name":"Ana"}"#), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_created_user_can_be_read_and_a_deleted_one_is_not_found() {
    let desk = Desk::start().await;
    let created = desk
        .odctl(&[
            "api",
            "create-user",
            "--email",
            "ana@acme.com",
            "--name",
            "Ana",
            "-o",
            "json",
        ])
        .await;
    let key = created.json()["key"].as_str().unwrap().to_owned();
    let read = desk.odctl(&["api", "get-user", &key, "-o", "json"]).await;
    assert_eq!(read.json()["email"], "ana@acme.com", "{read}");
    let deleted = desk.odctl(&["api", "delete-user", &key, "--yes"]).await;
    assert_eq!(
        (deleted.code, deleted.stdout.as_str()),
        (0, ""),
        "{deleted}"
    );
    assert_eq!(desk.odctl(&["api", "get-user", &key]).await.code, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_terminal_only_calls_that_delete_or_replace_need_yes() {
    let desk = Desk::start().await;
    let key = "5b6c1f0e-3f5a-4c86-9d4e-2f3a1b0c9d8e";
    for (arguments, call) in [
        (
            &["delete-user", key][..],
            format!("DELETE /api/identity/v1/users/{key} (Delete a user)"),
        ),
        (
            &["update-user", key, "--name", "Ana"],
            format!("PATCH /api/identity/v1/users/{key} (Change a user)"),
        ),
        (
            &["grant-organization-role", key, key],
            format!(
                "POST /api/identity/v1/users/{key}/organization-roles/{key} (Grant an organization role to a user)"
            ),
        ),
        (
            &["start-deployment", "--body", "{}"],
            "POST /api/deployments/v1/deployment-operations (Start a deployment)".to_owned(),
        ),
    ] {
        let arguments = [&["api"], arguments].concat();
        let run = desk.odctl(&arguments).await;
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
        let line = format!(
            "error: {call}; this cannot be undone, and there is no terminal to ask on: give --yes to do it, or --dry-run to look\n"
        );
        assert_eq!(run.stderr, line);
    }
    assert!(desk.sandbox.journal().is_empty(), "nothing was sent");
    let create = [
        "api",
        "create-user",
        "--name",
        "Ana",
        "--email",
        "ana@new.test",
    ];
    assert_eq!(desk.odctl(&create).await.code, 0);
    let needless = desk.odctl(&[&create[..], &["--yes"]].concat()).await;
    assert_eq!(needless.code, 2, "nothing is asked: {needless}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_value_is_refused_before_anything_is_sent() {
    let desk = Desk::start().await;
    for arguments in [
        &["api", "list-users", "--limit", "many"][..],
        &["api", "get-user", "no-key"],
        &["api", "start-build", "--asset-revision", "3"],
        &["api", "create-user", "--body", "{"],
        &["api", "create-user", "--body", "@/nonexistent"],
    ] {
        let run = desk.odctl(arguments).await;
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    }
    assert!(desk.sandbox.journal().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_item_is_lost_if_one_of_many_pages_gets_a_429() {
    let desk = Desk::start().await;
    desk.sandbox
        .faults()
        .on("list_users")
        .times(2)
        .status_with_retry_after(429, Duration::from_secs(1));
    let all = desk
        .odctl(&["api", "list-users", "--all", "-o", "json"])
        .await;
    assert_eq!(all.json().as_array().unwrap().len(), 200, "{}", all.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_of_another_type_is_refused_and_an_unknown_member_is_reported() {
    let desk = Desk::start().await;
    for body in ["[]", "5", "{\"email\": [\"s3cret\"]}"] {
        let run = desk.odctl(&["api", "create-user", "--body", body]).await;
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
        assert!(run.stderr.contains("has another type than"), "{run}");
        assert!(!run.stderr.contains("s3cret"), "{run}");
    }
    assert_eq!(desk.calls(), Vec::<&str>::new());
    let body = "{\"emial\": \"ana@new.test\"}";
    let run = ["api", "create-user", "--body", body, "--dry-run"];
    let run = desk.odctl(&run).await;
    assert_eq!(run.code, 0, "{run}");
    let said =
        "warning: the API document lists no member \"emial\" of the body; did you mean email?\n";
    assert!(run.stderr.starts_with(said), "{run}");
}
