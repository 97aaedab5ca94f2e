//! Finds our texts that stay although the thing that they describe changed, so that a person reads them again.
//!
//! For example, a text says "in pixels", "A or B" or "empty if it has none". Its place still exists, so the text stays.
//! But it may be wrong now.

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

/// The texts that stay although the meaning of their places changed.
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

/// The changes of the thing that a text describes.
fn changes(was: &Place<'_>, is: &Place<'_>, text: &str, matches: &Matches) -> Vec<String> {
    let mut changes = Vec::new();
    // A parameter and the body of a request are described beside their schemas.
    let is_outside = is.value.get("in").is_some() || is.value.get("content").is_some();
    if is_outside {
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
    if is_outside {
        if let (Some(was), Some(is)) = (outer_schema(was), outer_schema(is)) {
            changes.extend(schema_changes(&was, &is, text, matches));
        }
    } else if is.value.get("responses").is_some() {
        for (what, was, is) in [
            ("the body", request_schema(was), request_schema(is)),
            ("the response", response_schema(was), response_schema(is)),
        ] {
            if let (Some(was), Some(is)) = (was, is) {
                let found = schema_changes(&was, &is, text, matches);
                changes.extend(found.into_iter().map(|change| format!("{what}: {change}")));
            }
        }
    } else if is_schema {
        changes.extend(schema_changes(was, is, text, matches));
    }
    changes
}

/// The schema of a parameter, or of the first form of a body.
fn outer_schema<'a>(at: &Place<'a>) -> Option<Place<'a>> {
    let at = at.resolved();
    at.get("schema").or_else(|| {
        let (_, form) = at.get("content")?.members().next()?;
        form.get("schema")
    })
}

/// The schema of the request body of an operation.
fn request_schema<'a>(operation: &Place<'a>) -> Option<Place<'a>> {
    outer_schema(&operation.get("requestBody")?)
}

/// The schema of the first successful response of an operation.
fn response_schema<'a>(operation: &Place<'a>) -> Option<Place<'a>> {
    let responses = operation.get("responses")?;
    let mut successes = responses
        .members()
        .filter(|(status, _)| status.starts_with('2'));
    successes.find_map(|(_, response)| outer_schema(&response))
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
    let name_before = |name: &str| matches.schemas.get(name).map_or(name, |was| was).to_owned();
    let before = Type::read(&was, &str::to_owned, 0);
    if before != Type::read(&is, &name_before, 0) {
        let after = Type::read(&is, &str::to_owned, 0);
        changes.push(format!(
            "the type was {}, is {}",
            before.text(),
            after.text()
        ));
    }
    // The text of a list may name the values of its items.
    let (mut was, mut is) = (was, is);
    for _ in 0..MAX_NESTING {
        let (Some(inner_was), Some(inner_is)) = (inner(&was), inner(&is)) else {
            break;
        };
        (was, is) = (inner_was, inner_is);
    }
    let has_values = |shape: &Shape<'_>| shape.at.get("enum").is_some();
    if was.kind() == is.kind() && has_values(&was) && has_values(&is) {
        changes.extend(value_changes(&was, &is, text));
    }
    changes
}

/// The deepest nesting of lists and maps that is compared.
const MAX_NESTING: usize = 8;

/// The elements of a list, or the values of a map.
fn inner<'a>(shape: &Shape<'a>) -> Option<Shape<'a>> {
    let key = match shape.kind() {
        Kind::Array => "items",
        Kind::Map => "additionalProperties",
        _ => return None,
    };
    let at = shape.at.get(key).filter(|at| at.value.is_object())?;
    Some(Shape::read(&at))
}

/// A type: its words, its name, and the type of its elements or values.
#[derive(PartialEq, Eq)]
struct Type {
    phrase: String,
    name: Option<String>,
    inner: Option<Box<Self>>,
}

impl Type {
    fn read(shape: &Shape<'_>, name: &dyn Fn(&str) -> String, depth: usize) -> Self {
        let within = inner(shape).filter(|_| depth < MAX_NESTING);
        Self {
            phrase: shape.phrase(),
            name: shape.name.as_deref().map(name),
            inner: within.map(|inner| Box::new(Self::read(&inner, name, depth + 1))),
        }
    }

    /// The type in words: `array of string`, `object User`.
    fn text(&self) -> String {
        let named = match &self.name {
            Some(name) => format!("{} `{name}`", self.phrase),
            None => self.phrase.clone(),
        };
        match &self.inner {
            Some(inner) => format!("{named} of {}", inner.text()),
            None => named,
        }
    }
}

/// The added and removed values of an enum, if the text names values of the enum.
fn value_changes(was: &Shape<'_>, is: &Shape<'_>, text: &str) -> Vec<String> {
    let (was, is) = (was.values(), is.values());
    let names = |value: &String| {
        let mut found = text.match_indices(value.as_str());
        let is_within = |c: Option<char>| c.is_some_and(continues);
        !value.is_empty()
            && found.any(|(at, value)| {
                let (before, after) = (&text[..at], &text[at + value.len()..]);
                !is_within(before.chars().next_back()) && !is_within(after.chars().next())
            })
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

/// Whether this character before or after an enum value in a text belongs to the same word. Then the word is longer
/// than the value, and is something else.
fn continues(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '#' | '+')
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
    fn a_value_is_found_in_a_text_with_any_punctuation() {
        let kind = |values: Value, text: &str| json!({"Kind": {"type": "string", "enum": values, "description": text}});
        for (text, is_listed) in [
            ("Active: can log in; Inactive: cannot.", true),
            ("Active/Inactive", true),
            ("(Active)", true),
            ("Activeness, Pro-Active, Active-ish.", false),
        ] {
            let found = reviews(
                kind(json!(["Active"]), text),
                kind(json!(["Active", "Locked"]), text),
            );
            assert_eq!(found.len(), usize::from(is_listed), "{text}: {found:?}");
        }
    }

    #[test]
    fn the_types_and_values_within_maps_and_lists_count() {
        let thing = |schema: Value| {
            let mut schema = schema;
            schema["description"] = json!("1 is big, Big is big.");
            json!({"Thing": {"properties": {"it": schema}}})
        };
        let list = |items: Value| json!({"type": "array", "items": items});
        let map = |values: Value| json!({"type": "object", "additionalProperties": values});
        let (text, number) = (json!({"type": "string"}), json!({"type": "number"}));
        let sizes = |values: Value| json!({"type": "string", "enum": values});
        let codes = |values: Value| json!({"type": "integer", "enum": values});
        for (old, new, why) in [
            (
                map(text.clone()),
                map(number.clone()),
                "the type was map of string, is map of number",
            ),
            (
                list(list(text)),
                list(list(number)),
                "the type was array of array of string, is array of array of number",
            ),
            (
                map(sizes(json!(["Big"]))),
                map(sizes(json!(["Big", "Tiny"]))),
                "new values `Tiny`",
            ),
            (
                codes(json!([1, 2])),
                codes(json!([1])),
                "removed values `2`",
            ),
        ] {
            assert_eq!(
                reviews(thing(old), thing(new)),
                [format!("Thing/properties/it/description: {why}")]
            );
        }
    }

    #[test]
    fn the_texts_of_bodies_responses_operations_and_content_parameters_are_listed() {
        let content = |of: &str| json!({"application/json": {"schema": {"type": of}}});
        let operation = |of: &str, required: bool| {
            json!({"paths": {"/a": {"post": {
                "description": "Takes a text.",
                "parameters": [{"name": "q", "in": "query", "description": "A text.", "content": content(of)}],
                "requestBody": {"description": "The text.", "required": required, "content": content(of)},
                "responses": {"200": {"description": "A text.", "content": content(of)}}
            }}}})
        };
        let kept = ["", "/parameters/0", "/requestBody", "/responses/200"].map(|at| {
            let at = format!("/paths/~1a/post{at}");
            Kept {
                new: at.clone(),
                old: at,
            }
        });
        let found = |old: Value, new: Value| {
            let found = find(&old, &new, &kept, &Matches::default()).into_iter();
            let line = |review: Review| {
                let place = review.pointer.trim_start_matches("/paths/~1a/post/");
                format!("{place}: {}", review.why)
            };
            found.map(line).collect::<Vec<_>>()
        };
        let type_changed = "the type was string, is integer";
        assert_eq!(
            found(operation("string", true), operation("integer", true)),
            [
                format!("description: the body: {type_changed}, the response: {type_changed}"),
                format!("parameters/0/description: {type_changed}"),
                format!("requestBody/description: {type_changed}"),
                format!("responses/200/description: {type_changed}"),
            ]
        );
        assert_eq!(
            found(operation("string", true), operation("string", false)),
            ["requestBody/description: no longer required"]
        );
        assert_eq!(
            found(operation("string", true), operation("string", true)),
            [""; 0]
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
