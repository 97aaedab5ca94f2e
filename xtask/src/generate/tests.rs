//! Runs `generate` in a workspace with one or two documents. Checks the transcripts, and the files afterwards.

use std::fs;

use super::*;
use crate::output::killed_after;
use crate::test_workspace::TestWorkspace;

const DOCUMENT: &str = r##"{
  "openapi": "3.0.3",
  "info": {"title": "Thing API", "version": "v1"},
  "servers": [{"url": "https://ODC_PORTAL_DOMAIN/api/things/v1"}],
  "paths": {
    "/things/{key}": {
      "get": {
        "tags": ["things"], "operationId": "Thing_ReadThing", "summary": "Read a thing",
        "parameters": [{"name": "key", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}}],
        "responses": {"200": {"description": "The thing", "content": {"application/json":
          {"schema": {"$ref": "#/components/schemas/ThingApiResponse"}}}}}
      }
    }
  },
  "components": {"schemas": {
    "ThingApiResponse": {"type": "object", "additionalProperties": false, "properties": {
      "key": {"type": "string", "format": "uuid"},
      "kind": {"type": "string", "enum": ["Big", "Small"]}
    }}
  }}
}"##;

const TYPES: &str = "crates/odc-thing-v1/src/generated/types.rs";

/// A workspace with one document.
fn workspace_of(document: &str) -> TestWorkspace {
    let tree = TestWorkspace::empty();
    add_document(&tree, "thing-v1", document);
    tree
}

/// A workspace with two documents. The first one has notes and an overlay.
fn workspace_of_two() -> TestWorkspace {
    let paged = "\"kind\": {\"type\": \"string\", \"required\": true, ";
    let tree = workspace_of(&DOCUMENT.replace("\"kind\": {\"type\": \"string\", ", paged));
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n\
                   - {target: $.components.schemas.ThingApiResponse, description: why, update: {x-rust-name: Gadget}}\n";
    tree.write("openapi/thing-v1.overlay.yaml", overlay);
    add_document(&tree, "widget-v10", &DOCUMENT.replace("Thing", "Widget"));
    tree
}

/// Adds a document and the manifest of its crate.
fn add_document(tree: &TestWorkspace, name: &str, document: &str) {
    tree.write(&format!("openapi/{name}.json"), document);
    tree.write(&format!("crates/odc-{name}/Cargo.toml"), "");
}

/// Runs `cargo xtask generate` with these arguments.
fn run_generate(tree: &TestWorkspace, arguments: &str) -> (Result<Verdict>, String) {
    let words = arguments.split_whitespace();
    let (options, names): (Vec<&str>, Vec<&str>) = words.partition(|word| word.starts_with("--"));
    let args = GenerateArgs {
        names: names.into_iter().map(str::to_owned).collect(),
        check: options.contains(&"--check"),
        verbose: options.contains(&"--verbose"),
    };
    tree.transcript(format!("generate {arguments}").trim_end(), |out| {
        generate(&tree.workspace, &args, out)
    })
}

fn refusal_of(tree: &TestWorkspace) -> String {
    run_generate(tree, "").0.unwrap_err().to_string()
}

#[test]
fn generated_code_is_fresh() {
    let args = GenerateArgs {
        names: Vec::new(),
        check: true,
        verbose: false,
    };
    let mut output = Vec::new();
    let ended = generate(
        &Workspace::find().unwrap(),
        &args,
        &mut Console::new(&mut output),
    );
    assert_eq!(
        ended.unwrap(),
        Verdict::Good,
        "{}",
        String::from_utf8_lossy(&output)
    );
}

#[test]
fn written_fresh_and_stale_files_are_listed_with_the_repair() {
    let tree = workspace_of_two();
    let mut session = run_generate(&tree, "").1 + &run_generate(&tree, "").1;
    let types = tree.read(TYPES);
    tree.write(
        TYPES,
        &types.replace("pub struct Gadget ", "pub struct Gidget "),
    );
    tree.write("crates/odc-thing-v1/src/generated/old.rs", "");
    fs::remove_file(tree.path("crates/odc-thing-v1/src/generated/enums.rs")).unwrap();
    let before = tree.files();
    let (ended, output) = run_generate(&tree, "--check");
    assert_eq!(ended.unwrap(), Verdict::Bad);
    assert_eq!(tree.files(), before, "a check writes nothing");
    session += &output;
    session += &run_generate(&tree, "thing-v1").1;
    session += &run_generate(&tree, "--check").1;
    insta::assert_snapshot!("session", session);
    assert_eq!(tree.read(TYPES), types);
}

#[test]
fn the_changes_of_every_pass_are_listed_with_the_option() {
    let (ended, output) = run_generate(&workspace_of_two(), "thing-v1 --verbose");
    assert_eq!(ended.unwrap(), Verdict::Good);
    insta::assert_snapshot!("verbose", output);
}

#[test]
fn a_wrong_name_is_refused_with_what_to_do() {
    let tree = workspace_of_two();
    let mut session = run_generate(&tree, "thing-v2").1;
    fs::remove_file(tree.path("crates/odc-widget-v10/Cargo.toml")).unwrap();
    session += &run_generate(&tree, "").1;
    tree.write("openapi/worse-v1.json", "{");
    tree.write("crates/odc-worse-v1/Cargo.toml", "");
    session += &run_generate(&tree, "worse-v1").1;
    insta::assert_snapshot!("refused", session);
}

#[test]
fn a_bad_document_is_refused_on_one_line_and_nothing_is_written() {
    for (from, to, refusal) in [
        (
            "\"servers\"",
            "servers",
            "openapi/thing-v1.json:4: not valid JSON: key must be a string at line 4 column 3; ",
        ),
        (
            "\"info\"",
            "\"openapi\"",
            "openapi/thing-v1.json:3: /openapi: duplicate key `openapi`, first given on line 2; ",
        ),
        (
            "3.0.3",
            "3.1.0",
            "openapi/thing-v1.json:2: /openapi: OpenAPI 3.1.0 is not supported; ",
        ),
        (
            "schemas/ThingApiResponse\"",
            "schemas/Gone\"",
            "openapi/thing-v1.json:11: /paths/~1things~1{key}/get/responses/200/content/application~1json/schema: \
             the reference `#/components/schemas/Gone` does not lead to one of this document's schemas; ",
        ),
        (
            "[\"things\"]",
            "\"things\"",
            "openapi/thing-v1.json:8: /paths/~1things~1{key}/get/tags: a list of texts belongs here, not the text `things`; ",
        ),
    ] {
        let tree = workspace_of(&DOCUMENT.replace(from, to));
        let before = tree.files();
        let refused = refusal_of(&tree);
        assert!(refused.starts_with(refusal), "{refused}");
        assert_eq!(refused.lines().count(), 1, "{refused}");
        assert_eq!(tree.files(), before);
    }
}

#[test]
fn one_bad_document_of_two_leaves_all_files_unchanged() {
    let tree = workspace_of(DOCUMENT);
    add_document(&tree, "worse-v1", "{");
    let before = tree.files();
    refusal_of(&tree);
    assert_eq!(tree.files(), before);
}

#[test]
fn a_file_that_cannot_be_written_leaves_the_files_of_both_crates_unchanged() {
    let tree = workspace_of_two();
    run_generate(&tree, "").0.unwrap();
    tree.write("crates/odc-thing-v1/src/generated/enums.rs", "stale");
    let in_the_way = "crates/odc-widget-v10/src/generated/types.rs";
    fs::remove_file(tree.path(in_the_way)).unwrap();
    tree.write(&format!("{in_the_way}/file"), "");
    let before = tree.files();
    let refused = refusal_of(&tree);
    assert!(refused.contains(in_the_way), "{refused}");
    assert_eq!(tree.files(), before);
}

#[test]
fn after_a_kill_the_crates_are_stale_until_the_next_run() {
    let tree = workspace_of_two();
    run_generate(&tree, "").0.unwrap();
    let done = tree.files();
    for file in ["types.rs", "enums.rs", "client.rs"] {
        for name in ["thing-v1", "widget-v10"] {
            tree.write(&format!("crates/odc-{name}/src/generated/{file}"), "stale");
        }
    }
    // There are twelve steps: six files are staged, then each one is moved.
    assert!(killed_after(10, || run_generate(&tree, "")).is_none());
    assert_ne!(tree.files(), done);
    assert_eq!(run_generate(&tree, "--check").0.unwrap(), Verdict::Bad);
    run_generate(&tree, "").0.unwrap();
    assert_eq!(tree.files(), done);
}

#[test]
fn the_next_run_removes_the_files_of_a_run_that_was_killed_after_its_last_step() {
    let tree = workspace_of_two();
    run_generate(&tree, "").0.unwrap();
    let types = "crates/odc-thing-v1/src/generated/types.rs";
    let right = tree.read(types);
    tree.write(types, "stale");
    assert!(killed_after(2, || run_generate(&tree, "")).is_none());
    assert_eq!(tree.read(types), right);
    assert!(tree.path("target/xtask/staged/0.old").exists());
    assert!(run_generate(&tree, "").1.contains("thing-v1    fresh"));
    assert!(!tree.path("target/xtask/staged").exists());
}

#[test]
fn an_overlay_action_that_matches_nothing_fails_the_generation() {
    let tree = workspace_of(DOCUMENT);
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n\
                   - {target: \"$.paths['/gone']\", description: why, remove: true}\n";
    tree.write("openapi/thing-v1.overlay.yaml", overlay);
    let refused = refusal_of(&tree);
    assert!(
        refused.contains("/actions/0: `$.paths['/gone']` matches nothing"),
        "{refused}"
    );
}

#[test]
fn the_generated_types_are_open_extensible_and_renamed() {
    let tree = workspace_of(DOCUMENT);
    run_generate(&tree, "").0.unwrap();
    let read = |file: &str| tree.read(&format!("crates/odc-thing-v1/src/generated/{file}"));
    let types = read("types.rs");
    assert!(
        types.contains("pub kind: Option<enums::ThingKind>"),
        "{types}"
    );
    assert!(types.contains("#[non_exhaustive]\npub struct Thing {"));
    assert!(
        read("client.rs")
            .contains("pub fn get_thing(&self, key: impl Into<uuid::Uuid>) -> builder::GetThing")
    );
    assert!(
        !read("builder/things.rs").contains("api-version"),
        "no header that no document asks for"
    );
}

#[test]
fn the_readme_of_the_documents_names_their_checksums() {
    let workspace = Workspace::find().unwrap();
    let readme = fs::read_to_string(workspace.root.join("openapi/README.md")).unwrap();
    for name in workspace.document_names().unwrap() {
        let text = fs::read_to_string(workspace.document_path(&name)).unwrap();
        let document = odc_codegen::document::Document::parse(name.as_str(), &text).unwrap();
        let sha256 = document.sha256;
        assert!(
            readme.contains(&sha256),
            "openapi/README.md: the SHA-256 of {name}.json is {sha256}"
        );
    }
}

#[test]
fn at_most_one_document_per_processor_is_generated_at_the_same_time() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let names: Vec<String> = (0..100).map(|i| i.to_string()).collect();
    let ended = run_in_parallel(&names, |name| {
        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::yield_now();
        now.fetch_sub(1, Ordering::SeqCst);
        Ok(name.to_owned())
    });
    let ended: Vec<String> = ended.unwrap().into_iter().map(Result::unwrap).collect();
    assert_eq!(ended, names);
    let processors = std::thread::available_parallelism().unwrap().get();
    assert!(most.into_inner() <= processors);
}

#[cfg(unix)]
#[test]
fn an_overlay_that_is_a_broken_link_is_refused() {
    let tree = workspace_of_two();
    let overlay = tree.workspace.overlay_path("thing-v1");
    fs::remove_file(&overlay).unwrap();
    std::os::unix::fs::symlink("nowhere", &overlay).unwrap();
    let refused = refusal_of(&tree);
    let expected = format!("cannot read {}: ", overlay.display());
    assert!(refused.starts_with(&expected), "{refused}");
}
