//! Behaviour that all commands share: exit codes, pipes, tokens, limits.

use std::process::Stdio;
use std::time::Duration;

use odc_sandbox::{NewClient, Permission, Permissions};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};

use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn with_a_stored_token_stages_makes_exactly_one_request() {
    let desk = Desk::start().await;
    assert_eq!(desk.odctl(&["stages"]).await.code, 0);
    desk.sandbox.clear_journal();
    assert_eq!(desk.odctl(&["stages"]).await.code, 0);
    let requests: Vec<_> = desk
        .sandbox
        .journal()
        .into_iter()
        .map(|entry| entry.operation)
        .collect();
    assert_eq!(requests, [Some("list_environments")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stored_token_that_is_no_longer_valid_is_replaced() {
    let desk = Desk::start().await;
    assert_eq!(desk.odctl(&["stages"]).await.code, 0);
    // The token is too old for the tenant, but the program does not know this.
    desk.sandbox.clock().advance(Duration::from_secs(13 * 3600));
    let run = desk.odctl(&["stages"]).await;
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_429_is_waited_out() {
    let desk = Desk::start().await;
    desk.sandbox
        .faults()
        .on("list_environments")
        .status_with_retry_after(429, Duration::from_secs(1));
    let run = desk.odctl(&["stages"]).await;
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(desk.calls(), ["list_environments"; 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_429_without_a_time_is_waited_out_and_reported() {
    let desk = Desk::start().await;
    desk.sandbox.faults().on("list_environments").status(429);
    let run = desk.odctl(&["stages"]).await;
    assert_eq!(run.code, 0, "{run}");
    let begin = "the service refuses requests (429): others use up the limit of the organization; trying again in ";
    assert!(run.stderr.starts_with(begin), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_of_the_service_ends_with_exit_code_1_and_one_line() {
    let desk = Desk::start().await;
    desk.sandbox
        .faults()
        .on("list_environments")
        .always()
        .status(501);
    let run = desk.odctl(&["stages", "-o", "json"]).await;
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run}");
    assert!(
        run.stderr.starts_with("error: ") && run.stderr.lines().count() == 1,
        "{run}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_permission_ends_with_3_and_is_named() {
    let desk = Desk::start().await;
    let weak = NewClient::named("weak").permissions(Permissions::default());
    let weak = desk.sandbox.clients().create(weak).unwrap();
    let mut command = desk.command(&["stages"]);
    command
        .env("ODC_CLIENT_ID", weak.client_id())
        .env("ODC_CLIENT_SECRET", weak.client_secret());
    let run = desk.run(command, &["stages"], "").await;
    assert_eq!(run.code, 3, "{run}");
    assert!(run.stderr.contains("Stage > View stage"), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_secret_ends_with_3_and_is_not_shown() {
    let desk = Desk::start().await;
    let mut command = desk.command(&["stages"]);
    command.env("ODC_CLIENT_SECRET", "wrong-s3cret-of-mine");
    let run = desk.run(command, &["stages"], "").await;
    assert_eq!(run.code, 3, "{run}");
    assert!(!run.to_string().contains("s3cret"), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_credentials_a_command_ends_with_3_and_says_what_to_do() {
    let desk = Desk::start().await;
    let run = desk
        .run(desk.signed_out(&["stages"]), &["stages"], "")
        .await;
    insta::assert_snapshot!("signed-out", run);
    let mut command = desk.signed_out(&["stages"]);
    command.env("ODC_PORTAL_DOMAIN", desk.sandbox.domain());
    insta::assert_snapshot!(
        "half-an-environment",
        desk.run(command, &["stages"], "").await
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_command_line_ends_with_exit_code_2() {
    let desk = Desk::start().await;
    for arguments in [
        &["stages", "--colour"][..],
        &["nonsense"],
        &[],
        &["stages", "--columns", "colour"],
        &["stages", "-o", "xml"],
    ] {
        let run = desk.odctl(arguments).await;
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    }
    let mut command = desk.command(&["stages"]);
    command.env("ODC_PORTAL_DOMAIN", "https://acme.outsystems.dev/path");
    let run = desk.run(command, &["stages"], "").await;
    assert_eq!(run.code, 2, "{run}");
    assert!(
        run.stderr.contains("leave the scheme and the path out"),
        "{run}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_profile_ends_with_exit_code_5() {
    let desk = Desk::start().await;
    let run = desk.odctl(&["stages", "--profile", "acme"]).await;
    assert_eq!(run.code, 5, "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_pipe_ends_a_command_quietly() {
    let desk = Desk::start().await;
    for arguments in [
        &["stages", "-o", "json"][..],
        &["assets"],
        &["api", "list-users", "--all", "-o", "csv"],
        &["api", "list"],
        &["completion", "bash"],
        &["explain", "--list"],
        &["--help"],
    ] {
        let mut command = desk.command(arguments);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().await.unwrap();
        assert_eq!(
            (output.status.code(), output.stderr),
            (Some(0), Vec::new()),
            "{arguments:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_pipe_does_not_change_the_exit_code() {
    let desk = Desk::start().await;
    let mut command = desk.command(&["diff", "Development", "Production"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().await.unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(4), Vec::new()));
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn sigint_ends_a_command_with_exit_code_130_and_it_says_what_continues() {
    let desk = Desk::start().await;
    desk.sandbox
        .faults()
        .on("list_environments")
        .latency(Duration::from_secs(60));
    let mut child = desk
        .command(&["stages"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while desk.calls().is_empty() {
        tokio::task::yield_now().await;
    }
    let pid = child.id().unwrap().to_string();
    let killed = std::process::Command::new("kill")
        .args(["-INT", &pid])
        .status()
        .unwrap();
    assert!(killed.success());
    let mut line = String::new();
    BufReader::new(child.stderr.take().unwrap())
        .read_line(&mut line)
        .await
        .unwrap();
    assert_eq!(line, "error: stopped; nothing continues in the tenant\n");
    assert_eq!(child.wait().await.unwrap().code(), Some(130));
    let mut rest = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut rest)
        .await
        .unwrap();
    assert_eq!(rest, "");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn sigint_ends_a_command_that_waits_for_stdin() {
    let desk = Desk::start().await;
    let mut codes = Vec::new();
    // A new process does not listen for the signal yet, and does not report when it does.
    for wait in [100, 400, 1_600, 6_400] {
        let mut command = desk.command(&["api", "create-user", "--body", "-"]);
        let mut child = command
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        tokio::time::sleep(Duration::from_millis(wait)).await;
        let pid = child.id().unwrap().to_string();
        std::process::Command::new("kill")
            .args(["-INT", &pid])
            .status()
            .unwrap();
        let ended = tokio::time::timeout(Duration::from_secs(10), child.wait()).await;
        codes.push(ended.map(|status| status.unwrap().code()));
        if codes.last() == Some(&Ok(Some(130))) {
            return;
        }
    }
    panic!("{codes:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_help_has_exit_codes_an_example_and_permissions() {
    let desk = Desk::start().await;
    let help = desk.odctl(&["--help"]).await;
    assert!(
        help.stdout.contains("Exit codes:") && help.stdout.contains("130  stopped"),
        "{help}"
    );
    insta::assert_snapshot!("help", help);
    insta::assert_snapshot!("help-of-stages", desk.odctl(&["stages", "--help"]).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_for_the_budget_is_reported_with_reason_and_duration() {
    let desk = Desk::start().await;
    let arguments = ["api", "list-users", "--limit", "1", "--all"];
    let mut child = desk
        .command(&arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stderr.take().unwrap())
        .read_line(&mut line)
        .await
        .unwrap();
    let start =
        "identity: the 100 requests a minute of the organization are used up; continuing in ";
    assert!(line.starts_with(start) && line.ends_with(" s\n"), "{line}");
    assert_eq!(desk.calls().len(), 100);
    child.kill().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn colours_are_for_terminals_unless_the_user_says_otherwise() {
    let desk = Desk::start().await;
    let plain = desk.odctl(&["explain", "x"]).await;
    assert!(plain.stderr.starts_with("error: "), "{plain}");
    let coloured = desk.odctl(&["explain", "x", "--color", "always"]).await;
    assert!(coloured.stderr.starts_with("\u{1b}["), "{coloured}");
}

#[tokio::test(flavor = "multi_thread")]
async fn characters_that_a_terminal_obeys_are_escaped_in_tables_and_kept_in_data() {
    let desk = Desk::start().await;
    let name = "Ana\u{1b}[31m\u{202e}";
    let created = desk
        .odctl(&[
            "api",
            "create-user",
            "--email",
            "ana@acme.com",
            "--name",
            name,
            "-o",
            "json",
        ])
        .await;
    assert_eq!(created.code, 0, "{created}");
    let key = created.json()["key"].as_str().unwrap().to_owned();
    let table = desk.odctl(&["api", "get-user", &key]).await;
    assert!(table.stdout.contains(r"Ana\u{1b}[31m\u{202e}"), "{table}");
    assert!(!table.stdout.contains('\u{1b}'));
    assert_eq!(
        desk.odctl(&["api", "get-user", &key, "-o", "json"])
            .await
            .json()["name"],
        name
    );
}

/// The name of a group cannot act as a command in a pipeline whose log shows it.
#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_not_a_command_for_a_ci_system() {
    let desk = Desk::start().await;
    let name = "Desk\n::error::x ##vso[task.setvariable variable=A]b";
    let stage = desk.sandbox.stages()[0].key.to_string();
    let create = [
        "api",
        "create-group",
        "--name",
        name,
        "--environment-key",
        &stage,
    ];
    let created = desk.odctl(&create).await;
    assert_eq!(created.code, 0, "{created}");
    for arguments in [
        &["groups", "list"][..],
        &["groups", "list", "-o", "markdown"],
        &["groups", "list", "-o", "yaml"],
        &["groups", "show", "Desk"],
        &["groups", "show", "nobody"],
    ] {
        let run = desk.odctl(arguments).await;
        let mut lines = run.stdout.lines().chain(run.stderr.lines());
        assert!(
            !lines.any(|line| line.trim_start().starts_with("::")),
            "{run}"
        );
        assert!(
            !run.stdout.contains("##vso[") && !run.stderr.contains("##vso["),
            "{run}"
        );
    }
    let json = desk.odctl(&["groups", "list", "-o", "json"]).await;
    assert!(!json.stdout.contains("##vso["), "{json}");
    let groups = json.json();
    let mut groups = groups.as_array().unwrap().iter();
    assert!(groups.any(|group| group["name"] == name), "{json}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_sees_no_stage_gets_the_reason_instead_of_an_empty_list() {
    let desk = Desk::start().await;
    let stages: Vec<_> = desk.sandbox.stages().iter().map(|it| it.key).collect();
    let permissions = Permissions::default().with(Permission::OpenAssets, &stages);
    let blind = NewClient::named("blind").permissions(permissions);
    let blind = desk.sandbox.clients().create(blind).unwrap();
    let stages = "this API client may see no stage, which needs \"Stage > View stage\"\n";
    let deployed =
        "this API client may see no deployed asset, which needs \"Stage > View stage\"\n";
    for (arguments, code, said) in [
        (&["stages"][..], 0, stages.to_owned()),
        (
            &["where", "Booking Portal"],
            0,
            format!(
                "{stages}Booking Portal is not deployed in any stage that this API client may see\n"
            ),
        ),
        (
            &["promote", "Booking Portal", "--to", "Production"],
            5,
            format!("{deployed}error: there is no deployed asset \"Booking Portal\"\n"),
        ),
    ] {
        let mut command = desk.command(arguments);
        command
            .env("ODC_CLIENT_ID", blind.client_id())
            .env("ODC_CLIENT_SECRET", blind.client_secret());
        let run = desk.run(command, arguments, "").await;
        assert_eq!(
            (run.code, run.stderr.as_str()),
            (code, said.as_str()),
            "{run}"
        );
    }
}
