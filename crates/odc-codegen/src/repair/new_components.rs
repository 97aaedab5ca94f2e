//! Components that repairs add: their names, and moving a schema to one.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use crate::document::{Document, USE_SITE_MEMBERS, key_of, reference};
use crate::names::{self, Names};

/// Moves the schema at a pointer to a new component. A reference and the members that describe the place are left.
pub(super) fn move_to_component(document: &mut Document, pointer: &str, name: String) {
    if let Some(place) = document.root.pointer_mut(pointer) {
        let schema = place.take();
        *place = reference(&name);
        for beside in USE_SITE_MEMBERS {
            if let Some(value) = schema.get(beside) {
                place[beside] = value.clone();
            }
        }
        document.findings.record_component(pointer, &name);
        schemas_mut(&mut document.root).insert(name, schema);
    }
}

/// Free names for the schemas that passes add: no other schema has them, as published or in Rust.
pub(super) struct FreeNames {
    pub(super) names: Names,
    taken: HashSet<String>,
    /// The next number of each name: the ones before it are taken.
    next: HashMap<String, usize>,
}

impl FreeNames {
    pub(super) fn new(root: &Value) -> Self {
        let names = Names::by_rule(root);
        let taken = names.schemas.iter().flat_map(<[&String; 2]>::from);
        Self {
            taken: taken.cloned().collect(),
            next: HashMap::new(),
            names,
        }
    }

    /// Takes a name; adds a number when it is not free.
    pub(super) fn claim(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        while !self.taken.insert(name.clone()) {
            let number = self.next.entry(wanted.to_owned()).or_insert(2);
            name = format!("{wanted}{number}");
            *number += 1;
        }
        name
    }
}

/// Returns `components.schemas`, and adds it when it is missing.
fn schemas_mut(root: &mut Value) -> &mut Map<String, Value> {
    let mut at = root;
    for name in ["components", "schemas"] {
        if !at[name].is_object() {
            at[name] = json!({});
        }
        at = &mut at[name];
    }
    at.as_object_mut()
        .expect("it is an object since the loop above")
}

/// Steps of a pointer that are not part of a name.
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

/// The type name for a schema at a pointer: `/components/schemas/UserResponse/properties/kind` -> `UserKind`;
/// the parameter `order` of `list_users` -> `ListUsersOrder`; the body of `create_user` -> `CreateUserRequest`;
/// its response -> `CreateUserAnswer`; each item of the response of `list_users` -> `ListUsersItem`.
pub(crate) fn inline_name(root: &Value, pointer: &str, names: &Names) -> String {
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
            let (part, rest) = operation_part(rest);
            (operation(path, method), part.map(str::to_owned), rest)
        }
        other => (None, None, other),
    };
    let mut words: Vec<String> = owner.into_iter().chain(part).collect();
    words.extend(naming_steps(rest).map(key_of));
    if matches!(steps.as_slice(), [.., "oneOf" | "anyOf", _]) {
        let title = root.pointer(pointer).and_then(|v| v.get("title"));
        let title = title.and_then(Value::as_str).unwrap_or("Alternative");
        words.push(title.to_owned());
    }
    names::type_name(&words.join(" "))
}

/// The steps of a pointer that are part of a name. A property always is.
fn naming_steps<'p>(steps: &[&'p str]) -> impl Iterator<Item = &'p str> {
    let mut names_follow = false;
    steps.iter().copied().filter(move |step| {
        let is_name = std::mem::take(&mut names_follow);
        names_follow = !is_name && *step == "properties";
        is_name || !(STRUCTURE.contains(step) || step.parse::<usize>().is_ok())
    })
}

/// The word for a part of an operation, and the steps after it. Media types and status codes are not part of a name.
fn operation_part<'s, 'p>(steps: &'s [&'p str]) -> (Option<&'static str>, &'s [&'p str]) {
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
