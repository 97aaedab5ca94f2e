//! The tasks of users, with the names of their commands, and the operations that they call.
//!
//! The permissions follow from the operations: the help of each command shows them, `whoami --needs` checks whether the
//! client has them, and a plan names those that are missing.

use odc_asset_configurations_v1::operations as configurations;
use odc_asset_repository_v1::operations as repository;
use odc_builds_v1::operations as builds;
use odc_dependency_management_v1::operations as dependencies;
use odc_deployments_v1::operations as deployments;
use odc_identity_v1::operations as identity;
use odc_portfolio_v2::operations as portfolio;
use odc_runtime::Operation;

use super::people::USER_OPERATIONS;
use crate::catalog;
use crate::context::{NAMES_ASSETS, NAMES_STAGES};
use crate::exit::Failure;

/// The operations of a task.
type Operations = &'static [&'static Operation];

const TAG: Operations = &[NAMES_ASSETS, &repository::TAG_REVISION];
const CONFIGURE: Operations = &[
    &configurations::GET_APPLICATION_REVISION_CONFIGURATION,
    &configurations::GET_AGENT_REVISION_CONFIGURATION,
    &configurations::UPDATE_APPLICATION_CONFIGURATION,
    &configurations::UPDATE_AGENT_CONFIGURATION,
    &deployments::START_DEPLOYMENT,
    &deployments::GET_DEPLOYMENT,
    NAMES_STAGES,
    NAMES_ASSETS,
];
const ACTIVITY: Operations = &[
    USER_OPERATIONS[0],
    USER_OPERATIONS[1],
    &identity::UPDATE_USER,
];
const MEMBERS: Operations = &[
    &identity::LIST_GROUPS,
    &identity::LIST_GROUP_USERS,
    USER_OPERATIONS[0],
    USER_OPERATIONS[1],
    &identity::MODIFY_GROUP_USERS,
    NAMES_STAGES,
];

/// The tasks, in alphabetical order.
const TASKS: &[(&str, Operations)] = &[
    (
        "audit roles",
        &[&identity::LIST_USERS, NAMES_STAGES, NAMES_ASSETS],
    ),
    (
        "audit roles organization",
        &[
            &identity::LIST_ORGANIZATION_ROLES,
            &identity::LIST_ORGANIZATION_ROLE_USERS,
            &identity::LIST_PERMISSIONS,
        ],
    ),
    (
        "build",
        &[
            NAMES_ASSETS,
            &builds::LIST_BUILDS,
            &builds::START_BUILD,
            &builds::GET_BUILD,
        ],
    ),
    ("config apply", CONFIGURE),
    (
        "delete",
        &[
            NAMES_ASSETS,
            &dependencies::START_DELETION_ANALYSIS,
            &dependencies::GET_DELETION_ANALYSIS,
            &repository::DELETE_ASSET,
        ],
    ),
    (
        "deploy",
        &[
            NAMES_ASSETS,
            NAMES_STAGES,
            &portfolio::LIST_DEPLOYED_ASSETS,
            &builds::LIST_BUILDS,
            &builds::START_BUILD,
            &builds::GET_BUILD,
            &dependencies::START_DEPLOYMENT_ANALYSIS,
            &deployments::START_DEPLOYMENT,
            &deployments::GET_DEPLOYMENT,
            &deployments::LIST_DEPLOYMENTS,
        ],
    ),
    (
        "grant",
        &[
            USER_OPERATIONS[0],
            USER_OPERATIONS[1],
            &identity::LIST_APPLICATION_ROLES,
            &identity::GRANT_APPLICATION_ROLE,
            NAMES_STAGES,
            NAMES_ASSETS,
        ],
    ),
    (
        "grant organization",
        &[
            USER_OPERATIONS[0],
            USER_OPERATIONS[1],
            &identity::LIST_ORGANIZATION_ROLES,
            &identity::LIST_USER_ORGANIZATION_ROLES,
            &identity::GRANT_ORGANIZATION_ROLE,
        ],
    ),
    ("groups add", MEMBERS),
    ("groups remove", MEMBERS),
    (
        "impact delete",
        &[
            &dependencies::START_DELETION_ANALYSIS,
            &dependencies::GET_DELETION_ANALYSIS,
            NAMES_ASSETS,
            NAMES_STAGES,
        ],
    ),
    (
        "impact deploy",
        &[
            &dependencies::START_DEPLOYMENT_ANALYSIS,
            &dependencies::GET_DEPLOYMENT_ANALYSIS,
            NAMES_ASSETS,
            NAMES_STAGES,
        ],
    ),
    (
        "notes",
        &[
            NAMES_ASSETS,
            &repository::GET_REVISION_RELEASE_NOTES,
            &repository::TAG_REVISION,
        ],
    ),
    (
        "promote",
        &[
            NAMES_STAGES,
            &portfolio::LIST_DEPLOYED_ASSETS,
            &builds::LIST_BUILDS,
            &builds::START_BUILD,
            &dependencies::START_DEPLOYMENT_ANALYSIS,
            &dependencies::LIST_PRODUCERS,
            &repository::TAG_REVISION,
            &deployments::START_DEPLOYMENT,
            &deployments::GET_DEPLOYMENT,
            &deployments::LIST_DEPLOYMENTS,
        ],
    ),
    (
        "revoke",
        &[
            USER_OPERATIONS[0],
            USER_OPERATIONS[1],
            &identity::LIST_APPLICATION_ROLES,
            &identity::REVOKE_APPLICATION_ROLE,
            NAMES_STAGES,
            NAMES_ASSETS,
        ],
    ),
    (
        "revoke organization",
        &[
            USER_OPERATIONS[0],
            USER_OPERATIONS[1],
            &identity::LIST_ORGANIZATION_ROLES,
            &identity::LIST_USER_ORGANIZATION_ROLES,
            &identity::REVOKE_ORGANIZATION_ROLE,
        ],
    ),
    (
        "rollback",
        &[
            NAMES_ASSETS,
            NAMES_STAGES,
            &portfolio::LIST_DEPLOYED_ASSETS,
            &deployments::LIST_DEPLOYMENTS,
            &builds::LIST_BUILDS,
            &dependencies::START_DEPLOYMENT_ANALYSIS,
            &deployments::START_DEPLOYMENT,
            &deployments::GET_DEPLOYMENT,
        ],
    ),
    (
        "source download",
        &[NAMES_ASSETS, &repository::GET_REVISION_SOURCE_CODE],
    ),
    (
        "source upload",
        &[&repository::CREATE_UPLOAD, &repository::CREATE_REVISION],
    ),
    ("tag", TAG),
    (
        "undeploy",
        &[
            NAMES_ASSETS,
            NAMES_STAGES,
            &portfolio::LIST_DEPLOYED_ASSETS,
            &deployments::START_DEPLOYMENT,
            &deployments::GET_DEPLOYMENT,
        ],
    ),
    ("users activate", ACTIVITY),
    ("users create", &[&identity::CREATE_USER]),
    ("users deactivate", ACTIVITY),
    (
        "users import",
        &[
            &identity::LIST_USERS,
            &identity::CREATE_USERS_IN_BULK,
            &identity::UPDATE_USER,
            &identity::LIST_APPLICATION_ROLES,
            &identity::GRANT_APPLICATION_ROLE,
            &identity::LIST_GROUPS,
            &identity::LIST_GROUP_USERS,
            &identity::MODIFY_GROUP_USERS,
            NAMES_STAGES,
            NAMES_ASSETS,
        ],
    ),
];

/// The operations of a task, for the help of its command.
pub(super) fn operations_of(task: &str) -> Operations {
    let found = TASKS.iter().find(|(name, _)| *name == task);
    found.map_or(&[], |(_, operations)| operations)
}

/// The operations of a task, of all tasks in a group such as `users`, or of the operation with this name.
///
/// # Errors
/// There is no such task.
pub(crate) fn operations(wanted: &str) -> Result<Vec<&'static Operation>, Failure> {
    let words: Vec<_> = wanted
        .split([' ', '-'])
        .filter(|word| !word.is_empty())
        .collect();
    let task = words.join(" ");
    if !operations_of(&task).is_empty() {
        return Ok(operations_of(&task).to_vec());
    }
    let group = format!("{task} ");
    let of_group = TASKS.iter().filter(|(name, _)| name.starts_with(&group));
    let of_group: Vec<_> = of_group.flat_map(|(_, it)| *it).copied().collect();
    if !of_group.is_empty() {
        return Ok(of_group);
    }
    if let Some(named) = catalog::find(wanted) {
        return Ok(vec![named.operation]);
    }
    let names: Vec<_> = TASKS.iter().map(|(name, _)| *name).collect();
    Err(Failure::usage(format_args!(
        "--needs: there is no task \"{wanted}\"; there are {}, and the operations of odctl api list",
        names.join(", ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_needs_the_permissions_of_its_operations() {
        let promote = operations("promote").unwrap();
        let needs: Vec<_> = promote
            .iter()
            .flat_map(|operation| operation.permissions())
            .collect();
        assert!(needs.contains(&"Release management > Deploy assets"));
        assert!(needs.contains(&"Stage > View stage"));
    }

    #[test]
    fn a_task_has_the_name_of_its_command_its_group_or_an_operation() {
        let ids = |task: &str| -> Vec<_> {
            let operations = operations(task).unwrap();
            operations.iter().map(|it| it.id()).collect()
        };
        assert_eq!(ids("source upload").len(), 2);
        assert_eq!(ids("source-upload"), ids("source upload"));
        assert_eq!(ids("source").len(), 4);
        assert_eq!(ids("start-build").len(), 1);
        assert_eq!(ids("grant --organization"), ids("grant organization"));
        assert_ne!(ids("grant"), ids("grant organization"));
        for task in [
            "notes", "grant", "revoke", "impact", "users", "config", "audit",
        ] {
            assert!(!operations(task).unwrap().is_empty(), "{task}");
        }
        let failure = operations("nonsense").unwrap_err();
        assert!(failure.line().unwrap().contains("promote"), "{failure:?}");
    }

    #[test]
    fn tasks_are_sorted_and_each_occurs_once() {
        let names = TASKS.iter().map(|(name, _)| *name);
        assert!(names.is_sorted_by(|a, b| a < b));
    }
}
