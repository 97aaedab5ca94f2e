//! Finds the asset, revision and stage that a call names. Makes the response about an asset.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::api::call::Call;
use crate::model::permission::Permission;
use crate::model::{Asset, Digest, Tenant};
use crate::problem::Problem;
use crate::wire_name::WireName;

/// The asset of the path. For a caller that may not open assets, it does not exist.
pub(super) fn asset<'a>(call: &Call, tenant: &'a Tenant) -> Result<&'a Asset, Problem> {
    let asset = tenant.asset(call.key("assetKey")?);
    let asset = asset.filter(|_| call.holds(Permission::OpenAssets));
    asset.ok_or_else(|| Problem::not_found("asset"))
}

/// The asset and the revision of the path.
pub(super) fn asset_and_revision<'a>(
    call: &Call,
    tenant: &'a Tenant,
) -> Result<(&'a Asset, i32), Problem> {
    let number = call.number("revisionNumber")?;
    let asset = asset(call, tenant)?;
    match asset.revision(number) {
        Some(_) => Ok((asset, number)),
        None => Err(Problem::not_found("revision")),
    }
}

/// The stage of a list: the requested one, or Development of the asset's portfolio.
pub(super) fn stage(call: &Call, tenant: &Tenant, asset: &Asset) -> Result<Uuid, Problem> {
    let found = match call.query.key("environmentKey")? {
        Some(key) => tenant.environment(key),
        None => tenant.development_of(asset.portfolio),
    };
    let found = found.ok_or_else(|| Problem::not_found("environment"))?;
    Ok(found.key)
}

/// Whether the list is in ascending order of names. A list can be sorted only by name.
pub(super) fn ascends(call: &Call) -> Result<bool, Problem> {
    Ok(!call.query.sort(&["name"])?.descending)
}

/// Sorts rows by their names.
pub(super) fn sorted(mut rows: Vec<Value>, ascends: bool) -> Vec<Value> {
    rows.sort_by_cached_key(|row| {
        let name = row["name"].as_str().unwrap_or_default().to_lowercase();
        (name, row["revision"].as_i64())
    });
    if !ascends {
        rows.reverse();
    }
    rows
}

/// `AssetDependency`.
pub(super) fn dependency(asset: &Asset, number: i32) -> Value {
    let revision = asset.revision(number);
    json!({
        "key": asset.key,
        "portfolioKey": asset.portfolio,
        "revision": number,
        "name": revision.map_or_else(|| asset.name.clone(), |one| asset.name_in(one)),
        "description": asset.description,
        "type": asset.kind.name(),
        "signatureDigest": asset.digest(number, Digest::Signature),
        "compatibilitySignatureDigest": asset.digest(number, Digest::Compatibility),
        "modelDigest": asset.digest(number, Digest::Model),
    })
}
