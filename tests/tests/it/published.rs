//! Tests that the documents of `openapi/` have the structure that the service published. The published structures are
//! in `tests/published/`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::structure::{differences, in_bold};

/// The documents of a folder below the workspace, by their names.
fn documents(folder: &str) -> BTreeMap<String, Value> {
    let folder = workspace().join(folder);
    let mut documents = BTreeMap::new();
    for entry in std::fs::read_dir(&folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let text = std::fs::read_to_string(&path).expect("a document");
            let json = serde_json::from_str(&text).expect("JSON");
            let name = path.file_stem().and_then(|name| name.to_str());
            documents.insert(name.expect("a name").to_owned(), json);
        }
    }
    documents
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The faults in our documents, the published structures, and the table that says which documents are as published.
fn faults(
    ours: &BTreeMap<String, Value>,
    published: &BTreeMap<String, Value>,
    table: &str,
) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, structure) in published {
        match ours.get(name) {
            Some(ours) => {
                let found = differences(structure, ours);
                faults.extend(found.iter().map(|one| format!("openapi/{name}.json{one}")));
            }
            None => faults.push(format!(
                "tests/published/{name}.json has no document openapi/{name}.json: delete it or add the document"
            )),
        }
    }
    for name in ours.keys() {
        let row = table
            .lines()
            .find(|line| line.starts_with(&format!("| `{name}.json` |")));
        match (row, published.contains_key(name)) {
            (None, _) => faults.push(format!("openapi/README.md has no row for {name}.json")),
            (Some(row), false) if row.contains("| as published") => faults.push(format!(
                "openapi/{name}.json is as published, but tests/published/{name}.json is missing: \
                 see the steps in openapi/README.md"
            )),
            (Some(row), true) if !row.contains("| as published") => faults.push(format!(
                "tests/published/{name}.json is there, but the row of {name}.json in openapi/README.md does not say \
                 that the document is as published"
            )),
            (Some(_), _) => {}
        }
    }
    faults
}

/// The texts in a published structure. A structure should have no texts.
fn texts(value: &Value, pointer: &str) -> Vec<String> {
    let below = |(key, value): (&str, &Value)| {
        let pointer = format!("{pointer}/{key}");
        let is_text = ["summary", "description"].contains(&key);
        match value.as_str() {
            Some(text) if is_text && !text.is_empty() => vec![pointer],
            Some(_) => Vec::new(),
            None => texts(value, &pointer),
        }
    };
    match value {
        Value::Object(object) => object
            .iter()
            .flat_map(|(key, value)| below((key, value)))
            .collect(),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .flat_map(|(index, value)| below((&index.to_string(), value)))
            .collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_document_that_is_as_published_has_the_published_structure() {
    let (ours, published) = (documents("openapi"), documents("tests/published"));
    let table = std::fs::read_to_string(workspace().join("openapi/README.md")).expect("a README");
    assert!(published.len() >= 6, "only {} structures", published.len());
    let faults = faults(&ours, &published, &table);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_published_structures_hold_no_texts() {
    for (name, structure) in documents("tests/published") {
        let texts = texts(&structure, "");
        assert!(texts.is_empty(), "{name}.json:\n{}", texts.join("\n"));
    }
}

/// A document with one of everything that the tests change.
fn small() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Things API", "version": "v1"},
        "paths": {"/things": {"get": {
            "summary": "List the things",
            "operationId": "ListThings",
            "parameters": [
                {"name": "limit", "in": "query", "schema": {"type": "integer", "default": 10}},
                {"name": "sort", "in": "query", "schema": {"type": "string"}},
            ],
            "responses": {"200": {"description": "The things.", "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Thing"},
            }}}},
            "x-os-permissions": "Needs **Things > View** or **Things > Change**.",
        }}},
        "components": {"schemas": {"Thing": {
            "type": "object",
            "required": ["key", "state"],
            "properties": {
                "key": {"type": "string"},
                "state": {"type": "string", "enum": ["On", "Off"], "description": "The state."},
                "default": {"type": "object", "properties": {"summary": {"type": "string"}}},
                "description": {"type": "string"},
            },
            "additionalProperties": false,
        }}},
    })
}

/// The report of the comparison after a change of the small document.
fn found_after(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut ours = small();
    change(&mut ours);
    let found = differences(&small(), &ours);
    found.iter().map(ToString::to_string).collect()
}

fn thing(document: &mut Value) -> &mut Value {
    &mut document["components"]["schemas"]["Thing"]
}

fn list(document: &mut Value) -> &mut Value {
    &mut document["paths"]["/things"]["get"]
}

fn members(value: &mut Value) -> &mut serde_json::Map<String, Value> {
    value.as_object_mut().expect("an object")
}

fn elements(value: &mut Value) -> &mut Vec<Value> {
    value.as_array_mut().expect("a list")
}

#[test]
fn a_missing_property_and_an_additional_one_are_found() {
    let found = found_after(|ours| {
        let properties = members(&mut thing(ours)["properties"]);
        properties.remove("key");
        properties.insert("name".to_owned(), json!({"type": "string"}));
    });
    assert_eq!(
        found,
        [
            r#"#/components/schemas/Thing/properties/key: ours lacks {"type":"string"}"#,
            r#"#/components/schemas/Thing/properties/name: not published: {"type":"string"}"#,
        ]
    );
}

#[test]
fn a_property_with_the_name_of_a_text_is_structure() {
    let found = found_after(|ours| {
        let properties = members(&mut thing(ours)["properties"]);
        properties.remove("description");
        members(&mut properties["default"]["properties"]).remove("summary");
    });
    assert_eq!(
        found,
        [
            r#"#/components/schemas/Thing/properties/default/properties/summary: ours lacks {"type":"string"}"#,
            r#"#/components/schemas/Thing/properties/description: ours lacks {"type":"string"}"#,
        ]
    );
}

#[test]
fn a_changed_type_is_found() {
    let found = found_after(|ours| thing(ours)["properties"]["key"]["type"] = json!("integer"));
    assert_eq!(
        found,
        [
            r#"#/components/schemas/Thing/properties/key/type: published is "string", ours is "integer""#
        ]
    );
}

#[test]
fn changed_additional_properties_are_found() {
    let pointer = "#/components/schemas/Thing/additionalProperties";
    let opened = found_after(|ours| thing(ours)["additionalProperties"] = json!(true));
    assert_eq!(
        opened,
        [format!("{pointer}: published is false, ours is true")]
    );
    let gone = found_after(|ours| {
        members(thing(ours)).remove("additionalProperties");
    });
    assert_eq!(gone, [format!("{pointer}: ours lacks false")]);
}

#[test]
fn a_changed_list_of_required_properties_is_found() {
    let found = found_after(|ours| thing(ours)["required"] = json!(["key", "description"]));
    assert_eq!(
        found,
        [
            r#"#/components/schemas/Thing/required: ours lacks "state""#,
            r#"#/components/schemas/Thing/required/1: not published: "description""#,
        ]
    );
}

#[test]
fn an_additional_parameter_is_found_and_the_others_are_still_compared() {
    let found = found_after(|ours| {
        let parameters = elements(&mut list(ours)["parameters"]);
        parameters[0]["schema"]["default"] = json!(20);
        parameters.insert(0, json!({"in": "query", "name": "offset"}));
    });
    assert_eq!(
        found,
        [
            "#/paths/~1things/get/parameters/1/schema/default: published is 10, ours is 20",
            r#"#/paths/~1things/get/parameters/0: not published: {"in":"query","name":"offset"}"#,
        ]
    );
}

#[test]
fn a_different_enum_is_found() {
    let states = "#/components/schemas/Thing/properties/state/enum";
    let added = found_after(|ours| {
        elements(&mut thing(ours)["properties"]["state"]["enum"]).push(json!("Broken"));
    });
    assert_eq!(added, [format!(r#"{states}/2: not published: "Broken""#)]);
    let turned = found_after(|ours| {
        elements(&mut thing(ours)["properties"]["state"]["enum"]).reverse();
    });
    assert_eq!(turned, [format!("{states}: the order is not as published")]);
}

#[test]
fn a_response_without_its_schema_and_a_removed_method_are_found() {
    let found = found_after(|ours| {
        members(&mut list(ours)["responses"]["200"]).remove("content");
    });
    assert_eq!(
        found,
        [
            r##"#/paths/~1things/get/responses/200/content: ours lacks {"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}"##
        ]
    );
    let found = found_after(|ours| {
        members(&mut ours["paths"]["/things"]).remove("get");
    });
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("#/paths/~1things/get: ours lacks {"),
        "{found:?}"
    );
}

#[test]
fn other_texts_are_no_difference() {
    let found = found_after(|ours| {
        list(ours)["summary"] = json!("Other words");
        list(ours)["description"] = json!("Words that were not there.");
        members(&mut list(ours)["responses"]["200"]).remove("description");
        thing(ours)["properties"]["state"]["description"] = json!("Other words");
        list(ours)["x-os-permissions"] =
            json!("One of: **Things > View**, and **Things > Change**.");
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn other_permissions_are_found() {
    let sentence = "Needs **Things > View**.";
    assert_eq!(in_bold(sentence), ["Things > View"]);
    let found = found_after(|ours| list(ours)["x-os-permissions"] = json!(sentence));
    assert_eq!(
        found,
        [
            r#"#/paths/~1things/get/x-os-permissions: published are the permissions ["Things > View", "Things > Change"], ours are ["Things > View"]"#
        ]
    );
}

#[test]
fn documents_and_published_structures_belong_together() {
    let one = |name: &str| BTreeMap::from([(name.to_owned(), small())]);
    let none = BTreeMap::new();
    let as_published =
        "| `things-v1.json` | Things API, `v1` | as published; all prose is ours | 2026 | `00` |";
    let by_us = "| `things-v1.json` | Things API, `v1` | written by us | 2026 | `00` |";
    let starts = |faults: Vec<String>, expected: &[&str]| {
        assert_eq!(faults.len(), expected.len(), "{faults:?}");
        for (fault, start) in faults.iter().zip(expected) {
            assert!(fault.starts_with(start), "{fault}");
        }
    };

    starts(
        faults(&one("things-v1"), &one("things-v1"), as_published),
        &[],
    );
    starts(faults(&one("things-v1"), &none, by_us), &[]);
    starts(
        faults(&none, &one("things-v1"), as_published),
        &["tests/published/things-v1.json has no document"],
    );
    starts(
        faults(&one("things-v1"), &none, as_published),
        &["openapi/things-v1.json is as published, but"],
    );
    starts(
        faults(&one("things-v1"), &one("things-v1"), by_us),
        &["tests/published/things-v1.json is there, but"],
    );
    starts(
        faults(&one("things-v1"), &none, ""),
        &["openapi/README.md has no row for things-v1.json"],
    );
}

#[test]
fn a_text_in_a_published_structure_is_found() {
    let mut found = texts(&small(), "");
    found.sort();
    assert_eq!(
        found,
        [
            "/components/schemas/Thing/properties/state/description",
            "/paths//things/get/responses/200/description",
            "/paths//things/get/summary",
        ]
    );
}
