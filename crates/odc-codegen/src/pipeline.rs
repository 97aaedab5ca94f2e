//! Turns the text of a document into the texts of its crate's generated module. Writes no files.

use std::process::ExitCode;

use serde::{Deserialize, Serialize};

use crate::contain::{self, Job};
use crate::diff::{self, Change, Surface};
use crate::document::overlay::Overlay;
use crate::document::{Changes, Document, Problem, Report, Result, preflight};
use crate::emit::{self, Files};
use crate::facts::Api;
use crate::lower::Input;
use crate::names::Names;
use crate::{lower, repair};

/// The result for one document.
#[derive(Debug, Serialize, Deserialize)]
pub struct Generated {
    /// The files of the module.
    pub files: Files,
    /// Notes for the user: what was repaired or left out.
    pub notes: Vec<Problem>,
}

/// The changes of each pass, in order.
pub type Passes = Vec<(String, Changes)>;

/// A file: its name as shown to the user, and its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The name.
    pub file: String,
    /// The text.
    pub text: String,
}

/// One document that is to be generated.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct GenerateJob {
    /// The name of the document, such as `identity-v1`.
    pub name: String,
    /// The document as published.
    pub document: Source,
    /// Its overlay, if it has one.
    pub overlay: Option<Source>,
}

impl Job for GenerateJob {
    const NAME: &'static str = "generating";
    type Output = Result<(Generated, Passes)>;

    fn run(self) -> Self::Output {
        let mut passes = Passes::new();
        let Self {
            name,
            document,
            overlay,
        } = &self;
        let mut report = |pass: &str, changes: &Changes, _: &Document| {
            passes.push((pass.to_owned(), changes.clone()));
        };
        let generated = generate_from(name, document, overlay.as_ref(), &mut report)?;
        Ok((generated, passes))
    }
}

impl GenerateJob {
    /// Runs the whole pipeline within limits.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn run_contained(&self) -> Result<(Generated, Passes)> {
        contain::run_document_job(self, &self.document.file)?
    }
}

/// Runs the whole pipeline for texts in memory.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn generate_from(
    name: &str,
    document: &Source,
    overlay: Option<&Source>,
    report: &mut Report<'_>,
) -> Result<Generated> {
    let mut document = Document::parse(&document.file, &document.text)?;
    if let Some(Source { file, text }) = overlay {
        let matched = Overlay::parse(file, text)?.apply(&mut document)?;
        let matched = matched
            .iter()
            .enumerate()
            .map(|(i, n)| format!("action {i}: {n}"));
        report("overlay", &matched.collect(), &document);
    }
    generate_document(name, document, report)
}

/// Runs the pipeline for a document with its overlay applied.
///
/// # Errors
/// The first thing that is wrong, with its place.
fn generate_document(
    name: &str,
    mut document: Document,
    report: &mut Report<'_>,
) -> Result<Generated> {
    preflight::check(&document)?;
    repair::run(&mut document, report)?;
    let names = Names::assign(&document)?;
    names.note(&mut document);
    let api = Api::read(name, &document, &names)?;
    api.note(&mut document);
    let parts = lower::lower(&mut document, &names, &api, report)?;
    let files = emit::files(&parts, &api, &document)?;
    Ok(Generated {
        files,
        notes: document.notes.into_iter().collect(),
    })
}

/// The difference between two documents for users of their crates.
#[derive(Debug)]
pub struct Compared {
    /// The changes that [`diff::compare`] returns, and the changes that only the generated crates show.
    pub changes: Vec<Change>,
    /// Why a crate could not be generated. `changes` then has only the changes of the documents.
    pub refused: Option<Problem>,
}

/// Compares two documents with their overlays applied, and the crates that are generated from them.
///
/// The comparison of the documents finds the reasons of changes. The comparison of the crates shows whether it missed
/// one: an item that the new crate no longer has is a breaking change in any case.
#[must_use]
pub fn compare(name: &str, old: &Document, new: &Document) -> Compared {
    let mut changes = diff::compare(old, new);
    let surface = |document: &Document| {
        let generated = generate_document(name, document.clone(), &mut |_, _, _| {})?;
        Ok(Surface::read(&generated.files))
    };
    // Most imports change nothing, so the crates need no comparison. The texts are compared because the order of keys
    // decides the order of arguments.
    let [was, is] = [old, new].map(|document| document.root.to_string());
    if was == is {
        return Compared {
            changes,
            refused: None,
        };
    }
    let surfaces = surface(old).and_then(|old| Ok((old, surface(new)?)));
    let refused = match surfaces {
        Ok((old, new)) => {
            diff::add_losses(&mut changes, &old, &new);
            None
        }
        Err(problem) => Some(problem),
    };
    Compared { changes, refused }
}

/// Runs a job of this library as a worker process, or returns `None` for the name of another job. See
/// [`contain::run_worker`].
#[must_use]
pub fn run_worker(job: &str, limits: &[u64]) -> Option<ExitCode> {
    match job {
        Input::NAME => Some(contain::run_worker::<Input>(limits)),
        GenerateJob::NAME => Some(contain::run_worker::<GenerateJob>(limits)),
        _ => None,
    }
}

/// Runs the whole pipeline for texts in memory, in a worker. Returns the files of the crate by name.
///
/// For fuzzing and benchmarks. They pass the path of the program that becomes the worker.
///
/// # Errors
/// The refusal, on one line.
#[doc(hidden)]
pub fn generate_text(
    document: &str,
    overlay: Option<&str>,
    worker: Option<std::path::PathBuf>,
) -> std::result::Result<Files, String> {
    if let Some(worker) = worker {
        contain::set_worker_program(worker);
    }
    let source = |file: &str, text: &str| Source {
        file: file.to_owned(),
        text: text.to_owned(),
    };
    let overlay = overlay.map(|text| source("openapi/x-v1.overlay.yaml", text));
    GenerateJob {
        name: "x-v1".to_owned(),
        document: source("openapi/x-v1.json", document),
        overlay,
    }
    .run_contained()
    .map(|(generated, _)| generated.files)
    .map_err(|problem| problem.to_string())
}

/// Returns a file with one item that has this description as its docs, for fuzzing.
///
/// # Errors
/// A fault of the generator, on one line.
#[doc(hidden)]
pub fn described(description: &str) -> std::result::Result<String, String> {
    emit::described(description).map_err(|problem| problem.to_string())
}
