//! `cargo xtask list`: the documents at a glance, and whether their crates are what they generate.

use std::fmt::Write as _;
use std::fs;
use std::io::Write;

use clap::Args;
use serde_json::Value;

use crate::Outcome;
use crate::document::Document;
use crate::names::{METHODS, objects};
use crate::output::write_or_check;
use crate::overlay::Overlay;
use crate::pipeline;
use crate::problem::{Problem, Result};
use crate::workspace::Workspace;

/// Characters of a SHA-256 that tell documents apart for people.
const SHORT: usize = 12;

/// The arguments of `cargo xtask list`.
#[derive(Debug, Args)]
#[command(after_help = "\
One line for each openapi/NAME.json: the version it describes, its operations and schemas, the
beginning of its SHA-256, since when it is deprecated and when it ends (from the overlay), and state:

  fresh  crates/odc-NAME/src/generated is what the document generates
  STALE  it is not, and `cargo xtask generate NAME` repairs it
  wrong  the document cannot be generated, or openapi/README.md names another SHA-256; why stands below

Exit codes: 0 all is fresh, 4 something is not, 1 failure.")]
pub(crate) struct ListArgs {
    /// Show the whole SHA-256
    #[arg(long)]
    full: bool,
}

pub(crate) fn run(args: &ListArgs, out: &mut dyn Write) -> Result<Outcome> {
    list(&Workspace::here()?, args, out)
}

/// What one document's line says.
struct Row {
    cells: [String; 8],
    /// What is wrong, if anything.
    trouble: Vec<String>,
}

const HEADINGS: [&str; 8] = [
    "document",
    "version",
    "operations",
    "schemas",
    "sha-256",
    "deprecated",
    "sunset",
    "state",
];

/// # Errors
/// A folder that cannot be listed; what is wrong with a document is said in its line.
fn list(workspace: &Workspace, args: &ListArgs, out: &mut dyn Write) -> Result<Outcome> {
    let readme = workspace.root.join("openapi/README.md");
    let readme = fs::read_to_string(readme).unwrap_or_default();
    let rows: Vec<Row> = workspace
        .names()?
        .iter()
        .map(|name| row(workspace, name, &readme, args.full))
        .collect();
    out.write_all(table(&rows).as_bytes())
        .map_err(|e| Problem::new(format!("cannot print: {e}")))?;
    let fine = rows.iter().all(|row| row.trouble.is_empty());
    Ok(if fine { Outcome::Fresh } else { Outcome::Stale })
}

fn table(rows: &[Row]) -> String {
    let cells = |row: &Row| row.cells.clone();
    let lines: Vec<[String; 8]> = std::iter::once(HEADINGS.map(str::to_owned))
        .chain(rows.iter().map(cells))
        .collect();
    let width = |column: usize| {
        let widths = lines.iter().map(|line| line[column].chars().count());
        widths.max().unwrap_or(0)
    };
    let mut text = String::new();
    for line in &lines {
        let padded: Vec<String> = (0..)
            .zip(line)
            .map(|(i, cell)| format!("{cell:width$}", width = width(i)))
            .collect();
        let _ = writeln!(text, "{}", padded.join("  ").trim_end());
    }
    for trouble in rows.iter().flat_map(|row| &row.trouble) {
        let _ = writeln!(text, "  {trouble}");
    }
    text
}

fn row(workspace: &Workspace, name: &str, readme: &str, full: bool) -> Row {
    let mut row = Row {
        cells: HEADINGS.map(|_| "-".to_owned()),
        trouble: Vec::new(),
    };
    name.clone_into(&mut row.cells[0]);
    let document = match overlaid(workspace, name) {
        Ok(document) => document,
        Err(problem) => return row.wrong(&problem),
    };
    let root = &document.root;
    let text = |pointer: &str| root.pointer(pointer).and_then(Value::as_str).unwrap_or("-");
    let methods = objects(root, "/paths").filter_map(|(_, item)| item.as_object());
    let operations = methods
        .flat_map(serde_json::Map::keys)
        .filter(|method| METHODS.contains(&method.as_str()));
    let length = if full { document.sha256.len() } else { SHORT };
    row.cells = [
        name.to_owned(),
        text("/info/version").to_owned(),
        operations.count().to_string(),
        objects(root, "/components/schemas").count().to_string(),
        document.sha256[..length].to_owned(),
        text("/x-odc-deprecation/since").to_owned(),
        text("/x-odc-deprecation/sunset").to_owned(),
        "fresh".to_owned(),
    ];
    if !readme.contains(&document.sha256) {
        let problem = Problem::new(format!("its SHA-256 is {}", document.sha256));
        let fix = format!("renew the line of {name}.json, date and SHA-256");
        row = row.wrong(&problem.file("openapi/README.md").fix(fix));
    }
    let stale = pipeline::generate(workspace, name, &mut |_, _| {})
        .and_then(|made| write_or_check(&workspace.generated(name), &made.files, true));
    match stale {
        Ok(stale) if stale.is_empty() => row,
        Ok(_) => {
            "STALE".clone_into(&mut row.cells[7]);
            row.trouble.push(format!(
                "crates/odc-{name}/src/generated: not what openapi/{name}.json generates now; cargo xtask generate {name}"
            ));
            row
        }
        Err(problem) => row.wrong(&problem),
    }
}

impl Row {
    fn wrong(mut self, problem: &Problem) -> Self {
        "wrong".clone_into(&mut self.cells[7]);
        self.trouble.push(problem.to_string());
        self
    }
}

/// The document with what its overlay adds.
fn overlaid(workspace: &Workspace, name: &str) -> Result<Document> {
    let source = pipeline::read(workspace, &workspace.document(name))?;
    let mut document = Document::parse(source.file, &source.text)?;
    let path = workspace.overlay(name);
    if path.exists() {
        let source = pipeline::read(workspace, &path)?;
        Overlay::parse(&source.file, &source.text)?.apply(&mut document)?;
    }
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(workspace: &Workspace) -> (Outcome, String) {
        let mut out = Vec::new();
        let ended = list(workspace, &ListArgs { full: false }, &mut out);
        (ended.unwrap(), String::from_utf8(out).unwrap())
    }

    #[test]
    fn every_document_of_the_workspace_is_listed() {
        let workspace = Workspace::here().unwrap();
        let (_, said) = listed(&workspace);
        for name in workspace.names().unwrap() {
            assert!(said.lines().any(|line| line.starts_with(&name)), "{said}");
        }
    }

    #[test]
    fn what_is_stale_or_wrong_is_said_in_its_line_and_explained_below() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace {
            root: folder.path().to_owned(),
        };
        let openapi = folder.path().join("openapi");
        fs::create_dir(&openapi).unwrap();
        let document = r#"{"openapi": "3.0.3", "info": {"title": "Things", "version": "v1"},
            "servers": [{"url": "https://x/api/things/v1"}], "paths": {"/things": {"get": {
            "operationId": "Thing_CountThings", "responses": {"200": {"description": "n",
            "content": {"application/json": {"schema": {"type": "integer"}}}}}}}}}"#;
        let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n- {target: $, description: why, \
            update: {x-odc-deprecation: {since: '2026-07-08', sunset: '2027-01-08', successor: v2}}}";
        fs::write(openapi.join("thing-v1.json"), document).unwrap();
        fs::write(openapi.join("thing-v1.overlay.yaml"), overlay).unwrap();
        let sha256 = Document::parse("x", document).unwrap().sha256;
        fs::write(openapi.join("README.md"), sha256).unwrap();
        fs::write(openapi.join("worse-v1.json"), "{").unwrap();
        let (ended, said) = listed(&workspace);
        assert_eq!(ended, Outcome::Stale);
        insta::assert_snapshot!(said);
    }
}
