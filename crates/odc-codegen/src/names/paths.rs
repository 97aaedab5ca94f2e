//! What the path of an operation says: which things it is about, one or many, and what is done to them.

use super::rules::{ACTIONS, Rule, SLOT_NAMES, Trail};
use super::words::{singular, singular_by, snake};

#[derive(Debug, PartialEq)]
enum Step {
    /// In snake case.
    Word(String),
    Slot(String),
}

#[derive(Debug)]
pub(super) struct Path(Vec<Step>);

impl Path {
    pub(super) fn of(path: &str) -> Self {
        let segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
        Self(
            segments[prefix(&segments)..]
                .iter()
                .flat_map(|segment| steps(segment))
                .collect(),
        )
    }

    /// The last word when it is something to do, and something comes before it.
    pub(super) fn action(&self, method: &str) -> Option<&str> {
        let rules: &[Rule] = match method {
            "get" | "head" => &ACTIONS.rules[..1],
            "delete" => &[],
            _ => ACTIONS.rules,
        };
        match self.0.as_slice() {
            [_, .., Step::Word(last)] if rules.iter().any(|rule| rule.holds(last)) => Some(last),
            _ => None,
        }
    }

    /// Without the last word when it is this one.
    fn before(&self, action: Option<&str>) -> &[Step] {
        match self.0.as_slice() {
            [before @ .., Step::Word(last)] if Some(last.as_str()) == action => before,
            all => all,
        }
    }

    /// Whether it is one thing that something is done to: `/groups/{key}`, but not `/consumers/{assetKey}` when that answers
    /// a list.
    pub(super) fn is_one(&self, action: Option<&str>, answers_list: bool) -> bool {
        match self.before(action) {
            [.., Step::Word(word), Step::Slot(slot)] => !answers_list || is_name_of(slot, word),
            [.., Step::Slot(_)] => true,
            _ => false,
        }
    }

    /// Whether it is one of these things, wherever the path names them: `/environments/{key}/lock`.
    pub(super) fn is_one_of(&self, thing: &str, action: Option<&str>, answers_list: bool) -> bool {
        let is_thing = |word: &str| singular(word) == singular(thing);
        let place = self.0.iter().rposition(|step| match step {
            Step::Word(word) => is_thing(word),
            Step::Slot(_) => false,
        });
        match place.map(|place| &self.0[place..]) {
            Some([Step::Word(word), Step::Slot(slot), ..]) => {
                !answers_list || is_name_of(slot, word)
            }
            Some(_) => false,
            None => self.is_one(action, answers_list),
        }
    }

    /// The last thing that it is about, in the words of the path.
    pub(super) fn thing(&self, action: Option<&str>) -> Option<String> {
        let mut steps = self.before(action).iter().rev();
        steps.find_map(|step| match step {
            Step::Word(word) => Some(word.clone()),
            Step::Slot(_) => None,
        })
    }

    /// All things that it is about: `asset_revision_tags`.
    pub(super) fn things(&self, action: Option<&str>, one: bool, trail: &mut Trail) -> String {
        let steps = self.before(action);
        // `/jobs/by-range` is about jobs.
        let is_thing = |step: &Step| matches!(step, Step::Word(word) if !word.starts_with("by_"));
        let last = steps.iter().rposition(is_thing);
        let things: Vec<String> = steps
            .iter()
            .enumerate()
            .filter_map(|(i, step)| match step {
                Step::Word(word) if Some(i) == last && !one => Some(word.clone()),
                Step::Word(word) => Some(singular_by(word, trail)),
                Step::Slot(_) => None,
            })
            .collect();
        if things.is_empty() {
            "root".to_owned()
        } else {
            things.join("_")
        }
    }

    /// `by_asset_key_and_revision`
    pub(super) fn by(&self) -> Option<String> {
        let slots = self.0.iter().filter_map(|step| match step {
            Step::Slot(slot) => Some(slot.as_str()),
            Step::Word(_) => None,
        });
        let slots: Vec<&str> = slots.collect();
        (!slots.is_empty()).then(|| format!("by_{}", slots.join("_and_")))
    }
}

/// How many segments say only where the API lives: `/api`, `/api/x/v1`, `/v2`, `/api/v{version}`.
fn prefix(segments: &[&str]) -> usize {
    let is_api = |segment: &str| segment.eq_ignore_ascii_case("api");
    for (i, segment) in segments.iter().enumerate().take(3) {
        let segment = segment.to_ascii_lowercase();
        if is_version(&segment)
            || (is_slot_of_version(&segment) && segments[..i].iter().all(|s| is_api(s)))
        {
            return i + 1;
        }
        if segment.contains('{') {
            break;
        }
    }
    usize::from(segments.first().is_some_and(|first| is_api(first)))
}

/// `v1`, `v2.0`, `v{version}`.
fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|number| {
        let digits = number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        (digits && !number.is_empty()) || is_slot_of_version(number)
    })
}

/// `{version}`, `{api-version}`.
fn is_slot_of_version(segment: &str) -> bool {
    segment.starts_with('{') && segment.contains("version") && segment.ends_with('}')
}

/// `assets({key}):publish` -> `assets`, `{key}`, `publish`.
fn steps(segment: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = segment;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').map_or(rest.len(), |at| open + at);
        steps.extend(words(&rest[..open]));
        // What a route of ASP.NET says beside the name: `{**path}`, `{key:guid}`.
        let name = rest[open + 1..close].split([':', '=']).next();
        let name = name.map(snake).unwrap_or_default();
        if !name.is_empty() {
            steps.push(Step::Slot(name));
        }
        rest = rest.get(close + 1..).unwrap_or_default();
    }
    steps.extend(words(rest));
    steps
}

fn words(text: &str) -> impl Iterator<Item = Step> {
    let words = text.split([':', '(', ')']).map(snake);
    words.filter(|word| !word.is_empty()).map(Step::Word)
}

/// Whether a slot names one of the things: `{key}`, `{id}`, `{userId}` of `users`; `{assetKey}` names no consumer.
fn is_name_of(slot: &str, thing: &str) -> bool {
    let mut words = slot
        .split('_')
        .rev()
        .skip_while(|word| SLOT_NAMES.holds(word));
    words
        .next()
        .is_none_or(|word| singular(thing).split('_').any(|part| part == word))
}
