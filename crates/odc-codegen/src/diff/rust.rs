//! Finds the Rust name of a place in a document, such as `User::photo_url`, because users know the crate and not the
//! document.

use indexmap::IndexMap;
use serde_json::Value;

use crate::document::{child, key_of, resolve};
use crate::names::{
    self, Names, Published, call_name, field_names, overlay_name, parameter_names, variant_names,
};
use crate::repair::{merged_name, names_of_used, says_what};

/// The Rust names of a document with its overlay.
#[derive(Debug)]
pub struct RustNames<'a> {
    root: &'a Value,
    names: Names,
}

/// A thing on the way of a pointer through the document.
enum PathStep {
    /// A schema, by its pointer.
    Schema(String),
    /// A property of the schema before it.
    Property(String),
    /// A value of the enum before it, by its index.
    Value(usize),
}

impl<'a> RustNames<'a> {
    /// Reads the names of a document.
    #[must_use]
    pub fn read(root: &'a Value) -> Self {
        let mut names = names_of_used(root);
        // A schema without a type has the name that it would have.
        for (published, name) in Names::by_rule(root).schemas {
            names.schemas.entry(published).or_insert(name);
        }
        Self { root, names }
    }

    /// The name of the thing at a pointer, or around it: a method of the client, a setter of a call, a type, a field, or a
    /// value of an enum.
    #[must_use]
    pub fn name_at(&self, pointer: &str) -> Option<String> {
        let tokens: Vec<String> = pointer.split('/').skip(1).map(key_of).collect();
        let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        match tokens.as_slice() {
            ["components", "schemas", schema, rest @ ..] => {
                let at = child("/components/schemas", schema);
                self.in_schema(&at, rest)
            }
            ["paths", path, method, rest @ ..] => {
                let at = child(&child("/paths", path), method);
                self.in_operation(&at, rest)
            }
            _ => None,
        }
    }

    fn in_operation(&self, at: &str, rest: &[&str]) -> Option<String> {
        let operation = self.names.operations.get(at)?;
        let method = || Some(format!("Client::{operation}"));
        match rest {
            ["parameters", index, rest @ ..] => {
                let at = format!("{at}/parameters/{index}");
                match rest {
                    ["schema", rest @ ..] if rest.contains(&"properties") => {
                        self.in_schema(&format!("{at}/schema"), rest)
                    }
                    _ => self.parameter(&at, operation),
                }
            }
            [part, rest @ ..] => {
                let schema = rest.iter().position(|step| *step == "schema");
                let Some(schema) = schema.filter(|_| matches!(*part, "requestBody" | "responses"))
                else {
                    return method();
                };
                let (before, below) = rest.split_at(schema + 1);
                let at = before
                    .iter()
                    .fold(child(at, part), |at, step| child(&at, step));
                let is_part = below
                    .iter()
                    .any(|step| matches!(*step, "properties" | "enum"));
                if is_part {
                    self.in_schema(&at, below)
                } else {
                    method()
                }
            }
            [] => method(),
        }
    }

    /// `ListUsers::limit` for a setter of a call, `Client::get_user(key)` for an argument of its method.
    fn parameter(&self, at: &str, operation: &str) -> Option<String> {
        let (list, index) = at.rsplit_once('/')?;
        let all = self.root.pointer(list)?.as_array()?;
        let all: Vec<&Value> = all.iter().map(|one| resolve(self.root, one)).collect();
        let text = |one: &'a Value, key: &str| one.get(key).and_then(Value::as_str).unwrap_or("");
        let published: Vec<Published<'_>> = all
            .iter()
            .map(|one| Published {
                name: text(one, "name"),
                place: text(one, "in"),
                given: overlay_name(one),
            })
            .collect();
        let index: usize = index.parse().ok()?;
        let name = parameter_names(&published).into_iter().nth(index)?;
        Some(match published.get(index)?.place {
            "path" => format!("Client::{operation}({name})"),
            _ => format!("{}::{name}", call_name(operation)),
        })
    }

    /// The name of a type, a field or a value at or below the schema at `at`.
    fn in_schema(&self, at: &str, rest: &[&str]) -> Option<String> {
        let mut steps = vec![PathStep::Schema(at.to_owned())];
        let mut at = at.to_owned();
        let mut rest = rest;
        loop {
            rest = match rest {
                ["properties", name, rest @ ..] => {
                    at = child(&format!("{at}/properties"), name);
                    steps.push(PathStep::Property((*name).to_owned()));
                    steps.push(PathStep::Schema(at.clone()));
                    rest
                }
                ["enum", index, ..] => {
                    steps.extend(index.parse().ok().map(PathStep::Value));
                    break;
                }
                [step @ ("items" | "additionalProperties"), rest @ ..] => {
                    at = format!("{at}/{step}");
                    steps.push(PathStep::Schema(at.clone()));
                    rest
                }
                // This is a part of an object. Its fields belong to the whole object.
                [part @ ("allOf" | "oneOf" | "anyOf"), index, rest @ ..] => {
                    at = format!("{at}/{part}/{index}");
                    rest
                }
                _ => break,
            };
        }
        self.name(&steps)
    }

    /// The name of the last thing among these steps.
    fn name(&self, steps: &[PathStep]) -> Option<String> {
        let owner = |steps: &[PathStep]| {
            steps.iter().rev().find_map(|step| match step {
                PathStep::Schema(at) => Some(at.clone()),
                _ => None,
            })
        };
        match steps {
            [before @ .., PathStep::Value(index)] => {
                let at = owner(before)?;
                let variant = self.variant(&at, *index)?;
                Some(format!("{}::{variant}", self.type_name(&at)))
            }
            // The pointer of a property means the field, not the type of its value.
            [before @ .., PathStep::Property(name), PathStep::Schema(_)] => {
                let at = owner(before)?;
                Some(format!(
                    "{}::{}",
                    self.type_name(&at),
                    self.field(&at, name)
                ))
            }
            [PathStep::Schema(at)] => Some(self.type_name(at)),
            [before @ .., PathStep::Schema(_)] => self.name(before),
            _ => None,
        }
    }

    fn type_name(&self, at: &str) -> String {
        let component = at.strip_prefix("/components/schemas/");
        let component = component.filter(|name| !name.contains('/')).map(key_of);
        let known = component.and_then(|name| self.names.schemas.get(&name).cloned());
        known.unwrap_or_else(|| {
            names::schema_name(
                &merged_name(self.root, at, &self.names),
                self.root.pointer(at),
            )
        })
    }

    fn field(&self, at: &str, name: &str) -> String {
        let parts = self.root.pointer(at).into_iter().flat_map(|schema| {
            let parts = schema.get("allOf").and_then(Value::as_array);
            parts.into_iter().flatten().chain([schema])
        });
        let properties = parts.filter_map(|part| part.get("properties")?.as_object());
        // Several parts may declare one field. The last one counts, and the object itself comes after its parts.
        let mut all = IndexMap::new();
        for (name, schema) in properties.flatten() {
            let given = all.entry(name.as_str()).or_insert(None);
            *given = overlay_name(schema).or(given.filter(|_| !says_what(schema)));
        }
        let all: Vec<(&str, Option<&str>)> = all.into_iter().collect();
        let index = all.iter().position(|(known, _)| *known == name);
        let named = index.and_then(|index| field_names(&all).into_iter().nth(index));
        named.unwrap_or_else(|| names::identifier(name))
    }

    fn variant(&self, at: &str, index: usize) -> Option<String> {
        let schema = self.root.pointer(at)?;
        let given = schema.get("x-odc-value-names");
        let values: Vec<(String, Option<String>)> = schema
            .get("enum")?
            .as_array()?
            .iter()
            .map(|value| {
                let text = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                let given = given.and_then(|given| given.get(&text)?.as_str());
                let given = given.map(str::to_owned);
                (text, given)
            })
            .collect();
        variant_names(&values).into_iter().nth(index)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_kind_of_place_has_the_name_that_users_write() {
        let root = json!({
            "paths": {"/users/{key}": {"get": {
                "operationId": "Users_GetUser",
                "x-rust-name": "get_user",
                "parameters": [
                    {"name": "key", "in": "path", "required": true, "schema": {"type": "string"}},
                    {"name": "pageSize", "in": "query", "schema": {"type": "integer"}}
                ],
                "responses": {"200": {"content": {"application/json":
                    {"schema": {"properties": {"isOn": {"type": "boolean"}}}}}}}
            }}},
            "components": {"schemas": {
                "UserDto": {"properties": {
                    "photoUrl": {"type": "string"},
                    "type": {"type": "string", "enum": ["IN_USE"]},
                    "size": {"x-rust-name": "pixels"}
                }, "allOf": [{"properties": {"theKey": {}}}]},
                "Kind": {"type": "string", "enum": ["big", "c#"], "x-odc-value-names": {"c#": "CSharp"}}
            }}
        });
        let names = RustNames::read(&root);
        let get = "/paths/~1users~1{key}/get";
        let response = format!("{get}/responses/200/content/application~1json/schema");
        for (pointer, name) in [
            (get, Some("Client::get_user")),
            (&format!("{get}/summary"), Some("Client::get_user")),
            (
                &format!("{get}/responses/404/description"),
                Some("Client::get_user"),
            ),
            (
                &format!("{get}/parameters/0"),
                Some("Client::get_user(key)"),
            ),
            (
                &format!("{get}/parameters/1/description"),
                Some("GetUser::page_size"),
            ),
            (
                &format!("{response}/properties/isOn"),
                Some("GetUserAnswer::is_on"),
            ),
            ("/components/schemas/UserDto", Some("User")),
            ("/components/schemas/UserDto/description", Some("User")),
            (
                "/components/schemas/UserDto/properties/photoUrl/nullable",
                Some("User::photo_url"),
            ),
            (
                "/components/schemas/UserDto/properties/size",
                Some("User::pixels"),
            ),
            (
                "/components/schemas/UserDto/properties/type/enum/0",
                Some("UserType::InUse"),
            ),
            (
                "/components/schemas/UserDto/allOf/0/properties/theKey",
                Some("User::the_key"),
            ),
            ("/components/schemas/Kind/enum/1", Some("Kind::CSharp")),
            ("/info/description", None),
            ("/paths/~1users~1{key}/parameters/0", None),
        ] {
            assert_eq!(names.name_at(pointer).as_deref(), name, "{pointer}");
        }
    }
}
