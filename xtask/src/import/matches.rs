//! Finds the schemas and operations of the current document that have another name in the new one.
//!
//! The comparison finds operations and the schemas that they use. Other schemas, such as those of error bodies, are found by
//! their properties.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use odc_codegen::diff::{Comparison, Place, Shape};

/// If at least this share of the members is equal, two schemas count as the same one under two names: three of five.
const ALIKE: (usize, usize) = (3, 5);

/// Path and method.
type Operation = (String, String);

#[derive(Debug, Default)]
pub(crate) struct Matches {
    /// New name -> old name of renamed schemas.
    pub(crate) schemas: BTreeMap<String, String>,
    /// New -> old for all operations in both documents.
    pub(crate) operations: BTreeMap<Operation, Operation>,
    /// The new names of the renamed schemas that were found only by their members.
    pub(crate) by_likeness: BTreeSet<String>,
}

impl Matches {
    pub(crate) fn find(old: &Place<'_>, new: &Place<'_>, comparison: Comparison) -> Self {
        let mut matches = Self {
            schemas: comparison.schemas,
            operations: comparison.operations,
            by_likeness: BTreeSet::new(),
        };
        let (was, is) = (features(old), features(new));
        let taken: BTreeSet<&String> = matches.schemas.values().collect();
        let mut gone = Removed::index(
            was.iter()
                .filter(|(name, _)| !is.contains_key(*name) && !taken.contains(name)),
        );
        let fresh = |(name, _): &(&String, &BTreeSet<String>)| {
            !was.contains_key(*name) && !matches.schemas.contains_key(*name)
        };
        let mut found = Vec::new();
        for (name, features) in is.iter().filter(fresh) {
            if let Some(best) = gone.take_most_similar(features) {
                found.push((name.clone(), best.clone()));
            }
        }
        matches.by_likeness = found.iter().map(|(now, _)| now.clone()).collect();
        matches.schemas.extend(found);
        matches
    }

    /// The new name of the schema that was called `old`.
    pub(crate) fn schema_now(&self, old: &str) -> Option<&str> {
        let mut renamed = self.schemas.iter();
        renamed
            .find(|(_, was)| *was == old)
            .map(|(now, _)| now.as_str())
    }

    /// The old path of the operations below the path `now`. If they had several old paths, the first operation decides.
    pub(crate) fn path_before(&self, now: &str) -> Option<&str> {
        let from = (now.to_owned(), String::new());
        let (first, was) = self.operations.range(from..).next()?;
        (first.0 == now).then_some(was.0.as_str())
    }

    /// The new path of the first operation that was below the path `old`.
    pub(crate) fn path_now(&self, old: &str) -> Option<&str> {
        let mut moved = self.operations.iter();
        moved
            .find(|(now, was)| was.0 == old && now.0 != old)
            .map(|(now, _)| now.0.as_str())
    }
}

/// The removed schemas, which are found by their features. There may be thousands.
struct Removed<'a> {
    schemas: Vec<(&'a String, &'a BTreeSet<String>)>,
    /// The indices of the schemas that have each feature.
    with: HashMap<&'a str, Vec<usize>>,
    is_taken: Vec<bool>,
    /// The schemas without features.
    empty: VecDeque<&'a String>,
}

impl<'a> Removed<'a> {
    fn index(schemas: impl Iterator<Item = (&'a String, &'a BTreeSet<String>)>) -> Self {
        let (empty, schemas): (Vec<_>, Vec<_>) =
            schemas.partition(|(_, features)| features.is_empty());
        let mut with: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, (_, features)) in schemas.iter().enumerate() {
            for feature in *features {
                with.entry(feature).or_default().push(i);
            }
        }
        Self {
            is_taken: vec![false; schemas.len()],
            schemas,
            with,
            empty: empty.into_iter().map(|(name, _)| name).collect(),
        }
    }

    /// Takes the most similar schema, or the first one if several are equally similar.
    fn take_most_similar(&mut self, features: &BTreeSet<String>) -> Option<&'a String> {
        if features.is_empty() {
            return self.empty.pop_front();
        }
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for i in features
            .iter()
            .filter_map(|f| self.with.get(&**f))
            .flatten()
        {
            *counts.entry(*i).or_default() += 1;
        }
        let all = |i: usize, shared: usize| features.len() + self.schemas[i].1.len() - shared;
        let similar = counts
            .into_iter()
            .map(|(i, shared)| (i, shared, all(i, shared)));
        let enough = similar
            .filter(|(i, shared, all)| !self.is_taken[*i] && shared * ALIKE.1 >= all * ALIKE.0);
        let (best, ..) = enough
            .max_by(|(i, a, all_a), (j, b, all_b)| (a * all_b).cmp(&(b * all_a)).then(j.cmp(i)))?;
        self.is_taken[best] = true;
        Some(self.schemas[best].0)
    }
}

/// All component schemas with their features.
fn features(root: &Place<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let schemas = root.find(&["components", "schemas"]);
    schemas
        .iter()
        .flat_map(Place::members)
        .map(|(name, at)| (name.to_owned(), Shape::read(&at).features()))
        .collect()
}
