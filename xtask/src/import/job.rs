//! Imports a document in memory: everything that the task will print and write.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::actions::{Actions, StaleAction};
use super::changelog::Entries;
use super::describe::Listing;
use super::edit;
use super::history::Committed;
use super::matches::Matches;
use super::proposals::Proposals;
use super::prose::{self, Carried};
use super::release::{self, Version};
use super::remedy::{Before, Remedy};
use super::report::Acceptance;
use super::{plausibility, report, review};
use crate::documents;
use crate::generate::pass_report;
use odc_codegen::contain::Job;
use odc_codegen::diff::{Change, Comparison, Place};
use odc_codegen::document::{Changes, Document, Printed, Problem, Result, json};
use odc_codegen::{Files, Generated, Passes, Source, generate_from};

/// A document to import, with the other files and options that decide the result.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ImportJob {
    pub(super) name: String,
    pub(super) published: Source,
    /// The current document; `None` for the first import.
    pub(super) current: Option<Source>,
    pub(super) overlay: Option<Source>,
    /// The committed files that the users' crate comes from, if they differ from the current files.
    pub(super) committed: Option<Committed>,
    /// The path of the file that the document becomes.
    pub(super) file: String,
    pub(super) version: Result<Version>,
    pub(super) accept: bool,
    pub(super) keep_prose: bool,
    pub(super) verbose: bool,
}

/// Everything that an import will print and write.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ImportReport {
    pub(super) report: Printed,
    /// Whether every overlay action fits.
    pub(super) fits: bool,
    /// The text of the document as it will be written.
    pub(super) document: String,
    /// Title and version, for `openapi/README.md`.
    pub(super) describes: String,
    /// Whether the document differs from the current one only in its texts.
    pub(super) is_same_source: bool,
    pub(super) sha256: String,
    /// `None` if an overlay that does not fit prevented the generation.
    pub(super) files: Option<Files>,
    pub(super) accepted: Accepted,
}

/// What `--accept` writes besides the document and the crate.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Accepted {
    /// The overlay with its corrections.
    pub(super) overlay: Option<String>,
    /// The next version of the crate.
    pub(super) version: Option<String>,
    pub(super) entries: Option<Entries>,
}

impl Job for ImportJob {
    const NAME: &'static str = "importing";
    type Output = Result<ImportReport>;

    fn run(self) -> Self::Output {
        let name = &self.name;
        let published = documents::parse_published(&self.published)?;
        let current = self.current.as_ref().map(parse).transpose()?;
        let matches = current.as_ref().map_or_else(Matches::default, |current| {
            let (old, new) = (Place::root(&current.root), Place::root(&published.root));
            Matches::find(&old, &new, Comparison::compare(current, &published))
        });
        let mut warnings = Printed::default();
        if let Some(current) = &current {
            plausibility::require_same_api(current, &published, &matches)?;
            warnings = plausibility::version_warning(name, current, &published);
        }
        let old_root = current.as_ref().map(|current| &current.root);
        let carried = prose::carry_over(&published.root, old_root, &matches, self.keep_prose);
        let source = Source {
            file: self.file.clone(),
            text: pretty(&carried.root),
        };
        let mut fitted = Fitted::fit(&self, &source, current.as_ref(), &matches)?;
        if self.accept {
            fitted.accept(self.overlay.as_ref());
        }
        let mut passes = Passes::new();
        let generated = fitted.generate(&self, &source, &mut passes)?;
        let mut report = match current {
            Some(_) => report::difference_lines(name, &fitted.changes),
            None => Printed::from_line(format_args!("{name}: imported for the first time")),
        };
        report += warnings;
        let listing = Listing::new(&fitted.document);
        report += listing.unread(&carried.unread);
        report += report::stale_action_lines(&fitted.stale, fitted.acceptance(self.accept));
        report += report::generator_lines(generated.as_ref());
        if self.verbose {
            report += pass_report(&passes);
        }
        report += text_lines(&listing, &carried, old_root, &matches);
        let entries = Entries::new(name, &fitted.changes);
        report += report::release_lines(&self.version, name, &fitted.changes, &entries)?;
        Ok(ImportReport {
            report,
            fits: fitted.fits() || fitted.accepted.is_some(),
            describes: release::describe_api(&fitted.document.root, name),
            is_same_source: old_root
                .is_some_and(|old| prose::is_same_except_for_texts(old, &carried.root)),
            accepted: self.accepted(&fitted, entries)?,
            sha256: fitted.document.sha256,
            document: source.text,
            files: generated.ok().map(|generated| generated.files),
        })
    }
}

/// The texts to write and to read again.
fn text_lines(
    listing: &Listing<'_>,
    carried: &Carried,
    old: Option<&Value>,
    matches: &Matches,
) -> Printed {
    let proposals = old.map(Proposals::read).unwrap_or_default();
    let mut report = listing.missing(&carried.missing, |pointer| {
        proposals.find(&carried.root, pointer)
    });
    if let Some(old) = old {
        report += listing.reviews(&review::find(old, &carried.root, &carried.kept, matches));
    }
    report
}

impl ImportJob {
    /// What `--accept` writes.
    ///
    /// # Errors
    /// A manifest without a version.
    fn accepted(&self, fitted: &Fitted, entries: Entries) -> Result<Accepted> {
        let gravest = fitted.changes.iter().map(|change| change.class).min();
        let Some(gravest) = gravest.filter(|_| self.accept) else {
            return Ok(Accepted {
                overlay: fitted.accepted.clone(),
                ..Accepted::default()
            });
        };
        let version = self.version.as_ref().map_err(Problem::clone)?;
        Ok(Accepted {
            overlay: fitted.accepted.clone(),
            version: release::version_to_release(version, gravest),
            entries: Some(entries),
        })
    }

    /// The document of the users' crate: the committed document with the committed overlay, or else the current
    /// document with the current overlay.
    ///
    /// # Errors
    /// An action that is wrong for every document.
    fn old_document(
        &self,
        current: Option<&Document>,
        actions: Option<&Actions>,
        matches: &Matches,
    ) -> Result<Option<Document>> {
        // Committed files that cannot be read count as missing, because the user could not correct them.
        let committed = self.committed.as_ref();
        if let Some(Ok(old)) = committed.map(committed_document) {
            return Ok(Some(old));
        }
        let mut old = current.cloned();
        if let (Some(old), Some(actions)) = (&mut old, actions) {
            actions.apply_before(old, matches)?;
        }
        Ok(old)
    }
}

/// The committed document with its overlay.
fn committed_document(Committed { document, overlay }: &Committed) -> Result<Document> {
    let mut document = parse(document)?;
    if let Some(overlay) = overlay {
        Actions::parse(overlay)?.apply_before(&mut document, &Matches::default())?;
    }
    Ok(document)
}

fn parse(source: &Source) -> Result<Document> {
    Document::parse(&source.file, &source.text)
}

/// The new document with its overlay, compared with the old one with its overlay. Users see the names and marks of the
/// overlay, so the comparison includes them.
struct Fitted {
    document: Document,
    /// The overlay as it was applied.
    overlay: Option<Source>,
    stale: Vec<StaleAction>,
    changes: Vec<Change>,
    /// The text of the overlay with all corrections, if `--accept` made them.
    accepted: Option<String>,
}

impl Fitted {
    fn fit(
        job: &ImportJob,
        source: &Source,
        current: Option<&Document>,
        matches: &Matches,
    ) -> Result<Self> {
        let mut document = parse(source)?;
        let actions = job.overlay.as_ref().map(Actions::parse).transpose()?;
        let (mut settled, mut stale) = (None, Vec::new());
        if let Some(actions) = &actions {
            let before = current.map(|document| Before { document, matches });
            let (corrected, found) = actions.apply_corrected(&mut document, before.as_ref())?;
            (settled, stale) = (Some(corrected), found);
        }
        let old = job.old_document(current, actions.as_ref(), matches)?;
        let changes = old.map_or_else(Vec::new, |old| {
            odc_codegen::compare(&job.name, &old, &document).changes
        });
        Ok(Self {
            document,
            overlay: settled,
            stale,
            changes,
            accepted: None,
        })
    }

    /// Whether every overlay action fits without a correction.
    fn fits(&self) -> bool {
        self.stale.iter().all(|stale| stale.is_warning)
    }

    fn acceptance(&self, is_asked: bool) -> Acceptance {
        match &self.accepted {
            Some(_) => Acceptance::Complete,
            None if is_asked => Acceptance::Incomplete,
            None => Acceptance::NotAsked,
        }
    }

    /// Corrects the text of the overlay, if every action that does not fit has a sure remedy.
    fn accept(&mut self, overlay: Option<&Source>) {
        let stale = self.stale.iter().filter(|stale| !stale.is_warning);
        let remedies = stale.map(|stale| (stale.index, stale.remedy.clone()));
        let remedies: Option<Vec<(usize, Remedy)>> = remedies
            .map(|(index, remedy)| Some((index, remedy?)))
            .collect();
        let (Some(remedies), Some(overlay)) = (remedies, overlay) else {
            return;
        };
        match edit::carry_out(overlay, &remedies) {
            Ok(text) => {
                let file = overlay.file.clone();
                self.overlay = Some(Source {
                    file,
                    text: text.clone(),
                });
                self.accepted = Some(text);
            }
            Err(index) => {
                let mut stale = self.stale.iter_mut();
                if let Some(stale) = stale.find(|stale| stale.index == index) {
                    stale.leave_to_user();
                }
            }
        }
    }

    /// Generates the crate.
    ///
    /// # Errors
    /// A refusal that the corrections of the overlay cannot prevent. Another one is part of the result.
    fn generate(
        &self,
        job: &ImportJob,
        source: &Source,
        passes: &mut Passes,
    ) -> Result<Result<Generated>> {
        let overlay = self.overlay.as_ref();
        let generated = generate_from_published(&job.name, &job.published, source, overlay, passes);
        match generated {
            // All actions were applied, so their corrections cannot prevent the failure.
            Err(problem)
                if self.accepted.is_some() || self.stale.iter().all(|stale| stale.is_corrected) =>
            {
                Err(problem)
            }
            generated => Ok(generated),
        }
    }
}

/// The text of a document: indented by two spaces, with LF, and a line break at the end.
pub(crate) fn pretty(root: &Value) -> String {
    json(root) + "\n"
}

/// Runs the generator. A refusal names the line in the published file, because the user has that file.
///
/// # Errors
/// The refusal.
pub(crate) fn generate_from_published(
    name: &str,
    published: &Source,
    source: &Source,
    overlay: Option<&Source>,
    passes: &mut Passes,
) -> Result<Generated> {
    let mut report = |pass: &str, changes: &Changes, _: &Document| {
        passes.push((pass.to_owned(), changes.clone()));
    };
    generate_from(name, source, overlay, &mut report).map_err(|problem| {
        if !problem.is_in(&source.file) {
            return problem;
        }
        match Document::parse(&published.file, &published.text) {
            Ok(document) => document.relocate(problem),
            Err(unreadable) => unreadable,
        }
    })
}
