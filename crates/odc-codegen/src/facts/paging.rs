//! Which operations answer lists page by page, and where the pages say so.
//!
//! A list takes a limit and an offset, under whatever spelling, and answers its items beside an object `page` that names
//! the next offset. Lists that page otherwise, by cursors or numbers, are calls like any other.

use serde_json::Value;

use super::parameters::Parameter;
use crate::document::resolve;

/// What the stream of a list needs to know, by published names.
#[derive(Debug, Clone)]
pub(crate) struct Paging {
    /// The Rust name of the parameter that holds the offset.
    pub(crate) offset: String,
    /// The property of the answer that holds the items.
    pub(crate) items: String,
    /// The property of the answer that tells the page's place.
    pub(crate) page: String,
}

/// `answer` is the schema of the success.
pub(super) fn of(
    root: &Value,
    parameters: &[&Value],
    read: &[Parameter],
    answer: &Value,
) -> Option<Paging> {
    let offset = counting(parameters, "offset")?;
    counting(parameters, "limit")?;
    let list = |schema: &Value| schema.get("type").is_some_and(|ty| ty == "array");
    let items = property(root, answer, "results")
        .or_else(|| property(root, answer, "items"))
        .filter(|(_, schema)| list(schema))?;
    let page = property(root, answer, "page")?;
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

/// The optional number in the query that is called `name`, alone or as a member: `Limit`, `Page.Limit`.
fn counting<'a>(parameters: &[&'a Value], name: &str) -> Option<&'a str> {
    parameters.iter().find_map(|parameter| {
        let published = parameter.get("name").and_then(Value::as_str)?;
        let member = published.rsplit('.').next().unwrap_or(published);
        let number = parameter.get("schema").is_some_and(is_counter);
        let optional = parameter.get("required").is_none_or(|r| r == false);
        let in_query = parameter.get("in").is_some_and(|place| place == "query");
        (in_query && number && optional && member.eq_ignore_ascii_case(name)).then_some(published)
    })
}

/// A number that the runtime's offsets can be made of.
fn is_counter(schema: &Value) -> bool {
    schema.get("type").is_some_and(|ty| ty == "integer")
        && schema
            .get("format")
            .is_none_or(|format| matches!(format.as_str(), Some("int32" | "int64" | "uint32")))
}

/// A property of an object by its name, whatever its case, its own or one that `allOf` brings.
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
