//! What in a new document was there before under another name.
//!
//! Operations and the schemas in their place come from the comparison; schemas that it does not
//! reach (error bodies, say) are found by what they consist of.

use std::collections::{BTreeMap, BTreeSet};

use odc_codegen::diff::{At, Comparison, Shape, alike};

/// Share of equal members from which an unreached schema counts as one under two names.
const ALIKE: f64 = 0.6;

/// Path and method.
type Operation = (String, String);

#[derive(Debug, Default)]
pub(crate) struct Matches {
    /// New name -> old name, of schemas that are called otherwise now.
    pub(crate) schemas: BTreeMap<String, String>,
    /// New -> old, of all operations that both have.
    pub(crate) operations: BTreeMap<Operation, Operation>,
}

impl Matches {
    pub(crate) fn of(old: &At<'_>, new: &At<'_>, comparison: Comparison) -> Self {
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
            if let Some(best) = most_like(features, &gone) {
                found.push((name.clone(), gone.remove(best).0.clone()));
            }
        }
        matches.schemas.extend(found);
        matches
    }

    /// The new name of a schema that is not called `old` any more.
    pub(crate) fn schema_now(&self, old: &str) -> Option<&str> {
        let mut renamed = self.schemas.iter();
        renamed
            .find(|(_, was)| *was == old)
            .map(|(now, _)| now.as_str())
    }

    /// The old path of what is below the path `now`; of operations from several paths the first one leads.
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

/// The place of the schema that consists of nearly the same, the first of several.
fn most_like(
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

/// All component schemas and what they consist of.
fn features(root: &At<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let schemas = root.find(&["components", "schemas"]);
    schemas
        .iter()
        .flat_map(At::members)
        .map(|(name, at)| (name.to_owned(), Shape::at(&at).features()))
        .collect()
}
