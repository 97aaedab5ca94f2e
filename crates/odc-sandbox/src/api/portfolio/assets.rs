//! Deployed assets: one row for each asset, with its deployments in the stages that the caller sees.

use std::cmp::Reverse;

use uuid::Uuid;

use crate::api::call::Call;
use crate::api::permission_filter::{permitted_stages, visible_stage};
use crate::api::query::{self, Query};
use crate::model::permission::Permission;
use crate::model::{Asset, Deployment, Environment, Tag, Tenant};
use crate::problem::Problem;
use crate::wire_name::{WireName, wire_names};

wire_names! {
    /// The type of a deployed asset.
    enum DeployedType {
        WebApplication = "WebApplication",
        MobileApplication = "MobileApplication",
        Workflow = "Workflow",
        Agent = "Agent",
    }
}

/// One row of a response.
pub(super) struct Row<'a> {
    pub(super) asset: &'a Asset,
    pub(super) deployments: Vec<&'a Deployment>,
}

/// The rows that the caller requests and may see, in the requested order. With `portfolio`, only the rows of this
/// portfolio.
pub(super) fn rows<'a>(
    call: &Call,
    tenant: &'a Tenant,
    portfolio: Option<Uuid>,
) -> Result<Vec<Row<'a>>, Problem> {
    let query = &call.query;
    let environments = list_in_one(query, "environmentKey")?;
    let keys = list_in_one(query, "key")?;
    let types: Vec<DeployedType> = query.many_of("type")?;
    let needle = query.search_text("nameContains")?;
    let permitted = permitted_stages(call, tenant)?;
    let order = order(call, tenant)?;
    let wanted = |asset: &&Asset| {
        (keys.is_empty() || keys.contains(&asset.key))
            && (types.is_empty() || types.iter().any(|one| one.name() == asset.kind.name()))
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

impl Row<'_> {
    /// The tag of the deployed revision.
    pub(super) fn tag(&self, deployment: &Deployment) -> Option<&Tag> {
        self.asset.revision(deployment.revision)?.tag.as_deref()
    }

    /// The address on a domain of the stage.
    pub(super) fn url(&self, domain: &str) -> Option<String> {
        let path = self.asset.url_path()?;
        Some(format!("https://{domain}/{path}"))
    }

    /// The address of the icon on the built-in domain of the stage.
    pub(super) fn icon_url(&self, stage: &Environment) -> Option<String> {
        let url = self.url(&stage.hostname)?;
        Some(format!("{url}/img/icon.png"))
    }
}

/// Keys in one parameter, separated by commas.
pub(super) fn list_in_one(query: &Query, name: &str) -> Result<Vec<Uuid>, Problem> {
    query.text(name)?;
    query.keys(name)
}

/// The stage whose deployment times determine the order, and whether the latest comes first.
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
