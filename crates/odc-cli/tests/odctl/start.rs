//! `whoami`, `doctor` and `explain`; and the sandbox whose state is saved between commands.

use std::process::Stdio;

use insta::assert_snapshot;
use odc_sandbox::{Credentials, NewClient, Permission, Permissions};
use tokio::io::{AsyncBufReadExt as _, BufReader};

use crate::support::{Desk, Run};

/// A client that sees both stages, but may deploy only to the first one.
fn deployer(desk: &Desk) -> Credentials {
    let stages: Vec<_> = desk
        .sandbox
        .stages()
        .iter()
        .map(|stage| stage.key)
        .collect();
    let permissions = Permissions::default()
        .with(Permission::ViewStage, &stages)
        .with(Permission::OpenAssets, &stages)
        .with(Permission::DeployAssets, &stages[..1]);
    let client = NewClient::named("deployer").permissions(permissions);
    desk.sandbox.clients().create(client).unwrap()
}

async fn as_client(desk: &Desk, client: &Credentials, arguments: &[&str]) -> Run {
    let mut command = desk.command(arguments);
    command
        .env("ODC_CLIENT_ID", client.client_id())
        .env("ODC_CLIENT_SECRET", client.client_secret());
    let mut run = desk.run(command, arguments, "").await;
    run.stderr = run.stderr.replace(client.client_id(), "CLIENT");
    run
}

#[tokio::test(flavor = "multi_thread")]
async fn whoami_finds_out_the_permissions_of_the_client() {
    let desk = Desk::start().await;
    let client = deployer(&desk);
    assert_snapshot!("whoami", as_client(&desk, &client, &["whoami"]).await);
    let json = as_client(&desk, &client, &["whoami", "-o", "json"])
        .await
        .json();
    assert_eq!(json["clientId"], client.client_id());
    assert!(
        desk.sandbox
            .journal()
            .iter()
            .all(|entry| entry.method == "GET" || entry.operation == Some("token"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoami_names_the_missing_permissions_for_a_task() {
    let desk = Desk::start().await;
    let client = deployer(&desk);
    let deploy = as_client(&desk, &client, &["whoami", "--needs", "deploy"]).await;
    assert_eq!(deploy.code, 0, "{deploy}");
    assert_snapshot!(
        "whoami-needs-promote",
        as_client(&desk, &client, &["whoami", "--needs", "promote"]).await
    );
    let production = as_client(
        &desk,
        &client,
        &["whoami", "--needs", "deploy", "--in", "Production"],
    )
    .await;
    assert_eq!(production.code, 3, "{production}");
    assert!(
        production
            .stderr
            .contains("Release management > Deploy assets"),
        "{production}"
    );
    assert_eq!(desk.odctl(&["whoami", "--needs", "promote"]).await.code, 0);
    assert_eq!(desk.odctl(&["whoami", "--needs", "nonsense"]).await.code, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_has_a_line_for_each_step() {
    let desk = Desk::start().await;
    let healthy = desk.odctl(&["doctor"]).await;
    assert_snapshot!(
        "doctor",
        healthy
            .to_string()
            .replace(desk.sandbox.client_id(), "CLIENT")
    );
    desk.sandbox
        .faults()
        .on("list_deployments")
        .always()
        .status(501);
    let ill = desk.odctl(&["doctor", "-o", "json"]).await;
    assert_eq!(ill.code, 1, "{ill}");
    let rows = ill.json();
    let broken: Vec<_> = rows
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["result"] == "failed")
        .map(|row| row["check"].clone())
        .collect();
    assert_eq!(broken, ["deployments-v1"]);
    let signed_out = desk
        .run(desk.signed_out(&["doctor"]), &["doctor"], "")
        .await;
    assert_eq!(signed_out.code, 3);
    assert!(signed_out.stdout.contains("not signed in"), "{signed_out}");
    assert_eq!(checks(&signed_out), checks(&healthy));
}

/// The names of the checks of a run.
fn checks(run: &Run) -> Vec<&str> {
    let lines = run.stdout.lines().skip(1);
    lines.filter_map(|line| line.split(' ').next()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_names_every_check_even_after_a_failed_one() {
    let desk = Desk::start().await;
    let healthy = desk.odctl(&["doctor"]).await;
    let with = async |name: &str, value: &str| {
        let mut command = desk.command(&["doctor"]);
        command.env(name, value);
        desk.run(command, &["doctor"], "").await
    };
    // Nothing listens on this port.
    let dead = with("ODC_PORTAL_DOMAIN", "http://127.0.0.1:9").await;
    let refused = with("ODC_CLIENT_SECRET", "wrong").await;
    for (run, code, failed, cause) in [
        (&dead, 1, "connection", "there is no connection"),
        (&refused, 3, "token", "there is no token"),
    ] {
        assert_eq!(run.code, code, "{run}");
        assert_eq!(checks(run), checks(&healthy), "{run}");
        let mut lines = run.stdout.lines();
        let words = |line: &str| line.split_whitespace().nth(1).map(ToOwned::to_owned);
        let line = lines.find(|line| line.starts_with(failed)).unwrap();
        assert_eq!(words(line).as_deref(), Some("failed"), "{run}");
        assert!(
            lines.all(|line| line.contains("not tried") && line.ends_with(cause)),
            "{run}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_explained_without_a_tenant() {
    let desk = Desk::start().await;
    let run = desk
        .run(
            desk.signed_out(&["explain", "OS-APPS-40021"]),
            &["explain", "OS-APPS-40021"],
            "",
        )
        .await;
    assert_snapshot!("explain", run);
    assert_snapshot!(
        "explain-unknown",
        desk.odctl(&["explain", "OS-DPL-40499"]).await
    );
    assert!(
        desk.odctl(&["explain", "--list", "-o", "csv"])
            .await
            .stdout
            .lines()
            .count()
            > 10
    );
    assert_eq!(desk.odctl(&["explain"]).await.code, 2);
}

/// A sandbox of the program itself, without a tenant and without credentials in the environment.
async fn embedded(desk: &Desk, arguments: &[&str]) -> Run {
    let arguments = [&["--sandbox"], arguments].concat();
    desk.run(desk.signed_out(&arguments), &arguments, "").await
}

/// The e-mail addresses of all users of that sandbox.
async fn emails(desk: &Desk) -> String {
    let users = [
        "api",
        "list-users",
        "--all",
        "-o",
        "csv",
        "--columns",
        "email",
    ];
    embedded(desk, &users).await.stdout
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sandbox_needs_no_settings_and_keeps_changes_for_the_next_command() {
    let desk = Desk::start().await;
    assert_snapshot!(
        "sandbox-diff",
        embedded(
            &desk,
            &[
                "diff",
                "Development",
                "Production",
                "--columns",
                "asset,behind"
            ]
        )
        .await
    );
    let create = [
        "api",
        "create-user",
        "--email",
        "ana@acme.com",
        "--name",
        "Ana",
    ];
    let created = embedded(&desk, &create).await;
    assert_eq!(created.code, 0, "{created}");
    assert!(emails(&desk).await.contains("ana@acme.com"));

    let reset = ["sandbox", "reset"];
    assert_eq!(desk.run(desk.signed_out(&reset), &reset, "").await.code, 0);
    assert!(!emails(&desk).await.contains("ana@acme.com"));
    assert!(
        desk.sandbox.journal().is_empty(),
        "the tenant of the environment was not asked"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_in_the_sandbox_continues_between_two_commands() {
    let desk = Desk::start().await;
    let assets = embedded(&desk, &["assets", "--deployable", "-o", "json"])
        .await
        .json();
    let key = assets[0]["assetKey"].as_str().unwrap().to_owned();
    let revision = assets[0]["revision"].to_string();
    let start = [
        "api",
        "start-build",
        "--asset-key",
        &key,
        "--asset-revision",
        &revision,
        "--build-type",
        "Debug",
        "-o",
        "json",
    ];
    let started = embedded(&desk, &start).await.json();
    let build = started["buildKey"].as_str().unwrap().to_owned();
    let read = embedded(&desk, &["api", "get-build", &build, "-o", "json"]).await;
    assert_eq!(read.code, 0, "{read}");
    assert_eq!(read.json()["buildKey"], build.as_str());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_with_an_expired_secret_can_still_be_used() {
    let desk = Desk::start().await;
    let folder = desk.home.path().join("cache/odctl/sandbox");
    std::fs::create_dir_all(&folder).unwrap();
    let days = |days: u64| std::time::Duration::from_secs(days * 24 * 3600);
    desk.sandbox.clock().advance(days(200));
    desk.sandbox
        .snapshot()
        .save(folder.join("tenant.json"))
        .unwrap();
    let run = embedded(&desk, &["stages"]).await;
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_sandbox_says_how_to_reset_it() {
    let desk = Desk::start().await;
    let folder = desk.home.path().join("cache/odctl/sandbox");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("tenant.json"), "{").unwrap();
    let run = embedded(&desk, &["stages"]).await;
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stderr.contains("odctl sandbox reset"), "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_commands_use_the_sandbox_one_after_the_other() {
    let desk = Desk::start().await;
    let create = |email: &'static str| {
        let desk = &desk;
        async move {
            embedded(
                desk,
                &["api", "create-user", "--email", email, "--name", "Ana"],
            )
            .await
        }
    };
    let (one, two) = tokio::join!(create("one@acme.com"), create("two@acme.com"));
    assert_eq!((one.code, two.code), (0, 0), "{one}\n{two}");
    let emails = emails(&desk).await;
    assert!(
        emails.contains("one@acme.com") && emails.contains("two@acme.com"),
        "{emails}"
    );
}

/// A server for agents runs for hours. In the meantime, a user looks at its work.
#[tokio::test(flavor = "multi_thread")]
async fn commands_use_the_sandbox_of_a_server_that_keeps_running() {
    let desk = Desk::start().await;
    let mut server = desk
        .signed_out(&["--sandbox", "mcp"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let holder = desk.home.path().join("cache/odctl/sandbox/holder.json");
    while !std::fs::read_to_string(&holder).is_ok_and(|text| text.contains("domain")) {
        tokio::task::yield_now().await;
    }
    let created = embedded(&desk, &["users", "create", "ana@new.test"]).await;
    assert_eq!(
        (created.code, created.stderr.as_str()),
        (0, ""),
        "{created}"
    );
    let reset = ["sandbox", "reset"];
    let refused = desk.run(desk.signed_out(&reset), &reset, "").await;
    let line = format!(
        "error: another odctl (process {}) uses the sandbox and stays; nothing was reset; end it, and give the command again\n",
        server.id().unwrap()
    );
    assert_eq!((refused.code, refused.stderr.as_str()), (1, line.as_str()));
    assert!(emails(&desk).await.contains("ana@new.test"));
    drop(server.stdin.take());
    assert_eq!(server.wait().await.unwrap().code(), Some(0));
    assert!(
        emails(&desk).await.contains("ana@new.test"),
        "the server has kept it"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_for_the_sandbox_names_the_process_that_uses_it() {
    let desk = Desk::start().await;
    let folder = desk.home.path().join("cache/odctl/sandbox");
    assert_eq!(embedded(&desk, &["stages"]).await.code, 0);
    let lock = std::fs::File::options()
        .write(true)
        .open(folder.join("lock"))
        .unwrap();
    lock.lock().unwrap();
    std::fs::write(folder.join("holder.json"), r#"{"process": 4711}"#).unwrap();
    let mut waiting = desk
        .signed_out(&["--sandbox", "stages"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(waiting.stderr.take().unwrap())
        .read_line(&mut line)
        .await
        .unwrap();
    let said = "another odctl (process 4711) uses the sandbox; waiting for it to end\n";
    assert_eq!(line, said);
    lock.unlock().unwrap();
    assert_eq!(waiting.wait().await.unwrap().code(), Some(0));
}

/// A server that was killed leaves its address. A command that comes after another one has taken the lock does not
/// use it.
#[tokio::test(flavor = "multi_thread")]
async fn the_address_of_a_server_that_was_killed_is_not_used() {
    let desk = Desk::start().await;
    let folder = desk.home.path().join("cache/odctl/sandbox");
    assert_eq!(embedded(&desk, &["stages"]).await.code, 0);
    let dead = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let domain = dead.local_addr().unwrap();
    drop(dead);
    let access = format!(r#"{{"domain": "{domain}", "client_id": "a", "client_secret": "b"}}"#);
    let holder = format!(r#"{{"process": 4711, "access": {access}}}"#);
    std::fs::write(folder.join("holder.json"), holder).unwrap();
    let mut options = std::fs::File::options();
    let lock = options.write(true).open(folder.join("lock")).unwrap();
    lock.lock().unwrap();
    let mut waiting = desk
        .signed_out(&["--sandbox", "stages"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut stderr = BufReader::new(waiting.stderr.take().unwrap());
    stderr.read_line(&mut line).await.unwrap();
    assert!(line.ends_with("waiting for it to end\n"), "{line}");
    lock.unlock().unwrap();
    assert_eq!(waiting.wait().await.unwrap().code(), Some(0));
}
