//! Compares a list from the documents with a list from the tests or the clients, and reports only the differences.

use std::collections::BTreeSet;
use std::fmt::{Debug, Write as _};

/// Fails unless both list the same things. Two long lists side by side would hide the one thing that is missing.
#[track_caller]
pub fn assert_same<T: Ord + Debug>(
    place: &str,
    ours: impl IntoIterator<Item = T>,
    documented: impl IntoIterator<Item = T>,
) {
    let ours: Vec<T> = ours.into_iter().collect();
    let documented: Vec<T> = documented.into_iter().collect();
    if let Some(difference) = difference(&ours, &documented) {
        panic!("{place}:{difference}");
    }
}

/// One line for each thing that is missing, that no document lists, or that is there twice.
fn difference<T: Ord + Debug>(ours: &[T], documented: &[T]) -> Option<String> {
    let [have, want]: [BTreeSet<&T>; 2] = [ours.iter().collect(), documented.iter().collect()];
    let mut lines = String::new();
    let mut list = |word: &str, some: Vec<&&T>| {
        for one in some {
            // Writing to a string does not fail.
            let _ = write!(lines, "\n  {word}: {one:?}");
        }
    };
    list("missing", want.difference(&have).collect());
    list("extra", have.difference(&want).collect());
    let count = |all: &[T], one: &T| all.iter().filter(|other| *other == one).count();
    let other_counts = have.intersection(&want);
    let other_counts = other_counts.filter(|one| count(ours, one) != count(documented, one));
    list(
        "in another number than in the documents",
        other_counts.collect(),
    );
    (!lines.is_empty()).then_some(lines)
}

#[test]
fn only_the_difference_is_reported() {
    assert_eq!(difference(&["b", "a"], &["a", "b"]), None);
    let difference = difference(&["a", "b", "b", "d"], &["a", "b", "c"]);
    let lines =
        "\n  missing: \"c\"\n  extra: \"d\"\n  in another number than in the documents: \"b\"";
    assert_eq!(difference.as_deref(), Some(lines));
}
