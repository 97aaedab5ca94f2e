//! The overlay of a new crate, as it begins.

use serde_json::Value;

use odc_codegen::document::{METHODS, objects};

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

/// An action as a comment.
fn action(target: &str, why: &str, update: &str) -> String {
    let target = scalar(target);
    format!("# - target: {target}\n#   description: {why}\n#   update: {{{update}}}\n")
}

/// A text as a double-quoted scalar of YAML on one line (YAML 1.2, section 5.7): what is no letter is escaped, for some of
/// it ends a line, and a comment with it, or may not stand in a file at all.
fn scalar(text: &str) -> String {
    let mut scalar = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => scalar.extend(['\\', c]),
            ' '..='~' => scalar.push(c),
            c if c.is_alphanumeric() => scalar.push(c),
            c => scalar.extend(["\\U", &format!("{:08x}", u32::from(c))]),
        }
    }
    scalar + "\""
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
    use odc_codegen::document::Document;
    use odc_codegen::document::overlay::Overlay;

    /// A name of any characters, those among them that end a line or may not stand in YAML.
    fn names() -> impl Strategy<Value = String> {
        let odd = prop::sample::select(vec![
            "\u{7f}",
            "\u{80}",
            "\u{85}",
            "\u{9f}",
            "\u{2028}",
            "\u{2029}",
            "\u{feff}",
            "\u{fffe}",
            "\u{1f980}",
            "\n",
            "\r",
            "\t",
            "\0",
            "\"",
            "'",
            "\\",
            "#",
            ": ",
            "- ",
            "\u{202e}",
            "\u{a0}",
        ]);
        let part = prop_oneof![odd.prop_map(str::to_owned), any::<String>(), "[a-z]{1,3}"];
        prop::collection::vec(part, 1..4).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_scalar_reads_as_the_text_and_takes_one_line(text in names()) {
            let scalar = scalar(&text);
            prop_assert_eq!(serde_norway::from_str::<String>(&scalar).unwrap(), &*text);
            let ends_line = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
            prop_assert!(!scalar.contains(ends_line));
        }

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
