//! The public elements of assets, and those that a revision uses.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::place;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::query;
use crate::model::permission::Permission;
use crate::model::{Asset, Digest, Element, Tenant, elements_used};
use crate::problem::Problem;
use crate::wire_name::WireName;

/// `GET /assets/{assetKey}/revisions/{revisionNumber}/public-elements`.
pub(super) fn public(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (asset, number) = place::asset_and_revision(call, tenant)?;
    let shows_hidden = call.query.optional_bool("includeHidden")?.unwrap_or(true);
    let ascends = place::ascends(call)?;
    let elements = asset.elements().into_iter();
    let elements = elements.filter(|one| one.is_in(number) && (shows_hidden || !one.is_hidden));
    let rows = elements.map(|one| row(asset, number, &one)).collect();
    Reply::ok(&json!({ "results": place::sorted(rows, ascends) }))
}

/// `GET /assets/{assetKey}/revisions/{revisionNumber}/referenced-elements`.
pub(super) fn referenced(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (asset, number) = place::asset_and_revision(call, tenant)?;
    let shows_hidden = call.query.optional_bool("includeHidden")?.unwrap_or(true);
    let ascends = place::ascends(call)?;
    let mut rows = Vec::new();
    for producer in tenant.producers_of(asset, number) {
        let used = elements_used(producer, asset).into_iter();
        let used = used.filter(|one| shows_hidden || !one.is_hidden);
        rows.extend(used.map(|one| {
            json!({
                "assetKey": asset.key,
                "revision": number,
                "key": one.key,
                "name": one.name,
                "description": one.description,
                "isHidden": one.is_hidden,
                "signatureDigest": one.signature(producer.revision),
                "compatibilitySignatureDigest": one.compatibility(producer.revision),
                "producerAssetKey": producer.asset.key,
                "producerAssetName": producer.asset.name,
                "type": one.kind,
                "producerAssetType": producer.asset.kind.name(),
            })
        }));
    }
    Reply::ok(&json!({ "results": place::sorted(rows, ascends) }))
}

/// `PublicElementStringTypes`.
fn row(asset: &Asset, number: i32, element: &Element) -> Value {
    let revision = asset.revision(number);
    json!({
        "assetKey": asset.key,
        "assetName": asset.name,
        "revision": number,
        "tag": revision.and_then(|one| one.tag_name()),
        "key": element.key,
        "name": element.name,
        "description": element.description,
        "signatureDigest": element.signature(number),
        "compatibilitySignatureDigest": element.compatibility(number),
        "isHidden": element.is_hidden,
        "assetType": asset.kind.name(),
        "type": element.kind,
    })
}

/// `DependenciesPublicElementFilter`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Search {
    element_name_contains: Option<String>,
    element_name_or_description_contains: Option<String>,
    element_type: Option<String>,
    include_hidden: Option<bool>,
    consumer_portfolio_keys: Option<Vec<String>>,
    limit: Option<i32>,
    offset: Option<i32>,
    sort: Option<String>,
    sort_ascending: Option<bool>,
    asset_filters: Option<Vec<AssetFilter>>,
}

/// `ApplicationFilter`: an asset and a revision. The model digest identifies the revision. Without it, it is the
/// newest one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AssetFilter {
    key: Option<String>,
    digest: Option<String>,
}

/// `POST /public-elements/search`. A caller cannot refer to assets that it may not open.
pub(super) fn search(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let search: Search = call.body_or_default()?;
    let page = query::Page::of_body(search.limit, search.offset, &call.query)?;
    let descends = match search.sort.as_deref() {
        None | Some("" | "name") => search.sort_ascending == Some(false),
        Some(_) => return Err(Problem::bad_request("sort must be name")),
    };
    let chosen = search.chosen(tenant)?;
    let portfolios = search.consumer_portfolio_keys.iter().flatten();
    let portfolios: Vec<Uuid> = portfolios
        .map(|key| query::key("consumerPortfolioKeys", key))
        .collect::<Result<_, _>>()?;
    let mut rows = Vec::new();
    for (asset, number) in chosen {
        // Elements of apps can be used only inside their portfolio.
        let is_usable = portfolios.is_empty()
            || asset.kind.is_library()
            || portfolios.contains(&asset.portfolio);
        if !is_usable || !call.holds(Permission::OpenAssets) {
            continue;
        }
        let elements = asset.elements().into_iter();
        let elements = elements.filter(|one| one.is_in(number) && search.lets_through(one));
        rows.extend(elements.map(|one| row(asset, number, &one)));
    }
    let rows = place::sorted(rows, !descends);
    Reply::ok(&page.write(&rows, |row| Ok(row.clone()))?)
}

impl Search {
    /// The searched revisions: those of the filters, or the newest revision of each asset.
    fn chosen<'a>(&self, tenant: &'a Tenant) -> Result<Vec<(&'a Asset, i32)>, Problem> {
        let filters = self.asset_filters.as_deref().unwrap_or_default();
        if filters.is_empty() {
            return Ok(tenant
                .assets
                .iter()
                .map(|one| (one, one.newest()))
                .collect());
        }
        let mut chosen = Vec::new();
        for filter in filters {
            let key = filter.key.as_deref().unwrap_or_default();
            let Some(asset) = tenant.asset(query::key("key", key)?) else {
                continue;
            };
            let digest = filter.digest.as_deref().filter(|digest| !digest.is_empty());
            let number = match digest {
                None => Some(asset.newest()),
                Some(digest) => {
                    let digest = query::key("digest", digest)?;
                    let mut all = asset.numbered().rev();
                    all.find(|one| asset.digest(one.0, Digest::Model) == digest)
                        .map(|one| one.0)
                }
            };
            chosen.extend(number.map(|number| (asset, number)));
        }
        Ok(chosen)
    }

    fn lets_through(&self, one: &Element) -> bool {
        let has = |text: &str, needle: &str| text.to_lowercase().contains(&needle.to_lowercase());
        let description = one.description.as_deref().unwrap_or_default();
        let by_name = self.element_name_contains.as_deref();
        let by_text = self.element_name_or_description_contains.as_deref();
        let by_type = self.element_type.as_deref().filter(|kind| !kind.is_empty());
        by_name.is_none_or(|needle| has(&one.name, needle))
            && by_text.is_none_or(|needle| has(&one.name, needle) || has(description, needle))
            && by_type.is_none_or(|kind| kind.eq_ignore_ascii_case(one.kind))
            && (self.include_hidden.unwrap_or(true) || !one.is_hidden)
    }
}
