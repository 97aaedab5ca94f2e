//! Compares the classes of changes with the crates that are generated from both documents.

use serde_json::{Value, json};

use super::mutations::{full, losses, losses_of, reordered_arguments, with_arguments};
use super::names::kind_as;
use super::types::spellings;
use super::*;
use crate::pipeline::{Source, generate_from};

/// What code can name in the crate of a document. `None` if the document is refused.
fn surface(root: &Value) -> Option<Surface> {
    let source = Source {
        file: "openapi/x-v1.json".to_owned(),
        text: root.to_string(),
    };
    let generated = generate_from("x-v1", &source, None, &mut |_, _, _| {}).ok()?;
    Some(Surface::read(&generated.files))
}

/// What is lost from one crate to the other, when the documents name no reason.
fn lost(old: &Surface, new: &Surface) -> Vec<String> {
    lost_besides(Vec::new(), old, new)
}

/// The changes that the crates add to the changes of the documents.
fn lost_besides(mut changes: Vec<Change>, old: &Surface, new: &Surface) -> Vec<String> {
    let known = changes.clone();
    add_losses(&mut changes, old, new);
    changes.retain(|change| !known.contains(change));
    changes.iter().map(Change::sentence_in_rust).collect()
}

#[test]
fn a_change_that_is_not_breaking_removes_nothing_from_the_crate() {
    let reordered = reordered_arguments().into_iter();
    let reordered = reordered.map(|(what, other, _)| (what, other));
    let is_argument = |pointer: &str| {
        let (parent, _) = pointer.rsplit_once('/').unwrap();
        parent.ends_with("/parameters") || parent.ends_with("form-data/schema/required")
    };
    let arguments = losses_of(&with_arguments()).into_iter();
    let arguments = arguments.filter(|(pointer, _)| is_argument(pointer));
    let arguments = arguments.chain(reordered);
    let (mut wrong, compared) = broken_silently(&full(), losses());
    let (of_arguments, compared_arguments) = broken_silently(&with_arguments(), arguments);
    wrong.extend(of_arguments);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 60, "only {compared} documents were generated");
    assert!(compared_arguments > 16, "only {compared_arguments}");
}

/// The changes of a document, there and back, whose class does not fit to both crates; and how many were generated.
fn broken_silently(
    whole: &Value,
    others: impl IntoIterator<Item = (String, Value)>,
) -> (Vec<String>, usize) {
    let all = surface(whole).unwrap();
    let mut compared = 0;
    let mut wrong = Vec::new();
    for (pointer, less) in others {
        let Some(fewer) = surface(&less) else {
            continue;
        };
        compared += 1;
        for (old, new, before, after) in
            [(whole, &less, &all, &fewer), (&less, whole, &fewer, &all)]
        {
            let changes = compare(&document(old), &document(new));
            let gone = lost(before, after);
            let first = changes.first();
            let (class, sentence) = first.map_or((Class::TextOnly, String::new()), |change| {
                (change.class, change.sentence())
            });
            if class != Class::Breaking && !gone.is_empty() {
                wrong.push(format!("{pointer}: {sentence}: {gone:#?}"));
            }
            if class == Class::TextOnly && !lost(after, before).is_empty() {
                wrong.push(format!("{pointer}: {sentence}: not the same crate"));
            }
            let besides = lost_besides(changes, before, after);
            if !besides.is_empty() {
                wrong.push(format!("{pointer}: reported twice: {besides:#?}"));
            }
        }
    }
    (wrong, compared)
}

#[test]
fn a_swap_of_arguments_of_one_type_is_breaking_whatever_caused_it() {
    let whole = with_arguments();
    for (what, other, is_swap) in reordered_arguments() {
        for (old, new) in [(&whole, &other), (&other, &whole)] {
            let (was, is) = (surface(old).unwrap(), surface(new).unwrap());
            let lost = lost(&was, &is);
            assert_eq!(!lost.is_empty(), is_swap, "{what}: {lost:?}");
            let compared = crate::compare("x-v1", &document(old), &document(new));
            let breaking = compared
                .changes
                .iter()
                .filter(|c| c.class == Class::Breaking);
            let breaking: Vec<String> = breaking.map(Change::sentence).collect();
            assert_eq!(breaking.len(), usize::from(is_swap), "{what}: {breaking:?}");
        }
    }
}

#[test]
fn another_spelling_of_the_same_types_makes_the_same_crate() {
    for [one, other] in spellings() {
        let (one, other) = (surface(&one).unwrap(), surface(&other).unwrap());
        assert_eq!([lost(&one, &other), lost(&other, &one)], [[""; 0]; 2]);
    }
}

#[test]
fn a_moved_schema_with_the_same_type_name_makes_the_same_crate() {
    let surfaces = [None, Some("ThingKind"), Some("Kind")].map(kind_as);
    let [inline, same, other] = surfaces.map(|root| surface(&root).unwrap());
    assert_eq!(lost(&inline, &same), [""; 0]);
    assert_eq!(
        lost(&inline, &other),
        ["`ThingKind` is no longer in the crate"]
    );
}

#[test]
fn what_is_lost_is_named_as_users_write_it() {
    let whole = full();
    let all = surface(&whole).unwrap();
    let lost_with = |values: &[(&str, Value)]| {
        let mut root = whole.clone();
        for (pointer, value) in values {
            set(&mut root, pointer, value.clone());
        }
        lost(&all, &surface(&root).unwrap())
    };
    let size = format!("{RESPONSE}/traceID");
    assert_eq!(
        lost_with(&[(&size, json!({"type": "integer", "format": "int32"}))]),
        ["`Thing::trace_id` is `Option<i32>` now, was `Option<String>`"]
    );
    assert_eq!(
        lost_with(&[(&size, Value::Null)]),
        ["`Thing::trace_id` is no longer in the crate"]
    );
    // The type, its fields and all that names it are one change.
    assert_eq!(
        lost_with(&[("/paths/~1things", Value::Null)]),
        ["`CreateThing` is no longer in the crate (POST /things)"]
    );
    assert_eq!(
        lost_with(&[(
            "/paths/~1things/post/parameters/0/schema",
            json!({"type": "integer", "format": "int32"})
        )]),
        [
            "`Client::create_thing` takes `&self, i32` now, was `&self, impl ToString` (POST /things)"
        ]
    );
}

/// A thing with a field that a second part describes.
fn described(more: &Value) -> Value {
    let mut root = things();
    let parts = [
        json!({"properties": {"a": {"type": "string"}, "b": {"type": "string"}}}),
        json!({"properties": {"a": more}}),
    ];
    set(
        &mut root,
        "/components/schemas/ThingApiResponse",
        json!({"allOf": parts}),
    );
    root
}

#[test]
fn what_only_the_crates_show_is_breaking() {
    let (text, secret) = (
        json!({"description": "A."}),
        json!({"description": "A.", "writeOnly": true}),
    );
    let compared = |old: &Value, new: &Value| {
        let compared = crate::compare("x-v1", &document(old), &document(new));
        assert_eq!(compared.refused, None);
        let line = |c: &Change| format!("{}: {}", c.class.word(), c.sentence_in_rust());
        compared.changes.iter().map(line).collect::<Vec<_>>()
    };
    let (old, new) = (described(&text), described(&secret));
    assert_eq!(
        between(&old, &new),
        [""; 0],
        "the documents alone do not show it"
    );
    assert_eq!(
        compared(&old, &new),
        ["breaking: `Thing::a` is `Option<Secret>` now, was `Option<String>`"]
    );
    let order = json!({"writeOnly": true, "description": "A."});
    assert_eq!(compared(&new, &described(&order)), [""; 0]);
}

#[test]
fn without_a_crate_the_documents_are_compared_alone() {
    let old = things();
    let mut new = things();
    set(&mut new, &format!("{RESPONSE}/size"), json!({"type": 5}));
    let compared = crate::compare("x-v1", &document(&old), &document(&new));
    assert!(compared.refused.is_some());
    assert_eq!(compared.changes, compare(&document(&old), &document(&new)));
}
