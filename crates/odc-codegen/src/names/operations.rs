//! Makes the Rust names of operations from a verb and its things: `list_group_users`.
//!
//! The verb and the things come from the `operationId`: `Group_QueryGroups`. When the id has only a verb
//! (`Groups_Get`), the thing is the controller, the tag, or the end of the path. Without a useful id, the name comes
//! from the method and the path.

use serde_json::Value;

use super::ids::{Id, is_list, is_many, is_number_of_one};
use super::lists;
use super::overlay_name::overlay_name;
use super::paths::Path;
use super::rules::{
    CLIENT_METHODS, MANY_VERBS, OPERATION_WAYS, OUR_VERBS, PREPOSITIONS, STANDALONE_VERBS, Table,
    Trail, WHICH, op,
};
use super::trace::Candidate;
use super::words::{identifier_traced, is_plural, singular_traced, snake};
use crate::document::{METHODS, child, objects};

/// An operation as published.
#[derive(Clone, Copy)]
pub(super) struct Published<'a> {
    pub(super) root: &'a Value,
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    pub(super) operation: &'a Value,
}

/// All operations of a document.
pub(super) fn published_operations(root: &Value) -> Vec<Published<'_>> {
    let items = objects(root, "/paths").filter_map(|(path, item)| Some((path, item.as_object()?)));
    let operations = items.flat_map(|(path, item)| {
        let methods = item
            .iter()
            .filter(|(method, _)| METHODS.contains(&method.as_str()));
        methods.map(move |(method, operation)| Published {
            root,
            method,
            path,
            operation,
        })
    });
    operations.collect()
}

impl Published<'_> {
    pub(super) fn pointer(&self) -> String {
        child(&child("/paths", self.path), self.method)
    }

    /// The candidates for its method name, the best first.
    pub(super) fn candidates(&self) -> Vec<Candidate> {
        let candidate = |way: usize, make: &dyn Fn(&mut Trail) -> String| {
            Candidate::make(&OPERATION_WAYS, way, |trail| {
                let name = make(trail);
                method_name(&name, trail)
            })
        };
        if let Some(name) = overlay_name(self.operation) {
            return vec![candidate(op::GIVEN, &|_| name.to_owned())];
        }
        let id = self.operation.get("operationId").and_then(Value::as_str);
        let id = id.and_then(Id::parse);
        let path = Path::parse(self.path);
        let action = path.action(self.method).map(str::to_owned);
        let evidence = Evidence {
            method: self.method,
            returns_list: self.returns_list(),
            action: action.or_else(|| Some(id.as_ref()?.action.join("_"))),
            path,
        };
        let mut candidates = Vec::new();
        if let Some(id) = &id {
            let thing = evidence.thing(id, self.tag());
            candidates.push(candidate(op::ID, &|trail| {
                evidence.name_by_id(id, &thing, trail)
            }));
            candidates.push(candidate(op::VERB, &|trail| {
                evidence.name_by_verb(id, trail)
            }));
        }
        candidates.push(candidate(op::METHOD, &|trail| {
            evidence.name_by_method(trail)
        }));
        candidates.extend(evidence.path.by_parameters().map(|by| {
            candidate(op::PATH_PARAMETERS, &|trail| {
                format!("{}_{by}", evidence.name_by_method(trail))
            })
        }));
        candidates.push(candidate(op::WHOLE, &|_| {
            format!("{} {}", self.method, self.path)
        }));
        candidates
    }

    /// The first tag. When an operation has no tag, ASP.NET gives it the name of the program, such as `My.Api`. A tag
    /// with a dot is therefore ignored.
    fn tag(&self) -> Option<String> {
        let tag = self.operation.pointer("/tags/0")?.as_str()?;
        let tag = Some(tag).filter(|tag| !tag.contains('.')).map(snake);
        tag.filter(|tag| !tag.is_empty())
    }

    fn returns_list(&self) -> bool {
        let responses = self.operation.get("responses").and_then(Value::as_object);
        let mut successes = responses.into_iter().flatten();
        let success = successes.find(|(status, _)| status.starts_with('2'));
        success.is_some_and(|(_, response)| lists::is_list(self.root, response))
    }
}

/// The facts about an operation that decide its name.
struct Evidence<'a> {
    method: &'a str,
    path: Path,
    /// The last step of the path when it is an action and not a thing; otherwise the action of the `operationId`.
    action: Option<String>,
    returns_list: bool,
}

impl Evidence<'_> {
    fn is_one(&self) -> bool {
        self.path.is_one(self.action.as_deref(), self.returns_list)
    }

    /// The thing for an action without things: the controller, the tag, or the last thing of the path.
    fn thing(&self, id: &Id, tag: Option<String>) -> String {
        let controller = Some(&id.controller).filter(|controller| !controller.is_empty());
        let from_path = || self.path.thing(self.action.as_deref());
        let known = controller.cloned().or(tag);
        known
            .or_else(from_path)
            .unwrap_or_else(|| "root".to_owned())
    }

    /// `Group_QueryGroups` -> `list_groups`, `Groups_Get` -> `get_group`, `Groups_GetByName` -> `get_group_by_name`.
    fn name_by_id(&self, id: &Id, thing: &str, trail: &mut Trail) -> String {
        trail.extend_from_slice(&id.trail);
        let (first, rest) = (id.action[0].as_str(), &id.action[1..]);
        let is_thing = |word: &str| is_list(word) && self.is_one();
        let many = rest
            .first()
            .is_some_and(|word| is_many(word) && !is_thing(word));
        match &rest[usize::from(many)..] {
            [] if self.method == "get" && !STANDALONE_VERBS.holds(first) => {
                format!("{}_{first}", self.verb("get", first, self.is_one(), trail))
            }
            [which] if WHICH.holds(which) => {
                format!(
                    "{}_{which}_{}",
                    our_verb(first, trail),
                    singular_traced(thing, trail)
                )
            }
            [before, ..] if PREPOSITIONS.holds(before) => {
                format!(
                    "{}_{}",
                    self.verb_and_thing(first, thing, many, trail),
                    rest.join("_")
                )
            }
            // `Settings_GetOne`: the path already says that it is about one thing.
            [one] if is_number_of_one(one) => {
                format!(
                    "{}_{}",
                    our_verb(first, trail),
                    singular_traced(thing, trail)
                )
            }
            [] => self.verb_and_thing(first, thing, many, trail),
            [things @ .., last] => {
                let one = self.is_one();
                let verb = if many && !one {
                    our_list_verb(first, trail)
                } else {
                    self.verb(first, last, one, trail)
                };
                let things = things.iter().chain([last]).cloned();
                format!("{verb}_{}", things.collect::<Vec<_>>().join("_"))
            }
        }
    }

    /// A verb and its thing, in the singular or the plural.
    fn verb_and_thing(
        &self,
        published: &str,
        thing: &str,
        many: bool,
        trail: &mut Trail,
    ) -> String {
        let one = self
            .path
            .is_one_of(thing, self.action.as_deref(), self.returns_list)
            && !many;
        let verb = match published {
            _ if many => our_list_verb(published, trail),
            // A query about one thing: `/metrics/{name}`.
            "query" if one => "query",
            _ => self.verb(published, thing, one, trail),
        };
        let created = verb == "create" && !many;
        let thing = if one || created {
            singular_traced(thing, trail)
        } else {
            thing.to_owned()
        };
        if verb == thing {
            thing
        } else {
            format!("{verb}_{thing}")
        }
    }

    /// The verb of the id and all things of the path: `add_asset_revision_tag`.
    fn name_by_verb(&self, id: &Id, trail: &mut Trail) -> String {
        trail.extend_from_slice(&id.trail);
        let (verb, last) = (&id.action[0], id.action[1..].last());
        let many = last.is_some_and(|last| is_many(last));
        let one = self.is_one() || last.is_some_and(|last| !many && !is_plural(last));
        if many && !one {
            let verb = our_list_verb(verb, trail);
            let things = self.path.things(self.action.as_deref(), one, trail);
            return format!("{verb}_{things}");
        }
        self.with_things(verb, one, trail)
    }

    /// The action or method and all things of the path: `refresh_dependency`, `list_dependency_consumers`.
    fn name_by_method(&self, trail: &mut Trail) -> String {
        if let Some(action) = self.path.action(self.method) {
            let things = self.path.things(Some(action), self.is_one(), trail);
            format!("{action}_{things}")
        } else {
            let one = self.is_one() || self.method == "post";
            self.with_things(self.method, one, trail)
        }
    }

    fn with_things(&self, published: &str, one: bool, trail: &mut Trail) -> String {
        let things = self.path.things(self.action.as_deref(), one, trail);
        format!("{}_{things}", self.verb(published, &things, one, trail))
    }

    /// Our word for a published verb or a method, in front of these things.
    fn verb<'v>(&self, published: &'v str, things: &str, one: bool, trail: &mut Trail) -> &'v str {
        let verb = our_verb(published, trail);
        if self.returns_list && !one && is_plural(things) {
            list_verb(verb, trail)
        } else {
            verb
        }
    }
}

/// Our word for a published verb.
fn our_verb<'v>(published: &'v str, trail: &mut Trail) -> &'v str {
    word_in_table(&OUR_VERBS, published, trail)
}

/// Our word for a published verb that is about many things: `GetAll`.
fn our_list_verb<'v>(published: &'v str, trail: &mut Trail) -> &'v str {
    let verb = our_verb(published, trail);
    list_verb(verb, trail)
}

/// Our verb for many things.
fn list_verb<'v>(verb: &'v str, trail: &mut Trail) -> &'v str {
    word_in_table(&MANY_VERBS, verb, trail)
}

/// Our word for a published word; the published word itself when the table does not have it.
fn word_in_table<'v>(table: &'static Table, word: &'v str, trail: &mut Trail) -> &'v str {
    match table.find(word) {
        Some((rule, _)) => {
            rule.record(word, rule.becomes, trail);
            rule.becomes
        }
        None => word,
    }
}

/// Makes the name of a client's method from a text.
fn method_name(text: &str, trail: &mut Trail) -> String {
    let name = identifier_traced(text, trail);
    CLIENT_METHODS.apply(name, trail)
}
