//! The only place that knows progenitor: normalized document in, `syn::File` out.
//!
//! Progenitor and typify panic on forms that they do not know, and nothing says that they end: they are a job. What they
//! say names no place in the document; see [`culprit`].

mod culprit;
mod trim;

use progenitor_impl::{GenerationSettings, Generator, InterfaceStyle, TagStyle, TypeImpl};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::api::Api;
use crate::contain::{self, Failure, Job};
use crate::document::Document;
use crate::problem::Result;

/// What to do about a failure whose place is not known.
const REMOVE: &str = "remove what the generator does not know with an overlay action";

/// Where generated code finds its enums, wherever it stands itself.
const ENUMS: &str = "crate::generated::enums";

/// What progenitor is given.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Input {
    paths: Value,
    schemas: Value,
    /// The schemas that are emitted as open enums.
    enums: Vec<String>,
}

impl Job for Input {
    const NAME: &'static str = "progenitor";
    type Done = std::result::Result<String, String>;

    fn done(self) -> Self::Done {
        tokens(self)
    }
}

/// Progenitor's output, or how it failed.
type Run = fn(&Input) -> std::result::Result<std::result::Result<String, String>, Failure>;

/// Progenitor's output; what it refuses it has failed with.
fn run(input: &Input, how: Run) -> std::result::Result<String, Failure> {
    how(input)?.map_err(Failure::Refused)
}

/// # Errors
/// Anything that `openapiv3` or progenitor refuses, panics, crashes and hangs included; with the place of its cause.
pub(crate) fn generate(document: &Document, api: &Api) -> Result<syn::File> {
    let enums = api
        .schemas
        .iter()
        .filter(|(_, schema)| schema.values.is_some());
    let part = |pointer| document.root.pointer(pointer).cloned();
    let input = Input {
        paths: part("/paths").unwrap_or_else(|| json!({})),
        schemas: part("/components/schemas").unwrap_or_else(|| json!({})),
        enums: enums.map(|(name, _)| name.clone()).collect(),
    };
    let tokens = run(&input, contain::generator).map_err(|failure| match failure {
        Failure::Refused(reason) => culprit::blamed(&input, &reason, document, api),
        Failure::Endless(time) => {
            let reason = format!("progenitor did not end within {time:?}");
            culprit::blamed(&input, &reason, document, api)
        }
        Failure::NotRun(e) => contain::not_run(&e),
    })?;
    syn::parse_file(&tokens).map_err(|e| {
        let what = format!("progenitor wrote code that does not parse: {e}");
        document.problem("", what).fix(REMOVE)
    })
}

/// Progenitor's output as text.
fn tokens(input: Input) -> std::result::Result<String, String> {
    let mut spec =
        json!({"openapi": "3.0.3", "info": {"title": "", "version": ""}, "components": {}});
    spec["paths"] = input.paths;
    spec["components"]["schemas"] = input.schemas;
    let spec: openapiv3::OpenAPI =
        serde_json::from_value(spec).map_err(|e| format!("openapiv3 cannot read it: {e}"))?;
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_tag(TagStyle::Merged);
    for name in &input.enums {
        let impls = [TypeImpl::Display, TypeImpl::FromStr].into_iter();
        settings.with_replacement(name, format!("{ENUMS}::{name}"), impls);
    }
    let tokens = Generator::new(&settings).generate_tokens(&spec);
    tokens
        .map(|tokens| trim::without_type_builders(tokens).to_string())
        .map_err(|e| format!("progenitor refuses it: {e}"))
}
