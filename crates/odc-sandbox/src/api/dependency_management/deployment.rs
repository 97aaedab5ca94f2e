//! What a deployment would break: in the asset, in its producers, and in its consumers.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::model::{
    Analysis, Asset, AssetType, Element, Producer, Tenant, elements_used, revision_used,
};
use crate::wire_name::WireName;

/// `PublicDeploymentAnalysisReport`. `None` if the asset was removed.
pub(super) fn report(tenant: &Tenant, analysis: &Analysis) -> Option<Value> {
    let asset = tenant.asset(analysis.asset)?;
    let (revision, stage) = (analysis.revision?, analysis.environment?);
    let mut rows = Vec::new();
    rows.extend(collisions(tenant, asset, revision, stage));
    for producer in tenant.producers_of(asset, revision) {
        rows.extend(of_producer(asset, producer, stage));
    }
    for (consumer, used) in tenant.consumers_of(asset.key) {
        let running = consumer.deployment(stage).map(|one| one.revision);
        if let Some(running) = running.filter(|running| *running >= used.since) {
            rows.extend(of_consumer(asset, revision, consumer, running));
        }
    }
    let status = match (rows.is_empty(), rows.iter().any(has_error)) {
        (true, _) => "NoIssuesFound",
        (false, true) => "ErrorsFound",
        (false, false) => "WarningsFound",
    };
    Some(json!({ "status": status, "impactedAssets": rows }))
}

/// Whether an issue of the row is an error. Issues of elements are always warnings.
fn has_error(row: &Value) -> bool {
    let issues = row["applicationLevelIssues"].as_array();
    let mut issues = issues.into_iter().flatten();
    issues.any(|issue| issue["conflictSeverity"] == "Error")
}

/// `PublicApplicationReport`.
fn row(
    (asset, revision): (&Asset, Option<i32>),
    reference: &str,
    elements: &[Value],
    applications: &[Value],
) -> Value {
    json!({
        "revision": revision,
        "type": asset.kind.name(),
        "referenceType": reference,
        "elementLevelIssues": elements,
        "applicationLevelIssues": applications,
        "assetKey": asset.key,
    })
}

/// `ApplicationIssue`.
fn application(kind: &str, is_error: bool, hint: &str) -> Value {
    json!({
        "conflictType": kind,
        "conflictSeverity": if is_error { "Error" } else { "Warning" },
        "hint": hint,
    })
}

/// `ElementIssue` for a missing element.
fn missing(element: &Element, hint: &str) -> Value {
    let kind = match element.kind {
        "Entity" => "MissingServerEntity",
        "ServiceAction" => "MissingServiceAction",
        "StaticEntity" => "MissingStaticEntity",
        "Screen" => "MissingScreen",
        "Event" => "MissingEvent",
        "Structure" => "MissingStructure",
        _ => "None",
    };
    json!({
        "name": element.name,
        "type": element.kind,
        "conflictType": "MissingElement",
        "conflictSeverity": "Warning",
        "incompatibilityType": kind,
        "hint": hint,
    })
}

/// Other assets of the stage that have the name or the address of the asset.
fn collisions(tenant: &Tenant, asset: &Asset, revision: i32, stage: Uuid) -> Option<Value> {
    let others = tenant.assets.iter();
    let others = others.filter(|one| one.key != asset.key && one.deployment(stage).is_some());
    let path = asset.url_path();
    let mut issues = Vec::new();
    for other in others {
        if other.name == asset.name {
            issues.push(application("NameCollision", true, &other.name));
        } else if path.is_some() && other.url_path() == path {
            issues.push(application("UrlDiscrepancy", true, &other.name));
        }
    }
    let is_clean = issues.is_empty();
    (!is_clean).then(|| row((asset, Some(revision)), "Deployed", &[], &issues))
}

/// An app that the asset uses. Says whether the stage has it, with the elements that the asset uses.
fn of_producer(asset: &Asset, producer: Producer<'_>, stage: Uuid) -> Option<Value> {
    if !producer.asset.kind.is_deployable() {
        return None;
    }
    let Some(deployed) = producer.asset.deployment(stage) else {
        let is_agent = producer.asset.kind == AssetType::Agent;
        let is_error = asset.kind == AssetType::Workflow && is_agent;
        let issue = application("MissingApplication", is_error, &producer.asset.name);
        return Some(row((producer.asset, None), "Producer", &[], &[issue]));
    };
    let used = elements_used(producer, asset).into_iter();
    let lost = used.filter(|one| !one.is_in(deployed.revision));
    let issues: Vec<_> = lost.map(|one| missing(&one, &asset.name)).collect();
    let is_clean = issues.is_empty();
    let place = (producer.asset, Some(deployed.revision));
    (!is_clean).then(|| row(place, "Producer", &issues, &[]))
}

/// An app of the stage that uses the asset. Says whether the new revision has the elements that it uses.
fn of_consumer(asset: &Asset, revision: i32, consumer: &Asset, running: i32) -> Option<Value> {
    if !asset.kind.is_deployable() {
        return None;
    }
    let known = Producer {
        asset,
        revision: revision_used(asset, consumer, running),
    };
    let used = elements_used(known, consumer).into_iter();
    let lost = used.filter(|one| !one.is_in(revision));
    let issues: Vec<_> = lost.map(|one| missing(&one, &consumer.name)).collect();
    let is_clean = issues.is_empty();
    (!is_clean).then(|| row((consumer, Some(running)), "Consumer", &issues, &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_is_an_error_by_its_severity_and_not_by_the_name_of_an_asset() {
        let rows_of = |is_error| {
            let issue = application("NameCollision", is_error, "Error");
            json!({ "applicationLevelIssues": [issue] })
        };
        assert!(has_error(&rows_of(true)));
        assert!(!has_error(&rows_of(false)));
    }
}
