//! Our words stay with what they describe, and nobody else's come in.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::prose;
use super::*;
use crate::diff::tests::mutate;

#[test]
fn prose_follows_a_place_that_moved() {
    let moved = published(|document| {
        let mut item = document["paths"]["/things/{key}"].clone();
        item["get"]["parameters"][0]["name"] = json!("thingKey");
        document["paths"] = json!({"/things/{thingKey}": item});
    });
    let old = committed();
    let [old_document, new_document] =
        [&old, &moved].map(|root| Document::parse("x", &root.to_string()).unwrap());
    let comparison = Comparison::of(&old_document, &new_document);
    let matches = Matches::of(&At::root(&old), &At::root(&moved), comparison);
    let (carried, to_describe) = prose::carried(&moved, Some(&old), &matches, false);
    let get = &carried["paths"]["/things/{thingKey}"]["get"];
    assert_eq!(get["summary"], "Get a thing");
    assert_eq!(get["parameters"][0]["description"], "Key of the thing.");
    assert!(to_describe.is_empty(), "{to_describe:?}");
}

#[test]
fn the_permission_sentence_is_ours_as_long_as_it_names_the_same() {
    let sentence = |published: Value| {
        let mut new = committed();
        new["paths"]["/things/{key}"]["get"]["x-os-permissions"] = published;
        let old = committed();
        let (carried, _) = prose::carried(&new, Some(&old), &Matches::default(), false);
        carried["paths"]["/things/{key}"]["get"]["x-os-permissions"].clone()
    };
    assert_eq!(
        sentence(json!("You must have **Things > View**.")),
        "Needs **Things > View**, nothing else."
    );
    assert_eq!(
        sentence(json!(
            "Either **Things > View** or **Things > Edit** will do."
        )),
        "Needs **Things > View** or **Things > Edit**."
    );
    assert_eq!(sentence(json!("Open to everybody.")), Value::Null);
}

#[test]
fn published_prose_does_not_hide_behind_a_name() {
    let new = published(|document| {
        let get = &mut document["paths"]["/things/{key}"]["get"];
        get["responses"]["default"] = json!({"description": "Published: failed.",
            "headers": {"x-trace": {"description": "Published: trace.", "schema": {"type": "string"}}}});
        let properties = &mut document["components"]["schemas"]["ThingApiResponse"]["properties"];
        for name in ["default", "x-odd", "description", "content", "properties"] {
            properties[name] =
                json!({"type": "string", "description": "Published: a field.", "example": "x"});
        }
    });
    let old = committed();
    let (carried, _) = prose::carried(&new, Some(&old), &Matches::default(), false);
    let text = carried.to_string();
    assert!(
        !text.contains("Published") && !text.contains("example"),
        "{text}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn prose_and_overlay_cope_with_any_document(
        edits in proptest::collection::vec((any::<usize>(), 0u8..9, any::<usize>()), 1..12),
    ) {
        let mut root = published(grown);
        for (place, how, other) in edits {
            mutate(&mut root, place, how, other);
            prop_assume!(root.is_object());
        }
        let old = Document::parse("old.json", &committed().to_string()).unwrap();
        if let Ok(mut new) = Document::parse("new.json", &root.to_string()) {
            let comparison = Comparison::of(&old, &new);
            let matches = Matches::of(&At::root(&old.root), &At::root(&new.root), comparison);
            prose::carried(&new.root, Some(&old.root), &matches, false);
            let source = Source { file: "x".to_owned(), text: OVERLAY.to_owned() };
            let before = Before { document: &old, matches: &matches };
            let actions = Actions::parse(&source).unwrap();
            actions.settle(&mut new, Some(&before)).unwrap();
        }
    }
}
