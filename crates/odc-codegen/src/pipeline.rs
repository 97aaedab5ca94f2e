//! One document from its text to the text of its crate's generated module, nothing written.

use std::process::ExitCode;

use serde::{Deserialize, Serialize};

use crate::contain::{self, Job};
use crate::document::overlay::Overlay;
use crate::document::{Changes, Document, Problem, Report, Result, preflight};
use crate::emit::{self, Files};
use crate::facts::Api;
use crate::lower::Input;
use crate::names::Names;
use crate::{lower, repair};

/// What one document becomes.
#[derive(Debug, Serialize, Deserialize)]
pub struct Generated {
    /// The files of the module.
    pub files: Files,
    /// What was repaired or left out.
    pub notes: Vec<Problem>,
}

/// What each pass changed, in their order.
pub type Passes = Vec<(String, Changes)>;

/// A file's name as shown to the user, and its text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Source {
    /// The name.
    pub file: String,
    /// The text.
    pub text: String,
}

/// One document that is to be generated.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Generating {
    /// The name of the document, such as `identity-v1`.
    pub name: String,
    /// The document as published.
    pub document: Source,
    /// Its overlay, if it has one.
    pub overlay: Option<Source>,
}

impl Job for Generating {
    const NAME: &'static str = "generating";
    type Done = Result<(Generated, Passes)>;

    fn done(self) -> Self::Done {
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

impl Generating {
    /// Runs the whole pipeline within limits.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn contained(&self) -> Result<(Generated, Passes)> {
        contain::whole(self, &self.document.file)?
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
    preflight::check(&document)?;
    repair::run(&mut document, report)?;
    let names = Names::of(&document)?;
    names.note(&mut document);
    let api = Api::read(name, &document, &names)?;
    let parts = lower::lower(&mut document, &names, &api, report)?;
    let files = emit::files(&parts, &api, &document)?;
    Ok(Generated {
        files,
        notes: document.notes.into_iter().collect(),
    })
}

/// Does a job of this library as a worker process; none when the job is another's. See [`contain::work`].
#[must_use]
pub fn work(job: &str, limits: &[u64]) -> Option<ExitCode> {
    match job {
        Input::NAME => Some(contain::work::<Input>(limits)),
        Generating::NAME => Some(contain::work::<Generating>(limits)),
        _ => None,
    }
}

/// The whole way of a document, nothing written: the files of its crate by name, or the refusal.
///
/// For fuzzing and benchmarks, which name the `worker` that contains progenitor.
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
        contain::contain_by(worker);
    }
    let source = |file: &str, text: &str| Source {
        file: file.to_owned(),
        text: text.to_owned(),
    };
    let overlay = overlay.map(|text| source("openapi/x-v1.overlay.yaml", text));
    Generating {
        name: "x-v1".to_owned(),
        document: source("openapi/x-v1.json", document),
        overlay,
    }
    .contained()
    .map(|(generated, _)| generated.files)
    .map_err(|problem| problem.to_string())
}

/// A file of one item whose docs are this description.
///
/// For fuzzing, which reads the docs by itself.
///
/// # Errors
/// A fault of the generator, on one line.
#[doc(hidden)]
pub fn described(description: &str) -> std::result::Result<String, String> {
    emit::described(description).map_err(|problem| problem.to_string())
}
