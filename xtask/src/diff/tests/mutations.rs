//! Whatever a document looks like: the comparison ends, without a panic.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

/// The pointers of all values below `value`.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(object) => object
            .iter()
            .for_each(|(key, value)| pointers(value, &crate::document::child(at, key), found)),
        Value::Array(array) => {
            for (i, element) in array.iter().enumerate() {
                pointers(element, &format!("{at}/{i}"), found);
            }
        }
        _ => {}
    }
}

/// Replaces the value at one place: by that of another place, by something foreign, or by a cycle.
pub(crate) fn mutate(root: &mut Value, place: usize, how: u8, other: usize) {
    let mut all = Vec::new();
    pointers(root, "", &mut all);
    let place = &all[1 + place % (all.len() - 1)];
    let other = root.pointer(&all[other % all.len()]).cloned();
    let value = match how {
        0 => Value::Null,
        1 => json!([]),
        2 => json!({"$ref": format!("#{place}")}),
        3 => json!({"allOf": [{"$ref": "#/components/schemas/ThingApiResponse"}]}),
        4 => json!("x"),
        5 => json!(true),
        _ => other.unwrap_or_default(),
    };
    *root.pointer_mut(place).unwrap() = value;
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn mutated_documents_compare_without_panic_and_equal_themselves(
        edits in proptest::collection::vec((any::<usize>(), 0u8..9, any::<usize>()), 1..12),
    ) {
        let mut root = things();
        for (place, how, other) in edits {
            mutate(&mut root, place, how, other);
            prop_assume!(root.is_object());
        }
        // Too deep to be parsed is refused before it is compared.
        if let Ok(mutated) = Document::parse("x.json", &root.to_string()) {
            prop_assert_eq!(compare(&mutated, &mutated), Vec::new());
            let things = document(&things());
            compare(&things, &mutated);
            compare(&mutated, &things);
        }
    }
}
