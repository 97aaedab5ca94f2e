//! `cargo xtask scaffold`: a complete client crate for a document that has none yet.
//!
//! Into the workspace, or as a crate of its own that depends on this workspace's crates by path. Everything is
//! generated in memory before anything is written. The crate comes last and as a whole: a scaffold that was killed
//! before has no crate yet, and the same scaffold finishes it.

mod overlaid;
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
use crate::generate::told;
use crate::import::matches::Matches;
use crate::import::release::{self, SourceLine};
use crate::import::{generated, pretty, prose, report};
use crate::outcome::Outcome;
use crate::output::Plan;
use crate::progress::Progress;
use crate::workspace::Workspace;
use odc_codegen::Files;
use odc_codegen::contain::{self, Job};
use odc_codegen::document::{Document, Printed, Problem, Result};
use odc_codegen::{Generated, Passes, Source};
use overlaid::Overlaid;
use place::Place;
use templates::Crate;

/// The arguments of `cargo xtask scaffold`.
#[derive(Debug, Args)]
#[command(after_help = "\
Writes, for --name permissions-v1:

  openapi/permissions-v1.json          the document, prose left out unless --keep-prose
  openapi/permissions-v1.overlay.yaml  --overlay, or a stub with actions to begin from, as comments
  openapi/README.md                    a line for it
  crates/odc-permissions-v1/           Cargo.toml, src/lib.rs, src/generated/, a test that counts operations

The result compiles and passes its tests as it is. The texts that wait for a sentence of yours are listed as
`describe`, and the last lines say what else a crate of this workspace needs.

With --out DIR the crate and its document go to DIR instead, nothing of this workspace changes, and the
crate depends on this workspace's crates by path. Its prose is kept: it is your document.

Exit codes: 0 written, 1 failure; then nothing was written.

Examples: cargo xtask scaffold --spec ~/Downloads/permissions.json --name permissions-v1
          cargo xtask scaffold --spec permissions.json --name permissions-v1 --overlay names.yaml --out ../permissions")]
pub(crate) struct ScaffoldArgs {
    /// The document (OpenAPI 3.0 as JSON)
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,
    /// The name of the document and of the crate, which gets `odc-` before it: domain and version, such as release-v1
    #[arg(long)]
    name: String,
    /// The overlay to begin with, when the document needs one to be generated at all (names that collide, say)
    #[arg(long, value_name = "FILE")]
    overlay: Option<PathBuf>,
    /// Write a crate of its own into this new or empty folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Keep the published texts
    #[arg(long)]
    keep_prose: bool,
    /// Say what every pass of the generator changed
    #[arg(long, short)]
    verbose: bool,
}

pub(crate) fn run(args: &ScaffoldArgs, out: &mut Console<'_>) -> Result<Outcome> {
    let today = chrono::Utc::now().format("%Y-%m-%d").to_string();
    scaffold(&Workspace::here()?, args, &today, out)
}

/// Scaffolds on the day `today` (`2026-11-21`).
///
/// # Errors
/// A name that is taken or no name, a document that cannot be generated, a folder that is not empty.
fn scaffold(
    workspace: &Workspace,
    args: &ScaffoldArgs,
    today: &str,
    out: &mut Console<'_>,
) -> Result<Outcome> {
    let name = &args.name;
    check_name(name)?;
    let place = Place::of(workspace, name, args.out.as_deref())?;
    let job = Scaffolding::of(workspace, args, &place)?;
    let Scaffolded {
        said,
        overlay,
        document,
        describes,
        sha256,
        files,
        hand_written,
        next,
    } = {
        let _progress = Progress::of(format!("scaffolding {name}"));
        contain::whole(&job, &job.published.file)??
    };
    out.say(&said)?;
    let mut plan = Plan::new(workspace);
    if args.out.is_some() {
        plan = plan.and_into(&place.krate);
    }
    plan.file(place.overlay(name), overlay)?;
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
        let text = line.put(&documents::read(workspace, &readme)?.text)?;
        plan.file(readme, text)?;
    }
    plan.file(place.document(name), document)?;
    let generated_folder = place.krate.join("src/generated");
    plan.folder(&generated_folder, files)?;
    for (path, text) in hand_written {
        plan.file(place.krate.join(path), text)?;
    }
    plan.commit()?;
    out.say(&report::written(workspace, &generated_folder, &plan))?;
    out.say(&next)?;
    Ok(Outcome::Fresh)
}

/// A document that is to become a crate.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Scaffolding {
    name: String,
    published: Source,
    /// The document that lies there already.
    there: Option<Source>,
    /// The overlay that was given.
    given: Option<Source>,
    /// The overlay that lies there already.
    overlay: Option<Source>,
    /// The manifest of this workspace.
    workspace: Source,
    /// Where the runtime lies, for a crate that is no member of this workspace.
    runtime: Option<String>,
    /// The crate's folder, as shown.
    folder: String,
    keep_prose: bool,
    verbose: bool,
}

/// Everything that a scaffold is going to say and to write.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Scaffolded {
    said: Printed,
    overlay: String,
    document: String,
    /// Title and version, for `openapi/README.md`.
    describes: String,
    sha256: String,
    files: Files,
    /// By path in the crate.
    hand_written: Vec<(String, String)>,
    /// What is left to a human.
    next: Printed,
}

impl Job for Scaffolding {
    const NAME: &'static str = "scaffolding";
    type Done = Result<Scaffolded>;

    fn done(self) -> Self::Done {
        let (source, to_describe) = self.document()?;
        let document = Document::parse(&source.file, &source.text)?;
        let overlay = self.overlay(&document.root)?;
        let mut passes = Passes::new();
        let Generated { files, notes } = generated(
            &self.name,
            &self.published,
            &source,
            Some(&overlay),
            &mut passes,
        )?;
        let mut said = Printed::default();
        if self.verbose {
            said += told(&passes);
        }
        for note in &notes {
            said.line(format_args!("  note      {note}"));
        }
        said += report::to_describe(&to_describe);
        let krate = Crate {
            name: &self.name,
            root: &document.root,
            runtime: self.runtime.as_deref(),
            workspace: &self.workspace,
            overlaid: Overlaid::of(&document, &overlay)?,
            client: &files["client.rs"],
        };
        let hand_written = krate.files()?;
        let next = krate.next_steps(&self.folder, !to_describe.is_empty());
        let describes = release::describes(&document.root, &self.name);
        Ok(Scaffolded {
            said,
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

impl Scaffolding {
    fn of(workspace: &Workspace, args: &ScaffoldArgs, place: &Place) -> Result<Self> {
        let there = |path: &Path| documents::read_if_there(workspace, path);
        let given = args.overlay.as_deref().map(documents::source);
        let runtime = place.crates.as_ref();
        Ok(Self {
            name: args.name.clone(),
            published: documents::source(&args.spec)?,
            there: there(&place.document(&args.name))?,
            given: given.transpose()?,
            overlay: there(&place.overlay(&args.name))?,
            workspace: documents::read(workspace, &workspace.root.join("Cargo.toml"))?,
            runtime: runtime.map(|crates| crates.join("odc-runtime").display().to_string()),
            folder: workspace.shown(&place.krate),
            // A crate of its own keeps it: it is the user's document.
            keep_prose: args.keep_prose || args.out.is_some(),
            verbose: args.verbose,
        })
    }

    /// The document as it will lie there, and the places that wait for a description.
    ///
    /// # Errors
    /// A document that lies there already and is another one.
    fn document(&self) -> Result<(Source, Vec<String>)> {
        let published = documents::published(&self.published)?;
        let there = self.there.as_ref();
        let known = there.map(|there| Document::parse(&there.file, &there.text));
        let known = known.transpose()?.map(|known| known.root);
        let file = format!("openapi/{}.json", self.name);
        if known.as_ref() == Some(&published.root) {
            let text = there.map(|there| there.text.clone()).unwrap_or_default();
            return Ok((Source { file, text }, Vec::new()));
        }
        let (root, to_describe) = prose::carried(
            &published.root,
            known.as_ref(),
            &Matches::default(),
            self.keep_prose,
        );
        let text = pretty(&root);
        if there.is_some_and(|there| there.text != text) {
            let problem = Problem::new("is there already, and is another document");
            let fix = format!("give it its crate with `--spec {file}`, or delete it");
            return Err(problem.file(file).fix(fix));
        }
        Ok((Source { file, text }, to_describe))
    }

    /// The overlay that was given, that lies there already, or a stub.
    fn overlay(&self, root: &Value) -> Result<Source> {
        match (&self.given, &self.overlay) {
            (Some(given), Some(there)) if given.text != there.text => {
                let problem = Problem::new("is there already, and is another overlay");
                Err(problem
                    .file(&there.file)
                    .fix("leave --overlay away, or delete it"))
            }
            (Some(overlay), _) | (None, Some(overlay)) => Ok(overlay.clone()),
            (None, None) => Ok(Source {
                file: format!("openapi/{}.overlay.yaml", self.name),
                text: stub::overlay(&self.name, root),
            }),
        }
    }
}

/// A name of a crate behind `odc-`: words of small letters and digits joined by hyphens, the last one a version.
fn check_name(name: &str) -> Result<()> {
    let word = |word: &str| {
        let mut letters = word.chars();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        letters.next().is_some_and(|c| c.is_ascii_lowercase()) && letters.all(plain)
    };
    let number = |digits: &str| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    match name.rsplit_once("-v") {
        Some((domain, version)) if domain.split('-').all(word) && number(version) => Ok(()),
        _ => Err(Problem::new(format!("`{name}` is no name for a document"))
            .fix("domain and version in small letters, such as release-v1 or user-access-v2")),
    }
}
