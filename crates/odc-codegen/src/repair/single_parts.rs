//! Replaces a composition that has only one part by that part.
//!
//! Published: `{allOf: [X], nullable: true, enum: […], description: …}`, the same with `oneOf` or `anyOf`,
//! `allOf: [X, {description: …}]`, and `oneOf: [X, {nullable: true}]`. Typify makes a new type of the wrapper. With an
//! `enum` beside the part, it is a closed enum.
//! Repaired:  X, with the members of the wrapper that describe the place. Alternatives beside an `enum` are removed,
//! because the `enum` is more precise. A component that inherits from a base is not replaced: see `inheritance`.

use serde_json::Value;

use super::composition_parts::{
    merge_remarks, remove_alternatives_beside_enum, remove_nulls_and_rules,
};
use super::inheritance;
use crate::document::{
    Changes, Document, Result, USE_SITE_MEMBERS, component, each_object, is_component,
};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    let heirs = inheritance::all_heirs(&document.root);
    let inherits =
        |pointer: &str| is_component(pointer) && heirs.contains(&component(&format!("#{pointer}")));
    each_object(&mut document.root, "", &mut |schema, pointer| {
        let mut is_changed = remove_nulls_and_rules(schema);
        is_changed |= !is_component(pointer) && merge_remarks(schema);
        if let Some(only) = only_part(schema)
            && adds_nothing(schema, &only)
            && !inherits(pointer)
        {
            let wrapper = std::mem::replace(schema, only);
            for word in USE_SITE_MEMBERS {
                if let Some(value) = wrapper.get(word) {
                    schema[word] = value.clone();
                }
            }
            is_changed = true;
        }
        is_changed |= remove_alternatives_beside_enum(schema);
        if is_changed {
            changes.push(pointer.to_owned());
        }
    });
    Ok(changes)
}

/// The part of a composition that has only one part.
fn only_part(schema: &Value) -> Option<Value> {
    let parts = ["allOf", "oneOf", "anyOf"]
        .iter()
        .filter_map(|composer| schema.get(composer)?.as_array());
    match parts.collect::<Vec<_>>().as_slice() {
        [parts] if parts.len() == 1 => parts.first().cloned(),
        _ => None,
    }
}

/// Whether the members beside the part only describe it. Properties beside the part would make another type. A
/// discriminator may name alternatives that the composition does not list.
fn adds_nothing(wrapper: &Value, only: &Value) -> bool {
    const BESIDE: [&str; 6] = ["allOf", "oneOf", "anyOf", "enum", "type", "title"];
    let mut members = wrapper.as_object().into_iter().flatten();
    members.all(|(key, value)| match key.as_str() {
        "additionalProperties" => value.is_boolean(),
        "discriminator" => maps_only_to(value, only),
        key => BESIDE.contains(&key) || USE_SITE_MEMBERS.contains(&key) || key.starts_with("x-"),
    })
}

/// Whether all targets of a discriminator are this part.
fn maps_only_to(discriminator: &Value, only: &Value) -> bool {
    let name = |target: &Value| target.as_str().map(component);
    let only = only.get("$ref").and_then(name);
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let mut targets = mapping.into_iter().flatten().map(|(_, target)| target);
    targets.all(|target| name(target) == only)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::applied_to_schemas;
    use super::*;
    use crate::document::reference;

    fn applied(schemas: &Value) -> Value {
        applied_to_schemas(apply, schemas)
    }

    #[test]
    fn a_wrapper_with_properties_is_kept() {
        let schemas = json!({
            "Base": {"type": "object"},
            "Thing": {"allOf": [reference("Base")], "properties": {"extra": {"type": "string"}}},
        });
        assert_eq!(applied(&schemas), schemas);
    }

    #[test]
    fn other_siblings_move_from_the_wrapper_to_the_part() {
        let user = |status: Value| json!({"properties": {"status": status}});
        for composer in ["allOf", "oneOf", "anyOf"] {
            let wrapped = json!({
                composer: [reference("Status")], "enum": ["A"], "nullable": true, "description": "d"
            });
            let unwrapped = json!({
                "$ref": "#/components/schemas/Status", "description": "d", "nullable": true
            });
            let repaired = applied(&json!({"User": user(wrapped)}));
            assert_eq!(repaired, json!({"User": user(unwrapped)}));
        }
    }

    #[test]
    fn a_part_that_only_describes_the_place_is_merged() {
        let parts = json!([reference("Site"), {"description": "d", "nullable": true}]);
        let thing = json!({"properties": {"site": {"allOf": parts, "description": "own"}}});
        let repaired = applied(&json!({"Thing": thing}));
        let site = json!({
            "$ref": "#/components/schemas/Site", "description": "own", "nullable": true
        });
        assert_eq!(repaired["Thing"]["properties"]["site"], site);
    }

    #[test]
    fn alternatives_beside_an_enum_are_removed() {
        let alternatives = json!([reference("A"), {"type": "string", "enum": ["", "a"]}]);
        let listed = json!({"type": "string", "enum": ["a"]});
        for composer in ["oneOf", "anyOf"] {
            let mut both = listed.clone();
            both[composer] = alternatives.clone();
            both["discriminator"] = json!({"propertyName": "kind"});
            let repaired = applied(&json!({"One": {"properties": {"a": both}}}));
            assert_eq!(repaired["One"]["properties"]["a"], listed);
        }
    }

    #[test]
    fn an_alternative_that_is_null_makes_the_rest_nullable() {
        for nothing in [json!({"nullable": true}), json!({"enum": [null]})] {
            let repaired = applied(&json!({
                "One": {"properties": {"a": {"oneOf": [reference("A"), nothing]}}},
                "Two": {"anyOf": [nothing, reference("A"), reference("B")]},
            }));
            let only = json!({"$ref": "#/components/schemas/A", "nullable": true});
            assert_eq!(repaired["One"]["properties"]["a"], only);
            let two = json!({"anyOf": [reference("A"), reference("B")], "nullable": true});
            assert_eq!(repaired["Two"], two);
        }
        let text = json!({"type": "string", "nullable": true});
        let repaired = applied(&json!({"One": {"oneOf": [text, {"type": "integer"}]}}));
        let one = json!({"oneOf": [{"type": "string"}, {"type": "integer"}], "nullable": true});
        assert_eq!(repaired["One"], one);
    }

    #[test]
    fn a_union_of_nulls_becomes_nullable_any_json() {
        let repaired = applied(&json!({
            "One": {"oneOf": [{"nullable": true}, {"enum": [null]}], "description": "d"},
        }));
        assert_eq!(
            repaired["One"],
            json!({"description": "d", "nullable": true})
        );
    }

    #[test]
    fn a_wrapper_that_adds_to_its_part_is_kept() {
        let mapping = json!({"a": "#/components/schemas/A", "b": "B"});
        let discriminator = json!({"propertyName": "kind", "mapping": mapping});
        let schemas = json!({
            "Union": {"oneOf": [reference("A")], "discriminator": discriminator},
            "Map": {"allOf": [reference("A")], "additionalProperties": {"type": "string"}},
        });
        assert_eq!(applied(&schemas), schemas);
        let closed = json!({"allOf": [reference("A")], "additionalProperties": false});
        assert_eq!(
            applied(&json!({"Closed": closed}))["Closed"],
            reference("A")
        );
    }

    #[test]
    fn alternatives_that_only_list_required_properties_are_removed() {
        let rule = |name: &str| json!({"required": [name]});
        let thing = json!({"type": "object", "properties": {"a": {"type": "string"}}});
        let mut ruled = thing.clone();
        ruled["anyOf"] = json!([rule("a"), rule("b")]);
        assert_eq!(applied(&json!({"Thing": ruled})), json!({"Thing": thing}));
    }

    #[test]
    fn a_component_that_inherits_from_a_base_is_kept() {
        let schemas = json!({
            "Base": {"type": "object", "discriminator": {"propertyName": "kind"}},
            "Sub": {"allOf": [reference("Base")], "type": "object"},
            "Deeper": {"allOf": [reference("Sub")], "type": "object"},
            "User": {"properties": {"base": {"allOf": [reference("Base")]}}},
        });
        let repaired = applied(&schemas);
        assert_eq!(repaired["Sub"], schemas["Sub"]);
        assert_eq!(repaired["Deeper"], schemas["Deeper"]);
        assert_eq!(repaired["User"]["properties"]["base"], reference("Base"));
    }
}
