//! Tests of what crosses crates, in the view of those who use them: `tests/it`.
