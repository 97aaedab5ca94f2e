//! How the difference reads, what the command ends with, and what it refuses.

use clap::CommandFactory as _;
use serde_json::{Value, json};
use std::fs;

use super::*;

/// The things as a later revision has them: a change of most kinds.
fn revised() -> Value {
    let mut new = renamed("ThingPatchRequest", "PatchThingRequest");
    let request = "/components/schemas/PatchThingRequest/properties";
    for (pointer, value) in [
        (format!("{ANSWER}/size"), Value::Null),
        (format!("{ANSWER}/parts/description"), json!("Parts of it.")),
        (
            "/components/schemas/Kind/enum".to_owned(),
            json!(["SAME_STAGE", "Big", "Small"]),
        ),
        (format!("{request}/name/maxLength"), json!(40)),
        (
            format!("{request}/owner"),
            json!({"$ref": "#/components/schemas/Kind"}),
        ),
        (format!("{GET}/parameters/0/explode"), json!(false)),
        (format!("{GET}/deprecated"), json!(true)),
        (
            format!("{GET}/responses/409"),
            json!({"description": "No."}),
        ),
        ("/info/version".to_owned(), json!("v1.1")),
        ("/security".to_owned(), json!([{"bearer": []}])),
        (
            "/components/securitySchemes".to_owned(),
            json!({"bearer": {"type": "http", "scheme": "bearer"}}),
        ),
        (
            "/paths/~1invitations".to_owned(),
            json!({"post": {"responses": {"204": {}}}}),
        ),
    ] {
        set(&mut new, &pointer, value);
    }
    new
}

#[test]
fn the_report_names_class_operation_and_place() {
    let changes = compare(&document(&things()), &document(&revised()));
    insta::assert_snapshot!("text", report::text("old.json", "new.json", &changes));
    insta::assert_snapshot!("json", report::json("old.json", "new.json", &changes));
}

#[test]
fn the_report_of_no_change_says_so() {
    let text = report::text("old.json", "new.json", &[]);
    assert_eq!(
        text,
        "old.json -> new.json: no difference for a client\n0 breaking, 0 additive, 0 text\n"
    );
}

#[test]
fn of_many_texts_the_first_are_shown_and_the_rest_counted() {
    let new = after_words(30);
    let changes = compare(&document(&things()), &document(&new));
    let text = report::lines(&changes);
    assert_eq!(text.lines().count(), 21, "{text}");
    assert!(
        text.ends_with("  text      … and 10 texts more (`diff --json` lists all)\n"),
        "{text}"
    );
    let json = report::json("old.json", "new.json", &changes);
    assert_eq!(json.matches("\"class\": \"text\"").count(), 30);
}

/// The things with so many members that say nothing to a client.
fn after_words(count: usize) -> Value {
    let mut new = things();
    for i in 0..count {
        new["info"][format!("x-word-{i}")] = json!("A word.");
    }
    new
}

#[test]
fn the_help_teaches_classes_codes_and_json() {
    let mut command = crate::cli::Cli::command();
    command.build();
    let help = command
        .find_subcommand_mut("diff")
        .unwrap()
        .render_long_help();
    insta::assert_snapshot!("help", help.to_string());
}

#[test]
fn the_help_names_every_word_of_the_json() {
    let mut command = crate::cli::Cli::command();
    command.build();
    let help = command
        .find_subcommand_mut("diff")
        .unwrap()
        .render_long_help()
        .to_string();
    let words = help.split(|c: char| !c.is_alphanumeric() && c != '-');
    let known: std::collections::HashSet<&str> = words.collect();
    let (old, new) = (document(&things()), document(&revised()));
    for change in [compare(&old, &new), compare(&new, &old)].concat() {
        let json = serde_json::to_value(&change).unwrap();
        for (key, value) in json.as_object().unwrap() {
            assert!(known.contains(&**key), "{key}");
            if ["class", "element", "event", "side"].contains(&&**key) {
                assert!(known.contains(value.as_str().unwrap()), "{value}");
            }
        }
    }
}

struct Files(tempfile::TempDir);

impl Files {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// What the command prints and ends with; of a refusal its line, without the name of the folder.
    fn run(&self, old: &Path, new: &Path) -> (String, std::result::Result<Outcome, String>) {
        let (old, new, json) = (old.to_owned(), new.to_owned(), false);
        let mut out = Vec::new();
        let ended = super::run(&DiffArgs { old, new, json }, &mut out);
        let folder = format!("{}/", self.0.path().display());
        let plain = |text: String| text.replace(&folder, "");
        let said = plain(String::from_utf8(out).unwrap());
        (said, ended.map_err(|problem| plain(problem.to_string())))
    }
}

#[test]
fn the_exit_code_tells_whether_anything_breaks() {
    let files = Files::new();
    // As published: with a byte order mark and CRLF.
    let published = |root: &Value| format!("\u{feff}{root:#}").replace('\n', "\r\n");
    let mut new = things();
    set(&mut new, PATCH, Value::Null);
    let old = files.write("old.json", &published(&things()));
    let new = files.write("new.json", &new.to_string());
    assert_eq!(files.run(&old, &new).1, Ok(Outcome::Stale));
    assert_eq!(files.run(&new, &old).1, Ok(Outcome::Fresh));
    let plain = files.write("plain.json", &things().to_string());
    let (said, ended) = files.run(&old, &plain);
    assert_eq!(ended, Ok(Outcome::Fresh));
    assert!(said.contains("no difference for a client"), "{said}");
}

#[test]
fn whichever_file_is_no_document_is_refused_on_one_line() {
    let files = Files::new();
    let good = files.write("good.json", &things().to_string());
    for (text, line) in [
        ("", "bad.json:1: not valid JSON: "),
        ("{\n\"openapi\": 3,,", "bad.json:2: not valid JSON: "),
        (
            "[]",
            "bad.json:1: (root): an OpenAPI document is a JSON object",
        ),
        (
            "{}",
            "bad.json:1: /openapi: not an OpenAPI document: no `openapi` version",
        ),
        (
            "{\"swagger\": \"2.0\"}",
            "bad.json:1: /swagger: Swagger 2.0 is not supported",
        ),
        (
            "{\"openapi\": \"3.1.0\"}",
            "bad.json:1: /openapi: OpenAPI 3.1.0 is not supported",
        ),
        (
            "{\"openapi\": \"3.0.3\"}",
            "bad.json:1: /paths: no operations: `paths` is no object; give the whole document",
        ),
        (
            "openapi: 3.0.3\npaths: {}\n",
            "bad.json:1: this looks like YAML, not JSON: ",
        ),
        (
            "{\"a\": 1,\n\"a\": 2}",
            "bad.json:2: /a: duplicate key `a`, first given on line 1; keep one",
        ),
    ] {
        let bad = files.write("bad.json", text);
        for (old, new) in [(&good, &bad), (&bad, &good)] {
            let (said, ended) = files.run(old, new);
            let refused = ended.unwrap_err();
            assert!(
                refused.starts_with(line) && !refused.contains('\n'),
                "{refused}"
            );
            assert_eq!(said, "");
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_is_refused_with_its_name() {
    let files = Files::new();
    let good = files.write("good.json", &things().to_string());
    let gone = files.0.path().join("gone.json");
    for (old, new) in [(&good, &gone), (&gone, &good)] {
        let refused = files.run(old, new).1.unwrap_err();
        assert!(refused.starts_with("cannot read gone.json: "), "{refused}");
    }
    let yaml = files.write("new.yaml", "paths: {}\n");
    let refused = files.run(&good, &yaml).1.unwrap_err();
    assert!(
        refused.starts_with("new.yaml:1: this looks like YAML, not JSON: "),
        "{refused}"
    );
    let latin = files.0.path().join("latin.json");
    fs::write(&latin, b"{\"a\": \"\xe9\"}").unwrap();
    let refused = files.run(&good, &latin).1.unwrap_err();
    assert_eq!(
        refused,
        "latin.json:1: not UTF-8 text; save the file as UTF-8"
    );
}
