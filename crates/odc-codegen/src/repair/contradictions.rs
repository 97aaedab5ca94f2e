//! Finds schemas that contradict each other. Two schemas contradict each other when a value of one may not fit the other.

use indexmap::IndexMap;
use serde_json::Value;

use super::parameters::unwrapped;
use crate::document::resolve;

/// The properties about which the parts of a schema contradict each other.
pub(super) fn contradicted_properties(root: &Value, schema: &Value) -> Vec<String> {
    let mut declared: IndexMap<String, Vec<Value>> = IndexMap::new();
    add_properties(root, schema, &mut declared);
    let contradicted = declared.into_iter().filter(|(_, schemas)| {
        let others = |i: usize| schemas[i + 1..].iter();
        let mut pairs = (0..schemas.len()).flat_map(|i| others(i).map(move |other| (i, other)));
        pairs.any(|(i, other)| contradict(root, &schemas[i], other, MAX_NESTED_LISTS))
    });
    contradicted.map(|(name, _)| name).collect()
}

/// Adds the properties of a schema and its parts, each with all its different schemas.
fn add_properties(root: &Value, schema: &Value, declared: &mut IndexMap<String, Vec<Value>>) {
    let schema = resolve(root, schema);
    let parts = schema.get("allOf").and_then(Value::as_array);
    for part in parts.into_iter().flatten() {
        add_properties(root, part, declared);
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    for (name, property) in properties.into_iter().flatten() {
        let schemas = declared.entry(name.clone()).or_default();
        if !schemas.contains(property) {
            schemas.push(property.clone());
        }
    }
}

/// How many lists in lists are compared. A list may contain itself.
pub(super) const MAX_NESTED_LISTS: usize = 8;

/// Whether two schemas contradict each other. A schema that says less than the other does not contradict it.
pub(super) fn contradict(root: &Value, one: &Value, other: &Value, lists: usize) -> bool {
    let (one, other) = (unwrapped(root, one), unwrapped(root, other));
    if lists == 0 || std::ptr::eq(one, other) {
        return false;
    }
    let both = |key: &str| one.get(key).zip(other.get(key));
    let differ = |key: &str| both(key).is_some_and(|(one, other)| one != other);
    let is_number = |schema: &Value| matches!(schema["type"].as_str(), Some("integer" | "number"));
    let types = differ("type") && !(is_number(one) && is_number(other));
    let elements = both("items");
    let elements = elements.is_some_and(|(one, other)| contradict(root, one, other, lists - 1));
    let members = both("properties").is_some_and(|(one, other)| one != other);
    types || elements || members || differ("format") || differ("enum")
}
