//! What is said when the run of a plan fails, is stopped, or runs out of time.

use std::fmt::Write as _;
use std::path::Path;

use super::plan::{Item, Plan, Step};
use crate::context::Context;
use crate::exit::{Exit, Failure};

/// The line of a plan of which something failed.
pub(super) fn failure(
    context: &Context<'_>,
    plan: &Plan,
    first: Option<Exit>,
    path: &Path,
) -> Failure {
    let next = if plan.is_going_back {
        format!("{} says why", path.display())
    } else {
        format!("try again with: {}", command(context, path))
    };
    let count = |which: fn(Step) -> bool| plan.items.iter().filter(|one| which(one.step)).count();
    if let [item] = plan.items.as_slice() {
        let why = item.error.clone().unwrap_or_default();
        return Failure::new(
            first.unwrap_or(Exit::Failed),
            format_args!(
                "{} is not deployed to {}: {why}; {next}",
                item.name, plan.stage_name
            ),
        );
    }
    let mut line = format!(
        "{} of {} assets failed",
        count(|step| step == Step::Failed),
        plan.items.len()
    );
    // Writing to a text never fails.
    for (words, count) in [
        ("were held back", count(|step| step == Step::Held)),
        ("were taken back", count(|step| step == Step::WentBack)),
    ] {
        if count > 0 {
            let _ = write!(line, ", {count} {words}");
        }
    }
    let _ = write!(line, "; {next}");
    Failure::new(Exit::Partly, line)
}

/// The line of a run that cannot go on here, such as one without a connection.
pub(super) fn stopped(
    context: &Context<'_>,
    plan: &Plan,
    path: &Path,
    failure: &Failure,
) -> Failure {
    let why = failure.line().unwrap_or_default();
    Failure::new(
        failure.exit(),
        format_args!("{why}; {}", advice(context, plan, path)),
    )
}

/// Why a run ends before its plan is done.
pub(super) fn too_late() -> Failure {
    Failure::new(Exit::OutOfTime, "the time of --deadline is over")
}

/// What goes on in the tenant without the command, and how to go on with it.
pub(super) fn advice(context: &Context<'_>, plan: &Plan, path: &Path) -> String {
    format!("{}; go on with: {}", goes_on(plan), command(context, path))
}

/// The command that goes on with a plan.
fn command(context: &Context<'_>, path: &Path) -> String {
    let globals = &context.shell.globals;
    let mut words = vec!["odctl".to_owned()];
    if globals.sandbox {
        words.push("--sandbox".to_owned());
    }
    if let Some(profile) = &globals.profile {
        words.extend(["--profile".to_owned(), quoted(profile)]);
    }
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    words.push("promote --resume".to_owned());
    words.push(quoted(&path.display().to_string()));
    words.join(" ")
}

/// A word of a command, as a shell reads it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:\\@+=".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// What goes on in the tenant without the command.
fn goes_on(plan: &Plan) -> String {
    let names = |which: &dyn Fn(&Item) -> bool| {
        let found = plan.items.iter().filter(|item| which(item));
        found
            .map(|item| item.name.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let deploying = names(&|item| matches!(item.step, Step::Deploying | Step::GoingBack));
    let building = names(&|item| item.step == Step::Planned && !item.is_built);
    let mut parts = Vec::new();
    if !deploying.is_empty() {
        parts.push(format!(
            "the deployment of {deploying} to {} goes on in the tenant",
            plan.stage_name
        ));
    }
    if !building.is_empty() {
        parts.push(format!("the build of {building} goes on in the tenant"));
    }
    if parts.is_empty() {
        return "nothing goes on in the tenant".to_owned();
    }
    parts.join(", and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_quoted_as_a_shell_reads_it() {
        assert_eq!(quoted("/home/ana/plan-1.json"), "/home/ana/plan-1.json");
        assert_eq!(quoted("my plan's.json"), r"'my plan'\''s.json'");
        assert_eq!(quoted(""), "''");
    }
}
