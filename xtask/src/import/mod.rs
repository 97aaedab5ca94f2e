//! `cargo xtask import`: puts a newly published document in the place of the current one.
//!
//! Everything is worked out in memory and told before anything is written, so that a document that
//! does not fit leaves the tree as it was. The document is replaced last: as long as it is the old
//! one, the same import finds the same difference, and finishes what a killed one began.

mod actions;
mod doubt;
pub(crate) mod matches;
mod order;
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
use crate::generate::told;
use crate::outcome::Outcome;
use crate::output::Plan;
use crate::progress::Progress;
use crate::workspace::Workspace;
use actions::{Actions, Before, Stale};
use matches::Matches;
use odc_codegen::Files;
use odc_codegen::contain::{self, Job};
use odc_codegen::diff::{self, At, Change, Comparison};
use odc_codegen::document::{Changes, Document, Printed, Problem, Result, json};
use odc_codegen::{Generated, Passes, Source, generate_from};
use release::{SourceLine, Version};

/// The arguments of `cargo xtask import`.
#[derive(Debug, Args)]
#[command(after_help = "\
The document is checked and sent through the whole generator in memory. The texts that we wrote for
the current document are carried over to the same places, through renamed schemas and moved
operations; a new place gets \"Not described yet.\" and is listed as `describe`. Then it shows

  warning                    that the document may be older, or another version of the API
  breaking, additive, text   what the document means to users of the crate (as `cargo xtask diff`)
  overlay                    actions that do not fit any more, and what they probably should say
  describe                   what waits for a sentence of yours
  next version               of the crate, and lines for CHANGELOG.md

and writes openapi/NAME.json, its line in openapi/README.md and crates/odc-NAME/src/generated/.
On any failure nothing is written. An overlay action that does not fit is a failure: correct
openapi/NAME.overlay.yaml as shown, then import again.

Exit codes: 0 imported (or would be), 4 with --dry-run: the overlay has to be corrected first, 1 failure.

A text that you changed in openapi/NAME.json, or in its overlay, is taken over by an import of the file
itself: it renews the SHA-256 in openapi/README.md and the generated files.

Examples: cargo xtask import identity-v1 ~/Downloads/identity-v1.json --dry-run
          cargo xtask import identity-v1 openapi/identity-v1.json")]
pub(crate) struct ImportArgs {
    /// The document to replace, such as identity-v1
    name: String,
    /// The newly published document (JSON; a byte order mark and CRLF are fine)
    file: PathBuf,
    /// Show everything, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Keep the published texts, and ours only where there are none (for forks of your own)
    #[arg(long)]
    keep_prose: bool,
    /// Say what every pass of the generator changed
    #[arg(long, short)]
    verbose: bool,
}

pub(crate) fn run(args: &ImportArgs, out: &mut Console<'_>) -> Result<Outcome> {
    let today = chrono::Utc::now().format("%Y-%m-%d").to_string();
    import(&Workspace::here()?, args, &today, out)
}

/// Imports on the day `today` (`2026-11-21`).
///
/// # Errors
/// A document that cannot be generated, an overlay that does not fit it, a file that cannot be
/// written; the tree is then as it was.
fn import(
    workspace: &Workspace,
    args: &ImportArgs,
    today: &str,
    out: &mut Console<'_>,
) -> Result<Outcome> {
    let job = Importing::of(workspace, args)?;
    let Imported {
        report,
        fits,
        document,
        describes,
        is_same_source,
        sha256,
        files,
    } = {
        let _progress = Progress::of(format!("importing {}", args.name));
        contain::whole(&job, &job.published.file)??
    };
    let mut writes = Plan::new(workspace);
    if let Some(files) = files {
        writes.folder(&workspace.generated(&args.name), files)?;
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
    let text = line.put(&documents::read(workspace, &readme)?.text)?;
    writes.file(readme, text)?;
    writes.file(workspace.document(&args.name), document)?;
    out.say(&report)?;
    if args.dry_run {
        out.say(&Printed::of("nothing was written (--dry-run)"))?;
        return Ok(if fits { Outcome::Fresh } else { Outcome::Stale });
    }
    if !fits {
        let problem =
            Problem::new("the overlay does not fit the new document; nothing was written");
        return Err(problem
            .file(workspace.shown(&workspace.overlay(&args.name)))
            .fix("correct the actions shown above, then import again"));
    }
    writes.commit()?;
    let written = report::written(workspace, &workspace.generated(&args.name), &writes);
    out.say(&written)?;
    Ok(Outcome::Fresh)
}

/// A document that is to be imported.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Importing {
    name: String,
    published: Source,
    /// The document that there is, as written; none for the first import.
    current: Option<Source>,
    overlay: Option<Source>,
    /// The file that it becomes.
    file: String,
    version: Result<Version>,
    keep_prose: bool,
    verbose: bool,
}

/// Everything that an import is going to say and to write.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Imported {
    report: Printed,
    /// Every overlay action fits.
    fits: bool,
    /// The text of the document as it will lie there.
    document: String,
    /// Title and version, for `openapi/README.md`.
    describes: String,
    /// The published form is that of the document that lies there: only texts differ.
    is_same_source: bool,
    sha256: String,
    /// None when they could not be generated for want of an overlay that fits.
    files: Option<Files>,
}

impl Job for Importing {
    const NAME: &'static str = "importing";
    type Done = Result<Imported>;

    fn done(self) -> Self::Done {
        let name = &self.name;
        let published = documents::published(&self.published)?;
        let current = self.current.as_ref();
        let current = current.map(|Source { file, text }| Document::parse(file, text));
        let current = current.transpose()?;
        let matches = current.as_ref().map_or_else(Matches::default, |current| {
            let (old, new) = (At::root(&current.root), At::root(&published.root));
            Matches::of(&old, &new, Comparison::of(current, &published))
        });
        let mut doubts = Printed::default();
        if let Some(current) = &current {
            doubt::same_api(current, &published, &matches)?;
            doubts = doubt::version(name, current, &published);
        }
        let old_root = current.as_ref().map(|current| &current.root);
        let (root, to_describe) =
            prose::carried(&published.root, old_root, &matches, self.keep_prose);
        let source = Source {
            file: self.file.clone(),
            text: pretty(&root),
        };
        let fitted = Fitted::of(self.overlay.as_ref(), &source, current.as_ref(), &matches)?;
        let is_same_source = old_root.is_some_and(|old| prose::is_same_but_for_texts(old, &root));
        let mut passes = Passes::new();
        let generated = generated(
            name,
            &self.published,
            &source,
            fitted.overlay.as_ref(),
            &mut passes,
        );
        let generated = match generated {
            // No action is missing that could have prevented it.
            Err(problem) if fitted.stale.iter().all(|stale| stale.is_corrected) => {
                return Err(problem);
            }
            generated => generated,
        };
        let mut report = match current {
            Some(_) => report::difference(name, &fitted.changes),
            None => Printed::of(format_args!("{name}: imported for the first time")),
        };
        report += doubts;
        report += report::stale(&fitted.stale);
        report += report::generated(generated.as_ref());
        if self.verbose {
            report += told(&passes);
        }
        report += report::to_describe(&to_describe);
        report += report::release(&self.version, name, &fitted.changes)?;
        Ok(Imported {
            report,
            fits: fitted.stale.is_empty(),
            describes: release::describes(&fitted.document.root, name),
            is_same_source,
            sha256: fitted.document.sha256,
            document: source.text,
            files: generated.ok().map(|generated| generated.files),
        })
    }
}

impl Importing {
    fn of(workspace: &Workspace, args: &ImportArgs) -> Result<Self> {
        let name = &args.name;
        has_crate(workspace, name)?;
        let document = workspace.document(name);
        Ok(Self {
            name: name.clone(),
            published: documents::source(&args.file)?,
            current: documents::read_if_there(workspace, &document)?,
            overlay: documents::read_if_there(workspace, &workspace.overlay(name))?,
            file: workspace.shown(&document),
            version: release::version(workspace, name),
            keep_prose: args.keep_prose,
            verbose: args.verbose,
        })
    }
}

/// A document needs a crate to be generated into.
fn has_crate(workspace: &Workspace, name: &str) -> Result<()> {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if plain && workspace.manifest(name).is_file() {
        return Ok(());
    }
    let problem = Problem::new(format!(
        "there is no crate crates/odc-{name} for the document"
    ));
    let names = workspace.names()?.join(", ");
    Err(problem.fix(format!(
        "use one of: {names}; openapi/README.md says how to add a document"
    )))
}

/// A document as it is written: two spaces, LF, a line break at the end.
pub(crate) fn pretty(root: &serde_json::Value) -> String {
    json(root) + "\n"
}

/// The new document with its overlay, held against the current one with the same overlay: names
/// and marks of the overlay are what users see.
struct Fitted {
    document: Document,
    overlay: Option<Source>,
    stale: Vec<Stale>,
    changes: Vec<Change>,
}

impl Fitted {
    fn of(
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
            let (corrected, found) = actions.settle(&mut document, before.as_ref())?;
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

/// Runs the generator; a refusal names the line of the file as published, which the user can look up.
///
/// # Errors
/// The refusal.
pub(crate) fn generated(
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
            Ok(document) => document.moved_here(problem),
            Err(unreadable) => unreadable,
        }
    })
}
