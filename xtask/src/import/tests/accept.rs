//! Tests that `--accept` takes over all sure corrections, and no others.

use super::history::commit;
use super::*;
use crate::output::killed_after;

const OVERLAY_FILE: &str = "openapi/thing-v1.overlay.yaml";

/// An overlay with comments, and with two names, where one name is the beginning of the other.
const COMMENTED: &str = "# Ours: $.components.schemas.ThingApiResponse
overlay: 1.0.0
info: {title: t, version: 1.0.0}
actions:

  # Names

  - target: $.components.schemas.ThingKind   # not ThingApiResponse
    description: The noun of the documentation.
    update: {x-rust-name: Bulk}
  - {target: '$.components.schemas.ThingApiResponse', description: A noun., update: {x-rust-name: Gadget}}

  # Keys

  - target: $.components.schemas.ThingApiResponse.properties.key
    description: |
      $.components.schemas.ThingApiResponse
      needs it.
    update:
      x-odc-required: true
  - target: $.components.schemas.ThingApiResponse.properties.size
    description: A size is never missing.
    update: {x-odc-required: true}
";

fn tree_with(overlay: &str) -> TestWorkspace {
    let tree = committed_tree();
    tree.write(OVERLAY_FILE, overlay);
    tree.write(
        "CHANGELOG.md",
        "# Changelog\n\n## Unreleased\n\n### Added\n\n- x.\n",
    );
    tree
}

/// `ThingApiResponse` becomes `Thing`. `ThingKind` becomes `ThingKindModel`, which begins with the old name.
fn renamed_both(document: &mut Value) {
    let text = document.to_string();
    let text = text.replace("ThingApiResponse", "Thing");
    let text = text.replace("/ThingKind\"", "/ThingKindModel\"");
    let text = text.replace("\"ThingKind\":", "\"ThingKindModel\":");
    *document = serde_json::from_str(&text).unwrap();
}

fn without_size(document: &mut Value) {
    let schemas = document["components"]["schemas"].as_object_mut().unwrap();
    for schema in schemas.values_mut() {
        if let Some(properties) = schema["properties"].as_object_mut() {
            properties.shift_remove("size");
        }
    }
}

#[test]
fn sure_corrections_the_version_and_the_changelog_are_written_with_the_document() {
    let tree = tree_with(COMMENTED);
    let published = published(|document| {
        renamed_both(document);
        grown_kind(document);
    });
    let (ended, output) = run_import(&tree, &published.to_string(), "--accept");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    insta::assert_snapshot!("accepted", output);
    let wanted = COMMENTED
        .replace("schemas.ThingKind ", "schemas.ThingKindModel ")
        .replace(
            "'$.components.schemas.ThingApiResponse'",
            "'$.components.schemas.Thing'",
        )
        .replace("ThingApiResponse.properties", "Thing.properties");
    assert_eq!(tree.read(OVERLAY_FILE), wanted, "all other bytes stay");
    assert_eq!(
        tree.read("Cargo.toml"),
        "[workspace.package]\nversion = \"0.2.1\"\n"
    );
    let changelog = tree.read("CHANGELOG.md");
    let added = "### Added\n\n- x.\n- `odc-thing-v1`: ";
    assert!(
        changelog.contains(added) && changelog.contains("Tiny"),
        "{changelog}"
    );
    let types = tree.read("crates/odc-thing-v1/src/generated/types.rs");
    assert!(types.contains("pub struct Gadget {"), "{types}");
    let before = tree.files();
    let (ended, output) = run_import(&tree, &published.to_string(), "--accept");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    assert_eq!(tree.files(), before, "nothing is taken over twice");
}

fn grown_kind(document: &mut Value) {
    document["components"]["schemas"]["ThingKindModel"]["enum"] = json!(["Big", "Small", "Tiny"]);
}

#[test]
fn without_the_option_the_overlay_the_version_and_the_changelog_stay() {
    let tree = tree_with(OVERLAY);
    run_import(&tree, &published(grown).to_string(), "")
        .0
        .unwrap();
    assert_eq!(tree.read(OVERLAY_FILE), OVERLAY);
    assert!(tree.read("Cargo.toml").contains("0.2.0"));
    assert!(tree.read("CHANGELOG.md").ends_with("- x.\n"));
}

#[test]
fn a_dry_run_shows_what_would_be_accepted_and_writes_nothing() {
    let tree = tree_with(COMMENTED);
    let before = tree.files();
    let published = published(renamed_both).to_string();
    let (ended, output) = run_import(&tree, &published, "--accept --dry-run");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    assert!(
        output.contains("accepted: $.components.schemas.Thing "),
        "{output}"
    );
    assert_eq!(tree.files(), before);
}

#[test]
fn an_action_whose_target_is_gone_is_deleted_and_listed() {
    let tree = tree_with(COMMENTED);
    let published = published(|document| {
        renamed_both(document);
        without_size(document);
    });
    let (ended, output) = run_import(&tree, &published.to_string(), "--accept");
    assert!(
        ended.is_err(),
        "a schema that lost a property is not sure: {output}"
    );
    let published = super::published(without_size);
    let (ended, output) = run_import(&tree, &published.to_string(), "--accept");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    insta::assert_snapshot!("deleted", output);
    let (wanted, _) = COMMENTED
        .split_once("  - target: $.components.schemas.ThingApiResponse.properties.size")
        .unwrap();
    assert_eq!(tree.read(OVERLAY_FILE), wanted);
}

#[test]
fn a_remedy_that_is_not_sure_is_never_applied() {
    let respelled = |document: &mut Value| {
        let properties = &mut document["components"]["schemas"]["ThingApiResponse"]["properties"];
        properties["pixels"] = properties["size"].take();
        properties.as_object_mut().unwrap().shift_remove("size");
    };
    let split = |document: &mut Value| {
        renamed_both(document);
        let schemas = &mut document["components"]["schemas"];
        schemas["ThingDetails"] = schemas["Thing"].clone();
    };
    let lost = |document: &mut Value| {
        renamed_both(document);
        without_size(document);
    };
    let edits: [&dyn Fn(&mut Value); 3] = [&respelled, &split, &lost];
    for edit in edits {
        let tree = tree_with(COMMENTED);
        let before = tree.files();
        let (ended, output) = run_import(&tree, &published(edit).to_string(), "--accept");
        let refused = ended.unwrap_err().to_string();
        assert!(
            refused.ends_with("correct the actions shown above with `fix`, then import again"),
            "{refused}"
        );
        assert!(output.contains("            fix: "), "{output}");
        assert!(!output.contains("accepted: "), "{output}");
        assert_eq!(tree.files(), before);
    }
}

#[test]
fn a_layout_that_cannot_be_edited_is_left_to_the_user() {
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions:\n- target: \"$.components\\u002eschemas.ThingApiResponse\"\n  description: d\n  update: {x-rust-name: Gadget}\n";
    let tree = tree_with(overlay);
    let (ended, output) = run_import(&tree, &published(renamed_both).to_string(), "--accept");
    assert!(ended.is_err(), "{output}");
    assert!(output.contains("(by hand: "), "{output}");
    assert_eq!(tree.read(OVERLAY_FILE), overlay);
}

#[test]
fn a_moved_operation_is_sure_only_if_its_whole_path_moved() {
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions:\n- target: $.paths['/things/{key}'].get\n  description: d\n  update: {x-rust-name: fetch_thing}\n";
    let moved = |id: &str| {
        published(|document| {
            let mut item = document["paths"]["/things/{key}"].clone();
            item["get"]["parameters"][0]["name"] = json!("thingKey");
            let mut other = item.clone();
            other["get"]["operationId"] = json!(id);
            document["paths"] = json!({"/gadgets/{thingKey}": item, "/others/{thingKey}": other});
        })
    };
    let tree = tree_with(overlay);
    let (ended, output) = run_import(&tree, &moved("Other_ReadOther").to_string(), "--accept");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    let edited = overlay.replace("/things/{key}", "/gadgets/{thingKey}");
    assert_eq!(tree.read(OVERLAY_FILE), edited);
    let tree = tree_with(overlay);
    let (ended, output) = run_import(&tree, &moved("Thing_ReadThing").to_string(), "--accept");
    assert!(ended.is_err(), "two operations have the id: {output}");
    assert_eq!(tree.read(OVERLAY_FILE), overlay);
}

#[test]
fn after_a_kill_at_any_step_the_same_import_accepts_the_rest_once() {
    let published = published(|document| {
        renamed_both(document);
        grown_kind(document);
    })
    .to_string();
    let files = |tree: &TestWorkspace| -> Vec<(PathBuf, Vec<u8>)> {
        let root = &tree.workspace.root;
        let files = tree.files().into_iter();
        files
            .map(|(path, bytes)| (path.strip_prefix(root).unwrap().to_owned(), bytes))
            .filter(|(path, _)| !path.starts_with(".git"))
            .collect()
    };
    let tree = || {
        let tree = tree_with(COMMENTED);
        commit(&tree);
        tree
    };
    let done = tree();
    run_import(&done, &published, "--accept").0.unwrap();
    let mut steps = 0;
    loop {
        let tree = tree();
        let import = || run_import(&tree, &published, "--accept");
        if killed_after(steps, import).is_some() {
            break;
        }
        let (ended, output) = run_import(&tree, &published, "--accept");
        assert_eq!(ended.unwrap(), Verdict::Good, "{steps}: {output}");
        assert_eq!(files(&tree), files(&done), "{steps}");
        steps += 1;
    }
    assert!(steps > 7, "{steps}");
}

#[test]
fn a_type_that_only_the_generated_crate_shows_increases_the_version() {
    let tree = tree_with(OVERLAY);
    let described = |more: Value| {
        published(|document| {
            let thing = &mut document["components"]["schemas"]["ThingApiResponse"];
            let a = json!({"type": "string", "description": "A."});
            thing["allOf"] = json!([{"properties": {"a": a}}, {"properties": {"a": more}}]);
        })
        .to_string()
    };
    let (ended, output) = run_import(&tree, &described(json!({"minLength": 0})), "--accept");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    assert!(tree.read("Cargo.toml").contains("0.2.1"));
    let new = described(json!({"writeOnly": true}));
    let (ended, output) = run_import(&tree, &new, "--accept");
    assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
    let line = "  breaking  `Gadget::a` is `Option<Secret>` now, was `Option<String>`";
    assert!(output.contains(line), "{output}");
    assert!(tree.read("Cargo.toml").contains("0.3.0"));
    let entry =
        "- `odc-thing-v1`: Breaking: `Gadget::a` is `Option<Secret>` now, was `Option<String>`.";
    assert!(tree.read("CHANGELOG.md").contains(entry));
}
