//! Tests the reports of an import about lists, texts and permissions of a new document.

use super::*;

#[test]
fn a_list_that_loses_its_stream_is_breaking_until_the_overlay_names_its_parts() {
    let number = json!({"type": "integer", "format": "int32"});
    let with_list = |items: &str, offset: &str| {
        let list = json!({"type": "object", "properties": {
            items: {"type": "array", "items": {"$ref": "#/components/schemas/ThingApiResponse"}},
            "page": {"type": "object", "properties": {"offset": number, "nextPageOffset": number}}
        }});
        let query = |name: &str| json!({"name": name, "in": "query", "schema": number});
        let get = json!({"tags": ["things"], "operationId": "Thing_ListThings",
            "parameters": [query("limit"), query(offset)],
            "responses": {"200": {"description": "x", "content": {"application/json":
                {"schema": {"$ref": "#/components/schemas/ThingList"}}}}}});
        move |document: &mut Value| {
            document["paths"]["/things"] = json!({"get": get});
            document["components"]["schemas"]["ThingList"] = list;
        }
    };
    let tree = committed_tree();
    let old = published(with_list("results", "offset")).to_string();
    run_import(&tree, &old, "").0.unwrap();
    let new = published(with_list("data", "cursor")).to_string();
    let (ended, output) = run_import(&tree, &new, "--dry-run");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    let lost = "breaking  GET /things: the list loses `.stream()` and `.pages()` (`x-odc-page` in the overlay";
    assert!(output.contains(lost), "{output}");
    let entry =
        "Breaking: `Client::list_things`: the list loses `.stream()` and `.pages()` (GET /things).";
    assert!(output.contains(entry), "{output}");
    let page = "- target: $.paths['/things'].get
  description: The parts of the list have names of their own.
  update: {x-odc-page: {items: data, offset: cursor, next: page.nextPageOffset}}
";
    let file = "openapi/thing-v1.overlay.yaml";
    tree.write(file, &format!("{OVERLAY}{page}"));
    let (ended, output) = run_import(&tree, &new, "--dry-run");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    assert!(!output.contains("the list loses"), "{output}");
}

#[test]
fn a_place_is_listed_with_its_line_its_published_text_its_rust_name_and_a_proposal() {
    let tree = committed_tree();
    let new = published(|document| {
        let key = document["paths"]["/things/{key}"]["get"]["parameters"].clone();
        document["paths"]["/things/{key}/parts"] = json!({"get": {
            "tags": ["things"], "operationId": "Thing_ListParts", "summary": "Published\nparts",
            "parameters": key,
            "responses": {"204": {"description": "Published"}, "404": {"description": "Published"}}
        }});
        let schemas = &mut document["components"]["schemas"];
        schemas["ThingApiResponse"]["properties"]["size"]["type"] = json!("string");
        schemas["ThingApiResponse"]["properties"]["size"]["format"] = json!("uuid");
        schemas["ThingApiResponse"]["required"] = json!(["key"]);
    });
    let (ended, output) = run_import(&tree, &new.to_string(), "");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    let text = tree.read("openapi/thing-v1.json");
    assert!(!text.contains("Published"), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    let listed = output
        .lines()
        .filter(|line| line.contains(" openapi/thing-v1.json:"));
    for listed in listed {
        let place = listed.split("openapi/thing-v1.json:").nth(1).unwrap();
        let line: usize = place.split(':').next().unwrap().parse().unwrap();
        let key = place
            .split(": ")
            .nth(1)
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap();
        assert!(lines[line - 1].contains(&format!("\"{key}\":")), "{listed}");
    }
    insta::assert_snapshot!("described", output);
}

#[test]
fn permissions_that_cannot_be_read_are_reported_and_kept() {
    let tree = committed_tree();
    let new = published(|document| {
        let get = &mut document["paths"]["/things/{key}"]["get"];
        get["x-os-permissions"] = json!("Callers with the role Viewer.");
    });
    let (ended, output) = run_import(&tree, &new.to_string(), "");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    let warning = "x-os-permissions: `Client::get_thing`: cannot be read, so our sentence stays; compare the two\n\
                   \x20           published: Callers with the role Viewer.\n";
    assert!(output.contains(warning), "{output}");
    let operations = tree.read("crates/odc-thing-v1/src/generated/operations.rs");
    assert!(operations.contains("Things > View"), "{operations}");
}
