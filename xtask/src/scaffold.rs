//! `cargo xtask scaffold`: writes a complete client crate for a document that has none yet.
//!
//! The crate becomes a member of the workspace, or a separate crate that depends on the crates of the workspace by path.
//! Everything is generated in memory before anything is written. The crate is written last and as a whole. If the task
//! is killed before that, the crate does not exist yet, and the same task completes the work.

mod overlay_effect;
mod place;
mod scalar;
mod stub;
mod templates;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::console::Console;
use crate::documents;
use crate::generate::pass_report;
use crate::import::describe::Listing;
use crate::import::matches::Matches;
use crate::import::prose::{self, Carried};
use crate::import::release::{self, SourceLine};
use crate::import::{generate_from_published, pretty, report};
use crate::output::Plan;
use crate::progress::Progress;
use crate::verdict::Verdict;
use crate::workspace::Workspace;
use odc_codegen::Files;
use odc_codegen::contain::{self, Job};
use odc_codegen::document::overlay::Overlay;
use odc_codegen::document::{Document, Printed, Problem, Result};
use odc_codegen::{Generated, Passes, Source};
use overlay_effect::OverlayEffect;
use place::Place;
use templates::NewCrate;

/// The arguments of `cargo xtask scaffold`.
#[derive(Debug, Args)]
#[command(after_help = "\
Writes, for --name permissions-v1:

  openapi/permissions-v1.json          the document; its prose is left out unless --keep-prose is given
  openapi/permissions-v1.overlay.yaml  the file of --overlay, or a stub whose first actions are comments
  openapi/README.md                    a line for the document
  crates/odc-permissions-v1/           Cargo.toml, src/lib.rs, src/generated/, and a test that counts operations

The crate compiles and passes its tests. All places that need a description from you are listed as `describe`,
and the last lines list what else a crate of this workspace needs.

With --out DIR, the crate and its document are written to DIR, and nothing in this workspace changes. The crate
depends on the crates of this workspace by path. The prose is kept, because it is your document.

Exit codes: 0 written, 1 failure: nothing was written.

Examples: cargo xtask scaffold --spec ~/Downloads/permissions.json --name permissions-v1
          cargo xtask scaffold --spec permissions.json --name permissions-v1 --overlay names.yaml --out ../permissions")]
pub(crate) struct ScaffoldArgs {
    /// The document (OpenAPI 3.0 as JSON)
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,
    /// The name of the document: domain and version, such as release-v1; the crate is called odc-NAME
    #[arg(long)]
    name: String,
    /// The first overlay; some documents cannot be generated without one, for example because names collide
    #[arg(long, value_name = "FILE")]
    overlay: Option<PathBuf>,
    /// Write a separate crate to this new or empty folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Keep the published texts
    #[arg(long)]
    keep_prose: bool,
    /// Print what every pass of the generator changed
    #[arg(long, short)]
    verbose: bool,
}

pub(crate) fn run(args: &ScaffoldArgs, out: &mut Console<'_>) -> Result<Verdict> {
    let today = chrono::Utc::now().format("%Y-%m-%d").to_string();
    scaffold(&Workspace::find()?, args, &today, out)
}

/// Scaffolds a crate on the day `today` (`2026-11-21`).
///
/// # Errors
/// A name that is taken or not valid, a document that cannot be generated, or a folder that is not empty.
fn scaffold(
    workspace: &Workspace,
    args: &ScaffoldArgs,
    today: &str,
    out: &mut Console<'_>,
) -> Result<Verdict> {
    let name = &args.name;
    check_name(name)?;
    let place = Place::check(workspace, name, args.out.as_deref())?;
    let job = ScaffoldJob::read(workspace, args, &place)?;
    let ScaffoldReport {
        report,
        overlay,
        document,
        describes,
        sha256,
        files,
        hand_written,
        next,
    } = {
        let _progress = Progress::start(format!("scaffolding {name}"));
        contain::run_document_job(&job, &job.published.file)??
    };
    out.print(&report)?;
    let mut plan = Plan::new(workspace);
    if args.out.is_some() {
        plan = plan.allow_folder(&place.krate);
    }
    plan.add_file(place.overlay(name), overlay)?;
    if args.out.is_none() {
        let readme = workspace.root.join("openapi/README.md");
        let line = SourceLine {
            name,
            describes,
            keeps_prose: args.keep_prose,
            is_same_source: false,
            date: today,
            sha256: &sha256,
        };
        let text = line.add_or_update(&documents::read_file(workspace, &readme)?.text)?;
        plan.add_file(readme, text)?;
    }
    plan.add_file(place.document(name), document)?;
    let generated_folder = place.krate.join("src/generated");
    plan.add_folder(&generated_folder, files)?;
    for (path, text) in hand_written {
        plan.add_file(place.krate.join(path), text)?;
    }
    plan.commit()?;
    out.print(&report::written_lines(workspace, &generated_folder, &plan))?;
    out.print(&next)?;
    Ok(Verdict::Good)
}

/// Makes a crate of a document in memory.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ScaffoldJob {
    name: String,
    published: Source,
    /// The document that already exists under this name.
    there: Option<Source>,
    /// The overlay of the command line.
    given: Option<Source>,
    /// The overlay that already exists under this name.
    overlay: Option<Source>,
    /// The manifest of this workspace.
    workspace: Source,
    /// The path of the runtime, for a crate outside of this workspace.
    runtime: Option<String>,
    /// The folder of the crate, as it is shown to the user.
    folder: String,
    keep_prose: bool,
    verbose: bool,
}

/// Everything that a scaffold will print and write.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ScaffoldReport {
    report: Printed,
    overlay: String,
    document: String,
    /// Title and version, for `openapi/README.md`.
    describes: String,
    sha256: String,
    files: Files,
    /// The texts, with their paths in the crate.
    hand_written: Vec<(String, String)>,
    /// What the user has to do afterwards.
    next: Printed,
}

impl Job for ScaffoldJob {
    const NAME: &'static str = "scaffolding";
    type Output = Result<ScaffoldReport>;

    fn run(self) -> Self::Output {
        let (source, carried) = self.new_document()?;
        let document = Document::parse(&source.file, &source.text)?;
        let overlay = self.new_overlay(&document.root)?;
        let mut passes = Passes::new();
        let Generated { files, notes } = generate_from_published(
            &self.name,
            &self.published,
            &source,
            Some(&overlay),
            &mut passes,
        )?;
        let mut report = Printed::default();
        if self.verbose {
            report += pass_report(&passes);
        }
        for note in &notes {
            report.line(format_args!("  note      {note}"));
        }
        let mut overlaid = document.clone();
        Overlay::parse(&overlay.file, &overlay.text)?.apply(&mut overlaid)?;
        let listing = Listing::new(&overlaid);
        report += listing.unread(&carried.unread);
        report += listing.missing(&carried.missing, |_| None);
        let krate = NewCrate {
            name: &self.name,
            root: &document.root,
            runtime: self.runtime.as_deref(),
            workspace: &self.workspace,
            overlaid: OverlayEffect::measure(&document, &overlay)?,
            client: &files["client.rs"],
        };
        let hand_written = krate.files()?;
        let next = krate.next_steps(&self.folder, !carried.missing.is_empty());
        let describes = release::describe_api(&document.root, &self.name);
        Ok(ScaffoldReport {
            report,
            hand_written,
            next,
            describes,
            files,
            overlay: overlay.text,
            sha256: document.sha256,
            document: source.text,
        })
    }
}

impl ScaffoldJob {
    fn read(workspace: &Workspace, args: &ScaffoldArgs, place: &Place) -> Result<Self> {
        let there = |path: &Path| documents::read_if_there(workspace, path);
        let given = args.overlay.as_deref().map(documents::read_argument);
        let runtime = place.crates.as_ref();
        Ok(Self {
            name: args.name.clone(),
            published: documents::read_argument(&args.spec)?,
            there: there(&place.document(&args.name))?,
            given: given.transpose()?,
            overlay: there(&place.overlay(&args.name))?,
            workspace: documents::read_file(workspace, &workspace.root.join("Cargo.toml"))?,
            runtime: runtime.map(|crates| crates.join("odc-runtime").display().to_string()),
            folder: workspace.display_path(&place.krate),
            // A separate crate keeps its prose, because it is the document of the user.
            keep_prose: args.keep_prose || args.out.is_some(),
            verbose: args.verbose,
        })
    }

    /// The document as it will be written, and the places that need a description.
    ///
    /// # Errors
    /// Another document already exists under this name.
    fn new_document(&self) -> Result<(Source, Carried)> {
        let published = documents::parse_published(&self.published)?;
        let there = self.there.as_ref();
        let known = there.map(|there| Document::parse(&there.file, &there.text));
        let known = known.transpose()?.map(|known| known.root);
        let file = format!("openapi/{}.json", self.name);
        if known.as_ref() == Some(&published.root) {
            let text = there.map(|there| there.text.clone()).unwrap_or_default();
            return Ok((Source { file, text }, Carried::default()));
        }
        let carried = prose::carry_over(
            &published.root,
            known.as_ref(),
            &Matches::default(),
            self.keep_prose,
        );
        let text = pretty(&carried.root);
        if there.is_some_and(|there| there.text != text) {
            let problem = Problem::new("is another document, and has the same name");
            let fix = format!("make a crate for it with `--spec {file}`, or delete it");
            return Err(problem.file(file).fix(fix));
        }
        Ok((Source { file, text }, carried))
    }

    /// The overlay of the command line, the existing one, or a stub.
    fn new_overlay(&self, root: &Value) -> Result<Source> {
        match (&self.given, &self.overlay) {
            (Some(given), Some(there)) if given.text != there.text => {
                let problem = Problem::new("is another overlay, and has the same name");
                Err(problem
                    .file(&there.file)
                    .fix("omit --overlay, or delete the file"))
            }
            (Some(overlay), _) | (None, Some(overlay)) => Ok(overlay.clone()),
            (None, None) => Ok(Source {
                file: format!("openapi/{}.overlay.yaml", self.name),
                text: stub::overlay_stub(&self.name, root),
            }),
        }
    }
}

/// Checks the part of a crate name after `odc-`: words of lower-case letters and digits, joined by hyphens. The last word
/// is a version.
fn check_name(name: &str) -> Result<()> {
    let word = |word: &str| {
        let mut letters = word.chars();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        letters.next().is_some_and(|c| c.is_ascii_lowercase()) && letters.all(plain)
    };
    let number = |digits: &str| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    match name.rsplit_once("-v") {
        Some((domain, version)) if domain.split('-').all(word) && number(version) => Ok(()),
        _ => Err(
            Problem::new(format!("`{name}` is not a valid name of a document"))
                .fix("use domain and version in lower case, such as release-v1 or user-access-v2"),
        ),
    }
}
