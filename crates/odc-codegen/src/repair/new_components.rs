//! Moves schemas to new components, and chooses the names of components that repairs add.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::unions;
use crate::document::{Document, USE_SITE_MEMBERS, key_of, reference};
use crate::names::{self, Names};

/// Moves the schema at a pointer to a new component. Its place keeps a reference and the members that describe the
/// place.
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

/// Names for the schemas that passes add. No other schema has such a name as its published name or its Rust name.
pub(super) struct FreeNames {
    pub(super) names: Names,
    taken: HashSet<String>,
    /// The next number for each name. All smaller numbers are taken.
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

    /// Takes a name for each schema at these pointers. A name gets a number when it is not free, or when several
    /// schemas want it. The order of the numbers depends on [`number_key`], not on the order of the pointers. Adds a
    /// note for each name that got a number.
    pub(super) fn claim_for(
        &mut self,
        document: &mut Document,
        pointers: &[String],
    ) -> Vec<String> {
        let root = &document.root;
        let wanted: Vec<String> = pointers
            .iter()
            .map(|pointer| inline_name(root, pointer, &self.names))
            .collect();
        let mut groups: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
        for (i, name) in wanted.iter().enumerate() {
            groups.entry(name).or_default().push(i);
        }
        let mut names = wanted.clone();
        for (name, mut group) in groups {
            if let [only] = group.as_slice() {
                names[*only] = self.claim(name);
                continue;
            }
            group.sort_by_cached_key(|i| (number_key(root, &pointers[*i]), &pointers[*i]));
            let mut numbered = (1..).map(|number| format!("{name}{number}"));
            for i in group {
                let free = numbered.find(|name| self.taken.insert(name.clone()));
                names[i] = free.unwrap_or_else(|| wanted[i].clone());
            }
        }
        for ((pointer, name), wanted) in pointers.iter().zip(&names).zip(&wanted) {
            if name != wanted {
                let what = format!(
                    "another type is called `{wanted}`, so its type is called `{name}`; a `title` or an \
                     `x-rust-name` in the overlay can give it a better name"
                );
                document.note(pointer, what);
            }
        }
        names
    }

    /// Takes a name. Adds a number when the name is not free.
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

/// The sort key for numbers: when several schemas want the same name, their numbers follow this key. It is the
/// published spelling of the place, and then the content. It does not depend on the order of the document, or on its
/// texts and rules, because a new description must not swap two types. A new enum value can swap types only in a union,
/// because its alternatives differ only in their content.
pub(crate) fn number_key(root: &Value, pointer: &str) -> (String, String) {
    let schema = root.pointer(pointer).unwrap_or(&Value::Null);
    (spelled_place(root, pointer), content_key(schema))
}

/// A pointer without indices of lists. A parameter has its place and its name instead.
fn spelled_place(root: &Value, pointer: &str) -> String {
    let steps: Vec<&str> = pointer.split('/').collect();
    let mut spelled = String::new();
    for (i, step) in steps.iter().enumerate() {
        let is_in_list = i > 0 && step.parse::<usize>().is_ok() && {
            let list = root.pointer(&steps[..i].join("/"));
            list.is_some_and(Value::is_array)
        };
        if is_in_list && steps[i - 1] == "parameters" {
            let parameter = root.pointer(&steps[..=i].join("/"));
            let text = |key: &str| {
                parameter
                    .and_then(|p| p.get(key)?.as_str())
                    .unwrap_or_default()
            };
            spelled.extend([text("in"), " ", text("name"), "/"]);
        } else if !(is_in_list || *step == "allOf") {
            spelled += step;
            spelled.push('/');
        }
    }
    spelled
}

/// The members of a schema that decide its type.
const TYPE_MEMBERS: [&str; 10] = [
    "$ref",
    "type",
    "format",
    "enum",
    "items",
    "properties",
    "additionalProperties",
    "allOf",
    "oneOf",
    "anyOf",
];

/// The members that decide the type of a schema, as a text that does not depend on their order.
pub(super) fn content_key(schema: &Value) -> String {
    let Some(members) = schema.as_object() else {
        return schema.to_string();
    };
    let keys = TYPE_MEMBERS.iter().filter_map(|key| {
        let value = members.get(*key)?;
        let held = match (*key, value) {
            ("properties", Value::Object(properties)) => {
                let properties = properties.iter();
                sorted(properties.map(|(name, one)| format!("{name}: {}", content_key(one))))
            }
            (_, Value::Array(elements)) => sorted(elements.iter().map(content_key)),
            (_, value) => content_key(value),
        };
        Some(format!("{key}: {held}"))
    });
    format!("{{{}}}", keys.collect::<Vec<_>>().join(", "))
}

fn sorted(texts: impl Iterator<Item = String>) -> String {
    let mut texts: Vec<String> = texts.collect();
    texts.sort();
    format!("[{}]", texts.join(", "))
}

/// The steps of a pointer that are not part of a name.
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

/// The type name for a schema at a pointer: `/components/schemas/UserResponse/properties/kind` -> `UserKind`; the
/// parameter `order` of `list_users` -> `ListUsersOrder`; the body of `create_user` -> `CreateUserRequest`; its
/// response -> `CreateUserAnswer`; each item of the response of `list_users` -> `ListUsersItem`. An alternative of a
/// union has its title, its tag or a field that only it requires in its name.
pub(super) fn inline_name(root: &Value, pointer: &str, names: &Names) -> String {
    type_name_at(root, pointer, names, &[])
}

/// The type name for a schema at a pointer, after the parts of each `allOf` above it are merged.
pub(crate) fn merged_name(root: &Value, pointer: &str, names: &Names) -> String {
    type_name_at(root, pointer, names, &["allOf"])
}

/// The type name for a schema at a pointer, without the names in `merged`.
fn type_name_at(root: &Value, pointer: &str, names: &Names, merged: &[&str]) -> String {
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
    let start = steps.len() - rest.len();
    words.extend(naming_words(root, &steps, start, merged));
    names::type_name(&words.join(" "))
}

/// The words for the steps of a pointer, beginning with step `start`. The name of a property is always a word, and so
/// is the title, the tag or the own field of an alternative.
fn naming_words(root: &Value, steps: &[&str], start: usize, merged: &[&str]) -> Vec<String> {
    let mut words = Vec::new();
    let mut names_follow = false;
    for (i, step) in steps.iter().enumerate().skip(start) {
        let is_name = std::mem::take(&mut names_follow);
        names_follow = !is_name && *step == "properties";
        if !is_name && matches!(*step, "oneOf" | "anyOf") && i + 1 < steps.len() {
            let word = alternative_word(root, &steps[..i], &steps[..=i + 1]);
            let is_last = i + 2 == steps.len();
            words.extend(word.or_else(|| is_last.then(|| "Alternative".to_owned())));
        } else if is_name
            || !(STRUCTURE.contains(step) || merged.contains(step) || step.parse::<usize>().is_ok())
        {
            words.push(key_of(step));
        }
    }
    words
}

/// The title, the tag or the own field of an alternative. `union` and `alternative` are the steps of their pointers.
fn alternative_word(root: &Value, union: &[&str], alternative: &[&str]) -> Option<String> {
    let at = |steps: &[&str]| root.pointer(&format!("/{}", steps.join("/")));
    word_of_alternative(root, at(union)?, at(alternative)?)
}

/// The title, the tag or the own field of an alternative, which is part of the name of its type.
pub(crate) fn word_of_alternative(
    root: &Value,
    union: &Value,
    alternative: &Value,
) -> Option<String> {
    let title = alternative.get("title").and_then(Value::as_str);
    title
        .map(str::to_owned)
        .or_else(|| unions::tag(root, union, alternative))
        .or_else(|| unions::own_field(root, union, alternative))
}

/// The word for a part of an operation, and the steps after the part. Media types and status codes are not part of a
/// name.
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
