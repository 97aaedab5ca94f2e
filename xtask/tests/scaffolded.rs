//! Runs `scaffold` with every published form. Either the new crate and its tests compile without a warning, or the form
//! is refused and nothing is written. A refusal is one line with the place and the fix. The tests also run the tests of
//! one crate, and the docs of a crate whose document has a harmful text in every place.
//!
//! The crates are members of one workspace below `target/`, so that they share their dependencies. Unchanged files keep
//! their time, so that a second run compiles only what changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The documents of `tests/forms/`, by name.
fn forms() -> BTreeMap<String, PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms");
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path))
        .collect()
}

/// A document with harmful texts in all places that a crate repeats: code that would run, HTML, and broken links.
fn evil() -> serde_json::Value {
    let code = "compile_error!(\"a text of the document runs\");";
    let texts = [
        format!("A.\n```\n{code}\n```"),
        format!("A.\n\u{a0}```\n\u{a0}{code}\n\u{a0}```"),
        format!("A.\n\u{2003}~~~rust\n{code}\n\u{2028}~~~"),
        format!("A.\u{2028}```\u{2028}{code}\u{2028}```"),
        format!("A.\u{85}\u{3000}```should_panic\u{85}{code}\u{85}```"),
        format!("1. ```\n   {code}\n"),
        format!("> - ```\n>   {code}\n"),
        format!("- - - - - - - - - - ```\n                    {code}\n"),
        format!("A.\n\n    {code}\n\n\t{code}"),
        format!("<div>\n\n    {code}\n\n```\n{code}\n```\n</div>"),
        format!("[^1]: ```\n    {code}"),
        format!("`<b>`[`x`](#y)` <script>{code}</script>"),
        "<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- a".to_owned(),
        "<pre>\n<T> <unclosed".to_owned(),
        "[`Nope`] [Nope] [a](Nope) [a][Nope] [Nope][] ![a](Nope) [mail](mailto:a@b)".to_owned(),
        "[a]\n\n[a]: Nope\n[`Client`]: <Nope> \"b\"".to_owned(),
        "http://acme.test/a https://acme.test <http://b> a@b.test www.acme.test".to_owned(),
        "*/ \" \\ # \u{202e} \u{fdd0} \r \u{0} \u{7f} ``` ~~~ {.rust}".to_owned(),
    ];
    let (mut paths, mut schemas) = (serde_json::Map::new(), serde_json::Map::new());
    for (i, text) in texts.iter().enumerate() {
        let schema = serde_json::json!({"$ref": format!("#/components/schemas/Thing{i}")});
        let content = serde_json::json!({"application/json": {"schema": schema}});
        let parameter = |name: &str, place: &str| serde_json::json!({"name": name, "in": place, "required": place == "path", "description": text, "schema": {"type": "string"}});
        let operation = serde_json::json!({
            "tags": [text],
            "operationId": text,
            "summary": text,
            "description": text,
            "x-os-permissions": format!("**{text} > a**"),
            "x-odc-aliases": [text],
            "x-odc-rate-limit": {"pool": text, "perMinute": 5},
            "deprecated": i == 0,
            "parameters": [parameter("key", "path"), parameter(text, "query")],
            "requestBody": {"description": text, "content": content},
            "responses": {"200": {"description": text, "content": content}, "400": {"description": text}, "4XX": {"description": text}},
        });
        paths.insert(
            format!("/a{i}/{{key}}"),
            serde_json::json!({"put": operation}),
        );
        let kinds = serde_json::json!({"type": "string", "description": text, "enum": [text, "b"],
            "x-enum-descriptions": [text, text]});
        let levels = serde_json::json!({"type": "integer", "description": text, "enum": [1, 2],
            "x-enum-varnames": ["One", "Two"], "x-enum-descriptions": [text, text]});
        let mut properties = serde_json::json!({
            "kind": {"$ref": format!("#/components/schemas/Kind{i}")},
            "level": {"$ref": format!("#/components/schemas/Level{i}")},
            "either": {"description": text, "oneOf": [{"type": "string", "description": text}, {"type": "integer"}]},
        });
        properties[text] =
            serde_json::json!({"type": "string", "description": text, "deprecated": true});
        let thing = serde_json::json!({"type": "object", "title": text, "description": text, "properties": properties});
        schemas.insert(format!("Thing{i}"), thing);
        schemas.insert(format!("Kind{i}"), kinds);
        schemas.insert(format!("Level{i}"), levels);
        schemas.insert(
            text.clone(),
            serde_json::json!({"type": "object", "description": text}),
        );
    }
    serde_json::json!({
        "openapi": "3.0.3",
        "info": {"title": texts.concat(), "version": texts.concat(), "description": texts.concat()},
        "x-odc-deprecation": {"since": texts.concat(), "sunset": texts.concat(), "successor": texts.concat()},
        "servers": [{"url": "https://ODC_PORTAL_DOMAIN/api/evil/v1"}],
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

/// The name of the crate, after `odc-`. No word of it may begin with a digit.
fn crate_name(form: &str) -> String {
    format!("{}-v1", form.replace('-', ""))
}

fn scaffold(form: &str, document: &Path, out: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["scaffold", "--name", &crate_name(form), "--spec"])
        .arg(document)
        .arg("--out")
        .arg(out)
        .output()
        .unwrap()
}

/// Every file below a folder, by its path in it.
fn read_files(folder: &Path, below: &Path, found: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_files(&path, below, found);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            found.insert(path.strip_prefix(below).unwrap().to_owned(), text);
        }
    }
}

/// Writes these files to a folder and removes all others. Unchanged files are not touched.
fn write_exactly(folder: &Path, wanted: &BTreeMap<PathBuf, String>) {
    fs::create_dir_all(folder).unwrap();
    let mut there = BTreeMap::new();
    read_files(folder, folder, &mut there);
    for (path, text) in wanted {
        if there.remove(path).as_ref() != Some(text) {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    for path in there.keys().filter(|path| !path.ends_with("Cargo.lock")) {
        fs::remove_file(folder.join(path)).unwrap();
    }
}

/// Scaffolds all forms, and makes the crates members of one workspace.
fn scaffold_all_forms() -> PathBuf {
    let mut all = BTreeMap::new();
    for (form, document) in forms() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("new");
        let ended = scaffold(&form, &document, &out);
        let output = String::from_utf8_lossy(&ended.stderr).into_owned();
        if form.starts_with("refused-") {
            assert_refused_with_place(&ended, &output, &document);
            assert!(!out.exists(), "{form}");
            continue;
        }
        assert!(ended.status.success(), "{form}: {output}");
        let mut written = BTreeMap::new();
        read_files(&out, &out, &mut written);
        all.extend(written.into_iter().map(|(path, text)| {
            let text = if path.ends_with("Cargo.toml") {
                text.replace("\n[workspace]\n", "")
            } else {
                text
            };
            (Path::new(&form).join(path), text)
        }));
    }
    let members = "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n";
    all.insert("Cargo.toml".into(), members.to_owned());
    let folder = root().join("target/scaffolded");
    write_exactly(&folder, &all);
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

fn assert_refused_with_place(ended: &Output, output: &str, document: &Path) {
    assert_eq!(ended.status.code(), Some(1), "{output}");
    let place = output.strip_prefix(&format!("error: {}:", document.display()));
    let (line, what) = place
        .and_then(|rest| rest.split_once(": "))
        .unwrap_or_default();
    assert!(line.parse::<usize>().is_ok(), "{output}");
    assert!(what.contains("; "), "says what to do: {output}");
    assert_eq!(output.lines().count(), 1, "{output}");
}

/// Runs cargo without TLS, which takes a minute to compile and is not needed here.
fn cargo(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .current_dir(folder)
        .env("RUSTDOCFLAGS", "-D warnings")
        .env("CARGO_TARGET_DIR", root().join("target/forms-target"))
        .args(arguments)
        .args([
            "--offline",
            "--no-default-features",
            "--features",
            "mock,schemars",
        ])
        .output()
        .unwrap()
}

#[test]
fn every_form_compiles_without_a_warning_or_is_refused_with_its_place() {
    let folder = scaffold_all_forms();
    let checked = cargo(
        &folder,
        &[
            "check",
            "--workspace",
            "--all-targets",
            "--message-format",
            "short",
        ],
    );
    let output = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{output}");
    assert!(!output.contains("warning"), "{output}");
    let tested = cargo(
        &folder,
        &[
            "test",
            "--quiet",
            "--package",
            "odc-pagedlist-v1",
            "--package",
            "odc-membersthatnobodyreads-v1",
        ],
    );
    let output = String::from_utf8_lossy(&tested.stderr);
    assert!(tested.status.success(), "{output}");
}

#[test]
fn no_text_of_a_document_runs_as_a_test_or_becomes_html() {
    let folder = root().join("target/scaffolded-evil");
    let new = tempfile::tempdir().unwrap();
    let (document, out) = (new.path().join("evil.json"), new.path().join("new"));
    fs::write(&document, evil().to_string()).unwrap();
    let ended = scaffold("evil", &document, &out);
    assert!(
        ended.status.success(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    let mut written = BTreeMap::new();
    read_files(&out, &out, &mut written);
    write_exactly(&folder, &written);
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let tested = cargo(&folder, &["test", "--doc"]);
    let output = String::from_utf8_lossy(&tested.stdout);
    assert!(
        tested.status.success(),
        "{output}\n{}",
        String::from_utf8_lossy(&tested.stderr)
    );
    assert!(
        output.contains("running 1 test\n")
            && output.contains("test src/lib.rs - (line 3) - compile ... ok\n"),
        "{output}"
    );
    let documented = cargo(&folder, &["doc", "--no-deps"]);
    assert!(
        documented.status.success(),
        "{}",
        String::from_utf8_lossy(&documented.stderr)
    );
    let mut pages = BTreeMap::new();
    let pages_of = root().join("target/forms-target/doc/odc_evil_v1");
    read_files(&pages_of, &pages_of, &mut pages);
    assert!(pages.len() > 100, "{}", pages.len());
    for (page, text) in pages {
        for html in ["<script>alert", "<img src=x", "<T>", "onerror=alert(1)>"] {
            assert!(!text.contains(html), "{}: {html}", page.display());
        }
    }
}
