//! The deployments API, version 1: publishes to Development, and deploys to other stages.

mod messages;
mod responses;
mod rollouts;

use odc_deployments_v1::operations as of;
use odc_runtime::Operation;

use crate::api::call::{Call, HandlerResult};
use crate::api::operation::{Api, Served};
use crate::model::Tenant;

const fn served(
    operation: &'static Operation,
    handler: fn(&Call, &mut Tenant) -> HandlerResult,
) -> Served {
    Served {
        api: Api::DeploymentsV1,
        operation,
        handler,
    }
}

/// Every operation of this API.
pub(crate) static OPERATIONS: &[Served] = &[
    served(&of::LIST_DEPLOYMENTS, rollouts::list_deployments),
    served(&of::START_DEPLOYMENT, rollouts::deploy),
    served(&of::GET_DEPLOYMENT, rollouts::get_deployment),
    served(&of::LIST_DEPLOYMENT_MESSAGES, messages::of_deployment),
    served(&of::LIST_PUBLICATIONS, rollouts::list_publications),
    served(&of::START_PUBLICATION, rollouts::publish),
    served(&of::GET_PUBLICATION, rollouts::get_publication),
    served(&of::LIST_PUBLICATION_MESSAGES, messages::of_publication),
];
