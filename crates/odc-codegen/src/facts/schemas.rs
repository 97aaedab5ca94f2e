//! The facts of a schema and its properties.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::Value;

use super::usage::{Usage, Usages};
use crate::document::findings::Number;
use crate::document::{
    Document, Result, child, component, enum_value_description, flag, objects, prose, strings, text,
};
use crate::names::{Names, identifier, overlay_name};

#[derive(Debug, Clone)]
pub(crate) struct Schema {
    pub(crate) published: String,
    /// The pointer in the published document.
    pub(crate) pointer: String,
    pub(crate) description: String,
    pub(crate) usage: Usage,
    /// The values of a string enum, in document order, with their Rust names from the overlay.
    pub(crate) values: Option<Vec<(String, Option<String>)>>,
    /// The descriptions of the values of a string enum, by value.
    pub(crate) value_descriptions: IndexMap<String, String>,
    /// The values of an integer enum, in document order.
    pub(crate) numbers: Vec<Number>,
    pub(crate) aliases: Vec<String>,
    /// The discriminator of a `oneOf`.
    pub(crate) discriminator: Option<Discriminator>,
    /// The properties by published name.
    pub(crate) properties: IndexMap<String, Property>,
}

/// The property with the name of the alternative, and the Rust type for each value.
#[derive(Debug, Clone)]
pub(crate) struct Discriminator {
    pub(crate) property: String,
    pub(crate) types: Vec<(String, String)>,
}

#[derive(Debug, Clone)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent facts of a property"
)]
pub(crate) struct Property {
    pub(crate) rust_name: Option<String>,
    pub(crate) description: String,
    /// It is in the document's own `required` list.
    pub(crate) listed: bool,
    /// Whether the client requires it. In requests, the list of the document decides; in responses, the overlay decides.
    pub(crate) required: bool,
    /// The schema is part of requests.
    pub(crate) sent: bool,
    pub(crate) nullable: bool,
    pub(crate) secret: bool,
    /// The service ignores it in requests, and the schema is part of requests.
    pub(crate) read_only: bool,
}

/// Reads the facts of a schema. In responses, only properties that the overlay marks are required. In requests, those
/// that the document lists are required, and read-only properties are left out.
pub(super) fn read(
    document: &Document,
    published: &str,
    schema: &Value,
    usages: &Usages,
) -> Schema {
    let place = child("/components/schemas", published);
    let is_received = usages.responses.contains(published);
    let sent = usages.is_sent(published);
    let listed = schema.get("required").and_then(Value::as_array);
    let listed = listed.into_iter().flatten().filter_map(Value::as_str);
    let listed: HashSet<&str> = listed.collect();
    let properties = schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter(|(_, property)| is_received || !flag(property, "readOnly"))
        .map(|(name, property)| {
            let listed = listed.contains(&**name);
            let marked = flag(property, "x-odc-required");
            let read = Property {
                rust_name: overlay_name(property).map(identifier),
                description: prose(property),
                listed,
                required: marked || (listed && !is_received),
                sent,
                nullable: flag(property, "nullable"),
                secret: is_secret(property),
                read_only: flag(property, "readOnly") && sent,
            };
            (name.clone(), read)
        })
        .collect();
    Schema {
        published: published.to_owned(),
        pointer: document.findings.origin(published),
        description: text(schema.get("description")),
        usage: usages.usage_of_schema(published),
        values: enum_values(schema),
        value_descriptions: value_descriptions(schema),
        numbers: document.findings.numbers(&place).to_vec(),
        aliases: strings(schema.get("x-odc-aliases")),
        discriminator: None,
        properties,
    }
}

/// Whether a property is secret. The overlay marks it, or it is a text with the format `password`, or it is a
/// write-only text without a format.
pub(crate) fn is_secret(property: &Value) -> bool {
    let says = |key: &str, value: &str| property.get(key).is_some_and(|v| v == value);
    let is_password = says("format", "password");
    let is_hidden = flag(property, "writeOnly") && property.get("format").is_none();
    let is_text = says("type", "string") && property.get("enum").is_none();
    flag(property, "x-odc-secret") || (is_text && (is_password || is_hidden))
}

/// The type for each value of the discriminator. After `repair`, every union is a `oneOf` with a complete mapping.
pub(super) fn discriminator(schema: &Value, names: &Names) -> Option<Discriminator> {
    schema.get("oneOf")?;
    let property = schema.pointer("/discriminator/propertyName")?.as_str()?;
    let mapping = schema
        .pointer("/discriminator/mapping")
        .and_then(Value::as_object);
    let types = mapping.into_iter().flatten().filter_map(|(tag, target)| {
        let name = names.schemas.get(&component(target.as_str()?))?;
        Some((tag.clone(), name.clone()))
    });
    Some(Discriminator {
        property: property.to_owned(),
        types: types.collect(),
    })
}

/// The distinct values of a string enum, with their names from `x-odc-value-names: {VALUE: NAME}`.
fn enum_values(schema: &Value) -> Option<Vec<(String, Option<String>)>> {
    let is_string = schema.get("type").is_some_and(|t| t == "string");
    let values = schema
        .get("enum")
        .and_then(Value::as_array)
        .filter(|_| is_string)?;
    let names = schema.get("x-odc-value-names");
    let name_of = |value: &str| {
        names
            .and_then(|n| n.get(value))
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let values = values.iter().filter_map(Value::as_str);
    let distinct: IndexMap<String, Option<String>> =
        values.map(|v| (v.to_owned(), name_of(v))).collect();
    Some(distinct.into_iter().collect())
}

fn value_descriptions(schema: &Value) -> IndexMap<String, String> {
    let Some(object) = schema.as_object() else {
        return IndexMap::new();
    };
    let values = object.get("enum").and_then(Value::as_array);
    let described = values.into_iter().flatten().enumerate();
    let described = described.filter_map(|(i, value)| {
        let description = enum_value_description(object, i);
        (!description.is_empty()).then_some((value.as_str()?.to_owned(), description))
    });
    described.collect()
}

/// Checks that the names in the overlay for a type's fields are distinct.
pub(super) fn check_field_names(document: &Document, schema: &Schema) -> Result<()> {
    let mut seen = HashSet::new();
    for (published, property) in &schema.properties {
        let Some(name) = &property.rust_name else {
            continue;
        };
        if !seen.insert(name) {
            let place = child(&format!("{}/properties", schema.pointer), published);
            let what = format!("another field of the type has the name `{name}`");
            let problem = document.problem(&place, what);
            return Err(problem.fix("give it another `x-rust-name` in the overlay"));
        }
    }
    Ok(())
}

/// Checks that the names in the overlay for an enum's values are distinct Rust identifiers, and that each value exists.
pub(super) fn check_value_names(document: &Document, raw: &Value, schema: &Schema) -> Result<()> {
    let values = || schema.values.iter().flatten();
    let place = |value: &str| child(&format!("{}/x-odc-value-names", schema.pointer), value);
    let known: HashSet<&String> = values().map(|(value, _)| value).collect();
    let mut named = objects(raw, "/x-odc-value-names").map(|(value, _)| value);
    if let Some(gone) = named.find(|named| !known.contains(named)) {
        let what = format!("the enum has no value `{gone}`");
        let problem = document.problem(&place(gone), what);
        return Err(problem.fix("correct it in the overlay"));
    }
    let given = values().filter_map(|(value, name)| Some((value, name.as_ref()?)));
    let mut seen = HashSet::new();
    for (value, name) in given {
        let taken = !seen.insert(name);
        let own = matches!(name.as_str(), "Unknown" | "Err");
        if taken || own || syn::parse_str::<syn::Ident>(name).is_err() {
            return Err(document
                .problem(
                    &place(value),
                    format!("the value `{value}` cannot have the name `{name}`"),
                )
                .fix("give it a distinct Rust identifier, such as BigThing, in the overlay"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::Api;
    use super::*;

    #[test]
    fn a_field_name_from_the_overlay_becomes_an_identifier() {
        let named = |given: &str| {
            let property = serde_json::json!({"type": "string", "x-rust-name": given});
            let schema = serde_json::json!({"type": "object", "properties": {"a": property}});
            let root = serde_json::json!({"components": {"schemas": {"Thing": schema}}});
            let document = Document::parse("x.json", &root.to_string()).unwrap();
            let names = Names::assign(&document).unwrap();
            let api = Api::read("x", &document, &names).unwrap();
            api.schemas["Thing"].properties["a"].rust_name.clone()
        };
        for (given, name) in [
            ("trace", "trace"),
            ("two words", "two_words"),
            ("type", "type_"),
            ("1st", "_1st"),
            ("", "x"),
        ] {
            assert_eq!(named(given).as_deref(), Some(name));
        }
    }

    #[test]
    fn two_fields_of_a_type_with_one_name_from_the_overlay_are_refused() {
        let property = serde_json::json!({"type": "string", "x-rust-name": "same"});
        let properties = serde_json::json!({"a": property, "b": property});
        let schema = serde_json::json!({"type": "object", "properties": properties});
        let root = serde_json::json!({"components": {"schemas": {"Thing": schema}}});
        let document = Document::parse("x.json", &root.to_string()).unwrap();
        let names = Names::assign(&document).unwrap();
        let refused = Api::read("x", &document, &names).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "x.json:1: /components/schemas/Thing/properties/b: another field of the type has the name `same`; \
             give it another `x-rust-name` in the overlay"
        );
    }

    #[test]
    fn a_value_name_from_the_overlay_must_be_a_distinct_identifier() {
        let refused_for = |value: &str, second: &str| {
            let schema = serde_json::json!({"type": "string", "enum": ["a", "b"], "x-odc-value-names": {"a": "Big", value: second}});
            let root = serde_json::json!({"components": {"schemas": {"Size": schema}}});
            let document = Document::parse("x.json", &root.to_string()).unwrap();
            let names = Names::assign(&document).unwrap();
            Api::read("x", &document, &names)
                .err()
                .map(|problem| problem.to_string())
        };
        let refused = |name| refused_for("b", name);
        for name in ["", "1", "self", "two words", "\u{1f980}", "Unknown", "Big"] {
            assert_eq!(
                refused(name).unwrap(),
                format!(
                    "x.json:1: /components/schemas/Size/x-odc-value-names/b: the value `b` cannot have the name `{name}`; \
                                        give it a distinct Rust identifier, such as BigThing, in the overlay"
                )
            );
        }
        assert_eq!(refused("Small"), None);
        assert_eq!(
            refused_for("B", "Small").unwrap(),
            "x.json:1: /components/schemas/Size/x-odc-value-names/B: the enum has no value `B`; \
             correct it in the overlay"
        );
    }
}
