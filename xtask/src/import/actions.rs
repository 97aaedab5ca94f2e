//! Finds the overlay actions that do not fit a new document, and what they probably should say.
//!
//! An action that matches nothing stops `generate` at the first one. Here all are wanted at once,
//! with a remedy, and the rest of the import goes on as if the remedy had been applied, so that
//! its other findings are not lost in the noise.

use serde_json::{Value, json};

use super::matches::Matches;
use super::targets::{self, Name, Of};
use odc_codegen::Source;
use odc_codegen::diff::{At, Kind, Shape};
use odc_codegen::document::overlay::{self, Overlay};
use odc_codegen::document::{Document, Problem, Result};

/// So many actions that do not fit are told with their lines.
const MAX_PLACED: usize = 100;

/// The overlay of a document, action by action.
#[derive(Debug)]
pub(super) struct Actions {
    file: String,
    /// As in the file, for its places.
    read: Overlay,
    list: Vec<Value>,
}

/// An action that has to be corrected.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stale {
    /// Its place in the overlay, from 0.
    pub(super) index: usize,
    /// The line of its target.
    pub(super) line: Option<usize>,
    pub(super) what: String,
    pub(super) fix: String,
    /// It was applied as `fix` has it.
    pub(super) is_corrected: bool,
}

/// The document before and what became of its names.
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
            list: At::root(&overlay)
                .list("actions")
                .into_iter()
                .map(|at| at.value.clone())
                .collect(),
        })
    }

    /// Applies what fits to the document before, passes over the rest: this overlay may be ahead of it, and then names
    /// things as they are called now.
    ///
    /// # Errors
    /// An action that is wrong in itself.
    pub(super) fn apply_before(&self, document: &mut Document, matches: &Matches) -> Result<()> {
        for (i, action) in self.list.iter().enumerate() {
            let former = former(target(action), &document.root, matches);
            if matched(&former, &document.root) > 0 {
                let mut action = action.clone();
                action["target"] = former.into();
                self.apply(i, &action, document)?;
            }
        }
        Ok(())
    }

    /// Applies all actions, corrected where that is possible; gives back the overlay as applied and
    /// what has to be corrected in the file.
    ///
    /// # Errors
    /// An action that is wrong in itself.
    pub(super) fn settle(
        &self,
        document: &mut Document,
        before: Option<&Before<'_>>,
    ) -> Result<(Source, Vec<Stale>)> {
        let mut stale = Vec::new();
        let mut applied = Vec::new();
        for (index, action) in self.list.iter().enumerate() {
            let written = target(action);
            let remedy = before.and_then(|before| remedy(written, before, document));
            let fits = matched(written, &document.root) > 0;
            if fits && remedy.is_none() || overlay::parse_target(written).is_err() {
                self.apply(index, action, document)?;
                applied.push(action.clone());
                continue;
            }
            let remedy = remedy.filter(|r| matched(&r.target, &document.root) > 0);
            if let Some(remedy) = &remedy {
                let mut corrected = action.clone();
                corrected["target"] = remedy.target.clone().into();
                self.apply(index, &corrected, document)?;
                applied.push(corrected);
            }
            // The text is read once more for each line.
            let is_among_the_first = stale.len() < MAX_PLACED;
            let line = || self.read.line_of(&format!("/actions/{index}/target"));
            stale.push(Stale {
                line: is_among_the_first.then(line).flatten(),
                ..Stale::new(index, written, fits, remedy)
            });
        }
        let text = overlay_of(&applied).to_string();
        let file = self.file.clone();
        Ok((Source { file, text }, stale))
    }

    fn apply(&self, index: usize, action: &Value, document: &mut Document) -> Result<()> {
        let text = overlay_of(std::slice::from_ref(action)).to_string();
        let applied = Overlay::parse(&self.file, &text).and_then(|o| o.apply(document));
        applied
            .map(drop)
            .map_err(|problem| self.read.locate_at_action(problem, index))
    }
}

impl Stale {
    fn new(index: usize, target: &str, fits: bool, remedy: Option<Remedy>) -> Self {
        let what = if fits {
            format!("matches only part of what it names: {target}")
        } else {
            format!("matches nothing: {target}")
        };
        let is_corrected = remedy.is_some();
        let correct = "correct the target, or delete the action if the document no longer needs it";
        let fix = match remedy {
            Some(remedy) if remedy.target == target => format!("{}: {correct}", remedy.why),
            Some(Remedy { target, why }) => format!("probably {target} ({why})"),
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

fn overlay_of(actions: &[Value]) -> Value {
    json!({"overlay": "1.0.0", "info": {"title": "", "version": ""}, "actions": actions})
}

fn target(action: &Value) -> &str {
    action
        .get("target")
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// How many values a target leads to; none when it is no `JSONPath`.
fn matched(target: &str, root: &Value) -> usize {
    overlay::parse_target(target).map_or(0, |path| path.query_located(root).len())
}

/// A target that says of the old document what the written one says of the new: names that the old one does not have are
/// replaced by what they were called.
fn former(written: &str, old: &Value, matches: &Matches) -> String {
    let (old, names) = (At::root(old), targets::names(written));
    let is_fresh = |name: &&Name| {
        let place = [name.of.section(), &[&name.text]].concat();
        old.find(&place).is_none()
    };
    let renamed = names.iter().filter(is_fresh).filter_map(|name| {
        let was = match name.of {
            Of::Schemas => matches.schemas.get(&name.text).map(String::as_str),
            Of::Paths => matches.path_before(&name.text),
        };
        Some((name, was?))
    });
    targets::renamed(written, &renamed.collect::<Vec<_>>())
}

/// A target that says of the new document what the written one said of the old.
#[derive(Debug)]
struct Remedy {
    target: String,
    why: String,
}

/// Replaces names that are gone by what they are called now; none when nothing is gone.
fn remedy(written: &str, before: &Before<'_>, document: &Document) -> Option<Remedy> {
    let (old, new) = (At::root(&before.document.root), At::root(&document.root));
    let names = targets::names(written);
    let mut renamed: Vec<(&Name, &str)> = Vec::new();
    let mut reasons: Vec<String> = Vec::new();
    for name in &names {
        let now = match name.of {
            Of::Schemas => before.matches.schema_now(&name.text),
            Of::Paths => before.matches.path_now(&name.text),
        };
        let place = |called| [name.of.section(), &[called]].concat();
        let there = old.find(&place(&name.text));
        let Some(was) = there.filter(|_| new.find(&place(&name.text)).is_none()) else {
            continue;
        };
        let found = now.and_then(|now| Some((now, new.find(&place(now))?)));
        reasons.push(match (&found, name.of) {
            (None, _) => format!("`{}` is gone", name.text),
            (Some((_, is)), Of::Schemas) => likeness(&Shape::at(&was), &Shape::at(is)),
            (Some(_), Of::Paths) => "same operation under another path".to_owned(),
        });
        renamed.extend(found.map(|(now, _)| (name, now)));
    }
    let why = match reasons.len() {
        0 => return None,
        1 => reasons.remove(0),
        names => format!("{names} names changed"),
    };
    let target = targets::renamed(written, &renamed);
    Some(Remedy { target, why })
}

/// `same 11 properties`, `9 of 11 properties are the same`.
fn likeness(old: &Shape<'_>, new: &Shape<'_>) -> String {
    let (was, is) = (old.features(), new.features());
    let (one, many) = match old.kind() {
        Kind::Object => ("property", "properties"),
        Kind::Enum => ("value", "values"),
        _ => return "same type".to_owned(),
    };
    let noun = if was.len() == 1 { one } else { many };
    if was == is {
        return format!("same {} {noun}", was.len());
    }
    let same = was.intersection(&is).count();
    format!("{same} of {} {noun} are the same", was.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use odc_codegen::diff::Comparison;

    /// What is stale of actions with these targets, between two documents.
    fn stale(old: &Value, new: &Value, targets: &[&str]) -> Vec<String> {
        let [old, mut new] =
            [old, new].map(|root| Document::parse("x.json", &root.to_string()).unwrap());
        let comparison = Comparison::compare(&old, &new);
        let matches = Matches::of(&At::root(&old.root), &At::root(&new.root), comparison);
        let actions: Vec<Value> = targets
            .iter()
            .map(|t| json!({"target": t, "description": "why", "update": {"x-odc-required": true}}))
            .collect();
        let source = Source {
            file: "x.overlay.yaml".to_owned(),
            text: overlay_of(&actions).to_string(),
        };
        let before = Before {
            document: &old,
            matches: &matches,
        };
        let actions = Actions::parse(&source).unwrap();
        let (_, stale) = actions.settle(&mut new, Some(&before)).unwrap();
        stale
            .into_iter()
            .map(|s| format!("{} {}; {}", s.index, s.what, s.fix))
            .collect()
    }

    fn document(path: &str, user: &str) -> Value {
        let answer = json!({"content": {"application/json":
            {"schema": {"$ref": format!("#/components/schemas/{user}")}}}});
        json!({
            "paths": {path: {"get": {"operationId": "User_Get", "responses": {"200": answer}}}},
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
                 probably $.components.schemas.User.properties.key (same 2 properties)"
            ]
        );
    }

    #[test]
    fn a_name_with_a_dot_is_written_in_brackets() {
        let (old, new) = (document("/u", "UserModel"), document("/u", "Acme.User"));
        assert_eq!(
            stale(&old, &new, &["$.components.schemas.UserModel"]),
            ["0 matches nothing: $.components.schemas.UserModel; \
                 probably $.components.schemas['Acme.User'] (same 2 properties)"]
        );
        assert_eq!(
            stale(&new, &old, &["$.components.schemas['Acme.User']"]),
            ["0 matches nothing: $.components.schemas['Acme.User']; \
                 probably $.components.schemas['UserModel'] (same 2 properties)"]
        );
    }

    #[test]
    fn a_schema_that_is_gone_makes_nothing_stale_that_is_merely_called_so() {
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
                 probably $.paths['/v'].get (same operation under another path)"]
        );
    }

    #[test]
    fn a_list_that_lost_a_name_is_stale_although_it_matches() {
        let (old, new) = (document("/u", "UserModel"), document("/u", "User"));
        assert_eq!(
            stale(&old, &new, &["$.components.schemas['Kind','UserModel']"]),
            [
                "0 matches only part of what it names: $.components.schemas['Kind','UserModel']; \
                 probably $.components.schemas['Kind','User'] (same 2 properties)"
            ]
        );
    }

    #[test]
    fn what_is_gone_for_good_is_said_to_be_gone() {
        let old = document("/u", "User");
        let mut new = old.clone();
        new["components"]["schemas"]
            .as_object_mut()
            .unwrap()
            .shift_remove("Kind");
        let remedy = "correct the target, or delete the action if the document no longer needs it";
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
                format!("0 matches nothing: $.components.schemas.Kind; {remedy}"),
                format!(
                    "1 matches only part of what it names: $.components.schemas['Kind','User']; \
                     `Kind` is gone: {remedy}"
                ),
            ]
        );
    }
}
