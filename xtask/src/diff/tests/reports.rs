//! How the difference reads, and what the command ends with.

use serde_json::{Value, json};

use super::*;

#[test]
fn the_report_names_class_operation_and_place() {
    let mut new = renamed("ThingPatchRequest", "PatchThingRequest");
    set(&mut new, &format!("{ANSWER}/size"), Value::Null);
    set(
        &mut new,
        "/paths/~1invitations",
        json!({"post": {"responses": {"204": {}}}}),
    );
    set(
        &mut new,
        "/components/schemas/Kind/enum",
        json!(["SAME_STAGE", "Big", "Small"]),
    );
    let changes = compare(&document(&things()), &document(&new));
    insta::assert_snapshot!("text", report::text("old.json", "new.json", &changes));
    insta::assert_snapshot!("json", report::json("old.json", "new.json", &changes));
}

#[test]
fn the_exit_code_tells_whether_anything_breaks() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, root: &Value| {
        let path = folder.path().join(name);
        // As published: with a byte order mark and CRLF.
        let text = serde_json::to_string_pretty(root)
            .unwrap()
            .replace('\n', "\r\n");
        std::fs::write(&path, format!("\u{feff}{text}")).unwrap();
        path
    };
    let mut new = things();
    set(&mut new, PATCH, Value::Null);
    let (old, new) = (write("old.json", &things()), write("new.json", &new));
    let run = |old: &PathBuf, new: &PathBuf| {
        let (old, new, json) = (old.clone(), new.clone(), false);
        super::run(&DiffArgs { old, new, json }, &mut Vec::new()).unwrap()
    };
    assert_eq!(run(&old, &new), Outcome::Stale);
    assert_eq!(run(&new, &old), Outcome::Fresh);
    let other = write("other.json", &json!({"openapi": "3.1.0"}));
    let refused = read(&other).unwrap_err().to_string();
    assert!(
        refused.contains("OpenAPI 3.1.0 is not supported"),
        "{refused}"
    );
}
