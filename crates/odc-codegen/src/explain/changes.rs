//! Follows a thing through the steps of the pipeline, and records how it moved and changed.

use serde_json::Value;

use super::edits::find_edits;
use super::explanation::Change;
use super::naming::action_place;
use super::record::{Cause, PassStep, Record};
use super::thing::Thing;
use crate::document::key_of;

/// Follows a thing through the steps.
pub(super) struct Changes<'r> {
    record: &'r Record,
    thing: &'r Thing,
    /// The index of its current place.
    at: usize,
    pub(super) changed: Vec<Change>,
    pub(super) removed: Vec<Change>,
}

impl<'r> Changes<'r> {
    pub(super) fn new(record: &'r Record, thing: &'r Thing) -> Self {
        Self {
            record,
            thing,
            at: 0,
            changed: Vec::new(),
            removed: Vec::new(),
        }
    }

    pub(super) fn follow(&mut self, step: &PassStep) {
        let by = cause_name(self.record, &step.cause);
        let Some(place) = self.thing.places.get(self.at) else {
            return;
        };
        if let Some((to, value)) = self.find_move(step) {
            self.move_to(&by, to);
            let is = |value: &&Value| self.thing.matches(value);
            let covering = step
                .edits
                .iter()
                .find_map(|edit| edit.value_before(place).filter(is));
            let before = covering
                .cloned()
                .or_else(|| value_before_removal(step, place));
            if let Some(before) = before {
                for edit in find_edits(&before, value, "") {
                    self.record(&by, &edit.pointer, edit.from, edit.to);
                }
            }
            return;
        }
        let last = self.thing.places.len() - 1;
        if step.renames && self.at < last && place.starts_with("/components/schemas/") {
            self.move_to(&by, last);
            return;
        }
        for edit in &step.edits {
            if let Some(member) = edit.member_of(place) {
                self.record(&by, member, edit.from.clone(), edit.to.clone());
            } else if edit.covers(place) {
                let is = |value: &&Value| self.thing.matches(value);
                let (from, to) = (
                    edit.value_before(place).filter(is),
                    edit.value_after(place).filter(is),
                );
                match (from, to) {
                    (Some(from), Some(to)) => {
                        for edit in find_edits(from, to, "") {
                            self.record(&by, &edit.pointer, edit.from, edit.to);
                        }
                    }
                    (None, None) => {}
                    (from, to) => self.record(&by, "", from.cloned(), to.cloned()),
                }
            }
        }
    }

    fn move_to(&mut self, by: &str, to: usize) {
        let pointer = |at: usize| self.thing.places.get(at).cloned();
        self.changed.push(Change {
            moved: true,
            ..new_change(by, "", pointer(self.at), pointer(to))
        });
        self.at = to;
    }

    /// The later place to which this step moved the thing, and the value there.
    fn find_move<'s>(&self, step: &'s PassStep) -> Option<(usize, &'s Value)> {
        let later = (self.at + 1)..self.thing.places.len();
        later.rev().find_map(|to| {
            let place = &self.thing.places[to];
            let is = |value: &&Value| self.thing.matches(value);
            let edit = step.edits.iter().find(|edit| {
                edit.value_after(place)
                    .is_some_and(|value| self.thing.matches(value))
                    && edit.value_before(place).as_ref().is_none_or(|x| !is(x))
            })?;
            Some((to, edit.value_after(place)?))
        })
    }

    fn record(&mut self, by: &str, member: &str, from: Option<Value>, to: Option<Value>) {
        let list = if to.is_none() {
            &mut self.removed
        } else {
            &mut self.changed
        };
        let shown = |value: Option<Value>| value.as_ref().map(beginning);
        list.push(new_change(by, member, shown(from), shown(to)));
    }
}

fn new_change(by: &str, member: &str, from: Option<String>, to: Option<String>) -> Change {
    Change {
        by: by.to_owned(),
        member: member.to_owned(),
        from,
        to,
        moved: false,
    }
}

/// The value at a place from which a step removed all members.
fn value_before_removal(step: &PassStep, place: &str) -> Option<Value> {
    let below = step.edits.iter().filter_map(|edit| {
        let member = edit.member_of(place)?.strip_prefix('/')?;
        Some((member, edit.from.as_ref()?)).filter(|(member, _)| !member.contains('/'))
    });
    let members: serde_json::Map<String, Value> = below
        .map(|(member, from)| (key_of(member), from.clone()))
        .collect();
    (!members.is_empty()).then_some(Value::Object(members))
}

/// The beginning of a value as text.
fn beginning(value: &Value) -> String {
    const MOST: usize = 200;
    let text = value.to_string();
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn cause_name(record: &Record, cause: &Cause) -> String {
    match cause {
        Cause::Pass(pass) => pass.clone(),
        Cause::Action(index) => action_place(record, *index).map_or_else(
            || format!("overlay action {index}"),
            |(place, _)| match place.line {
                Some(line) => format!("overlay:{line}"),
                None => format!("overlay action {index}"),
            },
        ),
    }
}
