//! The JSON schemas of all types, for callers that pass the types on, for example to forms or to a language model.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::apis::{self, Api, Type};

/// Every type of every API, with the API's name.
fn every_type() -> Vec<(&'static str, Type)> {
    let of_api = |api: &'static Api| (api.types)().into_iter().map(move |one| (api.name, one));
    apis::ALL.iter().flat_map(of_api).collect()
}

/// The name that a line declares.
fn declared<'a>(line: &'a str, kind: &str) -> Option<&'a str> {
    let rest = line.trim_start().strip_prefix(kind)?;
    rest.split([' ', '<', '(', ';', ':']).next()
}

/// The fields of a crate that are a [`Patch`](odc_runtime::Patch), as type and name on the wire.
fn patches_of(api: &str) -> Vec<(String, String)> {
    let file = format!("../crates/odc-{api}/src/generated/types.rs");
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file);
    let types = std::fs::read_to_string(file).expect("a generated file");
    let mut owner = "";
    let mut patches = Vec::new();
    for line in types.lines() {
        if let Some(name) = declared(line, "pub struct ") {
            owner = name;
        } else if line.contains(": Patch<") {
            let field = declared(line, "pub ").expect("a field");
            let mut words = field.split('_');
            let mut wire = words.next().expect("a word").to_owned();
            for word in words {
                wire += &word[..1].to_uppercase();
                wire += &word[1..];
            }
            patches.push((owner.to_owned(), wire));
        }
    }
    patches
}

/// The part of a type's schema that describes one property, as a complete schema.
fn property(one: &Type, name: &str) -> Value {
    let mut schema = one.schema["properties"][name].clone();
    assert!(schema.is_object(), "{}: {name}", one.name);
    schema["$defs"] = one.schema["$defs"].clone();
    if schema["$defs"].is_null() {
        schema["$defs"] = json!({});
    }
    schema
}

fn admits(schema: &Value, value: &Value) -> bool {
    jsonschema::validator_for(schema)
        .expect("a schema")
        .is_valid(value)
}

#[test]
fn every_generated_type_has_a_schema() {
    let types = every_type();
    assert!(types.len() > 150, "only {} types", types.len());
    for (api, one) in types {
        jsonschema::validator_for(&one.schema)
            .unwrap_or_else(|error| panic!("{api} {}: {error}", one.name));
        assert_eq!(one.schema["title"], one.name, "{api}");
    }
}

#[test]
fn an_open_enum_accepts_only_strings_but_any_string() {
    let mut seen = 0;
    for (_, one) in every_type() {
        if !one.is_enum {
            assert_eq!(one.schema["type"], "object", "{}", one.name);
            continue;
        }
        seen += 1;
        assert!(admits(&one.schema, &json!("Value_of 2030")), "{}", one.name);
        for known in one.schema["examples"].as_array().expect("known values") {
            assert!(admits(&one.schema, known), "{}: {known}", one.name);
        }
        for wrong in [json!(1), json!(null), json!({}), json!(["Active"])] {
            assert!(!admits(&one.schema, &wrong), "{}: {wrong}", one.name);
        }
    }
    assert_eq!(seen, apis::enums().count());
}

#[test]
fn a_field_of_a_patch_may_be_null_or_left_out() {
    let types = every_type();
    let mut seen = 0;
    for api in apis::ALL {
        for (owner, name) in patches_of(api.name) {
            let one = the_type(&types, api.name, &owner);
            let schema = property(one, &name);
            assert!(admits(&schema, &Value::Null), "{owner}.{name}: {schema}");
            assert!(!admits(&schema, &json!({})), "{owner}.{name}: {schema}");
            let required = one.schema["required"].as_array();
            let required = required.is_some_and(|all| all.contains(&json!(name)));
            assert!(!required, "{owner}.{name}");
            seen += 1;
        }
    }
    assert!(seen >= 26, "only {seen} fields were tried");
}

#[test]
fn a_secret_is_a_string() {
    let types = every_type();
    for (api, owner, name) in [
        ("identity-v1", "OidcConfiguration", "clientSecret"),
        ("builds-v1", "GeneratedCodePackage", "uri"),
        ("asset-repository-v1", "Upload", "uploadUrl"),
        ("asset-configurations-v1", "SettingUpdate", "value"),
    ] {
        let schema = property(the_type(&types, api, owner), name);
        assert!(admits(&schema, &json!("hunter2")), "{owner}: {schema}");
        for wrong in [json!(1), json!({}), json!(["hunter2"])] {
            assert!(!admits(&schema, &wrong), "{owner}: {schema}");
        }
    }
}

fn the_type<'a>(types: &'a [(&str, Type)], api: &str, name: &str) -> &'a Type {
    let mut types = types.iter();
    let found = types.find(|(of, one)| *of == api && one.name == name);
    &found.expect("a type").1
}
