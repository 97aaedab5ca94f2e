//! One document from its files to the text of its crate's generated module, nothing written.

use std::collections::BTreeMap;
use std::fs;

use crate::api::Api;
use crate::document::Document;
use crate::names::Names;
use crate::normalize::{self, Changes, Context};
use crate::overlay::Overlay;
use crate::problem::{Problem, Result};
use crate::workspace::Workspace;
use crate::{lower, preflight, refine};

/// Generated files by their path below `src/generated`.
pub(crate) type Files = BTreeMap<String, String>;

/// Runs the whole pipeline for one document; `report` hears of every pass and what it changed.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub(crate) fn generate(
    workspace: &Workspace,
    name: &str,
    report: &mut dyn FnMut(&str, &Changes),
) -> Result<Files> {
    let path = workspace.document(name);
    let text = read(workspace, &path)?;
    let mut document = Document::parse(workspace.shown(&path), &text)?;
    let path = workspace.overlay(name);
    if path.exists() {
        let file = workspace.shown(&path);
        let overlay = Overlay::parse(&file, &read(workspace, &path)?)?;
        let matched = overlay.apply(&file, &mut document)?;
        report(
            "overlay",
            &matched
                .iter()
                .enumerate()
                .map(|(i, n)| format!("action {i}: {n}"))
                .collect(),
        );
    }
    preflight::check(&document)?;
    normalize::before_names(&mut document, report)?;
    let names = Names::of(&document)?;
    let api = Api::read(name, &document, &names)?;
    normalize::run(
        &mut document,
        &Context {
            names: &names,
            api: &api,
        },
        report,
    )?;
    let file = lower::generate(&document, &api)?;
    refine::refine(&file, &api, &document)
}

fn read(workspace: &Workspace, path: &std::path::Path) -> Result<String> {
    let bytes = fs::read(path).map_err(|e| Problem::io("read", path, &e))?;
    String::from_utf8(bytes).map_err(|e| {
        let valid = String::from_utf8_lossy(&e.as_bytes()[..e.utf8_error().valid_up_to()]);
        let line = valid.matches('\n').count() + 1;
        Problem::new("not UTF-8 text")
            .file(workspace.shown(path))
            .line(Some(line))
            .fix("save the file as UTF-8")
    })
}
