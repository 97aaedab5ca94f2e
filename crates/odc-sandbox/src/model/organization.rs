//! Organization roles, the permissions that they contain, and identity providers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::clock;
use crate::problem::Problem;
use crate::wire_name::wire_names;

/// A role that members hold.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct OrganizationRole {
    pub(crate) key: Uuid,
    pub(crate) name: String,
    pub(crate) permissions: Vec<PermissionDetails>,
    /// Whether it is built in. Such a role can be neither changed nor deleted.
    pub(crate) is_read_only: bool,
}

/// A permission in a role, and the stages and portfolios that it is limited to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PermissionDetails {
    pub(crate) permission: Uuid,
    pub(crate) environments: Option<Vec<Uuid>>,
    pub(crate) portfolios: Option<Vec<Uuid>>,
}

/// A role that a user holds, for the organization or for one asset.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct OrganizationGrant {
    pub(crate) role: Uuid,
    pub(crate) period: Option<Period>,
    pub(crate) asset: Option<Uuid>,
    pub(crate) portfolio: Option<Uuid>,
}

/// A period. It may have no start or no end.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Period {
    pub(crate) start_time: Option<DateTime<Utc>>,
    pub(crate) end_time: Option<DateTime<Utc>>,
}

impl Period {
    /// Refuses a period that ends before it starts, or that is outside the years 1970 to 9999.
    pub(crate) fn check(&self) -> Result<(), Problem> {
        let mut ends = [self.start_time, self.end_time].into_iter().flatten();
        if !ends.all(clock::is_within_bounds) {
            return Err(Problem::bad_request(
                "grantPeriod must be within the years 1970 to 9999",
            ));
        }
        match self.start_time.zip(self.end_time) {
            Some((start, end)) if end <= start => {
                Err(Problem::bad_request("grantPeriod must end after it starts"))
            }
            _ => Ok(()),
        }
    }
}

wire_names! {
    /// The level at which a permission can be assigned.
    pub(crate) enum AssetContext {
        Organization = "Organization",
        Asset = "Asset",
    }
}

/// An entry of the permissions catalogue.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CataloguePermission {
    pub(crate) key: Uuid,
    pub(crate) name: String,
    pub(crate) category: String,
    pub(crate) purpose: String,
    pub(crate) claim: String,
    pub(crate) allow_stages: bool,
    pub(crate) allow_portfolios: bool,
    pub(crate) scopes: Vec<AssetContext>,
    /// Permissions that a holder of it also gets, for the same stage and portfolio.
    pub(crate) inherits: Vec<Uuid>,
}

/// The kind of a provider. Each kind has another configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ProviderKind {
    BuiltIn,
    Oidc,
    Google,
    Saml,
}

/// An identity provider, where users sign in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct IdentityProvider {
    pub(crate) key: Uuid,
    pub(crate) name: String,
    pub(crate) kind: ProviderKind,
    pub(crate) client_id: String,
    pub(crate) updated_at: DateTime<Utc>,
}
