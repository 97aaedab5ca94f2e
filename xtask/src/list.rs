//! `cargo xtask list`: lists the documents, and checks whether their crates are fresh.

use clap::Args;
use odc_http::text::one_line;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::console::Console;
use crate::documents;
use crate::generate::{self, run_in_parallel};
use crate::import::release::SourceLine;
use crate::progress::Progress;
use crate::verdict::Verdict;
use crate::workspace::Workspace;
use odc_codegen::Source;
use odc_codegen::contain::{self, Job};
use odc_codegen::document::overlay::Overlay;
use odc_codegen::document::{Document, Printed, Problem, Result, objects, path_methods};

/// How many characters of a SHA-256 are shown.
const SHORT: usize = 8;

/// The widest column, in characters: a SHA-256.
const WIDEST: usize = 64;

/// The arguments of `cargo xtask list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Prints one line for each openapi/NAME.json with its overlay:

  ops         the number of operations, including those that cannot be generated
  schemas     the number of named schemas
  sha-256     the beginning of the SHA-256 of the file
  deprecated  the day since when it is deprecated
  sunset      the day when the service removes it
  state       fresh  crates/odc-NAME/src/generated is what the document generates
              STALE  it differs; `cargo xtask generate NAME` repairs it
              wrong  the crate or the document is missing, openapi/README.md has another SHA-256, or the
                     document cannot be generated

The lines below the table say why a document is not fresh. Writes only its cache below `target/`.

Exit codes: 0 everything is fresh, 4 something is not, 1 failure.

Examples: cargo xtask list
          cargo xtask list --full | awk '$1 == \"identity-v1\" {print $4}'")]
pub(crate) struct ListArgs {
    /// Show the whole SHA-256
    #[arg(long)]
    full: bool,
}

pub(crate) fn run(args: &ListArgs, out: &mut Console<'_>) -> Result<Verdict> {
    list(&Workspace::find()?, args, out)
}

/// The line of one document.
struct Row {
    cells: [String; COLUMNS],
    /// `None` if the document cannot be read.
    operations: Option<usize>,
    /// The reasons why it is not fresh.
    problems: Vec<Problem>,
}

const COLUMNS: usize = 7;

const HEADINGS: [&str; COLUMNS] = [
    "document",
    "ops",
    "schemas",
    "sha-256",
    "deprecated",
    "sunset",
    "state",
];

/// # Errors
/// A folder that cannot be listed. A problem of a document is part of its row.
fn list(workspace: &Workspace, args: &ListArgs, out: &mut Console<'_>) -> Result<Verdict> {
    let _progress = Progress::start("listing");
    let readme = documents::read_file(workspace, &workspace.root.join("openapi/README.md"))?.text;
    let documents = workspace.document_names()?;
    let rows = run_in_parallel(&documents, |name| {
        Ok(make_row(workspace, name, &readme, args.full))
    })?;
    let mut rows: Vec<Row> = rows.into_iter().collect::<Result<_>>()?;
    let crates = workspace.names_of_generated_crates()?;
    let lost = crates.iter().filter(|name| !documents.contains(name));
    rows.extend(lost.map(|name| Row::of_crate_without_document(workspace, name)));
    out.print(&render_table(&rows))?;
    let is_fresh = rows.iter().all(|row| row.problems.is_empty());
    Ok(Verdict::good_if(is_fresh))
}

fn render_table(rows: &[Row]) -> Printed {
    // The printed form of the cells, because the columns need its width.
    let cells = |row: &Row| row.cells.each_ref().map(|cell| one_line(cell, WIDEST));
    let lines: Vec<[String; COLUMNS]> = std::iter::once(HEADINGS.map(str::to_owned))
        .chain(rows.iter().map(cells))
        .collect();
    let width = |column: usize| {
        let widths = lines.iter().map(|line| line[column].chars().count());
        widths.max().unwrap_or(0)
    };
    let mut report = Printed::default();
    for line in &lines {
        let padded: Vec<String> = (0..)
            .zip(line)
            .map(|(i, cell)| format!("{cell:width$}", width = width(i)))
            .collect();
        report.line(padded.join("  ").trim_end());
    }
    let counts: Vec<usize> = rows.iter().filter_map(|row| row.operations).collect();
    let (operations, documents) = (counts.iter().sum::<usize>(), counts.len());
    report.line(format_args!(
        "{operations} operations in {documents} documents"
    ));
    for problem in rows.iter().flat_map(|row| &row.problems) {
        report.line(format_args!("  {problem}"));
    }
    report
}

fn make_row(workspace: &Workspace, name: &str, readme: &str, full: bool) -> Row {
    let mut row = Row::new(name);
    let described = ListJob::read(workspace, name)
        .and_then(|job| contain::run_document_job(&job, &job.document.file)?);
    let Summary {
        operations,
        schemas,
        since,
        sunset,
        sha256,
    } = match described {
        Ok(described) => described,
        Err(problem) => return row.in_state("wrong", problem),
    };
    let length = if full { sha256.len() } else { SHORT };
    row.operations = Some(operations);
    row.cells = [
        name.to_owned(),
        operations.to_string(),
        schemas.to_string(),
        sha256[..length].to_owned(),
        since,
        sunset,
        "fresh".to_owned(),
    ];
    row = match generate::plan_crate(workspace, name) {
        Ok(plan) if plan.changes().is_empty() => row,
        Ok(_) => {
            let folder = workspace.display_path(&workspace.generated_folder(name));
            let what = format!("not what openapi/{name}.json generates now");
            let problem = Problem::new(what).file(folder);
            row.in_state("STALE", problem.fix(format!("cargo xtask generate {name}")))
        }
        Err(problem) => row.in_state("wrong", problem),
    };
    if holds_checksum(readme, name, &sha256) {
        return row;
    }
    let problem = Problem::new(format!("the SHA-256 of {name}.json is {sha256}"));
    let fix = format!("`cargo xtask import {name} openapi/{name}.json` updates its line");
    row.in_state("wrong", problem.file("openapi/README.md").fix(fix))
}

/// Summarizes a document with its overlay.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ListJob {
    document: Source,
    overlay: Option<Source>,
}

/// The facts of a document that its line shows.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Summary {
    operations: usize,
    schemas: usize,
    /// The day since when it is deprecated, and the day when it is removed.
    since: String,
    sunset: String,
    sha256: String,
}

impl Job for ListJob {
    const NAME: &'static str = "listing";
    type Output = Result<Summary>;

    fn run(self) -> Self::Output {
        let mut document = Document::parse(self.document.file, &self.document.text)?;
        if let Some(Source { file, text }) = &self.overlay {
            Overlay::parse(file, text)?.apply(&mut document)?;
        }
        let root = &document.root;
        let text = |pointer: &str| {
            let text = root.pointer(pointer).and_then(Value::as_str);
            text.unwrap_or("-").to_owned()
        };
        Ok(Summary {
            operations: path_methods(root).count(),
            schemas: objects(root, "/components/schemas").count(),
            since: text("/x-odc-deprecation/since"),
            sunset: text("/x-odc-deprecation/sunset"),
            sha256: document.sha256,
        })
    }
}

impl ListJob {
    fn read(workspace: &Workspace, name: &str) -> Result<Self> {
        let (document, overlay) = documents::read_document(workspace, name)?;
        Ok(Self { document, overlay })
    }
}

/// Whether the line of the document in `openapi/README.md` holds its SHA-256.
fn holds_checksum(readme: &str, name: &str, sha256: &str) -> bool {
    let mut lines = readme.lines();
    let line = lines.find(|line| line.starts_with(&SourceLine::beginning(name)));
    line.is_some_and(|line| line.contains(sha256))
}

impl Row {
    fn new(name: &str) -> Self {
        let mut cells = HEADINGS.map(|_| "-".to_owned());
        name.clone_into(&mut cells[0]);
        Self {
            cells,
            operations: None,
            problems: Vec::new(),
        }
    }

    /// The row of a generated crate whose document is missing.
    fn of_crate_without_document(workspace: &Workspace, name: &str) -> Self {
        let document = workspace.display_path(&workspace.document_path(name));
        let what = format!("generated from {document}, which is missing");
        let problem =
            Problem::new(what).file(workspace.display_path(&workspace.generated_folder(name)));
        let fix = format!("`cargo xtask import {name} FILE`, or delete the crate");
        Self::new(name).in_state("wrong", problem.fix(fix))
    }

    fn in_state(mut self, state: &str, problem: Problem) -> Self {
        state.clone_into(&mut self.cells[COLUMNS - 1]);
        self.problems.push(problem);
        self
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn run_list(workspace: &Workspace) -> (Verdict, String) {
        let mut out = Vec::new();
        let ended = list(
            workspace,
            &ListArgs { full: false },
            &mut Console::new(&mut out),
        );
        (ended.unwrap(), String::from_utf8(out).unwrap())
    }

    fn write(workspace: &Workspace, path: &str, text: &str) {
        let path = workspace.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn every_document_of_the_workspace_is_listed_as_fresh_in_at_most_eighty_columns() {
        let workspace = Workspace::find().unwrap();
        let (ended, output) = run_list(&workspace);
        assert_eq!(ended, Verdict::Good, "{output}");
        for name in workspace.document_names().unwrap() {
            let line = output.lines().find(|line| line.starts_with(&name)).unwrap();
            assert!(line.ends_with("fresh") && line.len() <= 80, "{line}");
        }
    }

    #[test]
    fn a_stale_or_wrong_document_is_marked_in_its_line_and_explained_below() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace {
            root: folder.path().to_owned(),
        };
        let document = r#"{"openapi": "3.0.3", "info": {"title": "Things", "version": "v1"},
            "servers": [{"url": "https://x/api/things/v1"}], "paths": {"/things": {"get": {
            "operationId": "Thing_CountThings", "responses": {"200": {"description": "n",
            "content": {"application/json": {"schema": {"type": "integer"}}}}}}}}}"#;
        let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n- {target: $, description: why, \
            update: {x-odc-deprecation: {since: '2026-07-08', sunset: '2027-01-08', successor: v2}}}";
        let sha256 = Document::parse("x", document).unwrap().sha256;
        let lines = ["bare-v1", "thing-v1"].map(|name| format!("| `{name}.json` | `{sha256}` |\n"));
        write(&workspace, "openapi/README.md", &lines.concat());
        write(&workspace, "openapi/bare-v1.json", document);
        write(&workspace, "openapi/thing-v1.json", document);
        write(&workspace, "openapi/thing-v1.overlay.yaml", overlay);
        write(
            &workspace,
            "openapi/untold-v1.json",
            &format!("{document}\n"),
        );
        write(&workspace, "openapi/worse-v1.json", "{");
        for name in ["lost-v1", "thing-v1", "untold-v1"] {
            write(&workspace, &format!("crates/odc-{name}/Cargo.toml"), "");
        }
        write(&workspace, "crates/odc-lost-v1/src/generated/mod.rs", "");
        write(&workspace, "crates/odc-by-hand/src/lib.rs", "");
        let (ended, output) = run_list(&workspace);
        assert_eq!(ended, Verdict::Bad);
        insta::assert_snapshot!(output);
    }

    #[test]
    fn the_checksum_of_a_document_is_looked_up_in_its_own_line() {
        let readme = "| `a-v1.json` | `bb` |\n| `b-v1.json` | `aa` |\n";
        assert!(!holds_checksum(readme, "a-v1", "aa") && !holds_checksum(readme, "b-v1", "bb"));
        assert!(holds_checksum(readme, "a-v1", "bb") && holds_checksum(readme, "b-v1", "aa"));
    }
}
