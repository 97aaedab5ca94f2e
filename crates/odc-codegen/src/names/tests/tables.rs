//! Checks that every rule does what its example says.

use serde_json::json;

use super::super::rules::{Kind, Rule, TABLES};
use super::*;

/// The names of things of one document. Each part of an example is one thing. `x-rust-name: NAME` means a name from the
/// overlay.
fn names_of(kind: Kind, parts: &[&str]) -> Vec<String> {
    match kind {
        Kind::Operation => operations_of(parts),
        Kind::Call => operations_of(parts)
            .iter()
            .map(|name| call_name(name))
            .collect(),
        Kind::Schema => {
            let schemas = parts.iter().map(|part| match given_by(part) {
                Some(name) => ("X".to_owned(), json!({"x-rust-name": name})),
                None => ((*part).to_owned(), json!({})),
            });
            let schemas: serde_json::Map<String, Value> = schemas.collect();
            let names = Names::by_rule(&json!({"components": {"schemas": schemas}}));
            names.schemas.into_values().collect()
        }
        Kind::Parameter => {
            let published = parts.iter().map(|part| {
                if let Some(name) = given_by(part) {
                    Published {
                        name: "x",
                        place: "query",
                        given: Some(name),
                    }
                } else {
                    let (name, place) = part.split_once(' ').unwrap();
                    Published {
                        name,
                        place,
                        given: None,
                    }
                }
            });
            parameter_names(&published.collect::<Vec<_>>())
        }
        Kind::Field => {
            let fields: Vec<(&str, Option<&str>)> =
                parts.iter().map(|part| (*part, given_by(part))).collect();
            let traces = field_traces(&fields);
            traces.iter().map(|trace| trace.name().to_owned()).collect()
        }
        Kind::Setter => {
            let parameters = parts.iter().filter_map(|part| part.split_once(' '));
            let parameters = parameters.map(|(name, _)| name.to_owned());
            let fields = parts.iter().filter(|part| !part.contains(' '));
            let fields: Vec<String> = fields.map(|part| (*part).to_owned()).collect();
            body_setter_names(&fields, &parameters.collect())
        }
        Kind::Value => {
            let values = parts.iter().map(|part| {
                let given = part.strip_prefix("x-odc-value-names: ");
                ((*part).to_owned(), given.map(str::to_owned))
            });
            variant_names(&values.collect::<Vec<_>>())
        }
        Kind::Group => parts.iter().map(|tag| group_file_name(tag)).collect(),
        Kind::Plural => parts.iter().map(|word| words::singular(word)).collect(),
    }
}

fn given_by(part: &str) -> Option<&str> {
    part.split_once("x-rust-name: ").map(|(_, name)| name)
}

/// The names of operations of one document. Each part is `METHOD PATH ID`. `[]` at its end means that its response is a
/// list.
fn operations_of(parts: &[&str]) -> Vec<String> {
    let mut paths = json!({});
    for part in parts {
        let is_list = part.ends_with(" []");
        let part = part.trim_end_matches(" []");
        let given = given_by(part);
        let mut words = part.splitn(3, ' ');
        let (method, path) = match words.next() {
            Some("x-rust-name:") => ("get", "/x"),
            method => (method.unwrap(), words.next().unwrap()),
        };
        let schema = if is_list {
            json!({"type": "array"})
        } else {
            json!({"type": "object"})
        };
        let content = json!({"content": {"application/json": {"schema": schema}}});
        let mut operation = json!({"responses": {"200": content}});
        match (given, words.next()) {
            (Some(name), _) => operation["x-rust-name"] = name.into(),
            (None, Some(id)) if id != "-" => operation["operationId"] = id.into(),
            _ => {}
        }
        paths[path][method] = operation;
    }
    let names = Names::by_rule(&json!({"paths": paths}));
    names.operations.into_values().collect()
}

#[test]
fn every_rule_makes_the_name_that_its_example_says() {
    let rules = TABLES
        .iter()
        .flat_map(|table| table.rules.iter().map(|rule| (table.kind, rule)));
    for (
        kind,
        Rule {
            example: (from, to),
            why,
            ..
        },
    ) in rules
    {
        let parts: Vec<&str> = from.split(" + ").collect();
        let names = names_of(kind, &parts);
        assert!(
            names.iter().any(|name| name == to),
            "{from} -> {names:?}, not {to}: {why}"
        );
    }
}

#[test]
fn every_rule_is_in_one_table_and_has_a_reason() {
    for (i, table) in TABLES.iter().enumerate() {
        assert!(
            !table.rules.is_empty() && !table.about.is_empty(),
            "{}",
            table.title
        );
        assert!(
            TABLES[..i].iter().all(|other| other.title != table.title),
            "{}",
            table.title
        );
        for rule in table.rules {
            assert!(!rule.forms.is_empty() && !rule.why.is_empty(), "{rule:?}");
            assert_eq!(rules::table_of(rule), table.title);
        }
    }
}

#[test]
fn a_trace_has_the_name_and_the_things_that_shared_each_better_candidate() {
    let id = |id: &str| json!({"post": {"operationId": id}});
    let names = Names::by_rule(&json!({"paths": {
        "/assets/{key}/tags": id("A_AddTag"), "/revisions/{id}/tags": id("R_AddTag"),
    }}));
    let trace = &names.operation_traces[0];
    assert_eq!(trace.name(), "add_asset_tag");
    let rejections: Vec<String> = trace
        .rejections
        .iter()
        .map(|rejections| format!("{rejections:?}"))
        .collect();
    assert_eq!(rejections, ["Shared([0, 1])"]);
    let granted = &trace.candidates[trace.rejections.len()];
    let steps: Vec<(&str, &str)> = granted
        .trail
        .iter()
        .map(|step| (step.from.as_str(), step.to.as_str()))
        .collect();
    assert_eq!(steps, [("assets", "asset"), ("tags", "tag")]);
}
