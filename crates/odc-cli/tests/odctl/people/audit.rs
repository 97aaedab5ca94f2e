//! Which user has which role: the audit is complete, makes the fewest requests, and works through all kinds of
//! failures.

use std::process::Stdio;
use std::time::Duration;

use insta::assert_snapshot;
use odc_sandbox::Sandbox;

use super::{small, text};
use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn an_audit_names_each_source_of_each_role() {
    let desk = small().await;
    assert_snapshot!("audit-roles", desk.odctl(&["audit", "roles"]).await);
    let run = desk.odctl(&["audit", "roles", "-o", "json"]).await;
    let rows = run.json();
    // The audit lists the roles that the call for one user returns for each user.
    let users = desk.odctl(&["users", "list", "-o", "json"]).await.json();
    let mut grants = 0;
    for user in users.as_array().unwrap() {
        let key = text(&user["key"]);
        let arguments = [
            "api",
            "list-user-application-roles",
            &key,
            "--assignment-sources",
            "Direct",
            "--assignment-sources",
            "GroupAssigned",
            "--assignment-sources",
            "GroupMapped",
            "--all",
            "-o",
            "json",
        ];
        let roles = desk.odctl(&arguments).await.json();
        for role in roles.as_array().unwrap() {
            grants += usize::from(role["isDirectlyAssigned"] == true);
            grants += role["assignedGroups"].as_array().unwrap().len();
        }
    }
    assert_eq!(rows.as_array().unwrap().len(), grants);
    let words: std::collections::BTreeSet<_> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| text(&row["source"]))
        .collect();
    assert_eq!(
        words.into_iter().collect::<Vec<_>>(),
        ["direct", "group", "mapping"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_audit_of_five_thousand_users_makes_52_requests() {
    let sandbox = Sandbox::builder().users(5_000).start().await.unwrap();
    let desk = Desk::with(sandbox);
    let run = desk.odctl(&["audit", "roles", "-o", "csv"]).await;
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("grants of 5000 users"),
        "{}",
        run.stderr
    );
    let calls = desk.calls();
    let count = |name: &str| calls.iter().filter(|call| **call == name).count();
    assert_eq!(
        (
            count("list_users"),
            count("list_environments"),
            count("list_assets"),
            calls.len()
        ),
        (50, 1, 1, 52)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_help_says_how_many_requests_an_audit_makes_and_why() {
    let desk = Desk::start().await;
    assert_snapshot!(
        "help-of-audit-roles",
        desk.odctl(&["audit", "roles", "--help"]).await
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_audit_is_filtered_by_stage_app_user_and_source() {
    let desk = small().await;
    let all = desk.odctl(&["audit", "roles", "-o", "json"]).await.json();
    let row = all[0].clone();
    let (stage, app) = (text(&row["stage"]), text(&row["app"]));
    let run = desk
        .odctl(&[
            "audit", "roles", "--in", &stage, "--app", &app, "--source", "direct", "-o", "json",
        ])
        .await;
    let expected: Vec<_> = all
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["stage"] == stage.as_str() && it["app"] == app.as_str())
        .filter(|it| it["source"] == "direct")
        .cloned()
        .collect();
    assert_eq!(run.json().as_array().unwrap(), &expected, "{run}");
    let one = desk
        .odctl(&[
            "audit",
            "roles",
            "--user",
            &text(&row["user"]["email"]),
            "-o",
            "json",
        ])
        .await
        .json();
    assert!(
        one.as_array()
            .unwrap()
            .iter()
            .all(|it| it["user"]["key"] == row["user"]["key"])
    );
    assert_eq!(
        desk.odctl(&["audit", "roles", "--in", "Nowhere"])
            .await
            .code,
        5
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_option_who_can_accepts_a_role_or_a_permission() {
    let desk = small().await;
    let all = desk.odctl(&["audit", "roles", "-o", "json"]).await.json();
    let name = text(&all[0]["role"]["name"]);
    let run = desk
        .odctl(&["audit", "roles", "--who-can", &name, "-o", "json"])
        .await;
    let expected = all
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["role"]["name"] == name.as_str());
    assert_eq!(
        run.json().as_array().unwrap().len(),
        expected.count(),
        "{run}"
    );
    assert_eq!(
        desk.odctl(&["users", "create", "ana@new.test"]).await.code,
        0
    );
    let grant = ["grant", "ana@new.test", "Administrator", "--organization"];
    assert_eq!(desk.odctl(&grant).await.code, 0);
    let permission = desk
        .odctl(&["audit", "roles", "--who-can", "Manage users"])
        .await;
    assert_snapshot!("audit-who-can-permission", permission);
    desk.sandbox.clear_journal();
    let only = [
        "audit",
        "roles",
        "--organization",
        "--who-can",
        "Manage users",
    ];
    assert_eq!(desk.odctl(&only).await.stdout, permission.stdout);
    let catalogue = [
        "list_permissions",
        "list_organization_roles",
        "list_environments",
    ];
    let calls = desk.calls();
    assert_eq!(calls[..3], catalogue);
    // Administrator and Access Manager have the permission.
    assert_eq!(calls[3..], ["list_organization_role_users"; 2]);
    let unknown = desk
        .odctl(&["audit", "roles", "--who-can", "fly to the moon"])
        .await;
    assert_eq!(unknown.code, 5, "{unknown}");
    let organization = desk.odctl(&["audit", "roles", "--organization"]).await;
    assert_snapshot!("audit-organization", organization);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_becomes_invalid_during_an_audit_is_replaced() {
    let sandbox = Sandbox::builder().users(350).start().await.unwrap();
    let desk = Desk::with(sandbox);
    let complete = desk.odctl(&["audit", "roles", "-o", "csv"]).await;
    desk.sandbox.clear_journal();
    desk.sandbox
        .faults()
        .on("list_users")
        .latency(Duration::from_secs(4));
    let arguments = ["audit", "roles", "-o", "csv"];
    let run = desk.run(desk.command(&arguments), &arguments, "");
    let kill = async {
        while desk.calls().is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        desk.sandbox.clock().advance(Duration::from_secs(13 * 3600));
    };
    let (run, ()) = tokio::join!(run, kill);
    assert_eq!(
        (run.code, &run.stdout),
        (0, &complete.stdout),
        "{}",
        run.stderr
    );
    let tokens = desk.sandbox.journal();
    let tokens = tokens
        .iter()
        .filter(|entry| entry.operation == Some("token"));
    assert_eq!(tokens.count(), 1, "the next page got a new token");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_audit_waits_after_a_429_and_continues() {
    let desk = Desk::start().await;
    let complete = desk.odctl(&["audit", "roles", "-o", "csv"]).await;
    desk.sandbox.clear_journal();
    desk.sandbox
        .faults()
        .on("list_users")
        .times(2)
        .status_with_retry_after(429, Duration::from_secs(1));
    let run = desk.odctl(&["audit", "roles", "-o", "csv"]).await;
    assert_eq!(
        (run.code, &run.stdout),
        (0, &complete.stdout),
        "{}",
        run.stderr
    );
    assert_eq!(
        desk.calls()
            .iter()
            .filter(|call| **call == "list_users")
            .count(),
        4
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_audit_that_fails_prints_no_part_of_its_result() {
    let desk = Desk::start().await;
    desk.sandbox.faults().on("list_assets").always().status(501);
    let run = desk.odctl(&["audit", "roles", "-o", "csv"]).await;
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_pipe_ends_lists_of_people_quietly() {
    let desk = Desk::start().await;
    for arguments in [
        &["audit", "roles", "-o", "csv"][..],
        &["users", "export", "-o", "csv"],
        &["users", "list", "--all"],
        &["roles", "list"],
    ] {
        let mut command = desk.command(arguments);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().await.unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), stderr.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}
