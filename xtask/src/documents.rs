//! The documents of the workspace: read, generated, or remembered.

use std::io::ErrorKind;
use std::path::Path;

use serde_json::Value;

use crate::memo::Memo;
use crate::progress::Progress;
use crate::workspace::Workspace;
use odc_codegen::document::{Document, Problem, Result, preflight, read_text};
use odc_codegen::{GenerateJob, Generated, Passes, Source};

fn generating(workspace: &Workspace, name: &str) -> Result<GenerateJob> {
    let (document, overlay) = sources(workspace, name)?;
    Ok(GenerateJob {
        name: name.to_owned(),
        document,
        overlay,
    })
}

fn contained(job: &GenerateJob) -> Result<(Generated, Passes)> {
    let _progress = Progress::of(format!("generating {}", job.name));
    job.run_contained()
}

/// Runs the whole pipeline for a document of the workspace.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub(crate) fn generate(workspace: &Workspace, name: &str) -> Result<(Generated, Passes)> {
    contained(&generating(workspace, name)?)
}

/// What the pipeline makes of a document of the workspace, or made of it before.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub(crate) fn generated(workspace: &Workspace, name: &str) -> Result<Generated> {
    let job = generating(workspace, name)?;
    let memo = Memo::of(workspace, name, (&job.document, job.overlay.as_ref()));
    if let Some(generated) = memo.as_ref().and_then(Memo::recall) {
        return Ok(generated);
    }
    let (generated, _) = contained(&job)?;
    if let Some(memo) = memo {
        memo.keep(&generated);
    }
    Ok(generated)
}

/// A document of the workspace and its overlay, if it has one.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn sources(workspace: &Workspace, name: &str) -> Result<(Source, Option<Source>)> {
    let document = read(workspace, &workspace.document(name))?;
    Ok((
        document,
        read_if_there(workspace, &workspace.overlay(name))?,
    ))
}

/// Reads a text file of the workspace.
///
/// # Errors
/// A file that cannot be read, or is not UTF-8; then with its line. What is no file, such as a device that a link leads to.
pub(crate) fn read(workspace: &Workspace, path: &Path) -> Result<Source> {
    let file = workspace.shown(path);
    if std::fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        let problem = Problem::new("is no file").file(file);
        return Err(problem.fix("put the file in its place"));
    }
    let text = read_text(path, &file)?;
    Ok(Source { file, text })
}

/// The same of a file that need not be there. A link that leads nowhere is there.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_if_there(workspace: &Workspace, path: &Path) -> Result<Option<Source>> {
    match std::fs::symlink_metadata(path) {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        _ => read(workspace, path).map(Some),
    }
}

/// The text of a document named on the command line.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn source(path: &Path) -> Result<Source> {
    let file = path.display().to_string();
    let text = read_text(path, &file)?;
    Ok(Source { file, text })
}

/// Reads a document as it was published.
///
/// # Errors
/// A text that is malformed, or no document of a version that we know.
pub(crate) fn published(Source { file, text }: &Source) -> Result<Document> {
    let document = Document::parse(file, text)?;
    preflight::check_version(&document)?;
    if !document.root.get("paths").is_some_and(Value::is_object) {
        return Err(document
            .problem("/paths", "no operations: `paths` is no object")
            .fix("give the whole document, as it was published"));
    }
    Ok(document)
}
