//! `odctl config apply`: sets the values of a file. It first checks the whole file.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use super::changes::{Change, changes};
use super::entries::{Configuration, Entry, Target};
use super::file;
use super::update::update;
use super::variables::Variables;
use crate::commands::consent::Consent;
use crate::commands::people::key_of;
use crate::context::Context;
use crate::exit::{Exit, Failure, error_line};
use crate::names::Named;
use crate::output::{Column, counted};
use crate::report::Report;

const COLUMNS: [Column; 5] = [
    Column::new("asset", "/asset"),
    Column::new("setting", "/setting"),
    Column::new("from", "/from"),
    Column::new("to", "/to"),
    Column::new("outcome", "/outcome"),
];

/// The changes of one asset.
struct Plan {
    target: Target,
    changes: Vec<Change>,
    /// The settings that were set before and wait for a deployment.
    others: Vec<String>,
    /// Whether a value of the file was set before and waits for a deployment.
    waits: bool,
    /// The revision that runs, if the values must come into effect immediately.
    runs: Option<i64>,
}

/// Sets the values of the file in a stage. `now` is the longest time to wait until the values are in effect.
pub(super) async fn apply(
    context: &Context<'_>,
    path: &Path,
    variables: &Variables,
    stage: &str,
    now: Option<Duration>,
    consent: Consent,
    report: &mut Report,
) -> Result<Exit, Failure> {
    let sample = COLUMNS.map(|column| (column.name.into_owned(), Value::Null));
    let sample = Value::Object(sample.into_iter().collect());
    context.shell.out.check(&COLUMNS, &[sample])?;
    let (file, wanted) = file::read(path)?;
    let stage = context.stage(stage).await?;
    let mut plans = Vec::new();
    for wanted in &wanted {
        let place = || file.place(&wanted.way(&[]));
        let found = Target::find(context, &wanted.asset).await;
        let target = found.map_err(|failure| failure.at_place(&place()))?;
        if plans
            .iter()
            .any(|plan: &Plan| plan.target.asset.key == target.asset.key)
        {
            return Err(Failure::usage(format_args!(
                "{}: {} is named before; name it once; nothing was sent",
                place(),
                target.asset.name
            )));
        }
        let configuration = Configuration::read(context, &target, &stage).await?;
        let named: Vec<_> = wanted
            .values
            .iter()
            .map(|(names, _)| names.clone())
            .collect();
        let changes = changes(wanted, &target, &configuration, &file, variables)?;
        let plan = Plan::new(target, changes, &named, &configuration, &stage, now)?;
        plans.push(plan);
    }
    if consent.dry_run {
        return dry_run(context, &plans, report);
    }
    confirm(context, &plans, &stage, consent)?;
    carry_out(context, plans, &stage, now, report).await
}

impl Plan {
    fn new(
        target: Target,
        changes: Vec<Change>,
        named: &[Vec<String>],
        configuration: &Configuration,
        stage: &Named,
        now: Option<Duration>,
    ) -> Result<Self, Failure> {
        let runs = configuration.deployed.filter(|_| now.is_some());
        if now.is_some() && runs.is_none() {
            return Err(Failure::usage(format_args!(
                "{} does not run in {}, so nothing can come into effect there; leave out --apply-now; nothing was sent",
                target.asset.name, stage.name
            )));
        }
        let is_named = |entry: &&Entry| named.iter().any(|it| entry.is_named(it));
        let pending = configuration
            .entries
            .iter()
            .filter(|entry| entry.is_pending());
        let (ours, others): (Vec<_>, Vec<_>) = pending.partition(is_named);
        Ok(Self {
            target,
            changes,
            others: others.into_iter().map(Entry::path).collect(),
            waits: !ours.is_empty(),
            runs,
        })
    }

    fn rows(&self, outcome: &str) -> Vec<Value> {
        let name = &self.target.asset.name;
        let rows = self.changes.iter().map(|change| change.row(name, outcome));
        rows.collect()
    }

    /// A check for each change. It fails if the change was not made.
    fn report(&self, problem: Option<&str>, report: &mut Report) {
        for change in &self.changes {
            let name = format!("{} of {}", change.entry.path(), self.target.asset.name);
            match problem {
                Some(problem) => report.broken(name, problem),
                None => report.add_passed(name),
            }
        }
    }

    /// Whether there is anything to do.
    fn is_empty(&self) -> bool {
        let nothing_waits = self.others.is_empty() && !self.waits;
        self.changes.is_empty() && (self.runs.is_none() || nothing_waits)
    }
}

fn dry_run(context: &Context<'_>, plans: &[Plan], report: &mut Report) -> Result<Exit, Failure> {
    let rows: Vec<_> = plans.iter().flat_map(|plan| plan.rows("planned")).collect();
    context.shell.out.list(&COLUMNS, &rows)?;
    for plan in plans {
        plan.report(None, report);
    }
    let notes = &context.shell.notes;
    for plan in plans.iter().filter(|plan| plan.runs.is_some()) {
        for other in &plan.others {
            let name = &plan.target.asset.name;
            notes.say(format_args!(
                "{name}: {other} is pending too and would go live"
            ));
        }
    }
    notes.say(format_args!(
        "{}; nothing was changed (--dry-run)",
        counted(rows.len(), "change")
    ));
    Ok(Exit::Done)
}

/// Asks before changes that cannot be undone, and before values that are not in the file come into effect.
fn confirm(
    context: &Context<'_>,
    plans: &[Plan],
    stage: &Named,
    consent: Consent,
) -> Result<(), Failure> {
    let mut reasons = Vec::new();
    for plan in plans {
        let secrets = plan.changes.iter().filter(|it| it.replaces_secret());
        let secrets: Vec<_> = secrets.map(|change| change.entry.path()).collect();
        let name = &plan.target.asset.name;
        if !secrets.is_empty() {
            reasons.push(format!(
                "{name} in {} loses the present values of its secrets {}",
                stage.name,
                secrets.join(", ")
            ));
        }
        if plan.runs.is_some() && !plan.others.is_empty() {
            reasons.push(format!(
                "pending values of {name} that are not in the file go live in {}: {}",
                stage.name,
                plan.others.join(", ")
            ));
        }
    }
    if reasons.is_empty() {
        return Ok(());
    }
    consent.confirm(context.shell, &reasons.join("; "))
}

async fn carry_out(
    context: &Context<'_>,
    plans: Vec<Plan>,
    stage: &Named,
    now: Option<Duration>,
    report: &mut Report,
) -> Result<Exit, Failure> {
    let (mut rows, mut ended) = (Vec::new(), Ok(()));
    let mut done = 0;
    for plan in plans.iter().filter(|plan| !plan.is_empty()) {
        if ended.is_err() {
            rows.extend(plan.rows("not sent"));
            plan.report(Some("not sent"), report);
            continue;
        }
        match set(context, plan, stage, now).await {
            Ok(outcome) => {
                done += 1;
                rows.extend(plan.rows(outcome));
                plan.report(None, report);
            }
            Err((outcome, failure)) => {
                let why = failure.line().unwrap_or_default();
                plan.report(Some(&format!("{outcome}: {why}")), report);
                ended = Err(failure);
                rows.extend(plan.rows(outcome));
            }
        }
    }
    context.shell.out.list(&COLUMNS, &rows)?;
    match ended {
        Ok(()) => {
            say_done(context, rows.len(), now.is_some());
            Ok(Exit::Done)
        }
        Err(failure) if done == 0 => Err(failure),
        Err(failure) => Err(Failure::new(
            Exit::Partly,
            format_args!(
                "{}; the assets before were done, and the same command does the rest",
                failure.line().unwrap_or_default()
            ),
        )),
    }
}

fn say_done(context: &Context<'_>, changes: usize, now: bool) {
    let effect = match (changes, now) {
        (0, false) => "nothing differs from what is set",
        (_, true) => "everything that was pending is in effect",
        (1, false) => "it comes into effect with the next deployment, or with --apply-now",
        (_, false) => "they come into effect with the next deployment, or with --apply-now",
    };
    context
        .shell
        .notes
        .say(format_args!("{}; {effect}", counted(changes, "change")));
}

/// Sets the values of an asset. If wanted, also brings them into effect. An error says which of the two steps was
/// done.
async fn set(
    context: &Context<'_>,
    plan: &Plan,
    stage: &Named,
    now: Option<Duration>,
) -> Result<&'static str, (&'static str, Failure)> {
    if !plan.changes.is_empty() {
        update(context, &plan.target, stage, &plan.changes)
            .await
            .map_err(|failure| ("failed", failure))?;
    }
    let (Some(revision), Some(deadline)) = (plan.runs, now) else {
        return Ok("pending");
    };
    apply_now(context, plan, stage, revision, deadline)
        .await
        .map_err(|failure| ("pending", failure))?;
    Ok("in effect")
}

/// Brings the values into effect for the revision that runs.
async fn apply_now(
    context: &Context<'_>,
    plan: &Plan,
    stage: &Named,
    revision: i64,
    deadline: Duration,
) -> Result<(), Failure> {
    let name = &plan.target.asset.name;
    let client = odc_deployments_v1::Client::connect(&context.tenant);
    let (asset, place) = (key_of(&plan.target.asset.key)?, key_of(&stage.key)?);
    let revision = i32::try_from(revision)
        .map_err(|_| Failure::failed("the number of the revision is out of range"))?;
    let shell = context.shell;
    let look = [
        "deployments",
        "--asset",
        &plan.target.asset.key,
        "--in",
        &stage.key,
    ];
    let advice = format!(
        "the settings of {name} may be coming into effect in {}; {} shows it",
        stage.name,
        shell.command(&look)
    );
    let call = client.apply_configurations(asset, place).revision(revision);
    let key = shell.change(advice, call.send()).await?.key;
    let look = shell.command(&["logs", &key.to_string()]);
    let _going = shell.may_happen(format!(
        "the settings of {name} are still being applied in {}; {look} shows how it goes",
        stage.name
    ));
    let progress = context
        .shell
        .progress(&format!("applying settings of {name}"));
    let wait = client.wait_for_deployment(key).deadline(deadline);
    let ended = wait
        .on_trouble(shell.trouble())
        .on_progress(move |it| {
            progress.set(
                it.status
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
            );
        })
        .await;
    match ended {
        Ok(_) => Ok(()),
        Err(error) => {
            let exit = Exit::for_error(&error);
            Err(Failure::new(
                exit,
                format_args!(
                    "{}; the values of {name} are set; {look} shows why they are not in effect",
                    error_line(&error)
                ),
            ))
        }
    }
}
