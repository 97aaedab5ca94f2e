//! The consumers of an asset.

use serde_json::json;
use uuid::Uuid;

use super::place;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::model::{Asset, Producer, Tenant, elements_used, revision_used};
use crate::problem::Problem;

/// `GET /assets/{assetKey}/consumers`: of any revision.
pub(super) fn consumers(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let asset = place::asset(call, tenant)?;
    respond(call, tenant, asset, None)
}

/// `GET /assets/{assetKey}/revisions/{revisionNumber}/consumers`.
pub(super) fn revision_consumers(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (asset, number) = place::asset_and_revision(call, tenant)?;
    respond(call, tenant, asset, Some(number))
}

/// The consumers that run in the stage, and all consumers that run in no stage. Only the newest revision of each is
/// shown, unless the call requests all revisions that use the asset.
fn respond(call: &Call, tenant: &Tenant, asset: &Asset, number: Option<i32>) -> HandlerResult {
    let stage = place::stage(call, tenant, asset)?;
    let element = call.query.key("publicElementKey")?;
    let are_many = call.query.bool_or_false("allowMultipleVersions")?;
    let ascends = place::ascends(call)?;
    let mut rows = Vec::new();
    for (consumer, used) in tenant.consumers_of(asset.key) {
        if consumer.kind.is_deployable() && consumer.deployment(stage).is_none() {
            continue;
        }
        let revisions = (used.since.max(1)..=consumer.newest()).rev();
        let revisions = revisions.filter(|revision| {
            let producer = Producer {
                asset,
                revision: revision_used(asset, consumer, *revision),
            };
            number.is_none_or(|number| number == producer.revision)
                && element.is_none_or(|element| uses(producer, consumer, element))
        });
        let most = if are_many { usize::MAX } else { 1 };
        rows.extend(
            revisions
                .take(most)
                .map(|number| place::dependency(consumer, number)),
        );
    }
    Reply::ok(&json!({ "results": place::sorted(rows, ascends) }))
}

fn uses(producer: Producer<'_>, consumer: &Asset, element: Uuid) -> bool {
    let used = elements_used(producer, consumer);
    used.iter().any(|one| one.key == element)
}

/// The asset and the revision that a body names.
pub(super) fn named_asset<'a>(tenant: &'a Tenant, key: Option<&str>) -> Result<&'a Asset, Problem> {
    let key = key.filter(|key| !key.is_empty());
    let key = key.ok_or_else(|| Problem::bad_request("assetKey is missing"))?;
    let asset = tenant.asset(crate::api::query::key("assetKey", key)?);
    asset.ok_or_else(|| Problem::not_found("asset"))
}
