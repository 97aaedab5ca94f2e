//! Finds the operation or the schema that makes progenitor fail.
//!
//! When progenitor or typify fails, its message names no place in the document. So the search runs them again on parts
//! of the document. First it tries only the schemas. If progenitor accepts them, it finds the smallest number of
//! operations with which progenitor fails. The last thing in the smallest part that fails is the culprit.

use std::collections::HashSet;
use std::time::Instant;

use serde_json::{Map, Value, json};

use super::progenitor::{Input, run};
use crate::contain::{self, Failure};
use crate::document::{Document, METHODS, Problem, child, objects};
use crate::facts::Api;

/// The fix for a failure without a known place.
pub(super) const REMOVE: &str = "remove the unknown form with an overlay action";

/// The time limit of the search, in multiples of the limit of one run.
const MAX_RUNS: u32 = 4;

/// The failure with the place of its cause, if the search finds it in time.
pub(super) fn locate_failure(
    input: &Input,
    reason: &str,
    document: &Document,
    api: &Api,
) -> Problem {
    let mut search = Search {
        input,
        until: Instant::now() + contain::part_time_limit(input) * MAX_RUNS,
        reason: reason.to_owned(),
    };
    let (pointer, fix) = search
        .find_culprit(api)
        .unwrap_or_else(|| ("/paths".to_owned(), REMOVE.to_owned()));
    document.problem(&pointer, search.reason).fix(fix)
}

struct Search<'a> {
    input: &'a Input,
    until: Instant,
    /// The reason of the last failure.
    reason: String,
}

impl Search<'_> {
    /// The pointer of the culprit and the fix, or `None` when the time is over.
    fn find_culprit(&mut self, api: &Api) -> Option<(String, String)> {
        let order = dependencies_first(&self.input.schemas);
        if self.fails(&self.with_schemas(&order))? {
            let n =
                self.first_failing(order.len(), |search, n| search.with_schemas(&order[..n]))?;
            let fix = "replace this schema with a simpler one, with an overlay action";
            return Some((api.schemas.get(&order[n])?.pointer.clone(), fix.to_owned()));
        }
        let operations = operations(&self.input.paths);
        let n = self.first_failing(operations.len(), |search, n| {
            search.with_operations(&operations[..n])
        })?;
        let (path, method) = &operations[n];
        let path = published_path(api, path, &self.input.paths[path][method]);
        let quoted = path.replace('\\', r"\\").replace('\'', r"\'");
        let fix = format!(
            "an overlay action with `target: $.paths['{quoted}'].{method}` and `remove: true` skips the operation"
        );
        Some((child(&child("/paths", path), method), fix))
    }

    /// The index of the first of `n` things with which progenitor fails. Progenitor is known to fail with all of them.
    fn first_failing(&mut self, n: usize, part: impl Fn(&Self, usize) -> Input) -> Option<usize> {
        let (mut works, mut fails) = (0, n);
        while fails > works + 1 {
            let middle = usize::midpoint(works, fails);
            let input = part(self, middle);
            if self.fails(&input)? {
                fails = middle;
            } else {
                works = middle;
            }
        }
        fails.checked_sub(1)
    }

    /// Whether progenitor fails, or `None` when the time is over or it cannot run.
    fn fails(&mut self, input: &Input) -> Option<bool> {
        if Instant::now() > self.until {
            return None;
        }
        match run(input, contain::run_part) {
            Ok(_) => Some(false),
            Err(Failure::Refused(reason)) => {
                self.reason = reason;
                Some(true)
            }
            Err(Failure::TimedOut(_)) => Some(true),
            // Progenitor did not run, so this part has no result.
            Err(Failure::NotRun(_)) => None,
        }
    }

    /// The input with only these schemas. References to other schemas become any JSON.
    fn with_schemas(&self, names: &[String]) -> Input {
        let wanted: HashSet<&String> = names.iter().collect();
        let kept = names.iter().map(|name| {
            let mut schema = self.input.schemas[name].clone();
            each_reference(&mut schema, &mut |place, to| {
                if !wanted.contains(to) {
                    *place = json!({});
                }
            });
            (name.clone(), schema)
        });
        Input {
            paths: json!({}),
            schemas: kept.collect(),
            enums: self.input.enums.clone(),
        }
    }

    /// The input with these operations and all schemas.
    fn with_operations(&self, kept: &[(String, String)]) -> Input {
        let mut paths = Map::new();
        for (path, method) in kept {
            let item = paths.entry(path.clone()).or_insert_with(|| json!({}));
            item[method] = self.input.paths[path][method].clone();
        }
        Input {
            paths: paths.into(),
            ..self.input.clone()
        }
    }
}

/// The published path of an operation. Its parameters have Rust names by now.
fn published_path<'a>(api: &'a Api, path: &'a str, operation: &Value) -> &'a str {
    let mut known = api.operations.iter();
    let known = known.find(|known| operation["operationId"] == *known.name);
    known.map_or(path, |known| &known.path)
}

fn operations(paths: &Value) -> Vec<(String, String)> {
    let items = paths.as_object().into_iter().flatten();
    let operations = items.flat_map(|(path, item)| {
        let members = item.as_object().into_iter().flatten();
        members.map(|(method, _)| (path.clone(), method.clone()))
    });
    operations
        .filter(|(_, method)| METHODS.contains(&method.as_str()))
        .collect()
}

/// The names of the schemas. Each name comes after the names of the schemas that it refers to.
fn dependencies_first(schemas: &Value) -> Vec<String> {
    let (mut order, mut seen) = (Vec::new(), HashSet::new());
    for (name, _) in objects(schemas, "") {
        let mut stack = vec![(name.clone(), false)];
        while let Some((name, left)) = stack.pop() {
            if left {
                order.push(name);
            } else if seen.insert(name.clone()) {
                let mut schema = schemas[&name].clone();
                stack.push((name, true));
                each_reference(&mut schema, &mut |_, to| stack.push((to.clone(), false)));
            }
        }
    }
    order
}

/// Calls `visit` with every reference to a schema, and the name of the schema.
fn each_reference(value: &mut Value, visit: &mut dyn FnMut(&mut Value, &String)) {
    let reference = value.get("$ref").and_then(Value::as_str);
    let to = reference.and_then(|r| r.strip_prefix("#/components/schemas/"));
    if let Some(to) = to.map(str::to_owned) {
        return visit(value, &to);
    }
    match value {
        Value::Object(object) => object.values_mut().for_each(|v| each_reference(v, visit)),
        Value::Array(list) => list.iter_mut().for_each(|v| each_reference(v, visit)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::names::Names;

    use super::*;

    /// The refusal of a document that goes to progenitor without any pass.
    fn refused(paths: &Value, schemas: &Value) -> String {
        let (document, api) = read(paths, schemas);
        generation_error(&document, &api)
    }

    fn read(paths: &Value, schemas: &Value) -> (Document, Api) {
        let root = json!({
            "openapi": "3.0.3", "info": {}, "servers": [{"url": "https://h/api"}],
            "paths": paths, "components": {"schemas": schemas},
        });
        let document = Document::parse("x.json", &format!("{root:#}")).unwrap();
        let api = Api::read("x", &document, &Names::assign(&document).unwrap()).unwrap();
        (document, api)
    }

    fn generation_error(document: &Document, api: &Api) -> String {
        let refused = super::super::generate(document, api).err();
        refused.unwrap().to_string()
    }

    fn operation(id: &str, content: &Value) -> Value {
        json!({"get": {"operationId": id, "responses": {"200": {"description": "d", "content": content}}}})
    }

    fn to(name: &str) -> Value {
        json!({"$ref": format!("#/components/schemas/{name}")})
    }

    #[test]
    fn the_operation_that_makes_progenitor_panic_is_found_among_many() {
        let good = json!({"application/json": {"schema": {"type": "string"}}});
        let mut paths: Map<String, Value> = (0..7)
            .map(|i| (format!("/a{i}"), operation(&format!("a{i}"), &good)))
            .collect();
        paths["/a4"] = operation("a4", &json!({"application/json": {}}));
        let refusal = refused(&paths.into(), &json!({}));
        assert!(
            refusal.contains(": /paths/~1a4/get: progenitor panicked: ")
                && refusal.ends_with(
                    "; an overlay action with `target: $.paths['/a4'].get` and `remove: true` skips the operation"
                ),
            "{refusal}"
        );
    }

    #[test]
    fn an_operation_is_reported_with_its_published_path() {
        let bad = json!({"application/json": {}});
        let (mut document, api) = read(&json!({"/it's/{Key}": operation("a", &bad)}), &json!({}));
        let lowered = operation(&api.operations[0].name, &bad);
        document.root["paths"] = json!({"/it's/{key_path}": lowered});
        let refusal = generation_error(&document, &api);
        assert!(
            refusal.starts_with("x.json:11: /paths/~1it's~1{Key}/get: progenitor panicked: ")
                && refusal.contains(r"`target: $.paths['/it\'s/{Key}'].get`"),
            "{refusal}"
        );
    }

    #[test]
    fn nothing_is_reported_when_there_is_no_time_to_search() {
        let good = json!({"application/json": {"schema": {"type": "string"}}});
        let (document, api) = read(&json!({"/a": operation("a", &good)}), &json!({}));
        let input = Input {
            paths: document.root["paths"].clone(),
            schemas: json!({}),
            enums: Vec::new(),
        };
        let mut search = Search {
            input: &input,
            until: Instant::now(),
            reason: "it hangs".to_owned(),
        };
        assert_eq!(search.find_culprit(&api), None);
        assert_eq!(search.reason, "it hangs");
    }

    #[test]
    fn the_schema_that_makes_progenitor_panic_is_found_although_others_use_it() {
        let schemas = json!({
            "User": {"type": "object", "properties": {"odd": to("Odd"), "kind": to("Kind")}},
            "Odd": {"exclusiveMinimum": true},
            "Kind": {"type": "object", "properties": {"user": to("User")}},
            "Last": {"type": "object"},
        });
        let paths =
            json!({"/a": operation("a", &json!({"application/json": {"schema": to("User")}}))});
        let refusal = refused(&paths, &schemas);
        assert!(
            refusal.contains(": /components/schemas/Odd: progenitor panicked: ")
                && refusal
                    .ends_with("; replace this schema with a simpler one, with an overlay action"),
            "{refusal}"
        );
    }

    #[test]
    fn a_schema_comes_after_those_that_it_refers_to() {
        let schemas = json!({"A": to("B"), "B": {"items": to("C")}, "C": to("A"), "D": {}});
        assert_eq!(dependencies_first(&schemas), ["C", "B", "A", "D"]);
    }
}
