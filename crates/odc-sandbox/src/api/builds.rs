//! The builds API, version 1: builds of revisions, and packages of their generated code.

mod jobs;
mod packages;
mod responses;

use odc_builds_v1::operations as of;
use odc_runtime::Operation;

use crate::api::call::{Call, HandlerResult};
use crate::api::operation::{Api, Served};
use crate::model::Tenant;

const fn served(
    operation: &'static Operation,
    handler: fn(&Call, &mut Tenant) -> HandlerResult,
) -> Served {
    Served {
        api: Api::BuildsV1,
        operation,
        handler,
    }
}

/// Every operation of this API.
pub(crate) static OPERATIONS: &[Served] = &[
    served(&of::GET_BUILD, jobs::get),
    served(&of::LIST_BUILD_MESSAGES, jobs::messages),
    served(&of::GET_GENERATED_CODE_PACKAGE, packages::get),
    served(&of::START_GENERATED_CODE_PACKAGE, packages::start),
    served(&of::LIST_BUILDS, jobs::list),
    served(&of::START_BUILD, jobs::start),
];
