//! Checks that ARCHITECTURE.md lists exactly the hand-written files of the crates.
//!
//! The lists are the tables below the sentences "What `NAME` is made of". A file name without a folder is in the folder of the
//! previous name in the same cell. A name that ends with `/` means all files of a folder. Files that hold only tests are not listed.

mod listed;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use listed::LISTED;

#[test]
fn every_file_has_a_line_and_every_line_has_a_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    let root = root.expect("crates/odc-codegen is two folders down");
    let architecture = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let lists = lists(&architecture);
    let names: BTreeSet<&str> = lists.iter().map(|list| list.krate.as_str()).collect();
    assert_eq!(names, BTreeSet::from(LISTED));
    let faults: Vec<String> = lists
        .iter()
        .flat_map(|list| list.faults(&root.join(&list.krate).join("src")))
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The sentence above the list of the client crates, which share one list.
const CLIENTS: &str = "\nThe hand-written code of the client crates";

#[test]
fn every_hand_written_file_of_a_client_crate_has_a_line_and_every_line_has_a_file() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let architecture = fs::read_to_string(crates.join("../ARCHITECTURE.md")).unwrap();
    let (_, section) = architecture.split_once(CLIENTS).unwrap();
    let listed: BTreeSet<String> = rows_of_first_table(section).flat_map(listed).collect();
    let mut present = BTreeSet::new();
    for entry in fs::read_dir(crates).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let src = crates.join(&name).join("src");
        if src.join("generated").is_dir() {
            let by_hand = files(&src)
                .into_iter()
                .filter(|file| file != "lib.rs" && !file.starts_with("generated/"));
            present.extend(by_hand.map(|file| format!("{name}/src/{file}")));
        }
    }
    assert_eq!(listed, present);
}

#[test]
fn a_file_without_a_line_and_a_line_without_a_file_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    for file in [
        "a.rs",
        "b/c.rs",
        "b/d.rs",
        "e/f.rs",
        "b/tests.rs",
        "tests/g.rs",
    ] {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    }
    let text = "What `xtask` is made of:\n\n| file | holds |\n|---|---|\n| `b/c.rs`, `x.rs`, `e/f.rs` | y |\n\nText.\n";
    let lists = lists(text);
    assert_eq!(
        lists[0].faults(folder.path()),
        [
            "xtask: ARCHITECTURE.md lists b/x.rs, which is not there",
            "xtask: ARCHITECTURE.md does not list a.rs",
            "xtask: ARCHITECTURE.md does not list b/d.rs",
        ]
    );
}

/// The table of one crate.
struct List {
    krate: String,
    names: Vec<String>,
}

fn lists(architecture: &str) -> Vec<List> {
    let sections = architecture
        .split("\nWhat `")
        .map(|text| text.trim_start_matches("What `"));
    sections
        .filter_map(|section| {
            let (name, rest) = section.split_once("` is made of")?;
            let krate = match name.strip_prefix("odc-") {
                Some(_) => format!("crates/{name}"),
                None => name.to_owned(),
            };
            let names = rows_of_first_table(rest).flat_map(listed).collect();
            Some(List { krate, names })
        })
        .collect()
}

/// The rows of the first table of a text, without its head.
fn rows_of_first_table(text: &str) -> impl Iterator<Item = &str> {
    let rows = text.lines().skip_while(|line| !line.starts_with("|---"));
    rows.skip(1).take_while(|line| line.starts_with('|'))
}

/// The paths in the first cell of a row.
fn listed(row: &str) -> Vec<String> {
    let cell = row.split('|').nth(1).unwrap_or_default();
    let mut folder = "";
    let names = cell.split('`').skip(1).step_by(2);
    names
        .map(|name| match name.trim_end_matches('/').rsplit_once('/') {
            Some((path, _)) => {
                folder = path;
                name.to_owned()
            }
            None if folder.is_empty() => name.to_owned(),
            None => format!("{folder}/{name}"),
        })
        .collect()
}

impl List {
    fn faults(&self, src: &Path) -> Vec<String> {
        let files = files(src);
        let covers = |name: &str, file: &str| {
            name == file || (name.ends_with('/') && file.starts_with(name))
        };
        let gone = self
            .names
            .iter()
            .filter(|name| !files.iter().any(|file| covers(name, file)));
        let missing = files
            .iter()
            .filter(|file| !self.names.iter().any(|name| covers(name, file)));
        let krate = &self.krate;
        let gone =
            gone.map(|name| format!("{krate}: ARCHITECTURE.md lists {name}, which is not there"));
        let missing = missing.map(|file| format!("{krate}: ARCHITECTURE.md does not list {file}"));
        gone.chain(missing).collect()
    }
}

/// The Rust files below a folder, sorted. Files that hold only tests are left out.
fn files(src: &Path) -> BTreeSet<String> {
    let mut folders: Vec<PathBuf> = vec![src.to_owned()];
    let mut found = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                if name != "tests" {
                    folders.push(path.clone());
                }
            } else if path.extension().is_some_and(|kind| kind == "rs") && name != "tests.rs" {
                let below = path.strip_prefix(src).unwrap().components();
                let below: Vec<_> = below
                    .map(|part| part.as_os_str().to_str().unwrap())
                    .collect();
                found.insert(below.join("/"));
            }
        }
    }
    found
}
