//! Removes parts of compositions that are not types. The pass `single_parts` uses it, and so does the comparison of
//! documents.

use serde_json::{Value, json};

use crate::document::USE_SITE_MEMBERS;

/// Removes alternatives that are null, and makes the schema nullable. A nullable alternative also makes the schema
/// nullable. Removes a union when its alternatives only list required properties, because the service checks such
/// rules. Returns whether it changed something.
pub(super) fn remove_nulls_and_rules(schema: &mut Value) -> bool {
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

/// Moves the members of parts that only describe the place out of `allOf`. Returns whether there were such parts.
pub(super) fn merge_remarks(schema: &mut Value) -> bool {
    let Some(schema) = schema.as_object_mut() else {
        return false;
    };
    let is_remark = |part: &Value| {
        let members = part.as_object().filter(|part| !part.is_empty());
        members.is_some_and(|part| {
            part.keys()
                .all(|key| USE_SITE_MEMBERS.contains(&key.as_str()))
        })
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

/// Removes the alternatives beside an `enum`, because the `enum` is more precise. Returns whether there were
/// alternatives.
pub(super) fn remove_alternatives_beside_enum(schema: &mut Value) -> bool {
    let Some(schema) = schema.as_object_mut().filter(|s| s.contains_key("enum")) else {
        return false;
    };
    let composers = ["oneOf", "anyOf", "discriminator"];
    let gone = composers.map(|composer| schema.shift_remove(composer).is_some());
    gone.contains(&true)
}

/// Whether a part only lists required properties.
fn is_rule(part: &Value) -> bool {
    part.get("required").is_some()
        && part.as_object().is_some_and(|part| {
            let mut members = part.keys().map(String::as_str);
            members.all(|key| matches!(key, "required" | "title" | "description"))
        })
}

/// Whether a part is `{nullable: true}` or `{enum: [null]}`.
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
