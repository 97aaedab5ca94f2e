//! Environments, which the portal calls stages.

use odc_portfolio_v1::types;

use crate::answer::built;
use crate::call::{Call, Outcome, Reply};
use crate::model::{Environment, Tenant};
use crate::named::Named;
use crate::permission::Permission;
use crate::problem::Problem;

/// `GET /environments`: the stages that the caller may view, all at once.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> Outcome {
    let visible = tenant
        .environments
        .iter()
        .filter(|one| call.holds_in(Permission::ViewStage, one.key));
    let mut answer = types::EnvironmentList::default();
    answer.results = visible.map(environment).collect::<Result<_, _>>()?;
    Reply::ok(&answer)
}

/// `Environment`.
fn environment(environment: &Environment) -> Result<types::Environment, Problem> {
    let answer = types::Environment::builder()
        .key(environment.key.to_string())
        .name(&environment.name)
        .hostname(&environment.hostname)
        .purpose(environment.purpose.name())
        .order(environment.order)
        .region(&environment.region)
        .hosting(&environment.hosting)
        .is_configured(true)
        .is_deployed_to_cluster(true);
    built(answer.build())
}
