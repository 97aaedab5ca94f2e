//! The table of operations: it drives the routes, the permission check and the limits.

use axum::http::Method;

use crate::call::{Call, Outcome};
use crate::identity;
use crate::model::Tenant;
use crate::permission::Permission;
use crate::portfolio;

/// One version of one service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Api {
    /// Identity, version 1.
    IdentityV1,
    /// Portfolio, version 1.
    PortfolioV1,
}

impl Api {
    /// What stands before an operation's path.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::IdentityV1 => "/api/identity/v1",
            Self::PortfolioV1 => "/api/portfolios/v1",
        }
    }

    /// The short name in error codes.
    pub(crate) fn area(self) -> &'static str {
        match self {
            Self::IdentityV1 => "ID",
            Self::PortfolioV1 => "PF",
        }
    }

    /// When it was deprecated and when it goes, as its answers say it.
    pub(crate) fn deprecation(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::IdentityV1 => None,
            Self::PortfolioV1 => Some((
                "Wed, 08 Jul 2026 00:00:00 UTC",
                "Fri, 08 Jan 2027 00:00:00 UTC",
            )),
        }
    }
}

/// An operation that the sandbox answers.
#[derive(Debug)]
pub struct Operation {
    /// Its id in the API document.
    pub id: &'static str,
    /// Its name in the Rust clients, which is also what faults are set on.
    pub name: &'static str,
    /// Its API.
    pub api: Api,
    /// Its HTTP method.
    pub method: Method,
    /// Its path template below the API's prefix.
    pub path: &'static str,
    /// The permissions of which one is enough; empty when any permission at all is.
    pub needs: &'static [Permission],
    pub(crate) handler: fn(&Call, &mut Tenant) -> Outcome,
}

/// Every operation of every API.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    identity::OPERATIONS.iter().chain(portfolio::OPERATIONS)
}
