//! Scaffolds into a folder of its own and into a workspace, as transcripts, on the disk, and compiled.

use std::fs;
use std::path::Path;

use super::*;
use crate::import::release::version_in;
use crate::output::killed_after;
use crate::tree::Tree;
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

/// A workspace that has no client yet, and a document to make one from.
fn tree() -> Tree {
    let tree = Tree::empty();
    let here = Workspace::here().unwrap();
    let manifest = fs::read_to_string(here.root.join("Cargo.toml")).unwrap();
    // What is recorded holds after a release, too.
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

fn told(tree: &Tree, args: &ScaffoldArgs) -> (Result<Outcome>, String) {
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
fn it_says_what_it_wrote_and_what_is_left_to_do() {
    let tree = tree();
    let (ended, said) = told(&tree, &arguments(&tree.path("new.json")));
    assert_eq!(ended.unwrap(), Outcome::Fresh);
    insta::assert_snapshot!("member", said);
    let written = ["Cargo.toml", "src/lib.rs", "tests/operations.rs"];
    let written = written.map(|file| tree.read(&format!("crates/odc-form-v1/{file}")));
    insta::assert_snapshot!("member_files", written.join("\n// ----\n\n"));
    insta::assert_snapshot!("overlay", tree.read("openapi/form-v1.overlay.yaml"));
}

#[test]
fn the_overlay_stub_generates_when_its_actions_are_no_comments_any_more() {
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
        let stub = stub::overlay("form-v1", &document.root);
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
        if generated(None).is_ok() {
            let overlay = source("stub.yaml", text);
            let overlaid = generated(Some(&overlay));
            assert!(overlaid.is_ok(), "{}: {overlaid:?}", spec.display());
        }
    }
    assert_eq!(most, 3);
}

#[test]
fn outside_of_the_workspace_nothing_of_it_changes() {
    let tree = tree();
    let before = tree.files();
    let outside = tempfile::tempdir().unwrap();
    let args = ScaffoldArgs {
        out: Some(outside.path().join("new")),
        verbose: true,
        ..arguments(&tree.path("new.json"))
    };
    let (ended, said) = told(&tree, &args);
    assert_eq!(ended.unwrap(), Outcome::Fresh);
    let plain = |text: &str| {
        let text = text.replace(
            &outside.path().canonicalize().unwrap().display().to_string(),
            "OUTSIDE",
        );
        let text = text.replace(&outside.path().display().to_string(), "OUTSIDE");
        text.replace(&tree.workspace.root.display().to_string(), "WORKSPACE")
    };
    insta::assert_snapshot!("outside", plain(&said));
    let manifest = fs::read_to_string(outside.path().join("new/Cargo.toml")).unwrap();
    insta::assert_snapshot!("outside_manifest", plain(&manifest));
    assert_eq!(tree.files(), before);
}

#[test]
fn a_folder_whose_name_has_a_space_is_one_word_of_the_command() {
    let tree = tree();
    let outside = tempfile::tempdir().unwrap();
    let args = ScaffoldArgs {
        out: Some(outside.path().join("my crate's")),
        ..arguments(&tree.path("new.json"))
    };
    let said = told(&tree, &args).1;
    let folder = outside.path().canonicalize().unwrap();
    let next = format!(
        r"next: cargo test --manifest-path '{}/my crate'\''s/Cargo.toml'",
        folder.display()
    );
    assert!(said.contains(&next), "{said}");
}

#[test]
fn a_title_of_any_characters_ends_neither_a_comment_nor_a_text() {
    let tree = tree();
    let title = r#""title": "Odd \"one\" \\ [a] `b`\r\u0007\u202e <c>""#;
    let document = tree.read("new.json").replace(r#""title": "Form""#, title);
    assert!(document.contains("u202e"), "{document}");
    tree.write("new.json", &document);
    told(&tree, &arguments(&tree.path("new.json"))).0.unwrap();
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
fn what_cannot_be_scaffolded_is_refused_in_one_line_and_nothing_is_written() {
    let tree = tree();
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
        told(&tree, &arguments(&tree.path("new.json"))),
        told(&tree, &arguments(&tree.path("gone.json"))),
        told(&tree, &named),
    ];
    let session: String = session.into_iter().map(|(_, said)| said).collect();
    insta::assert_snapshot!("refused", session);
    assert_eq!(tree.files(), before);
}

#[test]
fn a_name_that_is_no_domain_and_version_is_refused() {
    for name in [
        "", "foo", "Foo", "Foo-v1", "foo_v1", "-v1", "v1", "../x", "../x-v1", "foo-v", "foo-v1.2",
        "1foo-v1", "foo--v1", "foo-v1-", "con", "nul", "com1", "con.v1",
    ] {
        let args = ScaffoldArgs {
            name: name.to_owned(),
            ..arguments(&form("paged-list"))
        };
        let refused = told(&tree(), &args).0.unwrap_err().to_string();
        assert_eq!(
            refused,
            format!(
                "`{name}` is no name for a document; \
                 domain and version in small letters, such as release-v1 or user-access-v2"
            )
        );
    }
    for name in ["release-v1", "user-access-v12"] {
        check_name(name).unwrap();
    }
}

#[test]
fn what_is_there_is_left_alone_and_said_to_be_there() {
    let tree = tree();
    let args = arguments(&tree.path("new.json"));
    told(&tree, &args).0.unwrap();
    tree.write("mine/file", "");
    let before = tree.files();
    let out = |folder: &str| ScaffoldArgs {
        out: Some(tree.path(folder)),
        ..arguments(&tree.path("new.json"))
    };
    let mut session = told(&tree, &args).1;
    session += &told(&tree, &out("mine")).1;
    session += &told(&tree, &out("crates/mine")).1;
    session += &told(&tree, &out("new.json")).1;
    fs::remove_file(tree.path("openapi/form-v1.json")).unwrap();
    session += &told(&tree, &args).1;
    fs::remove_dir_all(tree.path("crates/odc-form-v1")).unwrap();
    tree.write("openapi/form-v1.json", "{}");
    session += &told(&tree, &args).1;
    fs::remove_file(tree.path("openapi/form-v1.json")).unwrap();
    tree.write(
        "other.yaml",
        "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: []\n",
    );
    let overlaid = ScaffoldArgs {
        overlay: Some(tree.path("other.yaml")),
        ..arguments(&tree.path("new.json"))
    };
    session += &told(&tree, &overlaid).1;
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
    insta::assert_snapshot!("there", session);
    for (path, bytes) in before {
        assert!(!path.exists() || fs::read(&path).unwrap() == bytes);
    }
}

#[test]
fn a_document_whose_names_collide_is_scaffolded_with_an_overlay() {
    let tree = tree();
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
    let refused = told(&tree, &args(None)).0.unwrap_err().to_string();
    assert!(
        refused.contains("would have the same Rust name `Gizmo`"),
        "{refused}"
    );
    assert!(!tree.path("crates/odc-form-v1").exists());
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n\
                   - {target: $.components.schemas.Thing, description: why, update: {x-rust-name: Gadget}}\n";
    tree.write("names.yaml", overlay);
    told(&tree, &args(Some(tree.path("names.yaml")))).0.unwrap();
    assert_eq!(tree.read("openapi/form-v1.overlay.yaml"), overlay);
    let types = tree.read("crates/odc-form-v1/src/generated/types.rs");
    assert!(types.contains("pub struct Gadget "), "{types}");
}

#[test]
fn an_operation_that_the_overlay_takes_away_is_not_missed_by_the_test() {
    let tree = tree();
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
    told(&tree, &args).0.unwrap();
    let test = tree.read("crates/odc-form-v1/tests/operations.rs");
    assert!(
        test.contains("REMOVED: usize = 1;") && test.contains("count - REMOVED"),
        "{test}"
    );
}

#[test]
fn the_test_counts_an_operation_that_the_overlay_adds() {
    let tree = tree();
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n\
                   - {target: $.paths, description: why, update: {/more: {delete: {operationId: x, \
                   responses: {'204': {description: n}}}}}}\n";
    tree.write("more.yaml", overlay);
    let args = ScaffoldArgs {
        overlay: Some(tree.path("more.yaml")),
        ..arguments(&tree.path("new.json"))
    };
    told(&tree, &args).0.unwrap();
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
fn what_is_written_for_a_human_is_formatted() {
    let tree = tree();
    told(&tree, &arguments(&tree.path("new.json"))).0.unwrap();
    for file in ["src/lib.rs", "tests/operations.rs"] {
        assert_is_formatted(&tree, file);
    }
}

/// By rustfmt, which not every toolchain has.
fn assert_is_formatted(tree: &Tree, file: &str) {
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
fn a_killed_scaffold_has_no_crate_and_the_same_one_finishes() {
    let mut steps = 0;
    loop {
        let tree = tree();
        let args = arguments(&tree.path("new.json"));
        if killed_after(steps, || told(&tree, &args)).is_some() {
            break;
        }
        let is_there = tree.path("crates/odc-form-v1").exists();
        assert_eq!(is_there, steps == 8, "it comes last");
        if !is_there {
            told(&tree, &args).0.unwrap();
        }
        for file in ["Cargo.toml", "src/lib.rs", "src/generated/mod.rs"] {
            assert!(tree.path("crates/odc-form-v1").join(file).exists());
        }
        let readme = tree.read("openapi/README.md");
        assert_eq!(readme.matches("form-v1.json").count(), 1, "{readme}");
        steps += 1;
    }
    let all = "overlay, README.md, document, crate: staged, each in its place, the end";
    assert_eq!(steps, 9, "{all}");
}

#[test]
fn a_document_without_a_crate_gets_one_and_keeps_our_words() {
    let tree = tree();
    let document = fs::read_to_string(form("paged-list")).unwrap();
    let mut document: serde_json::Value = serde_json::from_str(&document).unwrap();
    document["info"]["description"] = "In our words.".into();
    tree.write("openapi/form-v1.json", &pretty(&document));
    let before = tree.read("openapi/form-v1.json");
    told(&tree, &arguments(&tree.path("openapi/form-v1.json")))
        .0
        .unwrap();
    assert_eq!(tree.read("openapi/form-v1.json"), before);
    assert!(tree.path("crates/odc-form-v1/Cargo.toml").exists());
}
