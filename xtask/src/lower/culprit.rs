//! Finds the operation or the schema that the generator cannot take, and says where it stands.
//!
//! Progenitor and typify fail on a whole document and name no place in it. So they are run again on parts: on the schemas
//! alone, then on more and more operations. The smallest part that fails ends with the culprit.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use super::{Input, contain};
use crate::api::Api;
use crate::document::{Document, child};
use crate::names::{METHODS, objects};
use crate::problem::Problem;

/// How long to look; a hang is met again at every step.
const LONGEST: Duration = Duration::from_secs(60);

/// The failure, at the place of its cause if that is found in time.
pub(super) fn blamed(input: &Input, reason: &str, document: &Document, api: &Api) -> Problem {
    let mut search = Search {
        input,
        until: Instant::now() + LONGEST,
        reason: reason.to_owned(),
    };
    let order = dependencies_first(&input.schemas);
    let operations = operations(&input.paths);
    if search.fails(&search.schemas(&order)) == Some(true) {
        let found = search.first(order.len(), |search, n| search.schemas(&order[..n]));
        if let Some(schema) = found.and_then(|n| api.schemas.get(&order[n])) {
            return document
                .problem(&schema.pointer, search.reason)
                .fix("replace this schema with one that says less, with an overlay action");
        }
    } else if let Some(n) = search.first(operations.len(), |search, n| {
        search.operations(&operations[..n])
    }) {
        let (path, method) = &operations[n];
        let pointer = child(&child("/paths", path), method);
        let fix = format!(
            "an overlay action with `target: $.paths['{path}'].{method}` and `remove: true` generates the rest"
        );
        return document.problem(&pointer, search.reason).fix(fix);
    }
    document
        .problem("/paths", search.reason)
        .fix("remove what the generator does not know with an overlay action")
}

struct Search<'a> {
    input: &'a Input,
    until: Instant,
    /// Of the last failure.
    reason: String,
}

impl Search<'_> {
    /// The place of the first of `n` things with which the generator fails, when it fails with all of them.
    fn first(&mut self, n: usize, part: impl Fn(&Self, usize) -> Input) -> Option<usize> {
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

    /// Whether the generator fails; none when the time is over.
    fn fails(&mut self, input: &Input) -> Option<bool> {
        let left = self.until.checked_duration_since(Instant::now())?;
        match contain::run_within(input, left) {
            Ok(_) => Some(false),
            Err(reason) => {
                self.reason = reason;
                (Instant::now() < self.until).then_some(true)
            }
        }
    }

    /// These schemas alone: what they refer to beside one another may be anything.
    fn schemas(&self, names: &[String]) -> Input {
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

    /// These operations, with all schemas.
    fn operations(&self, kept: &[(String, String)]) -> Input {
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

/// The names of the schemas, each after those that it refers to.
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

/// Calls `visit` with every reference to a schema, and the name of that.
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

    /// The refusal of a document that goes to the generator as it is, past every pass that would have helped.
    fn refused(paths: &Value, schemas: &Value) -> String {
        let root = json!({
            "openapi": "3.0.3", "info": {}, "servers": [{"url": "https://h/api"}],
            "paths": paths, "components": {"schemas": schemas},
        });
        let document = Document::parse("x.json", &format!("{root:#}")).unwrap();
        let api = Api::read("x", &document, &Names::of(&document).unwrap()).unwrap();
        super::super::generate(&document, &api)
            .err()
            .unwrap()
            .to_string()
    }

    fn operation(id: &str, content: &Value) -> Value {
        json!({"get": {"operationId": id, "responses": {"200": {"description": "d", "content": content}}}})
    }

    fn to(name: &str) -> Value {
        json!({"$ref": format!("#/components/schemas/{name}")})
    }

    #[test]
    fn the_one_operation_of_many_that_makes_it_panic_is_named() {
        let good = json!({"application/json": {"schema": {"type": "string"}}});
        let mut paths: Map<String, Value> = (0..7)
            .map(|i| (format!("/a{i}"), operation(&format!("a{i}"), &good)))
            .collect();
        paths["/a4"] = operation("a4", &json!({"application/json": {}}));
        let refusal = refused(&paths.into(), &json!({}));
        assert!(
            refusal.contains(": /paths/~1a4/get: progenitor panicked: ")
                && refusal.ends_with(
                    "; an overlay action with `target: $.paths['/a4'].get` and `remove: true` generates the rest"
                ),
            "{refusal}"
        );
    }

    #[test]
    fn the_one_schema_of_many_that_makes_it_panic_is_named_though_others_use_it() {
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
                && refusal.ends_with(
                    "; replace this schema with one that says less, with an overlay action"
                ),
            "{refusal}"
        );
    }

    #[test]
    fn a_schema_comes_after_those_that_it_refers_to() {
        let schemas = json!({"A": to("B"), "B": {"items": to("C")}, "C": to("A"), "D": {}});
        assert_eq!(dependencies_first(&schemas), ["C", "B", "A", "D"]);
    }
}
