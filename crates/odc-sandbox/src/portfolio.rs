//! The portfolio API, version 1.

mod assets;
mod environments;

use odc_portfolio_v1::operations as of;

use crate::operation::{Api, Served};

/// Every operation of this API.
pub(crate) static OPERATIONS: &[Served] = &[
    Served {
        api: Api::PortfolioV1,
        operation: &of::LIST_DEPLOYED_ASSETS,
        handler: assets::list,
    },
    Served {
        api: Api::PortfolioV1,
        operation: &of::LIST_ENVIRONMENTS,
        handler: environments::list,
    },
];
