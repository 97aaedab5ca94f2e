//! Every published form goes through `scaffold`: the crate that it writes compiles without a warning, its tests too, or the
//! form is refused in one line that says where and what to do, and nothing is written. The tests of one crate are run.
//!
//! The crates are members of one workspace below `target/`, so that they share what they depend on. Files that are as they
//! were keep their time, and a second run checks again only what changed.

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

/// The name of the crate, behind `odc-`: words that begin with a digit are no part of one.
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
fn files(folder: &Path, below: &Path, found: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, below, found);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            found.insert(path.strip_prefix(below).unwrap().to_owned(), text);
        }
    }
}

/// Makes a folder hold these files and no others, touching none that is as it should be.
fn hold(folder: &Path, wanted: &BTreeMap<PathBuf, String>) {
    fs::create_dir_all(folder).unwrap();
    let mut there = BTreeMap::new();
    files(folder, folder, &mut there);
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

/// The crates of all forms that are not refused, as members of one workspace.
fn workspace() -> PathBuf {
    let mut all = BTreeMap::new();
    for (form, document) in forms() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("new");
        let ended = scaffold(&form, &document, &out);
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        if form.starts_with("refused-") {
            is_a_refusal(&ended, &said, &document);
            assert!(!out.exists(), "{form}");
            continue;
        }
        assert!(ended.status.success(), "{form}: {said}");
        let mut written = BTreeMap::new();
        files(&out, &out, &mut written);
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
    hold(&folder, &all);
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

fn is_a_refusal(ended: &Output, said: &str, document: &Path) {
    assert_eq!(ended.status.code(), Some(1), "{said}");
    let place = said.strip_prefix(&format!("error: {}:", document.display()));
    let (line, what) = place
        .and_then(|rest| rest.split_once(": "))
        .unwrap_or_default();
    assert!(line.parse::<usize>().is_ok(), "{said}");
    assert!(what.contains("; "), "says what to do: {said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

/// Without TLS, which takes a minute to compile and plays no part here.
fn cargo(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .current_dir(folder)
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
    let folder = workspace();
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
    let said = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{said}");
    assert!(!said.contains("warning"), "{said}");
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
    let said = String::from_utf8_lossy(&tested.stderr);
    assert!(tested.status.success(), "{said}");
}
