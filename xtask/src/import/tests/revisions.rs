//! Tests imports of different documents: the same document, an older one, one of another API, and one in another order.

use std::io::{ErrorKind, Write};

use super::*;
use crate::console::Pipe;
use crate::output::killed_after;

/// The value with the members of all objects in reverse order.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().rev();
            Value::Object(members.map(|(k, v)| (k.clone(), reversed(v))).collect())
        }
        Value::Array(elements) => elements.iter().map(reversed).collect(),
        other => other.clone(),
    }
}

#[test]
fn the_very_same_document_changes_nothing() {
    let tree = committed_tree();
    run_import(&tree, &pretty(&committed()), "").0.unwrap();
    let before = tree.files();
    let (_, output) = run_import(&tree, &pretty(&committed()), "");
    assert_eq!(tree.files(), before);
    assert!(
        before
            .iter()
            .any(|(_, text)| String::from_utf8_lossy(text).contains("2026-08-22")),
        "the date of the document is still its own"
    );
    insta::assert_snapshot!("same", output);
}

#[test]
fn a_document_that_differs_in_prose_and_order_alone_changes_nothing() {
    let tree = committed_tree();
    run_import(&tree, &pretty(&committed()), "").0.unwrap();
    let before = tree.files();
    run_import(&tree, &reversed(&published(|_| {})).to_string(), "")
        .0
        .unwrap();
    assert_eq!(tree.files(), before);
}

#[test]
fn a_document_in_another_order_differs_only_where_it_changed() {
    let tree = committed_tree();
    run_import(&tree, &pretty(&committed()), "").0.unwrap();
    let before = tree.read("openapi/thing-v1.json");
    run_import(&tree, &reversed(&published(grown)).to_string(), "")
        .0
        .unwrap();
    let after = tree.read("openapi/thing-v1.json");
    let gone: Vec<_> = before.lines().filter(|l| !after.contains(*l)).collect();
    assert_eq!(gone, [] as [&str; 0], "nothing that was there is lost");
    let diff = similar::TextDiff::from_lines(&before, &after);
    let (new, old) =
        diff.iter_all_changes()
            .fold((0, 0), |(new, old), change| match change.tag() {
                similar::ChangeTag::Insert => (new + 1, old),
                similar::ChangeTag::Delete => (new, old + 1),
                similar::ChangeTag::Equal => (new, old),
            });
    let added = after.lines().count() - before.lines().count();
    assert!(
        old <= 3 && new == added + old,
        "{new} new, {old} gone:\n{after}"
    );
}

#[test]
fn a_renamed_schema_keeps_its_place() {
    let tree = committed_tree();
    let overlay = OVERLAY.replace("ThingApiResponse", "ThingModel");
    tree.write("openapi/thing-v1.overlay.yaml", &overlay);
    run_import(&tree, &reversed(&published(renamed)).to_string(), "")
        .0
        .unwrap();
    let document = imported(&tree);
    let schemas = document["components"]["schemas"].as_object().unwrap();
    assert_eq!(
        schemas.keys().collect::<Vec<_>>(),
        ["ThingModel", "ThingKind"]
    );
}

#[test]
fn a_place_without_a_description_is_listed_until_it_has_one() {
    let tree = committed_tree();
    let published = published(|document| {
        grown(document);
        let responses = &mut document["paths"]["/things"]["post"]["responses"];
        responses["503"] = json!({"description": "Published"});
    });
    let (_, first) = run_import(&tree, &published.to_string(), "");
    let (_, again) = run_import(&tree, &published.to_string(), "");
    let to_describe = |output: &str| -> Vec<String> {
        let lines = output.lines().filter(|line| line.contains("describe"));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(to_describe(&first).len(), 6);
    assert_eq!(to_describe(&again), to_describe(&first));
}

#[test]
fn all_places_without_a_description_are_listed_even_if_there_are_many() {
    let tree = committed_tree();
    let published = published(|document| {
        let thing = &mut document["components"]["schemas"]["ThingApiResponse"];
        for i in 0..150 {
            thing["properties"][format!("part{i}")] = json!({"type": "string"});
        }
    });
    let (ended, output) = run_import(&tree, &published.to_string(), "--dry-run");
    ended.unwrap();
    for i in 0..150 {
        let line = format!(
            ": /components/schemas/ThingApiResponse/properties/part{i}/description: `Gadget::part{i}`\n"
        );
        assert!(output.contains(&line), "{output}");
    }
}

#[test]
fn a_change_of_texts_changes_neither_the_source_nor_the_date_of_a_document() {
    let tree = committed_tree();
    let row = |described: &str| {
        let sha256 = Document::parse("x", &tree.read("openapi/thing-v1.json"))
            .unwrap()
            .sha256;
        let row = format!("| `thing-v1.json` | Thing API | {described} | `{sha256}` |\n");
        assert!(tree.read("openapi/README.md").contains(&row), "{row}");
    };
    let import_again = |options: &str, from: &str, to: &str| {
        let text = tree.read("openapi/thing-v1.json").replacen(from, to, 1);
        if options.is_empty() {
            tree.write("openapi/thing-v1.json", &text);
        }
        let (ended, output) = run_import(&tree, &text, options);
        assert_eq!(ended.unwrap(), Verdict::Good, "{output}");
        assert!(tree.read("openapi/thing-v1.json").contains(to));
    };
    import_again("", "Reads one thing.", "Gives one thing.");
    row("us | 2026-08-22");
    import_again("--keep-prose", "How big.", "How large.");
    row("us | 2026-08-22");
    run_import(&tree, &published(grown).to_string(), "")
        .0
        .unwrap();
    row("as published; all prose is ours | 2026-11-21");
}

#[test]
fn an_import_of_the_file_itself_uses_its_changed_texts() {
    let tree = committed_tree();
    run_import(&tree, &published(grown).to_string(), "")
        .0
        .unwrap();
    let document = tree.read("openapi/thing-v1.json");
    let described = document.replacen("Not described yet.", "Makes a thing.", 1);
    assert_ne!(described, document);
    tree.write("openapi/thing-v1.json", &described);
    let (ended, output) = run_import(&tree, &described, "");
    assert_eq!(ended.unwrap(), Verdict::Good);
    assert_eq!(tree.read("openapi/thing-v1.json"), described);
    let sha256 = Document::parse("x", &described).unwrap().sha256;
    assert!(tree.read("openapi/README.md").contains(&sha256), "{output}");
    let client = tree.read("crates/odc-thing-v1/src/generated/client.rs");
    assert!(client.contains("Makes a thing."), "{client}");
}

#[test]
fn another_api_is_refused_and_another_version_causes_a_warning() {
    let tree = committed_tree();
    let before = tree.files();
    let other = published(|document| {
        let text = document["paths"].to_string();
        let text = text
            .replace("/things/{key}", "/gadgets")
            .replace("\"get\"", "\"post\"");
        document["paths"] = serde_json::from_str(&text).unwrap();
        document["paths"]["/gadgets"]["post"]["operationId"] = json!("Gadget_Make");
        document["paths"]["/gadgets"]["post"]["parameters"] = json!([]);
        document["paths"]["/gadgets"]["post"]["responses"] = json!({"204": {"description": "x"}});
    });
    let (ended, mut session) = run_import(&tree, &other.to_string(), "");
    assert!(ended.is_err(), "{session}");
    for version in ["v0", "v2"] {
        let odd = published(|document| document["info"]["version"] = json!(version));
        let (ended, output) = run_import(&tree, &odd.to_string(), "--dry-run");
        assert_eq!(
            ended.unwrap(),
            Verdict::Good,
            "another version may be intended"
        );
        session += &output;
    }
    insta::assert_snapshot!("warnings", session);
    assert_eq!(tree.files(), before);
}

#[test]
fn the_passes_are_listed_with_the_option() {
    let (ended, output) = run_import(
        &committed_tree(),
        &published(|_| {}).to_string(),
        "--dry-run --verbose",
    );
    assert_eq!(ended.unwrap(), Verdict::Good);
    insta::assert_snapshot!("verbose", output);
}

#[test]
fn after_a_kill_at_any_step_the_same_import_completes_the_work() {
    let done = committed_tree();
    let (_, output) = run_import(&done, &published(grown).to_string(), "");
    let names = |tree: &TestWorkspace| -> Vec<(PathBuf, Vec<u8>)> {
        let root = &tree.workspace.root;
        let files = tree.files().into_iter();
        files
            .map(|(path, bytes)| (path.strip_prefix(root).unwrap().to_owned(), bytes))
            .collect()
    };
    let difference = |output: &str| output.split("wrote ").next().map(str::to_owned);
    let mut steps = 0;
    loop {
        let tree = committed_tree();
        let old = tree.read("openapi/thing-v1.json");
        if killed_after(steps, || {
            run_import(&tree, &published(grown).to_string(), "")
        })
        .is_some()
        {
            break;
        }
        let is_replaced = tree.read("openapi/thing-v1.json") != old;
        assert_eq!(is_replaced, steps == 6, "replaced last");
        let (ended, again) = run_import(&tree, &published(grown).to_string(), "");
        ended.unwrap();
        if !is_replaced {
            assert_eq!(
                difference(&again),
                difference(&output),
                "the same report again"
            );
        }
        assert_eq!(names(&tree), names(&done));
        assert!(!tree.path("target/xtask/staged").exists());
        steps += 1;
    }
    let all = "the new folder, README.md and the document: staged, moved, and the end";
    assert_eq!(steps, 7, "{all}");
}

/// An output that accepts one write and then fails.
struct Output(ErrorKind, bool);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if std::mem::replace(&mut self.1, true) {
            return Err(self.0.into());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_changes_nothing_in_the_written_files() {
    let (read, unread) = (committed_tree(), committed_tree());
    run_import(&read, &published(grown).to_string(), "")
        .0
        .unwrap();
    let mut out = Pipe::new(Output(ErrorKind::BrokenPipe, false));
    let ended = run_import_into(&unread, &published(grown).to_string(), &mut out);
    assert_eq!(ended.unwrap(), Verdict::Good);
    assert_eq!(imported(&unread), imported(&read));
    assert_eq!(unread.files().len(), read.files().len());
}

#[test]
fn a_report_that_cannot_be_printed_stops_the_import_before_anything_is_written() {
    let tree = committed_tree();
    let before = tree.files();
    let mut out = Pipe::new(Output(ErrorKind::StorageFull, true));
    let refused = run_import_into(&tree, &published(grown).to_string(), &mut out).unwrap_err();
    assert!(
        refused.to_string().starts_with("cannot print: "),
        "{refused}"
    );
    assert_eq!(tree.files(), before);
}

/// Imports a text and prints to `out`.
fn run_import_into(tree: &TestWorkspace, text: &str, out: &mut dyn Write) -> Result<Verdict> {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), text).unwrap();
    let args = ImportArgs {
        name: "thing-v1".to_owned(),
        file: file.path().to_owned(),
        dry_run: false,
        accept: false,
        since: None,
        keep_prose: false,
        verbose: false,
    };
    import(&tree.workspace, &args, "2026-11-21", &mut Console::new(out))
}
