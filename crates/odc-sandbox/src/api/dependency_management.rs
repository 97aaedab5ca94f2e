//! The dependency management API, version 1: which assets use which others, and what a deployment or deletion would
//! break.

mod analyses;
mod deletion;
mod deployment;
mod elements;
mod lists;
mod place;
mod producers;

use odc_dependency_management_v1::operations as of;
use odc_runtime::Operation;

use crate::api::call::{Call, HandlerResult};
use crate::api::operation::{Api, Served};
use crate::model::Tenant;

const fn served(
    operation: &'static Operation,
    handler: fn(&Call, &mut Tenant) -> HandlerResult,
) -> Served {
    Served {
        api: Api::DependencyManagementV1,
        operation,
        handler,
    }
}

/// Every operation of this API.
pub(crate) static OPERATIONS: &[Served] = &[
    served(&of::GET_DELETION_ANALYSIS, analyses::get_deletion),
    served(&of::START_DELETION_ANALYSIS, analyses::start_deletion),
    served(&of::GET_DEPLOYMENT_ANALYSIS, analyses::get_deployment),
    served(&of::START_DEPLOYMENT_ANALYSIS, analyses::start_deployment),
    served(&of::LIST_CONSUMERS, lists::consumers),
    served(&of::GET_PRODUCER_GRAPH, producers::graph),
    served(&of::LIST_PRODUCERS, producers::list),
    served(&of::LIST_REVISION_CONSUMERS, lists::revision_consumers),
    served(&of::LIST_PUBLIC_ELEMENTS, elements::public),
    served(&of::LIST_REFERENCED_ELEMENTS, elements::referenced),
    served(&of::SEARCH_PUBLIC_ELEMENTS, elements::search),
];
