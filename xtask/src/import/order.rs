//! Keeps the members of a document in the order that they had, so that a difference of the files shows what changed.
//!
//! Publishers print JSON in the order of the day. It means nothing, but for the fields of a struct and the methods of
//! a client, which would wander about.

use serde_json::{Map, Value};

/// Puts the members that were there before in their old order; `place` knows where a member stood. What is new stays
/// behind what it follows.
pub(super) fn keep(members: &mut Map<String, Value>, place: impl Fn(&str) -> Option<usize>) {
    let mut last = None;
    let mut placed: Vec<_> = std::mem::take(members)
        .into_iter()
        .map(|(name, value)| {
            last = place(&name).or(last);
            (last, name, value)
        })
        .collect();
    placed.sort_by_key(|(place, ..)| *place);
    members.extend(placed.into_iter().map(|(_, name, value)| (name, value)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(old: &str, new: &str) -> String {
        let mut members: Map<String, Value> =
            new.chars().map(|c| (c.into(), Value::Null)).collect();
        keep(&mut members, |name| old.find(name));
        members.keys().map(String::as_str).collect()
    }

    #[test]
    fn what_was_there_keeps_its_order_and_what_is_new_follows_its_neighbour() {
        assert_eq!(kept("abc", "cba"), "abc");
        assert_eq!(kept("abc", "abc"), "abc");
        assert_eq!(kept("abc", "xcyba"), "xabcy");
        assert_eq!(kept("abc", "ca"), "ac");
        assert_eq!(kept("", "ba"), "ba");
    }
}
