//! Tests imports into a workspace with one document: the transcripts, and the files afterwards.

mod accept;
mod history;
mod prose;
mod reports;
mod revisions;

use serde_json::{Value, json};

use std::fs;

use super::actions::Actions;
use super::matches::Matches;
use super::remedy::Before;
use super::*;
use crate::test_workspace::TestWorkspace;
use odc_codegen::Source;
use odc_codegen::diff::{Comparison, Place};
use odc_codegen::document::Document;

/// The current document: the facts of the service with our prose.
fn committed() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Thing API", "description": "Things, in our words.", "version": "v1"},
        "servers": [{"url": "https://ODC_PORTAL_DOMAIN/api/things/v1"}],
        "paths": {"/things/{key}": {"get": {
            "tags": ["things"], "operationId": "Thing_ReadThing",
            "summary": "Get a thing", "description": "Reads one thing.",
            "x-os-permissions": "Needs only **Things > View**.",
            "parameters": [{"name": "key", "in": "path", "required": true,
                "description": "Key of the thing.", "schema": {"type": "string", "format": "uuid"}}],
            "responses": {
                "200": {"description": "The thing.", "content": {"application/json":
                    {"schema": {"$ref": "#/components/schemas/ThingApiResponse"}}}},
                "404": {"description": "No thing has this key."}
            }
        }}},
        "components": {"schemas": {
            "ThingApiResponse": {"type": "object", "description": "A thing of ours.", "properties": {
                "key": {"type": "string", "format": "uuid", "description": "Key of it."},
                "size": {"type": "integer", "format": "int32", "description": "Size in pixels."},
                "kind": {"$ref": "#/components/schemas/ThingKind"}
            }},
            "ThingKind": {"type": "string", "enum": ["Big", "Small"], "description": "How big."}
        }}
    })
}

const OVERLAY: &str = "overlay: 1.0.0
info: {title: t, version: 1.0.0}
actions:
- target: $.components.schemas.ThingApiResponse.properties.key
  description: A thing without its key is of no use.
  update: {x-odc-required: true}
- target: $.components.schemas.ThingApiResponse
  description: The noun of the documentation.
  update: {x-rust-name: Gadget}
";

/// The next published document: the same facts with published texts, changed by `edit`.
fn published(edit: impl FnOnce(&mut Value)) -> Value {
    let mut document: Value = serde_json::from_str(
        &committed()
            .to_string()
            .replace("description\":\"", "description\":\"Published: "),
    )
    .unwrap();
    let get = &mut document["paths"]["/things/{key}"]["get"];
    get["summary"] = json!("Published summary");
    get["x-os-permissions"] = json!("Published: you need **Things > View** for this.");
    edit(&mut document);
    document
}

/// A workspace with the current document, without generated files.
fn committed_tree() -> TestWorkspace {
    let tree = TestWorkspace::empty();
    let document = pretty(&committed());
    let sha256 = Document::parse("x", &document).unwrap().sha256;
    let readme = format!(
        "# Documents\n\n| document | describes | source | date | SHA-256 |\n|---|---|---|---|---|\n\
         | `thing-v1.json` | Thing API | us | 2026-08-22 | `{sha256}` |\n\nMore.\n"
    );
    let crates = "crates/odc-thing-v1/Cargo.toml";
    tree.write("Cargo.toml", "[workspace.package]\nversion = \"0.2.0\"\n");
    tree.write(crates, "[package]\nversion.workspace = true\n");
    tree.write("openapi/README.md", &readme);
    tree.write("openapi/thing-v1.json", &document);
    tree.write("openapi/thing-v1.overlay.yaml", OVERLAY);
    tree
}

/// Imports a text with the options of `cargo xtask import`.
fn run_import(tree: &TestWorkspace, text: &str, options: &str) -> (Result<Verdict>, String) {
    let outside = tempfile::tempdir().unwrap();
    let file = outside.path().join("new.json");
    fs::write(&file, text).unwrap();
    let args = ImportArgs {
        name: "thing-v1".to_owned(),
        file,
        dry_run: options.contains("--dry-run"),
        accept: options.contains("--accept"),
        since: options
            .split_once("--since ")
            .map(|(_, name)| name.to_owned()),
        keep_prose: options.contains("--keep-prose"),
        verbose: options.contains("--verbose"),
    };
    let command = format!("import thing-v1 new.json {options}");
    let (ended, output) = tree.transcript(command.trim_end(), |out| {
        import(&tree.workspace, &args, "2026-11-21", out)
    });
    let folder = format!("{}/", outside.path().display());
    (ended, without_counts(&output.replace(&folder, "")))
}

fn imported(tree: &TestWorkspace) -> Value {
    serde_json::from_str(&tree.read("openapi/thing-v1.json")).unwrap()
}

/// The transcript without the number of generated files, which these tests do not check.
fn without_counts(transcript: &str) -> String {
    let line = |line: &str| match line.rsplit_once(" (") {
        Some((wrote, _)) if line.starts_with("wrote ") => format!("{wrote} (… files)\n"),
        _ => format!("{line}\n"),
    };
    transcript.lines().map(line).collect()
}

fn grown(document: &mut Value) {
    document["components"]["schemas"]["ThingApiResponse"]["properties"]["color"] =
        json!({"type": "string", "description": "Published color", "example": "red"});
    document["components"]["schemas"]["ThingKind"]["enum"] = json!(["Big", "Small", "Tiny"]);
    document["paths"]["/things"] = json!({"post": {
        "tags": ["things"], "operationId": "Thing_CreateThing", "summary": "Published",
        "responses": {"204": {"description": "Published"}, "404": {"description": "Published"}}
    }});
}

fn broken(document: &mut Value) {
    let properties = &mut document["components"]["schemas"]["ThingApiResponse"]["properties"];
    properties.as_object_mut().unwrap().shift_remove("size");
}

fn renamed(document: &mut Value) {
    let text = document
        .to_string()
        .replace("ThingApiResponse", "ThingModel");
    *document = serde_json::from_str(&text).unwrap();
}

#[test]
fn a_clean_import_writes_document_source_line_and_crate() {
    let tree = committed_tree();
    let (ended, output) = run_import(&tree, &published(grown).to_string(), "");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    insta::assert_snapshot!("clean", output);
    let text = tree.read("openapi/thing-v1.json");
    let sha256 = Document::parse("x", &text).unwrap().sha256;
    let line = format!(
        "| `thing-v1.json` | Thing API | as published; all prose is ours | 2026-11-21 | `{sha256}` |"
    );
    assert!(tree.read("openapi/README.md").contains(&line));
    let types = tree.read("crates/odc-thing-v1/src/generated/types.rs");
    assert!(
        types.contains("pub struct Gadget {") && types.contains("pub color:"),
        "{types}"
    );
    assert!(types.contains(&sha256));
    assert!(
        !text.contains("Published") && text.ends_with("}\n"),
        "{text}"
    );
}

#[test]
fn a_second_import_of_the_same_document_writes_nothing() {
    let tree = committed_tree();
    run_import(&tree, &published(grown).to_string(), "")
        .0
        .unwrap();
    let before = tree.files();
    let (ended, output) = run_import(&tree, &published(grown).to_string(), "");
    assert_eq!(ended.unwrap(), Verdict::Good);
    assert!(
        output.contains("nothing changed, so nothing was written"),
        "{output}"
    );
    assert_eq!(tree.files(), before);
}

#[test]
fn a_crate_without_a_document_gets_its_first_one() {
    let tree = committed_tree();
    fs::remove_file(tree.path("openapi/thing-v1.json")).unwrap();
    let (ended, output) = run_import(&tree, &published(|_| {}).to_string(), "");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    assert!(
        output.contains("thing-v1: imported for the first time"),
        "{output}"
    );
    assert!(!imported(&tree).to_string().contains("Published"));
}

#[test]
fn a_dry_run_shows_everything_and_writes_nothing() {
    let tree = committed_tree();
    let before = tree.files();
    let (ended, output) = run_import(&tree, &published(grown).to_string(), "--dry-run");
    assert_eq!(ended.unwrap(), Verdict::Good);
    insta::assert_snapshot!("dry_run", output);
    assert_eq!(tree.files(), before);
}

#[test]
fn a_breaking_change_increases_the_version() {
    let tree = committed_tree();
    let (ended, output) = run_import(&tree, &published(broken).to_string(), "");
    assert_eq!(
        ended.unwrap(),
        Verdict::Good,
        "breaking is not a failure of an import"
    );
    insta::assert_snapshot!("breaking", output);
}

#[test]
fn a_stale_overlay_action_stops_the_import_and_its_correction_is_shown() {
    let tree = committed_tree();
    let before = tree.files();
    let (ended, dry) = run_import(&tree, &published(renamed).to_string(), "--dry-run");
    assert_eq!(ended.unwrap(), Verdict::Bad);
    let (ended, output) = run_import(&tree, &published(renamed).to_string(), "");
    assert!(ended.is_err());
    insta::assert_snapshot!("stale_overlay", format!("{dry}\n{output}"));
    assert_eq!(tree.files(), before);
}

#[test]
fn with_the_shown_correction_the_import_succeeds() {
    let tree = committed_tree();
    let overlay = OVERLAY.replace("ThingApiResponse", "ThingModel");
    tree.write("openapi/thing-v1.overlay.yaml", &overlay);
    let (ended, output) = run_import(&tree, &published(renamed).to_string(), "");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    insta::assert_snapshot!("remedied", output);
    let types = tree.read("crates/odc-thing-v1/src/generated/types.rs");
    assert!(
        types.contains("pub struct Gadget {"),
        "users see no new name: {types}"
    );
    assert_eq!(
        imported(&tree)["components"]["schemas"]["ThingModel"]["description"],
        "A thing of ours.",
        "prose follows the schema to its new name"
    );
}

#[test]
fn a_malformed_line_is_refused_with_its_place() {
    let tree = committed_tree();
    let before = tree.files();
    let text = pretty(&published(grown)).replace("\"info\": {", "\"info\" {");
    let (ended, output) = run_import(&tree, &text, "");
    assert!(ended.is_err());
    insta::assert_snapshot!("malformed", output);
    assert_eq!(tree.files(), before);
}

#[test]
fn a_document_that_cannot_be_generated_is_refused_with_the_line_in_its_file() {
    let tree = committed_tree();
    let before = tree.files();
    let text = pretty(&published(|document| {
        document["components"]["schemas"]["ThingApiResponse"]["properties"]["size"] = json!([]);
    }));
    let line = 1 + text.lines().position(|l| l.contains("\"size\"")).unwrap();
    let (ended, output) = run_import(&tree, &text, "");
    assert!(ended.is_err());
    let place =
        format!("error: new.json:{line}: /components/schemas/ThingApiResponse/properties/size: ");
    assert!(output.contains(&place), "{output}");
    assert_eq!(tree.files(), before);
}

#[test]
fn a_document_that_is_refused_even_with_a_corrected_overlay_gets_only_this_error() {
    let tree = committed_tree();
    let text = published(|document| {
        renamed(document);
        document["components"]["schemas"]["ThingModel"]["properties"]["size"] = json!([]);
    });
    let (ended, output) = run_import(&tree, &text.to_string(), "--dry-run");
    assert!(ended.is_err());
    let place = "$ cargo xtask import thing-v1 new.json --dry-run\n\
                 error: new.json:1: /components/schemas/ThingModel/properties/size: ";
    assert!(output.starts_with(place), "{output}");
}

#[test]
fn a_file_that_cannot_be_written_leaves_the_tree_as_it_was() {
    let tree = committed_tree();
    tree.write("crates/odc-thing-v1/src/generated/types.rs/in-the-way", "");
    let before = tree.files();
    assert!(
        run_import(&tree, &published(grown).to_string(), "")
            .0
            .is_err()
    );
    assert_eq!(tree.files(), before);
}

#[test]
fn a_byte_order_mark_and_crlf_are_removed() {
    let tree = committed_tree();
    let text = pretty(&published(grown)).replace('\n', "\r\n");
    run_import(&tree, &format!("\u{feff}{text}"), "").0.unwrap();
    let text = tree.read("openapi/thing-v1.json");
    assert!(text.starts_with("{\n  \"openapi\"") && !text.contains('\r'));
}

#[test]
fn a_document_without_a_crate_is_refused_with_the_existing_names() {
    let tree = committed_tree();
    let args = ImportArgs {
        name: "../thing".to_owned(),
        file: PathBuf::new(),
        dry_run: false,
        accept: false,
        since: None,
        keep_prose: false,
        verbose: false,
    };
    let mut out = Vec::new();
    let mut out = Console::new(&mut out);
    let refused = import(&tree.workspace, &args, "2026-11-21", &mut out).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "there is no crate crates/odc-../thing for the document; \
         use one of: thing-v1; openapi/README.md says how to add a document"
    );
}

#[test]
fn published_prose_is_kept_with_the_option() {
    let tree = committed_tree();
    run_import(&tree, &published(grown).to_string(), "--keep-prose")
        .0
        .unwrap();
    let document = imported(&tree);
    assert_eq!(
        document["paths"]["/things/{key}"]["get"]["summary"],
        "Published summary"
    );
    let color = &document["components"]["schemas"]["ThingApiResponse"]["properties"]["color"];
    assert_eq!(color["example"], "red");
}
