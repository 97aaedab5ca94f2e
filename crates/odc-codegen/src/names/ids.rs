//! Splits an `operationId` into its parts: `Group_QueryGroups` is the action `query groups` of the controller `group`.
//!
//! Other published forms are `GetAllGroupsAsync`, `groups-list`, `apiV1GroupsGet` and
//! `My.Api.GroupsController.GetAll (My.Api)`. An id that repeats the path is ignored.

use super::rules::{CONTROLLERS, ID_VERBS, MANY, Trail};
use super::words::snake;

/// The words of an `operationId`.
#[derive(Debug, PartialEq)]
pub(super) struct Id {
    /// The part before the action; empty when the id has no such part.
    pub(super) controller: String,
    /// The verb and the words after it.
    pub(super) action: Vec<String>,
    /// The rules that removed something.
    pub(super) trail: Trail,
}

impl Id {
    /// Parses an id; `None` for an id that repeats the path.
    pub(super) fn parse(id: &str) -> Option<Self> {
        let id = id.split(" (").next().unwrap_or(id).trim();
        if id.contains('/') {
            return None;
        }
        let mark = if id.contains('.') { '.' } else { '_' };
        let mut parts = id.rsplit(mark).filter(|part| !snake(part).is_empty());
        let last = parts.next()?;
        // `list_group_users` has no controller.
        let is_snake = mark == '_' && !id.contains(char::is_uppercase);
        let (controller, action) = match parts.next() {
            Some(before) if !is_snake => (before, last),
            _ => ("", id),
        };
        let mut trail = Trail::new();
        let noise = &CONTROLLERS.rules[0];
        let controller = match noise.matched(controller) {
            Some(rest) => noise.make(controller, rest, &mut trail),
            None => controller.to_owned(),
        };
        let action = snake(action);
        let mut words: Vec<String> = action.split('_').map(str::to_owned).collect();
        let noise = &CONTROLLERS.rules[1];
        if words.len() > 1 && words.last().is_some_and(|word| noise.holds(word)) {
            words.pop();
            noise.record(&action, &words.join("_"), &mut trail);
        }
        let (controller, action) = if controller.is_empty() {
            verb_first(words)
        } else {
            (snake(&controller), words)
        };
        Some(Self {
            controller,
            action: without_number(action),
            trail,
        })
    }
}

/// `things-list` -> `things`, `list`; `apiV1ThingsGet` -> `things`, `get`.
fn verb_first(words: Vec<String>) -> (String, Vec<String>) {
    let is_verb = |word: &String| ID_VERBS.holds(word);
    let verb = match words.as_slice() {
        [first, ..] if is_verb(first) => None,
        [_, .., verb, many] if is_verb(verb) && is_many(many) => Some(words.len() - 2),
        [_, .., verb] if is_verb(verb) => Some(words.len() - 1),
        _ => None,
    };
    let Some(verb) = verb else {
        return (String::new(), words);
    };
    let is_version = |word: &str| {
        word.strip_prefix('v')
            .is_some_and(|n| n.parse::<u32>().is_ok())
    };
    let things = words[..verb].iter().map(String::as_str);
    let things: Vec<&str> = things
        .skip_while(|word| *word == "api" || is_version(word))
        .collect();
    (things.join("_"), words[verb..].to_vec())
}

/// Removes the number that generators add to equal ids: `GetAll2`.
fn without_number(mut action: Vec<String>) -> Vec<String> {
    if let [.., last] = action.as_mut_slice() {
        let word = last.trim_end_matches(|c: char| c.is_ascii_digit());
        if word == "get" || is_many(word) {
            *last = word.to_owned();
        }
    }
    action
}

/// Whether a word says how many things there are, not what they are.
pub(super) fn is_many(word: &str) -> bool {
    MANY.rules[0].holds(word) || is_list(word)
}

/// Whether a word says how many things there are, but may also be a thing itself: `/pages/{key}`.
pub(super) fn is_list(word: &str) -> bool {
    MANY.rules[1].holds(word)
}

/// Whether a word says that the operation is about one thing.
pub(super) fn is_number_of_one(word: &str) -> bool {
    MANY.rules[2].holds(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controller_and_action_are_separated_in_all_published_forms() {
        for (id, controller, action) in [
            ("Group_QueryGroups", "group", "query groups"),
            (
                "My.Api.GroupsController.GetAll (My.Api)",
                "groups",
                "get all",
            ),
            (
                "GroupsController_GetAllGroupsAsync",
                "groups",
                "get all groups",
            ),
            ("groups-list", "groups", "list"),
            ("groups_get_all", "groups", "get all"),
            ("apiV1GroupsGet", "groups", "get"),
            ("GroupsGETAll", "groups", "get all"),
            ("list_group_users", "", "list group users"),
            ("ListGroups", "", "list groups"),
            ("Groups_GetAll2", "groups", "get all"),
            ("Things_GetRaw2", "things", "get raw2"),
            ("Page", "", "page"),
            ("_", "", ""),
            ("api/v1/groups_GET", "", ""),
        ] {
            let parsed = Id::parse(id).map(|id| (id.controller, id.action.join(" ")));
            let expected = (!action.is_empty()).then(|| (controller.to_owned(), action.to_owned()));
            assert_eq!(parsed, expected, "{id}");
        }
    }
}
