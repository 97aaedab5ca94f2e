//! The parameter `permissionFilter`: limits a list to the stages in which the caller has a permission.

use uuid::Uuid;

use crate::api::call::Call;
use crate::api::query;
use crate::model::Tenant;
use crate::model::permission::Permission;
use crate::problem::Problem;

/// The values of the permission filter that are permissions of API clients. With the other values, the list is empty.
const FILTERS: [(&str, Option<Permission>); 18] = [
    ("AppViewSourceCode", Some(Permission::OpenAssets)),
    ("AppDebug", None),
    ("AppChange", Some(Permission::ChangeAssets)),
    ("AppDelete", Some(Permission::DeleteAssets)),
    ("AppDeploy", Some(Permission::DeployAssets)),
    ("AppRelease", Some(Permission::ReleaseAssets)),
    ("AppMonitor", None),
    ("AppMonitorUserInfo", None),
    ("AppSecurityView", None),
    ("CodeQualityManage", None),
    ("CodeQualityView", None),
    ("AppUserView", Some(Permission::ViewEndUsers)),
    ("AppAccessManage", Some(Permission::ManageEndUserAccess)),
    ("AppGroupManage", Some(Permission::ManageEndUserGroups)),
    ("CfgView", Some(Permission::ViewConfigurations)),
    ("ConnConfig", None),
    ("UpdatesView", None),
    ("AppCfgChange", Some(Permission::EditConfigurations)),
];

/// The stages that pass the permission filter. `None` without the filter.
pub(crate) fn permitted_stages(call: &Call, tenant: &Tenant) -> Result<Option<Vec<Uuid>>, Problem> {
    let asked = call.query.list("permissionFilter");
    if asked.is_empty() {
        return Ok(None);
    }
    let mut stages = Vec::new();
    for text in asked {
        let (name, stage) = match text.split_once('.') {
            Some((name, stage)) => (name, Some(query::key("permissionFilter's stage", stage)?)),
            None => (text, None),
        };
        let permission = named(name, "UpdatesView")?;
        if let Some(stage) = stage {
            visible_stage(call, tenant, stage, "permissionFilter")?;
        }
        let Some(permission) = permission else {
            continue;
        };
        let held = tenant
            .environment_keys()
            .into_iter()
            .filter(|key| call.holds_at(permission, *key));
        stages.extend(held.filter(|key| stage.is_none_or(|stage| stage == *key)));
    }
    Ok(Some(stages))
}

/// Refuses a filter or a sort with a stage that does not exist, or that the caller does not see.
pub(crate) fn visible_stage(
    call: &Call,
    tenant: &Tenant,
    stage: Uuid,
    name: &str,
) -> Result<(), Problem> {
    if tenant.environment(stage).is_some() && call.holds_in(Permission::ViewStage, stage) {
        return Ok(());
    }
    Err(Problem::unprocessable(format!(
        "{name} names a stage that does not exist: {stage}"
    )))
}

/// The permission for a value of the filter. `None` for a value that is not a permission of API clients. One value is
/// not known to all APIs.
fn named(name: &str, unknown: &str) -> Result<Option<Permission>, Problem> {
    let known = FILTERS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name) && *known != unknown);
    let (_, permission) = known
        .ok_or_else(|| Problem::bad_request(format!("permissionFilter does not know {name}")))?;
    Ok(*permission)
}

/// Whether the caller has the permission of a value without a stage in at least one stage. Without the filter, it
/// has.
pub(crate) fn is_permitted(call: &Call) -> Result<bool, Problem> {
    let Some(name) = call.query.text("permissionFilter")? else {
        return Ok(true);
    };
    Ok(named(name, "AppSecurityView")?.is_some_and(|permission| call.holds(permission)))
}
