//! Tests which actions do not fit a new document, and their corrections.

use super::*;
use odc_codegen::diff::Comparison;

/// The actions with these targets that do not fit, between two documents.
fn stale(old: &Value, new: &Value, targets: &[&str]) -> Vec<String> {
    stale_actions(old, new, targets)
        .into_iter()
        .map(|s| format!("{} {}; {}", s.index, s.what, s.fix))
        .collect()
}

fn stale_actions(old: &Value, new: &Value, targets: &[&str]) -> Vec<StaleAction> {
    let [old, mut new] =
        [old, new].map(|root| Document::parse("x.json", &root.to_string()).unwrap());
    let comparison = Comparison::compare(&old, &new);
    let matches = Matches::find(&Place::root(&old.root), &Place::root(&new.root), comparison);
    let actions: Vec<Value> = targets
        .iter()
        .map(|t| json!({"target": t, "description": "why", "update": {"x-odc-required": true}}))
        .collect();
    let source = Source {
        file: "x.overlay.yaml".to_owned(),
        text: overlay_with(&actions).to_string(),
    };
    let before = Before {
        document: &old,
        matches: &matches,
    };
    let actions = Actions::parse(&source).unwrap();
    let (_, stale) = actions.apply_corrected(&mut new, Some(&before)).unwrap();
    stale
}

fn document(path: &str, user: &str) -> Value {
    let response = json!({"content": {"application/json":
        {"schema": {"$ref": format!("#/components/schemas/{user}")}}}});
    json!({
        "paths": {path: {"get": {"operationId": "User_Get", "responses": {"200": response}}}},
        "components": {"schemas": {
            user: {"properties": {"key": {"type": "string"}, "name": {"type": "string"}}},
            "Kind": {"type": "string", "enum": ["A", "B"]},
        }}
    })
}

#[test]
fn a_renamed_schema_is_named_as_the_probable_target() {
    let (old, new) = (document("/u", "UserModel"), document("/u", "User"));
    assert_eq!(
        stale(
            &old,
            &new,
            &[
                "$.components.schemas.UserModel.properties.key",
                "$.paths['/u'].get"
            ]
        ),
        [
            "0 matches nothing: $.components.schemas.UserModel.properties.key; \
             probably $.components.schemas.User.properties.key (the same 2 properties)"
        ]
    );
}

#[test]
fn a_name_with_a_dot_is_written_in_brackets() {
    let (old, new) = (document("/u", "UserModel"), document("/u", "Acme.User"));
    assert_eq!(
        stale(&old, &new, &["$.components.schemas.UserModel"]),
        ["0 matches nothing: $.components.schemas.UserModel; \
             probably $.components.schemas['Acme.User'] (the same 2 properties)"]
    );
    assert_eq!(
        stale(&new, &old, &["$.components.schemas['Acme.User']"]),
        ["0 matches nothing: $.components.schemas['Acme.User']; \
             probably $.components.schemas['UserModel'] (the same 2 properties)"]
    );
}

#[test]
fn a_removed_schema_does_not_affect_fields_with_the_same_name() {
    let with_fields = |user: &str| {
        let mut root = document("/u", user);
        let text = json!({"type": "string"});
        root["components"]["schemas"]["Kind"] = json!({"properties": {"User": text}});
        root["components"]["schemas"]["Core.User"] = text;
        root
    };
    let targets = [
        "$.components.schemas.Kind.properties.User",
        "$.components.schemas['Core.User']",
    ];
    assert_eq!(
        stale(&with_fields("User"), &with_fields("Person"), &targets),
        [] as [&str; 0]
    );
}

#[test]
fn a_moved_operation_is_named_as_the_probable_target() {
    let (old, new) = (document("/u", "User"), document("/v", "User"));
    assert_eq!(
        stale(&old, &new, &["$.paths['/u'].get"]),
        ["0 matches nothing: $.paths['/u'].get; \
             probably $.paths['/v'].get (the same operation under another path)"]
    );
}

#[test]
fn a_target_with_several_names_is_reported_if_one_of_them_is_renamed() {
    let (old, new) = (document("/u", "UserModel"), document("/u", "User"));
    assert_eq!(
        stale(&old, &new, &["$.components.schemas['Kind','UserModel']"]),
        [
            "0 matches only part of what it names: $.components.schemas['Kind','UserModel']; \
             probably $.components.schemas['Kind','User'] (the same 2 properties)"
        ]
    );
}

#[test]
fn a_removed_schema_is_reported_as_removed() {
    let old = document("/u", "User");
    let mut new = old.clone();
    new["components"]["schemas"]
        .as_object_mut()
        .unwrap()
        .shift_remove("Kind");
    let correction = "correct the target, or delete the action if the document no longer needs it";
    assert_eq!(
        stale(
            &old,
            &new,
            &[
                "$.components.schemas.Kind",
                "$.components.schemas['Kind','User']"
            ]
        ),
        [
            format!("0 matches nothing: $.components.schemas.Kind; {correction}"),
            format!(
                "1 matches only part of what it names: $.components.schemas['Kind','User']; \
                 `Kind` is removed: {correction}"
            ),
        ]
    );
}

/// A document with a schema `User` that has a token and another schema as a part, and with a call that has parameters.
fn with_token() -> Value {
    let mut root = document("/u", "User");
    let schemas = &mut root["components"]["schemas"];
    schemas["Base"] = json!({"properties": {"created": {"type": "string"}}});
    schemas["User"] = json!({
        "allOf": [{"$ref": "#/components/schemas/Base"}],
        "properties": {"key": {"type": "string"}, "token": {"type": "string"},
            "kind": {"$ref": "#/components/schemas/Kind"}},
    });
    root["paths"]["/u"]["get"]["parameters"] = json!([
        {"name": "q", "in": "query", "schema": {"type": "string"}},
        {"name": "z", "in": "query", "schema": {"type": "string"}},
    ]);
    root
}

const TOKEN: &str = "$.components.schemas.User.properties.token";

/// Removes a value, and returns it.
fn take(root: &mut Value, pointer: &str) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match root.pointer_mut(parent).unwrap() {
        Value::Array(list) => list.remove(key.parse().unwrap()),
        value => value.as_object_mut().unwrap().shift_remove(key).unwrap(),
    }
}

#[test]
fn an_action_on_a_thing_that_may_only_have_moved_is_not_deleted() {
    let old = with_token();
    let user = "/components/schemas/User";
    let moved = |to: &str| {
        let mut new = old.clone();
        let token = take(&mut new, &format!("{user}/properties/token"));
        *new.pointer_mut(to).unwrap() = json!({"properties": {"token": token}});
        new
    };
    let mut overridden = old.clone();
    overridden["components"]["schemas"]["Base"]["properties"]["token"] = json!({"type": "string"});
    let mut inherited = overridden.clone();
    take(&mut inherited, &format!("{user}/properties/token"));
    let mut shared = old.clone();
    let q = take(&mut shared, "/paths/~1u/get/parameters/0");
    shared["paths"]["/u"]["parameters"] = json!([q]);
    let mut inline = old.clone();
    let kind = take(&mut inline, "/components/schemas/Kind");
    inline["components"]["schemas"]["User"]["properties"]["kind"] = kind;
    let parameter = "$.paths['/u'].get.parameters[?@.name == 'q']";
    for (old, new, target, place) in [
        (
            &old,
            moved("/components/schemas/Base"),
            TOKEN,
            "/components/schemas/Base/properties/token",
        ),
        (
            &old,
            moved(&format!("{user}/properties/key")),
            TOKEN,
            "/components/schemas/User/properties/key/properties/token",
        ),
        (
            &overridden,
            inherited,
            TOKEN,
            "/components/schemas/Base/properties/token",
        ),
        (&old, shared, parameter, "/paths/~1u/parameters"),
        (
            &old,
            inline,
            "$.components.schemas.Kind",
            "/components/schemas/User/properties/kind",
        ),
    ] {
        let stale = stale_actions(old, &new, &[target]);
        let found: Vec<_> = stale.iter().map(|s| (s.remedy.clone(), &*s.fix)).collect();
        let fix = format!(
            "it may be at {place} now: correct the target, or delete the action if the document no longer needs it"
        );
        assert_eq!(found, [(None, &*fix)]);
    }
    let mut gone = old.clone();
    take(&mut gone, &format!("{user}/properties/token"));
    take(&mut gone, "/paths/~1u/get/parameters/0");
    let stale = stale_actions(&old, &gone, &[TOKEN, parameter]);
    let remedies: Vec<_> = stale.into_iter().map(|stale| stale.remedy).collect();
    assert_eq!(remedies, [Some(Remedy::Delete), Some(Remedy::Delete)]);
}

#[test]
fn a_target_that_no_longer_matches_a_value_is_reported_although_it_matches_another_one() {
    let old = with_token();
    let mut respelled = old.clone();
    let token = take(&mut respelled, "/components/schemas/User/properties/token");
    respelled["components"]["schemas"]["User"]["properties"]["accessToken"] = token;
    let mut reordered = old.clone();
    let q = take(&mut reordered, "/paths/~1u/get/parameters/0");
    let parameters = &mut reordered["paths"]["/u"]["get"]["parameters"];
    parameters.as_array_mut().unwrap().push(q);
    let mut gone = old.clone();
    take(&mut gone, "/components/schemas/User/properties/token");
    take(&mut gone, "/paths/~1u/get/parameters/0");
    let two = "$.components.schemas.User.properties['token','key']";
    let any = "$.components.schemas.User.properties.*";
    let (first, named) = (
        "$.paths['/u'].get.parameters[0]",
        "$.paths['/u'].get.parameters[?@.name == 'q' || @.name == 'z']",
    );
    let found = |new: &Value, targets: &[&str]| {
        let stale = stale_actions(&old, new, targets).into_iter();
        let line = |s: StaleAction| {
            assert_eq!(s.remedy, None);
            let word = if s.is_warning { "warning" } else { "stale" };
            let fix = s.fix.split(": ").next().unwrap().to_owned();
            format!("{word} {}; {fix}", s.what)
        };
        stale.map(line).collect::<Vec<_>>()
    };
    let token = "/components/schemas/User/properties/token";
    assert_eq!(
        found(&respelled, &[two, any]),
        [
            format!("stale no longer matches {token}: {two}; it may have another name now"),
            format!("warning no longer matches {token}: {any}; it may have another name now"),
        ]
    );
    let q = "/paths/~1u/get/parameters/0";
    assert_eq!(
        found(&reordered, &[first, named]),
        [format!(
            "stale no longer matches {q}: {first}; it is at /paths/~1u/get/parameters/1 now"
        )]
    );
    assert_eq!(
        found(&gone, &[two, any, first, named]),
        [format!(
            "stale no longer matches {q}: {first}; another value has its index now"
        )]
    );
    assert_eq!(found(&old, &[two, any, first, named]), [""; 0]);
}

#[test]
fn a_target_that_has_the_new_name_of_a_schema_is_not_reported() {
    let with = |name: &str, properties: &[&str]| {
        let mut root = document("/u", name);
        let text = json!({"type": "string"});
        for property in properties {
            root["components"]["schemas"][name]["properties"][*property] = text.clone();
        }
        root
    };
    let (old, new) = (with("UserModel", &["a", "b"]), with("Person", &["a"]));
    let was = "$.components.schemas.UserModel.properties.key";
    assert_eq!(stale_actions(&old, &new, &[was])[0].remedy, None);
    let is = "$.components.schemas.Person.properties.key";
    assert_eq!(stale(&old, &new, &[is]), [""; 0]);
}
