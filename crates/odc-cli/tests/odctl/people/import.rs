//! An import makes the changes of its file once, even if it is stopped several times.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use serde_json::Value;

use super::{roles, small, some_user, text};
use crate::support::{Desk, Run};

/// Writes a file into the home folder of the user.
pub(super) fn file(desk: &Desk, name: &str, content: &str) -> PathBuf {
    let path = desk.home.path().join(name);
    std::fs::write(&path, content).unwrap();
    path
}

pub(super) async fn import(desk: &Desk, path: &Path, more: &[&str]) -> Run {
    let mut arguments = vec!["users", "import", path.to_str().unwrap()];
    arguments.extend(more);
    desk.odctl(&arguments).await
}

/// The printed text, without the folder of this test.
fn plain(desk: &Desk, run: &Run) -> String {
    let folder = format!("{}/", desk.home.path().display());
    run.to_string().replace(&folder, "")
}

pub(super) fn outcomes(run: &Run) -> Vec<(String, String)> {
    let json = run.json();
    let rows = json.as_array().unwrap().iter();
    rows.map(|row| (text(&row["change"]), text(&row["outcome"])))
        .collect()
}

const WRITES: [&str; 4] = [
    "create_users_in_bulk",
    "update_user",
    "grant_application_role",
    "modify_group_users",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_shows_the_differences_and_the_import_makes_them_once() {
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
async fn a_file_of_users_export_has_no_differences() {
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
async fn every_mistake_is_reported_with_line_and_column_before_anything_is_sent() {
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
async fn when_the_service_refuses_some_users_the_others_are_created_and_the_exit_code_is_7() {
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

pub(super) fn state_of(path: &Path) -> PathBuf {
    PathBuf::from(format!("{}.import-state.json", path.display()))
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
