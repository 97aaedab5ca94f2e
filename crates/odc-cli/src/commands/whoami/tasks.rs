//! The tasks of users and the operations that they call. The permissions follow from the operations.

use odc_asset_configurations_v1::operations as configurations;
use odc_asset_repository_v1::operations as repository;
use odc_builds_v1::operations as builds;
use odc_dependency_management_v1::operations as dependencies;
use odc_deployments_v1::operations as deployments;
use odc_identity_v1::operations as identity;
use odc_portfolio_v2::operations as portfolio;
use odc_runtime::Operation;

use crate::catalog;
use crate::exit::Failure;

/// A task and what it calls.
type Task = (&'static str, &'static [&'static Operation]);

/// The tasks, in alphabetical order.
const TASKS: &[Task] = &[
    (
        "audit",
        &[
            &identity::LIST_USERS,
            &portfolio::LIST_ENVIRONMENTS,
            &repository::LIST_ASSETS,
        ],
    ),
    (
        "build",
        &[
            &builds::LIST_BUILDS,
            &builds::START_BUILD,
            &builds::GET_BUILD,
        ],
    ),
    (
        "config",
        &[
            &configurations::GET_APPLICATION_REVISION_CONFIGURATION,
            &configurations::UPDATE_APPLICATION_CONFIGURATION,
        ],
    ),
    (
        "delete",
        &[
            &dependencies::START_DELETION_ANALYSIS,
            &repository::DELETE_ASSET,
        ],
    ),
    (
        "deploy",
        &[
            &builds::LIST_BUILDS,
            &deployments::START_DEPLOYMENT,
            &deployments::GET_DEPLOYMENT,
        ],
    ),
    (
        "groups",
        &[
            &identity::LIST_GROUPS,
            &identity::LIST_GROUP_USERS,
            &identity::MODIFY_GROUP_USERS,
        ],
    ),
    (
        "promote",
        &[
            &portfolio::LIST_ENVIRONMENTS,
            &portfolio::LIST_DEPLOYED_ASSETS,
            &builds::LIST_BUILDS,
            &builds::START_BUILD,
            &dependencies::START_DEPLOYMENT_ANALYSIS,
            &repository::TAG_REVISION,
            &deployments::START_DEPLOYMENT,
            &deployments::GET_DEPLOYMENT,
        ],
    ),
    (
        "rollback",
        &[
            &portfolio::LIST_DEPLOYED_ASSETS,
            &builds::LIST_BUILDS,
            &deployments::START_DEPLOYMENT,
            &deployments::GET_DEPLOYMENT,
        ],
    ),
    ("tag", &[&repository::TAG_REVISION]),
    (
        "undeploy",
        &[&deployments::START_DEPLOYMENT, &deployments::GET_DEPLOYMENT],
    ),
    (
        "users",
        &[
            &identity::LIST_USERS,
            &identity::CREATE_USER,
            &identity::CREATE_USERS_IN_BULK,
            &identity::UPDATE_USER,
        ],
    ),
];

/// The operations of a task, or the one of this name.
pub(super) fn operations(task: &str) -> Result<Vec<&'static Operation>, Failure> {
    if let Some((_, operations)) = TASKS.iter().find(|(name, _)| *name == task) {
        return Ok(operations.to_vec());
    }
    if let Some(named) = catalog::find(task) {
        return Ok(vec![named.operation]);
    }
    let names: Vec<_> = TASKS.iter().map(|(name, _)| *name).collect();
    Err(Failure::usage(format_args!(
        "--needs: there is no task \"{task}\"; there are {}, and the operations of odctl api list",
        names.join(", ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_needs_what_its_operations_need() {
        let promote = operations("promote").unwrap();
        let needs: Vec<_> = promote
            .iter()
            .flat_map(|operation| operation.permissions())
            .collect();
        assert!(needs.contains(&"Release management > Deploy assets"));
        assert!(needs.contains(&"Stage > View stage"));
        assert_eq!(operations("start-build").unwrap().len(), 1);
        assert!(
            operations("nonsense")
                .unwrap_err()
                .line()
                .unwrap()
                .contains("promote")
        );
    }
}
