//! Finds out what happened to the values that an overlay action names: they are kept, moved, or surely removed.
//!
//! A value that is missing may have another name now. If an action is deleted by mistake, a secret may be printed, or a
//! type may be renamed. So a value counts as removed only if nothing is new at its place, and nothing new has its name.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::remedy::{Before, is_sure_name, schema, unmatched_new};
use super::targets::Section;
use odc_codegen::diff::{Kind, Place, Shape, path_parameters};
use odc_codegen::document::{child, key_of, overlay, path_methods};

/// What happened to values of the current document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// The new document has it, at this place.
    Kept(String),
    Gone,
    /// A thing with the same name is at this place of the new document. It may be the same thing.
    Elsewhere(String),
    /// Something else may have replaced it.
    Unknown,
}

/// Finds out what happened to values of the current document.
pub(super) struct Fates<'a> {
    before: &'a Before<'a>,
    pub(super) new: &'a Value,
    /// Where the members with each name are, in the current document and in the new one.
    named: (Named<'a>, Named<'a>),
}

impl<'a> Fates<'a> {
    pub(super) fn new(before: &'a Before<'a>, new: &'a Value) -> Self {
        let old = &before.document.root;
        Self {
            before,
            new,
            named: (Named::find(old), Named::find(new)),
        }
    }

    /// What happened to all values that the target matches in the current document.
    pub(super) fn of_target(&self, target: &str) -> Fate {
        let places = overlay::places_of(target, &self.before.document.root);
        let mut fates = places.iter().map(|at| self.of_place(at));
        if places.is_empty() {
            return Fate::Unknown;
        }
        fates.find(|fate| *fate != Fate::Gone).unwrap_or(Fate::Gone)
    }

    /// Follows the pointer through both documents, up to the first step that is missing in the new document.
    pub(super) fn of_place(&self, pointer: &str) -> Fate {
        let new = Place::root(self.new);
        let (mut was, mut is) = (&self.before.document.root, new.clone());
        let (mut at, mut holder) = (String::new(), None);
        for token in pointer.split('/').skip(1) {
            let key = key_of(token);
            let Some(next) = step(was, &key) else {
                return Fate::Unknown;
            };
            let Some(found) = counterpart(&at, &key, (was, next, &is), self.before, &new) else {
                let missing = child(&at, &key);
                let holders = [Some(&is), holder.as_ref()];
                let found = self.same_name(pointer, &missing, &holders);
                return match found.or_else(|| self.inline_schema(&missing)) {
                    Some(place) => Fate::Elsewhere(place),
                    None if nothing_replaces(&at, &key, (was, is.value), self.before, &new) => {
                        Fate::Gone
                    }
                    None => Fate::Unknown,
                };
            };
            holder = Some(std::mem::replace(&mut is, found));
            was = next;
            at = child(&at, &key);
        }
        Fate::Kept(is.pointer)
    }

    /// The place of a member in the new document that has the name of the missing member. It is below the same object,
    /// or at a place where the current document has no member with this name.
    fn same_name(
        &self,
        pointer: &str,
        missing: &str,
        holders: &[Option<&Place<'_>>],
    ) -> Option<String> {
        let (was, is) = &self.named;
        let is_missing = |list: &str, token: &str| {
            let member = format!("{list}/{token}");
            member == missing || member.starts_with(&format!("{missing}/"))
        };
        let new_place = |was: &HashMap<String, BTreeSet<String>>,
                         is: &HashMap<String, BTreeSet<String>>,
                         name: &str| {
            let before = was.get(name);
            let is_new = |at: &&String| {
                let at = self.pointer_before(at);
                before.is_none_or(|before| !before.contains(&at))
            };
            is.get(name).into_iter().flatten().find(is_new).cloned()
        };
        let (list, token) = last_member(pointer, "properties")
            .into_iter()
            .chain(last_member(pointer, "parameters"))
            .max_by_key(|(list, _)| list.len())?;
        if !is_missing(list, token) {
            return None;
        }
        if list.ends_with("/properties") {
            let name = key_of(token);
            let mut held = holders.iter().flatten();
            return held
                .find_map(|holder| member_of(holder, &name, &mut BTreeSet::new()))
                .or_else(|| new_place(&was.properties, &is.properties, &name));
        }
        let old = Place::root(&self.before.document.root);
        let parameter = Place {
            value: old.value.pointer(&format!("{list}/{token}"))?,
            ..old
        };
        let name = parameter.resolved().text("name")?.to_owned();
        let path = list.strip_prefix("/paths/")?.split('/').next()?;
        let item = format!("/paths/{path}");
        let lists = is.parameters.get(&name)?;
        let had = was.parameters.get(&name);
        let mut lists = lists.iter().filter(|at| {
            let before = self.pointer_before(at);
            // A parameter of the path item also applies to the operation.
            let is_own = before == list || before == format!("{item}/parameters");
            before.starts_with(&format!("{item}/"))
                && (is_own || had.is_none_or(|had| !had.contains(&before)))
        });
        // When an operation is removed, its parameters are removed too.
        let is_list = missing.ends_with("/parameters") || missing.matches('/').count() > 3;
        lists.next().filter(|_| is_list).cloned()
    }

    /// The place of a schema in the new document that is not a component, but has the same features as the missing
    /// component.
    fn inline_schema(&self, missing: &str) -> Option<String> {
        let name = missing.strip_prefix("/components/schemas/")?;
        let old = Place::root(&self.before.document.root);
        let gone = schema(&old, &key_of(name))?;
        let gone = Shape::read(&gone);
        let has_members = matches!(gone.kind(), Kind::Object | Kind::Enum);
        if !has_members || gone.features().is_empty() {
            return None;
        }
        let (was, is) = &self.named;
        let is_new = |at: &&Place<'_>| {
            let before = self.pointer_before(&at.pointer);
            !was.inline.iter().any(|was| was.pointer == before)
        };
        let mut fresh = is.inline.iter().filter(is_new);
        fresh
            .find(|at| Shape::read(at).is_like(&gone))
            .map(|at| at.pointer.clone())
    }

    /// A pointer into the new document, with the names that the current document has for the same schema and path.
    fn pointer_before(&self, pointer: &str) -> String {
        let tokens: Vec<&str> = pointer.split('/').skip(1).collect();
        let renamed = |section: &str, token: &str, was: Option<&str>, rest: &[&str]| {
            let at = was.map_or_else(|| format!("{section}/{token}"), |was| child(section, was));
            rest.iter().fold(at, |at, token| format!("{at}/{token}"))
        };
        match &tokens[..] {
            ["components", "schemas", token, rest @ ..] => {
                let was = self.before.matches.schemas.get(&key_of(token));
                renamed("/components/schemas", token, was.map(String::as_str), rest)
            }
            ["paths", token, rest @ ..] => {
                let path = key_of(token);
                renamed(
                    "/paths",
                    token,
                    self.before.matches.path_before(&path),
                    rest,
                )
            }
            _ => pointer.to_owned(),
        }
    }
}

/// The last list with this name in a pointer, and the token of the member in it.
fn last_member<'p>(pointer: &'p str, list: &str) -> Option<(&'p str, &'p str)> {
    let (_, after) = pointer.rsplit_once(&format!("/{list}/"))?;
    let token = after.split('/').next()?;
    let end = pointer.len() - after.len() - 1;
    Some((&pointer[..end], token))
}

/// The place of a property in a schema, in its parts or in its alternatives.
fn member_of(at: &Place<'_>, name: &str, seen: &mut BTreeSet<String>) -> Option<String> {
    if !seen.insert(at.pointer.clone()) {
        return None;
    }
    if let Some(found) = at.find(&["properties", name]) {
        return Some(found.pointer);
    }
    if let Some(next) = at.referred() {
        return member_of(&next, name, seen);
    }
    let parts = ["allOf", "oneOf", "anyOf"];
    let mut parts = parts.iter().flat_map(|key| at.list(key));
    parts.find_map(|part| member_of(&part, name, seen))
}

/// The members of a document by their names.
#[derive(Default)]
struct Named<'a> {
    /// The name of a property -> its places.
    properties: HashMap<String, BTreeSet<String>>,
    /// The name of a parameter -> the lists that have it.
    parameters: HashMap<String, BTreeSet<String>>,
    /// The objects and enums that are not components.
    inline: Vec<Place<'a>>,
}

impl<'a> Named<'a> {
    fn find(root: &'a Value) -> Self {
        let mut named = Self::default();
        let mut left = vec![Place::root(root)];
        while let Some(at) = left.pop() {
            for (name, property) in at.get("properties").iter().flat_map(Place::members) {
                let places = named.properties.entry(name.to_owned()).or_default();
                places.insert(property.pointer);
            }
            for parameter in at.list("parameters") {
                if let Some(name) = parameter.resolved().text("name") {
                    let lists = named.parameters.entry(name.to_owned()).or_default();
                    lists.insert(child(&at.pointer, "parameters"));
                }
            }
            let is_type = ["properties", "enum"]
                .iter()
                .any(|key| at.get(key).is_some());
            left.extend(at.members().map(|(_, member)| member));
            left.extend(at.elements());
            if is_type && at.component().is_none() {
                named.inline.push(at);
            }
        }
        named
    }
}

fn step<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    match value {
        Value::Array(elements) => elements.get(key.parse::<usize>().ok()?),
        value => value.get(key),
    }
}

/// The section whose members are at this pointer.
fn section(pointer: &str) -> Option<Section> {
    match pointer {
        "/components/schemas" => Some(Section::Schemas),
        "/paths" => Some(Section::Paths),
        _ => None,
    }
}

/// The value of the new document that replaces the old value `was` with the key `key`.
fn counterpart<'v>(
    at: &str,
    key: &str,
    (list, was, is): (&Value, &Value, &Place<'v>),
    before: &Before<'_>,
    new: &Place<'_>,
) -> Option<Place<'v>> {
    if is.value.is_array() {
        let mut elements = is.elements();
        let same = elements.find(|element| identity(element.value) == identity(was));
        return same.or_else(|| element_that_changed(list.as_array()?, key.parse().ok()?, is));
    }
    is.get(key).or_else(|| {
        let section = section(at)?;
        let now = match section {
            Section::Schemas => before.matches.schema_now(key),
            Section::Paths => before.matches.path_now(key),
        }?;
        is_sure_name(section, (key, now), before, new).then(|| is.get(now))?
    })
}

/// The element at the same index. There is none if an element was added or removed, or if the old or the new element is
/// in both lists. Elements with names are never found by their indices.
fn element_that_changed<'v>(list: &[Value], index: usize, is: &Place<'v>) -> Option<Place<'v>> {
    let elements: Vec<Place<'v>> = is.elements().collect();
    let now = elements
        .get(index)
        .filter(|_| elements.len() == list.len())?;
    let has_name = |element: &Value| element.get("name").is_some();
    let is_other = list.contains(now.value) || has_name(now.value) || has_name(list.get(index)?);
    (!is_other).then(|| now.clone())
}

/// The identity of an element of a list: the name and the place of a parameter, or else the whole value.
fn identity(element: &Value) -> (Option<&Value>, Option<&Value>) {
    match element.get("name") {
        Some(name) => (Some(name), element.get("in")),
        None => (Some(element), None),
    }
}

/// Whether the missing thing is surely removed: nothing new at its place could be the same thing with another name.
fn nothing_replaces(
    at: &str,
    key: &str,
    (was, is): (&Value, &Value),
    before: &Before<'_>,
    new: &Place<'_>,
) -> bool {
    let old = Place::root(&before.document.root);
    match section(at) {
        Some(Section::Schemas) => {
            let Some(gone) = schema(&old, key) else {
                return false;
            };
            let gone = Shape::read(&gone);
            let is_like =
                |name: &&str| schema(new, name).is_some_and(|at| Shape::read(&at).is_like(&gone));
            before.matches.schema_now(key).is_none()
                && !unmatched_new(before.matches, &old, new).iter().any(is_like)
        }
        Some(Section::Paths) => {
            let moved = &before.matches.operations;
            let slots = |path: &str| path_parameters(path).count();
            let gone = path_methods(old.value).filter(|(path, _)| *path == key);
            let methods: Vec<&str> = gone.map(|(_, method)| method).collect();
            let is_new = |(path, method): &(&str, &str)| {
                !moved.contains_key(&((*path).to_owned(), (*method).to_owned()))
            };
            let could_be = |(path, method): (&str, &str)| {
                methods.contains(&method) && slots(path) == slots(key)
            };
            let mut added = path_methods(new.value).filter(is_new);
            !moved.values().any(|(path, _)| path == key) && !added.any(could_be)
        }
        None => match (was, is) {
            (Value::Object(was), Value::Object(is)) => is.keys().all(|key| was.contains_key(key)),
            (Value::Array(was), Value::Array(is)) => {
                let known = |element| was.iter().any(|was| identity(was) == identity(element));
                is.iter().all(known)
            }
            _ => false,
        },
    }
}
