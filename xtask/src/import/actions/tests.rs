//! Which actions do not fit a new document, and their corrections.

use super::*;
use odc_codegen::diff::Comparison;

/// The actions with these targets that do not fit, between two documents.
fn stale(old: &Value, new: &Value, targets: &[&str]) -> Vec<String> {
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
        .into_iter()
        .map(|s| format!("{} {}; {}", s.index, s.what, s.fix))
        .collect()
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
