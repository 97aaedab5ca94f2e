//! One operation of an API: what the API document says about it, and the function that carries it out.

use odc_runtime::Operation;

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
}

impl Api {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::IdentityV1, Self::PortfolioV1, Self::PortfolioV2];

    /// The published document.
    pub(crate) fn document(self) -> &'static str {
        match self {
            Self::IdentityV1 => include_str!("../../openapi/identity-v1.json"),
            Self::PortfolioV1 => include_str!("../../openapi/portfolio-v1.json"),
            Self::PortfolioV2 => include_str!("../../openapi/portfolio-v2.json"),
        }
    }

    /// The path below which its operations are.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::IdentityV1 => odc_identity_v1::operations::BASE_PATH,
            Self::PortfolioV1 => odc_portfolio_v1::operations::BASE_PATH,
            Self::PortfolioV2 => odc_portfolio_v2::operations::BASE_PATH,
        }
    }

    /// The short name in error codes.
    pub(crate) fn area(self) -> &'static str {
        match self {
            Self::IdentityV1 => "ID",
            Self::PortfolioV1 | Self::PortfolioV2 => "PF",
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
    /// The permissions of which a caller needs one. When it is empty, the caller needs any permission at all.
    ///
    /// In version 2 of the portfolio API, View stage is not one of them: without it, rows are missing, but the call
    /// succeeds.
    #[must_use]
    pub fn gate(&self) -> &'static [&'static str] {
        let named = self.operation.permissions();
        if self.api == Api::PortfolioV2 && named == [Permission::ViewStage.label()] {
            &[]
        } else {
            named
        }
    }

    /// Refuses a caller that has none of the permissions of which it needs one.
    pub(crate) fn check(&self, held: &Permissions) -> Result<(), Problem> {
        let needed = self.gate();
        let enough = if needed.is_empty() {
            !held.is_empty()
        } else {
            let needed = needed
                .iter()
                .filter_map(|label| Permission::from_label(label));
            needed.into_iter().any(|permission| held.holds(permission))
        };
        if enough {
            Ok(())
        } else {
            Err(Problem::forbidden(needed))
        }
    }
}
