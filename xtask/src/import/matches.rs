//! What in a new document was there before under another name.
//!
//! Operations and the schemas in their place come from the comparison; schemas that it does not
//! reach (error bodies, say) are found by what they consist of.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use odc_codegen::diff::{At, Comparison, Shape};

/// The share of equal members from which an unreached schema counts as one under two names: three of five.
const ALIKE: (usize, usize) = (3, 5);

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
        let mut gone = Gone::of(
            was.iter()
                .filter(|(name, _)| !is.contains_key(*name) && !taken.contains(name)),
        );
        let fresh = |(name, _): &(&String, &BTreeSet<String>)| {
            !was.contains_key(*name) && !matches.schemas.contains_key(*name)
        };
        let mut found = Vec::new();
        for (name, features) in is.iter().filter(fresh) {
            if let Some(best) = gone.take_most_like(features) {
                found.push((name.clone(), best.clone()));
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

/// The schemas that are gone, found by what they consist of. There may be thousands.
struct Gone<'a> {
    schemas: Vec<(&'a String, &'a BTreeSet<String>)>,
    /// The indices of the schemas that have each feature.
    with: HashMap<&'a str, Vec<usize>>,
    is_taken: Vec<bool>,
    /// Those that have none.
    empty: VecDeque<&'a String>,
}

impl<'a> Gone<'a> {
    fn of(schemas: impl Iterator<Item = (&'a String, &'a BTreeSet<String>)>) -> Self {
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

    /// The schema that consists of nearly the same, the first of several.
    fn take_most_like(&mut self, features: &BTreeSet<String>) -> Option<&'a String> {
        if features.is_empty() {
            return self.empty.pop_front();
        }
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for i in features
            .iter()
            .filter_map(|f| self.with.get(&**f))
            .flatten()
        {
            *shared.entry(*i).or_default() += 1;
        }
        let all = |i: usize, shared: usize| features.len() + self.schemas[i].1.len() - shared;
        let shares = shared
            .into_iter()
            .map(|(i, shared)| (i, shared, all(i, shared)));
        let enough = shares
            .filter(|(i, shared, all)| !self.is_taken[*i] && shared * ALIKE.1 >= all * ALIKE.0);
        let (best, ..) = enough
            .max_by(|(i, a, all_a), (j, b, all_b)| (a * all_b).cmp(&(b * all_a)).then(j.cmp(i)))?;
        self.is_taken[best] = true;
        Some(self.schemas[best].0)
    }
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
