//! What the overlaid document says beyond the types that progenitor makes: names, prose, permissions,
//! limits, which fields are required or secret. Read before the normalize passes simplify the document.

mod paging;

use std::collections::{BTreeSet, HashSet};

use indexmap::IndexMap;
use serde_json::Value;

use crate::document::{Document, child};
use crate::names::{self, METHODS, Names, Published, given, objects};
use crate::normalize::{JOINED_WITH, MEDIA_TYPE, NUMBERS, OPTIONAL, ORIGIN, SKIPPED};
use crate::problem::Result;

pub(crate) use paging::Paging;

#[derive(Debug, Clone)]
pub(crate) struct Api {
    /// The document's name, such as `identity-v1`.
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) version: String,
    /// The path of the service below the portal domain: `/api/identity/v1`.
    pub(crate) base_path: String,
    pub(crate) deprecation: Option<Deprecation>,
    pub(crate) operations: Vec<Operation>,
    /// What is not generated: `GET /a`, and why.
    pub(crate) skipped: Vec<(String, String)>,
    /// By Rust name.
    pub(crate) schemas: IndexMap<String, Schema>,
}

#[derive(Debug, Clone)]
pub(crate) struct Deprecation {
    pub(crate) since: String,
    pub(crate) sunset: String,
    pub(crate) successor: String,
}

#[derive(Debug, Clone)]
pub(crate) struct RateLimit {
    pub(crate) pool: String,
    pub(crate) per_minute: u32,
}

#[derive(Debug, Clone)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent facts of an operation"
)]
pub(crate) struct Operation {
    pub(crate) name: String,
    /// The operationId as published.
    pub(crate) published: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) tag: String,
    pub(crate) summary: String,
    pub(crate) description: String,
    /// Alternatives, each as `Category > Name`; empty when any permission will do, none when the document is silent.
    pub(crate) permissions: Option<Vec<String>>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    pub(crate) success: String,
    pub(crate) success_status: u16,
    /// Declared error status -> what it means here.
    pub(crate) errors: Vec<(String, String)>,
    pub(crate) deprecated: bool,
    pub(crate) idempotent: bool,
    pub(crate) rate_limits: Vec<RateLimit>,
    pub(crate) aliases: Vec<String>,
    pub(crate) paging: Option<Paging>,
    /// A success may have no content although others have.
    pub(crate) optional_answer: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    pub(crate) published: String,
    pub(crate) ident: String,
    pub(crate) place: String,
    pub(crate) description: String,
    /// What joins the values of a list although its schema is a string.
    pub(crate) joined_with: Option<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct Body {
    pub(crate) description: String,
    /// Where JSON is not called `application/json`.
    pub(crate) media_type: Option<String>,
}

/// What a schema is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// An answer, or part of one, whatever else but a PATCH it is used for.
    Answer,
    /// Sent, and neither answered nor part of a PATCH.
    Request,
    /// The body of a PATCH or an object in it, whatever else it is used for, else nothing could be cleared;
    /// and the elements of its lists, if they are used for nothing else.
    Patch,
    Unused,
}

#[derive(Debug, Clone)]
pub(crate) struct Schema {
    pub(crate) published: String,
    /// Where it stands in the document.
    pub(crate) pointer: String,
    pub(crate) description: String,
    pub(crate) role: Role,
    /// The values of a string enum, in document order, with the Rust names given to them.
    pub(crate) values: Option<Vec<(String, Option<String>)>>,
    /// The values of an integer enum, in document order.
    pub(crate) numbers: Vec<Number>,
    pub(crate) aliases: Vec<String>,
    /// How the alternatives of a `oneOf` are told apart.
    pub(crate) discriminator: Option<Discriminator>,
    /// By published name.
    pub(crate) properties: IndexMap<String, Property>,
}

/// A value of an integer enum.
#[derive(Debug, Clone)]
pub(crate) struct Number {
    pub(crate) value: i64,
    pub(crate) name: Option<String>,
    pub(crate) description: String,
}

/// The property whose value names the alternative, and the Rust type for each value.
#[derive(Debug, Clone)]
pub(crate) struct Discriminator {
    pub(crate) property: String,
    pub(crate) types: Vec<(String, String)>,
}

#[derive(Debug, Clone)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent facts of a property"
)]
pub(crate) struct Property {
    pub(crate) rust_name: Option<String>,
    pub(crate) description: String,
    /// In the document's own `required` list.
    pub(crate) listed: bool,
    /// The client insists on it: listed for requests, marked by the overlay for answers.
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    pub(crate) secret: bool,
    /// The service ignores it in what it is sent, and the schema is sent.
    pub(crate) read_only: bool,
}

impl Api {
    /// # Errors
    /// An overlay extension with a value of the wrong kind.
    pub(crate) fn read(name: &str, document: &Document, names: &Names) -> Result<Self> {
        let root = &document.root;
        let roles = Roles::of(root);
        let pool = rate_limits(document, "")?;
        let mut operations = Vec::new();
        for (path, item) in objects(root, "/paths") {
            for (method, operation) in item.as_object().into_iter().flatten() {
                if METHODS.contains(&method.as_str()) {
                    let pointer = child(&child("/paths", path), method);
                    let shared = item.get("parameters");
                    let mut read =
                        read_operation(root, names, &pointer, (method, path), operation, shared);
                    read.rate_limits.clone_from(&pool);
                    read.rate_limits.extend(rate_limits(document, &pointer)?);
                    operations.push(read);
                }
            }
        }
        let mut schemas = IndexMap::new();
        for (published, schema) in objects(root, "/components/schemas") {
            let mut read = read_schema(published, schema, &roles);
            read.discriminator = discriminator(schema, names);
            check_value_names(document, &read)?;
            schemas.insert(names.schemas[published].clone(), read);
        }
        Ok(Self {
            name: name.to_owned(),
            title: one_line(root.pointer("/info/title")),
            version: one_line(root.pointer("/info/version")),
            base_path: base_path(document)?,
            deprecation: deprecation(document)?,
            operations,
            skipped: root
                .get(SKIPPED)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .map(|pair| (text(pair.get(0)), text(pair.get(1))))
                .collect(),
            schemas,
        })
    }
}

fn text(value: Option<&Value>) -> String {
    value
        .and_then(Value::as_str)
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// A text as part of a sentence.
pub(crate) fn one_line(value: Option<&Value>) -> String {
    text(value).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn strings(value: Option<&Value>) -> Vec<String> {
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|v| text(Some(v)))
        .collect()
}

fn flag(value: &Value, name: &str) -> bool {
    value.get(name).and_then(Value::as_bool).unwrap_or(false)
}

/// The path of the first server; its host is the tenant's business.
fn base_path(document: &Document) -> Result<String> {
    let path = path_of_server(&document.root).unwrap_or_default();
    if path.contains('{') {
        let what = format!("the path `{path}` of the server has a variable without a default");
        return Err(document
            .problem("/servers/0/url", what)
            .fix("write the path out with an overlay action"));
    }
    Ok(path)
}

/// The same, with whatever variables have no default; none when there is no server.
pub(crate) fn path_of_server(root: &Value) -> Option<String> {
    let mut url = text(root.pointer("/servers/0/url"));
    for (name, variable) in objects(root, "/servers/0/variables") {
        url = url.replace(&format!("{{{name}}}"), &text(variable.get("default")));
    }
    // Without a scheme a host is known by what no path of an API begins with.
    let is_host = |step: &str| step.contains(['.', ':', '_', '{']);
    let path = match url.split_once("://") {
        Some((_, rest)) => after_host(rest),
        None if url.split('/').next().is_some_and(is_host) => after_host(&url),
        None => url.as_str(),
    };
    let steps = path.split('/').filter(|step| !step.is_empty());
    let steps: Vec<&str> = std::iter::once("").chain(steps).collect();
    (!url.is_empty()).then(|| steps.join("/"))
}

fn after_host(url: &str) -> &str {
    url.find('/').map_or("", |slash| &url[slash..])
}

fn deprecation(document: &Document) -> Result<Option<Deprecation>> {
    let Some(value) = document.root.get("x-odc-deprecation") else {
        return Ok(None);
    };
    let part = |name: &str| match value.get(name).and_then(Value::as_str) {
        Some(part) => Ok(part.to_owned()),
        None => Err(document
            .problem("/x-odc-deprecation", format!("`{name}` is missing"))
            .fix("add it in the overlay")),
    };
    Ok(Some(Deprecation {
        since: part("since")?,
        sunset: part("sunset")?,
        successor: part("successor")?,
    }))
}

fn rate_limits(document: &Document, pointer: &str) -> Result<Vec<RateLimit>> {
    let at = format!("{pointer}/x-odc-rate-limit");
    let Some(limit) = document.root.pointer(&at) else {
        return Ok(Vec::new());
    };
    let pool = limit.get("pool").and_then(Value::as_str);
    let per_minute = limit
        .get("perMinute")
        .and_then(Value::as_u64)
        .and_then(|n| u32::try_from(n).ok());
    match (pool, per_minute.filter(|n| *n > 0)) {
        (Some(pool), Some(per_minute)) => Ok(vec![RateLimit {
            pool: pool.to_owned(),
            per_minute,
        }]),
        _ => Err(document
            .problem(
                &at,
                "a rate limit has a `pool` (text) and a `perMinute` (a positive number)",
            )
            .fix("correct it in the overlay")),
    }
}

fn read_operation(
    root: &Value,
    names: &Names,
    pointer: &str,
    (method, path): (&str, &str),
    operation: &Value,
    shared: Option<&Value>,
) -> Operation {
    let lists = [shared, operation.get("parameters")];
    let published: Vec<&Value> = lists
        .into_iter()
        .flatten()
        .filter_map(Value::as_array)
        .flatten()
        .map(|parameter| resolve(root, parameter))
        .collect();
    let mut parameters = read_parameters(&published);
    // Two keys of one type in another order would compile and send them swapped: the path decides.
    let slot = |p: &Parameter| {
        path.find(&format!("{{{}}}", p.published))
            .filter(|_| p.place == "path")
    };
    parameters.sort_by_key(|p| slot(p).unwrap_or(usize::MAX));
    let responses = || {
        operation
            .get("responses")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
    };
    let success = responses().find(|(status, _)| status.starts_with('2'));
    let answer = success.and_then(|(_, r)| schema_of(resolve(root, r)));
    let paging = answer.and_then(|answer| paging::of(root, &published, &parameters, answer));
    Operation {
        name: names.operations[pointer].clone(),
        published: text(operation.get("operationId")),
        method: method.to_owned(),
        path: path.to_owned(),
        tag: operation
            .pointer("/tags/0")
            .map_or_else(|| "default".to_owned(), |t| text(Some(t))),
        summary: text(operation.get("summary")),
        description: text(operation.get("description")),
        permissions: operation
            .get("x-os-permissions")
            .map(|sentence| permissions(&text(Some(sentence)))),
        body: operation
            .get("requestBody")
            .map(|body| read_body(resolve(root, body))),
        success: success
            .map(|(_, r)| text(resolve(root, r).get("description")))
            .unwrap_or_default(),
        success_status: success
            .and_then(|(status, _)| status.parse().ok())
            .unwrap_or(200),
        errors: responses()
            .filter(|(status, _)| !status.starts_with('2'))
            .map(|(status, r)| (status.clone(), text(resolve(root, r).get("description"))))
            .collect(),
        deprecated: flag(operation, "deprecated"),
        idempotent: operation
            .get("x-odc-idempotent")
            .and_then(Value::as_bool)
            .unwrap_or(matches!(
                method,
                "get" | "put" | "delete" | "head" | "options"
            )),
        rate_limits: Vec::new(),
        aliases: strings(operation.get("x-odc-aliases")),
        paging,
        optional_answer: flag(operation, OPTIONAL),
        parameters,
    }
}

fn read_parameters(parameters: &[&Value]) -> Vec<Parameter> {
    let published = parameters.iter().map(|parameter| {
        let text = |key| parameter.get(key).and_then(Value::as_str);
        Published {
            name: text("name").unwrap_or_default(),
            place: text("in").unwrap_or_default(),
            given: given(parameter),
        }
    });
    let idents = names::parameters(&published.collect::<Vec<_>>());
    let pairs = parameters.iter().zip(idents);
    pairs
        .map(|(parameter, ident)| read_parameter(parameter, ident))
        .collect()
}

fn read_parameter(parameter: &Value, ident: String) -> Parameter {
    let published = text(parameter.get("name"));
    Parameter {
        ident,
        place: text(parameter.get("in")),
        description: text(parameter.get("description")),
        joined_with: joined_with(parameter),
        published,
    }
}

/// By the overlay's word, or by the style of the parameter.
fn joined_with(parameter: &Value) -> Option<String> {
    let mark = parameter.get(JOINED_WITH).and_then(Value::as_str);
    let comma = flag(parameter, "x-odc-comma-list").then_some(",");
    mark.or(comma).map(str::to_owned)
}

fn read_body(body: &Value) -> Body {
    Body {
        description: text(body.get("description")),
        media_type: body
            .get(MEDIA_TYPE)
            .and_then(Value::as_str)
            .map(str::to_owned),
    }
}

/// In what is answered, only what the overlay marks has to be there; else what the document lists as required has to
/// be, and what is only read is not there at all.
fn read_schema(published: &str, schema: &Value, roles: &Roles) -> Schema {
    let answered = roles.answers.contains(published);
    let listed: HashSet<String> = strings(schema.get("required")).into_iter().collect();
    let properties = schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter(|(_, property)| answered || !flag(property, "readOnly"))
        .map(|(name, property)| {
            let listed = listed.contains(name);
            let marked = flag(property, "x-odc-required");
            let read = Property {
                rust_name: given(property).map(str::to_owned),
                description: text(property.get("description")),
                listed,
                required: marked || (listed && !answered),
                nullable: flag(property, "nullable"),
                secret: is_secret(property),
                read_only: flag(property, "readOnly") && roles.is_sent(published),
            };
            (name.clone(), read)
        })
        .collect();
    let origin = schema.get(ORIGIN).and_then(Value::as_str);
    let component = || child("/components/schemas", published);
    Schema {
        published: published.to_owned(),
        pointer: origin.map_or_else(component, str::to_owned),
        description: text(schema.get("description")),
        role: roles.of_schema(published),
        values: enum_values(schema),
        numbers: numbers(schema),
        aliases: strings(schema.get("x-odc-aliases")),
        discriminator: None,
        properties,
    }
}

/// By the overlay's word, or a text that is a password or is never answered.
pub(crate) fn is_secret(property: &Value) -> bool {
    let says = |key: &str, value: &str| property.get(key).is_some_and(|v| v == value);
    let is_password = says("format", "password");
    let is_hidden = flag(property, "writeOnly") && property.get("format").is_none();
    let is_text = says("type", "string") && property.get("enum").is_none();
    flag(property, "x-odc-secret") || (is_text && (is_password || is_hidden))
}

/// Which type a value of the discriminator stands for. By now a union is a `oneOf`, and its mapping is complete.
fn discriminator(schema: &Value, names: &Names) -> Option<Discriminator> {
    schema.get("oneOf")?;
    let property = schema.pointer("/discriminator/propertyName")?.as_str()?;
    let mapping = schema
        .pointer("/discriminator/mapping")
        .and_then(Value::as_object);
    let types = mapping.into_iter().flatten().filter_map(|(tag, target)| {
        let name = names.schemas.get(&component(target.as_str()?))?;
        Some((tag.clone(), name.clone()))
    });
    Some(Discriminator {
        property: property.to_owned(),
        types: types.collect(),
    })
}

/// The values of a string enum, each once, with the names that `x-odc-value-names: {VALUE: NAME}` gives them.
fn enum_values(schema: &Value) -> Option<Vec<(String, Option<String>)>> {
    let is_string = schema.get("type").is_some_and(|t| t == "string");
    let values = schema
        .get("enum")
        .and_then(Value::as_array)
        .filter(|_| is_string)?;
    let names = schema.get("x-odc-value-names");
    let name_of = |value: &str| {
        names
            .and_then(|n| n.get(value))
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let values = values.iter().filter_map(Value::as_str);
    let distinct: IndexMap<String, Option<String>> =
        values.map(|v| (v.to_owned(), name_of(v))).collect();
    Some(distinct.into_iter().collect())
}

fn numbers(schema: &Value) -> Vec<Number> {
    let numbers = schema.get(NUMBERS).and_then(Value::as_array);
    let numbers = numbers.into_iter().flatten().filter_map(|number| {
        Some(Number {
            value: number.get(0)?.as_i64()?,
            name: number.get(1).and_then(Value::as_str).map(str::to_owned),
            description: one_line(number.get(2)),
        })
    });
    numbers.collect()
}

/// The overlay's names of an enum's values are names in Rust, each of one value.
fn check_value_names(document: &Document, schema: &Schema) -> Result<()> {
    let given = || {
        let values = schema.values.iter().flatten();
        values.filter_map(|(value, name)| Some((value, name.as_ref()?)))
    };
    for (i, (value, name)) in given().enumerate() {
        let taken = given().take(i).any(|(_, other)| other == name);
        let own = matches!(name.as_str(), "Unknown" | "Err");
        if taken || own || syn::parse_str::<syn::Ident>(name).is_err() {
            let pointer = child(&format!("{}/x-odc-value-names", schema.pointer), value);
            return Err(document
                .problem(
                    &pointer,
                    format!("the value `{value}` cannot be called `{name}`"),
                )
                .fix("give it a name of its own, such as BigThing, in the overlay"));
        }
    }
    Ok(())
}

/// `**Category > Name**` parts of the published sentence.
pub(crate) fn permissions(sentence: &str) -> Vec<String> {
    sentence
        .split("**")
        .skip(1)
        .step_by(2)
        .filter(|part| part.contains('>'))
        .map(|part| part.trim().to_owned())
        .collect()
}

/// Follows a `$ref` within the document; anything else is returned as it is.
pub(crate) fn resolve<'a>(root: &'a Value, mut value: &'a Value) -> &'a Value {
    // A chain longer than this is a cycle, which preflight refuses.
    for _ in 0..32 {
        let target = value
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|r| r.strip_prefix('#'));
        match target.and_then(|pointer| root.pointer(pointer)) {
            Some(next) => value = next,
            None => break,
        }
    }
    value
}

fn schema_of(response: &Value) -> Option<&Value> {
    response.pointer("/content/application~1json/schema")
}

/// Which schemas requests and answers reach.
struct Roles {
    answers: BTreeSet<String>,
    requests: BTreeSet<String>,
    /// The bodies of PATCH operations, and objects in them.
    merged: BTreeSet<String>,
    /// Elements of lists and maps in bodies of PATCH operations.
    elements: BTreeSet<String>,
}

impl Roles {
    fn of(root: &Value) -> Self {
        let mut roles = Self {
            answers: BTreeSet::new(),
            requests: BTreeSet::new(),
            merged: BTreeSet::new(),
            elements: BTreeSet::new(),
        };
        for (_, item) in objects(root, "/paths") {
            for (method, operation) in item.as_object().into_iter().flatten() {
                if method == "parameters" {
                    reach(root, operation, &mut roles.requests);
                    continue;
                }
                for (status, response) in operation
                    .get("responses")
                    .and_then(Value::as_object)
                    .into_iter()
                    .flatten()
                {
                    if status.starts_with('2') {
                        reach(root, response, &mut roles.answers);
                    }
                }
                if let Some(parameters) = operation.get("parameters") {
                    reach(root, parameters, &mut roles.requests);
                }
                match operation.get("requestBody") {
                    Some(body) if method == "patch" => roles.merged(root, body),
                    Some(body) => reach(root, body, &mut roles.requests),
                    None => {}
                }
            }
        }
        roles
    }

    /// What a PATCH body is made of, the elements of its lists and maps apart: they may be replaced as wholes.
    fn merged(&mut self, root: &Value, value: &Value) {
        match value {
            Value::Object(object) => {
                if let Some(reference) = object.get("$ref").and_then(Value::as_str)
                    && self.merged.insert(component(reference))
                    && let Some(target) = reference.strip_prefix('#').and_then(|p| root.pointer(p))
                {
                    self.merged(root, target);
                }
                for (key, value) in object {
                    match (key.as_str(), value) {
                        ("properties", Value::Object(properties)) => {
                            properties.values().for_each(|p| self.merged(root, p));
                        }
                        ("items" | "additionalProperties", element) => {
                            reach(root, element, &mut self.elements);
                        }
                        (_, value) => self.merged(root, value),
                    }
                }
            }
            Value::Array(array) => array.iter().for_each(|v| self.merged(root, v)),
            _ => {}
        }
    }

    fn is_sent(&self, published: &str) -> bool {
        [&self.requests, &self.merged, &self.elements]
            .iter()
            .any(|sent| sent.contains(published))
    }

    fn of_schema(&self, published: &str) -> Role {
        if self.merged.contains(published) {
            Role::Patch
        } else if self.answers.contains(published) {
            Role::Answer
        } else if self.requests.contains(published) {
            Role::Request
        } else if self.elements.contains(published) {
            Role::Patch
        } else {
            Role::Unused
        }
    }
}

/// The name of the component schema that a reference leads to; the whole reference for components of other kinds.
pub(crate) fn component(reference: &str) -> String {
    let name = reference
        .strip_prefix("#/components/schemas/")
        .unwrap_or(reference);
    name.replace("~1", "/").replace("~0", "~")
}

/// Adds every component schema that `value` refers to, directly or through others.
///
/// Components of other kinds are found under their whole reference, so that a cycle of theirs ends too.
pub(crate) fn reach(root: &Value, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            if let Some(reference) = object.get("$ref").and_then(Value::as_str)
                && found.insert(component(reference))
                && let Some(target) = reference.strip_prefix('#').and_then(|p| root.pointer(p))
            {
                reach(root, target, found);
            }
            object.values().for_each(|v| reach(root, v, found));
        }
        Value::Array(array) => array.iter().for_each(|v| reach(root, v, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_called_by_a_name_of_its_own() {
        let refused = |second: &str| {
            let schema = serde_json::json!({"type": "string", "enum": ["a", "b"], "x-odc-value-names": {"a": "Big", "b": second}});
            let root = serde_json::json!({"components": {"schemas": {"Size": schema}}});
            let document = Document::parse("x.json", &root.to_string()).unwrap();
            let names = Names::of(&document).unwrap();
            Api::read("x", &document, &names)
                .err()
                .map(|problem| problem.to_string())
        };
        for name in ["", "1", "self", "two words", "\u{1f980}", "Unknown", "Big"] {
            assert_eq!(
                refused(name).unwrap(),
                format!(
                    "x.json:1: /components/schemas/Size/x-odc-value-names/b: the value `b` cannot be called `{name}`; \
                     give it a name of its own, such as BigThing, in the overlay"
                )
            );
        }
        assert_eq!(refused("Small"), None);
    }

    #[test]
    fn permissions_are_the_marked_parts_of_the_sentence() {
        assert_eq!(
            permissions(
                "Needs **User management > View end users** or **User management > Manage users**."
            ),
            [
                "User management > View end users",
                "User management > Manage users"
            ]
        );
        assert!(permissions("Open to **any** client.").is_empty());
    }
}
