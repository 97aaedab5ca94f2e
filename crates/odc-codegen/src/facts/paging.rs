//! Finds operations that return lists page by page.
//!
//! Such an operation takes a limit and an offset, in any spelling. Its response has the items and an object `page` with
//! the next offset. Lists with other kinds of paging, such as cursors or page numbers, are ordinary calls.

use serde_json::Value;

use super::parameters::Parameter;
use crate::document::resolve;

/// The parameter and properties that the stream of a list uses.
#[derive(Debug, Clone)]
pub(crate) struct Paging {
    /// The Rust name of the parameter that holds the offset.
    pub(crate) offset: String,
    /// The property of the response that holds the items.
    pub(crate) items: String,
    /// The property of the response that holds the next offset.
    pub(crate) page: String,
}

/// Returns how an operation pages; `None` when it does not. `response` is the schema of its successful response.
pub(super) fn find_paging(
    root: &Value,
    parameters: &[&Value],
    read: &[Parameter],
    response: &Value,
) -> Option<Paging> {
    let offset = counter_parameter(parameters, "offset")?;
    counter_parameter(parameters, "limit")?;
    let list = |schema: &Value| schema.get("type").is_some_and(|ty| ty == "array");
    let items = property(root, response, "results")
        .or_else(|| property(root, response, "items"))
        .filter(|(_, schema)| list(schema))?;
    let page = property(root, response, "page")?;
    property(root, page.1, "nextPageOffset").filter(|(_, schema)| is_counter(schema))?;
    let offset = read
        .iter()
        .find(|p| p.place == "query" && p.published == offset)?;
    Some(Paging {
        offset: offset.ident.clone(),
        items: items.0.to_owned(),
        page: page.0.to_owned(),
    })
}

/// The published name of the optional number `name` in the query: `Limit`, `Page.Limit`.
fn counter_parameter<'a>(parameters: &[&'a Value], name: &str) -> Option<&'a str> {
    parameters.iter().find_map(|parameter| {
        let published = parameter.get("name").and_then(Value::as_str)?;
        let member = published.rsplit('.').next().unwrap_or(published);
        let number = parameter.get("schema").is_some_and(is_counter);
        let optional = parameter.get("required").is_none_or(|r| r == false);
        let in_query = parameter.get("in").is_some_and(|place| place == "query");
        (in_query && number && optional && member.eq_ignore_ascii_case(name)).then_some(published)
    })
}

/// Whether a schema is a number that the runtime can use as an offset.
fn is_counter(schema: &Value) -> bool {
    schema.get("type").is_some_and(|ty| ty == "integer")
        && schema
            .get("format")
            .is_none_or(|format| matches!(format.as_str(), Some("int32" | "int64" | "uint32")))
}

/// A property of an object or of its `allOf` parts; case does not matter.
fn property<'a>(root: &'a Value, schema: &'a Value, name: &str) -> Option<(&'a str, &'a Value)> {
    let schema = resolve(root, schema);
    let own = schema.get("properties").and_then(Value::as_object);
    let own = own.into_iter().flatten();
    let mut own = own.filter(|(published, _)| published.eq_ignore_ascii_case(name));
    let parts = || schema.get("allOf").and_then(Value::as_array);
    own.next()
        .map(|(published, schema)| (published.as_str(), schema))
        .or_else(|| {
            let mut parts = parts().into_iter().flatten();
            parts.find_map(|part| property(root, part, name))
        })
}
