//! Tests changes of enums and unions. Both are open.

use serde_json::{Value, json};

use super::*;

fn kinds(values: Value) -> Vec<String> {
    setting("/components/schemas/Kind/enum", values)
}

#[test]
fn a_new_enum_value_is_additive_and_a_removed_one_is_breaking() {
    assert_eq!(
        kinds(json!(["SAME_STAGE", "Big", "Small"])),
        get(
            "additive",
            "response field `kind`: enum value `Small` added"
        )
    );
    assert_eq!(
        kinds(json!(["SAME_STAGE"])),
        get(
            "breaking",
            "response field `kind`: enum value `Big` removed"
        )
    );
    assert!(
        kinds(json!(["Big", "SAME_STAGE"])).is_empty(),
        "the order says nothing"
    );
}

#[test]
fn another_spelling_of_a_value_is_breaking() {
    assert_eq!(
        kinds(json!(["SameStage", "Big"])),
        get(
            "breaking",
            "response field `kind`: enum value `SAME_STAGE` is spelled `SameStage` now (one variant in Rust)"
        )
    );
}

#[test]
fn a_value_that_gets_the_variant_of_another_one_is_breaking() {
    assert_eq!(
        kinds(json!(["SameStage", "SAME_STAGE", "Big"])),
        [
            "breaking: GET /things/{key}: response field `kind`: variant `SameStage` becomes `SameUnderscoreStage` in Rust",
            "additive: GET /things/{key}: response field `kind`: enum value `SameStage` added"
        ]
    );
    assert_eq!(
        setting(
            "/components/schemas/Kind/x-odc-value-names",
            json!({"Big": "Large"})
        ),
        get(
            "breaking",
            "response field `kind`: variant `Big` becomes `Large` in Rust"
        )
    );
}

#[test]
fn the_listed_numbers_of_an_integer_are_a_rule() {
    let size = |values: Value| json!({"type": "integer", "enum": values});
    let name = format!("{REQUEST}/properties/name");
    let [fewer, more] = flipped(&name, size(json!([1, 2])), size(json!([1])));
    assert_eq!(
        fewer,
        ["breaking: PATCH /things/{key}: values of request field `name` are 1 now, were 1, 2"]
    );
    assert_eq!(
        more,
        ["additive: PATCH /things/{key}: values of request field `name` are 1, 2 now, were 1"]
    );
    let [read, _] = flipped(
        &format!("{RESPONSE}/size"),
        size(json!([1, 2])),
        size(json!([1])),
    );
    assert_eq!(
        read,
        get(
            "text",
            "values of response field `size` are 1 now, were 1, 2"
        )
    );
}

/// The document with a response field `pet` that is one of `names`.
fn with_pets(names: &[&str], discriminator: Value) -> Value {
    let mut root = things();
    for name in ["Cat", "Dog", "Bird"] {
        set(
            &mut root,
            &format!("/components/schemas/{name}"),
            json!({"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, name: {"type": "string"}}}),
        );
    }
    let list: Vec<Value> = names
        .iter()
        .map(|name| json!({"$ref": format!("#/components/schemas/{name}")}))
        .collect();
    set(
        &mut root,
        &format!("{RESPONSE}/pet"),
        json!({"oneOf": list}),
    );
    set(
        &mut root,
        &format!("{RESPONSE}/pet/discriminator"),
        discriminator,
    );
    root
}

#[test]
fn a_new_alternative_is_additive_and_a_removed_one_is_breaking() {
    let by_kind = json!({"propertyName": "kind"});
    let (two, three) = (
        with_pets(&["Cat", "Dog"], by_kind.clone()),
        with_pets(&["Bird", "Dog", "Cat"], by_kind),
    );
    assert_eq!(
        between(&two, &three),
        get(
            "additive",
            "alternative of response field `pet` added: `Bird`"
        )
    );
    assert_eq!(
        between(&three, &two),
        get(
            "breaking",
            "alternative of response field `pet` removed: `Bird`"
        )
    );
}

#[test]
fn a_discriminator_and_its_values_are_compared() {
    let two = |discriminator: Value| with_pets(&["Cat", "Dog"], discriminator);
    let mapped = |mapping: Value| two(json!({"propertyName": "kind", "mapping": mapping}));
    assert_eq!(
        between(&two(Value::Null), &two(json!({"propertyName": "kind"}))),
        get(
            "breaking",
            "alternative of response field `pet` is distinguished by the field `kind` now, was by its shape"
        )
    );
    let (one, more) = (
        mapped(json!({"cat": "#/components/schemas/Cat", "dog": "Dog"})),
        mapped(json!({"cat": "#/components/schemas/Cat", "dog": "Dog", "puppy": "Dog"})),
    );
    assert_eq!(
        between(&one, &more),
        get(
            "additive",
            "alternative of response field `pet`: `Dog` is distinguished by `dog` or `puppy` now, was by `dog`"
        )
    );
    assert_eq!(
        between(&more, &one),
        get(
            "breaking",
            "alternative of response field `pet`: `Dog` is distinguished by `dog` now, was by `dog` or `puppy`"
        )
    );
}

#[test]
fn a_required_field_of_an_alternative_is_needed_to_read_it() {
    let old = with_pets(&["Cat", "Dog"], Value::Null);
    let mut new = old.clone();
    set(&mut new, "/components/schemas/Cat/required", json!([]));
    assert_eq!(
        between(&old, &new),
        get(
            "breaking",
            "response field `kind` may be missing now (an `Option` in Rust)"
        )
    );
}

#[test]
fn one_of_and_any_of_are_different_types() {
    let texts = json!([{"type": "string"}, {"type": "integer"}]);
    let [changed, _] = flipped(
        &format!("{RESPONSE}/size"),
        json!({"oneOf": texts}),
        json!({"anyOf": texts}),
    );
    assert_eq!(
        changed,
        get(
            "breaking",
            "response field `size` is any of several schemas now, was one of several schemas"
        )
    );
}

/// The document with a response field `owner`. The schemas `heirs` inherit from its schema.
fn with_heirs(heirs: &[&str]) -> Value {
    let mut root = things();
    let base = json!({"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}},
        "discriminator": {"propertyName": "kind"}});
    set(&mut root, "/components/schemas/Owner", base);
    let to = json!({"$ref": "#/components/schemas/Owner"});
    set(&mut root, &format!("{RESPONSE}/owner"), to.clone());
    for heir in heirs {
        let own = json!({"properties": {*heir: {"type": "string"}}});
        let schema = json!({"allOf": [to, own]});
        set(&mut root, &format!("/components/schemas/{heir}"), schema);
    }
    root
}

#[test]
fn a_schema_that_inherits_from_a_base_is_an_alternative_of_it() {
    let (two, three) = (
        with_heirs(&["Team", "User"]),
        with_heirs(&["Team", "User", "App"]),
    );
    assert_eq!(
        between(&two, &three),
        get(
            "additive",
            "alternative of response field `owner` added: `App`"
        )
    );
    assert_eq!(
        between(&three, &two),
        get(
            "breaking",
            "alternative of response field `owner` removed: `App`"
        )
    );
    let mut less = two.clone();
    let fields = "/components/schemas/Team/allOf/1/properties";
    set(&mut less, &format!("{fields}/Team"), Value::Null);
    assert_eq!(
        between(&two, &less),
        get("breaking", "response field `Team` removed")
    );
    let mut plain = two.clone();
    set(
        &mut plain,
        "/components/schemas/Owner/discriminator",
        Value::Null,
    );
    assert_eq!(
        between(&two, &plain),
        get(
            "breaking",
            "response field `owner` is object now, was one of several schemas"
        )
    );
}

#[test]
fn a_named_value_of_an_integer_is_a_constant() {
    let size = |values: Value, names: Value| {
        let mut root = things();
        let schema = json!({"type": "integer", "enum": values, "x-enum-varnames": names});
        set(&mut root, "/components/schemas/Size", schema);
        let to = json!({"$ref": "#/components/schemas/Size"});
        set(&mut root, &format!("{RESPONSE}/size"), to);
        root
    };
    let (two, one) = (
        size(json!([1, 2]), json!(["Low", "High"])),
        size(json!([1]), json!(["Low"])),
    );
    let (removed, added) = (between(&two, &one), between(&one, &two));
    let field = "GET /things/{key}: response field `size`";
    assert_eq!(
        removed[0],
        format!("breaking: {field}: constant `High` of 2 removed")
    );
    assert_eq!(
        added[0],
        format!("additive: {field}: constant `High` of 2 added")
    );
}

#[test]
fn a_variant_that_gives_its_short_name_to_another_alternative_is_breaking() {
    let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let object = |field: &str| json!({"type": "object", "properties": {field: {"type": "string"}}});
    let before = |root: &mut Value| {
        set(root, "/components/schemas/ShapeCircle", object("radius"));
        set(root, "/components/schemas/Circle", object("centre"));
        let shape = json!({"oneOf": [to("ShapeCircle"), to("Owner")]});
        set(root, "/components/schemas/Shape", shape);
        set(root, &format!("{RESPONSE}/shape"), to("Shape"));
    };
    let after = |root: &mut Value| {
        let shape = json!({"oneOf": [to("Circle"), to("ShapeCircle"), to("Owner")]});
        set(root, "/components/schemas/Shape", shape);
    };
    assert_eq!(
        prepared(before, after),
        [
            "breaking: GET /things/{key}: alternative of response field `shape`: variant `Circle` becomes `ShapeCircle` in Rust",
            "additive: GET /things/{key}: alternative of response field `shape` added: `Circle`"
        ]
    );
}

/// The changes from one union of schemas that are not components to another one.
fn unions(old: &[Value], new: &[Value]) -> Vec<String> {
    let source = format!("{RESPONSE}/source");
    let [there, _] = flipped(&source, json!({"oneOf": old}), json!({"oneOf": new}));
    there
}

fn with_field(name: &str) -> Value {
    json!({"type": "object", "required": [name], "properties": {name: {"type": "string"}}})
}

#[test]
fn an_alternative_that_is_named_after_its_own_field_renames_no_other_alternative() {
    let [archive, repository, url] = ["archive", "repository", "url"].map(with_field);
    assert_eq!(
        unions(
            &[repository.clone(), url.clone()],
            &[archive, repository, url]
        ),
        get(
            "additive",
            "alternative of response field `source` added: object"
        )
    );
}

#[test]
fn an_alternative_that_moves_the_numbers_of_others_is_breaking() {
    let [archive, repository, url] = ["archive", "repository", "url"].map(|name| {
        let mut schema = with_field(name);
        schema.as_object_mut().unwrap().shift_remove("required");
        schema
    });
    let two = [repository.clone(), url.clone()];
    let lines = unions(&two, &[archive.clone(), repository.clone(), url.clone()]);
    let type_of = "breaking: GET /things/{key}: type of alternative of response field `source`:";
    assert_eq!(
        lines,
        [
            format!("{type_of} `ThingSourceAlternative1` becomes `ThingSourceAlternative2`"),
            format!("{type_of} `ThingSourceAlternative2` becomes `ThingSourceAlternative3`"),
            "additive: GET /things/{key}: alternative of response field `source` added: object"
                .to_owned(),
        ]
    );
    assert_eq!(
        unions(&two, &[url, repository]),
        [""; 0],
        "the order does not count"
    );
}

#[test]
fn alternatives_without_a_component_are_paired_by_title_or_tag() {
    let titled = |title: &str, field: &str| {
        let mut schema = with_field(field);
        schema["title"] = json!(title);
        schema
    };
    let (foo, bar) = (titled("Foo", "a"), titled("Bar", "b"));
    let two = [foo.clone(), bar.clone()];
    assert_eq!(
        unions(
            &two,
            &[titled("Baz", "c"), titled("Bar", "b"), titled("Foo", "a")]
        ),
        get(
            "additive",
            "alternative of response field `source` added: object"
        )
    );
    let more = [
        bar,
        json!({"title": "Foo", "type": "object", "required": ["a"], "properties": {
            "a": {"type": "string"}, "more": {"type": "string"}
        }}),
    ];
    assert_eq!(
        unions(&two, &more),
        get("additive", "response field `more` added")
    );
    let lines = unions(
        &[foo.clone(), with_field("c")],
        &[titled("Qux", "a"), with_field("c")],
    );
    assert_eq!(
        lines[0],
        "breaking: GET /things/{key}: type of alternative of response field `source`: `ThingSourceFoo` becomes \
         `ThingSourceQux`"
    );
    let tagged = |tag: &str, field: &str| {
        let mut schema = with_field(field);
        schema["properties"]["kind"] = json!({"type": "string", "enum": [tag]});
        schema
    };
    let (git, zip) = (tagged("git-hub", "a"), tagged("zip", "b"));
    let lines = unions(
        &[git.clone(), zip.clone()],
        &[tagged("git_hub", "c"), git, zip],
    );
    assert_eq!(
        lines[0],
        "breaking: GET /things/{key}: type of alternative of response field `source`: `ThingSourceGitHub` becomes \
         `ThingSourceGitHub1`"
    );
}
