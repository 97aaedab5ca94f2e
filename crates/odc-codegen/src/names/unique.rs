//! Gives each of many things a name of its own.
//!
//! No order decides: of things that want the same name, all take a longer one. So a new operation never takes the
//! method of another, which would compile and call something else.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// For each thing the names that it gave up, best first: with whom it shared each. The name that it has is the next among
/// its wishes. Names are the same when `key` says so. Things of one name stay where none of them has another.
pub(super) fn settle(wishes: &[Vec<&str>], key: impl Fn(&str) -> String) -> Vec<Vec<Rivals>> {
    let mut given_up: Vec<Vec<Rivals>> = vec![Vec::new(); wishes.len()];
    loop {
        let mut moved = false;
        let names = wishes.iter().zip(&given_up);
        let names = names.map(|(names, given_up)| key(names[given_up.len()]));
        for clash in clashes(names) {
            let rivals: Rivals = clash.into();
            for &i in rivals.iter() {
                if given_up[i].len() + 1 < wishes[i].len() {
                    given_up[i].push(Rivals::clone(&rivals));
                    moved = true;
                }
            }
        }
        if !moved {
            return given_up;
        }
    }
}

/// Things that want the same name, by their places.
pub(super) type Rivals = Arc<[usize]>;

/// Numbers the names that are the same still, in the order of what the things are called, unless they are `given`. Answers
/// with their places.
///
/// All get a number: the plain name would go from one to the other when a third comes.
pub(super) fn told_apart(
    names: &mut [String],
    things: &[String],
    given: impl Fn(usize) -> bool,
    key: impl Fn(&str) -> String,
    mark: &str,
) -> Vec<usize> {
    let mut taken: HashSet<String> = names.iter().map(|name| key(name)).collect();
    let mut numbered = Vec::new();
    for mut clash in clashes(names.iter().map(|name| key(name))) {
        clash.retain(|i| !given(*i));
        clash.sort_by_key(|i| &things[*i]);
        let mut number = 0;
        for i in clash {
            names[i] = loop {
                number += 1;
                let name = format!("{}{mark}{number}", names[i].trim_end_matches('_'));
                if taken.insert(key(&name)) {
                    break name;
                }
            };
            numbered.push(i);
        }
    }
    numbered
}

/// The places of names that are the same.
pub(super) fn clashes(names: impl Iterator<Item = String>) -> Vec<Vec<usize>> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, name) in names.enumerate() {
        places.entry(name).or_default().push(i);
    }
    let shared = places.into_values().filter(|places| places.len() > 1);
    shared.collect()
}

/// Adds numbers to the later ones of names that are the same, or taken; `mark` stands before the number.
pub(super) fn numbered(names: &[String], taken: &[&str], mark: &str) -> Vec<String> {
    let wanted: HashSet<&str> = names.iter().map(String::as_str).collect();
    let mut given: HashSet<String> = taken.iter().map(|&name| name.to_owned()).collect();
    // The next number of each name: of many that are the same none begins anew.
    let mut next: HashMap<&str, usize> = HashMap::new();
    let mut free = Vec::with_capacity(names.len());
    for name in names {
        if given.insert(name.clone()) {
            free.push(name.clone());
            continue;
        }
        let plain = name.trim_end_matches('_');
        let number = next.entry(plain).or_insert(2);
        loop {
            let other = format!("{plain}{mark}{number}");
            *number += 1;
            if !wanted.contains(other.as_str()) && given.insert(other.clone()) {
                free.push(other);
                break;
            }
        }
    }
    free
}
