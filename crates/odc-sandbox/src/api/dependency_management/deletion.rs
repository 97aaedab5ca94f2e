//! What a deletion would break: the assets that run somewhere and use the asset, directly or through libraries.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::model::{Analysis, Asset, Environment, Purpose, Tenant, revision_used};
use crate::wire_name::WireName;

/// `PublicDeletionAnalysisReport`. `None` if the asset was removed.
pub(super) fn report(tenant: &Tenant, analysis: &Analysis) -> Option<Value> {
    let asset = tenant.asset(analysis.asset)?;
    let deployed = tenant.environments.iter();
    let deployed = deployed.filter(|stage| asset.deployment(stage.key).is_some());
    let deployed: Vec<_> = deployed.map(environment).collect();
    let mut impacted = Vec::new();
    let mut worst = "NoIssuesFound";
    for (consumer, path) in consumers(tenant, asset) {
        let mut rows = Vec::new();
        for stage in &tenant.environments {
            let Some(one) = consumer.deployment(stage.key) else {
                continue;
            };
            let is_live = stage.purpose == Purpose::Production;
            worst = match (is_live, worst) {
                (true, _) | (_, "ErrorsFound") => "ErrorsFound",
                _ => "WarningsFound",
            };
            rows.push(deployed_revision(
                tenant,
                (one.revision, stage),
                is_live,
                &path,
            ));
        }
        if !rows.is_empty() {
            impacted.push(json!({
                "name": consumer.name,
                "type": consumer.kind.name(),
                "portfolioKey": consumer.portfolio,
                "portfolioName": portfolio_name(tenant, consumer.portfolio),
                "assetKey": consumer.key,
                "deployedRevisions": rows,
            }));
        }
    }
    Some(json!({
        "status": worst,
        "deployedEnvironments": deployed,
        "impactedDomains": [],
        "impactedAssets": impacted,
    }))
}

/// `EnvironmentReport`.
fn environment(stage: &Environment) -> Value {
    json!({
        "environmentKey": stage.key,
        "name": stage.name,
        "purpose": stage.purpose.name(),
    })
}

fn portfolio_name(tenant: &Tenant, key: Uuid) -> Option<&str> {
    let mut portfolios = tenant.portfolios.iter();
    let found = portfolios.find(|one| one.key == key)?;
    Some(&found.name)
}

/// All assets that use an asset, sorted by name. Each has the libraries between them.
fn consumers<'a>(tenant: &'a Tenant, asset: &'a Asset) -> Vec<(&'a Asset, Vec<&'a Asset>)> {
    let mut found: BTreeMap<Uuid, (&Asset, Vec<&Asset>)> = BTreeMap::new();
    let mut level: Vec<(&Asset, Vec<&Asset>)> = vec![(asset, Vec::new())];
    while let Some((producer, path)) = level.pop() {
        for (consumer, _) in tenant.consumers_of(producer.key) {
            if consumer.key == asset.key || found.contains_key(&consumer.key) {
                continue;
            }
            found.insert(consumer.key, (consumer, path.clone()));
            // The consumers of a library contain everything that the library contains.
            if consumer.kind.is_library() {
                let mut longer = path.clone();
                longer.push(consumer);
                level.push((consumer, longer));
            }
        }
    }
    let mut all: Vec<_> = found.into_values().collect();
    all.sort_by(|a, b| a.0.name.cmp(&b.0.name));
    all
}

/// `PublicDeployedRevision`.
fn deployed_revision(
    tenant: &Tenant,
    (revision, stage): (i32, &Environment),
    is_live: bool,
    path: &[&Asset],
) -> Value {
    let last = path.last();
    let elements = path.iter().map(|one| {
        json!({
            "name": one.name,
            "revision": last.map_or(1, |last| revision_used(one, last, last.newest())),
            "portfolioKey": one.portfolio,
            "portfolioName": portfolio_name(tenant, one.portfolio),
            "assetKey": one.key,
        })
    });
    let elements: Vec<_> = elements.collect();
    let paths = last.map(|_| json!([{ "indirectElements": elements }]));
    json!({
        "revision": revision,
        "environmentKey": stage.key,
        "consumerType": if last.is_some() { "Indirect" } else { "Direct" },
        "severity": if is_live { "Error" } else { "Warning" },
        "indirectLibraryHint": last.map(|last| &last.name),
        "indirectDependencies": paths,
    })
}
