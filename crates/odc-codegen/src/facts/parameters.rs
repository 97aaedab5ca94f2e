//! What the document says of a parameter.

use serde_json::Value;

use crate::document::{Document, flag, prose, text};
use crate::names::{self, Published, given};

#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    pub(crate) published: String,
    pub(crate) ident: String,
    pub(crate) place: String,
    pub(crate) description: String,
    /// What joins the values of a list although its schema is a string.
    pub(crate) joined_with: Option<String>,
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
            given: given(parameter),
        }
    });
    let idents = names::parameters(&published.collect::<Vec<_>>());
    let pairs = parameters.iter().zip(idents);
    pairs
        .map(|(parameter, ident)| {
            let (place, published) = (text(parameter.get("in")), text(parameter.get("name")));
            // By the overlay's word, or by the style of the parameter.
            let mark = document
                .findings
                .joined_with(operation, (&place, &published));
            let comma = flag(parameter, "x-odc-comma-list").then_some(",");
            Parameter {
                description: prose(parameter),
                joined_with: mark.or(comma).map(str::to_owned),
                ident,
                place,
                published,
            }
        })
        .collect()
}
