//! The parts of the report of an import.

use std::path::Path;

use super::actions::StaleAction;
use super::changelog::Entries;
use super::release::{self, Version};
use super::remedy::Remedy;
use crate::output::Plan;
use crate::workspace::Workspace;
use odc_codegen::Generated;
use odc_codegen::diff::{self, Change};
use odc_codegen::document::{Printed, Problem, Result};

/// What changes for users of the crate.
pub(super) fn difference_lines(name: &str, changes: &[Change]) -> Printed {
    let mut report = Printed::from_line(format_args!("{name}: {}", diff::summary(changes)));
    report += diff::lines(changes);
    report
}

/// The notes of the generator, or the problem that stopped it. An overlay that does not fit may cause the problem.
pub(super) fn generator_lines(generated: std::result::Result<&Generated, &Problem>) -> Printed {
    let mut report = Printed::default();
    match generated {
        Ok(Generated { notes, .. }) => {
            for note in notes {
                report.line(format_args!("  note      {note}"));
            }
        }
        Err(problem) => report.line(format_args!("  problem   {problem}")),
    }
    report
}

/// Whether `--accept` was given, and whether it could carry out every correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Acceptance {
    NotAsked,
    Incomplete,
    Complete,
}

/// The overlay actions that do not fit, each with its correction, or with the change that `--accept` made.
pub(super) fn stale_action_lines(stale: &[StaleAction], acceptance: Acceptance) -> Printed {
    let (accepted, deleted) = match acceptance {
        Acceptance::Complete => ("accepted", "deleted"),
        _ => ("sure", "sure: delete it"),
    };
    let mut report = Printed::default();
    for StaleAction {
        index,
        line,
        what,
        fix,
        remedy,
        ..
    } in stale
    {
        let line = line.map_or_else(String::new, |line| format!(" (line {line})"));
        report.line(format_args!("  overlay   action {index}{line} {what}"));
        let is_asked = acceptance != Acceptance::NotAsked;
        let made = match remedy.as_ref().filter(|_| is_asked) {
            None => format!("fix: {fix}"),
            Some(Remedy::Retarget(_)) => {
                format!("{accepted}: {}", fix.trim_start_matches("probably "))
            }
            Some(Remedy::Delete) => format!("{deleted}: the new document has no such place"),
        };
        report.line(format_args!("            {made}"));
    }
    report
}

/// The written files; all generated files of a crate take one line.
pub(crate) fn written_lines(workspace: &Workspace, folder: &Path, writes: &Plan) -> Printed {
    let paths = writes.changes().iter().map(|change| &change.path);
    let others = paths.filter(|path| !path.starts_with(folder));
    let mut lines: Vec<String> = others.map(|path| workspace.display_path(path)).collect();
    let generated = writes.changes_below(folder).len();
    if generated > 0 {
        lines.push(format!(
            "{}/ ({generated} files)",
            workspace.display_path(folder)
        ));
    }
    if lines.is_empty() {
        return Printed::from_line("nothing changed, so nothing was written");
    }
    let mut report = Printed::default();
    for line in lines {
        report.line(format_args!("wrote {line}"));
    }
    report
}

/// The next version, and its lines for the changelog.
///
/// # Errors
/// A manifest without a version.
pub(super) fn release_lines(
    version: &Result<Version>,
    name: &str,
    changes: &[Change],
    entries: &Entries,
) -> Result<Printed> {
    let Some(gravest) = changes.iter().map(|change| change.class).min() else {
        return Ok(Printed::default());
    };
    let version = version.as_ref().map_err(Problem::clone)?;
    let next = release::version_to_release(version, gravest)
        .unwrap_or_else(|| format!("the one after ({})", gravest.word()));
    let all = if version.shared {
        " (all crates of the workspace share it)"
    } else {
        ""
    };
    let base = &version.base;
    let mut report = Printed::from_line(format_args!(
        "next version: odc-{name} {base} → {next}{all}"
    ));
    report.line("for CHANGELOG.md:");
    report += entries.report();
    Ok(report)
}
