//! `cargo xtask import`: replaces the current document by a newly published one.
//!
//! Everything is prepared in memory and reported before anything is written. So a document that does not fit changes no
//! file. The document is replaced last: if the import is killed before that, the same import finds the same difference again
//! and completes it.

mod actions;
mod changelog;
pub(crate) mod describe;
mod edit;
mod gone;
mod history;
mod job;
mod kinds;
pub(crate) mod matches;
mod order;
mod permissions;
mod plausibility;
mod proposals;
pub(crate) mod prose;
pub(crate) mod release;
mod remedy;
pub(crate) mod report;
mod review;
mod targets;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use clap::Args;

use crate::console::Console;
use crate::documents;
use crate::output::Plan;
use crate::progress::Progress;
use crate::verdict::Verdict;
use crate::workspace::Workspace;
use history::Revision;
use job::{Accepted, ImportReport};
use odc_codegen::contain;
use odc_codegen::document::{Printed, Problem, Result};
use release::SourceLine;

pub(crate) use job::{ImportJob, generate_from_published, pretty};

/// The arguments of `cargo xtask import`.
#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "the options of the command line"
)]
#[command(after_help = "\
Checks the document and runs the whole generator in memory. Texts that we wrote for the current document are
kept at their places, also when schemas are renamed or operations move. A new place gets the text
\"Not described yet.\" and is listed as `describe`. Then the task prints

  warning                    the document may be older, or another version of the API
  breaking, additive, text   what changes for users of the crate (as in `cargo xtask diff`)
  overlay                    actions that no longer fit, and their probable corrections
  describe                   all places that need a description from you: the line in openapi/NAME.json, the
                             Rust name, and for your eyes only the published text, and our text of the same
                             parameter of other operations (a proposal; neither is ever written)
  review                     texts of ours that stay although a type, the values of an enum, `required` or
                             `nullable` changed: read them again
  next version               the next version of the crate, and lines for CHANGELOG.md

and writes openapi/NAME.json, its line in openapi/README.md and crates/odc-NAME/src/generated/.
After a failure nothing is written. An overlay action that does not fit is a failure: correct
openapi/NAME.overlay.yaml as shown, then import again.

--accept edits openapi/NAME.overlay.yaml itself, if every correction is sure: a target whose new place has
everything that the old one had, and that nothing else could be, is replaced; an action whose target is gone
is deleted. It also writes the next version into the manifests and the lines into CHANGELOG.md.

The changes are those between the last commit, with its overlay, and the new document with the overlay as it
is now. So a Rust name that you change in the overlay is shown too. --since names another revision. Outside
of git, the overlay as it is now counts for both documents.

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
    /// Also take over what is sure: corrections of the overlay, the version and the CHANGELOG entries
    #[arg(long)]
    accept: bool,
    /// Compare with this revision of git, such as a tag; without it, with the last commit
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
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
    let job = read_job(workspace, args)?;
    let prepared = {
        let _progress = Progress::start(format!("importing {}", args.name));
        contain::run_document_job(&job, &job.published.file)??
    };
    let (report, fits) = (prepared.report.clone(), prepared.fits);
    let writes = plan(workspace, args, today, &job, prepared)?;
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
            .fix(if args.accept {
                "correct the actions shown above with `fix`, then import again"
            } else {
                "correct the actions shown above, then import again"
            }));
    }
    writes.commit()?;
    let written =
        report::written_lines(workspace, &workspace.generated_folder(&args.name), &writes);
    out.print(&written)?;
    Ok(Verdict::Good)
}

/// Plans all files of an import. The document is the last one.
///
/// # Errors
/// A file that cannot be read, or a path through a link.
fn plan(
    workspace: &Workspace,
    args: &ImportArgs,
    today: &str,
    job: &ImportJob,
    prepared: ImportReport,
) -> Result<Plan> {
    let mut writes = Plan::new(workspace);
    if let Some(files) = prepared.files {
        writes.add_folder(&workspace.generated_folder(&args.name), files)?;
    }
    let readme = workspace.root.join("openapi/README.md");
    let line = SourceLine {
        name: &args.name,
        describes: prepared.describes,
        keeps_prose: args.keep_prose,
        is_same_source: prepared.is_same_source,
        date: today,
        sha256: &prepared.sha256,
    };
    let text = line.add_or_update(&documents::read_file(workspace, &readme)?.text)?;
    writes.add_file(readme, text)?;
    plan_accepted(workspace, job, prepared.accepted, &mut writes)?;
    writes.add_file(workspace.document_path(&args.name), prepared.document)?;
    Ok(writes)
}

/// Plans what `--accept` takes over: the corrected overlay, the version and the entries of the changelog.
fn plan_accepted(
    workspace: &Workspace,
    job: &ImportJob,
    accepted: Accepted,
    writes: &mut Plan,
) -> Result<()> {
    if let Some(overlay) = accepted.overlay {
        writes.add_file(workspace.overlay_path(&job.name), overlay)?;
    }
    if let Some(entries) = accepted.entries {
        let path = workspace.root.join("CHANGELOG.md");
        let there = documents::read_if_there(workspace, &path)?;
        let text = there.map(|there| there.text).unwrap_or_default();
        writes.add_file(path, entries.add_to(&text))?;
    }
    // The version is written last. So an import that was killed before that proposes the same version again.
    if let (Some(now), Ok(version)) = (accepted.version, &job.version) {
        let own = workspace.manifest_path(&job.name);
        let all = workspace.root.join("Cargo.toml");
        let read = |path| Ok(documents::read_file(workspace, path)?.text);
        let manifests = (&*read(&own)?, &*read(&all)?);
        let (own_now, all_now) = release::with_version(manifests, &job.name, version, &now);
        writes.add_file(own, own_now)?;
        writes.add_file(all, all_now)?;
    }
    Ok(())
}

fn read_job(workspace: &Workspace, args: &ImportArgs) -> Result<ImportJob> {
    let name = &args.name;
    require_crate(workspace, name)?;
    let document = workspace.document_path(name);
    let current = documents::read_if_there(workspace, &document)?;
    let overlay = documents::read_if_there(workspace, &workspace.overlay_path(name))?;
    let revision = Revision::find(workspace, args.since.as_deref())?;
    let mut version = release::crate_version(workspace, name);
    if let (Ok(version), Some(revision)) = (&mut version, &revision) {
        let base = revision.crate_version(name, version.shared);
        version.base = base.unwrap_or_else(|| version.current.clone());
    }
    let committed = revision.filter(|_| current.is_some());
    let committed = committed.and_then(|revision| revision.documents(name));
    if let (Some(since), None, Some(current)) = (&args.since, &committed, &current) {
        let problem = Problem::new(format!("is not part of the revision `{since}`"));
        let fix = "name a later revision with --since, or compare without it";
        return Err(problem.file(&current.file).fix(fix));
    }
    let is_other = |committed: &history::Committed| {
        Some(&committed.document) != current.as_ref() || committed.overlay != overlay
    };
    Ok(ImportJob {
        name: name.clone(),
        published: documents::read_argument(&args.file)?,
        committed: committed.filter(is_other),
        current,
        overlay,
        file: workspace.display_path(&document),
        version,
        accept: args.accept,
        keep_prose: args.keep_prose,
        verbose: args.verbose,
    })
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
