//! Finds the asset and the stage that a path names.

use crate::api::call::Call;
use crate::model::permission::Permission;
use crate::model::{Asset, AssetType, Environment, Tenant};
use crate::problem::Problem;

/// The kind of asset that the path names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Agent,
    App,
}

impl Kind {
    fn parameter(self) -> &'static str {
        match self {
            Self::Agent => "agentKey",
            Self::App => "applicationKey",
        }
    }

    fn is_of(self, asset: &Asset) -> bool {
        let is_agent = asset.kind == AssetType::Agent;
        asset.kind.is_deployable() && is_agent == (self == Self::Agent)
    }
}

/// The stage of the path, if the caller has one of the permissions in it. It is checked before the rest of the path.
pub(super) fn stage<'a>(
    call: &Call,
    tenant: &'a Tenant,
    permissions: &[Permission],
) -> Result<&'a Environment, Problem> {
    let stage = tenant.environment(call.key("environmentKey")?);
    let stage = stage.ok_or_else(|| Problem::not_found("environment"))?;
    let mut held = permissions.iter();
    if held.any(|permission| call.holds_in(*permission, stage.key)) {
        return Ok(stage);
    }
    let first = permissions.first().map_or("", |one| one.label());
    Err(Problem::forbidden_in(first, &stage.name))
}

/// The asset of the path, in the portfolio of the stage.
pub(super) fn asset<'a>(
    call: &Call,
    tenant: &'a Tenant,
    stage: &Environment,
    kind: Kind,
) -> Result<&'a Asset, Problem> {
    let asset = tenant.asset(call.key(kind.parameter())?);
    asset
        .filter(|asset| kind.is_of(asset) && asset.portfolio == stage.portfolio)
        .ok_or_else(|| {
            Problem::not_found(match kind {
                Kind::Agent => "agent",
                Kind::App => "application",
            })
        })
}
