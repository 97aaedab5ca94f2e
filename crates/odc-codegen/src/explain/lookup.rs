//! Finds a thing by the name that a user gives.

use std::collections::HashMap;

use super::spelling::{own_names, spellings};
use super::thing::Thing;

/// All names of all things.
pub(super) struct Lookup<'t> {
    things: &'t [Thing],
    /// Names of operations and schemas, and names of parts together with the names of their owners.
    exact: HashMap<String, Vec<usize>>,
    /// Names of parts without the names of their owners.
    bare: HashMap<String, Vec<usize>>,
    pointers: HashMap<String, Vec<usize>>,
}

/// The result of a search.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    One(usize),
    /// Several things have this name.
    Many(Vec<usize>),
    /// No thing has this name. These are similar names. The most similar name is first.
    None(Vec<String>),
}

/// The path segments that may stand before the name of a thing in Rust.
const MODULES: [&str; 4] = ["Client", "builder", "types", "enums"];

/// The number of suggested names.
const SUGGESTED: usize = 3;

/// The least similarity of a suggested name.
const ALIKE: f64 = 0.8;

impl<'t> Lookup<'t> {
    pub(super) fn new(things: &'t [Thing]) -> Self {
        let mut lookup = Self {
            things,
            exact: HashMap::new(),
            bare: HashMap::new(),
            pointers: HashMap::new(),
        };
        for (at, thing) in things.iter().enumerate() {
            for name in spellings(things, at) {
                add_name(&mut lookup.exact, name, at);
            }
            if thing.owner.is_some() {
                for name in own_names(thing) {
                    add_name(&mut lookup.bare, name, at);
                }
            }
            for place in &thing.places {
                add_name(&mut lookup.pointers, place.clone(), at);
            }
        }
        lookup
    }

    /// Finds a thing. An operation or a schema is preferred to a field, a parameter or a value with the same name.
    pub(super) fn find(&self, asked: &str) -> Found {
        let asked = asked.trim();
        let pointer = asked.strip_prefix('#').unwrap_or(asked);
        if pointer.starts_with('/') {
            return self.find_at_pointer(pointer);
        }
        let names = [Some(asked), without_module(asked)];
        let names: Vec<String> = names.into_iter().flatten().map(normalize_route).collect();
        for known in [&self.exact, &self.bare] {
            if let Some(found) = names.iter().find_map(|name| known.get(name)) {
                return one_or_many(found);
            }
        }
        Found::None(self.nearest(&names[0]))
    }

    /// Finds the thing at a pointer, or the nearest thing around it.
    fn find_at_pointer(&self, pointer: &str) -> Found {
        let mut place = pointer;
        loop {
            if let Some(found) = self.pointers.get(place) {
                return one_or_many(found);
            }
            match place.rsplit_once('/') {
                Some((outer, _)) if !outer.is_empty() => place = outer,
                _ => return Found::None(Vec::new()),
            }
        }
    }

    /// The names that are most similar to an unknown name. A part is suggested as `User::email`, and not a second time
    /// as `User.email`.
    fn nearest(&self, asked: &str) -> Vec<String> {
        let is_other_form =
            |name: &str| name.contains('.') && self.exact.contains_key(&name.replace('.', "::"));
        let names = self.exact.keys().chain(self.bare.keys());
        let mut alike: Vec<(f64, &String)> = names
            .filter(|name| !is_other_form(name))
            .map(|name| (strsim::jaro_winkler(asked, name), name))
            .filter(|(alike, _)| *alike >= ALIKE)
            .collect();
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        alike.dedup_by_key(|(_, name)| *name);
        let nearest = alike.into_iter().take(SUGGESTED);
        nearest.map(|(_, name)| name.clone()).collect()
    }

    /// A name that only this thing has.
    pub(super) fn exact_name(&self, at: usize) -> String {
        let places = self.things[at].places.iter().rev().cloned();
        let mut names = spellings(self.things, at).into_iter().chain(places);
        names
            .find(|name| self.find(name) == Found::One(at))
            .unwrap_or_else(|| self.things[at].place().to_owned())
    }
}

fn add_name(known: &mut HashMap<String, Vec<usize>>, name: String, at: usize) {
    let all = known.entry(name).or_default();
    if all.last() != Some(&at) {
        all.push(at);
    }
}

fn one_or_many(found: &[usize]) -> Found {
    match found {
        [one] => Found::One(*one),
        many => Found::Many(many.to_vec()),
    }
}

/// The name without the crate and the module: `odc_identity_v1::types::User` -> `User`
fn without_module(asked: &str) -> Option<&str> {
    let rest = match asked.split_once("::") {
        Some((krate, rest)) if krate.starts_with("odc_") => rest,
        _ => asked,
    };
    let inner = rest
        .split_once("::")
        .filter(|(module, _)| MODULES.contains(module));
    inner.map(|(_, name)| name)
}

/// The method in upper case: `get /users` -> `GET /users`
fn normalize_route(asked: &str) -> String {
    match asked.split_once(' ') {
        Some((method, path)) if path.trim_start().starts_with('/') => {
            format!("{} {}", method.to_uppercase(), path.trim_start())
        }
        _ => asked.to_owned(),
    }
}
