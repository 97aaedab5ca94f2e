//! The hand-written part of a new client crate, as it begins.

use serde_json::Value;

use super::Place;
use crate::api::one_line;
use crate::names::{METHODS, objects};

pub(super) struct Crate<'a> {
    pub(super) name: &'a str,
    pub(super) root: &'a Value,
    pub(super) place: &'a Place,
}

impl Crate<'_> {
    /// Every file but the generated ones, by its path in the crate.
    pub(super) fn files(&self) -> Vec<(&'static str, String)> {
        vec![
            ("Cargo.toml", self.manifest()),
            ("src/lib.rs", self.library()),
            ("tests/operations.rs", self.test()),
        ]
    }

    /// Title and version, for `openapi/README.md`.
    pub(super) fn describes(&self) -> String {
        format!("{}, `{}`", self.info("title"), self.info("version"))
    }

    /// As part of a comment and of a TOML string.
    fn info(&self, name: &str) -> String {
        let text = one_line(self.root.pointer(&format!("/info/{name}"))).replace(['"', '\\'], "'");
        if text.is_empty() {
            self.name.to_owned()
        } else {
            text
        }
    }

    /// The crate's name in code.
    fn module(&self) -> String {
        format!("odc_{}", self.name.replace('-', "_"))
    }

    fn manifest(&self) -> String {
        let (name, title) = (self.name, self.info("title"));
        let features = FEATURES;
        match &self.place.crates {
            None => format!(
                "[package]\nname = \"odc-{name}\"\ndescription = \"Typed client of the OutSystems Developer Cloud: {title}\"\n\
                 version.workspace = true\nedition.workspace = true\nrust-version.workspace = true\nlicense.workspace = true\n\
                 categories.workspace = true\nkeywords.workspace = true\n\
                 # The test reads the document, which is no part of the package.\nexclude = [\"tests/\"]\n\n[lints]\nworkspace = true\n\n{features}\n\
                 [dependencies]\nodc-runtime.workspace = true\nchrono.workspace = true\n\
                 httpmock = {{ workspace = true, optional = true }}\nschemars = {{ workspace = true, optional = true }}\n\
                 serde.workspace = true\nuuid.workspace = true\n\n[dev-dependencies]\nfutures.workspace = true\n\
                 serde_json.workspace = true\ntokio = {{ workspace = true, features = [\"macros\", \"rt-multi-thread\"] }}\n"
            ),
            Some(crates) => format!(
                "[package]\nname = \"odc-{name}\"\ndescription = \"{title}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
                 publish = false\n\n[workspace]\n\n{features}\n[dependencies]\n\
                 odc-runtime = {{ path = \"{}\", default-features = false }}\n{EXTERNAL}",
                crates
                    .join("odc-runtime")
                    .display()
                    .to_string()
                    .replace('\\', "/")
            ),
        }
    }

    fn library(&self) -> String {
        let (title, module) = (self.info("title"), self.module());
        format!(
            "//! Typed client of the OutSystems Developer Cloud (ODC): {title}, version `{}`.\n//!\n\
             //! ```no_run\n//! use {module}::Client;\n//! use odc_runtime::Tenant;\n//!\n\
             //! # fn main() -> Result<(), odc_runtime::Error> {{\n\
             //! let tenant = Tenant::from_env()?; // ODC_PORTAL_DOMAIN, ODC_CLIENT_ID, ODC_CLIENT_SECRET\n\
             //! let client = Client::connect(&tenant); // no I/O yet; discovery and token come with the first call\n\
             //! # Ok(())\n//! # }}\n//! ```\n//!\n\
             //! Each method of [`Client`] starts a call and answers with a builder from [`builder`]; nothing is sent\n\
             //! before `.send()`. What goes in and comes out is in [`types`], the operations as data in [`operations`].\n\n\
             #[rustfmt::skip]\n\
             #[allow(clippy::pedantic, clippy::all, unused_imports, missing_docs, reason = \"generated\")]\n\
             mod generated;\n\npub use generated::client::Client;\n#[cfg(feature = \"mock\")]\npub use generated::mock;\n\
             pub use generated::{{builder, operations, type_builders, types}};\n",
            self.info("version")
        )
    }

    fn test(&self) -> String {
        let (name, module) = (self.name, self.module());
        let up = if self.place.crates.is_some() {
            ".."
        } else {
            "../../.."
        };
        let count: usize = objects(self.root, "/paths")
            .map(|(_, item)| {
                item.as_object()
                    .into_iter()
                    .flatten()
                    .filter(|(method, _)| METHODS.contains(&method.as_str()))
                    .count()
            })
            .sum();
        format!(
            "//! The client has every operation of its document.\n\n\
             use {module}::operations;\n\nconst DOCUMENT: &str = include_str!(\"{up}/openapi/{name}.json\");\n\n\
             #[test]\nfn every_operation_of_the_document_is_generated_or_said_to_be_skipped() {{\n\
             \x20   assert_eq!(operations::ALL.len() + operations::SKIPPED.len(), {count});\n\
             \x20   for operation in operations::ALL {{\n\
             \x20       assert!(DOCUMENT.contains(operation.path()), \"{{operation:?}}\");\n    }}\n}}\n\n\
             #[test]\nfn a_client_is_made_without_any_call() {{\n\
             \x20   let client = {module}::Client::new(\"http://127.0.0.1:9\", odc_runtime::client::HttpClient::new());\n\
             \x20   assert!(client.is_ok());\n}}\n"
        )
    }
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

/// The versions that the workspace uses.
const EXTERNAL: &str = "\
chrono = { version = \"0.4\", default-features = false, features = [\"clock\", \"serde\", \"std\"] }
httpmock = { version = \"0.9\", default-features = false, optional = true }
schemars = { version = \"1\", default-features = false, features = [\"derive\", \"std\", \"uuid1\", \"chrono04\"], optional = true }
serde = { version = \"1\", features = [\"derive\"] }
uuid = { version = \"1\", features = [\"serde\"] }
";

/// A stub that generates, with an action of every kind to begin from.
pub(super) fn overlay(name: &str) -> String {
    format!(
        "\
# What we add to openapi/{name}.json: OpenAPI Overlay Specification 1.0.0.
# Every action says why. One that matches nothing fails the generation, so that none outlives its cause.
overlay: 1.0.0
info:
  title: Rust names, limits and required keys of {name}
  version: 1.0.0
actions: []

# - target: $
#   description: All operations of an organization share 100 requests per minute.
#   update:
#     x-odc-rate-limit: {{pool: {name}, perMinute: 100}}
# - target: $.paths['/things'].get
#   description: The name that the documentation uses.
#   update: {{x-rust-name: list_things}}
# - target: $.components.schemas.ThingApiResponse.properties.key
#   description: A record without its key is of no use to anybody.
#   update: {{x-odc-required: true}}
"
    )
}
