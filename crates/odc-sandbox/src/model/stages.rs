//! Portfolios, stages, deployed assets, and the application roles of assets.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::problem::Problem;
use crate::wire_name::wire_names;

/// The largest number of characters in the name of a stage or portfolio.
const MOST_NAME_CHARACTERS: usize = 50;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Portfolio {
    pub(crate) key: Uuid,
    pub(crate) name: String,
}

wire_names! {
    /// The purpose of a stage.
    pub(crate) enum Purpose {
        Development = "Development",
        NonProduction = "NonProduction",
        Production = "Production",
        Unknown = "Unknown",
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
    /// A domain that users see instead of the built-in domain.
    #[serde(default)]
    pub(crate) custom_domain: Option<String>,
    /// The state of a self-hosted stage, or None for a stage in the vendor's cloud.
    #[serde(default)]
    pub(crate) state: Option<HostingState>,
}

impl Environment {
    /// The custom domain, or else the built-in domain.
    pub(crate) fn default_domain(&self) -> &str {
        self.custom_domain.as_deref().unwrap_or(&self.hostname)
    }

    pub(crate) fn is_development(&self) -> bool {
        self.purpose == Purpose::Development
    }

    /// Whether its place is fixed. Development is always first, and Production is always last.
    pub(crate) fn is_fixed(&self) -> bool {
        matches!(self.purpose, Purpose::Development | Purpose::Production)
    }
}

wire_names! {
    /// The state of a self-hosted stage.
    pub(crate) enum HostingState {
        Pending = "Pending",
        Configured = "Configured",
        Deployed = "Deployed",
        MissingConfigurations = "MissingConfigurations",
        Ready = "Ready",
        WakingUp = "WakingUp",
        ScheduledForDeletion = "ScheduledForDeletion",
        Hibernated = "Hibernated",
    }
}

impl HostingState {
    pub(crate) fn is_configured(self) -> bool {
        !matches!(self, Self::Pending | Self::MissingConfigurations)
    }

    pub(crate) fn is_deployed(self) -> bool {
        self.is_configured() && self != Self::Configured
    }
}

/// An application role. There is one per asset, name and stage.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ApplicationRole {
    pub(crate) key: Uuid,
    pub(crate) name: String,
    pub(crate) environment: Uuid,
    pub(crate) asset: Uuid,
    /// The key of the role outside of stages. It is the same in every stage.
    pub(crate) external_key: Uuid,
    pub(crate) claim: String,
}

/// Refuses a name that a stage or portfolio cannot have.
pub(crate) fn check_name(name: &str) -> Result<(), Problem> {
    if name.trim().is_empty() {
        return Err(Problem::unprocessable("name must not be empty"));
    }
    if name.chars().count() > MOST_NAME_CHARACTERS {
        return Err(Problem::unprocessable(format!(
            "name must have at most {MOST_NAME_CHARACTERS} characters"
        )));
    }
    Ok(())
}

/// Checks that each order number occurs only once in the portfolio, and that it is between the numbers of Development
/// and Production.
pub(crate) fn check_orders(environments: &[Environment], portfolio: Uuid) -> Result<(), Problem> {
    let here = environments.iter().filter(|one| one.portfolio == portfolio);
    let mut orders = BTreeSet::new();
    for environment in here.clone() {
        let order = environment.order;
        if !orders.insert(order) {
            return Err(Problem::unprocessable(format!(
                "two environments would have the order {order}; swap two in one call"
            )));
        }
    }
    let is_misplaced = |one: &Environment| match one.purpose {
        Purpose::Development => orders.first() != Some(&one.order),
        Purpose::Production => orders.last() != Some(&one.order),
        Purpose::NonProduction | Purpose::Unknown => false,
    };
    if here.clone().any(is_misplaced) {
        return Err(Problem::unprocessable(
            "an environment would come before Development or after Production",
        ));
    }
    Ok(())
}
