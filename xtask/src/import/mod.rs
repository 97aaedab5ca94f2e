//! `cargo xtask import`: replaces the current document by a newly published one.
//!
//! Everything is prepared in memory and reported before anything is written. So a document that does not fit changes no
//! file. The document is replaced last: if the import is killed before that, the same import finds the same difference again
//! and completes it.

mod actions;
pub(crate) mod matches;
mod order;
mod plausibility;
pub(crate) mod prose;
pub(crate) mod release;
pub(crate) mod report;
mod targets;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use clap::Args;
use serde::{Deserialize, Serialize};

use crate::console::Console;
use crate::documents;
use crate::generate::pass_report;
use crate::output::Plan;
use crate::progress::Progress;
use crate::verdict::Verdict;
use crate::workspace::Workspace;
use actions::{Actions, Before, StaleAction};
use matches::Matches;
use odc_codegen::Files;
use odc_codegen::contain::{self, Job};
use odc_codegen::diff::{self, Change, Comparison, Place};
use odc_codegen::document::{Changes, Document, Printed, Problem, Result, json};
use odc_codegen::{Generated, Passes, Source, generate_from};
use release::{SourceLine, Version};

/// The arguments of `cargo xtask import`.
#[derive(Debug, Args)]
#[command(after_help = "\
Checks the document and runs the whole generator in memory. Texts that we wrote for the current document are
kept at their places, also when schemas are renamed or operations move. A new place gets the text
\"Not described yet.\" and is listed as `describe`. Then the task prints

  warning                    the document may be older, or another version of the API
  breaking, additive, text   what changes for users of the crate (as in `cargo xtask diff`)
  overlay                    actions that no longer fit, and their probable corrections
  describe                   all places that need a description from you
  next version               the next version of the crate, and lines for CHANGELOG.md

and writes openapi/NAME.json, its line in openapi/README.md and crates/odc-NAME/src/generated/.
After a failure nothing is written. An overlay action that does not fit is a failure: correct
openapi/NAME.overlay.yaml as shown, then import again.

Exit codes: 0 imported (with --dry-run: it would be), 4 with --dry-run: the overlay needs a correction, 1 failure.

After you change a text in openapi/NAME.json, or the overlay, import openapi/NAME.json itself: this updates
the SHA-256 in openapi/README.md and the generated files.

Examples: cargo xtask import identity-v1 ~/Downloads/identity-v1.json --dry-run
          cargo xtask import identity-v1 openapi/identity-v1.json")]
pub(crate) struct ImportArgs {
    /// The document to replace, such as identity-v1
    name: String,
    /// The newly published document (JSON; a byte order mark and CRLF are fine)
    file: PathBuf,
    /// Print everything, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Keep the published texts, and use ours only where there are none (for your own fork)
    #[arg(long)]
    keep_prose: bool,
    /// Print what every pass of the generator changed
    #[arg(long, short)]
    verbose: bool,
}

pub(crate) fn run(args: &ImportArgs, out: &mut Console<'_>) -> Result<Verdict> {
    let today = chrono::Utc::now().format("%Y-%m-%d").to_string();
    import(&Workspace::find()?, args, &today, out)
}

/// Imports a document on the day `today` (`2026-11-21`).
///
/// # Errors
/// A document that cannot be generated, an overlay that does not fit it, or a file that cannot be written. Then no file is
/// changed.
fn import(
    workspace: &Workspace,
    args: &ImportArgs,
    today: &str,
    out: &mut Console<'_>,
) -> Result<Verdict> {
    let job = ImportJob::read(workspace, args)?;
    let ImportReport {
        report,
        fits,
        document,
        describes,
        is_same_source,
        sha256,
        files,
    } = {
        let _progress = Progress::start(format!("importing {}", args.name));
        contain::run_document_job(&job, &job.published.file)??
    };
    let mut writes = Plan::new(workspace);
    if let Some(files) = files {
        writes.add_folder(&workspace.generated_folder(&args.name), files)?;
    }
    let readme = workspace.root.join("openapi/README.md");
    let line = SourceLine {
        name: &args.name,
        describes,
        keeps_prose: args.keep_prose,
        is_same_source,
        date: today,
        sha256: &sha256,
    };
    let text = line.add_or_update(&documents::read_file(workspace, &readme)?.text)?;
    writes.add_file(readme, text)?;
    writes.add_file(workspace.document_path(&args.name), document)?;
    out.print(&report)?;
    if args.dry_run {
        out.print(&Printed::from_line("nothing was written (--dry-run)"))?;
        return Ok(Verdict::good_if(fits));
    }
    if !fits {
        let problem =
            Problem::new("the overlay does not fit the new document; nothing was written");
        return Err(problem
            .file(workspace.display_path(&workspace.overlay_path(&args.name)))
            .fix("correct the actions shown above, then import again"));
    }
    writes.commit()?;
    let written =
        report::written_lines(workspace, &workspace.generated_folder(&args.name), &writes);
    out.print(&written)?;
    Ok(Verdict::Good)
}

/// Imports a document in memory.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ImportJob {
    name: String,
    published: Source,
    /// The current document; `None` for the first import.
    current: Option<Source>,
    overlay: Option<Source>,
    /// The path of the file that the document becomes.
    file: String,
    version: Result<Version>,
    keep_prose: bool,
    verbose: bool,
}

/// Everything that an import will print and write.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ImportReport {
    report: Printed,
    /// Whether every overlay action fits.
    fits: bool,
    /// The text of the document as it will be written.
    document: String,
    /// Title and version, for `openapi/README.md`.
    describes: String,
    /// Whether the document differs from the current one only in its texts.
    is_same_source: bool,
    sha256: String,
    /// `None` if an overlay that does not fit prevented the generation.
    files: Option<Files>,
}

impl Job for ImportJob {
    const NAME: &'static str = "importing";
    type Output = Result<ImportReport>;

    fn run(self) -> Self::Output {
        let name = &self.name;
        let published = documents::parse_published(&self.published)?;
        let current = self.current.as_ref();
        let current = current.map(|Source { file, text }| Document::parse(file, text));
        let current = current.transpose()?;
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
        let (root, to_describe) =
            prose::carry_over(&published.root, old_root, &matches, self.keep_prose);
        let source = Source {
            file: self.file.clone(),
            text: pretty(&root),
        };
        let fitted = Fitted::fit(self.overlay.as_ref(), &source, current.as_ref(), &matches)?;
        let is_same_source =
            old_root.is_some_and(|old| prose::is_same_except_for_texts(old, &root));
        let mut passes = Passes::new();
        let generated = generate_from_published(
            name,
            &self.published,
            &source,
            fitted.overlay.as_ref(),
            &mut passes,
        );
        let generated = match generated {
            // All actions were applied, so their corrections cannot prevent the failure.
            Err(problem) if fitted.stale.iter().all(|stale| stale.is_corrected) => {
                return Err(problem);
            }
            generated => generated,
        };
        let mut report = match current {
            Some(_) => report::difference_lines(name, &fitted.changes),
            None => Printed::from_line(format_args!("{name}: imported for the first time")),
        };
        report += warnings;
        report += report::stale_action_lines(&fitted.stale);
        report += report::generator_lines(generated.as_ref());
        if self.verbose {
            report += pass_report(&passes);
        }
        report += report::undescribed_lines(&to_describe);
        report += report::release_lines(&self.version, name, &fitted.changes)?;
        Ok(ImportReport {
            report,
            fits: fitted.stale.is_empty(),
            describes: release::describe_api(&fitted.document.root, name),
            is_same_source,
            sha256: fitted.document.sha256,
            document: source.text,
            files: generated.ok().map(|generated| generated.files),
        })
    }
}

impl ImportJob {
    fn read(workspace: &Workspace, args: &ImportArgs) -> Result<Self> {
        let name = &args.name;
        require_crate(workspace, name)?;
        let document = workspace.document_path(name);
        Ok(Self {
            name: name.clone(),
            published: documents::read_argument(&args.file)?,
            current: documents::read_if_there(workspace, &document)?,
            overlay: documents::read_if_there(workspace, &workspace.overlay_path(name))?,
            file: workspace.display_path(&document),
            version: release::crate_version(workspace, name),
            keep_prose: args.keep_prose,
            verbose: args.verbose,
        })
    }
}

/// Refuses a document without a crate for its generated files.
fn require_crate(workspace: &Workspace, name: &str) -> Result<()> {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if plain && workspace.manifest_path(name).is_file() {
        return Ok(());
    }
    let problem = Problem::new(format!(
        "there is no crate crates/odc-{name} for the document"
    ));
    let names = workspace.document_names()?.join(", ");
    Err(problem.fix(format!(
        "use one of: {names}; openapi/README.md says how to add a document"
    )))
}

/// The text of a document: indented by two spaces, with LF, and a line break at the end.
pub(crate) fn pretty(root: &serde_json::Value) -> String {
    json(root) + "\n"
}

/// The new document with its overlay, compared with the current one with the same overlay. Users see the names and marks
/// of the overlay, so the comparison includes them.
struct Fitted {
    document: Document,
    overlay: Option<Source>,
    stale: Vec<StaleAction>,
    changes: Vec<Change>,
}

impl Fitted {
    fn fit(
        overlay: Option<&Source>,
        source: &Source,
        current: Option<&Document>,
        matches: &Matches,
    ) -> Result<Self> {
        let mut document = Document::parse(&source.file, &source.text)?;
        let mut old = current.cloned();
        let (mut settled, mut stale) = (None, Vec::new());
        if let Some(overlay) = overlay {
            let actions = Actions::parse(overlay)?;
            let before = current.map(|document| Before { document, matches });
            let (corrected, found) = actions.apply_corrected(&mut document, before.as_ref())?;
            (settled, stale) = (Some(corrected), found);
            if let Some(old) = &mut old {
                actions.apply_before(old, matches)?;
            }
        }
        let changes = old.map_or_else(Vec::new, |old| diff::compare(&old, &document));
        Ok(Self {
            document,
            overlay: settled,
            stale,
            changes,
        })
    }
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
