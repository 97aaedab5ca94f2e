//! `odctl promote`: promotes assets from one stage to the next, with a plan that is shown first.

mod release_file;
mod selection;

use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgGroup, Args, ValueEnum};

use super::consent::{Consent, Patience};
use super::delivery::kept::{Kept, PlanFile};
use super::delivery::plan::{ItemStep, Plan};
use super::delivery::rollout::Running;
use super::delivery::run::Finished;
use super::delivery::{print, resume, run, survey};
use super::reported::reported;
use super::tag::version;
use super::{notes, tasks};
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::{Format, json};
use crate::report::{Report, Reporting};
pub(super) use release_file::Entry;
use selection::Selection;

/// The form in which a plan is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// JSON, for --resume
    Json,
}

/// Deploy to a stage what runs in the stage before it
///
/// A plan is shown first. It has the revision, its build, what breaks, the settings that go live with it, and the
/// permissions that are missing. A set is deployed in the order of its dependencies; when one asset fails, those that use it
/// are held back and the others continue.
///
/// The state is kept in a file at each step, so that another command can continue after this one was stopped or killed.
#[derive(Debug, Args)]
#[command(
    group(ArgGroup::new("what").required(true).args(["asset", "file", "all_changed", "resume"])),
    after_help = help::after(
        &[
            "odctl promote \"Booking Portal\" --to Production --tag 4.1.1 --notes-file NOTES.md",
            "odctl promote --file release.yaml --to Production --plan json > plan.json",
            "odctl promote --resume plan.json --yes",
            "odctl promote --all-changed --to Production --yes --rollback-on-failure",
        ],
        tasks::operations_of("promote"),
    )
)]
pub struct Promote {
    /// Name, part of a name, or key
    asset: Option<String>,
    /// YAML file with the assets, such as `assets: [{asset: Booking Portal, tag: 4.1.1}]`
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// All assets with another revision in the stage before
    #[arg(long)]
    all_changed: bool,
    /// File with a plan to continue
    #[arg(long, value_name = "FILE", conflicts_with_all = ["to", "from", "tag", "notes_file", "plan", "state"])]
    resume: Option<PathBuf>,
    /// Stage: name, part of a name, or key
    #[arg(long, value_name = "STAGE", required_unless_present = "resume")]
    to: Option<String>,
    /// Stage from which it comes; the one before by default
    #[arg(long, value_name = "STAGE")]
    from: Option<String>,
    /// Tag for the revision, such as 1.4.0
    #[arg(long, value_name = "VERSION", value_parser = version, conflicts_with_all = ["file", "all_changed"])]
    tag: Option<String>,
    /// File with the release notes of the tag; "-" reads stdin
    #[arg(long, value_name = "FILE", requires = "tag")]
    notes_file: Option<PathBuf>,
    /// Print the plan, and do nothing
    #[arg(long, value_enum, value_name = "FORM")]
    plan: Option<Form>,
    /// File that keeps the plan and how far it is; by default one in the folder of odctl
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Take the deployed ones back when one fails
    #[arg(long)]
    rollback_on_failure: bool,
    /// Deploy also when the impact analysis finds errors
    #[arg(long)]
    despite_errors: bool,
    #[command(flatten)]
    consent: Consent,
    #[command(flatten)]
    patience: Patience,
    #[command(flatten)]
    reporting: Reporting,
}

impl Promote {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let reporting = self.reporting.clone();
        let plan = self.resume.as_ref().map(|it| it.display().to_string());
        let to = self.to.as_ref().map(|stage| format!("to {stage}"));
        let about = ("promote", plan.or(to).unwrap_or_default());
        let work = async |report: &mut Report| self.promote(context, report).await;
        reported(context, &reporting, about, work).await
    }

    async fn promote(self, context: &Context<'_>, report: &mut Report) -> Result<Exit, Failure> {
        if let Some(path) = self.resume.clone() {
            return self.go_on(context, path, report).await;
        }
        if self.plan.is_some() {
            let out = &context.shell.out;
            out.check_own_form("the plan", &[Format::Json])?;
        }
        let mut plan = self.survey(context).await?;
        plan.rollback_on_failure = self.rollback_on_failure;
        if self.plan.is_some() {
            report_impact(&plan, false, report);
            context.shell.out.raw(&json(&plan)?)?;
            return Ok(Exit::Done);
        }
        carry_out(
            context,
            plan,
            self.state,
            self.despite_errors,
            self.consent,
            self.patience,
            report,
        )
        .await
    }

    /// Makes the plan.
    async fn survey(&self, context: &Context<'_>) -> Result<Plan, Failure> {
        let entries = match (&self.asset, &self.file) {
            (Some(asset), _) => {
                let text = self.notes_file.as_deref().map(notes::read).transpose()?;
                Some(vec![Entry::of_asset(asset.clone(), self.tag.clone(), text)])
            }
            (None, Some(file)) => Some(release_file::read(file)?),
            (None, None) => None,
        };
        let to = self.to.as_deref().unwrap_or_default();
        let deadline = self.patience.deadline;
        survey_of(context, entries, to, self.from.as_deref(), deadline).await
    }

    /// Continues a plan. Its file is read only when no other command can change it any more.
    async fn go_on(
        self,
        context: &Context<'_>,
        path: PathBuf,
        report: &mut Report,
    ) -> Result<Exit, Failure> {
        let shell = context.shell;
        let place = if self.consent.dry_run {
            None
        } else {
            Some(PlanFile::take_kept(&path, &shell.folders.plans())?)
        };
        let mut plan = Plan::load(&path)?;
        resume::check_tenant(context, &plan)?;
        print::check_columns(context, &plan)?;
        plan.rollback_on_failure |= self.rollback_on_failure;
        let Some(place) = place else {
            let plan = resume::catch_up(context, plan).await?;
            print::plan(context, &plan);
            report_impact(&plan, false, report);
            self.consent.is_given(shell, "Go ahead?")?;
            return Ok(Exit::Done);
        };
        if !plan.approved {
            print::plan(context, &plan);
            report_impact(&plan, !self.despite_errors, report);
            if !self.despite_errors {
                survey::check_gate(&plan)?;
            }
            self.consent.is_given(shell, "Go ahead?")?;
        }
        let ended = go_on(context, place, plan, self.patience.deadline).await?;
        finish(context, ended, report).await
    }
}

/// Makes the plan of a promotion: for these assets, or for all changed assets.
///
/// # Errors
/// A stage or an asset is not clear, or a call fails.
pub(super) async fn survey_of(
    context: &Context<'_>,
    entries: Option<Vec<Entry>>,
    to: &str,
    from: Option<&str>,
    deadline: Duration,
) -> Result<Plan, Failure> {
    let running = Running::read(context).await?;
    let first = entries.iter().flatten().next();
    let selection = Selection::new(context, &running, to, from, first).await?;
    let wanted = match entries {
        Some(entries) => selection.entries(context, entries).await?,
        None => selection.all_changed(context)?,
    };
    let stage = &selection.to;
    survey::plan(context, "promote", stage, wanted, &running, deadline).await
}

/// Carries out a plan that the user agreed to. It continues with the remaining part, in the current state of the
/// tenant. The file was opened before the plan was read.
///
/// # Errors
/// Someone has changed its assets after that, a call fails, or the file cannot be written.
pub(super) async fn go_on(
    context: &Context<'_>,
    place: PlanFile,
    plan: Plan,
    deadline: Duration,
) -> Result<Finished, Failure> {
    let mut plan = resume::catch_up(context, plan).await?;
    plan.approved = true;
    plan.try_again();
    let kept = Kept::new(plan, place)?;
    Ok(run::run(context, kept, deadline).await)
}

/// Writes the result of a run.
async fn finish(
    context: &Context<'_>,
    ended: Finished,
    report: &mut Report,
) -> Result<Exit, Failure> {
    *report = report.renewed();
    report_outcome(&ended.plan, report);
    if ended.is_over {
        print::table(context, &ended.plan).await?;
    }
    ended.failure.map_or(Ok(Exit::Done), Err)
}

/// A check for each asset of a plan: whether its deployment breaks something. This is an error if it stops the
/// command.
fn report_impact(plan: &Plan, is_gate: bool, report: &mut Report) {
    for item in &plan.items {
        let name = format!(
            "impact of {} r{} in {}",
            item.name, item.revision, plan.stage_name
        );
        let is_error = item.impact.has_errors && is_gate;
        let problems = match item.impact.problems.as_slice() {
            [] => item.impact.status.clone(),
            problems => {
                let problems = problems.iter().map(|one| of_level(one, is_error));
                problems.collect::<Vec<_>>().join("; ")
            }
        };
        match (item.impact.has_errors, item.impact.problems.is_empty()) {
            (true, _) if is_gate => report.broken(name, problems),
            (false, true) => report.add_passed(name),
            _ => report.warned(name, problems),
        }
    }
}

/// A problem for a report that states the severity. If the problem has the same severity itself, that is left out.
fn of_level(problem: &str, is_error: bool) -> String {
    match (problem.strip_prefix("error: "), is_error) {
        (Some(rest), true) => rest.to_owned(),
        (Some(rest), false) => format!("breaks: {rest}"),
        (None, true) => problem.to_owned(),
        (None, false) => problem
            .strip_prefix("warning: ")
            .unwrap_or(problem)
            .to_owned(),
    }
}

/// A check for each asset of a plan: whether it was deployed.
fn report_outcome(plan: &Plan, report: &mut Report) {
    for item in &plan.items {
        let name = format!("{} r{} to {}", item.name, item.revision, plan.stage_name);
        match (item.step, &item.error) {
            (ItemStep::Deployed, _) => report.add_passed(name),
            (_, Some(error)) => report.broken(name, format!("{}: {error}", print::outcome(item))),
            (_, None) => report.broken(name, print::outcome(item)),
        }
    }
}

/// Shows a plan, asks, and carries it out.
///
/// # Errors
/// The plan breaks something, the answer is no, the tenant has changed in the meantime, or the run fails.
pub(super) async fn carry_out(
    context: &Context<'_>,
    plan: Plan,
    state: Option<PathBuf>,
    despite_errors: bool,
    consent: Consent,
    patience: Patience,
    report: &mut Report,
) -> Result<Exit, Failure> {
    let shell = context.shell;
    if plan.items.is_empty() {
        let place = &plan.stage_name;
        shell
            .notes
            .say(format_args!("nothing to deploy to {place}"));
        return Ok(Exit::Done);
    }
    print::check_columns(context, &plan)?;
    let place = match &state {
        Some(path) if consent.dry_run => PlanFile::check_free(path, shell).map(|()| None)?,
        Some(path) => Some(PlanFile::free(path, shell)?),
        None => None,
    };
    print::plan(context, &plan);
    let is_gate = !despite_errors && !consent.dry_run;
    report_impact(&plan, is_gate, report);
    if is_gate {
        survey::check_gate(&plan)?;
    }
    if !consent.is_given(shell, "Go ahead?")? {
        return Ok(Exit::Done);
    }
    let place = match place {
        Some(place) => place,
        None => PlanFile::temporary(&plan, &shell.folders.plans())?,
    };
    let ended = go_on(context, place, plan, patience.deadline).await?;
    finish(context, ended, report).await
}
