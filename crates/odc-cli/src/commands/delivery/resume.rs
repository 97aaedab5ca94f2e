//! Continues a plan of another command. Refuses a plan of another tenant, and a plan that is older than a change in
//! the tenant. Finds deployments that were started but not recorded.

use odc_deployments_v1::Client;
use odc_deployments_v1::types::{Deployment, DeploymentKind};
use odc_runtime::{Error, ErrorKind};
use uuid::Uuid;

use super::plan::{Item, ItemStep, Plan, tenant_of};
use super::rollout::Running;
use crate::context::Context;
use crate::exit::Failure;

/// Refuses a plan that was made for another tenant. Sends nothing.
///
/// # Errors
/// It was made for another tenant.
pub(crate) fn check_tenant(context: &Context<'_>, plan: &Plan) -> Result<(), Failure> {
    let here = tenant_of(context);
    if plan.tenant == here {
        return Ok(());
    }
    Err(Failure::usage(format_args!(
        "the plan is for the tenant {}, and this is {here}; choose its profile with --profile",
        plan.tenant
    )))
}

/// Updates a plan with the state of its tenant: finds the operations that a killed command has started. This comes
/// before the plan is carried out, because hours may have passed since it was made, or a minute in which the user
/// thought about it. Changes nothing.
///
/// # Errors
/// Someone has changed an asset of the plan in the stage after the plan was made, or a call fails.
pub(crate) async fn catch_up(context: &Context<'_>, mut plan: Plan) -> Result<Plan, Failure> {
    let newer = newer_operations(context, &plan).await?;
    let mut items = std::mem::take(&mut plan.items);
    for item in &mut items {
        let own = newer.iter().filter(|one| one.asset_key == Some(item.asset));
        let unknown: Vec<_> = own.filter(|one| !item.has_started(one.key)).collect();
        match (unknown.as_slice(), item.step) {
            ([], _) => {}
            ([one], ItemStep::Deploying | ItemStep::GoingBack) if fits(item, one) => {
                adopt(item, one.key);
            }
            _ => return Err(stale(&plan, item)),
        }
        // A request that never reached the service is sent again.
        match item.step {
            ItemStep::Deploying if item.deployment.is_none() => item.step = ItemStep::Built,
            ItemStep::GoingBack if item.back.is_none() => item.step = ItemStep::Deployed,
            _ => {}
        }
    }
    plan.items = items;
    if !plan.is_going_back {
        check_running(context, &plan).await?;
    }
    Ok(plan)
}

/// If nothing was started yet, the revisions that run must be the same as when the plan was made.
async fn check_running(context: &Context<'_>, plan: &Plan) -> Result<(), Failure> {
    let assets = plan.items.iter().map(|item| item.asset);
    let running = Running::read_in_stage(context, assets, plan.stage).await?;
    let is_open = |item: &&Item| matches!(item.step, ItemStep::Planned | ItemStep::Built);
    for item in plan.items.iter().filter(is_open) {
        let now = running.in_stage(item.asset, plan.stage);
        if now.and_then(|now| now.revision) != item.from {
            return Err(stale(plan, item));
        }
    }
    Ok(())
}

fn stale(plan: &Plan, item: &Item) -> Failure {
    Failure::usage(format_args!(
        "the plan is older than the tenant: somebody else has changed {} in {} since {}; make a new plan",
        item.name,
        plan.stage_name,
        plan.made_at.format("%Y-%m-%d %H:%M:%S UTC")
    ))
}

/// Whether an operation is the one that an asset waits for without knowing its key.
fn fits(item: &Item, one: &Deployment) -> bool {
    let is_deploy = one.operation == Some(DeploymentKind::Deploy);
    let is_of = |revision: i32| is_deploy && one.revisions.contains(&revision);
    match item.step {
        ItemStep::Deploying => item.deployment.is_none() && is_of(item.revision),
        ItemStep::GoingBack if item.back.is_none() => match item.from {
            Some(before) => is_of(before),
            None => one.operation == Some(DeploymentKind::Undeploy),
        },
        _ => false,
    }
}

fn adopt(item: &mut Item, key: Uuid) {
    match item.step {
        ItemStep::GoingBack => item.back = Some(key),
        _ => item.deployment = Some(key),
    }
}

/// The operations in the stage that are newer than the plan.
async fn newer_operations(context: &Context<'_>, plan: &Plan) -> Result<Vec<Deployment>, Failure> {
    let call = Client::connect(&context.tenant).list_deployments();
    let call = call
        .environment_key(plan.stage)
        .sort(["-CreatedAt"])
        .limit(100);
    let mut rows = call.stream();
    let mut newer = Vec::new();
    while let Some(row) = rows.try_next().await? {
        if Some(row.key) == plan.newest_operation {
            break;
        }
        newer.push(row);
    }
    Ok(newer)
}

/// Checks whether an operation was started although its request failed. `None` when the service has refused it.
///
/// # Errors
/// The list cannot be read.
pub(super) async fn after_error(
    context: &Context<'_>,
    plan: &Plan,
    item: &Item,
    error: &Error,
) -> Result<Option<Uuid>, Failure> {
    let is_refused = error.kind() == ErrorKind::Status
        && error
            .status()
            .is_some_and(|status| status.is_client_error());
    if is_refused {
        return Ok(None);
    }
    let item = Item {
        step: if item.step == ItemStep::GoingBack {
            ItemStep::GoingBack
        } else {
            ItemStep::Deploying
        },
        ..item.clone()
    };
    let newer = newer_operations(context, plan).await?;
    let own = newer.iter().filter(|one| one.asset_key == Some(item.asset));
    let mut unknown = own.filter(|one| !item.has_started(one.key));
    Ok(unknown.find(|one| fits(&item, one)).map(|one| one.key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operation(kind: DeploymentKind, revision: i32) -> Deployment {
        let one = Deployment::builder()
            .key(Uuid::from_u128(1))
            .operation(kind);
        one.revisions(vec![revision]).build().unwrap()
    }

    #[test]
    fn only_the_requested_operation_is_taken_over() {
        let deploying = Item {
            revision: 4,
            from: Some(3),
            step: ItemStep::Deploying,
            ..Item::default()
        };
        let back = Item {
            step: ItemStep::GoingBack,
            ..deploying.clone()
        };
        let out = Item {
            from: None,
            ..back.clone()
        };
        let (deploy, undeploy) = (DeploymentKind::Deploy, DeploymentKind::Undeploy);
        for (item, kind, revision, is_it) in [
            (&deploying, &deploy, 4, true),
            (&deploying, &deploy, 3, false),
            (&deploying, &undeploy, 4, false),
            (&back, &deploy, 3, true),
            (&back, &deploy, 4, false),
            (&out, &undeploy, 4, true),
            (&out, &deploy, 4, false),
        ] {
            let one = operation(kind.clone(), revision);
            assert_eq!(fits(item, &one), is_it, "{kind} r{revision}");
        }
    }
}
