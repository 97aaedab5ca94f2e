//! What is said when the run of a plan fails, is stopped, or runs out of time.

use std::fmt::Write as _;
use std::path::Path;

use super::plan::{Item, Plan, Step};
use crate::context::Context;
use crate::exit::{Exit, Failure};

/// The line of a plan of which something failed.
pub(super) fn failure(plan: &Plan, first: Option<Exit>, path: &Path) -> Failure {
    let count = |which: fn(Step) -> bool| plan.items.iter().filter(|one| which(one.step)).count();
    if let [item] = plan.items.as_slice() {
        let why = item.error.clone().unwrap_or_default();
        return Failure::new(
            first.unwrap_or(Exit::Failed),
            format_args!(
                "{} is not deployed to {}: {why}",
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
    let _ = write!(line, "; {} says why", path.display());
    Failure::new(Exit::Partly, line)
}

/// The command that goes on with a plan.
pub(super) fn command(context: &Context<'_>, path: &Path) -> String {
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
pub(super) fn goes_on(plan: &Plan) -> String {
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
