//! What the document says of a parameter.

use serde_json::Value;

use crate::document::findings::JOINED_WITH;
use crate::document::{flag, prose, text};
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

pub(super) fn read_parameters(parameters: &[&Value]) -> Vec<Parameter> {
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
        .map(|(parameter, ident)| read_parameter(parameter, ident))
        .collect()
}

fn read_parameter(parameter: &Value, ident: String) -> Parameter {
    let published = text(parameter.get("name"));
    Parameter {
        ident,
        place: text(parameter.get("in")),
        description: prose(parameter),
        joined_with: joined_with(parameter),
        published,
    }
}

/// By the overlay's word, or by the style of the parameter.
fn joined_with(parameter: &Value) -> Option<String> {
    let mark = parameter.get(JOINED_WITH).and_then(Value::as_str);
    let comma = flag(parameter, "x-odc-comma-list").then_some(",");
    mark.or(comma).map(str::to_owned)
}
