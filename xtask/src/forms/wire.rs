//! What the generated types of some forms read and write, by tests that are compiled with them: `tests/forms/wire.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{folder, generated, manifest};
use crate::output::write_or_check;

/// The forms of which the tests speak.
const FORMS: [&str; 9] = [
    "inheritance",
    "inheritance-written-out",
    "inline-unions",
    "integer-enums-with-names",
    "nullable-answers-and-elements",
    "read-only-and-write-only",
    "union-with-shared-properties",
    "unions-by-a-constant",
    "untagged-unions",
];

#[test]
fn what_the_types_of_the_forms_read_they_write_again() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let krate = root.join("target/forms-wire");
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut modules = "#![allow(unused_imports)]\n".to_owned();
    for name in FORMS {
        let module = name.replace('-', "_");
        modules = format!(
            "{modules}pub mod {module} {{\n    pub mod enums;\n    pub mod type_builders;\n    pub mod types;\n}}\n"
        );
        let form = generated(name).unwrap().files;
        for file in ["enums.rs", "type_builders.rs", "types.rs"] {
            files.insert(format!("{module}/{file}"), form[file].clone());
        }
    }
    files.insert("lib.rs".into(), modules);
    write_or_check(&krate.join("src"), &files, false).unwrap();
    let tests = fs::read_to_string(folder().join("wire.rs")).unwrap();
    write_or_check(
        &krate.join("tests"),
        &[("wire.rs".into(), tests)].into(),
        false,
    )
    .unwrap();
    let manifest = manifest(root).replace("\"forms\"", "\"forms-wire\"");
    fs::write(krate.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), krate.join("Cargo.lock")).unwrap();
    let tested = std::process::Command::new(env!("CARGO"))
        .current_dir(&krate)
        .env("CARGO_TARGET_DIR", root.join("target/forms-target"))
        .args(["test", "--quiet", "--offline", "--test", "wire"])
        .output()
        .unwrap();
    assert!(
        tested.status.success(),
        "{}{}",
        String::from_utf8_lossy(&tested.stdout),
        String::from_utf8_lossy(&tested.stderr)
    );
}
