//! Applies an `OpenAPI` Overlay (Specification 1.0.0) to a document.
//!
//! The overlay holds what we add to a published document: Rust names, limits, required keys. Each action has a
//! description that says why it is needed. An action that matches nothing is an error, so an action is deleted when a
//! document no longer needs it.

mod places;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::document::bounds::{MAX_DEPTH, too_deep, weight};
use crate::document::grammar::{self, Misfit, Object};
use crate::document::parse::Document;
use crate::document::pointer::{child, key_of};
use crate::document::problem::{Problem, Result};
use places::Strict;

/// The deepest nesting of brackets and parentheses in a target. Real targets nest less. Each filter inside a filter
/// doubles the time of the parser of targets, and each level of parentheses takes space on its stack.
const MAX_NESTING: usize = 8;

/// The largest product of the numbers of selectors in the brackets of a target. A target may find the same value as
/// many times as this product. Real targets have fewer selectors.
const MAX_SELECTORS: usize = 1_000;

/// The largest overlay, in bytes. Real overlays are smaller. The YAML parser takes very long for a large text that
/// nests deeply.
const MAX_TEXT: usize = 1 << 20;

/// An overlay (OpenAPI Overlay 1.0.0): actions that change a document.
#[derive(Debug)]
pub struct Overlay {
    file: String,
    text: String,
    actions: Vec<Action>,
}

#[derive(Debug)]
struct Action {
    target: String,
    /// Why the action is needed.
    description: String,
    update: Option<Value>,
    remove: bool,
}

impl Overlay {
    /// Reads the text of an overlay. `file` is its name in problems.
    ///
    /// # Errors
    /// Text that is not an overlay, or an overlay of another version.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        if text.len() > MAX_TEXT {
            let what = format!("an overlay of more than {} KiB", MAX_TEXT >> 10);
            let problem = Problem::new(what).file(file).line(Some(1)).pointer("");
            return Err(problem.fix("use fewer and more general actions, or repair the document"));
        }
        if is_deep(text) {
            let problem = too_deep().file(file).line(Some(1)).pointer("");
            return Err(problem);
        }
        let Strict(value) = serde_norway::from_str(text).map_err(|e| {
            Problem::new(format!("not valid YAML: {e}"))
                .file(file)
                .line(e.location().map_or(Some(1), |l| Some(l.line())))
                .fix("correct it; each key may be given once")
        })?;
        let mut overlay = Self {
            file: file.to_owned(),
            text: text.to_owned(),
            actions: Vec::new(),
        };
        let refused = |misfit: Misfit| {
            overlay
                .problem(&misfit.pointer, misfit.what)
                .fix("correct it; openapi/README.md says what an overlay holds")
        };
        grammar::check(&value, &grammar::OVERLAY).map_err(refused)?;
        unknown(&value, &grammar::OVERLAY, "").map_err(refused)?;
        if value["overlay"] != "1.0.0" {
            let what = format!("overlay version {}", value["overlay"]);
            return Err(overlay.problem("/overlay", what).fix("use 1.0.0"));
        }
        let actions = value["actions"].as_array().into_iter().flatten();
        let actions = actions.enumerate().map(|(i, action)| {
            unknown(action, &grammar::ACTION, &format!("/actions/{i}")).map_err(refused)?;
            Ok(Action::of(action))
        });
        overlay.actions = actions.collect::<Result<_>>()?;
        Ok(overlay)
    }

    /// Applies all actions in order. Returns how many values each action changed.
    ///
    /// # Errors
    /// An action that matches nothing, does nothing, or has a target that is not a `JSONPath` (RFC 9535). A document
    /// that becomes too large or nests too deeply.
    pub fn apply(&self, document: &mut Document) -> Result<Vec<usize>> {
        self.apply_each(document, &mut |_, _| {})
    }

    /// Does the same as [`apply`](Self::apply). After each action it calls `applied` with the index of the action and
    /// the changed document.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub(crate) fn apply_each(
        &self,
        document: &mut Document,
        applied: &mut dyn FnMut(usize, &Document),
    ) -> Result<Vec<usize>> {
        let mut matched = Vec::new();
        for (index, action) in self.actions.iter().enumerate() {
            let found = action.apply(document);
            matched.push(found.map_err(|problem| self.locate_at_action(problem, index))?);
            applied(index, document);
        }
        document.check_bounds()?;
        Ok(matched)
    }

    /// The file as shown to the user.
    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    /// The description of an action, which says why it is needed.
    pub(crate) fn description(&self, index: usize) -> &str {
        let action = self.actions.get(index);
        action.map_or("", |action| action.description.trim())
    }

    /// The problem, with the file, line and pointer of an action.
    #[must_use]
    pub fn locate_at_action(&self, problem: Problem, index: usize) -> Problem {
        let pointer = format!("/actions/{index}");
        let line = self.line_of(&pointer);
        problem.file(&self.file).line(line).pointer(pointer)
    }

    /// The line of a JSON pointer in this file.
    #[must_use]
    pub fn line_of(&self, pointer: &str) -> Option<usize> {
        places::line_of(&self.text, pointer)
    }

    /// A problem at a place in this file.
    fn problem(&self, pointer: &str, what: String) -> Problem {
        Problem::new(what)
            .file(&self.file)
            .line(self.line_of(pointer))
            .pointer(pointer)
    }
}

/// Whether brackets outside of quotes nest so deeply that the YAML parser would take too long. Its time grows with the
/// square of the depth. Brackets in prose are counted too. They do no harm, because they come in pairs.
fn is_deep(text: &str) -> bool {
    let (mut depth, mut quote, mut last) = (0_usize, None, b' ');
    text.bytes().any(|byte| {
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            // After a letter or a digit it is an apostrophe.
            (None, b'\'' | b'"') if !last.is_ascii_alphanumeric() => quote = Some(byte),
            (None, b'[' | b'{') => depth += 1,
            (None, b']' | b'}') => depth = depth.saturating_sub(1),
            (Some(_) | None, _) => {}
        }
        last = byte;
        depth > MAX_DEPTH * 10
    })
}

/// Refuses a member that the specification does not define, because it is probably a mistake.
fn unknown(value: &Value, object: &Object, pointer: &str) -> std::result::Result<(), Misfit> {
    let mut members = value.as_object().into_iter().flatten();
    match members.find(|(key, _)| !key.starts_with("x-") && object.member(key).is_none()) {
        Some((key, _)) => Err(Misfit {
            pointer: child(pointer, key),
            what: format!("{} has no `{key}`", object.one),
        }),
        None => Ok(()),
    }
}

impl Action {
    /// Reads an action that the tables accept.
    fn of(value: &Value) -> Self {
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        Self {
            target: text("target"),
            description: text("description"),
            update: value.get("update").cloned(),
            remove: value["remove"] == true,
        }
    }

    fn apply(&self, document: &mut Document) -> Result<usize> {
        if self.description.trim().is_empty() {
            return Err(Problem::new("the action has no description").fix("say why it is needed"));
        }
        if self.remove == self.update.is_some() {
            return Err(
                Problem::new("the action has neither or both of `update` and `remove`")
                    .fix("give one"),
            );
        }
        let path = parse_target(&self.target)?;
        let most = document.max_weight;
        let root = &mut document.root;
        let pointers = pointers(&path, root);
        if pointers.is_empty() {
            return Err(
                Problem::new(format!("`{}` matches nothing in the document", self.target)).fix(
                    "correct the target, or delete the action if the document no longer needs it",
                ),
            );
        }
        let Some(update) = &self.update else {
            remove_all(root, &pointers)?;
            return Ok(pointers.len());
        };
        if weight(root) + weight(update).saturating_mul(pointers.len()) > most {
            let what = format!(
                "the action makes the document larger than {} MiB",
                most >> 20
            );
            return Err(Problem::new(what)
                .fix("let its target match fewer values, or make its update smaller"));
        }
        // An element that is appended is one level below the target.
        let below = depth(update) + 1;
        // A place changes after the places inside it.
        for pointer in pointers.iter().rev() {
            if pointer.matches('/').count() + below > MAX_DEPTH {
                return Err(too_deep());
            }
            if let Some(target) = root.pointer_mut(pointer) {
                merge(target, update);
            }
        }
        Ok(pointers.len())
    }
}

/// Overlay 1.0.0, section 4.4.3: objects merge recursively, the update is appended to an array, and any other value is
/// replaced.
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

/// Reads the target of an action.
///
/// # Errors
/// A target that is not a `JSONPath` (RFC 9535), or that could take too much time or memory.
pub fn parse_target(target: &str) -> Result<JsonPath> {
    let form = Form::of(target);
    if form.nesting > MAX_NESTING {
        let what = format!("the target nests deeper than {MAX_NESTING} levels");
        return Err(Problem::new(what).fix("write it with fewer filters inside one another"));
    }
    if form.roots > 1 || form.descents > 1 {
        let what = "the target goes through the whole document for each value that it looks at";
        let fix = "write it with one `$` and at most one `..`, such as $.paths[?@.get]";
        return Err(Problem::new(what).fix(fix));
    }
    if form.expressions > 0 {
        let what = "the target holds a regular expression, which may take any time and memory";
        let fix = "name the values, or compare with `==`";
        return Err(Problem::new(what).fix(fix));
    }
    if form.selectors > MAX_SELECTORS {
        let what = format!("the target can find a value more than {MAX_SELECTORS} times");
        return Err(Problem::new(what).fix("write it with fewer selectors in its brackets"));
    }
    JsonPath::parse(target).map_err(|e| {
        Problem::new(format!("target `{target}` is not a JSONPath: {e}"))
            .fix("write it as RFC 9535 says, such as $.paths['/users'].get")
    })
}

/// The JSON pointers of the values that a target matches, in order. The list is empty if the target is not a `JSONPath`.
#[must_use]
pub fn places_of(target: &str, root: &Value) -> Vec<String> {
    parse_target(target).map_or_else(|_| Vec::new(), |path| pointers(&path, root))
}

/// The JSON pointers of the values that a path finds. A target may name the elements of an array in any order, and a
/// place more than once. So `dedup` sorts the places and removes duplicates.
fn pointers(path: &JsonPath, root: &Value) -> Vec<String> {
    let found = path.query_located(root).dedup();
    let places = found.locations();
    places
        .map(serde_json_path::NormalizedPath::to_json_pointer)
        .collect()
}

/// How many levels are below a value.
fn depth(value: &Value) -> usize {
    let below = |deepest: Option<usize>| deepest.map_or(0, |deepest| deepest + 1);
    match value {
        Value::Object(object) => below(object.values().map(depth).max()),
        Value::Array(list) => below(list.iter().map(depth).max()),
        _ => 0,
    }
}

/// The features of a target that decide how long it takes. Text in quotes does not count.
#[derive(Debug, PartialEq, Eq)]
struct Form {
    /// How deeply brackets and parentheses nest.
    nesting: usize,
    /// How many `$` it has. A path begins at each of them.
    roots: usize,
    /// How many `..` it has. Each of them looks at all values below a value.
    descents: usize,
    /// The product of the numbers of selectors in its brackets.
    selectors: usize,
    /// How many calls of `match` and `search` it has (RFC 9535, sections 2.4.6 and 2.4.7).
    expressions: usize,
}

impl Form {
    fn of(target: &str) -> Self {
        let mut form = Self {
            nesting: 0,
            roots: 0,
            descents: 0,
            selectors: 1,
            expressions: 0,
        };
        let mut word = String::new();
        // The number of selectors of each open bracket. For an open parenthesis it is 0, because commas in it separate
        // arguments.
        let mut open: Vec<usize> = Vec::new();
        let (mut quote, mut last) = (None, ' ');
        let mut chars = target.chars();
        while let Some(c) = chars.next() {
            match (quote, c) {
                (Some(_), '\\') => drop(chars.next()),
                (Some(begun), c) if c == begun => quote = None,
                (None, '\'' | '"') => quote = Some(c),
                (None, '[') => open.push(1),
                (None, '(') => {
                    open.push(0);
                    form.expressions += usize::from(matches!(&*word, "match" | "search"));
                }
                (None, ',') => {
                    if let Some(selectors) = open.last_mut().filter(|selectors| **selectors > 0) {
                        *selectors += 1;
                    }
                }
                (None, ']' | ')') => {
                    let selectors = open.pop().unwrap_or_default().max(1);
                    form.selectors = form.selectors.saturating_mul(selectors);
                }
                (None, '$') => form.roots += 1,
                (None, '.') if last == '.' => form.descents += 1,
                _ => {}
            }
            if quote.is_none() && c.is_ascii_alphanumeric() {
                word.push(c);
            } else if !c.is_whitespace() {
                word.clear();
            }
            form.nesting = form.nesting.max(open.len());
            last = c;
        }
        form
    }
}

/// Removes the values at these pointers. It removes all values of one object or array in one step.
fn remove_all(root: &mut Value, pointers: &[String]) -> Result<()> {
    let mut gone: HashMap<&str, HashSet<String>> = HashMap::new();
    for pointer in pointers {
        let Some((parent, token)) = pointer.rsplit_once('/') else {
            return Err(
                Problem::new("the target is the whole document, which cannot be removed")
                    .fix("name a part of it"),
            );
        };
        gone.entry(parent).or_default().insert(key_of(token));
    }
    // The deepest values are removed first. A removal from an array changes the pointers of all values inside its later
    // elements.
    let mut gone: Vec<(&str, HashSet<String>)> = gone.into_iter().collect();
    gone.sort_by_key(|(parent, _)| Reverse(parent.matches('/').count()));
    for (parent, tokens) in gone {
        match root.pointer_mut(parent) {
            Some(Value::Object(object)) => object.retain(|key, _| !tokens.contains(key)),
            Some(Value::Array(array)) => {
                let mut indices = 0..;
                array.retain(|_| {
                    indices
                        .next()
                        .is_none_or(|i| !tokens.contains(&i.to_string()))
                });
            }
            _ => {}
        }
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
        Overlay::parse("x.overlay.yaml", &text)?.apply(&mut document)?;
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
    fn remove_removes_every_match() {
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
    fn remove_accepts_elements_in_any_order_and_twice() {
        let root = json!({"c": [1, 2, 3, 4]});
        for target in ["$.c[2,0]", "$.c[2::-2]", "$.c[0,2,0]"] {
            let action = format!("- {{target: '{target}', description: why, remove: true}}");
            assert_eq!(applied(&root, &action).unwrap(), json!({"c": [2, 4]}));
        }
    }

    #[test]
    fn remove_removes_a_part_of_one_element_and_another_element_at_once() {
        let root = json!({"c": [{"x": 1}, {"x": 2}, {"x": [3, 4]}, {"y": 5}]});
        for target in ["$.c[0,1,2][?@ == 2]", "$..[?@ == 2]"] {
            let action = format!("- {{target: '{target}', description: why, remove: true}}");
            let left = json!({"c": [{"x": 1}, {}, {"x": [3, 4]}, {"y": 5}]});
            assert_eq!(applied(&root, &action).unwrap(), left);
        }
        let inside =
            "- {target: '$..[?@.x == 1 || @ == 2 || @ == 4]', description: why, remove: true}";
        let left = json!({"c": [{}, {"x": [3]}, {"y": 5}]});
        assert_eq!(applied(&root, inside).unwrap(), left);
    }

    #[test]
    fn a_value_that_is_named_twice_is_changed_once() {
        let action = "- {target: '$[\"a\",\"a\"]', description: why, update: [2]}";
        let changed = applied(&json!({"a": [1]}), action).unwrap();
        assert_eq!(changed, json!({"a": [1, 2]}));
    }

    #[test]
    fn actions_cannot_nest_deeper_than_a_document_may() {
        let update = (0..100).fold("1".to_owned(), |update, _| format!("{{x: {update}}}"));
        let action = format!("- {{target: '$..x', description: why, update: {update}}}\n");
        let refused = applied(&json!({"x": {}}), &action.repeat(2)).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "x.overlay.yaml:5: /actions/1: nested deeper than 120 levels; \
             move the inner schema to a component and refer to it"
        );
    }

    #[test]
    fn a_target_of_filters_in_filters_is_refused_and_not_tried() {
        for (open, close) in [("[?@", "]"), ("[?(", ")]"), ("[?(@", ")]")] {
            let target = format!("$.a{}{}", open.repeat(5_000), close.repeat(5_000));
            let action = format!("- {{target: '{target}', description: why, remove: true}}");
            let refused = applied(&json!({"a": 1}), &action).unwrap_err();
            assert_eq!(
                refused.to_string(),
                "x.overlay.yaml:4: /actions/0: the target nests deeper than 8 levels; \
                 write it with fewer filters inside one another"
            );
        }
        let brackets_in_a_name =
            r#"- {target: "$['[[[[[[[[[[\\'(']", description: why, remove: true}"#;
        let root = json!({"[[[[[[[[[['(": 1, "b": 2});
        assert_eq!(applied(&root, brackets_in_a_name).unwrap(), json!({"b": 2}));
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
            "x.overlay.yaml:4: /actions/0: `$.gone` matches nothing in the document; \
             correct the target, or delete the action if the document no longer needs it"
        );
    }

    #[test]
    fn a_refusal_names_the_line_of_its_action_and_what_is_wrong_with_it() {
        let root = json!({"a": 1});
        let good = "- {target: $.a, description: why, update: 2}\n- target: $.a\n  ";
        for (second, refusal) in [
            (
                "description: why",
                "x.overlay.yaml:5: /actions/1: the action has neither or both of `update` and `remove`; ",
            ),
            (
                "description: ' '\n  remove: true",
                "x.overlay.yaml:5: /actions/1: the action has no description; ",
            ),
            (
                "remove: true",
                "x.overlay.yaml:5: /actions/1: an action needs `description`, and this one lacks it; ",
            ),
            (
                "description: why\n  remove: yes please",
                "x.overlay.yaml:7: /actions/1/remove: true or false belongs here, not the text `yes please`; ",
            ),
            (
                "description: why\n  update:\n    b: 1\n    b: 2",
                "x.overlay.yaml:9: not valid YAML: actions[1].update",
            ),
            (
                "description: why\n  replace: 1",
                "x.overlay.yaml:7: /actions/1/replace: an action has no `replace`; ",
            ),
        ] {
            let refused = applied(&root, &format!("{good}{second}"))
                .unwrap_err()
                .to_string();
            assert!(refused.starts_with(refusal), "{refused}");
        }
        let refused = applied(&root, "- {target: a, description: why, remove: true}");
        let refused = refused.unwrap_err().to_string();
        assert!(
            refused.starts_with("x.overlay.yaml:4: /actions/0: target `a` is not a JSONPath: "),
            "{refused}"
        );
    }

    #[test]
    fn another_version_is_refused() {
        let text = "info: {}\noverlay: 2.0.0\nactions: []\n";
        assert_eq!(
            Overlay::parse("x.overlay.yaml", text)
                .unwrap_err()
                .to_string(),
            "x.overlay.yaml:2: /overlay: overlay version \"2.0.0\"; use 1.0.0"
        );
    }

    #[test]
    fn an_action_needs_a_description() {
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
