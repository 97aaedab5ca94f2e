//! The portfolio API, versions 1 and 2: two views of the same stages and assets. Only version 2 can change them.

mod assets;
mod environments;
mod libraries;
mod names;
mod portfolios;
mod v1;
mod v2;

use odc_portfolio_v1::operations as of_v1;
use odc_portfolio_v2::operations as of_v2;
use odc_runtime::Operation;

use crate::api::call::{Call, HandlerResult};
use crate::api::operation::{Api, Served};
use crate::model::Tenant;

const fn first(
    operation: &'static Operation,
    handler: fn(&Call, &mut Tenant) -> HandlerResult,
) -> Served {
    Served {
        api: Api::PortfolioV1,
        operation,
        handler,
    }
}

const fn second(
    operation: &'static Operation,
    handler: fn(&Call, &mut Tenant) -> HandlerResult,
) -> Served {
    Served {
        api: Api::PortfolioV2,
        operation,
        handler,
    }
}

/// Every operation of both versions.
pub(crate) static OPERATIONS: &[Served] = &[
    first(&of_v1::LIST_DEPLOYED_ASSETS, v1::list_assets),
    first(&of_v1::LIST_ENVIRONMENTS, v1::list_environments),
    second(&of_v2::LIST_DEPLOYED_ASSETS, v2::list_assets),
    second(&of_v2::LIST_ENVIRONMENTS, v2::list_environments),
    second(&of_v2::UPDATE_ENVIRONMENTS, environments::update_several),
    second(&of_v2::UPDATE_ENVIRONMENT, environments::update),
    second(&of_v2::LIST_LIBRARIES, libraries::list),
    second(&of_v2::LIST_PORTFOLIOS, portfolios::list),
    second(&of_v2::UPDATE_PORTFOLIO, portfolios::update),
];
