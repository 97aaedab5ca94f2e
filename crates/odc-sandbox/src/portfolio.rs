//! The portfolio API, version 1.

mod assets;
mod environments;

use axum::http::Method;

use crate::operation::{Api, Operation};
use crate::permission::Permission::ViewStage;

/// Every operation of this API.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation {
        id: "DeployedAssets_ListAssets",
        name: "list_deployed_assets",
        api: Api::PortfolioV1,
        method: Method::GET,
        path: "/deployed-assets",
        needs: &[ViewStage],
        handler: assets::list,
    },
    Operation {
        id: "Environments_ListEnvironments",
        name: "list_environments",
        api: Api::PortfolioV1,
        method: Method::GET,
        path: "/environments",
        needs: &[ViewStage],
        handler: environments::list,
    },
];
