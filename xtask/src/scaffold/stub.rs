//! The overlay of a new crate, as it begins.

use serde_json::Value;

use crate::names::{METHODS, objects};

/// A stub that generates, with actions to begin from: they hold as soon as they are no comments.
pub(super) fn overlay(name: &str, root: &Value) -> String {
    let domain = name.rsplit_once("-v").map_or(name, |(domain, _)| domain);
    let mut actions = format!(
        "\
# - target: $
#   description: All operations of an organization share 100 requests per minute.
#   update: {{x-odc-rate-limit: {{pool: {domain}, perMinute: 100}}}}
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

/// An action as a comment. (JSON strings are YAML.)
fn action(target: &str, why: &str, update: &str) -> String {
    let target = Value::from(target);
    format!("# - target: {target}\n#   description: {why}\n#   update: {{{update}}}\n")
}

/// A name as RFC 9535 writes it in brackets.
fn quoted(name: &str) -> String {
    let name = name.replace('\\', "\\\\").replace('\'', "\\'");
    format!("'{name}'")
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
