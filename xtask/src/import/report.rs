//! The parts of what an import says.

use std::fmt::Write as _;
use std::path::Path;

use super::actions::Stale;
use super::prose;
use super::release::{self, Version};
use crate::output::Plan;
use crate::workspace::Workspace;
use odc_codegen::Generated;
use odc_codegen::diff::{self, Change};
use odc_codegen::document::{Problem, Result};

/// New places without a description are listed up to this number.
const MAX_LISTED: usize = 40;

/// What the document means to users of the crate.
pub(super) fn difference(name: &str, changes: &[Change]) -> String {
    format!(
        "{name}: {}\n{}",
        diff::summary(changes),
        diff::lines(changes)
    )
}

/// What the generator repaired or left out, or why it refused: that may be a consequence of an
/// overlay that has to be corrected.
pub(super) fn generated(generated: std::result::Result<&Generated, &Problem>) -> String {
    match generated {
        Ok(generated) => generated
            .notes
            .iter()
            .fold(String::new(), |mut text, note| {
                let _ = writeln!(text, "  note      {note}");
                text
            }),
        Err(problem) => format!("  problem   {problem}\n"),
    }
}

/// Overlay actions that do not fit, each with its remedy.
pub(super) fn stale(stale: &[Stale]) -> String {
    let mut text = String::new();
    for Stale {
        index,
        line,
        what,
        fix,
        ..
    } in stale
    {
        let line = line.map_or_else(String::new, |line| format!(" (line {line})"));
        let _ = writeln!(
            text,
            "  overlay   action {index}{line} {what}\n            fix: {fix}"
        );
    }
    text
}

/// Places that wait for a sentence.
pub(crate) fn to_describe(places: &[String]) -> String {
    let mut text = String::new();
    for place in places.iter().take(MAX_LISTED) {
        let _ = writeln!(text, "  describe  {place}");
    }
    if places.len() > MAX_LISTED {
        let more = places.len() - MAX_LISTED;
        let _ = writeln!(
            text,
            "  describe  … and {more} more that say \"{}\"",
            prose::NEUTRAL
        );
    }
    text
}

/// What was written: the generated files as one.
pub(crate) fn written(workspace: &Workspace, folder: &Path, writes: &Plan) -> String {
    let paths = writes.changes().iter().map(|change| &change.path);
    let others = paths.filter(|path| !path.starts_with(folder));
    let mut lines: Vec<String> = others.map(|path| workspace.shown(path)).collect();
    let generated = writes.below(folder).len();
    if generated > 0 {
        lines.push(format!("{}/ ({generated} files)", workspace.shown(folder)));
    }
    if lines.is_empty() {
        return "everything was so before; nothing was written\n".to_owned();
    }
    lines.into_iter().fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "wrote {line}");
        text
    })
}

/// The version to come and its lines of the changelog.
///
/// # Errors
/// A manifest without a version.
pub(super) fn release(version: &Result<Version>, name: &str, changes: &[Change]) -> Result<String> {
    let Some(gravest) = changes.iter().map(|change| change.class).min() else {
        return Ok(String::new());
    };
    let Version { current, shared } = version.as_ref().map_err(Problem::clone)?;
    let next = release::next_version(current, gravest)
        .unwrap_or_else(|| format!("the one after ({})", gravest.word()));
    let all = if *shared {
        " (all crates of the workspace share it)"
    } else {
        ""
    };
    Ok(format!(
        "next version: odc-{name} {current} → {next}{all}\nfor CHANGELOG.md:\n{}",
        release::changelog(name, changes)
    ))
}
