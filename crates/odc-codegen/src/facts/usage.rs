//! Finds how each schema is used. The form of its type depends on its usage.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::{component, objects, reach};

/// How a schema is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    /// In a response, perhaps also in requests, but not in a PATCH.
    Response,
    /// Only in requests other than a PATCH.
    Request,
    /// The body of a PATCH, or an object in it. It may be used in other places too. Its type can clear a property.
    /// Elements of its lists have this usage when they are used nowhere else.
    Patch,
    Unused,
}

/// The schemas in requests and responses, directly or through others.
pub(super) struct Usages {
    pub(super) responses: BTreeSet<String>,
    requests: BTreeSet<String>,
    /// The bodies of PATCH operations, and objects in them.
    merged: BTreeSet<String>,
    /// Elements of lists and maps in bodies of PATCH operations.
    elements: BTreeSet<String>,
}

impl Usages {
    pub(super) fn read(root: &Value) -> Self {
        let mut usages = Self {
            responses: BTreeSet::new(),
            requests: BTreeSet::new(),
            merged: BTreeSet::new(),
            elements: BTreeSet::new(),
        };
        for (_, item) in objects(root, "/paths") {
            for (method, operation) in item.as_object().into_iter().flatten() {
                if method == "parameters" {
                    reach(root, operation, &mut usages.requests);
                    continue;
                }
                for (status, response) in operation
                    .get("responses")
                    .and_then(Value::as_object)
                    .into_iter()
                    .flatten()
                {
                    if status.starts_with('2') {
                        reach(root, response, &mut usages.responses);
                    }
                }
                if let Some(parameters) = operation.get("parameters") {
                    reach(root, parameters, &mut usages.requests);
                }
                match operation.get("requestBody") {
                    Some(body) if method == "patch" => usages.add_merged(root, body),
                    Some(body) => reach(root, body, &mut usages.requests),
                    None => {}
                }
            }
        }
        usages
    }

    /// Adds the schemas of a PATCH body. Elements of lists and maps go to a separate set, since a PATCH replaces the
    /// whole list or map.
    fn add_merged(&mut self, root: &Value, value: &Value) {
        match value {
            Value::Object(object) => {
                if let Some(reference) = object.get("$ref").and_then(Value::as_str)
                    && self.merged.insert(component(reference))
                    && let Some(target) = reference.strip_prefix('#').and_then(|p| root.pointer(p))
                {
                    self.add_merged(root, target);
                }
                for (key, value) in object {
                    match (key.as_str(), value) {
                        ("properties", Value::Object(properties)) => {
                            properties.values().for_each(|p| self.add_merged(root, p));
                        }
                        ("items" | "additionalProperties", element) => {
                            reach(root, element, &mut self.elements);
                        }
                        (_, value) => self.add_merged(root, value),
                    }
                }
            }
            Value::Array(array) => array.iter().for_each(|v| self.add_merged(root, v)),
            _ => {}
        }
    }

    pub(super) fn is_sent(&self, published: &str) -> bool {
        [&self.requests, &self.merged, &self.elements]
            .iter()
            .any(|sent| sent.contains(published))
    }

    pub(super) fn usage_of_schema(&self, published: &str) -> Usage {
        if self.merged.contains(published) {
            Usage::Patch
        } else if self.responses.contains(published) {
            Usage::Response
        } else if self.requests.contains(published) {
            Usage::Request
        } else if self.elements.contains(published) {
            Usage::Patch
        } else {
            Usage::Unused
        }
    }
}
