//! Libraries with the revisions that the call asks for. A library belongs to no stage, so every caller sees it.

use std::cmp::Reverse;

use odc_portfolio_v2::types;
use serde_json::Value;

use super::assets::{list_in_one, permitted_stages};
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::json::{JsonResult, checked_build, with_nulls};
use crate::api::query::Query;
use crate::model::{Library, LibraryRevision, LibraryType, Tenant};
use crate::problem::Problem;
use crate::wire_name::{WireName, wire_names};

wire_names! {
    /// Which revisions of each library are shown.
    enum Revisions {
        Latest = "Latest",
        HighestTag = "HighestTag",
        All = "All",
    }
}

wire_names! {
    /// What libraries are sorted by.
    enum Field {
        Name = "Name",
        PublishDateTime = "PublishDateTime",
    }
}

wire_names! {
    enum Direction {
        Ascending = "asc",
        Descending = "desc",
    }
}

/// `GET /libraries`.
pub(super) fn list(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let query = &call.query;
    let keys = list_in_one(query, "key")?;
    let types: Vec<LibraryType> = query.many_of("type")?;
    let needle = query.search_text("nameContains")?;
    let portfolio = query.key("portfolioKey")?;
    let revisions = query.one_of("revisions")?.unwrap_or(Revisions::Latest);
    // The values are those of assets. When the caller has the permission in no stage, no library is left.
    let is_permitted = permitted_stages(call, tenant)?.is_none_or(|stages| !stages.is_empty());
    let order = order(query)?;
    let page = query.page()?;
    let wanted = |library: &&Library| {
        is_permitted
            && (keys.is_empty() || keys.contains(&library.key))
            && (types.is_empty() || types.contains(&library.kind))
            && portfolio.is_none_or(|key| key == library.portfolio)
            && needle
                .as_ref()
                .is_none_or(|needle| library.name().to_lowercase().contains(needle))
    };
    let mut libraries: Vec<_> = tenant.libraries.iter().filter(wanted).collect();
    sort(&mut libraries, &order);
    Reply::ok(&page.write(&libraries, |one| library(one, revisions))?)
}

/// Sort terms such as `Name:asc`; the first term counts most.
fn order(query: &Query) -> Result<Vec<(Field, Direction)>, Problem> {
    let parsed = |text: &str| {
        let (field, direction) = text.split_once(':')?;
        Field::from_name(field).zip(Direction::from_name(direction))
    };
    let parts = query.list("sort").into_iter();
    parts
        .map(|text| {
            parsed(text).ok_or_else(|| {
                Problem::bad_request("sort must be Name or PublishDateTime, then :asc or :desc")
            })
        })
        .collect()
}

/// Equal libraries keep their order, which is by name.
fn sort(libraries: &mut [&Library], order: &[(Field, Direction)]) {
    for (field, direction) in order.iter().rev() {
        match (field, direction) {
            (Field::Name, Direction::Ascending) => libraries.sort_by_key(|one| folded(one)),
            (Field::Name, Direction::Descending) => {
                libraries.sort_by_key(|one| Reverse(folded(one)));
            }
            (Field::PublishDateTime, Direction::Ascending) => {
                libraries.sort_by_key(|one| one.published_at());
            }
            (Field::PublishDateTime, Direction::Descending) => {
                libraries.sort_by_key(|one| Reverse(one.published_at()));
            }
        }
    }
}

fn folded(library: &Library) -> String {
    library.name().to_lowercase()
}

/// `Library`.
fn library(library: &Library, wanted: Revisions) -> JsonResult {
    let shown: Vec<&LibraryRevision> = match wanted {
        Revisions::Latest => library.revisions.iter().take(1).collect(),
        Revisions::HighestTag => library.highest_tag().into_iter().collect(),
        Revisions::All => library.revisions.iter().collect(),
    };
    let newest = library.revisions.iter().map(|one| one.number).max();
    let shown = shown.into_iter().map(|one| revision(one, newest));
    let shown = shown.collect::<Result<Vec<_>, _>>()?;
    let response = types::Library::builder()
        .key(library.key)
        .type_(library.kind.name())
        .is_built_in(library.is_built_in)
        .portfolio_key(library.portfolio);
    let mut response = with_nulls(&checked_build(response.build())?, &[])?;
    response["revisions"] = Value::Array(shown);
    Ok(response)
}

/// `LibraryRevision`.
fn revision(revision: &LibraryRevision, newest: Option<i32>) -> JsonResult {
    let tag = revision.tag.as_ref();
    let mut response = types::LibraryRevision::default();
    response.revision = Some(revision.number);
    response.name = Some(revision.name.clone());
    response.description.clone_from(&revision.description);
    response.icon_url.clone_from(&revision.icon_url);
    response.publish_date_time = Some(revision.at);
    response.publish_user_key = Some(revision.by.to_string());
    response.tag = tag.map(|tag| tag.name.clone());
    response.tagging_user_key = tag.map(|tag| tag.by.to_string());
    response.tagging_date_time = tag.map(|tag| tag.at);
    response.is_latest = Some(newest == Some(revision.number));
    let nullable = [
        "description",
        "iconUrl",
        "tag",
        "taggingUserKey",
        "taggingDateTime",
    ];
    with_nulls(&response, &nullable)
}
