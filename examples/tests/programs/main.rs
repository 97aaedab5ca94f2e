//! Runs every program as a user does: with its own sandbox, and with the sandbox of the environment variables.

mod delivery;
mod settings;
mod sources;
mod support;

use std::path::Path;
use std::process::Command;

use odc_identity_v1::Client;
use odc_identity_v1::types::{MembershipType, User};
use odc_sandbox::{Pace, Sandbox};

use support::{Ran, program, run, run_at};

const FIRST_CALL: &str = env!("CARGO_BIN_EXE_first-call");
const ONBOARD_USERS: &str = env!("CARGO_BIN_EXE_onboard-users");
const AUDIT_ROLES: &str = env!("CARGO_BIN_EXE_audit-roles");
const OFFBOARD_USER: &str = env!("CARGO_BIN_EXE_offboard-user");
const DEPLOYED_ASSETS: &str = env!("CARGO_BIN_EXE_deployed-assets");
const DEPLOYED_ASSETS_V1: &str = env!("CARGO_BIN_EXE_deployed-assets-v1");
const STAGE_DRIFT: &str = env!("CARGO_BIN_EXE_stage-drift");
const QUICKSTART: &str = env!("CARGO_BIN_EXE_quickstart");
const PROMOTE: &str = env!("CARGO_BIN_EXE_promote");
const ROLLBACK: &str = env!("CARGO_BIN_EXE_rollback");
const IMPACT: &str = env!("CARGO_BIN_EXE_impact");
const SETTINGS: &str = env!("CARGO_BIN_EXE_settings");
const BACKUP_SOURCES: &str = env!("CARGO_BIN_EXE_backup-sources");

const PROGRAMS: [&str; 13] = [
    FIRST_CALL,
    ONBOARD_USERS,
    AUDIT_ROLES,
    OFFBOARD_USER,
    DEPLOYED_ASSETS,
    DEPLOYED_ASSETS_V1,
    STAGE_DRIFT,
    QUICKSTART,
    PROMOTE,
    ROLLBACK,
    IMPACT,
    SETTINGS,
    BACKUP_SOURCES,
];

/// Runs the first call with a sandbox that uses TLS, and with this file of certificates.
async fn first_call_with_tls(sandbox: &Sandbox, certificates: Option<&Path>) -> Ran {
    let mut command = program(FIRST_CALL, &[]);
    command
        .env("ODC_PORTAL_DOMAIN", sandbox.domain())
        .env("ODC_CLIENT_ID", sandbox.client_id())
        .env("ODC_CLIENT_SECRET", sandbox.client_secret())
        .env("NO_PROXY", "127.0.0.1");
    if let Some(file) = certificates {
        command.env("ODC_EXTRA_CA_CERTS", file);
    }
    let output = tokio::task::spawn_blocking(move || command.output()).await;
    let output = output.expect("nothing panics");
    output.expect("the program starts").into()
}

/// Arguments with which a program runs.
fn arguments<'a>(program: &str, email: &'a str, folder: &'a str) -> Vec<&'a str> {
    match program {
        OFFBOARD_USER => vec![email],
        QUICKSTART => vec!["--tenant"],
        PROMOTE => vec!["Booking Portal", "--to", "Production", "--apply"],
        // It needs the promotion before it.
        ROLLBACK => vec!["Booking Portal", "--in", "Production"],
        IMPACT => vec!["Order Desk", "--format", "dot"],
        SETTINGS => vec!["diff", "Order Desk", "Development", "Production"],
        BACKUP_SOURCES => vec![folder, "--name", "desk"],
        _ => vec![],
    }
}

async fn users(identity: &Client) -> Vec<User> {
    let mut users = Vec::new();
    let mut stream = identity.list_users().stream();
    while let Some(user) = stream.try_next().await.expect("a page of users") {
        users.push(user);
    }
    users
}

/// A user who has roles of both kinds, and belongs to a group.
async fn user_with_roles_and_groups(identity: &Client) -> User {
    for user in users(identity).await {
        let access = user
            .access
            .as_ref()
            .expect("the record has an access field");
        let both = access.has_application_roles == Some(true)
            && access.has_organization_roles == Some(true);
        if !both || user.email.is_none() {
            continue;
        }
        let groups = identity.list_user_groups(user.key);
        let groups = groups.membership_type(MembershipType::Assigned);
        let roles = identity.list_user_application_roles(user.key);
        let (groups, roles) = (groups.send().await, roles.send().await);
        let found = [
            groups.expect("groups").results.len(),
            roles.expect("roles").results.len(),
        ];
        if !found.contains(&0) {
            return user;
        }
    }
    panic!("the sandbox has no user with roles and groups");
}

#[test]
fn every_program_is_in_the_readme_and_in_these_tests() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).expect("a README");
    for file in std::fs::read_dir(root.join("src/bin")).expect("a folder") {
        let path = file.expect("a file").path();
        let name = path.file_stem().and_then(|name| name.to_str());
        let name = name.expect("a name");
        assert!(readme.contains(&format!("(src/bin/{name}.rs)")), "{name}");
        let is_run = |program: &&str| {
            Path::new(program)
                .file_stem()
                .is_some_and(|stem| stem == name)
        };
        assert!(PROGRAMS.iter().any(is_run), "{name}");
    }
}

#[test]
fn the_first_call_lists_ten_users() {
    let printed = run(FIRST_CALL, &[]).succeeded();
    assert_eq!(printed.lines().count(), 10, "{printed}");
    assert!(printed.contains("@acme.example"), "{printed}");
}

#[tokio::test]
async fn the_environment_names_the_authority_of_a_tenant_with_tls() {
    let sandbox = Sandbox::builder()
        .tls(true)
        .start()
        .await
        .expect("a sandbox");
    let file = sandbox.ca_file().expect("a file");
    let ran = first_call_with_tls(&sandbox, Some(file)).await;
    assert_eq!(ran.succeeded().lines().count(), 10);

    let error = first_call_with_tls(&sandbox, None).await.failed();
    assert!(
        error.contains("does not accept the server's certificate"),
        "{error}"
    );
    assert!(error.contains("ODC_EXTRA_CA_CERTS"), "{error}");

    let folder = tempfile::tempdir().expect("a folder");
    let none = folder.path().join("notes.txt");
    std::fs::write(&none, "no certificate").expect("the file is written");
    for (file, says) in [
        (none, "notes.txt: it holds no certificate"),
        (
            folder.path().join("missing.pem"),
            "missing.pem cannot be read",
        ),
        (folder.path().to_owned(), "cannot be read"),
    ] {
        let error = first_call_with_tls(&sandbox, Some(&file)).await.failed();
        assert!(error.starts_with("error: ODC_EXTRA_CA_CERTS: "), "{error}");
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn the_users_of_the_sample_are_created() {
    let printed = run(ONBOARD_USERS, &[]).succeeded();
    assert_eq!(
        printed.matches("@newcomers.example: created").count(),
        4,
        "{printed}"
    );
}

#[tokio::test]
async fn the_users_of_a_file_are_created_and_a_refusal_is_reported() {
    let sandbox = Sandbox::start().await.expect("a sandbox");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("people.csv");
    let rows = "email,name\nana@newcomers.example,Ana\nno address,Rui\n";
    std::fs::write(&file, rows).expect("the file is written");
    let file = file.to_str().expect("a path");

    let ran = run_at(&sandbox, ONBOARD_USERS, &[file]).await;
    assert!(
        ran.out.contains("ana@newcomers.example: created"),
        "{ran:?}"
    );
    assert!(ran.out.contains("no address: refused"), "{ran:?}");
    assert!(ran.err.contains("2 of 2 users, 1 refused"), "{ran:?}");
    assert_eq!(ran.failed(), "error: the service refused 1 of 2 users");

    let identity = Client::connect(&sandbox.tenant());
    let found = identity
        .list_users()
        .name_or_email_contains("ana@newcomers");
    let found = found.send().await.expect("a page").into_inner();
    assert_eq!(found.results[0].name.as_deref(), Some("Ana"));
}

#[tokio::test]
async fn an_interrupted_onboarding_can_be_resumed() {
    let sandbox = Sandbox::start().await.expect("a sandbox");
    let folder = tempfile::tempdir().expect("a folder");
    let rest = folder.path().join("rest.json");
    let rest = rest.to_str().expect("a path");
    sandbox.faults().on("create_users_in_bulk").status(400);

    let ran = run_at(&sandbox, ONBOARD_USERS, &["--unfinished", rest]).await;
    assert!(
        ran.out.contains("mei.chen@newcomers.example: not finished"),
        "{ran:?}"
    );
    let error = ran.failed();
    assert!(error.contains("4 users are left, see "), "{error}");
    assert!(error.contains("400 Bad Request"), "{error}");

    let printed = run_at(&sandbox, ONBOARD_USERS, &["--resume", rest])
        .await
        .succeeded();
    assert!(
        printed.contains("elif.kaya+odc@newcomers.example: created"),
        "{printed}"
    );
    let identity = Client::connect(&sandbox.tenant());
    let names = users(&identity)
        .await
        .into_iter()
        .filter_map(|user| user.name);
    assert_eq!(names.filter(|name| name == "Kaya, Elif").count(), 1);
}

/// 350 users as CSV.
fn many_users(folder: &Path) -> String {
    let file = folder.join("people.csv");
    let rows = (0..350).map(|n| format!("Newcomer {n},newcomer{n}@many.example\n"));
    let rows: String = ["name,email\n".to_owned()]
        .into_iter()
        .chain(rows)
        .collect();
    std::fs::write(&file, rows).expect("the file is written");
    file.to_str().expect("a path").to_owned()
}

#[cfg(unix)]
#[tokio::test]
async fn an_onboarding_that_is_killed_or_interrupted_loses_nothing() {
    for signal in ["-KILL", "-INT"] {
        let sandbox = Sandbox::start().await.expect("a sandbox");
        let folder = tempfile::tempdir().expect("a folder");
        let (people, state) = (many_users(folder.path()), folder.path().join("state.json"));
        let state = state.to_str().expect("a path");
        let mut command = program(ONBOARD_USERS, &[&people, "--unfinished", state]);
        command
            .env("ODC_PORTAL_DOMAIN", sandbox.domain())
            .env("ODC_CLIENT_ID", sandbox.client_id())
            .env("ODC_CLIENT_SECRET", sandbox.client_secret())
            .env("ODC_ALLOW_HTTP_LOOPBACK", "1")
            .stderr(std::process::Stdio::piped());
        let child = command.spawn().expect("the program starts");
        let is_under_way = || {
            let text = std::fs::read_to_string(state).unwrap_or_default();
            text.contains("inserted") && !text.contains("\"inFlight\": null")
        };
        while !is_under_way() {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        let mut kill = Command::new("kill");
        kill.arg(signal).arg(child.id().to_string());
        assert!(kill.status().expect("kill starts").success());
        let ended = tokio::task::spawn_blocking(|| child.wait_with_output()).await;
        let ended = ended.expect("nothing panics").expect("it ends");
        if signal == "-INT" {
            let error = String::from_utf8(ended.stderr).expect("text");
            assert!(
                error.contains("stopped by Ctrl-C; continue with --resume "),
                "{error}"
            );
        }

        let error = run_at(&sandbox, ONBOARD_USERS, &[&people, "--unfinished", state]).await;
        assert!(error.failed().contains("is there from an earlier run"));

        let printed = run_at(&sandbox, ONBOARD_USERS, &["--resume", state]).await;
        let printed = printed.succeeded();
        assert_eq!(printed.lines().count(), 350, "{printed}");
        assert!(!Path::new(state).exists(), "the file is removed");
        let identity = Client::connect(&sandbox.tenant());
        let mut created: Vec<_> = users(&identity).await;
        created.retain(|user| {
            user.email
                .as_ref()
                .is_some_and(|it| it.ends_with("@many.example"))
        });
        assert_eq!(created.len(), 350);
    }
}

#[test]
fn an_unknown_column_of_the_file_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("people.csv");
    std::fs::write(&file, "name,email,groups\nAna,ana@x.example,Sales\n").expect("it is written");
    let error = run(ONBOARD_USERS, &[file.to_str().expect("a path")]).failed();
    assert!(error.contains("cannot use `groups`"), "{error}");
}

#[test]
fn the_audit_shows_every_source_of_a_role() {
    let table = run(AUDIT_ROLES, &[]).succeeded();
    for source in ["| Direct ", "| GroupAssigned ", "| GroupMapped "] {
        assert!(table.contains(source), "{source} is missing");
    }
}

#[tokio::test]
async fn the_audit_reads_each_page_of_users_once_and_no_single_user() {
    let sandbox = Sandbox::builder().users(250).start().await;
    let sandbox = sandbox.expect("a sandbox");
    run_at(&sandbox, AUDIT_ROLES, &["--csv"]).await.succeeded();
    let journal = sandbox.journal();
    let paths = journal.iter().map(|entry| entry.path.as_str());
    let users: Vec<_> = paths.filter(|path| path.contains("/users")).collect();
    assert_eq!(users.len(), 3, "{users:?}");
}

#[tokio::test]
async fn the_audit_of_one_user_can_be_printed_as_csv() {
    let sandbox = Sandbox::start().await.expect("a sandbox");
    let user = user_with_roles_and_groups(&Client::connect(&sandbox.tenant())).await;
    let email = user.email.expect("the user has one");

    let arguments = ["--csv", "--user", &email];
    let printed = run_at(&sandbox, AUDIT_ROLES, &arguments).await.succeeded();
    let mut csv = csv::Reader::from_reader(printed.as_bytes());
    let rows: Vec<_> = csv.records().map(|row| row.expect("a row")).collect();
    assert!(!rows.is_empty(), "{printed}");
    assert!(rows.iter().all(|row| row[1] == email), "{printed}");
    assert!(rows.iter().any(|row| &row[5] == "Direct"), "{printed}");
}

#[tokio::test]
async fn offboarding_without_apply_changes_nothing() {
    let sandbox = Sandbox::start().await.expect("a sandbox");
    let identity = Client::connect(&sandbox.tenant());
    let before = user_with_roles_and_groups(&identity).await;
    let email = before.email.clone().expect("the user has one");

    sandbox.clear_journal();
    let printed = run_at(&sandbox, OFFBOARD_USER, &[&email]).await.succeeded();
    let journal = sandbox.journal();
    let calls = journal
        .iter()
        .filter(|entry| entry.path.starts_with("/api/"));
    assert_eq!(
        calls.count(),
        3,
        "the user with application roles, organization roles, groups"
    );
    for step in [
        "would deactivate",
        "would revoke application role",
        "would revoke organization role",
        "would leave group",
        "nothing was changed",
    ] {
        assert!(printed.contains(step), "{step}: {printed}");
    }
    assert!(!printed.contains("delete"), "{printed}");
    let after = identity
        .get_user(before.key)
        .send()
        .await
        .expect("the user");
    assert_eq!(after.into_inner(), before);
}

#[tokio::test]
async fn offboarding_removes_all_access() {
    let sandbox = Sandbox::start().await.expect("a sandbox");
    let identity = Client::connect(&sandbox.tenant());
    let user = user_with_roles_and_groups(&identity).await;
    let email = user.email.expect("the user has one").to_uppercase();

    run_at(&sandbox, OFFBOARD_USER, &[&email, "--apply"])
        .await
        .succeeded();

    let after = identity.get_user(user.key).send().await.expect("the user");
    assert_eq!(after.is_active, Some(false));
    let roles = identity.list_user_application_roles(user.key).send().await;
    assert!(roles.expect("roles").results.is_empty());
    let roles = identity.list_user_organization_roles(user.key).send().await;
    assert!(roles.expect("roles").results.is_empty());
    let groups = identity.list_user_groups(user.key);
    let groups = groups
        .membership_type(MembershipType::Assigned)
        .send()
        .await;
    assert!(groups.expect("groups").results.is_empty());

    run_at(&sandbox, OFFBOARD_USER, &[&email, "--apply", "--delete"])
        .await
        .succeeded();
    let deleted = identity.get_user(user.key).send().await;
    assert!(deleted.expect_err("the user is deleted").is_not_found());
    let error = run_at(&sandbox, OFFBOARD_USER, &[&email]).await.failed();
    assert!(error.contains("no user has the e-mail address"), "{error}");
}

#[test]
fn deployed_assets_have_a_column_for_each_stage() {
    let table = run(DEPLOYED_ASSETS, &[]).succeeded();
    let head = table.lines().next().expect("a head");
    let columns: Vec<_> = head.split('|').map(str::trim).collect();
    assert_eq!(
        columns[1..5],
        ["asset", "type", "Development", "Production"]
    );
    assert_eq!(table.lines().count(), 2 + 40, "{table}");

    let table = run(DEPLOYED_ASSETS, &["--name", "portal"]).succeeded();
    assert_eq!(table.lines().count(), 2 + 20, "{table}");
}

#[test]
fn drift_lists_missing_and_newer_assets() {
    let table = run(STAGE_DRIFT, &[]).succeeded();
    assert!(table.contains("| only in Development"), "{table}");
    assert!(table.contains("| newer in Development"), "{table}");
    let turned = run(STAGE_DRIFT, &["Production", "Development"]).succeeded();
    assert_eq!(turned.lines().count(), table.lines().count());
    assert!(turned.contains("| Production | Development | "), "{turned}");
}

#[tokio::test]
async fn a_stage_does_not_drift_from_itself() {
    let sandbox = Sandbox::builder()
        .stages(3)
        .start()
        .await
        .expect("a sandbox");
    let ran = run_at(&sandbox, STAGE_DRIFT, &["QA", "QA"]).await;
    assert!(ran.err.contains("0 assets differ, "), "{ran:?}");
    let error = run_at(&sandbox, STAGE_DRIFT, &["QA", "Moon"])
        .await
        .failed();
    assert_eq!(
        error,
        "error: there is no stage Moon; the stages are: Development, QA, Production"
    );
}

#[tokio::test]
async fn two_stages_with_the_same_name_are_distinguished_by_their_keys() {
    let sandbox = Sandbox::builder()
        .portfolios(2)
        .start()
        .await
        .expect("a sandbox");
    let error = run_at(&sandbox, STAGE_DRIFT, &[]).await.failed();
    let start = "error: the tenant has 2 portfolios; pass two stages of one: Development (";
    assert!(error.starts_with(start), "{error}");
    let error = run_at(&sandbox, STAGE_DRIFT, &["Development", "Production"])
        .await
        .failed();
    let start = "error: 2 portfolios have a stage Development; pass the key of one instead: ";
    assert!(error.starts_with(start), "{error}");
    let keys: Vec<_> = sandbox
        .stages()
        .iter()
        .map(|stage| stage.key.to_string())
        .collect();
    let ran = run_at(&sandbox, STAGE_DRIFT, &[&keys[2], &keys[3]]).await;
    assert!(ran.err.contains(" assets differ, "), "{ran:?}");
}

#[test]
fn the_quickstart_shows_users_stages_and_assets() {
    let printed = run(QUICKSTART, &[]).succeeded();
    for line in [
        "5 of 200 users",
        "2 stages",
        "5 of 40 assets",
        "signed in once: 1 token fetched",
    ] {
        assert!(printed.contains(line), "{line}: {printed}");
    }
}

#[test]
fn a_closed_pipe_does_not_fail_the_quickstart() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = program(QUICKSTART, &[]);
    let ran = command.stdout(writer).output().expect("it starts");
    Ran::from(ran).succeeded();
}

#[tokio::test]
async fn every_program_uses_the_tenant_of_the_environment() {
    let sandbox = Sandbox::builder()
        .users(5)
        .pace(Pace::instant())
        .start()
        .await
        .expect("a sandbox");
    let identity = Client::connect(&sandbox.tenant());
    let users = users(&identity).await;
    let email = users.iter().find_map(|user| user.email.as_deref());
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().to_str().expect("a path");
    for path in PROGRAMS {
        sandbox.clear_journal();
        let arguments = arguments(path, email.expect("a user has an address"), folder);
        let ran = run_at(&sandbox, path, &arguments).await;
        assert!(!ran.err.contains("sandbox"), "{ran:?}");
        ran.succeeded();
        assert!(!sandbox.journal().is_empty(), "{path} used another tenant");
    }
}

#[test]
fn an_incomplete_environment_is_a_one_line_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().to_str().expect("a path");
    for path in PROGRAMS {
        let arguments = arguments(path, "ana@acme.example", folder);
        let mut command = program(path, &arguments);
        command.env("ODC_PORTAL_DOMAIN", "acme.outsystems.dev");
        let ran = Ran::from(command.output().expect("the program starts"));
        let error = ran.failed();
        assert!(error.contains("ODC_CLIENT_ID"), "{error}");
    }
}

#[test]
fn wrong_arguments_are_a_one_line_error() {
    let wrong: [(&str, &[&str]); 11] = [
        (ONBOARD_USERS, &["no-such-file.csv"]),
        (AUDIT_ROLES, &["--no-such-flag"]),
        (OFFBOARD_USER, &[]),
        (OFFBOARD_USER, &["ana@acme.example", "--apply", "--dry-run"]),
        (STAGE_DRIFT, &["Development"]),
        (PROMOTE, &["Order Desk"]),
        (
            ROLLBACK,
            &["Order Desk", "--in", "QA", "--apply", "--dry-run"],
        ),
        (IMPACT, &["Order Desk"]),
        (IMPACT, &["Order Desk", "--delete", "--to", "QA"]),
        (SETTINGS, &[]),
        (BACKUP_SOURCES, &["folder", "--parallel", "0"]),
    ];
    for (path, arguments) in wrong {
        run(path, arguments).failed();
    }
    assert!(run(STAGE_DRIFT, &["--help"]).succeeded().contains("Usage:"));
}
