//! Checks the classes of changes against the crates that are generated from both documents.

use serde_json::{Value, json};

use super::mutations::{full, losses, losses_of, reordered_arguments, with_arguments};
use super::names::kind_as;
use super::types::spellings;
use super::*;
use crate::pipeline::{Source, generate_from};

/// The items of the crate of a document. `None` if the generator refuses the document.
fn surface(root: &Value) -> Option<Surface> {
    let source = Source {
        file: "openapi/x-v1.json".to_owned(),
        text: root.to_string(),
    };
    let generated = generate_from("x-v1", &source, None, &mut |_, _, _| {}).ok()?;
    Some(Surface::read(&generated.files))
}

/// The sentences about the items that the new crate has lost, when the comparison of the documents found no change.
fn lost(old: &Surface, new: &Surface) -> Vec<String> {
    let mut changes = Vec::new();
    add_losses(&mut changes, old, new);
    changes.retain(|change| change.class == Class::Breaking);
    changes.iter().map(Change::sentence_in_rust).collect()
}

/// The sentences that the comparison of the crates adds to the changes of the documents.
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

/// Compares a document with each of the others, in both directions. Returns the changes whose class does not match the
/// crates, and the number of documents that were generated.
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
fn a_swap_of_arguments_of_one_type_is_breaking_for_any_cause() {
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
fn a_lost_item_is_reported_with_the_name_that_users_write() {
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
    // The type, its fields and everything that uses it are one change.
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

/// The changes of the documents and of both crates.
fn compared(old: &Value, new: &Value) -> Vec<String> {
    let compared = crate::compare("x-v1", &document(old), &document(new));
    assert_eq!(compared.refused, None);
    let line = |c: &Change| format!("{}: {}", c.class.word(), c.sentence_in_rust());
    compared.changes.iter().map(line).collect()
}

/// The document with these values.
fn with(values: &[(&str, Value)]) -> Value {
    let mut root = full();
    for (pointer, value) in values {
        set(&mut root, pointer, value.clone());
    }
    root
}

const PET: &str = "/components/schemas/ThingApiResponse/properties/pet";

#[test]
fn a_type_that_becomes_two_types_is_breaking() {
    let mut old = full();
    let pet = old.pointer(PET).unwrap().clone();
    let friend = PET.replace("/pet", "/friend");
    set(&mut old, &friend, pet);
    let mut new = old.clone();
    let owner = json!({"$ref": "#/components/schemas/Owner"});
    let alternatives = new.pointer_mut(&format!("{friend}/oneOf")).unwrap();
    alternatives.as_array_mut().unwrap().push(owner);
    assert_eq!(
        compared(&old, &new),
        [
            "breaking: `ThingPet` is a type of its own now, was `ThingFriend`",
            "additive: `Thing::friend` (GET /things/{key}: alternative of response field `friend` added: `Owner`)",
        ]
    );
}

#[test]
fn an_item_that_only_the_new_crate_has_is_additive() {
    let kinds = json!({"Cat": "#/components/schemas/Cat", "Dog": "#/components/schemas/Dog"});
    let tagged = |mapping: Value| {
        let kind = json!({"type": "string"});
        with(&[
            ("/components/schemas/Cat/properties/kind", kind.clone()),
            ("/components/schemas/Dog/properties/kind", kind.clone()),
            ("/components/schemas/Owner/properties/kind", kind),
            (
                &format!("{PET}/discriminator"),
                json!({"propertyName": "kind", "mapping": mapping}),
            ),
        ])
    };
    let mut more = kinds.clone();
    more["Owner"] = json!("#/components/schemas/Owner");
    assert_eq!(
        compared(&tagged(kinds), &tagged(more)),
        ["additive: `ThingPet::Owner` is new in the crate"]
    );
    let part = |more: Value| {
        let mut part = json!({"type": "object", "properties": {"a": {"type": "string"}}});
        if !more.is_null() {
            part["additionalProperties"] = more;
        }
        with(&[(
            "/components/schemas/Owner",
            json!({"allOf": [part, {"properties": {"b": {"type": "string"}}}]}),
        )])
    };
    assert_eq!(
        compared(&part(Value::Null), &part(json!({"type": "string"}))),
        ["additive: `Owner::extra` is new in the crate"]
    );
    let wait = json!({"state": "kind", "running": ["SAME_STAGE"], "done": ["Big"], "failed": []});
    let found = compared(&full(), &with(&[(&format!("{GET}/x-odc-wait"), wait)]));
    assert!(
        found[0].starts_with("additive: `Client::wait_for_thing` is new in the crate"),
        "{found:?}"
    );
}

/// A call that takes a form, and one with a parameter.
fn with_form(form: &Value, parameter: &Value) -> Value {
    let mut root = full();
    set(
        &mut root,
        "/paths/~1forms",
        json!({"post": {
            "operationId": "Form_Send", "parameters": [parameter],
            "requestBody": {"required": true, "content": {"application/x-www-form-urlencoded": form}},
            "responses": {"204": {"description": "d"}}
        }}),
    );
    root
}

#[test]
fn a_change_of_the_crate_alone_does_not_count_when_both_crates_are_the_same() {
    let text = json!({"type": "string"});
    let query = json!({"name": "q", "in": "query", "schema": text});
    let list = json!({"name": "q", "in": "query", "explode": true,
        "schema": {"type": "array", "items": text}});
    let mut piped = list.clone();
    piped["style"] = json!("pipeDelimited");
    let content = json!({"name": "q", "in": "query", "content": {"text/plain": {"schema": text}}});
    let form = json!({"schema": {"type": "object", "properties": {"a": text}}});
    let mut encoded = form.clone();
    encoded["encoding"] = json!({"a": {"style": "form"}, "unknown": {"style": "form"}});
    let pet = full().pointer(PET).unwrap()["oneOf"].clone();
    let extra = |more: &[(&str, Value)]| {
        let refer = json!({"$ref": "#/components/schemas/Extra"});
        let mut values = vec![
            (
                "/components/schemas/Extra",
                json!({"type": "object", "properties": {"a": text}}),
            ),
            (
                "/components/schemas/NewThing/properties/extra",
                refer.clone(),
            ),
            (
                "/components/schemas/ThingApiResponse/properties/extra",
                refer,
            ),
        ];
        values.extend_from_slice(more);
        with(&values)
    };
    let null = ("/components/schemas/Extra/nullable", json!(true));
    for (what, old, new) in [
        ("nullable", extra(&[]), extra(std::slice::from_ref(&null))),
        ("anyOf", full(), with(&[(PET, json!({"anyOf": pet}))])),
        (
            "encoding",
            with_form(&form, &query),
            with_form(&encoded, &query),
        ),
        ("pipes", with_form(&form, &list), with_form(&form, &piped)),
        ("text", with_form(&form, &query), with_form(&form, &content)),
        (
            "headers",
            with_form(&form, &query),
            with_form(
                &form,
                &json!({"name": "Accept", "in": "header", "schema": text}),
            ),
        ),
    ] {
        let lines = |old, new| {
            let mut lines = compared(old, new);
            lines.retain(|line| what != "headers" || !line.contains("`q`"));
            lines
                .into_iter()
                .filter(|line| !line.starts_with("text: "))
                .collect::<Vec<_>>()
        };
        assert_eq!(lines(&old, &new), [""; 0], "{what}");
        assert_eq!(lines(&new, &old), [""; 0], "{what} back");
    }
    // When the code changes, it is breaking.
    let required = (
        "/components/schemas/NewThing/required",
        json!(["name", "note", "extra"]),
    );
    let found = compared(
        &extra(std::slice::from_ref(&required)),
        &extra(&[required, null]),
    );
    assert!(found[0].starts_with("breaking: "), "{found:?}");
}

#[test]
fn a_difference_that_only_the_crates_show_is_breaking() {
    let (text, secret) = (
        json!({"description": "A."}),
        json!({"description": "A.", "writeOnly": true}),
    );
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
fn only_the_documents_are_compared_when_a_crate_cannot_be_generated() {
    let old = things();
    let mut new = things();
    set(&mut new, &format!("{RESPONSE}/size"), json!({"type": 5}));
    let compared = crate::compare("x-v1", &document(&old), &document(&new));
    assert!(compared.refused.is_some());
    assert_eq!(compared.changes, compare(&document(&old), &document(&new)));
}
