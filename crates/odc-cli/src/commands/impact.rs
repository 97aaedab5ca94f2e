//! `odctl impact`: which assets break if an asset is deployed or deleted. The service makes the analysis. Nothing is
//! changed.

use std::time::Duration;

use clap::{Args, Subcommand};
use odc_dependency_management_v1::Client;
use odc_dependency_management_v1::types::{DeletionImpactReport, DeploymentImpact, ReportStatus};
use serde_json::{Value, json};

use super::consent::Patience;
use super::delivery::analysis;
use super::findings::Findings;
use super::people::key_of;
use super::tasks;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::output::{Column, text};
use crate::report::{Report, Reporting};

static DEPLOYMENT_COLUMNS: [Column; 6] = [
    Column::new("severity", "/severity"),
    Column::new("asset", "/asset"),
    Column::new("revision", "/revision").prefixed("r"),
    Column::new("relation", "/relation"),
    Column::new("problem", "/problem"),
    Column::new("about", "/about"),
];

static DELETION_COLUMNS: [Column; 5] = [
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
    /// Show which assets break when a revision is deployed to a stage
    ///
    /// Warnings alone are not a reason for exit code 4: the portal deploys with them too.
    #[command(after_help = help::after(&["odctl impact deploy 'Booking Portal' --to Production", "odctl impact deploy 'Booking Desk' --to prod --revision 8 -o json"], tasks::operations_of("impact deploy")))]
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
        #[command(flatten)]
        reporting: Reporting,
    },
    /// Show which assets break when an asset is deleted, and in which stages
    #[command(after_help = help::after(&["odctl impact delete 'Booking Portal'", "odctl impact delete barcode -o markdown"], tasks::operations_of("impact delete")))]
    Delete {
        /// Asset: name, part of a name, or key
        asset: String,
        #[command(flatten)]
        patience: Patience,
        #[command(flatten)]
        reporting: Reporting,
    },
}

impl Impact {
    pub(crate) async fn run(self, context: &Context<'_>) -> Result<Exit, Failure> {
        let reporting = match &self.action {
            Action::Deploy { reporting, .. } | Action::Delete { reporting, .. } => {
                reporting.clone()
            }
        };
        reporting.check()?;
        let (mut report, found) = self.action.find(context).await;
        let ended = found.and_then(|findings| {
            if let Some(subject) = &findings.subject {
                report.about(subject);
            }
            check(&findings, &mut report);
            findings.write(context)
        });
        reporting.end(report, ended, &context.shell.notes)
    }
}

impl Action {
    /// Finds out which assets break, and begins the report.
    async fn find(self, context: &Context<'_>) -> (Report, Result<Findings, Failure>) {
        match self {
            Self::Deploy {
                asset,
                to,
                revision,
                patience,
                ..
            } => {
                let mut report = Report::new("odctl impact deploy".to_owned());
                report.about(format!("{asset} to {to}"));
                let found = of_deployment(context, &asset, &to, revision, patience.deadline);
                (report, found.await)
            }
            Self::Delete {
                asset, patience, ..
            } => {
                let mut report = Report::new("odctl impact delete".to_owned());
                report.about(&asset);
                let found = of_deletion(context, &asset, patience.deadline);
                (report, found.await)
            }
        }
    }
}

/// A check for each problem. If the result is bad but names no problem, there is one check for the result.
fn check(findings: &Findings, report: &mut Report) {
    let is_bad = findings.exit == Exit::Differs;
    let mut is_explained = false;
    for row in &findings.rows {
        let part = |member: &str| text(row.get(member));
        let words = |members: [&str; 2], between: &str| {
            let parts = members.map(part).into_iter().filter(|it| !it.is_empty());
            parts.collect::<Vec<_>>().join(between)
        };
        let name = words(["asset", "stage"], " in ");
        let name = match &findings.subject {
            Some(subject) => format!("{subject}: {name}"),
            None => name,
        };
        let problem = match part("how").as_str() {
            "" => words(["problem", "about"], " "),
            how => format!("uses it: {how}"),
        };
        if part("severity") == "Warning" || !is_bad {
            report.warned(name, problem);
        } else {
            is_explained = true;
            report.broken(name, problem);
        }
    }
    if is_bad && !is_explained {
        let subject = findings.subject.as_deref().unwrap_or("result");
        report.broken(subject, findings.said.join("; "));
    }
}

/// Finds out which assets break when a revision is deployed. The default is the newest revision.
///
/// # Errors
/// Asset or stage are not clear, or the analysis fails or takes too long.
pub(super) async fn of_deployment(
    context: &Context<'_>,
    asset: &str,
    to: &str,
    revision: Option<i32>,
    deadline: Duration,
) -> Result<Findings, Failure> {
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
        deadline,
        move |state| progress.set(state),
        &context.shell.notes,
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
    let (name, place) = (&asset.name, &stage.name);
    Ok(Findings {
        columns: &DEPLOYMENT_COLUMNS,
        rows,
        subject: Some(format!("{name} r{revision} to {place}")),
        said: vec![format!(
            "{name} r{revision} to {place}: {}",
            words(&report.status)
        )],
        exit: exit(&report.status),
    })
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

/// Finds out which assets break when an asset is deleted.
///
/// # Errors
/// The asset is not clear, or the analysis fails or takes too long.
pub(super) async fn of_deletion(
    context: &Context<'_>,
    asset: &str,
    deadline: Duration,
) -> Result<Findings, Failure> {
    let asset = context.asset(asset).await?;
    let progress = context.shell.progress("analyzing the deletion");
    let client = Client::connect(&context.tenant);
    let listener = move |state| progress.set(state);
    let report = analysis::of_deletion(
        &client,
        key_of(&asset.key)?,
        deadline,
        listener,
        &context.shell.notes,
    )
    .await?;
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
    Ok(Findings {
        columns: &DELETION_COLUMNS,
        rows,
        subject: Some(format!("deletion of {}", asset.name)),
        said: places(&asset.name, &report),
        exit: exit(&report.status),
    })
}

/// The stages in which the asset runs, the addresses that lose their app, and the result.
fn places(name: &str, report: &DeletionImpactReport) -> Vec<String> {
    let mut said = Vec::new();
    let stages = report.deployed_environments.iter();
    let stages: Vec<_> = stages.filter_map(|it| it.name.as_deref()).collect();
    if !stages.is_empty() {
        said.push(format!("{name} runs in {}", stages.join(", ")));
    }
    let domains = report.impacted_domains.iter();
    let domains = domains.filter_map(|it| it.hostname.as_deref());
    said.extend(domains.map(|domain| format!("{domain} loses its app")));
    said.push(format!("deletion of {name}: {}", words(&report.status)));
    said
}

fn words(status: &ReportStatus) -> String {
    match status {
        ReportStatus::NoIssuesFound => "nobody breaks".to_owned(),
        ReportStatus::WarningsFound => "warnings, and nobody breaks".to_owned(),
        ReportStatus::ErrorsFound => "somebody breaks".to_owned(),
        other => format!("the service says {other}, which odctl does not know"),
    }
}

/// An unknown result counts as a result with errors.
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
    fn an_unknown_result_counts_as_an_error() {
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
