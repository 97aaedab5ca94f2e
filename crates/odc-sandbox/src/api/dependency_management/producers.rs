//! The producers of a revision: as a list that has each of them once, and as a tree.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::place;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::model::{Asset, Producer, Tenant};
use crate::problem::Problem;
use crate::wire_name::{WireName, wire_names};

wire_names! {
    /// Which producers are shown.
    enum Filter {
        All = "All",
        Deployable = "Deployable",
        Libraries = "Libraries",
    }
}

/// The largest number of rows of a tree. Each path has its own rows, so that there can be very many.
const MOST_ROWS: usize = 100_000;

/// The values that a call asks for.
#[derive(Debug, Clone, Copy)]
struct ProducerFilter {
    /// The largest distance from the asset. `None` without a limit.
    depth: Option<usize>,
    filter: Filter,
    stage: Uuid,
    ascends: bool,
}

impl ProducerFilter {
    fn read(call: &Call, tenant: &Tenant, asset: &Asset) -> Result<Self, Problem> {
        let depth = call.query.number("maxDepth")?.unwrap_or(0);
        let depth = usize::try_from(depth)
            .map_err(|_| Problem::bad_request("maxDepth must be 0 or greater"))?;
        let filter = call.query.text("producerTypeFilter")?;
        let filter = filter.map_or(Some(Filter::All), Filter::from_name);
        Ok(Self {
            depth: Some(depth).filter(|depth| *depth > 0),
            filter: filter.ok_or_else(|| {
                Problem::bad_request("producerTypeFilter must be one of All, Deployable, Libraries")
            })?,
            stage: place::stage(call, tenant, asset)?,
            ascends: place::ascends(call)?,
        })
    }

    /// The visible producers of an asset. An app must run in the stage.
    fn producers<'a>(
        &self,
        tenant: &'a Tenant,
        asset: &'a Asset,
        revision: i32,
    ) -> Vec<Producer<'a>> {
        let stage = self.stage;
        let filter = self.filter;
        let producers = tenant.producers_of(asset, revision);
        let shown = producers.filter(move |one| {
            let is_app = one.asset.kind.is_deployable();
            let is_wanted = match filter {
                Filter::All => true,
                Filter::Deployable => is_app,
                Filter::Libraries => !is_app,
            };
            is_wanted && (!is_app || one.asset.deployment(stage).is_some())
        });
        shown.collect()
    }

    fn is_within(&self, depth: usize) -> bool {
        self.depth.is_none_or(|most| depth <= most)
    }
}

/// `GET /assets/{assetKey}/revisions/{revisionNumber}/producers`.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (asset, number) = place::asset_and_revision(call, tenant)?;
    let wanted = ProducerFilter::read(call, tenant, asset)?;
    let mut found: BTreeMap<Uuid, Value> = BTreeMap::new();
    let mut level = wanted.producers(tenant, asset, number);
    for depth in 1.. {
        if level.is_empty() || !wanted.is_within(depth) {
            break;
        }
        let mut next = Vec::new();
        for one in level {
            if one.asset.key == asset.key || found.contains_key(&one.asset.key) {
                continue;
            }
            let below = if wanted.is_within(depth + 1) {
                wanted.producers(tenant, one.asset, one.revision)
            } else {
                Vec::new()
            };
            let keys: Vec<_> = below.iter().map(|one| one.asset.key).collect();
            let mut row = place::dependency(one.asset, one.revision);
            row["isDirectProducer"] = json!(depth == 1);
            row["producers"] = json!(Some(keys).filter(|keys| !keys.is_empty()));
            found.insert(one.asset.key, row);
            next.extend(below);
        }
        level = next;
    }
    let rows = found.into_values().collect();
    Reply::ok(&json!({ "results": place::sorted(rows, wanted.ascends) }))
}

/// `GET /assets/{assetKey}/revisions/{revisionNumber}/producer-graph`. If assets use each other, an asset is not
/// repeated below itself.
pub(super) fn graph(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (asset, number) = place::asset_and_revision(call, tenant)?;
    let wanted = ProducerFilter::read(call, tenant, asset)?;
    let mut builder = TreeBuilder {
        tenant,
        wanted,
        path: vec![asset.key],
        rows: 0,
    };
    let tree = builder.below(asset, number);
    Reply::ok(&json!({ "results": tree }))
}

/// Builds the tree of producers. `path` has the keys of the assets from the start to the current one.
struct TreeBuilder<'a> {
    tenant: &'a Tenant,
    wanted: ProducerFilter,
    path: Vec<Uuid>,
    rows: usize,
}

impl TreeBuilder<'_> {
    fn below(&mut self, asset: &Asset, number: i32) -> Vec<Value> {
        if !self.wanted.is_within(self.path.len()) {
            return Vec::new();
        }
        let mut rows = Vec::new();
        for one in self.wanted.producers(self.tenant, asset, number) {
            if self.path.contains(&one.asset.key) || self.rows >= MOST_ROWS {
                continue;
            }
            self.rows += 1;
            self.path.push(one.asset.key);
            let below = self.below(one.asset, one.revision);
            self.path.pop();
            let mut row = place::dependency(one.asset, one.revision);
            row["producers"] = json!(Some(below).filter(|below| !below.is_empty()));
            rows.push(row);
        }
        place::sorted(rows, self.wanted.ascends)
    }
}
