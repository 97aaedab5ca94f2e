//! Writes the first overlay of a new crate.

use serde_json::Value;

use super::scalar::quoted_scalar;
use odc_codegen::document::{METHODS, objects};

/// A valid overlay without actions. Its comments contain first actions, which match after each `#` is removed.
pub(super) fn overlay_stub(name: &str, root: &Value) -> String {
    let domain = name.rsplit_once("-v").map_or(name, |(domain, _)| domain);
    let pool = quoted_scalar(domain);
    let mut actions = format!(
        "\
# - target: $
#   description: All operations of an organization share 100 requests per minute.
#   update: {{x-odc-rate-limit: {{pool: {pool}, perMinute: 100}}}}
"
    );
    if let Some((path, method)) = first_operation(root) {
        let target = format!("$.paths[{}].{method}", quote_name(path));
        actions += &commented_action(
            &target,
            "The name that the documentation uses.",
            "x-rust-name: list_things",
        );
    }
    if let Some((schema, property)) = first_property(root) {
        let (schema, property) = (quote_name(schema), quote_name(property));
        let target = format!("$.components.schemas[{schema}].properties[{property}]");
        let why = "A record without its key is useless.";
        actions += &commented_action(&target, why, "x-odc-required: true");
    }
    format!(
        "\
# What we add to openapi/{name}.json: OpenAPI Overlay Specification 1.0.0.
# Every action says why it is needed. If an action matches nothing, the generation fails.
overlay: 1.0.0
info:
  title: Rust names, limits and required keys of {name}
  version: 1.0.0
actions: []

{actions}"
    )
}

/// An action as a comment.
fn commented_action(target: &str, why: &str, update: &str) -> String {
    let target = quoted_scalar(target);
    format!("# - target: {target}\n#   description: {why}\n#   update: {{{update}}}\n")
}

/// A name in quotes, as in the brackets of a `JSONPath` (RFC 9535, section 2.3.1.1).
fn quote_name(name: &str) -> String {
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

/// The first property with the name `key` or `id`, else the first one that is not a list.
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
            let stub = overlay_stub(name, &Value::Null);
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
        fn the_actions_match_names_of_any_characters(path in names(), schema in names(), property in names()) {
            let mut root = serde_json::json!({"paths": {}, "components": {"schemas": {}}});
            root["paths"][&path] = serde_json::json!({"get": {}});
            let properties = Value::from_iter([(property, serde_json::json!({"type": "string"}))]);
            root["components"]["schemas"][&schema] = serde_json::json!({"properties": properties});
            let mut document = Document::parse("x.json", &root.to_string()).unwrap();
            let stub = overlay_stub("x-v1", &root);
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
