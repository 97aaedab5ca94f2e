//! The parts of what an import says.

use std::path::Path;

use super::actions::Stale;
use super::prose;
use super::release::{self, Version};
use crate::output::Plan;
use crate::workspace::Workspace;
use odc_codegen::Generated;
use odc_codegen::diff::{self, Change};
use odc_codegen::document::{Printed, Problem, Result};

/// New places without a description are listed up to this number.
const MAX_LISTED: usize = 40;

/// What the document means to users of the crate.
pub(super) fn difference(name: &str, changes: &[Change]) -> Printed {
    let mut report = Printed::of(format_args!("{name}: {}", diff::summary(changes)));
    report += diff::lines(changes);
    report
}

/// What the generator repaired or left out, or why it refused: that may be a consequence of an
/// overlay that has to be corrected.
pub(super) fn generated(generated: std::result::Result<&Generated, &Problem>) -> Printed {
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

/// Overlay actions that do not fit, each with its remedy.
pub(super) fn stale(stale: &[Stale]) -> Printed {
    let mut report = Printed::default();
    for Stale {
        index,
        line,
        what,
        fix,
        ..
    } in stale
    {
        let line = line.map_or_else(String::new, |line| format!(" (line {line})"));
        report.line(format_args!("  overlay   action {index}{line} {what}"));
        report.line(format_args!("            fix: {fix}"));
    }
    report
}

/// Places that wait for a sentence.
pub(crate) fn to_describe(places: &[String]) -> Printed {
    let mut report = Printed::default();
    for place in places.iter().take(MAX_LISTED) {
        report.line(format_args!("  describe  {place}"));
    }
    if places.len() > MAX_LISTED {
        let more = places.len() - MAX_LISTED;
        report.line(format_args!(
            "  describe  … and {more} more that say \"{}\"",
            prose::NEUTRAL
        ));
    }
    report
}

/// What was written: the generated files as one.
pub(crate) fn written(workspace: &Workspace, folder: &Path, writes: &Plan) -> Printed {
    let paths = writes.changes().iter().map(|change| &change.path);
    let others = paths.filter(|path| !path.starts_with(folder));
    let mut lines: Vec<String> = others.map(|path| workspace.shown(path)).collect();
    let generated = writes.below(folder).len();
    if generated > 0 {
        lines.push(format!("{}/ ({generated} files)", workspace.shown(folder)));
    }
    if lines.is_empty() {
        return Printed::of("everything was so before; nothing was written");
    }
    let mut report = Printed::default();
    for line in lines {
        report.line(format_args!("wrote {line}"));
    }
    report
}

/// The version to come and its lines of the changelog.
///
/// # Errors
/// A manifest without a version.
pub(super) fn release(
    version: &Result<Version>,
    name: &str,
    changes: &[Change],
) -> Result<Printed> {
    let Some(gravest) = changes.iter().map(|change| change.class).min() else {
        return Ok(Printed::default());
    };
    let Version { current, shared } = version.as_ref().map_err(Problem::clone)?;
    let next = release::next_version(current, gravest)
        .unwrap_or_else(|| format!("the one after ({})", gravest.word()));
    let all = if *shared {
        " (all crates of the workspace share it)"
    } else {
        ""
    };
    let mut report = Printed::of(format_args!(
        "next version: odc-{name} {current} → {next}{all}"
    ));
    report.line("for CHANGELOG.md:");
    report += release::changelog(name, changes);
    Ok(report)
}
