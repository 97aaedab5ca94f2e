//! Finds the smallest values that one step changed in a document.

use serde_json::Value;

use crate::document::child;

/// A value that a step changed, added (`from` is `None`) or removed (`to` is `None`).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Edit {
    pub(super) pointer: String,
    pub(super) from: Option<Value>,
    pub(super) to: Option<Value>,
}

/// The edits that change the value `from` at a pointer to the value `to`.
pub(super) fn find_edits(from: &Value, to: &Value, pointer: &str) -> Vec<Edit> {
    let mut found = Vec::new();
    compare(from, to, pointer, &mut found);
    found
}

fn compare(from: &Value, to: &Value, pointer: &str, found: &mut Vec<Edit>) {
    let edit = |pointer: String, from: Option<&Value>, to: Option<&Value>| Edit {
        pointer,
        from: from.cloned(),
        to: to.cloned(),
    };
    match (from, to) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, from) in old {
                match new.get(key) {
                    Some(to) => compare(from, to, &child(pointer, key), found),
                    None => found.push(edit(child(pointer, key), Some(from), None)),
                }
            }
            for (key, to) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
                found.push(edit(child(pointer, key), None, Some(to)));
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (i, (from, to)) in old.iter().zip(new).enumerate() {
                compare(from, to, &format!("{pointer}/{i}"), found);
            }
        }
        _ if from == to => {}
        _ => found.push(edit(pointer.to_owned(), Some(from), Some(to))),
    }
}

impl Edit {
    /// The value at a place before the edit, when the place is at or below that of the edit.
    pub(super) fn value_before(&self, place: &str) -> Option<&Value> {
        value_below(self.from.as_ref()?, &self.pointer, place)
    }

    /// The value at a place after the edit, when the place is at or below that of the edit.
    pub(super) fn value_after(&self, place: &str) -> Option<&Value> {
        value_below(self.to.as_ref()?, &self.pointer, place)
    }

    /// Whether a place is at or below the place of this edit.
    pub(super) fn covers(&self, place: &str) -> bool {
        rest_after(&self.pointer, place).is_some()
    }

    /// The pointer from a place to this edit, when the edit is below the place.
    pub(super) fn member_of(&self, place: &str) -> Option<&str> {
        rest_after(place, &self.pointer)
    }
}

fn value_below<'v>(value: &'v Value, pointer: &str, place: &str) -> Option<&'v Value> {
    value.pointer(rest_after(pointer, place)?)
}

/// The part of a place that follows a pointer.
pub(super) fn rest_after<'p>(pointer: &str, place: &'p str) -> Option<&'p str> {
    let rest = place.strip_prefix(pointer)?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn edits_are_the_smallest_values_that_differ_and_whole_lists_of_other_lengths() {
        let from = json!({"a": {"b": 1, "c": [1, 2]}, "d": [1], "e": 0});
        let to = json!({"a": {"b": 2, "c": [1, 3]}, "d": [1, 2], "f": 0});
        let found = find_edits(&from, &to, "");
        let found: Vec<String> = found
            .iter()
            .map(|edit| {
                let shown =
                    |value: &Option<Value>| value.as_ref().map_or("-".into(), Value::to_string);
                format!("{} {} {}", edit.pointer, shown(&edit.from), shown(&edit.to))
            })
            .collect();
        assert_eq!(
            found,
            ["/a/b 1 2", "/a/c/1 2 3", "/d [1] [1,2]", "/e 0 -", "/f - 0"]
        );
    }

    #[test]
    fn an_edit_returns_the_values_below_it() {
        let edit = Edit {
            pointer: "/a".to_owned(),
            from: Some(json!({"b": {"c": 1}})),
            to: None,
        };
        assert_eq!(edit.value_before("/a/b/c"), Some(&json!(1)));
        assert_eq!(edit.value_after("/a/b/c"), None);
        assert!(edit.covers("/a/b") && !edit.covers("/ab") && !edit.covers(""));
        assert_eq!(edit.member_of(""), Some("/a"));
    }
}
