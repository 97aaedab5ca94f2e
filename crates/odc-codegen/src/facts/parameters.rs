//! The facts of a parameter.

use std::collections::HashMap;
use std::ops::Deref;

use serde_json::Value;

use crate::document::{Document, flag, prose, text};
use crate::names::{self, Published, overlay_name};

#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    pub(crate) published: String,
    pub(crate) ident: String,
    pub(crate) place: String,
    pub(crate) description: String,
    /// The separator of a list that is sent as one text.
    pub(crate) separator: Option<String>,
}

/// The parameters of an operation. An operation may have thousands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parameters {
    list: Vec<Parameter>,
    by_ident: HashMap<String, usize>,
}

impl Parameters {
    /// The parameter with a Rust name.
    pub(crate) fn named(&self, ident: &str) -> Option<&Parameter> {
        self.list.get(self.place(ident)?)
    }

    /// The place of the parameter with a Rust name.
    pub(crate) fn place(&self, ident: &str) -> Option<usize> {
        self.by_ident.get(ident).copied()
    }
}

impl From<Vec<Parameter>> for Parameters {
    fn from(list: Vec<Parameter>) -> Self {
        let idents = list.iter().map(|parameter| parameter.ident.clone());
        let by_ident = idents.zip(0..).collect();
        Self { list, by_ident }
    }
}

impl Deref for Parameters {
    type Target = [Parameter];

    fn deref(&self) -> &[Parameter] {
        &self.list
    }
}

/// The parameters of an operation, in the order of the document.
pub(super) fn read_parameters(
    document: &Document,
    operation: &str,
    parameters: &[&Value],
) -> Vec<Parameter> {
    let published = parameters.iter().map(|parameter| {
        let text = |key| parameter.get(key).and_then(Value::as_str);
        Published {
            name: text("name").unwrap_or_default(),
            place: text("in").unwrap_or_default(),
            given: overlay_name(parameter),
        }
    });
    let idents = names::parameter_names(&published.collect::<Vec<_>>());
    let pairs = parameters.iter().zip(idents);
    pairs
        .map(|(parameter, ident)| {
            let (place, published) = (text(parameter.get("in")), text(parameter.get("name")));
            // From the style of the parameter, or from the overlay.
            let mark = document.findings.separator(operation, (&place, &published));
            let comma = flag(parameter, "x-odc-comma-list").then_some(",");
            Parameter {
                description: prose(parameter),
                separator: mark.or(comma).map(str::to_owned),
                ident,
                place,
                published,
            }
        })
        .collect()
}
