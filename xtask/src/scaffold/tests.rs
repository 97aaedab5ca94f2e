//! Tests scaffolding into a separate folder and into a workspace: the transcripts, and the files afterwards.

use std::fs;
use std::path::Path;

use super::*;
use crate::import::release::version_in;
use crate::output::killed_after;
use crate::test_workspace::TestWorkspace;
use odc_codegen::document::overlay::Overlay;
use odc_codegen::document::read_text;
use odc_codegen::generate_from;

fn form(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/forms/{name}.json"))
}

fn arguments(spec: &Path) -> ScaffoldArgs {
    ScaffoldArgs {
        spec: spec.to_owned(),
        name: "form-v1".to_owned(),
        overlay: None,
        out: None,
        keep_prose: false,
        verbose: false,
    }
}

/// A workspace without a client, and a document for one.
fn workspace_with_document() -> TestWorkspace {
    let tree = TestWorkspace::empty();
    let here = Workspace::find().unwrap();
    let manifest = fs::read_to_string(here.root.join("Cargo.toml")).unwrap();
    // With a fixed version, the snapshots stay the same after a release.
    let version = version_in(&manifest, "[workspace.package]").unwrap();
    let [now, recorded] = [&*version, "0.1.0"].map(|version| format!("version = \"{version}\""));
    tree.write("Cargo.toml", &manifest.replace(&now, &recorded));
    tree.write("crates/odc-runtime/src/lib.rs", "");
    let readme = "| document | describes | source | date | SHA-256 |\n|---|---|---|---|---|\n";
    tree.write("openapi/README.md", readme);
    let document = fs::read_to_string(form("paged-list")).unwrap();
    tree.write("new.json", &document);
    tree
}

fn run_scaffold(tree: &TestWorkspace, args: &ScaffoldArgs) -> (Result<Verdict>, String) {
    let spec = format!(
        "scaffold --spec {} --name {}",
        args.spec.display(),
        args.name
    );
    let paths = [(" --overlay ", &args.overlay), (" --out ", &args.out)];
    let paths = paths.map(|(option, path)| {
        let path = path.as_ref();
        path.map_or_else(String::new, |path| format!("{option}{}", path.display()))
    });
    let verbose = if args.verbose { " --verbose" } else { "" };
    let command = spec + &paths.concat() + verbose;
    let command = command.replace(&format!("{}/", tree.workspace.root.display()), "");
    tree.transcript(&command, |out| {
        scaffold(&tree.workspace, args, "2026-11-21", out)
    })
}

#[test]
fn the_written_files_and_the_next_steps_are_listed() {
    let tree = workspace_with_document();
    let (ended, output) = run_scaffold(&tree, &arguments(&tree.path("new.json")));
    assert_eq!(ended.unwrap(), Verdict::Good);
    insta::assert_snapshot!("member", output);
    let written = ["Cargo.toml", "src/lib.rs", "tests/operations.rs"];
    let written = written.map(|file| tree.read(&format!("crates/odc-form-v1/{file}")));
    insta::assert_snapshot!("member_files", written.join("\n// ----\n\n"));
    insta::assert_snapshot!("overlay", tree.read("openapi/form-v1.overlay.yaml"));
}

#[test]
fn the_overlay_stub_generates_also_when_its_actions_are_no_longer_comments() {
    let forms = fs::read_dir(form("x").parent().unwrap()).unwrap();
    let forms = forms.map(|entry| entry.unwrap().path());
    let mut most = 0;
    for spec in forms.filter(|path| path.extension().is_some_and(|e| e == "json")) {
        let Ok(published) = read_text(&spec, "form.json") else {
            continue;
        };
        let Ok(mut document) = Document::parse("form.json", &published) else {
            continue;
        };
        let stub = stub::overlay_stub("form-v1", &document.root);
        let (head, actions) = stub.split_once(" []\n\n").unwrap();
        let text = format!(
            "{head}\n{}",
            actions.replace("# ", "").replace("#   ", "  ")
        );
        let applied = Overlay::parse("stub.yaml", &text).unwrap();
        let matched = applied.apply(&mut document).unwrap();
        assert!(matched.iter().all(|count| *count == 1), "{text}");
        most = most.max(matched.len());
        let source = |file: &str, text: String| Source {
            file: file.to_owned(),
            text,
        };
        let published = source("form.json", published);
        let generated = |overlay| generate_from("form-v1", &published, overlay, &mut |_, _, _| {});
        // An overlay with `x-odc-wait` names operations, but the stub renames the first operation.
        let has_wait = published.text.contains("x-odc-wait");
        if generated(None).is_ok() && !has_wait {
            let overlay = source("stub.yaml", text);
            let overlaid = generated(Some(&overlay));
            assert!(overlaid.is_ok(), "{}: {overlaid:?}", spec.display());
        }
    }
    assert_eq!(most, 3);
}

#[test]
fn a_crate_outside_of_the_workspace_changes_nothing_in_it() {
    let tree = workspace_with_document();
    let before = tree.files();
    let outside = tempfile::tempdir().unwrap();
    let args = ScaffoldArgs {
        out: Some(outside.path().join("new")),
        verbose: true,
        ..arguments(&tree.path("new.json"))
    };
    let (ended, output) = run_scaffold(&tree, &args);
    assert_eq!(ended.unwrap(), Verdict::Good);
    let plain = |text: &str| {
        let text = text.replace(
            &outside.path().canonicalize().unwrap().display().to_string(),
            "OUTSIDE",
        );
        let text = text.replace(&outside.path().display().to_string(), "OUTSIDE");
        text.replace(&tree.workspace.root.display().to_string(), "WORKSPACE")
    };
    insta::assert_snapshot!("outside", plain(&output));
    let manifest = fs::read_to_string(outside.path().join("new/Cargo.toml")).unwrap();
    insta::assert_snapshot!("outside_manifest", plain(&manifest));
    assert_eq!(tree.files(), before);
}

#[test]
fn a_folder_name_with_a_space_is_quoted_in_the_command() {
    let tree = workspace_with_document();
    let outside = tempfile::tempdir().unwrap();
    let args = ScaffoldArgs {
        out: Some(outside.path().join("my crate's")),
        ..arguments(&tree.path("new.json"))
    };
    let output = run_scaffold(&tree, &args).1;
    let folder = outside.path().canonicalize().unwrap();
    let next = format!(
        r"next: cargo test --manifest-path '{}/my crate'\''s/Cargo.toml'",
        folder.display()
    );
    assert!(output.contains(&next), "{output}");
}

#[test]
fn a_title_of_any_characters_is_escaped_in_comments_and_texts() {
    let tree = workspace_with_document();
    let title = r#""title": "Odd \"one\" \\ [a] `b`\r\u0007\u202e <c>""#;
    let document = tree.read("new.json").replace(r#""title": "Form""#, title);
    assert!(document.contains("u202e"), "{document}");
    tree.write("new.json", &document);
    run_scaffold(&tree, &arguments(&tree.path("new.json")))
        .0
        .unwrap();
    let read = |file: &str| tree.read(&format!("crates/odc-form-v1/{file}"));
    let manifest = read("Cargo.toml");
    let description = r#"Developer Cloud: Odd \"one\" \\ [a] `b` <c>""#;
    assert!(manifest.contains(description), "{manifest}");
    let shown = r#"Odd "one" \\ \[a\] \`b\` \<c>, "#;
    let library = read("src/lib.rs");
    assert!(
        library.contains(&format!("(ODC): {shown}version")),
        "{library}"
    );
    let readme = tree.read("openapi/README.md");
    assert!(
        readme.contains(&format!("| `form-v1.json` | {shown}`v1` |")),
        "{readme}"
    );
}

#[test]
fn a_refusal_takes_one_line_and_nothing_is_written() {
    let tree = workspace_with_document();
    tree.write(
        "new.json",
        &fs::read_to_string(form("refused-property-array")).unwrap(),
    );
    let before = tree.files();
    let named = ScaffoldArgs {
        name: "Form".to_owned(),
        ..arguments(&tree.path("new.json"))
    };
    let session = [
        run_scaffold(&tree, &arguments(&tree.path("new.json"))),
        run_scaffold(&tree, &arguments(&tree.path("gone.json"))),
        run_scaffold(&tree, &named),
    ];
    let session: String = session.into_iter().map(|(_, output)| output).collect();
    insta::assert_snapshot!("refused", session);
    assert_eq!(tree.files(), before);
}

#[test]
fn a_name_without_domain_and_version_is_refused() {
    for name in [
        "", "foo", "Foo", "Foo-v1", "foo_v1", "-v1", "v1", "../x", "../x-v1", "foo-v", "foo-v1.2",
        "1foo-v1", "foo--v1", "foo-v1-", "con", "nul", "com1", "con.v1",
    ] {
        let args = ScaffoldArgs {
            name: name.to_owned(),
            ..arguments(&form("paged-list"))
        };
        let refused = run_scaffold(&workspace_with_document(), &args)
            .0
            .unwrap_err()
            .to_string();
        assert_eq!(
            refused,
            format!(
                "`{name}` is not a valid name of a document; \
                 use domain and version in lower case, such as release-v1 or user-access-v2"
            )
        );
    }
    for name in ["release-v1", "user-access-v12"] {
        check_name(name).unwrap();
    }
}

#[test]
fn existing_files_are_reported_and_not_changed() {
    let tree = workspace_with_document();
    let args = arguments(&tree.path("new.json"));
    run_scaffold(&tree, &args).0.unwrap();
    tree.write("mine/file", "");
    let before = tree.files();
    let out = |folder: &str| ScaffoldArgs {
        out: Some(tree.path(folder)),
        ..arguments(&tree.path("new.json"))
    };
    let mut session = run_scaffold(&tree, &args).1;
    session += &run_scaffold(&tree, &out("mine")).1;
    session += &run_scaffold(&tree, &out("crates/mine")).1;
    session += &run_scaffold(&tree, &out("new.json")).1;
    fs::remove_file(tree.path("openapi/form-v1.json")).unwrap();
    session += &run_scaffold(&tree, &args).1;
    fs::remove_dir_all(tree.path("crates/odc-form-v1")).unwrap();
    tree.write("openapi/form-v1.json", "{}");
    session += &run_scaffold(&tree, &args).1;
    fs::remove_file(tree.path("openapi/form-v1.json")).unwrap();
    tree.write(
        "other.yaml",
        "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: []\n",
    );
    let overlaid = ScaffoldArgs {
        overlay: Some(tree.path("other.yaml")),
        ..arguments(&tree.path("new.json"))
    };
    session += &run_scaffold(&tree, &overlaid).1;
    let session = session.replace(
        &tree
            .workspace
            .root
            .canonicalize()
            .unwrap()
            .display()
            .to_string(),
        "WORKSPACE",
    );
    let session = session.replace(&tree.workspace.root.display().to_string(), "WORKSPACE");
    insta::assert_snapshot!("existing", session);
    for (path, bytes) in before {
        assert!(!path.exists() || fs::read(&path).unwrap() == bytes);
    }
}

#[test]
fn a_document_whose_names_collide_is_scaffolded_with_an_overlay() {
    let tree = workspace_with_document();
    let document = tree.read("new.json").replace(
        "\"Thing\": {\"type\": \"object\", \"properties\": {",
        "\"ThingResponse\": {\"type\": \"object\", \"x-rust-name\": \"Gizmo\", \"properties\": {\"a\": {\"type\": \"string\"}}},
         \"Thing\": {\"type\": \"object\", \"x-rust-name\": \"Gizmo\", \"properties\": {\"b\": {\"$ref\": \"#/components/schemas/ThingResponse\"},",
    );
    tree.write("new.json", &document);
    let args = |overlay| ScaffoldArgs {
        overlay,
        ..arguments(&tree.path("new.json"))
    };
    let refused = run_scaffold(&tree, &args(None)).0.unwrap_err().to_string();
    assert!(
        refused.contains("would have the same Rust name `Gizmo`"),
        "{refused}"
    );
    assert!(!tree.path("crates/odc-form-v1").exists());
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n\
                   - {target: $.components.schemas.Thing, description: why, update: {x-rust-name: Gadget}}\n";
    tree.write("names.yaml", overlay);
    run_scaffold(&tree, &args(Some(tree.path("names.yaml"))))
        .0
        .unwrap();
    assert_eq!(tree.read("openapi/form-v1.overlay.yaml"), overlay);
    let types = tree.read("crates/odc-form-v1/src/generated/types.rs");
    assert!(types.contains("pub struct Gadget "), "{types}");
}

#[test]
fn the_test_does_not_expect_an_operation_that_the_overlay_removes() {
    let tree = workspace_with_document();
    let document = tree.read("new.json").replace(
        "\"paths\": {",
        "\"paths\": {\"/odd\": {\"delete\": {\"operationId\": \"x\", \"responses\": {\"204\": {\"description\": \"n\"}}}},",
    );
    tree.write("new.json", &document);
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n\
                   - {target: \"$.paths['/odd'].delete\", description: why, remove: true}\n";
    tree.write("odd.yaml", overlay);
    let args = ScaffoldArgs {
        overlay: Some(tree.path("odd.yaml")),
        ..arguments(&tree.path("new.json"))
    };
    run_scaffold(&tree, &args).0.unwrap();
    let test = tree.read("crates/odc-form-v1/tests/operations.rs");
    assert!(
        test.contains("REMOVED: usize = 1;") && test.contains("count - REMOVED"),
        "{test}"
    );
}

#[test]
fn the_test_counts_an_operation_that_the_overlay_adds() {
    let tree = workspace_with_document();
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n\
                   - {target: $.paths, description: why, update: {/more: {delete: {operationId: x, \
                   responses: {'204': {description: n}}}}}}\n";
    tree.write("more.yaml", overlay);
    let args = ScaffoldArgs {
        overlay: Some(tree.path("more.yaml")),
        ..arguments(&tree.path("new.json"))
    };
    run_scaffold(&tree, &args).0.unwrap();
    let test = tree.read("crates/odc-form-v1/tests/operations.rs");
    for line in [
        "const ADDED: [&str; 1] = [\"/more\"];",
        "assert_eq!(known, count + ADDED.len());",
        ".is_some() || ADDED.contains(&path)",
    ] {
        assert!(test.contains(line), "{test}");
    }
    assert_is_formatted(&tree, "tests/operations.rs");
}

#[test]
fn the_hand_written_files_are_formatted() {
    let tree = workspace_with_document();
    run_scaffold(&tree, &arguments(&tree.path("new.json")))
        .0
        .unwrap();
    for file in ["src/lib.rs", "tests/operations.rs"] {
        assert_is_formatted(&tree, file);
    }
}

/// Checks the format with rustfmt. Without rustfmt there is no check, because not every toolchain has it.
fn assert_is_formatted(tree: &TestWorkspace, file: &str) {
    let rustfmt = |arguments: &[&str]| {
        let mut command = std::process::Command::new("rustfmt");
        command.args(arguments).output()
    };
    if !rustfmt(&["--version"]).is_ok_and(|there| there.status.success()) {
        return;
    }
    let path = tree.path(&format!("crates/odc-form-v1/{file}"));
    let path = path.display().to_string();
    let check = rustfmt(&["--edition", "2024", "--check", &path]).unwrap();
    let difference = String::from_utf8_lossy(&check.stdout);
    assert!(check.status.success(), "{difference}");
}

#[test]
fn after_a_kill_at_any_step_the_same_scaffold_completes_the_work() {
    let mut steps = 0;
    loop {
        let tree = workspace_with_document();
        let args = arguments(&tree.path("new.json"));
        if killed_after(steps, || run_scaffold(&tree, &args)).is_some() {
            break;
        }
        let is_there = tree.path("crates/odc-form-v1").exists();
        assert_eq!(is_there, steps == 8, "the crate is written last");
        if !is_there {
            run_scaffold(&tree, &args).0.unwrap();
        }
        for file in ["Cargo.toml", "src/lib.rs", "src/generated/mod.rs"] {
            assert!(tree.path("crates/odc-form-v1").join(file).exists());
        }
        let readme = tree.read("openapi/README.md");
        assert_eq!(readme.matches("form-v1.json").count(), 1, "{readme}");
        steps += 1;
    }
    let all = "overlay, README.md, document and crate: staged, moved, and the end";
    assert_eq!(steps, 9, "{all}");
}

#[test]
fn a_document_without_a_crate_gets_one_and_keeps_our_texts() {
    let tree = workspace_with_document();
    let document = fs::read_to_string(form("paged-list")).unwrap();
    let mut document: serde_json::Value = serde_json::from_str(&document).unwrap();
    document["info"]["description"] = "In our words.".into();
    tree.write("openapi/form-v1.json", &pretty(&document));
    let before = tree.read("openapi/form-v1.json");
    run_scaffold(&tree, &arguments(&tree.path("openapi/form-v1.json")))
        .0
        .unwrap();
    assert_eq!(tree.read("openapi/form-v1.json"), before);
    assert!(tree.path("crates/odc-form-v1/Cargo.toml").exists());
}
