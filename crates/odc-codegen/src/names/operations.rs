//! Rust names of operations: a verb and the things that it is about, `list_group_users`.
//!
//! The verb and the things are those of the `operationId`: `Group_QueryGroups`. A verb alone takes the controller, the tag or
//! the end of the path for its thing: `Groups_Get`. Where that does not do, method and path make the name.

use serde_json::Value;

use super::given::given;
use super::ids::{Id, is_list, is_many, is_number_of_one};
use super::lists;
use super::paths::Path;
use super::rules::{
    CLIENT_METHODS, MANY_VERBS, OPERATION_WAYS, OUR_VERBS, PREPOSITIONS, STANDALONE_VERBS, Table,
    Trail, WHICH, op,
};
use super::trace::Wish;
use super::words::{identifier_by, is_plural, singular_by, snake};
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
pub(super) fn all(root: &Value) -> Vec<Published<'_>> {
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

    /// What its method may be called, best first.
    pub(super) fn wishes(&self) -> Vec<Wish> {
        let wish = |way: usize, make: &dyn Fn(&mut Trail) -> String| {
            Wish::of(&OPERATION_WAYS, way, |trail| {
                let name = make(trail);
                method_name(&name, trail)
            })
        };
        if let Some(name) = given(self.operation) {
            return vec![wish(op::GIVEN, &|_| name.to_owned())];
        }
        let id = self.operation.get("operationId").and_then(Value::as_str);
        let id = id.and_then(Id::parse);
        let path = Path::of(self.path);
        let action = path.action(self.method).map(str::to_owned);
        let said = Said {
            method: self.method,
            list: self.answers_list(),
            action: action.or_else(|| Some(id.as_ref()?.action.join("_"))),
            path,
        };
        let mut wishes = Vec::new();
        if let Some(id) = &id {
            let thing = said.thing(id, self.tag());
            wishes.push(wish(op::ID, &|trail| said.by_id(id, &thing, trail)));
            wishes.push(wish(op::VERB, &|trail| said.by_verb(id, trail)));
        }
        wishes.push(wish(op::METHOD, &|trail| said.by_method(trail)));
        wishes.extend(said.path.by().map(|by| {
            wish(op::SLOTS, &|trail| {
                format!("{}_{by}", said.by_method(trail))
            })
        }));
        wishes.push(wish(op::WHOLE, &|_| {
            format!("{} {}", self.method, self.path)
        }));
        wishes
    }

    /// The first tag; ASP.NET tags what has none with the name of the program, which says nothing.
    fn tag(&self) -> Option<String> {
        let tag = self.operation.pointer("/tags/0")?.as_str()?;
        let tag = Some(tag).filter(|tag| !tag.contains('.')).map(snake);
        tag.filter(|tag| !tag.is_empty())
    }

    fn answers_list(&self) -> bool {
        let responses = self.operation.get("responses").and_then(Value::as_object);
        let mut successes = responses.into_iter().flatten();
        let success = successes.find(|(status, _)| status.starts_with('2'));
        success.is_some_and(|(_, response)| lists::is_list(self.root, response))
    }
}

/// What method, path and answer say of a name.
struct Said<'a> {
    method: &'a str,
    path: Path,
    /// The last step of the path may be what is done rather than a thing, when it is called so.
    action: Option<String>,
    /// It answers a list.
    list: bool,
}

impl Said<'_> {
    fn is_one(&self) -> bool {
        self.path.is_one(self.action.as_deref(), self.list)
    }

    /// What an action without a thing is about: the controller, else the tag, else the path.
    fn thing(&self, id: &Id, tag: Option<String>) -> String {
        let controller = Some(&id.controller).filter(|controller| !controller.is_empty());
        let from_path = || self.path.thing(self.action.as_deref());
        let known = controller.cloned().or(tag);
        known
            .or_else(from_path)
            .unwrap_or_else(|| "root".to_owned())
    }

    /// `Group_QueryGroups` -> `list_groups`, `Groups_Get` -> `get_group`, `Groups_GetByName` -> `get_group_by_name`.
    fn by_id(&self, id: &Id, thing: &str, trail: &mut Trail) -> String {
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
                    our(first, trail),
                    singular_by(thing, trail)
                )
            }
            [before, ..] if PREPOSITIONS.holds(before) => {
                format!(
                    "{}_{}",
                    self.about(first, thing, many, trail),
                    rest.join("_")
                )
            }
            // `Settings_GetOne`: the number says no more than the path does.
            [one] if is_number_of_one(one) => {
                format!("{}_{}", our(first, trail), singular_by(thing, trail))
            }
            [] => self.about(first, thing, many, trail),
            [things @ .., last] => {
                let one = self.is_one();
                let verb = if many && !one {
                    our_many(first, trail)
                } else {
                    self.verb(first, last, one, trail)
                };
                let things = things.iter().chain([last]).cloned();
                format!("{verb}_{}", things.collect::<Vec<_>>().join("_"))
            }
        }
    }

    /// A verb alone and its thing, one or many.
    fn about(&self, published: &str, thing: &str, many: bool, trail: &mut Trail) -> String {
        let one = self
            .path
            .is_one_of(thing, self.action.as_deref(), self.list)
            && !many;
        let verb = match published {
            _ if many => our_many(published, trail),
            // One thing is queried: `/metrics/{name}`.
            "query" if one => "query",
            _ => self.verb(published, thing, one, trail),
        };
        let created = verb == "create" && !many;
        let thing = if one || created {
            singular_by(thing, trail)
        } else {
            thing.to_owned()
        };
        if verb == thing {
            thing
        } else {
            format!("{verb}_{thing}")
        }
    }

    /// The verb of the id with all things of the path: `add_asset_revision_tag`.
    fn by_verb(&self, id: &Id, trail: &mut Trail) -> String {
        trail.extend_from_slice(&id.trail);
        let (verb, last) = (&id.action[0], id.action[1..].last());
        let many = last.is_some_and(|last| is_many(last));
        let one = self.is_one() || last.is_some_and(|last| !many && !is_plural(last));
        if many && !one {
            let verb = our_many(verb, trail);
            let things = self.path.things(self.action.as_deref(), one, trail);
            return format!("{verb}_{things}");
        }
        self.with_things(verb, one, trail)
    }

    /// `refresh_dependency`, `list_dependency_consumers`
    fn by_method(&self, trail: &mut Trail) -> String {
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

    /// Our word for a published verb, or for a method, of these things.
    fn verb<'v>(&self, published: &'v str, things: &str, one: bool, trail: &mut Trail) -> &'v str {
        let verb = our(published, trail);
        if self.list && !one && is_plural(things) {
            of_many(verb, trail)
        } else {
            verb
        }
    }
}

/// Our word for a published verb.
fn our<'v>(published: &'v str, trail: &mut Trail) -> &'v str {
    replaced(&OUR_VERBS, published, trail)
}

/// Our word for a published verb that is done to all of something: `GetAll`.
fn our_many<'v>(published: &'v str, trail: &mut Trail) -> &'v str {
    let verb = our(published, trail);
    of_many(verb, trail)
}

/// A verb of ours that is done to many things.
fn of_many<'v>(verb: &'v str, trail: &mut Trail) -> &'v str {
    replaced(&MANY_VERBS, verb, trail)
}

/// The word that a table has for another; the word itself when it has none.
fn replaced<'v>(table: &'static Table, word: &'v str, trail: &mut Trail) -> &'v str {
    match table.find(word) {
        Some((rule, _)) => {
            rule.record(word, rule.becomes, trail);
            rule.becomes
        }
        None => word,
    }
}

/// A name that a method of a client may have.
fn method_name(text: &str, trail: &mut Trail) -> String {
    let name = identifier_by(text, trail);
    CLIENT_METHODS.apply(name, trail)
}
