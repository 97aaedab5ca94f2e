//! Unwraps what stands alone in a composition.
//!
//! Published: `{allOf: [X], nullable: true, enum: […], description: …}`, the same with `oneOf` or `anyOf`,
//! `allOf: [X, {description: …}]`, and `oneOf: [X, {nullable: true}]`. Typify makes a new type of the wrapper, closed when `enum` is beside it.
//! Lowered:   X, with what the wrapper says of the place; alternatives beside an `enum` go, which says more. A component that inherits from a base stays: see `inheritance`.

use serde_json::{Value, json};

use super::inheritance;
use crate::document::{Changes, Document, PLACE, Result, component, each_object, is_component};

pub(super) fn apply(document: &mut Document) -> Result<Changes> {
    let mut changes = Changes::new();
    let heirs = inheritance::all_heirs(&document.root);
    let inherits =
        |pointer: &str| is_component(pointer) && heirs.contains(&component(&format!("#{pointer}")));
    each_object(&mut document.root, "", &mut |schema, pointer| {
        let mut is_news = without_nulls_and_rules(schema);
        is_news |= !is_component(pointer) && without_remarks(schema);
        if let Some(only) = only_part(schema)
            && adds_nothing(schema, &only)
            && !inherits(pointer)
        {
            let wrapper = std::mem::replace(schema, only);
            for word in PLACE {
                if let Some(value) = wrapper.get(word) {
                    schema[word] = value.clone();
                }
            }
            is_news = true;
        }
        is_news |= without_alternatives(schema);
        if is_news {
            changes.push(pointer.to_owned());
        }
    });
    Ok(changes)
}

/// An alternative that may be null, or is nothing else, is a flag of the whole; alternatives that only list what has to
/// be there are a rule, which the service checks. Whether there was any.
pub(super) fn without_nulls_and_rules(schema: &mut Value) -> bool {
    let mut changed = false;
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
        let nothing_is_left = parts.iter().all(is_rule);
        changed |= nullable || nothing_is_left;
        if let Some(schema) = schema.as_object_mut() {
            if nothing_is_left {
                schema.shift_remove(composer);
            }
            if nullable {
                schema.insert("nullable".to_owned(), json!(true));
            }
        }
    }
    changed
}

/// Parts that only say something of the place say it beside the others. Whether there was any.
fn without_remarks(schema: &mut Value) -> bool {
    let Some(schema) = schema.as_object_mut() else {
        return false;
    };
    let is_remark = |part: &Value| {
        let members = part.as_object().filter(|part| !part.is_empty());
        members.is_some_and(|part| part.keys().all(|key| PLACE.contains(&key.as_str())))
    };
    let parts = schema.get("allOf").and_then(Value::as_array);
    let parts = parts.into_iter().flatten().cloned();
    let (remarks, others): (Vec<Value>, Vec<Value>) = parts.partition(is_remark);
    if remarks.is_empty() || others.is_empty() {
        return false;
    }
    schema.insert("allOf".to_owned(), others.into());
    for remark in remarks.iter().filter_map(Value::as_object) {
        for (word, value) in remark {
            schema.entry(word).or_insert_with(|| value.clone());
        }
    }
    true
}

/// Values that are listed say more than alternatives beside them. Whether there were any.
fn without_alternatives(schema: &mut Value) -> bool {
    let Some(schema) = schema.as_object_mut().filter(|s| s.contains_key("enum")) else {
        return false;
    };
    let composers = ["oneOf", "anyOf", "discriminator"];
    let gone = composers.map(|composer| schema.shift_remove(composer).is_some());
    gone.contains(&true)
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

/// Whether what stands beside the part only describes it; properties beside it make a type of their own, and a
/// discriminator may name alternatives that are not listed.
fn adds_nothing(wrapper: &Value, only: &Value) -> bool {
    const BESIDE: [&str; 6] = ["allOf", "oneOf", "anyOf", "enum", "type", "title"];
    let mut members = wrapper.as_object().into_iter().flatten();
    members.all(|(key, value)| match key.as_str() {
        "additionalProperties" => value.is_boolean(),
        "discriminator" => maps_to_nothing_but(value, only),
        key => BESIDE.contains(&key) || PLACE.contains(&key) || key.starts_with("x-"),
    })
}

fn maps_to_nothing_but(discriminator: &Value, only: &Value) -> bool {
    let name = |target: &Value| target.as_str().map(component);
    let only = only.get("$ref").and_then(name);
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let mut targets = mapping.into_iter().flatten().map(|(_, target)| target);
    targets.all(|target| name(target) == only)
}

#[cfg(test)]
mod tests {
    use super::super::applied_to_schemas;
    use super::*;
    use crate::document::reference;

    fn applied(schemas: &Value) -> Value {
        applied_to_schemas(apply, schemas)
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
    fn a_part_that_only_describes_the_place_makes_no_type() {
        let parts = json!([reference("Site"), {"description": "d", "nullable": true}]);
        let thing = json!({"properties": {"site": {"allOf": parts, "description": "own"}}});
        let lowered = applied(&json!({"Thing": thing}));
        let site = json!({
            "$ref": "#/components/schemas/Site", "description": "own", "nullable": true
        });
        assert_eq!(lowered["Thing"]["properties"]["site"], site);
    }

    #[test]
    fn values_that_are_listed_say_more_than_alternatives() {
        let alternatives = json!([reference("A"), {"type": "string", "enum": ["", "a"]}]);
        let listed = json!({"type": "string", "enum": ["a"]});
        for composer in ["oneOf", "anyOf"] {
            let mut both = listed.clone();
            both[composer] = alternatives.clone();
            both["discriminator"] = json!({"propertyName": "kind"});
            let lowered = applied(&json!({"One": {"properties": {"a": both}}}));
            assert_eq!(lowered["One"]["properties"]["a"], listed);
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
    fn where_all_alternatives_are_null_nothing_is_said() {
        let lowered = applied(&json!({
            "One": {"oneOf": [{"nullable": true}, {"enum": [null]}], "description": "d"},
        }));
        assert_eq!(
            lowered["One"],
            json!({"description": "d", "nullable": true})
        );
    }

    #[test]
    fn what_says_more_than_its_one_part_stays() {
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
            "Deeper": {"allOf": [reference("Sub")], "type": "object"},
            "User": {"properties": {"base": {"allOf": [reference("Base")]}}},
        });
        let lowered = applied(&schemas);
        assert_eq!(lowered["Sub"], schemas["Sub"]);
        assert_eq!(lowered["Deeper"], schemas["Deeper"]);
        assert_eq!(lowered["User"]["properties"]["base"], reference("Base"));
    }
}
