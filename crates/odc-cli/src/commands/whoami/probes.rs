//! Finds out permissions with read requests: lists can be limited to rows for which the client has a permission.

use odc_asset_repository_v1::operations::LIST_ASSETS;
use odc_identity_v1::operations::{LIST_ORGANIZATION_ROLE_USERS, LIST_ORGANIZATION_ROLES};
use odc_portfolio_v2::operations::LIST_DEPLOYED_ASSETS;
use odc_runtime::Operation;

use crate::context::{Context, NAMES_STAGES};
use crate::exit::{Exit, Failure};
use crate::names::Named;
use crate::output::text;
use crate::request::Request;

/// Whether the client has a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    Yes,
    No,
    /// Read requests do not show it.
    Unknown,
}

impl Held {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}

/// The way to find out one permission.
pub(super) struct Probe {
    pub permission: &'static str,
    pub per_stage: bool,
    by: By,
}

enum By {
    /// Only clients with the permission see a stage in the list of stages.
    Stages,
    /// Only clients with the permission may call the operation with the key of the first row of the list.
    First(&'static Operation, &'static Operation),
    /// A list is not empty when this value of `permissionFilter` limits it.
    Filter(&'static Operation, &'static str),
}

const fn asset(permission: &'static str, filter: &'static str) -> Probe {
    Probe {
        permission,
        per_stage: false,
        by: By::Filter(&LIST_ASSETS, filter),
    }
}

const fn stage(permission: &'static str, filter: &'static str) -> Probe {
    Probe {
        permission,
        per_stage: true,
        by: By::Filter(&LIST_DEPLOYED_ASSETS, filter),
    }
}

/// The permissions that can be found out.
pub(super) const PROBES: &[Probe] = &[
    Probe {
        permission: "Stage > View stage",
        per_stage: true,
        by: By::Stages,
    },
    asset("Asset management > Open", "AppViewSourceCode"),
    asset("Asset management > Change", "AppChange"),
    asset("Asset management > Delete", "AppDelete"),
    asset("Release management > Release", "AppRelease"),
    stage("Release management > Deploy assets", "AppDeploy"),
    stage("Configuration management > View configurations", "CfgView"),
    stage(
        "Configuration management > Edit configurations",
        "AppCfgChange",
    ),
    stage("User management > View end users", "AppUserView"),
    stage(
        "User management > Manage end-user access",
        "AppAccessManage",
    ),
    stage("User management > Manage end-user groups", "AppGroupManage"),
    Probe {
        permission: "User management > View members",
        per_stage: false,
        by: By::First(&LIST_ORGANIZATION_ROLES, &LIST_ORGANIZATION_ROLE_USERS),
    },
];

impl Probe {
    /// Sends the request. If the permission belongs to a stage, the request is about a stage.
    pub(super) async fn ask(
        &self,
        context: &Context<'_>,
        stage: Option<&Named>,
    ) -> Result<Held, Failure> {
        let (list, filter) = match self.by {
            // A stage in the list is visible.
            By::Stages if stage.is_some() => return Ok(Held::Yes),
            By::Stages => {
                let seen = allowed(context, &Request::new(NAMES_STAGES)).await?;
                return Ok(seen.map_or(Held::No, |_| Held::Yes));
            }
            By::First(list, call) => return first(context, list, call).await,
            By::Filter(list, filter) => (list, filter),
        };
        let all = Request::new(list).with("limit", 1);
        let (all, filter) = match stage {
            Some(stage) => (
                all.with("environmentKey", &stage.key),
                format!("{filter}.{}", stage.key),
            ),
            None => (all, filter.to_owned()),
        };
        let mine = all.clone().with("permissionFilter", filter);
        match (allowed(context, &mine).await?, stage) {
            (Some(rows), _) if rows > 0 => Ok(Held::Yes),
            // If there is nothing that the permission could apply to, the result would be the same.
            (Some(_), _) if allowed(context, &all).await?.is_some_and(|rows| rows > 0) => {
                Ok(Held::No)
            }
            _ => Ok(Held::Unknown),
        }
    }
}

/// Calls an operation with the key of the first row of a list.
async fn first(
    context: &Context<'_>,
    list: &'static Operation,
    call: &'static Operation,
) -> Result<Held, Failure> {
    let request = Request::new(list).with("limit", 1);
    let response = context.send(&request).await?;
    let row = request.items(&response).and_then(|rows| rows.first());
    let (Some(row), Some(parameter)) = (row, call.parameters().first()) else {
        return Ok(Held::Unknown);
    };
    let call = Request::new(call)
        .with(parameter.name(), text(row.get("key")))
        .with("limit", 1);
    Ok(allowed(context, &call)
        .await?
        .map_or(Held::No, |_| Held::Yes))
}

/// The number of rows of a list; `None` when the client may not read it.
async fn allowed(context: &Context<'_>, request: &Request) -> Result<Option<usize>, Failure> {
    match context.send(request).await {
        Ok(response) => Ok(Some(request.items(&response).map_or(0, Vec::len))),
        Err(failure) if failure.exit() == Exit::NotPermitted => Ok(None),
        Err(failure) => Err(failure),
    }
}

#[cfg(test)]
mod tests {
    use odc_runtime::Requirement;

    use super::*;

    #[test]
    fn a_call_shows_a_permission_only_if_it_needs_exactly_this_permission() {
        for probe in PROBES {
            let call = match probe.by {
                By::Stages => NAMES_STAGES,
                By::First(_, call) => call,
                By::Filter(..) => continue,
            };
            assert_eq!(
                call.requirement(),
                Some(&Requirement::Permission(probe.permission))
            );
        }
    }
}
