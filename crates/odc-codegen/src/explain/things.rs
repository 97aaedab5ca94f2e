//! Finds the things of a document that have names: operations, parameters, schemas, fields and values of enums.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::record::Record;
use super::thing::{Sort, Thing, text_of};
use crate::document::{child, component, objects, path_methods, resolve};
use crate::names::{Published, field_traces, overlay_name, parameter_traces, variant_traces};

/// All things of a record. Owners come before their parts.
pub(super) fn find_things(record: &Record) -> Vec<Thing> {
    let mut things = Things {
        record,
        all: Vec::new(),
        published: HashMap::new(),
        parts: HashSet::new(),
    };
    things.add_operations();
    things.add_schemas();
    things.add_removed();
    things.all
}

struct Things<'r> {
    record: &'r Record,
    all: Vec<Thing>,
    /// The indices of things by their published places.
    published: HashMap<(Sort, String), usize>,
    /// The parts of operations and schemas. A part is the index of its owner, its kind, its published name, and
    /// `Thing::about`.
    parts: HashSet<(usize, Sort, String, String)>,
}

/// The distinct places, in order.
fn distinct_places(all: [Option<String>; 3]) -> Vec<String> {
    let mut places: Vec<String> = all.into_iter().flatten().collect();
    places.dedup();
    places
}

impl Things<'_> {
    fn add(&mut self, thing: Thing) -> usize {
        let at = self.all.len();
        self.published
            .entry((thing.sort, thing.place().to_owned()))
            .or_insert(at);
        if let Some(owner) = thing.owner {
            let part = (
                owner,
                thing.sort,
                thing.published.clone(),
                thing.about.clone(),
            );
            self.parts.insert(part);
        }
        self.all.push(thing);
        at
    }

    fn add_operations(&mut self) {
        let record = self.record;
        let lowered: HashMap<&str, String> = path_methods(&record.document.root)
            .filter_map(|(path, method)| {
                let pointer = child(&child("/paths", path), method);
                let id = record.document.root.pointer(&pointer)?.get("operationId")?;
                Some((id.as_str()?, pointer))
            })
            .collect();
        for (path, method) in path_methods(&record.repaired) {
            let pointer = child(&child("/paths", path), method);
            let known = record.names.operations.get_index_of(&pointer);
            let trace = known.and_then(|at| record.names.operation_traces.get(at));
            let rust = record.names.operations.get(&pointer).cloned();
            let last = rust.as_deref().and_then(|rust| lowered.get(rust).cloned());
            let operation = record.repaired.pointer(&pointer).unwrap_or(&Value::Null);
            let owner = self.add(Thing {
                sort: Sort::Operation,
                published: operation
                    .get("operationId")
                    .map(text_of)
                    .unwrap_or_default(),
                rust,
                about: format!("{} {path}", method.to_uppercase()),
                owner: None,
                places: distinct_places([Some(pointer.clone()), None, last.clone()]),
                named_at: Some(pointer.clone()),
                trace: trace.cloned(),
            });
            self.add_parameters(owner, &pointer, last.as_deref());
        }
    }

    fn add_parameters(&mut self, owner: usize, operation: &str, lowered: Option<&str>) {
        let record = self.record;
        let repaired = parameters_at(&record.repaired, operation);
        let overlaid = parameters_at(&record.overlaid, operation);
        let published: Vec<Published<'_>> = repaired
            .iter()
            .map(|(_, parameter)| published_of(parameter))
            .collect();
        let traces = parameter_traces(&published);
        let mut firsts: HashMap<(&str, &str), &String> = HashMap::new();
        for (pointer, parameter) in &overlaid {
            let is = published_of(parameter);
            firsts.entry((is.name, is.place)).or_insert(pointer);
        }
        for (((pointer, _), published), trace) in repaired.iter().zip(&published).zip(traces) {
            let first = firsts.get(&(published.name, published.place));
            let own = pointer.strip_prefix(operation);
            let last = lowered
                .zip(own)
                .map(|(lowered, own)| format!("{lowered}{own}"));
            self.add(Thing {
                sort: Sort::Parameter,
                published: published.name.to_owned(),
                rust: Some(trace.name().to_owned()),
                about: published.place.to_owned(),
                owner: Some(owner),
                places: distinct_places([
                    first.map(|pointer| (*pointer).clone()),
                    Some(pointer.clone()),
                    last,
                ]),
                named_at: Some(pointer.clone()),
                trace: Some(trace),
            });
        }
    }

    fn add_schemas(&mut self) {
        let record = self.record;
        for (name, schema) in objects(&record.repaired, "/components/schemas") {
            let pointer = child("/components/schemas", name);
            let known = record.names.schemas.get_index_of(name);
            let trace = known.and_then(|at| record.names.schema_traces.get(at));
            let rust = record.names.schemas.get(name).cloned();
            let last = rust
                .as_deref()
                .filter(|_| record.document.findings.has_rust_names);
            let last = last.map(|rust| child("/components/schemas", rust));
            let origin = record.document.findings.origin(name);
            let places =
                distinct_places([Some(origin.clone()), Some(pointer.clone()), last.clone()]);
            let owner = self.add(Thing {
                sort: Sort::Schema,
                published: name.clone(),
                rust,
                about: String::new(),
                owner: None,
                places,
                named_at: Some(pointer.clone()),
                trace: trace.cloned(),
            });
            let at = [origin, pointer, last.unwrap_or_default()];
            self.add_fields(owner, &at, schema);
            self.add_values(owner, &at, schema);
        }
    }

    fn add_fields(&mut self, owner: usize, at: &[String; 3], schema: &Value) {
        let properties: Vec<(&String, &Value)> = objects(schema, "/properties").collect();
        let fields: Vec<(&str, Option<&str>)> = properties
            .iter()
            .map(|(name, field)| (name.as_str(), overlay_name(field)))
            .collect();
        for ((name, _), trace) in properties.iter().zip(field_traces(&fields)) {
            let first = find_member(&self.record.overlaid, &at[0], "properties", name);
            let place = |schema: &String| {
                let place = child(&format!("{schema}/properties"), name);
                Some(place).filter(|_| !schema.is_empty())
            };
            self.add(Thing {
                sort: Sort::Field,
                published: (*name).clone(),
                rust: Some(trace.name().to_owned()),
                about: String::new(),
                owner: Some(owner),
                places: distinct_places([first, place(&at[1]), place(&at[2])]),
                named_at: place(&at[1]),
                trace: Some(trace),
            });
        }
    }

    fn add_values(&mut self, owner: usize, at: &[String; 3], schema: &Value) {
        let values = schema.get("enum").and_then(Value::as_array);
        let is_text = schema.get("type").is_some_and(|ty| ty == "string");
        let mut values: Vec<&str> = values
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .filter(|_| is_text)
            .collect();
        let mut seen = HashSet::new();
        values.retain(|value| seen.insert(*value));
        let names = schema.get("x-odc-value-names");
        let name_of = |value: &str| names.and_then(|names| names.get(value)?.as_str());
        let called: Vec<(String, Option<String>)> = values
            .iter()
            .map(|value| ((*value).to_owned(), name_of(value).map(str::to_owned)))
            .collect();
        let record = self.record;
        let places_of = [
            value_places(&record.overlaid, &at[0]),
            value_places(&record.repaired, &at[1]),
            value_places(&record.document.root, &at[2]),
        ];
        for ((value, _), trace) in called.iter().zip(variant_traces(&called)) {
            let [first, repaired, last] =
                places_of.each_ref().map(|all| all.get(&**value).cloned());
            self.add(Thing {
                sort: Sort::Value,
                published: value.clone(),
                rust: Some(trace.name().to_owned()),
                about: String::new(),
                owner: Some(owner),
                places: distinct_places([first, repaired.clone(), last]),
                named_at: repaired,
                trace: Some(trace),
            });
        }
    }

    /// Adds things of the published document that the repairs removed.
    fn add_removed(&mut self) {
        let record = self.record;
        for (path, method) in path_methods(&record.overlaid) {
            let pointer = child(&child("/paths", path), method);
            let operation = record.overlaid.pointer(&pointer).unwrap_or(&Value::Null);
            let id = operation
                .get("operationId")
                .map(text_of)
                .unwrap_or_default();
            let about = format!("{} {path}", method.to_uppercase());
            let owner =
                self.find_or_add_removed(Sort::Operation, &id, &about, None, pointer.clone());
            for (place, parameter) in parameters_at(&record.overlaid, &pointer) {
                let Published {
                    name, place: about, ..
                } = published_of(parameter);
                let part = (owner, Sort::Parameter, name.to_owned(), about.to_owned());
                if !self.parts.contains(&part) {
                    self.find_or_add_removed(Sort::Parameter, name, about, Some(owner), place);
                }
            }
        }
        for (name, schema) in objects(&record.overlaid, "/components/schemas") {
            let pointer = child("/components/schemas", name);
            let owner = self.find_or_add_removed(Sort::Schema, name, "", None, pointer.clone());
            for (name, _) in objects(schema, "/properties") {
                let place = child(&format!("{pointer}/properties"), name);
                let part = (owner, Sort::Field, name.clone(), String::new());
                if !self.parts.contains(&part) {
                    self.find_or_add_removed(Sort::Field, name, "", Some(owner), place);
                }
            }
        }
    }

    /// Returns the thing that is published at a place. Adds the thing when it is missing.
    fn find_or_add_removed(
        &mut self,
        sort: Sort,
        published: &str,
        about: &str,
        owner: Option<usize>,
        place: String,
    ) -> usize {
        if let Some(known) = self.published.get(&(sort, place.clone())) {
            return *known;
        }
        self.add(Thing {
            sort,
            published: published.to_owned(),
            rust: None,
            about: about.to_owned(),
            owner,
            places: vec![place],
            named_at: None,
            trace: None,
        })
    }
}

fn published_of(parameter: &Value) -> Published<'_> {
    let text = |key| {
        parameter
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    Published {
        name: text("name"),
        place: text("in"),
        given: overlay_name(parameter),
    }
}

/// The parameters of an operation with their places. The parameters of its path come first. References are followed.
fn parameters_at<'r>(root: &'r Value, operation: &str) -> Vec<(String, &'r Value)> {
    let item = operation.rsplit_once('/').map_or("", |(item, _)| item);
    let lists = [item, operation].map(|owner| format!("{owner}/parameters"));
    let elements = lists.iter().flat_map(|list| {
        let all = root.pointer(list).and_then(Value::as_array);
        let all = all.into_iter().flatten().enumerate();
        all.map(move |(i, parameter)| (format!("{list}/{i}"), parameter))
    });
    elements
        .map(|(pointer, parameter)| (pointer, resolve(root, parameter)))
        .collect()
}

/// The first place of each value of an enum.
fn value_places<'r>(root: &'r Value, schema: &str) -> HashMap<&'r str, String> {
    let values = root.pointer(schema).and_then(|schema| schema.get("enum"));
    let values = values.and_then(Value::as_array).into_iter().flatten();
    let mut places = HashMap::new();
    for (i, value) in values.enumerate() {
        if let Some(value) = value.as_str() {
            let place = || format!("{schema}/enum/{i}");
            places.entry(value).or_insert_with(place);
        }
    }
    places
}

/// The place of a property, in a schema or in one of its parts.
fn find_member(root: &Value, schema: &str, map: &str, name: &str) -> Option<String> {
    let place = child(&format!("{schema}/{map}"), name);
    if root.pointer(&place).is_some() {
        return Some(place);
    }
    let parts = root.pointer(schema)?.get("allOf")?.as_array()?;
    let mut parts = parts.iter().enumerate().map(|(i, part)| {
        let target = part.get("$ref").and_then(Value::as_str).map(component);
        let part = target.map(|name| child("/components/schemas", &name));
        let part = part.unwrap_or_else(|| format!("{schema}/allOf/{i}"));
        let place = child(&format!("{part}/{map}"), name);
        root.pointer(&place).is_some().then_some(place)
    });
    parts.find_map(|place| place)
}
