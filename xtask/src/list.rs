//! `cargo xtask list`: the documents at a glance, and whether their crates are what they generate.

use clap::Args;
use odc_http::text::one_line;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::console::Console;
use crate::documents;
use crate::generate::{self, side_by_side};
use crate::import::release::SourceLine;
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::workspace::Workspace;
use odc_codegen::Source;
use odc_codegen::contain::{self, Job};
use odc_codegen::document::overlay::Overlay;
use odc_codegen::document::{Document, Printed, Problem, Result, objects, path_methods};

/// Characters of a SHA-256 that tell documents apart for people.
const SHORT: usize = 8;

/// Characters of the widest column: a SHA-256.
const WIDEST: usize = 64;

/// The arguments of `cargo xtask list`.
#[derive(Debug, Args)]
#[command(after_help = "\
One line for each openapi/NAME.json, changed by its overlay:

  version     that the document gives itself
  ops         operations, those included that cannot be generated
  schemas     named schemas
  sha-256     of the file, its beginning
  deprecated  since when, and sunset: when the service removes it
  state       fresh  crates/odc-NAME/src/generated is what the document generates
              STALE  it is not; `cargo xtask generate NAME` repairs it
              wrong  no crate, no document, another SHA-256 in openapi/README.md, or it cannot be generated

Why something is not fresh stands below the table, one line each. Writes nothing.

Exit codes: 0 all is fresh, 4 something is not, 1 failure.

Examples: cargo xtask list
          cargo xtask list --full | awk '$1 == \"identity-v1\" {print $5}'")]
pub(crate) struct ListArgs {
    /// Show the whole SHA-256
    #[arg(long)]
    full: bool,
}

pub(crate) fn run(args: &ListArgs, out: &mut Console<'_>) -> Result<Outcome> {
    list(&Workspace::here()?, args, out)
}

/// What one document's line says.
struct Row {
    cells: [String; 8],
    /// What is wrong, if anything.
    trouble: Vec<Problem>,
}

const HEADINGS: [&str; 8] = [
    "document",
    "version",
    "ops",
    "schemas",
    "sha-256",
    "deprecated",
    "sunset",
    "state",
];

/// # Errors
/// A folder that cannot be listed; what is wrong with a document is said in its line.
fn list(workspace: &Workspace, args: &ListArgs, out: &mut Console<'_>) -> Result<Outcome> {
    let _progress = Progress::of("listing");
    let readme = documents::read(workspace, &workspace.root.join("openapi/README.md"))?.text;
    let documents = workspace.names()?;
    let rows = side_by_side(&documents, |name| {
        Ok(row(workspace, name, &readme, args.full))
    })?;
    let mut rows: Vec<Row> = rows.into_iter().collect::<Result<_>>()?;
    let crates = workspace.generated_crates()?;
    let lost = crates.iter().filter(|name| !documents.contains(name));
    rows.extend(lost.map(|name| Row::of_a_lost_crate(workspace, name)));
    out.say(&table(&rows))?;
    let fine = rows.iter().all(|row| row.trouble.is_empty());
    Ok(if fine { Outcome::Fresh } else { Outcome::Stale })
}

fn table(rows: &[Row]) -> Printed {
    // As they are shown, for their width.
    let cells = |row: &Row| row.cells.each_ref().map(|cell| one_line(cell, WIDEST));
    let lines: Vec<[String; 8]> = std::iter::once(HEADINGS.map(str::to_owned))
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
    for trouble in rows.iter().flat_map(|row| &row.trouble) {
        report.line(format_args!("  {trouble}"));
    }
    report
}

fn row(workspace: &Workspace, name: &str, readme: &str, full: bool) -> Row {
    let mut row = Row::new(name);
    let described = Listing::of(workspace, name)
        .and_then(|job| contain::run_document_job(&job, &job.document.file)?);
    let Described {
        version,
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
    row.cells = [
        name.to_owned(),
        version,
        operations.to_string(),
        schemas.to_string(),
        sha256[..length].to_owned(),
        since,
        sunset,
        "fresh".to_owned(),
    ];
    row = match generate::plan(workspace, name) {
        Ok(plan) if plan.changes().is_empty() => row,
        Ok(_) => {
            let folder = workspace.shown(&workspace.generated(name));
            let what = format!("not what openapi/{name}.json generates now");
            let problem = Problem::new(what).file(folder);
            row.in_state("STALE", problem.fix(format!("cargo xtask generate {name}")))
        }
        Err(problem) => row.in_state("wrong", problem),
    };
    if is_told(readme, name, &sha256) {
        return row;
    }
    let problem = Problem::new(format!("the SHA-256 of {name}.json is {sha256}"));
    let fix = format!("`cargo xtask import {name} openapi/{name}.json` renews its line");
    row.in_state("wrong", problem.file("openapi/README.md").fix(fix))
}

/// A document and its overlay that are to be described.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Listing {
    document: Source,
    overlay: Option<Source>,
}

/// What a document says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Described {
    version: String,
    operations: usize,
    schemas: usize,
    /// Since when it is deprecated, and when it will be removed.
    since: String,
    sunset: String,
    sha256: String,
}

impl Job for Listing {
    const NAME: &'static str = "listing";
    type Output = Result<Described>;

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
        Ok(Described {
            version: text("/info/version"),
            operations: path_methods(root).count(),
            schemas: objects(root, "/components/schemas").count(),
            since: text("/x-odc-deprecation/since"),
            sunset: text("/x-odc-deprecation/sunset"),
            sha256: document.sha256,
        })
    }
}

impl Listing {
    fn of(workspace: &Workspace, name: &str) -> Result<Self> {
        let (document, overlay) = documents::sources(workspace, name)?;
        Ok(Self { document, overlay })
    }
}

/// Whether the line of the document says its SHA-256.
fn is_told(readme: &str, name: &str, sha256: &str) -> bool {
    let mut lines = readme.lines();
    let line = lines.find(|line| line.starts_with(&SourceLine::start(name)));
    line.is_some_and(|line| line.contains(sha256))
}

impl Row {
    fn new(name: &str) -> Self {
        let mut cells = HEADINGS.map(|_| "-".to_owned());
        name.clone_into(&mut cells[0]);
        Self {
            cells,
            trouble: Vec::new(),
        }
    }

    /// A crate that is generated from a document that is not there.
    fn of_a_lost_crate(workspace: &Workspace, name: &str) -> Self {
        let document = workspace.shown(&workspace.document(name));
        let what = format!("generated from {document}, which is not there");
        let problem = Problem::new(what).file(workspace.shown(&workspace.generated(name)));
        let fix = format!("`cargo xtask import {name} FILE`, or delete the crate");
        Self::new(name).in_state("wrong", problem.fix(fix))
    }

    fn in_state(mut self, state: &str, problem: Problem) -> Self {
        state.clone_into(&mut self.cells[7]);
        self.trouble.push(problem);
        self
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn listed(workspace: &Workspace) -> (Outcome, String) {
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
    fn every_document_of_the_workspace_is_listed_as_fresh_in_at_most_a_hundred_columns() {
        let workspace = Workspace::here().unwrap();
        let (ended, said) = listed(&workspace);
        assert_eq!(ended, Outcome::Fresh, "{said}");
        for name in workspace.names().unwrap() {
            let line = said.lines().find(|line| line.starts_with(&name)).unwrap();
            assert!(line.ends_with("fresh") && line.len() <= 100, "{line}");
        }
    }

    #[test]
    fn what_is_stale_or_wrong_is_said_in_its_line_and_explained_below() {
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
        let told = ["bare-v1", "thing-v1"].map(|name| format!("| `{name}.json` | `{sha256}` |\n"));
        write(&workspace, "openapi/README.md", &told.concat());
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
        let (ended, said) = listed(&workspace);
        assert_eq!(ended, Outcome::Stale);
        insta::assert_snapshot!(said);
    }

    #[test]
    fn the_sum_of_a_document_stands_in_its_own_line() {
        let readme = "| `a-v1.json` | `bb` |\n| `b-v1.json` | `aa` |\n";
        assert!(!is_told(readme, "a-v1", "aa") && !is_told(readme, "b-v1", "bb"));
        assert!(is_told(readme, "a-v1", "bb") && is_told(readme, "b-v1", "aa"));
    }
}
