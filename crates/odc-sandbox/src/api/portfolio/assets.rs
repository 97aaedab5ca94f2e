//! Deployed assets: one row for each asset, with its deployments in the stages that the caller sees.

use std::cmp::Reverse;

use uuid::Uuid;

use crate::api::call::Call;
use crate::api::query::{self, Query};
use crate::model::permission::Permission;
use crate::model::{Asset, AssetType, Deployment, Tenant};
use crate::problem::Problem;

/// The values of the permission filter that an API client can have a permission for. With the other values, no row is
/// left.
const FILTERS: [(&str, Option<Permission>); 17] = [
    ("AppViewSourceCode", None),
    ("AppDebug", None),
    ("AppChange", None),
    ("AppDelete", None),
    ("AppDeploy", None),
    ("AppRelease", None),
    ("AppMonitor", None),
    ("AppMonitorUserInfo", None),
    ("AppSecurityView", None),
    ("CodeQualityManage", None),
    ("CodeQualityView", None),
    ("AppUserView", Some(Permission::ViewEndUsers)),
    ("AppAccessManage", Some(Permission::ManageEndUserAccess)),
    ("AppGroupManage", Some(Permission::ManageEndUserGroups)),
    ("CfgView", None),
    ("ConnConfig", None),
    ("AppCfgChange", None),
];

/// One row of a response.
pub(super) struct Row<'a> {
    pub(super) asset: &'a Asset,
    pub(super) deployments: Vec<&'a Deployment>,
}

/// The rows that the caller asks for and may see, in the order that it asks for; only those of `portfolio` when it is
/// given.
pub(super) fn rows<'a>(
    call: &Call,
    tenant: &'a Tenant,
    portfolio: Option<Uuid>,
) -> Result<Vec<Row<'a>>, Problem> {
    let query = &call.query;
    let environments = list_in_one(query, "environmentKey")?;
    let keys = list_in_one(query, "key")?;
    let types: Vec<AssetType> = query.many_of("type")?;
    let needle = query.search_text("nameContains")?;
    let permitted = permitted_stages(call, tenant)?;
    let order = order(call, tenant)?;
    let wanted = |asset: &&Asset| {
        (keys.is_empty() || keys.contains(&asset.key))
            && (types.is_empty() || types.contains(&asset.kind))
            && needle
                .as_ref()
                .is_none_or(|needle| asset.name.to_lowercase().contains(needle))
    };
    let shown = |deployment: &&Deployment| {
        call.holds_in(Permission::ViewStage, deployment.environment)
            && (environments.is_empty() || environments.contains(&deployment.environment))
            && permitted
                .as_ref()
                .is_none_or(|stages| stages.contains(&deployment.environment))
            && portfolio.is_none_or(|key| key == tenant.portfolio_of(deployment.environment))
    };
    let assets = tenant.assets.iter().filter(wanted);
    let rows = assets.map(|asset| Row {
        asset,
        deployments: asset.deployments.iter().filter(shown).collect(),
    });
    let mut rows: Vec<_> = rows.filter(|row| !row.deployments.is_empty()).collect();
    sort(&mut rows, &order);
    Ok(rows)
}

/// Keys in one parameter, separated by commas.
pub(super) fn list_in_one(query: &Query, name: &str) -> Result<Vec<Uuid>, Problem> {
    query.text(name)?;
    query.keys(name)
}

/// The stages that the permission filter lets through; None without the filter.
pub(super) fn permitted_stages(call: &Call, tenant: &Tenant) -> Result<Option<Vec<Uuid>>, Problem> {
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
        let known = FILTERS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        let (_, permission) = known.ok_or_else(|| {
            Problem::bad_request(format!("permissionFilter does not know {name}"))
        })?;
        if let Some(stage) = stage {
            visible_stage(call, tenant, stage, "permissionFilter")?;
        }
        let Some(permission) = permission else {
            continue;
        };
        let held = tenant
            .environment_keys()
            .into_iter()
            .filter(|key| call.holds_in(*permission, *key));
        stages.extend(held.filter(|key| stage.is_none_or(|stage| stage == *key)));
    }
    Ok(Some(stages))
}

/// Refuses a filter or a sort that names a stage which does not exist, or which the caller does not see.
fn visible_stage(call: &Call, tenant: &Tenant, stage: Uuid, name: &str) -> Result<(), Problem> {
    if tenant.environment(stage).is_some() && call.holds_in(Permission::ViewStage, stage) {
        return Ok(());
    }
    Err(Problem::unprocessable(format!(
        "{name} names a stage that does not exist: {stage}"
    )))
}

/// The stage whose deployment times are sorted by, and whether the latest comes first.
fn order(call: &Call, tenant: &Tenant) -> Result<Vec<(Uuid, bool)>, Problem> {
    let mut order = Vec::new();
    for text in call.query.list("sort") {
        let (descending, field) = match text.strip_prefix('-') {
            Some(field) => (true, field),
            None => (false, text),
        };
        let stage = nested(field).ok_or_else(|| {
            Problem::bad_request("sort must be deployments[ENVIRONMENTKEY].deploymentDateTime")
        })?;
        let stage = query::key("sort's stage", stage)?;
        visible_stage(call, tenant, stage, "sort")?;
        order.push((stage, descending));
    }
    Ok(order)
}

/// The stage in `deployments[STAGE].deploymentDateTime`; upper and lower case are the same.
fn nested(field: &str) -> Option<&str> {
    let (list, rest) = field.split_once('[')?;
    let (stage, field) = rest.split_once(']')?;
    let known = list.eq_ignore_ascii_case("deployments")
        && field.eq_ignore_ascii_case(".deploymentDateTime");
    known.then_some(stage)
}

/// Assets without a deployment in the stage come last in both directions.
fn sort(rows: &mut [Row<'_>], order: &[(Uuid, bool)]) {
    for (stage, descending) in order.iter().rev() {
        let time = |row: &Row<'_>| {
            let here = row.deployments.iter().find(|one| one.environment == *stage);
            here.map(|deployment| deployment.at)
        };
        if *descending {
            rows.sort_by_key(|row| Reverse(time(row)));
        } else {
            rows.sort_by_key(|row| (time(row).is_none(), time(row)));
        }
    }
}
