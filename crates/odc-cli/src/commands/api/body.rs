//! The body of a request: from `--body`, from the flags of its fields, or from both.

use std::path::Path;

use odc_runtime::RequestBody;
use serde_json::{Map, Value};

use super::flags::{Described, Kind};
use crate::exit::Failure;
use crate::files::{self, LARGEST_DATA};
use crate::names;

/// The fields of a body that is an object, and whether it needs each of them.
pub(super) fn fields(body: &RequestBody) -> Vec<(Described, bool)> {
    let Ok(schema) = serde_json::from_str::<Value>(body.schema()) else {
        return Vec::new();
    };
    let root = resolve(&schema, &schema);
    let required = |name: &str| {
        let list = root["required"].as_array();
        list.is_some_and(|list| list.iter().any(|it| it == name))
    };
    let properties = root["properties"].as_object().into_iter().flatten();
    let fields =
        properties.map(|(name, property)| (described(&schema, name, property), required(name)));
    fields.collect()
}

/// Follows references. For a union with null, takes the only other alternative.
fn resolve<'a>(schema: &'a Value, part: &'a Value) -> &'a Value {
    let mut part = part;
    // No document nests references so deeply. A reference to itself ends here.
    for _ in 0..16 {
        let next = match part["$ref"].as_str() {
            Some(reference) => schema.pointer(reference.trim_start_matches('#')),
            None => alternative(part),
        };
        let Some(next) = next else { return part };
        part = next;
    }
    part
}

fn alternative(part: &Value) -> Option<&Value> {
    let parts = ["anyOf", "oneOf", "allOf"]
        .iter()
        .find_map(|name| part[*name].as_array())?;
    let mut parts = parts.iter().filter(|part| part["type"] != "null");
    let only = parts.next()?;
    parts.next().is_none().then_some(only)
}

fn described(schema: &Value, name: &str, property: &Value) -> Described {
    let target = resolve(schema, property);
    let is_list = types(target).contains(&"array");
    let value = if is_list {
        resolve(schema, &target["items"])
    } else {
        target
    };
    let kind = kind(value);
    let values = value["enum"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    let about = property["description"]
        .as_str()
        .or(target["description"].as_str());
    Described {
        name: name.to_owned(),
        kind,
        format: value["format"].as_str().map(ToOwned::to_owned),
        // A list of objects is one JSON text.
        is_list: is_list && kind != Kind::Json,
        values: values.map(ToOwned::to_owned).collect(),
        about: about.unwrap_or_default().to_owned(),
        default: target["default"].as_str().map(ToOwned::to_owned),
        range: (value["minimum"].as_i64(), value["maximum"].as_i64()),
    }
}

/// The types of a schema, without null.
fn types(part: &Value) -> Vec<&str> {
    let all = match &part["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    all.into_iter().filter(|one| *one != "null").collect()
}

fn kind(part: &Value) -> Kind {
    match types(part).as_slice() {
        ["string"] => Kind::Text,
        ["integer"] => Kind::Integer,
        ["number"] => Kind::Number,
        ["boolean"] => Kind::Boolean,
        _ => Kind::Json,
    }
}

impl Described {
    /// The JSON of the values from flags. The flags have already checked them.
    pub(super) fn json(&self, values: &[&String]) -> Value {
        let one = |text: &String| match self.kind {
            Kind::Text => Value::String(text.clone()),
            _ => serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone())),
        };
        match values {
            [text] if !self.is_list => one(text),
            _ => values.iter().map(|text| one(text)).collect(),
        }
    }
}

/// Reads the JSON of `--body`: the text itself, a file (`@FILE`), or stdin (`-`).
pub(super) fn read(text: &str) -> Result<Value, Failure> {
    let unreadable = |place: &str, error: &dyn std::fmt::Display| {
        Failure::usage(format_args!("--body: {place}: {error}"))
    };
    let (place, json) = match text.strip_prefix('@') {
        _ if text == "-" => {
            let input = files::stdin_text(LARGEST_DATA);
            let input = input.map_err(|error| unreadable("stdin cannot be read", &error))?;
            ("stdin", input)
        }
        Some(file) => {
            let json = files::text(Path::new(file), LARGEST_DATA);
            let json = json.map_err(|failure| failure.at_place("--body"))?;
            (file, json)
        }
        None => ("the argument", text.to_owned()),
    };
    // The parser's error contains line and column.
    serde_json::from_str(&json).map_err(|error| unreadable(&format!("{place} is not JSON"), &error))
}

/// Checks a body with the schema of its operation, and returns the warnings. A member that the document does not have
/// is only a warning, because the service may know it. The service itself reports a missing member.
///
/// # Errors
/// A value has another type, such as a list where an object belongs.
pub(super) fn check(body: &RequestBody, value: &Value) -> Result<Vec<String>, Failure> {
    let mut warnings = Vec::new();
    if let Ok(schema) = serde_json::from_str(body.schema()) {
        check_part(&schema, &schema, "the body", value, &mut warnings)?;
    }
    Ok(warnings)
}

fn check_part(
    schema: &Value,
    part: &Value,
    place: &str,
    value: &Value,
    warnings: &mut Vec<String>,
) -> Result<(), Failure> {
    let part = resolve(schema, part);
    let expected = types(part);
    let is_right = match value {
        Value::Null => true,
        Value::Bool(_) => expected.contains(&"boolean"),
        Value::Number(number) if number.as_f64().is_some_and(|it| it.fract() == 0.0) => {
            expected.contains(&"integer") || expected.contains(&"number")
        }
        Value::Number(_) => expected.contains(&"number"),
        Value::String(_) => expected.contains(&"string"),
        Value::Array(_) => expected.contains(&"array"),
        Value::Object(_) => expected.contains(&"object"),
    };
    if !expected.is_empty() && !is_right {
        // The value itself may be a secret.
        return Err(Failure::usage(format_args!(
            "--body: {place} has another type than {}, which the API document says",
            expected.join(" or ")
        )));
    }
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                let place = format!("item {} of {place}", at + 1);
                check_part(schema, &part["items"], &place, item, warnings)?;
            }
        }
        Value::Object(members) => {
            let Some(known) = part["properties"].as_object() else {
                return Ok(());
            };
            for (name, member) in members {
                if let Some(part) = known.get(name) {
                    let place = format!("{name} of {place}");
                    check_part(schema, part, &place, member, warnings)?;
                } else {
                    let near = names::nearest(name, known.keys().map(String::as_str));
                    let near = near.first().map(|it| format!("; did you mean {it}?"));
                    let near = near.unwrap_or_default();
                    warnings.push(format!(
                        "the API document lists no member \"{name}\" of {place}{near}"
                    ));
                }
            }
        }
        _ => {}
    }
    Ok(())
}

/// Adds fields to the body from `--body`.
pub(super) fn joined(
    given: Option<Value>,
    fields: Map<String, Value>,
) -> Result<Option<Value>, Failure> {
    match given {
        None if fields.is_empty() => Ok(None),
        None => Ok(Some(Value::Object(fields))),
        Some(body) if fields.is_empty() => Ok(Some(body)),
        Some(Value::Object(mut body)) => {
            body.extend(fields);
            Ok(Some(Value::Object(body)))
        }
        Some(_) => Err(Failure::usage(
            "--body is not a JSON object, so no fields can be added to it; leave their flags out",
        )),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_of_a_body_are_described_by_its_schema() {
        let schema = r##"{"$ref":"#/$defs/A","$defs":{
            "A":{"type":"object","required":["kind"],"properties":{
                "kind":{"$ref":"#/$defs/K"},
                "count":{"type":["integer","null"],"minimum":1},
                "tags":{"type":"array","items":{"type":"string"}},
                "parts":{"type":["array","null"],"items":{"$ref":"#/$defs/A"}},
                "maybe":{"anyOf":[{"$ref":"#/$defs/K"},{"type":"null"}]}}},
            "K":{"type":"string","enum":["X","Y"],"description":"A kind."}}}"##;
        let fields = fields(&RequestBody::new("application/json", schema));
        let shown: Vec<_> = fields
            .iter()
            .map(|(it, required)| (it.name.as_str(), it.kind, it.is_list, *required))
            .collect();
        assert_eq!(
            shown,
            [
                ("kind", Kind::Text, false, true),
                ("count", Kind::Integer, false, false),
                ("tags", Kind::Text, true, false),
                ("parts", Kind::Json, false, false),
                ("maybe", Kind::Text, false, false),
            ]
        );
        assert_eq!(fields[4].0.values, ["X", "Y"]);
        assert_eq!(fields[0].0.about, "A kind.");
        assert_eq!(fields[1].0.json(&[&"3".to_owned()]), json!(3));
        assert_eq!(fields[2].0.json(&[&"3".to_owned()]), json!(["3"]));
    }

    #[test]
    fn a_wrong_body_is_refused_with_line_and_column() {
        let failure = read("{\"a\":\n x}").unwrap_err();
        assert!(failure.line().unwrap().contains("line 2 column 2"));
        assert!(
            read("@/nonexistent")
                .unwrap_err()
                .line()
                .unwrap()
                .contains("/nonexistent")
        );
    }

    #[test]
    fn a_body_of_another_type_is_refused_and_an_unknown_member_is_a_warning() {
        let schema = r##"{"$ref":"#/$defs/A","$defs":{
            "A":{"type":"object","required":["kind"],"properties":{
                "kind":{"type":"string","enum":["X"]},
                "count":{"type":["integer","null"]},
                "any":{},
                "parts":{"type":["array","null"],"items":{"$ref":"#/$defs/A"}}}}}}"##;
        let body = RequestBody::new("application/json", schema);
        for (wrong, place) in [
            (json!([]), "the body has another type than object,"),
            (json!("a"), "the body has another type than object,"),
            (
                json!({"kind": 1}),
                "kind of the body has another type than string,",
            ),
            (
                json!({"kind": "X", "count": 1.5}),
                "count of the body has another type than integer,",
            ),
            (
                json!({"kind": "X", "parts": [{"kind": "X", "parts": {}}]}),
                "parts of item 1 of parts of the body has another type than array,",
            ),
        ] {
            let failure = check(&body, &wrong).unwrap_err();
            let start = format!("--body: {place} which the API document says");
            assert_eq!(failure.line(), Some(start.as_str()));
        }
        let sound = json!({"kind": "New", "count": 2.0, "any": [1], "parts": null});
        assert_eq!(check(&body, &sound).unwrap(), Vec::<String>::new());
        assert_eq!(
            check(&body, &json!({"knd": "X"})).unwrap(),
            ["the API document lists no member \"knd\" of the body; did you mean kind?"]
        );
    }

    #[test]
    fn fields_are_added_to_a_body() {
        let fields = || Map::from_iter([("a".to_owned(), json!(1))]);
        let body = joined(Some(json!({"a": 0, "b": 2})), fields()).unwrap();
        assert_eq!(body, Some(json!({"a": 1, "b": 2})));
        assert_eq!(joined(None, Map::new()).unwrap(), None);
        assert!(joined(Some(json!([])), fields()).is_err());
    }
}
