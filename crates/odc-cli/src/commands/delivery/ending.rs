//! The messages when the run of a plan fails, or when it is stopped or exceeds its time.

use std::fmt::Write as _;
use std::path::Path;

use super::kept;
use super::plan::{Item, ItemStep, Plan};
use crate::exit::{Exit, Failure};
use crate::shell::Shell;

/// The line of a plan in which at least one asset failed.
pub(super) fn failure(shell: &Shell, plan: &Plan, first: Option<Exit>, path: &Path) -> Failure {
    let next = if plan.is_open() {
        format!("try again with: {}", kept::go_on(shell, path))
    } else {
        "the earlier revisions run; correct the cause, then make a new plan".to_owned()
    };
    if let [item] = plan.items.as_slice() {
        let why = item.error.clone().unwrap_or_default();
        let line = format!(
            "{} is not deployed to {}: {why}; {next}",
            item.name, plan.stage_name
        );
        return Failure::new(first.unwrap_or(Exit::Failed), line);
    }
    let count = |which: &dyn Fn(&Item) -> bool| plan.items.iter().filter(|it| which(it)).count();
    let failed = count(&|item| item.step == ItemStep::Failed && !item.stays);
    let mut line = format!("{failed} of {} assets failed", plan.items.len());
    for (words, count) in [
        ("held back", count(&|item| item.step == ItemStep::Held)),
        ("undone", count(&|item| item.step == ItemStep::WentBack)),
    ] {
        if count > 0 {
            let were = if count == 1 { "was" } else { "were" };
            // Writing to a text never fails.
            let _ = write!(line, ", {count} {were} {words}");
        }
    }
    let stay = names(plan, |item| still_runs(plan, item));
    if !stay.is_empty() {
        let _ = write!(
            line,
            ", and the new revision of {stay} still runs in {}",
            plan.stage_name
        );
    }
    Failure::new(Exit::Partly, format_args!("{line}; {next}"))
}

/// Whether an asset should have been undone, but was not.
const fn still_runs(plan: &Plan, item: &Item) -> bool {
    plan.is_going_back && (item.stays || matches!(item.step, ItemStep::Deployed))
}

/// The line of a run that cannot continue, for example because there is no connection.
pub(super) fn stopped(shell: &Shell, plan: &Plan, path: &Path, failure: &Failure) -> Failure {
    let why = failure.line().unwrap_or_default();
    Failure::new(
        failure.exit(),
        format_args!("{why}; {}", advice(shell, plan, path)),
    )
}

/// Why a run ends before its plan is done.
pub(super) fn too_late() -> Failure {
    Failure::new(Exit::OutOfTime, "the time of --deadline is over")
}

/// The operations that continue in the tenant without the command, and how to continue the run.
pub(super) fn advice(shell: &Shell, plan: &Plan, path: &Path) -> String {
    format!(
        "{}; continue with: {}",
        goes_on(plan),
        kept::go_on(shell, path)
    )
}

/// The operations that continue in the tenant without the command.
fn goes_on(plan: &Plan) -> String {
    let place = &plan.stage_name;
    let building = |is_known: bool| {
        names(plan, move |item| {
            item.step == ItemStep::Planned && item.build.is_some() == is_known
        })
    };
    let of = |step: ItemStep, is_known: bool| {
        names(plan, move |item| {
            let key = match step {
                ItemStep::GoingBack => item.back,
                _ => item.deployment,
            };
            item.step == step && key.is_some() == is_known
        })
    };
    let parts = [
        (
            of(ItemStep::Deploying, true),
            "the deployment of",
            format!("to {place} continues in the tenant"),
        ),
        (
            of(ItemStep::Deploying, false),
            "the deployment of",
            format!("to {place} may have begun"),
        ),
        (
            of(ItemStep::GoingBack, true),
            "the rollback of",
            format!("in {place} continues in the tenant"),
        ),
        (
            of(ItemStep::GoingBack, false),
            "the rollback of",
            format!("in {place} may have begun"),
        ),
        (
            building(true),
            "the build of",
            "continues in the tenant".to_owned(),
        ),
        (building(false), "the build of", "may have begun".to_owned()),
    ];
    let parts = parts.iter().filter(|(names, ..)| !names.is_empty());
    let parts: Vec<_> = parts
        .map(|(names, what, how)| format!("{what} {names} {how}"))
        .collect();
    if parts.is_empty() {
        return "nothing continues in the tenant".to_owned();
    }
    parts.join(", and ")
}

/// The names of some of the assets.
fn names(plan: &Plan, which: impl Fn(&Item) -> bool) -> String {
    let found = plan.items.iter().filter(|item| which(item));
    let found: Vec<_> = found.map(|item| item.name.as_str()).collect();
    found.join(", ")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::output::Output;
    use crate::shell::Globals;

    fn item(name: &str, step: ItemStep) -> Item {
        Item {
            name: name.to_owned(),
            step,
            ..Item::default()
        }
    }

    fn line(plan: &Plan) -> String {
        let shell = Shell::new(Globals::default(), Output::default()).unwrap();
        let failure = failure(&shell, plan, None, Path::new("/p.json"));
        failure.line().unwrap().to_owned()
    }

    #[test]
    fn only_operations_that_have_begun_are_reported_as_continuing() {
        let key = Some(Uuid::nil());
        let all = vec![
            Item {
                deployment: key,
                ..item("A", ItemStep::Deploying)
            },
            item("B", ItemStep::Deploying),
            Item {
                back: key,
                ..item("C", ItemStep::GoingBack)
            },
            item("D", ItemStep::GoingBack),
            Item {
                build: key,
                ..item("E", ItemStep::Planned)
            },
            item("F", ItemStep::Planned),
            item("G", ItemStep::Built),
        ];
        assert_eq!(
            goes_on(&Plan::of_test("QA", all)),
            "the deployment of A to QA continues in the tenant, and the deployment of B to QA may have begun, and the \
             rollback of C in QA continues in the tenant, and the rollback of D in QA may have begun, and the build of E \
             continues in the tenant, and the build of F may have begun"
        );
        let none = Plan::of_test("QA", vec![item("F", ItemStep::Built)]);
        assert_eq!(goes_on(&none), "nothing continues in the tenant");
    }

    #[test]
    fn a_failure_reports_what_still_runs_and_what_to_do() {
        let mut plan = Plan::of_test(
            "QA",
            vec![item("A", ItemStep::Failed), item("B", ItemStep::Deployed)],
        );
        let try_again = "try again with: odctl promote --resume /p.json";
        assert_eq!(line(&plan), format!("1 of 2 assets failed; {try_again}"));
        plan.is_going_back = true;
        plan.items[1].step = ItemStep::WentBack;
        assert_eq!(
            line(&plan),
            "1 of 2 assets failed, 1 was undone; the earlier revisions run; correct the cause, then make a new plan"
        );
        (plan.items[1].step, plan.items[1].stays) = (ItemStep::Failed, true);
        assert_eq!(
            line(&plan),
            format!(
                "1 of 2 assets failed, and the new revision of B still runs in QA; {try_again}"
            )
        );
    }
}
