//! Reads one revision, lists the revisions of an asset, and searches several revisions at a time.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::embeds::{Embed, named_parts};
use super::listing::MOST_ROWS;
use super::responses::{self, Numbered};
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::query;
use crate::model::permission::Permission;
use crate::model::{Asset, Digest, Tenant, Version};
use crate::problem::Problem;

/// The asset of the path. For a caller that may not open assets, it does not exist.
pub(super) fn asset<'a>(call: &Call, tenant: &'a Tenant) -> Result<&'a Asset, Problem> {
    let key = call.key("assetKey")?;
    let asset = tenant
        .asset(key)
        .filter(|_| call.holds(Permission::OpenAssets));
    asset.ok_or_else(|| Problem::not_found("asset"))
}

/// The asset and the revision of the path.
pub(super) fn asset_and_revision<'a>(
    call: &Call,
    tenant: &'a Tenant,
) -> Result<(&'a Asset, Numbered<'a>), Problem> {
    let number = call.number("revisionNumber")?;
    let asset = asset(call, tenant)?;
    let revision = asset.revision(number);
    let revision = revision.ok_or_else(|| Problem::not_found("revision"))?;
    Ok((asset, (number, revision)))
}

fn reply(call: &Call, asset: &Asset, number: Option<i32>) -> HandlerResult {
    let embeds: Vec<Embed> = call.query.many_of("embed")?;
    let revision = number.and_then(|number| Some((number, asset.revision(number)?)));
    let revision = revision.ok_or_else(|| Problem::not_found("tagged revision"))?;
    Reply::ok(&responses::revision(call, asset, revision, &embeds))
}

/// `GET /assets/{assetKey}` and `GET /assets/{assetKey}/latest-revision`.
pub(super) fn get_latest(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let asset = asset(call, tenant)?;
    reply(call, asset, Some(asset.newest()))
}

/// `GET /assets/{assetKey}/highest-tag-revision`.
pub(super) fn get_highest(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let asset = asset(call, tenant)?;
    reply(call, asset, asset.highest_tag().map(|(number, _)| number))
}

/// `GET /assets/{assetKey}/revisions/{revisionNumber}`.
pub(super) fn get(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let (asset, (number, _)) = asset_and_revision(call, tenant)?;
    reply(call, asset, Some(number))
}

/// `GET /assets/{assetKey}/revisions`, the newest first. If the list is sorted by tag, revisions without a tag come
/// last.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let query = &call.query;
    let asset = asset(call, tenant)?;
    let embeds: Vec<Embed> = query.many_of("embed")?;
    let digest = query.key("modelDigest")?;
    let bounds = (
        query.time("revisionDateTimeSince")?,
        query.time("revisionDateTimeTo")?,
    );
    let is_tagged = query.optional_bool("isTagged")?;
    let tag = query.text("tag")?;
    let message = query.search_text("commitMessage")?;
    let is_sorted = query.text("sort")?.is_some();
    let sort = query.sort(&["revision", "tag"])?;
    let page = query.page_up_to(MOST_ROWS)?;
    let wanted = |(number, one): &Numbered<'_>| {
        let text = one.message.as_deref().unwrap_or_default().to_lowercase();
        digest.is_none_or(|digest| digest == asset.digest(*number, Digest::Model))
            && is_within(one.at, bounds)
            && is_tagged.is_none_or(|is| is == one.tag.is_some())
            && tag.is_none_or(|tag| one.tag_name() == Some(tag))
            && message.as_ref().is_none_or(|needle| text.contains(needle))
    };
    let mut rows: Vec<Numbered<'_>> = asset.numbered().rev().filter(wanted).collect();
    let version = |one: &Numbered<'_>| one.1.tag_name().and_then(Version::parse);
    match (is_sorted, sort.field, sort.descending) {
        // The revisions are already in this order.
        (false, ..) | (true, "revision", true) => {}
        (true, "tag", false) => rows.sort_by_key(|one| (version(one).is_none(), version(one))),
        (true, "tag", true) => rows.sort_by_key(|one| Reverse(version(one))),
        (true, ..) => rows.reverse(),
    }
    let response = page.write(&rows, |one| {
        Ok(responses::revision(call, asset, *one, &embeds))
    });
    Reply::ok(&response?)
}

fn is_within(
    at: DateTime<Utc>,
    (since, to): (Option<DateTime<Utc>>, Option<DateTime<Utc>>),
) -> bool {
    since.is_none_or(|since| at >= since) && to.is_none_or(|to| at <= to)
}

/// `AssetListFilter`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Search {
    asset_version_filters: Option<Vec<Filter>>,
    embeds: Option<Vec<String>>,
}

/// `AssetVersionFilter`: an asset, and one way to name a revision.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Filter {
    key: Option<String>,
    digest: Option<String>,
    revision: Option<i32>,
    is_highest_tag: Option<bool>,
}

/// `POST /assets/search`: each revision that a filter names, once. A filter without a matching revision is ignored.
pub(super) fn search(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let search: Search = call.body()?;
    let embeds = named_parts(search.embeds.as_deref())?;
    let mut found: Vec<(Uuid, i32)> = Vec::new();
    let mut rows = Vec::new();
    for filter in search.asset_version_filters.unwrap_or_default() {
        let Some((asset, number)) = filter.find(call, tenant)? else {
            continue;
        };
        let Some(revision) = asset.revision(number) else {
            continue;
        };
        if !found.contains(&(asset.key, number)) {
            found.push((asset.key, number));
            rows.push(responses::revision(
                call,
                asset,
                (number, revision),
                &embeds,
            ));
        }
    }
    Reply::ok(&json!({ "results": rows }))
}

impl Filter {
    fn find<'a>(
        &self,
        call: &Call,
        tenant: &'a Tenant,
    ) -> Result<Option<(&'a Asset, i32)>, Problem> {
        let key = self.key.as_deref().filter(|key| !key.is_empty());
        let key = key.ok_or_else(|| Problem::bad_request("each filter needs a key"))?;
        let key = query::key("key", key)?;
        let digest = self.digest.as_deref().filter(|text| !text.is_empty());
        let is_highest = self.is_highest_tag == Some(true);
        let given = [digest.is_some(), self.revision.is_some(), is_highest];
        if given.iter().filter(|is_given| **is_given).count() != 1 {
            return Err(Problem::bad_request(
                "each filter needs one of digest, revision and isHighestTag",
            ));
        }
        let digest = digest.map(|text| query::key("digest", text)).transpose()?;
        let asset = tenant
            .asset(key)
            .filter(|_| call.holds(Permission::OpenAssets));
        Ok(asset.and_then(|asset| {
            let number = match (digest, self.revision) {
                (Some(digest), _) => {
                    let mut all = asset.numbered().rev();
                    all.find(|one| asset.digest(one.0, Digest::Model) == digest)?
                        .0
                }
                (None, Some(number)) => number,
                (None, None) => asset.highest_tag()?.0,
            };
            Some((asset, number))
        }))
    }
}
