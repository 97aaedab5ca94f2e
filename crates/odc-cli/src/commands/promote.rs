//! `odctl promote`: takes assets from one stage to the next, by a plan that is shown first.

mod release_file;
mod selection;

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum};

use super::consent::{Consent, Patience};
use super::delivery::kept::{Kept, Place};
use super::delivery::plan::Plan;
use super::delivery::rollout::Running;
use super::delivery::{print, resume, run, survey};
use super::tag::version;
use super::{notes, tasks};
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use release_file::Entry;
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
/// are held back and the others go on.
///
/// The state is kept in a file at each step, so that another command can go on after this one was stopped or killed.
#[derive(Debug, Args)]
#[command(
    group(ArgGroup::new("what").required(true).args(["asset", "file", "all_changed", "resume"])),
    after_help = help::after(
        &[
            "odctl promote \"Booking Portal\" --to Production --tag 4.1.1 --notes-file NOTES.md",
            "odctl promote --file release.yaml --to QA --plan json > plan.json",
            "odctl promote --resume plan.json --yes",
            "odctl promote --all-changed --to QA --yes --rollback-on-failure",
        ],
        tasks::of("promote"),
    )
)]
pub struct Promote {
    /// Name, part of a name, or key
    asset: Option<String>,
    /// YAML file with the assets, such as `assets: [{asset: Booking Portal, tag: 4.1.1}]`
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// All assets of which another revision runs in the stage before
    #[arg(long)]
    all_changed: bool,
    /// File with a plan to go on with
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
}

impl Promote {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        if let Some(path) = self.resume.clone() {
            return self.go_on(context, path).await;
        }
        let mut plan = self.survey(context).await?;
        plan.rollback_on_failure = self.rollback_on_failure;
        if self.plan.is_some() {
            context.shell.out.raw(&plan.to_json()?)?;
            return Ok(Exit::Done);
        }
        carry_out(
            context,
            plan,
            self.state,
            self.despite_errors,
            self.consent,
            self.patience,
        )
        .await
    }

    /// Makes the plan.
    async fn survey(&self, context: &Context<'_>) -> Result<Plan, Failure> {
        let entries = match (&self.asset, &self.file) {
            (Some(asset), _) => {
                let text = self.notes_file.as_deref().map(notes::read).transpose()?;
                Some(vec![Entry::of(asset.clone(), self.tag.clone(), text)])
            }
            (None, Some(file)) => Some(release_file::read(file)?),
            (None, None) => None,
        };
        let running = Running::read(context).await?;
        let to = self.to.as_deref().unwrap_or_default();
        let first = entries.iter().flatten().next();
        let first = first.map(|entry| entry.asset.as_str());
        let selection = Selection::new(context, &running, to, self.from.as_deref(), first).await?;
        let wanted = match entries {
            Some(entries) => selection.entries(context, entries).await?,
            None => selection.all_changed(context)?,
        };
        let deadline = self.patience.deadline;
        survey::plan(
            context,
            "promote",
            &selection.to,
            wanted,
            &running,
            deadline,
        )
        .await
    }

    /// Goes on with a plan. Its file is read when no other command can change it any more.
    async fn go_on(self, context: &Context<'_>, path: PathBuf) -> Result<Exit, Failure> {
        let shell = context.shell;
        let place = if self.consent.dry_run {
            None
        } else {
            Some(Place::of(&path, &shell.folders.plans())?)
        };
        let mut plan = Plan::load(&path)?;
        resume::check_tenant(context, &plan)?;
        print::check_columns(context, &plan)?;
        plan.rollback_on_failure |= self.rollback_on_failure;
        let Some(place) = place else {
            let plan = resume::catch_up(context, plan).await?;
            print::plan(context, &plan);
            self.consent.is_given(shell, "Go ahead?")?;
            return Ok(Exit::Done);
        };
        if !plan.approved {
            print::plan(context, &plan);
            if !self.despite_errors {
                survey::check_gate(&plan)?;
            }
            self.consent.is_given(shell, "Go ahead?")?;
        }
        let mut plan = resume::catch_up(context, plan).await?;
        plan.approved = true;
        plan.try_again();
        run::run(context, Kept::new(plan, place)?, self.patience.deadline).await
    }
}

/// Shows a plan, asks, and carries it out.
///
/// # Errors
/// The plan breaks something, the answer is no, the tenant has changed meanwhile, or the run fails.
pub(super) async fn carry_out(
    context: &Context<'_>,
    plan: Plan,
    state: Option<PathBuf>,
    despite_errors: bool,
    consent: Consent,
    patience: Patience,
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
        Some(path) if consent.dry_run => Place::check_free(path, shell).map(|()| None)?,
        Some(path) => Some(Place::free(path, shell)?),
        None => None,
    };
    print::plan(context, &plan);
    if !despite_errors && !consent.dry_run {
        survey::check_gate(&plan)?;
    }
    if !consent.is_given(shell, "Go ahead?")? {
        return Ok(Exit::Done);
    }
    let mut plan = resume::catch_up(context, plan).await?;
    plan.approved = true;
    let place = match place {
        Some(place) => place,
        None => Place::temporary(&plan, &shell.folders.plans())?,
    };
    run::run(context, Kept::new(plan, place)?, patience.deadline).await
}
