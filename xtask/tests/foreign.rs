//! Whatever a document calls its things, and whatever it says of them, no task prints or writes anything of it that a
//! terminal obeys, that turns text around, that begins a line of its own, or that looks like a token.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

const TOKEN: &str = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.c2ln";

/// What stands in every name and every text.
fn foreign() -> String {
    format!("\u{1b}[31m\u{9b}0m\r\nINJECTED: \u{202e}gnp\u{2066}\u{2028}\u{7f}\u{200b} {TOKEN}")
}

/// The same, which every file system takes for the name of a file.
const FOREIGN_FILE: &str = "x\u{1b}[31m\nINJECTED: \u{202e}y";

/// A document of many forms, in which every name that may be anything is foreign; `changed` has other members.
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
    let answer = json!({"description": name("Answer."), "content": {"application/json": {"schema": to("Thing")}}});
    let operation = |what: &str| {
        json!({
            "tags": [name("Tag")], "operationId": name(what), "summary": name("Summary."), "description": name("Description."),
            "x-os-permissions": format!("Needs **a{foreign} > b{other}**."), "deprecated": changed,
            "parameters": [parameter("query"), parameter("header"), parameter(if changed { "cookie" } else { "query" })],
            "requestBody": {"description": name("Body."), "content": {"application/json": {"schema": to("Thing")}}},
            "responses": {"200": answer, "404": {"description": name("Not found.")}},
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

struct Tree(tempfile::TempDir);

impl Tree {
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

    /// What a task prints on both channels.
    fn said(&self, arguments: &[&str]) -> String {
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
fn assert_harmless(said: &str, of: &str) {
    assert!(!said.contains(is_raw), "{of}: {said:?}");
    let mut lines = said.lines();
    assert!(
        !lines.any(|line| line.trim_start().starts_with("INJECTED")),
        "{of}: {said}"
    );
}

#[track_caller]
fn assert_tells_no_token(said: &str, of: &str) {
    assert!(!said.contains(&TOKEN[..20]), "{of}: {said}");
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

/// `INJECTED` is told in the lines of tasks that tell names: the test would otherwise test nothing.
#[test]
fn nothing_foreign_reaches_a_terminal_as_it_is() {
    // With such a path nothing is generated; without, everything is.
    for in_paths in [&*foreign(), "\u{202e}\u{200b}"] {
        let tree = Tree::new(&document(in_paths, false));
        tree.write("new.json", &document(in_paths, true).to_string());
        let mut told = String::new();
        for arguments in TASKS {
            let said = tree.said(arguments);
            assert_harmless(&said, &format!("{arguments:?}"));
            assert_tells_no_token(&said, &format!("{arguments:?}"));
            told += &said;
        }
        tree.write("openapi/thing-v1.overlay.yaml", &overlay());
        for arguments in TASKS {
            let said = tree.said(arguments);
            assert_harmless(&said, &format!("{arguments:?} with an overlay"));
            assert_tells_no_token(&said, &format!("{arguments:?} with an overlay"));
        }
        assert!(told.contains("INJECTED"), "{told}");
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
fn json_of_a_difference_is_exact_but_for_tokens_and_has_nothing_raw_in_it() {
    let tree = Tree::new(&document("", false));
    tree.write("new.json", &document("", true).to_string());
    let said = tree.said(&["diff", "openapi/thing-v1.json", "new.json", "--json"]);
    assert_harmless(&said, "--json");
    let told: Value = serde_json::from_str(&said).unwrap();
    let mut whats = told["changes"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|change| change["what"].as_str());
    let exact = foreign().replace(TOKEN, "[redacted]");
    assert!(whats.any(|what| what.contains(&exact)), "{said}");
    assert_tells_no_token(&said, "--json");
}

#[cfg(unix)]
#[test]
fn a_file_may_be_called_anything_too() {
    let tree = Tree::new(&document("", false));
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
        let said = tree.said(arguments);
        assert!(said.contains("INJECTED"), "{arguments:?}: {said}");
        assert_harmless(&said, &format!("{arguments:?}"));
    }
    assert!(Path::new(&folder).exists());
}
