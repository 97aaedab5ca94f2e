//! Makes names distinct.
//!
//! Of things with the same candidate, all take a longer one, so the order of the document does not matter: a new
//! operation never takes over the method of another. Users' code would still compile then, and call something else.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// For each thing, its rejected candidates, the best first: for each of them the things that shared it. The next
/// candidate is its name. Two names count as equal when their `key` is equal. The last candidate is never rejected.
pub(super) fn find_rejections(
    candidates: &[Vec<&str>],
    key: impl Fn(&str) -> String,
) -> Vec<Vec<Rivals>> {
    let mut rejections: Vec<Vec<Rivals>> = vec![Vec::new(); candidates.len()];
    loop {
        let mut moved = false;
        let names = candidates.iter().zip(&rejections);
        let names = names.map(|(names, rejections)| key(names[rejections.len()]));
        for clash in clashes(names) {
            let rivals: Rivals = clash.into();
            for &i in rivals.iter() {
                if rejections[i].len() + 1 < candidates[i].len() {
                    rejections[i].push(Rivals::clone(&rivals));
                    moved = true;
                }
            }
        }
        if !moved {
            return rejections;
        }
    }
}

/// The indices of things that have the same candidate.
pub(super) type Rivals = Arc<[usize]>;

/// Numbers all names that are still equal, except those from the overlay (`given`), and returns their indices. The
/// published names decide the order of the numbers.
///
/// No name stays without a number: otherwise the plain name could move to another thing when a document adds one.
pub(super) fn number_all(
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

/// The indices of equal names, one list for each such name.
pub(super) fn clashes(names: impl Iterator<Item = String>) -> Vec<Vec<usize>> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, name) in names.enumerate() {
        places.entry(name).or_default().push(i);
    }
    let shared = places.into_values().filter(|places| places.len() > 1);
    shared.collect()
}

/// Numbers the later ones of equal names, and names that are taken; `mark` stands before the number. The first keeps
/// the plain name.
///
/// This is for the values of one enum: published values are not reordered, and new ones are added at the end.
pub(super) fn number_later(names: &[String], taken: &[&str], mark: &str) -> Vec<String> {
    let wanted: HashSet<&str> = names.iter().map(String::as_str).collect();
    let mut given: HashSet<String> = taken.iter().map(|&name| name.to_owned()).collect();
    // The next number of each name.
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
