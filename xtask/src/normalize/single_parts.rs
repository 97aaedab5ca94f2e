//! Unwraps what stands alone in a composition.
//!
//! Published: `{allOf: [X], nullable: true, enum: […], description: …}`, the same with `oneOf` or `anyOf`, and
//! `oneOf: [X, {nullable: true}]`. Typify makes a new type of the wrapper, closed when `enum` is beside it.
//! Lowered:   X, with what the wrapper says of the place. A component that inherits from a base stays: see `inheritance`.

use serde_json::{Value, json};

use super::{Changes, PLACE, each_object, is_component};
use crate::api::resolve;
use crate::document::Document;
use crate::problem::Result;

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    let published = document.root.clone();
    each_object(&mut document.root, "", &mut |schema, pointer| {
        let before = schema.clone();
        without_nulls_and_rules(schema);
        if let Some(only) = only_part(schema)
            && adds_nothing(schema)
            && !(is_component(pointer) && inherits(&published, schema))
        {
            let wrapper = std::mem::replace(schema, only);
            for word in PLACE {
                if let Some(value) = wrapper.get(word) {
                    schema[word] = value.clone();
                }
            }
        }
        if *schema != before {
            changes.push(pointer.to_owned());
        }
    });
    Ok(changes)
}

/// An alternative that may be null, or is nothing else, is a flag of the whole; alternatives that only list what has to
/// be there are a rule, which the service checks.
pub(super) fn without_nulls_and_rules(schema: &mut Value) {
    for composer in ["oneOf", "anyOf"] {
        let Some(parts) = schema.get_mut(composer).and_then(Value::as_array_mut) else {
            continue;
        };
        let before = parts.len();
        parts.retain(|part| !is_null(part));
        let mut nullable = parts.len() < before;
        for part in parts.iter_mut().filter_map(Value::as_object_mut) {
            nullable |= part.shift_remove("nullable") == Some(json!(true));
        }
        if !parts.is_empty() && parts.iter().all(is_rule) {
            schema[composer].take();
        }
        if let Some(schema) = schema.as_object_mut() {
            schema.retain(|key, value| key != composer || !value.is_null());
            if nullable {
                schema.insert("nullable".to_owned(), json!(true));
            }
        }
    }
}

fn is_rule(part: &Value) -> bool {
    part.get("required").is_some()
        && part.as_object().is_some_and(|part| {
            let mut members = part.keys().map(String::as_str);
            members.all(|key| matches!(key, "required" | "title" | "description"))
        })
}

/// `{nullable: true}` or `{enum: [null]}`, whatever it is called.
fn is_null(part: &Value) -> bool {
    let Some(part) = part.as_object() else {
        return false;
    };
    let mut members = part.keys().map(String::as_str);
    let is_enum = part.get("enum") == Some(&json!([null]));
    let is_flag = part.get("nullable") == Some(&json!(true)) && !part.contains_key("type");
    (is_enum || is_flag)
        && members.all(|key| matches!(key, "nullable" | "enum" | "type" | "description"))
}

/// The one part of a composition of one.
fn only_part(schema: &Value) -> Option<Value> {
    let parts = ["allOf", "oneOf", "anyOf"]
        .iter()
        .filter_map(|composer| schema.get(composer)?.as_array());
    match parts.collect::<Vec<_>>().as_slice() {
        [parts] if parts.len() == 1 => parts.first().cloned(),
        _ => None,
    }
}

/// Whether the schema derives from another that is told by a discriminator what it really is.
fn inherits(root: &Value, schema: &Value) -> bool {
    let bases = schema.get("allOf").and_then(Value::as_array);
    bases.into_iter().flatten().any(|base| {
        base.get("$ref").is_some() && resolve(root, base).get("discriminator").is_some()
    })
}

/// Whether what stands beside the part only describes it; `properties` beside it make a type of their own.
fn adds_nothing(wrapper: &Value) -> bool {
    const BESIDE: [&str; 10] = [
        "allOf",
        "oneOf",
        "anyOf",
        "enum",
        "type",
        "title",
        "default",
        "example",
        "additionalProperties",
        "discriminator",
    ];
    let members = wrapper.as_object().into_iter().flatten();
    members
        .filter(|(key, _)| !key.starts_with("x-"))
        .all(|(key, value)| {
            BESIDE.contains(&key.as_str())
                || PLACE.contains(&key.as_str())
                || (key == "required" && !value.is_array())
        })
}

#[cfg(test)]
mod tests {
    use super::super::reference;
    use super::*;

    fn applied(schemas: &Value) -> Value {
        let root = json!({"components": {"schemas": schemas}});
        let mut document = Document::parse("x.json", &root.to_string()).unwrap();
        apply(&mut document).unwrap();
        assert!(
            apply(&mut document).unwrap().is_empty(),
            "a second run finds nothing to do"
        );
        document.root["components"]["schemas"].clone()
    }

    #[test]
    fn properties_beside_the_wrapper_stay() {
        let schemas = json!({
            "Base": {"type": "object"},
            "Thing": {"allOf": [reference("Base")], "properties": {"extra": {"type": "string"}}},
        });
        assert_eq!(applied(&schemas), schemas);
    }

    #[test]
    fn siblings_of_the_wrapper_describe_the_place_and_make_no_type() {
        let user = |status: Value| json!({"properties": {"status": status}});
        for composer in ["allOf", "oneOf", "anyOf"] {
            let wrapped = json!({
                composer: [reference("Status")], "enum": ["A"], "nullable": true, "description": "d"
            });
            let unwrapped = json!({
                "$ref": "#/components/schemas/Status", "description": "d", "nullable": true
            });
            let lowered = applied(&json!({"User": user(wrapped)}));
            assert_eq!(lowered, json!({"User": user(unwrapped)}));
        }
    }

    #[test]
    fn an_alternative_that_is_null_makes_the_rest_nullable() {
        for nothing in [json!({"nullable": true}), json!({"enum": [null]})] {
            let lowered = applied(&json!({
                "One": {"properties": {"a": {"oneOf": [reference("A"), nothing]}}},
                "Two": {"anyOf": [nothing, reference("A"), reference("B")]},
            }));
            let only = json!({"$ref": "#/components/schemas/A", "nullable": true});
            assert_eq!(lowered["One"]["properties"]["a"], only);
            let two = json!({"anyOf": [reference("A"), reference("B")], "nullable": true});
            assert_eq!(lowered["Two"], two);
        }
        let text = json!({"type": "string", "nullable": true});
        let lowered = applied(&json!({"One": {"oneOf": [text, {"type": "integer"}]}}));
        let one = json!({"oneOf": [{"type": "string"}, {"type": "integer"}], "nullable": true});
        assert_eq!(lowered["One"], one);
    }

    #[test]
    fn alternatives_of_what_is_required_are_no_types() {
        let rule = |name: &str| json!({"required": [name]});
        let thing = json!({"type": "object", "properties": {"a": {"type": "string"}}});
        let mut ruled = thing.clone();
        ruled["anyOf"] = json!([rule("a"), rule("b")]);
        assert_eq!(applied(&json!({"Thing": ruled})), json!({"Thing": thing}));
    }

    #[test]
    fn a_component_that_inherits_is_no_other_name_of_its_base() {
        let schemas = json!({
            "Base": {"type": "object", "discriminator": {"propertyName": "kind"}},
            "Sub": {"allOf": [reference("Base")], "type": "object"},
            "User": {"properties": {"base": {"allOf": [reference("Base")]}}},
        });
        let lowered = applied(&schemas);
        assert_eq!(lowered["Sub"], schemas["Sub"]);
        assert_eq!(lowered["User"]["properties"]["base"], reference("Base"));
    }
}
