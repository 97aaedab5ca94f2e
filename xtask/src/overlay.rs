//! Applies an `OpenAPI` Overlay (Specification 1.0.0) to a document.
//!
//! The overlay holds what we add to a published document: Rust names, limits, required keys. Each
//! action says why it is there, and one that matches nothing is an error, so that none outlives
//! the form that it was written for.

use serde::Deserialize;
use serde_json::Value;
use serde_json_path::JsonPath;

use crate::document::Document;
use crate::problem::{Problem, Result};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Overlay {
    #[serde(rename = "overlay")]
    version: String,
    #[allow(
        dead_code,
        reason = "demanded by the specification; for readers of the file"
    )]
    info: serde::de::IgnoredAny,
    actions: Vec<Action>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Action {
    target: String,
    /// Why the action is needed.
    description: String,
    update: Option<Value>,
    #[serde(default)]
    remove: bool,
}

impl Overlay {
    /// # Errors
    /// Text that is no overlay, or an overlay of another version.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self> {
        let overlay: Self = serde_norway::from_str(text).map_err(|e| {
            Problem::new(format!("not a valid overlay: {e}"))
                .file(file)
                .line(e.location().map(|l| l.line()))
        })?;
        if overlay.version != "1.0.0" {
            return Err(
                Problem::new(format!("overlay version `{}`", overlay.version))
                    .file(file)
                    .fix("use 1.0.0"),
            );
        }
        Ok(overlay)
    }

    /// Applies all actions in order; gives back how many values each of them changed.
    ///
    /// # Errors
    /// An action that matches nothing, does nothing, or has a target that is no `JSONPath` (RFC 9535).
    pub(crate) fn apply(&self, file: &str, document: &mut Document) -> Result<Vec<usize>> {
        self.actions
            .iter()
            .enumerate()
            .map(|(i, action)| {
                action
                    .apply(&mut document.root)
                    .map_err(|problem| problem.file(file).pointer(format!("/actions/{i}")))
            })
            .collect()
    }
}

impl Action {
    fn apply(&self, root: &mut Value) -> Result<usize> {
        if self.description.trim().is_empty() {
            return Err(Problem::new("the action has no description").fix("say why it is needed"));
        }
        if self.remove == self.update.is_some() {
            return Err(
                Problem::new("the action has neither or both of `update` and `remove`")
                    .fix("give one"),
            );
        }
        let path = JsonPath::parse(&self.target)
            .map_err(|e| Problem::new(format!("target `{}` is no JSONPath: {e}", self.target)))?;
        let mut pointers: Vec<String> = path
            .query_located(root)
            .locations()
            .map(serde_json_path::NormalizedPath::to_json_pointer)
            .collect();
        if pointers.is_empty() {
            return Err(
                Problem::new(format!("`{}` matches nothing in the document", self.target)).fix(
                    "correct the target, or delete the action if the document no longer needs it",
                ),
            );
        }
        // Removal from the back keeps the places of earlier array elements valid.
        pointers.reverse();
        for pointer in &pointers {
            match &self.update {
                Some(update) => {
                    if let Some(target) = root.pointer_mut(pointer) {
                        merge(target, update);
                    }
                }
                None => remove(root, pointer)?,
            }
        }
        Ok(pointers.len())
    }
}

/// Overlay 1.0.0, section 4.4.3: objects merge recursively, arrays grow, everything else is replaced.
fn merge(target: &mut Value, update: &Value) {
    match (target, update) {
        (Value::Object(target), Value::Object(update)) => {
            for (key, value) in update {
                merge(target.entry(key).or_insert(Value::Null), value);
            }
        }
        (Value::Array(target), Value::Array(update)) => target.extend(update.iter().cloned()),
        (Value::Array(target), update) => target.push(update.clone()),
        (target, update) => *target = update.clone(),
    }
}

fn remove(root: &mut Value, pointer: &str) -> Result<()> {
    let Some((parent, token)) = pointer.rsplit_once('/') else {
        return Err(Problem::new(
            "the target is the whole document, which cannot be removed",
        ));
    };
    let token = token.replace("~1", "/").replace("~0", "~");
    match root.pointer_mut(parent) {
        Some(Value::Object(object)) => drop(object.shift_remove(&token)),
        Some(Value::Array(array)) => {
            if let Some(i) = token.parse().ok().filter(|i| *i < array.len()) {
                array.remove(i);
            }
        }
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn applied(root: &Value, actions: &str) -> Result<Value> {
        let mut document = Document::parse("x.json", &root.to_string())?;
        let text = format!("overlay: 1.0.0\ninfo: {{title: t, version: '1'}}\nactions:\n{actions}");
        Overlay::parse("x.overlay.yaml", &text)?.apply("x.overlay.yaml", &mut document)?;
        Ok(document.root)
    }

    #[test]
    fn update_merges_objects_and_appends_to_arrays() {
        let root = json!({"a": {"b": 1}, "c": [1]});
        let changed = applied(
            &root,
            "- {target: $.a, description: why, update: {b: 2, d: 3}}\n- {target: $.c, description: why, update: 2}",
        );
        assert_eq!(
            changed.unwrap(),
            json!({"a": {"b": 2, "d": 3}, "c": [1, 2]})
        );
    }

    #[test]
    fn remove_takes_every_match_away() {
        let root = json!({"c": [1, 5, 2, 6]});
        assert_eq!(
            applied(
                &root,
                "- {target: '$.c[?@ > 4]', description: why, remove: true}"
            )
            .unwrap(),
            json!({"c": [1, 2]})
        );
    }

    #[test]
    fn an_action_that_matches_nothing_is_an_error() {
        let refused = applied(
            &json!({}),
            "- {target: $.gone, description: why, remove: true}",
        )
        .unwrap_err();
        assert_eq!(
            refused.to_string(),
            "x.overlay.yaml: /actions/0: `$.gone` matches nothing in the document; \
             correct the target, or delete the action if the document no longer needs it"
        );
    }

    #[test]
    fn an_action_says_why() {
        assert!(
            applied(
                &json!({"a": 1}),
                "- {target: $.a, description: '', remove: true}"
            )
            .is_err()
        );
        assert!(applied(&json!({"a": 1}), "- {target: $.a, remove: true}").is_err());
    }
}
