//! The overlay of a new crate, as it begins.

use serde_json::Value;

use super::scalar::scalar;
use odc_codegen::document::{METHODS, objects};

/// A stub that generates, with actions to begin from: they hold as soon as they are no comments.
pub(super) fn overlay(name: &str, root: &Value) -> String {
    let domain = name.rsplit_once("-v").map_or(name, |(domain, _)| domain);
    let pool = scalar(domain);
    let mut actions = format!(
        "\
# - target: $
#   description: All operations of an organization share 100 requests per minute.
#   update: {{x-odc-rate-limit: {{pool: {pool}, perMinute: 100}}}}
"
    );
    if let Some((path, method)) = first_operation(root) {
        let target = format!("$.paths[{}].{method}", quoted(path));
        actions += &action(
            &target,
            "The name that the documentation uses.",
            "x-rust-name: list_things",
        );
    }
    if let Some((schema, property)) = first_property(root) {
        let (schema, property) = (quoted(schema), quoted(property));
        let target = format!("$.components.schemas[{schema}].properties[{property}]");
        let why = "A record without its key is of no use to anybody.";
        actions += &action(&target, why, "x-odc-required: true");
    }
    format!(
        "\
# What we add to openapi/{name}.json: OpenAPI Overlay Specification 1.0.0.
# Every action says why. One that matches nothing fails the generation, so that none outlives its cause.
overlay: 1.0.0
info:
  title: Rust names, limits and required keys of {name}
  version: 1.0.0
actions: []

{actions}"
    )
}

/// An action as a comment.
fn action(target: &str, why: &str, update: &str) -> String {
    let target = scalar(target);
    format!("# - target: {target}\n#   description: {why}\n#   update: {{{update}}}\n")
}

/// A name as RFC 9535 writes it in brackets (section 2.3.1.1).
fn quoted(name: &str) -> String {
    let mut quoted = String::from('\'');
    for c in name.chars() {
        match c {
            '\'' | '\\' => quoted.extend(['\\', c]),
            '\0'..='\u{1f}' => quoted.extend(["\\u", &format!("{:04x}", u32::from(c))]),
            c => quoted.push(c),
        }
    }
    quoted + "'"
}

fn first_operation(root: &Value) -> Option<(&str, &str)> {
    objects(root, "/paths").find_map(|(path, item)| {
        let mut methods = item.as_object()?.keys().map(String::as_str);
        Some((
            path.as_str(),
            methods.find(|method| METHODS.contains(method))?,
        ))
    })
}

/// The first property that is called like a key, else the first that is no list.
fn first_property(root: &Value) -> Option<(&str, &str)> {
    let is_key = |name: &str, _: &Value| {
        ["key", "id"]
            .iter()
            .any(|key| name.eq_ignore_ascii_case(key))
    };
    let is_single = |_: &str, schema: &Value| schema.get("items").is_none();
    property(root, is_key).or_else(|| property(root, is_single))
}

fn property(root: &Value, suits: impl Fn(&str, &Value) -> bool) -> Option<(&str, &str)> {
    objects(root, "/components/schemas").find_map(|(name, schema)| {
        let mut properties = schema.get("properties")?.as_object()?.iter();
        let (property, _) = properties.find(|(property, schema)| suits(property, schema))?;
        Some((name.as_str(), property.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::scaffold::scalar::tests::names;
    use odc_codegen::document::Document;
    use odc_codegen::document::overlay::Overlay;

    #[test]
    fn a_pool_is_a_text_whatever_the_document_is_called() {
        for name in ["true-v1", "null-v1", "thing-v1"] {
            let stub = overlay(name, &Value::Null);
            let (head, actions) = stub.split_once(" []\n\n").unwrap();
            let all = format!("{head}\n{}", actions.replace("# ", ""));
            let mut document = Document::parse("x.json", "{}").unwrap();
            Overlay::parse("x.yaml", &all)
                .unwrap()
                .apply(&mut document)
                .unwrap();
            let pool = &document.root["x-odc-rate-limit"]["pool"];
            assert_eq!(*pool, name.trim_end_matches("-v1"));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_actions_find_what_they_name_whatever_it_is_called(path in names(), schema in names(), property in names()) {
            let mut root = serde_json::json!({"paths": {}, "components": {"schemas": {}}});
            root["paths"][&path] = serde_json::json!({"get": {}});
            let properties = Value::from_iter([(property, serde_json::json!({"type": "string"}))]);
            root["components"]["schemas"][&schema] = serde_json::json!({"properties": properties});
            let mut document = Document::parse("x.json", &root.to_string()).unwrap();
            let stub = overlay("x-v1", &root);
            let none = Overlay::parse("x.yaml", &stub).unwrap().apply(&mut document).unwrap();
            prop_assert_eq!(none, [0; 0]);
            let (head, actions) = stub.split_once(" []\n\n").unwrap();
            let actions = actions.lines().map(|line| line.strip_prefix("# ").unwrap());
            let all = format!("{head}\n{}", actions.collect::<Vec<_>>().join("\n"));
            let matched = Overlay::parse("x.yaml", &all).unwrap().apply(&mut document).unwrap();
            prop_assert_eq!(matched, [1, 1, 1]);
        }
    }
}
