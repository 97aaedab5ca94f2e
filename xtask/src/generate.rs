//! `cargo xtask generate`: writes the generated modules, or checks that they are fresh.

use std::fmt::Write as _;
use std::io::Write;

use crate::Outcome;
use crate::cli::GenerateArgs;
use crate::output::{Stale, write_or_check};
use crate::pipeline;
use crate::problem::{Problem, Result};
use crate::workspace::Workspace;

pub(crate) fn run(args: &GenerateArgs, out: &mut dyn Write) -> Result<Outcome> {
    generate(&Workspace::here()?, args, out)
}

/// Generates every document before it writes any file, so that a bad document leaves the tree as it was.
///
/// # Errors
/// An unknown name, a document that cannot be generated, a file that cannot be written.
pub(crate) fn generate(
    workspace: &Workspace,
    args: &GenerateArgs,
    out: &mut dyn Write,
) -> Result<Outcome> {
    let names = workspace.select(&args.names)?;
    let width = names.iter().map(String::len).max().unwrap_or(0);
    let mut all = Vec::new();
    for name in names {
        let mut said = String::new();
        let generated = pipeline::generate(workspace, &name, &mut |pass, changes| {
            let _ = writeln!(said, "  {pass}: {} changed", changes.len());
            for change in changes {
                let _ = writeln!(said, "    {change}");
            }
        })?;
        if args.verbose {
            say(out, &format!("{name}\n{said}"))?;
        }
        all.push((name, generated));
    }
    let mut outcome = Outcome::Fresh;
    for (name, pipeline::Generated { files, notes }) in all {
        for note in &notes {
            say(out, &format!("note: {note}\n"))?;
        }
        let stale = write_or_check(&workspace.generated(&name), &files, args.check)?;
        say(
            out,
            &summary(workspace, &name, width, &stale, files.len(), args.check),
        )?;
        if args.check && !stale.is_empty() {
            outcome = Outcome::Stale;
        }
    }
    Ok(outcome)
}

fn summary(
    workspace: &Workspace,
    name: &str,
    width: usize,
    stale: &[Stale],
    total: usize,
    check: bool,
) -> String {
    if stale.is_empty() {
        return format!("{name:width$}  fresh\n");
    }
    if !check {
        return format!("{name:width$}  {} of {total} files written\n", stale.len());
    }
    let mut text = String::new();
    for file in stale {
        let path = workspace.shown(&file.path);
        let _ = write!(
            text,
            "{name:width$}  STALE  {path} ({})
{}",
            file.why, file.diff
        );
    }
    text + &format!(
        "  problem: not what openapi/{name}.json generates now\n  fix:     cargo xtask generate {name}\n"
    )
}

fn say(out: &mut dyn Write, text: &str) -> Result<()> {
    out.write_all(text.as_bytes())
        .map_err(|e| Problem::new(format!("cannot print: {e}")))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

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

    /// A workspace of one document.
    fn workspace(document: &str) -> (tempfile::TempDir, Workspace) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("openapi")).unwrap();
        fs::write(folder.path().join("openapi/thing-v1.json"), document).unwrap();
        let workspace = Workspace {
            root: folder.path().to_owned(),
        };
        (folder, workspace)
    }

    fn args(names: &[&str], check: bool) -> GenerateArgs {
        GenerateArgs {
            names: names.iter().map(|n| (*n).to_owned()).collect(),
            check,
            verbose: false,
        }
    }

    fn told(workspace: &Workspace, args: &GenerateArgs) -> (Result<Outcome>, String) {
        let mut out = Vec::new();
        let ended = generate(workspace, args, &mut out);
        (ended, String::from_utf8(out).unwrap())
    }

    fn files(folder: &Path) -> Vec<std::path::PathBuf> {
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().path())
            .collect();
        files.sort();
        files
    }

    #[test]
    fn generated_code_is_fresh() {
        let (ended, said) = told(&Workspace::here().unwrap(), &args(&[], true));
        assert_eq!(ended.unwrap(), Outcome::Fresh, "{said}");
    }

    #[test]
    fn two_runs_write_the_same_bytes_and_the_second_writes_nothing() {
        let (_folder, workspace) = workspace(DOCUMENT);
        assert_eq!(
            told(&workspace, &args(&[], false)).1,
            "thing-v1  9 of 9 files written\n"
        );
        assert_eq!(told(&workspace, &args(&[], false)).1, "thing-v1  fresh\n");
        assert_eq!(
            told(&workspace, &args(&[], true)).0.unwrap(),
            Outcome::Fresh
        );
    }

    #[test]
    fn a_changed_byte_is_stale_with_its_line_and_its_repair() {
        let (_folder, workspace) = workspace(DOCUMENT);
        told(&workspace, &args(&[], false)).0.unwrap();
        let file = workspace.generated("thing-v1").join("types.rs");
        let text = fs::read_to_string(&file)
            .unwrap()
            .replace("pub struct Thing ", "pub struct Thong ");
        fs::write(&file, &text).unwrap();
        let (ended, said) = told(&workspace, &args(&[], true));
        assert_eq!(ended.unwrap(), Outcome::Stale);
        assert!(
            said.contains("STALE  crates/odc-thing-v1/src/generated/types.rs (differs)"),
            "{said}"
        );
        assert!(
            said.contains("-pub struct Thong {") && said.contains("+pub struct Thing {"),
            "{said}"
        );
        assert!(
            said.ends_with("fix:     cargo xtask generate thing-v1\n"),
            "{said}"
        );
        assert_eq!(
            fs::read_to_string(&file).unwrap(),
            text,
            "a check writes nothing"
        );
    }

    #[test]
    fn broken_rust_and_missing_files_are_repaired() {
        let (_folder, workspace) = workspace(DOCUMENT);
        told(&workspace, &args(&[], false)).0.unwrap();
        let generated = workspace.generated("thing-v1");
        fs::write(generated.join("client.rs"), "fn (").unwrap();
        fs::remove_file(generated.join("enums.rs")).unwrap();
        assert_eq!(
            told(&workspace, &args(&[], false)).1,
            "thing-v1  2 of 9 files written\n"
        );
        assert_eq!(
            told(&workspace, &args(&[], true)).0.unwrap(),
            Outcome::Fresh
        );
    }

    #[test]
    fn the_document_becomes_open_growable_and_renamed() {
        let (_folder, workspace) = workspace(DOCUMENT);
        told(&workspace, &args(&[], false)).0.unwrap();
        let read =
            |file: &str| fs::read_to_string(workspace.generated("thing-v1").join(file)).unwrap();
        assert!(
            read("types.rs").contains("pub kind: Option<enums::ThingKind>"),
            "{}",
            read("types.rs")
        );
        assert!(read("types.rs").contains("#[non_exhaustive]\npub struct Thing {"));
        assert!(
            read("client.rs").contains(
                "pub fn get_thing(&self, key: impl Into<uuid::Uuid>) -> builder::GetThing"
            )
        );
        assert!(
            !read("builder/things.rs").contains("api-version"),
            "no header that no document asks for"
        );
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_names_there_are() {
        let (_folder, workspace) = workspace(DOCUMENT);
        assert_eq!(
            told(&workspace, &args(&["thing-v2"], false))
                .0
                .unwrap_err()
                .to_string(),
            "there is no document openapi/thing-v2.json; use one of: thing-v1"
        );
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
                 the reference `#/components/schemas/Gone` leads to none of this document's schemas; ",
            ),
            (
                "[\"things\"]",
                "\"things\"",
                "openapi/thing-v1.json:8: /paths/~1things~1{key}/get/tags: a list of texts belongs here, not the text `things`; ",
            ),
        ] {
            let (folder, workspace) = workspace(&DOCUMENT.replace(from, to));
            let refused = told(&workspace, &args(&[], false))
                .0
                .unwrap_err()
                .to_string();
            assert!(refused.starts_with(refusal), "{refused}");
            assert_eq!(refused.lines().count(), 1, "{refused}");
            assert_eq!(files(folder.path()), [folder.path().join("openapi")]);
        }
    }

    #[test]
    fn one_bad_document_of_two_leaves_the_tree_as_it_was() {
        let (folder, workspace) = workspace(DOCUMENT);
        fs::write(folder.path().join("openapi/worse-v1.json"), "{").unwrap();
        assert!(told(&workspace, &args(&[], false)).0.is_err());
        assert_eq!(files(folder.path()), [folder.path().join("openapi")]);
    }

    #[test]
    fn an_overlay_action_that_matches_nothing_fails_the_generation() {
        let (folder, workspace) = workspace(DOCUMENT);
        let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n\
                       - {target: \"$.paths['/gone']\", description: why, remove: true}\n";
        fs::write(folder.path().join("openapi/thing-v1.overlay.yaml"), overlay).unwrap();
        let refused = told(&workspace, &args(&[], false))
            .0
            .unwrap_err()
            .to_string();
        assert!(refused.starts_with(
            "openapi/thing-v1.overlay.yaml:4: /actions/0: `$.paths['/gone']` matches nothing"
        ));
    }

    #[test]
    fn the_readme_of_the_documents_names_their_checksums() {
        let workspace = Workspace::here().unwrap();
        let readme = fs::read_to_string(workspace.root.join("openapi/README.md")).unwrap();
        for name in workspace.names().unwrap() {
            let text = fs::read_to_string(workspace.document(&name)).unwrap();
            let sha256 = crate::document::Document::parse(name.as_str(), &text)
                .unwrap()
                .sha256;
            assert!(
                readme.contains(&sha256),
                "openapi/README.md: the SHA-256 of {name}.json is {sha256}"
            );
        }
    }
}
