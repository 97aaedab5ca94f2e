//! Rust names of operations: a verb and the things that it is about, `list_group_users`.
//!
//! The verb and the things are those of the `operationId`: `Group_QueryGroups`. A verb alone takes the controller, the tag or
//! the end of the path for its thing: `Groups_Get`. Where that does not do, method and path make the name.

use serde_json::Value;

use super::given::given;
use super::ids::{Id, is_list, is_many};
use super::lists;
use super::paths::Path;
use super::reserved::CLIENT;
use super::words::{identifier, is_plural, singular, snake};
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
    pub(super) fn wishes(&self) -> Vec<String> {
        if let Some(name) = given(self.operation) {
            return vec![method_name(name)];
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
            wishes.push(said.by_id(id, &thing));
            wishes.push(said.by_verb(id));
        }
        let by_method = said.by_method();
        let by_slots = said.path.by().map(|by| format!("{by_method}_{by}"));
        wishes.push(by_method);
        wishes.extend(by_slots);
        wishes.push(format!("{} {}", self.method, self.path));
        wishes.iter().map(|name| method_name(name)).collect()
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
    fn by_id(&self, id: &Id, thing: &str) -> String {
        const BEFORE: [&str; 7] = ["by", "for", "from", "in", "of", "to", "with"];
        const WHICH: [&str; 7] = [
            "current", "default", "first", "last", "latest", "next", "previous",
        ];
        let (first, rest) = (id.action[0].as_str(), &id.action[1..]);
        let is_thing = |word: &str| is_list(word) && self.is_one();
        let many = rest
            .first()
            .is_some_and(|word| is_many(word) && !is_thing(word));
        match &rest[usize::from(many)..] {
            [] if self.method == "get" && !is_verb(first) => {
                format!("{}_{first}", self.verb("get", first, self.is_one()))
            }
            [which] if WHICH.contains(&which.as_str()) => {
                format!("{}_{which}_{}", our(first), singular(thing))
            }
            [before, ..] if BEFORE.contains(&before.as_str()) => {
                format!("{}_{}", self.about(first, thing, many), rest.join("_"))
            }
            // `Settings_GetOne`: the number says no more than the path does.
            [one] if one == "one" => format!("{}_{}", our(first), singular(thing)),
            [] => self.about(first, thing, many),
            [things @ .., last] => {
                let one = self.is_one();
                let verb = if many && !one {
                    our_many(first)
                } else {
                    self.verb(first, last, one)
                };
                let things = things.iter().chain([last]).cloned();
                format!("{verb}_{}", things.collect::<Vec<_>>().join("_"))
            }
        }
    }

    /// A verb alone and its thing, one or many.
    fn about(&self, published: &str, thing: &str, many: bool) -> String {
        let one = self
            .path
            .is_one_of(thing, self.action.as_deref(), self.list)
            && !many;
        let verb = match published {
            _ if many => our_many(published),
            // One thing is queried: `/metrics/{name}`.
            "query" if one => "query",
            _ => self.verb(published, thing, one),
        };
        let created = verb == "create" && !many;
        let thing = if one || created {
            singular(thing)
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
    fn by_verb(&self, id: &Id) -> String {
        let (verb, last) = (&id.action[0], id.action[1..].last());
        let many = last.is_some_and(|last| is_many(last));
        let one = self.is_one() || last.is_some_and(|last| !many && !is_plural(last));
        if many && !one {
            let things = self.path.things(self.action.as_deref(), one);
            return format!("{}_{things}", our_many(verb));
        }
        self.with_things(verb, one)
    }

    /// `refresh_dependency`, `list_dependency_consumers`
    fn by_method(&self) -> String {
        match self.path.action(self.method) {
            Some(action) => format!("{action}_{}", self.path.things(Some(action), self.is_one())),
            None => self.with_things(self.method, self.is_one() || self.method == "post"),
        }
    }

    fn with_things(&self, published: &str, one: bool) -> String {
        let things = self.path.things(self.action.as_deref(), one);
        format!("{}_{things}", self.verb(published, &things, one))
    }

    /// Our word for a published verb, or for a method, of these things.
    fn verb<'v>(&self, published: &'v str, things: &str, one: bool) -> &'v str {
        match our(published) {
            "get" if self.list && !one && is_plural(things) => "list",
            verb => verb,
        }
    }
}

/// Our word for a published verb.
fn our(published: &str) -> &str {
    match published {
        "query" => "list",
        "read" | "fetch" => "get",
        "patch" => "update",
        "put" => "replace",
        "post" => "create",
        "remove" => "delete",
        other => other,
    }
}

/// Our word for a published verb that is done to all of something: `GetAll`.
fn our_many(published: &str) -> &str {
    match our(published) {
        "get" => "list",
        verb => verb,
    }
}

/// Words that a GET is called by alone; any other is the thing that it gets: `Things_Summary`.
fn is_verb(word: &str) -> bool {
    const VERBS: &str = "get list query read fetch find search count export download stream check validate preview \
                         render browse lookup exists ping watch poll calculate estimate compare resolve verify test";
    VERBS.split(' ').any(|verb| verb == word)
}

/// A name that a method of a client may have.
fn method_name(text: &str) -> String {
    let name = identifier(text);
    if CLIENT.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}
