//! `odctl impact`: who breaks when an asset is deployed or deleted. The service analyzes; nothing is changed.

use clap::{Args, Subcommand};
use odc_dependency_management_v1::Client;
use odc_dependency_management_v1::types::{DeletionImpactReport, DeploymentImpact, ReportStatus};
use serde_json::{Value, json};

use super::consent::Patience;
use super::delivery::analysis;
use super::people::key_of;
use super::tasks;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::Column;

const DEPLOYMENT_COLUMNS: [Column; 6] = [
    Column::new("severity", "/severity"),
    Column::new("asset", "/asset"),
    Column::new("revision", "/revision").prefixed("r"),
    Column::new("is a", "/relation"),
    Column::new("problem", "/problem"),
    Column::new("about", "/about"),
];

const DELETION_COLUMNS: [Column; 5] = [
    Column::new("severity", "/severity"),
    Column::new("asset", "/asset"),
    Column::new("stage", "/stage"),
    Column::new("revision", "/revision").prefixed("r"),
    Column::new("uses it", "/how"),
];

/// Find out who breaks when an asset is deployed or deleted; exit code 4 when somebody does
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Impact {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Who breaks when a revision is deployed to a stage
    ///
    /// Warnings alone are no reason for exit code 4: the portal deploys with them too.
    #[command(after_help = help::after(&["odctl impact deploy 'Booking Portal' --to Production", "odctl impact deploy booking --to prod --revision 30 -o json"], tasks::of("impact deploy")))]
    Deploy {
        /// Asset: name, part of a name, or key
        asset: String,
        /// Stage: name, part of a name, or key
        #[arg(long, value_name = "STAGE")]
        to: String,
        /// Number of the revision; the newest by default
        #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(i32).range(1..))]
        revision: Option<i32>,
        #[command(flatten)]
        patience: Patience,
    },
    /// Who breaks when an asset is deleted, and in which stages
    #[command(after_help = help::after(&["odctl impact delete 'Booking Portal'", "odctl impact delete charts -o markdown"], tasks::of("impact delete")))]
    Delete {
        /// Asset: name, part of a name, or key
        asset: String,
        #[command(flatten)]
        patience: Patience,
    },
}

impl Impact {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        match self.action {
            Action::Deploy {
                asset,
                to,
                revision,
                patience,
            } => deploy(context, &asset, &to, revision, patience).await,
            Action::Delete { asset, patience } => delete(context, &asset, patience).await,
        }
    }
}

async fn deploy(
    context: &Context<'_>,
    asset: &str,
    to: &str,
    revision: Option<i32>,
    patience: Patience,
) -> Result<Exit, Failure> {
    let asset = context.asset(asset).await?;
    let stage = context.stage(to).await?;
    let revision = match revision {
        Some(revision) => revision,
        None => i32::try_from(context.newest_revision(&asset).await?)
            .map_err(|_| Failure::failed("the number of the revision is out of range"))?,
    };
    let progress = context.shell.progress("analyzing the deployment");
    let client = Client::connect(&context.tenant);
    let report = analysis::of_deployment(
        &client,
        (key_of(&asset.key)?, revision),
        key_of(&stage.key)?,
        patience.deadline,
        move |state| progress.set(state),
    )
    .await?;
    let report = report.ok_or_else(analysis::no_report)?;
    let names = if report.impacted_assets.is_empty() {
        std::collections::HashMap::new()
    } else {
        context.asset_names().await?
    };
    let mut rows = Vec::new();
    for one in &report.impacted_assets {
        let key = one.asset_key.clone().unwrap_or_default();
        let name = names.get(&key).cloned().unwrap_or(key);
        rows.extend(problems(&name, one));
    }
    context.shell.out.list(&DEPLOYMENT_COLUMNS, &rows)?;
    context.shell.notes.say(format_args!(
        "r{revision} of {} to {}: {}",
        asset.name,
        stage.name,
        words(&report.status)
    ));
    Ok(exit(&report.status))
}

/// A row for each problem that an asset has with the deployment.
fn problems(name: &str, one: &DeploymentImpact) -> Vec<Value> {
    let row = |severity: Value, problem: Value, about: Value| {
        json!({
            "severity": severity,
            "asset": name,
            "assetKey": one.asset_key,
            "revision": one.revision,
            "relation": one.reference_type,
            "problem": problem,
            "about": about,
        })
    };
    let of_asset = one.asset_issues.iter().map(|issue| {
        row(
            json!(issue.conflict_severity),
            json!(issue.conflict_type),
            json!(issue.hint),
        )
    });
    let of_elements = one.element_issues.iter().map(|issue| {
        let parts = [
            issue.type_.as_deref(),
            issue.name.as_deref(),
            issue.hint.as_deref(),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        row(
            json!(issue.conflict_severity),
            json!(issue.conflict_type),
            json!(parts.join(" ")),
        )
    });
    of_asset.chain(of_elements).collect()
}

async fn delete(context: &Context<'_>, asset: &str, patience: Patience) -> Result<Exit, Failure> {
    let asset = context.asset(asset).await?;
    let progress = context.shell.progress("analyzing the deletion");
    let client = Client::connect(&context.tenant);
    let hear = move |state| progress.set(state);
    let report =
        analysis::of_deletion(&client, key_of(&asset.key)?, patience.deadline, hear).await?;
    let report = report.ok_or_else(analysis::no_report)?;
    let stages = context.stage_names().await?;
    let mut rows = Vec::new();
    for impacted in &report.impacted_assets {
        for one in &impacted.deployed_revisions {
            let key = one.environment_key.clone().unwrap_or_default();
            let mut through: Vec<_> = one
                .indirect_dependencies
                .iter()
                .flat_map(|path| &path.assets)
                .filter_map(|it| it.name.as_deref())
                .collect();
            through.dedup();
            let how = if through.is_empty() {
                json!(one.consumer_type)
            } else {
                json!(format!("through {}", through.join(", ")))
            };
            rows.push(json!({
                "severity": one.severity,
                "asset": impacted.name,
                "assetKey": impacted.asset_key,
                "stage": stages.get(&key).unwrap_or(&key),
                "revision": one.revision,
                "how": how,
            }));
        }
    }
    context.shell.out.list(&DELETION_COLUMNS, &rows)?;
    say_places(context, &asset.name, &report);
    Ok(exit(&report.status))
}

/// Says where the asset runs, and which addresses lose their app.
fn say_places(context: &Context<'_>, name: &str, report: &DeletionImpactReport) {
    let notes = &context.shell.notes;
    let stages = report.deployed_environments.iter();
    let stages: Vec<_> = stages.filter_map(|it| it.name.as_deref()).collect();
    if !stages.is_empty() {
        notes.say(format_args!("{name} runs in {}", stages.join(", ")));
    }
    let domains = report.impacted_domains.iter();
    for domain in domains.filter_map(|it| it.hostname.as_deref()) {
        notes.say(format_args!("{domain} loses its app"));
    }
    notes.say(format_args!(
        "deletion of {name}: {}",
        words(&report.status)
    ));
}

fn words(status: &ReportStatus) -> String {
    match status {
        ReportStatus::NoIssuesFound => "nobody breaks".to_owned(),
        ReportStatus::WarningsFound => "warnings, and nobody breaks".to_owned(),
        ReportStatus::ErrorsFound => "somebody breaks".to_owned(),
        other => format!("the service says {other}, which odctl does not know"),
    }
}

/// A result that is not known counts as one with errors.
const fn exit(status: &ReportStatus) -> Exit {
    match status {
        ReportStatus::NoIssuesFound | ReportStatus::WarningsFound => Exit::Done,
        _ => Exit::Differs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_result_is_no_permission_to_go_on() {
        for (status, code) in [
            (ReportStatus::NoIssuesFound, Exit::Done),
            (ReportStatus::WarningsFound, Exit::Done),
            (ReportStatus::ErrorsFound, Exit::Differs),
            (ReportStatus::from("Undecided"), Exit::Differs),
        ] {
            assert_eq!(exit(&status), code, "{status}");
        }
    }
}
