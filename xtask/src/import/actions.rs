//! Finds the overlay actions that do not fit a new document, and their probable corrections.
//!
//! `generate` stops at the first action that matches nothing. An import lists all of them, with a correction for each. It
//! then continues as if the corrections were in the file, so that wrong actions cause no further findings.

use serde_json::{Value, json};

use super::gone;
use super::matches::Matches;
use super::remedy::{Before, Correction, Remedy, count_matches, find_correction};
use super::targets::{self, Name, Section};
use odc_codegen::Source;
use odc_codegen::diff::Place;
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
    /// What `--accept` does with it; `None` if no remedy is sure.
    pub(super) remedy: Option<Remedy>,
}

impl Actions {
    /// # Errors
    /// Text that is not an overlay.
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
            let remedy = match &correction {
                Some(correction) => {
                    let target = || Remedy::Retarget(correction.target.clone());
                    correction.is_sure.then(target)
                }
                None => before
                    .filter(|before| !fits && gone::is_gone(written, before, &document.root))
                    .map(|_| Remedy::Delete),
            };
            stale.push(StaleAction {
                line: is_among_the_first.then(line).flatten(),
                remedy,
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
    /// No remedy is carried out, because the layout of the action cannot be edited.
    pub(super) fn leave_to_user(&mut self) {
        self.remedy = None;
        self.fix += " (by hand: the action has a layout that is not edited)";
    }

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
            Some(Correction { target, why, .. }) => format!("probably {target} ({why})"),
            None => correct.to_owned(),
        };
        Self {
            index,
            line: None,
            what,
            fix,
            is_corrected,
            remedy: None,
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

#[cfg(test)]
mod tests;
