//! The only place that knows progenitor: normalized document in, `syn::File` out.
//!
//! Progenitor and typify panic on forms that they do not know, and nothing says that they end; see [`contain`].

mod contain;
mod trim;

use progenitor_impl::{GenerationSettings, Generator, InterfaceStyle, TagStyle, TypeImpl};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::api::Api;
use crate::document::Document;
use crate::problem::{Problem, Result};

pub(crate) use contain::{HIDDEN, contain_by, work};

/// Where generated code finds its enums, wherever it stands itself.
const ENUMS: &str = "crate::generated::enums";

/// What progenitor is given.
#[derive(Debug, Serialize, Deserialize)]
struct Input {
    root: Value,
    /// The schemas that are emitted as open enums.
    enums: Vec<String>,
}

/// # Errors
/// Anything that `openapiv3` or progenitor refuses, panics, crashes and hangs included.
pub(crate) fn generate(document: &Document, api: &Api) -> Result<syn::File> {
    let enums = api
        .schemas
        .iter()
        .filter(|(_, schema)| schema.values.is_some());
    let input = Input {
        root: document.root.clone(),
        enums: enums.map(|(name, _)| name.clone()).collect(),
    };
    let tokens = contain::run(&input).map_err(|problem| problem.file(&document.file))?;
    syn::parse_file(&tokens).map_err(|e| {
        Problem::new(format!("progenitor wrote code that does not parse: {e}")).file(&document.file)
    })
}

/// Progenitor's output as text.
fn tokens(input: Input) -> std::result::Result<String, String> {
    let spec: openapiv3::OpenAPI = serde_json::from_value(input.root)
        .map_err(|e| format!("not an OpenAPI 3.0 document: {e}"))?;
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
        .map_err(|e| format!("progenitor refuses the document: {e}"))
}
