//! What the generated types of some forms read and write, by tests that are compiled with them: `tests/forms/wire.rs`.

use std::collections::BTreeMap;
use std::fs;

use super::{cargo, folder, generated};

/// The forms of which the tests speak.
const FORMS: [&str; 10] = [
    "formats",
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
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut modules = "#![allow(unused_imports)]\n".to_owned();
    for name in FORMS {
        let module = name.replace('-', "_");
        modules = format!(
            "{modules}pub mod {module} {{\n    pub mod enums;\n    pub mod type_builders;\n    pub mod types;\n}}\n"
        );
        let form = generated(name).unwrap().files;
        for file in ["enums.rs", "type_builders.rs", "types.rs"] {
            files.insert(format!("src/{module}/{file}"), form[file].clone());
        }
    }
    files.insert("src/lib.rs".into(), modules);
    let tests = fs::read_to_string(folder().join("wire.rs")).unwrap();
    files.insert("tests/wire.rs".into(), tests);
    cargo("forms-wire", files, &["test", "--test", "wire"]);
}
