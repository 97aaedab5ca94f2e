//! Portfolios, stages, what is deployed in them, and the roles that come with it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::named::named;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Portfolio {
    pub(crate) key: Uuid,
    pub(crate) name: String,
}

named! {
    /// What a stage is for.
    pub(crate) enum Purpose {
        Development = "Development",
        NonProduction = "NonProduction",
        Production = "Production",
    }
}

/// A stage.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Environment {
    pub(crate) key: Uuid,
    pub(crate) portfolio: Uuid,
    pub(crate) name: String,
    pub(crate) hostname: String,
    pub(crate) purpose: Purpose,
    pub(crate) order: i32,
    pub(crate) region: String,
    pub(crate) hosting: String,
}

named! {
    /// What an asset is.
    pub(crate) enum AssetType {
        WebApplication = "WebApplication",
        MobileApplication = "MobileApplication",
        Workflow = "Workflow",
        Agent = "Agent",
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Asset {
    pub(crate) key: Uuid,
    pub(crate) name: String,
    pub(crate) kind: AssetType,
    pub(crate) is_built_in: bool,
    /// Newest first, at most one per stage.
    pub(crate) deployments: Vec<Deployment>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Deployment {
    pub(crate) environment: Uuid,
    pub(crate) revision: i32,
    pub(crate) build_key: Uuid,
    pub(crate) key: Uuid,
    pub(crate) at: DateTime<Utc>,
    pub(crate) description: Option<String>,
    pub(crate) icon_url: Option<String>,
    pub(crate) by: Option<Uuid>,
    pub(crate) url: Option<String>,
    pub(crate) tag: Option<Tag>,
}

/// The version that a revision was tagged with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) by: Uuid,
    pub(crate) at: DateTime<Utc>,
}

/// An end-user role: one per asset, name and stage.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ApplicationRole {
    pub(crate) key: Uuid,
    pub(crate) name: String,
    pub(crate) environment: Uuid,
    pub(crate) asset: Uuid,
    /// The same in every stage.
    pub(crate) external_key: Uuid,
    pub(crate) claim: String,
}
