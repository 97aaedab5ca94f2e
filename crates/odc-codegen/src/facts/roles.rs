//! What a schema is used for: the shape of its type follows from that.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::{component, objects, reach};

/// What a schema is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// An answer, or part of one, whatever else but a PATCH it is used for.
    Answer,
    /// Sent, and neither answered nor part of a PATCH.
    Request,
    /// The body of a PATCH or an object in it, whatever else it is used for, else nothing could be cleared;
    /// and the elements of its lists, if they are used for nothing else.
    Patch,
    Unused,
}

/// Which schemas requests and answers reach.
pub(super) struct Roles {
    pub(super) answers: BTreeSet<String>,
    requests: BTreeSet<String>,
    /// The bodies of PATCH operations, and objects in them.
    merged: BTreeSet<String>,
    /// Elements of lists and maps in bodies of PATCH operations.
    elements: BTreeSet<String>,
}

impl Roles {
    pub(super) fn of(root: &Value) -> Self {
        let mut roles = Self {
            answers: BTreeSet::new(),
            requests: BTreeSet::new(),
            merged: BTreeSet::new(),
            elements: BTreeSet::new(),
        };
        for (_, item) in objects(root, "/paths") {
            for (method, operation) in item.as_object().into_iter().flatten() {
                if method == "parameters" {
                    reach(root, operation, &mut roles.requests);
                    continue;
                }
                for (status, response) in operation
                    .get("responses")
                    .and_then(Value::as_object)
                    .into_iter()
                    .flatten()
                {
                    if status.starts_with('2') {
                        reach(root, response, &mut roles.answers);
                    }
                }
                if let Some(parameters) = operation.get("parameters") {
                    reach(root, parameters, &mut roles.requests);
                }
                match operation.get("requestBody") {
                    Some(body) if method == "patch" => roles.merged(root, body),
                    Some(body) => reach(root, body, &mut roles.requests),
                    None => {}
                }
            }
        }
        roles
    }

    /// What a PATCH body is made of, the elements of its lists and maps apart: they may be replaced as wholes.
    fn merged(&mut self, root: &Value, value: &Value) {
        match value {
            Value::Object(object) => {
                if let Some(reference) = object.get("$ref").and_then(Value::as_str)
                    && self.merged.insert(component(reference))
                    && let Some(target) = reference.strip_prefix('#').and_then(|p| root.pointer(p))
                {
                    self.merged(root, target);
                }
                for (key, value) in object {
                    match (key.as_str(), value) {
                        ("properties", Value::Object(properties)) => {
                            properties.values().for_each(|p| self.merged(root, p));
                        }
                        ("items" | "additionalProperties", element) => {
                            reach(root, element, &mut self.elements);
                        }
                        (_, value) => self.merged(root, value),
                    }
                }
            }
            Value::Array(array) => array.iter().for_each(|v| self.merged(root, v)),
            _ => {}
        }
    }

    pub(super) fn is_sent(&self, published: &str) -> bool {
        [&self.requests, &self.merged, &self.elements]
            .iter()
            .any(|sent| sent.contains(published))
    }

    pub(super) fn of_schema(&self, published: &str) -> Role {
        if self.merged.contains(published) {
            Role::Patch
        } else if self.answers.contains(published) {
            Role::Answer
        } else if self.requests.contains(published) {
            Role::Request
        } else if self.elements.contains(published) {
            Role::Patch
        } else {
            Role::Unused
        }
    }
}
