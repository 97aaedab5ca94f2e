//! The asset repository API, version 1: assets, their revisions and tags, and the files that belong to them.

pub(crate) mod content;
mod creation;
mod embeds;
mod listing;
mod parts;
mod responses;
mod revisions;
mod source;
mod tagging;

use odc_asset_repository_v1::operations as of;
use odc_runtime::Operation;

use crate::api::call::{Call, HandlerResult};
use crate::api::operation::{Api, Served};
use crate::model::Tenant;

const fn served(
    operation: &'static Operation,
    handler: fn(&Call, &mut Tenant) -> HandlerResult,
) -> Served {
    Served {
        api: Api::AssetRepositoryV1,
        operation,
        handler,
    }
}

/// Every operation of this API.
pub(crate) static OPERATIONS: &[Served] = &[
    served(&of::CREATE_REVISION, creation::create),
    served(&of::LIST_ASSETS, listing::list),
    served(&of::DELETE_ASSET, tagging::delete),
    served(&of::GET_ASSET, revisions::get_latest),
    served(&of::GET_HIGHEST_TAGGED_REVISION, revisions::get_highest),
    served(&of::GET_LATEST_REVISION, revisions::get_latest),
    served(&of::GET_REVISION, revisions::get),
    served(&of::TAG_REVISION, tagging::update),
    served(&of::GET_REVISION_ICON, parts::icon),
    served(&of::GET_REVISION_METADATA, parts::metadata),
    served(&of::GET_REVISION_RELEASE_NOTES, parts::release_notes),
    served(&of::GET_REVISION_SIGNATURE, parts::signature),
    served(&of::GET_REVISION_SOURCE_CODE, parts::source_code),
    served(&of::LIST_REVISIONS, revisions::list),
    served(&of::SEARCH_REVISIONS, revisions::search),
    served(&of::CREATE_UPLOAD, parts::upload),
];
