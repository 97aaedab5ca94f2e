//! `cargo xtask diff`: shows what changed between two documents for users of our typed clients.

use std::path::PathBuf;

use clap::Args;
use serde::{Deserialize, Serialize};

use crate::console::Console;
use crate::documents::{parse_published, read_argument};
use crate::progress::Progress;
use crate::verdict::Verdict;
use odc_codegen::contain::{self, Job};
use odc_codegen::diff::{self, Class, count};
use odc_codegen::document::{Printed, Result};
use odc_codegen::{Compared, Source};

/// The arguments of `cargo xtask diff`.
#[derive(Debug, Args)]
#[command(after_help = "\
Every line is one change: its class, the first operation that it concerns (\"and 3 more\"), what happened,
and the place as a JSON pointer (into OLD for something removed, else into NEW). Changes that concern no
operation are not shown. The crates of both documents are generated in memory and compared too: what is
lost there for another reason has its Rust name in the line. The order of keys and the spelling of equal
values do not count.

  breaking  code that uses the crate of OLD does not compile with the crate of NEW, or the crate of
            OLD does not work with the service of NEW: calls are refused or mean something else, or
            responses cannot be read. Examples: an operation or a response field is removed; a parameter
            becomes required, or is spelled differently; a list loses its stream or its pages; the maxLength of
            a request field becomes smaller;
            a type changes; a type gets another name (the overlay can keep the old one).
  additive  something is new and nothing breaks. Examples: a new operation, optional parameter, response
            field or enum value (enums are open); a request field becomes optional.
  text      anything else: descriptions, examples, deprecation, versions, status codes, error responses,
            another name of a schema with the same Rust name.

Hosts and the required fields of responses do not count: the host comes from the tenant, and clients
read every response field as optional unless the overlay says `x-odc-required`. The documents are compared
without their overlays; `cargo xtask import NAME FILE --dry-run` compares them with the overlays.

With --json: {\"old\", \"new\", \"summary\": {\"breaking\", \"additive\", \"text\"}, \"changes\": […]}, and each change
  class       breaking, additive, text
  element     base-path, operation, security, permission, parameter, request-body, response, list, schema,
              field, type, alternative, enum-value, rule, error-response, text
  event       added, removed, renamed, changed
  operation   the first operation that it concerns, such as \"GET /users/{key}\"; null: the whole document
  operations  the number of operations that it concerns; 0 with null
  what        what happened, in words
  rust        the Rust name of the thing, such as User::photo_url; null: it has none
  pointer     the place, RFC 6901
  side        the document that holds the place: old, new

Exit codes: 0 nothing breaking, 4 something breaking, 1 failure.

Examples: cargo xtask diff openapi/identity-v1.json ~/Downloads/identity-v1.json
          cargo xtask diff OLD NEW --json | jq -r '.changes[] | select(.class == \"breaking\") | .what'")]
pub(crate) struct DiffArgs {
    /// The old OpenAPI 3.0 document (JSON)
    old: PathBuf,
    /// The new document
    new: PathBuf,
    /// Print JSON, as described below
    #[arg(long)]
    json: bool,
}

/// # Errors
/// A file that cannot be read, or that is not an `OpenAPI` 3.0 document.
pub(crate) fn run(args: &DiffArgs, out: &mut Console<'_>) -> Result<Verdict> {
    let job = DiffJob {
        old: read_argument(&args.old)?,
        new: read_argument(&args.new)?,
        json: args.json,
    };
    let (report, breaks) = {
        let _progress = Progress::start("comparing");
        contain::run_document_job(&job, &job.new.file)??
    };
    out.print(&report)?;
    Ok(Verdict::good_if(!breaks))
}

/// Compares two documents.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DiffJob {
    old: Source,
    new: Source,
    json: bool,
}

impl Job for DiffJob {
    const NAME: &'static str = "comparing";
    /// The report, and whether anything breaks.
    type Output = Result<(Printed, bool)>;

    fn run(self) -> Self::Output {
        let (old, new) = (parse_published(&self.old)?, parse_published(&self.new)?);
        let Compared { changes, refused } = odc_codegen::compare("x-v1", &old, &new);
        let report = if self.json {
            diff::json(&old.file, &new.file, &changes)
        } else {
            let mut report = diff::text(&old.file, &new.file, &changes);
            if let Some(problem) = refused {
                report.line(format_args!(
                    "note: only the documents are compared, since one has no crate: {problem}"
                ));
            }
            report
        };
        Ok((report, count(&changes, Class::Breaking) > 0))
    }
}

/// The documents that the tests of the library compare.
#[cfg(test)]
#[path = "../../crates/odc-codegen/src/diff/tests/documents.rs"]
pub(crate) mod documents;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use clap::CommandFactory as _;
    use serde_json::Value;

    use super::documents::{PATCH, revised, set, things};
    use super::*;
    use odc_codegen::diff::compare;
    use odc_codegen::document::Document;

    fn document(root: &Value) -> Document {
        Document::parse("x.json", &root.to_string()).unwrap()
    }

    #[test]
    fn the_help_names_every_word_of_the_json() {
        let mut command = crate::cli::Cli::command();
        command.build();
        let help = command
            .find_subcommand_mut("diff")
            .unwrap()
            .render_long_help()
            .to_string();
        let words = help.split(|c: char| !c.is_alphanumeric() && c != '-');
        let known: std::collections::HashSet<&str> = words.collect();
        let (old, new) = (document(&things()), document(&revised()));
        for change in [compare(&old, &new), compare(&new, &old)].concat() {
            let json = serde_json::to_value(&change).unwrap();
            for (key, value) in json.as_object().unwrap() {
                assert!(known.contains(&**key), "{key}");
                if ["class", "element", "event", "side"].contains(&&**key) {
                    assert!(known.contains(value.as_str().unwrap()), "{value}");
                }
            }
        }
    }

    struct Files(tempfile::TempDir);

    impl Files {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn write(&self, name: &str, text: &str) -> PathBuf {
            let path = self.0.path().join(name);
            fs::write(&path, text).unwrap();
            path
        }

        /// Runs the command. Returns its output, and its result or its error line without the path of the folder.
        fn run(&self, old: &Path, new: &Path) -> (String, std::result::Result<Verdict, String>) {
            let (old, new, json) = (old.to_owned(), new.to_owned(), false);
            let mut out = Vec::new();
            let ended = run(&DiffArgs { old, new, json }, &mut Console::new(&mut out));
            let folder = format!("{}/", self.0.path().display());
            let plain = |text: String| text.replace(&folder, "");
            let output = plain(String::from_utf8(out).unwrap());
            (output, ended.map_err(|problem| plain(problem.to_string())))
        }
    }

    #[test]
    fn the_exit_code_shows_whether_anything_breaks() {
        let files = Files::new();
        // Published documents have a byte order mark and CRLF.
        let published = |root: &Value| format!("\u{feff}{root:#}").replace('\n', "\r\n");
        let mut new = things();
        set(&mut new, PATCH, Value::Null);
        let old = files.write("old.json", &published(&things()));
        let new = files.write("new.json", &new.to_string());
        assert_eq!(files.run(&old, &new).1, Ok(Verdict::Bad));
        assert_eq!(files.run(&new, &old).1, Ok(Verdict::Good));
        let plain = files.write("plain.json", &things().to_string());
        let (output, ended) = files.run(&old, &plain);
        assert_eq!(ended, Ok(Verdict::Good));
        assert!(output.contains("no difference for a client"), "{output}");
    }

    #[test]
    fn what_only_the_crates_show_has_the_exit_code_of_a_breaking_change() {
        let files = Files::new();
        let thing = |more: Value| {
            let mut root = things();
            let a = serde_json::json!({"properties": {"a": {"type": "string"}}});
            let parts = serde_json::json!({"allOf": [a, {"properties": {"a": more}}]});
            set(&mut root, "/components/schemas/ThingApiResponse", parts);
            root.to_string()
        };
        let old = files.write("old.json", &thing(serde_json::json!({})));
        let new = files.write("new.json", &thing(serde_json::json!({"writeOnly": true})));
        let (output, ended) = files.run(&old, &new);
        assert_eq!(ended, Ok(Verdict::Bad));
        let line = "  breaking  `Thing::a` is `Option<Secret>` now, was `Option<String>`";
        assert!(output.contains(line), "{output}");
    }

    #[test]
    fn a_file_that_is_not_a_document_is_refused_on_one_line() {
        let files = Files::new();
        let good = files.write("good.json", &things().to_string());
        for (text, line) in [
            ("", "bad.json:1: not valid JSON: "),
            ("{\n\"openapi\": 3,,", "bad.json:2: not valid JSON: "),
            (
                "[]",
                "bad.json:1: (root): an OpenAPI document is a JSON object",
            ),
            (
                "{}",
                "bad.json:1: /openapi: not an OpenAPI document: no `openapi` version",
            ),
            (
                "{\"swagger\": \"2.0\"}",
                "bad.json:1: /swagger: Swagger 2.0 is not supported",
            ),
            (
                "{\"openapi\": \"3.1.0\"}",
                "bad.json:1: /openapi: OpenAPI 3.1.0 is not supported",
            ),
            (
                "{\"openapi\": \"3.0.3\"}",
                "bad.json:1: /paths: no operations: `paths` is not an object; give the whole document",
            ),
            (
                "openapi: 3.0.3\npaths: {}\n",
                "bad.json:1: this looks like YAML, not JSON: ",
            ),
            (
                "{\"a\": 1,\n\"a\": 2}",
                "bad.json:2: /a: duplicate key `a`, first given on line 1; keep one",
            ),
        ] {
            let bad = files.write("bad.json", text);
            for (old, new) in [(&good, &bad), (&bad, &good)] {
                let (output, ended) = files.run(old, new);
                let refused = ended.unwrap_err();
                assert!(
                    refused.starts_with(line) && !refused.contains('\n'),
                    "{refused}"
                );
                assert_eq!(output, "");
            }
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_refused_with_its_name() {
        let files = Files::new();
        let good = files.write("good.json", &things().to_string());
        let gone = files.0.path().join("gone.json");
        for (old, new) in [(&good, &gone), (&gone, &good)] {
            let refused = files.run(old, new).1.unwrap_err();
            assert!(refused.starts_with("cannot read gone.json: "), "{refused}");
        }
        let yaml = files.write("new.yaml", "paths: {}\n");
        let refused = files.run(&good, &yaml).1.unwrap_err();
        assert!(
            refused.starts_with("new.yaml:1: this looks like YAML, not JSON: "),
            "{refused}"
        );
        let latin = files.0.path().join("latin.json");
        fs::write(&latin, b"{\"a\": \"\xe9\"}").unwrap();
        let refused = files.run(&good, &latin).1.unwrap_err();
        assert_eq!(
            refused,
            "latin.json:1: not UTF-8 text; save the file as UTF-8"
        );
    }
}
