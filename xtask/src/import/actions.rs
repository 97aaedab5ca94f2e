//! Finds the overlay actions that do not fit a new document, and their probable corrections.
//!
//! `generate` stops at the first action that matches nothing. An import lists all of them, with a correction for each. It
//! then continues as if the corrections were in the file, so that wrong actions cause no further findings.

use serde_json::{Value, json};

use super::gone::{Fate, Fates};
use super::matches::Matches;
use super::remedy::{Before, Correction, Remedy, count_matches, find_correction};
use super::targets::{self, Name, Section};
use odc_codegen::Source;
use odc_codegen::diff::Place;
use odc_codegen::document::overlay::{self, Overlay};
use odc_codegen::document::{Document, Problem, Result};

/// At most this number of actions that do not fit are reported with their lines.
const MAX_PLACED: usize = 100;

/// The overlay of a document, action by action.
#[derive(Debug)]
pub(super) struct Actions {
    file: String,
    /// The unchanged overlay, to find the lines of its actions.
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
    /// Whether the import continues without a correction.
    pub(super) is_warning: bool,
}

/// A value that a target no longer matches. The target matched it in the current document. In the new document, it
/// matches only other values.
struct Lost {
    place: String,
    fate: Fate,
    /// Whether the target names each value. A target with a wildcard, a filter or a descent cannot be corrected for one value.
    is_named: bool,
}

impl Lost {
    fn find(written: &str, before: &Before<'_>, fates: &Fates<'_>) -> Option<Self> {
        let old = &before.document.root;
        let matched = overlay::places_of(written, fates.new);
        let is_named = !has_open_selector(written);
        let target = target_before(written, old, before.matches);
        // The target has names of the new document, so the user has already corrected it.
        if target != written {
            return None;
        }
        let places = overlay::places_of(&target, old);
        let fates: Vec<_> = places
            .into_iter()
            .map(|place| (fates.of_place(&place), place))
            .collect();
        let is_kept = |at: &String| {
            fates
                .iter()
                .any(|(fate, _)| *fate == Fate::Kept(at.clone()))
        };
        // A target with an index matches the element that is now at this index, even if it is another one.
        let is_other = is_named && matched.iter().any(|at| !is_kept(at) && has_index(at));
        let mut lost = fates.iter().filter(|(fate, _)| match fate {
            Fate::Kept(now) => !matched.contains(now),
            Fate::Gone => is_other,
            Fate::Elsewhere(_) | Fate::Unknown => true,
        });
        let (fate, place) = lost.next()?.clone();
        Some(Self {
            place,
            fate,
            is_named,
        })
    }

    fn action(self, index: usize, target: &str) -> StaleAction {
        let Self {
            place,
            fate,
            is_named,
        } = self;
        let now = match &fate {
            Fate::Kept(now) => format!("it is at {now} now"),
            Fate::Elsewhere(now) => format!("it may be at {now} now"),
            Fate::Gone => "another value has its index now".to_owned(),
            Fate::Unknown => "it may have another name now".to_owned(),
        };
        let correct = if is_named {
            "correct the target, and name an element by a filter such as [?@.name == 'x']"
        } else {
            "if the action is for this value too, name it in the target or in another action"
        };
        StaleAction {
            index,
            line: None,
            what: format!("no longer matches {place}: {target}"),
            fix: format!("{now}: {correct}"),
            is_corrected: true,
            remedy: None,
            is_warning: !is_named,
        }
    }
}

/// Whether a target may match values that it does not name.
fn has_open_selector(target: &str) -> bool {
    let (mut quote, mut escaped, mut last) = (None, false, ' ');
    for c in target.chars() {
        match quote {
            Some(open) => {
                if c == open && !escaped {
                    quote = None;
                }
                escaped = c == '\\' && !escaped;
            }
            None if matches!(c, '\'' | '"') => quote = Some(c),
            None => {
                if matches!(c, '*' | '?' | ':') || (c == '.' && last == '.') {
                    return true;
                }
            }
        }
        last = c;
    }
    false
}

/// Whether a pointer seems to lead through an element of a list. The token may also be a name of the API that is a number.
fn has_index(pointer: &str) -> bool {
    let mut tokens = pointer.split('/').skip(1);
    tokens.any(|token| token.parse::<usize>().is_ok())
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
        let published = document.root.clone();
        let fates = before.map(|before| Fates::new(before, &published));
        for (index, action) in self.list.iter().enumerate() {
            let written = target(action);
            let correction = before.and_then(|before| find_correction(written, before, document));
            let fits = count_matches(written, &document.root) > 0;
            if fits && correction.is_none() || overlay::parse_target(written).is_err() {
                self.apply(index, action, document)?;
                applied.push(action.clone());
                let lost = before.zip(fates.as_ref());
                let lost = lost.and_then(|(before, fates)| Lost::find(written, before, fates));
                stale.extend(lost.map(|lost| StaleAction {
                    line: self.read.line_of(&format!("/actions/{index}/target")),
                    ..lost.action(index, written)
                }));
                continue;
            }
            let correction = correction.filter(|r| count_matches(&r.target, &document.root) > 0);
            if let Some(correction) = &correction {
                let mut corrected = action.clone();
                corrected["target"] = correction.target.clone().into();
                self.apply(index, &corrected, document)?;
                applied.push(corrected);
            }
            let fates = fates.as_ref().filter(|_| !fits && correction.is_none());
            let fate = fates.map_or(Fate::Unknown, |fates| fates.of_target(written));
            // The search for a line reads the text once more, so the number of searches is limited.
            let is_among_the_first = stale.len() < MAX_PLACED;
            let line = || self.read.line_of(&format!("/actions/{index}/target"));
            let remedy = match &correction {
                Some(correction) => {
                    let target = || Remedy::Retarget(correction.target.clone());
                    correction.is_sure.then(target)
                }
                None => (fate == Fate::Gone).then_some(Remedy::Delete),
            };
            stale.push(StaleAction {
                line: is_among_the_first.then(line).flatten(),
                remedy,
                ..StaleAction::new(index, written, fits, correction, fate)
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
    /// Leaves the correction to the user, because the layout of the action cannot be edited.
    pub(super) fn leave_to_user(&mut self) {
        self.remedy = None;
        self.fix += " (by hand: the action has a layout that is not edited)";
    }

    fn new(
        index: usize,
        target: &str,
        fits: bool,
        correction: Option<Correction>,
        fate: Fate,
    ) -> Self {
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
            None => match fate {
                Fate::Elsewhere(place) => format!("it may be at {place} now: {correct}"),
                _ => correct.to_owned(),
            },
        };
        Self {
            index,
            line: None,
            what,
            fix,
            is_corrected,
            remedy: None,
            is_warning: false,
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
