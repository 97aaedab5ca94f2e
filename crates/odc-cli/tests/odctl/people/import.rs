//! An import does what its file says, once, however often it is stopped.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use insta::assert_snapshot;
use odc_sandbox::Sandbox;
use serde_json::Value;
use tokio::io::AsyncReadExt as _;

use super::{roles, small, some_user, text};
use crate::support::{Desk, Run};

/// Writes a file into the home folder of the user.
fn file(desk: &Desk, name: &str, content: &str) -> PathBuf {
    let path = desk.home.path().join(name);
    std::fs::write(&path, content).unwrap();
    path
}

async fn import(desk: &Desk, path: &Path, more: &[&str]) -> Run {
    let mut arguments = vec!["users", "import", path.to_str().unwrap()];
    arguments.extend(more);
    desk.odctl(&arguments).await
}

/// What was printed, without the folder of this test.
fn plain(desk: &Desk, run: &Run) -> String {
    let folder = format!("{}/", desk.home.path().display());
    run.to_string().replace(&folder, "")
}

fn outcomes(run: &Run) -> Vec<(String, String)> {
    let json = run.json();
    let rows = json.as_array().unwrap().iter();
    rows.map(|row| (text(&row["change"]), text(&row["outcome"])))
        .collect()
}

async fn number_of_users(desk: &Desk) -> usize {
    let users = desk
        .odctl(&["users", "list", "--all", "-o", "json"])
        .await
        .json();
    users.as_array().unwrap().len()
}

const WRITES: [&str; 4] = [
    "create_users_in_bulk",
    "update_user",
    "grant_application_role",
    "modify_group_users",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_shows_what_differs_and_the_import_does_it_once() {
    let desk = small().await;
    let known = some_user(&desk).await;
    let (role, group) = (roles(&desk).await.remove(0), {
        let groups = desk.odctl(&["groups", "list", "-o", "json"]).await.json();
        format!("{}/{}", text(&groups[0]["stage"]), text(&groups[0]["name"]))
    });
    let path = file(
        &desk,
        "people.csv",
        &format!(
            "email,name,active,roles,groups\nana@new.test,Ana,true,{role},{group}\n{},Renamed,,,\n",
            text(&known["email"])
        ),
    );
    desk.sandbox.clear_journal();
    let dry = import(&desk, &path, &["--dry-run"]).await;
    assert_snapshot!("import-dry-run", plain(&desk, &dry));
    assert!(!desk.calls().iter().any(|call| WRITES.contains(call)));

    let run = import(&desk, &path, &[]).await;
    assert_snapshot!("import", plain(&desk, &run));
    let shown = desk
        .odctl(&[
            "users",
            "show",
            "ana@new.test",
            "--columns",
            "roles,groups",
            "-o",
            "csv",
        ])
        .await;
    let line = shown.stdout.lines().nth(1).unwrap_or_default();
    assert!(
        line.contains(&format!("{role} (direct)")) && line.contains(&group),
        "{shown}"
    );
    let renamed = desk
        .odctl(&["users", "show", &text(&known["key"]), "-o", "json"])
        .await
        .json();
    assert_eq!(renamed["user"]["name"], "Renamed");

    desk.sandbox.clear_journal();
    let again = import(&desk, &path, &["-o", "json"]).await;
    assert_eq!(
        (again.code, again.json()),
        (0, Value::Array(Vec::new())),
        "{again}"
    );
    assert_eq!(again.stderr, "nothing differs from today\n");
    assert!(!desk.calls().iter().any(|call| WRITES.contains(call)));
}

#[tokio::test(flavor = "multi_thread")]
async fn workbooks_are_read_as_office_programs_write_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/odctl/people");
    for name in ["people.xlsx", "people.ods"] {
        let desk = small().await;
        let run = import(&desk, &folder.join(name), &["--dry-run", "-o", "json"]).await;
        let rows = run.json();
        let lines: Vec<_> = rows
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["line"].as_u64().unwrap(), text(&row["user"])))
            .collect();
        let expected = [
            (2, "ana@sheet.test".to_owned()),
            (4, "rui@sheet.test".to_owned()),
        ];
        assert_eq!(lines, expected, "{name} {run}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_users_export_writes_differs_in_nothing() {
    let desk = small().await;
    let export = desk.odctl(&["users", "export", "-o", "csv"]).await;
    assert_eq!(export.code, 0, "{export}");
    assert!(
        export
            .stdout
            .lines()
            .any(|line| line.matches('/').count() >= 2),
        "{export}"
    );
    let groups = desk
        .odctl(&["users", "export", "--columns", "groups", "-o", "json"])
        .await
        .json();
    let mut groups = groups.as_array().unwrap().iter();
    assert!(groups.any(|row| text(&row["groups"]).contains("Development/Accounting")));
    let path = file(&desk, "people.csv", &export.stdout);
    let run = import(&desk, &path, &["--dry-run", "-o", "json"]).await;
    assert_eq!(
        (run.code, run.json()),
        (0, Value::Array(Vec::new())),
        "{run}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_is_named_by_line_and_column_before_anything_is_sent() {
    let desk = small().await;
    let path = file(
        &desk,
        "people.csv",
        "email,name,active,roles\nana@new.test,Ana,perhaps,\nrui,Rui,,\nmei@new.test,Mei,,Nowhere/Nothing/Nobody of all\n",
    );
    let run = import(&desk, &path, &[]).await;
    assert_snapshot!("import-wrong-lines", plain(&desk, &run));
    assert!(!desk.calls().iter().any(|call| WRITES.contains(call)));
    let missing = import(&desk, &desk.home.path().join("none.csv"), &[]).await;
    assert_eq!(missing.code, 2, "{missing}");
    let column = file(&desk, "column.csv", "email,phone\na@x.test,1\n");
    let run = import(&desk, &column, &[]).await;
    assert_eq!(run.code, 2, "{run}");
    assert!(
        run.stderr
            .contains("line 1, column 2: there is no column \"phone\""),
        "{run}"
    );
    let sheet = file(&desk, "people.xlsx", "no workbook");
    assert_eq!(import(&desk, &sheet, &[]).await.code, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_service_refuses_some_the_others_are_there_and_the_code_is_7() {
    let desk = small().await;
    let path = file(
        &desk,
        "people.csv",
        "email,provider,subject\nana@new.test,,\nrui@new.test,00000000-0000-4000-8000-000000000001,s\n",
    );
    let run = import(&desk, &path, &["-o", "json"]).await;
    assert_eq!(run.code, 7, "{run}");
    let pair = |change: &str, outcome: &str| (change.to_owned(), outcome.to_owned());
    assert_eq!(
        outcomes(&run),
        [pair("create", "done"), pair("create", "failed")]
    );
    assert!(!run.json()[1]["message"].as_str().unwrap().is_empty());
    assert!(!state_of(&path).exists());
}

fn state_of(path: &Path) -> PathBuf {
    PathBuf::from(format!("{}.import-state.json", path.display()))
}

/// A file of this many new people, of whom the first gets a role.
fn many(desk: &Desk, role: &str, count: usize) -> PathBuf {
    let mut text = format!("email,name,roles\nperson0@new.test,Person 0,{role}\n");
    for number in 1..count {
        let line = format!("person{number}@new.test,Person {number},\n");
        text.push_str(&line);
    }
    file(desk, "many people.csv", &text)
}

/// Starts an import, and kills it as soon as the operation has been called.
async fn kill_at(desk: &Desk, path: &Path, operation: &'static str) {
    desk.sandbox
        .faults()
        .on(operation)
        .latency(Duration::from_secs(120));
    let mut child = desk
        .command(&["users", "import", path.to_str().unwrap()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while !desk.calls().contains(&operation) {
        assert!(
            child.try_wait().unwrap().is_none(),
            "it has ended without {operation}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    child.kill().await.unwrap();
    desk.sandbox.faults().clear();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_is_killed_goes_on_and_creates_nobody_twice() {
    let sandbox = Sandbox::builder().users(12).assets(6).revisions(3);
    for operation in ["get_bulk_user_operation", "grant_application_role"] {
        let desk = Desk::with(sandbox.clone().start().await.unwrap());
        let before = number_of_users(&desk).await;
        let role = roles(&desk).await.remove(0);
        let path = many(&desk, &role, 150);
        kill_at(&desk, &path, operation).await;
        let anew = import(&desk, &path, &[]).await;
        assert_eq!(anew.code, 2, "{anew}");
        let state = state_of(&path);
        let advice = format!("odctl users import --resume '{}' goes on", state.display());
        assert!(anew.stderr.contains(&advice), "{anew}");

        let run = desk
            .odctl(&[
                "users",
                "import",
                "--resume",
                state.to_str().unwrap(),
                "-o",
                "json",
            ])
            .await;
        assert_eq!(run.code, 0, "{operation} {run}");
        let outcomes = outcomes(&run);
        assert_eq!(outcomes.len(), 151);
        assert!(
            outcomes.iter().all(|(_, outcome)| outcome == "done"),
            "{run}"
        );
        assert_eq!(number_of_users(&desk).await, before + 150, "{operation}");
        let calls = desk.calls();
        let sent = calls.iter().filter(|call| **call == "create_users_in_bulk");
        assert_eq!(sent.count(), 2, "{operation}");
        assert!(!state.exists());
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn sigint_says_how_an_import_goes_on_and_its_state_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let desk = small().await;
    let path = file(&desk, "people.csv", "email\nana@new.test\n");
    desk.sandbox
        .faults()
        .on("get_bulk_user_operation")
        .latency(Duration::from_secs(120));
    let mut child = desk
        .command(&["users", "import", path.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while !desk.calls().contains(&"get_bulk_user_operation") {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let pid = child.id().unwrap().to_string();
    assert!(
        std::process::Command::new("kill")
            .args(["-INT", &pid])
            .status()
            .unwrap()
            .success()
    );
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .await
        .unwrap();
    assert_eq!(child.wait().await.unwrap().code(), Some(130), "{said}");
    let state = state_of(&path);
    let advice = format!("odctl users import --resume {} goes on", state.display());
    assert!(said.contains(&advice), "{said}");
    assert_eq!(
        std::fs::metadata(&state).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_the_service_stops_says_how_it_goes_on_and_does() {
    let desk = small().await;
    let role = roles(&desk).await.remove(0);
    let path = many(&desk, &role, 2);
    desk.sandbox
        .faults()
        .on("grant_application_role")
        .always()
        .status(501);
    let run = import(&desk, &path, &[]).await;
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run}");
    assert!(run.stderr.contains("odctl users import --resume"), "{run}");
    desk.sandbox.faults().clear();
    let state = state_of(&path);
    let resume = ["users", "import", "--resume", state.to_str().unwrap()];
    assert_eq!(desk.odctl(&resume).await.code, 0);

    // The state of another tenant is refused.
    let other = small().await;
    desk.sandbox
        .faults()
        .on("grant_application_role")
        .always()
        .status(501);
    let path = file(
        &desk,
        "more.csv",
        &format!("email,roles\nmore@new.test,{role}\n"),
    );
    assert_eq!(import(&desk, &path, &[]).await.code, 1);
    let state = state_of(&path);
    let foreign = other
        .odctl(&["users", "import", "--resume", state.to_str().unwrap()])
        .await;
    assert_eq!(foreign.code, 2, "{foreign}");
    assert!(foreign.stderr.contains("choose its profile"), "{foreign}");
    let none = other
        .odctl(&["users", "import", "--resume", "none.json"])
        .await;
    assert_eq!(none.code, 5, "{none}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_permission_stops_an_import_which_goes_on_when_it_is_there() {
    let desk = small().await;
    let role = roles(&desk).await.remove(0);
    let path = many(&desk, &role, 2);
    desk.sandbox
        .faults()
        .on("grant_application_role")
        .status(403);
    let run = import(&desk, &path, &[]).await;
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{run}");
    let state = state_of(&path);
    let resume = [
        "users",
        "import",
        "--resume",
        state.to_str().unwrap(),
        "-o",
        "json",
    ];
    let run = desk.odctl(&resume).await;
    let done = outcomes(&run).iter().all(|(_, outcome)| outcome == "done");
    assert!(run.code == 0 && done, "{run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_people_of_a_file_are_looked_up_with_the_fewest_requests() {
    let desk = Desk::start().await;
    for (people, pages) in [(1, 1), (2, 2), (5, 2)] {
        let mut text = "email\n".to_owned();
        for number in 0..people {
            let line = format!("person{number}@new.test\n");
            text.push_str(&line);
        }
        let path = file(&desk, "people.csv", &text);
        desk.sandbox.clear_journal();
        let run = import(&desk, &path, &["--dry-run"]).await;
        assert_eq!(run.code, 0, "{run}");
        assert_eq!(desk.calls(), vec!["list_users"; pages], "{people}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_429_during_an_import_is_waited_out() {
    let desk = small().await;
    let role = roles(&desk).await.remove(0);
    let path = many(&desk, &role, 3);
    for operation in ["create_users_in_bulk", "grant_application_role"] {
        desk.sandbox
            .faults()
            .on(operation)
            .status_with_retry_after(429, Duration::from_secs(1));
    }
    let run = import(&desk, &path, &["-o", "json"]).await;
    assert_eq!(run.code, 0, "{run}");
    assert!(
        outcomes(&run).iter().all(|(_, outcome)| outcome == "done"),
        "{run}"
    );
}
