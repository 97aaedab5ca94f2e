//! One document from its files to the text of its crate's generated module, nothing written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::api::Api;
use crate::contain::{self, Job};
use crate::document::{self, Document};
use crate::memo::Memo;
use crate::names::Names;
use crate::normalize::{self, Changes, Context};
use crate::overlay::Overlay;
use crate::problem::{Problem, Result};
use crate::progress::Progress;
use crate::workspace::Workspace;
use crate::{lower, preflight, refine};

/// Generated files by their path below `src/generated`.
pub(crate) type Files = BTreeMap<String, String>;

/// What one document becomes.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Generated {
    pub(crate) files: Files,
    /// What was repaired or left out.
    pub(crate) notes: Vec<Problem>,
}

/// What each pass changed, in their order.
pub(crate) type Passes = Vec<(String, Changes)>;

/// A file's name as shown to the user, and its text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Source {
    pub(crate) file: String,
    pub(crate) text: String,
}

/// One document that is to be generated.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Generating {
    pub(crate) name: String,
    pub(crate) document: Source,
    pub(crate) overlay: Option<Source>,
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
        let mut report =
            |pass: &str, changes: &Changes| passes.push((pass.to_owned(), changes.clone()));
        let generated = generate_from(name, document, overlay.as_ref(), &mut report)?;
        Ok((generated, passes))
    }
}

impl Generating {
    fn of(workspace: &Workspace, name: &str) -> Result<Self> {
        let (document, overlay) = sources(workspace, name)?;
        Ok(Self {
            name: name.to_owned(),
            document,
            overlay,
        })
    }

    /// Runs the whole pipeline within limits.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub(crate) fn contained(&self) -> Result<(Generated, Passes)> {
        let _progress = Progress::of(format!("generating {}", self.name));
        contain::whole(self, &self.document.file)?
    }
}

/// Runs the whole pipeline for a document of the workspace.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub(crate) fn generate(workspace: &Workspace, name: &str) -> Result<(Generated, Passes)> {
    Generating::of(workspace, name)?.contained()
}

/// What the pipeline makes of a document of the workspace, or made of it before.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub(crate) fn generated(workspace: &Workspace, name: &str) -> Result<Generated> {
    let job = Generating::of(workspace, name)?;
    let memo = Memo::of(workspace, name, (&job.document, job.overlay.as_ref()));
    if let Some(generated) = memo.as_ref().and_then(Memo::recall) {
        return Ok(generated);
    }
    let (generated, _) = job.contained()?;
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

/// Runs the whole pipeline for texts in memory.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub(crate) fn generate_from(
    name: &str,
    document: &Source,
    overlay: Option<&Source>,
    report: &mut dyn FnMut(&str, &Changes),
) -> Result<Generated> {
    let mut document = Document::parse(&document.file, &document.text)?;
    if let Some(Source { file, text }) = overlay {
        let matched = Overlay::parse(file, text)?.apply(&mut document)?;
        let matched = matched
            .iter()
            .enumerate()
            .map(|(i, n)| format!("action {i}: {n}"));
        report("overlay", &matched.collect());
    }
    preflight::check(&document)?;
    normalize::before_names(&mut document, report)?;
    let names = Names::of(&document)?;
    names.note(&mut document);
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
    let files = refine::refine(&file, &api, &document)?;
    Ok(Generated {
        files,
        notes: document.notes.into_iter().collect(),
    })
}

/// Reads a text file of the workspace.
///
/// # Errors
/// A file that cannot be read, or is not UTF-8; then with its line. What is no file, such as a device that a link leads to.
pub(crate) fn read(workspace: &Workspace, path: &std::path::Path) -> Result<Source> {
    let file = workspace.shown(path);
    if std::fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        let problem = Problem::new("is no file").file(file);
        return Err(problem.fix("put the file in its place"));
    }
    let text = document::read_text(path, &file)?;
    Ok(Source { file, text })
}

/// The same of a file that need not be there.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_if_there(
    workspace: &Workspace,
    path: &std::path::Path,
) -> Result<Option<Source>> {
    let there = path.exists().then(|| read(workspace, path));
    there.transpose()
}
