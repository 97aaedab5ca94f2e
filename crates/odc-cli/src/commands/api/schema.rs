//! The arguments of an operation as a JSON schema, and the request that such arguments make.

use odc_runtime::{Operation, Place};
use serde_json::{Map, Value, json};

use super::flags::{Described, Kind};
use crate::request::Request;

/// The argument that contains the body.
pub(in crate::commands) const BODY: &str = "body";

const DEFINITIONS: &str = "$defs";

/// A JSON schema (2020-12) of an object with all parameters of the operation, and its body.
pub(in crate::commands) fn arguments(operation: &Operation) -> Map<String, Value> {
    let (mut properties, mut required, mut definitions) = (Map::new(), Vec::new(), None);
    for parameter in operation.parameters() {
        let name = parameter.name();
        properties.insert(name.to_owned(), Described::of_parameter(parameter).schema());
        if parameter.is_required() || parameter.place() == Place::Path {
            required.push(json!(name));
        }
    }
    if let Some(body) = operation.body() {
        // The generator wrote the schema, with all schemas that it refers to.
        let mut schema = serde_json::from_str(body.schema()).unwrap_or_else(|_| json!({}));
        definitions = schema
            .as_object_mut()
            .and_then(|schema| schema.shift_remove(DEFINITIONS));
        properties.insert(BODY.to_owned(), schema);
        required.push(json!(BODY));
    }
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        schema.insert("required".to_owned(), Value::Array(required));
    }
    // Without this, a filter with a misspelt name would select everything.
    schema.insert("additionalProperties".to_owned(), json!(false));
    if let Some(definitions) = definitions {
        schema.insert(DEFINITIONS.to_owned(), definitions);
    }
    schema
}

/// The request that arguments make. They fit the schema. Arguments that are not parameters are left out.
pub(in crate::commands) fn request(
    operation: &'static Operation,
    arguments: &Map<String, Value>,
) -> Request {
    let mut request = Request::new(operation);
    for parameter in operation.parameters() {
        let values = match arguments.get(parameter.name()) {
            None => continue,
            Some(Value::Array(values)) => values.as_slice(),
            Some(one) => std::slice::from_ref(one),
        };
        let name = parameter.name();
        request = values
            .iter()
            .fold(request, |request, value| request.with(name, text(value)));
    }
    match arguments.get(BODY) {
        Some(body) if operation.body().is_some() => request.with_body(body.clone()),
        _ => request,
    }
}

/// A value in the form in which it is sent. JSON has only one kind of number, so 3.0 is the integer 3.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 => format!("{float:.0}"),
            _ => number.to_string(),
        },
        other => other.to_string(),
    }
}

impl Described {
    /// The value as a JSON schema.
    fn schema(&self) -> Value {
        let kind = match self.kind {
            Kind::Text => Some("string"),
            Kind::Integer => Some("integer"),
            Kind::Number => Some("number"),
            Kind::Boolean => Some("boolean"),
            Kind::Json => None,
        };
        let mut value = Map::new();
        let mut set = |key: &str, it: Option<Value>| {
            value.extend(it.map(|it| (key.to_owned(), it)));
        };
        set("type", kind.map(Value::from));
        set("format", self.format.clone().map(Value::from));
        let values = (!self.values.is_empty()).then(|| json!(self.values));
        set("enum", values);
        set("minimum", self.range.0.map(Value::from));
        set("maximum", self.range.1.map(Value::from));
        let mut schema = if self.is_list {
            json!({"type": "array", "items": value})
        } else {
            Value::Object(value)
        };
        let default = self.default.as_ref().map(|it| format!("Default: {it}."));
        let about = [Some(self.about.clone()), default];
        let about: Vec<_> = about
            .into_iter()
            .flatten()
            .filter(|it| !it.is_empty())
            .collect();
        if !about.is_empty() {
            schema["description"] = json!(about.join(" "));
        }
        schema
    }
}

#[cfg(test)]
mod tests {
    use odc_identity_v1::operations::{CREATE_USER, GET_USER, LIST_USERS};

    use super::*;
    use crate::catalog;

    #[test]
    fn parameters_have_the_types_values_and_descriptions_of_the_document() {
        let schema = Value::Object(arguments(&LIST_USERS));
        let of = |name: &str| &schema["properties"][name];
        assert_eq!(of("limit")["type"], "integer");
        assert_eq!(of("userKeys")["type"], "array");
        assert_eq!(
            of("status")["enum"],
            json!(["Active", "Invited", "Inactive", "PendingRegistration"])
        );
        assert_eq!(of("assetKey")["format"], "uuid");
        assert_eq!(of("assetKey")["description"], "Key of an asset.");
        assert_eq!(schema.get("required"), None);
        assert_eq!(arguments(&GET_USER)["required"], json!(["key"]));
    }

    #[test]
    fn the_schema_of_every_operation_is_valid_and_refuses_unknown_arguments() {
        for named in catalog::all() {
            let schema = Value::Object(arguments(named.operation));
            let validator = jsonschema::draft202012::new(&schema).unwrap();
            assert!(jsonschema::meta::is_valid(&schema), "{}", named.name);
            assert!(
                !validator.is_valid(&json!({"nonsense": 1})),
                "{}",
                named.name
            );
        }
    }

    #[test]
    fn arguments_become_a_request() {
        let given = json!({"limit": 3.0, "userKeys": ["a", "b"], "hasOrganizationRoles": true});
        let request = request(&LIST_USERS, given.as_object().unwrap());
        assert_eq!(
            request.prepare().unwrap().query,
            [
                ("userKeys".to_owned(), "a,b".to_owned()),
                ("hasOrganizationRoles".to_owned(), "true".to_owned()),
                ("limit".to_owned(), "3".to_owned()),
            ]
        );
        let given = json!({"body": {"name": "Ana"}});
        let request = super::request(&CREATE_USER, given.as_object().unwrap());
        assert_eq!(
            request.prepare().unwrap().body,
            Some(json!({"name": "Ana"}))
        );
    }
}
