//! Runs progenitor as a job.

use progenitor_impl::{GenerationSettings, Generator, InterfaceStyle, TagStyle, TypeImpl};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::trim;
use crate::contain::{Failure, Job};

/// The module of enums in generated code.
const ENUMS: &str = "crate::generated::enums";

/// The input of progenitor.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Input {
    pub(super) paths: Value,
    pub(super) schemas: Value,
    /// The names of the schemas that `emit` writes as open enums.
    pub(super) enums: Vec<String>,
}

impl Job for Input {
    const NAME: &'static str = "progenitor";
    type Output = std::result::Result<String, String>;

    fn run(self) -> Self::Output {
        tokens(self)
    }
}

/// A function that runs the job with limits.
pub(super) type Run =
    fn(&Input) -> std::result::Result<std::result::Result<String, String>, Failure>;

/// Runs progenitor. A refusal of progenitor is a failure too.
pub(super) fn run(input: &Input, how: Run) -> std::result::Result<String, Failure> {
    how(input)?.map_err(Failure::Refused)
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
