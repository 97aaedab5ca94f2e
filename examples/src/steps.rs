//! Steps of a deployment that several programs make: analyzing the impact, showing pending settings, deploying.

use std::collections::HashMap;
use std::fmt::Display;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use comfy_table::Table;
use indicatif::{ProgressBar, ProgressStyle};
use odc_dependency_management_v1::types::{DeploymentImpact, ReportStatus};
use odc_runtime::Tenant;
use uuid::Uuid;

use crate::finding::{Asset, Stage};
use crate::{cell, note, print, table};

/// The longest time of waiting for one step, if the user sets none.
pub const DEADLINE: Duration = Duration::from_secs(30 * 60);

/// How long a program waits for one step, such as a build.
#[derive(Debug, Clone, Copy, Args)]
pub struct Patience {
    /// Minutes to wait at most for each step, such as a build or a deployment
    #[arg(long = "deadline-minutes", value_name = "MINUTES", default_value = "30", value_parser = minutes)]
    pub deadline: Duration,
}

fn minutes(text: &str) -> Result<Duration, String> {
    let minutes: f64 = text.parse().map_err(|_| "it is no number".to_owned())?;
    let time = Duration::try_from_secs_f64(minutes * 60.0);
    let time = time.ok().filter(|time| !time.is_zero());
    time.ok_or_else(|| "it is no time that can pass".to_owned())
}

/// Says on stderr that a request failed and that the waiting goes on.
pub fn note_trouble(error: &odc_runtime::Error) {
    note(format_args!("{error}; the waiting goes on"));
}

/// Shows on stderr that a step takes time: one line that turns on a terminal, and a line for each new state elsewhere.
#[derive(Debug)]
pub struct Step {
    bar: ProgressBar,
    what: String,
    shown: String,
}

impl Step {
    /// Begins to show a step.
    #[must_use]
    pub fn start(what: impl Into<String>) -> Self {
        let (bar, what) = (ProgressBar::new_spinner(), what.into());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.set_message(what.clone());
        bar.enable_steady_tick(Duration::from_millis(200));
        Self {
            bar,
            what,
            shown: String::new(),
        }
    }

    /// Shows the state that the service has just reported.
    pub fn show(&mut self, state: Option<impl Display>) {
        let text = format!("{}: {}", self.what, cell(state));
        if text == self.shown {
            return;
        }
        if self.bar.is_hidden() {
            note(&text);
        }
        self.bar.set_message(text.clone());
        self.shown = text;
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Who breaks when a revision is deployed.
#[derive(Debug)]
pub struct Impact {
    /// The result of the analysis as a whole.
    status: ReportStatus,
    /// A row for each problem.
    pub problems: Table,
}

impl Impact {
    /// The result of the analysis as a whole, for people.
    #[must_use]
    pub fn status(&self) -> String {
        cell(Some(&self.status))
    }

    /// Prints the result and the problems, as a part of a plan.
    ///
    /// # Errors
    /// Writing to stdout fails.
    pub fn print(&self) -> std::io::Result<()> {
        print(format_args!("impact     {}", self.status()))?;
        if self.problems.row_count() > 0 {
            print(&self.problems)?;
        }
        Ok(())
    }

    /// Whether there is a problem for which the portal would not deploy. A result that is not known counts as one.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        use ReportStatus::{NoIssuesFound, WarningsFound};
        !matches!(self.status, NoIssuesFound | WarningsFound)
    }
}

/// Analyzes what breaks when a revision is deployed to a stage.
///
/// # Errors
/// A call fails, or the analysis does.
pub async fn impact(
    tenant: &Tenant,
    asset: &Asset,
    revision: i32,
    stage: &Stage,
    deadline: Duration,
) -> anyhow::Result<Impact> {
    let dependencies = odc_dependency_management_v1::Client::connect(tenant);
    let started = dependencies
        .start_deployment_analysis()
        .asset_key(asset.key)
        .revision(revision)
        .environment_key(stage.key)
        .send()
        .await?;
    let mut step = Step::start("impact analysis");
    let analysis = dependencies
        .wait_for_deployment_analysis(&started.analysis_key)
        .first_pause(Duration::from_secs(2))
        .deadline(deadline)
        .on_progress(move |analysis| step.show(Some(&analysis.process_status)))
        .on_trouble(note_trouble)
        .await?;
    let report = analysis
        .report
        .context("the impact analysis has no report; start again")?;
    let names = names(tenant, &report.impacted_assets).await?;
    let mut problems = table(["severity", "asset", "revision", "is a", "problem", "about"]);
    for one in &report.impacted_assets {
        let key = one.asset_key.as_deref().unwrap_or_default();
        let mut row = |severity: String, problem: String, about: String| {
            let name = cell(names.get(key).map_or(Some(key), |name| Some(name)));
            let place = [cell(one.revision), cell(one.reference_type.as_ref())];
            let [revision, relation] = place;
            problems.add_row([severity, name, revision, relation, problem, about]);
        };
        for issue in &one.asset_issues {
            row(
                cell(issue.conflict_severity.as_ref()),
                cell(issue.conflict_type.as_ref()),
                cell(issue.hint.as_ref()),
            );
        }
        for issue in &one.element_issues {
            let hint = issue.hint.as_ref().map(|hint| format!(" ({hint})"));
            let (kind, name) = (cell(issue.type_.as_ref()), cell(issue.name.as_ref()));
            let about = format!("{kind} {name}{}", hint.unwrap_or_default());
            row(
                cell(issue.conflict_severity.as_ref()),
                cell(issue.conflict_type.as_ref()),
                about,
            );
        }
    }
    Ok(Impact {
        status: report.status,
        problems,
    })
}

/// The names of the assets of a report, which has only their keys: one call for all of them.
async fn names(
    tenant: &Tenant,
    impacts: &[DeploymentImpact],
) -> anyhow::Result<HashMap<String, String>> {
    let keys = impacts
        .iter()
        .filter_map(|impact| impact.asset_key.as_ref());
    let keys: Vec<Uuid> = keys.filter_map(|key| key.parse().ok()).collect();
    let mut names = HashMap::new();
    if keys.is_empty() {
        return Ok(names);
    }
    let repository = odc_asset_repository_v1::Client::connect(tenant);
    let mut rows = repository.list_assets().asset_keys(keys).stream();
    while let Some(row) = rows.try_next().await? {
        names.insert(row.asset_key, cell(row.name));
    }
    Ok(names)
}

/// What a program is about to deploy.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// The asset.
    pub asset: &'a Asset,
    /// The number of the revision.
    pub revision: i32,
    /// The stage.
    pub stage: &'a Stage,
    /// The longest time of the deployment.
    pub deadline: Duration,
}

impl Plan<'_> {
    /// Deploys the revision with this build, waits until it runs, and prints its address.
    ///
    /// # Errors
    /// A call fails, or the deployment does: the error then has its messages.
    pub async fn deploy(self, tenant: &Tenant, build: Uuid) -> anyhow::Result<()> {
        let Self {
            asset,
            revision,
            stage,
            deadline,
        } = self;
        let deployments = odc_deployments_v1::Client::connect(tenant);
        let started = deployments
            .deploy(asset.key, revision, build, stage.key)
            .send()
            .await?;
        let mut step = Step::start(format!("deployment to {}", stage.name));
        deployments
            .wait_for_deployment(started.key)
            .deadline(deadline)
            .on_progress(move |deployment| step.show(deployment.status.as_ref()))
            .on_trouble(note_trouble)
            .await?;
        print(format_args!(
            "deployed   revision {revision} runs in {}",
            stage.name
        ))?;
        let portfolio = odc_portfolio_v2::Client::connect(tenant);
        let assets = portfolio
            .list_deployed_assets()
            .key([asset.key])
            .environment_key([stage.key]);
        let assets = assets.send().await?.into_inner().results;
        let deployed = assets
            .into_iter()
            .flat_map(|asset| asset.deployments)
            .next();
        print(format_args!(
            "address    {}",
            cell(deployed.and_then(|deployed| deployed.url))
        ))?;
        Ok(())
    }
}
