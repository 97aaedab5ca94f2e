//! Finds the line of every value of a JSON text, and refuses a key that an object holds twice.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, ast};

use super::bounds::Place;
use super::problem::{Problem, Result};

/// The line of a value, and the lines of the values inside it.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    pub(super) line: usize,
    pub(super) below: HashMap<String, Lines>,
}

/// A search for lines and duplicate keys.
pub(super) struct LineSearch<'a> {
    file: &'a str,
    line_starts: Vec<usize>,
}

impl<'a> LineSearch<'a> {
    pub(super) fn run(file: &'a str, text: &str) -> Result<Lines> {
        let strict = ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        let parsed = jsonc_parser::parse_to_ast(text, &CollectOptions::default(), &strict)
            .map_err(|e| {
                Problem::new(format!("not valid JSON: {e}"))
                    .file(file)
                    .line(Some(e.line_display()))
                    .fix("write it as RFC 8259 says")
            })?;
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(i, _)| i + 1))
            .collect();
        let search = LineSearch { file, line_starts };
        match &parsed.value {
            Some(value) => search.walk(value, search.line(value.start()), &Place::Root),
            None => Ok(Lines::default()),
        }
    }

    fn line(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= byte)
    }

    /// The depth of the recursion is limited, because `serde_json` has read the text before and limits the depth.
    fn walk(&self, value: &ast::Value<'_>, line: usize, place: &Place<'_>) -> Result<Lines> {
        let mut lines = Lines {
            line,
            below: HashMap::new(),
        };
        match value {
            ast::Value::Object(object) => {
                for property in &object.properties {
                    let (line, key) = (self.line(property.range.start), property.name.as_str());
                    let place = Place::Member(place, key);
                    match lines.below.entry(key.to_owned()) {
                        Entry::Occupied(first) => {
                            let first = first.get().line;
                            let what =
                                format!("duplicate key `{key}`, first given on line {first}");
                            return Err(Problem::new(what)
                                .file(self.file)
                                .line(Some(line))
                                .pointer(place.pointer())
                                .fix("keep one of the two"));
                        }
                        Entry::Vacant(free) => {
                            free.insert(self.walk(&property.value, line, &place)?);
                        }
                    }
                }
            }
            ast::Value::Array(array) => {
                for (i, element) in array.elements.iter().enumerate() {
                    let below = self.walk(
                        element,
                        self.line(element.start()),
                        &Place::Element(place, i),
                    )?;
                    lines.below.insert(i.to_string(), below);
                }
            }
            _ => {}
        }
        Ok(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::super::bounds::MAX_KEY;
    use super::*;

    #[test]
    fn many_values_behind_a_long_name_take_no_more_memory_than_their_text() {
        let text = format!(
            r#"{{"{}": [{}0]}}"#,
            "k".repeat(MAX_KEY),
            "0,".repeat(200_000)
        );
        let lines = LineSearch::run("x.json", &text).unwrap();
        let list = lines.below.values().next().unwrap();
        assert_eq!(list.below.len(), 200_001);
        let longest = list.below.keys().map(String::len).max();
        assert_eq!(
            longest,
            Some(6),
            "its own name alone, not its whole pointer"
        );
    }
}
