//! Compiles the generated types of some forms with `tests/forms/wire.rs`, whose tests read and write their JSON.

use std::collections::BTreeMap;
use std::fs;

use super::{cargo, folder, generated};

/// The forms that these tests use.
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
fn the_types_of_the_forms_pass_their_own_tests() {
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
