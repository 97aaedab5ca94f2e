//! Lists every generated client with its types and enums, so that the tests try a new client without lists by hand.
//!
//! The list is the macro call `apis! { … }`, which `tests/it/support/apis.rs` includes.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let tests = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo sets no folder")?);
    let output = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets no output folder")?);
    let manifest = read(&tests.join("Cargo.toml"))?;
    let modules = read(&tests.join("tests/it/support/calls/mod.rs"))?;
    let mut list = String::from("apis! {\n");
    for name in documents(&tests.join("../openapi"))? {
        let module = name.replace('-', "_");
        let dependency = format!("odc-{name} = ");
        if !manifest.lines().any(|line| line.starts_with(&dependency)) {
            let features = r#"features = ["mock", "rustls", "schemars"]"#;
            missing(&format!(
                "tests/Cargo.toml, [dev-dependencies], has no line for openapi/{name}.json; \
                 add: odc-{name} = {{ workspace = true, {features} }}"
            ));
        }
        if !modules.contains(&format!("pub mod {module};")) {
            missing(&format!(
                "tests/tests/it/support/calls has no calls of openapi/{name}.json; \
                 write {module}.rs with a call of every operation, and add `pub mod {module};` to mod.rs"
            ));
        }
        let generated = tests.join(format!("../crates/odc-{name}/src/generated"));
        let structs = declared(&generated.join("types.rs"), "pub struct ")?;
        let enums = declared(&generated.join("enums.rs"), "pub enum ")?;
        writeln!(
            list,
            "\"{name}\" odc_{module} {module} structs [{structs}] enums [{enums}]"
        )?;
    }
    list.push_str("}\n");
    fs::write(output.join("apis.rs"), list)?;
    Ok(())
}

/// Reports a step that is still missing after a document was added. The build fails after all such reports.
fn missing(what: &str) {
    println!("cargo::error={what}");
}

/// The names of the documents, sorted.
fn documents(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let name = name.to_str().and_then(|name| name.strip_suffix(".json"));
        names.extend(name.map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

/// The names that a generated file declares after these words.
fn declared(file: &Path, words: &str) -> Result<String, Box<dyn Error>> {
    let text = read(file)?;
    let rest = |line: &str| line.trim_start().strip_prefix(words).map(str::to_owned);
    let name = |rest: String| rest.split([' ', '<', '(', ';']).next().map(str::to_owned);
    let names: Vec<_> = text.lines().filter_map(rest).filter_map(name).collect();
    Ok(names.join(" "))
}

fn read(file: &Path) -> Result<String, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", file.display());
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()).into())
}
