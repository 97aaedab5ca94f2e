//! Gives every operation the parameters of its path item, and marks those in the path as required.
//!
//! Published: parameters on the path item, some repeated by an operation (which overrides them); path parameters without
//! `required: true`. Progenitor takes an overridden parameter twice and panics on an optional one in the path.
//! Lowered:   each operation has all of its parameters, once.

use serde_json::{Value, json};

use super::{Changes, operations};
use crate::api::resolve;
use crate::document::Document;
use crate::problem::Result;

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    let published = document.root.clone();
    for operation in operations(&published) {
        let item = operation.rsplit_once('/').map_or("", |(item, _)| item);
        let list = |at: &str| {
            published
                .pointer(&format!("{at}/parameters"))
                .and_then(Value::as_array)
                .cloned()
        };
        let own = list(&operation).unwrap_or_default();
        let identity = |parameter: &Value| {
            let parameter = resolve(&published, parameter);
            (parameter.get("name").cloned(), parameter.get("in").cloned())
        };
        let shared = list(item).unwrap_or_default();
        let overridden = |parameter: &&Value| {
            own.iter()
                .any(|other| identity(other) == identity(parameter))
        };
        let mut all: Vec<Value> = shared
            .iter()
            .filter(|p| !overridden(p))
            .chain(&own)
            .cloned()
            .collect();
        for parameter in &mut all {
            let resolved = resolve(&published, parameter);
            let in_path = resolved.get("in").is_some_and(|place| place == "path");
            if in_path && resolved.get("required") != Some(&json!(true)) {
                *parameter = resolved.clone();
                parameter["required"] = json!(true);
            }
        }
        if all != own
            && let Some(target) = document.root.pointer_mut(&operation)
        {
            target["parameters"] = all.into();
            changes.push(operation);
        }
    }
    for (_, item) in document.root["paths"].as_object_mut().into_iter().flatten() {
        if let Some(item) = item.as_object_mut() {
            item.shift_remove("parameters");
        }
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_overrides_a_parameter_of_its_path_item_and_keeps_the_others() {
        let parameter = |name: &str, place: &str, text: &str| json!({"name": name, "in": place, "description": text});
        let root = json!({"paths": {"/a/{key}": {
            "parameters": [parameter("key", "path", "k"), parameter("q", "query", "shared")],
            "get": {"parameters": [parameter("q", "query", "own")]},
        }}});
        let mut document = Document::parse("x.json", &root.to_string()).unwrap();
        assert_eq!(apply(&mut document).unwrap(), ["/paths/~1a~1{key}/get"]);
        assert!(
            apply(&mut document).unwrap().is_empty(),
            "a second run finds nothing to do"
        );
        let mut key = parameter("key", "path", "k");
        key["required"] = json!(true);
        assert_eq!(
            document.root["paths"]["/a/{key}"],
            json!({"get": {"parameters": [key, parameter("q", "query", "own")]}})
        );
    }
}
