//! Proposes a text for a parameter: our text of the same parameter of other operations. A person decides. A proposal is
//! never written to a file, because a text that is right for one operation may be wrong for another.

use std::collections::HashMap;

use serde_json::Value;

use super::kinds::NEUTRAL;
use odc_codegen::diff::Place;
use odc_codegen::document::{key_of, path_methods};

/// Our texts of the parameters of a document.
#[derive(Debug, Default)]
pub(super) struct Proposals {
    /// The text, and the number of operations that have it; `None` if there are several texts.
    texts: HashMap<String, Option<(String, usize)>>,
}

impl Proposals {
    pub(super) fn read(root: &Value) -> Self {
        let mut proposals = Self::default();
        let at = Place::root(root);
        for (path, method) in path_methods(root) {
            let operation = at.find(&["paths", path, method]);
            for parameter in operation.iter().flat_map(|at| at.list("parameters")) {
                let text = parameter.text("description");
                if let (Some(text), Some(identity)) = (text, identity(path, &parameter)) {
                    proposals.add(identity, text);
                }
            }
        }
        proposals
    }

    fn add(&mut self, identity: String, text: &str) {
        if text == NEUTRAL {
            return;
        }
        let known = self.texts.entry(identity);
        let known = known.or_insert_with(|| Some((text.to_owned(), 0)));
        *known = known
            .take()
            .filter(|(known, _)| known == text)
            .map(|(known, count)| (known, count + 1));
    }

    /// A text for this place of a new document, if all operations with the same parameter have the same text.
    pub(super) fn find(&self, root: &Value, pointer: &str) -> Option<String> {
        let (at, _) = pointer
            .rsplit_once('/')
            .filter(|(_, key)| *key == "description")?;
        let tokens: Vec<&str> = at.split('/').skip(1).collect();
        let ["paths", path, _, "parameters", _] = tokens.as_slice() else {
            return None;
        };
        let parameter = Place {
            root,
            value: root.pointer(at)?,
            pointer: at.to_owned(),
        };
        let identity = identity(&key_of(path), &parameter)?;
        let (text, count) = self.texts.get(&identity)?.as_ref()?;
        let name = parameter.text("name")?;
        let noun = if *count == 1 {
            "operation"
        } else {
            "operations"
        };
        Some(format!("{text} (our text of `{name}` in {count} {noun})"))
    }
}

/// The identity of a parameter: its name, its place, its schema, and for a parameter of the path also the segment
/// before it. Two parameters are the same when their identities are equal.
fn identity(path: &str, parameter: &Place<'_>) -> Option<String> {
    let (name, place) = (parameter.text("name")?, parameter.text("in")?);
    let before = path
        .split(&format!("{{{name}}}"))
        .next()
        .unwrap_or_default();
    let thing = before.trim_end_matches('/').rsplit('/').next();
    let thing = thing.filter(|_| place == "path").unwrap_or_default();
    let schema = parameter.value.get("schema").cloned().unwrap_or_default();
    Some(format!("{place} {thing} {name} {}", facts(&schema)))
}

/// The schema without its texts, and with its members in order.
fn facts(schema: &Value) -> String {
    let mut members: Vec<String> = schema
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(key, _)| !matches!(key.as_str(), "description" | "title" | "example"))
        .map(|(key, value)| format!("{key}: {value}"))
        .collect();
    members.sort_unstable();
    members.join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn listing(path: &str, description: &str) -> Value {
        let key = json!({"name": "key", "in": "path", "description": description, "schema": {"type": "string"}});
        let limit = json!({"name": "limit", "in": "query", "description": "At most so many.", "schema": {"type": "integer"}});
        json!({"paths": {path: {"get": {"parameters": [key, limit]}}}})
    }

    fn proposed(old: &Value, new: &Value, path: &str, index: usize) -> Option<String> {
        let pointer = format!("/paths/{path}/get/parameters/{index}/description");
        Proposals::read(old).find(new, &pointer)
    }

    #[test]
    fn the_text_of_an_identical_parameter_is_proposed() {
        let old = listing("/users/{key}", "Key of the user.");
        let new = listing("/users/{key}/roles", "Published.");
        assert_eq!(
            proposed(&old, &new, "~1users~1{key}~1roles", 0).as_deref(),
            Some("Key of the user. (our text of `key` in 1 operation)")
        );
        assert_eq!(
            proposed(&old, &new, "~1users~1{key}~1roles", 1).as_deref(),
            Some("At most so many. (our text of `limit` in 1 operation)")
        );
    }

    #[test]
    fn a_key_of_another_thing_another_type_and_several_texts_get_no_proposal() {
        let old = listing("/users/{key}", "Key of the user.");
        let groups = listing("/groups/{key}", "Published.");
        assert_eq!(proposed(&old, &groups, "~1groups~1{key}", 0), None);
        let mut other = listing("/users/{key}/roles", "Published.");
        let parameters = &mut other["paths"]["/users/{key}/roles"]["get"]["parameters"];
        parameters[1]["schema"] = json!({"type": "string"});
        assert_eq!(proposed(&old, &other, "~1users~1{key}~1roles", 1), None);
        let mut both = old.clone();
        let more = listing("/users/{key}/groups", "Which user.");
        both["paths"]["/users/{key}/groups"] = more["paths"]["/users/{key}/groups"].clone();
        assert_eq!(proposed(&both, &other, "~1users~1{key}~1roles", 0), None);
    }
}
