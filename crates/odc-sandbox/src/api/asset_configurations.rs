//! The asset configurations API, version 1: the configuration of apps, agents and stages.

mod changes;
mod defaults;
mod place;
mod reading;
mod responses;

use odc_asset_configurations_v1::operations as of;
use odc_runtime::Operation;

use crate::api::call::{Call, HandlerResult};
use crate::api::operation::{Api, Served};
use crate::model::Tenant;

const fn served(
    operation: &'static Operation,
    handler: fn(&Call, &mut Tenant) -> HandlerResult,
) -> Served {
    Served {
        api: Api::AssetConfigurationsV1,
        operation,
        handler,
    }
}

/// Every operation of this API.
pub(crate) static OPERATIONS: &[Served] = &[
    served(&of::GET_DEPLOYED_AGENT_CONFIGURATION, reading::of_agent),
    served(
        &of::GET_AGENT_REVISION_CONFIGURATION,
        reading::of_agent_revision,
    ),
    served(&of::GET_DEPLOYED_APPLICATION_CONFIGURATION, reading::of_app),
    served(
        &of::GET_APPLICATION_REVISION_CONFIGURATION,
        reading::of_app_revision,
    ),
    served(&of::UPDATE_AGENT_CONFIGURATION, changes::of_agent),
    served(&of::UPDATE_APPLICATION_CONFIGURATION, changes::of_app),
    served(&of::GET_ENVIRONMENT_DEFAULTS, defaults::get),
    served(&of::UPDATE_ENVIRONMENT_DEFAULTS, defaults::update),
];
