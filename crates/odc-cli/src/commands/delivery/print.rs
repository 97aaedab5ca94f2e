//! Prints a plan for people, on stderr, and its results as rows.

use odc_portfolio_v2::types::Deployment;
use serde_json::{Value, json};

use super::plan::{Item, ItemStep, Plan};
use super::rollout::Running;
use crate::commands::notes::beginning;
use crate::context::Context;
use crate::exit::Failure;
use crate::output::Column;

/// The largest number of names in a line.
const MOST: usize = 10;

/// Shows the effects of a plan.
pub(crate) fn plan(context: &Context<'_>, plan: &Plan) {
    for line in lines_of(plan) {
        context.shell.notes.say(line);
    }
}

/// The effects of a plan, line by line.
pub(crate) fn lines_of(plan: &Plan) -> Vec<String> {
    let items = plan.items.iter().flat_map(|item| lines(plan, item));
    let mut all: Vec<_> = items.collect();
    all.extend(plan.missing_permissions.iter().map(|permission| {
        let stage = &plan.stage_name;
        format!("missing permission in {stage}, as far as reading shows: {permission}")
    }));
    if plan.rollback_on_failure {
        all.push("when one fails, the deployed ones go back to what ran before".to_owned());
    }
    all
}

fn lines(plan: &Plan, item: &Item) -> Vec<String> {
    let stage = &plan.stage_name;
    let from = item.from.map_or_else(
        || "(not deployed there now)".to_owned(),
        |revision| format!("(from r{revision})"),
    );
    let build = match (item.build, item.is_built) {
        (Some(key), true) => format!("Release {key} exists, finished"),
        (Some(key), false) => format!("Release {key} is waited for"),
        (None, _) => "a Release build is made".to_owned(),
    };
    let mut lines = vec![
        format!(
            "plan   {}   r{} → {stage}   {from}",
            item.name, item.revision
        ),
        format!("       build      {build}"),
    ];
    match &item.impact {
        impact if !impact.problems.is_empty() => {
            let problems = impact.problems.iter();
            lines.extend(problems.map(|one| format!("       impact     {one}")));
        }
        impact if impact.has_errors || !impact.status.ends_with("Found") => {
            lines.push(format!("       impact     {}", impact.status));
        }
        _ => lines.push(format!("       impact     no breaking consumer in {stage}")),
    }
    lines.push(format!("       settings   {}", settings(item, stage)));
    if let Some(tag) = &item.tag {
        let notes = item.notes.as_deref().map(beginning);
        let notes = notes.map_or_else(String::new, |it| format!(", with release notes {it}"));
        lines.push(format!("       tag        {tag}{notes}"));
    }
    let after = item.after.iter().filter_map(|key| plan.item(*key));
    let after: Vec<_> = after.map(|item| item.name.as_str()).collect();
    if !after.is_empty() {
        lines.push(format!("       after      {}", some(&after)));
    }
    if item.step != ItemStep::Planned {
        lines.push(format!("       state      {}", outcome(item)));
    }
    lines
}

fn settings(item: &Item, stage: &str) -> String {
    let Some(names) = &item.pending_settings else {
        return format!("the API client may not read the settings in {stage}");
    };
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    match names.len() {
        0 => "no pending value goes live with it".to_owned(),
        1 => format!(
            "1 pending value in {stage} goes live with it: {}",
            names.concat()
        ),
        count => format!(
            "{count} pending values in {stage} go live with it: {}",
            some(&names)
        ),
    }
}

/// The first names of a list, and how many more there are.
fn some(names: &[&str]) -> String {
    let shown = names
        .iter()
        .take(MOST)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    match names.len().saturating_sub(MOST) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// The progress of an asset, in words.
pub(crate) const fn outcome(item: &Item) -> &'static str {
    match item.step {
        ItemStep::Planned | ItemStep::Built => "not started",
        ItemStep::Deploying => "deploying",
        ItemStep::Deployed => "deployed",
        ItemStep::Failed if item.stays => "not undone",
        ItemStep::Failed => "failed",
        ItemStep::Held => "held back",
        ItemStep::GoingBack => "going back",
        ItemStep::WentBack => "undone",
    }
}

/// The columns of the table.
fn columns(with_outcome: bool) -> Vec<Column> {
    let mut columns = vec![
        Column::new("asset", "/asset"),
        Column::new("stage", "/stage"),
        Column::new("revision", "/revision").prefixed("r"),
        Column::new("tag", "/tag"),
        Column::new("seconds", "/seconds").minor(),
        Column::new("URL", "/url"),
    ];
    if with_outcome {
        columns.insert(1, Column::new("outcome", "/outcome"));
    }
    columns
}

/// Refuses columns that the table will not have, before anything is done.
///
/// # Errors
/// `--columns` names one.
pub(crate) fn check_columns(context: &Context<'_>, plan: &Plan) -> Result<(), Failure> {
    let rows = plan.items.iter().map(|item| row(plan, item, None));
    let rows: Vec<_> = rows.take(1).collect();
    context.shell.out.check(&columns(true), &rows)
}

/// Writes the table of the results.
///
/// # Errors
/// Stdout cannot be written to.
pub(crate) async fn table(context: &Context<'_>, plan: &Plan) -> Result<(), Failure> {
    let is_mixed = plan
        .items
        .iter()
        .any(|item| item.step != ItemStep::Deployed);
    let rows = rows(context, plan).await;
    context.shell.out.list(&columns(is_mixed), &rows)
}

/// The results, with the revisions that run now.
pub(crate) async fn rows(context: &Context<'_>, plan: &Plan) -> Vec<Value> {
    let assets = plan.items.iter().map(|item| item.asset);
    let running = Running::read_in_stage(context, assets, plan.stage).await;
    let running = running.unwrap_or_else(|failure| {
        // The deployments have already ended. Therefore a failure to read the revisions that run now is only a note.
        let why = failure.line().unwrap_or_default().to_owned();
        let notes = &context.shell.notes;
        notes.say(format_args!("what runs now cannot be read: {why}"));
        Running::default()
    });
    let rows = plan.items.iter().map(|item| {
        let now = running.in_stage(item.asset, plan.stage);
        row(plan, item, now)
    });
    rows.collect()
}

/// The row of an asset. The revision, its tag and its address are the current ones.
fn row(plan: &Plan, item: &Item, now: Option<&Deployment>) -> Value {
    json!({
        "asset": item.name,
        "assetKey": item.asset,
        "outcome": outcome(item),
        "stage": plan.stage_name,
        "stageKey": plan.stage,
        "revision": now.and_then(|now| now.revision),
        "tag": now.and_then(|now| now.tag.clone()),
        "seconds": item.seconds,
        "url": now.and_then(|now| now.url.clone()),
        "deploymentKey": item.deployment,
        "error": item.error,
    })
}
