//! Decides whether a response is a list: the operation then gets the verb `list`.

use serde_json::Value;

use super::rules::{LIST_ITEMS, LIST_PLACES};
use super::schemas;
use crate::document::{component, resolve};

/// Whether a response holds an array, or one page of a list.
pub(super) fn is_list(root: &Value, response: &Value) -> bool {
    let content = resolve(root, response).get("content");
    let content = content.and_then(Value::as_object);
    let mut bodies = content.into_iter().flatten();
    bodies.any(|(_, body)| {
        body.get("schema")
            .is_some_and(|schema| is_list_schema(root, schema))
    })
}

fn is_list_schema(root: &Value, schema: &Value) -> bool {
    let schema = single_part(schema);
    let name = schema.get("$ref").and_then(Value::as_str).map(component);
    let is_named_list = name.is_some_and(|name| {
        let name = schemas::best_name(&name);
        name.ends_with("Page") || name.ends_with("List")
    });
    let schema = resolve(root, schema);
    is_named_list || schema.get("type").is_some_and(|ty| ty == "array") || is_page(schema)
}

/// The part of a composition that has only one part; otherwise the schema itself.
fn single_part(schema: &Value) -> &Value {
    ["allOf", "oneOf", "anyOf"]
        .iter()
        .find_map(
            |composer| match schema.get(composer)?.as_array()?.as_slice() {
                [only] => Some(only),
                _ => None,
            },
        )
        .unwrap_or(schema)
}

/// Whether a schema is a page: an array of items, and a property with the position of the items in the whole list.
fn is_page(schema: &Value) -> bool {
    let properties = schema.get("properties").and_then(Value::as_object);
    let properties = || properties.into_iter().flatten();
    let items = |(name, property): (&String, &Value)| {
        let is_array = property.get("type").is_some_and(|ty| ty == "array");
        is_array && LIST_ITEMS.holds(&name.to_ascii_lowercase())
    };
    let is_place = |name: &str| LIST_PLACES.find(&name.to_ascii_lowercase()).is_some();
    properties().any(items) && properties().any(|(name, _)| is_place(name))
}

/// Names of members with which other services select or describe a page, in lower case and without symbols. Names that
/// also influence the name of the method are in `LIST_PLACES`.
const SELECTORS: [&str; 46] = [
    "after",
    "batchsize",
    "before",
    "bookmark",
    "contentrange",
    "endingbefore",
    "exclusivestartkey",
    "from",
    "fromindex",
    "hasnext",
    "hasprevious",
    "istruncated",
    "itemsperpage",
    "lastevaluatedkey",
    "limit",
    "link",
    "links",
    "marker",
    "max",
    "maxid",
    "maxitems",
    "maxkeys",
    "maxrecords",
    "maxresults",
    "pagination",
    "paging",
    "perpage",
    "prev",
    "range",
    "rows",
    "scrollid",
    "sinceid",
    "size",
    "skip",
    "skiptoken",
    "start",
    "startafter",
    "startat",
    "startindex",
    "startingafter",
    "startkey",
    "take",
    "token",
    "top",
    "truncated",
    "untilid",
];

/// Whether a member or a header selects or describes a part of a list. The spelling does not matter: `$top` counts as
/// `top`, and `per_page` and `X-Per-Page` count as `perpage`.
pub(crate) fn is_place_in_list(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let lower = lower.strip_prefix("x-").unwrap_or(&lower);
    let plain: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    LIST_PLACES.find(&plain).is_some() || SELECTORS.contains(&plain.as_str())
}
