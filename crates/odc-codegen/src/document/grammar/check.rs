//! Checks a value against the tables: every member has the kind that the specification gives it, and every `$ref` leads
//! to an object of its kind.

use serde_json::{Map, Value};

use super::tables::{DOCUMENT, Kind, Object};
use crate::document::pointer::child;

/// The longest chain of references.
const MAX_STEPS: usize = 32;

/// What is wrong, and the JSON pointer of its place.
#[derive(Debug)]
pub(crate) struct Misfit {
    pub(crate) pointer: String,
    pub(crate) what: String,
}

type Result = std::result::Result<(), Misfit>;

/// Checks a whole value.
///
/// # Errors
/// The first member of a wrong kind, or the first reference that does not lead to an object of its kind.
pub(crate) fn check(root: &Value, object: &'static Object) -> Result {
    Check { root }.value(root, &Kind::Object(object), "")
}

fn misfit(pointer: &str, what: String) -> Result {
    Err(Misfit {
        pointer: pointer.to_owned(),
        what,
    })
}

fn wrong_kind(is: &Kind, found: &Value, pointer: &str) -> Result {
    let what = format!(
        "{} belongs here, not {}",
        is.singular(),
        describe_value(found)
    );
    misfit(pointer, what)
}

/// One run of the check. References lead to values inside `root`.
struct Check<'a> {
    root: &'a Value,
}

impl Check<'_> {
    fn value(&self, value: &Value, is: &Kind, pointer: &str) -> Result {
        match (is, value) {
            (Kind::List(of), Value::Array(list)) => {
                let mut elements = list.iter().enumerate();
                elements
                    .try_for_each(|(i, element)| self.value(element, of, &format!("{pointer}/{i}")))
            }
            (Kind::Map(of) | Kind::Extended(of), Value::Object(map)) => {
                let extended = matches!(is, Kind::Extended(_));
                let mut members = map
                    .iter()
                    .filter(|(key, _)| !(extended && key.starts_with("x-")));
                members.try_for_each(|(key, member)| self.value(member, of, &child(pointer, key)))
            }
            (Kind::Object(object), Value::Object(members)) => self.object(members, object, pointer),
            (Kind::Either(one, _), found) if fits(one, found) => self.value(found, one, pointer),
            (Kind::Either(_, other), found) if fits(other, found) => {
                self.value(found, other, pointer)
            }
            (is, found) if fits(is, found) => Ok(()),
            (is, found) => wrong_kind(is, found, pointer),
        }
    }

    fn object(&self, members: &Map<String, Value>, object: &Object, pointer: &str) -> Result {
        let reference = object.component.zip(members.get("$ref"));
        let missing = object
            .required
            .iter()
            .find(|name| !members.contains_key(**name));
        match (reference, missing) {
            (Some((component, to)), _) => self.reference(to, component, pointer)?,
            (None, Some(missing)) => {
                let what = format!("{} needs `{missing}`, and this one lacks it", object.one);
                return misfit(pointer, what);
            }
            (None, None) => {}
        }
        for (key, found) in members {
            // A member that is null counts as absent.
            let is_absent = found.is_null() && !object.required.contains(&key.as_str());
            match object.member(key) {
                Some(is) if !is_absent => self.value(found, is, &child(pointer, key))?,
                None if is_ours(key) => {
                    let what = format!("{} has no `{key}`, see openapi/README.md", object.one);
                    return misfit(&child(pointer, key), what);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Checks that a reference leads to a component of its kind, directly or through other references of that kind. A
    /// reference to a schema may also lead to a schema inside another object.
    fn reference(&self, to: &Value, component: &str, pointer: &str) -> Result {
        let Some(first) = to.as_str() else {
            return wrong_kind(&Kind::Text, to, &child(pointer, "$ref"));
        };
        let start = format!("#/components/{component}/");
        let leads_to = |reference: &str| {
            let is_component = reference.starts_with(&start) && reference.matches('/').count() == 3;
            let is_of_kind = is_component || component_kind(&reference[1..]) == Some(component);
            let is_followed = is_component || component == "schemas";
            let found = self.root.pointer(&reference[1..])?;
            (is_of_kind && is_followed && found.is_object()).then_some(found)
        };
        let mut at = first;
        for _ in 0..MAX_STEPS {
            let Some(found) = Some(at).filter(|at| at.starts_with('#')).and_then(leads_to) else {
                let what = format!(
                    "the reference `{at}` does not lead to one of this document's {component}"
                );
                return misfit(pointer, what);
            };
            match found.get("$ref").and_then(Value::as_str) {
                Some(next) => at = next,
                None => return Ok(()),
            }
        }
        misfit(
            pointer,
            format!("the reference `{first}` leads back to itself"),
        )
    }
}

/// Whether a member is one of our extensions. A misspelt extension is refused. If it were ignored, a field that should
/// be secret would be printed.
pub(crate) fn is_ours(key: &str) -> bool {
    key.starts_with("x-odc-") || key == "x-rust-name"
}

/// The member of `components` that holds the kind of object that belongs at a pointer.
fn component_kind(pointer: &str) -> Option<&'static str> {
    let mut steps = pointer.split('/').skip(1);
    let first = DOCUMENT.member(steps.next()?)?;
    let is = steps.try_fold(first, below)?;
    match is {
        Kind::Object(object) | Kind::Either(Kind::Object(object), _) => object.component,
        _ => None,
    }
}

/// The kind of the value one step below a value of this kind.
fn below(is: &'static Kind, step: &str) -> Option<&'static Kind> {
    match is {
        Kind::Extended(_) if step.starts_with("x-") => None,
        Kind::List(of) | Kind::Map(of) | Kind::Extended(of) => Some(of),
        Kind::Object(object) => object.member(step),
        Kind::Either(one, other) => below(one, step).or_else(|| below(other, step)),
        _ => None,
    }
}

/// Whether a value is of a kind. The values inside it are checked later.
fn fits(is: &Kind, value: &Value) -> bool {
    match is {
        Kind::Any => true,
        Kind::Text => value.is_string(),
        Kind::Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
        Kind::Flag => value.is_boolean(),
        Kind::List(_) => value.is_array(),
        Kind::Map(_) | Kind::Extended(_) | Kind::Object(_) => value.is_object(),
        Kind::Either(one, other) => fits(one, value) || fits(other, value),
    }
}

/// Describes a value as part of a sentence.
fn describe_value(value: &Value) -> String {
    match value {
        Value::String(text) if text.len() <= 40 => format!("the text `{text}`"),
        Value::String(_) => "a text".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a JSON object".to_owned(),
        scalar => format!("`{scalar}`"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::document::preflight::tests::refused;

    /// The refusal of a document whose value at the pointer is `value`; empty when it is accepted.
    fn refusal_with(pointer: &str, value: serde_json::Value) -> String {
        refused(|root| {
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            root.pointer_mut(parent).unwrap()[key] = value;
        })
        .unwrap_or_default()
    }

    const GET: &str = "/paths/~1a~1{key}/get";

    #[test]
    fn a_member_of_a_wrong_kind_is_refused_with_the_right_kind() {
        let schema = "/components/schemas/A";
        for (pointer, value, what) in [
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
            // The assignment adds a missing member; `~1` is a slash in a key.
            let refusal = if pointer == "/paths/~1b" {
                refused(|root| root["paths"]["/b"] = value).unwrap()
            } else {
                refusal_with(&pointer, value)
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
    fn an_extension_of_ours_that_is_misspelt_or_misplaced_is_refused() {
        for (pointer, what) in [
            (
                "/components/schemas/A/x-odc-secert",
                "a schema object has no `x-odc-secert`, see openapi/README.md",
            ),
            (
                "/paths/~1a~1{key}/get/x-odc-secret",
                "an operation object has no `x-odc-secret`, see openapi/README.md",
            ),
            (
                "/paths/~1a~1{key}/x-rust-name",
                "a path item object has no `x-rust-name`, see openapi/README.md",
            ),
        ] {
            let refusal = refusal_with(pointer, json!(true));
            assert!(
                refusal.ends_with(&format!(": {pointer}: {what}; correct it in the overlay")),
                "{refusal}"
            );
        }
        assert_eq!(
            refusal_with("/components/schemas/A/x-os-secret", json!(true)),
            ""
        );
        let property = "/components/schemas/A/properties/x-odc-name";
        assert_eq!(refusal_with(property, json!({})), "", "a name of the API");
    }

    #[test]
    fn a_member_that_the_generator_does_not_read_may_be_anything() {
        for (pointer, value) in [
            (format!("{GET}/security"), json!("none")),
            (format!("{GET}/callbacks"), json!([1])),
            ("/components/schemas/A/minLength".to_owned(), json!("1")),
            ("/components/schemas/A/not".to_owned(), json!([])),
            ("/tags".to_owned(), json!("t")),
        ] {
            assert_eq!(refusal_with(&pointer, value), "", "{pointer}");
        }
    }

    #[test]
    fn a_member_that_is_null_counts_as_absent() {
        assert_eq!(refusal_with(&format!("{GET}/description"), json!(null)), "");
        assert_eq!(refusal_with(&format!("{GET}/tags"), json!(null)), "");
        assert_eq!(refusal_with("/paths/~1a~1{key}/put", json!(null)), "");
        assert_eq!(
            refusal_with("/components/schemas/A/properties", json!(null)),
            ""
        );
    }

    #[test]
    fn a_missing_required_member_is_refused() {
        assert!(
            refused(|root| drop(root.as_object_mut().unwrap().remove("info")))
                .unwrap()
                .starts_with(
                    "x.json:1: (root): an OpenAPI document needs `info`, and this one lacks it; correct it"
                )
        );
        assert!(
            refusal_with(&format!("{GET}/parameters"), json!([{"name": "q"}])).starts_with(
                "x.json:1: /paths/~1a~1{key}/get/parameters/0: a parameter object needs `in`, and this one lacks it; "
            )
        );
    }

    #[test]
    fn a_reference_to_nothing_or_to_another_kind_is_refused() {
        let to = |reference: &str| {
            refusal_with(
                "/components/schemas/A/properties/b",
                json!({"$ref": reference}),
            )
        };
        assert_eq!(to("#/components/schemas/A"), "");
        for lost in [
            "#/components/schemas/B",
            "#/components/responses/A",
            "other.json#/A",
            "#/components/schemas/A/properties",
            "#/components/schemas/A/properties/c",
            "#/components/schemas/A/title",
            "#/paths/~1a~1{key}/get/parameters/0",
        ] {
            assert_eq!(
                to(lost),
                format!(
                    "x.json:1: /components/schemas/A/properties/b: the reference `{lost}` does not lead to one of \
                                        this document's schemas; correct it with an overlay action, or repair the file"
                )
            );
        }
    }

    #[test]
    fn a_reference_may_lead_to_any_schema_of_the_document_except_itself() {
        let to = |reference: &str| {
            let refusal = refused(|root| {
                root["components"]["schemas"]["B"] =
                    json!({"additionalProperties": {"type": "string"}});
                root["components"]["schemas"]["A"]["properties"]["c"] = json!({"$ref": reference});
            });
            refusal.unwrap_or_default()
        };
        for place in [
            "#/components/schemas/A/properties/b",
            "#/components/schemas/B/additionalProperties",
            "#/paths/~1a~1{key}/get/parameters/0/schema",
        ] {
            assert_eq!(to(place), "", "{place}");
        }
        let itself = to("#/components/schemas/A/properties/c");
        assert!(
            itself.contains("/properties/c` leads back to itself; "),
            "{itself}"
        );
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
