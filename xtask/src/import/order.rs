//! Keeps the members of a document in their old order, so that a diff of the files shows only real changes.
//!
//! The order of members in a published JSON changes without a reason. The order of struct fields and client methods would
//! change with it.

use serde_json::{Map, Value};

/// Sorts the old members by their old positions, which `position` returns. A new member stays after the member before it.
pub(super) fn keep_order(
    members: &mut Map<String, Value>,
    position: impl Fn(&str) -> Option<usize>,
) {
    let mut last = None;
    let mut placed: Vec<_> = std::mem::take(members)
        .into_iter()
        .map(|(name, value)| {
            last = position(&name).or(last);
            (last, name, value)
        })
        .collect();
    placed.sort_by_key(|(position, ..)| *position);
    members.extend(placed.into_iter().map(|(_, name, value)| (name, value)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_in_order(old: &str, new: &str) -> String {
        let mut members: Map<String, Value> =
            new.chars().map(|c| (c.into(), Value::Null)).collect();
        keep_order(&mut members, |name| old.find(name));
        members.keys().map(String::as_str).collect()
    }

    #[test]
    fn old_members_keep_their_order_and_new_ones_follow_their_neighbour() {
        assert_eq!(names_in_order("abc", "cba"), "abc");
        assert_eq!(names_in_order("abc", "abc"), "abc");
        assert_eq!(names_in_order("abc", "xcyba"), "xabcy");
        assert_eq!(names_in_order("abc", "ca"), "ac");
        assert_eq!(names_in_order("", "ba"), "ba");
    }
}
