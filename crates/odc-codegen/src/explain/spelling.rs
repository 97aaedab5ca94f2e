//! The names with which a user can ask for a thing.

use super::thing::{Sort, Thing};
use crate::names::call_name;

/// The exact names of a thing, the best name first. The name of a part begins with the name of its owner.
pub(super) fn spellings(things: &[Thing], at: usize) -> Vec<String> {
    let thing = &things[at];
    let own: Vec<String> = own_names(thing).collect();
    let Some(owner) = thing.owner else {
        return own;
    };
    let owners = own_names(&things[owner]);
    let qualified = owners.flat_map(|owner| {
        let own = own.clone().into_iter();
        own.flat_map(move |own| [format!("{owner}::{own}"), format!("{owner}.{own}")])
    });
    qualified.collect()
}

/// The names of a thing without the name of its owner.
pub(super) fn own_names(thing: &Thing) -> impl Iterator<Item = String> {
    let is_operation = thing.sort == Sort::Operation;
    let route = Some(&thing.about).filter(|_| is_operation).cloned();
    let call = thing
        .rust
        .as_deref()
        .filter(|_| is_operation)
        .map(call_name);
    let published = Some(thing.published.clone()).filter(|name| !(name.is_empty() && is_operation));
    let mut names: Vec<String> = Vec::new();
    for name in [thing.rust.clone(), published, route, call]
        .into_iter()
        .flatten()
    {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.into_iter()
}
