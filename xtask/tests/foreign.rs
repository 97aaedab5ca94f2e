//! Tests documents whose names and texts hold unusual characters. No task prints or writes characters that control a
//! terminal, change the direction of text or begin a new line. No task shows a text that looks like a token.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

const TOKEN: &str = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.c2ln";

/// A part of every name and every text.
fn foreign() -> String {
    format!("\u{1b}[31m\u{9b}0m\r\nINJECTED: \u{202e}gnp\u{2066}\u{2028}\u{7f}\u{200b} {TOKEN}")
}

/// A similar text that every file system accepts as the name of a file.
const FOREIGN_FILE: &str = "x\u{1b}[31m\nINJECTED: \u{202e}y";

/// A document with many forms. Every name that is not restricted is foreign. With `changed`, it has other members.
fn document(in_paths: &str, changed: bool) -> Value {
    let foreign = &foreign();
    let other = if changed { "changed" } else { "same" };
    let name = |what: &str| format!("{what}{foreign}");
    let to = |what: &str| json!({"$ref": format!("#/components/schemas/{what}{foreign}")});
    let mut properties = json!({});
    for what in ["key", "size", other] {
        properties[name(what)] = json!({
            "type": "string", "format": name("format"), "description": name("Describes "), "title": name("Title "),
            "default": name("default"), "pattern": name("pattern"), "example": name("example"),
        });
    }
    properties[name("kind")] = to("Kind");
    properties[name("choice")] = to("Choice");
    let thing = json!({
        "type": "object", "description": name("A thing."), "properties": properties, "required": [name("key"), name(other)],
        "x-os-permissions": name("**a > b**"),
    });
    let kind = json!({"type": "string", "enum": [name("Big"), name(other)], "description": name("A kind.")});
    let choice = json!({
        "oneOf": [to("Thing"), to(other)],
        "discriminator": {"propertyName": name("kind"), "mapping": {name("tag"): format!("#/components/schemas/Thing{foreign}")}},
    });
    let parameter = |place: &str| {
        json!({
            "name": name(place), "in": place, "description": name("Parameter."), "schema": {"type": "string"},
        })
    };
    let response = json!({"description": name("Answer."), "content": {"application/json": {"schema": to("Thing")}}});
    let operation = |what: &str| {
        json!({
            "tags": [name("Tag")], "operationId": name(what), "summary": name("Summary."), "description": name("Description."),
            "x-os-permissions": format!("Needs **a{foreign} > b{other}**."), "deprecated": changed,
            "parameters": [parameter("query"), parameter("header"), parameter(if changed { "cookie" } else { "query" })],
            "requestBody": {"description": name("Body."), "content": {"application/json": {"schema": to("Thing")}}},
            "responses": {"200": response, "404": {"description": name("Not found.")}},
        })
    };
    json!({
        "openapi": "3.0.3",
        "info": {"title": name("Thing API"), "version": format!("v1{foreign}{other}"), "description": name("Things.")},
        "servers": [{"url": "https://h/api/things/v1"}],
        "paths": {
            format!("/things{in_paths}"): {"post": operation("Thing_ReadThing"), "trace": operation("Thing_TraceThing")},
            format!("/{other}{in_paths}"): {"post": operation(other)},
        },
        "components": {"schemas": {
            name("Thing"): thing, name("Kind"): kind, name("Choice"): choice,
            name(other): {"type": "object", "properties": {name("only"): {"type": "integer"}}},
        }},
    })
}

fn overlay() -> String {
    let action = |target: &str| {
        json!({
            "target": target, "description": foreign(), "update": {"x-odc-aliases": [foreign()]},
        })
    };
    let gone = format!("$.components.schemas['{}']", foreign().escape_default());
    json!({"overlay": "1.0.0", "info": {"title": foreign(), "version": "1"}, "actions": [action("$.components.schemas.*"), action(&gone)]})
        .to_string()
}

struct TestWorkspace(tempfile::TempDir);

impl TestWorkspace {
    fn new(document: &Value) -> Self {
        let tree = Self(tempfile::tempdir().unwrap());
        for folder in [
            "openapi",
            "xtask",
            "crates/odc-thing-v1",
            "crates/odc-runtime",
        ] {
            fs::create_dir_all(tree.path(folder)).unwrap();
        }
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
        tree.write("Cargo.toml", &fs::read_to_string(manifest).unwrap());
        tree.write(
            "crates/odc-thing-v1/Cargo.toml",
            "[package]\nversion = \"0.1.0\"\n",
        );
        let readme = "| document | describes | source | date | SHA-256 |\n|---|---|---|---|---|\n";
        tree.write("openapi/README.md", readme);
        tree.write("openapi/thing-v1.json", &document.to_string());
        tree
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    /// The text that a task prints to stdout and stderr.
    fn run_for_output(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .current_dir(self.0.path())
            .env_remove("CARGO_MANIFEST_DIR");
        let ended = command.args(arguments).output().unwrap();
        String::from_utf8([ended.stdout, ended.stderr].concat()).unwrap()
    }

    /// Every file that a task may have written.
    fn files(&self, below: &str) -> Vec<PathBuf> {
        let (mut files, mut folders) = (Vec::new(), vec![self.path(below)]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(path);
                }
            }
        }
        files
    }
}

fn is_raw(c: char) -> bool {
    c != '\n' && odc_http::text::printable(&c.to_string()).to_string() != c.to_string()
}

#[track_caller]
fn assert_harmless(output: &str, of: &str) {
    assert!(!output.contains(is_raw), "{of}: {output:?}");
    let mut lines = output.lines();
    assert!(
        !lines.any(|line| line.trim_start().starts_with("INJECTED")),
        "{of}: {output}"
    );
}

#[track_caller]
fn assert_shows_no_token(output: &str, of: &str) {
    assert!(!output.contains(&TOKEN[..20]), "{of}: {output}");
}

const TASKS: [&[&str]; 11] = [
    &["generate"],
    &["generate", "--check"],
    &["generate", "--verbose"],
    &["list", "--full"],
    &["explain", "thing-v1", "/paths"],
    &["diff", "openapi/thing-v1.json", "new.json"],
    &["diff", "new.json", "openapi/thing-v1.json"],
    &["import", "thing-v1", "new.json", "--dry-run", "--verbose"],
    &["import", "thing-v1", "new.json", "--keep-prose"],
    &[
        "scaffold",
        "--spec",
        "new.json",
        "--name",
        "new-v1",
        "--verbose",
    ],
    &[
        "scaffold",
        "--spec",
        "new.json",
        "--name",
        "out-v1",
        "--out",
        "out",
        "--keep-prose",
    ],
];

/// Some tasks print names, so the output must contain `INJECTED`. Otherwise the test would check nothing.
#[test]
fn foreign_characters_are_escaped_in_every_output_and_file() {
    // With the first path, the document is refused. With the second one, it is generated.
    for in_paths in [&*foreign(), "\u{202e}\u{200b}"] {
        let tree = TestWorkspace::new(&document(in_paths, false));
        tree.write("new.json", &document(in_paths, true).to_string());
        let mut printed = String::new();
        for arguments in TASKS {
            let output = tree.run_for_output(arguments);
            assert_harmless(&output, &format!("{arguments:?}"));
            assert_shows_no_token(&output, &format!("{arguments:?}"));
            printed += &output;
        }
        tree.write("openapi/thing-v1.overlay.yaml", &overlay());
        for arguments in TASKS {
            let output = tree.run_for_output(arguments);
            assert_harmless(&output, &format!("{arguments:?} with an overlay"));
            assert_shows_no_token(&output, &format!("{arguments:?} with an overlay"));
        }
        assert!(printed.contains("INJECTED"), "{printed}");
        let written_here = [
            overlay(),
            document(in_paths, false).to_string(),
            document(in_paths, true).to_string(),
        ];
        let folders = ["openapi", "crates", "out"];
        let folders = folders.iter().filter(|folder| tree.path(folder).exists());
        for file in folders.flat_map(|folder| tree.files(folder)) {
            let text = fs::read_to_string(&file).unwrap();
            let is_raw = !written_here.contains(&text) && text.contains(is_raw);
            assert!(!is_raw, "{}: {text:?}", file.display());
        }
        assert_eq!(tree.path("out/Cargo.toml").exists(), in_paths != foreign());
    }
}

#[test]
fn the_json_of_a_difference_holds_names_exactly_except_for_tokens() {
    let tree = TestWorkspace::new(&document("", false));
    tree.write("new.json", &document("", true).to_string());
    let output = tree.run_for_output(&["diff", "openapi/thing-v1.json", "new.json", "--json"]);
    assert_harmless(&output, "--json");
    let difference: Value = serde_json::from_str(&output).unwrap();
    let mut whats = difference["changes"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|change| change["what"].as_str());
    let exact = foreign().replace(TOKEN, "[redacted]");
    assert!(whats.any(|what| what.contains(&exact)), "{output}");
    assert_shows_no_token(&output, "--json");
}

#[cfg(unix)]
#[test]
fn foreign_characters_in_file_names_are_escaped_too() {
    let tree = TestWorkspace::new(&document("", false));
    let named = format!("openapi/{FOREIGN_FILE}.json");
    fs::copy(tree.path("openapi/thing-v1.json"), tree.path(&named)).unwrap();
    let folder = tree.path(&format!("crates/odc-{FOREIGN_FILE}"));
    fs::create_dir_all(folder.join("src/generated")).unwrap();
    for arguments in [
        &["generate"][..],
        &["generate", "none-v1"],
        &["list"],
        &["diff", "openapi/thing-v1.json", &format!("{named}.gone")],
        &["list", &format!("--{FOREIGN_FILE}")],
        &["explain", "thing-v1", FOREIGN_FILE],
        &["explain", FOREIGN_FILE, "x"],
        &["diff", "openapi/thing-v1.json", &named],
        &["import", "thing-v1", &named],
        &["import", FOREIGN_FILE, &named],
        &["scaffold", "--spec", &named, "--name", FOREIGN_FILE],
        &[
            "scaffold",
            "--spec",
            &named,
            "--name",
            "a-v1",
            "--out",
            FOREIGN_FILE,
        ],
    ] {
        let output = tree.run_for_output(arguments);
        assert!(output.contains("INJECTED"), "{arguments:?}: {output}");
        assert_harmless(&output, &format!("{arguments:?}"));
    }
    assert!(Path::new(&folder).exists());
}
