//! Steps of a deployment that several programs have: they show progress, analyze the impact, and deploy.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::Context as _;
use comfy_table::Table;
use indicatif::{ProgressBar, ProgressFinish};
use odc_dependency_management_v1::types::{DeploymentImpact, ReportStatus};
use odc_runtime::{Error, Tenant};
use uuid::Uuid;

use crate::finding::{Asset, Stage};
use crate::{cell, note, print, table};

/// Shows each new state of a step on stderr, until it is dropped. On a terminal, this is one line that changes;
/// otherwise each state is a line of its own.
pub fn progress(what: impl Into<String>) -> impl FnMut(String) + Send + 'static {
    let (what, mut shown) = (what.into(), String::new());
    let bar = ProgressBar::new_spinner().with_finish(ProgressFinish::AndClear);
    bar.set_message(what.clone());
    bar.enable_steady_tick(Duration::from_millis(200));
    move |state| {
        if shown != state {
            let text = format!("{what}: {state}");
            if bar.is_hidden() {
                note(&text);
            }
            bar.set_message(text);
            shown = state;
        }
    }
}

/// A duration that an argument gives in seconds.
///
/// # Errors
/// It is not a number above zero.
pub fn seconds(text: &str) -> Result<Duration, String> {
    match text.parse() {
        Ok(seconds) if seconds > 0 => Ok(Duration::from_secs(seconds)),
        _ => Err("it is not a whole number of seconds".to_owned()),
    }
}

/// Reports on stderr that a request failed and that the wait continues.
pub fn note_trouble(error: &Error) {
    note(format_args!("{error}; the waiting goes on"));
}

/// Prints which revision will be deployed where, and which revision runs there now.
///
/// # Errors
/// Writing to stdout fails.
pub fn print_plan(
    asset: &Asset,
    revision: i32,
    stage: &Stage,
    running: Option<i32>,
) -> std::io::Result<()> {
    let running = running.map(|running| format!(", where revision {running} runs"));
    let (stage, running) = (&stage.name, running.unwrap_or_default());
    print(format_args!("asset      {} {}", asset.name, asset.key))?;
    print(format_args!(
        "plan       revision {revision} to {stage}{running}"
    ))
}

/// The assets that break if a revision is deployed.
#[derive(Debug)]
pub struct Impact {
    /// The result of the analysis as a whole.
    pub status: ReportStatus,
    /// A row for each problem.
    pub problems: Table,
}

impl Impact {
    /// Prints the result and the problems, as a part of a plan.
    ///
    /// # Errors
    /// Writing to stdout fails.
    pub fn print(&self) -> std::io::Result<()> {
        print(format_args!("impact     {}", cell(Some(&self.status))))?;
        if self.problems.row_count() > 0 {
            print(&self.problems)?;
        }
        Ok(())
    }
}

/// Analyzes which assets break if a revision is deployed to a stage.
///
/// # Errors
/// A call fails, or the analysis does.
pub async fn impact(
    tenant: &Tenant,
    asset: &Asset,
    revision: i32,
    stage: &Stage,
) -> anyhow::Result<Impact> {
    let dependencies = odc_dependency_management_v1::Client::connect(tenant);
    let start = dependencies
        .start_deployment_analysis()
        .asset_key(asset.key)
        .revision(revision)
        .environment_key(stage.key);
    let started = start.send().await?;
    let mut show = progress("impact analysis");
    let analysis = dependencies
        .wait_for_deployment_analysis(&started.analysis_key)
        .first_pause(Duration::from_secs(2))
        .on_progress(move |analysis| show(cell(Some(&analysis.process_status))))
        .on_trouble(note_trouble)
        .await?;
    let report = analysis
        .report
        .context("the impact analysis has no report; start again")?;
    let names = names(tenant, &report.impacted_assets).await?;
    let mut problems = table(["severity", "asset", "revision", "is a", "problem", "about"]);
    for one in &report.impacted_assets {
        add_problems(&mut problems, one, &names);
    }
    Ok(Impact {
        status: report.status,
        problems,
    })
}

/// Adds a row for each problem of an asset.
fn add_problems(problems: &mut Table, one: &DeploymentImpact, names: &HashMap<String, String>) {
    let key = one.asset_key.as_ref();
    let name = cell(key.and_then(|key| names.get(key)).or(key));
    let (revision, relation) = (cell(one.revision), cell(one.reference_type.as_ref()));
    let of_asset = one.asset_issues.iter().map(|issue| {
        let (severity, kind) = (&issue.conflict_severity, &issue.conflict_type);
        let about = cell(issue.hint.as_ref());
        (cell(severity.as_ref()), cell(kind.as_ref()), about)
    });
    let of_elements = one.element_issues.iter().map(|issue| {
        let (severity, kind) = (&issue.conflict_severity, &issue.conflict_type);
        let hint = issue.hint.as_ref().map(|hint| format!(" ({hint})"));
        let element = [&issue.type_, &issue.name].map(|text| cell(text.as_ref()));
        let about = cell(Some(element.join(" ") + &hint.unwrap_or_default()));
        (cell(severity.as_ref()), cell(kind.as_ref()), about)
    });
    for (severity, kind, about) in of_asset.chain(of_elements) {
        problems.add_row([&severity, &name, &revision, &relation, &kind, &about]);
    }
}

/// The names of the assets in a report. The report has only their keys, so this makes one call for all of them.
async fn names(
    tenant: &Tenant,
    impacts: &[DeploymentImpact],
) -> anyhow::Result<HashMap<String, String>> {
    let keys = impacts
        .iter()
        .filter_map(|impact| impact.asset_key.as_ref());
    let keys: Vec<Uuid> = keys.filter_map(|key| key.parse().ok()).collect();
    let mut names = HashMap::new();
    if !keys.is_empty() {
        let repository = odc_asset_repository_v1::Client::connect(tenant);
        let mut assets = repository.list_assets().asset_keys(keys).stream();
        while let Some(asset) = assets.try_next().await? {
            names.extend(asset.name.map(|name| (asset.asset_key, name)));
        }
    }
    Ok(names)
}

/// Deploys a revision with this build, waits until it runs, and prints its address.
///
/// # Errors
/// A call fails, or the deployment fails. In the second case the error has its messages.
pub async fn deploy(
    tenant: &Tenant,
    asset: &Asset,
    revision: i32,
    build: Uuid,
    stage: &Stage,
    deadline: Duration,
) -> anyhow::Result<()> {
    let deployments = odc_deployments_v1::Client::connect(tenant);
    let start = deployments.deploy(asset.key, revision, build, stage.key);
    let started = start.send().await?;
    let mut show = progress(format!("deployment to {}", stage.name));
    deployments
        .wait_for_deployment(started.key)
        .deadline(deadline)
        .on_progress(move |deployment| show(cell(deployment.status.as_ref())))
        .on_trouble(note_trouble)
        .await?;
    print(format_args!(
        "deployed   revision {revision} runs in {}",
        stage.name
    ))?;
    let portfolio = odc_portfolio_v2::Client::connect(tenant);
    let list = portfolio
        .list_deployed_assets()
        .key([asset.key])
        .environment_key([stage.key]);
    let assets = list.send().await?.into_inner().results.into_iter();
    let deployed = assets.flat_map(|asset| asset.deployments).next();
    let address = cell(deployed.and_then(|deployed| deployed.url));
    print(format_args!("address    {address}"))?;
    Ok(())
}
