//! Checks that no file imports upward, and that no two files import each other. The section "Rooms of the crates" of
//! ARCHITECTURE.md lists the rooms.
//!
//! An import is a `use`, or a path to a module of the same crate, also in a macro. Code that is compiled only for tests may import
//! from everywhere.

mod graph;
mod listed;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use graph::{Row, circle, faults};
use listed::LISTED;

fn workspace() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.expect("crates/odc-codegen is two folders down")
        .to_owned()
}

/// The rows of the table below the heading.
fn rows(architecture: &str) -> Vec<Row> {
    let section = architecture
        .split("\n## ")
        .find(|section| section.starts_with("Rooms of the crates\n"));
    let section = section.expect("ARCHITECTURE.md has a section \"Rooms of the crates\"");
    let lines = section.lines().filter(|line| line.starts_with("| `"));
    lines.map(Row::parse).collect()
}

#[test]
fn no_file_imports_upward_and_no_two_files_import_each_other() {
    let root = workspace();
    let architecture = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let rows = rows(&architecture);
    let folders: BTreeSet<&str> = rows.iter().map(Row::folder).collect();
    assert_eq!(folders, BTreeSet::from(LISTED));
    let faults: Vec<String> = rows.iter().flat_map(|row| faults(&root, row)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The client crates have few hand-written files, and no rooms. Each file may import generated code and what `lib.rs`
/// re-exports.
#[test]
fn no_two_hand_written_files_of_a_client_crate_import_each_other() {
    let root = workspace();
    let crates = fs::read_dir(root.join("crates")).unwrap();
    let sources = crates.map(|entry| entry.unwrap().path().join("src"));
    let clients: Vec<PathBuf> = sources
        .filter(|source| source.join("generated").is_dir())
        .collect();
    assert!(
        !clients.is_empty(),
        "the clients are found by their generated code"
    );
    let by_hand = |module: &[String]| module.first().is_some_and(|name| name != "generated");
    let circles: Vec<String> = clients
        .iter()
        .filter_map(|source| circle(&root, source, by_hand))
        .collect();
    assert!(circles.is_empty(), "\n{}", circles.join("\n"));
}

/// The faults of a crate with these files. Its rooms are `low`, then `mid` beside `side`, then `lib`.
fn faults_of(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let rooms = [
        ("lib.rs", "mod low; mod mid; mod side;"),
        ("low.rs", ""),
        ("mid.rs", ""),
        ("side.rs", ""),
    ];
    for (path, text) in rooms.iter().chain(files) {
        let path = folder.path().join("x/src").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let row = Row::parse("| `x` | `low` → `mid`, `side` → `lib` |");
    faults(folder.path(), &row)
}

#[test]
fn a_downward_import_is_not_a_fault() {
    let files = [
        (
            "mid.rs",
            "use crate::low::{Deep, self}; fn f() { crate::low::g() } macro_rules! m { () => { $crate::X } }",
        ),
        ("lib.rs", "mod low; mod mid; mod side; pub use mid::X;"),
    ];
    assert_eq!(faults_of(&files), Vec::<String>::new());
}

#[test]
fn an_import_upward_or_sideways_is_named_with_both_files() {
    for text in [
        "use crate::mid::X;",
        "use super::mid::X;",
        "use crate::{mid::{X, Y as Z}};",
        "fn f() -> crate::mid::X { todo!() }",
        "fn f() { println!(\"{}\", crate::mid::x()); }",
        "fn f(x: &dyn super::mid::X) {}",
        "mod inner { use super::super::mid::X; }",
    ] {
        let faults = faults_of(&[("low.rs", text)]);
        assert_eq!(
            faults,
            ["x/src/low.rs → x/src/mid.rs: the room `low` imports upward, from `mid`"],
            "{text}"
        );
    }
    assert_eq!(
        faults_of(&[("side.rs", "use crate::mid::X;")]),
        [
            "x/src/side.rs → x/src/mid.rs: the room `side` imports from `mid`, which stands beside it"
        ]
    );
}

#[test]
fn files_that_import_each_other_are_named_also_through_other_files() {
    let files = [
        ("low/mod.rs", "mod a; mod b; mod c;"),
        ("low/a.rs", "use super::b::B;"),
        ("low/b.rs", "fn f() { super::c::c() }"),
        ("low/c.rs", "use super::*;"),
    ];
    let with = |more: &[(&str, &str)]| {
        let files = [&files[..], more].concat();
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join("x/src").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        fs::write(folder.path().join("x/src/lib.rs"), "mod low;").unwrap();
        faults(folder.path(), &Row::parse("| `x` | `low` → `lib` |"))
    };
    assert_eq!(with(&[]), Vec::<String>::new());
    assert_eq!(
        with(&[("low/c.rs", "use crate::low::a::A;")]),
        [
            "x/src/low/a.rs → x/src/low/b.rs → x/src/low/c.rs → x/src/low/a.rs: files import each other"
        ]
    );
    // The `mod.rs` of a folder and another file in the folder are two files.
    assert_eq!(
        with(&[("low/mod.rs", "mod a; mod b; mod c; pub use c::C;")]),
        ["x/src/low/mod.rs → x/src/low/c.rs → x/src/low/mod.rs: files import each other"]
    );
}

#[test]
fn imports_in_tests_and_in_generated_code_do_not_count() {
    let files = [(
        "low.rs",
        "#[cfg(test)] mod tests { use crate::mid::X; } #[cfg(all(test, unix))] use crate::side::Y; \
         fn f() { quote! { use crate::mid::X; } }",
    )];
    assert_eq!(faults_of(&files), Vec::<String>::new());
}

#[test]
fn a_file_without_a_room_and_a_room_without_files_are_faults() {
    let files = [
        ("lib.rs", "mod low; mod mid; mod side; mod new;"),
        ("new.rs", ""),
    ];
    assert_eq!(
        faults_of(&files),
        ["x/src/new.rs: its room `new` is not in the table of ARCHITECTURE.md"]
    );
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("x/src")).unwrap();
    fs::write(folder.path().join("x/src/lib.rs"), "").unwrap();
    assert_eq!(
        faults(folder.path(), &Row::parse("| `x` | `low` → `lib` |")),
        ["x: the room `low` of ARCHITECTURE.md has no file"]
    );
}
