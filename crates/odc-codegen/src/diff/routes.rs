//! Pairs each operation of the old document with its counterpart in the new document.

use std::collections::HashMap;

use super::place::Place;
use crate::document::METHODS;
use crate::facts;

/// An operation, with its method and path.
#[derive(Debug, Clone)]
pub struct Route<'a> {
    pub method: &'a str,
    pub path: &'a str,
    /// The operation.
    pub at: Place<'a>,
    /// The path item around it.
    pub item: Place<'a>,
}

impl<'a> Route<'a> {
    /// The method and the path: `GET /users/{key}`.
    pub fn label(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    fn id(&self) -> Option<&'a str> {
        self.at.text("operationId").filter(|id| !id.is_empty())
    }
}

/// The names in the braces of a path, in order.
pub fn path_parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
}

/// All operations, by path, then by method.
pub fn routes<'a>(root: &Place<'a>) -> Vec<Route<'a>> {
    let mut routes: Vec<Route<'a>> = Vec::new();
    for (path, item) in root.get("paths").iter().flat_map(Place::members) {
        for (method, at) in item.members() {
            if METHODS.contains(&method) && at.value.is_object() {
                let item = item.clone();
                routes.push(Route {
                    method,
                    path,
                    at,
                    item,
                });
            }
        }
    }
    let rank = |route: &Route<'_>| METHODS.iter().position(|m| *m == route.method);
    routes.sort_by(|a, b| a.path.cmp(b.path).then(rank(a).cmp(&rank(b))));
    routes
}

/// The path of the first server, without the host and without a slash at the end.
pub fn base_path(root: &Place<'_>) -> String {
    facts::path_of_server(root.value).unwrap_or_default()
}

/// How the two operations of a pair were matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The same URL.
    SamePlace,
    /// The same path below another base path.
    SamePath,
    /// The same `operationId` at another path.
    Moved,
}

#[derive(Debug, Default)]
pub struct Pairing<'a> {
    pub pairs: Vec<(Route<'a>, Route<'a>, Found)>,
    pub removed: Vec<Route<'a>>,
    pub added: Vec<Route<'a>>,
}

type Key = Box<dyn Fn(&Route<'_>, &str) -> Option<String>>;

/// Pairs operations by URL, then by path, then by `operationId`. Operations pair even when the names in braces differ.
pub fn pair<'a>(old: &Place<'a>, new: &Place<'a>) -> Pairing<'a> {
    let (old_base, new_base) = (base_path(old), base_path(new));
    let keys: [(Found, Key); 5] = [
        (
            Found::SamePlace,
            Box::new(|r, base| Some(format!("{} {base}{}", r.method, r.path))),
        ),
        (
            Found::SamePlace,
            Box::new(|r, base| Some(format!("{} {base}{}", r.method, template(r.path)))),
        ),
        (
            Found::SamePath,
            Box::new(|r, _| Some(format!("{} {}", r.method, r.path))),
        ),
        (
            Found::SamePath,
            Box::new(|r, _| Some(format!("{} {}", r.method, template(r.path)))),
        ),
        (Found::Moved, Box::new(|r, _| r.id().map(str::to_owned))),
    ];
    let mut pairing = Pairing {
        pairs: Vec::new(),
        removed: routes(old),
        added: routes(new),
    };
    for (found, key) in keys {
        let mut there: HashMap<String, usize> = HashMap::new();
        for (i, route) in pairing.added.iter().enumerate() {
            if let Some(key) = key(route, &new_base) {
                there.entry(key).or_insert(i);
            }
        }
        let mut added: Vec<Option<Route<'a>>> = pairing.added.drain(..).map(Some).collect();
        for route in std::mem::take(&mut pairing.removed) {
            let partner = key(&route, &old_base)
                .and_then(|key| there.remove(&key))
                .and_then(|i| added[i].take());
            match partner {
                Some(partner) => pairing.pairs.push((route, partner, found)),
                None => pairing.removed.push(route),
            }
        }
        pairing.added = added.into_iter().flatten().collect();
    }
    pairing.pairs.sort_by(|a, b| {
        a.1.path
            .cmp(b.1.path)
            .then(a.1.at.pointer.cmp(&b.1.at.pointer))
    });
    pairing
}

/// The path without the names in braces: `/users/{key}/groups` -> `/users/{}/groups`.
fn template(path: &str) -> String {
    let mut template = String::new();
    let mut inside = false;
    for c in path.chars() {
        match c {
            '{' => inside = true,
            '}' => inside = false,
            _ if inside => continue,
            _ => {}
        }
        template.push(c);
    }
    template
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn found(old: &Value, new: &Value) -> Vec<(String, String, Found)> {
        let pairing = pair(&Place::root(old), &Place::root(new));
        let shown =
            |(old, new, found): &(Route<'_>, Route<'_>, Found)| (old.label(), new.label(), *found);
        pairing.pairs.iter().map(shown).collect()
    }

    #[test]
    fn a_prefix_that_moves_to_the_servers_keeps_the_operations_in_place() {
        let old =
            json!({"servers": [{"url": "https://x"}], "paths": {"/api/v1/users": {"get": {}}}});
        let new =
            json!({"servers": [{"url": "https://x/api/v1/"}], "paths": {"/users": {"get": {}}}});
        assert_eq!(
            found(&old, &new),
            [(
                "GET /api/v1/users".to_owned(),
                "GET /users".to_owned(),
                Found::SamePlace
            )]
        );
    }

    #[test]
    fn a_renamed_slot_and_a_new_base_path_keep_the_pair() {
        let old = json!({"servers": [{"url": "/v1"}], "paths": {"/users/{key}": {"get": {}}}});
        let new = json!({"servers": [{"url": "/v2"}], "paths": {"/users/{userKey}": {"get": {}}}});
        assert_eq!(found(&old, &new)[0].2, Found::SamePath);
    }

    #[test]
    fn a_shared_operation_id_pairs_at_most_two() {
        let get = json!({"operationId": "Things"});
        let old = json!({"paths": {"/a": {"get": get}, "/b": {"get": get}}});
        let new = json!({"paths": {"/c": {"get": get}}});
        assert_eq!(found(&old, &new).len(), 1);
    }
}
