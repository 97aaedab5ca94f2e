//! Every member of the document is what the specification says, and every `$ref` leads to something.

use serde_json::{Map, Value};

use crate::document::{Document, child};
use crate::grammar::{self, Is, Object};
use crate::problem::Result;

const FIX: &str = "correct it with an overlay action, or repair the file";
/// More references in a row than any document has.
const MAX_STEPS: usize = 32;

/// # Errors
/// The first member that is something else, or leads nowhere.
pub(super) fn check(document: &Document) -> Result<()> {
    value(
        document,
        &document.root,
        &Is::Object(&grammar::DOCUMENT),
        "",
    )
}

fn value(document: &Document, value: &Value, is: &Is, pointer: &str) -> Result<()> {
    match (is, value) {
        (Is::Any, _) | (Is::Text, Value::String(_)) | (Is::Flag, Value::Bool(_)) => Ok(()),
        (Is::Word(words), Value::String(word)) if words.contains(&word.as_str()) => Ok(()),
        (Is::List(of), Value::Array(list)) => {
            for (i, element) in list.iter().enumerate() {
                self::value(document, element, of, &format!("{pointer}/{i}"))?;
            }
            Ok(())
        }
        (Is::Map(of) | Is::Extended(of), Value::Object(map)) => {
            let extended = matches!(is, Is::Extended(_));
            for (key, element) in map
                .iter()
                .filter(|(key, _)| !(extended && key.starts_with("x-")))
            {
                self::value(document, element, of, &child(pointer, key))?;
            }
            Ok(())
        }
        (Is::Object(object), Value::Object(members)) => {
            self::object(document, members, object, pointer)
        }
        (Is::Either(one, other), found) => {
            let is = if fits(one, found) || !fits(other, found) {
                one
            } else {
                other
            };
            if fits(is, found) {
                self::value(document, found, is, pointer)
            } else {
                refused(document, &Is::Either(one, other), found, pointer)
            }
        }
        _ => refused(document, is, value, pointer),
    }
}

fn refused(document: &Document, is: &Is, found: &Value, pointer: &str) -> Result<()> {
    let what = format!("{} belongs here, not {}", is.one(), said(found));
    Err(document.problem(pointer, what).fix(FIX))
}

/// Whether a value is of the kind at all; what it holds is looked at later.
fn fits(is: &Is, value: &Value) -> bool {
    match is {
        Is::Any => true,
        Is::Text | Is::Word(_) => value.is_string(),
        Is::Flag => value.is_boolean(),
        Is::List(_) => value.is_array(),
        Is::Map(_) | Is::Extended(_) | Is::Object(_) => value.is_object(),
        Is::Either(one, other) => fits(one, value) || fits(other, value),
    }
}

/// A value as part of a sentence.
fn said(value: &Value) -> String {
    match value {
        Value::String(text) if text.len() <= 40 => format!("the text `{text}`"),
        Value::String(_) => "a text".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a JSON object".to_owned(),
        scalar => format!("`{scalar}`"),
    }
}

fn object(
    document: &Document,
    members: &Map<String, Value>,
    object: &Object,
    pointer: &str,
) -> Result<()> {
    if let (Some(component), Some(to)) = (object.component, members.get("$ref")) {
        reference(document, to, component, pointer)?;
    } else if let Some(missing) = object
        .required
        .iter()
        .find(|name| !members.contains_key(**name))
    {
        let what = format!("{} has `{missing}`, this one has not", object.one);
        return Err(document.problem(pointer, what).fix(
            "add it with an overlay action, or copy the file anew from where it was published",
        ));
    }
    for (key, found) in members {
        // What is null is not there.
        let absent = found.is_null() && !object.required.contains(&key.as_str());
        if let Some(is) = object.member(key).filter(|_| !absent) {
            value(document, found, is, &child(pointer, key))?;
        }
    }
    Ok(())
}

/// A reference leads to a component of its kind, through others of its kind at most.
fn reference(document: &Document, to: &Value, component: &str, pointer: &str) -> Result<()> {
    let Some(first) = to.as_str() else {
        return refused(document, &Is::Text, to, &child(pointer, "$ref"));
    };
    let start = format!("#/components/{component}/");
    let mut at = first;
    for _ in 0..MAX_STEPS {
        let is_component = at.starts_with(&start) && at.matches('/').count() == 3;
        let found = at
            .strip_prefix('#')
            .and_then(|at| document.root.pointer(at))
            .filter(|_| is_component);
        let Some(found) = found else {
            let what = format!("the reference `{at}` leads to none of this document's {component}");
            return Err(document
                .problem(pointer, what)
                .fix("add the component, or correct the reference, with an overlay action"));
        };
        match found.get("$ref").and_then(Value::as_str) {
            Some(next) => at = next,
            None => return Ok(()),
        }
    }
    Err(document
        .problem(
            pointer,
            format!("the reference `{first}` leads back to itself"),
        )
        .fix("write what is meant into one of the components, with an overlay action"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::refused;

    /// The refusal when the value at the pointer is another.
    fn with(pointer: &str, other: serde_json::Value) -> String {
        refused(|root| {
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            root.pointer_mut(parent).unwrap()[key] = other;
        })
        .unwrap_or_default()
    }

    const GET: &str = "/paths/~1a~1{key}/get";

    #[test]
    fn a_member_of_another_kind_is_refused_with_what_belongs_there() {
        let schema = "/components/schemas/A";
        for (pointer, other, what) in [
            (
                format!("{GET}/tags"),
                json!("users"),
                "a list of texts belongs here, not the text `users`",
            ),
            (
                format!("{GET}/operationId"),
                json!(7),
                "a text belongs here, not `7`",
            ),
            (
                format!("{GET}/deprecated"),
                json!("yes"),
                "true or false belongs here, not the text `yes`",
            ),
            (
                format!("{GET}/parameters"),
                json!({}),
                "a list of parameter objects belongs here, not a JSON object",
            ),
            (
                format!("{GET}/responses"),
                json!([]),
                "a JSON object of response objects by name belongs here, not a list",
            ),
            (
                format!("{schema}/required"),
                json!("b"),
                "a list of texts, or true or false belongs here, not the text `b`",
            ),
            (
                format!("{schema}/properties/b"),
                json!([]),
                "a schema object belongs here, not a list",
            ),
            (
                format!("{schema}/enum"),
                json!({}),
                "a list of values belongs here, not a JSON object",
            ),
            (
                format!("{schema}/type"),
                json!("text"),
                "one of string, number, integer, boolean, object, array belongs here, not the text `text`",
            ),
            (
                "/paths/~1b".to_owned(),
                json!(null),
                "a path item object belongs here, not `null`",
            ),
            (
                "/servers".to_owned(),
                json!({}),
                "a list of server objects belongs here, not a JSON object",
            ),
            (
                "/info".to_owned(),
                json!([]),
                "an info object belongs here, not a list",
            ),
        ] {
            // JSON pointers of missing members are made by the assignment; `~1` is a slash in a key.
            let refusal = if pointer == "/paths/~1b" {
                refused(|root| root["paths"]["/b"] = other).unwrap()
            } else {
                with(&pointer, other)
            };
            assert_eq!(
                refusal,
                format!(
                    "x.json:1: {pointer}: {what}; correct it with an overlay action, or repair the file"
                )
            );
        }
    }

    #[test]
    fn what_nobody_reads_may_be_anything() {
        for (pointer, other) in [
            (format!("{GET}/security"), json!("none")),
            (format!("{GET}/callbacks"), json!([1])),
            ("/components/schemas/A/minLength".to_owned(), json!("1")),
            ("/components/schemas/A/not".to_owned(), json!([])),
            ("/tags".to_owned(), json!("t")),
        ] {
            assert_eq!(with(&pointer, other), "", "{pointer}");
        }
    }

    #[test]
    fn what_is_null_is_not_there() {
        assert_eq!(with(&format!("{GET}/description"), json!(null)), "");
        assert_eq!(with(&format!("{GET}/tags"), json!(null)), "");
        assert_eq!(with("/paths/~1a~1{key}/put", json!(null)), "");
        assert_eq!(with("/components/schemas/A/properties", json!(null)), "");
    }

    #[test]
    fn a_member_that_has_to_be_there_is_asked_for() {
        assert!(
            refused(|root| drop(root.as_object_mut().unwrap().remove("info")))
                .unwrap()
                .starts_with(
                    "x.json:1: (root): an OpenAPI document has `info`, this one has not; add it"
                )
        );
        assert!(
            with(&format!("{GET}/parameters"), json!([{"name": "q"}])).starts_with(
                "x.json:1: /paths/~1a~1{key}/get/parameters/0: a parameter object has `in`, this one has not; "
            )
        );
    }

    #[test]
    fn a_reference_to_nothing_or_to_another_kind_is_refused() {
        let to = |reference: &str| {
            with(
                "/components/schemas/A/properties/b",
                json!({"$ref": reference}),
            )
        };
        assert_eq!(to("#/components/schemas/A"), "");
        for lost in [
            "#/components/schemas/B",
            "#/components/responses/A",
            "other.json#/A",
            "#/components/schemas/A/properties/b",
        ] {
            assert_eq!(
                to(lost),
                format!(
                    "x.json:1: /components/schemas/A/properties/b: the reference `{lost}` leads to none of this \
                     document's schemas; add the component, or correct the reference, with an overlay action"
                )
            );
        }
    }

    #[test]
    fn responses_that_lead_to_one_another_are_refused() {
        let refusal = refused(|root| {
            let to = |name: &str| json!({"$ref": format!("#/components/responses/{name}")});
            root["components"]["responses"] = json!({"A": to("B"), "B": to("A")});
        });
        assert!(
            refusal
                .unwrap()
                .contains("/components/responses/A: the reference `#/components/responses/B` leads back to itself; ")
        );
    }
}
