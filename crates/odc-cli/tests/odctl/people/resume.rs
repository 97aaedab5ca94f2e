//! An import that was stopped in any way can continue, and makes no change twice.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use odc_sandbox::Sandbox;
use tokio::io::AsyncReadExt as _;

use super::import::{file, import, outcomes, state_of};
use super::{roles, small};
use crate::support::{Desk, Run, program};

async fn number_of_users(desk: &Desk) -> usize {
    let users = desk
        .odctl(&["users", "list", "--all", "-o", "json"])
        .await
        .json();
    users.as_array().unwrap().len()
}

/// A file with this many new people. The first one gets a role.
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
async fn an_import_that_was_killed_continues_and_creates_nobody_twice() {
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
        let advice = format!(
            "odctl users import --resume '{}' continues",
            state.display()
        );
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
async fn after_sigint_the_message_says_how_to_continue_and_only_the_owner_can_read_the_state() {
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
    let advice = format!("odctl users import --resume {} continues", state.display());
    assert!(said.contains(&advice), "{said}");
    assert_eq!(
        std::fs::metadata(&state).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_the_service_stops_says_how_to_continue_and_can_continue() {
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
    assert_eq!(none.code, 2, "{none}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_into_the_sandbox_continues_although_its_address_has_changed() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("state.json");
    let user = r#"{"email":"ana@new.test"}"#;
    let step = format!(
        r#"{{"line":2,"email":"ana@new.test","user":null,"change":{{"Create":{user}}},"outcome":null}}"#
    );
    let state =
        format!(r#"{{"tenant":"the sandbox","users":{{"notSent":[{user}]}},"steps":[{step}]}}"#);
    std::fs::write(&path, state).unwrap();
    let file = path.to_str().unwrap();
    let arguments = [
        "--sandbox",
        "users",
        "import",
        "--resume",
        file,
        "-o",
        "json",
    ];
    let output = program(home.path(), &arguments).output().await.unwrap();
    let run = Run::new(&arguments, output, "-");
    assert_eq!(
        (run.code, outcomes(&run)),
        (0, vec![("create".to_owned(), "done".to_owned())]),
        "{run}"
    );
    let arguments = ["--sandbox", "users", "show", "ana@new.test", "-o", "json"];
    let output = program(home.path(), &arguments).output().await.unwrap();
    let run = Run::new(&arguments, output, "-");
    assert_eq!(run.json()["user"]["email"], "ana@new.test");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_permission_stops_an_import_which_continues_after_it_is_granted() {
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

#[tokio::test(flavor = "multi_thread")]
async fn two_imports_cannot_continue_with_the_same_state() {
    let desk = small().await;
    let path = file(&desk, "people.csv", "email\nana@new.test\n");
    let state = state_of(&path);
    desk.sandbox
        .faults()
        .on("get_bulk_user_operation")
        .latency(Duration::from_secs(120));
    let mut child = desk
        .command(&["users", "import", path.to_str().unwrap()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while !desk.calls().contains(&"get_bulk_user_operation") {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    desk.sandbox.clear_journal();
    let resume = ["users", "import", "--resume", state.to_str().unwrap()];
    for run in [desk.odctl(&resume).await, import(&desk, &path, &[]).await] {
        assert_eq!((run.code, run.stderr.lines().count()), (2, 1), "{run}");
        assert!(run.stderr.contains("another odctl imports by"), "{run}");
    }
    assert_eq!(desk.calls(), [""; 0]);
    // A dry run changes nothing, so it needs no turn.
    let look = desk.odctl(&[&resume[..], &["--dry-run"]].concat()).await;
    assert_eq!(look.code, 0, "{look}");
    child.kill().await.unwrap();
    desk.sandbox.faults().clear();
    let run = desk.odctl(&resume).await;
    assert_eq!(run.code, 0, "{run}");
    let left = std::fs::read_dir(path.parent().unwrap()).unwrap();
    let left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
    let is_left = |name: &std::ffi::OsString| name.to_string_lossy().contains("import-state");
    assert!(!left.iter().any(is_left), "{left:?}");
}
