//! Libraries with the revisions that the call requests. A library belongs to no stage, so every caller sees it.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use odc_portfolio_v2::types;
use serde_json::Value;

use super::assets::list_in_one;
use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::json::{JsonResult, checked_build, with_nulls};
use crate::api::permission_filter::permitted_stages;
use crate::api::query::Query;
use crate::model::{Asset, Digest, Revision, Tenant, derived_key};
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
    /// The type of a library.
    enum LibraryType {
        LowCode = "LowCodeLibrary",
        Extension = "ExtensionLibrary",
        External = "ExternalLibrary",
        Widget = "WidgetLibrary",
        Mobile = "MobileLibrary",
    }
}

wire_names! {
    /// The fields by which libraries can be sorted.
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
    // The values are the same as for assets. If the caller has the permission in no stage, the list is empty.
    let is_permitted = permitted_stages(call, tenant)?.is_none_or(|stages| !stages.is_empty());
    let order = order(query)?;
    let page = query.page()?;
    let wanted = |library: &&Asset| {
        is_permitted
            && library.kind.is_library()
            && (keys.is_empty() || keys.contains(&library.key))
            && (types.is_empty() || types.iter().any(|one| one.name() == library.kind.name()))
            && portfolio.is_none_or(|key| key == library.portfolio)
            && needle
                .as_ref()
                .is_none_or(|needle| folded(library).contains(needle))
    };
    let mut libraries: Vec<_> = tenant.assets.iter().filter(wanted).collect();
    sort(&mut libraries, &order);
    Reply::ok(&page.write(&libraries, |one| library(one, revisions))?)
}

/// Sort terms such as `Name:asc`. The first term is the most important one.
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

/// Libraries with equal keys keep their order, which is by name.
fn sort(libraries: &mut [&Asset], order: &[(Field, Direction)]) {
    for (field, direction) in order.iter().rev() {
        match (field, direction) {
            (Field::Name, Direction::Ascending) => libraries.sort_by_key(|one| folded(one)),
            (Field::Name, Direction::Descending) => {
                libraries.sort_by_key(|one| Reverse(folded(one)));
            }
            (Field::PublishDateTime, Direction::Ascending) => {
                libraries.sort_by_key(|one| published_at(one));
            }
            (Field::PublishDateTime, Direction::Descending) => {
                libraries.sort_by_key(|one| Reverse(published_at(one)));
            }
        }
    }
}

fn folded(library: &Asset) -> String {
    library.name.to_lowercase()
}

fn published_at(library: &Asset) -> Option<DateTime<Utc>> {
    library.revisions.last().map(|revision| revision.at)
}

/// `Library`. The service keeps the newest revision and all tagged ones.
fn library(library: &Asset, wanted: Revisions) -> JsonResult {
    let newest = library.newest();
    let highest = library.highest_tag().map(|(number, _)| number);
    let is_shown = |(number, revision): &(i32, &Revision)| match wanted {
        Revisions::Latest => *number == newest,
        Revisions::HighestTag => Some(*number) == highest,
        Revisions::All => *number == newest || revision.tag.is_some(),
    };
    let shown = library.numbered().rev().filter(is_shown);
    let shown = shown.map(|(number, one)| revision(library, number, one));
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
fn revision(library: &Asset, number: i32, revision: &Revision) -> JsonResult {
    let tag = revision.tag.as_ref();
    let mut response = types::LibraryRevision::default();
    response.revision = Some(number);
    response.name = Some(library.name_in(revision));
    response.description.clone_from(&library.description);
    response.icon_url = library.has_icon.then(|| icon_url(library));
    response.publish_date_time = Some(revision.at);
    response.publish_user_key = Some(revision.by.to_string());
    response.tag = tag.map(|tag| tag.name.clone());
    response.tagging_user_key = tag.map(|tag| tag.by.to_string());
    response.tagging_date_time = tag.map(|tag| tag.at);
    response.is_latest = Some(number == library.newest());
    let nullable = [
        "description",
        "iconUrl",
        "tag",
        "taggingUserKey",
        "taggingDateTime",
    ];
    with_nulls(&response, &nullable)
}

/// A pre-signed URL, like that of the service.
fn icon_url(library: &Asset) -> String {
    let key = library.key;
    let icon = library.digest(1, Digest::Icon);
    let signature = derived_key(icon, 0, 0).simple();
    format!("https://icons.sandbox.example/{key}.png?Expires=1782867600&Signature={signature}")
}
