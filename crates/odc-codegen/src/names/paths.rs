//! Splits the path of an operation into its things and its action, and decides whether the operation is about one
//! thing.

use super::rules::{ACTIONS, PATH_PARAMETER_NAMES, Rule, Trail};
use super::words::{singular, singular_traced, snake};

#[derive(Debug, PartialEq)]
enum PathPart {
    /// In snake case.
    Word(String),
    Parameter(String),
}

#[derive(Debug)]
pub(super) struct Path(Vec<PathPart>);

impl Path {
    pub(super) fn parse(path: &str) -> Self {
        let segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
        Self(
            segments[prefix_length(&segments)..]
                .iter()
                .flat_map(|segment| steps(segment))
                .collect(),
        )
    }

    /// The last word, when it is an action and not the only word.
    pub(super) fn action(&self, method: &str) -> Option<&str> {
        let rules: &[Rule] = match method {
            "get" | "head" => &ACTIONS.rules[..1],
            "delete" => &[],
            _ => ACTIONS.rules,
        };
        match self.0.as_slice() {
            [_, .., PathPart::Word(last)] if rules.iter().any(|rule| rule.holds(last)) => {
                Some(last)
            }
            _ => None,
        }
    }

    /// The steps without the action.
    fn without_action(&self, action: Option<&str>) -> &[PathPart] {
        match self.0.as_slice() {
            [before @ .., PathPart::Word(last)] if Some(last.as_str()) == action => before,
            all => all,
        }
    }

    /// Whether the operation is about one thing: `/groups/{key}`, but not `/consumers/{assetKey}` when it returns a list.
    pub(super) fn is_one(&self, action: Option<&str>, returns_list: bool) -> bool {
        match self.without_action(action) {
            [.., PathPart::Word(word), PathPart::Parameter(parameter)] => {
                !returns_list || is_name_of(parameter, word)
            }
            [.., PathPart::Parameter(_)] => true,
            _ => false,
        }
    }

    /// Whether the operation is about one of these things. They may be anywhere in the path:
    /// `/environments/{key}/lock`.
    pub(super) fn is_one_of(&self, thing: &str, action: Option<&str>, returns_list: bool) -> bool {
        let is_thing = |word: &str| singular(word) == singular(thing);
        let place = self.0.iter().rposition(|step| match step {
            PathPart::Word(word) => is_thing(word),
            PathPart::Parameter(_) => false,
        });
        match place.map(|place| &self.0[place..]) {
            Some([PathPart::Word(word), PathPart::Parameter(parameter), ..]) => {
                !returns_list || is_name_of(parameter, word)
            }
            Some(_) => false,
            None => self.is_one(action, returns_list),
        }
    }

    /// The last thing of the path, as the path spells it.
    pub(super) fn thing(&self, action: Option<&str>) -> Option<String> {
        let mut steps = self.without_action(action).iter().rev();
        steps.find_map(|step| match step {
            PathPart::Word(word) => Some(word.clone()),
            PathPart::Parameter(_) => None,
        })
    }

    /// All things of the path: `asset_revision_tags`.
    pub(super) fn things(&self, action: Option<&str>, one: bool, trail: &mut Trail) -> String {
        let steps = self.without_action(action);
        // `/jobs/by-range` is about jobs.
        let is_thing =
            |step: &PathPart| matches!(step, PathPart::Word(word) if !word.starts_with("by_"));
        let last = steps.iter().rposition(is_thing);
        let things: Vec<String> = steps
            .iter()
            .enumerate()
            .filter_map(|(i, step)| match step {
                PathPart::Word(word) if Some(i) == last && !one => Some(word.clone()),
                PathPart::Word(word) => Some(singular_traced(word, trail)),
                PathPart::Parameter(_) => None,
            })
            .collect();
        if things.is_empty() {
            "root".to_owned()
        } else {
            things.join("_")
        }
    }

    /// The parameters of the path: `by_asset_key_and_revision`.
    pub(super) fn by_parameters(&self) -> Option<String> {
        let parameters = self.0.iter().filter_map(|step| match step {
            PathPart::Parameter(parameter) => Some(parameter.as_str()),
            PathPart::Word(_) => None,
        });
        let parameters: Vec<&str> = parameters.collect();
        (!parameters.is_empty()).then(|| format!("by_{}", parameters.join("_and_")))
    }
}

/// How many segments at the beginning are not part of a name: `/api`, `/api/x/v1`, `/v2`, `/api/v{version}`.
fn prefix_length(segments: &[&str]) -> usize {
    let is_api = |segment: &str| segment.eq_ignore_ascii_case("api");
    for (i, segment) in segments.iter().enumerate().take(3) {
        let segment = segment.to_ascii_lowercase();
        if is_version(&segment)
            || (is_version_parameter(&segment) && segments[..i].iter().all(|s| is_api(s)))
        {
            return i + 1;
        }
        if segment.contains('{') {
            break;
        }
    }
    usize::from(segments.first().is_some_and(|first| is_api(first)))
}

/// Whether a segment is a version: `v1`, `v2.0`, `v{version}`.
fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|number| {
        let digits = number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        (digits && !number.is_empty()) || is_version_parameter(number)
    })
}

/// Whether a segment is the parameter of a version: `{version}`, `{api-version}`.
fn is_version_parameter(segment: &str) -> bool {
    segment.starts_with('{') && segment.contains("version") && segment.ends_with('}')
}

/// `assets({key}):publish` -> `assets`, `{key}`, `publish`.
fn steps(segment: &str) -> Vec<PathPart> {
    let mut steps = Vec::new();
    let mut rest = segment;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').map_or(rest.len(), |at| open + at);
        steps.extend(words(&rest[..open]));
        // Routes of ASP.NET have more than the name in the braces: `{**path}`, `{key:guid}`.
        let name = rest[open + 1..close].split([':', '=']).next();
        let name = name.map(snake).unwrap_or_default();
        if !name.is_empty() {
            steps.push(PathPart::Parameter(name));
        }
        rest = rest.get(close + 1..).unwrap_or_default();
    }
    steps.extend(words(rest));
    steps
}

fn words(text: &str) -> impl Iterator<Item = PathPart> {
    let words = text.split([':', '(', ')']).map(snake);
    words.filter(|word| !word.is_empty()).map(PathPart::Word)
}

/// Whether a parameter identifies one of the things: `{key}`, `{id}`, `{userId}` of `users`, but not `{assetKey}` of
/// `consumers`.
fn is_name_of(parameter: &str, thing: &str) -> bool {
    let mut words = parameter
        .split('_')
        .rev()
        .skip_while(|word| PATH_PARAMETER_NAMES.holds(word));
    words
        .next()
        .is_none_or(|word| singular(thing).split('_').any(|part| part == word))
}
