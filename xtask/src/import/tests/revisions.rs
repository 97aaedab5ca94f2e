//! What a document may be besides a clean next revision: the same, older, another one, or one told in another order.

use std::io::{ErrorKind, Write};

use super::*;
use crate::console::Pipe;
use crate::output::killed_after;

/// The value with the members of all objects the other way round.
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
    told(&tree, &pretty(&committed()), "").0.unwrap();
    let before = tree.files();
    let (_, said) = told(&tree, &pretty(&committed()), "");
    assert_eq!(tree.files(), before);
    assert!(
        before
            .iter()
            .any(|(_, text)| String::from_utf8_lossy(text).contains("2026-08-22")),
        "the date of the document is still its own"
    );
    insta::assert_snapshot!("same", said);
}

#[test]
fn a_document_that_differs_in_prose_and_order_alone_changes_nothing() {
    let tree = committed_tree();
    told(&tree, &pretty(&committed()), "").0.unwrap();
    let before = tree.files();
    told(&tree, &reversed(&published(|_| {})).to_string(), "")
        .0
        .unwrap();
    assert_eq!(tree.files(), before);
}

#[test]
fn what_changed_is_all_that_differs_in_a_document_told_in_another_order() {
    let tree = committed_tree();
    told(&tree, &pretty(&committed()), "").0.unwrap();
    let before = tree.read("openapi/thing-v1.json");
    told(&tree, &reversed(&published(grown)).to_string(), "")
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
    told(&tree, &reversed(&published(renamed)).to_string(), "")
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
fn what_is_not_described_yet_is_listed_until_it_is() {
    let tree = committed_tree();
    let published = published(|document| {
        grown(document);
        let answers = &mut document["paths"]["/things"]["post"]["responses"];
        answers["503"] = json!({"description": "Published"});
    });
    let (_, first) = told(&tree, &published.to_string(), "");
    let (_, again) = told(&tree, &published.to_string(), "");
    let to_describe = |said: &str| -> Vec<String> {
        let lines = said.lines().filter(|line| line.contains("describe"));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(to_describe(&first).len(), 5);
    assert_eq!(to_describe(&again), to_describe(&first));
}

#[test]
fn words_alone_change_neither_the_source_nor_the_date_of_a_document() {
    let tree = committed_tree();
    let row = |described: &str| {
        let sha256 = Document::parse("x", &tree.read("openapi/thing-v1.json"))
            .unwrap()
            .sha256;
        let row = format!("| `thing-v1.json` | Thing API | {described} | `{sha256}` |\n");
        assert!(tree.read("openapi/README.md").contains(&row), "{row}");
    };
    let told_anew = |options: &str, from: &str, to: &str| {
        let text = tree.read("openapi/thing-v1.json").replacen(from, to, 1);
        if options.is_empty() {
            tree.write("openapi/thing-v1.json", &text);
        }
        let (ended, said) = told(&tree, &text, options);
        assert_eq!(ended.unwrap(), Outcome::Fresh, "{said}");
        assert!(tree.read("openapi/thing-v1.json").contains(to));
    };
    told_anew("", "Reads one thing.", "Gives one thing.");
    row("us | 2026-08-22");
    told_anew("--keep-prose", "How big.", "How large.");
    row("us | 2026-08-22");
    told(&tree, &published(grown).to_string(), "").0.unwrap();
    row("as published; all prose is ours | 2026-11-21");
}

#[test]
fn a_text_changed_in_place_is_taken_over_by_an_import_of_the_file_itself() {
    let tree = committed_tree();
    told(&tree, &published(grown).to_string(), "").0.unwrap();
    let document = tree.read("openapi/thing-v1.json");
    let described = document.replacen("Not described yet.", "Makes a thing.", 1);
    assert_ne!(described, document);
    tree.write("openapi/thing-v1.json", &described);
    let (ended, said) = told(&tree, &described, "");
    assert_eq!(ended.unwrap(), Outcome::Fresh);
    assert_eq!(tree.read("openapi/thing-v1.json"), described);
    let sha256 = Document::parse("x", &described).unwrap().sha256;
    assert!(tree.read("openapi/README.md").contains(&sha256), "{said}");
    let client = tree.read("crates/odc-thing-v1/src/generated/client.rs");
    assert!(client.contains("Makes a thing."), "{client}");
}

#[test]
fn another_api_is_refused_and_another_version_is_doubted() {
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
    let (ended, mut session) = told(&tree, &other.to_string(), "");
    assert!(ended.is_err(), "{session}");
    for version in ["v0", "v2"] {
        let odd = published(|document| document["info"]["version"] = json!(version));
        let (ended, said) = told(&tree, &odd.to_string(), "--dry-run");
        assert_eq!(ended.unwrap(), Outcome::Fresh, "it may be meant");
        session += &said;
    }
    insta::assert_snapshot!("doubts", session);
    assert_eq!(tree.files(), before);
}

#[test]
fn every_pass_is_told_when_asked() {
    let (ended, said) = told(
        &committed_tree(),
        &published(|_| {}).to_string(),
        "--dry-run --verbose",
    );
    assert_eq!(ended.unwrap(), Outcome::Fresh);
    insta::assert_snapshot!("verbose", said);
}

#[test]
fn an_import_killed_at_any_moment_is_finished_by_the_same_import() {
    let done = committed_tree();
    let (_, said) = told(&done, &published(grown).to_string(), "");
    let names = |tree: &Tree| -> Vec<(PathBuf, Vec<u8>)> {
        let root = &tree.workspace.root;
        let files = tree.files().into_iter();
        files
            .map(|(path, bytes)| (path.strip_prefix(root).unwrap().to_owned(), bytes))
            .collect()
    };
    let difference = |said: &str| said.split("wrote ").next().map(str::to_owned);
    let mut steps = 0;
    loop {
        let tree = committed_tree();
        let old = tree.read("openapi/thing-v1.json");
        if killed_after(steps, || told(&tree, &published(grown).to_string(), "")).is_some() {
            break;
        }
        let is_replaced = tree.read("openapi/thing-v1.json") != old;
        assert_eq!(is_replaced, steps == 6, "replaced last");
        let (ended, again) = told(&tree, &published(grown).to_string(), "");
        ended.unwrap();
        if !is_replaced {
            assert_eq!(difference(&again), difference(&said), "told once more");
        }
        assert_eq!(names(&tree), names(&done));
        assert!(!tree.path("target/xtask/staged").exists());
        steps += 1;
    }
    let all = "the new folder, README.md, the document: staged, each in its place, the end";
    assert_eq!(steps, 7, "{all}");
}

/// An output that takes one write and then fails.
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
fn a_reader_who_leaves_changes_nothing_of_what_is_written() {
    let (read, unread) = (committed_tree(), committed_tree());
    told(&read, &published(grown).to_string(), "").0.unwrap();
    let mut out = Pipe::new(Output(ErrorKind::BrokenPipe, false));
    let ended = told_to(&unread, &published(grown).to_string(), &mut out);
    assert_eq!(ended.unwrap(), Outcome::Fresh);
    assert_eq!(imported(&unread), imported(&read));
    assert_eq!(unread.files().len(), read.files().len());
}

#[test]
fn a_report_that_cannot_be_printed_stops_the_import_before_anything_is_written() {
    let tree = committed_tree();
    let before = tree.files();
    let mut out = Pipe::new(Output(ErrorKind::StorageFull, true));
    let refused = told_to(&tree, &published(grown).to_string(), &mut out).unwrap_err();
    assert!(
        refused.to_string().starts_with("cannot print: "),
        "{refused}"
    );
    assert_eq!(tree.files(), before);
}

/// Imports a text that says what it does to `out`.
fn told_to(tree: &Tree, text: &str, out: &mut dyn Write) -> Result<Outcome> {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), text).unwrap();
    let args = ImportArgs {
        name: "thing-v1".to_owned(),
        file: file.path().to_owned(),
        dry_run: false,
        keep_prose: false,
        verbose: false,
    };
    import(&tree.workspace, &args, "2026-11-21", &mut Console::new(out))
}
