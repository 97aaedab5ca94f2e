//! Finds texts of ours that stay although what they describe changed, so that a person reads them again.
//!
//! A text may say "in pixels", "A or B" or "empty if it has none". The place is the same, so the text stays, but it may be
//! wrong now.

use serde_json::Value;

use super::kinds::PROSE;
use super::matches::Matches;
use super::prose::Kept;
use odc_codegen::diff::{Kind, Place, Shape};
use odc_codegen::document::key_of;

/// A text to read again.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Review {
    pub(super) pointer: String,
    /// What changed, in words.
    pub(super) why: String,
    pub(super) text: String,
}

/// The texts that stay where the meaning changed.
pub(super) fn find(old: &Value, new: &Value, kept: &[Kept], matches: &Matches) -> Vec<Review> {
    let reviews = kept.iter().flat_map(|kept| {
        let (Some(was), Some(is)) = (place(old, &kept.old), place(new, &kept.new)) else {
            return Vec::new();
        };
        let texts = PROSE.iter().filter_map(|key| Some((*key, is.text(key)?)));
        let reviews = texts.filter_map(|(key, text)| {
            let why = changes(&was, &is, text, matches);
            (!why.is_empty()).then(|| Review {
                pointer: format!("{}/{key}", kept.new),
                why: why.join(", "),
                text: text.to_owned(),
            })
        });
        reviews.collect()
    });
    reviews.collect()
}

fn place<'a>(root: &'a Value, pointer: &str) -> Option<Place<'a>> {
    Some(Place {
        root,
        value: root.pointer(pointer)?,
        pointer: pointer.to_owned(),
    })
}

/// What changed about the thing that a text describes.
fn changes(was: &Place<'_>, is: &Place<'_>, text: &str, matches: &Matches) -> Vec<String> {
    let mut changes = Vec::new();
    // A parameter is described beside its schema.
    let is_parameter = is.value.get("in").is_some();
    if is_parameter {
        changes.extend(flag_change(
            "required",
            (was.flag("required"), is.flag("required")),
        ));
    } else {
        let required = (is_required(was), is_required(is));
        changes.extend(flag_change("required", required));
    }
    let is_schema = [
        "type",
        "$ref",
        "allOf",
        "oneOf",
        "anyOf",
        "properties",
        "enum",
    ]
    .iter()
    .any(|key| is.value.get(key).is_some());
    match (was.get("schema"), is.get("schema")) {
        (Some(was), Some(is)) if is_parameter => {
            changes.extend(schema_changes(&was, &is, text, matches));
        }
        _ if is_schema => changes.extend(schema_changes(was, is, text, matches)),
        _ => {}
    }
    changes
}

/// The change of a flag in words: `required now`, `no longer required`.
fn flag_change(word: &str, (was, is): (bool, bool)) -> Option<String> {
    match (was, is) {
        (false, true) => Some(format!("{word} now")),
        (true, false) => Some(format!("no longer {word}")),
        _ => None,
    }
}

/// Whether the schema is a property that its object requires.
fn is_required(at: &Place<'_>) -> bool {
    let Some((object, name)) = at.pointer.rsplit_once("/properties/") else {
        return false;
    };
    let required = at.root.pointer(&format!("{object}/required"));
    let mut names = required.and_then(Value::as_array).into_iter().flatten();
    let name = key_of(name);
    names.any(|required| *required == name)
}

fn schema_changes(was: &Place<'_>, is: &Place<'_>, text: &str, matches: &Matches) -> Vec<String> {
    let (was, is) = (Shape::read(was), Shape::read(is));
    let mut changes: Vec<String> = flag_change("nullable", (was.nullable, is.nullable))
        .into_iter()
        .collect();
    let type_of = |shape: &Shape<'_>, renamed: bool| {
        let name = shape.name.as_ref().map(|name| {
            let before = matches.schemas.get(name).filter(|_| renamed);
            before.unwrap_or(name).clone()
        });
        let items = shape.at.get("items").map(|items| Shape::read(&items));
        let items = items.map(|items| (items.phrase(), items.name.clone()));
        let items = items.map(|(phrase, name)| {
            let before = name.map(|name| {
                let before = matches.schemas.get(&name).filter(|_| renamed);
                before.unwrap_or(&name).clone()
            });
            (phrase, before)
        });
        (shape.phrase(), name, items)
    };
    let (before, after) = (type_of(&was, false), type_of(&is, true));
    if before != after {
        let (before, after) = (type_text(&before), type_text(&after));
        changes.push(format!("the type was {before}, is {after}"));
    }
    // The text of a list may name the values of its items.
    let items = was.at.get("items").zip(is.at.get("items"));
    let (was, is) = items.map_or((was, is), |(was, is)| (Shape::read(&was), Shape::read(&is)));
    if (was.kind(), is.kind()) == (Kind::Enum, Kind::Enum) {
        changes.extend(value_changes(&was, &is, text));
    }
    changes
}

type Type = (String, Option<String>, Option<(String, Option<String>)>);

/// A type in words: `array of string`, `object User`.
fn type_text((phrase, name, items): &Type) -> String {
    let named = |phrase: &str, name: &Option<String>| match name {
        Some(name) => format!("{phrase} `{name}`"),
        None => phrase.to_owned(),
    };
    match items {
        Some((items, of)) => format!("{} of {}", named(phrase, name), named(items, of)),
        None => named(phrase, name),
    }
}

/// The added and removed values of an enum, if the text names values of the enum.
fn value_changes(was: &Shape<'_>, is: &Shape<'_>, text: &str) -> Vec<String> {
    let (was, is) = (was.values(), is.values());
    let names = |value: &String| {
        text.split(|c: char| !continues(c))
            .any(|word| word == value)
    };
    if !was.keys().any(names) {
        return Vec::new();
    }
    let listed = |word: &str, some: Vec<&String>| {
        let some: Vec<String> = some.into_iter().map(|value| format!("`{value}`")).collect();
        (!some.is_empty()).then(|| format!("{word} {}", some.join(", ")))
    };
    let added = is.keys().filter(|value| !was.contains_key(*value));
    let removed = was.keys().filter(|value| !is.contains_key(*value));
    [
        listed("new values", added.collect()),
        listed("removed values", removed.collect()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether this character after a value of an enum in a text makes it another, longer word.
fn continues(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '#' | '+' | '/' | ':')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn reviews(old: Value, new: Value) -> Vec<String> {
        let document = |schemas: Value| json!({"components": {"schemas": schemas}});
        let (old, new) = (document(old), document(new));
        let mut kept = Vec::new();
        let mut add = |pointer: String| {
            kept.push(Kept {
                new: pointer.clone(),
                old: pointer,
            });
        };
        for (name, schema) in new["components"]["schemas"].as_object().unwrap() {
            let at = format!("/components/schemas/{name}");
            let properties = schema.get("properties").and_then(Value::as_object);
            for (name, _) in properties.into_iter().flatten() {
                add(format!("{at}/properties/{name}"));
            }
            add(at);
        }
        let matches = Matches {
            schemas: [("NewOwner".to_owned(), "Owner".to_owned())].into(),
            ..Matches::default()
        };
        let reviews = find(&old, &new, &kept, &matches).into_iter();
        reviews
            .map(|review| {
                let place = review.pointer.trim_start_matches("/components/schemas/");
                format!("{place}: {}", review.why)
            })
            .collect()
    }

    #[test]
    fn a_text_is_listed_when_its_type_changed_or_it_became_required_or_nullable() {
        let thing = |size: Value, required: Value| {
            let mut size = size;
            size["description"] = json!("Ours.");
            json!({"Thing": {"type": "object", "description": "A thing.", "required": required,
                "properties": {"size": size}}})
        };
        let integer = json!({"type": "integer", "format": "int32"});
        for (new, required, why) in [
            (integer.clone(), json!([]), None),
            (
                json!({"type": "string"}),
                json!([]),
                Some("the type was integer (int32), is string"),
            ),
            (
                json!({"type": "array", "items": {"type": "string"}}),
                json!([]),
                Some("the type was integer (int32), is array of string"),
            ),
            (integer.clone(), json!(["size"]), Some("required now")),
            (
                json!({"type": "integer", "format": "int32", "nullable": true}),
                json!([]),
                Some("nullable now"),
            ),
        ] {
            let found = reviews(thing(integer.clone(), json!([])), thing(new, required));
            let wanted = why.map(|why| format!("Thing/properties/size/description: {why}"));
            assert_eq!(found, Vec::from_iter(wanted));
        }
    }

    #[test]
    fn a_text_that_names_values_is_listed_when_values_come_or_go() {
        let kind = |values: Value, text: &str| {
            json!({
                "Kind": {"type": "string", "enum": values, "description": text},
                "Thing": {"type": "object", "properties": {"kind": {
                    "allOf": [{"$ref": "#/components/schemas/Kind"}], "description": "Big, or not."}}}
            })
        };
        let (old, new) = (json!(["Big", "Small"]), json!(["Big", "Tiny"]));
        let why = "new values `Tiny`, removed values `Small`";
        assert_eq!(
            reviews(
                kind(old.clone(), "`Big`: 3 or more."),
                kind(new.clone(), "`Big`: 3 or more.")
            ),
            [
                format!("Kind/description: {why}"),
                format!("Thing/properties/kind/description: {why}")
            ]
        );
        assert_eq!(
            reviews(
                kind(old, "How it is, Bigger or not."),
                kind(new, "How it is, Bigger or not.")
            ),
            [format!("Thing/properties/kind/description: {why}")]
        );
    }

    #[test]
    fn the_text_of_a_list_may_name_the_values_of_its_items() {
        let kinds = |values: Value| {
            let items = json!({"type": "string", "enum": values});
            json!({"Kinds": {"type": "array", "items": items, "description": "Big or small."}})
        };
        assert_eq!(
            reviews(kinds(json!(["Big"])), kinds(json!(["Big", "Tiny"]))),
            ["Kinds/description: new values `Tiny`"]
        );
    }

    #[test]
    fn a_renamed_schema_is_the_same_type_and_another_one_is_not() {
        let owner = |name: &str| {
            json!({"Thing": {"properties": {"owner": {"description": "Ours.",
                    "allOf": [{"$ref": format!("#/components/schemas/{name}")}]}}},
                name: {"type": "object", "properties": {"key": {"type": "string"}}}})
        };
        assert_eq!(reviews(owner("Owner"), owner("NewOwner")), [""; 0]);
        assert_eq!(
            reviews(owner("Owner"), owner("Other")),
            ["Thing/properties/owner/description: the type was object `Owner`, is object `Other`"]
        );
    }
}
