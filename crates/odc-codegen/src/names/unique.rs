//! Makes names distinct.
//!
//! When several things have the same candidate, all of them take a longer one. So the order of the document does not
//! matter, and a new operation never takes the method name of another operation. If it did, the code of callers would
//! still compile, but would call another operation.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// The right of a thing to its first candidate when other things have the same candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Claim {
    /// It takes its next candidate.
    Weak,
    /// Its published name is exactly the candidate. It keeps the name, and the others take their next candidate.
    Exact,
    /// The overlay gives the name. The thing keeps it.
    Given,
}

/// Returns the rejected candidates of each thing, the best first. A rejected candidate is represented by the indices of
/// all things that had it. The candidate after the rejected ones is the name of the thing. Two names count as equal
/// when their `key` is equal. The last candidate is never rejected.
pub(super) fn find_rejections(
    candidates: &[Vec<&str>],
    claims: &[Claim],
    key: impl Fn(&str) -> String,
) -> Vec<Vec<Rivals>> {
    let mut rejections: Vec<Vec<Rivals>> = vec![Vec::new(); candidates.len()];
    loop {
        let mut moved = false;
        let names = candidates.iter().zip(&rejections);
        let names = names.map(|(names, rejections)| key(names[rejections.len()]));
        for clash in clashes(names) {
            let holders = holders(&clash, |i| claim_now(claims, &rejections, i));
            let rivals: Rivals = clash.into();
            for &i in rivals.iter() {
                if !holders.contains(&i) && rejections[i].len() + 1 < candidates[i].len() {
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

/// The claim of a thing to its current candidate. Its own claim is only for the first candidate.
fn claim_now<T>(claims: &[Claim], rejections: &[Vec<T>], i: usize) -> Claim {
    if rejections[i].is_empty() {
        claims[i]
    } else {
        Claim::Weak
    }
}

/// The things that keep a name although others want it too. These are all things that have the name from the overlay.
/// Without such things, it is the thing with [`Claim::Exact`], if there is exactly one.
fn holders(clash: &[usize], claim: impl Fn(usize) -> Claim) -> Vec<usize> {
    let of = |wanted: Claim| -> Vec<usize> {
        let things = clash.iter().copied();
        things.filter(|i| claim(*i) == wanted).collect()
    };
    let given = of(Claim::Given);
    match of(Claim::Exact) {
        exact if given.is_empty() && exact.len() == 1 => exact,
        _ => given,
    }
}

/// The input of [`number_all`] besides the names.
pub(super) struct Numbering<'a, K> {
    /// The published names. They decide the order of the numbers.
    pub(super) things: &'a [String],
    /// The claim of each thing to its name.
    pub(super) claims: &'a [Claim],
    /// Names that generated code uses itself.
    pub(super) reserved: &'a [&'a str],
    /// Two names count as equal when their keys are equal.
    pub(super) key: K,
    /// The text before the number.
    pub(super) mark: &'a str,
}

/// Adds numbers to all names that are still equal or reserved, and returns their indices.
///
/// Each of these names gets a number, except a name that its thing keeps because of its claim. Without this rule, the
/// plain name could move to another thing when the document gets a new one.
pub(super) fn number_all<K: Fn(&str) -> String>(
    names: &mut [String],
    numbering: &Numbering<'_, K>,
) -> Vec<usize> {
    let key = &numbering.key;
    let reserved = numbering.reserved.iter().map(|name| key(name));
    let reserved: HashSet<String> = reserved.collect();
    let mut taken: HashSet<String> = names.iter().map(|name| key(name)).collect();
    taken.extend(reserved.iter().cloned());
    let mut numbered = Vec::new();
    for (name, mut things) in by_name(names.iter().map(|name| key(name))) {
        let is_reserved = reserved.contains(&name);
        if things.len() == 1 && !is_reserved {
            continue;
        }
        let mut holders = holders(&things, |i| numbering.claims[i]);
        holders.retain(|i| !is_reserved || numbering.claims[*i] == Claim::Given);
        things.retain(|i| !holders.contains(i));
        things.sort_by_key(|i| &numbering.things[*i]);
        let mut number = usize::from(is_reserved || !holders.is_empty());
        for i in things {
            let plain = names[i].trim_end_matches('_').to_owned();
            names[i] = loop {
                number += 1;
                let name = format!("{plain}{}{number}", numbering.mark);
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
    let shared = by_name(names).into_values();
    shared.filter(|places| places.len() > 1).collect()
}

fn by_name(names: impl Iterator<Item = String>) -> BTreeMap<String, Vec<usize>> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, name) in names.enumerate() {
        places.entry(name).or_default().push(i);
    }
    places
}
