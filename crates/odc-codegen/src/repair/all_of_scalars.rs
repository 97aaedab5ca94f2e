//! Settles an `allOf` of texts, numbers or lists that contradict each other.
//!
//! Published: `allOf: [{$ref: Action}, {$ref: NotificationAction}]`, two enums; parts with different formats; lists of
//! different elements. Typify makes a type of the values that fit all parts. This type may have no values. A value that
//! the service adds later would make the whole response unreadable.
//! Repaired:  of several enums, one is left: the enum whose values are in all others, or else the last one. Texts get
//! no format, and lists get elements of any kind. A note names the contradicting demands, unless one part only narrows
//! the others.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::contradictions::{MAX_NESTED_LISTS, contradict};
use crate::document::{USE_SITE_MEMBERS, is_component, resolve};

/// A schema in place of an `allOf`.
pub(super) struct Settled {
    pub(super) schema: Map<String, Value>,
    pub(super) note: Option<String>,
}

/// The schema in place of an `allOf` at a pointer; `None` when its parts do not contradict each other, or are not all of
/// one kind of text, number or list.
pub(super) fn settle(root: &Value, schema: &Value, pointer: &str) -> Option<Settled> {
    let mut parts = Vec::new();
    add_parts(root, schema, &mut parts)?;
    let kind = parts
        .iter()
        .find_map(|part| part.resolved["type"].as_str())?;
    let mut settled = match kind {
        "string" => settle_texts(&parts, is_component(pointer)),
        "integer" | "number" => settle_numbers(&parts, kind),
        "array" => settle_lists(root, &parts),
        _ => None,
    }?;
    for (key, member) in schema.as_object().into_iter().flatten() {
        if USE_SITE_MEMBERS.contains(&key.as_str()) {
            settled.schema.insert(key.clone(), member.clone());
        }
    }
    Some(settled)
}

/// A part of an `allOf`, as published, and without a reference.
struct Part<'a> {
    published: &'a Value,
    resolved: &'a Value,
}

/// Adds the parts that are not compositions themselves. Returns `None` when one of them is an object or a union.
fn add_parts<'a>(root: &'a Value, schema: &'a Value, parts: &mut Vec<Part<'a>>) -> Option<()> {
    let resolved = resolve(root, schema);
    let other = ["oneOf", "anyOf", "properties", "additionalProperties"];
    if other.iter().any(|key| resolved.get(key).is_some()) {
        return None;
    }
    for part in resolved["allOf"].as_array().into_iter().flatten() {
        add_parts(root, part, parts)?;
    }
    let says = ["type", "format", "enum", "items"];
    if says.iter().any(|key| resolved.get(key).is_some()) {
        let published = schema;
        parts.push(Part {
            published,
            resolved,
        });
    }
    Some(())
}

fn settle_texts(parts: &[Part<'_>], is_component: bool) -> Option<Settled> {
    let values = |part: &Part<'_>| -> BTreeSet<String> {
        let values = part.resolved["enum"].as_array().into_iter().flatten();
        values.map(Value::to_string).collect()
    };
    let enums: Vec<&Part<'_>> = parts
        .iter()
        .filter(|part| !values(part).is_empty())
        .collect();
    let narrowest = enums.iter().find(|part| {
        let own = values(part);
        enums.iter().all(|other| own.is_subset(&values(other)))
    });
    if let [_, .., last] = enums.as_slice() {
        let note = "`allOf` demands the values of different enums at once: the last one counts";
        let chosen = narrowest.unwrap_or(last);
        let schema = if is_component || chosen.resolved.get("allOf").is_some() {
            json!({"type": "string", "enum": chosen.resolved["enum"]})
        } else {
            chosen.published.clone()
        };
        return Some(Settled {
            schema: schema.as_object().cloned().unwrap_or_default(),
            note: narrowest.is_none().then(|| note.to_owned()),
        });
    }
    let formats = formats(parts);
    (formats.len() > 1 && enums.is_empty()).then(|| Settled {
        schema: Map::from_iter([("type".to_owned(), json!("string"))]),
        note: Some(format!(
            "`allOf` demands the formats {} at once: any text is accepted instead",
            formats.into_iter().collect::<Vec<_>>().join(" and ")
        )),
    })
}

/// The widest format can hold every number.
fn settle_numbers(parts: &[Part<'_>], kind: &str) -> Option<Settled> {
    let widest = match kind {
        "integer" => "int64",
        _ => "double",
    };
    (formats(parts).len() > 1).then(|| Settled {
        schema: Map::from_iter([
            ("type".to_owned(), json!(kind)),
            ("format".to_owned(), json!(widest)),
        ]),
        note: None,
    })
}

fn settle_lists(root: &Value, parts: &[Part<'_>]) -> Option<Settled> {
    let elements: Vec<&Value> = parts
        .iter()
        .filter_map(|part| part.resolved.get("items"))
        .collect();
    let differ = elements
        .windows(2)
        .any(|pair| contradict(root, pair[0], pair[1], MAX_NESTED_LISTS));
    differ.then(|| {
        Settled {
        schema: Map::from_iter([
            ("type".to_owned(), json!("array")),
            ("items".to_owned(), json!({})),
        ]),
        note: Some(
            "`allOf` demands lists of different elements at once: any elements are accepted instead"
                .to_owned(),
        ),
    }
    })
}

fn formats<'a>(parts: &[Part<'a>]) -> BTreeSet<&'a str> {
    let formats = parts
        .iter()
        .filter_map(|part| part.resolved["format"].as_str());
    formats.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::reference;

    fn settled(parts: &Value) -> Option<(Value, bool)> {
        let kinds = |values: &[&str]| json!({"type": "string", "enum": values});
        let root = json!({"components": {"schemas": {
            "Foo": kinds(&["foo", "both"]), "Bar": kinds(&["bar", "both"]), "Both": kinds(&["both"]),
        }}});
        let schema = json!({"allOf": parts, "description": "d"});
        let settled = settle(&root, &schema, "/components/schemas/T/properties/p")?;
        let mut schema = settled.schema;
        assert_eq!(schema.shift_remove("description"), Some(json!("d")));
        Some((schema.into(), settled.note.is_some()))
    }

    #[test]
    fn the_narrowest_enum_counts_or_else_the_last_one_with_a_note() {
        let (foo, bar, both) = (reference("Foo"), reference("Bar"), reference("Both"));
        assert_eq!(settled(&json!([both, foo])), Some((both.clone(), false)));
        assert_eq!(settled(&json!([foo, both])), Some((both, false)));
        assert_eq!(settled(&json!([foo, bar])), Some((bar, true)));
        assert_eq!(settled(&json!([foo, {"type": "string"}])), None);
    }

    #[test]
    fn parts_with_different_formats_or_elements_accept_everything() {
        let of = |ty: &str, format: &str| json!({"type": ty, "format": format});
        let texts = json!([of("string", "uuid"), of("string", "date-time")]);
        assert_eq!(settled(&texts), Some((json!({"type": "string"}), true)));
        let same = json!([of("string", "uuid"), {"type": "string"}]);
        assert_eq!(settled(&same), None);
        let integers = json!([of("integer", "int32"), of("integer", "int64")]);
        assert_eq!(settled(&integers), Some((of("integer", "int64"), false)));
        let list = |of: &str| json!({"type": "array", "items": {"type": of}});
        let any = json!({"type": "array", "items": {}});
        assert_eq!(
            settled(&json!([list("string"), list("integer")])),
            Some((any, true))
        );
        assert_eq!(settled(&json!([list("string"), list("string")])), None);
    }

    #[test]
    fn objects_and_unions_are_left_to_other_passes() {
        let text = json!({"type": "string", "format": "uuid"});
        assert_eq!(settled(&json!([text, {"properties": {}}])), None);
        assert_eq!(settled(&json!([text, {"oneOf": [text]}])), None);
    }
}
