//! Finds the overlay actions that do not fit a new document, and their probable corrections.
//!
//! `generate` stops at the first action that matches nothing. An import lists all of them, with a correction for each. It
//! then continues as if the corrections were in the file, so that wrong actions cause no further findings.

use serde_json::{Value, json};

use super::matches::Matches;
use super::targets::{self, Name, Section};
use odc_codegen::Source;
use odc_codegen::diff::{Kind, Place, Shape};
use odc_codegen::document::overlay::{self, Overlay};
use odc_codegen::document::{Document, Problem, Result};

/// For this number of actions that do not fit, the line is looked up.
const MAX_PLACED: usize = 100;

/// The overlay of a document, action by action.
#[derive(Debug)]
pub(super) struct Actions {
    file: String,
    /// The overlay as it is in the file, for the lines of its actions.
    read: Overlay,
    list: Vec<Value>,
}

/// An action that needs a correction.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct StaleAction {
    /// The index of the action, from 0.
    pub(super) index: usize,
    /// The line of its target.
    pub(super) line: Option<usize>,
    pub(super) what: String,
    pub(super) fix: String,
    /// Whether it was applied with the correction that `fix` names.
    pub(super) is_corrected: bool,
}

/// The current document, and the renamed schemas and paths.
pub(super) struct Before<'a> {
    pub(super) document: &'a Document,
    pub(super) matches: &'a Matches,
}

impl Actions {
    /// # Errors
    /// Text that is no overlay.
    pub(super) fn parse(source: &Source) -> Result<Self> {
        let read = Overlay::parse(&source.file, &source.text)?;
        let overlay: Value = serde_norway::from_str(&source.text)
            .map_err(|e| Problem::new(format!("not a valid overlay: {e}")).file(&source.file))?;
        Ok(Self {
            file: source.file.clone(),
            read,
            list: Place::root(&overlay)
                .list("actions")
                .into_iter()
                .map(|at| at.value.clone())
                .collect(),
        })
    }

    /// Applies the actions to the current document, and skips those that do not match. The overlay may already use names of
    /// the new document. Here they are replaced by the old names.
    ///
    /// # Errors
    /// An action that is wrong for every document.
    pub(super) fn apply_before(&self, document: &mut Document, matches: &Matches) -> Result<()> {
        for (i, action) in self.list.iter().enumerate() {
            let target_before = target_before(target(action), &document.root, matches);
            if count_matches(&target_before, &document.root) > 0 {
                let mut action = action.clone();
                action["target"] = target_before.into();
                self.apply(i, &action, document)?;
            }
        }
        Ok(())
    }

    /// Applies all actions, with corrections where they are needed and known. Returns the overlay as it was applied, and the
    /// actions that the user must correct.
    ///
    /// # Errors
    /// An action that is wrong for every document.
    pub(super) fn apply_corrected(
        &self,
        document: &mut Document,
        before: Option<&Before<'_>>,
    ) -> Result<(Source, Vec<StaleAction>)> {
        let mut stale = Vec::new();
        let mut applied = Vec::new();
        for (index, action) in self.list.iter().enumerate() {
            let written = target(action);
            let correction = before.and_then(|before| find_correction(written, before, document));
            let fits = count_matches(written, &document.root) > 0;
            if fits && correction.is_none() || overlay::parse_target(written).is_err() {
                self.apply(index, action, document)?;
                applied.push(action.clone());
                continue;
            }
            let correction = correction.filter(|r| count_matches(&r.target, &document.root) > 0);
            if let Some(correction) = &correction {
                let mut corrected = action.clone();
                corrected["target"] = correction.target.clone().into();
                self.apply(index, &corrected, document)?;
                applied.push(corrected);
            }
            // Each line costs one more reading of the text.
            let is_among_the_first = stale.len() < MAX_PLACED;
            let line = || self.read.line_of(&format!("/actions/{index}/target"));
            stale.push(StaleAction {
                line: is_among_the_first.then(line).flatten(),
                ..StaleAction::new(index, written, fits, correction)
            });
        }
        let text = overlay_with(&applied).to_string();
        let file = self.file.clone();
        Ok((Source { file, text }, stale))
    }

    fn apply(&self, index: usize, action: &Value, document: &mut Document) -> Result<()> {
        let text = overlay_with(std::slice::from_ref(action)).to_string();
        let applied = Overlay::parse(&self.file, &text).and_then(|o| o.apply(document));
        applied
            .map(drop)
            .map_err(|problem| self.read.locate_at_action(problem, index))
    }
}

impl StaleAction {
    fn new(index: usize, target: &str, fits: bool, correction: Option<Correction>) -> Self {
        let what = if fits {
            format!("matches only part of what it names: {target}")
        } else {
            format!("matches nothing: {target}")
        };
        let is_corrected = correction.is_some();
        let correct = "correct the target, or delete the action if the document no longer needs it";
        let fix = match correction {
            Some(correction) if correction.target == target => {
                format!("{}: {correct}", correction.why)
            }
            Some(Correction { target, why }) => format!("probably {target} ({why})"),
            None => correct.to_owned(),
        };
        Self {
            index,
            line: None,
            what,
            fix,
            is_corrected,
        }
    }
}

fn overlay_with(actions: &[Value]) -> Value {
    json!({"overlay": "1.0.0", "info": {"title": "", "version": ""}, "actions": actions})
}

fn target(action: &Value) -> &str {
    action
        .get("target")
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// How many values a target matches; 0 if it is not a `JSONPath`.
fn count_matches(target: &str, root: &Value) -> usize {
    overlay::parse_target(target).map_or(0, |path| path.query_located(root).len())
}

/// The target for the old document: names that the old document does not have are replaced by the old names.
fn target_before(written: &str, old: &Value, matches: &Matches) -> String {
    let (old, names) = (Place::root(old), targets::find_names(written));
    let is_new = |name: &&Name| {
        let place = [name.section.path(), &[&name.text]].concat();
        old.find(&place).is_none()
    };
    let renamed = names.iter().filter(is_new).filter_map(|name| {
        let was = match name.section {
            Section::Schemas => matches.schemas.get(&name.text).map(String::as_str),
            Section::Paths => matches.path_before(&name.text),
        };
        Some((name, was?))
    });
    targets::replace_names(written, &renamed.collect::<Vec<_>>())
}

/// The target for the new document, and the reason for it.
#[derive(Debug)]
struct Correction {
    target: String,
    why: String,
}

/// Replaces names that the new document does not have by their new names; `None` if it has all of them.
fn find_correction(written: &str, before: &Before<'_>, document: &Document) -> Option<Correction> {
    let (old, new) = (
        Place::root(&before.document.root),
        Place::root(&document.root),
    );
    let names = targets::find_names(written);
    let mut renamed: Vec<(&Name, &str)> = Vec::new();
    let mut reasons: Vec<String> = Vec::new();
    for name in &names {
        let now = match name.section {
            Section::Schemas => before.matches.schema_now(&name.text),
            Section::Paths => before.matches.path_now(&name.text),
        };
        let place = |called| [name.section.path(), &[called]].concat();
        let there = old.find(&place(&name.text));
        let Some(was) = there.filter(|_| new.find(&place(&name.text)).is_none()) else {
            continue;
        };
        let found = now.and_then(|now| Some((now, new.find(&place(now))?)));
        reasons.push(match (&found, name.section) {
            (None, _) => format!("`{}` is removed", name.text),
            (Some((_, is)), Section::Schemas) => likeness(&Shape::read(&was), &Shape::read(is)),
            (Some(_), Section::Paths) => "the same operation under another path".to_owned(),
        });
        renamed.extend(found.map(|(now, _)| (name, now)));
    }
    let why = match reasons.len() {
        0 => return None,
        1 => reasons.remove(0),
        names => format!("{names} names changed"),
    };
    let target = targets::replace_names(written, &renamed);
    Some(Correction { target, why })
}

/// `the same 11 properties`, `9 of 11 properties are the same`.
fn likeness(old: &Shape<'_>, new: &Shape<'_>) -> String {
    let (was, is) = (old.features(), new.features());
    let (one, many) = match old.kind() {
        Kind::Object => ("property", "properties"),
        Kind::Enum => ("value", "values"),
        _ => return "the same type".to_owned(),
    };
    let noun = if was.len() == 1 { one } else { many };
    if was == is {
        return format!("the same {} {noun}", was.len());
    }
    let same = was.intersection(&is).count();
    format!("{same} of {} {noun} are the same", was.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use odc_codegen::diff::Comparison;

    /// The actions with these targets that do not fit, between two documents.
    fn stale(old: &Value, new: &Value, targets: &[&str]) -> Vec<String> {
        let [old, mut new] =
            [old, new].map(|root| Document::parse("x.json", &root.to_string()).unwrap());
        let comparison = Comparison::compare(&old, &new);
        let matches = Matches::find(&Place::root(&old.root), &Place::root(&new.root), comparison);
        let actions: Vec<Value> = targets
            .iter()
            .map(|t| json!({"target": t, "description": "why", "update": {"x-odc-required": true}}))
            .collect();
        let source = Source {
            file: "x.overlay.yaml".to_owned(),
            text: overlay_with(&actions).to_string(),
        };
        let before = Before {
            document: &old,
            matches: &matches,
        };
        let actions = Actions::parse(&source).unwrap();
        let (_, stale) = actions.apply_corrected(&mut new, Some(&before)).unwrap();
        stale
            .into_iter()
            .map(|s| format!("{} {}; {}", s.index, s.what, s.fix))
            .collect()
    }

    fn document(path: &str, user: &str) -> Value {
        let response = json!({"content": {"application/json":
            {"schema": {"$ref": format!("#/components/schemas/{user}")}}}});
        json!({
            "paths": {path: {"get": {"operationId": "User_Get", "responses": {"200": response}}}},
            "components": {"schemas": {
                user: {"properties": {"key": {"type": "string"}, "name": {"type": "string"}}},
                "Kind": {"type": "string", "enum": ["A", "B"]},
            }}
        })
    }

    #[test]
    fn a_renamed_schema_is_named_as_the_probable_target() {
        let (old, new) = (document("/u", "UserModel"), document("/u", "User"));
        assert_eq!(
            stale(
                &old,
                &new,
                &[
                    "$.components.schemas.UserModel.properties.key",
                    "$.paths['/u'].get"
                ]
            ),
            [
                "0 matches nothing: $.components.schemas.UserModel.properties.key; \
                 probably $.components.schemas.User.properties.key (the same 2 properties)"
            ]
        );
    }

    #[test]
    fn a_name_with_a_dot_is_written_in_brackets() {
        let (old, new) = (document("/u", "UserModel"), document("/u", "Acme.User"));
        assert_eq!(
            stale(&old, &new, &["$.components.schemas.UserModel"]),
            ["0 matches nothing: $.components.schemas.UserModel; \
                 probably $.components.schemas['Acme.User'] (the same 2 properties)"]
        );
        assert_eq!(
            stale(&new, &old, &["$.components.schemas['Acme.User']"]),
            ["0 matches nothing: $.components.schemas['Acme.User']; \
                 probably $.components.schemas['UserModel'] (the same 2 properties)"]
        );
    }

    #[test]
    fn a_removed_schema_does_not_affect_fields_with_the_same_name() {
        let with_fields = |user: &str| {
            let mut root = document("/u", user);
            let text = json!({"type": "string"});
            root["components"]["schemas"]["Kind"] = json!({"properties": {"User": text}});
            root["components"]["schemas"]["Core.User"] = text;
            root
        };
        let targets = [
            "$.components.schemas.Kind.properties.User",
            "$.components.schemas['Core.User']",
        ];
        assert_eq!(
            stale(&with_fields("User"), &with_fields("Person"), &targets),
            [] as [&str; 0]
        );
    }

    #[test]
    fn a_moved_operation_is_named_as_the_probable_target() {
        let (old, new) = (document("/u", "User"), document("/v", "User"));
        assert_eq!(
            stale(&old, &new, &["$.paths['/u'].get"]),
            ["0 matches nothing: $.paths['/u'].get; \
                 probably $.paths['/v'].get (the same operation under another path)"]
        );
    }

    #[test]
    fn a_target_with_several_names_is_reported_if_one_of_them_is_renamed() {
        let (old, new) = (document("/u", "UserModel"), document("/u", "User"));
        assert_eq!(
            stale(&old, &new, &["$.components.schemas['Kind','UserModel']"]),
            [
                "0 matches only part of what it names: $.components.schemas['Kind','UserModel']; \
                 probably $.components.schemas['Kind','User'] (the same 2 properties)"
            ]
        );
    }

    #[test]
    fn a_removed_schema_is_reported_as_removed() {
        let old = document("/u", "User");
        let mut new = old.clone();
        new["components"]["schemas"]
            .as_object_mut()
            .unwrap()
            .shift_remove("Kind");
        let correction =
            "correct the target, or delete the action if the document no longer needs it";
        assert_eq!(
            stale(
                &old,
                &new,
                &[
                    "$.components.schemas.Kind",
                    "$.components.schemas['Kind','User']"
                ]
            ),
            [
                format!("0 matches nothing: $.components.schemas.Kind; {correction}"),
                format!(
                    "1 matches only part of what it names: $.components.schemas['Kind','User']; \
                     `Kind` is removed: {correction}"
                ),
            ]
        );
    }
}
