//! Runs the pipeline up to progenitor, and records what each overlay action and each pass changed.
//!
//! The changes that passes report are not used here. The documents before and after each pass are compared.

use std::cell::RefCell;
use std::collections::HashMap;

use serde_json::Value;

use super::edits::{Edit, find_edits};
use crate::document::overlay::Overlay;
use crate::document::{Document, Problem, Result, preflight};
use crate::facts::Api;
use crate::names::Names;
use crate::pipeline::Source;
use crate::{lower, repair};

/// What changed the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cause {
    /// The index of an action of the overlay.
    Action(usize),
    Pass(String),
}

/// One action or pass, and what it changed.
#[derive(Debug)]
pub(super) struct PassStep {
    pub(super) cause: Cause,
    pub(super) edits: Vec<Edit>,
    /// This step gives schemas their Rust names. After it, a name may belong to another schema.
    pub(super) renames: bool,
}

/// The steps of a document, up to a refusal.
#[derive(Debug)]
pub(super) struct Record {
    /// The document at the end, with notes and findings.
    pub(super) document: Document,
    pub(super) overlay: Option<Overlay>,
    /// The document after the overlay.
    pub(super) overlaid: Value,
    /// The document after the repairs.
    pub(super) repaired: Value,
    pub(super) names: Names,
    pub(super) steps: Vec<PassStep>,
    pub(super) refused: Option<Refused>,
    /// A cache of the lines of the overlay's actions. Without it, each search for a line would read the whole overlay again.
    action_lines: RefCell<HashMap<usize, Option<usize>>>,
}

/// Why a document cannot be generated.
#[derive(Debug, Clone)]
pub(super) struct Refused {
    /// The last step that was done.
    pub(super) after: String,
    pub(super) problem: Problem,
}

struct Recorder {
    last: Value,
    has_rust_names: bool,
    steps: Vec<PassStep>,
    /// The step that was done last.
    done: &'static str,
}

impl Recorder {
    fn record_step(&mut self, cause: Cause, document: &Document) {
        let edits = find_edits(&self.last, &document.root, "");
        if !edits.is_empty() {
            self.last = document.root.clone();
            let renames = document.findings.has_rust_names && !self.has_rust_names;
            self.has_rust_names = document.findings.has_rust_names;
            self.steps.push(PassStep {
                cause,
                edits,
                renames,
            });
        }
    }
}

impl Record {
    /// The line of an action of the overlay.
    pub(super) fn line_of_action(&self, index: usize) -> Option<usize> {
        let overlay = self.overlay.as_ref()?;
        let mut known = self.action_lines.borrow_mut();
        let find = || overlay.line_of(&format!("/actions/{index}"));
        *known.entry(index).or_insert_with(find)
    }

    /// # Errors
    /// The text is not JSON. A later refusal is part of the record.
    pub(super) fn make(name: &str, document: &Source, overlay: Option<&Source>) -> Result<Self> {
        let document = Document::parse(&document.file, &document.text)?;
        let mut record = Self {
            overlaid: document.root.clone(),
            repaired: Value::Null,
            overlay: None,
            names: Names::default(),
            steps: Vec::new(),
            refused: None,
            action_lines: RefCell::default(),
            document,
        };
        let mut recorder = Recorder {
            last: record.document.root.clone(),
            has_rust_names: false,
            steps: Vec::new(),
            done: "reading the document",
        };
        let ended = record.run_pipeline(name, overlay, &mut recorder);
        record.refused = ended.err().map(|problem| Refused {
            after: match recorder.steps.last().map(|step| &step.cause) {
                Some(Cause::Pass(pass)) => {
                    format!("{}, last changed by the pass {pass}", recorder.done)
                }
                _ => recorder.done.to_owned(),
            },
            problem,
        });
        record.steps = recorder.steps;
        if record.repaired.is_null() {
            record.repaired = record.document.root.clone();
            record.names = Names::by_rule(&record.repaired);
        }
        Ok(record)
    }

    fn run_pipeline(
        &mut self,
        name: &str,
        overlay: Option<&Source>,
        recorder: &mut Recorder,
    ) -> Result<()> {
        let document = &mut self.document;
        if let Some(Source { file, text }) = overlay {
            let overlay = self.overlay.insert(Overlay::parse(file, text)?);
            let applied = overlay.apply_each(document, &mut |index, document| {
                recorder.record_step(Cause::Action(index), document);
            });
            self.overlaid = document.root.clone();
            applied?;
            recorder.done = "applying the overlay";
        }
        preflight::check(document)?;
        recorder.done = "checking the document";
        let mut report = |pass: &str, _: &_, document: &Document| {
            recorder.record_step(Cause::Pass(pass.to_owned()), document);
        };
        repair::run(document, &mut report)?;
        recorder.done = "repairing the document";
        let names = Names::assign(document)?;
        names.note(document);
        let api = Api::read(name, document, &names)?;
        api.note(document);
        self.repaired = document.root.clone();
        self.names = names;
        recorder.done = "naming its things";
        let (names, done) = (&self.names, &mut *recorder);
        let mut report = |pass: &str, _: &_, document: &Document| {
            done.record_step(Cause::Pass(pass.to_owned()), document);
        };
        lower::prepare(document, names, &api, &mut report)?;
        recorder.done = "preparing it for progenitor";
        Ok(())
    }
}
