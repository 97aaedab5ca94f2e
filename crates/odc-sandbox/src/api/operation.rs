//! One operation of an API: its data from the API document, and the function that carries it out.

use odc_runtime::{Operation, Requirement};

use crate::api::call::{Call, HandlerResult};
use crate::model::Tenant;
use crate::model::permission::{Permission, Permissions};
use crate::problem::Problem;

/// One version of one service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Api {
    /// Identity, version 1.
    IdentityV1,
    /// Portfolio, version 1.
    PortfolioV1,
    /// Portfolio, version 2.
    PortfolioV2,
    /// The asset repository, version 1.
    AssetRepositoryV1,
    /// Builds, version 1.
    BuildsV1,
    /// Deployments, version 1.
    DeploymentsV1,
    /// Dependency management, version 1.
    DependencyManagementV1,
    /// Configurations of assets, version 1.
    AssetConfigurationsV1,
}

impl Api {
    /// All of them.
    pub(crate) const ALL: [Self; 8] = [
        Self::IdentityV1,
        Self::PortfolioV1,
        Self::PortfolioV2,
        Self::AssetRepositoryV1,
        Self::BuildsV1,
        Self::DeploymentsV1,
        Self::DependencyManagementV1,
        Self::AssetConfigurationsV1,
    ];

    /// The published document.
    pub(crate) fn document(self) -> &'static str {
        match self {
            Self::IdentityV1 => include_str!("../../openapi/identity-v1.json"),
            Self::PortfolioV1 => include_str!("../../openapi/portfolio-v1.json"),
            Self::PortfolioV2 => include_str!("../../openapi/portfolio-v2.json"),
            Self::AssetRepositoryV1 => include_str!("../../openapi/asset-repository-v1.json"),
            Self::BuildsV1 => include_str!("../../openapi/builds-v1.json"),
            Self::DeploymentsV1 => include_str!("../../openapi/deployments-v1.json"),
            Self::DependencyManagementV1 => {
                include_str!("../../openapi/dependency-management-v1.json")
            }
            Self::AssetConfigurationsV1 => {
                include_str!("../../openapi/asset-configurations-v1.json")
            }
        }
    }

    /// The path below which its operations are.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::IdentityV1 => odc_identity_v1::operations::BASE_PATH,
            Self::PortfolioV1 => odc_portfolio_v1::operations::BASE_PATH,
            Self::PortfolioV2 => odc_portfolio_v2::operations::BASE_PATH,
            Self::AssetRepositoryV1 => odc_asset_repository_v1::operations::BASE_PATH,
            Self::BuildsV1 => odc_builds_v1::operations::BASE_PATH,
            Self::DeploymentsV1 => odc_deployments_v1::operations::BASE_PATH,
            Self::DependencyManagementV1 => odc_dependency_management_v1::operations::BASE_PATH,
            Self::AssetConfigurationsV1 => odc_asset_configurations_v1::operations::BASE_PATH,
        }
    }

    /// The short name in error codes.
    pub(crate) fn area(self) -> &'static str {
        match self {
            Self::IdentityV1 => "ID",
            Self::PortfolioV1 | Self::PortfolioV2 => "PF",
            Self::AssetRepositoryV1 => "APPS",
            Self::BuildsV1 => "BLD",
            Self::DeploymentsV1 => "DPL",
            Self::DependencyManagementV1 => "DEP",
            Self::AssetConfigurationsV1 => "CFG",
        }
    }
}

/// An operation that the sandbox serves.
#[derive(Debug)]
pub struct Served {
    /// Its API.
    pub api: Api,
    /// Its name, method, path, permissions and limits.
    pub operation: &'static Operation,
    pub(crate) handler: fn(&Call, &mut Tenant) -> HandlerResult,
}

impl Served {
    /// The permissions that a caller needs before the request is read. If the document does not say, any permission
    /// is enough.
    ///
    /// In version 2 of the portfolio API, View stage is not needed: without it, rows are missing, but the call succeeds.
    #[must_use]
    pub fn gate(&self) -> Requirement {
        let view_stage = Requirement::Permission(Permission::ViewStage.label());
        let needed = self.operation.requirement().copied();
        let needed = needed.filter(|needed| self.api != Api::PortfolioV2 || *needed != view_stage);
        needed.unwrap_or(Requirement::Any)
    }

    /// Larger bodies are refused. A hundred records of a bulk creation are much smaller than 1 MiB. The asset
    /// repository accepts files of up to 100 MB and a little more, so that it can refuse too large files with its own
    /// error.
    pub(crate) fn most_body_bytes(&self) -> usize {
        const MIB: usize = 1024 * 1024;
        let takes_files = self.api == Api::AssetRepositoryV1 && self.operation.path() == "/assets";
        if takes_files { 128 * MIB } else { MIB }
    }

    /// Refuses a caller whose permissions allow no call of the operation. The handler checks the rules that depend on
    /// the request.
    pub(crate) fn check(&self, held: &Permissions) -> Result<(), Problem> {
        let needed = self.gate();
        let holds = |label: &str| {
            Permission::from_label(label).is_some_and(|permission| held.holds(permission))
        };
        if !held.is_empty() && needed.admits(holds) {
            Ok(())
        } else {
            Err(Problem::forbidden(&needed))
        }
    }
}
