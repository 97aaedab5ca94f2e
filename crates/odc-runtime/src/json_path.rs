//! The place of a value in the JSON of a response.
//!
//! `serde_path_to_error` only says where reading failed. A place must also lead back to its value, so that the value
//! can be left out and can be found in the unchanged response.

use std::fmt;

use serde_json::Value;
use serde_path_to_error::{Path, Segment};

/// One step from a value to a value in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PathStep {
    Member(String),
    Element(usize),
}

/// The steps from the whole body to a value in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct JsonPath(pub(crate) Vec<PathStep>);

impl JsonPath {
    /// The place at which reading failed. `None` when the path cannot be parsed.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let steps = path.iter().map(|segment| match segment {
            Segment::Map { key } => Some(PathStep::Member(key.clone())),
            Segment::Seq { index } => Some(PathStep::Element(*index)),
            Segment::Enum { .. } | Segment::Unknown => None,
        });
        steps.collect::<Option<Vec<_>>>().map(Self)
    }

    pub(crate) fn get<'v>(&self, body: &'v Value) -> Option<&'v Value> {
        self.0.iter().try_fold(body, |value, step| match step {
            PathStep::Member(name) => value.get(name),
            PathStep::Element(index) => value.get(index),
        })
    }

    pub(crate) fn get_mut<'v>(&self, body: &'v mut Value) -> Option<&'v mut Value> {
        self.0.iter().try_fold(body, |value, step| match step {
            PathStep::Member(name) => value.get_mut(name),
            PathStep::Element(index) => value.get_mut(index),
        })
    }

    /// The place of the enclosing value, and the step from there to this value.
    pub(crate) fn split(&self) -> Option<(Self, &PathStep)> {
        let (last, outer) = self.0.split_last()?;
        Some((Self(outer.to_vec()), last))
    }

    /// The elements of lists that are this value or contain it. The nearest is first.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Self> {
        let steps = self.0.iter().enumerate().rev();
        let rows = steps.filter(|(_, step)| matches!(step, PathStep::Element(_)));
        rows.map(|(at, _)| Self(self.0[..=at].to_vec()))
    }

    pub(crate) fn is_within(&self, outer: &Self) -> bool {
        self.0.starts_with(&outer.0)
    }

    /// The place in every row: `results[].key` for `results[3].key`.
    pub(crate) fn in_every_row(&self) -> String {
        self.printed(|_| "[]".to_owned())
    }

    fn printed(&self, element: impl Fn(usize) -> String) -> String {
        let mut text = String::new();
        for step in &self.0 {
            match step {
                PathStep::Member(name) => {
                    let dot = if text.is_empty() { "" } else { "." };
                    text.extend([dot, name]);
                }
                PathStep::Element(index) => text.push_str(&element(*index)),
            }
        }
        text
    }
}

/// The place as `serde_path_to_error` writes it: `results[3].key`.
impl fmt::Display for JsonPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed(|index| format!("[{index}]")))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn path() -> JsonPath {
        JsonPath(vec![
            PathStep::Member("results".to_owned()),
            PathStep::Element(1),
            PathStep::Member("key".to_owned()),
        ])
    }

    #[test]
    fn a_path_leads_to_its_value() {
        let mut body = json!({"results": [{"key": "a"}, {"key": "b"}]});
        assert_eq!(path().get(&body), Some(&json!("b")));
        *path().get_mut(&mut body).unwrap() = json!("c");
        assert_eq!(body, json!({"results": [{"key": "a"}, {"key": "c"}]}));
        assert_eq!(path().get(&json!({"results": []})), None);
    }

    #[test]
    fn a_path_is_printed_with_or_without_the_numbers_of_rows() {
        assert_eq!(path().to_string(), "results[1].key");
        assert_eq!(path().in_every_row(), "results[].key");
    }

    #[test]
    fn the_rows_around_a_value_are_found_from_the_inside() {
        let mut path = path();
        path.0.extend([PathStep::Element(3), PathStep::Element(0)]);
        let rows: Vec<_> = path.rows().map(|row| row.to_string()).collect();
        assert_eq!(
            rows,
            ["results[1].key[3][0]", "results[1].key[3]", "results[1]"]
        );
        let row = path.rows().last().unwrap();
        assert!(path.is_within(&row) && !row.is_within(&path));
        assert_eq!(JsonPath::default().rows().count(), 0);
    }
}
