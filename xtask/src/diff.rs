//! `cargo xtask diff`: what changed between two documents, for users of a typed client of ours.

use std::path::PathBuf;

use clap::Args;
use serde::{Deserialize, Serialize};

use crate::console::Console;
use crate::documents::{published, source};
use crate::outcome::Outcome;
use crate::progress::Progress;
use odc_codegen::Source;
use odc_codegen::contain::{self, Job};
use odc_codegen::diff::{self, Class, compare, count};
use odc_codegen::document::{Printed, Result};

/// The arguments of `cargo xtask diff`.
#[derive(Debug, Args)]
#[command(after_help = "\
Every line is one change: its class, the first operation that it reaches (\"and 3 more\"), what happened,
and the place as a JSON pointer (into OLD for what was removed, else into NEW). What no operation
reaches is not shown, nor is another order of keys, or another spelling of the same.

  breaking  code that uses the crate of OLD does not compile with the crate of NEW, or the crate of
            OLD does not work with the service of NEW: calls are refused or mean something else,
            answers are not read. Such as: an operation or an answer field removed; a parameter made
            required, or spelt otherwise; a smaller maxLength of a request field; another type;
            another name of a type (the overlay can keep it).
  additive  something new to use and nothing broken. Such as: an operation, an optional parameter, an
            answer field, an enum value (enums are open), a request field that need not be sent any more.
  text      anything else: descriptions, examples, deprecation, versions, status codes, error answers,
            a schema under another name with the same Rust name.

Hosts and fields that an answer lists as required do not count: the host is the tenant's, and clients
read every answer field as optional unless the overlay says `x-odc-required`. Documents are compared
as they are, without overlays; `cargo xtask import NAME FILE --dry-run` compares with them.

With --json: {\"old\", \"new\", \"summary\": {\"breaking\", \"additive\", \"text\"}, \"changes\": […]}, and each change
  class       breaking, additive, text
  element     base-path, operation, security, permission, parameter, request-body, answer, schema,
              field, type, alternative, enum-value, rule, error-answer, text
  event       added, removed, renamed, changed
  operation   the first operation that it reaches, as \"GET /users/{key}\"; null: the whole document
  operations  how many it reaches; 0 with null
  what        what happened, in words
  pointer     the place, RFC 6901
  side        the document that holds the place: old, new

Exit codes: 0 nothing breaking, 4 something breaking, 1 failure.

Examples: cargo xtask diff openapi/identity-v1.json ~/Downloads/identity-v1.json
          cargo xtask diff OLD NEW --json | jq -r '.changes[] | select(.class == \"breaking\") | .what'")]
pub(crate) struct DiffArgs {
    /// The OpenAPI 3.0 document (JSON) that there was
    old: PathBuf,
    /// The document that takes its place
    new: PathBuf,
    /// Print JSON, as described below
    #[arg(long)]
    json: bool,
}

/// # Errors
/// A file that cannot be read or is no `OpenAPI` 3.0 document.
pub(crate) fn run(args: &DiffArgs, out: &mut Console<'_>) -> Result<Outcome> {
    let job = Comparing {
        old: source(&args.old)?,
        new: source(&args.new)?,
        json: args.json,
    };
    let (report, breaks) = {
        let _progress = Progress::of("comparing");
        contain::whole(&job, &job.new.file)??
    };
    out.say(&report)?;
    Ok(if breaks {
        Outcome::Stale
    } else {
        Outcome::Fresh
    })
}

/// Two documents that are to be compared.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Comparing {
    old: Source,
    new: Source,
    json: bool,
}

impl Job for Comparing {
    const NAME: &'static str = "comparing";
    /// The report, and whether anything breaks.
    type Done = Result<(Printed, bool)>;

    fn done(self) -> Self::Done {
        let (old, new) = (published(&self.old)?, published(&self.new)?);
        let changes = compare(&old, &new);
        let report = if self.json {
            diff::json(&old.file, &new.file, &changes)
        } else {
            diff::text(&old.file, &new.file, &changes)
        };
        Ok((report, count(&changes, Class::Breaking) > 0))
    }
}

/// Documents that tests compare, as those of the library do.
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

        /// What the command prints and ends with; of a refusal its line, without the name of the folder.
        fn run(&self, old: &Path, new: &Path) -> (String, std::result::Result<Outcome, String>) {
            let (old, new, json) = (old.to_owned(), new.to_owned(), false);
            let mut out = Vec::new();
            let ended = run(&DiffArgs { old, new, json }, &mut Console::new(&mut out));
            let folder = format!("{}/", self.0.path().display());
            let plain = |text: String| text.replace(&folder, "");
            let said = plain(String::from_utf8(out).unwrap());
            (said, ended.map_err(|problem| plain(problem.to_string())))
        }
    }

    #[test]
    fn the_exit_code_tells_whether_anything_breaks() {
        let files = Files::new();
        // As published: with a byte order mark and CRLF.
        let published = |root: &Value| format!("\u{feff}{root:#}").replace('\n', "\r\n");
        let mut new = things();
        set(&mut new, PATCH, Value::Null);
        let old = files.write("old.json", &published(&things()));
        let new = files.write("new.json", &new.to_string());
        assert_eq!(files.run(&old, &new).1, Ok(Outcome::Stale));
        assert_eq!(files.run(&new, &old).1, Ok(Outcome::Fresh));
        let plain = files.write("plain.json", &things().to_string());
        let (said, ended) = files.run(&old, &plain);
        assert_eq!(ended, Ok(Outcome::Fresh));
        assert!(said.contains("no difference for a client"), "{said}");
    }

    #[test]
    fn whichever_file_is_no_document_is_refused_on_one_line() {
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
                "bad.json:1: /paths: no operations: `paths` is no object; give the whole document",
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
                let (said, ended) = files.run(old, new);
                let refused = ended.unwrap_err();
                assert!(
                    refused.starts_with(line) && !refused.contains('\n'),
                    "{refused}"
                );
                assert_eq!(said, "");
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
