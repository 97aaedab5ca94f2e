//! Finds the schemas and operations of the current document that have another name in the new one.
//!
//! The comparison finds operations and the schemas that they use. Other schemas, such as those of error bodies, are found by
//! their properties.

use std::collections::{BTreeMap, BTreeSet};

use odc_codegen::diff::{Comparison, Place, Shape, alike};

/// If at least this share of the members is equal, two schemas count as the same one under two names.
const ALIKE: f64 = 0.6;

/// Path and method.
type Operation = (String, String);

#[derive(Debug, Default)]
pub(crate) struct Matches {
    /// New name -> old name of renamed schemas.
    pub(crate) schemas: BTreeMap<String, String>,
    /// New -> old for all operations in both documents.
    pub(crate) operations: BTreeMap<Operation, Operation>,
}

impl Matches {
    pub(crate) fn find(old: &Place<'_>, new: &Place<'_>, comparison: Comparison) -> Self {
        let mut matches = Self {
            schemas: comparison.schemas,
            operations: comparison.operations,
        };
        let (was, is) = (features(old), features(new));
        let taken: BTreeSet<&String> = matches.schemas.values().collect();
        let mut gone: Vec<(&String, &BTreeSet<String>)> = was
            .iter()
            .filter(|(name, _)| !is.contains_key(*name) && !taken.contains(name))
            .collect();
        let fresh = |(name, _): &(&String, &BTreeSet<String>)| {
            !was.contains_key(*name) && !matches.schemas.contains_key(*name)
        };
        let mut found = Vec::new();
        for (name, features) in is.iter().filter(fresh) {
            if let Some(best) = most_similar(features, &gone) {
                found.push((name.clone(), gone.remove(best).0.clone()));
            }
        }
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

    /// The old path of the operations below the path `now`. If they come from several paths, the first operation decides.
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

/// The index of the candidate that is most similar. Of several equal ones, the first.
fn most_similar(
    features: &BTreeSet<String>,
    candidates: &[(&String, &BTreeSet<String>)],
) -> Option<usize> {
    let likeness = candidates.iter().map(|(_, other)| alike(features, other));
    let enough = likeness
        .enumerate()
        .filter(|(_, likeness)| *likeness >= ALIKE);
    enough
        .max_by(|(i, a), (j, b)| a.total_cmp(b).then(j.cmp(i)))
        .map(|(i, _)| i)
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
