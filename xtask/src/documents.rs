//! Reads the documents of the workspace, and generates their files.

use std::io::ErrorKind;
use std::path::Path;

use serde_json::Value;

use crate::cache::Cache;
use crate::progress::Progress;
use crate::workspace::Workspace;
use odc_codegen::document::{Document, Problem, Result, preflight, read_text};
use odc_codegen::{GenerateJob, Generated, Passes, Source};

fn generate_job(workspace: &Workspace, name: &str) -> Result<GenerateJob> {
    let (document, overlay) = read_document(workspace, name)?;
    Ok(GenerateJob {
        name: name.to_owned(),
        document,
        overlay,
    })
}

fn run_job(job: &GenerateJob) -> Result<(Generated, Passes)> {
    let _progress = Progress::start(format!("generating {}", job.name));
    job.run_contained()
}

/// Generates the files of a document. Also returns what each pass changed, which the cache does not hold.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub(crate) fn generate_uncached(workspace: &Workspace, name: &str) -> Result<(Generated, Passes)> {
    run_job(&generate_job(workspace, name)?)
}

/// Returns the files of a document from the cache, or generates them.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub(crate) fn generate_cached(workspace: &Workspace, name: &str) -> Result<Generated> {
    let job = generate_job(workspace, name)?;
    let cache = Cache::of_document(workspace, name, (&job.document, job.overlay.as_ref()));
    if let Some(generated) = cache.as_ref().and_then(Cache::load) {
        return Ok(generated);
    }
    let (generated, _) = run_job(&job)?;
    if let Some(cache) = cache {
        cache.store(&generated);
    }
    Ok(generated)
}

/// Reads a document of the workspace, and its overlay if it has one.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn read_document(workspace: &Workspace, name: &str) -> Result<(Source, Option<Source>)> {
    let document = read_file(workspace, &workspace.document_path(name))?;
    Ok((
        document,
        read_if_there(workspace, &workspace.overlay_path(name))?,
    ))
}

/// Reads a text file of the workspace.
///
/// # Errors
/// A file that cannot be read, or that is not UTF-8, with the line. A path that does not lead to a file, but for
/// example to a device.
pub(crate) fn read_file(workspace: &Workspace, path: &Path) -> Result<Source> {
    let file = workspace.display_path(path);
    if std::fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        let problem = Problem::new("is not a file").file(file);
        return Err(problem.fix("put the file in its place"));
    }
    let text = read_text(path, &file)?;
    Ok(Source { file, text })
}

/// Reads a text file of the workspace, if it exists. A link that leads nowhere counts as existing.
///
/// # Errors
/// As [`read_file`].
pub(crate) fn read_if_there(workspace: &Workspace, path: &Path) -> Result<Option<Source>> {
    match std::fs::symlink_metadata(path) {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        _ => read_file(workspace, path).map(Some),
    }
}

/// Reads a document that the command line names.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn read_argument(path: &Path) -> Result<Source> {
    let file = path.display().to_string();
    let text = read_text(path, &file)?;
    Ok(Source { file, text })
}

/// Parses a published document.
///
/// # Errors
/// A malformed text, or a document of another version of `OpenAPI`.
pub(crate) fn parse_published(Source { file, text }: &Source) -> Result<Document> {
    let document = Document::parse(file, text)?;
    preflight::check_version(&document)?;
    if !document.root.get("paths").is_some_and(Value::is_object) {
        return Err(document
            .problem("/paths", "no operations: `paths` is not an object")
            .fix("give the whole document, as it was published"));
    }
    Ok(document)
}
