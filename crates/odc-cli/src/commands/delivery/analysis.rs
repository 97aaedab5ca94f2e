//! The analyses of the service: which assets break when a revision is deployed, and which use an asset that is deleted.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use odc_dependency_management_v1::Client;
use odc_dependency_management_v1::types::{
    ConflictSeverity, DeletionImpactReport, DeploymentImpact, DeploymentImpactReport,
    EnvironmentPurpose, ReferenceType, ReportStatus,
};
use odc_runtime::Error;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::context::Context;
use crate::exit::Failure;
use crate::shell::trouble;
use crate::terminal::Notes;

/// An analysis takes only seconds, so its state is read again soon.
const FIRST_PAUSE: Duration = Duration::from_secs(2);

/// The problems that a deployment causes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Impact {
    /// The result of the service, or the reason why it is missing.
    pub status: String,
    /// Whether one of them is an error because of which the portal would not deploy.
    pub has_errors: bool,
    /// A line for each problem.
    pub problems: Vec<String>,
}

/// The report of the service on a deployment. `listener` is called with the state of the analysis.
///
/// # Errors
/// A call fails, or the analysis does.
pub(crate) async fn of_deployment(
    client: &Client,
    (asset, revision): (Uuid, i32),
    stage: Uuid,
    deadline: Duration,
    listener: impl Fn(String) + Send + 'static,
    notes: &Notes,
) -> Result<Option<DeploymentImpactReport>, Error> {
    let call = client
        .start_deployment_analysis()
        .asset_key(asset.to_string());
    let call = call.revision(revision).environment_key(stage.to_string());
    let started = call.send().await?;
    let wait = client.wait_for_deployment_analysis(&started.analysis_key);
    let wait = wait.on_progress(move |it| listener(it.process_status.to_string()));
    let wait = wait.on_trouble(trouble(notes));
    let ended = wait.first_pause(FIRST_PAUSE).deadline(deadline).await?;
    Ok(ended.report)
}

/// The report of the service on a deletion. `listener` is called with the state of the analysis.
///
/// # Errors
/// A call fails, or the analysis does.
pub(crate) async fn of_deletion(
    client: &Client,
    asset: Uuid,
    deadline: Duration,
    listener: impl Fn(String) + Send + 'static,
    notes: &Notes,
) -> Result<Option<DeletionImpactReport>, Error> {
    let call = client
        .start_deletion_analysis()
        .asset_key(asset.to_string());
    let started = call.send().await?;
    let wait = client.wait_for_deletion_analysis(&started.analysis_key);
    let wait = wait.on_progress(move |it| listener(it.process_status.to_string()));
    let wait = wait.on_trouble(trouble(notes));
    let ended = wait.first_pause(FIRST_PAUSE).deadline(deadline).await?;
    Ok(ended.report)
}

/// The failure of an analysis without a result.
pub(crate) fn no_report() -> Failure {
    Failure::failed("the service ended the analysis without a report; start it again")
}

/// The problems when a revision is deployed to a stage. A missing producer is not a problem if the same plan deploys
/// it earlier.
///
/// # Errors
/// A call fails, or the analysis does.
pub(crate) async fn impact_of_deployment(
    client: &Client,
    (asset, revision): (Uuid, i32),
    stage: Uuid,
    names: &HashMap<Uuid, String>,
    set: &HashSet<Uuid>,
    deadline: Duration,
    notes: &Notes,
) -> Result<Impact, Error> {
    let unheard = |_| ();
    let report = of_deployment(client, (asset, revision), stage, deadline, unheard, notes).await?;
    let unknown = || Impact {
        status: "the service made no report".to_owned(),
        has_errors: true,
        problems: Vec::new(),
    };
    Ok(report.map_or_else(unknown, |report| impact(&report, names, set)))
}

fn impact(
    report: &DeploymentImpactReport,
    names: &HashMap<Uuid, String>,
    set: &HashSet<Uuid>,
) -> Impact {
    let mut problems = Vec::new();
    let mut has_errors = !matches!(
        report.status,
        ReportStatus::NoIssuesFound | ReportStatus::WarningsFound | ReportStatus::ErrorsFound
    );
    let is_unexplained =
        report.status == ReportStatus::ErrorsFound && report.impacted_assets.is_empty();
    has_errors |= is_unexplained;
    for one in &report.impacted_assets {
        let key = one
            .asset_key
            .as_deref()
            .and_then(|key| key.parse::<Uuid>().ok());
        let comes_before = key.is_some_and(|key| set.contains(&key))
            && one.reference_type == Some(ReferenceType::Producer);
        if comes_before {
            continue;
        }
        let name = key.and_then(|key| names.get(&key).cloned());
        let name = name.or_else(|| one.asset_key.clone()).unwrap_or_default();
        has_errors |= add(&mut problems, one, &name);
    }
    Impact {
        status: report.status.to_string(),
        has_errors,
        problems,
    }
}

/// Adds the lines of an asset, and returns whether an error is among them.
fn add(problems: &mut Vec<String>, one: &DeploymentImpact, name: &str) -> bool {
    let mut has_errors = false;
    let of_asset = one.asset_issues.iter().map(|issue| {
        let kind = issue.conflict_type.as_ref().map(ToString::to_string);
        (issue.conflict_severity.as_ref(), kind, issue.hint.clone())
    });
    let of_elements = one.element_issues.iter().map(|issue| {
        let kind = issue.conflict_type.as_ref().map(ToString::to_string);
        let element = [&issue.type_, &issue.name].map(|it| it.clone().unwrap_or_default());
        (
            issue.conflict_severity.as_ref(),
            kind,
            Some(element.join(" ")),
        )
    });
    let place = one.reference_type.as_ref().map(ToString::to_string);
    let revision = one.revision.map(|number| format!(" r{number}"));
    for (severity, kind, about) in of_asset.chain(of_elements) {
        has_errors |= severity != Some(&ConflictSeverity::Warning);
        let severity = severity.map_or_else(|| "problem".to_owned(), ToString::to_string);
        problems.push(format!(
            "{}: {} {name}{}: {} {}",
            severity.to_lowercase(),
            place.as_deref().unwrap_or("asset").to_lowercase(),
            revision.as_deref().unwrap_or_default(),
            kind.unwrap_or_default(),
            about.unwrap_or_default()
        ));
    }
    has_errors
}

/// The users of an asset that is to be deleted.
#[derive(Debug, Default)]
pub(crate) struct Uses {
    /// Whether a stage after Development runs it, or somebody uses it.
    pub is_used: bool,
    /// A line for each use.
    pub lines: Vec<String>,
}

/// Finds the users of an asset.
///
/// # Errors
/// A call fails, or the analysis does.
pub(crate) async fn uses(
    context: &Context<'_>,
    asset: Uuid,
    name: &str,
    deadline: Duration,
) -> Result<Uses, Failure> {
    let client = Client::connect(&context.tenant);
    let progress = context
        .shell
        .progress(&format!("analyzing who uses {name}"));
    let listener = move |state| progress.set(state);
    let notes = &context.shell.notes;
    let report = of_deletion(&client, asset, deadline, listener, notes).await?;
    let report = report.ok_or_else(no_report)?;
    let stages = context.stage_names().await?;
    let stage = |key: &Option<String>| {
        let key = key.clone().unwrap_or_default();
        stages.get(&key).cloned().unwrap_or(key)
    };
    let mut lines = Vec::new();
    let mut is_used = !matches!(
        report.status,
        ReportStatus::NoIssuesFound | ReportStatus::WarningsFound
    );
    for place in &report.deployed_environments {
        // Every app runs in Development.
        is_used |= place.purpose != Some(EnvironmentPurpose::Development);
        let place = place.name.as_ref().unwrap_or(&place.environment_key);
        lines.push(format!("runs in {place}"));
    }
    for impact in &report.impacted_assets {
        is_used = true;
        let user = impact.name.as_ref().unwrap_or(&impact.asset_key);
        if impact.deployed_revisions.is_empty() {
            lines.push(format!("used by {user}"));
        }
        for one in &impact.deployed_revisions {
            let revision = one.revision.map(|number| format!(" r{number}"));
            let (revision, place) = (revision.unwrap_or_default(), stage(&one.environment_key));
            lines.push(format!("used by {user}{revision} in {place}"));
        }
    }
    for domain in &report.impacted_domains {
        is_used = true;
        let host = domain.hostname.clone().unwrap_or_default();
        lines.push(format!("the domain {host} loses its app"));
    }
    Ok(Uses { is_used, lines })
}

#[cfg(test)]
mod tests {
    use odc_dependency_management_v1::types::{AssetConflictType, AssetIssue};

    use super::*;

    fn report(severity: ConflictSeverity) -> DeploymentImpactReport {
        let issue = AssetIssue::builder()
            .conflict_type(AssetConflictType::MissingApplication)
            .conflict_severity(severity)
            .hint("Tools");
        let one = DeploymentImpact::builder()
            .asset_key(Uuid::from_u128(7).to_string())
            .reference_type(ReferenceType::Producer)
            .asset_issues(vec![issue.build().unwrap()]);
        DeploymentImpactReport::builder()
            .status(ReportStatus::ErrorsFound)
            .impacted_assets(vec![one.build().unwrap()])
            .build()
            .unwrap()
    }

    #[test]
    fn only_a_missing_producer_outside_the_plan_is_a_problem() {
        let (names, key) = (
            HashMap::from([(Uuid::from_u128(7), "Tools".to_owned())]),
            Uuid::from_u128(7),
        );
        let outside = impact(&report(ConflictSeverity::Error), &names, &HashSet::new());
        assert!(outside.has_errors);
        assert_eq!(
            outside.problems,
            ["error: producer Tools: MissingApplication Tools"]
        );
        let inside = impact(
            &report(ConflictSeverity::Error),
            &names,
            &HashSet::from([key]),
        );
        assert!(!inside.has_errors && inside.problems.is_empty());
        assert!(!impact(&report(ConflictSeverity::Warning), &names, &HashSet::new()).has_errors);
    }
}
