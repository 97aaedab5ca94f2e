//! Responses about operations.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::model::{Rollout, Tenant};
use crate::wire_name::WireName;

/// `DeploymentOperationResponse`.
pub(super) fn deployment(tenant: &Tenant, rollout: &Rollout) -> Value {
    let asset = tenant.asset(rollout.asset);
    let mut response = common(tenant, rollout);
    response["revisions"] = json!([rollout.revision]);
    response["buildKey"] = json!(rollout.build);
    response["assetName"] = json!(asset.map(|asset| &asset.name));
    response
}

/// `PublishOperationResponse`. The build is known as soon as it is made.
pub(super) fn publication(tenant: &Tenant, rollout: &Rollout, now: DateTime<Utc>) -> Value {
    let mut response = common(tenant, rollout);
    response["revision"] = json!(rollout.revision);
    response["buildKey"] = json!(rollout.known_build(now));
    response
}

/// The end is left out while the operation runs, because the document does not allow null there.
fn common(tenant: &Tenant, rollout: &Rollout) -> Value {
    let mut response = json!({
        "key": rollout.key,
        "status": rollout.status().name(),
        "startedDateTime": rollout.at,
        "deployedBy": rollout.by,
        "assetKey": rollout.asset,
        "operation": rollout.kind.name(),
        "portfolioKey": tenant.portfolio_of(rollout.environment),
    });
    if rollout.is_done {
        response["finishedDateTime"] = json!(rollout.end);
    }
    response
}
