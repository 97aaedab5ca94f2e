//! `cargo xtask generate`: writes the generated modules, or checks whether they are fresh.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;

use crate::console::Console;
use crate::documents;
use crate::output::{Change, Plan};
use crate::verdict::Verdict;
use crate::workspace::Workspace;
use odc_codegen::document::{Printed, Problem, Result};
use odc_codegen::{Generated, Passes};

/// The arguments of `cargo xtask generate`.
#[derive(Debug, Args)]
#[command(after_help = "\
Each openapi/NAME.json, changed by openapi/NAME.overlay.yaml, becomes crates/odc-NAME/src/generated/.
Files that are already right are not touched, and files that are no longer generated are deleted. If a document
cannot be generated, or a file cannot be written, no crate is changed.

Exit codes: 0 fresh or written, 4 stale (with --check), 1 failure.

Examples: cargo xtask generate
          cargo xtask generate identity-v1 --verbose
          cargo xtask generate --check")]
pub(crate) struct GenerateArgs {
    /// The documents to generate, such as identity-v1; without names, all of them
    #[arg(value_name = "NAME")]
    pub(crate) names: Vec<String>,
    /// Write nothing; list what is stale and exit with 4
    #[arg(long)]
    pub(crate) check: bool,
    /// Print what every pass changed
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

pub(crate) fn run(args: &GenerateArgs, out: &mut Console<'_>) -> Result<Verdict> {
    generate(&Workspace::find()?, args, out)
}

/// Writes the modules of all documents. If one document fails, it writes no module.
///
/// # Errors
/// An unknown name, a document that cannot be generated, a file that cannot be written.
pub(crate) fn generate(
    workspace: &Workspace,
    args: &GenerateArgs,
    out: &mut Console<'_>,
) -> Result<Verdict> {
    let names = workspace.select_documents(&args.names)?;
    let mut plan = Plan::new(workspace);
    let mut totals = Vec::new();
    let generated = run_in_parallel(&names, |name| {
        require_crate(workspace, name)?;
        if args.verbose {
            return documents::generate_uncached(workspace, name);
        }
        documents::generate_cached(workspace, name).map(|generated| (generated, Vec::new()))
    })?;
    for (name, generated) in names.iter().zip(generated) {
        let (Generated { files, notes }, passes) = generated?;
        if args.verbose {
            out.print(&Printed::from_line(name))?;
            out.print(&pass_report(&passes))?;
        }
        for note in notes {
            out.print(&Printed::from_line(format_args!("note: {note}")))?;
        }
        totals.push(files.len());
        plan.add_folder(&workspace.generated_folder(name), files)?;
    }
    if !args.check {
        plan.commit()?;
    }
    let width = names.iter().map(String::len).max().unwrap_or(0);
    for (name, total) in names.iter().zip(totals) {
        let changes = plan.changes_below(&workspace.generated_folder(name));
        let report = match changes.len() {
            0 => Printed::from_line(format_args!("{name:width$}  fresh")),
            _ if args.check => stale_report(workspace, name, width, &changes),
            written => Printed::from_line(format_args!(
                "{name:width$}  {written} of {total} files written"
            )),
        };
        out.print(&report)?;
    }
    let is_fresh = !args.check || plan.changes().is_empty();
    Ok(Verdict::good_if(is_fresh))
}

/// Runs a task for every document. At most one task for each processor runs at a time, because each task may need the memory of
/// a worker. The results are in the order of the names.
///
/// # Errors
/// A thread that cannot be started.
pub(crate) fn run_in_parallel<T: Send>(
    names: &[String],
    task: impl Fn(&str) -> Result<T> + Sync,
) -> Result<Vec<Result<T>>> {
    /// The size of the main thread's stack. Recursive functions read deep documents, so they need as much space as in
    /// the main thread.
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

/// Plans the files of one document.
///
/// # Errors
/// A document that cannot be generated, or has no crate.
pub(crate) fn plan_crate(workspace: &Workspace, name: &str) -> Result<Plan> {
    require_crate(workspace, name)?;
    let mut plan = Plan::new(workspace);
    let generated = documents::generate_cached(workspace, name)?;
    plan.add_folder(&workspace.generated_folder(name), generated.files)?;
    Ok(plan)
}

/// Lists what each pass changed, for `--verbose`.
pub(crate) fn pass_report(passes: &Passes) -> Printed {
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

/// Refuses a document without a crate: nothing would compile its files.
fn require_crate(workspace: &Workspace, name: &str) -> Result<()> {
    if workspace.manifest_path(name).is_file() {
        return Ok(());
    }
    let spec = workspace.display_path(&workspace.document_path(name));
    let problem = Problem::new(format!(
        "there is no crate crates/odc-{name} for the document"
    ));
    let scaffold = format!("`cargo xtask scaffold --spec {spec} --name {name}` writes it");
    Err(problem.file(spec).fix(scaffold))
}

fn stale_report(workspace: &Workspace, name: &str, width: usize, changes: &[&Change]) -> Printed {
    let mut report = Printed::default();
    for change in changes {
        let (path, why) = (workspace.display_path(&change.path), change.reason());
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
