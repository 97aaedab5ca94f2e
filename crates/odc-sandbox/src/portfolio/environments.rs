//! Environments, which the portal calls stages.

use serde_json::{Value, json};

use crate::call::{Call, Outcome, Reply};
use crate::model::{Environment, Tenant};
use crate::permission::Permission;

/// `GET /environments`: the stages that the caller may view, all at once.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> Outcome {
    let visible = tenant
        .environments
        .iter()
        .filter(|one| call.holds_in(Permission::ViewStage, one.key));
    let results: Vec<_> = visible.map(environment).collect();
    Reply::ok(&json!({ "results": results }))
}

/// `Environment`.
fn environment(environment: &Environment) -> Value {
    json!({
        "key": environment.key,
        "name": environment.name,
        "hostname": environment.hostname,
        "purpose": environment.purpose,
        "order": environment.order,
        "region": environment.region,
        "hosting": environment.hosting,
        "isConfigured": true,
        "isDeployedToCluster": true,
    })
}
