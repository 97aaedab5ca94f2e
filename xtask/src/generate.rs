//! `cargo xtask generate`: writes the generated modules, or checks that they are fresh.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;

use crate::console::Console;
use crate::documents;
use crate::outcome::Outcome;
use crate::output::{Change, Plan};
use crate::workspace::Workspace;
use odc_codegen::document::{Printed, Problem, Result};
use odc_codegen::{Generated, Passes};

/// The arguments of `cargo xtask generate`.
#[derive(Debug, Args)]
#[command(after_help = "\
Each openapi/NAME.json, changed by openapi/NAME.overlay.yaml, becomes crates/odc-NAME/src/generated/.
Files that are already right are not touched, files that are no longer generated are deleted. One document that
cannot be generated, or one file that cannot be written, leaves every crate as it was.

Exit codes: 0 fresh or written, 4 stale (with --check), 1 failure.

Examples: cargo xtask generate
          cargo xtask generate identity-v1 --verbose
          cargo xtask generate --check")]
pub(crate) struct GenerateArgs {
    /// Documents to generate, such as identity-v1; all of them when left out
    #[arg(value_name = "NAME")]
    pub(crate) names: Vec<String>,
    /// Write nothing; exit with 4 and list what is stale
    #[arg(long)]
    pub(crate) check: bool,
    /// Say what every pass changed
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

pub(crate) fn run(args: &GenerateArgs, out: &mut Console<'_>) -> Result<Outcome> {
    generate(&Workspace::here()?, args, out)
}

/// Writes the modules of all documents, or of none.
///
/// # Errors
/// An unknown name, a document that cannot be generated, a file that cannot be written.
pub(crate) fn generate(
    workspace: &Workspace,
    args: &GenerateArgs,
    out: &mut Console<'_>,
) -> Result<Outcome> {
    let names = workspace.select(&args.names)?;
    let mut plan = Plan::new(workspace);
    let mut totals = Vec::new();
    let generated = side_by_side(&names, |name| {
        has_crate(workspace, name)?;
        if args.verbose {
            return documents::generate(workspace, name);
        }
        documents::generated(workspace, name).map(|generated| (generated, Vec::new()))
    })?;
    for (name, generated) in names.iter().zip(generated) {
        let (Generated { files, notes }, passes) = generated?;
        if args.verbose {
            out.say(&Printed::of(name))?;
            out.say(&told(&passes))?;
        }
        for note in notes {
            out.say(&Printed::of(format_args!("note: {note}")))?;
        }
        totals.push(files.len());
        plan.folder(&workspace.generated(name), files)?;
    }
    if !args.check {
        plan.commit()?;
    }
    let width = names.iter().map(String::len).max().unwrap_or(0);
    for (name, total) in names.iter().zip(totals) {
        let changes = plan.below(&workspace.generated(name));
        let report = match changes.len() {
            0 => Printed::of(format_args!("{name:width$}  fresh")),
            _ if args.check => stale(workspace, name, width, &changes),
            written => Printed::of(format_args!(
                "{name:width$}  {written} of {total} files written"
            )),
        };
        out.say(&report)?;
    }
    let fresh = !args.check || plan.changes().is_empty();
    Ok(if fresh {
        Outcome::Fresh
    } else {
        Outcome::Stale
    })
}

/// Does the same for every document, as many at a time as the machine has processors, since each may take a worker's
/// memory; what comes of it is in the order of the names.
///
/// # Errors
/// A thread that cannot be started.
pub(crate) fn side_by_side<T: Send>(
    names: &[String],
    task: impl Fn(&str) -> Result<T> + Sync,
) -> Result<Vec<Result<T>>> {
    /// What the main thread has too: deep documents are read by recursion.
    const STACK_BYTES: usize = 8 << 20;
    let (next, task) = (&AtomicUsize::new(0), &task);
    let work = || {
        let turns = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        turns
            .map_while(|turn| Some((turn, task(names.get(turn)?))))
            .collect::<Vec<_>>()
    };
    let most = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut ended = std::thread::scope(|scope| {
        let threads: std::io::Result<Vec<_>> = (0..most.min(names.len()))
            .map(|_| {
                let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
                thread.spawn_scoped(scope, work)
            })
            .collect();
        let threads = threads.map_err(|e| Problem::new(format!("cannot start a thread: {e}")))?;
        let ended = threads.into_iter().flat_map(|thread| {
            thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        Ok(ended.collect::<Vec<_>>())
    })?;
    ended.sort_by_key(|(turn, _)| *turn);
    Ok(ended.into_iter().map(|(_, ended)| ended).collect())
}

/// What has to be written for one document.
///
/// # Errors
/// A document that cannot be generated, or has no crate.
pub(crate) fn plan(workspace: &Workspace, name: &str) -> Result<Plan> {
    has_crate(workspace, name)?;
    let mut plan = Plan::new(workspace);
    let generated = documents::generated(workspace, name)?;
    plan.folder(&workspace.generated(name), generated.files)?;
    Ok(plan)
}

/// What each pass changed, for `--verbose`.
pub(crate) fn told(passes: &Passes) -> Printed {
    let mut report = Printed::default();
    for (pass, changes) in passes {
        report.line(format_args!(
            "  pass      {pass}: {} changed",
            changes.len()
        ));
        for change in changes {
            report.line(format_args!("            {change}"));
        }
    }
    report
}

/// A document without a crate would be generated into a folder that nothing compiles.
fn has_crate(workspace: &Workspace, name: &str) -> Result<()> {
    if workspace.manifest(name).is_file() {
        return Ok(());
    }
    let spec = workspace.shown(&workspace.document(name));
    let problem = Problem::new(format!(
        "there is no crate crates/odc-{name} for the document"
    ));
    let scaffold = format!("`cargo xtask scaffold --spec {spec} --name {name}` writes it");
    Err(problem.file(spec).fix(scaffold))
}

fn stale(workspace: &Workspace, name: &str, width: usize, changes: &[&Change]) -> Printed {
    let mut report = Printed::default();
    for change in changes {
        let (path, why) = (workspace.shown(&change.path), change.why());
        report.line(format_args!("{name:width$}  STALE  {path} ({why})"));
        report += change.difference();
    }
    report.line(format_args!(
        "  problem: not what openapi/{name}.json generates now"
    ));
    report.line(format_args!("  fix:     cargo xtask generate {name}"));
    report
}

#[cfg(test)]
mod tests;
