//! Writes the first version of the hand-written files of a new client crate.

use std::fmt::Write as _;

use serde_json::Value;

use super::overlay_effect::OverlayEffect;
use super::scalar::quoted_scalar;
use crate::import::release::{self, version_in};
use odc_codegen::document::{METHODS, Printed, Problem, Result, path_methods};
use odc_codegen::{Line, MARK, Source, finish_file};

pub(super) struct NewCrate<'a> {
    pub(super) name: &'a str,
    pub(super) root: &'a Value,
    /// The path of the runtime, for a separate crate.
    pub(super) runtime: Option<&'a str>,
    /// The manifest of this workspace.
    pub(super) workspace: &'a Source,
    pub(super) overlaid: OverlayEffect,
    /// The text of the generated client.
    pub(super) client: &'a str,
}

impl NewCrate<'_> {
    /// All files except the generated ones, with their paths in the crate.
    ///
    /// # Errors
    /// The workspace lacks a dependency of the generated code, or the docs would run a text of the document as code.
    pub(super) fn files(&self) -> Result<Vec<(String, String)>> {
        let manifest = match self.runtime {
            None => self.member_manifest(),
            Some(runtime) => self.standalone_manifest(runtime)?,
        };
        let files = [
            ("Cargo.toml", manifest),
            ("src/lib.rs", finish_file("lib.rs", &self.library_file())?),
            (
                "tests/operations.rs",
                finish_file("operations.rs", &self.test_file())?,
            ),
        ];
        Ok(files.map(|(path, text)| (path.to_owned(), text)).into())
    }

    /// What the user has to do next, with the lines to copy.
    pub(super) fn next_steps(&self, folder: &str, undescribed: bool) -> Printed {
        let name = self.name;
        let title = Line::default().plain(&self.info("title")).unwrapped();
        if self.runtime.is_some() {
            let manifest = shell_word(&format!("{folder}/Cargo.toml"));
            return Printed::from_line(format_args!("next: cargo test --manifest-path {manifest}"));
        }
        let version = version_in(&self.workspace.text, "[workspace.package]");
        let version = version.unwrap_or_else(|| "0.1.0".to_owned());
        let count =
            path_methods(self.root).count() - self.overlaid.removed + self.overlaid.added.len();
        let describe = if undescribed {
            format!("- openapi/{name}.json: a description for every place that is listed above\n")
        } else {
            String::new()
        };
        let text = format!(
            "next: cargo test -p odc-{name} (this adds the crate to Cargo.lock: commit it too), then by hand\n\
             {describe}\
             - openapi/{name}.overlay.yaml: the rate limit, better names, required keys, secrets\n  \
               and after each change of these two files: cargo xtask import {name} openapi/{name}.json\n\
             - {folder}/src/lib.rs: a first call, then the tasks that users have\n\
             - {folder}: ln -s ../../LICENSE-APACHE ../../LICENSE-MIT {folder}\n\
             - Cargo.toml, [workspace.dependencies]:\n  \
               odc-{name} = {{ path = \"crates/odc-{name}\", version = \"{version}\", default-features = false }}\n\
             - README.md, the table of crates:\n  \
               | [`odc-{name}`](crates/odc-{name}) | {title} |\n\
             - CHANGELOG.md, below Added:\n  \
               - `odc-{name}`: a typed client of the {title} ({count} operations).\n\
             - tests: the crate in Cargo.toml, and a call of each operation in tests/tests/it/support/calls\n"
        );
        let mut report = Printed::default();
        text.lines().for_each(|line| report.line(line));
        report
    }

    /// The title or the version, on one line.
    fn info(&self, key: &str) -> String {
        release::info_text(self.root, key, self.name)
    }

    /// The name of the crate in code.
    fn module(&self) -> String {
        format!("odc_{}", self.name.replace('-', "_"))
    }

    /// The manifest of a member of this workspace.
    fn member_manifest(&self) -> String {
        let (name, title) = (self.name, self.info("title"));
        let description = quoted_scalar(&format!(
            "Typed client of the OutSystems Developer Cloud: {title}"
        ));
        format!(
            "\
[package]
name = \"odc-{name}\"
description = {description}
version.workspace = true
edition.workspace = true
rust-version.workspace = true
license.workspace = true
categories.workspace = true
keywords.workspace = true
# The test reads the document, which is not part of the package.
exclude = [\"tests/\"]

[lints]
workspace = true

{FEATURES}
[dependencies]
odc-runtime.workspace = true
chrono.workspace = true
httpmock = {{ workspace = true, optional = true }}
schemars = {{ workspace = true, optional = true }}
serde.workspace = true
uuid.workspace = true

[dev-dependencies]
serde_json.workspace = true
"
        )
    }

    /// The manifest of a separate crate.
    fn standalone_manifest(&self, runtime: &str) -> Result<String> {
        let (name, description) = (self.name, quoted_scalar(&self.info("title")));
        let runtime = quoted_scalar(&runtime.replace('\\', "/"));
        let [chrono, httpmock, schemars, serde, uuid, serde_json] = [
            ("chrono", false),
            ("httpmock", true),
            ("schemars", true),
            ("serde", false),
            ("uuid", false),
            ("serde_json", false),
        ]
        .map(|(name, optional)| self.dependency(name, optional));
        let (chrono, httpmock, schemars) = (chrono?, httpmock?, schemars?);
        let (serde, uuid, serde_json) = (serde?, uuid?, serde_json?);
        Ok(format!(
            "\
[package]
name = \"odc-{name}\"
description = {description}
version = \"0.1.0\"
edition = \"2024\"
publish = false

[workspace]

{FEATURES}
[dependencies]
odc-runtime = {{ path = {runtime}, default-features = false }}
{chrono}
{httpmock}
{schemars}
{serde}
{uuid}

[dev-dependencies]
{serde_json}
"
        ))
    }

    /// The line of a dependency in the manifest of this workspace.
    fn dependency(&self, name: &str, optional: bool) -> Result<String> {
        let key = format!("{name} = ");
        let mut lines = self.workspace.text.lines();
        let line = lines.find(|line| line.starts_with(&key)).ok_or_else(|| {
            Problem::new(format!("no dependency `{name}`"))
                .file(&self.workspace.file)
                .fix("put it below [workspace.dependencies] on one line")
        })?;
        let table = line.strip_suffix('}').map(str::trim_end);
        Ok(match (optional, table) {
            (false, _) => line.to_owned(),
            (true, Some(table)) => format!("{table}, optional = true }}"),
            (true, None) => {
                let version = line.replace(&key, "");
                format!("{key}{{ version = {version}, optional = true }}")
            }
        })
    }

    fn library_file(&self) -> String {
        let (title, module) = (
            release::title_and_version(self.root, self.name, ", version "),
            self.module(),
        );
        let call = first_call(self.client).map_or_else(String::new, |call| {
            format!("//! let response = client.{call}().send().await?;\n")
        });
        format!(
            "\
//! Typed client of the OutSystems Developer Cloud (ODC): {title}.
//!
//! ```{MARK}no_run
//! use {module}::Client;
//! use odc_runtime::Tenant;
//!
//! # async fn example() -> Result<(), odc_runtime::Error> {{
//! let tenant = Tenant::from_env()?; // ODC_PORTAL_DOMAIN, ODC_CLIENT_ID, ODC_CLIENT_SECRET
//! let client = Client::connect(&tenant); // no I/O yet: the first call fetches discovery and token
{call}\
//! # Ok(())
//! # }}
//! ```
//!
//! Each method of {MARK}[`Client`] returns the builder of a call from {MARK}[`builder`]. Nothing is sent before `.send()`. The
//! types of requests and responses are in {MARK}[`types`], and the operations as data in {MARK}[`operations`].

#[rustfmt::skip]
#[allow(clippy::pedantic, clippy::all, unused_imports, missing_docs, reason = \"generated\")]
mod generated;

pub use generated::client::Client;
#[cfg(feature = \"mock\")]
pub use generated::mock;
pub use generated::{{builder, operations, type_builders, types}};
"
        )
    }

    fn test_file(&self) -> String {
        let (name, module) = (self.name, self.module());
        let up = if self.runtime.is_some() {
            ".."
        } else {
            "../../.."
        };
        let methods = METHODS.map(|method| format!("\"{method}\"")).join(", ");
        let (mut constants, mut count) = (String::new(), "count".to_owned());
        let mut is_known = "        assert!(document[\"paths\"].get(path).is_some(), \"{path}\");";
        let OverlayEffect { removed, added } = &self.overlaid;
        if *removed > 0 {
            let _ = write!(
                constants,
                "/// The number of operations that the overlay removes.\nconst REMOVED: usize = {removed};\n"
            );
            count += " - REMOVED";
        }
        if !added.is_empty() {
            let total = added.len();
            let _ = write!(
                constants,
                "/// The paths of operations that the overlay adds.\n#[rustfmt::skip]\nconst ADDED: [&str; {total}] = {added:?};\n"
            );
            count += " + ADDED.len()";
            is_known = "        \
        let is_known = document[\"paths\"].get(path).is_some() || ADDED.contains(&path);
        assert!(is_known, \"{path}\");";
        }
        format!(
            "\
//! The client has every operation of its document.

use {module}::{{Client, operations}};

const DOCUMENT: &str = include_str!(\"{up}/openapi/{name}.json\");
{constants}
#[test]
fn every_operation_of_the_document_is_generated_or_listed_as_skipped() {{
    let document: serde_json::Value = serde_json::from_str(DOCUMENT).unwrap();
    let items = document[\"paths\"].as_object().unwrap().values();
    let members = items.filter_map(|item| item.as_object()).flatten();
    let methods = [
        {methods},
    ];
    let count = members
        .filter(|(name, operation)| methods.contains(&name.as_str()) && operation.is_object())
        .count();
    let known = operations::ALL.len() + operations::SKIPPED.len();
    assert_eq!(known, {count});
    for operation in operations::ALL {{
        let path = operation.path();
{is_known}
    }}
}}

#[test]
fn a_client_is_made_without_a_request() {{
    let http = odc_runtime::client::HttpClient::new();
    assert!(Client::new(\"http://127.0.0.1:9\", http).is_ok());
}}
"
        )
    }
}

/// A path as one word of a shell command.
fn shell_word(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/\\:._-".contains(c);
    if path.chars().all(plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

/// The first call that reads something and has no arguments, for the example: a list, if there is one.
fn first_call(client: &str) -> Option<&str> {
    let calls = || {
        let methods = client.lines().map(str::trim_start);
        methods.filter_map(|line| {
            let (name, rest) = line.strip_prefix("pub fn ")?.split_once('(')?;
            rest.starts_with("&self) -> builder::").then_some(name)
        })
    };
    let with_verb = |verb: &str| calls().find(|name| name.starts_with(verb));
    ["list_", "get_", "count_"].into_iter().find_map(with_verb)
}

const FEATURES: &str = "\
[features]
default = [\"rustls\"]
## TLS by rustls with the platform's certificate verifier.
rustls = [\"odc-runtime/rustls\"]
## TLS by the operating system's library.
native-tls = [\"odc-runtime/native-tls\"]
## `schemars::JsonSchema` on every generated type.
schemars = [\"dep:schemars\", \"odc-runtime/schemars\"]
## Typed helpers for `httpmock` servers, in the module `mock`.
mock = [\"dep:httpmock\"]
";
