//! Every published form that the pipeline copes with, as a document of a few lines in `tests/forms/`.
//!
//! A form is either refused in one line that says where, or generated; both are pinned in `NAME.golden`. All that are
//! generated compile together in one crate. `UPDATE_GOLDEN=1 cargo test -p xtask` writes the golden files anew.

mod wire;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::document::read_text;
use crate::output::Plan;
use crate::pipeline::{Generated, Source, generate_from};
use crate::problem::Result;
use crate::workspace::Workspace;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms")
}

fn generated(name: &str) -> Result<Generated> {
    let file = format!("openapi/{name}.json");
    let text = read_text(&folder().join(format!("{name}.json")), &file)?;
    generate_from(name, &Source { file, text }, None, &mut |_, _| {})
}

/// The names of all forms, sorted.
fn forms() -> Vec<String> {
    let files = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = files
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// What a user sees of a form: notes, types and calls, without the docs that every call has.
fn shown(form: &Result<Generated>) -> String {
    match form {
        Err(problem) => format!("refused: {problem}\n"),
        Ok(Generated { files, notes }) => {
            let notes = notes
                .iter()
                .fold(String::new(), |text, note| format!("{text}note: {note}\n"));
            let kept = |name: &str| {
                name == "enums.rs" || name == "types.rs" || name.starts_with("builder/")
            };
            let files = files.iter().filter(|(name, _)| kept(name));
            files.fold(notes, |text, (name, file)| {
                format!("{text}// {name}\n{}\n", without_header(file))
            })
        }
    }
}

fn without_header(file: &str) -> &str {
    file.split_once("\n\n").map_or(file, |(_, rest)| rest)
}

#[test]
fn every_form_is_generated_or_refused_as_its_golden_file_says() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut different = Vec::new();
    for name in forms() {
        let shown = shown(&generated(&name));
        let golden = folder().join(format!("{name}.golden"));
        if update {
            fs::write(&golden, &shown).unwrap();
        } else if fs::read_to_string(&golden).ok().as_deref() != Some(&shown) {
            different.push(name);
        }
    }
    assert!(
        different.is_empty(),
        "not as the golden file says: {different:?}"
    );
}

#[test]
fn a_form_is_refused_where_its_name_says_so_and_nowhere_else() {
    for name in forms() {
        let form = generated(&name);
        assert_eq!(
            form.is_err(),
            name.starts_with("refused-"),
            "{name}: {:?}",
            form.err()
        );
        if let Err(problem) = form {
            let text = problem.to_string();
            assert_eq!(text.lines().count(), 1, "{text}");
            assert!(text.starts_with(&format!("openapi/{name}.json:")), "{text}");
        }
    }
}

#[test]
fn every_form_that_is_generated_compiles_with_the_others_in_one_crate() {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut modules = "#![allow(unused_imports)]\n".to_owned();
    for name in forms() {
        let module = format!("form_{}", name.replace('-', "_"));
        let Ok(Generated { files: form, .. }) = generated(&name) else {
            continue;
        };
        modules = format!("{modules}pub mod {module};\n");
        for (path, text) in form {
            let text = text.replace("crate::generated", &format!("crate::{module}"));
            let text = text.replace("crate::Client", &format!("crate::{module}::client::Client"));
            files.insert(format!("src/{module}/{path}"), text);
        }
    }
    files.insert("src/lib.rs".into(), modules);
    cargo("forms", files, &["check", "--all-features"]);
}

/// Writes a crate below `target/` and runs cargo in it, to succeed.
fn cargo(name: &str, files: BTreeMap<String, String>, arguments: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let krate = root.join("target").join(name);
    let mut plan = Plan::new(&Workspace::here().unwrap());
    for (path, text) in files {
        plan.file(krate.join(path), text).unwrap();
    }
    plan.file(krate.join("Cargo.toml"), manifest(name, root))
        .unwrap();
    let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap();
    plan.file(krate.join("Cargo.lock"), lock).unwrap();
    plan.commit().unwrap();
    let ended = std::process::Command::new(env!("CARGO"))
        .current_dir(&krate)
        .env("CARGO_TARGET_DIR", root.join("target/forms-target"))
        .args(arguments)
        .args(["--quiet", "--offline"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(
        ended.status.success() && !said.contains("warning"),
        "{}{said}",
        String::from_utf8_lossy(&ended.stdout)
    );
}

fn manifest(name: &str, root: &Path) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [features]\nmock = [\"dep:httpmock\"]\nschemars = [\"dep:schemars\", \"odc-runtime/schemars\"]\n\n\
         [dependencies]\nodc-runtime = {{ path = {:?}, default-features = false }}\n\
         chrono = {{ version = \"0.4\", default-features = false, features = [\"clock\", \"serde\", \"std\"] }}\n\
         httpmock = {{ version = \"0.9\", default-features = false, optional = true }}\n\
         schemars = {{ version = \"1\", default-features = false, features = [\"derive\", \"std\", \"uuid1\", \"chrono04\"], optional = true }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nuuid = {{ version = \"1\", features = [\"serde\"] }}\n",
        root.join("crates/odc-runtime")
    )
}
