//! Components that repairs make: what they are called, and how a schema becomes one.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use crate::document::{Document, PLACE, key_of, reference};
use crate::names::{self, Names};

/// Makes a component of the schema at a pointer; in its place stay a reference and what is said of the place.
pub(super) fn lift(document: &mut Document, pointer: &str, name: String) {
    if let Some(place) = document.root.pointer_mut(pointer) {
        let schema = place.take();
        *place = reference(&name);
        for beside in PLACE {
            if let Some(value) = schema.get(beside) {
                place[beside] = value.clone();
            }
        }
        document.findings.became_component(pointer, &name);
        schemas(&mut document.root).insert(name, schema);
    }
}

/// Names for the schemas that passes make: none that another has, as published or in Rust.
pub(super) struct Fresh {
    pub(super) names: Names,
    taken: HashSet<String>,
}

impl Fresh {
    pub(super) fn of(root: &Value) -> Self {
        let names = Names::by_rule(root);
        let taken = names.schemas.iter().flat_map(<[&String; 2]>::from);
        Self {
            taken: taken.cloned().collect(),
            names,
        }
    }

    /// The name, numbered when it is taken.
    pub(super) fn name(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{wanted}{number}");
            number += 1;
        }
        name
    }
}

/// `components.schemas`, made when it is not there.
fn schemas(root: &mut Value) -> &mut Map<String, Value> {
    let mut at = root;
    for name in ["components", "schemas"] {
        if !at[name].is_object() {
            at[name] = json!({});
        }
        at = &mut at[name];
    }
    at.as_object_mut().expect("made an object above")
}

/// Steps of a pointer that say nothing to a user.
const STRUCTURE: [&str; 10] = [
    "properties",
    "items",
    "schema",
    "parameters",
    "content",
    "responses",
    "requestBody",
    "components",
    "oneOf",
    "anyOf",
];

/// `/components/schemas/UserResponse/properties/kind` -> `UserKind`;
/// the parameter `order` of `list_users` -> `ListUsersOrder`; the body of `create_user` -> `CreateUserRequest`;
/// what it answers -> `CreateUserAnswer`, each of what `list_users` answers -> `ListUsersItem`.
pub(crate) fn name_for(root: &Value, pointer: &str, names: &Names) -> String {
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    let parameter = |count: usize| {
        let name = root.pointer(&format!("/{}/name", steps[..count].join("/")));
        name.and_then(Value::as_str).map(str::to_owned)
    };
    let operation = |path: &str, method: &str| {
        let name = names.operations.get(&format!("/paths/{path}/{method}"));
        name.cloned()
    };
    let (owner, part, rest) = match steps.as_slice() {
        ["components", "schemas", schema, rest @ ..] => {
            (names.schemas.get(&key_of(schema)).cloned(), None, rest)
        }
        ["paths", _, "parameters", _, rest @ ..] => (None, parameter(4), rest),
        ["paths", path, method, "parameters", _, rest @ ..] => {
            (operation(path, method), parameter(5), rest)
        }
        ["paths", path, method, rest @ ..] => {
            let (part, rest) = part(rest);
            (operation(path, method), part.map(str::to_owned), rest)
        }
        other => (None, None, other),
    };
    let mut words: Vec<String> = owner.into_iter().chain(part).collect();
    words.extend(telling(rest).map(key_of));
    if matches!(steps.as_slice(), [.., "oneOf" | "anyOf", _]) {
        let title = root.pointer(pointer).and_then(|v| v.get("title"));
        let title = title.and_then(Value::as_str).unwrap_or("Alternative");
        words.push(title.to_owned());
    }
    names::place(&words.join(" "))
}

/// The steps that say something to a user; a property does, whatever it is called.
fn telling<'p>(steps: &[&'p str]) -> impl Iterator<Item = &'p str> {
    let mut names_follow = false;
    steps.iter().copied().filter(move |step| {
        let is_name = std::mem::take(&mut names_follow);
        names_follow = !is_name && *step == "properties";
        is_name || !(STRUCTURE.contains(step) || step.parse::<usize>().is_ok())
    })
}

/// What a part of an operation is called, and the steps from there on. Media types and status codes say nothing to a user.
fn part<'s, 'p>(steps: &'s [&'p str]) -> (Option<&'static str>, &'s [&'p str]) {
    match steps {
        ["requestBody", "content", _, rest @ ..] => (Some("request"), rest),
        ["responses", status, "content", _, rest @ ..] => match rest {
            _ if !status.starts_with('2') => (Some("error"), rest),
            ["schema", "items", rest @ ..] => (Some("item"), rest),
            _ => (Some("answer"), rest),
        },
        _ => (None, steps),
    }
}
