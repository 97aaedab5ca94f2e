//! Reads and writes JSON with generated types. `xtask/src/forms/wire.rs` compiles this file with the types of some forms.

use std::fmt::Debug;

use forms_wire::{
    formats, inheritance, inheritance_written_out, inline_unions, integer_enums_with_names,
    nullable_answers_and_elements, read_only_and_write_only, union_with_shared_properties,
    unions_by_a_constant, untagged_unions,
};
use odc_runtime::client::serde_json::{self, Value, json};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads a value, and checks that it is written unchanged.
#[track_caller]
fn round_trip<T: DeserializeOwned + Serialize + PartialEq + Debug>(value: Value) -> T {
    let read: T = serde_json::from_value(value.clone()).expect("the value can be read");
    let written = serde_json::to_value(&read).expect("the value can be written");
    assert_eq!(written, value);
    // Serde uses different code for a text of JSON than for a value in memory.
    let text = serde_json::from_str::<T>(&value.to_string()).expect("the text can be read");
    assert_eq!(text, read);
    read
}

#[test]
fn an_inline_union_is_read_by_its_tag_at_every_place() {
    use inline_unions::types::{Asset, AssetReason};

    let missing = json!({"kind": "Missing", "name": "x"});
    let broken = json!({"kind": "BrokenReference", "from": "a", "to": "b"});
    let later = json!({"kind": "Later", "name": "y", "more": [1]});
    let asset: Asset = round_trip(json!({
        "reason": missing,
        "history": [broken, later, missing],
        "named": {"first": broken},
    }));
    assert!(
        matches!(asset.reason, Some(AssetReason::MissingConfiguration(m)) if m.name.as_deref() == Some("x"))
    );
    assert!(
        matches!(&asset.history[0], AssetReason::BrokenReference(b) if b.to.as_deref() == Some("b"))
    );
    assert_eq!(asset.history[1], AssetReason::Unknown(later));
}

#[test]
fn an_allowed_null_is_read() {
    let asset: inline_unions::types::Asset =
        serde_json::from_value(json!({"reason": null, "history": null, "maybe": null})).unwrap();
    assert_eq!(asset, inline_unions::types::Asset::default());
}

#[test]
fn a_base_is_read_as_its_subtype_with_all_fields() {
    use inheritance::types::{Build, Step};

    let web = json!({
        "kind": "web", "id": 1, "bundleUrl": "https://acme.test/b",
        "steps": [{"kind": "CompileStep", "target": "wasm"}, {"kind": "NewStep", "x": 1}],
    });
    let Build::WebBuild(build) = round_trip(web.clone()) else {
        panic!("a web build");
    };
    assert_eq!(build.id, Some(1));
    assert_eq!(build.bundle_url.as_deref(), Some("https://acme.test/b"));
    let steps = build.steps.as_deref().unwrap();
    assert!(
        matches!(&steps[0], Step::CompileStep(step) if step.target.as_deref() == Some("wasm"))
    );
    assert!(matches!(&steps[1], Step::Unknown(_)));

    let tablet = json!({"kind": "TabletBuild", "id": 2, "store": "s", "size": 10, "parent": web, "steps": []});
    let Build::TabletBuild(build) = round_trip(tablet) else {
        panic!("a tablet build");
    };
    assert!(matches!(build.parent.as_deref(), Some(Build::WebBuild(_))));

    let later = json!({"kind": "desktop", "id": 3});
    assert_eq!(round_trip::<Build>(later.clone()), Build::Unknown(later));
}

#[test]
fn a_built_value_holds_the_tag_of_its_alternative() {
    use inheritance::types::{Build, CompileStep, MobileBuild, TabletBuild};

    let sent = |build: Build| serde_json::to_value(build).unwrap();
    let step = CompileStep::builder().target("wasm").build().unwrap();
    let mobile = MobileBuild::builder().id(1).steps([step]).build().unwrap();
    let steps = json!([{"kind": "CompileStep", "target": "wasm"}]);
    let written = json!({"kind": "mobile", "id": 1, "steps": steps});
    assert_eq!(sent(mobile.clone().into()), written);
    assert_eq!(round_trip::<Build>(written), mobile.into());

    let own = TabletBuild::builder().kind("beta").id(2).build().unwrap();
    assert_eq!(sent(own.into()), json!({"kind": "beta", "id": 2}));

    let event = unions_by_a_constant::types::Deleted::builder();
    let event = serde_json::to_value(event.build().unwrap()).unwrap();
    assert_eq!(event, json!({"type": "deleted"}));
}

#[test]
fn a_response_is_read_without_the_fields_that_its_builder_requires() {
    use inheritance::types::WebBuild;

    let error = WebBuild::builder().id(1).build().unwrap_err().to_string();
    assert!(error.contains("WebBuild") && error.contains("bundle_url"), "{error}");
    let read: WebBuild = round_trip(json!({"id": 1}));
    assert_eq!(read.bundle_url, None);

    // A list that is not set is not sent. An empty one is sent.
    let url = WebBuild::builder().id(1).bundle_url("https://acme.test/b");
    let sent = |build: WebBuild| serde_json::to_value(build).unwrap();
    let unset = sent(url.clone().build().unwrap());
    assert_eq!(unset.get("steps"), None);
    let none: [inheritance::types::Step; 0] = [];
    let empty = sent(url.steps(none).build().unwrap());
    assert_eq!(empty["steps"], json!([]));
}

#[test]
fn a_base_with_plain_values_is_an_alternative() {
    use inheritance_written_out::types::{Base, Holder};

    for (value, is) in [
        (json!({"$type": "Base", "id": 1}), "plain"),
        (json!({"$type": "a", "id": 1, "a": "x"}), "a"),
        (json!({"$type": "DB", "id": 1}), "b"),
        (json!({"$type": "DC", "c": 1}), "unknown"),
        (json!({"id": 1}), "unknown"),
    ] {
        let holder: Holder = round_trip(json!({"base": value}));
        let read = match holder.base.unwrap() {
            Base::PlainBase(_) => "plain",
            Base::Da(_) => "a",
            Base::Db(_) => "b",
            _ => "unknown",
        };
        assert_eq!(read, is, "{value}");
    }
}

#[test]
fn a_union_without_a_tag_is_read_as_the_alternative_with_the_most_known_fields() {
    use untagged_unions::types::Pet;

    for (value, is) in [
        (json!({"name": "a", "lives": 9}), "cat"),
        (json!({"tricks": ["sit"]}), "dog"),
        (json!({"name": "a", "tricks": ["sit"]}), "dog"),
        (
            json!({"model": "m", "volts": 5, "owner": {"tricks": ["sit"]}}),
            "robot",
        ),
        (json!({"wings": 2}), "unknown"),
        (json!({"name": 7}), "unknown"),
        (json!(["name"]), "unknown"),
    ] {
        let read = match round_trip::<Pet>(value.clone()) {
            Pet::Cat(_) => "cat",
            Pet::Dog(_) => "dog",
            Pet::Robot(_) => "robot",
            _ => "unknown",
        };
        assert_eq!(read, is, "{value}");
    }
}

#[test]
fn an_alternative_that_keeps_the_whole_value_comes_before_the_others() {
    use untagged_unions::enums::Size;
    use untagged_unions::types::{
        Kept, KeptEnums, KeptFree, KeptKey, KeptLists, KeptMaps, KeptShape, KeptShapeOrText, Shape,
    };

    let kept: Kept = round_trip(json!({
        "lists": [{"lives": 9}],
        "maps": {"a": {"lives": 9}},
        "free": {"text": "a", "other": 1},
        "enums": "Large",
        "key": "2e5a0f4a-7c3e-4a4e-9b59-d1a4a1a0c0de",
        "shape": {"kind": "square", "size": 2},
        "shapeOrText": {"kind": "square", "size": 2},
    }));
    assert!(matches!(kept.lists, Some(KeptLists::CatList(_))));
    assert!(matches!(kept.maps, Some(KeptMaps::Map2(_))), "{:?}", kept.maps);
    assert!(matches!(kept.free, Some(KeptFree::Map(_))));
    assert!(matches!(kept.enums, Some(KeptEnums::Size(Size::Large))));
    assert!(matches!(kept.key, Some(KeptKey::Uuid(_))));
    assert!(matches!(kept.shape, Some(KeptShape::Shape(Shape::Square(_)))));
    assert!(matches!(kept.shape_or_text, Some(KeptShapeOrText::Shape(Shape::Square(_)))));

    let kept: Kept = round_trip(json!({
        "lists": [{"wings": 2}],
        "free": {"text": "a"},
        "key": "x",
        "shape": {"text": "a"},
        "shapeOrText": "a",
    }));
    assert!(matches!(kept.lists, Some(KeptLists::Unknown(_))));
    assert!(matches!(kept.free, Some(KeptFree::Label(_))));
    assert!(matches!(kept.key, Some(KeptKey::String(_))));
    assert!(matches!(kept.shape, Some(KeptShape::Label(_))));
    assert!(matches!(kept.shape_or_text, Some(KeptShapeOrText::String(_))));
}

#[test]
fn scalars_lists_and_any_json_can_be_alternatives() {
    use untagged_unions::types::{Holder, HolderInline, HolderNested, HolderScalar};

    let holder: Holder = round_trip(json!({
        "scalar": 3, "nested": ["a"], "inline": {"b": "x"}, "anything": {"deep": [null]},
    }));
    assert_eq!(holder.scalar, Some(HolderScalar::Integer(3)));
    assert_eq!(
        holder.nested,
        Some(HolderNested::StringList(vec!["a".into()]))
    );
    assert!(matches!(holder.inline, Some(HolderInline::Second(_))));
    for value in [json!(1.5), json!("text"), json!({"new": true}), json!([1])] {
        round_trip::<Holder>(json!({ "scalar": value }));
    }
    for value in [json!("Low"), json!("Later"), json!(true), json!(7)] {
        round_trip::<Holder>(json!({ "nested": value }));
    }
}

#[test]
fn shared_properties_are_fields_of_every_alternative() {
    use union_with_shared_properties::types::{Named, Shape};

    let square = round_trip::<Shape>(json!({"id": "1", "side": 2}));
    assert!(matches!(square, Shape::Square(square) if square.side == Some(2)));
    let circle = round_trip::<Named>(json!({"radius": 3, "name": "n"}));
    assert!(matches!(circle, Named::Circle(circle) if circle.name.as_deref() == Some("n")));
}

#[test]
fn a_property_with_one_value_is_used_as_a_tag() {
    use unions_by_a_constant::types::Event;

    for (value, is) in [
        (json!({"type": "created", "name": "n"}), "created"),
        (json!({"type": "deleted", "name": "n"}), "deleted"),
        (
            json!({"type": "deleted", "previous": {"type": "note", "at": "t"}}),
            "deleted",
        ),
        (json!({"type": "moved", "to": {"path": "p"}}), "moved"),
        (json!({"type": "renamed", "name": "n"}), "unknown"),
    ] {
        let read = match round_trip::<Event>(value.clone()) {
            Event::Created(_) => "created",
            Event::Deleted(_) => "deleted",
            Event::Moved(_) => "moved",
            _ => "unknown",
        };
        assert_eq!(read, is, "{value}");
    }
}

#[test]
fn an_alternative_converts_to_the_union() {
    use inheritance::types::{Build, MobileBuild};

    let mobile = MobileBuild::builder().id(3).store("s").build().unwrap();
    let written = serde_json::to_value(Build::from(mobile)).unwrap();
    assert_eq!(written, json!({"kind": "mobile", "id": 3, "store": "s"}));
}

#[test]
fn a_timestamp_without_an_offset_is_read_as_utc() {
    let at = |value: &str| {
        let thing: formats::types::Thing =
            serde_json::from_value(json!({"at": value, "long": 1})).unwrap();
        serde_json::to_value(thing).unwrap()["at"].clone()
    };
    assert_eq!(at("2026-01-02T03:04:05.1234567"), "2026-01-02T03:04:05.123456700Z");
    assert_eq!(at("0001-01-01T00:00:00"), "0001-01-01T00:00:00Z");
    assert_eq!(at("2026-01-02T03:04:05+02:00"), "2026-01-02T01:04:05Z");
    let refused = serde_json::from_value::<formats::types::Thing>(json!({"at": "soon"}));
    assert!(refused.is_err());
    let null: formats::types::Thing = serde_json::from_value(json!({"at": null})).unwrap();
    assert_eq!(null, formats::types::Thing::default());
}

#[test]
fn a_page_with_a_null_element_is_read() {
    let page: nullable_answers_and_elements::types::ThingPage = round_trip(json!({
        "results": [{"key": "a"}, null],
        "holder": {"a": [null], "b": [1, null], "c": {"x": null, "y": [{"key": "b"}]}},
    }));
    assert_eq!(page.results.len(), 2);
    assert_eq!(page.results[1], None);
}

#[test]
fn a_named_number_accepts_unknown_values() {
    use integer_enums_with_names::types::{Priority, Severity, Thing};

    let thing: Thing = round_trip(json!({"severity": 1, "priority": 7, "levels": [2, 3]}));
    assert_eq!(thing.severity, Some(Severity::SO_SO));
    assert_eq!(thing.priority, Some(Priority(7)));
    assert!(Severity::NONE < Severity::SO_SO);
}

#[test]
fn a_write_only_text_is_redacted_and_sent() {
    use read_only_and_write_only::types::{Settings, Thing};

    let thing: Thing = round_trip(json!({"name": "n", "secret": "s3cr3t", "pin": "1234"}));
    let printed = format!("{thing:?}");
    assert!(
        !printed.contains("s3cr3t") && !printed.contains("1234"),
        "{printed}"
    );
    let settings: Settings = round_trip(json!({"token": "t0k3n"}));
    assert!(!format!("{settings:?}").contains("t0k3n"));
}
