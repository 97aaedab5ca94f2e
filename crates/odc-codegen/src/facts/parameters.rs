//! The facts of a parameter.

use std::collections::HashMap;
use std::ops::Deref;

use serde_json::Value;

use crate::document::findings::Rules;
use crate::document::{Document, child, component, flag, prose, resolve};
use crate::names::{self, Published, overlay_name};

#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    pub(crate) published: String,
    pub(crate) ident: String,
    pub(crate) place: String,
    pub(crate) description: String,
    /// The separator of a list that is sent as one text.
    pub(crate) separator: Option<String>,
    /// Whether the separator comes from the style of the parameter. A value that contains this separator would become
    /// two values, so it is refused. Otherwise the separator comes from the overlay, and one text may contain several
    /// values.
    pub(crate) is_split_by_style: bool,
    pub(crate) is_required: bool,
    pub(crate) is_list: bool,
    /// The type and the format of the value, or of each value of a list.
    pub(crate) ty: String,
    pub(crate) format: Option<String>,
    /// The values that the document lists, as they are sent.
    pub(crate) values: Vec<String>,
    pub(crate) rules: Rules,
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
            // A name is sent unchanged. Spaces around it are part of it.
            let part = |key| {
                parameter
                    .get(key)
                    .and_then(Value::as_str)
                    .unwrap_or_default()
            };
            let (place, published) = (part("in").to_owned(), part("name").to_owned());
            // The separator comes from the style of the parameter, or from the overlay.
            let mark = document.findings.separator(operation, (&place, &published));
            let comma = flag(parameter, "x-odc-comma-list").then_some(",");
            let value = Sent::read(document, parameter);
            Parameter {
                is_required: flag(parameter, "required") || place == "path",
                is_list: value.is_list || mark.is_some() || comma.is_some(),
                ty: value.ty,
                format: value.format,
                values: value.values,
                rules: document.findings.rules(operation, (&place, &published)),
                description: prose(parameter),
                is_split_by_style: mark.is_some(),
                separator: mark.or(comma).map(str::to_owned),
                ident,
                place,
                published,
            }
        })
        .collect()
}

/// The type of the value of a parameter, or of each value of a list.
struct Sent {
    is_list: bool,
    ty: String,
    format: Option<String>,
    values: Vec<String>,
}

impl Sent {
    fn read(document: &Document, parameter: &Value) -> Self {
        let mut schema = parameter.get("schema").unwrap_or(&Value::Null);
        let list = resolve(&document.root, schema);
        let is_list = list.get("type").is_some_and(|ty| ty == "array");
        if is_list {
            schema = list.get("items").unwrap_or(&Value::Null);
        }
        let component = single(schema)
            .get("$ref")
            .and_then(Value::as_str)
            .map(component);
        let schema = resolve(&document.root, single(schema));
        let mut values: Vec<String> = schema
            .get("enum")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        if let Some(component) = component {
            let numbers = document
                .findings
                .numbers(&child("/components/schemas", &component));
            values.extend(numbers.iter().map(|number| number.value.to_string()));
        }
        let text = |key: &str| schema.get(key).and_then(Value::as_str).map(str::to_owned);
        Self {
            is_list,
            ty: text("type").unwrap_or_else(|| "string".to_owned()),
            format: text("format"),
            values,
        }
    }
}

/// The only part of an `allOf`, or else the schema itself. A repair puts such an `allOf` around a nullable reference.
fn single(schema: &Value) -> &Value {
    match schema
        .get("allOf")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    {
        Some([only]) => only,
        _ => schema,
    }
}
