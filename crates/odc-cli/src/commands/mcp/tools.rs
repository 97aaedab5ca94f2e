//! The tools: one for each operation and each task. Names, descriptions, schemas and hints come from the data.

use std::sync::Arc;

use odc_runtime::Operation;
use rmcp::model::{Tool, ToolAnnotations};
use serde_json::{Map, Value, json};
use wildmatch::WildMatch;

use super::super::api::schema;
use super::brief::Glossary;
use super::cut::CURSOR;
use super::task::Task;
use super::tasks::TASKS;
use crate::catalog;
use crate::exit::Failure;
use crate::request::Request;

/// The argument of writes that shows the request but does not send it.
pub(super) const DRY_RUN: &str = "dry_run";

/// The work of a tool.
#[derive(Clone, Copy, Debug)]
pub(super) enum ToolKind {
    Operation(&'static Operation),
    Task(&'static Task),
}

/// A tool, and whether it writes.
#[derive(Debug)]
pub(super) struct Entry {
    pub kind: ToolKind,
    pub writes: bool,
    /// The whole schema of the arguments.
    schema: Map<String, Value>,
    /// The tool in the form of the list.
    pub tool: Tool,
}

/// The tools that the user allows, and those that only `--allow-writes` would allow.
#[derive(Debug)]
pub(super) struct Tools {
    entries: Vec<Entry>,
    allow_writes: bool,
    glossary: Glossary,
}

impl Tools {
    /// The tools whose names match one of the patterns. Without a pattern, all of them.
    pub(super) fn new(patterns: &[String], allow_writes: bool) -> Result<Self, Failure> {
        let matchers: Vec<_> = patterns.iter().map(|it| WildMatch::new(it)).collect();
        let tasks = TASKS.iter().copied().map(Entry::of_task);
        let operations = catalog::all().into_iter().filter_map(|named| {
            // A model cannot read bytes.
            let is_bytes = Request::new(named.operation).is_bytes();
            (!is_bytes).then(|| Entry::of_operation(&named.name, named.operation))
        });
        let is_wanted = |entry: &Entry| {
            matchers.is_empty() || matchers.iter().any(|it| it.matches(&entry.tool.name))
        };
        let entries: Vec<_> = tasks.chain(operations).filter(is_wanted).collect();
        let mut tools = Self {
            entries,
            allow_writes,
            glossary: Glossary::default(),
        };
        tools.shorten();
        if tools.offered().next().is_none() {
            return Err(Failure::usage(format_args!(
                "--tools: no tool that may be used has the name {}; names are those of odctl api list with _ instead of -",
                patterns.join(" or ")
            )));
        }
        Ok(tools)
    }

    /// Makes the list short.
    fn shorten(&mut self) {
        self.glossary = Glossary::of_schemas(self.offered().map(|entry| &entry.schema));
        for entry in &mut self.entries {
            entry.tool.input_schema = Arc::new(self.glossary.shorten(&entry.schema));
        }
    }

    /// The meaning of arguments that have no description in the list.
    pub(super) fn glossary(&self) -> String {
        self.glossary.text()
    }

    /// The tools that a client sees.
    pub(super) fn offered(&self) -> impl Iterator<Item = &Entry> {
        let entries = self.entries.iter();
        entries.filter(|entry| self.allow_writes || !entry.writes)
    }

    /// The tool with this name, even if it must not be used.
    pub(super) fn get(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.tool.name == name)
    }
}

impl Entry {
    fn of_operation(name: &str, operation: &'static Operation) -> Self {
        let name = name.replace('-', "_");
        let writes = catalog::writes(operation);
        let mut schema = schema::arguments(operation);
        // The instructions describe both.
        let (extra, kind) = if writes {
            (DRY_RUN, "boolean")
        } else {
            (CURSOR, "object")
        };
        add(&mut schema, extra, json!({"type": kind}));
        let about = match operation.about() {
            "" => format!("{} {}", operation.method(), operation.path()),
            about => about.to_owned(),
        };
        let deprecated = deprecated(operation);
        let needs = needs(&[operation]);
        let hints = hints(
            writes,
            catalog::replaces(operation),
            operation.is_idempotent(),
        );
        let about = format!("{about}.{deprecated}{needs}");
        Self {
            kind: ToolKind::Operation(operation),
            writes,
            tool: Tool::new(name, about, Map::new()).with_annotations(hints),
            schema,
        }
    }

    fn of_task(task: &'static Task) -> Self {
        let mut schema = task.schema();
        if !task.writes {
            add(&mut schema, CURSOR, json!({"type": "object"}));
        }
        let hints = hints(task.writes, true, false);
        let about = format!("{}.{}", task.about, needs(&(task.operations)()));
        Self {
            kind: ToolKind::Task(task),
            writes: task.writes,
            tool: Tool::new(task.name, about, Map::new()).with_annotations(hints),
            schema,
        }
    }

    /// Checks arguments with the schema. Null counts as a missing argument.
    pub(super) fn checked(
        &self,
        given: Option<Map<String, Value>>,
    ) -> Result<Map<String, Value>, Failure> {
        let mut given = given.unwrap_or_default();
        given.retain(|_, value| !value.is_null());
        let name = &self.tool.name;
        let schema = Value::Object(self.schema.clone());
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema);
        let validator = validator.map_err(|error| {
            Failure::failed(format_args!(
                "{name}: its schema is not valid: {error}; report this"
            ))
        })?;
        let given = Value::Object(given);
        if let Some(error) = validator.iter_errors(&given).next() {
            // The value itself may be a secret.
            let place = error.instance_path().to_string();
            let place = if place.is_empty() {
                "the arguments"
            } else {
                &place
            };
            let masked = error.masked();
            return Err(Failure::usage(format_args!("{name}: {place}: {masked}")));
        }
        match given {
            Value::Object(given) => Ok(given),
            _ => Ok(Map::new()),
        }
    }
}

/// Hints for the client before a call. For reads, the protocol defines no further hints.
fn hints(writes: bool, is_destructive: bool, is_idempotent: bool) -> ToolAnnotations {
    let hints = ToolAnnotations::new().read_only(!writes).open_world(false);
    if !writes {
        return hints;
    }
    hints.destructive(is_destructive).idempotent(is_idempotent)
}

fn add(schema: &mut Map<String, Value>, name: &str, of: Value) {
    let properties = schema.get_mut("properties");
    if let Some(properties) = properties.and_then(Value::as_object_mut) {
        properties.insert(name.to_owned(), of);
    }
}

fn deprecated(operation: &Operation) -> String {
    let Some(deprecation) = operation.deprecation() else {
        return String::new();
    };
    let successor = deprecation.successor;
    let instead = successor.map(|it| format!(": use {it} instead"));
    format!(" Deprecated{}.", instead.unwrap_or_default())
}

fn needs(operations: &[&Operation]) -> String {
    let mut needs: Vec<String> = Vec::new();
    for requirement in operations.iter().filter_map(|it| it.requirement()) {
        let requirement = requirement.to_string();
        if !needs.contains(&requirement) {
            needs.push(requirement);
        }
    }
    if needs.is_empty() {
        return String::new();
    }
    format!(" Needs {}.", needs.join("; "))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn hints(tools: &Tools, name: &str) -> [Option<bool>; 3] {
        let hints = tools.get(name).unwrap().tool.annotations.clone().unwrap();
        [
            hints.read_only_hint,
            hints.destructive_hint,
            hints.idempotent_hint,
        ]
    }

    #[test]
    fn every_tool_has_its_own_name_a_description_and_a_valid_schema() {
        let tools = Tools::new(&[], true).unwrap();
        let mut names = HashSet::new();
        for entry in tools.offered() {
            let tool = &entry.tool;
            assert!(names.insert(tool.name.clone()), "{}", tool.name);
            assert!(tool.description.as_ref().unwrap().ends_with('.'));
            let schema = Value::Object((*tool.input_schema).clone());
            assert!(jsonschema::meta::is_valid(&schema), "{}", tool.name);
            jsonschema::draft202012::new(&schema).unwrap();
        }
        assert_eq!(names.len(), catalog::all().len() + TASKS.len());
    }

    #[test]
    fn no_parameter_has_the_name_of_one_of_our_arguments() {
        for named in catalog::all() {
            for parameter in named.operation.parameters() {
                let name = parameter.name();
                assert!(
                    ![CURSOR, DRY_RUN, schema::BODY].contains(&name),
                    "{}",
                    named.name
                );
            }
        }
    }

    #[test]
    fn hints_describe_the_effect_of_a_call() {
        let tools = Tools::new(&[], true).unwrap();
        for name in ["list_users", "search_revisions", "find_asset"] {
            assert_eq!(hints(&tools, name), [Some(true), None, None], "{name}");
        }
        for (name, expected) in [
            ("create_user", [false, false, false]),
            ("start_deployment_analysis", [false, false, true]),
            ("start_deployment", [false, true, false]),
            ("delete_user", [false, true, true]),
            ("promote", [false, true, false]),
        ] {
            assert_eq!(hints(&tools, name), expected.map(Some), "{name}");
        }
    }

    /// A schema without its descriptions.
    fn facts(schema: &Value, at: &str, found: &mut Vec<String>) {
        let Some(members) = schema.as_object() else {
            return;
        };
        for (name, member) in members {
            let is_number = || member.as_str().is_some_and(|it| it.starts_with("int"));
            match name.as_str() {
                "description" => {}
                "additionalProperties" if member == &Value::Bool(false) => {}
                "format" if is_number() => {}
                "properties" | "$defs" | "items" | "anyOf" | "oneOf" => {
                    found.push(format!("{at}/{name}"));
                    let items = member.as_array().into_iter().flatten().enumerate();
                    items.for_each(|(i, it)| facts(it, &format!("{at}/{name}/{i}"), found));
                    facts(member, &format!("{at}/{name}"), found);
                }
                _ if member.is_object() => facts(member, &format!("{at}/{name}"), found),
                _ => found.push(format!("{at}/{name}={member}")),
            }
        }
    }

    #[test]
    fn a_listed_schema_lacks_only_descriptions_and_these_are_written_once() {
        let tools = Tools::new(&[], true).unwrap();
        let glossary = tools.glossary();
        for entry in tools.offered() {
            let whole = Value::Object(entry.schema.clone());
            let listed = Value::Object((*entry.tool.input_schema).clone());
            let (mut expected, mut found) = (Vec::new(), Vec::new());
            facts(&whole, "", &mut expected);
            facts(&listed, "", &mut found);
            assert_eq!(found, expected, "{}", entry.tool.name);
            for (name, argument) in whole["properties"].as_object().unwrap() {
                let Some(words) = argument["description"].as_str() else {
                    continue;
                };
                let is_listed = listed["properties"][name]["description"] == words;
                let is_said = glossary.contains(&format!("\n{name}: {words}"));
                assert!(is_listed || is_said, "{}: {name}", entry.tool.name);
            }
        }
    }

    #[test]
    fn the_list_of_tools_stays_short() {
        let bytes = |writes: bool| {
            let tools = Tools::new(&[], writes).unwrap();
            let listed: Vec<_> = tools.offered().map(|entry| &entry.tool).collect();
            serde_json::to_string(&listed).unwrap().len() + tools.glossary().len()
        };
        let (reads, all) = (bytes(false), bytes(true));
        assert!(reads < 56_000, "{reads}");
        assert!(all < 98_000, "{all}");
    }

    #[test]
    fn a_deprecated_tool_names_its_replacement() {
        let tools = Tools::new(&["list_environments_v1".to_owned()], false).unwrap();
        let about = tools.offered().next().unwrap().tool.description.clone();
        let about = about.unwrap();
        assert!(about.contains("Deprecated: use "), "{about}");
    }

    #[test]
    fn without_writes_only_reads_are_offered_and_patterns_select_from_them() {
        let reads = Tools::new(&[], false).unwrap();
        assert!(reads.offered().all(|entry| !entry.writes));
        assert!(reads.get("delete_user").is_some(), "its refusal says why");
        let some = Tools::new(&["list_users".to_owned(), "gr*ph".to_owned()], false).unwrap();
        let names: Vec<_> = some.offered().map(|it| it.tool.name.as_ref()).collect();
        assert_eq!(names, ["graph", "list_users"]);
        assert!(Tools::new(&["delete_*".to_owned()], false).is_err());
    }

    #[test]
    fn arguments_that_do_not_fit_are_refused_without_their_values() {
        let tools = Tools::new(&[], true).unwrap();
        let refused = |name: &str, given: Value| {
            let entry = tools.get(name).unwrap();
            let failure = entry.checked(given.as_object().cloned()).unwrap_err();
            failure.line().unwrap().to_owned()
        };
        assert!(
            refused("list_users", json!({"limit": "s3cret"})).starts_with("list_users: /limit: ")
        );
        assert!(!refused("list_users", json!({"limit": "s3cret"})).contains("s3cret"));
        assert!(refused("list_users", json!({"stat": "Active"})).contains("the arguments"));
        assert!(refused("get_user", json!({"key": "no key"})).contains("/key"));
        let fine = tools.get("list_users").unwrap();
        let fine = fine.checked(
            json!({"limit": null, "status": "Active"})
                .as_object()
                .cloned(),
        );
        assert_eq!(Value::Object(fine.unwrap()), json!({"status": "Active"}));
    }
}
