//! Generates in a workspace of one or two documents, as transcripts and as what is on the disk.

use std::fs;

use super::*;
use crate::output::killed_after;
use crate::tree::Tree;

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

/// A workspace of one document.
fn tree(document: &str) -> Tree {
    let tree = Tree::empty();
    add(&tree, "thing-v1", document);
    tree
}

/// Two documents, the first one with notes and an overlay.
fn two() -> Tree {
    let paged = "\"kind\": {\"type\": \"string\", \"required\": true, ";
    let tree = tree(&DOCUMENT.replace("\"kind\": {\"type\": \"string\", ", paged));
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n\
                   - {target: $.components.schemas.ThingApiResponse, description: why, update: {x-rust-name: Gadget}}\n";
    tree.write("openapi/thing-v1.overlay.yaml", overlay);
    add(&tree, "widget-v10", &DOCUMENT.replace("Thing", "Widget"));
    tree
}

/// A document and the manifest of its crate.
fn add(tree: &Tree, name: &str, document: &str) {
    tree.write(&format!("openapi/{name}.json"), document);
    tree.write(&format!("crates/odc-{name}/Cargo.toml"), "");
}

/// Runs `cargo xtask generate` with these arguments.
fn told(tree: &Tree, arguments: &str) -> (Result<Outcome>, String) {
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

fn refused(tree: &Tree) -> String {
    told(tree, "").0.unwrap_err().to_string()
}

#[test]
fn generated_code_is_fresh() {
    let args = GenerateArgs {
        names: Vec::new(),
        check: true,
        verbose: false,
    };
    let mut said = Vec::new();
    let ended = generate(
        &Workspace::here().unwrap(),
        &args,
        &mut Console::new(&mut said),
    );
    assert_eq!(
        ended.unwrap(),
        Outcome::Fresh,
        "{}",
        String::from_utf8_lossy(&said)
    );
}

#[test]
fn it_says_what_is_written_fresh_or_stale_and_how_that_is_repaired() {
    let tree = two();
    let mut session = told(&tree, "").1 + &told(&tree, "").1;
    let types = tree.read(TYPES);
    tree.write(
        TYPES,
        &types.replace("pub struct Gadget ", "pub struct Gidget "),
    );
    tree.write("crates/odc-thing-v1/src/generated/old.rs", "");
    fs::remove_file(tree.path("crates/odc-thing-v1/src/generated/enums.rs")).unwrap();
    let before = tree.files();
    let (ended, said) = told(&tree, "--check");
    assert_eq!(ended.unwrap(), Outcome::Stale);
    assert_eq!(tree.files(), before, "a check writes nothing");
    session += &said;
    session += &told(&tree, "thing-v1").1;
    session += &told(&tree, "--check").1;
    insta::assert_snapshot!("session", session);
    assert_eq!(tree.read(TYPES), types);
}

#[test]
fn every_pass_says_what_it_changed_when_asked() {
    let (ended, said) = told(&two(), "thing-v1 --verbose");
    assert_eq!(ended.unwrap(), Outcome::Fresh);
    insta::assert_snapshot!("verbose", said);
}

#[test]
fn what_is_asked_for_wrongly_is_refused_with_what_to_do() {
    let tree = two();
    let mut session = told(&tree, "thing-v2").1;
    fs::remove_file(tree.path("crates/odc-widget-v10/Cargo.toml")).unwrap();
    session += &told(&tree, "").1;
    tree.write("openapi/worse-v1.json", "{");
    tree.write("crates/odc-worse-v1/Cargo.toml", "");
    session += &told(&tree, "worse-v1").1;
    insta::assert_snapshot!("refused", session);
}

#[test]
fn a_bad_document_is_refused_in_one_line_and_nothing_is_written() {
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
        let tree = tree(&DOCUMENT.replace(from, to));
        let before = tree.files();
        let refused = refused(&tree);
        assert!(refused.starts_with(refusal), "{refused}");
        assert_eq!(refused.lines().count(), 1, "{refused}");
        assert_eq!(tree.files(), before);
    }
}

#[test]
fn one_bad_document_of_two_leaves_the_tree_as_it_was() {
    let tree = tree(DOCUMENT);
    add(&tree, "worse-v1", "{");
    let before = tree.files();
    refused(&tree);
    assert_eq!(tree.files(), before);
}

#[test]
fn one_file_of_two_crates_that_cannot_be_written_leaves_the_tree_as_it_was() {
    let tree = two();
    told(&tree, "").0.unwrap();
    tree.write("crates/odc-thing-v1/src/generated/enums.rs", "stale");
    let in_the_way = "crates/odc-widget-v10/src/generated/types.rs";
    fs::remove_file(tree.path(in_the_way)).unwrap();
    tree.write(&format!("{in_the_way}/file"), "");
    let before = tree.files();
    let refused = refused(&tree);
    assert!(refused.contains(in_the_way), "{refused}");
    assert_eq!(tree.files(), before);
}

#[test]
fn a_killed_run_is_stale_until_the_next_one_finishes_it() {
    let tree = two();
    told(&tree, "").0.unwrap();
    let done = tree.files();
    for file in ["types.rs", "enums.rs", "client.rs"] {
        for name in ["thing-v1", "widget-v10"] {
            tree.write(&format!("crates/odc-{name}/src/generated/{file}"), "stale");
        }
    }
    // Of twelve steps: six are staged, then each takes its place.
    assert!(killed_after(10, || told(&tree, "")).is_none());
    assert_ne!(tree.files(), done);
    assert_eq!(told(&tree, "--check").0.unwrap(), Outcome::Stale);
    told(&tree, "").0.unwrap();
    assert_eq!(tree.files(), done);
}

#[test]
fn what_a_run_left_that_was_killed_after_its_last_step_goes_with_the_next_run() {
    let tree = two();
    told(&tree, "").0.unwrap();
    let types = "crates/odc-thing-v1/src/generated/types.rs";
    let right = tree.read(types);
    tree.write(types, "stale");
    assert!(killed_after(2, || told(&tree, "")).is_none());
    assert_eq!(tree.read(types), right);
    assert!(tree.path("target/xtask/staged/0.old").exists());
    assert!(told(&tree, "").1.contains("thing-v1    fresh"));
    assert!(!tree.path("target/xtask/staged").exists());
}

#[test]
fn an_overlay_action_that_matches_nothing_fails_the_generation() {
    let tree = tree(DOCUMENT);
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n\
                   - {target: \"$.paths['/gone']\", description: why, remove: true}\n";
    tree.write("openapi/thing-v1.overlay.yaml", overlay);
    let refused = refused(&tree);
    assert!(
        refused.contains("/actions/0: `$.paths['/gone']` matches nothing"),
        "{refused}"
    );
}

#[test]
fn the_document_becomes_open_growable_and_renamed() {
    let tree = tree(DOCUMENT);
    told(&tree, "").0.unwrap();
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
    let workspace = Workspace::here().unwrap();
    let readme = fs::read_to_string(workspace.root.join("openapi/README.md")).unwrap();
    for name in workspace.names().unwrap() {
        let text = fs::read_to_string(workspace.document(&name)).unwrap();
        let document = odc_codegen::document::Document::parse(name.as_str(), &text).unwrap();
        let sha256 = document.sha256;
        assert!(
            readme.contains(&sha256),
            "openapi/README.md: the SHA-256 of {name}.json is {sha256}"
        );
    }
}

#[test]
fn as_many_documents_are_worked_on_at_a_time_as_there_are_processors() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let names: Vec<String> = (0..100).map(|i| i.to_string()).collect();
    let ended = side_by_side(&names, |name| {
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
fn an_overlay_that_is_a_link_to_nothing_is_not_passed_over() {
    let tree = two();
    let overlay = tree.workspace.overlay("thing-v1");
    fs::remove_file(&overlay).unwrap();
    std::os::unix::fs::symlink("nowhere", &overlay).unwrap();
    let refused = refused(&tree);
    let told = format!("cannot read {}: ", overlay.display());
    assert!(refused.starts_with(&told), "{refused}");
}
